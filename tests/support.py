"""What several tests need: where the verbatim documents lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


def shared(*parts: str) -> Path:
    """Return a path in the folder of verbatim documents, or skip the test and say why."""
    root = Path(os.environ.get("PQBRIEF_SHARED") or PROJECT.parent / "shared")
    path = root.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the verbatim documents are not here: no {'/'.join(parts)} (set PQBRIEF_SHARED)")
    return path
