"""A replayed service of the questions and statements of a module's ``catalogue``, and a library to sync into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.library import Library
from tests.replay.catalogue import Catalogue
from tests.replay.server import Replay


@pytest.fixture
def replay(catalogue: Catalogue) -> Iterator[Replay]:
    with Replay(catalogue.routes) as made:
        yield made


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened
