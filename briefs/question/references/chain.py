"""What stands behind "I refer the hon. Member to …" and "pursuant to …": every step, followed to its end.

Each record is visited once, so a circle of referrals ends; a target that is not held is a step that says what to fetch.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from briefs.question.references.columns import Columns
from briefs.question.references.model import Pointer, PointerForm
from briefs.question.references.references import find_pointers
from briefs.question.references.resolution import Lookup, Resolution, Standpoint, Why, resolve
from briefs.records.model import House, Kind, Part, Record

# One record can name sixty questions and each of them sixty more; nobody reads further than this.
LONGEST = 80
# Within how many days an answer came whose day is not held.
_ANSWERED_BY = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One pointer of a chain: ``source`` is the id of the record that gives it, empty for the question in hand.

    ``depth`` is 1 for what the question in hand points at itself, 2 for what that points at, and so on. ``part`` says
    whether it stands in a question or an answer. ``again`` is true where its target is an earlier step's.
    """

    source: str
    part: Part
    depth: int
    resolution: Resolution
    again: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps nearest first, the records they reach in that order, and whether there were too many to follow."""

    steps: tuple[ChainStep, ...] = ()
    records: tuple[Record, ...] = ()
    cut: bool = False

    @property
    def missing(self) -> tuple[Resolution, ...]:
        """The pointers whose target is not held and can be fetched by its number."""
        return tuple(s.resolution for s in self.steps if s.resolution.why is Why.NOT_HELD)


def record_pointers(record: Record) -> Iterator[tuple[Part, int, Pointer, Standpoint]]:
    """Yield (part, passage, pointer, whence) for every pointer of a written question and its answer."""
    for number, passage in enumerate(record.passages):
        whence = standpoint(record, passage.part)
        if whence is not None:
            for pointer in find_pointers(passage.text, whence.day):
                yield passage.part, number, pointer, whence


def standpoint(record: Record, part: Part) -> Standpoint | None:
    """Return from where a record's question or answer points, None where it gives no day at all."""
    dates = record.dates
    if part is Part.ANSWER:
        day = dates.answered or (dates.tabled + _ANSWERED_BY if dates.tabled else None)
    else:
        day = dates.tabled or dates.answered
    if day is None:
        return None
    return Standpoint(day, record.house or House.COMMONS, record.record_id, record.uin or "", record.title)


def follow(
    text: str,
    lookup: Lookup,
    *,
    today: date,
    house: House | None = None,
    record: Record | None = None,
    columns: Columns | None = None,
) -> Chain:
    """Return the chain of a question: of its ``record`` with its answer where it is held, else of its ``text``.

    ``columns`` finds what is named by its column of the Official Report; without it such a pointer has no target.
    """
    if record is not None:
        return _walk(record, lookup, columns)
    whence = Standpoint(today, house or House.COMMONS)
    opening = [(Part.QUESTION, pointer, whence) for pointer in find_pointers(text, today)]
    return _walked(deque([("", 1, opening)]), set(), lookup, columns)


def _walk(record: Record, lookup: Lookup, columns: Columns | None) -> Chain:
    opening = [(part, pointer, whence) for part, _, pointer, whence in record_pointers(record)]
    return _walked(deque([("", 1, opening)]), {record.record_id}, lookup, columns)


def _walked(
    queue: deque[tuple[str, int, list[tuple[Part, Pointer, Standpoint]]]],
    visited: set[str],
    lookup: Lookup,
    columns: Columns | None,
) -> Chain:
    steps: list[ChainStep] = []
    records: list[Record] = []
    while queue:
        source, depth, pointers = queue.popleft()
        for part, pointer, whence in pointers:
            for resolution in resolve(pointer, whence, lookup, columns):
                if len(steps) == LONGEST:
                    return Chain(tuple(steps), tuple(records), cut=True)
                target = resolution.record
                again = target is not None and target.record_id in visited
                steps.append(ChainStep(source, part, depth, resolution, again))
                if target is None or again:
                    continue
                visited.add(target.record_id)
                records.append(target)
                if target.kind is Kind.WRITTEN_QUESTION:
                    further = [(p, found, whence) for p, _, found, whence in record_pointers(target)]
                    queue.append((target.record_id, depth + 1, further))
    return Chain(tuple(steps), tuple(records))


def repeated_from(record: Record) -> int | None:
    """Return the number of the first passage whose words are an earlier answer's, None where none is.

    "… which is reproduced below": what follows was said then, and belongs to that answer.
    """
    for part, number, pointer, _ in record_pointers(record):
        if part is Part.ANSWER and pointer.form is PointerForm.REPEATED:
            return number + 1 if number + 1 < len(record.passages) else None
    return None
