"""The lists of Members, asked: who is meant by a name, what an id was called on a day, and whose words a record gives.

A name found by the id that a record carries is the record's own; it is shown with the words that say whence it comes,
because the record itself does not print it. An office is never guessed from a name, and where no entry covers the day,
or two entries that disagree do, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from briefs.members.facts import Entry, Fact, FactKind, Listing
from briefs.members.on_day import ON_A_DAY, OnADay, on_a_day
from briefs.members.posts import POSTS, keys_without_role, with_posts
from briefs.members.store import (
    Came,
    counted,
    dated,
    edition,
    facts_of,
    ids_named,
    keys_ending,
    listings_of,
    posts_of,
    write_entries,
)
from briefs.names.aliases import fold
from briefs.names.office_holders import Office, Tenure
from briefs.names.parties import canonical_party
from briefs.names.people import Namesake, bare_name, is_called, without_seat
from briefs.records.model import House, Part, Passage, Record

_MOST_REMEMBERED = 20_000  # days of Members


class Held(Protocol):
    """What keeps the tables: the store."""

    def held(self) -> AbstractContextManager[Any]:
        """Give the connection, alone."""
        ...


@dataclass(frozen=True, slots=True)
class Member:
    """One Member with everything the lists say, oldest first."""

    listing: Listing
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class PartySpan:
    """The days, both included, for which a Member is listed in a party."""

    member_id: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Remembered:
    """What was read of one edition of the lists: each Member's entries, and what they come to for a day in a House."""

    edition: int
    entries: dict[int, tuple[Listing | None, list[Fact]]] = field(default_factory=dict)
    days: dict[tuple[int, date, House | None], OnADay] = field(default_factory=dict)

    def on(self, member_id: int, day: date, house: House | None) -> OnADay:
        """Return what the lists say of a Member for a day in a House; the entries are known to have been read."""
        key = member_id, day, house
        if key not in self.days:
            self.days[key] = on_a_day(*self.entries[member_id], day, house)
        return self.days[key]


class Register:
    """The lists of Members in one database."""

    def __init__(self, store: Held) -> None:
        """Take the store whose file holds the lists."""
        self._store = store
        self._remembered = _Remembered(-1)

    def add(self, entries: Sequence[Entry]) -> Came:
        """Store the entries of a list and return what they were. Raises StoreError."""
        if entries:
            with self._store.held() as connection:
                write_entries(connection, entries)
        return counted(entries)

    def members(self, name: str) -> tuple[Member, ...]:
        """Return the Members of an id, a full name, or a surname, by id; none where nobody is called so."""
        with self._store.held() as connection:
            if name.strip().isdecimal():
                ids: tuple[int, ...] = (int(name),) if len(name.strip()) < 10 else ()
            else:
                ids = self._ids(connection, name)
            listings, facts = listings_of(connection, ids), facts_of(connection, ids)
        return tuple(Member(listing, tuple(facts.get(i, ()))) for i, listing in sorted(listings.items()))

    def namesakes(self, typed: str, *, surname: bool = False) -> tuple[Namesake, ...]:
        """Return the Members of a full name (an id and a surname too where ``surname``), told apart by their seats."""
        if not surname and len(typed.split()) < 2:
            return ()
        bare, seat = without_seat(typed)
        with self._store.held() as connection:
            ids = ids_named(connection, fold(bare_name(bare)))
            if not ids and surname:
                ids = self._by_id_or_surname(connection, bare)
            if not ids:
                return ()
            listings = listings_of(connection, ids)
            facts = facts_of(connection, ids, (FactKind.SEAT, FactKind.NAME)) if len(ids) > 1 or seat else {}
            shared = {i: len(ids_named(connection, fold(bare_name(listings[i].display_as)))) > 1 for i in listings}
        found = [_namesake(listings[i], facts.get(i, []), shared[i]) for i in listings]
        return tuple(each for each in found if not seat or fold(seat) in map(fold, each.seats))

    def named(self, records: Iterable[Record]) -> list[Record]:
        """Return records with those who speak in them named where the record gives only Parliament's ids of them.

        Roles and offices of that day are added where the lists have a post and the record shows no role. The names,
        parties, seats and offices are those of the record's own day; what the record prints is left alone, and a
        passage so named is marked ``named_by_id``. All ids are looked up at once.
        """
        records = list(records)
        ids = {i for record in records for passage in record.passages if (i := _unnamed(record, passage))}
        if ids:
            remembered = self._read(ids)
            records = [_with_names(record, remembered) for record in records]
        return self._with_posts(records)

    def _with_posts(self, records: list[Record]) -> list[Record]:
        """Return records with the roles that posts of their days show, where the records show none."""
        keys = {key for record in records for key in keys_without_role(record)}
        if not keys:
            return records
        with self._store.held() as connection:
            posts = posts_of(connection, keys, (*POSTS, FactKind.PARTY))
        return [with_posts(record, posts) for record in records] if posts else records

    def _read(self, ids: set[int]) -> _Remembered:
        """Return what the lists say of these Members, and of others before: all is forgotten when a list comes."""
        with self._store.held() as connection:
            latest, remembered = edition(connection), self._remembered
            if remembered.edition != latest or len(remembered.days) > _MOST_REMEMBERED:
                self._remembered = remembered = _Remembered(latest)
            if missing := ids - remembered.entries.keys():
                facts, listings = facts_of(connection, missing, ON_A_DAY), listings_of(connection, missing)
                remembered.entries.update((i, (listings.get(i), facts.get(i, []))) for i in missing)
            return remembered

    def on(self, member_id: int, day: date, house: House | None) -> OnADay:
        """Return how a Member was called on a day, with party, seat and office. Raises StoreError."""
        return self._read({member_id}).on(member_id, day, house)

    def in_party(self, party: str, since: date | None = None, until: date | None = None) -> tuple[PartySpan, ...]:
        """Return the days on which Members were listed in a party, by its canonical name, within a period."""
        with self._store.held() as connection:
            entries = dated(connection, FactKind.PARTY)
        spans: dict[PartySpan, None] = {}
        for member_id, fact in entries:
            last = fact.end or fact.seen
            if fact.start is None or last is None or canonical_party(fact.value) != party:
                continue
            first, last = max(fact.start, since or fact.start), min(last, until or last)
            if first <= last:
                spans[PartySpan(member_id, first, last)] = None
        return tuple(spans)

    def in_office(self, office: Office) -> tuple[Tenure, ...]:
        """Return who is listed as having held an office of the Government or Opposition, oldest first."""
        with self._store.held() as connection:
            kinds = (FactKind.GOVERNMENT, FactKind.OPPOSITION)
            entries = [each for kind in kinds for each in dated(connection, kind) if office.is_meant_by(each[1].value)]
            names = listings_of(connection, {member_id for member_id, _ in entries})
        tenures = {
            Tenure(names[member_id].display_as, fact.start, last): None
            for member_id, fact in entries
            if member_id in names and fact.start is not None and (last := fact.end or fact.seen) is not None
        }
        return tuple(sorted(tenures, key=lambda tenure: (tenure.first, tenure.name)))

    def _ids(self, connection: Any, name: str) -> tuple[int, ...]:
        return ids_named(connection, fold(bare_name(name))) or self._by_id_or_surname(connection, name)

    @staticmethod
    def _by_id_or_surname(connection: Any, typed: str) -> tuple[int, ...]:
        """Return the ids that a number or a surname with a capital stands for."""
        typed = bare_name(typed)
        if typed.isdecimal():
            return (int(typed),) if len(typed) < 10 and listings_of(connection, [int(typed)]) else ()
        if not typed[:1].isupper() or len(typed.split()) != 1:
            return ()
        ids = keys_ending(connection, fold(typed))
        listings, names = listings_of(connection, ids), facts_of(connection, ids, (FactKind.NAME,))
        called = {i: (listings[i].display_as, *(fact.value for fact in names.get(i, ()))) for i in listings}
        return tuple(i for i in ids if any(is_called(name, typed) for name in called.get(i, ())))


def _unnamed(record: Record, passage: Passage) -> int | None:
    """Return the id of who speaks in a passage where the record gives nothing else of them."""
    if passage.speaker or passage.office or passage.voices:
        return None
    if passage.member_id is not None:
        return passage.member_id
    part = {Part.QUESTION: record.asking_member_id, Part.ANSWER: record.answering_member_id}
    return part.get(passage.part)


def _with_names(record: Record, remembered: _Remembered) -> Record:
    passages: list[Passage] = []
    for passage in record.passages:
        member_id, day = _unnamed(record, passage), record.day_for(passage)
        if not member_id or day is None:
            passages.append(passage)
        else:
            passages.append(_as(passage, member_id, remembered.on(member_id, day, record.house)))
    return replace(record, passages=tuple(passages))


def _as(passage: Passage, member_id: int, who: OnADay) -> Passage:
    if who.name is None:
        return passage
    return replace(
        passage,
        speaker=who.name,
        party=passage.party or who.party,
        constituency=passage.constituency or who.seat,
        office=who.office if passage.part is Part.ANSWER else None,
        member_id=member_id,
        named_by_id=True,
        by_parliament=who.by_parliament,
    )


def _namesake(listing: Listing, facts: Sequence[Fact], shared: bool) -> Namesake:
    """Return one Member under a name; who shares it with another is told apart by seat, or by id."""
    seats = tuple(dict.fromkeys(fact.value for fact in facts if fact.kind is FactKind.SEAT))
    seats = (*seats, str(listing.member_id))
    names = tuple(dict.fromkeys((listing.display_as, *(f.value for f in facts if f.kind is FactKind.NAME))))
    label = f"{listing.display_as} ({seats[-2] if len(seats) > 1 else seats[0]})" if shared else listing.display_as
    return Namesake(listing.member_id, label, (label,) if shared else names, seats)
