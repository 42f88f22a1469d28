"""Which words of a request are put right, over real stores: one that the records or the names have never is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from briefs.library import Library
from briefs.request.model import Query
from briefs.request.parser import understand
from briefs.topic.pipeline import make_brief
from briefs.topic.vocabulary import RecordWords
from tests.making import debate, said

TODAY = date(2022, 1, 31)
TEXTS = (
    "The Government will count the nest boxes of 40 swifts by May 2022.",
    "The pier at the harbour was closed for 9 weeks in 2020.",
    "A deposit for a tenancy costs £900 on average.",
    "Dr Sue Gray wrote to 14 departments on the labor of orphans.",
    "The lighthouse keeper has 7 lamps.",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as opened:
        opened.store.add(
            [
                *(debate(said(text, 1), title="Coast", record_id=f"h/{at}") for at, text in enumerate(TEXTS)),
                *(debate(said(f"Peers met {at} times.", 1), title="Peers", record_id=f"h/p{at}") for at in range(40)),
            ]
        )
        yield opened


def read(library: Library, text: str) -> Query:
    return understand(text, library.aliases, TODAY, library.people, vocabulary=RecordWords(library))


@pytest.mark.parametrize(
    "text",
    [
        "nests",
        "nesting boxes",
        "piers",
        "tenancy deposits",
        "deposited tenancy",
        "lamp of the lighthouses",
        "gray orphans",
        "labor",
        "swift",
        "ofsted",
    ],
)
def test_a_word_that_is_held_in_any_form_is_left_as_typed(library: Library, text: str) -> None:
    query = read(library, text)
    assert query.respelt == ()
    assert query.offered == ()


@pytest.mark.parametrize(
    ("text", "right"), [("lighthose", "lighthouse"), ("the departmets", "departments"), ("lamps harbor", "harbour")]
)
def test_a_word_that_nothing_has_is_put_right(library: Library, text: str, right: str) -> None:
    assert [word for _, word in read(library, text).respelt] == [right]


def test_a_short_word_is_only_offered_where_few_records_have_the_one_near_it(library: Library) -> None:
    query = read(library, "swifs")
    assert query.respelt == ()
    assert query.offered == (("swifs", ("swifts",)),)


def test_a_word_typed_many_times_is_offered_once(library: Library) -> None:
    assert read(library, "swifs " * 60).offered == (("swifs", ("swifts",)),)


@pytest.mark.parametrize("text", ["lighthouse keper", "lighthouse keper of the lighthouse", "lamps lighthose lamps"])
def test_what_is_shown_and_what_was_typed_are_told_the_right_way_round(library: Library, text: str) -> None:
    brief = make_brief(library, text, today=TODAY)
    for typed, right in read(library, text).respelt:
        assert f"Showing “{right}”; you typed “{typed}”." in brief.notes
        assert typed in text.split()
    assert read(library, text).respelt
