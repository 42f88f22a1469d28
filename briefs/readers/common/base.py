"""What every reader is given and what it must offer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol

from briefs.errors import RefusedInput
from briefs.members.facts import Entry
from briefs.readers.common.decoding import decode, decode_lines, peek
from briefs.records.model import Record, Refusal

HEAD_BYTES = 65_536


@dataclass(frozen=True)
class SourceFile:
    """The bytes of one file or answer, already unpacked from .gz, with the name it came under.

    ``name`` is the file's own name without folders, or the address. It is hostile: a reader may take a date from it
    only in a known form. ``lines_before`` counts the lines of the file that come before this part of it.
    """

    name: str
    data: bytes = field(repr=False)
    retrieved: datetime | None = None
    lines_before: int = 0

    @cached_property
    def head(self) -> str:
        """The first 65,536 bytes as text, characters that do not decode replaced: for ``detect`` alone."""
        return peek(self.data[:HEAD_BYTES])

    @cached_property
    def text(self) -> str:
        """The whole as text, line ends made ``\\n``. Raises RefusedInput where it is not text."""
        return decode(self.data)

    def lines(self) -> Iterator[tuple[int, str | RefusedInput]]:
        """Yield (line number in the file from 1, the line or why it cannot be read), blank lines left out."""
        return ((number + self.lines_before, line) for number, line in decode_lines(self.data))


class Reader(Protocol):
    """A reader of one form. A module in briefs/readers/ offers these two functions under these names."""

    def detect(self, source: SourceFile) -> bool:
        """Whether the source is of this form, by its content. Never raises."""
        ...

    def read(self, source: SourceFile) -> Reading:
        """Return the records. Raises RefusedInput where the whole source cannot be read."""
        ...


@dataclass(frozen=True, slots=True)
class Stripped:
    """Text that a reader left out of a record, and its kind, one of ``left_out.KINDS`` ("caption")."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a source: the records, what it left out of them, and what it had to refuse.

    ``people`` are the entries of a list of Members, for the sources that are such lists.
    """

    records: tuple[Record, ...]
    stripped: tuple[Stripped, ...] = ()
    refused: tuple[Refusal, ...] = ()
    people: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class PageReader:
    """A reader of pages whose text says what they are, saved as text or as HTML.

    ``read_text`` takes the page's text, its name and the bytes it came from, for its identity. It raises RefusedInput
    where the page holds none of the words it ought to.
    """

    looks_like: Callable[[str], bool]
    read_text: Callable[[str, str, bytes], Reading]

    def detect(self, source: SourceFile) -> bool:
        """Whether the source is such a page."""
        return self.looks_like(source.head)

    def read(self, source: SourceFile) -> Reading:
        """Return the records of the page. Raises RefusedInput where it holds none."""
        return self.read_text(source.text, source.name, source.data)
