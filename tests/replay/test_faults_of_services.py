"""What the official services are known to do wrong, replayed through the real sync on a clock that is quick."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefs.library import Library
from briefs.records.model import AnswerState
from briefs.sync.engine import Report
from briefs.sync.freshness import freshness
from briefs.sync.http.client import Manners
from briefs.sync.walk.learned import Learned
from briefs.sync.walk.reach import Reach, arrival, forecast
from tests.briefs.sync.services import hansard_service, test_committees, test_oral_questions
from tests.replay import faults
from tests.replay.catalogue import Catalogue, invented
from tests.replay.clock import FakeClock
from tests.replay.server import Fault, Replay, Request, Response, Route, json_response
from tests.replay.syncing import Quiet, held, run

TODAY = date(2031, 5, 20)
MANNERS = Manners()
COUNT = 240
LIST, DETAIL = r"written\w+/questions\?", r"written\w+/questions/\d+"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as opened:
        yield opened


@pytest.fixture
def catalogue() -> Catalogue:
    return invented(TODAY, COUNT)


@pytest.fixture
def replay(catalogue: Catalogue) -> Iterator[Replay]:
    with Replay(catalogue.routes) as made:
        yield made


def quickly(library: Library, replay: Replay, clock: FakeClock, *names: str, **given: Any) -> Report:
    """Sync one source on the quick clock, with the manners that people have."""
    (report,) = run(library, replay.address, given.pop("today", TODAY), *names, manners=MANNERS, clock=clock, **given)
    return report


def test_lists_are_asked_without_members_and_with_fewer_rows_where_they_are_slow(
    library: Library, replay: Replay, clock: FakeClock
) -> None:
    replay.fault(LIST, faults.slow_by_row(clock, 0.4, 4.0))
    report = quickly(library, replay, clock)
    assert (report.error, report.added) == (None, COUNT)
    lists = [request for request in replay.requests if request.path.endswith("/questions")]
    assert not [request for request in lists if "expandMember" in request.params]
    assert [request.first("take") for request in lists[:4]] == ["100", "100", "50", "50"]
    assert {request.first("take") for request in lists[4:]} == {"50"}
    windows = {(request.first("tabledWhenFrom"), request.first("tabledWhenTo")) for request in lists}
    assert ("2031-04-10", "2031-04-16") in windows  # no fewer days were asked for
    assert all(record.people for record in library.store.all_records())
    replay.requests.clear()
    quickly(library, replay, clock)  # it remembers
    assert replay.requests[0].first("take") == "50"


def test_fewer_days_come_after_fewer_rows_and_something_is_held_after_any_run(
    library: Library, replay: Replay, clock: FakeClock
) -> None:
    def hopeless(request: Request, route: Route) -> Response:
        """Never answer for the second week."""
        if request.first("tabledWhenTo") >= "2031-04-17" or not request.first("tabledWhenTo"):
            clock.advance(60)
        return route(request)

    replay.fault(LIST, hopeless)
    report = quickly(library, replay, clock, lasting=7200.0)
    assert report.added > 0
    lists = [r for r in replay.requests if r.path.endswith("/questions") and r.first("tabledWhenFrom") == "2031-04-17"]
    asked = list(dict.fromkeys((r.first("tabledWhenTo"), r.first("take")) for r in lists))
    assert asked[:4] == [("2031-04-23", "100"), ("2031-04-23", "50"), ("2031-04-23", "25"), ("2031-04-19", "25")]


def test_a_limit_of_details_only_slows_it_down(library: Library, replay: Replay, clock: FakeClock) -> None:
    replay.fault(DETAIL, faults.limited(clock, 60, 240.0))
    report = quickly(library, replay, clock)
    assert (report.error, report.added) == (None, COUNT)
    assert report.rests > 3
    assert max(clock.slept) <= 900
    assert len(held(library.store)) == COUNT
    assert Learned(library.store).habits(report.name, 0.35, 30.0).interval > 0.35


def test_what_a_page_gave_before_the_service_stopped_is_held(
    library: Library, replay: Replay, clock: FakeClock
) -> None:
    replay.fault(DETAIL, faults.limited(clock, 60, 10**9))
    report = quickly(library, replay, clock)
    assert report.error is not None
    assert "429 with JSON every time" in report.error
    assert (report.added, len(held(library.store))) == (60, 60)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(faults.too_many("1800"), id="429 that asks for half an hour"),
        pytest.param(lambda *_: json_response({}, 429), id="429 without a word"),
        pytest.param(lambda *_: Response(b"down", 503), id="503"),
        pytest.param(faults.error_with_json, id="500"),
        pytest.param(faults.empty, id="nothing with 200"),
    ],
)
def test_an_hour_of_it_is_waited_out(library: Library, replay: Replay, clock: FakeClock, fault: Fault) -> None:
    replay.fault("/", faults.between(clock, 20.0, 3620.0, fault))
    report = quickly(library, replay, clock)
    assert (report.error, report.added) == (None, COUNT)
    assert report.rests >= 1
    assert clock.monotonic() > 3600


def test_a_run_that_ends_on_a_rest_goes_on_next_time(library: Library, replay: Replay, clock: FakeClock) -> None:
    replay.fault(DETAIL, faults.limited(clock, 60, 3600.0))
    report = quickly(library, replay, clock, lasting=1800.0)
    assert (report.error, report.added) == (None, 60)
    assert "answered 429 with JSON every time, and the time for this run was over" in str(report.paused)
    assert clock.monotonic() < 1800


def test_sources_share_the_time_of_a_run(library: Library, replay: Replay, clock: FakeClock) -> None:
    replay.fault("/", faults.takes(clock, 10.0))
    questions, statements = run(
        library,
        replay.address,
        TODAY,
        "written-questions",
        "written-statements",
        manners=MANNERS,
        clock=clock,
        lasting=1200.0,
    )
    assert (questions.error, statements.error) == (None, None)
    assert (statements.paused, statements.added) == (None, 8)
    assert questions.paused is not None
    assert questions.asked > 60  # its own half, and what the other left
    assert 1100 < clock.monotonic() <= 1215


def test_other_sources_are_walked_while_one_rests(library: Library, replay: Replay, clock: FakeClock) -> None:
    replay.fault("writtenquestions", faults.between(clock, 0.0, 600.0, lambda *_: json_response({}, 429)))
    watcher = Quiet()
    run(
        library,
        replay.address,
        TODAY,
        "written-questions",
        "written-statements",
        manners=MANNERS,
        clock=clock,
        watcher=watcher,
    )
    assert watcher.told[:4] == [
        "began written-questions",
        "rested written-questions 30",
        "began written-statements",
        "ended written-statements",
    ]
    assert watcher.told[-1] == "ended written-questions"


def test_it_is_not_patient_for_ever(library: Library, replay: Replay, clock: FakeClock) -> None:
    replay.fault("/", lambda *_: json_response({}, 429))
    report = quickly(library, replay, clock)
    assert report.error is not None
    assert 5 * 3600 < clock.monotonic() <= 6.2 * 3600


def test_a_little_each_night_arrives_and_says_when(library: Library, replay: Replay, clock: FakeClock) -> None:
    replay.fault("/", faults.takes(clock, 10.0))
    first = quickly(library, replay, clock, lasting=900.0)
    assert first.error is None
    assert first.paused is not None
    assert "at this pace, with a run every night, the present day is reached on" in first.paused
    state = {each.entry.name: each for each in freshness(library.store, {})}["written-questions"]
    assert state.unfinished
    reached = state.reach(TODAY)
    assert reached is not None
    assert (reached.covered + reached.missing, reached.first) == (41, TODAY - timedelta(days=40))
    outlook = state.outlook(TODAY)
    assert outlook is not None
    assert "every night: at this pace" in outlook
    came, night = first.added, TODAY
    for _ in range(30):
        night += timedelta(days=1)
        report = quickly(library, replay, clock, lasting=900.0, since=TODAY - timedelta(days=40), today=night)
        came += report.added
        if report.paused is None:
            break
    assert report.paused is None
    assert came == len(held(library.store)) == COUNT


@pytest.mark.parametrize(
    ("remaining", "advanced", "day"),
    [(90, 33, date(2031, 5, 23)), (1, 33, date(2031, 5, 21)), (90, 3, None), (90, 0, None)],
)
def test_when_a_walk_arrives(remaining: int, advanced: int, day: date | None) -> None:
    assert arrival("written-questions", remaining, advanced, TODAY) == day
    told = forecast("written-questions", Reach(TODAY, TODAY, TODAY, remaining), advanced, TODAY)
    assert ("never catches up" in told) == (day is None)


def test_a_search_for_any_word_costs_no_detail_that_is_not_wanted(
    library: Library, replay: Replay, clock: FakeClock, catalogue: Catalogue
) -> None:
    wanted = [row for row in catalogue.questions.values() if row["id"] % 24 == 0]
    for row in catalogue.questions.values():
        row["questionText"] = "To ask the Minister, how many piers the county keeps."
        row["answerText"] = row["answerText"] and "<p>The county keeps a record.</p>"
    for row in wanted:
        row["questionText"] = "To ask the Minister, how many county lines there are."
    replay.fault(LIST, faults.any_word)
    report = quickly(library, replay, clock, terms=("county lines",))
    assert report.added == len(wanted) == 10
    assert len({request.path for request in replay.asked(DETAIL)}) == 10
    told = [text for text in report.warnings if "do not hold its words" in text]
    assert len(told) == sum(report.warnings.values())  # one a window
    assert "rows that were found for “county lines” from 2031-" in told[0]


def test_questions_whose_whole_text_fails_are_held_clipped_and_filled_later(
    library: Library, replay: Replay, clock: FakeClock, catalogue: Catalogue
) -> None:
    bad = [row for row in catalogue.questions.values() if row["answerText"] and len(row["answerText"]) > 400][:5]
    for row in bad:
        replay.fault(rf"questions/({row['id']}|{row['dateTabled'][:10]}/{row['uin']})\?", faults.error_with_json)
    report = quickly(library, replay, clock)
    assert (report.error, report.rests, report.added) == (None, 0, COUNT)
    state = {each.entry.name: each for each in freshness(library.store, {})}["written-questions"]
    assert state.clipped.number == 5
    assert "the next run fetches the clipped answers whole" in str(state.outlook(TODAY))
    replay.mend()
    report = quickly(library, replay, clock)
    assert report.updated == 5
    state = {each.entry.name: each for each in freshness(library.store, {})}["written-questions"]
    assert (state.clipped.number, state.outlook(TODAY)) == (0, None)


def committees(tmp_path: Path, service: test_committees.Service, *planned: tuple[str, Fault]) -> Report:
    """Sync committees once into a folder."""
    with Replay(service.routes()) as replay, Library.open(tmp_path) as library:
        for pattern, fault in planned:
            replay.fault(pattern, fault)
        return quickly(
            library, replay, FakeClock(), "committees", today=test_committees.TODAY, since=test_committees.SCOPE.since
        )


def test_a_form_that_the_service_cannot_make_leads_on_to_the_next(tmp_path: Path) -> None:
    held_there = test_committees.service()
    held_there.lists["WrittenEvidence"] = [
        test_committees.submission(number, document=test_committees.files(number, "Html", "OriginalFormat"))
        for number in range(5, 10)
    ]
    for number in range(5, 10):
        words = test_committees.paragraphs(f"We keep buoy {number} in good order.\nIt needs paint this year.")
        held_there.documents[f"WrittenEvidence/{number}/Document/OriginalFormat"] = words
    # No form at all of three of them can be had.
    fails = [r"WrittenEvidence/\d/Document/Html", r"WrittenEvidence/[678]/Document/OriginalFormat"]
    report = committees(tmp_path, held_there, *((pattern, faults.error_with_json) for pattern in fails))
    assert (report.error, report.rests) == (None, 0)
    with Library.open(tmp_path) as library:
        records = {record.source_id: record for record in library.store.all_records()}
    assert {5, 6, 7, 8, 9} <= set(records)
    assert [records[number].passages[0].quotable for number in (5, 6, 7, 8, 9)] == [True, False, False, False, True]
    assert sorted(refusal.place for refusal in report.refusals) == [
        "WrittenEvidence 6",
        "WrittenEvidence 7",
        "WrittenEvidence 8",
    ]


def test_written_evidence_bears_the_reference_that_is_printed(tmp_path: Path) -> None:
    held_there = test_committees.service()
    held_there.lists["WrittenEvidence"][0] |= {
        "submissionId": "6e5d3b52-3f0a-4be3-9d0b-2f3d9c0b7a11",
        "internalReference": "BOY0031",
    }
    committees(tmp_path, held_there)
    with Library.open(tmp_path) as library:
        record = library.store.get_by_reference("boy0031")
        assert (record.reference, record.source_id) == ("BOY0031", 5)


@pytest.mark.parametrize("whole_day", [True, False], ids=["the last day whole", "its midnight"])
def test_papers_of_a_months_last_day_are_held_however_the_service_reads_it(tmp_path: Path, whole_day: bool) -> None:
    days = ["2031-03-30T11:00:00", "2031-03-31T11:00:00", "2031-04-01T00:01:00", "2031-04-30T09:00:00"]
    held_there = test_committees.service()
    held_there.lists["Publications"] = [
        test_committees.publication(number, publicationStartDate=day, documents=[])
        for number, day in enumerate(days, 1)
    ]

    def midnight(request: Request, route: Route) -> Response:
        answer = json.loads(route(request).body)
        end = request.first("EndDate") + ("T23:59:59" if whole_day else "T00:00:00")
        answer["items"] = [row for row in answer["items"] if row["publicationStartDate"] <= end]
        return json_response({**answer, "totalResults": len(answer["items"])})

    with Replay(held_there.routes()) as replay, Library.open(tmp_path) as library:
        replay.fault("/api/Publications", midnight)
        first = date(2031, 3, 1)
        report = quickly(library, replay, FakeClock(), "committees", today=test_committees.TODAY, since=first)
        assert report.error is None
        held_ids = sorted(record.record_id for record in library.store.all_records())
    numbers = [each.rpartition("/")[2] for each in held_ids if "/publications/" in each]
    assert numbers == ["1", "2", "3", "4"]


def oral(library: Library, rows: list[dict[str, Any]]) -> Report:
    with Replay(test_oral_questions.listing(rows)) as replay:
        return quickly(
            library,
            replay,
            FakeClock(),
            "oral-questions",
            today=test_oral_questions.TODAY,
            since=test_oral_questions.SCOPE.since,
        )


def test_numbers_of_oral_questions_are_read_and_an_unknown_one_is_said_once(library: Library) -> None:
    numbers = {1: (5, 1), 2: (5, 2), 3: (7, 1), 4: (6, 1), 5: (11, 1), 6: (31, 1), 7: (31, 2)}
    rows = [
        test_oral_questions.row(n, Status=state, QuestionType=kind, HansardLink="")
        for n, (state, kind) in numbers.items()
    ]
    report = oral(library, rows)
    records = {int(record.uin or 0) - 900_000: record for record in library.store.all_records()}
    assert [records[n].passages[0].quotable for n in range(1, 8)] == [True, True, False, False, False, True, True]
    assert "topical" in records[2].title
    assert records[3].state is AnswerState.WITHDRAWN
    assert ("(withdrawn)" in records[3].title, "(not drawn)" in records[4].title) == (True, True)
    assert records[5].title.endswith("(not asked)")
    assert dict(report.warnings) == {
        "The service gives 31 as the state of an oral question, and what that means is not known.": 1
    }


def hansard(library: Library, *planned: tuple[str, Fault], today: date = hansard_service.TODAY, **scope: Any) -> Report:
    with Replay(hansard_service.report().routes()) as replay:
        for pattern, fault in planned:
            replay.fault(pattern, fault)
        given = {"since": hansard_service.SCOPE.since} | scope
        return quickly(library, replay, FakeClock(), "hansard", today=today, **given)


def not_there(request: Request, route: Route) -> Response:
    return json_response({"Message": "No section found"}, 404)


def test_a_section_that_is_not_there_ends_nothing_and_is_asked_for_again(library: Library) -> None:
    missing = ("sectiontrees.*section=Debate.*2031-03-03|sectiontrees.*2031-03-03.*section=Debate", not_there)
    report = hansard(library, missing)
    assert report.error is None
    assert (
        "Hansard: Debate of the Commons on 3 March 2031 was not given; the next syncs ask for it again."
        in report.warnings
    )
    found = {record.record_id for record in library.store.all_records()}
    assert found == {each for each in hansard_service.WHOLE if "03-03/A" not in each}
    state = {each.entry.name: each for each in freshness(library.store, {})}["hansard"]
    reached = state.reach(hansard_service.TODAY)
    assert reached is not None
    assert reached.gaps == ("2031-03-03 commons",)
    hansard(library)
    assert {record.record_id for record in library.store.all_records()} == hansard_service.WHOLE


def test_a_gap_in_an_old_day_is_asked_for_again_for_three_weeks(library: Library) -> None:
    late = hansard_service.TODAY + timedelta(days=60)
    missing = ("sectiontrees.*section=WestHall", not_there)
    hansard(library, missing, today=late)
    report = hansard(library, missing, today=late + timedelta(days=5))
    assert any("WestHall of the Commons on 3 March 2031 was not given; the next" in text for text in report.warnings)
    report = hansard(library, missing, today=late + timedelta(days=30))
    assert any("not asked for again" in text for text in report.warnings)
    assert not hansard(library, missing, today=late + timedelta(days=31)).warnings


def test_a_found_row_without_an_id_ends_nothing(library: Library) -> None:
    def nameless(value: Any) -> None:
        for row in value["Results"]:
            row["ContributionExtId"] = None

    report = hansard(library, ("/search/", faults.edited(nameless)), terms=("lamps",))
    assert report.error is None
    assert {record.record_id for record in library.store.all_records()} == {"hansard/commons/2031-03-03/AAAA-1"}
    (record,) = library.store.all_records()
    assert len(record.passages) == 2


def test_a_found_row_of_no_debate_is_refused_alone(library: Library) -> None:
    def lost(value: Any) -> None:
        value["Results"][0] |= {"DebateSectionExtId": None, "ItemId": 77}

    report = hansard(library, ("/search/", faults.edited(lost)), terms=("lamps",))
    assert report.error is None
    assert [(refusal.place, refusal.reason) for refusal in report.refusals] == [
        ("item 77", "it does not say of which debate it is")
    ]


def test_a_challenge_page_is_said_to_turn_programs_away(library: Library, replay: Replay, clock: FakeClock) -> None:
    replay.fault("/", faults.challenge)
    report = quickly(library, replay, clock)
    assert report.error is not None
    assert "refuses programs (status 403)" in report.error
    assert clock.monotonic() < 60
