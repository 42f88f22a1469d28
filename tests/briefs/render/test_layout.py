from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.render.layout import at_right, text_width, wrap


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        pytest.param("boat", 4, id="latin"),
        pytest.param("港湾", 4, id="wide"),
        pytest.param("e\u0301", 1, id="combining"),
        pytest.param("🙂", 2, id="emoji"),
        pytest.param("“–’", 3, id="typography"),
    ],
)
def test_width_is_counted_in_cells(text: str, cells: int) -> None:
    assert text_width(text) == cells


def test_lines_break_at_spaces_and_hang() -> None:
    assert wrap("one two three four", 10, first=" • ", rest="   ") == [" • one two", "   three", "   four"]


def test_a_phrase_is_kept_whole_where_it_fits() -> None:
    assert wrap(["25 November 2016", "3 March 2019"], 20) == ["25 November 2016", "3 March 2019"]


def test_a_word_longer_than_a_line_is_cut() -> None:
    assert wrap("ab" * 5, 6, first="> ", rest="  ") == ["> abab", "  abab", "  ab"]


def test_wide_characters_never_overrun() -> None:
    assert [text_width(line) for line in wrap("港" * 7, 5)] == [4, 4, 4, 2]


def test_empty_text_is_its_opening() -> None:
    assert wrap("  ", 10, first=" • ") == [" • "]


@given(st.text(), st.integers(min_value=12, max_value=110))
def test_no_line_is_too_wide_and_no_word_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width, first=" • ", rest="   ")
    assert all(text_width(line) <= width for line in lines)
    assert "".join(line[3:] for line in lines).replace(" ", "") == text.replace(" ", "").replace("\n", "").replace(
        "\t", ""
    )


@pytest.mark.parametrize(
    ("tail", "lines"),
    [
        pytest.param(("a", "[1]"), ["boats          a [1]"], id="on-the-last-line"),
        pytest.param(("a long name", "[1]"), ["boats", "     a long name [1]"], id="on-its-own-line"),
        pytest.param(
            ("a name that is far too long", "[1 ¶2]"),
            ["boats", "  a name that is far", "     too long [1 ¶2]"],
            id="wrapped",
        ),
        pytest.param(
            ("a name that is far too long it", "[1 ¶2]"),
            ["boats", "  a name that is far", "  too long it [1 ¶2]"],
            id="reference-whole",
        ),
        pytest.param(("", ""), ["boats"], id="none"),
    ],
)
def test_the_tail_stands_at_the_right(tail: tuple[str, str], lines: list[str]) -> None:
    assert at_right(["boats"], tail, 20, indent="  ") == lines
