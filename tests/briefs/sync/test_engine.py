"""The engine: what one source does to the others, where a walk goes on, and who may sync."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefs.errors import StoreError
from briefs.library import Library
from briefs.records.model import House, Record, Refusal
from briefs.sync.base import Batch, Cursor, Fetcher, Scope
from briefs.sync.engine import Task, sync
from briefs.sync.freshness import freshness, held_by_year
from briefs.sync.sources_file import read_sources
from briefs.sync.walk.cursors import LOCK, Cursors, sync_lock
from briefs.sync.walk.windows import Lane, Walked
from tests.briefs.making import question, story
from tests.replay.syncing import QUICK, Quiet, held

TODAY = date(2031, 5, 20)
SCOPE = Scope(TODAY - timedelta(days=10))


class Steps:
    """A source of the true shape that brings what it was given, a batch a step, and can break off."""

    title = "Steps"
    address = "http://127.0.0.1:9"

    def __init__(self, *batches: list[Record], name: str = "steps", ends: BaseException | None = None) -> None:
        self.name, self._batches, self._ends = name, batches, ends
        self.began_at: list[Cursor] = []

    def plan(self, scope: Scope, cursor: Cursor, today: date) -> tuple[str, ...]:
        return ()

    def walk(self, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> Iterator[Batch]:
        self.began_at.append(cursor)
        begin = cursor.get("step", 0)
        assert isinstance(begin, int)
        for number, records in enumerate(self._batches[begin:], begin + 1):
            yield Batch(tuple(records), {"step": number}, number, len(self._batches), (Refusal("x", "y"),), ("Odd.",))
        if self._ends is not None:
            raise self._ends


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


def tasks(*sources: Steps, scope: Scope = SCOPE) -> list[Task]:
    return [Task(source, scope, source.address, QUICK) for source in sources]


def test_counts_warnings_and_refusals_are_told(library: Library) -> None:
    watcher = Quiet()
    source = Steps([question(1), question(2)], [question(2), question(3, answer="Ten.")])
    (report,) = sync(library, tasks(source), TODAY, watcher)
    assert (report.added, report.updated, report.unchanged, report.refused) == (3, 0, 1, 2)
    assert report.warnings == {"Odd.": 2}
    assert watcher.moves == [(1, 2), (2, 2)]
    assert watcher.told == ["began steps", "ended steps"]
    assert library.index.is_current()


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        pytest.param(StoreError, "", id="the-database"),
        pytest.param(RuntimeError("odd"), "Steps was stopped by a fault in pqbrief, ", id="a-fault-of-ours"),
    ],
)
def test_a_source_that_fails_stops_alone_and_what_it_brought_stays(
    library: Library, ends: type[Exception] | Exception, sentence: str
) -> None:
    failing = Steps([question(1)], name="failing", ends=ends if isinstance(ends, Exception) else ends("full"))
    after = Steps([question(2)], name="after")
    if not sentence:  # nothing could be stored: all stop
        with pytest.raises(StoreError):
            sync(library, tasks(failing, after), TODAY, Quiet())
        return
    first, second = sync(library, tasks(failing, after), TODAY, Quiet())
    assert first.error is not None
    assert first.error.startswith(sentence)
    assert (first.added, second.error, second.added) == (1, None, 1)
    walks = Cursors(library.store).all()
    assert (walks["failing"].error, walks["failing"].succeeded) == (first.error, None)
    assert walks["after"].error is None
    assert walks["after"].succeeded is not None


def test_a_walk_goes_on_where_it_was_cut_off(library: Library) -> None:
    with pytest.raises(KeyboardInterrupt):
        sync(library, tasks(Steps([question(1)], [question(2)], ends=KeyboardInterrupt())), TODAY, Quiet())
    state = freshness(library.store, {})
    assert len(held(library.store)) == 2
    source = Steps([question(1)], [question(2)], [question(3)])
    (report,) = sync(library, tasks(source), TODAY, Quiet())
    assert source.began_at == [{"step": 2}]
    assert (report.added, report.unchanged) == (1, 0)
    assert [each.walk for each in state] == [None] * len(state)  # a source that nobody registered shows nowhere


@pytest.mark.parametrize(
    ("second", "anew"),
    [
        pytest.param(SCOPE, False, id="the-same"),
        pytest.param(Scope(TODAY - timedelta(days=2)), False, id="later-first-day"),
        pytest.param(Scope(TODAY - timedelta(days=20)), True, id="earlier-first-day"),
        pytest.param(Scope(SCOPE.since, house=House.LORDS), True, id="a-House"),
        pytest.param(Scope(SCOPE.since, bodies=("1",)), True, id="a-body"),
        pytest.param(Scope(SCOPE.since, terms=("otters",)), True, id="a-term"),
        pytest.param(Scope(SCOPE.since, members=(5,)), True, id="a-Member"),
        pytest.param(Scope(SCOPE.since, addresses=("https://example.org/f",)), True, id="a-feed"),
    ],
)
def test_a_walk_begins_anew_where_more_or_other_things_are_asked_for(
    library: Library, second: Scope, anew: bool
) -> None:
    sync(library, tasks(Steps([question(1)])), TODAY, Quiet())
    source = Steps([question(1)])
    sync(library, tasks(source, scope=second), TODAY, Quiet())
    assert source.began_at == [{} if anew else {"step": 1}]
    third = Steps([question(1)])
    sync(library, tasks(third, scope=second), TODAY, Quiet())
    assert third.began_at == [{"step": 1}]


def test_a_clipped_copy_does_not_take_the_place_of_the_whole(library: Library) -> None:
    whole = story("a", "All of it.")
    row = story("a", "All...")
    row = type(row)(
        **{name: getattr(row, name) for name in row.__slots__}
        | {"passages": (type(row.passages[0])("All...", quotable=False),)}
    )
    sync(library, tasks(Steps([whole], [row])), TODAY, Quiet())
    assert library.store.get("file/a").passages[0].text == "All of it."


def test_a_second_sync_says_that_one_is_running(library: Library) -> None:
    with sync_lock(library.folder), pytest.raises(StoreError, match="Another sync into this data folder is running"):
        sync(library, tasks(Steps([question(1)])), TODAY, Quiet())
    sync(library, tasks(Steps([question(1)])), TODAY, Quiet())


def test_the_lock_dies_with_its_process(library: Library) -> None:
    code = (
        "import sys, time, pathlib; from briefs.sync.walk.cursors import sync_lock\n"
        "with sync_lock(pathlib.Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, library.folder], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            with pytest.raises(StoreError, match="Another sync"), sync_lock(library.folder):
                pass
        finally:
            process.kill()
    with sync_lock(library.folder):
        assert (library.folder / LOCK).exists()


def test_a_folder_in_the_place_of_the_lock_is_a_plain_error(library: Library) -> None:
    (library.folder / LOCK).mkdir()
    with pytest.raises(StoreError, match="cannot be written"), sync_lock(library.folder):
        pass


def test_freshness_tells_of_each_source(library: Library) -> None:
    sync(library, tasks(Steps([question(2), question(5)], name="hansard")), TODAY, Quiet())
    by_name = {each.entry.name: each for each in freshness(library.store, read_sources(None, TODAY))}
    hansard = by_name["hansard"]
    assert (hansard.enabled, hansard.newest, hansard.error) == (True, date(2031, 3, 15), None)
    assert (hansard.lag(TODAY), hansard.unfinished) == (66, False)
    assert (by_name["govuk"].walk, by_name["govuk"].lag(TODAY)) == (None, None)
    assert not by_name["feeds"].enabled
    assert held_by_year(library.store) == {"written_question": {"2031": 2}}


LANES = (Lane("one", "oneWhen", ("one",), "made"), Lane("two", "twoWhen", ("two",), "mended"))


def windows(cursor: Cursor, since: date = SCOPE.since, today: date = TODAY) -> list[tuple[str, int, int]]:
    walked = Walked(LANES, cursor, since, today, overlap=2)
    found = []
    for window in walked.windows(7):
        found.append((window.lane.name, window.first.day, window.last.day))
        walked.finish(window)
    assert walked.done == walked.expected
    return found


@pytest.mark.parametrize(
    ("cursor", "expected"),
    [
        pytest.param({}, [("one", 10, 16), ("one", 17, 20), ("two", 10, 16), ("two", 17, 20)], id="first"),
        pytest.param(
            {"through": {"one": "2031-05-18", "two": "2031-05-18"}}, [("one", 17, 20), ("two", 17, 20)], id="again"
        ),
        pytest.param(
            {"through": {"one": "2031-05-20", "two": "2031-05-18"}, "round": "2031-05-20"},
            [("two", 19, 20)],
            id="cut-off-today",
        ),
        pytest.param(
            {"through": {"one": "2031-05-19", "two": "2031-05-16"}, "round": "2031-05-19"},
            [("one", 18, 20), ("two", 17, 20)],
            id="cut-off-yesterday-goes-on-where-it-was-and-back-where-it-had-arrived",
        ),
        pytest.param(
            {"through": {"one": "2031-05-10", "two": "2031-05-05"}},
            [("one", 10, 16), ("one", 17, 20), ("two", 6, 12), ("two", 13, 19), ("two", 20, 20)],
            id="no-day-is-left-out-though-the-first-day-moved-on",
        ),
    ],
)
def test_which_days_are_walked(cursor: Cursor, expected: list[tuple[str, int, int]]) -> None:
    assert windows(cursor) == expected


@pytest.mark.parametrize("cursor", [{"through": 5}, {"through": {"one": "soon"}}])
def test_a_cursor_that_is_none_is_a_plain_error(cursor: Cursor) -> None:
    with pytest.raises(StoreError, match="earlier --since"):
        windows(cursor)


def test_nothing_is_walked_before_its_day() -> None:
    assert windows({}, since=TODAY + timedelta(days=3)) == []
