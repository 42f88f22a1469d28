"""Which sentences of an earlier answer speak to a question, and which are on another matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefs.desk.anatomy import take_apart
from briefs.desk.speaking import WEIGHTS, Candidate, Weights, speak
from briefs.desk.targets import targets
from briefs.records import House
from tests.briefs.desk.invented import asked

TODAY = date(2025, 3, 3)
NOW = (
    "To ask the Secretary of State for Coasts, whether he plans to review the (a) scope and (b) criteria of the"
    " Lighthouse Lamp Payment Scheme."
)
BEFORE = "To ask the Secretary of State for Coasts, how much was spent on Lighthouse Lamp Payment Scheme appeals."
AS_BEFORE = replace(WEIGHTS, like=0.0, least_said=0.0)

SENTENCES = [
    ("another matter of the same scheme", "The total cost of Lighthouse Lamp Payment Scheme appeals was £104.", False),
    ("a line of a list", "Lighthouse Lamp Payment Scheme scope and criteria - Contracts list", False),
    ("what was asked", "We are reviewing the scope of the Lighthouse Lamp Payment Scheme.", True),
]


def said(sentence: str, weights: Weights = WEIGHTS, question: str = NOW, likeness: float = 0.5) -> bool:
    """Whether a sentence of an earlier answer is quoted for the question as a whole or for a part of it."""
    earlier = asked("1", BEFORE, sentence, tabled=date(2025, 1, 6))
    wanted = targets(take_apart(question, TODAY, House.COMMONS))
    return any(speak(wanted, [Candidate(earlier, likeness)], TODAY, weights))


@pytest.mark.parametrize(("sentence", "quoted"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_a_sentence_on_another_matter_is_not_quoted(sentence: str, quoted: bool) -> None:
    assert said(sentence) is quoted


def test_the_name_of_the_scheme_alone_would_be_enough_without_that_rule() -> None:
    assert said(SENTENCES[0][1], AS_BEFORE)


def test_the_answer_to_nearly_the_same_question_may_speak_in_other_words() -> None:
    assert said("We have no plans to do so at present.", likeness=0.8)
    assert not said("We have no plans to do so at present.", likeness=0.5)


def test_a_request_of_hardly_a_word_is_not_met_by_words() -> None:
    question = "To ask the Secretary of State for Coasts, when those meetings took place."
    assert not said("Work on lamps will take place in the coming meetings season of the coast.", question=question)
