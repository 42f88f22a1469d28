"""The files of the index: its state, the lock under which one process writes, and tantivy's own folder."""

from __future__ import annotations

import json
import os
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import tantivy

from briefs.errors import IndexUnavailable
from briefs.index.folder import is_build, mark, mirror
from briefs.index.schema import PASSAGES, Layout
from briefs.records.model import Record
from briefs.store.lock_file import lock_file
from briefs.store.regular_files import read_regular

STATE, LOCK = "state.json", "lock.sqlite3"
_MOST_STATE = 10_000  # bytes
_LAST_SEQ = (1 << 63) - 1  # of SQLite's whole numbers
_MANY = 2_000
_SMALL_HEAP, _LARGE_HEAP = 15_000_000, 128_000_000  # bytes; the first is the least that tantivy takes
_MOST_THREADS = 4


@dataclass(frozen=True, slots=True)
class State:
    """What an index holds: the change ``seq`` of the store it has come to, in the folder named."""

    schema_version: int
    store_id: str
    folder: str
    seq: int


def read_state(root: Path, store_id: str, layout: Layout = PASSAGES) -> State | None:
    """Return the state, or None where there is none that fits this database and this version of the fields."""
    try:
        values = json.loads(read_regular(root / STATE, most=_MOST_STATE))
        state = State(**values)
        fits = (state.schema_version, state.store_id) == (layout.version, store_id)
        known = type(state.seq) is int and 0 <= state.seq <= _LAST_SEQ
        return state if fits and known and state.folder.isalnum() else None
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None


def write_state(root: Path, state: State) -> None:
    """Put the state in place in one step. Raises IndexUnavailable."""
    new = root / f"{STATE}.{uuid.uuid4().hex}"
    with readable("could not be written"):
        try:
            new.write_text(json.dumps(asdict(state)), "utf-8")
            os.replace(new, root / STATE)
        except BaseException:
            new.unlink(missing_ok=True)
            raise


@contextmanager
def readable(what: str) -> Iterator[None]:
    """Turn every failure of tantivy and of the file system, a panic included, into IndexUnavailable."""
    try:
        yield
    except BaseException as error:
        # A panic in Rust comes as an exception that is no Exception.
        if isinstance(error, (ValueError, OSError, sqlite3.Error)) or type(error).__name__ == "PanicException":
            raise IndexUnavailable(
                f"The index {what} ({str(error)[:120]}): "
                "delete the folders index/ and index_questions/ in the data folder and try again."
            ) from error
        raise


@contextmanager
def writing_lock(root: Path, wait: float) -> Iterator[bool]:
    """Hold the right to write the index; yields False where another process kept it for ``wait`` seconds.

    Raises IndexUnavailable where there can be no lock.
    """
    with ExitStack() as stack:
        try:
            held = stack.enter_context(lock_file(root / LOCK, wait))
        except (sqlite3.Error, OSError) as error:
            advice = "free some space" if "full" in str(error) else "check what is there and who can write to it"
            raise IndexUnavailable(f"The index folder {root} cannot be written ({error}): {advice}.") from error
        yield held


def open_folder(root: Path, name: str, layout: Layout = PASSAGES) -> tantivy.Index:
    """Return the index in a folder. Raises IndexUnavailable where it is missing or unsound."""
    with readable("cannot be opened"):
        if not is_build(root / name):
            raise OSError(f"{root / name} was not made by pqbrief")
        place = root / name if os.access(root / name, os.W_OK) else mirror(root / name)
        index = tantivy.Index.open(str(place))
        layout.register(index)
        index.config_reader("manual")  # the state says when there is something new; no thread need watch for it
        index.searcher()
        return index


def new_folder(root: Path, layout: Layout = PASSAGES) -> tuple[str, tantivy.Index]:
    """Return the name of a new folder and the empty index in it. Raises IndexUnavailable."""
    name = uuid.uuid4().hex
    with readable("cannot be made"):
        (root / name).mkdir()
        mark(root / name)
        index = tantivy.Index(layout.schema(), path=str(root / name))
        layout.register(index)
        return name, index


def put(
    index: tantivy.Index, records: Iterable[Record], expected: int, *, replacing: bool, layout: Layout = PASSAGES
) -> None:
    """Index records, in one commit; ``replacing`` takes out what was indexed of them. Raises IndexUnavailable."""
    many = expected > _MANY
    threads = min(os.cpu_count() or 1, _MOST_THREADS) if many else 1
    with readable("could not be written"):
        writer = index.writer(_LARGE_HEAP if many else _SMALL_HEAP, threads)
    for record in records:
        with readable("could not be written"):
            if replacing:
                writer.delete_documents_by_term("record_id", record.record_id)
            for document in layout.documents(record):
                writer.add_document(document)
    with readable("could not be written"):
        writer.commit()
        writer.wait_merging_threads()
