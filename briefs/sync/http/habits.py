"""How a source is best asked, as measured: how many rows a page, and how far apart two requests.

A page that is not answered in time is asked for with fewer rows, and a service that says "too many requests" is asked
more slowly. Both ease again when the service answers well, and both are kept in the database for the next run.
"""

from __future__ import annotations

from dataclasses import dataclass

_LEAST_SHARE = 4  # the smallest page is a quarter of the largest: 100, 50, 25
_FEWEST = 10
_TRIES_OF_A_PAGE = 2
_SLOWEST, _SLOWED = 10.0, 1.0  # seconds between two requests: at most, and after a first "too many"
_EASED_AFTER, _EASED_BY = 100, 0.8  # answers in a row, and what the interval shrinks to then
_LATE, _EARLY = 0.8, 0.3  # of the time-out


@dataclass(slots=True)
class Habits:
    """What was learned of one source; ``take`` is None until a page had to be made smaller.

    ``least`` is the interval that the manners ask for and ``timeout`` how long an answer may take, in seconds.
    """

    least: float
    timeout: float
    take: int | None = None
    interval: float = 0.0
    _well: int = 0

    def __post_init__(self) -> None:
        """Begin no faster than the manners allow."""
        self.interval = max(self.interval, self.least)

    def size(self, most: int) -> int:
        """Return how many rows to ask for where a service allows ``most``."""
        return min(most, max(self.take or most, fewest(most)))

    def fewer(self, most: int) -> bool:
        """Ask for half as many rows from now on, and return whether that could be done."""
        now = self.size(most)
        self.take = max(now // 2, fewest(most))
        return self.take < now

    def paged(self, take: int, most: int, seconds: float) -> None:
        """Learn from a page of ``take`` rows that came in ``seconds``."""
        if seconds > _LATE * self.timeout:
            self.fewer(most)
        elif take < most and seconds < _EARLY * self.timeout:
            self.take = min(2 * take, most)
        if self.take == most:
            self.take = None

    def tries(self, rows: int, most: int) -> int | None:
        """Return how often a page is asked for before fewer rows are, None where there is no smaller page."""
        return _TRIES_OF_A_PAGE if rows > fewest(most) else None

    def too_many(self) -> None:
        """Learn that the service was asked too often."""
        self._well = 0
        self.interval = max(self.least, min(max(2 * self.interval, _SLOWED), _SLOWEST))

    def well(self) -> None:
        """Learn that an answer was of use."""
        self._well += 1
        if self._well >= _EASED_AFTER and self.interval > self.least:
            self._well = 0
            self.interval = max(self.least, _EASED_BY * self.interval)


def fewest(most: int) -> int:
    """Return the smallest page that is asked for where a service allows ``most`` rows."""
    return min(most, max(_FEWEST, most // _LEAST_SHARE))
