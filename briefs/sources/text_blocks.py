"""Debates saved as text, where a speaker's label stands on a line of its own: their lines as blocks.

Hansard's own download parts paragraphs by blank lines and sets the label on the line right above the first: that layout
is believed whatever the label says. Where a page was copied without blank lines, only what the words of a line show is
believed: a style, an office, a seat and party, a name that was a label before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from briefs.records import Stripped
from briefs.sources.blocks import Block, Mark, joined_over_marks
from briefs.sources.furniture import furniture, page_lines
from briefs.sources.labels import Labels, is_known, is_label, is_persons_name, may_be_label, over_two_lines
from briefs.sources.page_people import is_name, position_of

_BLANK = re.compile(r"\n\s*\n")
_ASKED_BY = re.compile(r"^(?:Asked|Tabled|Moved) by:?\s+(?P<who>[^\n]{3,80})$")
_FEWEST_PARTS = 3


def blocks_of_text(text: str, around: Callable[[str], str | None] = furniture) -> tuple[list[Block], list[Stripped]]:
    """Return the lines of a text as blocks, and what stands around them; ``around`` says why a line does.

    A paragraph that a column's mark cut in two is whole again.
    """
    left_out: list[Stripped] = []
    marks: list[list[str | Block]] = []
    for part in _BLANK.split(text):
        marks.append([])
        for line in page_lines(part):
            why = around(line)
            if why:
                left_out.append(Stripped(line, why))
            if not why or why == Mark.COLUMN.value:
                marks[-1].append(Block(Mark.COLUMN, line) if why else line)
    parts = [part for part in marks if part]
    labels = Labels()
    apart = sum(1 for part in parts if isinstance(part[0], str)) >= _FEWEST_PARTS
    found = joined_over_marks(block for part in parts for block in _part(part, labels, apart=apart))
    left_out += [block.left_out for block in found if block.mark is Mark.HEADING]
    return found, left_out


def _part(part: Sequence[str | Block], labels: Labels, *, apart: bool) -> Iterator[Block]:
    """Yield the blocks between two blank lines; ``apart`` where blank lines part the paragraphs of the whole text."""
    first, after = part[0], part[1] if len(part) > 1 else None
    if apart and isinstance(first, str) and isinstance(after, str) and may_be_label(first) and not may_be_label(after):
        yield _label(first, labels)
        part = part[1:]
    skip = False
    for at, line in enumerate(part):
        below = part[at + 1] if at + 1 < len(part) else None
        if skip or isinstance(line, Block):
            if isinstance(line, Block):
                yield line
            skip = False
            continue
        printed = _printed_label(line, below if isinstance(below, str) else "", labels)
        skip = printed is not None and printed != line and not _ASKED_BY.match(line)
        if printed:
            yield _label(printed, labels, asks=bool(_ASKED_BY.match(line)))
        elif may_be_label(line) and " " in line:
            yield Block(Mark.HEADING, line)
        else:
            yield Block(Mark.WORDS, line)


def _label(printed: str, labels: Labels, *, asks: bool = False) -> Block:
    labels.whom(printed)
    return Block(Mark.LABEL, printed, asks=asks)


def _printed_label(line: str, below: str, labels: Labels) -> str | None:
    """Return the label that a line is, with the line below where it is printed over two; None for other lines."""
    if asked := _ASKED_BY.match(line):
        return asked["who"]
    if joined := over_two_lines(line, below):
        return joined
    if below.startswith("The ") and is_name(line) and (place := position_of(below)) and place.office:
        return f"{below} ({line})"
    return line if is_label(line) or is_known(line, labels.known) or is_persons_name(line) else None
