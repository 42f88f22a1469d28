"""The time that a sync goes by: one place, so that a test can let hours pass in a moment."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class SystemClock:
    """The machine's own clock. Another one of this shape may be given wherever a sync waits or measures."""

    def monotonic(self) -> float:
        """Return seconds that only ever grow."""
        return time.monotonic()

    def now(self) -> datetime:
        """Return the present moment in UTC, without fractions of a second."""
        return datetime.now(UTC).replace(microsecond=0)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


REAL = SystemClock()
