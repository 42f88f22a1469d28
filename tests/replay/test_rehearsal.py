"""The rehearsal: what it says of a service that is as expected, one that changed and one that is down."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefs.sync.base import Scope
from briefs.sync.engine import Task
from briefs.sync.registry import BY_NAME
from briefs.sync.rehearsal import Heard, rehearsal
from tests.bot.support import program
from tests.briefs.sync.services import hansard_service, test_committees, test_oral_questions
from tests.replay import faults
from tests.replay.catalogue import invented
from tests.replay.server import Fault, Replay, Route
from tests.replay.syncing import QUICK, write_sources

TODAY = date(2031, 5, 20)


def heard(
    path: Path, name: str, routes: dict[str, Route], *planned: tuple[str, Fault], today: date = TODAY, **scope: Any
) -> tuple[Heard, list[dict[str, Any]]]:
    """Rehearse one source; return what is said and the lines of the file."""
    with Replay(routes) as replay:
        for pattern, fault in planned:
            replay.fault(pattern, fault)
        scope = {"since": today, **scope}
        task = Task(BY_NAME[name].make(), Scope(**scope), replay.address, QUICK)
        (found,) = rehearsal([task], today, path)
    return found, [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def routes_of(name: str) -> tuple[dict[str, Route], date]:
    return {
        "written-questions": (invented(TODAY, 20).routes, TODAY),
        "hansard": (hansard_service.report().routes(), hansard_service.TODAY),
        "oral-questions": (test_oral_questions.listing(test_oral_questions.ROWS), test_oral_questions.TODAY),
        "committees": (test_committees.service().routes(), test_committees.TODAY),
    }[name]


@pytest.mark.parametrize(
    ("name", "requests"),
    [("written-questions", 2), ("hansard", 8), ("oral-questions", 4), ("committees", 3)],
)
def test_a_page_and_a_document_are_asked_for(name: str, requests: int, tmp_path: Path) -> None:
    routes, today = routes_of(name)
    found, lines = heard(tmp_path / "raw.jsonl", name, routes, today=today)
    assert found.well, found.lines()
    assert found.lines()[0].endswith(": as expected")
    assert len(found.answers) == len(lines) <= requests
    assert "200 in 0." in found.answers[0]
    official = BY_NAME[name].make().address
    assert all(line["url"].startswith(official) and line["body"] and line["status"] == 200 for line in lines)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        pytest.param(
            faults.renamed(b'"answeringBodyName"', b'"body"'),
            "results[].value.answeringBodyName should be text and is missing",
            id="a field is missing",
        ),
        pytest.param(
            faults.edited(lambda value: value.update(totalResults="many") if "totalResults" in value else None),
            "totalResults should be number and is text",
            id="a field is of another kind",
        ),
    ],
)
def test_what_differs_is_named(fault: Fault, told: str, tmp_path: Path) -> None:
    routes, _ = routes_of("written-questions")
    found, _ = heard(tmp_path / "raw.jsonl", "written-questions", routes, (r"questions\?", fault))
    assert not found.well
    assert any(told in line for line in found.differences)


def test_what_is_of_no_use_is_kept_with_its_reason(tmp_path: Path) -> None:
    routes, _ = routes_of("written-questions")
    found, lines = heard(tmp_path / "raw.jsonl", "written-questions", routes, ("/", faults.challenge))
    assert "refuses programs" in str(found.stopped)
    assert [(line["status"], "127.0.0.1" in json.dumps(line)) for line in lines] == [(403, False)]
    assert "Turn on scripts" in lines[0]["body"]


def test_no_setting_of_a_team_goes_into_the_file(tmp_path: Path) -> None:
    routes, _ = routes_of("written-questions")
    _, lines = heard(tmp_path / "raw.jsonl", "written-questions", routes, terms=("our secret term",), bodies=("901",))
    assert "secret" not in json.dumps(lines)
    assert "answeringBodies" not in json.dumps(lines)


def test_the_program_stores_nothing(tmp_path: Path) -> None:
    path = tmp_path / "raw.jsonl"
    with Replay(invented(date.today(), 20, 4).routes) as replay:
        sources = write_sources(tmp_path / "sources.toml", replay.address)
        names = ("written-questions", "written-statements")
        done = program("--db", tmp_path / "data", "sync", *names, "--sources", sources, "--rehearse", "-o", path)
        assert done.returncode == 0, done.stdout + done.stderr
        replay.fault("statements", faults.renamed(b'"title"', b'"name"'))
        again = program("--db", tmp_path / "data", "sync", *names, "--sources", sources, "--rehearse", "-o", path)
    assert "Written questions and answers: as expected" in done.stdout
    assert str(path) in done.stderr
    assert not (tmp_path / "data").exists() or not list((tmp_path / "data").glob("*.sqlite3"))
    assert again.returncode == 1
    assert (
        "differs: /api/writtenstatements/statements: results[].value.title should be text and is missing"
        in again.stdout
    )
