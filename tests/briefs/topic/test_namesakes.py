"""A name counts those who bear it, and each person once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefs.library import Library
from briefs.names.people import is_called, surname
from briefs.records.model import Dates
from briefs.render.brief.wording import narrowed_by
from briefs.request.model import Filters, Query
from briefs.topic.pipeline import make_brief
from tests.making import debate, said


@pytest.mark.parametrize(
    ("printed", "name", "is_theirs"),
    [
        ("Nora Marsh", "Marsh", True),
        ("Dame Nora Marsh", "Nora Marsh", True),
        ("Ivo Fell-Marsh", "Marsh", False),
        ("Ivo Fell-Marsh", "Fell", False),
        ("Ivo Fell-Marsh", "Fell-Marsh", True),
        ("Ivo Fell-Marsh", "Ivo Fell Marsh", True),
        ("Una Marshall", "Marsh", False),
        ("", "Marsh", False),
        ("Nora Marsh", "", False),
    ],
)
def test_whose_a_name_is(printed: str, name: str, is_theirs: bool) -> None:
    assert is_called(printed, name) is is_theirs


@pytest.mark.parametrize(
    ("name", "last"),
    [("Ivo Fell-Marsh", "Fell-Marsh"), ("Nora Marsh", "Marsh"), ("Lord Fell-Marsh of Rye", "Fell-Marsh")],
)
def test_a_double_name_is_one_surname(name: str, last: str) -> None:
    assert surname(name) == last


def test_a_surname_does_not_find_those_whose_double_name_ends_in_it(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.store.add(
            [
                debate(
                    said("The lighthouse lamps on 14 coasts cost £3 million in 2020.", 1, by="Nora Marsh"),
                    said("The lighthouse lamps on 19 coasts cost £8 million in 2020.", 2, by="Ivo Fell-Marsh"),
                    dates=Dates(happened=date(2021, 3, 9)),
                )
            ]
        )
        for asked, speakers in (
            ("by:Marsh", {"Nora Marsh"}),
            ('by:"Fell-Marsh"', {"Ivo Fell-Marsh"}),
            ('by:"Ivo Fell Marsh"', {"Ivo Fell-Marsh"}),
        ):
            made = make_brief(library, f"lighthouse lamps {asked}", today=date(2022, 1, 31))
            assert {item.speaker for section in made.sections for item in section.items} == speakers, asked


def test_a_person_of_several_names_is_shown_once() -> None:
    names = ("Nora Marsh", "Dame Nora Marsh", "Nell Marsh")
    filters = Filters(by=(*names, "Cal Rook"), by_person=(names, ("Cal Rook",)))
    assert narrowed_by(Query("", "", filters=filters)) == ("by Nora Marsh (Nell Marsh)", "by Cal Rook")
    assert narrowed_by(Query("", "", filters=Filters(by=("Cal Rook", "Bea Gale")))) == ("by Cal Rook", "by Bea Gale")
