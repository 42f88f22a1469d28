"""A data folder opened whole: what is loaded can be searched at once, and an empty one is seeded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefs import library
from briefs.errors import PqbriefError, StoreError
from briefs.index.index import Search
from briefs.library import Library
from briefs.loading.load import load, seed_if_empty, seeds_folder
from briefs.records.exchange import dump_line
from briefs.store.store import FILE_NAME
from tests.briefs.making import question, story

HERONS = Search(groups=((("herons",),),))


def test_what_is_loaded_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(dump_line(story("a", "Herons.")) + "\n" + dump_line(question(1)))
    with Library.open(tmp_path / "data") as opened:
        assert load(opened, [tmp_path / "a.jsonl"]).added == 2
        assert opened.index.is_current()
        assert [hit.record_id for hit in opened.search(HERONS, 5)] == ["file/a"]
        assert opened.count_records(HERONS) == {"file/a"}


def test_what_another_process_stored_without_indexing_is_found(tmp_path: Path) -> None:
    with Library.open(tmp_path) as opened, Library.open(tmp_path) as other:
        other.store.add([story("a", "Herons.")])
        assert opened.search(HERONS, 5)


def test_the_index_can_be_deleted(tmp_path: Path) -> None:
    with Library.open(tmp_path) as opened:
        opened.store.add([story("a", "Herons.")])
        assert opened.search(HERONS, 5)
    shutil.rmtree(tmp_path / "index")
    with Library.open(tmp_path) as opened:
        assert opened.search(HERONS, 5)


def test_the_database_can_be_deleted_and_the_index_does_not_remember_it(tmp_path: Path) -> None:
    with Library.open(tmp_path) as opened:
        opened.store.add([story("a", "Herons.")])
        assert opened.search(HERONS, 5)
    (tmp_path / FILE_NAME).unlink()
    with Library.open(tmp_path) as opened:
        assert not opened.search(HERONS, 5)


def test_an_empty_library_is_seeded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "README.md").write_text("# How a record is written")
    (seeds / "a.jsonl").write_text(dump_line(story("a", "Herons.")))
    monkeypatch.setattr("briefs.loading.load.seeds_folder", lambda: seeds)
    with Library.open(tmp_path / "data") as opened:
        assert seed_if_empty(opened)
        assert opened.search(HERONS, 5)
        assert not seed_if_empty(opened)
        assert opened.store.status().records == 1


def test_a_library_with_records_is_not_seeded(tmp_path: Path) -> None:
    with Library.open(tmp_path) as opened:
        opened.store.add([question(1)])
        assert not seed_if_empty(opened)
        assert opened.store.status().records == 1


def test_the_seeds_of_this_project_are_found() -> None:
    assert seeds_folder().name == "seeds"


def test_a_project_without_seeds_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefs.loading.load.__file__", str(tmp_path / "briefs" / "load" / "load.py"))
    monkeypatch.setattr("briefs.loading.load.resources.files", lambda package: tmp_path)
    with pytest.raises(StoreError, match="install pqbrief again"):
        seeds_folder()


def test_the_users_own_folder_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "default_folder", lambda: tmp_path / "own")
    with Library.open():
        assert (tmp_path / "own" / FILE_NAME).is_file()


def test_a_folder_that_cannot_be_opened_is_an_error_for_people(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("no database " * 100)
    with pytest.raises(PqbriefError, match="--db"):
        Library.open(tmp_path)
    (tmp_path / FILE_NAME).unlink()
    (tmp_path / "index").touch()
    with pytest.raises(PqbriefError, match="move it away"):
        Library.open(tmp_path)
