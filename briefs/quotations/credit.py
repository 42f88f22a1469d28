"""Whose words an item gives, said only as far as the record says it."""

from __future__ import annotations

import re

from briefs.names.offices import role_of
from briefs.records.citations import long_date
from briefs.records.model import EXCHANGES, Kind, Part, Passage, Record, Role, Voice

UNNAMED = "not named in the record"
ROLE_UNKNOWN = "role not known"
NO_OFFICE = "minister, office not given in the record"
_LISTS = {True: "Parliament’s list of Members", False: "the lists of Members"}
_NO_ARTICLE = re.compile(r"^(?:the |hm |his |her )", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
_SMALL = frozenset("a an the of for from at in and s".split())
PUBLISHED = {Kind.COMMITTEE_REPORT, Kind.AUDIT_REPORT, Kind.DOCUMENT}
CAPACITIES = {
    Role.MINISTER: "Minister",
    Role.OPPOSITION: "Opposition spokesperson",
    Role.BACKBENCHER: "Member",
    Role.COMMITTEE: "Committee member",
    Role.POLICE: "Police",
}
URGENT = {Role.MINISTER: "Minister replying", Role.OPPOSITION: "Member asking the urgent question"}


def attribution(record: Record, passage: Passage, start: int, end: int) -> tuple[str | None, Role, str, bool]:
    """Return (speaker or None, role, the line to show, whether it is quoted) for a span of a passage."""
    speaker, role, line, quoted = _said_by(record, passage, start, end)
    if passage.part is Part.ANSWER and record.dates.corrected:
        line = f"{line}, as corrected on {long_date(record.dates.corrected)}"
    return speaker, role, line, quoted


def _said_by(record: Record, passage: Passage, start: int, end: int) -> tuple[str | None, Role, str, bool]:
    voice = voice_of(passage, start, end)
    if voice is not None:
        teller = reported_by(record, passage)
        said = in_office(voice.speaker or _capacity(record, passage, voice.role), voice.office)
        how = "quoted" if voice.quoted else "reported"
        told = f"{said}, {how} by {teller}" if teller and teller != voice.speaker else f"{said}, as {how}"
        return voice.speaker, voice.role, told, voice.quoted
    if passage.speaker:
        beside = "" if passage.office else _standing(record, passage)
        named = f"{in_office(passage.speaker, passage.office)}{beside}{by_lists(passage)}"
        return passage.speaker, passage.role, named, True
    if passage.office:
        return None, passage.role, f"{passage.office}, {UNNAMED}", True
    return None, passage.role, _capacity(record, passage, passage.role), True


def is_role_by_post(passage: Passage, start: int, end: int) -> bool:
    """Whether the role of whoever says a span is from the lists of Members: not so where another's words are given."""
    return passage.role_by_post and voice_of(passage, start, end) is None


def is_named_by_id(passage: Passage, start: int, end: int) -> bool:
    """Whether the name of whoever says a span is from the lists of Members: not so where another's words are given."""
    return passage.named_by_id and voice_of(passage, start, end) is None


def in_office(name: str, office: str | None) -> str:
    """Return a name with the office beside it, once where the one says what the other says.

    "A spokesperson for the Home Office" says all of "Home Office spokesperson".
    """
    return f"{name}, {office}" if office and not _telling(office) <= _telling(name) else name


def _telling(words: str) -> set[str]:
    """Return the words of a name or an office that say something, whatever their order."""
    return {word for word in _WORDS.findall(words.casefold()) if word not in _SMALL}


def by_lists(passage: Passage) -> str:
    """Return the words that say what of a passage's speaker comes from the lists of Members, empty where nothing does.

    The lists are called Parliament's only where they are: others are made by other people.
    """
    lists = _LISTS[passage.by_parliament]
    if passage.named_by_id:
        return f", named from {lists}"
    by_post = (passage.role_by_post or passage.office_by_post) and passage.office
    return f", office from {lists}" if by_post else ""


def undated(record: Record, passage: Passage) -> str:
    """Return what stands in the place of the day of a question's or an answer's words, empty where it is known."""
    dates = record.dates
    if record.day_of(passage) is not None:
        return ""
    if passage.part is Part.ANSWER and dates.tabled:
        return f"answer to a question tabled {long_date(dates.tabled)}; day of answer not given"
    if passage.part is Part.QUESTION and dates.answered:
        return f"in a question answered {long_date(dates.answered)}; day of tabling not given"
    return ""


def reported_by(record: Record, passage: Passage) -> str | None:
    """Return who tells what somebody else said: the publication, the writer, or whoever holds the floor."""
    if record.kind is Kind.NEWS:
        return record.publisher or passage.speaker
    return passage.speaker


def _standing(record: Record, passage: Passage) -> str:
    """Return what stands beside a name without an office: seat and party, then the body answered for.

    A minister whose office the record does not give is said to be one, and a Member of whom the record says nothing
    more is said to be unknown.
    """
    known = _seat(passage)
    if record.kind is Kind.WRITTEN_QUESTION and passage.part is Part.ANSWER and record.answering_body:
        return f"{known}{_answering_for(passage, record.answering_body)}"
    if record.kind in EXCHANGES and passage.role is Role.MINISTER and role_of(passage.speaker) is Role.UNKNOWN:
        return f"{known}, {NO_OFFICE}"
    if known or passage.role is not Role.UNKNOWN:
        return known
    return f", {ROLE_UNKNOWN}" if record.kind in EXCHANGES else ""


def _answering_for(passage: Passage, body: str) -> str:
    """Return for whom somebody answers, empty where the body itself stands in the place of the name."""
    if _ARTICLE.sub("", passage.speaker or "").casefold() == _ARTICLE.sub("", body).casefold():
        return ""
    return f", answering for {body if _NO_ARTICLE.match(body) else f'the {body}'}"


def _seat(passage: Passage) -> str:
    """Return the constituency and party that the record prints, each in brackets as Hansard prints them."""
    return "".join(f" ({part})" for part in (passage.constituency, passage.party) if part)


def _capacity(record: Record, passage: Passage, role: Role) -> str:
    """Return the capacity in which an unnamed person speaks, as far as the exchange itself shows it."""
    if record.kind is Kind.WRITTEN_QUESTION:
        return _question_line(record) if passage.part is Part.QUESTION else _answer_line(record, role)
    if role is Role.JOURNALIST or record.kind is Kind.NEWS:
        return record.publisher or "News report, writer and publication not named in the record"
    if record.publisher and record.kind in PUBLISHED:
        return record.publisher
    asked_urgently = record.kind is Kind.URGENT_QUESTION
    who = (URGENT if asked_urgently else CAPACITIES).get(role, CAPACITIES.get(role, "Speaker"))
    return f"{who} {UNNAMED}" if who == "Speaker" else f"{who}, {UNNAMED}"


def _question_line(record: Record) -> str:
    """Return what stands for the asker of a written question whose name is not held."""
    to = f" to the {record.answering_body}" if record.answering_body else ""
    return f"Question{to}, Member {UNNAMED}"


def _answer_line(record: Record, role: Role) -> str:
    who = "minister" if role is Role.MINISTER else "Member"
    body = f"Answer by the {record.answering_body}, {who}" if record.answering_body else f"Answering {who},"
    return f"{body} {UNNAMED}"


def voice_of(passage: Passage, start: int, end: int) -> Voice | None:
    """Return the voice that gives most of a span: at least half of it, a quotation before a report of one."""
    best: Voice | None = None
    most = (end - start) / 2
    for voice in passage.voices:
        shared = min(end, voice.end) - max(start, voice.start)
        if shared > most or (shared == most and best is None and shared > 0):
            best, most = voice, shared
    return best
