"""By when a question is due, and whether it is late.

A named-day question (Commons) is due on the day that the Member named (Erskine May 22.4). An ordinary Commons question
has no day in the rules; the Procedure Committee counts it on time within five working days of tabling. The Lords
allow ten working days. Working days are here those from Monday to Friday that are no bank holiday in England; the days
of a recess are left out only where they are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from briefs.records.model import AnswerState, House, Record

ORDINARY_DAYS = 5
LORDS_DAYS = 10


_ANSWERED = frozenset({AnswerState.ANSWERED, AnswerState.CORRECTED, AnswerState.REFERRAL, AnswerState.WILL_WRITE})


class DeadlineRule(StrEnum):
    """Which rule sets the day."""

    NAMED_DAY = "named day"
    ORDINARY = "ordinary"
    LORDS = "Lords"


class Standing(StrEnum):
    """How a question stands on a day."""

    DUE = "due"
    DUE_TODAY = "due today"
    OVERDUE = "overdue"
    ON_TIME = "answered on time"
    LATE = "answered late"
    ANSWERED = "answered on a day not known"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Recess:
    """Days on which a House does not sit, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Sittings:
    """What is known of the days on which a House sits: its recesses, from the day of tabling up to ``until``."""

    recesses: tuple[Recess, ...]
    until: date


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of one question on the day ``on``.

    ``days`` are working days: left until ``due``, past it where it is overdue or was answered late, else 0.
    ``recess_known`` says whether it is known of every day counted that it lies in no recess, or that it was left out
    for one; ``known_until`` is the day up to which that is known. ``held`` is true where only a holding answer has been
    given.
    """

    rule: DeadlineRule
    standing: Standing
    on: date
    tabled: date | None
    due: date | None = None
    answered: date | None = None
    days: int = 0
    recess_known: bool = False
    known_until: date | None = None
    held: bool = False


def clock_of(record: Record, on: date, sittings: Sittings | None = None) -> Clock:
    """Return the clock of a written question on a day; ``sittings`` is None where nothing is known of them."""
    tabled = record.dates.tabled
    rule = rule_for(record)
    recesses = sittings.recesses if sittings else ()
    due = due_day(rule, tabled, record.date_for_answer, recesses)
    holding = record.state is AnswerState.HOLDING
    answered = record.dates.answered if record.dates.answered and not holding else None
    standing, days = _standing(record.state, due, answered, on, recesses)
    known = sittings.until if sittings else None
    counted_to = on if standing is Standing.OVERDUE else max(due or on, answered or date.min)
    sure = known is not None and known >= counted_to
    return Clock(rule, standing, on, tabled, due, answered, days, sure, known, holding)


def clock_for(house: House, tabled: date | None, on: date) -> Clock:
    """Return the clock of a question that is not held: an ordinary one, of which at most its day is known."""
    rule = DeadlineRule.LORDS if house is House.LORDS else DeadlineRule.ORDINARY
    due = due_day(rule, tabled, None)
    standing, days = _standing(None, due, None, on, ())
    return Clock(rule, standing, on, tabled, due, None, days)


def rule_for(record: Record) -> DeadlineRule:
    """Return which rule sets the day of a question; only the Commons have named days."""
    if record.house is House.LORDS:
        return DeadlineRule.LORDS
    return DeadlineRule.NAMED_DAY if record.named_day and record.date_for_answer else DeadlineRule.ORDINARY


def due_day(
    rule: DeadlineRule, tabled: date | None, named: date | None, recesses: Sequence[Recess] = ()
) -> date | None:
    """Return the day by which an answer is due, None where the day of tabling is not known."""
    if rule is DeadlineRule.NAMED_DAY:
        return named
    if tabled is None:
        return None
    return _after(tabled, LORDS_DAYS if rule is DeadlineRule.LORDS else ORDINARY_DAYS, recesses)


def working_days(first: date, last: date, recesses: Sequence[Recess] = ()) -> int:
    """Return how many working days lie after ``first`` and up to ``last``; 0 where ``last`` is not later."""
    count, day = 0, first
    while day < last:
        day += timedelta(days=1)
        count += is_working_day(day, recesses)
    return count


def is_working_day(day: date, recesses: Sequence[Recess] = ()) -> bool:
    """Whether a day is from Monday to Friday, no bank holiday in England, and in no recess."""
    if day.weekday() > 4 or day in _bank_holidays(day.year):
        return False
    return not any(recess.first <= day <= recess.last for recess in recesses)


def _after(day: date, number: int, recesses: Sequence[Recess]) -> date:
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day, recesses)
    return day


def _standing(
    state: AnswerState | None, due: date | None, answered: date | None, on: date, closed: Sequence[Recess]
) -> tuple[Standing, int]:
    settled = Standing.WITHDRAWN if state is AnswerState.WITHDRAWN else None
    if answered is None and state in _ANSWERED:
        settled = Standing.ANSWERED
    if settled is not None or due is None:
        return settled or Standing.UNKNOWN, 0
    if answered is not None and answered <= on:
        return (Standing.ON_TIME, 0) if answered <= due else (Standing.LATE, working_days(due, answered, closed))
    if on == due:
        return Standing.DUE_TODAY, 0
    if on < due:
        return Standing.DUE, working_days(on, due, closed)
    return Standing.OVERDUE, working_days(due, on, closed)


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> frozenset[date]:
    from holidays import country_holidays  # noqa: PLC0415 - a tenth of a second that only the clock needs

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))
