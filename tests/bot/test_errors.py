"""Every way to use the program wrongly, and what it answers: one line and the right exit status."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from bot.commands.group import Door, Session
from bot.settings import Settings
from briefs.errors import QueryError


def run(*arguments: str) -> Result:
    return CliRunner().invoke(
        cli, arguments, env={"PQBRIEF_DB": None, "PQBRIEF_DEBUG": None, "PQBRIEF_TEMPLATES": None}
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["brief"], "Name a topic", id="no-topic"),
        pytest.param(["brief", "a", "--format", "html"], "'text', 'markdown', 'json'", id="unknown-form"),
        pytest.param(["brief", "a", "--length", "huge"], "short", id="unknown-length"),
        pytest.param(["brief", "a", "--batch", "b"], "not both", id="topic-and-batch"),
        pytest.param(["brief", "--batch", "b", "--format", "text"], "JSON lines", id="batch-in-another-form"),
        pytest.param(["brief", "--nosuch"], "No such option", id="unknown-option"),
        pytest.param(["brief", "a", "-o", "a.docx"], "is not written as .docx", id="unknown-form-of-file"),
        pytest.param(["--db", "", "status"], "name of a folder", id="empty-data-folder"),
        pytest.param(["status", "--db", ""], "name of a folder", id="empty-data-folder-after"),
        pytest.param(["load"], "Missing argument", id="nothing-to-load"),
        pytest.param(["show"], "Missing argument", id="nothing-to-show"),
        pytest.param(["nosuch"], "No such command", id="unknown-command"),
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str], words: str, loaded: Path) -> None:
    done = run("--db", str(loaded), *arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert words in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["show", "wq/commons/2019-01-01/1"], "wq/commons/2019-01-01/1", id="record-not-held"),
        pytest.param(["brief", "  "], "", id="blank-topic"),
        pytest.param(["brief", "--batch", "nowhere.jsonl"], "nowhere.jsonl cannot be read", id="no-batch-file"),
        pytest.param(
            ["brief", "boats", "-o", "nowhere/brief.txt"], "nowhere/brief.txt cannot be written", id="no-folder"
        ),
        pytest.param(["brief", "boats", "-o", "."], "cannot be written: it is a folder", id="output-is-a-folder"),
        pytest.param(["load", "https://example.org/a"], "1 file or place refused", id="link"),
        pytest.param(["load", "nowhere.md"], "1 file or place refused", id="no-file"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_status_1(arguments: list[str], words: str, loaded: Path) -> None:
    done = run("--db", str(loaded), *arguments)
    assert done.exit_code == 1
    assert done.stderr.startswith("pqbrief: ")
    assert len(done.stderr.splitlines()) == 1
    assert words in done.stderr


def test_a_data_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = run("--db", str(tmp_path / "file"), "status")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """Return a door with commands that fail in every way."""
    group = Door("pqbrief")

    def fails(name: str, error: BaseException) -> None:
        @group.command(name)
        def _fail() -> None:
            raise error

    fails("known", QueryError("Name a\ntopic\x1b."))
    fails("unknown", ZeroDivisionError("by nought"))
    fails("interrupt", KeyboardInterrupt())
    fails("usage", click.UsageError("Not so."))
    return group


@pytest.mark.parametrize(("name", "status"), [("known", 1), ("unknown", 1), ("interrupt", 130), ("usage", 2)], ids=str)
def test_every_failure_has_its_status_and_no_traceback(name: str, status: int, door: Door, tmp_path: Path) -> None:
    done = CliRunner().invoke(door, [name], obj=Session(Settings(tmp_path)))
    assert done.exit_code == status
    assert "Traceback" not in done.output


def test_a_known_error_is_one_line_whatever_its_text(door: Door, tmp_path: Path) -> None:
    done = CliRunner().invoke(door, ["known"], obj=Session(Settings(tmp_path)))
    assert done.stderr == "pqbrief: Name a topic␛.\n"


def test_an_unknown_error_is_shown_by_its_number_and_logged_under_it(door: Door, tmp_path: Path) -> None:
    done = CliRunner().invoke(door, ["unknown"], obj=Session(Settings(tmp_path)))
    log = (tmp_path / "errors.log").read_text(encoding="utf-8")
    number = log.split()[1]
    assert f"fault {number}" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "ZeroDivisionError: by nought" in log


def test_a_log_that_cannot_be_written_is_no_second_failure(door: Door, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = CliRunner().invoke(door, ["unknown"], obj=Session(Settings(tmp_path / "file")))
    assert done.exit_code == 1
    assert "PQBRIEF_DEBUG" in done.stderr


def test_debugging_shows_the_traceback(door: Door, tmp_path: Path) -> None:
    done = CliRunner().invoke(door, ["unknown"], obj=Session(Settings(tmp_path, debug=True)))
    assert isinstance(done.exception, ZeroDivisionError)
