"""Whether a sentence says the kind of thing that is asked for: a figure, a step taken, a plan, a discussion."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefs.language.words import content_stems
from briefs.question.answers.targets import Target
from briefs.question.parse.wording import Request

# The signal of ``briefs.language.signals`` and the words that show each kind; what is not here no wording shows.
SHOWS: Mapping[Request, tuple[str, frozenset[str]]] = {
    Request.HOW_MANY: ("figure", frozenset()),
    Request.HOW_MUCH: ("figure", frozenset()),
    Request.ESTIMATE: ("figure", content_stems("estimate estimated forecast assessment")),
    Request.ASSESSMENT: (
        "",
        content_stems("assessment assess assessed considered consider considering review reviewing evidence evaluate"),
    ),
    Request.STEPS: ("commitment", content_stems("taking funding investing launched introduced introducing")),
    Request.PLANS: (
        "commitment",
        content_stems("plans plan intend intention consider considering consult consultation"),
    ),
    Request.POLICY: ("position", content_stems("policy plans position")),
    Request.DISCUSSIONS: (
        "",
        content_stems("discuss discussed discussions met meet meets meetings engage engagement raised"),
    ),
    Request.MEET: ("", content_stems("meet meeting met happy diary")),
    Request.PUBLISH: ("", content_stems("publish published publication library")),
    Request.WHEN: ("dated", content_stems("shortly timetable due course")),
    Request.PROGRESS: ("commitment", content_stems("progress")),
    Request.GUIDANCE: ("", content_stems("guidance advice training code")),
}
# What is done or meant is said in the answer to any question on the matter; a figure answers its own question alone.
BY_WORDS = frozenset(
    {
        Request.STEPS,
        Request.PLANS,
        Request.POLICY,
        Request.PROGRESS,
        Request.PUBLISH,
        Request.GUIDANCE,
        Request.DISCUSSIONS,
        Request.MEET,
    }
)
NOT_HELD = "not held"
FIGURES = frozenset({Request.HOW_MANY, Request.HOW_MUCH, Request.ESTIMATE})
_MONEY = re.compile(
    r"[£$€]|\b(?:million|billion|costs?|spent|spend|expenditure|budget|funding|free\s+of\s+charge)\b", re.IGNORECASE
)
_COUNTED = re.compile(
    r"\b(?:no|none|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|dozens?|hundreds?|thousands?)\b",
    re.IGNORECASE,
)


def says_kind(target: Target, text: str, stems: frozenset[str], shown: frozenset[str]) -> bool:
    """Whether a sentence says the kind of thing that is asked for; of a kind that no wording shows, any does.

    ``stems`` are the sentence's words by their stems, ``shown`` its signals.
    """
    if NOT_HELD in shown:  # names no figure, and yet answers a request for one
        return target.kind in FIGURES
    if target.kind not in SHOWS:
        return True
    if target.kind is Request.HOW_MUCH and not _MONEY.search(text):
        return False
    if target.kind is Request.HOW_MANY and _COUNTED.search(text):
        return True
    signal, words = SHOWS[target.kind]
    # A word of the question's own matter ("the Early Access Programme") does not show the kind.
    return signal in shown or bool((words - target.every) & stems)
