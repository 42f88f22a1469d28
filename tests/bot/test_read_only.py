"""A data folder that cannot be written is read all the same, and what must write says so in a sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.support import STORY, command, environment, program

_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
_DROP = ["--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]


@pytest.fixture
def closed(own_data: Path) -> Iterator[Path]:
    if sys.platform == "win32" or (_ROOT and not shutil.which("setpriv")):
        pytest.skip("there is nobody here who may not write")
    assert program("--db", own_data, "brief", "patrol boats").returncode == 0
    assert program("--db", own_data, "pq", "99999").returncode == 0
    for path in (own_data, *own_data.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield own_data
    for path in (own_data, *own_data.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _run(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the program as somebody whom permissions hold."""
    before = ["setpriv", *_DROP] if _ROOT else []
    line = [*before, *command(*map(str, words))]
    return subprocess.run(line, capture_output=True, check=False, encoding="utf-8", env=environment(), timeout=120)


def test_a_folder_that_cannot_be_written_can_be_read(closed: Path) -> None:
    for words, expected in (
        (("status",), "2 records"),
        (("brief", "patrol boats"), "14 of the 40 patrol boats"),
        (("pq", "patrol boats unfit for the winter"), "patrol boat"),
        (("export",), "harbour-story"),
    ):
        done = _run("--db", closed, *words)
        assert (done.returncode, done.stderr) == (0, ""), words
        assert expected in done.stdout


def test_what_must_write_says_so(closed: Path, tmp_path: Path) -> None:
    (tmp_path / "new.md").write_text(STORY.replace("nine", "ten"), encoding="utf-8")
    for words in (("load", tmp_path / "new.md"), ("reindex",), ("sync", "govuk")):
        done = _run("--db", closed, *words)
        assert done.returncode == 1, words
        assert "cannot be" in done.stderr.splitlines()[-1]
        assert "Traceback" not in done.stderr


def test_a_folder_without_any_rights_is_a_sentence(own_data: Path, tmp_path: Path) -> None:
    if sys.platform == "win32" or (_ROOT and not shutil.which("setpriv")):
        pytest.skip("there is nobody here whom rights hold")
    (tmp_path / "new.md").write_text(STORY, encoding="utf-8")
    own_data.chmod(0)
    try:
        for words in (("brief", "boats"), ("pq", "99999"), ("load", tmp_path / "new.md"), ("status",), ("doctor",)):
            done = _run("--db", own_data, *words)
            said = done.stdout + done.stderr
            assert done.returncode == 1, words
            assert f"The data folder {own_data} cannot be used (Permission denied): choose another with --db." in said
            assert "Something went wrong" not in said
    finally:
        own_data.chmod(0o755)
