"""Nothing that pqbrief did not make is written to or removed, and no link is followed, wherever an index lies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.errors import IndexUnavailable
from briefs.index.folder import MARKER
from briefs.index.index import Index
from briefs.index.questions import QuestionIndex
from briefs.store.store import Store
from tests.briefs.making import question, story

BOTH = pytest.mark.parametrize("kind", [Index, QuestionIndex])
OLD_NAME = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder) as opened:
        opened.add([question(1), story("a", "Herons.")])
        yield opened


def _tree(top: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(top)): path.read_bytes() if path.is_file() else None for path in top.rglob("*")}


def _family_photos(at: Path) -> Path:
    for name in ("2019", "2020", OLD_NAME):
        (at / name / "summer").mkdir(parents=True)
        (at / name / "beach.jpg").write_bytes(b"sand")
    return at


@BOTH
def test_an_index_folder_that_is_a_link_is_refused_and_what_lies_behind_it_stays(
    tmp_path: Path, folder: Path, store: Store, kind: type[Index]
) -> None:
    photos = _family_photos(tmp_path / "photos")
    before = _tree(photos)
    (folder / kind.layout.folder).symlink_to(photos, target_is_directory=True)
    with pytest.raises(IndexUnavailable, match=r"is a link or not a folder: move it away"):
        kind.open(folder, store)
    assert _tree(photos) == before


@BOTH
def test_an_index_folder_replaced_by_a_link_while_open_is_refused(
    tmp_path: Path, folder: Path, store: Store, kind: type[Index]
) -> None:
    photos = _family_photos(tmp_path / "photos")
    before = _tree(photos)
    index = kind.open(folder, store)
    index.catch_up()
    shutil.rmtree(index.root)
    index.root.symlink_to(photos, target_is_directory=True)
    for write in (index.catch_up, index.rebuild):
        with pytest.raises(IndexUnavailable, match="is a link"):
            write()
    assert _tree(photos) == before


@BOTH
def test_a_folder_of_somebody_else_in_the_place_of_the_index_is_refused(
    folder: Path, store: Store, kind: type[Index]
) -> None:
    photos = _family_photos(folder / kind.layout.folder)
    before = _tree(photos)
    with pytest.raises(IndexUnavailable, match="files that pqbrief did not put there"):
        kind.open(folder, store)
    assert _tree(photos) == before


@BOTH
def test_a_rebuild_leaves_aside_what_was_put_into_its_folder(
    tmp_path: Path, folder: Path, store: Store, kind: type[Index]
) -> None:
    index = kind.open(folder, store)
    index.catch_up()
    photos = _family_photos(tmp_path / "photos")
    _family_photos(index.root)
    (index.root / ("f" * 32)).symlink_to(photos, target_is_directory=True)
    own = next(path for path in index.root.iterdir() if (path / "meta.json").exists())
    (own / "letter.txt").write_text("kept")  # no more a folder with nothing but an index in it
    before = _tree(photos)
    index.rebuild()
    assert index.is_current()
    assert _tree(photos) == before
    assert (index.root / OLD_NAME / "beach.jpg").read_bytes() == b"sand"
    assert (index.root / "2019" / "summer").is_dir()
    assert (own / "letter.txt").read_text() == "kept"


@BOTH
def test_a_folder_of_the_state_that_is_a_link_is_not_opened(
    tmp_path: Path, folder: Path, store: Store, kind: type[Index]
) -> None:
    index = kind.open(folder, store)
    index.catch_up()
    own = next(path for path in index.root.iterdir() if (path / "meta.json").exists())
    own.rename(tmp_path / "elsewhere")
    own.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    before = _tree(tmp_path / "elsewhere")
    store.add([question(2)])
    again = kind.open(folder, store)
    assert again.catch_up()
    assert _tree(tmp_path / "elsewhere") == before


@BOTH
def test_an_index_from_before_there_was_a_marker_is_known_by_its_content(
    folder: Path, store: Store, kind: type[Index]
) -> None:
    index = kind.open(folder, store)
    index.catch_up()
    index.close()
    for marker in index.root.rglob(MARKER):
        marker.unlink()
    assert _tree(index.root)
    again = kind.open(folder, store)
    assert again.is_current()
    again.rebuild()
    assert [path.name for path in again.root.iterdir() if path.is_dir()] == [
        path.parent.name for path in again.root.glob(f"*/{MARKER}")
    ]
