"""What a question is about: its periods, places and way of asking aside."""

from __future__ import annotations

import time
from datetime import date

import pytest

from briefs.question.answers.subject import Matter, told_by
from briefs.question.parse.parser import Span, take_apart
from tests.briefs.question.invented import asked

TODAY = date(2025, 3, 3)
HEAD = "To ask the Secretary of State for Coasts, "
LAMPS = "how many lighthouse lamps were replaced in Wick Bay constituency in each of the last five years."


def matter(request: str) -> Matter:
    """Return the matter of a question; every word weighs the same."""
    return Matter(take_apart(HEAD + request, TODAY), lambda _: 2.0)


TOLD = [
    ("period, place and way of asking", LAMPS, {"lighthous", "lamp", "replac"}),
    ("letters", "what assessment he has made of the (a) age and (b) height of masts.", {"age", "height", "mast"}),
    (
        "what points back, by what stands behind it",
        "pursuant to the Answer of 3 February 2025 to Question 55 on Foghorns, how many of those horns are loud.",
        {"foghorn", "horn", "loud"},
    ),
]


@pytest.mark.parametrize(("request_", "words"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_what_tells_the_matter(request_: str, words: set[str]) -> None:
    anatomy = take_apart(HEAD + request_, TODAY)
    (ask,) = anatomy.asks
    told = told_by(anatomy, ask.span)
    assert words <= told
    assert not told & {"five", "year", "wick", "bay", "b", "assess", "februari"} - words


SHARES = [
    ("the same", LAMPS, 1.0),
    ("the same elsewhere", LAMPS.replace("Wick Bay", "Thurso"), 1.0),
    ("another matter in the same words", LAMPS.replace("lighthouse lamps were replaced", "gulls were fed"), 0.0),
    ("one root", LAMPS.replace("replaced", "of the replacement kind"), 1.0),
]


@pytest.mark.parametrize(("other", "share"), [row[1:] for row in SHARES], ids=[row[0] for row in SHARES])
def test_how_much_of_the_matter_an_earlier_question_shares(other: str, share: float) -> None:
    assert matter(LAMPS).share(asked("1", HEAD + other, title="Untold")) == pytest.approx(share, abs=0.01)


def test_a_long_question_on_another_thing_is_less_near_for_having_all_the_words() -> None:
    short = asked("1", HEAD + "how many lighthouse lamps were replaced.", title="Untold")
    long = asked(
        "2",
        HEAD
        + "what stone, slate, timber and glass the keepers of museums carried when lighthouse lamps were replaced.",
        title="Untold",
    )
    near = matter(LAMPS)
    assert near.share(short) == near.share(long) == 1.0
    assert near.nearness(short) == pytest.approx(1.0)
    assert near.nearness(long) < 0.75


def test_the_heading_of_what_it_is_pursuant_to_tells_too() -> None:
    pursuant = matter("pursuant to the Answer of 3 February 2025 to Question 55 on Foghorns, whether chains were cut.")
    assert pursuant.share(asked("1", HEAD + "how loud foghorns are.", title="Untold")) > 0.3
    assert matter("whether chains were cut.").share(asked("1", HEAD + "how loud foghorns are.", title="Untold")) == 0


def test_many_letters_take_no_longer_each_than_few() -> None:
    def seconds(labels: int) -> float:
        anatomy = take_apart(HEAD + "what the age is of the " + "(b) mast ~" * labels, TODAY)
        whole = Span(0, len(anatomy.text), anatomy.text)
        began = time.process_time()
        told_by(anatomy, whole)
        return time.process_time() - began

    seconds(10)
    assert seconds(8_000) < 20 * (min(seconds(1_000) for _ in range(3)) + 0.01)
