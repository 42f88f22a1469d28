"""A data folder with the two invented records, made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefs.library import Library
from briefs.loading.load import load
from tests.bot.support import write_records


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder that tests may read and must not change."""
    folder = tmp_path_factory.mktemp("loaded")
    with Library.open(folder / "data") as library:
        load(library, [write_records(folder / "records")])
    return folder / "data"


@pytest.fixture
def own_data(loaded: Path, tmp_path: Path) -> Path:
    """Return a copy of that folder that a test may change."""
    return Path(shutil.copytree(loaded, tmp_path / "data"))
