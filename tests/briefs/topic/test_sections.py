"""Which section a sentence stands in, and what a brief says of the time since it was said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefs.language.signals import signals
from briefs.library import Library
from briefs.records.model import DateKind, Dates, House, Kind, Passage, Record, Role
from briefs.render import render
from briefs.topic.model import Brief
from briefs.topic.pipeline import explain_brief, make_brief
from briefs.topic.sections import heading_of
from tests.making import question

TODAY = date(2025, 6, 1)
NOW, BEFORE = date(2025, 1, 20), date(2010, 1, 20)
SAYS = {
    1: (NOW, "Keepers of lighthouse lamps are answerable to the harbour boards of England."),
    2: (NOW, "The Government will publish a strategy for lighthouse lamps by 1 March 2025."),
    3: (NOW, "We will not be paying compensation to makers of lighthouse lamps."),
    4: (NOW, "In 2024 there were 4,120 lighthouse lamps in use, at a cost of £3 million."),
    5: (BEFORE, "Lighthouse lamps are a matter for each of the coastal authorities and their engineers."),
    6: (BEFORE, "The Government will light 12 more lighthouse lamps on the northern coast."),
}


def answered(number: int) -> Record:
    day, text = SAYS[number]
    return question(
        text,
        record_id=f"wq/commons/{day}/{number}",
        uin=str(number),
        title=f"Lamps: Matter {number}",
        dates=Dates(tabled=day, answered=day, cited=DateKind.ANSWERED),
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as opened:
        opened.store.add([answered(number) for number in SAYS])
        yield opened


@pytest.fixture
def brief(library: Library) -> Brief:
    return make_brief(library, "lighthouse lamps", today=TODAY)


def titles_of(brief: Brief) -> dict[str, str]:
    return {item.text: section.title for section in brief.sections for item in section.items}


def test_what_an_earlier_government_said_stands_apart_and_leads_nothing(brief: Brief) -> None:
    told = titles_of(brief)
    assert told[SAYS[5][1]] == "Government position under earlier Governments"
    assert told[SAYS[6][1]] == "Commitments of earlier Governments"
    for section in brief.sections:
        marked = {item.government for item in section.items}
        assert marked == ({"Gordon Brown’s Government"} if "earlier" in section.title else {""})


def test_a_refusal_is_no_commitment(library: Library) -> None:
    taken = explain_brief(library, "lighthouse lamps", today=TODAY).chosen.taken
    headings = {evidence.text: heading_of(evidence, TODAY) for evidence in taken}
    assert (headings[SAYS[3][1]], headings[SAYS[2][1]]) == ("Government position", "Commitments")
    assert headings[SAYS[4][1]] == "Figures"


def test_each_form_names_the_government_and_says_that_a_time_is_over(brief: Brief) -> None:
    text = " ".join(render(brief, "text").split())
    assert "Gordon Brown’s Government, 27 June 2007 to 11 May 2010" in text
    assert "the time it names has passed (1 March 2025)" in text
    assert "4 months ago" in text
    made = json.loads(render(brief, "json"))
    items = [item for section in made["sections"] for item in section["items"]]
    assert [item["passed"] for item in items if "passed" in item] == ["2025-03-01"]
    assert {item["government"] for item in items if "government" in item} == {"Gordon Brown’s Government"}
    assert made["coverage"]["by_year"] == {"2010": 2, "2025": 4}


def test_questions_of_a_month_are_counted_and_what_was_undertaken_is_told(brief: Brief) -> None:
    told = [(entry.day, entry.text) for entry in brief.timeline]
    assert (NOW, "4 written questions on this topic in January 2025") in told
    assert (NOW, "Written answer: Lamps: Matter 2") in told
    assert not any("Matter 1" in text for _, text in told)


def test_a_brief_that_has_items_has_key_points(library: Library) -> None:
    for request in ("lighthouse lamps", "lighthouse lamps since:2025", "lighthouse lamps harbour boards"):
        assert make_brief(library, request, today=TODAY).sections[0].title == "Key points"


def test_each_source_is_cited_or_said_to_be_only_found(library: Library) -> None:
    short = make_brief(library, "lighthouse lamps", length="short", today=TODAY)
    quoted = {item.source for section in short.sections for item in section.items}
    assert {source.number for source in short.sources if source.cited} == quoted
    assert ("ALSO FOUND" in render(short, "text")) is any(not source.cited for source in short.sources)


def test_the_position_comes_first_where_it_was_asked_for(library: Library) -> None:
    made = make_brief(library, "government's position on lighthouse lamps", today=TODAY)
    assert made.query.first == "position"
    assert made.sections[0].title in ("Government position", "Commitments")


def spoken(*said: tuple[Role, str]) -> Record:
    """An exchange on lantern oil, each contribution with the role of who speaks."""
    passages = tuple(
        Passage(text, speaker=f"Person {number}", role=role, turn=number) for number, (role, text) in enumerate(said)
    )
    dates = Dates(happened=NOW)
    return Record("hc/lantern-oil", Kind.DEBATE, "Lantern Oil", dates=dates, passages=passages, house=House.COMMONS)


def test_what_was_asked_leads_nothing_where_a_minister_states_a_fact(tmp_path: Path) -> None:
    asked = "Another Member wanted to know whether the inspectorate had found failures in the supply of lantern oil."
    told = "The supply of lantern oil cost £4 million in 2024, and a third of the lantern oil was wasted."
    with Library.open(tmp_path) as opened:
        opened.store.add([spoken((Role.BACKBENCHER, asked), (Role.MINISTER, told))])
        brief = make_brief(opened, "lantern oil", today=TODAY)
    assert titles_of(brief)[told] == "Key points"
    assert titles_of(brief)[asked] == "Scrutiny"


def test_what_a_department_published_is_no_figure() -> None:
    shown = signals("In March 2024 the Department for Lamps published a report on the £2 lantern cap.")
    assert "announces" in shown
    assert "announces" not in signals("In 2024 there were 4,120 lanterns in use, at a cost of £3 million.")


def test_the_topic_named_at_the_end_of_a_sentence_makes_no_brief(tmp_path: Path) -> None:
    text = "Research shows that the depots of the harbour had no adverse effect on the price of lantern oil."
    before = "The harbour depots were surveyed in spring."
    after = "The harbour depots were closed in autumn."
    with Library.open(tmp_path) as opened:
        record = spoken(*((Role.MINISTER, each) for each in (before, text, after)))
        opened.store.add([replace(record, title="Harbour Depots")])
        assert make_brief(opened, "lantern oil", today=TODAY).sections == ()
