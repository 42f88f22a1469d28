"""``pqbrief pq`` as a person runs it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bot.slack.blocks.limits import breaches
from briefs.library import Library
from tests.bot.slack.blocks.hostile import offered, rich_words
from tests.bot.support import program
from tests.briefs.question.invented import LAMPS, asked


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder of three questions, two of one number."""
    folder = tmp_path_factory.mktemp("pq")
    with Library.open(folder) as library:
        library.store.add(
            [
                asked("700", LAMPS, "Forty lighthouse lamps were replaced in Sampleshire.", tabled=date(2024, 3, 1)),
                asked("700", LAMPS, "Ten lighthouse lamps were replaced in Sampleshire.", tabled=date(2025, 1, 20)),
                asked("900", LAMPS, tabled=date(2025, 2, 3)),
            ]
        )
    return folder


def test_a_note_by_uin_as_things_stood(data: Path) -> None:
    done = program("pq", "900", "--on", "2025-02-05", "--db", data)
    assert (done.returncode, done.stderr) == (0, "")
    assert "as of 5 February 2025" in done.stdout
    assert "“Ten lighthouse lamps were replaced in Sampleshire.”" in done.stdout
    assert "due 10 February 2025. 3 working days left" in " ".join(done.stdout.split())


@pytest.mark.parametrize("asked", ["UIN 900", "what was the answer to PQ 900?"])
def test_a_brief_on_a_uin_is_its_background_note(data: Path, asked: str) -> None:
    done = program("brief", asked, "--db", data)
    assert (done.returncode, done.stderr) == (0, "")
    assert "ackground note" in done.stdout or "BACKGROUND NOTE" in done.stdout
    assert "900" in done.stdout


def test_pasted_text_as_json(data: Path) -> None:
    done = program("pq", "-", "--format", "json", "--db", data, stdin=f"> {LAMPS}\n")
    assert done.returncode == 0
    assert json.loads(done.stdout)["question"]["text"] == LAMPS


def test_a_uin_of_several_questions_is_answered_with_their_days(data: Path) -> None:
    done = program("pq", "700", "--db", data)
    assert done.returncode == 0
    assert "700 tabled 20 January 2025" in done.stdout
    assert "700 tabled 1 March 2024" in done.stdout
    chosen = program("pq", "700 tabled 1 March 2024", "--on", "2024-04-01", "--db", data)
    assert "Forty lighthouse lamps" in chosen.stdout


def test_a_file_takes_its_form_from_its_name(data: Path, tmp_path: Path) -> None:
    written = tmp_path / "note.md"
    assert program("pq", "900", "-o", written, "--db", data).returncode == 0
    assert written.read_text(encoding="utf-8").startswith("# Background note")


WRONG = [
    ("nothing given", ("pq",), 2),
    ("a number not held", ("pq", "12345"), 1),
    ("a day that is none", ("pq", "900", "--on", "soon"), 2),
    ("a form that is not written", ("pq", "900", "-o", "note.pdf"), 2),
    ("text and batch", ("pq", "900", "--batch", "-"), 2),
    ("batch as text", ("pq", "--batch", "-", "--format", "text"), 2),
]


@pytest.mark.parametrize(("arguments", "status"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_cannot_be_done_is_said_in_one_line(data: Path, arguments: tuple[str, ...], status: int) -> None:
    done = program(*arguments, "--db", data)
    assert (done.returncode, done.stdout) == (status, "")
    assert "Traceback" not in done.stderr


def test_the_messages_of_slack_are_printed(data: Path) -> None:
    done = program("pq", "900", "--on", "2025-02-05", "--format", "slack", "--db", data)
    assert done.returncode == 0, done.stderr
    messages = json.loads(done.stdout)["messages"]
    assert [breaches(message) for message in messages] == [[]]
    assert "“Ten lighthouse lamps were replaced in Sampleshire.”" in rich_words(messages)
    choice = json.loads(program("pq", "700", "--format", "slack", "--db", data).stdout)["messages"]
    assert offered(choice) == ["Tabled 20 January 2025 (Commons)", "Tabled 1 March 2024 (Commons)"]


def test_a_house_narrows_a_number(data: Path) -> None:
    done = program("pq", "700", "--house", "lords", "--db", data)
    assert done.returncode == 1
    assert 'No question HL700 is stored: fetch it with "pqbrief sync written-questions --uin HL700"' in done.stderr


def test_a_batch_ranks_each_line(data: Path) -> None:
    line = json.dumps({"id": "q1", "text": LAMPS, "before": "2025-02-01"})
    done = program("pq", "--batch", "-", "--db", data, stdin=line + "\n")
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    assert answer["id"] == "q1"
    assert {hit["uin"] for hit in answer["similar"]} == {"700"}
