"""Letters, hyphens and apostrophes fold in search and in matching; the quotation stays as it is printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefs.language.words import plain_letters, stem
from briefs.library import Library
from briefs.names.people import People
from briefs.topic.pipeline import make_brief
from tests.making import question

FOUND = [
    ("Ynys Gwyn", "We will pave the quay at Ynys Gŵyn in 2024."),
    ("Ynys Gŵyn", "We will pave the quay at Ynys Gŵyn in 2024."),
    ("Ynys Gŵyn", "We will pave the quay at Ynys Gwyn in 2024."),
    ("Ty Cefn", "We will pave the quay at Tŷ Cefn in 2024."),
    ("Dun Bheag", "We will pave the quay at Dún Bheag in 2024."),
    ("entrepot", "We will pave the entrepôt in 2024."),
    ("creche", "We will pave the crèches in 2024."),
    ("Grossdorf", "We will pave the quay at Großdorf in 2024."),
    ("Aerosund", "We will pave the quay at Ærøsund in 2024."),
    ("Lukow", "We will pave the quay at Łuków in 2024."),
    ("cooperative", "We will pave the yard of the co-operative in 2024."),
    ("co-operative", "We will pave the yard of the cooperative in 2024."),
    ("co operative", "We will pave the yard of the cooperative in 2024."),
    ("co operative", "We will pave the yard of the co-operative in 2024."),
    ("cooperative yards", "We will pave the co-operative yards in 2024."),
    ("email", "We will answer by e-mail from 2024."),
    ("e-mail", "We will answer by email from 2024."),
    ("childcare", "We will pay for child-care from 2024."),
    ("child-care", "We will pay for childcare from 2024."),
    ("email", "We will answer by e\u2011mail from 2024."),
    ("harbour's edge", "We will pave the harbour’s edge in 2024."),
]


@pytest.mark.parametrize(("typed", "printed"), FOUND, ids=[f"{row[0]} in {row[1]}" for row in FOUND])
def test_what_is_typed_another_way_is_found_and_quoted_as_printed(tmp_path: Path, typed: str, printed: str) -> None:
    with Library.open(tmp_path) as library:
        library.store.add([question(printed)])
        brief = make_brief(library, typed, today=date(2022, 1, 31))
    assert printed in [item.text for section in brief.sections for item in section.items]


def test_people_are_named_without_their_accents() -> None:
    people = People(["Siân Bråten", "Łukasz Ørn"])
    for typed in ("Sian Braten", "Lukasz Orn"):
        assert people.named(typed) is not None


@pytest.mark.parametrize(
    ("printed", "typed"),
    [("Môn", "Mon"), ("ŵ", "w"), ("Straße", "strasse"), ("O’Neill", "O'Neill"), ("cafe\u0301", "cafe")],
)
def test_stems_are_those_of_plain_letters(printed: str, typed: str) -> None:
    assert stem(printed) == stem(typed)


def test_plain_letters_leave_plain_text_alone() -> None:
    assert plain_letters("The quay, 12:30") == "The quay, 12:30"
