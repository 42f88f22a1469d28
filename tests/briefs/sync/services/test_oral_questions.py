"""Oral questions as tabled: found by day of answer, asked for again until asked, and never doubling Hansard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefs.errors import ChangedFormat, PqbriefError, SourceUnavailable
from briefs.library import Library
from briefs.records.citations import citation
from briefs.records.model import AnswerState, House, Kind, Part, Role
from briefs.sync.base import Scope
from briefs.sync.services.oral_questions import OralQuestions
from tests.briefs.readers.round_trip import read_as
from tests.briefs.sync.services.walks import killed_walk, walk
from tests.replay.faults import asking, error_with_json, half_json, html_page, renamed
from tests.replay.server import Fault, Replay, Request, Response, json_response
from tests.replay.syncing import run

TODAY = date(2031, 3, 6)
SCOPE = Scope(since=date(2031, 2, 20))
FORM = "Oral Questions API JSON"


def row(number: int, answering: str = "2031-03-12", **changes: Any) -> dict[str, Any]:
    """Return a question as the service's description has it, in words of our own."""
    return {
        "Id": number,
        "QuestionType": "Substantive",
        "QuestionText": f"What steps she is taking to mend {number} foghorns.",
        "Status": "ToBeAsked",
        "Number": 3,
        "TabledWhen": "2031-03-03T12:00:00",
        "RemovedFromToBeAskedWhen": None,
        "DeclarableInterestDetail": "",
        "HansardLink": "",
        "UIN": 900_000 + number,
        "AnsweringWhen": f"{answering}T00:00:00",
        "AnsweringBodyId": 4,
        "AnsweringBody": "Department for Coasts",
        "AnsweringMinisterTitle": "Secretary of State for Coasts",
        "AskingMember": {"MnisId": 11, "Name": "Ada Winter", "Constituency": "Marsh", "Party": "Labour"},
        "AnsweringMinister": None,
        "AskingMemberId": 11,
        "AnsweringMinisterId": 12,
        **changes,
    }


def listing(rows: list[dict[str, Any]], most: int = 100) -> dict[str, Callable[[Request], Response]]:
    """Return the routes of a service that has these rows and gives ``most`` of them a page."""

    def answer(request: Request) -> Response:
        begin, end = (request.first(f"parameters.answeringDate{name}") for name in ("Start", "End"))
        bodies = request.params.get("parameters.answeringBodyIds", [])
        members = request.params.get("parameters.askingMemberIds", [])
        found = [
            each
            for each in rows
            if begin <= each["AnsweringWhen"][:10] <= (end or "9")
            and (not bodies or str(each["AnsweringBodyId"]) in bodies)
            and (not members or str(each["AskingMemberId"]) in members)
        ]
        skip, take = request.number("parameters.skip", 0), min(request.number("parameters.take", 25), most)
        paging = {"Skip": skip, "Take": take, "Total": len(found)}
        part = found[skip : skip + take]
        return json_response({"PagingInfo": paging, "Success": True, "Errors": [], "Response": part})

    return {"/oralquestions/list": answer}


ROWS = [row(1), row(2, "2031-03-05"), row(3, "2031-04-16", AnsweringBodyId=5, AskingMemberId=13), row(4, "2031-01-05")]


def identity(number: int) -> str:
    return f"oq/commons/2031-03-03/{900_000 + number}"


# The reader


def test_a_question_is_what_was_tabled() -> None:
    (record,) = read_as(FORM, {"PagingInfo": {}, "Response": [row(1)]}).records
    assert (record.record_id, record.kind, record.house) == (identity(1), Kind.ORAL_QUESTION, House.COMMONS)
    assert citation(record) == "HC Oral Question 900001, tabled 3 March 2031, for answer 12 March 2031"
    (passage,) = record.passages
    assert (passage.part, passage.speaker, passage.role) == (Part.QUESTION, "Ada Winter", Role.UNKNOWN)
    assert (passage.constituency, passage.party, passage.member_id, passage.quotable) == ("Marsh", "Labour", 11, True)
    assert (record.answering_body, record.answering_body_id, record.url) == ("Department for Coasts", 4, None)
    assert record.notes == (
        "It was tabled for oral answer on 12 March 2031; this is the question as tabled, not what was said.",
    )


@pytest.mark.parametrize(
    ("changes", "note", "quotable", "state"),
    [
        pytest.param({"HansardLink": "https://x.example/a"}, "Hansard has what was said", False, None, id="asked"),
        pytest.param({"Status": "Withdrawn"}, "It was withdrawn.", False, AnswerState.WITHDRAWN, id="withdrawn"),
        pytest.param({"Status": "Unstarred"}, "written answer", True, None, id="made a written question"),
        pytest.param(
            {"RemovedFromToBeAskedWhen": "2031-03-05T09:00:00"}, "taken off", True, None, id="taken off the list"
        ),
        pytest.param({"Status": 5, "QuestionType": 1}, "as tabled", True, None, id="to be asked, as a number"),
        pytest.param({"Status": 6}, "not drawn", False, None, id="not drawn"),
        pytest.param({"Status": 7}, "It was withdrawn.", False, AnswerState.WITHDRAWN, id="withdrawn, as a number"),
        pytest.param({"Status": 11}, "It was not asked.", False, None, id="not asked"),
        pytest.param({"Status": "11"}, "It was not asked.", False, None, id="a number as text"),
        pytest.param({"Status": 19}, "gives 19 as the state", True, None, id="a number of unknown meaning"),
        pytest.param({"QuestionType": 0}, "gives 0 as the kind", True, None, id="a kind of unknown meaning"),
    ],
)
def test_what_became_of_a_question_is_said(
    changes: dict[str, Any], note: str, quotable: bool, state: AnswerState | None
) -> None:
    (record,) = read_as(FORM, row(1, **changes)).records
    assert note in record.notes[-1]
    assert [passage.quotable for passage in record.passages] == [quotable]
    assert record.state is state


@pytest.mark.parametrize("field", ["UIN", "TabledWhen", "QuestionText"])
def test_a_row_without_what_it_must_have_is_refused_by_name(field: str) -> None:
    reading = read_as(FORM, {"Response": [row(1), {**row(2), field: None}]})
    assert [record.uin for record in reading.records] == ["900001"]
    assert [(refusal.place, f'"{field}"' in refusal.reason) for refusal in reading.refused] == [("row 2", True)]


# The source


@pytest.mark.parametrize(
    ("scope", "numbers"),
    [
        pytest.param({}, {1, 2, 3}, id="everything, days to come too"),
        pytest.param({"bodies": ("5",)}, {3}, id="an answering body"),
        pytest.param({"members": (11,)}, {1, 2}, id="a member"),
        pytest.param({"terms": ("foghorn 2", "lamps")}, {2}, id="terms"),
        pytest.param({"until": date(2031, 3, 31)}, {1, 2}, id="a last day"),
        pytest.param({"house": House.LORDS}, set(), id="the Lords have none"),
    ],
)
def test_a_scope_brings_what_it_names(tmp_path: Path, scope: dict[str, Any], numbers: set[int]) -> None:
    with Replay(listing(ROWS)) as replay:
        done = walk(OralQuestions(), replay, tmp_path, Scope(since=SCOPE.since, **scope), TODAY)
        assert all(name.startswith("parameters.") for request in replay.requests for name in request.params)
    assert set(done.records) == {identity(number) for number in numbers}
    assert not done.refused


def test_a_question_that_was_asked_or_put_off_is_found_by_a_later_walk(tmp_path: Path) -> None:
    rows = [row(1), row(2, "2031-03-05")]
    with Replay(listing(rows)) as replay:
        first = walk(OralQuestions(), replay, tmp_path, SCOPE, TODAY)
        rows[1] |= {"HansardLink": "https://hansard.example/2"}
        rows[0] |= {"AnsweringWhen": "2031-04-30T00:00:00"}
        later = walk(OralQuestions(), replay, tmp_path, SCOPE, date(2031, 3, 20), cursor=first.cursor)
    assert later.records[identity(2)].passages[0].quotable is False
    assert later.records[identity(1)].date_for_answer == date(2031, 4, 30)


def test_a_question_that_was_asked_is_no_longer_quoted_from_the_database(tmp_path: Path) -> None:
    rows = [row(1)]
    with Replay(listing(rows)) as replay, Library.open(tmp_path) as library:
        (first,) = run(library, replay.address, TODAY, "oral-questions")
        rows[0] |= {"HansardLink": "https://hansard.example/1", "AnsweringWhen": "2031-03-05T00:00:00"}
        (second,) = run(library, replay.address, TODAY, "oral-questions")
        record = library.store.get(identity(1))
    assert (first.added, second.updated, first.error, second.error) == (1, 1, None, None)
    assert [passage.quotable for passage in record.passages] == [False]


def test_pages_are_followed_whatever_their_size_and_a_cut_walk_goes_on(tmp_path: Path) -> None:
    rows = [row(number) for number in range(1, 61)]
    with Replay(listing(rows, most=7)) as replay:
        whole = walk(OralQuestions(), replay, tmp_path / "whole", SCOPE, TODAY)
        parts = killed_walk(OralQuestions(), replay, tmp_path / "parts", SCOPE, TODAY, 1)
    assert len(whole.records) == 60
    assert whole.given == 60
    assert set(parts.records) == set(whole.records)
    assert parts.cursor == whole.cursor


def test_rows_that_come_twice_are_taken_once_and_that_is_said(tmp_path: Path) -> None:
    with Replay(listing([row(1), row(1), row(2)])) as replay:
        done = walk(OralQuestions(), replay, tmp_path, SCOPE, TODAY)
    assert done.given == 2
    assert "rows came twice" in done.warnings[0]


def test_a_list_that_grows_meanwhile_is_read_once_more(tmp_path: Path) -> None:
    rows = [row(number) for number in range(2, 12)]

    def grow(request: Request, route: Callable[[Request], Response]) -> Response:
        rows.insert(0, row(1))  # All others move: the last of the first page comes again, the first one never came.
        return route(request)

    with Replay(listing(rows, most=5)) as replay:
        replay.fault("answeringDateStart=2031-03.*skip=5", grow, times=1)
        done = walk(OralQuestions(), replay, tmp_path, SCOPE, TODAY)
    assert set(done.records) == {identity(number) for number in range(1, 12)}


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        pytest.param(html_page, ChangedFormat, "a web page", id="a page with 200"),
        pytest.param(error_with_json, SourceUnavailable, "500", id="500 with JSON"),
        pytest.param(half_json, SourceUnavailable, "breaks off", id="half a JSON"),
        pytest.param(renamed(b'"Response"', b'"Rows"'), ChangedFormat, '"Response"', id="no list"),
        pytest.param(renamed(b'"Total"', b'"Sum"'), ChangedFormat, '"Total"', id="no total"),
        pytest.param(renamed(b'"PagingInfo"', b'"Pages"'), ChangedFormat, '"PagingInfo"', id="no paging"),
        pytest.param(renamed(b'"Id"', b'"Key"'), ChangedFormat, '"Id"', id="no ids"),
        pytest.param(renamed(b'"AnsweringWhen"', b'"When"'), ChangedFormat, '"AnsweringWhen"', id="no day of answer"),
        pytest.param(renamed(b"true", b"false"), ChangedFormat, '"Success"', id="it says that it failed"),
        pytest.param(
            asking(**{"parameters.answeringDateStart": "2020-01-01", "parameters.answeringDateEnd": "2031-02-19"}),
            ChangedFormat,
            "filter by day of answer",
            id="the filter by day is ignored",
        ),
        pytest.param(
            asking(**{"parameters.skip": None, "parameters.take": "1"}),
            ChangedFormat,
            "same page again and again",
            id="the page repeats",
        ),
    ],
)
def test_what_stops_the_source_says_why(tmp_path: Path, fault: Fault, error: type[PqbriefError], words: str) -> None:
    rows = [*ROWS, row(7)]
    with Replay(listing(rows)) as replay:
        replay.fault("oralquestions", fault)
        with pytest.raises(error, match=words) as raised:
            walk(OralQuestions(), replay, tmp_path, SCOPE, TODAY)
    assert OralQuestions.title in str(raised.value)


def test_a_filter_that_lets_one_row_through_is_noticed_and_the_row_passed_over(tmp_path: Path) -> None:
    rows = [row(1), row(3, AnsweringBodyId=5)]
    with Replay(listing(rows)) as replay:
        replay.fault("oralquestions", asking(**{"parameters.answeringBodyIds": None}))
        done = walk(OralQuestions(), replay, tmp_path, Scope(since=SCOPE.since, bodies=("4",)), TODAY)
    assert set(done.records) == {identity(1)}
    assert "outside the filter by answering body" in done.warnings[0]


def test_a_bad_row_is_refused_alone_under_its_id(tmp_path: Path) -> None:
    with Replay(listing([row(1), row(2, QuestionText="")])) as replay:
        done = walk(OralQuestions(), replay, tmp_path, SCOPE, TODAY)
    assert set(done.records) == {identity(1)}
    assert [refusal.place for refusal in done.refused] == ["oral question 2"]
