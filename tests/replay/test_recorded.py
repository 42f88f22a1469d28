"""Real answers of the services, replayed through the real sync."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefs.library import Library
from briefs.loading.files import load_paths
from briefs.records.model import AnswerState, Kind
from tests.replay.catalogue import Catalogue
from tests.replay.clock import FakeClock
from tests.replay.server import Replay, Request, Response, json_response
from tests.replay.syncing import run
from tests.support import shared

TODAY = date(2026, 7, 25)
pytestmark = pytest.mark.shared


def recorded(name: str) -> tuple[Path, Any]:
    path = shared("services", "recorded", name)
    return path, json.loads(path.read_text(encoding="utf-8"))


def test_real_questions_come_whole_through_the_sync(tmp_path: Path) -> None:
    _, answer = recorded("wq-details-90.json")
    rows = [result["value"] for result in answer["results"]]
    with Replay(Catalogue(rows).routes) as replay, Library.open(tmp_path) as library:
        (report,) = run(library, replay.address, TODAY, clock=FakeClock(), since=date(2024, 7, 1))
        assert (report.error, report.added, report.refused) == (None, len(rows), 0)
        whole = {record.uin for record in library.store.all_records() if record.passages[-1].quotable}
        assert whole == {row["uin"] for row in rows}


def test_real_oral_questions_have_their_states(tmp_path: Path) -> None:
    _, answer = recorded("oralquestions-list-member185.json")

    def listed(request: Request) -> Response:
        begin, end = (request.first(f"parameters.answeringDate{name}") for name in ("Start", "End"))
        found = [row for row in answer["Response"] if begin <= row["AnsweringWhen"][:10] <= end]
        return json_response({**answer, "Response": found, "PagingInfo": {**answer["PagingInfo"], "Total": len(found)}})

    with Replay({"/oralquestions/list": listed}) as replay, Library.open(tmp_path) as library:
        (report,) = run(
            library, replay.address, TODAY, "oral-questions", clock=FakeClock(), since=date(2020, 4, 1), members=(185,)
        )
        assert (report.error, report.added, report.refused) == (None, len(answer["Response"]), 0)
        assert not report.warnings
        for record in library.store.all_records():
            (row,) = [each for each in answer["Response"] if str(each["UIN"]) == record.uin]
            unasked = row["Status"] == 11
            assert record.title.endswith("(not asked)") == unasked
            assert record.passages[0].quotable != unasked
            assert record.state is not AnswerState.WITHDRAWN
            assert ("topical" in record.title) == (row["QuestionType"] == 2)


def test_a_real_page_of_what_was_said_loads(tmp_path: Path) -> None:
    path, answer = recorded("hansard-search-spoken-185-first100.json")
    with Library.open(tmp_path) as library:
        report = load_paths(library.store, [path], on_file=lambda file: None)
        assert not report.refused
        debates = {row["DebateSectionExtId"].upper() for row in answer["Results"]}
        assert report.added == len(debates)
        assert {record.kind for record in library.store.all_records()} <= {Kind.DEBATE, Kind.WRITTEN_STATEMENT}
