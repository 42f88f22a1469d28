"""Words that were corrected later are quoted from no record that is held, whichever of the two came first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefs.library import Library
from briefs.question.input import Given
from briefs.question.pipeline import make_note
from briefs.readers.common.corrections import as_corrected
from briefs.records.exchange import dump_line, record_from_dict, record_to_dict
from briefs.records.model import AnswerState, DateKind, Dates, House, Kind, Part, Passage, Record, Role
from briefs.store.superseded import spans_in_force, superseded_words
from briefs.topic.pipeline import make_brief
from tests.making import debate, question

SAID = date(2021, 5, 4)
CORRECTED = date(2021, 5, 20)
TODAY = date(2022, 1, 31)
WRONG = "The Department relit 30 harbour beacons in Northshire last year."
RIGHT = "The Department relit 300 harbour beacons in Northshire last year."
SAME = "Every harbour beacon in Northshire is inspected twice a year by 14 engineers."


def spoken(*texts: str, speaker: str = "Owen Reed", role: Role = Role.MINISTER) -> tuple[Passage, ...]:
    return tuple(Passage(text, Part.SPEECH, speaker=speaker, role=role, turn=2) for text in texts)


def original(*texts: str, day: date = SAID, house: House = House.COMMONS) -> Record:
    return debate(
        *spoken(*texts),
        title="Harbour Beacons",
        record_id="hansard/beacons",
        house=house,
        dates=Dates(happened=day),
    )


def correction(*wrong: str, right: Sequence[str] = (RIGHT, SAME)) -> Record:
    lines = (
        (None, "The following is an extract from Questions to the Minister for Lamps on 4 May 2021."),
        *(("Owen Reed", text) for text in wrong),
        (None, "[Official Report, 4 May 2021, Vol. 694, c. 711.]"),
        (None, "Letter of correction from the Minister for Lamps, the hon. Member for Hythe (Owen Reed):"),
        (None, "The correct answer should have been:"),
        *((None, text) for text in right),
    )
    passages = tuple(Passage(text, Part.SPEECH, speaker=who, turn=1) for who, text in lines)
    printed = debate(
        *passages,
        title="Ministerial Correction: Harbour Beacons",
        record_id="hansard/correction",
        house=House.COMMONS,
        dates=Dates(happened=CORRECTED),
    )
    return as_corrected(printed)[0]


def quoted(library: Library) -> tuple[str, tuple[str, ...]]:
    brief = make_brief(library, "harbour beacons Northshire", today=TODAY)
    return " ".join(item.text for section in brief.sections for item in section.items), brief.notes


@pytest.mark.parametrize("first", ["original", "correction"])
@pytest.mark.parametrize(
    "texts",
    [
        pytest.param((WRONG, SAME), id="a paragraph of its own"),
        pytest.param((f"{SAME} {WRONG} The harbour beacons of Northshire cost £4 million.",), id="in a longer one"),
        pytest.param((WRONG.replace("harbour beacons", "harbour  Beacons,"), SAME), id="printed a little differently"),
    ],
)
def test_an_original_is_not_quoted_where_it_was_corrected(tmp_path: Path, texts: tuple[str, ...], first: str) -> None:
    records = [original(*texts), correction(f"{WRONG} {SAME}")]
    with Library.open(tmp_path) as library:
        for record in records if first == "original" else reversed(records):
            library.store.add([record])
        text, notes = quoted(library)
    assert "relit 30 " not in text
    assert "relit 300 " in text
    assert "1 sentence that was corrected later is left out." in notes


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(original(WRONG, SAME, day=date(2021, 5, 5)), id="another day"),
        pytest.param(original(WRONG, SAME, house=House.LORDS), id="another House"),
    ],
)
def test_the_same_words_elsewhere_stay(tmp_path: Path, other: Record) -> None:
    with Library.open(tmp_path) as library:
        library.store.add([other, correction(WRONG)])
        text, notes = quoted(library)
    assert "relit 30 " in text
    assert not any("corrected later" in note for note in notes)


def test_a_correction_that_comes_again_takes_its_words_back(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.store.add([original(WRONG, SAME), correction(WRONG)])
        library.store.add([replace(correction(WRONG), supersedes=())])
        assert "relit 30 " in quoted(library)[0]


def test_words_that_the_right_answer_gives_again_are_not_superseded() -> None:
    assert superseded_words([f"{WRONG} {SAME}"], [RIGHT, SAME]) == superseded_words([WRONG], [])
    assert superseded_words(["I agree.", "Yes."], []) == ()
    assert superseded_words(["It cost £1.5 million."], ["It cost £15 million."]) != ()


def test_other_members_words_in_an_extract_stand() -> None:
    other = Passage("Is he aware that 12 beacons went out?", Part.SPEECH, speaker="Ann Mere", turn=2)
    printed = debate(
        *spoken(WRONG),
        other,
        Passage("Letter of correction from Owen Reed:", Part.SPEECH),
        Passage("The correct answer should have been:", Part.SPEECH),
        Passage(RIGHT, Part.SPEECH),
        Passage("[Official Report, 4 May 2021, Vol. 694, c. 711.]", Part.SPEECH),
        title="Correction",
        dates=Dates(happened=CORRECTED),
    )
    assert as_corrected(printed)[0].supersedes == superseded_words([WRONG], [])


def test_the_form_keeps_hashes_and_no_wrong_words() -> None:
    record = correction(WRONG)
    assert record.supersedes
    assert record_from_dict(record_to_dict(record)) == record
    assert "relit 30 " not in dump_line(record)


def test_pieces_between_superseded_sentences() -> None:
    text = "First one. Second one. Third."
    assert spans_in_force(Passage(text, superseded=((11, 22),))) == [(0, 10), (23, 29)]
    assert spans_in_force(Passage(text, superseded=((0, 29),))) == []
    assert spans_in_force(Passage(text)) == [(0, 29)]


def test_the_question_desk_quotes_no_superseded_answer(tmp_path: Path) -> None:
    asked = "To ask the Secretary of State for Lamps, how many harbour beacons were relit in Northshire last year."
    held = replace(
        question(f"{WRONG} {SAME}"),
        dates=Dates(tabled=date(2021, 4, 26), answered=SAID, cited=DateKind.ANSWERED),
        house=House.COMMONS,
        state=AnswerState.ANSWERED,
    )
    held = replace(held, passages=(replace(held.passages[0], text=asked), *held.passages[1:]))
    letter = correction(WRONG)
    with Library.open(tmp_path) as library:
        library.store.add([held, replace(letter, kind=Kind.WRITTEN_QUESTION)])
        note = make_note(library, Given(asked), today=TODAY)
    text = repr((note.answer, note.parts, note.previous, note.chain, note.drift, note.figures))
    assert "inspected twice" in text
    assert "relit 30 " not in text
    assert any("corrected later" in each for each in note.notes)
