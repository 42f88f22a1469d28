"""The processes that make briefs, with jobs that hang, die and fail."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.slack.workers.pool import Makers
from briefs.errors import PqbriefError, QueryError
from tests.bot.slack.workers import jobs
from tests.bot.support import environment

SECONDS = 4.0
STOPPED = "took longer than 4 seconds and was stopped"


@contextmanager
def making(folder: Path, workers: int, seconds: float = SECONDS) -> Iterator[Makers]:
    """Have makers running over a data folder."""
    makers = Makers(folder, workers, seconds)
    try:
        makers.start()
        yield makers
    finally:
        makers.stop()


def wait_until(true: Callable[[], object], seconds: float = 30) -> None:
    """Wait until something is true."""
    last = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < last, "it did not come true"
        time.sleep(0.02)


def is_running(process: int) -> bool:
    """Whether a process is there and is no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc")


@pytest.mark.parametrize("asking", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_two_jobs_that_hang_are_stopped_and_everybody_else_is_answered(lamp_data: Path, asking: int) -> None:
    with making(lamp_data, 2) as makers, ThreadPoolExecutor(asking + 2) as people:
        hanging = [people.submit(makers.run, jobs.hold) for _ in range(2)]
        others = [people.submit(makers.run, jobs.held) for _ in range(asking)]
        assert len({other.result(60) for other in others}) == 1
        for each in hanging:
            with pytest.raises(PqbriefError, match=STOPPED):
                each.result(60)
        assert makers.run(jobs.held)  # the processes were replaced


def test_while_a_job_takes_long_another_process_helps_out(lamp_data: Path) -> None:
    with making(lamp_data, 1, seconds=600) as makers, ThreadPoolExecutor(2) as people:
        hanging = people.submit(makers.run, jobs.hold)
        assert people.submit(makers.run, jobs.held).result(60)
        assert hanging.running()
        makers.stop()


@pytest.mark.parametrize(
    ("times", "told"),
    [pytest.param(0, "", id="none"), pytest.param(1, "", id="once"), pytest.param(9, "tried twice", id="always")],
)
def test_a_job_whose_process_dies_is_done_once_more(lamp_data: Path, tmp_path: Path, times: int, told: str) -> None:
    mark = tmp_path / "mark"
    with making(lamp_data, 1) as makers:
        if told:
            with pytest.raises(PqbriefError, match=told):
                makers.run(jobs.die, mark, times)
            assert mark.read_text() == "xx"
        else:
            assert makers.run(jobs.die, mark, times) == "answered"
        assert makers.run(jobs.held)


def test_a_job_that_dies_harms_no_other_that_was_begun(lamp_data: Path, tmp_path: Path) -> None:
    with making(lamp_data, 2, seconds=600) as makers, ThreadPoolExecutor(2) as people:
        other = people.submit(makers.run, jobs.slowly, 1.0, tmp_path / "begun")
        people.submit(makers.run, jobs.die, tmp_path / "mark", 1).result(60)
        other.result(60)
    assert (tmp_path / "begun").read_text() == "x"  # once only


def test_what_a_job_raises_is_raised(lamp_data: Path) -> None:
    with making(lamp_data, 1) as makers:
        with pytest.raises(QueryError, match="something else") as refused:
            makers.run(jobs.refuse)
        assert "jobs.py" in "".join(refused.value.__notes__)
        with pytest.raises(RuntimeError, match="cannot be handed over"):
            makers.run(jobs.fail)
        with pytest.raises(TypeError):
            makers.run(threading.Lock().acquire)
        assert makers.run(jobs.held)


def test_stopping_takes_no_time_and_tells_everybody(lamp_data: Path) -> None:
    with making(lamp_data, 1, seconds=600) as makers, ThreadPoolExecutor(3) as people:
        waiting: list[Future[Any]] = [people.submit(makers.run, jobs.hold), people.submit(makers.run, jobs.held)]
        begun = time.monotonic()
        makers.stop()
        assert time.monotonic() - begun < 120  # a fifth of what the job may take
        for each in waiting:
            with pytest.raises(PqbriefError, match="is being restarted"):
                each.result(30)
        with pytest.raises(PqbriefError, match="is being restarted"):
            makers.run(jobs.held)


def test_a_folder_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "records.sqlite3").mkdir()
    with pytest.raises(PqbriefError), making(tmp_path, 1):
        pass


PARENT = """
import sys
from pathlib import Path
from bot.slack.workers.pool import Makers
from tests.bot.slack.workers import jobs

makers = Makers(Path(sys.argv[1]), 1, 600)
makers.start()
makers.run(jobs.hold, Path(sys.argv[2]))
"""


@needs_proc
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_held_by_a_long_call_ends_with_the_one_that_started_it(
    lamp_data: Path, tmp_path: Path, number: signal.Signals
) -> None:
    mark = tmp_path / "mark"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(lamp_data), str(mark)], env=environment())
    try:
        wait_until(lambda: mark.exists() and mark.read_text())
        held = int(mark.read_text())
        assert is_running(held)
        os.kill(parent.pid, number)
        parent.wait(10)
        wait_until(lambda: not is_running(held), 5)
    finally:
        parent.kill()
        parent.wait(10)
