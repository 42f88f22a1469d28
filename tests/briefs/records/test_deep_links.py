"""A link goes to the very words quoted, where the page holds them and they are the record's only such words."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.records.deep_links import span_url, text_directive
from briefs.records.model import Kind, Passage, Record
from briefs.render.escaping import link

TEXT = (
    "We will, I hope, light the well-known lamps of the whole coast, one by one, next week. They are new. "
    "We will, I hope, light more of them in the spring of the year after that, when 10% & more are there."
)
FIRST, SECOND, THIRD = TEXT.index(" They"), TEXT.index("We will", 9), len(TEXT)
HANSARD = "https://hansard.parliament.uk/commons/2021-03-09/debates/ABCDEF01/Lamps"


def record(url: str | None, anchor: str | None = None, *more: str) -> Record:
    return Record("x", Kind.DEBATE, "Lamps", (Passage(TEXT, anchor=anchor), *map(Passage, more)), url=url)


@pytest.mark.parametrize(
    ("url", "takes"),
    [
        (HANSARD, True),
        ("https://committees.parliament.uk/oralevidence/18/html/", True),
        ("https://committees.parliament.uk/oralevidence/18/pdf/", False),
        ("https://www.gov.uk/government/speeches/lamps", True),
        ("https://www.gov.uk/api/content/government/speeches/lamps", False),
        ("https://questions-statements.parliament.uk/written-questions/detail/2021-03-01/101", True),
        ("https://www.theyworkforyou.com/debates/?id=2021-03-09.1.0", True),
        ("https://www.ukpol.co.uk/ada-winter-speech/", True),
        ("https://example.org/lamps", False),
        ("https://hansard.parliament.uk.example.org/debates/x", False),
    ],
)
def test_pages_that_hold_the_text_take_a_fragment(url: str, takes: bool) -> None:
    found = span_url(record(url), 0, 0, FIRST)
    assert found is not None
    assert found.startswith(url)
    assert ("#:~:text=" in found) is takes


def test_a_fragment_stands_behind_the_anchor() -> None:
    found = span_url(record(HANSARD, "contribution-1"), 0, 0, FIRST)
    assert (
        found == f"{HANSARD}#contribution-1:~:text=We%20will%2C%20I%20hope%2C%20light%20the,by%20one%2C%20next%20week"
    )


def test_there_is_no_link_without_an_address() -> None:
    assert span_url(record(None, "contribution-1"), 0, 0, FIRST) is None


@pytest.mark.parametrize(
    ("start", "end", "more", "directive"),
    [
        pytest.param(
            0,
            FIRST,
            (),
            "text=We%20will%2C%20I%20hope%2C%20light%20the,by%20one%2C%20next%20week",
            id="as many as needed",
        ),
        pytest.param(
            SECOND,
            THIRD,
            (),
            "text=We%20will%2C%20I%20hope%2C%20light%20more,%26%20more%20are%20there",
            id="marks are encoded",
        ),
        pytest.param(FIRST + 1, SECOND - 1, (), None, id="too short to be told apart"),
        pytest.param(0, FIRST, (TEXT,), None, id="said twice in the record"),
        pytest.param(
            TEXT.index("the well"),
            TEXT.index(", one"),
            (),
            "text=the%20well%2Dknown%20lamps%20of%20the%20whole%20coast",
            id="a short span whole",
        ),
    ],
)
def test_a_directive_has_words_of_the_span_that_stand_once(
    start: int, end: int, more: tuple[str, ...], directive: str | None
) -> None:
    assert text_directive(record(HANSARD, None, *more), TEXT[start:end]) == directive


@given(st.text(alphabet="ab cd,-&é’\n.", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_a_directive_leads_to_the_span_and_nowhere_else(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    held = Record("x", Kind.DEBATE, "t", (Passage(text),), url=HANSARD)
    directive = text_directive(held, text[start:end])
    if directive is None:
        return
    first, _, last = directive.removeprefix("text=").partition(",")
    assert "-" not in first + last
    begins, ends = unquote(first), unquote(last) or unquote(first)
    assert text.lower().count(begins.lower()) == 1
    assert start <= text.index(begins)
    after = text.index(begins) + (len(begins) if last else 0)
    assert text.lower().index(ends.lower(), after) + len(ends) <= end


def test_the_fragment_passes_through_to_the_page_unchanged() -> None:
    found = span_url(record(HANSARD, "contribution-1"), 0, SECOND, THIRD)
    assert found is not None
    assert link(found) == found
