"""The store and the index of one data folder, opened together: what every door holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

import tantivy

from briefs.index.index import BRIEF_WAIT, Hit, Index, Search
from briefs.members.register import PartySpan, Register
from briefs.names.alias_file import load_aliases
from briefs.names.aliases import Aliases, suggest
from briefs.names.people import People
from briefs.records.model import House, Kind, Record
from briefs.store.private_files import default_folder
from briefs.store.store import Holdings, Store
from briefs.store.superseded import marked

if TYPE_CHECKING:
    from briefs.index.questions import QuestionIndex

OWN_ALIASES = "aliases.toml"
CACHE = "cache"
MOST_COUNTED = 200  # sets of filters whose counts are remembered


T = TypeVar("T")


class Library:
    """The records of one data folder and the index over them. Threads may share it."""

    def __init__(self, store: Store, index: Index, folder: Path) -> None:
        """Take a store and the index made from it; ``Library.open`` opens both."""
        self.store = store
        self.index = index
        self.folder = folder
        self.register = Register(store)
        self._people: tuple[int, People] | None = None
        self._counted: tuple[int, dict[tuple[object, ...], Holdings]] = (-1, {})

    @cached_property
    def aliases(self) -> Aliases:
        """The names of the field: the shipped table with the user's own file ``aliases.toml`` of this folder on top.

        Raises RefusedInput where that file cannot be used.
        """
        return load_aliases(self.folder / OWN_ALIASES, self.folder / CACHE)

    @cached_property
    def questions(self) -> QuestionIndex:
        """The index of the written questions, which the first search brings in step. Raises IndexUnavailable."""
        from briefs.index.questions import QuestionIndex  # noqa: PLC0415 - the question desk alone needs it

        questions = QuestionIndex.open(self.folder, self.store)
        questions.tell = self.index.tell
        return questions

    @property
    def people(self) -> People:
        """Everybody who speaks in a record, bodies left out; read again when records have come."""
        latest = self.store.last_seq()
        if self._people is None or self._people[0] != latest:
            names = [name for name in self.store.speakers() if name[:1].isupper() and not self.aliases.meanings(name)]
            self._people = latest, People(names, self.register)
        return self._people[1]

    def suggest(self, topic: str) -> tuple[str, ...]:
        """Return names of the field, or of people held, that a topic may be a misspelling of."""
        return suggest(topic, (*self.aliases.vocabulary(), *self.people.names))

    @classmethod
    def open(cls, folder: Path | None = None) -> Self:
        """Open a data folder, by default the user's own, which is made where it is not there.

        Raises StoreError and IndexUnavailable.
        """
        folder = default_folder() if folder is None else folder
        store = Store.open(folder)
        try:
            return cls(store, Index.open(folder, store), folder)
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        """Let go of the files."""
        self.index.close()
        self.store.close()

    def __enter__(self) -> Self:
        """Return the library itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the library."""
        self.close()

    def records(self, record_ids: Iterable[str]) -> dict[str, Record]:
        """Return the records held of those asked for, with the Members named whom they give by Parliament's id alone.

        What is stored is not changed by it: ``store.get_many`` gives the records as they are.
        """
        held = self.store.get_many(record_ids)
        return dict(zip(held, self.as_read(held.values()), strict=True))

    def as_read(self, records: Iterable[Record]) -> list[Record]:
        """Return stored records as they are quoted from: Members named by the lists, superseded sentences marked."""
        return marked(self.store, self.register.named(records))

    def holdings(
        self,
        kinds: tuple[Kind, ...] = (),
        house: House | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Holdings:
        """Return what is held within filters, as ``store.coverage`` does; counted again when records have come."""
        latest, within = self.store.last_seq(), (kinds, house, since, until)
        if self._counted[0] != latest or len(self._counted[1]) >= MOST_COUNTED:
            self._counted = latest, {}
        counted = self._counted[1]
        if within not in counted:
            counted[within] = self.store.coverage(kinds=kinds, house=house, since=since, until=until)
        return counted[within]

    def search(self, spec: Search, limit: int) -> list[Hit]:
        """Return the best passages for a search, over everything stored so far."""
        self.index.catch_up(BRIEF_WAIT)
        return self.index.search(self._with_ids(spec), limit)

    def look(self, ask: Callable[[tantivy.Searcher], T]) -> T:
        """Return what a function finds in the index, over everything stored so far."""
        self.index.catch_up(BRIEF_WAIT)
        return self.index.look(ask)

    def count_records(self, spec: Search) -> set[str]:
        """Return the ids of all records with a passage that meets a search."""
        self.index.catch_up(BRIEF_WAIT)
        return self.index.count_records(self._with_ids(spec))

    def _with_ids(self, spec: Search) -> Search:
        """Return a search that also finds people and parties where a record carries nothing but Parliament's ids."""
        if not spec.by and spec.party is None:
            return spec
        holders = tuple(
            PartySpan(i, tenure.first, tenure.last) for tenure in spec.tenures for i in self.people.ids_of(tenure.name)
        )
        members = tuple(dict.fromkeys(i for name in spec.by for i in self.people.ids_of(name)))
        spans = self.register.in_party(spec.party, spec.since, spec.until) if spec.party else ()
        return replace(spec, members=members, party_members=spans, holders=holders)
