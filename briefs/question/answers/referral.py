"""Whether an earlier answer can be referred to: its age, session, Government and Minister, and what in it has passed.

These are facts; the judgement is the drafter's. (One department took an earlier question only where it had been tabled
within three months.)
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from briefs.language.sentences import sentence_spans
from briefs.language.signals import signals
from briefs.names.governments import GOVERNMENTS, KNOWN_UNTIL, government_of
from briefs.records.model import Part, Record
from briefs.records.sessions import session_of

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_SEASON_ENDS = {"spring": (5, 31), "summer": (8, 31), "autumn": (11, 30), "winter": (12, 31)}
_MONTH = "|".join(calendar.month_name[1:])
_YEAR = r"(?:19|20)\d{2}"
_WHEN = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<dmonth>{_MONTH})\s+(?P<dyear>{_YEAR})\b"
    rf"|\b(?P<month>{_MONTH})\s+(?P<myear>{_YEAR})\b"
    rf"|\b(?P<season>spring|summer|autumn|winter)\s+(?:of\s+)?(?P<syear>{_YEAR})\b"
    rf"|\b(?P<fyear>{_YEAR})\s?[-–/]\s?(?P<fend>(?:20)?\d{{2}})\b"
    rf"|\b(?P<year>{_YEAR})\b"
    r"|\b(?:later\s+)?this\s+(?P<this>year|spring|summer|autumn|winter)\b|\bnext\s+(?P<next>year)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|plans?\s+to|planned|intends?|expects?|expected|due\s+to|aims?\s+to|going\s+to|scheduled|later\s+this)\b",
    re.IGNORECASE,
)
# A figure whose period ended longer ago than this is likely to have a successor: most series are yearly.
_STALE = timedelta(days=365)


class Passed(StrEnum):
    """What of an earlier answer has passed."""

    DEADLINE = "deadline"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class PassedSentence:
    """A sentence of the answer whose stated time is over: its place, and the last day of that time."""

    passage: int
    start: int
    end: int
    until: date
    what: Passed


@dataclass(frozen=True, slots=True)
class Referral:
    """What bears on referring to one earlier answer.

    ``same_session`` and ``same_government`` are None where the tables do not reach; ``same_minister`` where no newer
    answer of the body shows who answers for it. ``government`` is (since, Prime Minister, parties) of the answer's day.
    """

    record: Record
    age_days: int
    same_session: bool | None
    same_government: bool | None
    government: tuple[date, str, str] | None
    same_minister: bool | None
    newest_of_body: date | None
    passed: tuple[PassedSentence, ...]


@dataclass(frozen=True, slots=True)
class Answering:
    """Who gave the newest answer of a body: Parliament's id of the Member, the name where it is held, and the day."""

    member_id: int | None
    name: str | None
    day: date


def referral_to(record: Record, today: date, newest: Answering | None) -> Referral | None:
    """Return what bears on referring to a record's answer on a day, None where the day of the answer is not held."""
    answered = record.dates.answered
    if answered is None:
        return None
    then, now = session_of(answered), session_of(today)
    government = government_of(answered)
    return Referral(
        record=record,
        age_days=(today - answered).days,
        same_session=then == now if then is not None and now is not None else None,
        same_government=_same_government(answered, today),
        government=government,
        same_minister=_same_minister(record, newest),
        newest_of_body=newest.day if newest else None,
        passed=tuple(passed_sentences(record, answered, today)),
    )


def _same_government(answered: date, today: date) -> bool | None:
    then, now = government_of(answered), government_of(today)
    if then != now:
        return False
    if then is None or (today > KNOWN_UNTIL and then == GOVERNMENTS[-1]):
        return None
    return True


def _same_minister(record: Record, newest: Answering | None) -> bool | None:
    if newest is None:
        return None
    if record.answering_member_id is not None and newest.member_id is not None:
        return record.answering_member_id == newest.member_id
    name = answering_name(record)
    return name == newest.name if name and newest.name else None


def answering_name(record: Record) -> str | None:
    """Return who answered, by name, None where the record does not give it."""
    return next((person.name for person in record.people if person.part_played == "answering"), None)


def passed_sentences(record: Record, answered: date, today: date) -> Iterator[PassedSentence]:
    """Yield the sentences of an answer with a deadline that is over, or a figure whose period ended over a year ago."""
    for number, passage in enumerate(record.passages):
        if passage.part is not Part.ANSWER or not passage.quotable:
            continue
        for start, end in sentence_spans(passage.text):
            text = passage.text[start:end]
            if " | " in text:
                continue
            until = _latest(text, answered)
            if until is None:
                continue
            if _AHEAD.search(text) and answered < until < today:
                yield PassedSentence(number, start, end, until, Passed.DEADLINE)
            elif "figure" in signals(text) and until <= answered and today - until > _STALE:
                yield PassedSentence(number, start, end, until, Passed.FIGURE)


def _latest(text: str, answered: date) -> date | None:
    days = [day for match in _WHEN.finditer(text) if (day := _ends(match, answered)) is not None]
    return max(days, default=None)


def _ends(match: re.Match[str], answered: date) -> date | None:
    """Return the last day of a stated time; a year of accounts such as 2023-24 ends on 31 March."""
    try:
        return date(*_end_of(match, answered))
    except ValueError:
        return None


def _end_of(match: re.Match[str], answered: date) -> tuple[int, int, int]:
    if match["day"]:
        return int(match["dyear"]), _MONTHS[match["dmonth"].casefold()], int(match["day"])
    if match["month"]:
        last = calendar.monthrange(int(match["myear"]), _MONTHS[match["month"].casefold()])[1]
        return int(match["myear"]), _MONTHS[match["month"].casefold()], last
    year = match["syear"] or match["year"] or (match["fyear"] and match["fyear"][:2] + match["fend"][-2:])
    if match["fyear"]:
        return int(year), 3, 31
    named = (match["season"] or match["this"] or "").casefold()
    return (int(year) if year else answered.year + bool(match["next"]), *_SEASON_ENDS.get(named, (12, 31)))
