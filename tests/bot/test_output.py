"""Nothing that is written goes over what pqbrief keeps in its data folder, by whatever name it is called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli


def _tree(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file() and "-shm" not in path.name]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def _run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def _names(folder: Path, beside: Path) -> dict[str, Path]:
    """Return ways to call files of a data folder."""
    os.link(folder / "records.sqlite3", beside / "hard.md")
    (beside / "soft.md").symlink_to(folder / "records.sqlite3")
    (beside / "door").symlink_to(folder)
    (folder / "notes.md").write_text("kept by somebody")
    return {
        "the database": folder / "records.sqlite3",
        "its log": folder / "records.sqlite3-wal",
        "a lock that is not there yet": folder / "sync.lock.sqlite3",
        "the state of the index": folder / "index" / "state.json",
        "a new file among the index": folder / "index" / "new.md",
        "the log of errors": folder / "errors.log",
        "any file that lies there": folder / "notes.md",
        "a roundabout way": folder / "index" / ".." / "records.sqlite3",
        "through a link to the folder": beside / "door" / "records.sqlite3",
        "through a link to the file": beside / "soft.md",
        "a second name of the file": beside / "hard.md",
    }


BRIEF, NOTE = ("brief", "patrol boats", "--format", "text", "-o"), ("pq", "99999", "--format", "text", "-o")


@pytest.mark.parametrize("words", [BRIEF, NOTE, ("export",)])
def test_no_output_goes_over_what_the_data_folder_holds(own_data: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    names = _names(own_data, tmp_path)
    assert _run("--db", own_data, *words, tmp_path / "new.md").exit_code == 0
    before = _tree(own_data)
    for what, path in names.items():
        done = _run("--db", own_data, *words, path)
        assert done.exit_code == 1, what
        assert done.output.endswith("name a file elsewhere.\n"), what
    assert _tree(own_data) == before
