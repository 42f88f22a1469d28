"""An answer's own words show whether it answers."""

from __future__ import annotations

import pytest

from briefs.readers.common.answer_state import state_of_answer
from briefs.records.model import AnswerState


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (AnswerState.HOLDING, "It has not proved possible to answer this Question in the time available."),
        (AnswerState.HOLDING, "It has not been possible to respond before Dissolution."),
        (
            AnswerState.HOLDING,
            "The Office says it will not be possible to answer this question within the usual period.",
        ),
        (AnswerState.HOLDING, "I shall let the hon. Member have a reply as soon as possible."),
        (AnswerState.WILL_WRITE, "I will write to the hon. Member and place a copy in the Library."),
        (AnswerState.WILL_WRITE, "Collating this takes time. My officials will write to her with the figures."),
        (AnswerState.WILL_WRITE, "I have asked the Chief Inspector, Ann Other, to write to my hon. Friend."),
        (AnswerState.REFERRAL, "I refer the hon. Member to the answer I gave on 21 May 2020 to Question 7."),
        (AnswerState.REFERRAL, "I refer my rt. hon. Friend to the reply of 3 May, Official Report, PQ 12."),
        (AnswerState.REFERRAL, "I would refer the noble Lord to HL15096."),
        (AnswerState.REFERRAL, "I refer the Member to the Written Statement made on 3 May (HCWS53)."),
        (
            AnswerState.ANSWERED,
            "I refer the hon. Member to the answer to Question 7. Since then, six bridges were mended.",
        ),
        (AnswerState.ANSWERED, "I refer the hon. Member to page 6 of the Code."),
        (AnswerState.ANSWERED, "Officials will write to the council about its bridges shortly."),
        (AnswerState.ANSWERED, "We will mend the bridge as soon as possible."),
        (AnswerState.ANSWERED, "A Government response is being prepared and will be published in due course."),
        (AnswerState.UNANSWERED, ""),
    ],
)
def test_state(state: AnswerState, text: str) -> None:
    assert state_of_answer([text]) is state


def test_a_long_answer_that_uses_the_words_in_passing_answers() -> None:
    paragraphs = ["Six bridges were mended last year. " * 15, "I will write to the hon. Member about the seventh."]
    assert state_of_answer(paragraphs) is AnswerState.ANSWERED
