"""The two Houses of Parliament."""

from __future__ import annotations

from enum import StrEnum


class House(StrEnum):
    """The House in which it happened."""

    COMMONS = "commons"
    LORDS = "lords"
