"""The running heads and feet of a PDF's pages, and their numbers: what comes again at the edge of page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise, takewhile

from briefs.readers.common.base import Stripped
from briefs.readers.files.line_hyphens import LINE_END_HYPHEN
from briefs.readers.files.pdf_layout import ENDS_SENTENCE, LARGER, usual_height
from briefs.readers.files.pdf_lines import PdfLine

_EDGE_LINES, _ENOUGH = 3, 3
# How far the same head may move between pages, in points, and how far it stands from the words, in its own heights.
_MOVES, _APART = 3.0, 1.5
_PAGE_NUMBER = re.compile(
    r"(?:page )?[-–\[(]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[-–\])]?(?:(?: of |/)\d{1,4})?", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Seen:
    page: int
    numbers: tuple[int, ...]
    top: float
    apart: bool


def take_running_lines(pages: list[list[PdfLine | None]]) -> tuple[Stripped, ...]:
    """Take running heads, feet and page numbers out of the pages (None in their place) and report them."""
    seen: dict[tuple[int, str], list[_Seen]] = defaultdict(list)
    for number, lines in enumerate(pages):
        for which, edge in enumerate(_edges(lines)):
            for at, line in enumerate(edge[:_EDGE_LINES]):
                seen[which, _key(line)].append(_seen(number, line, edge[at + 1 :]))
    running = {key for key, found in seen.items() if _is_running(found, len(pages))}
    taken: dict[str, str] = {}
    for lines in pages:
        for which, edge in enumerate(_edges(lines)):
            for line in edge[:_EDGE_LINES]:
                is_number = _PAGE_NUMBER.fullmatch(line.text) is not None
                if not is_number and ((which, _key(line)) not in running or ENDS_SENTENCE.search(line.text)):
                    break
                text = line.text.replace(LINE_END_HYPHEN, "-")
                taken.setdefault(text, "page number" if is_number else "running header or footer")
                lines[next(at for at, other in enumerate(lines) if other is line)] = None
    return tuple(Stripped(text, why) for text, why in taken.items())


def _edges(lines: list[PdfLine | None]) -> tuple[list[PdfLine], list[PdfLine]]:
    """Return the lines of a page from its head downwards, and from its foot upwards."""
    left = [line for line in lines if line is not None]
    largest = LARGER * usual_height(left)
    down = sorted(left, key=lambda line: -line.top)
    # What is set larger than the words is a title, even where the heads of later pages repeat it.
    return _smaller(down, largest), _smaller(down[::-1], largest)


def _smaller(lines: list[PdfLine], largest: float) -> list[PdfLine]:
    """Return the lines up to the first that is as large as a title."""
    return list(takewhile(lambda line: line.height < largest or _PAGE_NUMBER.fullmatch(line.text), lines))


def _key(line: PdfLine) -> str:
    return _NUMBER.sub("0", line.text).casefold()


def _seen(page: int, line: PdfLine, inwards: list[PdfLine]) -> _Seen:
    """Return where a line was seen; it stands apart where nothing on the page's way inwards is near it."""
    next_ = next((other for other in inwards if abs(other.top - line.top) > _MOVES), None)
    apart = next_ is None or abs(next_.top - line.top) > _APART * line.height
    return _Seen(page, tuple(int(n[:9]) for n in _NUMBER.findall(line.text)), line.top, apart)


def _is_running(found: list[_Seen], pages: int) -> bool:
    """Whether a line comes again as a running head does: on most pages, on page after page, or counting them."""
    by_page = {each.page: each for each in found}
    each = [by_page[page] for page in sorted(by_page)]
    if len(each) < 2:
        return False
    if len(each) >= max(_ENOUGH, pages // 2):
        return True
    steps = list(pairwise(each))
    if len(each) >= _ENOUGH and all(b.page - a.page <= 2 for a, b in steps):
        return True
    stays = all(abs(a.top - b.top) < _MOVES for a, b in steps) and all(one.apart for one in each)
    return stays and (len(each) == pages or all(_counts(a, b) for a, b in steps))


def _counts(a: _Seen, b: _Seen) -> bool:
    """Whether one of a line's numbers goes up with the pages, by one a page or, as columns do, by two."""
    turned = b.page - a.page
    return any(later - sooner in (turned, 2 * turned) for sooner, later in zip(a.numbers, b.numbers, strict=False))
