"""What is held: records, their passages, and who speaks in them.

A record is whatever is cited as one: what was said on one subject in one sitting, a question and what was answered, a
ministerial statement, a publication, a press article. It is divided into passages, each the words of one speaker or a
paragraph of the text. All offsets are in characters of ``Passage.text``, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from briefs.records.house import House as House  # noqa: PLC0414 - given on to who imports it from here


class Kind(StrEnum):
    """What sort of citable thing a record is."""

    DEBATE = "debate"
    URGENT_QUESTION = "urgent_question"
    ORAL_STATEMENT = "oral_statement"
    ORAL_QUESTION = "oral_question"
    WRITTEN_QUESTION = "written_question"
    WRITTEN_STATEMENT = "written_statement"
    COMMITTEE_REPORT = "committee_report"
    COMMITTEE_EVIDENCE = "committee_evidence"
    AUDIT_REPORT = "audit_report"
    NEWS = "news"
    SPEECH = "speech"
    DOCUMENT = "document"


EXCHANGES = frozenset((Kind.DEBATE, Kind.URGENT_QUESTION, Kind.ORAL_STATEMENT, Kind.ORAL_QUESTION))
"""What is said in turn on the floor of a House or in a committee of it."""


class Role(StrEnum):
    """In what capacity somebody speaks, as far as the record shows it."""

    MINISTER = "minister"
    OPPOSITION = "opposition"
    BACKBENCHER = "backbencher"
    COMMITTEE = "committee"
    WATCHDOG = "watchdog"
    POLICE = "police"
    JOURNALIST = "journalist"
    SPEAKER = "speaker"
    UNKNOWN = "unknown"


class Fidelity(StrEnum):
    """How near the stored text is to what was said or printed."""

    VERBATIM = "verbatim"
    UNCORRECTED = "uncorrected"
    PRECIS = "precis"


class Part(StrEnum):
    """What a passage is within its record."""

    QUESTION = "question"
    ANSWER = "answer"
    SPEECH = "speech"
    BODY = "body"
    SUMMARY = "summary"


class AnswerState(StrEnum):
    """How far the answer to a written question has come. Only ``ANSWERED`` and ``CORRECTED`` state a position."""

    UNANSWERED = "unanswered"
    HOLDING = "holding"
    WILL_WRITE = "will_write"
    REFERRAL = "referral"
    ANSWERED = "answered"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class DateKind(StrEnum):
    """Which of a record's dates is the one that is cited."""

    HAPPENED = "happened"
    PUBLISHED = "published"
    TABLED = "tabled"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of a record, each None where the record does not give it. ``cited`` names the one that is cited.

    ``corrected`` is the day on which the words were put right; the record keeps the day of what it corrects.
    """

    happened: date | None = None
    published: date | None = None
    tabled: date | None = None
    answered: date | None = None
    cited: DateKind = DateKind.HAPPENED
    corrected: date | None = None

    @property
    def day(self) -> date | None:
        """The day that is cited, or None where the record does not give it."""
        if self.cited is DateKind.HAPPENED:
            return self.happened
        if self.cited is DateKind.ANSWERED:
            return self.answered
        return self.tabled if self.cited is DateKind.TABLED else self.published


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a record names, with the office held that day as the record prints it.

    ``part_played`` says what they do in the record: "asking", "answering", "speaking", "author", "making".
    """

    name: str
    part_played: str
    office: str | None = None
    party: str | None = None
    constituency: str | None = None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a stretch of a passage gives, where that is not the passage's own speaker.

    A quotation in a news story belongs to the person quoted (``quoted`` true); "The National Audit Office said that
    ..." reports a body's words without quoting them (``quoted`` false).
    """

    start: int
    end: int
    speaker: str | None
    role: Role
    office: str | None = None
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """One contribution, paragraph, question or answer.

    ``speaker`` is None where the record does not name one; ``office`` is the office of that day, as printed.
    ``anchor`` is what follows ``#`` in the record's URL to reach this passage. ``quotable`` is False for text that
    the source clipped, and for the letter of a correction, which is of another day than the record: it may be
    searched, never quoted. ``turn`` numbers the contribution that the passage belongs
    to, for a speech that runs over several paragraphs; None where the record does not show where turns begin.
    ``person_id`` is TheyWorkForYou's number of who speaks.
    ``named_by_id`` says that the record gives only ``member_id`` of whoever speaks, and that name, party, seat and
    office stand here from Parliament's lists of Members: true only in what is read out, never in what is stored.
    ``role_by_post`` says the same of the role and the office: a post listed for the day of the record shows them.
    ``office_by_post`` says it of the office alone, where the record shows the role.
    ``by_parliament`` says that Parliament's own lists, and no other, gave what these three mark.
    ``superseded`` are the (start, end) of sentences that a correction held puts right: they too are worked out when
    the record is read, and are never quoted.
    """

    text: str
    part: Part = Part.BODY
    speaker: str | None = None
    office: str | None = None
    role: Role = Role.UNKNOWN
    party: str | None = None
    constituency: str | None = None
    member_id: int | None = None
    person_id: int | None = None
    anchor: str | None = None
    turn: int | None = None
    quotable: bool = True
    voices: tuple[Voice, ...] = ()
    named_by_id: bool = False
    role_by_post: bool = False
    office_by_post: bool = False
    by_parliament: bool = False
    superseded: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Whatever is cited as one, with its passages.

    ``record_id`` is built from the official identity (see ``briefs.records.identity``). ``source_id`` is the source's
    own id for it. ``asking_member_id`` and ``answering_member_id`` are Parliament's ids of the Members, held also
    where the source gives no name and so no ``Person``. ``url`` is the official page or None, never made up.
    ``reference`` is a printed number such as "HC 635" or "HCWS1200". ``origin`` and ``retrieved`` say where this copy
    came from and are not part of its content. ``notes`` are facts about the record that a brief must state, each a
    sentence. ``supersedes`` are, for a correction, the hashes of the sentences that other records of its House and
    day give wrongly (see ``briefs.store.superseded``).
    """

    record_id: str
    kind: Kind
    title: str
    passages: tuple[Passage, ...]
    dates: Dates = field(default_factory=Dates)
    house: House | None = None
    uin: str | None = None
    source_id: int | str | None = None
    volume: str | None = None
    reference: str | None = None
    publisher: str | None = None
    answering_body: str | None = None
    answering_body_id: int | None = None
    people: tuple[Person, ...] = ()
    asking_member_id: int | None = None
    answering_member_id: int | None = None
    state: AnswerState | None = None
    grouped_uins: tuple[str, ...] = ()
    named_day: bool = False
    declared_interest: bool = False
    date_for_answer: date | None = None
    url: str | None = None
    fidelity: Fidelity = Fidelity.VERBATIM
    licence: str | None = None
    citation_override: str | None = None
    notes: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    origin: str = ""
    retrieved: datetime | None = None

    @property
    def day(self) -> date | None:
        """The day by which the record is cited and filtered."""
        return self.dates.day

    def day_of(self, passage: Passage) -> date | None:
        """Return the day of a passage's words, None where it is not known: a question is tabled before it is answered.

        A written question that gives neither day has the one that is cited for both.
        """
        dates = self.dates
        if self.kind is not Kind.WRITTEN_QUESTION or not (dates.tabled or dates.answered):
            return self.day
        if passage.part is Part.QUESTION:
            return dates.tabled
        return dates.answered if passage.part is Part.ANSWER else self.day

    def day_for(self, passage: Passage) -> date | None:
        """Return the day by which a passage is filtered and sorted: that of its words, else the one that is cited."""
        return self.day_of(passage) or self.day

    @property
    def has_quotable_answer(self) -> bool:
        """Whether it holds an answer of which anything may be quoted."""
        return any(passage.part is Part.ANSWER and passage.quotable for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One place of a file that could not be read: the rest of the file was. ``times`` counts places summed up in it."""

    place: str
    reason: str
    times: int = 1
