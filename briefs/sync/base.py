"""What a source is given and what it must offer.

A source knows an official service's addresses, parameters and paging, and nothing of the network or the store: it asks
a ``Fetcher`` for answers, gives them to the readers of ``briefs.readers``, and yields batches. After every batch the
engine stores the records and then the cursor, so a walk that is cut off anywhere goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from briefs.members.facts import Entry
from briefs.readers.common.base import SourceFile
from briefs.records.model import House, Record, Refusal
from briefs.sync.http.habits import Habits

Params = Mapping[str, str | int | bool | Sequence[str] | Sequence[int]]
Cursor = Mapping[str, object]
"""Where a walk stands: plain JSON values under names of the source's own choosing."""


class Media(StrEnum):
    """What an answer must be to be of use."""

    JSON = "json"
    XML = "xml"
    HTML = "html"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a team wants to hold of a source; empty means no limit.

    ``since`` and ``until`` are inclusive days. ``bodies`` are answering body ids, or organisation slugs on GOV.UK, as
    the source's own service names them; ``members`` are Parliament's ids; ``addresses`` are the feeds of a feed source.
    """

    since: date
    until: date | None = None
    house: House | None = None
    bodies: tuple[str, ...] = ()
    members: tuple[int, ...] = ()
    terms: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawReply:
    """One raw answer, kept in ``fetches``. ``fetched`` is in UTC; ``cached`` where it was held already.

    ``seconds`` is how long the service took, 0 for one that was held.
    """

    url: str
    status: int
    media_type: str
    body: bytes = field(repr=False)
    fetched: datetime
    cached: bool = False
    seconds: float = 0.0

    @property
    def file(self) -> SourceFile:
        """The answer as the readers of ``briefs.readers`` take it, under its address."""
        return SourceFile(self.url, self.body, self.fetched)


class Fetcher(Protocol):
    """Asks for answers, politely. Raises SourceUnavailable, ChangedFormat, NotFound and TimeIsUp."""

    habits: Habits
    """How the source is best asked, as learned so far."""

    def get(
        self,
        path: str,
        params: Params | None = None,
        *,
        media: Media = Media.JSON,
        fresh: bool = True,
        tries: int | None = None,
    ) -> RawReply:
        """Return the answer at ``path`` of the source's own address, or at a whole address of an allowed host.

        ``fresh`` False takes an answer that is held already, for what never changes once published. An answer that is
        not of the media asked for is retried and then refused. ``tries`` is how often to ask in all, where that is to
        be fewer times than the manners say.
        """
        ...

    def held(self, record_id: str) -> Record | None:
        """Return a record that is held, from wherever it came; None where it is not."""
        ...


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step of a walk brought: records to store, and the cursor from which the next step goes on.

    ``done`` and ``expected`` count in the source's own units (rows, days), ``expected`` None where nobody knows;
    ``warnings`` are sentences about what was noticed and mended, such as a filter that the service ignored. ``people``
    are entries of a list of Members, to be stored in the register before the cursor.
    """

    records: tuple[Record, ...]
    cursor: Cursor
    done: int = 0
    expected: int | None = None
    refused: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()
    people: tuple[Entry, ...] = ()


class OfficialSource(Protocol):
    """One official source. A module of briefs/sync/ offers a class of this shape."""

    name: str
    """What people type and the sources file calls it: "written-questions"."""
    title: str
    """What people read: "Written questions and answers"."""
    address: str
    """Where the service answers, without a slash at the end; the sources file may name another."""

    def plan(self, scope: Scope, cursor: Cursor, today: date) -> tuple[str, ...]:
        """Return what would be asked, a sentence a kind of request, without asking it."""
        ...

    def walk(self, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> Iterator[Batch]:
        """Yield batches until the source has nothing new; ``cursor`` is empty at the first walk ever.

        The cursor of the last batch is the one from which tomorrow's walk looks for what is new and what has changed.
        """
        ...
