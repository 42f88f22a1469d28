"""Every file is read or refused with a reason, and what is wrong with one stops no other."""

from __future__ import annotations

import gzip
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefs.loading.files import FileReport, LoadReport, LoadState, load_paths
from briefs.readers import reading, registry
from briefs.readers.common.base import Reading
from briefs.records.exchange import dump_line
from briefs.records.model import Record
from briefs.store.database import transaction
from briefs.store.store import Store
from tests.briefs.making import question, story
from tests.support import shared


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    return path


def write(path: Path, *records: Record) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(dump_line(record) + "\n" for record in records).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return path


def reasons(report: LoadReport) -> dict[str, str]:
    return {Path(file.name).name: file.refused[0].reason for file in report.files if file.refused}


def test_a_folder_is_loaded_in_the_order_of_its_names(store: Store, folder: Path) -> None:
    write(folder / "b.jsonl", question(2), question(3))
    write(folder / "a.jsonl.gz", question(1))
    write(folder / "c" / "d.jsonl", question(4))
    seen: list[FileReport] = []
    report = load_paths(store, [folder], on_file=seen.append)
    assert [(Path(file.name).name, file.added) for file in report.files] == [
        ("a.jsonl.gz", 1),
        ("b.jsonl", 2),
        ("d.jsonl", 1),
    ]
    assert tuple(seen) == report.files
    assert all(file.form for file in seen)
    assert (report.added, report.refused) == (4, 0)
    assert list(store.all_records()) == [question(number) for number in (1, 2, 3, 4)]


def test_loading_again_changes_nothing_and_a_change_is_an_update(store: Store, folder: Path) -> None:
    path = write(folder / "a.jsonl", question(1), question(2))
    load_paths(store, [path])
    again = load_paths(store, [path])
    assert (again.added, again.updated, again.unchanged) == (0, 0, 2)
    write(path, question(1), question(2, answer="Ten."))
    changed = load_paths(store, [path])
    assert (changed.added, changed.updated, changed.unchanged) == (0, 1, 1)
    assert changed.files[0].records == 2


def test_a_bad_line_is_refused_by_its_number_and_the_rest_is_loaded(store: Store, folder: Path) -> None:
    lines = [dump_line(question(number)) for number in range(5)]
    lines[3] = lines[3][:40]
    (folder / "a.jsonl").write_text("\n".join(lines))
    report = load_paths(store, [folder])
    assert report.added == 4
    assert [refusal.place for refusal in report.files[0].refused] == ["line 4"]


def test_a_file_that_is_named_twice_is_read_once(store: Store, folder: Path) -> None:
    path = write(folder / "a.jsonl", question(1))
    report = load_paths(store, [path, folder])
    assert [file.added for file in report.files] == [1]


def test_bad_files_are_refused_with_a_reason_and_good_ones_loaded(store: Store, folder: Path) -> None:
    write(folder / "good.jsonl", question(1))
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "broken.gz").write_bytes(gzip.compress(b"x" * 1000)[:20])
    (folder / "empty.txt").touch()
    (folder / "list.json").write_text('[{"questionText": "Why", "uin": ')
    os.mkfifo(folder / "pipe")
    os.link(folder / "empty.txt", folder / "z\x1b[31m\n.txt")
    report = load_paths(store, [folder, folder / "absent.txt"])
    assert report.added == 1
    assert set(reasons(report)) == {
        "absent.txt",
        "binary.txt",
        "broken.gz",
        "empty.txt",
        "list.json",
        "pipe",
        "z\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}.txt",
    }
    assert "no such file" in reasons(report)["absent.txt"]
    assert "pipe" in reasons(report)["pipe"]


def test_links_hidden_files_and_notices_are_passed_over_and_said(store: Store, folder: Path, tmp_path: Path) -> None:
    write(folder / "a.jsonl", question(1))
    write(folder / "licence-fee.jsonl", question(2))
    secret = write(tmp_path / "elsewhere" / "secret.jsonl", question(9))
    for name in ("README.md", "LICENSE", "Licence.txt", "CHANGELOG.md", "PROVENANCE.md", ".hidden.jsonl"):
        write(folder / name, question(8))
    write(folder / ".git" / "x.jsonl", question(8))
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "itself").symlink_to(folder / "itself")
    (folder / "dangling").symlink_to(folder / "nothing")
    (folder / "again").symlink_to(folder / "a.jsonl")
    (folder / "out").symlink_to(secret)
    (folder / "outdir").symlink_to(secret.parent, target_is_directory=True)
    report = load_paths(store, [folder])
    assert {record.record_id for record in store.all_records()} == {question(1).record_id, question(2).record_id}
    passed = {Path(file.name).name: file.passed_over for file in report.files if file.passed_over}
    assert passed == {
        "README.md": "not a record",
        "LICENSE": "not a record",
        "Licence.txt": "not a record",
        "CHANGELOG.md": "not a record",
        "PROVENANCE.md": "not a record",
        ".hidden.jsonl": "hidden",
        ".git": "hidden",
        "loop": "a link to a file that is read anyway",
        "again": "a link to a file that is read anyway",
        "itself": "a link that leads nowhere or to itself",
        "dangling": "a link that leads nowhere or to itself",
        "out": "a link out of the folder",
        "outdir": "a link out of the folder",
    }
    assert report.refused == 0


def test_what_is_named_outright_is_read_whatever_its_name(store: Store, folder: Path) -> None:
    write(folder / "real.jsonl", question(1))
    (folder / "link.jsonl").symlink_to(folder / "real.jsonl")
    readme = write(folder / "README.jsonl", question(2))
    assert load_paths(store, [folder / "link.jsonl", readme]).added == 2


def test_an_error_of_ours_is_logged_and_shown_as_a_number(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(source: Any) -> Reading:
        raise KeyError("secret detail")

    monkeypatch.setattr("briefs.readers.reading.reader_for", lambda source: registry.SourceForm("a form", fail))
    write(folder / "a.jsonl", question(1))
    write(folder / "b.jsonl", question(2))
    with caplog.at_level(logging.ERROR):
        report = load_paths(store, [folder], ours=True)
    assert len(report.files) == 2
    for file in report.files:
        (refusal,) = file.refused
        assert "a fault in pqbrief" in refusal.reason
        assert "secret" not in refusal.reason
        assert refusal.reason.rpartition(" ")[2].strip(")") in caplog.text
    assert "secret detail" in caplog.text


def _row(answer: str, clipped: bool) -> str:
    full = "To ask the Secretary of State for Rivers, how many otters live in each river."
    return json.dumps(
        {
            "id": 7,
            "house": "Commons",
            "dateTabled": "2031-03-03T00:00:00",
            "dateAnswered": "2031-03-10T00:00:00",
            "uin": "77",
            "questionText": full,
            "answerText": answer[:255] + "..." if clipped else answer,
            "answeringBodyName": "Department for Rivers",
            "answeringBodyId": 3,
            "heading": "Otters",
            "isWithdrawn": False,
            "answerIsHolding": False,
            "answerIsCorrection": False,
        }
    )


def test_a_clipped_copy_does_not_replace_a_whole_one(store: Store, folder: Path) -> None:
    answer = "Nine otters live in the first river and ten in the second. " * 8
    (folder / "1-whole.jsonl").write_text(_row(answer, clipped=False) + "\n")
    (folder / "2-clipped.jsonl").write_text(_row(answer, clipped=True) + "\n")
    report = load_paths(store, [folder])
    assert [(file.added, file.updated, file.unchanged) for file in report.files] == [(1, 0, 0), (0, 0, 1)]
    (record,) = store.all_records()
    assert record.passages[-1].text.strip() == answer.strip()
    assert all(passage.quotable for passage in record.passages)


LOAD = """
import sys
from pathlib import Path
from briefs.loading.files import load_paths
from briefs.store.store import Store
with Store.open(Path(sys.argv[1])) as store:
    load_paths(store, [Path(word) for word in sys.argv[2:]], on_file=lambda report: print(report.added, flush=True))
"""


def _load(*words: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", LOAD, *map(str, words)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[3], stdout=subprocess.PIPE, text=True)


def test_a_load_that_is_killed_leaves_each_file_whole_or_absent(tmp_path: Path, folder: Path) -> None:
    sizes = dict.fromkeys("abcdefgh", 400)
    for name, size in sizes.items():
        write(folder / f"{name}.jsonl", *(story(f"{name}{n}", "Otters. " * 50) for n in range(size)))
    with _load(tmp_path / "data", folder) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "400\n"
        time.sleep(0.03)  # into one of the files that follow
        process.send_signal(signal.SIGKILL)
    with Store.open(tmp_path / "data") as store:
        held = [record.record_id.removeprefix("file/")[0] for record in store.all_records()]
        assert {name: held.count(name) for name in held} == {name: sizes[name] for name in held}
        assert set(held) >= {"a"}
        assert load_paths(store, [folder]).refused == 0
        assert store.status().records == sum(sizes.values())


def test_two_loads_at_once_both_finish_and_lose_nothing(tmp_path: Path, folder: Path) -> None:
    for number in range(6):
        write(folder / f"{number}.jsonl", *(question(10 * number + n) for n in range(15)))
    loads = [_load(tmp_path / "data", folder), _load(tmp_path / "data", folder)]
    added = [sum(map(int, load.communicate(timeout=60)[0].split())) for load in loads]
    assert [load.returncode for load in loads] == [0, 0]
    assert sum(added) == 65
    with Store.open(tmp_path / "data") as store:
        assert store.status().records == 65
        assert store.last_seq() == 65


@pytest.mark.shared
def test_the_documents_as_people_saved_them_load_and_load_again(store: Store) -> None:
    documents = shared("seeds")
    report = load_paths(store, [documents])
    assert (report.added, report.refused) == (5, 0)
    again = load_paths(store, [documents])
    assert (again.added, again.updated, again.unchanged) == (0, 0, 5)


def test_a_record_of_too_many_paragraphs_is_refused_and_the_others_are_loaded(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_PASSAGES", 2)
    (folder / "long.txt").write_text("One pond.\n\nTwo ponds.\n\nThree ponds.\n\nFour ponds.\n", encoding="utf-8")
    write(folder / "short.jsonl", question(1), question(2))
    report = load_paths(store, [folder], ours=True)
    assert reasons(report) == {"long.txt": "it has 3 paragraphs and the limit is 2; split it"}
    assert report.added == 2


def test_a_file_that_another_replaces_is_passed_over_without_a_fault(store: Store, tmp_path: Path) -> None:
    old = '<?xml version="1.0"?><publicwhip latest="no"><speech id="x"><p>Lamps.</p></speech></publicwhip>'
    path = tmp_path / "debates2031-02-03a.xml"
    path.write_text(old, encoding="utf-8")
    (report,) = load_paths(store, [path]).files
    assert report.passed_over == "a later version of this day's file replaces this one"
    assert report.refused == ()


def test_what_was_read_before_is_not_read_again_unless_asked_for(store: Store, folder: Path) -> None:
    path = write(folder / "a.jsonl", question(1), question(2))
    assert load_paths(store, [path]).added == 2
    seen: list[LoadState] = []
    assert load_paths(store, [path], on_part=seen.append).unchanged == 2
    assert seen[-1].done == seen[-1].of == path.stat().st_size
    with store.held() as connection, transaction(connection):
        assert connection.execute("SELECT records FROM files_read").fetchall() == [(2,)]
        connection.execute("UPDATE files_read SET records = 7")  # tells what was looked up from what was read
    assert load_paths(store, [path]).unchanged == 7
    assert load_paths(store, [path], again=True).unchanged == 2


def test_a_file_is_read_again_where_it_changed_was_refused_in_part_or_the_readers_did(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(folder / "a.jsonl", question(1))
    load_paths(store, [path])
    assert load_paths(store, [write(path, question(1), question(2))]).added == 1
    broken = folder / "b.jsonl"
    broken.write_bytes(path.read_bytes() + b'{"broken\n')
    assert [load_paths(store, [broken]).refused for _ in range(2)] == [1, 1]
    with store.held() as connection, transaction(connection):
        connection.execute("UPDATE files_read SET records = 7, readers = 'of an earlier version'")
    assert load_paths(store, [path]).unchanged == 2


def test_of_the_versions_of_a_day_s_file_only_the_last_is_read(store: Store, folder: Path) -> None:
    for name in ("debates2009-10-26a.xml", "debates2009-10-26b.xml", "debates2009-10-27a.xml", "notes2009-10-26a.xml"):
        (folder / name).write_text("<publicwhip></publicwhip>")
    passed = {Path(file.name).name for file in load_paths(store, [folder]).files if file.passed_over}
    assert passed == {"debates2009-10-26a.xml"}


def test_a_load_that_was_killed_goes_on_where_it_stopped(folder: Path, tmp_path: Path) -> None:
    for number in range(300):
        write(folder / f"{number:03}.jsonl", *(question(number * 10 + n) for n in range(10)))
    command = [str(Path(sys.executable).with_name("pqbrief")), "--db", str(tmp_path / "data"), "load", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "019.jsonl" in line:
                process.kill()
                break
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert sum("10 unchanged" in line for line in lines[:-1]) >= 20
    with Store.open(tmp_path / "data") as held:
        assert held.status().records == 3_000
