"""Any other prose: the reader of last resort."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePosixPath

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile
from briefs.records.identity import file_id
from briefs.records.model import DateKind, Dates, Kind, Passage, Record

# A longer first line is a paragraph, not a title.
MAX_TITLE = 160
_BLANK = re.compile(r"\n\s*\n")
_DELIMITERS = (",", "\t", ";", "|")
_MARKUP = re.compile(r"\s*<(?:\?xml|!DOCTYPE|[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>)")
_CODE = re.compile(
    r"[{};]\s*$|^\s*(?:def |class |import |from \w+ import|#include|function |var |const |let |#!)|[=!]==?"
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def detect(source: SourceFile) -> bool:
    """Whether the source is prose: text with letters that is no table, code or markup."""
    try:
        return why_not_prose(source.text) is None
    except RefusedInput:
        return False


def read(source: SourceFile) -> Reading:
    """Return one document, a passage for each paragraph. Raises RefusedInput where the text is no prose."""
    text = source.text
    if reason := why_not_prose(text):
        raise RefusedInput(reason)
    paragraphs = split_paragraphs(text)
    first = paragraphs[0].split("\n")[0]
    if titled := len(first) <= MAX_TITLE and len(paragraphs) > 1 and "\n" not in paragraphs[0]:
        paragraphs = paragraphs[1:]
    record = Record(
        record_id=file_id(source.data),
        kind=Kind.DOCUMENT,
        title=first if titled else title_from_name(source.name),
        passages=tuple(Passage(text=paragraph) for paragraph in paragraphs),
        dates=Dates(cited=DateKind.PUBLISHED),
        origin=source.name,
        retrieved=source.retrieved,
    )
    return Reading(records=(record,))


def split_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of text: between blank lines where there are any, else its lines.

    Lines that were broken for the width of a page are joined again by a space; others stay lines of the paragraph.
    """
    blocks = [[line.strip() for line in block.split("\n") if line.strip()] for block in _BLANK.split(text)]
    blocks = [block for block in blocks if block]
    width = _page_width(blocks)
    if len(blocks) == 1 and not width:
        return blocks[0]
    return [_joined(block, width) for block in blocks]


def title_from_name(name: str) -> str:
    """Return a title from a file's name: its stem, underscores made spaces."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    return " ".join(stem.replace("_", " ").split()) or "Untitled"


def why_not_prose(text: str) -> str | None:
    """Return why a text is no prose (no letters, a table of values, code, markup), or None where it is prose."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not _WORD.search(text):
        return "the file has no words in it"
    if _MARKUP.match(text) or (text.lstrip().startswith(("{", "[")) and '":' in text):
        return "this is data in a form that is not read; save its text and load that"
    if _is_table(lines):
        return "this is a table of values, not prose; save its text and load that"
    if len(lines) > 2 and 2 * sum(1 for line in lines if _CODE.search(line)) > len(lines):
        return "this is program code, not prose"
    return None


def _is_table(lines: list[str]) -> bool:
    """Whether nearly every line has the same delimiter equally often, and the cells between are short."""
    sample = lines[:500]
    if len(sample) < 3:
        return False
    for delimiter in _DELIMITERS:
        counts = [line.count(delimiter) for line in sample]
        usual = max(set(counts), key=counts.count)
        cells = sum(counts) + len(sample)
        short = sum(map(len, sample)) / cells < 40
        if usual >= 1 and counts.count(usual) >= 0.8 * len(counts) and (short or delimiter == "\t"):
            ends = sum(1 for line in sample if line.rstrip().endswith((".", "?", "!", "”", '"')))
            return usual >= 2 or 2 * ends < len(sample)
    return False


def _page_width(blocks: list[list[str]]) -> int:
    """Return the length at which lines were broken for a page, or 0 where lines end where their writer ended them."""
    longest = max((len(line) for block in blocks for line in block), default=0)
    broken = [len(line) for block in blocks for line in block[:-1]]
    if not 50 <= longest <= 100 or len(broken) < 2:
        return 0
    return longest if sum(length >= 0.75 * longest for length in broken) >= 0.8 * len(broken) else 0


def _joined(block: list[str], width: int) -> str:
    text = block[0]
    for before, line in pairwise(block):
        text += (" " if width and len(before) >= 0.75 * width else "\n") + line
    return text
