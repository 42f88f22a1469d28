"""Written statements from a replayed service, in the form of the specification."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from briefs.library import Library
from briefs.records.model import Kind
from tests.replay import faults
from tests.replay.catalogue import Catalogue, invented
from tests.replay.server import Replay
from tests.replay.syncing import run

TODAY = date(2031, 5, 20)
NAME = "written-statements"


@pytest.fixture
def catalogue() -> Catalogue:
    return invented(TODAY, 0, 30)


def test_every_statement_comes_whole(catalogue: Catalogue, replay: Replay, library: Library) -> None:
    (report,) = run(library, replay.address, TODAY, NAME)
    assert (report.error, report.added, report.refused) == (None, 30, 0)
    for record in library.store.all_records():
        row = catalogue.statements[int(record.source_id or 0)]
        assert record.kind is Kind.WRITTEN_STATEMENT
        assert [passage.text for passage in record.passages] == re.findall(r"<p>(.*?)</p>", row["text"])
        assert all(passage.quotable for passage in record.passages)
        assert record.people[0].name == f"Member {row['memberId']}"


def test_rows_that_keep_their_markup_need_no_detail(
    catalogue: Catalogue, replay: Replay, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.replay.catalogue._clipped", lambda text: text)  # the service's form, none of our code
    replay.fault(r"written\w+/statements\?", faults.asking(expandMember="true"))
    (report,) = run(library, replay.address, TODAY, NAME)
    assert (report.added, replay.asked(r"statements/\d")) == (30, [])


def test_a_row_without_its_text_is_fetched_whole(replay: Replay, library: Library) -> None:
    replay.fault(r"statements\?", faults.renamed(b'"text"', b'"summary"'))
    (report,) = run(library, replay.address, TODAY, NAME)
    assert (report.error, report.added) == (None, 30)


def test_a_statement_linked_within_a_fortnight_is_found(catalogue: Catalogue, replay: Replay, library: Library) -> None:
    run(library, replay.address, TODAY, NAME)
    row = max(catalogue.statements.values(), key=lambda value: str(value["dateMade"]))
    row["linkedStatements"] = [
        {"linkedStatementId": 1, "linkType": "CorrectedStatement", "linkDate": "2031-05-21T00:00:00"}
    ]
    (report,) = run(library, replay.address, TODAY + timedelta(days=2), NAME)
    assert (report.error, report.added, report.updated) == (None, 0, 1)
    record = next(record for record in library.store.all_records() if record.source_id == row["id"])
    assert record.notes == ("It is linked to a corrected statement (number 1 of the source) of 21 May 2031.",)


def test_an_ignored_filter_is_noticed(replay: Replay, library: Library) -> None:
    replay.fault(r"statements\?", faults.asking(madeWhenFrom=None, madeWhenTo=None))
    (report,) = run(library, replay.address, TODAY, NAME, since=TODAY - timedelta(days=3))
    assert report.error is not None
    assert report.error.startswith("Written statements ignored what was asked for: madeWhen 2031-05-17 to 2031-05-20")
    assert library.store.is_empty()
