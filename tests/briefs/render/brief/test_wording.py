from __future__ import annotations

from datetime import date

import pytest

from briefs.names.concepts import Concept, Name
from briefs.records.model import Fidelity, House, Kind
from briefs.render.brief.wording import (
    coverage_phrases,
    fidelity_label,
    kind_name,
    names_listed,
    names_searched,
    narrowed_by,
    period_words,
    quoted,
)
from briefs.request.model import Filters, Query
from briefs.topic.model import Coverage

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Boats stayed in.", "“Boats stayed in.”", id="plain"),
        pytest.param("“Boats stayed in.”", "“Boats stayed in.”", id="quoted-already"),
        pytest.param('"Boats stayed in."', '"Boats stayed in."', id="quoted-already-straight"),
        pytest.param("“In,” he said. “Out.”", f"“{NBSP}“In,” he said. “Out.”{NBSP}”", id="two-quotations"),
        pytest.param('"In," he said. "Out."', f'“{NBSP}"In," he said. "Out."{NBSP}”', id="two-straight-quotations"),
        pytest.param("“In,” he said.", f"“{NBSP}“In,” he said.”", id="opens-with-a-quotation"),
        pytest.param("They called it “in”", f"“They called it “in”{NBSP}”", id="ends-with-a-quotation"),
        pytest.param("“The boats stayed in.", "“The boats stayed in.”", id="closing-mark-cut-off"),
        pytest.param("The boats stayed in.”", "“The boats stayed in.”", id="opening-mark-cut-off"),
        pytest.param('The boats stayed in."', '“The boats stayed in."', id="opening-straight-mark-cut-off"),
        pytest.param("The “boats” stayed in.", "“The “boats” stayed in.”", id="marks-inside"),
        pytest.param("‘Boats’ stayed in.", "“‘Boats’ stayed in.”", id="single-marks-are-left"),
        pytest.param("” he said", f"“{NBSP}” he said”", id="opens-with-a-closing-mark"),
        pytest.param("he said “", f"“he said “{NBSP}”", id="ends-with-an-opening-mark"),
    ],
)
def test_quotation_marks_are_added_and_never_doubled(text: str, shown: str) -> None:
    assert quoted(text) == shown


@pytest.mark.parametrize("text", ["a “b” c", "“a", "a”", "“a”", '"a" b "c"', "“”", '"', "““a”"])
def test_the_words_themselves_are_never_changed(text: str) -> None:
    assert text in quoted(text)


@pytest.mark.parametrize(
    ("fidelity", "kind", "word"),
    [
        pytest.param(Fidelity.VERBATIM, Kind.DEBATE, "As reported", id="hansard"),
        pytest.param(Fidelity.UNCORRECTED, Kind.COMMITTEE_EVIDENCE, "Uncorrected", id="evidence"),
        pytest.param(Fidelity.PRECIS, Kind.DEBATE, "Précis", id="precis-of-hansard"),
    ],
)
def test_fidelity_is_labelled(fidelity: Fidelity, kind: Kind, word: str) -> None:
    assert word in fidelity_label(fidelity, kind)


def test_words_that_a_publisher_printed_need_no_label() -> None:
    assert fidelity_label(Fidelity.VERBATIM, Kind.NEWS) == ""


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        pytest.param(None, None, "", id="no-limit"),
        pytest.param(date(2019, 1, 1), None, "since 1 January 2019", id="open-end"),
        pytest.param(None, date(2019, 12, 31), "until 31 December 2019", id="open-start"),
        pytest.param(date(2019, 1, 1), date(2019, 3, 31), "1 January 2019 to 31 March 2019", id="range"),
        pytest.param(date(2019, 1, 1), date(2019, 1, 1), "1 January 2019", id="one-day"),
    ],
)
def test_periods_read_as_people_write_them(since: date | None, until: date | None, words: str) -> None:
    assert period_words(since, until) == words


def test_every_filter_is_said() -> None:
    filters = Filters(
        by=("Ann Example",),
        bodies=("Home Office", "Home Department"),
        kinds=(Kind.NEWS,),
        house=House.LORDS,
        party="Quay Party",
        until=date(2020, 1, 2),
    )
    assert narrowed_by(Query("", "", filters=filters)) == (
        "by Ann Example",
        "from Home Office or Home Department",
        "only news stories",
        "House of Lords",
        "party Quay Party",
        "until 2 January 2020",
    )


def test_a_body_is_said_once_by_its_name_of_today() -> None:
    filters = Filters(bodies=("Home Office", "Home Department"), body_names=("Home Office",))
    assert narrowed_by(Query("", "", filters=filters)) == ("from Home Office",)


def test_a_name_is_listed_once_whatever_its_capitals_but_an_acronym_keeps_its_own() -> None:
    names = (Name("met police"), Name("Met Police"), Name("MP", True), Name("mp"))
    found = names_searched(Query("", "", (Concept("met police", names),)))
    assert found == (("met police", "MP", "mp"),)


def test_headings_of_records_are_counted_among_the_names_and_not_listed() -> None:
    names = (Name("car parks"), Name("hospitals parking", as_heading=True), Name("parking fees", as_heading=True))
    query = Query("", "", (Concept("car parks", names), Concept("gulls", (Name("gulls"),))))
    assert names_listed(query) == (("car parks", "2 headings that records use"), ("gulls",))
    assert "hospitals parking" in names_searched(query)[0]


def test_coverage_says_how_many_of_what_and_how_fresh() -> None:
    covered = Coverage(1200, 1, date(2016, 11, 25), date(2016, 11, 25), date(2025, 1, 15), {"news": 1})
    assert coverage_phrases(covered) == (
        "1 of 1,200 records searched is about this topic",
        "1 news story",
        "newest on this topic 25 November 2016",
    )


def test_coverage_of_nothing_says_so() -> None:
    assert coverage_phrases(Coverage(6, 0, None, None, None)) == ("6 records searched, none about this topic",)


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind_name(kind, 2) for kind in Kind}) == len(Kind)
    assert kind_name("something_new") == "something new"
