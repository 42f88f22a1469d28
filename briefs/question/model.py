"""The background note on a written question, as data: what ``make_note`` makes, checks and ``render`` prints.

Every quotation is a ``briefs.topic.model.Item``: exactly a span of a stored passage, with its source's number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from briefs.question.answers.changes import AnswerDifference, Verdict
from briefs.question.answers.referral import Passed
from briefs.question.deadline import Clock
from briefs.question.parse.parser import Anatomy
from briefs.question.references.model import Pointer
from briefs.question.references.resolution import WantedTarget, Why
from briefs.records.model import AnswerState, Part
from briefs.topic.model import Item, Source


class Grade(StrEnum):
    """How like the question in hand an earlier one is."""

    SAME = "the same question"
    SUBJECT = "the same subject"
    LOOSE = "only loosely like it"


class CanRefer(StrEnum):
    """Whether an earlier answer can be referred to; the judgement stays the drafter's."""

    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Subject:
    """The question in hand: its words, and what its record gives where one is held."""

    text: str
    record_id: str | None = None
    uin: str | None = None
    heading: str | None = None
    body: str | None = None
    citation: str | None = None
    url: str | None = None
    tabled: date | None = None
    state: AnswerState | None = None
    date_for_answer: date | None = None


@dataclass(frozen=True, slots=True)
class PartAnswered:
    """A request, or one lettered part of it, with the sentences of earlier answers that speak to it.

    ``label`` is empty for a request as a whole. ``asked_in`` are the sources quoted for the whole whose questions asked
    for this part too.
    """

    label: str
    text: str
    kind: str
    items: tuple[Item, ...]
    asked_in: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Previous:
    """An earlier question like this one. ``question`` is None where its text is clipped.

    ``replaced_by`` is the number of the source in which the same question was answered later; ``refers_to`` are the
    sources that a mere referral leads to; ``why`` says what it has in common with this one; ``clipped`` is true where
    its answer may be searched but not quoted. ``near`` is how near in matter it is, from 0 to 1. ``other_body`` is the
    body that answers for it where that is another than the one asked. ``answer`` gives its answer in its own words, all
    of it where ``answer_whole``, else its first sentences; ``answer_elsewhere`` is true where another section gives it.
    ``with_it`` is true where it was tabled within a week of this one, likely to be grouped with it, ``shares_answer``
    where both have one answer; ``answered_by`` is the line that says whose answer it is.
    """

    source: int
    likeness: float
    state: AnswerState
    tabled: date | None
    answered: date | None
    question: Item | None
    clipped: bool
    same_question: bool = False
    replaced_by: int | None = None
    refers_to: tuple[int, ...] = ()
    why: tuple[str, ...] = ()
    near: float = 0.0
    other_body: str | None = None
    answer: tuple[Item, ...] = ()
    answer_whole: bool = True
    answer_elsewhere: bool = False
    grade: Grade = Grade.LOOSE
    with_it: bool = False
    shares_answer: bool = False
    answered_by: str | None = None
    uin: str | None = None
    body: str | None = None

    @property
    def loose(self) -> bool:
        """Whether it is only loosely like the question in hand."""
        return self.grade is Grade.LOOSE


@dataclass(frozen=True, slots=True)
class PartlyHeld:
    """An answer on the matter that is not held as it was printed, and what to fetch to have it whole."""

    source: int
    same_question: bool
    wanted: WantedTarget


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One step of the chain: ``source`` is the number of the record that points, 0 for the question in hand.

    ``items`` are the target's question and answer whole, where they may be quoted; ``why`` and ``wanted`` say why
    there is no target and what to fetch. ``shown_before`` is true where the target is an earlier step's.
    """

    source: int
    part: Part
    depth: int
    pointer: Pointer
    uin: str | None
    target: int | None = None
    state: AnswerState | None = None
    exact: bool = True
    items: tuple[Item, ...] = ()
    clipped: bool = False
    why: Why | None = None
    wanted: WantedTarget | None = None
    shown_before: bool = False


@dataclass(frozen=True, slots=True)
class DriftTurn:
    """One answer in the series of answers to the same question, compared with the one before it.

    ``changes`` mark it word by word against that one; where the two are too unlike for that, and for the first,
    ``items`` give it whole.
    """

    source: int
    answered: date | None
    attribution: str
    verdict: Verdict | None
    alike: float
    changes: tuple[AnswerDifference, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """What bears on referring to an earlier answer; see ``briefs.question.answers.referral.Referral``.

    Where the source does not give the day of the answer, ``answered`` is None and its age is counted from its tabling.

    ``refers`` is true where that answer does nothing but refer to another. ``wording`` is what the House prints where
    an answer is referred to, empty where this one should not be.
    """

    source: int
    answered: date | None
    age_days: int
    same_session: bool | None
    same_government: bool | None
    government: tuple[date, str, str] | None
    same_minister: bool | None
    newest_of_body: date | None
    same_question: bool
    corrected: bool
    clipped: bool
    refers: bool = False
    grade: Grade = Grade.LOOSE
    can_refer: CanRefer = CanRefer.NO
    recent: bool = False
    wording: str = ""
    minister: str | None = None
    minister_now: str | None = None
    passed: tuple[tuple[Item, date, Passed], ...] = ()


@dataclass(frozen=True, slots=True)
class AskerNote:
    """Who asks: earlier questions on the subject by source number, and a count of those to the same body.

    ``party``, ``seat`` and ``office`` are those of the day, as the lists of Members give them.
    """

    member_id: int | None
    name: str | None
    declared_interest: bool
    on_subject: tuple[int, ...]
    to_body: int
    looked_through: int
    grouped: tuple[str, ...]
    named_by_lists: bool = False
    party: str | None = None
    seat: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class SourceDays:
    """The days that a written question's record gives, and the numbers of the passages that ask."""

    tabled: date | None
    answered: date | None
    asking: frozenset[int]


@dataclass(frozen=True, slots=True)
class DeskNote:
    """A whole background note.

    ``answer`` is what was answered to this very question, where it was, and ``answer_wanted`` fetches it where it is
    not held as printed; ``undated`` are the sources that do not give
    the day of their answer, ``days`` has for each written question among the sources, by its number, the days that its
    record gives; ``notes`` say what the note does not cover. ``references`` say of each of the nearest answers whether
    it can be referred to, ``reference`` of the best. ``beyond`` are lines on the matter from debates, statements and
    oral answers since ``beyond_since``, the day of the newest answer shown. ``recognised`` is true where the text that
    was given is that of a held question.
    """

    subject: Subject
    anatomy: Anatomy
    made: date
    clock: Clock
    answer: tuple[Item, ...] = ()
    answer_wanted: WantedTarget | None = None
    parts: tuple[PartAnswered, ...] = ()
    previous: tuple[Previous, ...] = ()
    partly_held: tuple[PartlyHeld, ...] = ()
    chain: tuple[ChainLink, ...] = ()
    drift: tuple[DriftTurn, ...] = ()
    reference: Reference | None = None
    references: tuple[Reference, ...] = ()
    beyond: tuple[Item, ...] = ()
    beyond_since: date | None = None
    recognised: bool = False
    asker: AskerNote | None = None
    figures: tuple[Item, ...] = ()
    sources: tuple[Source, ...] = ()
    undated: tuple[int, ...] = ()
    days: Mapping[int, SourceDays] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    searched: int = 0
    newest_held: date | None = None

    def day_of(self, item: Item) -> tuple[date | None, str | None]:
        """Return the day of what is quoted, None where its record gives none, and which it is: tabled or answered.

        What is no written question has the one day of its record, of which nothing is said.
        """
        days = self.days.get(item.source)
        if days is None:
            return item.day, None
        asks = item.passage in days.asking
        return (days.tabled, "tabled") if asks else (days.answered, "answered" if days.answered else None)
