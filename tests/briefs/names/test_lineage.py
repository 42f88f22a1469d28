"""Departments change their names: a filter finds the work under every one of them, each printed as it was."""

from __future__ import annotations

import gzip
import json
from datetime import date

import pytest

from briefs.names.alias_file import load_aliases
from briefs.request.parser import understand
from tests.support import shared

TODAY = date(2026, 6, 1)
ALIASES = load_aliases()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (
            "MHCLG",
            {"Department for Communities and Local Government", "Department for Levelling Up, Housing and Communities"},
        ),
        ("DLUHC", {"Ministry of Housing, Communities and Local Government"}),
        ("DCLG", {"Ministry of Housing, Communities and Local Government"}),
        ("FCDO", {"Foreign and Commonwealth Office", "Department for International Development"}),
        (
            "DESNZ",
            {"Department of Energy and Climate Change", "Department for Business, Energy and Industrial Strategy"},
        ),
        ("DBT", {"Department for International Trade", "Department for Business, Innovation and Skills"}),
        ("DSIT", {"Department for Business, Energy and Industrial Strategy"}),
        ("DCMS", {"Department for Digital, Culture, Media and Sport", "Department of National Heritage"}),
        ("DHSC", {"Department of Health"}),
        ("DH", {"Department of Health and Social Care"}),
        ("DIT", {"Department for International Trade"}),
        ("DExEU", {"Department for Exiting the European Union"}),
    ],
)
def test_a_department_is_found_under_its_other_names(typed: str, found: set[str]) -> None:
    query = understand(f"flooding from:{typed} since 2016", ALIASES, TODAY)
    assert found <= set(query.filters.bodies)
    assert query.filters.since == date(2016, 1, 1)


def test_a_body_that_was_split_does_not_answer_for_its_heirs() -> None:
    query = understand("flooding from:BEIS", ALIASES, TODAY)
    assert "Department for Business and Trade" not in query.filters.bodies


@pytest.mark.shared
def test_every_answering_body_of_the_real_questions_is_known_by_its_name_and_number() -> None:
    path = shared("data", "written-questions", "questions-2023-09-to-2025-09.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        bodies = {(row["answeringBodyId"], row["answeringBodyName"]) for row in map(json.loads, lines)}
    assert len(bodies) > 20
    for number, name in bodies:
        (entry,) = ALIASES.meanings(name)
        former = {each.text for earlier in entry.former for each in earlier.names}
        assert entry.answering_body_id == number or name in former, name
