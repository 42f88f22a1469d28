"""What a note shows of what was found: grades, what was tabled with it, referrals, the asker, other proceedings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefs.library import Library
from briefs.members.facts import Fact, FactKind, Listing, Origin
from briefs.question.input import Given
from briefs.question.model import CanRefer, DeskNote, Grade, Previous
from briefs.question.pipeline import make_note
from briefs.records.model import Dates, House, Record
from briefs.render.note.forms import render_notes
from tests.briefs.question.invented import asked
from tests.making import lamps

HEAD = "To ask the Secretary of State for Coasts, "
BUOYS = HEAD + "how many mooring buoys were painted in Gullwick harbour."
DAY = date(2025, 3, 10)
ANSWERED = asked(
    "40", HEAD + "how many mooring buoys are painted in Gullwick harbour.", "Nine are.", tabled=date(2025, 2, 17)
)
RUST = asked(
    "41", HEAD + "what steps she is taking to stop mooring buoys rusting.", "We paint them.", tabled=date(2025, 2, 3)
)
OLDER = asked("42", HEAD + "what mooring buoys cost in Gullwick.", "Nothing.", tabled=date(2023, 9, 5))
BESIDE = asked("43", HEAD + "who paints the mooring buoys of Gullwick harbour.", tabled=date(2025, 3, 7))
PASTRY = asked("44", HEAD + "whether pastry is served on ferries.", "It is.", title="Ferries", tabled=date(2025, 2, 5))
MINE = asked("45", BUOYS, tabled=DAY, date_for_answer=date(2025, 3, 13), declared_interest=True)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a library of six questions."""
    with Library.open(tmp_path_factory.mktemp("found")) as held:
        held.store.add([ANSWERED, RUST, OLDER, BESIDE, PASTRY, MINE])
        yield held


@pytest.fixture(scope="module")
def note(library: Library) -> DeskNote:
    """Return the note on the question whose words were pasted, as of the day it was tabled."""
    return make_note(library, Given(BUOYS), today=DAY)


def shown(note: DeskNote, record: Record) -> Previous:
    """Return how a note shows an earlier question."""
    number = next(source.number for source in note.sources if source.record_id == record.record_id)
    return next(previous for previous in note.previous if previous.source == number)


def words(note: DeskNote) -> str:
    """Return a note as text on one line."""
    return " ".join(render_notes([note], "text").split())


def test_the_words_of_a_held_question_are_that_question(note: DeskNote) -> None:
    assert (note.recognised, note.subject.uin) == (True, "45")
    assert MINE.uin not in {previous.uin for previous in note.previous}
    assert "Date for answer as printed: 13 March 2025." in words(note)


@pytest.mark.parametrize(
    ("given", "known"),
    [
        (Given(BUOYS.replace("were painted", "Were  painted")), True),
        (Given(BUOYS, asking_member_id=11), True),
        (Given(BUOYS, asking_member_id=12), False),
        (Given(BUOYS, house=House.LORDS), False),
        (Given(BUOYS.replace("buoys", "posts")), False),
    ],
    ids=["other spaces and capitals", "the same Member", "another Member", "the other House", "another word"],
)
def test_only_the_same_words_of_the_same_member_are_recognised(library: Library, given: Given, known: bool) -> None:
    assert make_note(library, given, today=DAY).recognised is known


def test_a_question_answered_long_ago_is_an_earlier_one_where_the_day_is_given(library: Library) -> None:
    text = "".join(passage.text for passage in ANSWERED.passages[:1])
    assert not make_note(library, Given(text, open_only=True), today=DAY).recognised
    assert make_note(library, Given(text), today=DAY).recognised


def test_what_is_shown_is_graded_and_what_is_on_another_thing_is_not_shown(note: DeskNote) -> None:
    assert shown(note, ANSWERED).grade is Grade.SAME
    assert PASTRY.record_id not in {source.record_id for source in note.sources}
    assert "The same question: HC Written Question 40" in words(note)


def test_what_was_tabled_in_the_same_week_stands_apart(note: DeskNote) -> None:
    assert [previous.uin for previous in note.previous if previous.with_it] == ["43"]
    told = json.loads(render_notes([note], "json"))
    assert told["tabled_with_it"] == [shown(note, BESIDE).source]
    assert "Likely to be grouped with this one: 43" in words(note)


def test_a_recent_answer_of_this_session_and_government_is_offered_in_the_words_of_the_house(note: DeskNote) -> None:
    first = note.references[0]
    assert (first.source, first.can_refer) == (shown(note, ANSWERED).source, CanRefer.YES)
    assert first.wording == "I refer the hon. Member to the answer of 24 February 2025 to Question 40."
    assert "Whether it is enough is for you to judge." in words(note)


def test_an_answer_of_an_earlier_session_or_government_is_not_offered(note: DeskNote) -> None:
    old = [each for each in note.references if each.same_government is False]
    assert [(each.can_refer, each.wording) for each in old] == [(CanRefer.NO, "")] * len(old)
    assert "not this one" in words(note)


def test_an_answer_whose_day_is_not_stored_has_to_be_looked_up(tmp_path: Path) -> None:
    undated = replace(ANSWERED, dates=replace(ANSWERED.dates, answered=None))
    with Library.open(tmp_path) as library:
        library.store.add([undated])
        note = make_note(library, Given(BUOYS), today=DAY)
    (only,) = note.references
    assert (only.answered, only.can_refer, only.wording, note.reference) == (None, CanRefer.PERHAPS, "", None)
    assert "the day of its answer is not stored: look it up first" in words(note)


def test_the_asker_is_named_with_party_and_seat_and_all_earlier_questions(tmp_path: Path) -> None:
    listed = Listing(11, "Ida Shoal", "Shoal, Ida", "Ida Shoal MP", House.COMMONS, DAY)
    facts = [
        Fact("member/11", kind, value, Origin.MEMBERS_API, start=date(2024, 7, 4), seen=DAY)
        for kind, value in ((FactKind.NAME, "Ida Shoal"), (FactKind.PARTY, "Labour"), (FactKind.SEAT, "Gullwick"))
    ]
    with Library.open(tmp_path) as named:
        named.store.add([ANSWERED, RUST, OLDER, MINE])
        named.register.add([listed, *facts])
        note = make_note(named, Given(BUOYS), today=DAY)
    assert note.asker is not None
    assert (note.asker.name, note.asker.party, note.asker.seat) == ("Ida Shoal", "Labour", "Gullwick")
    assert note.asker.declared_interest
    assert len(note.asker.on_subject) == 3
    assert "Asked by Ida Shoal (Labour, Gullwick)" in words(note)


def test_an_answer_that_both_questions_have_is_given_once(tmp_path: Path) -> None:
    one = asked("50", BUOYS, "Nine of the mooring buoys were painted.", tabled=date(2025, 3, 3))
    other = asked(
        "51",
        HEAD + "which mooring buoys were painted.",
        "Nine of the mooring buoys were painted.",
        tabled=date(2025, 3, 3),
    )
    with Library.open(tmp_path) as library:
        library.store.add([one, other])
        note = make_note(library, Given(BUOYS, one), today=date(2025, 4, 1))
    assert shown(note, other).shares_answer
    assert shown(note, other).answer == ()
    assert "one answer with this question" in words(note)


def test_lines_of_other_proceedings_since_the_last_answer_stand_under_their_own_heading(tmp_path: Path) -> None:
    text = HEAD + "how many lighthouse lamps were lit."
    before, after = (
        lamps(record_id=f"hansard/commons/{day}/A", house=House.COMMONS, dates=Dates(happened=date.fromisoformat(day)))
        for day in ("2025-01-14", "2025-03-04")
    )
    earlier = asked("60", HEAD + "how many lighthouse lamps are lit.", "All are.", tabled=date(2025, 2, 3))
    with Library.open(tmp_path) as library:
        library.store.add([earlier, before, after])
        note = make_note(library, Given(text), today=DAY)
        without = make_note(library, Given(text), today=date(2025, 2, 20))
    assert note.beyond_since == date(2025, 2, 10)
    assert {item.record_id for item in note.beyond} == {after.record_id}
    assert "IN DEBATES, STATEMENTS AND ORAL ANSWERS SINCE" in words(note)
    assert without.beyond == ()
    assert "IN DEBATES" not in words(without)
