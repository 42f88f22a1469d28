"""Search rows become excerpts of their debates, which never take the place of a whole one."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.errors import RefusedInput
from briefs.readers.apis import hansard_search
from briefs.readers.apis.hansard_api import paragraphs_of
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.precedence import to_keep
from briefs.records.gaps import Gap
from briefs.records.model import Kind, Record
from tests.briefs.readers.apis.test_hansard_debate import EXT, item, section
from tests.briefs.readers.apis.test_hansard_debate import read as read_debate
from tests.support import shared


def row(number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "MemberName": "Ann Other",
        "MemberId": 7,
        "AttributedTo": "Ann Other (Hythe) (SNP)",
        "ContributionExtId": EXT.format(number),
        "ContributionText": " They shine at ni",
        "ContributionTextFull": "They shine at night.\r\n\r\nAlways.",
        "HRSTag": "hs_Para",
        "DebateSection": " Lighthouse Lamps",
        "DebateSectionExtId": EXT.format(0),
        "SittingDate": "2021-03-09T00:00:00",
        "Section": "Commons Chamber",
        "House": "Commons",
        "OrderInDebateSection": number,
        **more,
    }


def overview(**more: Any) -> dict[str, Any]:
    fields = {"ExtId": EXT.format(0).lower(), "Title": "Lighthouse Lamps", "Date": "2021-03-09T00:00:00"}
    return {**fields, "House": "Commons", "HRSTag": "hs_2cUrgentQuestion", "VolumeNo": 690, "DebateTypeId": 1, **more}


def read(value: Any) -> Reading:
    source = SourceFile("x.json", json.dumps(value).encode())
    assert hansard_search.detect(source)
    return hansard_search.read(source)


def only(value: Any) -> Record:
    (record,) = read(value).records
    return record


@pytest.mark.parametrize("wrapped", [{"Results": [row(2), row(1)]}, [row(2), row(1)], [{"Results": [row(2)]}, row(1)]])
def test_rows_of_one_debate_are_one_excerpt_in_its_order(wrapped: Any) -> None:
    record = only(wrapped)
    assert record.record_id == f"hansard/commons/2021-03-09/{EXT.format(0)}"
    assert [p.turn for p in record.passages] == [1, 1, 2, 2]
    assert record.passages[0].anchor == f"contribution-{EXT.format(1)}"
    assert record.notes == (Gap.EXCERPT,)


@pytest.mark.parametrize("absent", [False, True], ids=["null", "not there"])
def test_contributions_without_an_id_are_held_without_their_link(absent: bool) -> None:
    rows = [row(number, ContributionTextFull=f"They shine at {number}.") for number in (1, 2, 3)]
    for each in rows[1:]:
        each["ContributionExtId"] = None
        if absent:
            del each["ContributionExtId"]
    record = only(rows)
    assert [p.text for p in record.passages] == ["They shine at 1.", "They shine at 2.", "They shine at 3."]
    assert [p.anchor for p in record.passages] == [f"contribution-{EXT.format(1)}", None, None]


def test_clipped_text_is_never_quotable_and_the_whole_text_is() -> None:
    record = only([row(1), row(2, ContributionTextFull=None)])
    assert [p.quotable for p in record.passages] == [True, True, False]
    assert len(record.notes) == 2


@pytest.mark.parametrize("missing", ["DebateSectionExtId", "SittingDate", "House"])
def test_a_row_of_no_debate_is_refused_alone(missing: str) -> None:
    reading = read([row(1), row(2, **{missing: None})])
    assert len(reading.records) == 1
    assert missing in reading.refused[0].reason


@pytest.mark.parametrize("backwards", [False, True])
def test_an_overview_fills_in_what_the_rows_do_not_say(backwards: bool) -> None:
    rows = [overview(), row(1)]
    record = only(rows[::-1] if backwards else rows)
    assert (record.kind, record.volume, len(record.passages)) == (Kind.URGENT_QUESTION, "690", 2)
    assert record.notes == (Gap.EXCERPT,)


def test_headings_found_by_a_search_are_records_without_words() -> None:
    heading = {"DebateSection": "Commons Chamber", "SittingDate": "2021-03-09T00:00:00", "House": "Commons"}
    record = only({"Results": [{**heading, "Title": "Lamps", "DebateSectionExtId": "Lamps2021-03-09"}]})
    assert (record.title, record.passages, record.notes) == ("Lamps", (), (Gap.HEADING_ONLY,))


def test_no_excerpt_takes_the_place_of_the_whole_debate() -> None:
    (whole,) = read_debate(section(item("They shine at night.", "Ann Other (Hythe) (SNP)", 7), number=0)).records
    for part in (only(row(1)), only(overview())):
        assert part.record_id == whole.record_id
        assert to_keep(whole, part) == whole
        assert to_keep(part, whole) == whole


def test_two_excerpts_make_one_and_whole_text_wins() -> None:
    first = only([row(1), row(3, ContributionTextFull=None, ContributionText="Half a lam")])
    second = only([row(2, ContributionTextFull="Two."), row(3, ContributionTextFull="Half a lamp.")])
    for one, other in ((first, second), (second, first)):
        kept = to_keep(one, other)
        assert [p.text for p in kept.passages] == ["They shine at night.", "Always.", "Two.", "Half a lamp."]


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(row())), st.none() | st.integers() | st.text(max_size=20), max_size=6))
def test_hostile_rows_are_refused_in_our_own_words(spoiled: dict[str, Any]) -> None:
    with suppress(RefusedInput):
        reading = hansard_search.read(SourceFile("x", json.dumps([{**row(), **spoiled}]).encode()))
        assert len(reading.records) + len(reading.refused) <= 1


@pytest.mark.shared
def test_the_real_rows_are_held_whole() -> None:
    path = shared("data", "hansard-api", "search", "hansard_search_contributions_spoken_pages.json")
    source = SourceFile(path.name, path.read_bytes())
    reading = hansard_search.read(source)
    assert (len(reading.records), len(reading.refused)) == (202, 0)
    rows = [found for page in json.loads(source.text) for found in page["Results"]]
    whole = {f"contribution-{r['ContributionExtId']}": paragraphs_of(r["ContributionTextFull"]) for r in rows}
    held: dict[str | None, list[str]] = {}
    for record in reading.records:
        for passage in record.passages:
            held.setdefault(passage.anchor, []).append(passage.text)
            assert "  " not in passage.text
    assert held.keys() == whole.keys()
    apart = {anchor: [line for text in held[anchor] for line in text.split("\n\n")] for anchor in held}
    assert sum(apart[anchor] != whole[str(anchor)] for anchor in apart) == 5  # numbers of oral questions are left out
    joined = [text for texts in held.values() for text in texts if "\n\n" in text]
    assert joined  # a quotation with its introduction
    assert all(text.split("\n\n")[1].startswith(("“", '"')) for text in joined)


@pytest.mark.shared
def test_the_real_overviews_give_kinds_and_volumes() -> None:
    path = shared("data", "hansard-api", "search", "hansard_debate_overviews.json")
    reading = hansard_search.read(SourceFile(path.name, path.read_bytes()))
    kinds = [record.kind for record in reading.records]
    assert (len(kinds), kinds.count(Kind.URGENT_QUESTION), kinds.count(Kind.ORAL_STATEMENT)) == (202, 35, 56)
    assert all(record.volume for record in reading.records)
