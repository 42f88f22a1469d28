"""What the words of a request mean: a topic, the names it goes by, dates and filters."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from briefs.records import House, Kind


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write a concept. ``exact_case`` holds for acronyms: "MPS" is a force, "MPs" are Members."""

    text: str
    exact_case: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing the topic is about: what was typed, and every name it goes by (what was typed first).

    ``kind`` is "body", "person", "subject" (an acronym or synonym of the alias table) or "words" (plain words that no
    table knows).
    """

    typed: str
    names: tuple[Name, ...]
    kind: str = "words"


@dataclass(frozen=True, slots=True)
class Choice:
    """Two or more things that a typed name can mean: the records decide, or the person is asked."""

    typed: str
    meanings: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a brief. Empty means no limit. ``bodies`` hold every name (today's and former) of a body."""

    by: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    house: House | None = None
    party: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A request, understood; ``understood`` are its phrases that were read as dates or filters."""

    text: str
    topic: str
    concepts: tuple[Concept, ...] = ()
    filters: Filters = field(default_factory=Filters)
    choices: tuple[Choice, ...] = ()
    understood: tuple[str, ...] = ()
