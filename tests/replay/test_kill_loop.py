"""A sync that is killed again and again ends with the same database as one that was left alone."""

from __future__ import annotations

import random
import subprocess
import time
from datetime import date
from pathlib import Path

import pytest

from briefs.library import Library
from briefs.store.store import Store
from tests.bot.support import command, environment, program
from tests.replay.catalogue import invented
from tests.replay.server import Replay
from tests.replay.syncing import held, write_sources


def kill_once(replay: Replay, folder: Path, sources: Path, dice: random.Random, most: int) -> bool:
    """Start a sync, kill it once it has asked some more, and return whether it was still at work."""
    before = len(replay.requests)
    wanted = before + dice.randint(1, most)
    process = subprocess.Popen(
        command("--db", folder, "sync", "written-questions", "written-statements", "--sources", sources),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
    )
    try:
        give_up = time.monotonic() + 60
        while process.poll() is None and len(replay.requests) < wanted and time.monotonic() < give_up:
            time.sleep(0.001)
        time.sleep(dice.random() * 0.02)
        at_work = process.poll() is None
    finally:
        process.kill()
        process.wait()
    return at_work


@pytest.mark.parametrize(
    ("kills", "questions", "most"),
    [
        pytest.param(6, 150, 25, id="6-kills"),
        pytest.param(50, 900, 30, id="50-kills", marks=pytest.mark.slow),
    ],
)
def test_killed_at_random_points_it_ends_as_if_it_had_been_left_alone(
    kills: int, questions: int, most: int, tmp_path: Path
) -> None:
    catalogue = invented(date.today(), questions, 12)
    dice = random.Random()  # other points each time
    with Replay(catalogue.routes) as replay:
        sources = write_sources(tmp_path / "sources.toml", replay.address)
        killed = tries = 0
        while killed < kills and tries < 2 * kills:
            killed += kill_once(replay, tmp_path / "killed", sources, dice, most)
            tries += 1
        for folder in ("killed", "left-alone"):
            names = ("written-questions", "written-statements")
            done = program("--db", tmp_path / folder, "sync", *names, "--sources", sources)
            assert done.returncode == 0, done.stderr + done.stdout
    assert killed == kills
    with Store.open(tmp_path / "killed") as one, Store.open(tmp_path / "left-alone") as other:
        assert len(held(one)) == questions + 12
        assert held(one) == held(other)
    with Library.open(tmp_path / "killed") as library:
        assert library.index.is_current()
        with library.store.held() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
