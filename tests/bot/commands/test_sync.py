"""``pqbrief sync`` as a person runs it, against a replayed service: the table, the lines, the exit status."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from bot.commands.progress import SyncProgress
from bot.commands.sync import report_lines
from briefs.sync.engine import Report
from briefs.sync.registry import BY_NAME
from tests.bot.support import command, environment, program
from tests.replay import faults
from tests.replay.catalogue import Catalogue, invented
from tests.replay.clock import without_waiting
from tests.replay.server import Fault, Replay
from tests.replay.syncing import write_sources

QUESTIONS, STATEMENTS = "written-questions", "written-statements"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return invented(date.today(), 30, 6)


@pytest.fixture
def replay(catalogue: Catalogue) -> Iterator[Replay]:
    with Replay(catalogue.routes) as made:
        yield made


@pytest.fixture
def sources(replay: Replay, tmp_path: Path) -> Path:
    return write_sources(tmp_path / "sources.toml", replay.address, more="timeout = 0.5")


def run(*arguments: object) -> Result:
    """Run the program in this process, with retries that do not wait."""
    with without_waiting():
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], env={"PQBRIEF_DEBUG": None})


def test_a_sync_prints_its_table_and_the_next_one_changes_nothing(sources: Path, tmp_path: Path) -> None:
    done = program("--db", tmp_path / "data", "sync", QUESTIONS, STATEMENTS, "--sources", sources)
    assert done.returncode == 0, done.stderr
    head, *rows = [line.split() for line in done.stdout.splitlines()]
    assert head == ["Source", "Added", "Updated", "Unchanged", "Refused", "Warnings", "Requests", "Outcome"]
    assert [(row[0], *row[1:3], *row[4:6], row[7]) for row in rows] == [
        (QUESTIONS, "30", "0", "0", "0", "done"),
        (STATEMENTS, "6", "0", "0", "0", "done"),
    ]
    assert "Written questions and answers: fetching" in done.stderr
    assert re.search(r"Written statements: done, 6 records, in \d+ seconds?\n", done.stderr)
    again = run("--db", tmp_path / "data", "sync", QUESTIONS, "--sources", sources)
    assert again.exit_code == 0
    assert again.stdout.splitlines()[1].split()[1:3] == ["0", "0"]
    held = json.loads(run("--db", tmp_path / "data", "status", "--format", "json").stdout)
    assert held["by_kind"] == {"written_question": 30, "written_statement": 6}


def test_the_file_in_the_data_folder_is_used_and_says_what_is_fetched(replay: Replay, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    others = [name for name in BY_NAME if name != STATEMENTS]
    write_sources(folder / "sources.toml", replay.address, [STATEMENTS])
    with (folder / "sources.toml").open("a", encoding="utf-8") as stream:
        stream.writelines(f"[{name}]\nenabled = false\n" for name in others)
    done = run("--db", folder, "sync")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["Source", STATEMENTS]


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        pytest.param(
            faults.late(2.0),
            "Written questions and answers did not answer within 0.5 seconds, at {url}: run the sync again later.",
            id="time-out",
        ),
        pytest.param(
            faults.too_many("7200"),
            "Written questions and answers answered 429 and asks us to wait 2 hours, at {url}: run the sync again"
            " after that.",
            id="429",
        ),
        pytest.param(
            faults.error_with_json,
            "Written questions and answers answered 500 with JSON every time, at {url}: run the sync again later.",
            id="500-with-JSON",
        ),
        pytest.param(
            faults.html_page,
            "Written questions and answers answered with a web page where JSON was expected, at {url}: the answer is"
            " kept; run the sync again later, and look for a newer version of pqbrief if it stays so.",
            id="HTML-with-200",
        ),
        pytest.param(
            faults.cut_short,
            "Written questions and answers cut its answer short, at {url}: run the sync again later.",
            id="cut-short",
        ),
        pytest.param(
            faults.half_json,
            "Written questions and answers sent JSON that breaks off or is wrong, at {url}: the answer is kept; run"
            " the sync again later.",
            id="half-JSON",
        ),
        pytest.param(
            faults.asking(tabledWhenFrom=None, tabledWhenTo=None),
            "Written questions ignored what was asked for: tabledWhen {first} to {last}, but number {uin} was tabled on"
            " {day}, at {url}; nothing of that answer was stored, and the answer is kept.",
            id="filter-ignored",
        ),
        pytest.param(
            faults.asking(skip="0", take="1"),
            "Written questions: the service gives the same page again and again, for the page at row 1 holds only rows"
            " that came before, at {url}; what was fetched before is safe, run the sync again later.",
            id="page-repeats",
        ),
        pytest.param(
            faults.renamed(b'"results"', b'"rows"'),
            'Written questions: the service changed its format, for "results" should be a list of objects; the answer'
            " is kept, and a newer version of pqbrief may know the new form.",
            id="envelope-changed",
        ),
        pytest.param(
            faults.renamed(b'"questionText"', b'"text"'),
            'Written questions: the service changed its format, for every row is refused (the field "questionText" is'
            " missing or empty), at {url}; the answer is kept, and a newer version of pqbrief may know the new form.",
            id="field-changed",
        ),
    ],
)
def test_each_fault_is_a_line_and_stops_its_source_alone(
    replay: Replay, sources: Path, tmp_path: Path, fault: Fault, line: str
) -> None:
    replay.fault(r"writtenquestions/questions\?", fault)
    done = run("--db", tmp_path / "data", "sync", QUESTIONS, STATEMENTS, "--sources", sources)
    assert done.exit_code == 1
    rows = {row.split()[0]: row.split() for row in done.stdout.splitlines()}
    assert (rows[QUESTIONS][7], rows[STATEMENTS][1], rows[STATEMENTS][7]) == ("stopped", "6", "done")
    (told,) = [text for text in done.stdout.splitlines() if text.startswith(f"{QUESTIONS}: stopped: ")]
    blanks = {"url": r"http://127\.0\.0\.1:\d+/\S+", "uin": r"\w+"} | dict.fromkeys(("first", "last", "day"), r"[\d-]+")
    pattern = re.sub(r"\\\{(\w+)\\\}", lambda blank: blanks[blank[1]], re.escape(line))
    assert re.fullmatch(pattern, told.removeprefix(f"{QUESTIONS}: stopped: ")), told
    assert done.stderr.endswith(
        "pqbrief: 1 source was stopped, for the reasons given above; everything else was stored.\n"
    )
    status = " ".join(run("--db", tmp_path / "data", "status").stdout.split())
    assert "last error: Written questions" in status
    assert "last success" in status


def test_a_changed_page_size_is_a_warning(replay: Replay, sources: Path, tmp_path: Path) -> None:
    replay.fault(r"writtenquestions/questions\?", faults.asking(take="2"))
    done = run("--db", tmp_path / "data", "sync", QUESTIONS, "--sources", sources)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[1].split()[1] == "30"
    told = done.stdout.splitlines()[2]
    warning = "warning: Written questions: pages of 100 rows were asked for and shorter ones came; no row was missed."
    assert re.fullmatch(rf"{QUESTIONS}: {re.escape(warning)} \(\d+ times\)", told)


def test_a_dry_run_asks_nothing(replay: Replay, sources: Path, tmp_path: Path) -> None:
    since = date.today() - timedelta(days=9)
    done = run("--db", tmp_path / "data", "sync", QUESTIONS, "--dry-run", "--sources", sources, "--since", since)
    assert done.exit_code == 0
    first, second, *_ = done.stdout.splitlines()
    assert first == f"Written questions and answers, at {replay.address}:"
    assert second.startswith(f"  What was tabled from {since} to ")
    assert replay.requests == []


def test_since_fetches_from_that_day_on(catalogue: Catalogue, sources: Path, tmp_path: Path) -> None:
    since = str(date.today() - timedelta(days=9))
    run("--db", tmp_path / "data", "sync", STATEMENTS, "--since", since, "--sources", sources)
    held = json.loads(run("--db", tmp_path / "data", "status", "--format", "json").stdout)
    assert held["records"] == sum(row["dateMade"][:10] >= since for row in catalogue.statements.values())


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        pytest.param(
            ["sync", "tweets"], 2, "There is no source “tweets”; the sources are written-questions,", id="source"
        ),
        pytest.param(["sync", "--since", "soon"], 2, "'--since'", id="since"),
        pytest.param(["sync", "--sources", "nowhere.toml"], 1, "There is no sources file nowhere.toml", id="no-file"),
    ],
)
def test_wrong_usage(arguments: list[str], status: int, words: str, tmp_path: Path) -> None:
    done = run("--db", tmp_path / "data", *arguments)
    assert (done.exit_code, done.stdout) == (status, "")
    assert words in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--for", "soon"),
        ("--for", "0m"),
        ("--for", "2h", QUESTIONS, "--uin", "10001"),
        ("-o", "raw.jsonl"),
        ("--rehearse", "--dry-run"),
        ("--rehearse", "--for", "2h"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert run("--db", tmp_path, "sync", *arguments).exit_code == 2


def test_a_run_of_a_given_length_is_no_failure_and_says_when_it_arrives(
    replay: Replay, sources: Path, tmp_path: Path
) -> None:
    replay.fault("/", lambda request, route: replace(route(request), wait=0.02))
    asked = ("sync", QUESTIONS, "--sources", sources, "--since", "2025-01-01")
    done = run("--db", tmp_path / "data", *asked, "--for", "1s")
    assert done.exit_code == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[1].endswith("to continue")
    assert "the time for this run was over; the next run continues from there, and at this pace" in done.stdout
    status = json.loads(run("--db", tmp_path / "data", "status", "--format", "json").stdout)
    (told,) = [source for source in status["sources"] if source["name"] == QUESTIONS]
    assert told["unfinished"]
    assert told["days_missing"] > 300
    assert "pqbrief sync written-questions" in told["outlook"]
    assert " missing" in run("--db", tmp_path / "data", "status").stdout
    done = run("--db", tmp_path / "data", *asked)
    assert done.stdout.splitlines()[1].endswith("done")
    status = json.loads(run("--db", tmp_path / "data", "status", "--format", "json").stdout)
    (told,) = [source for source in status["sources"] if source["name"] == QUESTIONS]
    assert (told["days_missing"], told["gaps"], told["clipped_answers"], told["outlook"]) == (0, [], 0, None)
    assert told["covered_from"] == "2025-01-01"


def test_a_rest_is_said_and_the_sync_goes_on_by_itself(replay: Replay, tmp_path: Path) -> None:
    sources = write_sources(tmp_path / "sources.toml", replay.address, patience=7200)
    replay.fault(r"questions/\d", faults.too_many("600"), times=9)
    done = run("--db", tmp_path / "data", "sync", QUESTIONS, "--sources", sources)
    assert done.exit_code == 0, done.stdout + done.stderr
    assert "Written questions and answers answered 429 and asks us to wait 10 minutes; " in done.stderr
    assert "continues by itself in 10 minutes" in done.stderr
    assert f"{QUESTIONS}: rested 9 times and continued by itself" in done.stdout


def test_help_names_every_source() -> None:
    told = run("sync", "--help").stdout
    assert all(name in told for name in BY_NAME)


def started(folder: Path, sources: Path, replay: Replay) -> subprocess.Popen[str]:
    """Start a sync that hangs in its tenth request or so, and wait until it does."""
    replay.fault(r"questions/\d+\?", faults.late(60.0))
    # A shell lets what it starts in the background ignore Ctrl-C, the tests and all that they start included.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(
            command("--db", folder, "sync", QUESTIONS, "--sources", sources),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
        )
    finally:
        signal.signal(signal.SIGINT, before)
    give_up = time.monotonic() + 60
    while not replay.asked(r"questions/\d+") and process.poll() is None and time.monotonic() < give_up:
        time.sleep(0.01)
    return process


def test_a_second_sync_says_that_one_is_running_and_ctrl_c_is_safe(replay: Replay, tmp_path: Path) -> None:
    sources = write_sources(tmp_path / "sources.toml", replay.address, more="timeout = 30")
    folder = tmp_path / "data"
    process = started(folder, sources, replay)
    try:
        second = run("--db", folder, "sync", STATEMENTS, "--sources", sources)
        assert second.exit_code == 1
        assert second.stderr == (
            "pqbrief: Another sync into this data folder is running: wait until it has finished, or stop it.\n"
        )
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=120)
    finally:
        process.kill()
        process.communicate()  # closes what is read from it: left open, it fails a test that comes later
    assert process.returncode == 130
    assert told.splitlines()[-1] == (
        "Written questions and answers was stopped. What arrived is stored, and the next sync continues from there."
    )
    assert "Traceback" not in told
    replay.mend()
    done = run("--db", folder, "sync", QUESTIONS, "--sources", sources)
    assert (done.exit_code, done.stdout.splitlines()[1].split()[1]) == (0, "30")


def test_a_terminal_sees_a_bar_with_counts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    report = Report("things", "Things")
    with SyncProgress() as progress:
        progress.began(report)
        for done in (1, 2, 4):
            report.done, report.expected, report.added = done, 4, done * 10
            progress.moved(report)
        progress.ended(report)
    shown = capsys.readouterr().err
    assert "Things" in shown
    assert "4/4" in shown
    assert "40 records" in shown
    assert shown.endswith("Things: done, 40 records, in 0 seconds\n")
    assert progress.unfinished == ""


def test_a_file_sees_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    moment: Any = iter(range(1000, 2000, 6))  # every look at the clock is six seconds on
    monkeypatch.setattr("bot.commands.progress.time.monotonic", lambda: next(moment))
    report = Report("things", "Things", added=1)
    progress = SyncProgress(terminal=False)
    progress.began(report)
    for done in range(1, 6):
        report.done, report.expected = done, 10
        progress.moved(report)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Things: fetching"
    assert re.fullmatch(r"Things: \d of 10 steps, 1 record, about \d+ (seconds|minutes) left", lines[1])
    assert len(lines) < 6


def test_a_source_of_members_says_what_it_stored_though_it_brings_no_record() -> None:
    told = report_lines([Report("members", "Members", people=1650)])
    assert told[1].split() == ["members", "0", "0", "0", "0", "0", "0", "done"]
    assert told[2] == "members: stored: lists of 1,650 Members in all"


def test_one_question_is_fetched_by_its_number(sources: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    done = run("--db", folder, "sync", QUESTIONS, "--uin", "10001", "--house", "commons", "--sources", sources)
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[1].split()[:3] == [QUESTIONS, "1", "0"]
    missing = run("--db", folder, "sync", QUESTIONS, "--uin", "hl 99999", "--sources", sources)
    assert missing.exit_code == 1
    assert "HL99999" in missing.output


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--uin", "1"), id="no source"),
        pytest.param((QUESTIONS, STATEMENTS, "--uin", "1"), id="two sources"),
        pytest.param((QUESTIONS, "--tabled", "2025-01-07"), id="a day without a number"),
        pytest.param((QUESTIONS, "--uin", "1; drop"), id="no number"),
        pytest.param((QUESTIONS, "--uin", "1", "--since", "2025-01-07"), id="since"),
    ],
)
def test_a_number_goes_with_one_source_alone(arguments: tuple[str, ...], sources: Path, tmp_path: Path) -> None:
    assert run("--db", tmp_path / "data", "sync", *arguments, "--sources", sources).exit_code == 2


@pytest.fixture
def nowhere() -> Iterator[str]:
    """Give an address of this machine at which nothing listens, and nothing can while the test runs."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture
def unreached(nowhere: str, tmp_path: Path) -> tuple[object, ...]:
    sources = write_sources(tmp_path / "unreached.toml", nowhere, more="timeout = 0.5")
    return ("--allow-private-addresses", "--sources", sources)


def test_a_rehearsal_that_reaches_no_source_says_so_once_and_leaves_no_file(
    unreached: tuple[object, ...], tmp_path: Path
) -> None:
    raw = tmp_path / "raw.jsonl"
    done = run("--db", tmp_path / "data", "sync", QUESTIONS, STATEMENTS, "--rehearse", "-o", raw, *unreached)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "pqbrief: No source could be reached; this machine seems to have no network. Nothing was stored.\n"
    )
    assert not raw.exists()


def test_a_rehearsal_that_reaches_some_sources_tells_of_each(replay: Replay, nowhere: str, tmp_path: Path) -> None:
    mixed = write_sources(tmp_path / "dead.toml", nowhere, (QUESTIONS,)).read_text("utf-8")
    mixed += write_sources(tmp_path / "live.toml", replay.address, (STATEMENTS,)).read_text("utf-8")
    (tmp_path / "mixed.toml").write_text(mixed, "utf-8")
    asked = ("sync", QUESTIONS, STATEMENTS, "--rehearse", "-o", tmp_path / "raw.jsonl", "--allow-private-addresses")
    done = run("--db", tmp_path / "data", *asked, "--sources", tmp_path / "mixed.toml")
    assert done.exit_code == 1
    assert "Written questions and answers: not as expected" in done.stdout
    assert "Written statements: " in done.stdout
    assert (tmp_path / "raw.jsonl").exists()


def test_the_status_after_a_failed_sync_tells_an_address_by_its_host(
    unreached: tuple[object, ...], nowhere: str, tmp_path: Path
) -> None:
    assert run("--db", tmp_path / "data", "sync", QUESTIONS, *unreached).exit_code == 1
    told = " ".join(run("--db", tmp_path / "data", "status").stdout.split())
    assert "at 127.0.0.1: check the network" in told
    whole = json.loads(run("--db", tmp_path / "data", "status", "--format", "json").stdout)
    assert any(nowhere in (source["last_error"] or "") for source in whole["sources"])


def test_a_plan_does_not_list_pages_of_no_announcement(replay: Replay, tmp_path: Path) -> None:
    sources = write_sources(tmp_path / "govuk.toml", replay.address, ("govuk",))
    done = run("--db", tmp_path / "data", "sync", "govuk", "--dry-run", "--sources", sources)
    assert done.exit_code == 0, done.stderr
    assert "announcements, where" not in done.stdout
