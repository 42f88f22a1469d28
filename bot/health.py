"""What every check of ``pqbrief doctor`` is given, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings
    from briefs.library import Library


class Health(StrEnum):
    """How grave a finding is: only what is broken makes the exit status 1."""

    GOOD = "good"
    ADVICE = "advice"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: its subject in a word or two, and a sentence that says what to do where something can be."""

    subject: str
    health: Health
    sentence: str


@dataclass(frozen=True, slots=True)
class Checkup:
    """What checks are given: ``library`` is None where it cannot be opened, of which another check tells."""

    settings: Settings
    library: Library | None
    today: date
