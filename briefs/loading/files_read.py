"""Which files were read before, so that a load of a great many that was interrupted goes on where it stopped.

A file is known by the hash of its bytes, not by its name. What this version of the readers has not read is read again:
they may have learnt to read it better.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from briefs.store.database import transaction

if TYPE_CHECKING:
    from briefs.readers.common.base import SourceFile
    from briefs.store.store import Store


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file held: its form, and how many records."""

    form: str
    records: int


class FilesRead:
    """The files that were read into a store. With ``again`` none is taken for known."""

    def __init__(self, store: Store, *, again: bool = False) -> None:
        """Take the store that the files are read into."""
        self._store = store
        self._again = again

    def before(self, sha256: str) -> FileRead | None:
        """Return what the file of this hash held when it was read before, None where it was not."""
        if self._again:
            return None
        with self._store.held() as connection:
            row = connection.execute(
                "SELECT form, records FROM files_read WHERE sha256 = ? AND readers = ?", (sha256, readers())
            ).fetchone()
        return FileRead(*row) if row else None

    def keep(self, sha256: str, held: FileRead) -> None:
        """Note that the file of this hash was read without fault."""
        with self._store.held() as connection, transaction(connection):
            connection.execute(
                "INSERT OR REPLACE INTO files_read VALUES (?, ?, ?, ?)",
                (sha256, readers(), held.form, held.records),
            )


def hash_of_file(source: SourceFile) -> str:
    """Return the hash of what a file holds; its name counts too, since a reader may take a day from it."""
    return hashlib.sha256(source.name.encode("utf-8", "replace") + b"\0" + source.data).hexdigest()


@lru_cache(maxsize=1)
def readers() -> str:
    """Return a hash of the program that reads files: of every module of this package."""
    found = hashlib.sha256()
    folders: list[Traversable] = [resources.files("briefs")]
    while folders:
        for entry in sorted(folders.pop().iterdir(), key=lambda entry: entry.name):
            if entry.is_dir():
                folders.append(entry)
            elif entry.name.endswith(".py"):
                found.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return found.hexdigest()
