"""Written questions whose answer is held clipped, and the whole of each from the service.

Lists clip answers and files made from lists hold them so; the sync asks for the whole of some of them in every run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefs.errors import ChangedFormat, NotFound, RefusedInput, ServerFault
from briefs.records.model import Kind, Record
from briefs.store.store import Store
from briefs.sync.base import Fetcher
from briefs.sync.http.validation import json_of
from briefs.sync.walk.listing import PaperForm, value_of

SOURCE = "written-questions"
A_RUN = 2_000
"""How many are asked for in one run: some twelve minutes at the usual pace."""

_WHERE = (
    f"FROM records WHERE kind = '{Kind.WRITTEN_QUESTION.value}' AND quotable_answer = 0 AND passages > 1"
    " AND state IN ('answered', 'corrected')"
)


@dataclass(frozen=True, slots=True)
class Outstanding:
    """How many answers are held clipped, and the earliest day of one."""

    number: int
    oldest: date | None

    @property
    def runs(self) -> int:
        """How many runs of the sync it takes to have them all."""
        return -(-self.number // A_RUN)


def outstanding(store: Store) -> Outstanding:
    """Return how many answers are held clipped."""
    with store.held() as connection:
        number, day = connection.execute(f"SELECT count(*), min(day) {_WHERE}").fetchone()
    return Outstanding(number, date.fromisoformat(day) if day else None)


def clipped_ids(store: Store) -> list[str]:
    """Return the ids of some questions whose answer is held clipped, others each time."""
    with store.held() as connection:
        rows = connection.execute(
            f"SELECT record_id {_WHERE} ORDER BY random() LIMIT ?",
            [A_RUN],
        ).fetchall()
    return [row[0] for row in rows]


def whole(form: PaperForm, fetch: Fetcher, store: Store, ids: list[str]) -> Iterator[Record]:
    """Yield the whole of each question that is still held clipped; one that cannot be had stays as it is.

    Raises what the fetcher raises where the service itself is ill.
    """
    for record_id in ids:
        held = store.get_many([record_id]).get(record_id)
        if held is None or held.has_quotable_answer:
            continue
        _, _, tabled, uin = record_id.split("/")
        try:
            answer = fetch.get(f"{form.path}/{tabled}/{uin}", {"expandMember": True, "sessionStatus": "Any"})
            found = json_of(form.title, answer)
            record = form.record_of(value_of(form, found if isinstance(found, dict) else {}), answer.file)
        except (NotFound, RefusedInput, ServerFault, ChangedFormat):
            continue
        if record.record_id == record_id:
            yield record
