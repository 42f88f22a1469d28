"""A brief, as data: what ``compose`` makes, ``verify`` checks and ``render`` prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from briefs.records.model import Fidelity, Kind, Role
from briefs.request.model import Query


@dataclass(frozen=True, slots=True)
class Item:
    """One quotation: ``text`` is exactly ``passage.text[start:end]`` of passage number ``passage`` of the record.

    ``speaker`` is a name or body that the record gives, None where it gives none; ``attribution`` is the line shown
    under the quotation; ``quoted`` is False where the words report a speaker rather than quote them. ``source`` is
    the number of the source in the brief. ``role_by_post`` says that the role is from the lists of Members,
    ``named_by_id`` that the name is.
    ``day`` is that of the words; where it is not known, ``undated`` says what is (see
    ``briefs.quotations.credit.undated``). ``government`` names the Government under which they were said where another
    holds office when the brief is made; ``passed`` is the last day of the time that the words name for what is to come,
    where that is over.
    """

    text: str
    record_id: str
    passage: int
    start: int
    end: int
    speaker: str | None
    role: Role
    attribution: str
    day: date | None
    fidelity: Fidelity
    source: int
    url: str | None
    quoted: bool = True
    role_by_post: bool = False
    named_by_id: bool = False
    undated: str = ""
    government: str = ""
    passed: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list of items; ``government`` says whose words they are where all are ministers' of one Government."""

    title: str
    items: tuple[Item, ...]
    government: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered source of the brief, with its citation in the field's form; one not ``cited`` was only found."""

    number: int
    record_id: str
    citation: str
    title: str
    kind: Kind
    day: date | None
    url: str | None
    fidelity: Fidelity
    notes: tuple[str, ...] = ()
    cited: bool = True


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of the timeline: an event, or the questions of a month (see ``briefs.topic.timeline``)."""

    day: date
    text: str
    source: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched: records held within the filters, those about the topic, and their oldest and newest days.

    ``by_year`` counts all records about the topic, ``questions_by_month`` the written questions among them ("2024-05").
    """

    records_searched: int
    records_matched: int
    oldest: date | None
    newest: date | None
    newest_held: date | None
    by_kind: dict[str, int] = field(default_factory=dict)
    by_year: dict[int, int] = field(default_factory=dict)
    questions_by_month: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief. ``notes`` say what it does not cover; ``suggestions`` are what to try instead.

    ``read_as`` are those of the notes that say how the request was read: they are shown before the quotations.
    """

    query: Query
    coverage: Coverage
    made: date
    sections: tuple[Section, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    read_as: tuple[str, ...] = ()
