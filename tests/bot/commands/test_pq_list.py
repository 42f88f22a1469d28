"""``pqbrief pq --list``, ``--tabled``, ``--due`` and ``--check`` as a person runs them."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from bot.commands.progress import ListProgress
from bot.slack.blocks.limits import breaches
from briefs.library import Library
from tests.bot.support import program
from tests.briefs.question.invented import LAMPS, asked

BUOYS = "To ask the Secretary of State for Coasts, what plans she has for buoy number"
ANSWER = "Forty lighthouse lamps were replaced in Sampleshire in 2024."
ON = ("--on", "2025-02-05")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder of an answered question and of fifty more, more than one process lists."""
    folder = tmp_path_factory.mktemp("pq-list")
    with Library.open(folder) as library:
        library.store.add(
            [
                asked("700", LAMPS, ANSWER, tabled=date(2025, 1, 20)),
                asked("900", LAMPS, tabled=date(2025, 2, 3)),
                *(asked(str(1000 + n), f"{BUOYS} {n}.", tabled=date(2025, 2, 4), title="Buoys") for n in range(50)),
            ]
        )
        library.questions.catch_up(60)
    return folder


def test_what_was_tabled_is_listed(data: Path) -> None:
    done = program("pq", "--tabled", "3 February 2025", "--from", "Coasts", *ON, "--db", data)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Questions tabled to the Department for Coasts on 3 February 2025" in done.stdout
    assert "0 overdue · 0 due today · 0 due later this week · 1 due after this week" in done.stdout
    row = next(line.split() for line in done.stdout.splitlines() if line.startswith("900"))
    assert row[:6] == ["900", "10", "Feb", "2025", "700", "27"]


def test_many_questions_are_listed_on_every_core(data: Path, tmp_path: Path) -> None:
    written = tmp_path / "list.csv"
    done = program("pq", "--tabled", "yesterday", *ON, "-o", written, "--db", data)
    assert done.returncode == 0, done.stderr
    with written.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["UIN"] for row in rows} == {str(1000 + n) for n in range(50)}
    assert {row["Due"] for row in rows} == {"2025-02-11"}


def test_a_file_is_listed_and_its_unread_lines_are_named(data: Path, tmp_path: Path) -> None:
    lines = tmp_path / "uins.txt"
    lines.write_text("900\nnonsense\n1001, 1002\n", encoding="utf-8")
    done = program("pq", "--list", lines, "--format", "json", *ON, "--db", data)
    assert done.returncode == 1
    made = json.loads(done.stdout)["list"]
    assert {q["uin"] for g in made["groups"] for q in g["questions"]} == {"900", "1001", "1002"}
    assert [(r["line"], r["text"]) for r in made["refused"]] == [(2, "nonsense")]
    assert "line 2" in done.stderr


def test_numbers_may_stand_in_the_argument_itself(data: Path) -> None:
    done = program("pq", "--list", "900, 1001", *ON, "--db", data)
    assert done.returncode == 0, done.stderr
    assert "1001" in done.stdout


def test_what_is_overdue_is_listed(data: Path) -> None:
    done = program("pq", "--due", "overdue", "--on", "2025-02-11", "--format", "json", "--db", data)
    assert done.returncode == 0, done.stderr
    (question,) = [q for g in json.loads(done.stdout)["list"]["groups"] for q in g["questions"]]
    assert (question["uin"], question["standing"], question["working_days"]) == ("900", "overdue", 1)


def test_the_messages_of_a_list_are_printed(data: Path) -> None:
    done = program("pq", "--tabled", "yesterday", *ON, "--format", "slack", "--db", data)
    messages = json.loads(done.stdout)["messages"]
    assert messages
    assert [breaches(message) for message in messages] == [[]] * len(messages)


WRONG = [
    ("a question too", ("pq", "900", "--tabled", "today"), 2),
    ("a body alone", ("pq", "--from", "Coasts"), 2),
    ("a day that is none", ("pq", "--tabled", "soon"), 1),
    ("a file that is not there", ("pq", "--list", "no-such-file"), 1),
    ("a body that is none", ("pq", "--tabled", "today", "--from", "Ministry of Fog"), 1),
    ("a note as CSV", ("pq", "900", "--format", "csv"), 2),
    ("a draft without a question", ("pq", "--check", "-"), 2),
    ("a draft that is not there", ("pq", "900", "--check", "no-such-file"), 1),
]


@pytest.mark.parametrize(("arguments", "status"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_cannot_be_done_is_said_in_a_sentence(data: Path, arguments: tuple[str, ...], status: int) -> None:
    done = program(*arguments, "--db", data)
    assert (done.returncode, done.stdout) == (status, "")
    assert "Traceback" not in done.stderr


def test_a_draft_is_checked(data: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("Sixty lighthouse lamps, or 60, were replaced in Sampleshire in 2023.", encoding="utf-8")
    done = program("pq", "900", "--check", draft, *ON, "--format", "json", "--db", data)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)["check"]
    (finding,) = made["findings"]
    assert (finding["what"], finding["place"]["text"], finding["held"]) == ("date", "2023", ["2024"])
    assert finding["source"]["text"] == ANSWER
    piped = program("pq", "900", "--check", "-", *ON, "--db", data, stdin=draft.read_text(encoding="utf-8"))
    assert "“2023”" in piped.stdout


def test_progress_is_a_line_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    with ListProgress(10, terminal=True) as progress:
        progress._told -= 60.0
        progress.moved(4)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "4 of 10 questions" in captured.err
