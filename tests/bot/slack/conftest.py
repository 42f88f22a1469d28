"""A bot in each mode, started once for the tests that leave it as it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.slack.running import MODES, Bot, add_lamps, running_over_copy


@pytest.fixture(scope="session")
def lamp_data(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the records that the gestures are about; copy it, do not change it."""
    folder = tmp_path_factory.mktemp("slack") / "data"
    shutil.copytree(loaded, folder)
    return add_lamps(folder)


@pytest.fixture
def slack_data(lamp_data: Path, tmp_path: Path) -> Path:
    """Return a copy of that folder for a bot of one test."""
    return Path(shutil.copytree(lamp_data, tmp_path / "data"))


@pytest.fixture(scope="session", params=MODES)
def shared_bot(
    request: pytest.FixtureRequest, lamp_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bot]:
    """Run a bot for all tests of a mode."""
    with running_over_copy(lamp_data, tmp_path_factory.mktemp(request.param) / "data", request.param) as bot:
        yield bot


@pytest.fixture
def bot(shared_bot: Bot) -> Bot:
    """Return the bot of the mode with somebody new who asks; what Slack refused so far is forgotten."""
    shared_bot.slack.calls.clear()
    shared_bot.someone()
    return shared_bot
