"""One question or statement by its number, against a replayed service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from briefs.errors import ChangedFormat, NotFound, QueryError, SourceUnavailable
from briefs.library import Library
from briefs.records.model import House, Part
from briefs.sync.base import Scope
from briefs.sync.engine import Report, Task
from briefs.sync.registry import BY_NAME
from briefs.sync.services.single import Number, fetch_paper
from briefs.sync.walk.cursors import Cursors
from tests.replay import faults
from tests.replay.catalogue import Catalogue, invented
from tests.replay.server import Fault, Replay
from tests.replay.syncing import QUICK, run

TODAY = date(2025, 3, 3)


@pytest.fixture
def catalogue() -> Catalogue:
    """Return invented questions, two of which bear one number in different sessions."""
    made = invented(TODAY, 30, 4)
    other = {**made.questions[1], "id": 99, "dateTabled": "2022-02-01T00:00:00"}
    made.questions[99] = other
    return made


@pytest.fixture
def replay(catalogue: Catalogue) -> Iterator[Replay]:
    with Replay(catalogue.routes) as made:
        yield made


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as held:
        yield held


def fetch(library: Library, replay: Replay, wanted: Number, name: str = "written-questions") -> Report:
    return fetch_paper(library, Task(BY_NAME[name].make(), Scope(since=TODAY), replay.address, QUICK), wanted)


def test_a_number_and_a_day_fetch_that_question_whole_with_one_request(
    library: Library, replay: Replay, catalogue: Catalogue
) -> None:
    day = date.fromisoformat(catalogue.questions[1]["dateTabled"][:10])
    report = fetch(library, replay, Number("10001", day))
    (record,) = library.store.find_uin("10001")
    assert (report.added, report.asked, record.dates.tabled) == (1, 1, day)
    assert all(passage.quotable for passage in record.passages)


def test_a_number_alone_fetches_every_question_that_bears_it_and_no_other(library: Library, replay: Replay) -> None:
    assert fetch(library, replay, Number("10001")).added == 2
    assert {record.uin for record in library.store.all_records()} == {"10001"}
    assert all(p.quotable for r in library.store.all_records() for p in r.passages if p.part is Part.ANSWER)
    assert replay.requests[0].first("uIN") == "10001"
    assert fetch(library, replay, Number("10001")).unchanged == 2


def test_a_statement_is_fetched_by_its_number_too(library: Library, replay: Replay, catalogue: Catalogue) -> None:
    made = date.fromisoformat(catalogue.statements[2]["dateMade"][:10])
    assert fetch(library, replay, Number("HCWS2", made), "written-statements").added == 1
    assert fetch(library, replay, Number("HCWS3", None, House.COMMONS), "written-statements").added == 1


def test_it_leaves_the_walk_where_it_stands(library: Library, replay: Replay) -> None:
    run(library, replay.address, TODAY)
    before = Cursors(library.store).all()
    fetch(library, replay, Number("10001"))
    assert Cursors(library.store).all() == before


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(Number("77777"), id="number"),
        pytest.param(Number("10001", date(2020, 1, 1)), id="day"),
        pytest.param(Number("10001", None, House.LORDS), id="House"),
    ],
)
def test_what_the_service_does_not_have_is_said(library: Library, replay: Replay, wanted: Number) -> None:
    with pytest.raises(NotFound, match=f"no number {wanted.uin}"):
        fetch(library, replay, wanted)


def test_a_service_that_ignores_the_number_stores_nothing(library: Library, replay: Replay) -> None:
    replay.fault("uIN", faults.asking(uIN=None))
    with pytest.raises(ChangedFormat, match="where 10001 was asked for"):
        fetch(library, replay, Number("10001"))
    assert library.store.is_empty()


@pytest.mark.parametrize(
    "fault", [pytest.param(faults.error_with_json, id="500"), pytest.param(faults.half_json, id="half")]
)
def test_a_service_that_fails_is_told_of(library: Library, replay: Replay, fault: Fault) -> None:
    replay.fault("questions", fault)
    with pytest.raises(SourceUnavailable):
        fetch(library, replay, Number("10001"))


def test_other_sources_have_no_such_numbers(library: Library, replay: Replay) -> None:
    with pytest.raises(QueryError, match="by their number"):
        fetch(library, replay, Number("10001"), "hansard")
