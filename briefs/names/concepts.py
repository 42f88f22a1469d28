"""A thing that a typed name can mean, and every name it goes by."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write a concept. ``exact_case`` holds for acronyms: "MPS" is a force, "MPs" are Members.

    ``as_heading`` says that records print it as a heading ("hospitals parking"): searched, and counted where the others
    are listed.
    """

    text: str
    exact_case: bool = False
    as_heading: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing the topic is about: what was typed, and every name it goes by.

    The name that was typed comes first, spelt as the alias table spells it. ``kind`` is "body", "person", "subject"
    (an acronym or synonym of the alias table), "phrase" (words typed in quotation marks, to be found side by side) or
    "words" (one plain word that no table knows). ``key`` is the id of the alias entry and ``role`` its role (minister,
    police, watchdog, committee), both None for what the table does not know. ``not_in`` are longer names in which a
    name of this concept does not mean it: "the Met" within "the Met Office". ``related`` are names near it in meaning
    ("spending" for a budget): they help to rank, and never make a record one about the topic. ``everyday`` says that
    what was typed is how people say it, as wide as the official names beside it.
    """

    typed: str
    names: tuple[Name, ...]
    kind: str = "words"
    key: str | None = None
    role: str | None = None
    not_in: tuple[str, ...] = ()
    related: tuple[Name, ...] = ()
    everyday: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Two or more things that a typed name can mean: the records decide, or the person is asked.

    ``place`` says where it was typed: "topic", "by" or "from". Until it is decided, a topic choice is no concept of
    the query, and a filter holds the names of every meaning.
    """

    typed: str
    meanings: tuple[Concept, ...]
    place: str = "topic"
