"""The earlier questions of a note: what they were answered, what is not held as printed, and on which days."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefs.library import Library
from briefs.question.input import Given
from briefs.question.model import DeskNote
from briefs.question.pipeline import make_note
from briefs.records.model import AnswerState, DateKind, Record
from briefs.render.note.forms import render_notes
from briefs.render.note.view import note_view
from tests.briefs.question.invented import asked

HEAD = "To ask the Secretary of State for Coasts, "
KEEPERS = HEAD + "what steps she is taking to train keepers of lighthouses."
LONG = "Keepers learn to trim the wick of every lamp. " * 40
TODAY = date(2025, 9, 3)


def kept(uin: str, question: str, *answers: str, **given: Any) -> Record:
    """Return a question on keepers, tabled in January."""
    return asked(uin, HEAD + question, *answers, title="Lighthouses: Keepers", tabled=date(2025, 1, 6), **given)


TRAINED = kept("10", "how many keepers of lighthouses were trained.", "Forty were.", "They were trained at sea.")
TALE = kept("11", "what training the keepers of lighthouses get.", LONG.strip())
CUT = kept(
    "12",
    KEEPERS.removeprefix(HEAD).replace("what steps", "what recent steps"),
    "Keepers of lighthouses ...",
    quotable=False,
)
ELSEWHERE = kept(
    "13", "whether teachers train keepers of lighthouses.", "Some do.", answering_body="Department for Schools"
)
GULLS = asked("14", HEAD + "what steps she is taking to feed gulls.", "We feed gulls.", title="Gulls")
EVERY = [TRAINED, TALE, CUT, ELSEWHERE, GULLS]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a library of five questions."""
    with Library.open(tmp_path_factory.mktemp("earlier")) as held:
        held.store.add(EVERY)
        yield held


@pytest.fixture(scope="module")
def note(library: Library) -> DeskNote:
    """Return the note on a pasted question on keepers."""
    return make_note(library, Given(KEEPERS), today=TODAY)


def source(note: DeskNote, record: Record) -> int:
    """Return the number under which a note cites a record, 0 where it does not."""
    return next((s.number for s in note.sources if s.record_id == record.record_id), 0)


def test_only_what_is_on_the_matter_is_listed(note: DeskNote) -> None:
    assert {p.source for p in note.previous} == {source(note, each) for each in (TRAINED, TALE, CUT, ELSEWHERE)}
    assert not source(note, GULLS)


def test_the_nearest_answers_stand_under_their_questions(note: DeskNote) -> None:
    answers = {p.source: p for p in note.previous}
    whole = answers[source(note, TRAINED)]
    assert ([item.text for item in whole.answer], whole.answer_whole) == (
        ["Forty were.", "They were trained at sea."],
        True,
    )
    assert answers[source(note, TALE)].answer_whole
    assert answers[source(note, TALE)].answer[0].text == LONG.strip()
    assert "It was answered:" in render_notes([note], "text")


def test_of_the_third_answer_the_first_sentences_are_given(tmp_path: Path) -> None:
    also = kept("9", "how keepers of lighthouses are trained.", "Keepers are trained by night.")
    with Library.open(tmp_path) as library:
        library.store.add([TRAINED, also, TALE])
        note = make_note(library, Given(KEEPERS), today=TODAY)
    begun = [previous for previous in note.previous if not previous.answer_whole]
    assert [previous.source for previous in begun] in ([], [source(note, TALE)])
    for previous in begun:
        assert LONG.startswith(previous.answer[0].text)
        assert 100 < len(previous.answer[0].text.split()) <= 130


def test_what_is_not_held_as_printed_is_said_where_earlier_answers_are_given_with_what_fetches_it(
    note: DeskNote,
) -> None:
    (held,) = note.partly_held
    assert (held.source, held.wanted.uin) == (source(note, CUT), "12")
    words = " ".join(render_notes([note], "text").split())
    section = words.partition("WHAT EARLIER ANSWERS SAY")[2].partition("EARLIER QUESTIONS LIKE IT")[0]
    assert '"pqbrief sync written-questions --uin 12 --tabled 2025-01-06 --house commons"' in section
    assert json.loads(render_notes([note], "json"))["partly_held"][0]["fetch"]["uin"] == "12"


def test_an_answer_of_another_body_says_so(library: Library) -> None:
    mine = replace(TRAINED, record_id="wq/commons/2025-08-04/99", uin="99", passages=TRAINED.passages[:1])
    note = make_note(library, Given(KEEPERS, mine), today=TODAY)
    bodies = {p.source: p.other_body for p in note.previous}
    assert bodies[source(note, ELSEWHERE)] == "Department for Schools"
    assert bodies[source(note, TALE)] is None
    assert "put to the Department for Schools" in " ".join(render_notes([note], "text").split())


def test_whose_an_answer_is_stands_once_after_its_last_paragraph(note: DeskNote) -> None:
    (entry,) = [each for each in note_view(note).previous if len(each.answer) == 2]
    assert [bool(item.attribution) for item in entry.answer] == [False, True]
    assert [item.reference for item in entry.answer] == [f"[{source(note, TRAINED)} ¶{number}]" for number in (2, 3)]


def test_the_day_of_what_is_quoted_is_that_of_its_asking_or_its_answer(note: DeskNote) -> None:
    told = json.loads(render_notes([note], "json"))
    (earlier,) = [p for p in told["previous"] if p["source"] == source(note, TRAINED)]
    assert (earlier["question"]["date"], earlier["question"]["date_is"]) == ("2025-01-06", "tabled")
    assert {(item["date"], item["date_is"]) for item in earlier["answer"]} == {("2025-01-13", "answered")}
    assert {each["date_is"] for each in told["sources"]} == {"answered"}


def test_an_answer_without_a_day_is_given_none(tmp_path: Path) -> None:
    undated = replace(TRAINED, dates=replace(TRAINED.dates, answered=None, cited=DateKind.TABLED))
    with Library.open(tmp_path) as library:
        library.store.add([undated])
        note = make_note(library, Given(KEEPERS), today=TODAY)
    told = json.loads(render_notes([note], "json"))
    (earlier,) = told["previous"]
    assert {(item["date"], item["date_is"]) for item in earlier["answer"]} == {(None, None)}
    assert earlier["question"]["date"] == "2025-01-06"
    assert told["sources"][0]["date_is"] == "tabled"
    assert any("may be later than 3 September 2025" in words for words in note.notes)
    assert {item.day for entry in note_view(note).previous for item in entry.answer} == {""}


SILENT = [
    (Given(KEEPERS), "No sentence of an earlier answer was found", "are below."),
    (Given(HEAD + "whether cider is dear."), "No sentence of an earlier answer was found", "answers the question."),
    (Given(KEEPERS, TALE), "Apart from its own answer, no sentence", "asked."),
]


@pytest.mark.parametrize(
    ("given", "opening", "end"), SILENT, ids=["answers below", "nothing like it", "its own answer"]
)
def test_where_no_sentence_speaks_the_note_says_what_there_is(
    library: Library, given: Given, opening: str, end: str
) -> None:
    view = note_view(make_note(library, given, today=TODAY))
    assert view.silent.startswith(opening)
    assert view.silent.endswith(end) or "below." in view.silent
    assert view.unanswered == ()


def test_a_referral_to_an_answer_that_came_later_is_shown_as_it_stood(tmp_path: Path) -> None:
    later = kept("20", "how keepers of lighthouses are trained.", "At sea.", answered=date(2025, 3, 3))
    refers = kept(
        "21",
        "where keepers of lighthouses are trained.",
        "I refer the hon. Member to the answer to Question 20.",
        state=AnswerState.REFERRAL,
    )
    with Library.open(tmp_path) as library:
        library.store.add([later, refers])
        note = make_note(library, Given(KEEPERS), today=date(2025, 2, 3))
    assert "At sea." not in render_notes([note], "text")
