"""Debates saved as text, where a speaker's label stands on a line of its own: their lines as blocks.

Hansard's own download parts paragraphs by blank lines and sets the label on the line right above the first: that layout
is believed whatever the label says. Where a page was copied without blank lines, only what the words of a line show is
believed: a style, an office, a seat and party, a name that was a label before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import zip_longest

from briefs.readers.common.base import Stripped
from briefs.readers.common.blocks import Mark, PrintedBlock, is_dividing, joined_over_marks, with_tellers
from briefs.readers.common.boilerplate import furniture, page_lines
from briefs.readers.common.labels import (
    Labels,
    asks_below,
    is_known,
    is_label,
    is_persons_name,
    is_set_apart,
    may_be_label,
    over_two_lines,
)
from briefs.readers.common.page_people import is_name, position_of

_FEWEST_PARTS, _NEARLY = 3, 0.75
_BLANK = re.compile(r"\n\s*\n")


def blocks_of_text(
    text: str, around: Callable[[str], str | None] = furniture
) -> tuple[list[PrintedBlock], list[Stripped]]:
    """Return the lines of a text as blocks, and what stands around them; ``around`` says why a line does.

    A paragraph that a column's mark cut in two is whole again.
    """
    left_out: list[Stripped] = []
    parts: list[list[PrintedBlock]] = []
    for part in _BLANK.split(text):
        parts.append([])
        for line in page_lines(part):
            why = around(line)
            if why:
                left_out.append(Stripped(line, why))
            if not why or why == Mark.COLUMN.value:
                parts[-1].append(PrintedBlock(Mark.COLUMN if why else Mark.WORDS, line))
    parts = [part for part in parts if part]
    heads = _heads([part for part in parts if len(part) > 1]) if len(parts) > 1 else set()
    found = joined_over_marks(with_tellers(_told([block for part in parts for block in part], heads)))
    told = {each.text for each in left_out if each.why == Mark.COLUMN.value}
    marks = [block for block in found if block.mark is Mark.COLUMN and block.text not in told]
    left_out += [block.left_out for block in (*marks, *(b for b in found if b.mark is Mark.HEADING))]
    return found, left_out


def _heads(parts: Sequence[Sequence[PrintedBlock]]) -> set[int]:
    """Return the first lines between two blank lines that are labels right above what is said.

    Where nearly every part of several lines has the shape of label and words, the rest have it too.
    """
    told = [part for part in parts if _sets_apart(*part[:2])]
    if len(told) >= max(_FEWEST_PARTS, _NEARLY * len(parts)):
        told = [part for part in parts if part in told or _may_set_apart(*part[:2])]
    return {id(part[0]) for part in told}


def _sets_apart(first: PrintedBlock, after: PrintedBlock) -> bool:
    return first.mark is after.mark is Mark.WORDS and may_be_label(first.text) and not may_be_label(after.text)


def _may_set_apart(first: PrintedBlock, after: PrintedBlock) -> bool:
    return first.mark is after.mark is Mark.WORDS and is_set_apart(first.text)


def _told(lines: Sequence[PrintedBlock], heads: Container[int]) -> Iterator[PrintedBlock]:
    """Yield the lines as what they are; ``heads`` holds those that the layout shows to be labels."""
    labels = Labels()
    times = Counter(line.text for line in lines)
    skip = dividing = False
    for line, below in zip_longest(lines, lines[1:]):
        if skip or line.mark is not Mark.WORDS:
            if not skip:
                yield line
            skip = False
            continue
        asked = asks_below(line.text)
        printed = line.text if id(line) in heads else _printed_label(line.text, below.text if below else "", labels)
        if printed is None and times[line.text] > 1 and is_persons_name(line.text):
            printed = line.text  # a heading is printed once
        printed = line.text if asked else printed
        skip = printed not in (None, line.text)
        dividing = not printed and is_dividing(line.text, before=dividing)
        if printed:
            labels.whom(printed)
            yield PrintedBlock(Mark.LABEL, printed, asks=asked)
        elif not dividing and may_be_label(line.text) and " " in line.text:
            yield PrintedBlock(Mark.HEADING, line.text)
        else:
            yield line


def _printed_label(line: str, below: str, labels: Labels) -> str | None:
    """Return the label that a line is, with the line below where it is printed over two; None for other lines."""
    if joined := over_two_lines(line, below):
        return joined
    if below.startswith("The ") and is_name(line) and (place := position_of(below)) and place.office:
        return f"{below} ({line})"
    return line if is_label(line) or is_known(line, labels.known) else None
