"""A backup is one moment of a data folder, taken while others write, and comes back whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from briefs.index.query import Search
from briefs.library import Library
from briefs.store.store import Store
from tests.bot.support import STORY, command, environment, program
from tests.replay.catalogue import invented
from tests.replay.server import Replay
from tests.replay.syncing import held, write_sources

MANIFEST, DATABASE = "manifest.json", "records.sqlite3"


def _held(folder: Path) -> list[tuple[str, int, str]]:
    with Store.open(folder) as store:
        return held(store)


def _add(folder: Path, at: Path) -> None:
    at.write_text(STORY.replace("harbour-story", "later-story").replace("nine", "ten"), encoding="utf-8")
    assert program("--db", folder, "load", at).returncode == 0


def test_what_was_backed_up_comes_back_into_an_empty_folder(own_data: Path, tmp_path: Path) -> None:
    (own_data / "aliases.toml").write_text("# our own names\n", encoding="utf-8")
    made = program("--db", own_data, "backup", tmp_path / "b.zip")
    assert made.returncode == 0, made.stderr
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600 or sys.platform == "win32"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "data"]
    done = program("--db", tmp_path / "new", "restore", tmp_path / "b.zip")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"The data folder now has the 2 records of {tmp_path / 'b.zip'}.\n"
    assert _held(tmp_path / "new") == _held(own_data) != []
    assert (tmp_path / "new" / "aliases.toml").read_text() == "# our own names\n"
    with Library.open(tmp_path / "new") as library:
        assert library.index.is_current()
        assert library.questions.is_current()
        assert library.index.count_records(Search(groups=((("harbour",),),)))


def test_a_backup_overwrites_nothing_and_a_restore_only_when_told(own_data: Path, tmp_path: Path) -> None:
    backup = tmp_path / "b.zip"
    assert program("--db", own_data, "backup", backup).returncode == 0
    before, content = _held(own_data), backup.read_bytes()
    again = program("--db", own_data, "backup", backup)
    assert (again.returncode, backup.read_bytes()) == (1, content)
    assert "already exists" in again.stderr
    _add(own_data, tmp_path / "later.md")
    later = _held(own_data)
    refused = program("--db", own_data, "restore", backup)
    assert (refused.returncode, _held(own_data)) == (1, later)
    assert "add --replace" in refused.stderr
    done = program("--db", own_data, "restore", backup, "--replace")
    assert (done.returncode, _held(own_data)) == (0, before)
    (kept,) = own_data.glob("before-restore-*-records.sqlite3")
    assert str(kept) in done.stdout
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT count(*) FROM records").fetchone()[0] == len(later)


def test_those_who_have_the_folder_open_see_what_was_restored(own_data: Path, tmp_path: Path) -> None:
    backup = tmp_path / "b.zip"
    assert program("--db", own_data, "backup", backup).returncode == 0
    _add(own_data, tmp_path / "later.md")
    with Library.open(own_data) as library:
        assert library.count_records(Search()) == {record_id for record_id, _, _ in _held(own_data)}
        assert program("--db", own_data, "restore", backup, "--replace").returncode == 0
        assert library.count_records(Search()) == {record_id for record_id, _, _ in held(library.store)}
        assert library.index.is_current()
        assert len(held(library.store)) == 2


def _rewritten(backup: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    with zipfile.ZipFile(backup) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _manifest(**changes: object) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts[MANIFEST] = json.dumps({**json.loads(parts[MANIFEST]), **changes}).encode()

    return change


def _flip(parts: dict[str, bytes]) -> None:
    content = bytearray(parts[DATABASE])
    content[len(content) // 2] ^= 1
    parts[DATABASE] = bytes(content)


def _with(statement: str) -> Callable[[Path], None]:
    """Return what runs a statement on the database of a backup, whose sums fit again."""

    def change(parts: dict[str, bytes]) -> None:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(parts[DATABASE])
            connection.execute(statement)
            connection.commit()
            parts[DATABASE] = connection.serialize()
        held = {"sha256": hashlib.sha256(parts[DATABASE]).hexdigest(), "bytes": len(parts[DATABASE])}
        _manifest(files={DATABASE: held})(parts)

    return lambda path: _rewritten(path, change)


DAMAGED: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut short": (lambda path: os.truncate(path, path.stat().st_size // 2), "is not a valid backup"),
    "no archive": (lambda path: path.write_text(STORY), "is not a valid backup"),
    "a bit flipped": (lambda path: _rewritten(path, _flip), "is not a valid backup"),
    "no manifest": (lambda path: _rewritten(path, lambda parts: parts.pop(MANIFEST)), "is not a valid backup"),
    "a deep manifest": (
        lambda path: _rewritten(path, lambda parts: parts.update({MANIFEST: b"[" * 50_000})),
        "is not a valid backup",
    ),
    "no sums": (lambda path: _rewritten(path, _manifest(files={})), "is not a valid backup"),
    "a later version": (lambda path: _rewritten(path, _manifest(schema=999)), "upgrade pqbrief"),
    "an endless version": (lambda path: _rewritten(path, _manifest(schema=float("inf"))), "is not a valid backup"),
    "an endless size": (
        lambda path: _rewritten(path, _manifest(files={DATABASE: {"sha256": "", "bytes": float("inf")}})),
        "is not a valid backup",
    ),
    "a later database": (_with("PRAGMA user_version = 999"), "upgrade pqbrief"),
    "a body that is no JSON": (_with("UPDATE records SET body = '{'"), "is not a valid backup"),
    "a body that is no record": (_with("UPDATE records SET body = '[]'"), "is not a valid backup"),
    "a body without passages": (_with("UPDATE records SET body = '{\"passages\": 7}'"), "is not a valid backup"),
    "a deep body": (
        _with("UPDATE records SET body = replace(hex(zeroblob(100000)), '0', '[')"),
        "is not a valid backup",
    ),
    "a body of bytes": (_with("UPDATE records SET body = zeroblob(9)"), "is not a valid backup"),
    "another record's body": (_with("UPDATE records SET record_id = 'x' || record_id"), "is of another record"),
    "a bad earlier version": (
        _with("INSERT INTO versions VALUES ('a', 1, '', '2025-01-01', '', NULL, 'x')"),
        "is not a valid backup",
    ),
    "no table of speakers": (_with("DROP TABLE speakers"), "it has no table speakers"),
    "no column": (_with("ALTER TABLE records RENAME COLUMN answering_body TO b"), "has no answering_body"),
    "not there": (lambda path: path.unlink(), "There is no file"),
}


@pytest.mark.parametrize(("damage", "sentence"), DAMAGED.values(), ids=DAMAGED.keys())
def test_what_is_no_sound_backup_changes_nothing(
    own_data: Path, tmp_path: Path, damage: Callable[[Path], object], sentence: str
) -> None:
    backup = tmp_path / "b.zip"
    assert program("--db", own_data, "backup", backup).returncode == 0
    damage(backup)
    before = _held(own_data)
    done = program("--db", own_data, "restore", backup, "--replace")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert sentence in done.stderr
    assert _held(own_data) == before
    assert not [path for path in own_data.iterdir() if path.name.startswith(("before-", ".records"))]


def test_a_backup_during_a_sync_is_one_moment_of_it(tmp_path: Path) -> None:
    catalogue = invented(date.today(), 400, 6)
    with Replay(catalogue.routes) as replay:
        sources = write_sources(tmp_path / "sources.toml", replay.address)
        sync = command("--db", tmp_path / "data", "sync", "written-questions", "--sources", sources)
        with subprocess.Popen(sync, stdout=subprocess.DEVNULL, env=environment()) as running:
            give_up = time.monotonic() + 120
            while len(replay.requests) < 30 and running.poll() is None and time.monotonic() < give_up:
                time.sleep(0.005)
            made = program("--db", tmp_path / "data", "backup", tmp_path / "b.zip")
            assert made.returncode == 0, made.stderr
            refused = program("--db", tmp_path / "data", "restore", tmp_path / "b.zip", "--replace")
            busy = running.poll() is None
            assert running.wait(120) == 0
    if busy:
        assert "Another sync into this data folder is running" in refused.stderr
    done = program("--db", tmp_path / "copy", "restore", tmp_path / "b.zip")
    assert done.returncode == 0, done.stderr
    whole = _held(tmp_path / "data")
    assert set(_held(tmp_path / "copy")) <= set(whole)
    assert len(whole) == 400
    with Replay(catalogue.routes) as replay:  # the copy goes on where it was, and ends the same
        again = write_sources(tmp_path / "again.toml", replay.address)
        done = program("--db", tmp_path / "copy", "sync", "written-questions", "--sources", again)
        assert done.returncode == 0, done.stdout
    assert _held(tmp_path / "copy") == whole
