"""Which record held stands in a column of the Official Report: "16 September 2003, Official Report, column 674W".

A column holds several questions, and a question may run over several columns: a record begins in the column that it
gives and ends at the latest where the next one begins. One is taken only where it alone covers what is cited and its
heading agrees with the one stated, else with the heading of the question that points.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from briefs.language.words import content_stems
from briefs.records.model import House, Kind, Record
from briefs.store.store import Store

# Columns over which an answer with its tables may run where nothing that is held shows where the next one begins.
_LONGEST = 3
_CITED = re.compile(r"(?P<lords>WA)?\s?(?P<first>\d{1,5})(?:\s?[-–]\s?(?P<last>\d{1,5}))?\s?(?P<letters>[A-Z]{0,2})")
_HELD = re.compile(r"c(?P<lords>WA)?(?P<number>\d{1,5})(?P<letters>[A-Z]{0,2})")
_KINDS = {"W": Kind.WRITTEN_QUESTION, "WA": Kind.WRITTEN_QUESTION, "WS": Kind.WRITTEN_STATEMENT}


@dataclass(frozen=True, slots=True)
class Placed:
    """A record held, with the column in which it begins and its letters ("W", "WA", "WS")."""

    record_id: str
    title: str
    column: int
    letters: str


ByColumn = Callable[[House, date, Kind], Sequence[Placed]]
"""Returns the records held of a House, day and kind that give the column in which they begin."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Finds records by their column; ``placed`` gives what is held of a day, ``whole`` the record of an id."""

    placed: ByColumn
    whole: Callable[[str], Record | None]

    def fitting(self, column: str, house: House, day: date, heading: str) -> list[Record]:
        """Return the records that a column of a day may mean, whose heading shares a word with the one stated."""
        cited = _CITED.fullmatch(column.upper().strip())
        letters = (cited["letters"] or cited["lords"] or "") if cited else ""
        stated = content_stems(heading)
        if cited is None or letters not in _KINDS or not stated:
            return []
        first = int(cited["first"])
        last = _last(first, cited["last"])
        near = _covering(self.placed(house, day, _KINDS[letters]), letters, first, last)
        found = [self.whole(each.record_id) for each in near if content_stems(each.title) & stated]
        return [record for record in found if record is not None]


def columns_of(store: Store) -> Columns:
    """Return what finds records by column in a store."""

    def placed(house: House, day: date, kind: Kind) -> list[Placed]:
        with store.held() as connection:
            rows = connection.execute(
                "SELECT record_id, title, json_extract(body, '$.reference') FROM records"
                " WHERE kind = ? AND house = ? AND day = ?",
                [kind.value, house.value, day.isoformat()],
            ).fetchall()
        found = []
        for record_id, title, reference in rows:
            if match := _HELD.fullmatch(reference or ""):
                letters = match["letters"] or match["lords"] or ""
                found.append(Placed(record_id, title, int(match["number"]), letters))
        return found

    return Columns(placed, lambda record_id: store.get_many([record_id]).get(record_id))


def _covering(placed: Sequence[Placed], letters: str, first: int, last: int) -> list[Placed]:
    """Return those that begin no later than the columns cited and end no sooner."""
    ours = [each for each in placed if each.letters == letters]
    starts = sorted({each.column for each in ours})
    covering = []
    for each in ours:
        following = next((start for start in starts if start > each.column), each.column + _LONGEST)
        if each.column <= last and first <= min(following, each.column + _LONGEST):
            covering.append(each)
    return covering


def _last(first: int, written: str | None) -> int:
    """Return the last column of a range, which may leave out the digits it shares: 1652-653, 216-17."""
    if written is None:
        return first
    whole = str(first)
    last = int(whole[: max(0, len(whole) - len(written))] + written)
    return last if last >= first else first
