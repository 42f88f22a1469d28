"""One source walked against a replay server by the real client, without the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from briefs.records.model import Record, Refusal
from briefs.store.store import Store
from briefs.sync.base import Cursor, OfficialSource, Scope
from briefs.sync.http.client import Client, Manners
from briefs.sync.http.fetches import Fetches
from tests.replay.server import Replay

QUICK = Manners(interval=0.0, timeout=1.0, attempts=2, first_wait=0.005, longest_wait=0.5, patience=0.0)


@dataclass
class Walked:
    """What a walk brought: the records by id, the last of each, and where it stands."""

    records: dict[str, Record] = field(default_factory=dict)
    cursor: Cursor = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    batches: int = 0
    given: int = 0


def walk(
    source: OfficialSource,
    replay: Replay,
    folder: Path,
    scope: Scope,
    today: date,
    *,
    cursor: Cursor | None = None,
    stop_after: int | None = None,
    also: Sequence[str] = (),
) -> Walked:
    """Walk a source until it has nothing new, or until ``stop_after`` batches as if it had been killed then."""
    done = Walked(cursor=dict(cursor or {}))
    with (
        Store.open(folder) as store,
        Client(
            source.name, source.title, replay.address, Fetches(store), also=(*also, *scope.addresses), manners=QUICK
        ) as client,
    ):
        for batch in islice(source.walk(client, scope, done.cursor, today), stop_after):
            done.batches += 1
            done.given += len(batch.records)
            done.records.update({record.record_id: record for record in batch.records})
            done.cursor = batch.cursor
            done.refused += batch.refused
            done.warnings += batch.warnings
    return done


def killed_walk(
    source: OfficialSource, replay: Replay, folder: Path, scope: Scope, today: date, every: int, rounds: int = 30
) -> Walked:
    """Walk a source that is cut off again and again, each time after ``every`` batches, and at last let it end.

    The records are those that came before it was let end: a walk that never comes further lacks some.
    """
    whole = Walked()
    for _ in range(rounds):
        part = walk(source, replay, folder, scope, today, cursor=whole.cursor, stop_after=every)
        whole.records.update(part.records)
        whole.cursor = part.cursor
        whole.refused += part.refused
        if not part.batches:
            break
    whole.cursor = walk(source, replay, folder, scope, today, cursor=whole.cursor).cursor or whole.cursor
    return whole
