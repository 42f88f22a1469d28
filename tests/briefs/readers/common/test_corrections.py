"""A ministerial correction gives the words put right, never those that were wrong."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.readers.common.corrections import is_correction, taken_apart
from briefs.records.model import DateKind, Part, Passage, Role

ASKER, MINISTER = "Nell Pike", "Owen Reed"
ASKS = (ASKER, "To ask the Secretary of State for Lamps how many lamps were lit.")
WRONG, RIGHT = "Some 30 lamps were lit.", "Some 300 lamps were lit."
AT = "[Official Report, 4 May 2011, Vol. 527, c. 810W.]"


def made(*lines: tuple[str | None, str]) -> list[Passage]:
    return [Passage(text, part=Part.SPEECH, speaker=speaker, turn=1) for speaker, text in lines]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            (
                ASKS,
                (ASKER, AT),
                (ASKER, "Letter of correction from Owen Reed:"),
                (ASKER, "An error has been identified in the written answer given on 4 May 2011."),
                (ASKER, "The full answer given was as follows:"),
                (MINISTER, WRONG),
                (MINISTER, "The correct answer should have been:"),
                (MINISTER, RIGHT),
            ),
            id="printed, wrong answer after the letter",
        ),
        pytest.param(
            (
                (None, "The following is an extract from Lamps questions on 4 May 2011."),
                (ASKER, "How many lamps were lit?"),
                (MINISTER, WRONG),
                (None, AT),
                (None, "Letter of correction from the Minister for Lamps, the hon. Member for Hythe (Owen Reed):"),
                (None, "Errors have been identified in my response. The correct response should have been:"),
                (None, RIGHT),
            ),
            id="extract, correct answer without a label",
        ),
        pytest.param(
            (
                (None, "The following extracts are from the debate on lamps on 4 May 2011."),
                ("Ann Other", WRONG),
                (None, AT),
                (None, "Ministerial correction submitted by the Minister for Lamps, Owen Reed:"),
                (None, "The correct information is:"),
                (MINISTER, RIGHT),
            ),
            id="another minister corrects",
        ),
        pytest.param(
            (
                ASKS,
                (MINISTER, WRONG),
                (MINISTER, AT),
                (MINISTER, "Letter of correction from Owen Reed:"),
                (MINISTER, "An error has been identified. The correct figure is 300 lamps."),
            ),
            id="put right within the letter",
        ),
        pytest.param(
            (ASKS, (MINISTER, WRONG), (None, AT), (None, "The correct answer should have been:"), (MINISTER, RIGHT)),
            id="no letter",
        ),
    ],
)
def test_the_wrong_words_are_left_out_and_the_right_ones_are_the_minister_s(lines: tuple[tuple[str, str], ...]) -> None:
    found = taken_apart(made(*lines))
    said = "\n".join(p.text for p in found.passages)
    assert WRONG not in said
    assert "300 lamps" in said
    assert [s.text for s in found.left_out if s.why == "earlier wording of the answer"] == [WRONG]
    assert {p.speaker for p in found.passages if "300" in p.text or "identified" in p.text} == {MINISTER}
    assert {p.role for p in found.passages if "300" in p.text} == {Role.MINISTER}
    assert all(p.speaker == ASKER for p in found.passages if p.part is Part.QUESTION)
    assert all("300" in p.text for p in found.passages if p.part is Part.ANSWER)
    assert not any(p.quotable for p in found.passages if p.part is Part.BODY)
    days = found.place.dates(date(2011, 5, 20))
    assert (days.answered, days.corrected, days.cited) == (date(2011, 5, 4), date(2011, 5, 20), DateKind.ANSWERED)
    assert (found.place.volume, found.place.column) == ("527", "810W")


def test_where_nothing_says_which_wording_is_right_no_answer_stands() -> None:
    found = taken_apart(made(ASKS, (MINISTER, WRONG), (MINISTER, RIGHT)))
    assert [p.text for p in found.passages] == [ASKS[1]]


def test_a_day_told_in_words_is_the_day_of_an_oral_answer() -> None:
    found = taken_apart(made((None, "The following is an extract from questions on 4 May 2011."), (MINISTER, WRONG)))
    days = found.place.dates(date(2011, 5, 20))
    assert (days.happened, days.corrected) == (date(2011, 5, 4), date(2011, 5, 20))


def test_only_its_own_heading_makes_a_correction() -> None:
    assert is_correction("Ministerial Corrections")
    assert is_correction(None, "MINISTERIAL CORRECTION ")
    assert not is_correction("Corrections to the Ministerial Code", "Transport")


@pytest.mark.parametrize(
    ("letter", "speaker", "office"),
    [
        ("Letter of correction from the Second Secretary for Lamps.", None, "Second Secretary for Lamps"),
        ("Letter of correction from the Minister for Lamps:", None, "Minister for Lamps"),
        ("Letter of correction from Ida Lark, the Minister for Lamps:", "Ida Lark", "Minister for Lamps"),
        ("Letter of correction from the Minister for Lamps, Ida Lark.", "Ida Lark", "Minister for Lamps"),
        ("Letter of correction from the Minister for Lamps, the hon. Member for Hythe (Ida Lark):", "Ida Lark", None),
        ("Letter of correction from Ida Lark:", "Ida Lark", None),
    ],
)
def test_an_office_is_not_the_name_of_a_letters_writer(letter: str, speaker: str | None, office: str | None) -> None:
    lines = (ASKS, (MINISTER, WRONG), (None, AT), (None, letter), (None, "I gave an error."))
    right = ((None, "The correct answer should have been:"), (MINISTER, RIGHT))
    found = taken_apart(made(*lines, *right)).passages
    of_letter = next(p for p in found if p.text == "I gave an error.")
    assert of_letter.speaker == speaker
    assert office is None or of_letter.office == office
    assert next(p.speaker for p in found if p.text == RIGHT) == MINISTER
