"""Written questions from a replayed service: whole texts, late changes, and lists that misbehave."""

from __future__ import annotations

import gzip
import json
import os
import re
from dataclasses import replace as changed
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefs.library import Library
from briefs.loading.load import load
from briefs.records.model import AnswerState, House, Part, Record
from briefs.sync.base import Scope
from briefs.sync.services.written_papers import Questions
from tests.replay import faults
from tests.replay.catalogue import Catalogue, invented
from tests.replay.server import Fault, Replay, Request, Response, Route
from tests.replay.syncing import Quiet, held, run
from tests.support import shared

TODAY = date(2031, 5, 20)
LIST = r"writtenquestions/questions\?"
WEEK_AGO = datetime(2031, 5, 13, 12, tzinfo=UTC)
DETAIL = r"/api/writtenquestions/questions/\d+"


@pytest.fixture
def catalogue() -> Catalogue:
    return invented(TODAY, 90)


def record_of(library: Library, uin: str) -> Record:
    (record,) = library.store.find_uin(uin)
    return record


def answered(catalogue: Catalogue, **wanted: Any) -> dict[str, Any]:
    """Return an answered question of some days ago that is not corrected."""
    return next(
        row
        for row in catalogue.questions.values()
        if row["dateAnswered"]
        and not row["dateAnswerCorrected"]
        and row["dateAnswered"][:10] < "2031-05-10"
        and len(row["answerText"]) > 400
        and all(row[key] == value for key, value in wanted.items())
    )


def test_every_question_comes_whole_and_with_its_members(
    catalogue: Catalogue, replay: Replay, library: Library
) -> None:
    (report,) = run(library, replay.address, TODAY)
    assert (report.error, report.added, report.updated, report.refused) == (None, 90, 0, 0)
    assert not report.warnings
    for record in library.store.all_records():
        assert all(passage.quotable for passage in record.passages)
        assert record.people[0].name.startswith("Member 70")
    row = answered(catalogue)
    record = record_of(library, row["uin"])
    told = [passage.text for passage in record.passages if passage.part is Part.ANSWER]
    assert told == re.findall(r"<p>(.*?)</p>", row["answerText"])
    assert record.origin == f"{replay.address}/api/writtenquestions/questions/{row['id']}?expandMember=true"
    assert library.index.is_current()


def test_a_second_sync_asks_little_and_changes_nothing(catalogue: Catalogue, replay: Replay, library: Library) -> None:
    run(library, replay.address, TODAY)
    before, details = held(library.store), len(replay.asked(DETAIL))
    replay.requests.clear()
    (report,) = run(library, replay.address, TODAY)
    assert (report.error, report.added, report.updated) == (None, 0, 0)
    assert held(library.store) == before
    # What was answered in the past eight days, and not before, is looked at again, from what is held.
    assert len(replay.asked(DETAIL)) < details / 4
    assert min(request.first("answeredWhenFrom", "9") for request in replay.requests) == "2031-05-14"


def test_of_what_a_data_package_brought_only_the_clipped_and_the_changed_are_fetched(
    catalogue: Catalogue, replay: Replay, library: Library, tmp_path: Path
) -> None:
    rows = list(catalogue.questions.values())
    clipped, changed_since = [row for row in rows if row["dateAnswered"] and row["dateAnswered"][:10] < "2031-05-01"][
        :2
    ]
    path = tmp_path / "package.jsonl"
    with path.open("w") as file:
        for row in rows:
            given = {**row, "askingMember": None, "answeringMember": None}
            if row is clipped:
                given["answerText"] = re.sub("<[^>]+>", "", row["answerText"])[:40] + "..."
            if row is changed_since:
                given |= {"dateAnswered": None, "answerText": None, "answeringMemberId": None}
            file.write(json.dumps(given) + "\n")
    os.utime(path, (WEEK_AGO.timestamp(), WEEK_AGO.timestamp()))
    load(library, [path])
    before = held(library.store)
    (report,) = run(library, replay.address, TODAY, since=date(2031, 1, 1))
    assert report.error is None
    asked = {request.path.rpartition("/")[2] for request in replay.asked(DETAIL)}
    days = ("dateTabled", "dateAnswered", "dateHoldingAnswer", "dateAnswerCorrected")
    old = [row for row in rows if all((row[day] or "")[:10] < f"{WEEK_AGO:%Y-%m-%d}" for day in days)]
    assert len(old) > 40
    assert {str(row["id"]) for row in old} & asked == {str(clipped["id"]), str(changed_since["id"])}
    assert {each[0] for each in before} == {each[0] for each in held(library.store)}
    for row in (clipped, changed_since):
        assert all(passage.quotable for passage in record_of(library, row["uin"]).passages)


def test_late_answers_corrections_and_withdrawals_are_found(
    catalogue: Catalogue, replay: Replay, library: Library
) -> None:
    unanswered = next(row for row in catalogue.questions.values() if not row["dateAnswered"])
    fixed, shown = answered(catalogue), answered(catalogue, isNamedDay=True)
    withdrawn = next(row for row in catalogue.questions.values() if row["dateTabled"][:10] > "2031-05-15")
    run(library, replay.address, TODAY)
    unanswered |= {
        "dateAnswered": "2031-05-22T00:00:00",
        "answerText": "<p>It has not proved possible to respond before Prorogation.</p>",
        "answerIsHolding": True,
        "answeringMemberId": 8901,
    }
    fixed |= {
        "answerText": "<p>The keepers counted 3 boats, and not 30.</p>",
        "answerIsCorrection": True,
        "dateAnswerCorrected": "2031-05-21T00:00:00",
        "correctingMemberId": 8902,
    }
    withdrawn["isWithdrawn"] = True
    (report,) = run(library, replay.address, TODAY + timedelta(days=2))
    assert (report.error, report.added, report.updated) == (None, 0, 3)
    assert record_of(library, unanswered["uin"]).state is AnswerState.HOLDING
    assert record_of(library, withdrawn["uin"]).state is AnswerState.WITHDRAWN
    record = record_of(library, fixed["uin"])
    assert record.state is AnswerState.CORRECTED
    assert record.passages[-1].text == "The keepers counted 3 boats, and not 30."
    first, second = library.store.versions(record.record_id)
    assert first.record.state is not AnswerState.CORRECTED
    assert (first.number, second.number) == (1, 2)
    assert len(library.store.versions(record_of(library, shown["uin"]).record_id)) == 1
    unanswered |= {
        "dateAnswered": "2031-06-12T00:00:00",
        "dateHoldingAnswer": "2031-05-22T00:00:00",
        "answerText": "<p>Twelve boats.</p>",
        "answerIsHolding": False,
    }
    run(library, replay.address, TODAY + timedelta(days=30))
    record = record_of(library, unanswered["uin"])
    assert (record.state, record.passages[-1].text) == (AnswerState.ANSWERED, "Twelve boats.")


def test_a_correction_of_the_same_day_is_fetched_though_the_row_looks_the_same(
    catalogue: Catalogue, replay: Replay, library: Library
) -> None:
    row = answered(catalogue)
    today = date.today()  # what is held was fetched today
    row |= {"dateAnswerCorrected": f"{today}T00:00:00", "answerIsCorrection": True}
    run(library, replay.address, today, since=today - timedelta(days=2))
    row["answerText"] += "<p>One more buoy was found.</p>"
    run(library, replay.address, today, since=today - timedelta(days=2))
    assert record_of(library, row["uin"]).passages[-1].text == "One more buoy was found."


@pytest.mark.parametrize(
    ("scope", "keeps"),
    [
        pytest.param({"house": House.LORDS}, lambda row: row["house"] == "Lords", id="house"),
        pytest.param({"bodies": ("901", "903")}, lambda row: row["answeringBodyId"] in (901, 903), id="bodies"),
        pytest.param({"members": (7001,)}, lambda row: row["askingMemberId"] == 7001, id="members"),
        pytest.param({"terms": ("tugs", "piers")}, lambda row: row["heading"] in ("Tugs", "Piers"), id="terms"),
        pytest.param(
            {"since": date(2031, 5, 12)},
            lambda row: any(
                (row[day] or "") >= "2031-05-12" for day in ("dateTabled", "dateAnswered", "dateAnswerCorrected")
            ),
            id="since",
        ),
    ],
)
def test_a_scope_holds_what_was_asked_for(
    catalogue: Catalogue, replay: Replay, library: Library, scope: dict[str, Any], keeps: Any
) -> None:
    (report,) = run(library, replay.address, TODAY, **scope)
    assert report.error is None
    wanted = {row["uin"] for row in catalogue.questions.values() if keeps(row)}
    assert {record.uin for record in library.store.all_records()} == wanted
    assert 0 < len(wanted) < 90


def repeated(request: Request, route: Route) -> Response:
    """Give the first page whatever is asked."""
    return route(request.with_params(skip="0", take="5"))


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        pytest.param(
            faults.asking(tabledWhenFrom=None, tabledWhenTo=None),
            "Written questions ignored what was asked for: tabledWhen 2031-04-10 to 2031-04-16, but number",
            id="dates-ignored",
        ),
        pytest.param(
            faults.asking(house=None),
            "Written questions ignored what was asked for: house commons, but number HL",
            id="house-ignored",
        ),
        pytest.param(
            faults.asking(answeringBodies=None),
            "Written questions ignored what was asked for: answeringBodies [901], but number",
            id="body-ignored",
        ),
        pytest.param(
            faults.asking(members=None),
            "Written questions ignored what was asked for: members [7001], but number",
            id="member-ignored",
        ),
        pytest.param(
            repeated,
            "Written questions: the service gives the same page again and again, for the page at row 5 holds only rows"
            " that came before, at http://127.0.0.1:",
            id="repeats",
        ),
        pytest.param(
            faults.renamed(b'"totalResults"', b'"total"'),
            'Written questions: the service changed its format, for "totalResults" should be a whole number',
            id="total-changed",
        ),
        pytest.param(
            faults.renamed(b'"value"', b'"item"'),
            'Written questions: the service changed its format, for "results[].value" should be an object',
            id="envelope-changed",
        ),
        pytest.param(
            faults.renamed(b'"uin"', b'"number"'),
            'Written questions: the service changed its format, for every row is refused (the field "uin" is missing',
            id="field-changed",
        ),
    ],
)
def test_a_list_that_misbehaves_is_refused_and_nothing_of_it_is_stored(
    replay: Replay, library: Library, fault: Fault, sentence: str
) -> None:
    scope: dict[str, Any] = {"house": House.COMMONS, "bodies": ("901",), "members": (7001,)}
    replay.fault(LIST, fault)
    wanted = re.findall(r"house|answeringBodies|members|tabledWhen", sentence)
    chosen = {
        key: value
        for key, value in scope.items()
        if any(key[:4] in word or key[-6:] in word.lower() for word in wanted)
    }
    (report,) = run(library, replay.address, TODAY, **chosen)
    assert report.error is not None
    assert report.error.startswith(sentence)
    assert library.store.is_empty() or "same page" in sentence


def test_shorter_pages_are_followed_row_by_row(replay: Replay, library: Library) -> None:
    replay.fault(LIST, faults.asking(take="7"))
    (report,) = run(library, replay.address, TODAY)
    assert (report.error, report.added) == (None, 90)
    (warning,) = report.warnings
    assert warning == "Written questions: pages of 100 rows were asked for and shorter ones came; no row was missed."


def test_a_page_that_repeats_once_is_asked_for_again(replay: Replay, library: Library) -> None:
    replay.fault(LIST + ".*skip=0", faults.asking(take="5"), times=1)
    replay.fault(LIST + ".*skip=5", faults.asking(skip="0", take="5"), times=1)
    (report,) = run(library, replay.address, TODAY)
    assert (report.error, report.added) == (None, 90)


def test_a_list_that_grows_while_it_is_read_is_read_again(
    catalogue: Catalogue, replay: Replay, library: Library
) -> None:
    kept = catalogue.questions.pop(1)
    catalogue.questions[1000] = kept

    def growing(request: Request, route: Route) -> Response:
        response = route(request.with_params(take="10"))
        if 1000 in catalogue.questions:  # the row moves to the front of a list that was read past it
            catalogue.questions[1] = catalogue.questions.pop(1000)
            catalogue.questions[2000] = {**kept, "id": 2000, "uin": "99999"}
        return response

    replay.fault(rf"{LIST}.*tabledWhenFrom=.*skip=0", growing)
    (report,) = run(library, replay.address, TODAY)
    assert report.error is None
    assert report.added == 91


def test_a_list_that_promises_more_than_it_gives_is_told_of(replay: Replay, library: Library) -> None:
    def boasting(request: Request, route: Route) -> Response:
        response = route(request)
        value = json.loads(response.body)
        value["totalResults"] += 2
        return changed(response, body=json.dumps(value).encode())

    replay.fault(LIST + ".*correctedWhen", boasting)
    (report,) = run(library, replay.address, TODAY)
    assert (report.error, report.added) == (None, 90)
    told = "Written questions: a list was read 2 times, for it says that it has"
    assert any(text.startswith(told) for text in report.warnings)


def test_a_row_whose_detail_is_missing_is_held_clipped_and_never_quoted(
    catalogue: Catalogue, replay: Replay, library: Library
) -> None:
    row = answered(catalogue)
    replay.fault(rf"questions/{row['id']}\?", lambda request, route: Response(b"{}", 404))
    (report,) = run(library, replay.address, TODAY)
    assert (report.error, report.added) == (None, 90)
    assert (
        "The whole text of a row was not found; the text that was cut short is stored and never quoted."
        in report.warnings
    )
    assert not record_of(library, row["uin"]).passages[-1].quotable


def test_a_detail_of_another_question_is_refused_alone(catalogue: Catalogue, replay: Replay, library: Library) -> None:
    row, other = answered(catalogue), answered(catalogue, isNamedDay=True)
    replay.fault(
        rf"questions/{row['id']}\?",
        lambda request, route: route(changed(request, path=request.path.replace(str(row["id"]), str(other["id"])))),
    )
    (report,) = run(library, replay.address, TODAY)
    assert report.error is None
    assert report.added == 89
    assert report.refusals[0].place == f"number {row['uin']}"
    assert report.refusals[0].reason.startswith("its detail answer is of another record, wq/")


def test_what_a_search_found_without_its_words_is_left_out(replay: Replay, library: Library) -> None:
    replay.fault(LIST, faults.asking(searchTerm=None))
    (report,) = run(library, replay.address, TODAY, terms=("the tugs",))
    assert report.error is None
    assert {record.title for record in library.store.all_records()} == {"Tugs"}
    told = [text for text in report.warnings if "not hold its words" in text]
    assert all("found for “the tugs” from 2031-0" in text for text in told)
    assert 0 < len(told) <= 3 * 2  # one a window


def test_it_goes_on_where_it_was_stopped(replay: Replay, library: Library) -> None:
    replay.fault(LIST + ".*answeredWhenFrom=2031-05-0", faults.html_page)
    (stopped,) = run(library, replay.address, TODAY)
    assert stopped.error is not None
    assert "web page where JSON was expected" in stopped.error
    replay.mend()
    replay.requests.clear()
    (report,) = run(library, replay.address, TODAY)
    assert report.error is None
    assert library.store.status().records == 90
    assert not [request for request in replay.requests if "tabledWhenFrom" in request.params]


def test_progress_counts_days_and_reaches_its_end(replay: Replay, library: Library) -> None:
    watcher = Quiet()
    run(library, replay.address, TODAY, watcher=watcher)
    done = [number for number, _ in watcher.moves]
    assert done == sorted(done)
    assert watcher.moves[-1] == (123, 123)  # 41 days of three lanes
    assert {expected for _, expected in watcher.moves} == {123}


def test_the_plan_names_every_kind_of_request(replay: Replay) -> None:
    told = Questions().plan(Scope(TODAY - timedelta(days=40)), {}, TODAY)
    assert told[0] == "What was tabled from 2031-04-10 to 2031-05-20, in 6 lists of up to 7 days."
    assert [line.split()[2] for line in told[:3]] == ["tabled", "answered", "corrected"]
    assert replay.requests == []


def real(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(shared("data", "written-questions", name).read_bytes())
    return [row["value"] for row in rows]


@pytest.mark.shared
def test_real_rows_with_their_whole_texts(library: Library) -> None:
    """One department's rows of August 2024, details from the rows kept one a line."""
    path = shared("data", "written-questions", "questions-2023-09-to-2025-09.jsonl.gz")
    whole = {row["id"]: row for row in map(json.loads, gzip.decompress(path.read_bytes()).splitlines())}
    listed = [row for row in real("api-list-2024-08.json") if row["answeringBodyId"] == 60]
    with Replay(Catalogue(whole.get(row["id"], row) for row in listed).routes) as replay:
        (report,) = run(library, replay.address, date(2024, 9, 30), since=date(2024, 8, 1), bodies=("60",))
    assert (report.error, report.refused) == (None, 0)
    assert library.store.status().records == len({(row["dateTabled"], row["uin"]) for row in listed}) > 50
