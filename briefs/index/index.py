"""The search index: derived from the store, never the only place of anything.

It lies in the data folder as ``index/``: a lock, ``state.json`` (which database it was made from, how far along that
one's change log it has come, and the folder in use) and that folder, tantivy's own. It is built anew, in a new folder,
when it is missing, unsound, of another version of the fields or of another database; readers go over to the new
folder when ``state.json`` changes. The state is written after the commit: a crash between them indexes the last
changes again, which does no harm.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Self, TypeVar

import tantivy

from briefs.errors import IndexUnavailable
from briefs.index import files
from briefs.index.folder import claim, remove_builds
from briefs.index.query import Search, build
from briefs.index.schema import PASSAGES, Layout
from briefs.records.model import Kind, Record
from briefs.store.patience import Tell, silently, told_if_slow
from briefs.store.store import Store

__all__ = ["Hit", "Index", "Search"]

BRIEF_WAIT, BUILD_WAIT = 0.3, 60.0
_CHUNK = 500
_MANY = 2_000  # records whose index takes so long to build that it may be told
_COPY = "copy the data folder to a place where you can write, and name it with --db."

_log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: ``passage`` counts from 0 within the record, ``score`` compares within one search only."""

    record_id: str
    passage: int
    score: float


class Index:
    """The index of one data folder, open for searching. Threads may share it; processes take turns at writing."""

    layout: Layout = PASSAGES
    kinds: tuple[Kind, ...] = ()
    noun, of_what = "search index", "records"

    def __init__(self, root: Path, store: Store) -> None:
        """Take the folder of the index and the store it is made from; ``Index.open`` finds the one in a data folder."""
        self.root = root
        self._store = store
        self._mutex = threading.RLock()
        self._state: files.State | None = None
        self._index: tantivy.Index | None = None
        self.tell: Tell = silently

    @classmethod
    def open(cls, folder: Path, store: Store) -> Self:
        """Open the index of a data folder as it is; ``catch_up`` brings it in step. Raises IndexUnavailable."""
        root = folder / cls.layout.folder
        claim(root, writable=not store.only_read)
        return cls(root, store)

    def close(self) -> None:
        """Let go of the files."""
        with self._mutex:
            self._state = self._index = None

    def is_current(self) -> bool:
        """Whether every change of the store is in the index, and nothing that the store does not have."""
        self._refresh()  # before the store is asked, which can only have moved on since
        return self._state is not None and self._state.seq == self._store.last_seq()

    def catch_up(self, wait: float = BRIEF_WAIT) -> bool:
        """Bring the index in step with the store, waiting ``wait`` seconds for another process that writes it.

        Returns whether it is in step; where another process keeps it for longer, what is there can be searched. An
        index that must be built first is waited for a minute. Raises IndexUnavailable where it cannot be written.
        """
        with self._mutex:
            if self.is_current():
                return True
            if self._store.only_read:
                if self._index is None:
                    raise IndexUnavailable(f"{self.root} cannot be written: {_COPY}")
                return False
            claim(self.root)  # it may have been removed, or replaced by a link, since it was opened
            with files.writing_lock(self.root, max(wait, 0 if self._index else BUILD_WAIT)) as allowed:
                if allowed and not self.is_current() and not self._extended():
                    self._build()
                return allowed or self.is_current()

    def rebuild(self) -> None:
        """Build the index anew from the store. Raises IndexUnavailable where another process keeps writing it."""
        if self._store.only_read:
            raise IndexUnavailable(f"{self.root} cannot be written: {_COPY}")
        claim(self.root)
        with self._mutex, files.writing_lock(self.root, BUILD_WAIT) as allowed:
            if not allowed:
                raise IndexUnavailable("Another process is writing the index: try again when it has finished.")
            self._build()

    def search(self, spec: Search, limit: int) -> list[Hit]:
        """Return the best passages, best first; for a search without groups the newest first."""
        return self.look(lambda searcher: _hits(searcher, spec, limit)) if limit > 0 else []

    def count_records(self, spec: Search) -> set[str]:
        """Return the ids of all records with a passage that meets the search."""
        return self.look(lambda searcher: _record_ids(searcher, build(spec)))

    def look(self, look: Callable[[tantivy.Searcher], T]) -> T:
        """Search what is there; an index that is missing or proves unsound on the way is built first, once."""
        index = self._refresh()
        if index is not None:
            try:
                with files.readable("cannot be read"):
                    return look(index.searcher())
            except IndexUnavailable:
                _log.warning("the index is damaged and is being rebuilt", exc_info=True)
                self.rebuild()
        else:
            self.catch_up()
        index = self._refresh()
        if index is None:
            raise IndexUnavailable("Another process is building the index: try again in a minute.")
        with files.readable("cannot be read"):
            return look(index.searcher())

    def _refresh(self) -> tantivy.Index | None:
        """Go over to what ``state.json`` names now, and return it; an index that cannot be used counts as none."""
        with self._mutex:
            state = files.read_state(self.root, self._store.store_id(), self.layout)
            if state is None:
                self._state = self._index = None
            elif state != self._state:
                self._use(state)
            return self._index

    def _use(self, state: files.State) -> None:
        same_folder = self._state is not None and self._state.folder == state.folder
        try:
            if self._index is None or not same_folder:
                self._index = files.open_folder(self.root, state.folder, self.layout)
            with files.readable("cannot be read"):
                self._index.reload()
            self._state = state
        except IndexUnavailable:
            _log.warning("the index cannot be opened and will be rebuilt", exc_info=True)
            self._state = self._index = None

    def _extended(self) -> bool:
        """Index what changed since the last time. Returns False where the index must be built anew instead."""
        if self._state is None or self._index is None:
            return False
        changes = self._store.changes_since(self._state.seq)
        if not changes:  # the index is ahead: the database was put back from an older copy
            return False
        wanted = dict.fromkeys(change.record_id for change in changes)
        try:
            files.put(self._index, self._held(wanted), len(wanted), replacing=True, layout=self.layout)
        except IndexUnavailable:
            _log.warning("the index cannot be extended and is being rebuilt", exc_info=True)
            return False
        self._keep(replace(self._state, seq=changes[-1].seq))
        return True

    def _held(self, record_ids: dict[str, None]) -> Iterator[Record]:
        rest = iter(record_ids)
        while chunk := list(islice(rest, _CHUNK)):
            yield from self._store.get_many(chunk).values()

    def _build(self) -> None:
        store_id = self._store.store_id()  # another after a restore
        seq = self._store.last_seq()  # before the records: what changes meanwhile is indexed again by the next
        name, index = files.new_folder(self.root, self.layout)
        try:
            with self._told_if_many():
                files.put(index, self._store.all_records(), seq, replacing=False, layout=self.layout)
            self._keep(files.State(self.layout.version, store_id, name, seq))
        except BaseException:
            remove_builds(self.root, self._state.folder if self._state else None)
            raise
        remove_builds(self.root, name)

    def _told_if_many(self) -> AbstractContextManager[None]:
        """Say what is built, where there is so much that it takes a while."""
        number = self._store.coverage(self.kinds).records
        if number < _MANY:
            return nullcontext()
        return told_if_slow(self.tell, f"Building the {self.noun} of {number:,} {self.of_what}; this happens once.")

    def _keep(self, state: files.State) -> None:
        files.write_state(self.root, state)
        self._refresh()


def _hits(searcher: tantivy.Searcher, spec: Search, limit: int) -> list[Hit]:
    limit = min(limit, max(searcher.num_docs, 1))
    order = None if spec.groups else "day"
    found = searcher.search(build(spec), limit, count=False, order_by_field=order).hits
    hits = []
    for number, (score, address) in enumerate(found):
        document = searcher.doc(address)
        # Ordered by day, tantivy gives the day for a score: a falling number serves whoever sorts by it.
        value = float(score) if spec.groups else 1.0 / (1 + number)
        hits.append(Hit(document["record_id"][0], document["passage"][0], value))
    return sorted(hits, key=lambda hit: (-hit.score, hit.record_id, hit.passage))


def _record_ids(searcher: tantivy.Searcher, query: tantivy.Query) -> set[str]:
    everything = max(searcher.num_docs, 1)
    terms = {"terms": {"field": "record_id", "size": everything}}
    try:
        counted = searcher.aggregate(query, {"records": terms})
    except ValueError as error:
        if "bucket limit" not in str(error):  # tantivy tells apart 65,000 at most
            raise
        found = searcher.search(query, everything, count=False).hits
        return {searcher.doc(address)["record_id"][0] for _, address in found}
    return {bucket["key"] for bucket in counted["records"]["buckets"]}
