"""What reads files from outside is held to limits, and what breaks there breaks nothing here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.errors import RefusedInput
from briefs.loading.files import load_paths
from briefs.readers import sandbox as gates
from briefs.readers.sandbox import FaultInside, Gate, Job
from briefs.store.store import Store
from tests.bot.support import STORY

CALLS = "tests.briefs.readers.gate_calls:"
limited = pytest.mark.skipif(sys.platform != "linux", reason="the system's own limits are tried on Linux")


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.close()


def call(gate: Gate, name: str, *given: object) -> object:
    result: object = gate.call(CALLS + name, *given, size=0)
    return result


def test_one_process_that_is_not_this_one_serves_all_calls(gate: Gate) -> None:
    jobs = [Job(f"{CALLS}process", (n,), 0) for n in range(20)]
    assert len({done.get() for done in gate.calls(jobs)} - {os.getpid()}) == 1
    assert call(gate, "size_of", b"x" * 3_000_000) == 3_000_000


@limited
@pytest.mark.parametrize(
    ("name", "sentence", "seconds"),
    [
        ("hog", "far more memory", None),  # whose limit of time is the usual one, so that memory alone can end it
        ("spin", "far longer", 1.0),
        ("abort", "breaks the program that reads its form", None),
    ],
)
def test_a_call_that_goes_beyond_the_limits_is_refused_and_the_next_is_served(
    gate: Gate, name: str, sentence: str, seconds: float | None
) -> None:
    with pytest.raises(RefusedInput, match=sentence):
        gate.call(CALLS + name, size=0, most=seconds)
    assert call(gate, "size_of", b"abc") == 3


def test_a_refusal_keeps_its_place_and_a_mistake_of_ours_its_traceback(gate: Gate) -> None:
    with pytest.raises(RefusedInput) as refused:
        call(gate, "refuse")
    assert (refused.value.place, refused.value.reason) == ("page 3", "it is upside down")
    with pytest.raises(FaultInside, match="a mistake of ours"):
        call(gate, "fail")


def test_what_comes_back_cannot_act(gate: Gate) -> None:
    with pytest.raises(Exception, match="is no record"):
        call(gate, "act")
    assert call(gate, "size_of", b"abc") == 3


def test_a_process_that_was_killed_is_replaced(gate: Gate) -> None:
    first = call(gate, "process")
    assert isinstance(first, int)
    os.kill(first, signal.SIGKILL)
    assert gate._process is not None
    gate._process.wait()
    assert call(gate, "process") != first


def test_an_answer_that_nobody_waited_for_is_not_taken_for_another(gate: Gate) -> None:
    calls = gate.calls([Job(f"{CALLS}size_of", (b"x" * n,), 0) for n in (1, 2, 3)])
    assert next(calls).get() == 1
    del calls
    assert call(gate, "size_of", b"x" * 9) == 9


def test_without_another_process_calls_run_here(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    assert call(gate, "process") == os.getpid()


PARENT = """
import sys
from briefs.readers.sandbox import shared
print(shared().call("tests.briefs.readers.gate_calls:process", size=0), flush=True)
sys.stdin.read()
"""


def _is_there(number: int) -> bool:
    """Whether a process runs; one that ended and was not waited for by its new parent does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@limited
def test_the_process_ends_with_its_parent() -> None:
    command = [sys.executable, "-c", PARENT]
    root = Path(__file__).parents[3]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert _is_there(child)
        parent.send_signal(signal.SIGKILL)
    give_up = time.monotonic() + 60
    while _is_there(child) and time.monotonic() < give_up:
        time.sleep(0.01)
    assert not _is_there(child)


@limited
def test_a_file_that_needs_too_much_is_refused_by_name_and_the_rest_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "_MEMORY", 150_000_000)
    monkeypatch.setattr(gates, "_MEMORY_FOR_EACH_BYTE", 0)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a-heavy.json").write_text('{"pqbrief": 1, "x": [' + "[],[]," * 2_000_000 + "[]]}")
    (tmp_path / "in" / "b-story.md").write_text(STORY)
    with Store.open(tmp_path / "data") as store:
        heavy, story = load_paths(store, [tmp_path / "in"]).files
    assert [(Path(f.name).name, f.added, len(f.refused)) for f in (heavy, story)] == [
        ("a-heavy.json", 0, 1),
        ("b-story.md", 1, 0),
    ]
    assert "memory" in heavy.refused[0].reason
