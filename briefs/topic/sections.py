"""The sections of a brief: their order, and which of them a sentence belongs to.

What a Government says and undertakes stands under its own heading: the present one first, all earlier ones apart.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from briefs.names.governments import earlier_government
from briefs.records.model import Kind, Role
from briefs.topic.exchange_place import put_to_minister
from briefs.topic.scoring import Evidence, asks

KEY_POINTS = "Key points"
POSITION = "Government position"
COMMITMENTS = "Commitments"
SCRUTINY = "Scrutiny"
FIGURES = "Figures"
EARLIER_POSITION = "Government position under earlier Governments"
EARLIER_COMMITMENTS = "Commitments of earlier Governments"
ALSO = "Also on the record"
ORDER = (KEY_POINTS, POSITION, COMMITMENTS, SCRUTINY, FIGURES, EARLIER_POSITION, EARLIER_COMMITMENTS, ALSO)
OF_EARLIER = frozenset((EARLIER_POSITION, EARLIER_COMMITMENTS))
OF_PRESENT = (POSITION, COMMITMENTS)
OF_GOVERNMENT = frozenset((*OF_PRESENT, *OF_EARLIER))

SCRUTINEERS = frozenset((Role.OPPOSITION, Role.BACKBENCHER, Role.COMMITTEE, Role.WATCHDOG, Role.POLICE))
_PUBLISHERS = frozenset((Role.MINISTER, Role.WATCHDOG, Role.COMMITTEE))
_REPORTS = frozenset((Kind.COMMITTEE_REPORT, Kind.AUDIT_REPORT, Kind.DOCUMENT, Kind.WRITTEN_STATEMENT))

# What a sentence with a figure in it is instead: of one place, from a survey, refused, not known, announced, promised.
_NO_STATISTIC = frozenset(("survey", "asks", "local", "refusal", "not held", "pointer", "hanging", "announces"))


class _Rule(NamedTuple):
    """A section, what a sentence must be to stand in it, and why."""

    title: str
    fits: Callable[[Evidence, bool], bool]
    why: str


def _is_minister(evidence: Evidence, _: bool) -> bool:
    return evidence.sentence.role is Role.MINISTER


def answers_for_it(evidence: Evidence) -> bool:
    """Whether a sentence is told by somebody who publishes or answers for it: a minister, a watchdog, a committee."""
    return evidence.sentence.role in _PUBLISHERS or evidence.sentence.record.kind in _REPORTS


def is_statistic(evidence: Evidence) -> bool:
    """Whether a sentence states a figure with its period, told by somebody who publishes or answers for it."""
    states = {"amount", "period"} <= evidence.signals and not evidence.signals & _NO_STATISTIC
    return states and answers_for_it(evidence) and not undertakes(evidence)


def undertakes(evidence: Evidence) -> bool:
    """Whether a sentence says what the Government itself will do; what it refuses or does not plan is a position."""
    return "undertaking" in evidence.signals and not evidence.signals & {"staging", "refusal"}


def _was_put(evidence: Evidence, _: bool) -> bool:
    sentence = evidence.sentence
    return sentence.role is Role.UNKNOWN and (asks(sentence) or put_to_minister(sentence.record, sentence.passage))


# The first rule that fits decides.
RULES = (
    _Rule(FIGURES, lambda evidence, _: is_statistic(evidence), "a figure with its period is looked up, not argued"),
    _Rule(
        EARLIER_COMMITMENTS,
        lambda evidence, earlier: earlier and _is_minister(evidence, earlier) and undertakes(evidence),
        "what another Government promised is not a promise of this one",
    ),
    _Rule(
        EARLIER_POSITION,
        lambda evidence, earlier: earlier and _is_minister(evidence, earlier),
        "what another Government said is not the position of this one",
    ),
    _Rule(COMMITMENTS, lambda evidence, _: _is_minister(evidence, _) and undertakes(evidence), "what will be done"),
    _Rule(POSITION, _is_minister, "a minister's other words; a refusal is one of them"),
    _Rule(SCRUTINY, lambda evidence, _: evidence.sentence.role in SCRUTINEERS, "whose task it is to hold to account"),
    _Rule(SCRUTINY, _was_put, "a question is put to the Government"),
    _Rule(ALSO, lambda *_: True, "the press, witnesses, and people whose side the record does not show"),
)


def heading_of(evidence: Evidence, today: date, *, figures: bool = True) -> str:
    """Return the title of the section that a sentence belongs to; without ``figures`` that section is full."""
    earlier = bool(earlier_government(evidence.sentence.day, today))
    return next(rule.title for rule in RULES if (figures or rule.title != FIGURES) and rule.fits(evidence, earlier))
