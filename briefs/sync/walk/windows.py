"""A walk in windows of days along several lanes: what was tabled, what was answered, what was corrected.

The cursor holds the last day each lane has come to, under ``through``, under ``round`` the day of a walk that is not
finished, and under ``gaps`` the single days that the service did not give. A new walk goes back over the last days
before that of the walk before it, for services publish late; a lane that had not come so far goes on where it was, so
that a walk of a little each night arrives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefs.errors import StoreError
from briefs.sync.base import Cursor
from briefs.sync.walk.day_ranges import within

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lane:
    """One of the dates by which a service finds its rows.

    ``parameter`` is the stem of its query parameters ("tabledWhen" for tabledWhenFrom and tabledWhenTo); ``fields`` are
    those of a row of which one must lie in the window; ``verb`` says in words what happened on that date.
    """

    name: str
    parameter: str
    fields: tuple[str, ...]
    verb: str


@dataclass(frozen=True, slots=True)
class Window:
    """The days from ``first`` to ``last``, both included, of one lane."""

    lane: Lane
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


class Walked:
    """How far each lane of a walk has come."""

    def __init__(self, lanes: Sequence[Lane], cursor: Cursor, since: date, today: date, overlap: int) -> None:
        """Take where the last walk stood; ``overlap`` is how many days a new one goes back.

        Raises StoreError where the cursor is not one of ours.
        """
        self.lanes, self.today = tuple(lanes), today
        self._most = 1
        self._through: dict[str, date] = {}
        try:
            held = cursor.get("through", {})
            round_day = cursor.get("round")
            resumed = round_day == today.isoformat()
            positions = {str(name): date.fromisoformat(str(day)) for name, day in _mapping(held).items()}
        except ValueError as error:
            raise StoreError(
                "The place where the last sync stood cannot be read: run sync once with an earlier --since, which"
                " starts again."
            ) from error
        by_name = {lane.name: lane for lane in self.lanes}
        self.gaps = [
            Window(by_name[name], day, day)
            for name, day in (_gap(key) for key in within(cursor, "gaps"))
            if name in by_name
        ]
        begin = since - _DAY
        for lane in lanes:
            through = positions.get(lane.name)
            if through is None:
                through = begin
            elif not resumed:
                # Never before what is asked for, and never past what was not walked.
                walked_on = date.fromisoformat(round_day) if isinstance(round_day, str) else through
                settled = min(through, walked_on - timedelta(days=overlap))
                through = max(settled, min(begin, through))
            self._through[lane.name] = min(through, today)
        self.expected = sum((today - through).days for through in self._through.values())

    @property
    def done(self) -> int:
        """How many days of all lanes are walked."""
        return self.expected - sum((self.today - through).days for through in self._through.values())

    def windows(self, size: int) -> Iterator[Window]:
        """Yield what is still to be walked, lane by lane, oldest first, in windows of at most ``size`` days.

        Whoever asks for the next window has finished this one, or had it made narrower. After a narrow one that was
        finished the next is twice as wide, up to ``size``.
        """
        self._most = size
        for lane in self.lanes:
            while (through := self._through[lane.name]) < self.today:
                days = self._most
                yield Window(lane, through + _DAY, min(through + timedelta(days=days), self.today))
                if self._through[lane.name] != through:
                    self._most = min(2 * self._most, size)
                elif self._most == days:
                    return

    def narrow(self, window: Window) -> bool:
        """Halve the next window, and return whether that could be done: a single day is the least."""
        self._most = max(1, window.days // 2)
        return window.days > 1

    def skip(self, window: Window) -> None:
        """Note that a single day was not given, and go on after it."""
        self.gaps.append(window)
        self.finish(window)

    def gap_windows(self) -> tuple[Window, ...]:
        """Return the days that earlier walks were not given."""
        return tuple(self.gaps)

    def fill(self, gap: Window) -> None:
        """Note that such a day was given after all."""
        self.gaps.remove(gap)

    def finish(self, window: Window) -> None:
        """Note that a window is walked."""
        self._through[window.lane.name] = window.last

    def cursor(self, *, complete: bool = False) -> Cursor:
        """Return where the walk stands, as plain values."""
        through = {name: day.isoformat() for name, day in self._through.items()}
        round_day = self.today.isoformat()
        cursor: dict[str, object] = {"through": through} if complete else {"through": through, "round": round_day}
        if self.gaps:
            cursor["gaps"] = {f"{gap.lane.name} {gap.first}": {} for gap in self.gaps}
        return cursor


def _gap(key: str) -> tuple[str, date]:
    name, _, day = key.partition(" ")
    return name, date.fromisoformat(day)


def _mapping(value: object) -> Mapping[object, object]:
    if not isinstance(value, Mapping):
        raise ValueError("no mapping")
    return value
