"""A morning's list: what is asked for, what lines give, how questions are grouped, and the deadlines of a day."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from briefs.errors import NotFound, QueryError
from briefs.library import Library
from briefs.question.input import given_record
from briefs.question.listing.day_list import DayList, make_list
from briefs.question.listing.entries import ListEntry, RefusedLine, read_entries
from briefs.question.listing.listed import list_one
from briefs.question.listing.request import Due, ListRequest, read_list_request
from briefs.question.listing.selecting import choose
from briefs.records.model import AnswerState
from briefs.render.listing.forms import render_list
from tests.briefs.question.invented import LAMPS, asked

ON = date(2025, 2, 4)  # a Tuesday
TREATIES = "To ask the Minister for Harbours, which fishing treaties she intends to renew with Freedonia."
PIERS = (
    "To ask the Secretary of State for Coasts, what (a) the cost and (b) the purpose of the Wickport pier survey was."
)
FORMULA = '=HYPERLINK("http://example.org","To ask the Minister for Harbours, what herring cost.")'
HARBOURS: dict[str, Any] = {"answering_body": "Ministry of Harbours", "answering_body_id": 902}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a library of an earlier answer and of what was tabled on two days."""
    monday, tuesday = date(2025, 2, 3), ON
    named: dict[str, Any] = {"named_day": True, "date_for_answer": ON}
    with Library.open(tmp_path_factory.mktemp("listing")) as opened:
        opened.store.add(
            [
                asked("700", LAMPS, "Forty lighthouse lamps were replaced.", tabled=date(2025, 1, 13)),
                asked("901", LAMPS.replace("2024", "2023"), tabled=monday, title="Lamps"),
                asked("902", LAMPS.replace("replaced", "repainted"), tabled=monday, title="Lamps", **named),
                asked("903", TREATIES, tabled=monday, title="Treaties", asking_member_id=12, **HARBOURS),
                asked("904", PIERS, tabled=tuesday, title="Piers", asking_member_id=13),
                asked("905", FORMULA, tabled=date(2025, 1, 6), title="@Herring", asking_member_id=14, **HARBOURS),
                replace(asked("906", PIERS, tabled=date(2025, 1, 6), asking_member_id=15), state=AnswerState.WITHDRAWN),
                asked("700", TREATIES, tabled=date(2023, 5, 2), **HARBOURS),
            ]
        )
        yield opened


def listed(library: Library, request: ListRequest) -> DayList:
    """Return the list of what is stored for a request."""
    title, records, counted = choose(library.store, request, ON)
    return make_list(title, ON, [list_one(library, given_record(r), ON) for r in records], counted=counted)


MONDAY = (date(2025, 2, 3), date(2025, 2, 3))
ASKED = [
    ("today from Home Office", (ON, ON), "Home Office", None),
    ("yesterday to the Ministry of Harbours", MONDAY, "Ministry of Harbours", None),
    ("this week", (date(2025, 2, 3), ON), "", None),
    ("questions tabled on 3 February 2025 from DfT", MONDAY, "DfT", None),
    ("2025-02-03", MONDAY, "", None),
    ("overdue from DfT", (None, None), "DfT", Due.OVERDUE),
    ("due this week", (None, None), "", Due.WEEK),
    ("due from the Treasury", (None, None), "Treasury", Due.ANY),
]


@pytest.mark.parametrize(("words", "days", "body", "due"), ASKED, ids=[row[0] for row in ASKED])
def test_a_list_is_asked_for_in_words(
    words: str, days: tuple[date | None, date | None], body: str, due: Due | None
) -> None:
    assert read_list_request(words, ON) == ListRequest(*days, body, due)


@pytest.mark.parametrize("words", ["UIN 901", "901", LAMPS, "Met police since 2019", "", "lamps from Home Office"])
def test_other_words_ask_for_no_list(words: str) -> None:
    assert read_list_request(words, ON) is None


def test_a_day_to_come_is_refused() -> None:
    with pytest.raises(QueryError):
        read_list_request("9 February 2031 from DfT", ON)


LINES = """901
UIN 902, 903

Jo Example (Sampleton) (Con):
To ask the Secretary of State for Coasts, how many buoys
were painted in 2024.
1. 904
12345678
https://questions-statements.parliament.uk/written-questions/detail/2025-02-03/903
Questions for Monday
UIN 700
904\tMinistry of Harbours\tPiers
"""


def test_lines_give_numbers_links_and_pasted_questions(library: Library) -> None:
    read = list(read_entries(library.store, LINES, ON))
    given = [
        (e.line, e.given.record.uin if e.given.record else e.given.asked_by) for e in read if isinstance(e, ListEntry)
    ]
    assert given == [(1, "901"), (2, "902"), (2, "903"), (4, "Jo Example"), (7, "904"), (9, "903"), (12, "904")]
    refused = {e.line: e.why for e in read if isinstance(e, RefusedLine)}
    assert list(refused) == [8, 10, 11]
    assert "12345678" in refused[8]
    assert "tabled 13 January 2025" in refused[11]


def test_what_was_tabled_is_grouped_by_likeness_with_its_deadlines(library: Library) -> None:
    made = listed(library, ListRequest(*MONDAY))
    lamps, treaties = made.groups
    assert (lamps.alike, [q.uin for q in lamps.questions]) == (True, ["902", "901"])
    assert [q.uin for q in treaties.questions] == ["903"]
    assert (made.deadlines.due_today, made.deadlines.later) == (1, 2)
    assert dict(made.by_body)["Ministry of Harbours"].later == 1
    nearest = {q.uin: q.nearest.uin if q.nearest else None for q in made.questions}
    assert nearest == {"901": "700", "902": "700", "903": None}


def test_what_is_due_comes_with_the_most_pressing_first_and_withdrawn_ones_never(library: Library) -> None:
    _, records, counted = choose(library.store, ListRequest(due=Due.ANY), ON)
    assert records[0].uin == "902"
    assert "906" not in {r.uin for r in records}
    assert len(counted) == len(records)
    overdue = listed(library, ListRequest(due=Due.OVERDUE, body="Ministry of Harbours"))
    assert {q.uin for q in overdue.questions} == {"905", "700"}
    assert [q.uin for q in listed(library, ListRequest(due=Due.TODAY)).questions] == ["902"]


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (ListRequest(date(2025, 2, 2), date(2025, 2, 2)), "13 January 2025"),
        (ListRequest(*MONDAY, body="Ministry of Silly Walks"), "Silly Walks"),
    ],
    ids=["no question that day", "no such body"],
)
def test_nothing_found_says_what_to_do(library: Library, request_: ListRequest, says: str) -> None:
    with pytest.raises(NotFound, match=says):
        choose(library.store, request_, ON)


def test_a_question_given_twice_is_listed_once(library: Library) -> None:
    entries = [e for e in read_entries(library.store, "901\n902\n901", ON) if isinstance(e, ListEntry)]
    made = make_list("List", ON, [list_one(library, e.given, ON, e.line) for e in entries])
    assert (len(made.questions), made.given_twice) == (2, (3,))


def test_a_spreadsheet_takes_no_cell_for_a_formula(library: Library) -> None:
    written = render_list(listed(library, ListRequest(due=Due.OVERDUE)), "csv")
    rows = list(csv.DictReader(io.StringIO(written)))
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@"))]
    assert {"'" + FORMULA, "'@Herring"} <= set(cells)


@pytest.mark.parametrize("form", ["text", "markdown", "json", "csv"])
def test_every_form_gives_every_question_with_its_parts(library: Library, form: str) -> None:
    written = render_list(listed(library, ListRequest(ON, ON)), form)
    assert "904" in written
    assert "the purpose" in written
