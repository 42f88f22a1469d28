from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.slack.blocks import modals as views
from bot.slack.blocks.fields import notice_view, share_view
from bot.slack.blocks.limits import breaches
from bot.slack.blocks.modals import body_options, query_of_view, refine_view
from briefs.errors import QueryError
from briefs.names.alias_file import load_aliases
from briefs.names.aliases import Aliases
from briefs.names.concepts import Concept, Name
from briefs.records.model import House, Kind
from briefs.request.model import Filters, Query
from briefs.request.parser import LIMIT, understand
from tests.bot.slack.blocks.hostile import dangers, days, queries, rich_words, short_texts, texts
from tests.briefs.render.invented import query

TODAY = date(2026, 11, 22)
BODIES = ("Department for Coasts", "Ministry of Harbours")


def field(view: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the element of one field of a modal."""
    element: dict[str, Any] = next(each["element"] for each in view["blocks"] if each.get("block_id") == name)
    return element


def chosen(element: dict[str, Any], many: str = "initial_options") -> list[str]:
    """Return the values that a list shows as chosen."""
    return [each["value"] for each in element.get(many, [])]


def submitted(view: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """Return what Slack sends when a modal is submitted as it was opened, the changed fields apart."""
    names = {
        "initial_value": "value",
        "initial_options": "selected_options",
        "initial_option": "selected_option",
        "initial_date": "selected_date",
    }
    values = {
        block["block_id"]: {
            block["block_id"]: {names[name]: value for name, value in block["element"].items() if name in names}
        }
        for block in view["blocks"]
        if block["type"] == "input"
    }
    for name, state in changed.items():
        values[name] = {name: state}
    return {**view, "state": {"values": values}}


def typed(words: str, **others: Any) -> dict[str, Any]:
    """Return a submission of an empty modal with a topic and other fields."""
    return submitted(refine_view(None, bodies=BODIES), **{views.TOPIC: {"value": words}}, **others)


def picked(*values: str) -> dict[str, Any]:
    """Return the state of a list in which these are chosen."""
    return {"selected_options": [{"text": {"type": "plain_text", "text": each}, "value": each} for each in values]}


def test_a_modal_to_open_at_once_says_that_it_fills() -> None:
    view = refine_view(None, loading=True, private_metadata="k3")
    assert breaches(view) == []
    assert "submit" not in view
    assert view["private_metadata"] == "k3"
    assert "Reading what was searched" in rich_words([view])


def test_it_is_filled_with_what_was_searched() -> None:
    view = refine_view(query(), bodies=BODIES, without=("Harbour Patrol",), length="long")
    assert field(view, views.TOPIC)["initial_value"] == "harbour police budget"
    assert chosen(field(view, views.NAMES)) == ["Harbour Police Service", "HPS"]
    assert [each["value"] for each in field(view, views.NAMES)["options"]][-1] == "Harbour Patrol"
    assert field(view, views.SINCE)["initial_date"] == "2015-01-01"
    assert "initial_date" not in field(view, views.UNTIL)
    assert chosen(field(view, views.KINDS)) == ["debate", "urgent_question"]
    assert field(view, views.LENGTH)["initial_option"]["value"] == "long"


def test_an_empty_modal_has_no_names_to_take_away() -> None:
    view = refine_view(None)
    assert view["title"]["text"] == "New brief"
    assert not any(block.get("block_id") in (views.NAMES, views.ALSO) for block in view["blocks"])


def test_the_party_which_has_no_field_stays_in_the_topic() -> None:
    view = refine_view(replace(query(), filters=Filters(party="Labour")))
    assert field(view, views.TOPIC)["initial_value"] == 'harbour police budget party:"Labour"'


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        pytest.param(0, "multi_external_select", id="none-known"),
        pytest.param(1, "multi_static_select", id="one"),
        pytest.param(100, "multi_static_select", id="as-many-as-slack-takes"),
        pytest.param(101, "multi_external_select", id="more"),
    ],
)
def test_bodies_are_a_list_while_slack_takes_it(number: int, kind: str) -> None:
    named = [f"Body {each}" for each in range(number)]
    view = refine_view(replace(query(), filters=Filters(bodies=("Body 0",))), bodies=named)
    assert field(view, views.BODY)["type"] == kind
    assert chosen(field(view, views.BODY)) == ["Body 0"]


def test_more_names_than_slack_takes_are_counted() -> None:
    names = tuple(Name(f"name {number}") for number in range(150))
    view = refine_view(replace(query(), concepts=(Concept("harbour", (Name("harbour"), *names)),)))
    assert len(field(view, views.NAMES)["options"]) == 100
    said = [block["elements"][0]["text"] for block in view["blocks"] if block["type"] == "context"]
    assert said == ["50 more names are always searched."]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("harb", ["Ministry of Harbours"], id="part"),
        pytest.param(" DEPARTMENT ", ["Department for Coasts"], id="case-and-spaces"),
        pytest.param("lamps", [], id="none"),
    ],
)
def test_bodies_are_found_by_what_was_typed(asked: str, found: list[str]) -> None:
    assert [each["value"] for each in body_options(BODIES, asked)["options"]] == found


def test_at_most_a_hundred_bodies_are_offered_and_none_that_slack_refuses() -> None:
    named = ["x" * 151, *(f"Body {number}" for number in range(120))]
    assert len(body_options(named, "")["options"]) == 99


@pytest.mark.parametrize(
    ("view", "request_made"),
    [
        pytest.param(typed("harbour police"), "harbour police", id="topic"),
        pytest.param(typed("“harbour  police”\n"), '"harbour police"', id="curly-marks-and-spaces"),
        pytest.param(typed("boats party:Labour"), "boats party:Labour", id="filter-of-its-own"),
        pytest.param(
            typed(
                "boats", **{views.SINCE: {"selected_date": "2019-01-02"}, views.UNTIL: {"selected_date": "2020-03-04"}}
            ),
            "boats since:2019-01-02 until:2020-03-04",
            id="days",
        ),
        pytest.param(
            typed(
                "boats", **{views.KINDS: picked("debate", "news"), views.HOUSE: {"selected_option": {"value": "lords"}}}
            ),
            "boats type:debate,news house:lords",
            id="kinds-and-house",
        ),
        pytest.param(
            typed("", **{views.BODY: picked("Ministry of Harbours")}), 'from:"Ministry of Harbours"', id="body-alone"
        ),
        pytest.param(
            typed("boats", **{views.MEMBER: {"value": "Ann Example; Bea Gale"}}),
            'boats by:"Ann Example" by:"Bea Gale"',
            id="members",
        ),
        pytest.param(
            typed("boats", **{views.MEMBER: {"value": 'Ann" since:1900 "'}}),
            'boats by:"Ann since:1900"',
            id="value-that-would-be-a-filter",
        ),
        pytest.param(
            typed('boats "open', **{views.SINCE: {"selected_date": "2019-01-02"}}),
            "boats open since:2019-01-02",
            id="mark-left-open",
        ),
        pytest.param(
            typed("boats from:", **{views.SINCE: {"selected_date": "2019-01-02"}}),
            "boats from since:2019-01-02",
            id="key-without-a-value",
        ),
        pytest.param(typed("boats", **{views.KINDS: picked("secrets")}), "boats", id="kind-there-is-none-of"),
        pytest.param(typed("boats", **{views.SINCE: {"selected_date": "2019-02-31"}}), "boats", id="no-such-day"),
    ],
)
def test_a_submission_becomes_a_request(view: dict[str, Any], request_made: str) -> None:
    refinement = query_of_view(view)
    assert refinement.request == request_made
    assert refinement.errors == {}


@pytest.mark.parametrize(
    ("view", "wrong"),
    [
        pytest.param(typed(" \u200b "), views.TOPIC, id="nothing-asked"),
        pytest.param(typed("x" * (LIMIT + 1)), views.TOPIC, id="too-long"),
        pytest.param(
            typed(
                "boats", **{views.SINCE: {"selected_date": "2020-01-02"}, views.UNTIL: {"selected_date": "2019-01-02"}}
            ),
            views.UNTIL,
            id="days-the-wrong-way-round",
        ),
        pytest.param(typed("boats", **{views.ALSO: {"value": "x" * 101}}), views.ALSO, id="long-name"),
    ],
)
def test_a_field_that_is_wrong_is_told_by_its_own_sentence(view: dict[str, Any], wrong: str) -> None:
    errors = query_of_view(view).errors
    assert list(errors) == [wrong]
    assert errors[wrong].endswith(".")


def test_names_taken_away_and_added_are_told() -> None:
    view = refine_view(query(), without=("Harbour Patrol",))
    told = query_of_view(
        submitted(view, **{views.NAMES: picked("HPS"), views.ALSO: {"value": "the Quay police; HPS, the Quay police"}})
    )
    assert told.without == ("Harbour Police Service", "Harbour Patrol")
    assert told.also == ("the Quay police", "HPS")


def test_a_payload_without_fields_is_an_empty_request() -> None:
    told = query_of_view({})
    assert list(told.errors) == [views.TOPIC]


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param("harbour police since 2015 type:debate", id="kind-and-date"),
        pytest.param("lamps house:lords until 2020", id="house"),
        pytest.param('boats by:"Ann Example"', id="member"),
        pytest.param('boats from:"Home Office" party:Labour', id="body-and-party"),
        pytest.param('"harbour police" budget between 1 May 2019 and 3 June 2020', id="phrase-and-period"),
    ],
)
def test_a_modal_submitted_unchanged_asks_the_same(request_: str, tmp_path: Path) -> None:
    aliases = load_aliases(tmp_path / "own.toml", tmp_path)
    asked = understand(request_, aliases, TODAY, ["Ann Example"])
    view = refine_view(asked, bodies=(*BODIES, "Home Office"))
    again = understand(query_of_view(submitted(view)).request, aliases, TODAY, ["Ann Example"])
    assert again.filters == asked.filters
    assert [each.typed for each in again.concepts] == [each.typed for each in asked.concepts]


def check_modal(asked: Query, without: list[str], bodies: list[str]) -> None:
    """Check everything that must hold of any modal, and of its submission."""
    view = refine_view(asked, without=without, bodies=bodies, private_metadata="k3")
    assert breaches(view) == []
    assert dangers(view) == []
    told = query_of_view(submitted(view))
    assert set(told.errors) <= {views.TOPIC, views.UNTIL}
    assert told.errors or len(told.request) <= LIMIT


modals = (queries, st.lists(short_texts, max_size=4), st.lists(texts, max_size=4))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(*modals)
def test_no_hostile_word_breaks_a_modal(asked: Query, without: list[str], bodies: list[str]) -> None:
    check_modal(asked, without, bodies)


@pytest.mark.slow
@settings(max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(*modals)
def test_no_hostile_word_of_thousands_breaks_a_modal(asked: Query, without: list[str], bodies: list[str]) -> None:
    check_modal(asked, without, bodies)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(max_size=30), st.one_of(st.none(), days))
def test_what_is_typed_in_one_field_cannot_become_another(topic: str, member: str, since: date | None) -> None:
    plain = "".join(c for c in topic if c.isalpha() and c.isascii())
    filled = {views.MEMBER: {"value": member}, views.SINCE: {"selected_date": since.isoformat() if since else None}}
    told = query_of_view(typed(f"boats {plain}", **filled))
    try:
        asked = understand(told.request, Aliases(()), date(2031, 1, 1))
    except QueryError:
        return
    assert asked.filters.house is None
    assert asked.filters.kinds == ()
    assert asked.filters.party is None
    assert asked.filters.since == since


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts)
def test_no_hostile_word_breaks_a_small_modal(words: str) -> None:
    for view in (notice_view(words), notice_view(words * 40), share_view("k3:b1", words)):
        assert breaches(view) == []
        assert dangers(view) == []


def test_what_a_modal_carries_is_never_longer_than_slack_takes() -> None:
    with pytest.raises(ValueError, match="at most 3000"):
        share_view("x" * 3_001, "brief")


def test_every_kind_and_house_can_be_chosen() -> None:
    view = refine_view(None)
    assert [each["value"] for each in field(view, views.KINDS)["options"]] == list(Kind)
    assert [each["value"] for each in field(view, views.HOUSE)["options"]] == list(House)
