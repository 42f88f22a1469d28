"""A morning's list as data: its questions in groups, what is due by body, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from briefs.question.deadline import Clock, Standing
from briefs.question.listing.entries import RefusedLine
from briefs.question.listing.groups import Group, grouped
from briefs.question.listing.listed import ListedQuestion
from briefs.question.listing.request import last_of_week

_SETTLED = (Standing.ON_TIME, Standing.LATE, Standing.ANSWERED, Standing.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How many questions stand how on a day; ``later`` are due after this week, ``settled`` want no answer any more."""

    overdue: int = 0
    due_today: int = 0
    due_this_week: int = 0
    later: int = 0
    settled: int = 0
    not_known: int = 0

    @classmethod
    def of(cls, clocks: Iterable[Clock]) -> Deadlines:
        """Count clocks."""
        counts = dict.fromkeys((field.name for field in fields(cls)), 0)
        for clock in clocks:
            counts[_standing(clock)] += 1
        return cls(**counts)


def _standing(clock: Clock) -> str:
    if clock.standing is Standing.OVERDUE:
        return "overdue"
    if clock.standing is Standing.DUE_TODAY:
        return "due_today"
    if clock.standing is Standing.DUE and clock.due is not None:
        return "due_this_week" if clock.due <= last_of_week(clock.on) else "later"
    return "settled" if clock.standing in _SETTLED else "not_known"


@dataclass(frozen=True, slots=True)
class DayList:
    """A list. ``by_body`` are the deadlines of each answering body, by its name, the most pressing first.

    ``left_out`` counts questions that are in the deadlines and not in the groups; ``given_twice`` are the lines that
    gave a question of an earlier line.
    """

    title: str
    day: date
    groups: tuple[Group, ...]
    deadlines: Deadlines
    by_body: tuple[tuple[str, Deadlines], ...]
    refused: tuple[RefusedLine, ...] = ()
    given_twice: tuple[int, ...] = ()
    left_out: int = 0

    @property
    def questions(self) -> tuple[ListedQuestion, ...]:
        """All questions, in the order of the groups."""
        return tuple(question for group in self.groups for question in group.questions)


def make_list(
    title: str,
    day: date,
    questions: Sequence[ListedQuestion],
    *,
    refused: Sequence[RefusedLine] = (),
    counted: Sequence[tuple[str | None, Clock]] | None = None,
) -> DayList:
    """Return questions as a list. ``counted`` are the body and the clock of all that the deadlines are of."""
    first: dict[str, ListedQuestion] = {}
    twice = []
    for number, question in enumerate(questions):
        key = question.record_id or f"{number}:{question.text}"
        if key in first:
            twice.append(question.line)
        first.setdefault(key, question)
    once = list(first.values())
    clocks = [(question.body, question.clock) for question in once] if counted is None else list(counted)
    return DayList(
        title=title,
        day=day,
        groups=grouped(once),
        deadlines=Deadlines.of(clock for _, clock in clocks),
        by_body=_by_body(clocks),
        refused=tuple(refused),
        given_twice=tuple(twice),
        left_out=max(0, len(clocks) - len(once)),
    )


def _by_body(clocks: Sequence[tuple[str | None, Clock]]) -> tuple[tuple[str, Deadlines], ...]:
    of: dict[str, list[Clock]] = {}
    for body, clock in clocks:
        of.setdefault(body or "", []).append(clock)
    made = [(body, Deadlines.of(each)) for body, each in of.items()]
    return tuple(sorted(made, key=lambda pair: (-pair[1].overdue, -pair[1].due_today, -pair[1].due_this_week, pair[0])))
