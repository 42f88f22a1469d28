"""The data folder is for its owner alone: what pqbrief makes there, and what an earlier version left open."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

import pytest

from bot.error_log import KEPT, LARGEST, LogFile, add_to_log
from bot.slack.state.pending import Pending
from briefs.library import Library
from briefs.store.private_files import close_to_others, make_private_file, make_private_folder
from tests.bot.support import program
from tests.making import lamps

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no such rights")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def everything(folder: Path) -> dict[str, int]:
    """Return the rights of all that lies in a folder, by name."""
    return {str(path.relative_to(folder)): mode(path) for path in folder.rglob("*")}


@pytest.fixture(autouse=True)
def usual_mask() -> object:
    before = os.umask(0o022)
    yield None
    os.umask(before)


def test_all_that_the_program_makes_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert program("--db", folder, "brief", "lighthouse lamps").returncode == 0
    Pending(folder, "T1/U1").close()
    assert add_to_log(folder / "errors.log", "x")
    assert mode(folder) == 0o700
    found = everything(folder)
    assert {"records.sqlite3", "outbox.sqlite3", "errors.log", "index", "bots"} <= set(found)
    assert not {name: oct(rights) for name, rights in found.items() if rights & 0o077}


def test_a_library_opened_without_the_program_keeps_its_database_closed(tmp_path: Path) -> None:
    with Library.open(tmp_path / "data") as library:
        library.store.add([lamps()])
        found = everything(tmp_path / "data")
    assert {mode(tmp_path / "data"), found["index"]} == {0o700}
    assert {rights for name, rights in found.items() if name.startswith("records.")} == {0o600}


def test_an_older_data_folder_is_closed_as_it_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with Library.open(folder) as library:
        library.store.add([lamps()])
    folder.chmod(0o755)
    (folder / "records.sqlite3").chmod(0o644)
    with Library.open(folder):
        assert mode(folder) == 0o700
        assert mode(folder / "records.sqlite3") == 0o600


def test_a_folder_that_holds_other_files_is_left_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir(mode=0o755)
    (folder / "letter.txt").write_text("x")
    with Library.open(folder):
        assert mode(folder) == 0o755
        assert mode(folder / "letter.txt") == 0o644
        assert mode(folder / "records.sqlite3") == 0o600


def test_no_link_is_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    (elsewhere / "records.sqlite3").touch(0o644)
    (tmp_path / "link").symlink_to(elsewhere)
    (tmp_path / "file").symlink_to(elsewhere / "records.sqlite3")
    make_private_folder(tmp_path / "link")
    make_private_file(tmp_path / "file")
    close_to_others(tmp_path / "file")
    assert (mode(elsewhere), mode(elsewhere / "records.sqlite3")) == (0o755, 0o644)


def test_a_file_that_a_person_names_has_the_rights_of_their_own_files(tmp_path: Path) -> None:
    written = tmp_path / "brief.txt"
    assert program("--db", tmp_path / "data", "brief", "lighthouse lamps", "-o", written).returncode == 0
    assert mode(written) == 0o644


def test_the_log_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "errors.log"
    log = LogFile(path)
    text = "x" * 9_999
    for _ in range((KEPT + 3) * LARGEST // len(text)):
        log.handle(logging.LogRecord("", logging.ERROR, "", 0, text, None, None))
    log.close()
    for _ in range(200):
        assert add_to_log(path, text)
    files = sorted(tmp_path.iterdir())
    assert len(files) == KEPT + 1
    assert all(each.stat().st_size <= LARGEST and mode(each) == 0o600 for each in files)


def test_a_log_that_is_a_link_or_a_pipe_is_not_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "diary.txt"
    other.write_text("dear diary")
    link, pipe = tmp_path / "link" / "errors.log", tmp_path / "pipe" / "errors.log"
    for path in (link, pipe):
        path.parent.mkdir()
    link.symlink_to(other)
    os.mkfifo(pipe)
    for path, what in ((link, "it is a link"), (pipe, "it is not a regular file")):
        assert not add_to_log(path, "a fault")
        log = LogFile(path)
        for _ in range(3):
            log.handle(logging.LogRecord("", logging.ERROR, "", 0, "a fault", None, None))
        log.close()
        assert capsys.readouterr().err == f"pqbrief: {path} cannot be written ({what}): move it away.\n"
    assert other.read_text() == "dear diary"


def test_a_log_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "errors.log").mkdir()
    assert not add_to_log(tmp_path / "errors.log", "x")
