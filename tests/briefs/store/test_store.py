"""The store keeps everything whole, keeps what was superseded, and survives kills, crowds and bad files."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefs.errors import NotFound, PqbriefError, StoreError
from briefs.records.model import AnswerState, DateKind, Dates, House, Kind, Record
from briefs.store.migrations import CURRENT
from briefs.store.store import FILE_NAME, Change, Store
from tests.briefs.making import TABLED, question, story


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


def test_what_goes_in_comes_out(store: Store) -> None:
    records = [question(1), replace(story("a", "One.", "Two."), origin="a.txt")]
    assert store.add(records).added == 2
    assert [store.get(record.record_id) for record in records] == records
    assert list(store.all_records()) == records


def test_the_same_again_changes_nothing(store: Store) -> None:
    store.add([question(1), question(2)])
    counts = store.add([question(2), replace(question(1), origin="another.json")])
    assert (counts.added, counts.updated, counts.unchanged) == (0, 0, 2)
    assert store.last_seq() == 2


def test_a_change_makes_a_version_and_the_old_one_stays(store: Store) -> None:
    first, second = question(1, answer="Nine."), question(1, answer="Ten.")
    store.add([first])
    assert store.add([second]).updated == 1
    assert store.add([first]).updated == 1
    assert [(version.number, version.record) for version in store.versions(first.record_id)] == [
        (1, first),
        (2, second),
        (3, first),
    ]
    assert store.get(first.record_id) == first
    assert store.status().superseded == 2


def test_one_batch_may_hold_a_record_twice(store: Store) -> None:
    first, second = question(1, answer="Nine."), question(1, answer="Ten.")
    counts = store.add([first, question(2), second, second])
    assert (counts.added, counts.updated, counts.unchanged) == (2, 1, 1)
    assert [version.record for version in store.versions(first.record_id)] == [first, second]


def test_what_to_keep_of_two_copies_can_be_said(store: Store) -> None:
    longer, shorter = question(1, answer="Nine otters, all told."), question(1, answer="Nine")

    def keep_longer(held: Record, incoming: Record) -> Record:
        return max(held, incoming, key=lambda record: len(record.passages[1].text))

    store.add([longer], keep_longer)
    assert store.add([shorter], keep_longer).unchanged == 1
    assert store.get(longer.record_id) == longer


def test_the_change_log_grows_with_every_change_and_only_then(store: Store) -> None:
    one, two = question(1), question(2)
    store.add([one, two])
    store.add([one, question(2, answer="Ten.")])
    assert store.changes_since(0) == [Change(1, one.record_id), Change(2, two.record_id), Change(3, two.record_id)]
    assert store.changes_since(2) == [Change(3, two.record_id)]


def test_records_come_in_the_order_asked_for_and_those_not_held_are_left_out(store: Store) -> None:
    store.add([question(1), question(2)])
    wanted = [question(2).record_id, "nobody", question(1).record_id]
    assert list(store.get_many(wanted)) == [wanted[0], wanted[2]]


@pytest.mark.parametrize("call", ["get", "versions"])
def test_a_record_not_held_is_named(store: Store, call: str) -> None:
    with pytest.raises(NotFound, match="wq/commons/x"):
        getattr(store, call)("wq/commons/x")


def test_a_uin_finds_every_record_that_has_it_newest_first(store: Store) -> None:
    newer = replace(
        question(8999),
        record_id="wq/lords/2032-01-01/HL8999",
        house=House.LORDS,
        uin="HL8999",
        dates=Dates(tabled=date(2032, 1, 1), cited=DateKind.TABLED),
    )
    older = replace(newer, record_id="wq/lords/2030-01-01/HL8999", dates=Dates(date(2030, 1, 1)))
    store.add([older, newer, question(1)])
    assert store.find_uin(" hl8999") == (newer, older)
    assert store.find_uin("8999") == ()


def test_status_counts_what_is_held(store: Store) -> None:
    assert store.is_empty()
    store.add([question(1), question(2), story("a", "One.", "Two.", "Three."), story("b", dates=Dates())])
    status = store.status()
    assert not store.is_empty()
    assert (status.records, status.passages) == (4, 7)
    assert status.by_kind == {"news": 2, "written_question": 2}
    assert (status.oldest, status.newest) == (TABLED, TABLED + timedelta(days=9))
    assert status.loaded is not None


COVERAGE = {
    "everything": ({}, 3),
    "a kind": ({"kinds": [Kind.NEWS]}, 1),
    "a House": ({"house": House.COMMONS}, 2),
    "since, that day included": ({"since": date(2031, 3, 11)}, 2),
    "until, that day included": ({"until": date(2031, 3, 11)}, 2),
    "between": ({"since": date(2031, 3, 11), "until": date(2031, 3, 11)}, 1),
    "nothing": ({"kinds": [Kind.DEBATE], "since": date(2000, 1, 1)}, 0),
}


@pytest.mark.parametrize(("filters", "expected"), COVERAGE.values(), ids=COVERAGE.keys())
def test_coverage_counts_within_filters(store: Store, filters: dict[str, object], expected: int) -> None:
    store.add([story("a", "One."), question(1), question(2)])
    assert store.coverage(**filters).records == expected  # type: ignore[arg-type]


def test_the_counts_of_some_records(store: Store) -> None:
    store.add([story("a", "One."), question(1), question(2)])
    some = store.holdings_of([question(1).record_id, question(1).record_id, "file/a", "nobody"])
    assert (some.records, some.oldest, some.newest) == (2, TABLED, TABLED + timedelta(days=8))
    assert some.by_kind == {"news": 1, "written_question": 1}


def test_half_a_character_is_refused_alone(store: Store) -> None:
    counts = store.add([question(1), question(2, answer="\ud800")])
    assert counts.added == 1
    assert [refusal.place for refusal in counts.refused] == [question(2).record_id]


def test_odd_text_is_kept_to_the_letter(store: Store) -> None:
    record = story("odd", "Nul \0, tab \t, \N{COMBINING ACUTE ACCENT}e, \N{ZERO WIDTH SPACE}, \N{OTTER}, ’.")
    store.add([record])
    assert store.get(record.record_id) == record


def test_a_failure_half_way_stores_nothing(store: Store) -> None:
    store.add([question(1)])

    def fail(held: Record, incoming: Record) -> Record:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.add([question(2), question(1, answer="Ten.")], fail)
    assert list(store.all_records()) == [question(1)]
    assert store.add([question(3)]).added == 1


def test_a_database_of_the_step_before_learns_which_answers_can_be_quoted(tmp_path: Path) -> None:
    answered, clipped, tabled = question(1), question(2), question(3)
    asked, answer = clipped.passages
    clipped = replace(clipped, passages=(asked, replace(answer, quotable=False)))
    tabled = replace(tabled, passages=tabled.passages[:1], state=AnswerState.UNANSWERED)
    ids = [record.record_id for record in (answered, clipped, tabled)]
    with Store.open(tmp_path) as store:
        store.add([answered, clipped, tabled])
        heads = store.heads(ids)
    for statement in (
        "DROP INDEX records_counted",
        "ALTER TABLE records DROP COLUMN quotable_answer",
        "CREATE INDEX records_counted ON records (record_id, kind, day)",
        "DELETE FROM _sqlite_migrations WHERE name = 'm005_answers'",
        "PRAGMA user_version = 4",
    ):
        _run(tmp_path, statement)
    with Store.open(tmp_path) as store:
        assert store.heads(ids) == heads
    assert [heads[i].quotable_answer for i in ids] == [True, False, False]
    assert [heads[i].state for i in ids] == [AnswerState.ANSWERED, AnswerState.ANSWERED, AnswerState.UNANSWERED]


def _no_database(folder: Path) -> None:
    (folder / FILE_NAME).write_text("This is a letter and no database at all, though it has a good many words." * 20)


def _damaged(folder: Path) -> None:
    Store.open(folder).close()
    data = (folder / FILE_NAME).read_bytes()
    (folder / FILE_NAME).write_bytes(data[:100] + bytes(len(data) - 100))


def _newer(folder: Path) -> None:
    Store.open(folder).close()
    _run(folder, f"PRAGMA user_version = {CURRENT + 1}")


def _foreign(folder: Path) -> None:
    _run(folder, "CREATE TABLE recipes (name TEXT)")


def _a_folder(folder: Path) -> None:
    (folder / FILE_NAME).mkdir()


def _run(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / FILE_NAME)
    connection.execute(statement)
    connection.commit()
    connection.close()


UNUSABLE = {
    "no database": (_no_database, "not a valid"),
    "a damaged one": (_damaged, "not a valid"),
    "one of a newer version": (_newer, "upgrade"),
    "one of another program": (_foreign, "another program"),
    "a folder in its place": (_a_folder, "cannot be opened"),
}


@pytest.mark.parametrize(("prepare", "said"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_file_that_cannot_be_used_is_refused_in_plain_words(tmp_path: Path, prepare: object, said: str) -> None:
    assert callable(prepare)
    prepare(tmp_path)
    with pytest.raises(StoreError, match=said), Store.open(tmp_path) as store:
        store.status()


def test_a_folder_that_cannot_be_made_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="choose another with --db"):
        Store.open(tmp_path / "file" / "data")


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.close()
    with pytest.raises(PqbriefError, match="closed"):
        store.status()


def test_opening_what_is_up_to_date_takes_no_time(tmp_path: Path) -> None:
    Store.open(tmp_path).close()

    def took() -> float:
        start = time.perf_counter()
        Store.open(tmp_path).close()
        return time.perf_counter() - start

    assert min(took() for _ in range(5)) < 0.02  # seconds; making the tables takes several times that


def test_threads_share_a_store(store: Store) -> None:
    def add(first: int) -> None:
        for number in range(first, first + 20):
            store.add([question(number)])
            store.get(question(number).record_id)

    threads = [threading.Thread(target=add, args=(first,)) for first in (0, 1000, 2000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.status().records == 60


# Other processes, for real: each runs one of these programs.

ADD_MANY = """
import sys
from pathlib import Path
from briefs.store.store import Store
from tests.briefs.making import question
first, batches = int(sys.argv[2]), int(sys.argv[3])
with Store.open(Path(sys.argv[1])) as store:
    for batch in range(batches):
        store.add([question(first + 50 * batch + number) for number in range(50)] + [question(1_000_000)])
"""

STOP_HALF_WAY = """
import sys, time
from pathlib import Path
from briefs.store.store import Store
from tests.briefs.making import question
def stop(held, incoming):
    print("half way", flush=True)
    time.sleep(60)
with Store.open(Path(sys.argv[1])) as store:
    # The second copy of a record is looked at when the rest has been written.
    store.add([question(number) for number in range(10, 2000)] + [question(10, answer="Ten.")], stop)
"""


def _start(program: str, *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, *map(str, words)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[3], stdout=subprocess.PIPE, text=True)


def test_processes_that_load_at_once_lose_nothing(tmp_path: Path) -> None:
    # The folder is empty at first, so they also meet while making the tables.
    processes = [_start(ADD_MANY, tmp_path, first, 6) for first in (0, 10_000)]
    assert [process.wait(60) for process in processes] == [0, 0]
    for process in processes:
        process.communicate()
    with Store.open(tmp_path) as store:
        assert store.status().records == 2 * 300 + 1
        assert store.last_seq() == 601


def test_a_process_killed_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.add([question(1)])
    with _start(STOP_HALF_WAY, tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half way\n"
        process.send_signal(signal.SIGKILL)
    with Store.open(tmp_path) as store:
        assert list(store.all_records()) == [question(1)]
        assert store.last_seq() == 1
        assert store.add([question(2)]).added == 1
