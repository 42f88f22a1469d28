"""What a person wants a brief or a background note on, as data: it is kept with it and travels between processes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefs.records.model import House


@dataclass(frozen=True, slots=True)
class BriefRequest:
    """A request and its length; ``also`` and ``without`` are names to search besides, and not to search.

    ``desk`` says that it is a written question for a background note, as things stood on ``day`` (None for today);
    ``house`` is the House that was named beside it; ``record`` is the id of the question that was chosen among several
    of one UIN, and ``choices`` are the ids among which a person has to choose.
    """

    request: str
    length: str = "normal"
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    desk: bool = False
    day: date | None = None
    house: House | None = None
    record: str = ""
    choices: tuple[str, ...] = ()
