"""A running bot whose processes hang over some requests: in a pattern that never ends, which nothing in them stops."""

from __future__ import annotations

import os
import random
import signal
from contextlib import suppress
from pathlib import Path

HANGS = "hanging lamps"

_CUSTOMISE = f"""
import re
import sys

if "--multiprocessing-fork" in sys.orig_argv:
    from bot.slack.workers import tasks

    made = tasks.make_brief

    def make_brief(library, request, **options):
        if {HANGS!r} in request:
            re.match("(a|aa)+$", "a" * 200 + "b")
        return made(library, request, **options)

    tasks.make_brief = make_brief
"""


def hanging(folder: Path) -> dict[str, str]:
    """Write what makes a bot's processes hang into a folder, and return the environment that has it read."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(_CUSTOMISE)
    before = os.environ.get("PYTHONPATH")
    return {"PYTHONPATH": os.pathsep.join([str(folder), *([before] if before else [])])}


def children(parent: int) -> list[int]:
    """Return the processes that make the briefs of a running bot; none where they cannot be told."""
    listed = Path(f"/proc/{parent}/task").glob("*/children")
    pids = [int(pid) for child in listed for pid in child.read_text().split()]
    return [pid for pid in pids if b"spawn_main" in _command_line(pid)]


def kill_children(parent: int, most: int = 64) -> int:
    """Kill some of the processes that make the briefs of a running bot, by lot, and return how many."""
    found = children(parent)
    chosen = random.sample(found, min(most, len(found)))
    for pid in chosen:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return len(chosen)


def _command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # it has ended meanwhile
        return b""
