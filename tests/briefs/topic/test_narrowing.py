"""What a request in plain words narrows a brief to, over a real store and a real index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from briefs.library import Library
from briefs.records.model import Dates, Kind, Role
from briefs.render.brief.as_json import brief_to_dict
from briefs.render.brief.wording import narrowed_by
from briefs.topic.model import Brief
from briefs.topic.pipeline import make_brief
from tests.making import debate, question, said

TODAY = date(2022, 1, 31)
IN_OFFICE, AFTER = date(2017, 5, 9), date(2019, 9, 3)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as opened:
        opened.store.add(
            [
                debate(
                    said("We spent £3 million on lighthouse lamps in Cornwall last year.", 1, by="Amber Rudd"),
                    said(
                        "The lighthouse lamps of 14 coasts have failed since 2015.",
                        2,
                        by="Cal Rook",
                        role=Role.BACKBENCHER,
                    ),
                    record_id="hansard/then",
                    dates=Dates(happened=IN_OFFICE),
                ),
                debate(
                    said("The lighthouse lamps cost £9 million, and I said so at the time.", 1, by="Amber Rudd"),
                    said(
                        "The lighthouse lamps will cost £2 million more next year.",
                        2,
                        by="Priti Patel",
                        office="The Secretary of State for the Home Department",
                    ),
                    record_id="hansard/after",
                    dates=Dates(happened=AFTER),
                ),
                question("In 2020 the Department replaced 41 lighthouse lamps at a cost of £2 million in Sampleport."),
                question(
                    "In 2020 the Department repaired 12 lighthouse lamps at a cost of £1 million.",
                    record_id="wq/commons/2021-03-01/103",
                    uin="103",
                ),
            ]
        )
        yield opened


def words(brief: Brief) -> str:
    return " ".join(item.text for section in brief.sections for item in section.items)


def test_an_office_is_whoever_held_it_on_the_day(library: Library) -> None:
    brief = make_brief(library, "what has the Home Secretary said about lighthouse lamps", today=TODAY)
    assert "£3 million" in words(brief)  # by the holder, though the record prints no office
    assert "£2 million more" in words(brief)  # by the office that is printed
    assert "£9 million" not in words(brief)  # by the same person, who held it no longer
    assert "Cal Rook" not in {item.speaker for section in brief.sections for item in section.items}
    assert {"Home Secretary", "Amber Rudd", "Priti Patel"} <= set(brief_to_dict(brief)["query"]["filters"]["by"])


def test_the_period_says_who_held_an_office(library: Library) -> None:
    brief = make_brief(library, "the Home Secretary on lighthouse lamps in 2017", today=TODAY)
    assert "by the Home Secretary of the day (Amber Rudd)" in narrowed_by(brief.query)
    assert "£2 million more" not in words(brief)


def test_a_role_is_kept_to_and_blamed_where_it_leaves_nothing(library: Library) -> None:
    brief = make_brief(library, "backbenchers on lighthouse lamps", today=TODAY)
    roles = {item.role for section in brief.sections for item in section.items}
    assert roles == {Role.BACKBENCHER}
    nothing = make_brief(library, "the opposition on lighthouse lamps", today=TODAY)
    assert not nothing.sections
    assert "the Opposition" in nothing.notes[0]


def test_a_place_narrows_and_is_no_topic(library: Library) -> None:
    brief = make_brief(library, "lighthouse lamps in Cornwall", today=TODAY)
    assert brief.query.topic == "lighthouse lamps"
    assert brief.coverage.records_matched == 1
    assert "£3 million" in words(brief)
    assert "14 coasts" not in words(brief)


@pytest.mark.parametrize("asked", ["lighthouse lamps but not Sampleport", "lighthouse lamps not:Sampleport"])
def test_what_is_left_out_stays_out(library: Library, asked: str) -> None:
    brief = make_brief(library, asked, today=TODAY)
    assert "41" not in words(brief)
    assert "12 lighthouse lamps" in words(brief)
    assert "leaving out Sampleport" in narrowed_by(brief.query)


def test_either_side_of_a_comparison_is_found(library: Library) -> None:
    brief = make_brief(library, "lamps in Sampleport vs lamps in Cornwall", today=TODAY)
    assert brief.query.compared == ("lamps in Sampleport", "lamps in Cornwall")
    assert not brief.query.filters.places
    apart = make_brief(library, "Sampleport or Cornwall", today=TODAY)
    assert apart.coverage.records_matched == 2


def test_a_name_that_cannot_be_left_out_is_said(library: Library) -> None:
    brief = make_brief(library, "lighthouse lamps", today=TODAY, without=("lighthouse", "Sampleport"))
    assert brief.notes[0] == "“lighthouse” is what was asked for, so it is searched all the same."
    assert brief.notes[1].startswith("“Sampleport” is no name searched")


def test_a_misspelt_word_is_put_right_and_said(library: Library) -> None:
    brief = make_brief(library, "lighthose lamps", today=TODAY)
    assert brief.query.topic == "lighthouse lamps"
    assert brief.notes[0] == "Showing “lighthouse”; you typed “lighthose”."
    assert brief.notes[0] in brief.read_as


def test_a_name_nobody_has_is_said(library: Library) -> None:
    brief = make_brief(library, "Amber Rud on lighthouse lamps", today=TODAY)
    assert brief.notes[0].endswith("did you mean Amber Rudd?")
    assert "Amber Rudd" in brief.suggestions


def test_the_latest_the_length_and_the_position_are_shown(library: Library) -> None:
    brief = make_brief(library, "latest government position on lighthouse lamps length:short", today=TODAY)
    shown = brief_to_dict(brief)["query"]["filters"]
    assert shown == {"order": "newest", "first": "position", "length": "short"}
    assert brief.sections[0].title in ("Government position", "Key points")
    kinds = make_brief(library, "PQs on lighthouse lamps", today=TODAY)
    assert kinds.query.filters.kinds == (Kind.WRITTEN_QUESTION,)
