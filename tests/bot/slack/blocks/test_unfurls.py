from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.slack.blocks.limits import breaches
from bot.slack.blocks.unfurls import unfurl
from briefs.records.model import AnswerState, Fidelity, House, Kind, Person, Record
from briefs.topic.model import Item
from tests.bot.slack.blocks.hostile import dangers, items, objects, rich_words, short_texts, texts, urls
from tests.briefs.render.invented import item
from tests.making import lamps, question

PAGE = "https://questions-statements.parliament.uk/written-questions/detail/2021-03-01/101"
people = st.builds(Person, short_texts, st.sampled_from(("asking", "answering")), st.one_of(st.none(), texts))
records = st.builds(
    Record,
    record_id=short_texts,
    kind=st.sampled_from(Kind),
    title=texts,
    passages=st.just(()),
    publisher=st.one_of(st.none(), short_texts),
    people=st.lists(people, max_size=7).map(tuple),
    state=st.one_of(st.none(), st.sampled_from(AnswerState)),
    url=urls,
    fidelity=st.sampled_from(Fidelity),
    citation_override=st.one_of(st.none(), texts),
    notes=st.lists(texts, max_size=6).map(tuple),
)


def shown(record: Record, key: Item | None = None) -> str:
    """Return the words of a preview."""
    return rich_words([unfurl(record, key)])


def test_a_question_shows_title_citation_who_state_and_key_sentence() -> None:
    record = question("Forty lamps were replaced.", url=PAGE, house=House.COMMONS, state=AnswerState.ANSWERED)
    preview = unfurl(record, item("Forty lamps were replaced.", attribution="Ada Winter"))
    assert rich_words([preview]).split("\n") == [
        "Lighthouses: Lamps",
        "Written question · HC Written Question 101, answered 8 March 2021",
        "Answering: Ada Winter, The Minister of State for Lighthouses",
        "Answered.",
        "“Forty lamps were replaced.”",
        "— Ada Winter",
    ]
    assert [each["url"] for each in objects(preview) if each.get("type") == "link"] == [PAGE]


def test_a_record_without_a_sentence_to_show_quotes_nothing() -> None:
    assert "“" not in shown(lamps())


@pytest.mark.parametrize("state", list(AnswerState))
def test_every_state_of_an_answer_is_told(state: AnswerState) -> None:
    assert len(shown(question("Yes.", state=state)).split("\n")) == 1 + len(shown(question("Yes.")).split("\n"))


def test_a_holding_answer_is_no_answer() -> None:
    assert "no answer of substance yet" in shown(question("In due course.", state=AnswerState.HOLDING))


def test_a_precis_is_marked_and_has_no_quotation_marks() -> None:
    record = replace(lamps(), fidelity=Fidelity.PRECIS)
    words = shown(record, item("Lamps were lit.", fidelity=Fidelity.PRECIS))
    assert "Lamps were lit. [précis]" in words
    assert "“" not in words
    assert "Précis in this project's own words" in words


def test_what_is_left_out_is_counted() -> None:
    named = tuple(Person(f"Member {number}", "asking") for number in range(6))
    words = shown(replace(lamps(), people=named, notes=tuple(f"Note {number}." for number in range(5))))
    assert "and 2 others" in words
    assert "1 more note on this record." in words


def test_a_sentence_too_long_for_a_preview_is_not_cut() -> None:
    words = shown(lamps(), item("The lamps were lit. " * 100))
    assert "Its key sentence is too long for a preview." in words
    assert "The lamps were lit" not in words


def test_a_key_sentence_over_several_lines_is_whole() -> None:
    assert "“The report says: “Lamps fell.”" in shown(lamps(), item("The report says:\n\n“Lamps fell.”"))


def check_unfurl(record: Record, key: Item | None) -> None:
    """Check everything that must hold of any preview."""
    preview: dict[str, Any] = unfurl(record, key)
    assert breaches(preview) == []
    assert dangers(preview) == []


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(records, st.one_of(st.none(), items))
def test_no_hostile_record_breaks_a_limit_or_pings(record: Record, key: Item | None) -> None:
    check_unfurl(record, key)


@pytest.mark.slow
@settings(max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(records, st.one_of(st.none(), items))
def test_no_hostile_record_of_thousands_breaks_a_limit_or_pings(record: Record, key: Item | None) -> None:
    check_unfurl(record, key)


def test_the_largest_preview_fits() -> None:
    full = '"' * 400
    record = replace(
        lamps(),
        title=full,
        citation_override=full,
        people=(Person(full, "asking", full),) * 5,
        notes=(full,) * 6,
        dates=replace(lamps().dates, happened=date(2021, 3, 9)),
    )
    check_unfurl(record, item('"' * 1_498, attribution=full))
