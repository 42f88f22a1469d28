"""The index keeps in step with the store, mends itself, and is shared by several processes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefs.errors import IndexUnavailable
from briefs.index.files import LOCK, STATE, writing_lock
from briefs.index.index import Index
from briefs.index.query import Search
from briefs.store.store import Store
from tests.briefs.making import question, story


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder) as opened:
        yield opened


@pytest.fixture
def index(folder: Path, store: Store) -> Iterator[Index]:
    opened = Index.open(folder, store)
    yield opened
    opened.close()


def topic(word: str) -> Search:
    return Search(groups=(((word,),),))


def test_a_changed_record_is_found_by_its_new_words_alone(index: Index, store: Store) -> None:
    store.add([question(1, answer="Nine beavers."), question(2)])
    assert index.search(topic("beavers"), 5)
    store.add([question(1, answer="Nine herons.")])
    assert index.catch_up()
    assert not index.search(topic("beavers"), 5)
    assert [hit.passage for hit in index.search(topic("herons"), 5)] == [1]
    assert len(index.search(Search(), 50)) == 4


def test_another_reader_sees_what_was_added_since(folder: Path, index: Index, store: Store) -> None:
    store.add([question(1)])
    with Store.open(folder) as same:
        reader = Index.open(folder, same)
        assert reader.catch_up()
        store.add([story("a", "Herons.")])
        assert index.catch_up()
        assert reader.is_current()
        assert reader.search(topic("herons"), 5)
        index.rebuild()
        assert reader.search(topic("herons"), 5)


def test_many_records_are_indexed_in_one_go(index: Index, store: Store) -> None:
    store.add(question(number) for number in range(2_500))
    assert index.catch_up()
    assert len(index.count_records(topic("otters"))) == 2_500


def _state(at: Path, **changes: object) -> None:
    path = at / "index" / STATE
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def _in_use(folder: Path) -> Path:
    return folder / "index" / str(json.loads((folder / "index" / STATE).read_text())["folder"])


def _spoil(folder: Path, *endings: str) -> None:
    for path in _in_use(folder).iterdir():
        if path.suffix in endings:
            path.write_bytes(b"spoilt" * 100)


def _remove(folder: Path) -> None:
    for path in _in_use(folder).iterdir():
        path.unlink()


def _other_store(folder: Path) -> None:
    _state(folder, store_id="another")


SPOILT: dict[str, Callable[[Path], object]] = {
    "no state": lambda folder: (folder / "index" / STATE).unlink(),
    "a state that is no JSON": lambda folder: (folder / "index" / STATE).write_text("{"),
    "a state of another shape": lambda folder: (folder / "index" / STATE).write_text("[1]"),
    "a state that points elsewhere": lambda folder: _state(folder, folder="../.."),
    "another version of the fields": lambda folder: _state(folder, schema_version=0),
    "another database": _other_store,
    "ahead of the database": lambda folder: _state(folder, seq=99),
    "no files": _remove,
    "no list of segments": lambda folder: (_in_use(folder) / "meta.json").write_text("{"),
    "spoilt words": lambda folder: _spoil(folder, ".idx", ".term"),
    "spoilt numbers": lambda folder: _spoil(folder, ".fast"),
    "everything spoilt": lambda folder: _spoil(folder, ".idx", ".term", ".store", ".fast", ".pos", ".fieldnorm"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_an_unsound_index_is_built_anew_by_itself(folder: Path, store: Store, spoil: Callable[[Path], object]) -> None:
    store.add([story("a", "Herons."), question(1)])
    first = Index.open(folder, store)
    first.catch_up()
    first.close()  # what it still does beside would put files where they were taken away
    spoil(folder)
    index = Index.open(folder, store)
    assert index.catch_up()
    assert [hit.record_id for hit in index.search(topic("herons"), 5)] == ["file/a"]
    assert index.count_records(topic("otters")) == {question(1).record_id}
    assert [path for path in (folder / "index").iterdir() if path.is_dir()] == [_in_use(folder)]


def test_an_index_spoilt_while_it_is_open_is_built_anew(folder: Path, index: Index, store: Store) -> None:
    store.add([story("a", "Herons.")])
    index.catch_up()
    _remove(folder)
    assert [hit.record_id for hit in index.search(topic("herons"), 5)] == ["file/a"]
    store.add([story("b", "Herons.")])
    assert index.catch_up()
    assert index.count_records(topic("herons")) == {"file/a", "file/b"}


def test_a_brief_does_not_wait_for_another_writer(folder: Path, index: Index, store: Store) -> None:
    store.add([story("a", "Herons.")])
    index.catch_up()
    store.add([story("b", "Herons.")])
    with writing_lock(folder / "index", 0) as held:
        assert held
        assert not index.catch_up(0.05)
        assert index.count_records(topic("herons")) == {"file/a"}
    assert index.catch_up()
    assert index.count_records(topic("herons")) == {"file/a", "file/b"}


def test_a_spoilt_lock_is_mended_by_itself(folder: Path, index: Index, store: Store) -> None:
    store.add([question(1)])
    (folder / "index" / LOCK).write_text("spoilt " * 100)
    assert index.catch_up()
    assert index.count_records(topic("otters"))


def test_an_index_folder_that_was_removed_while_open_is_made_again(folder: Path, index: Index, store: Store) -> None:
    store.add([question(1)])
    assert index.catch_up()
    shutil.rmtree(folder / "index")
    assert index.catch_up()
    assert index.count_records(topic("otters"))


def test_a_folder_that_cannot_be_made_says_what_to_do(tmp_path: Path, store: Store) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(IndexUnavailable, match="who can write"):
        Index.open(tmp_path / "file", store)


CATCH_UP = """
import sys
from pathlib import Path
from briefs.index.index import Index, BUILD_WAIT
from briefs.store.store import Store
from tests.briefs.making import question
folder, first = Path(sys.argv[1]), int(sys.argv[2])
with Store.open(folder) as store:
    index = Index.open(folder, store)
    for number in range(first, first + 10):
        store.add([question(number)])
        assert index.catch_up(BUILD_WAIT)
"""


def test_processes_that_index_at_once_lose_nothing(folder: Path, index: Index, store: Store) -> None:
    command = [sys.executable, "-c", CATCH_UP, str(folder)]
    root = Path(__file__).parents[3]
    processes = [subprocess.Popen([*command, str(first)], cwd=root) for first in (0, 100)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert index.is_current()
    assert len(index.count_records(topic("otters"))) == 20
    assert len(index.search(Search(), 100)) == 40


INDEX_HALF_WAY = """
import sys, time
from pathlib import Path
from briefs.index import files
from tests.briefs.making import question
def records():
    yield question(1)
    print("half way", flush=True)
    time.sleep(60)
root = Path(sys.argv[1]) / "index"
with files.writing_lock(root, 0) as held:
    files.put(files.new_folder(root)[1], records(), 1, replacing=False)
"""


def test_a_process_killed_while_it_builds_leaves_the_index_to_others(folder: Path, index: Index, store: Store) -> None:
    store.add([story("a", "Herons.")])
    command = [sys.executable, "-c", INDEX_HALF_WAY, str(folder)]
    with subprocess.Popen(command, cwd=Path(__file__).parents[3], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half way\n"
        process.send_signal(signal.SIGKILL)
    assert index.catch_up()
    assert index.count_records(topic("herons")) == {"file/a"}
    assert [path for path in (folder / "index").iterdir() if path.is_dir()] == [_in_use(folder)]


def _is_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _is_link(path: Path) -> None:
    path.replace(path.with_name("elsewhere.txt"))
    path.symlink_to("elsewhere.txt")


def _has(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(path.read_text("utf-8").replace('"seq": 1', text), "utf-8")


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(_is_pipe, id="a pipe"),
        pytest.param(_is_link, id="a link"),
        pytest.param(lambda path: path.write_text("[" * 200_000), id="deep"),
        pytest.param(lambda path: path.write_text("[" * 9_000), id="deep, and no larger than usual"),
        pytest.param(_has('"seq": 1e999'), id="endless"),
        pytest.param(_has('"seq": 1' + "0" * 30), id="larger than any"),
        pytest.param(_has('"seq": true'), id="no number"),
    ],
)
def test_a_state_that_is_none_is_made_again_by_itself(
    folder: Path, store: Store, index: Index, spoil: Callable[[Path], object]
) -> None:
    store.add([story("s1", "Lamps on the pier were lit.")])
    assert index.catch_up()
    index.close()
    state = folder / "index" / STATE
    assert '"seq": 1' in state.read_text("utf-8")
    spoil(state)
    opened = Index.open(folder, store)
    assert opened.catch_up()
    assert state.is_file()
    assert not state.is_symlink()
    assert opened.is_current()
    opened.close()
