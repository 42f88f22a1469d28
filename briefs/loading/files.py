"""Files into the store: each read by the reader of its form, in one transaction, and reported on."""

from __future__ import annotations

import logging
import os
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefs.errors import RefusedInput
from briefs.loading.discovery import FoundPath, source_files
from briefs.loading.files_read import FileRead, FilesRead, hash_of_file
from briefs.members.register import Register
from briefs.members.store import Came
from briefs.readers.common.base import SourceFile, Stripped
from briefs.readers.parts import open_parts
from briefs.readers.precedence import to_keep
from briefs.readers.refusals import summed
from briefs.readers.sandbox import Done, FaultInside, Job, here, read_apart, shared
from briefs.records.model import Record, Refusal
from briefs.store.rows import Counts, prepare_all
from briefs.store.store import Store

if TYPE_CHECKING:
    from briefs.readers.reading import SourceRead  # with all the readers, which the process that reads has loaded

READ = "briefs.readers.reading:read_to_store"
_log = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file.

    ``form`` is what people call its form, empty where none was found. ``refused`` are the places that could not be
    read, one with an empty place being the file itself. ``left_out`` are the pieces that the reader left out of the
    records (share links, captions), each with its kind. ``members`` and ``offices`` count what a list of Members held.
    ``passed_over`` says why a file was not read at all, without that being a fault.
    """

    name: str
    form: str = ""
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()
    left_out: tuple[Stripped, ...] = ()
    passed_over: str = ""
    members: int = 0
    offices: int = 0

    @property
    def records(self) -> int:
        """How many records the file holds that could be read."""
        return self.added + self.updated + self.unchanged

    def plus(self, part: FileReport) -> FileReport:
        """Return the report on a file together with that on its next part."""
        return FileReport(
            self.name,
            part.form or self.form,
            self.added + part.added,
            self.updated + part.updated,
            self.unchanged + part.unchanged,
            summed((*self.refused, *part.refused)),
            (*self.left_out, *part.left_out),
            part.passed_over,
            self.members + part.members,
            self.offices + part.offices,
        )


@dataclass(frozen=True, slots=True)
class LoadState:
    """How far a load has come: bytes done of all bytes to read, and the records that they held."""

    of: int
    done: int = 0
    records: int = 0


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of all files of one load."""

    files: tuple[FileReport, ...] = ()

    @property
    def added(self) -> int:
        """How many records are new."""
        return sum(file.added for file in self.files)

    @property
    def updated(self) -> int:
        """How many records have a new version."""
        return sum(file.updated for file in self.files)

    @property
    def unchanged(self) -> int:
        """How many records were held already, just so."""
        return sum(file.unchanged for file in self.files)

    @property
    def refused(self) -> int:
        """How many files and places in files could not be read."""
        return sum(refusal.times for file in self.files for refusal in file.refused)


def load_paths(
    store: Store,
    paths: Sequence[Path],
    *,
    again: bool = False,
    on_file: Callable[[FileReport], None] = lambda report: None,
    on_part: Callable[[LoadState], None] = lambda progress: None,
    ours: bool = False,
) -> LoadReport:
    """Read files and folders into the store, and tell ``on_file`` of each file as it is done.

    A file whose very bytes the same readers have read before is not read another time, unless ``again`` says so: a load
    that was interrupted goes on where it stopped. The pieces left out are told to ``on_file`` alone: those of many
    files would fill the memory. Files that are not ``ours`` are read within limits of memory and time. What is wrong
    with one file stops no other. Raises StoreError where the database itself fails.
    """
    files = [(found, _size(found)) for found in source_files(paths)]
    known = FilesRead(store, again=again)
    reports: list[FileReport] = []
    progress = before = LoadState(of=sum(size for _, size in files))
    report: FileReport | None = None
    waiting: deque[_Piece] = deque()
    for done in shared().calls(_jobs(files, known, waiting, ours=ours)):
        piece = waiting.popleft()
        part = _stored_piece(store, known, piece, done)
        report = report.plus(part) if report else part
        progress = replace(before, done=before.done + piece.behind, records=before.records + report.records)
        on_part(progress)
        if piece.ends:
            on_file(report)
            reports.append(replace(report, left_out=()))
            before, report = progress, None
    return LoadReport(tuple(reports))


def _size(found: FoundPath) -> int:
    try:
        return 0 if found.passed_over or found.refused else os.stat(found.path).st_size
    except (OSError, ValueError):
        return 0  # what is wrong with it is said when it is opened


@dataclass(frozen=True, slots=True)
class _Piece:
    """A file or a part of one on its way to the store, with how many bytes of the file it brings behind us."""

    name: str
    behind: int
    ends: bool
    sha256: str = ""


def _jobs(
    files: Sequence[tuple[FoundPath, int]], known: FilesRead, waiting: deque[_Piece], *, ours: bool
) -> Iterator[Job | Done]:
    """Yield the call that reads each part of the files, or what is known of it without, each noted in ``waiting``."""
    for found, size in files:
        name = shown(found.path)
        for (part, behind), ends in _with_ends(_parts(found, name, size)):
            if isinstance(part, Done):
                waiting.append(_Piece(name, behind, ends))
                yield part
                continue
            sha256 = hash_of_file(part)
            waiting.append(_Piece(name, min(behind, size), ends, sha256))
            if (held := known.before(sha256)) is not None:
                yield Done(FileReport(name, held.form, unchanged=held.records))
            else:
                job = Job(READ, (part,), len(part.data))
                yield here(job) if ours else job


def _parts(found: FoundPath, name: str, size: int) -> Iterator[tuple[SourceFile | Done, int]]:
    """Yield the parts of a file, or why there is none, each with how many of its bytes lie behind it."""
    if found.passed_over:
        yield Done(FileReport(name, passed_over=found.passed_over)), size
        return
    try:
        if found.refused:
            raise RefusedInput(found.refused)
        yield from open_parts(found.path)
    except RefusedInput as error:
        yield Done(error=error), size


def _with_ends(items: Iterator[_T]) -> Iterator[tuple[_T, bool]]:
    """Yield each item with whether it is the last."""
    last = next(items)
    for item in items:
        yield last, False
        last = item
    yield last, True


def _stored_piece(store: Store, known: FilesRead, piece: _Piece, done: Done) -> FileReport:
    """Store what reading a part came to, and note that its very bytes were read."""
    if isinstance(done.value, FileReport):
        return done.value
    report = _stored(store, piece.name, done)
    if piece.sha256 and not (report.refused or report.passed_over or report.members):
        known.keep(piece.sha256, FileRead(report.form, report.records))
    return report


def load_source(
    store: Store,
    name: str,
    opened: Callable[[], SourceFile],
    *,
    linked: Callable[[Record], Record] | None = None,
) -> FileReport:
    """Read what ``opened`` gives into the store and report on it under ``name``.

    It is read in a process of its own within limits. ``opened`` may raise RefusedInput.
    ``linked`` is given a source's only record before it is stored. Raises StoreError where the database itself fails.
    """
    try:
        done = Done(read_apart(READ, opened()))
    except (RefusedInput, FaultInside) as error:
        done = Done(error=error)
    return _stored(store, name, done, linked)


def _stored(store: Store, name: str, done: Done, linked: Callable[[Record], Record] | None = None) -> FileReport:
    """Store what reading a source came to, and report on it."""
    try:
        read: SourceRead = done.get()
    except RefusedInput as error:
        return FileReport(name, refused=(Refusal(error.place, error.reason),))
    except FaultInside as fault:
        number = uuid.uuid4().hex[:8]
        _log.error("error %s while reading %s\n%s", number, name, fault)
        return FileReport(name, refused=(Refusal("", f"it could not be read (a fault in pqbrief, number {number})"),))
    if read.passed_over or read.refused is not None:
        return FileReport(name, read.form, refused=read.refusals, passed_over=read.passed_over)
    reading, prepared = read.reading, read.prepared
    if linked and len(prepared) == 1:
        linking, refused = prepare_all([linked(prepared[0].record)])
        prepared, reading = tuple(linking), replace(reading, refused=(*reading.refused, *refused))
    counts = store.add_prepared(prepared, to_keep) if prepared else Counts()
    came = Register(store).add(reading.people) if reading.people else Came()
    return FileReport(
        name,
        read.form,
        counts.added,
        counts.updated,
        counts.unchanged,
        reading.refused,
        reading.stripped,
        members=came.members,
        offices=came.offices,
    )


def shown(path: Path) -> str:
    """Return a path that can be printed: a name may hold control characters, or bytes that are no text."""
    text = str(path).encode("utf-8", "replace").decode()
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
