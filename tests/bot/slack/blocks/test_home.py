from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.slack.blocks.actions import Press, read_press
from bot.slack.blocks.home import RecentBrief, SourceAge, home_view
from bot.slack.blocks.limits import breaches
from briefs.records.model import Kind
from briefs.store.store import Status
from tests.bot.slack.blocks.hostile import dangers, days, objects, offered, rich_words, short_texts, texts

HELD = Status(
    records=1_204,
    oldest=date(1998, 2, 1),
    newest=date(2026, 11, 20),
    by_kind={Kind.DEBATE: 1_203, Kind.NEWS: 1},
    passages=9_000,
    loaded=datetime(2026, 7, 1, 11, 30, tzinfo=UTC),
)
EMPTY = Status(records=0, oldest=None, newest=None)

moments = st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1), timezones=st.one_of(st.none(), st.just(UTC)))
homes = st.fixed_dictionaries(
    {
        "freshness": st.lists(
            st.builds(SourceAge, texts, st.one_of(st.none(), days), st.one_of(st.none(), moments), texts), max_size=40
        ),
        "recent": st.lists(st.builds(RecentBrief, st.just("k3"), texts, days), max_size=15),
        "aliases": st.integers(0, 10**6),
        "commands": st.lists(st.tuples(short_texts, texts), max_size=12),
    }
)


def shown(view: dict[str, Any]) -> str:
    """Return the words of a Home tab, its grey lines included."""
    grey = [each["elements"][0]["text"] for each in view["blocks"] if each["type"] == "context"]
    return "\n".join([rich_words([view]), *grey])


def test_it_says_what_is_held() -> None:
    words = shown(home_view(HELD, aliases=312))
    assert "1,204 records, 9,000 passages" in words
    assert "1,203 debates, 1 news story" in words
    assert "Oldest 1 February 1998, newest 20 November 2026" in words
    assert "312 names in the table of aliases" in words


def test_times_are_those_of_london() -> None:
    assert "Last change 1 July 2026, 12:30" in shown(home_view(HELD))


def test_a_library_with_nothing_in_it_says_so_and_no_more() -> None:
    words = shown(home_view(EMPTY))
    assert "0 records, 0 passages" in words
    assert not any(word in words for word in ("ldest", "ewest", "Last change", "aliases"))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        pytest.param(SourceAge("Hansard"), "Hansard: no records yet; never asked", id="never"),
        pytest.param(
            SourceAge("Hansard", date(2026, 11, 20), datetime(2026, 11, 22, 5, 0)),
            "Hansard: newest record 20 November 2026; last asked 22 November 2026, 05:00",
            id="fresh",
        ),
        pytest.param(
            SourceAge("Hansard", fault="It did not answer."),
            "Hansard: no records yet; never asked; It did not answer.",
            id="fault",
        ),
    ],
)
def test_it_says_how_fresh_a_source_is(source: SourceAge, said: str) -> None:
    assert said in shown(home_view(HELD, freshness=[source]))


def test_recent_briefs_open_by_their_ids_and_the_rest_are_counted() -> None:
    recent = [RecentBrief(f"k{number}", f"Boats {number}", date(2026, 11, 22)) for number in range(12)]
    view = home_view(HELD, recent=recent)
    pressed = [read_press(each) for each in objects(view) if each.get("type") == "button"]
    opened = [each.brief_id for each in pressed if each is not None and each.press is Press.OPEN]
    assert opened == [f"k{number}" for number in range(10)]
    assert "Boats 0, 22 November 2026" in offered([view])
    assert "2 more earlier briefs not shown here." in shown(view)


def test_a_new_brief_can_be_asked_for() -> None:
    pressed = [read_press(each) for each in objects(home_view(EMPTY)) if each.get("type") == "button"]
    assert [each.press for each in pressed if each is not None] == [Press.NEW]


def test_it_says_what_can_be_asked() -> None:
    assert "/brief Met police — a brief on it" in shown(
        home_view(HELD, commands=[("/brief Met police", "a brief on it")])
    )


def check_home(given_: dict[str, Any]) -> None:
    """Check everything that must hold of any Home tab."""
    view = home_view(HELD, **given_)
    assert breaches(view) == []
    assert dangers(view) == []


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(homes)
def test_no_hostile_word_breaks_a_limit_or_pings(given_: dict[str, Any]) -> None:
    check_home(given_)


@pytest.mark.slow
@settings(max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(homes)
def test_no_hostile_word_of_thousands_breaks_a_limit_or_pings(given_: dict[str, Any]) -> None:
    check_home(given_)
