"""Which sentences of an earlier answer speak to a question, and which are on another matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefs.question.answers.matching import WEIGHTS, AnswerWeights, LikeQuestion, speak
from briefs.question.answers.targets import targets
from briefs.question.parse.parser import take_apart
from briefs.records.model import House
from tests.briefs.question.invented import asked

TODAY = date(2025, 3, 3)
HEAD = "To ask the Secretary of State for Coasts, "
SCOPE = "whether he plans to review the (a) scope and (b) criteria of the Lighthouse Lamp Payment Scheme."
APPEALS = "how much was spent on Lighthouse Lamp Payment Scheme appeals."
LOOSE = replace(
    WEIGHTS, asked=0.0, said=0.0, nearly=0.0, said_nearly=0.0, apart=0.0, apart_else=0.0, part=0.0, part_context=0.0
)


def said(sentence: str, now: str = SCOPE, before: str = APPEALS, weights: AnswerWeights = WEIGHTS) -> bool:
    """Whether a sentence of the answer to an earlier question is quoted for one in hand or for a part of it."""
    earlier = asked("1", HEAD + before, sentence, tabled=date(2025, 1, 6))
    wanted = targets(take_apart(HEAD + now, TODAY, House.COMMONS))
    return any(speak(wanted, [LikeQuestion(earlier, 0.5)], TODAY, weights, place=HEAD + now))


SENTENCES = [
    ("another matter of the same scheme", "The total cost of Lighthouse Lamp Payment Scheme appeals was £104.", False),
    ("a line of a list", "Lighthouse Lamp Payment Scheme scope and criteria - Contracts list", False),
    ("what was asked", "We plan to review the scope of the Lighthouse Lamp Payment Scheme.", True),
]


@pytest.mark.parametrize(("sentence", "quoted"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_a_sentence_on_another_matter_is_not_quoted(sentence: str, quoted: bool) -> None:
    assert said(sentence) is quoted


ISSUED = "how many of the 300 penalty notices for unlit buoys were issued in 2024."
PAID = "how many of the 300 penalty notices for unlit buoys were paid in 2024."
TALKS = "what discussions he has had with the Harbour Union on tolls for fishing boats."
OTHER_TALKS = TALKS.replace("the Harbour Union", "Wick Council")
BUILT = "how many lighthouses were built in Sampleshire."
COST = "how much was spent on lamps for piers."
MEND = "what steps he is taking to mend the piers of the Introduced Species Office."
MANAGED = "who manages the piers of the Introduced Species Office."
RULES = [
    ("a figure for how many", PAID, PAID, "Twelve penalty notices for unlit buoys were paid in 2024.", True),
    ("no figure for how many", PAID, PAID, "We take penalty notices for unlit buoys to be paid late.", False),
    ("that no figure is held", PAID, PAID, "Data on penalty notices for unlit buoys paid are not held.", True),
    ("another figure of a series", PAID, ISSUED, "In 2024, 300 penalty notices for unlit buoys were issued.", False),
    ("talks with those asked about", TALKS, TALKS, "We met the Harbour Union on tolls for fishing boats.", True),
    ("talks with others", TALKS, OTHER_TALKS, "We met councillors on tolls for fishing boats.", False),
    ("its own place", BUILT, BUILT, "Ten lighthouses were built in Sampleshire.", True),
    ("another place", BUILT, BUILT, "Ten lighthouses were built in Wickshire.", False),
    ("what stands in a table", BUILT, BUILT, "Table 1 shows that ten lighthouses were built.", False),
    ("no money for how much", COST, COST, "In 2024 there were 12 lamps for piers.", False),
    ("money for how much", COST, COST, "In 2024 we spent £12 on lamps for piers.", True),
    ("a name is no step", MEND, MANAGED, "The Introduced Species Office has 40 piers to mend.", False),
]


@pytest.mark.parametrize(
    ("now", "before", "sentence", "quoted"), [row[1:] for row in RULES], ids=[row[0] for row in RULES]
)
def test_what_is_asked_for_decides_what_answers_it(now: str, before: str, sentence: str, quoted: bool) -> None:
    assert said(sentence, now, before) is quoted


def test_the_name_of_the_scheme_alone_would_be_enough_without_those_rules() -> None:
    appeals = "We will fund Lighthouse Lamp Payment Scheme appeals."
    assert not said(appeals)
    assert said(appeals, weights=LOOSE)


def test_the_answer_to_nearly_the_same_question_may_speak_in_other_words() -> None:
    plans = "whether he plans to review the scope of the Lighthouse Lamp Payment Scheme."
    assert said("We have no plans to do so at present.", plans, plans)
    assert not said(
        "We have no plans to do so at present.", plans, "whether he plans to move the Lighthouse Lamp Museum."
    )


def test_a_request_of_hardly_a_word_is_not_met_by_words() -> None:
    assert not said(
        "Work on lamps will take place in the coming meetings season of the coast.",
        "when those meetings took place.",
        "how many lamps are lit.",
    )
