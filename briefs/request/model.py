"""What the words of a request mean: a topic, the names it goes by, dates and filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from briefs.names.concepts import Choice, Concept, Name
from briefs.names.office_holders import Office, Tenure
from briefs.records.model import House, Kind, Role


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a brief. Empty means no limit. ``bodies`` hold every name (today's and former) of a body.

    ``by_person`` groups the names of ``by`` that are of one person, and ``body_names`` are the bodies by their names of
    today, both for display.
    ``since`` and ``until`` are inclusive days. ``party`` is a canonical name (see ``briefs.request.filter_values``).
    """

    by: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    house: House | None = None
    party: str | None = None
    since: date | None = None
    until: date | None = None
    by_person: tuple[tuple[str, ...], ...] = field(default=(), compare=False)
    body_names: tuple[str, ...] = field(default=(), compare=False)
    offices: tuple[Office, ...] = ()
    roles: tuple[Role, ...] = ()
    places: tuple[str, ...] = ()
    left_out: tuple[Concept, ...] = ()

    @property
    def office_names(self) -> tuple[str, ...]:
        """The names of the offices, as shown and as printed."""
        return tuple(dict.fromkeys(name for office in self.offices for name in office.names))

    @property
    def tenures(self) -> tuple[Tenure, ...]:
        """Who held the offices within the period, oldest first."""
        held = (tenure for office in self.offices for tenure in office.held)
        return tuple(tenure for tenure in held if tenure.meets(self.since, self.until))

    @property
    def persons(self) -> tuple[tuple[str, ...], ...]:
        """The names of ``by``, together where they are of one person or body."""
        known = {name for names in self.by_person for name in names}
        return (*self.by_person, *((name,) for name in self.by if name not in known))

    def hold(self, day: date | None) -> bool:
        """Whether a day is within ``since`` and ``until``; a day that is not known is in no range."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since or day) <= day <= (self.until or day)


@dataclass(frozen=True, slots=True)
class Query:
    """A request, understood; ``understood`` are its phrases that were read as dates or filters.

    ``corrected`` are the misspelt months in them, each with the month that it was read as.

    ``phrases`` are the runs of two or more words typed side by side in the topic, as typed: a record that has them
    side by side is likelier to be about the topic.

    ``compared`` are the sides of a comparison and ``either`` those of an "or": one concept stands for them all.
    ``first`` is the section asked for ("position"), ``order`` "newest" where the latest was asked for, ``length``
    short, normal or long where the request says so. ``strangers`` are the names of people whom no table knows, each
    with names near it. ``respelt`` are the words put right in the topic, each with what was typed before it;
    ``offered`` those that may be misspelt, each with what it may be.
    """

    text: str
    topic: str
    concepts: tuple[Concept, ...] = ()
    filters: Filters = field(default_factory=Filters)
    choices: tuple[Choice, ...] = ()
    understood: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    either: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    first: str = ""
    order: str = ""
    length: str = ""
    strangers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    respelt: tuple[tuple[str, str], ...] = ()
    offered: tuple[tuple[str, tuple[str, ...]], ...] = ()


def with_choice(query: Query, typed: str, meaning: Concept) -> Query:
    """Return the query with the choice that was typed so decided for one of its meanings.

    A topic choice becomes a concept, in the order of the typed words; a choice of a filter narrows that filter to the
    meaning's names. Raises ValueError where the query has no such choice or the choice no such meaning.
    """
    choice = next((each for each in query.choices if each.typed == typed and meaning in each.meanings), None)
    if choice is None:
        raise ValueError(f"no choice {typed!r} with that meaning")
    left = tuple(each for each in query.choices if each is not choice)
    if choice.place == "topic":
        concepts = sorted((*query.concepts, meaning), key=lambda concept: query.topic.find(concept.typed))
        return replace(query, concepts=tuple(concepts), choices=left)
    names = tuple(name.text for name in meaning.names)
    others = {name.text for each in choice.meanings for name in each.names}
    if choice.place == "by":
        kept = tuple(name for name in query.filters.by if name not in others)
        full = tuple(name.text for name in meaning.names if not name.exact_case)
        persons = tuple(names for names in query.filters.by_person if others.isdisjoint(names))
        filters = replace(query.filters, by=(*kept, *full), by_person=(*persons, full))
        return replace(query, filters=filters, choices=left)
    kept = tuple(name for name in query.filters.bodies if name not in others)
    shown = tuple(name for name in query.filters.body_names if name not in others)
    filters = replace(query.filters, bodies=(*kept, *names), body_names=(*shown, names[0]))
    return replace(query, filters=filters, choices=left)


def not_left_out(query: Query, without: Sequence[str]) -> list[str]:
    """Return a sentence for each name that was to be left out and is searched all the same, or was not searched."""
    typed = {concept.names[0].text.casefold() for concept in query.concepts if concept.names}
    searched = {name.text.casefold() for concept in query.concepts for name in concept.names}
    said = []
    for name in without:
        if name.casefold() in typed:
            said.append(f"“{name}” is what was asked for, so it is searched all the same.")
        elif name.casefold() not in searched:
            said.append(f"“{name}” is no name searched for this topic, so nothing was left out for it.")
    return said


def with_names(query: Query, *, also: Sequence[str] = (), without: Sequence[str] = ()) -> Query:
    """Return the query with other names searched: ``also`` for its first concept, ``without`` for none.

    What was typed is searched in any case, and no name twice. Case does not matter.
    """
    if not also and not without:
        return query
    left_out = {name.casefold() for name in without}
    concepts = []
    for number, concept in enumerate(query.concepts):
        kept = [name for name in concept.names[1:] if name.text.casefold() not in left_out]
        held = {name.text.casefold() for name in (*concept.names[:1], *kept)}
        added = {name.casefold(): Name(name) for name in reversed(also) if name.casefold() not in held}
        more = tuple(reversed(added.values())) if not number else ()
        concepts.append(replace(concept, names=(*concept.names[:1], *kept, *more)))
    return replace(query, concepts=tuple(concepts))
