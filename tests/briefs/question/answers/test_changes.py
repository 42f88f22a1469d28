"""What changed from one answer to the next is marked to the letter, and named for what it is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.question.answers.changes import Verdict, compare, series
from briefs.question.parse.text import Question, preface, question_of, same_question, without_preface
from briefs.records.model import AnswerState
from tests.briefs.question.invented import LAMPS, asked

ASK = "To ask the Secretary of State for Coasts, "
SAME = [
    (
        ASK + "what steps she is taking to mend the old harbour walls of the county.",
        ASK + "what steps he is taking to mend the old harbour walls of the county.",
        True,
    ),
    (ASK + "how many piers shut in 2023.", ASK + "how many piers shut in 2024.", False),
    (ASK + "how many piers shut in Wick.", ASK + "how many piers shut in Wold.", False),
    (ASK + "whether he plans to mend piers.", ASK + "whether he plans to close piers.", False),
    (ASK + "whether he plans to mend piers.", "", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_two_questions_are_the_same_only_if_name_year_and_subject_are(one: str, other: str, same: bool) -> None:
    assert same_question(one, other) is same


VERDICTS = [
    ("The pier is safe.", "The pier is safe.", Verdict.SAME),
    (
        "I thank the hon. Member. The pier is safe.",
        "I thank the right hon. Lady. The pier is safe.",
        Verdict.COURTESIES,
    ),
    ("There were 40 lamps in May 2024.", "There were 52 lamps in May 2025.", Verdict.FIGURES),
    ("We will mend the pier.", "We will not mend the pier.", Verdict.SUBSTANCE),
    (
        "We will mend the pier.",
        "We will mend the pier and consult fishermen about moorings next spring.",
        Verdict.SUBSTANCE,
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "verdict"), VERDICTS, ids=[row[2].value + " " + row[1][:20] for row in VERDICTS]
)
def test_what_changed_is_named(old: str, new: str, verdict: Verdict) -> None:
    assert compare(old, new).verdict is verdict


@given(st.text(alphabet="ab AB,.\n’", max_size=60), st.text(alphabet="ab AB,.\n’", max_size=60))
def test_both_texts_can_be_read_back_from_the_changes(old: str, new: str) -> None:
    changes = compare(old, new).changes
    assert "".join(c.text for c in changes if c.kind != "added") == old
    assert "".join(c.text for c in changes if c.kind != "removed") == new


def test_a_series_holds_the_answers_to_this_question_oldest_first() -> None:
    first = asked("1", LAMPS, "Nine were.", tabled=date(2024, 5, 1))
    second = asked("2", LAMPS, "Ten were.", tabled=date(2025, 1, 7))
    others = [
        asked("3", LAMPS, "Not possible yet.", state=AnswerState.HOLDING),
        asked("4", LAMPS, "Clipped ...", quotable=False, tabled=date(2025, 1, 9)),
        asked("5", LAMPS, "We count no lamps.", answering_body_id=902, answering_body="Pier Office"),
        asked("6", LAMPS, "Ten were.", tabled=date(2025, 1, 7)),
    ]
    turns = series(question_of(second), [second, *others, first])
    assert [turn.record.uin for turn in turns] == ["1", "2"]
    assert turns[1].since is not None
    assert turns[1].since.verdict is not Verdict.SAME


def test_one_answer_is_no_series() -> None:
    assert series(Question(LAMPS), [asked("1", LAMPS, "Nine were.")]) == ()


def test_whom_a_question_asks_is_taken_off_whole_where_a_title_has_commas() -> None:
    asked_of = "To ask the Secretary of State for Coasts, Harbours and Local Lights, "
    assert without_preface(asked_of + "how many lamps are lit.") == "how many lamps are lit."
    assert preface(asked_of + "how many lamps are lit.") == asked_of.casefold().rstrip(", ")
