"""A data folder's own data in one file, taken while others write, and put back whole or not at all.

The file is a ZIP archive: ``records.sqlite3`` as it stood at one moment, the team's ``aliases.toml`` and
``sources.toml`` where there are any, and ``manifest.json`` with the version of the tables and the SHA-256 of each. The
indexes are not in it: they are rebuilt.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
import uuid
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefs.errors import PqbriefError, RefusedInput, StoreError
from briefs.library import OWN_ALIASES, Library
from briefs.loading.backup_checks import fault_of_records, fault_of_tables
from briefs.store.database import BUSY_SECONDS, plain_errors
from briefs.store.migrations import CURRENT, bring_up_to_date
from briefs.store.patience import told_if_slow
from briefs.store.store import FILE_NAME
from briefs.sync.sources_file import FILE_NAME as OWN_SOURCES
from briefs.sync.walk.cursors import sync_lock

_BIG = 5_000_000  # bytes of a backup that takes so long that it may be told
_MANIFEST = "manifest.json"
_FORM = 1
_SETTINGS = (OWN_ALIASES, OWN_SOURCES)
_MOST_MANIFEST, _MOST_SETTINGS = 100_000, 8_000_000
_CHUNK = 1 << 20
_LEVEL = 3  # of packing: twice as fast as the usual one, and a tenth larger
_NO_VALUE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
_NEWER = "{} was written by a newer version of pqbrief: upgrade pqbrief to restore it."
_DAMAGED = "{} is not a valid backup ({}): nothing was changed; use another copy."


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds: how many records, when it was taken, and its size in bytes."""

    records: int
    taken: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore brought: how many records, and the files that what was there before is kept in."""

    records: int
    kept: tuple[Path, ...]


def back_up(library: Library, target: Path) -> BackedUp:
    """Write a backup of a data folder to a new file that its owner alone may read.

    Syncs and loads may go on meanwhile. Raises PqbriefError where the file is there already or cannot be written.
    """
    if os.path.lexists(target):
        raise PqbriefError(f"{target} already exists, and a backup does not overwrite files: name a new file.")
    taken = datetime.now(UTC).replace(microsecond=0)
    try:
        with _private(target, ".part") as part, _private(target, ".sqlite3.part") as copy:
            with library.store.held() as connection:
                records = _copy(connection, copy)
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
                files = {FILE_NAME: copy, **{name: library.folder / name for name in _SETTINGS}}
                sums = {name: _pack(archive, name, path) for name, path in files.items() if path.is_file()}
                manifest = {"pqbrief_backup": _FORM, "schema": CURRENT, "taken": taken.isoformat(), "records": records}
                archive.writestr(_MANIFEST, json.dumps({**manifest, "files": sums}, indent=1))
            _put_in_place(part, target)
            return BackedUp(records, taken, target.stat().st_size)
    except OSError as error:
        raise PqbriefError(f"{target} cannot be written: {error.strerror or error}; name another file.") from error


def restore(library: Library, source: Path, *, replace: bool = False) -> Restored:
    """Put a backup in the place of what a data folder holds, and rebuild the indexes.

    The backup is checked whole before anything is changed. ``replace`` allows it where records are held; those are kept
    in a file beside the database. Raises RefusedInput for a damaged backup, StoreError where records are held, a
    sync is running or the database fails.
    """
    folder = library.folder
    big = source.is_file() and source.stat().st_size > _BIG
    slow = (
        told_if_slow(library.index.tell, f"Restoring {source}; then the indexes are built.") if big else nullcontext()
    )
    with sync_lock(folder), slow:
        kept = _replaced(library, source, replace=replace)
        library.index.rebuild()
        library.questions.rebuild()
        return Restored(library.store.status().records, kept)


def _replaced(library: Library, source: Path, *, replace: bool) -> tuple[Path, ...]:
    """Put a backup in the place of what is held, and return the files in which that is kept."""
    folder = library.folder
    with _private(folder / FILE_NAME, ".restored") as copy:
        settings = _checked(source, copy)
        if not library.store.is_empty() and not replace:
            raise StoreError(
                f"{folder} has records: restore into an empty data folder, or add --replace, which keeps what is"
                " there in another file."
            )
        _prepare(source, copy)
        kept = _keep(library, settings)
        _put_back(library, copy)
        for name, content in settings.items():
            with _private(folder / name, ".part") as part:
                part.write_bytes(content)
                os.replace(part, folder / name)  # and not what a link there leads to
        return kept


@contextmanager
def _private(beside: Path, suffix: str) -> Iterator[Path]:
    """Give the name of a new file of one's own beside another, which is removed at the end."""
    path = beside.with_name(f".{beside.name}.{uuid.uuid4().hex[:8]}{suffix}")
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield path
    finally:
        for each in (path, path.with_name(path.name + "-journal"), path.with_name(path.name + "-wal")):
            with suppress(OSError):
                each.unlink()


def _copy(connection: sqlite3.Connection, target: Path) -> int:
    """Copy a database as it stands at one moment, and return how many records are in it."""
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)  # all pages in one step: one moment of the database, while others write
        copy.execute("PRAGMA journal_mode = DELETE")
        return int(copy.execute("SELECT count(*) FROM records").fetchone()[0])


def _pack(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, object]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file, archive.open(name, "w", force_zip64=True) as packed:
        while piece := file.read(_CHUNK):
            digest.update(piece)
            size += len(piece)
            packed.write(piece)
    return {"sha256": digest.hexdigest(), "bytes": size}


def _put_in_place(part: Path, target: Path) -> None:
    """Give a file its name once it is on disk, unless something has taken the name. Raises OSError."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(target):
            raise FileExistsError(0, "it is there already") from None
        os.rename(part, target)


def _checked(source: Path, copy: Path) -> dict[str, bytes]:
    """Unpack a backup's database into ``copy``, and return the settings in it, all checked. Raises RefusedInput."""
    try:
        if not source.is_file():
            raise RefusedInput(f"There is no file {source}: name a file that pqbrief backup wrote.")
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(_read(archive, _MANIFEST, _MOST_MANIFEST))
            if manifest["pqbrief_backup"] != _FORM or int(manifest["schema"]) > CURRENT:
                raise RefusedInput(_NEWER.format(source))
            files: dict[str, Any] = manifest["files"]
            _unpack(archive, FILE_NAME, files[FILE_NAME], copy)
            settings = {name: _read(archive, name, _MOST_SETTINGS) for name in _SETTINGS if name in files}
            for name, content in settings.items():
                if hashlib.sha256(content).hexdigest() != files[name]["sha256"]:
                    raise ValueError(f"{name} is not what was written")
            return settings
    except RefusedInput:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, *_NO_VALUE) as error:
        raise RefusedInput(_DAMAGED.format(source, str(error)[:120])) from error
    except (NotImplementedError, RuntimeError, RecursionError) as error:
        raise RefusedInput(_DAMAGED.format(source, "it is packed as no backup is")) from error
    except OSError as error:
        raise RefusedInput(f"{source} cannot be read or unpacked: {error.strerror or error}.") from error


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise ValueError(f"{name} is too large")
    return content


def _unpack(archive: zipfile.ZipFile, name: str, expected: dict[str, Any], target: Path) -> None:
    digest, left = hashlib.sha256(), int(expected["bytes"])
    with archive.open(name) as file, target.open("wb") as copy:
        while piece := file.read(_CHUNK):
            digest.update(piece)
            left -= len(piece)
            if left < 0:
                break
            copy.write(piece)
    if left or digest.hexdigest() != expected["sha256"]:
        raise ValueError(f"{name} is not what was written")


def _prepare(source: Path, copy: Path) -> None:
    """See that the unpacked database is one of ours, and bring it up to date. Raises RefusedInput."""
    try:
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            kinds = {row[0] for row in connection.execute("SELECT DISTINCT type FROM sqlite_master")}
            if not kinds <= {"table", "index"}:
                raise RefusedInput(_DAMAGED.format(source, "its database has more than tables"))
            said = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
            if said != "ok":
                raise RefusedInput(_DAMAGED.format(source, said[:120]))
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if version > CURRENT:
                raise RefusedInput(_NEWER.format(source))
            if version < CURRENT:
                connection.execute("BEGIN IMMEDIATE")
                bring_up_to_date(connection)
            if fault := fault_of_tables(connection) or fault_of_records(connection):
                raise RefusedInput(_DAMAGED.format(source, fault))
            # An index made from what was here before must not be taken for one of what comes.
            connection.execute("UPDATE about SET value = ? WHERE name = 'store_id'", [uuid.uuid4().hex])
            connection.commit()
    except (sqlite3.Error, *_NO_VALUE) as error:
        raise RefusedInput(_DAMAGED.format(source, " ".join(str(error).split())[:120])) from error


def _keep(library: Library, settings: dict[str, bytes]) -> tuple[Path, ...]:
    """Copy what will be replaced to files beside it, and return their names."""
    kept: list[Path] = []
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")

    def aside(name: str) -> Path:
        path = library.folder / f"before-restore-{moment}-{name}"
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        kept.append(path)
        return path

    with plain_errors(library.store.path):
        if not library.store.is_empty():
            with library.store.held() as connection:
                _copy(connection, aside(FILE_NAME))
        for name, content in settings.items():
            own = library.folder / name
            if own.is_file() and own.read_bytes() != content:
                aside(name).write_bytes(own.read_bytes())
    return tuple(kept)


def _put_back(library: Library, copy: Path) -> None:
    """Write the copy over the database in one transaction: those who have it open see the one or the other."""
    give_up = time.monotonic() + BUSY_SECONDS

    def wait(_status: int, _left: int, _whole: int) -> None:
        if time.monotonic() > give_up:
            raise StoreError("Another process has been writing to the database for a minute: try again later.")

    with closing(sqlite3.connect(copy)) as source, library.store.held() as connection:
        source.backup(connection, progress=wait)
