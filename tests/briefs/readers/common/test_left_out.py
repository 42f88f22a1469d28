"""What is left out of records is counted in plain English, by kinds that are all named in one place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from briefs.readers.common import boilerplate as furniture
from briefs.readers.common.base import Stripped
from briefs.readers.common.left_out import KINDS, counted, in_words


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [
        ("caption", 1, "1 caption"),
        ("caption", 3, "3 captions"),
        ("related headlines", 2, "2 other headlines"),
        ("navigation", 1200, "1,200 lines of navigation"),
        ("no such kind", 1, "1 piece (no such kind)"),
    ],
)
def test_a_count_reads_as_english(kind: str, number: int, words: str) -> None:
    assert in_words(kind, number) == words


def test_the_commonest_kind_comes_first() -> None:
    pieces = [Stripped("a", "caption"), Stripped("b", "heading"), Stripped("c", "heading")]
    assert counted(pieces) == [("heading", 2), ("caption", 1)]


@pytest.mark.parametrize("kind", sorted(furniture.KINDS_OF_LINES))
def test_every_kind_of_furniture_has_its_words(kind: str) -> None:
    assert kind in KINDS


def kinds_written_in(path: Path) -> set[str]:
    """Return the kinds that a module gives to what it leaves out, as far as they stand there as words."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    named = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id in ("Stripped", "leave_out")]
    given = [argument for call in named for argument in (*call.args[1:2], *(k.value for k in call.keywords))]
    return {value.value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str)}


def test_every_kind_that_a_reader_gives_has_its_words() -> None:
    folder = Path(furniture.__file__).parent
    given = {kind for path in folder.glob("*.py") for kind in kinds_written_in(path)}
    assert "note mark" in given
    assert given <= KINDS.keys()
