"""What a note does not cover, said in the product's own sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from briefs.question.answers.matching import LikeQuestion
from briefs.question.deadline import Clock
from briefs.question.parse.text import is_clipped
from briefs.question.references.chain import Chain
from briefs.records.citations import long_date
from briefs.records.model import AnswerState

_NOT_QUOTED = {
    AnswerState.UNANSWERED: ("question like it has no stored answer", "questions like it have no stored answer"),
    AnswerState.HOLDING: (
        "has only a holding answer, which does not count as an answer",
        "have only a holding answer, which does not count as an answer",
    ),
    AnswerState.WILL_WRITE: ("was answered with a promise to write", "were answered with a promise to write"),
    AnswerState.WITHDRAWN: ("was withdrawn", "were withdrawn"),
}


def shortfall(
    candidates: Sequence[LikeQuestion], chain: Chain, clock: Clock, *, members_named: bool, looked_beyond: bool
) -> Iterator[str]:
    """Yield what the note does not cover, a sentence each."""
    states = Counter(c.record.state for c in candidates)
    for state, (one, many) in _NOT_QUOTED.items():
        if count := states[state]:
            yield f"{count} {one if count == 1 else many}."
    clipped = sum(is_clipped(c.record) for c in candidates)
    if clipped:
        are = "answer is" if clipped == 1 else "answers are"
        yield f"{clipped} {are} stored only in part, cut short or run together: searched, not quoted."
    if chain.cut:
        yield "There are more references than are shown here."
    if clock.due is not None and not clock.recess_known:
        if clock.known_until is None:
            yield "The House's sitting days are not known: working days are counted as if there were no recess."
        else:
            until = long_date(clock.known_until)
            yield f"The House's sitting days are known only up to {until}: after that, no recess is left out."
    if not members_named:
        yield "The records give Parliament's numbers for Members, not their names."
    if looked_beyond:
        yield "Committee evidence, reports, news and deposited papers were not searched."
    else:
        yield "Only written questions were searched: no later debate, oral answer or statement is stored."


def undated_words(sources: Sequence[int], on: date) -> Iterator[str]:
    """Yield the sentence on answers whose day is not held, where the note is as of a day that is past."""
    if sources and on < date.today():
        numbers = ", ".join(f"[{number}]" for number in sources)
        whose = "The answer to" if len(sources) == 1 else "The answers to"
        yield f"{whose} {numbers} may be later than {long_date(on)}: the source does not give the day."
