"""Where the sentences of a passage begin and end.

nupunkt finds the boundaries; the abbreviations are those of Parliament's printed record (honorifics, volume and column
references, UIN lists) that its model does not know.
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from typing import Any

import nupunkt

ABBREVIATIONS = tuple(
    """hon rt gen col cols vol vols para paras art arts cl cls sch schs reg regs sect no nos pp ed eds ref refs fig figs
    approx est incl excl dept govt min maj brig lt sgt capt cmdr adm supt insp det cllr ald rev revd messrs mme
    mlle st ste hc hl cm cmnd cmd ch dr mr mrs ms prof sir viz cf al ibid op cit jan feb mar apr jun jul aug sep sept
    oct nov dec yr yrs bn tn deb debs""".split()
)

# "G4S plc. Their staff": an abbreviation that may close a sentence does so before one of these openings.
CLOSING_ABBREVIATION = re.compile(
    r"\b(?:plc|Ltd|Inc|etc|a\.m|p\.m)\.\s+(?=(?:The|Their|This|That|These|They|There|It|We|I|He|She|In|On|At|But|And)\b)"
)
# "Notes: 1." and "(a)" alone are the beginning of what follows, not sentences.
FRAGMENT = re.compile(r"^(?:[\W\d]*|(?:Notes?|Source|Q|A)\s*+(?::\s*+)?\d*\.?|\(?[a-zA-Z0-9]{1,3}[.)])$")
LONGEST_FRAGMENT = 24  # characters
# Without one a line is one sentence: three lines of five, which the model need not read.
STOP_WITHIN = re.compile(r"[.!?…][^\s.!?…]*\s")
# "The report says that", a line end, then the opening mark of a quotation.
INTRODUCED = re.compile(r"[\w:,–—-][^\S\n]*+\n\s*+[“\"]")


@cache
def _tokenizer() -> Any:
    model = deepcopy(nupunkt.load_default_model() if hasattr(nupunkt, "load_default_model") else nupunkt.load())
    model.add_abbreviations(list(ABBREVIATIONS))
    return model


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence of ``text``, white space around it left out.

    Offsets are in characters, end exclusive. A line end is always a boundary: rows of a table and items of a list
    are sentences of their own. Only a quotation on the line after its introduction goes on the sentence before it.
    """
    spans: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            for start, end in _split_line(line):
                _append(spans, text, at + start, at + end)
        at += len(line) + 1
    return _with_introductions(text, spans)


def _with_introductions(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans, each introduction joined with the first sentence of the quotation on the line after it."""
    made: list[tuple[int, int]] = []
    for start, end in spans:
        if made and INTRODUCED.fullmatch(text, made[-1][1] - 1, start + 1):
            start = made.pop()[0]  # noqa: PLW2901
        made.append((start, end))
    return made


def _split_line(line: str) -> list[tuple[int, int]]:
    if not STOP_WITHIN.search(line.rstrip()):
        return [(0, len(line))]
    spans: list[tuple[int, int]] = []
    for _, (start, end) in _tokenizer().tokenize_with_spans(line):
        cut = start
        for match in CLOSING_ABBREVIATION.finditer(line, start, end):
            spans.append((cut, match.end()))
            cut = match.end()
        spans.append((cut, end))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add one span without its white space, joined to the one before where that was only a fragment."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    if spans and _is_fragment(text, spans[-1]) and "\n" not in text[spans[-1][1] : start]:
        start = spans.pop()[0]
    spans.append((start, end))


def _is_fragment(text: str, span: tuple[int, int]) -> bool:
    return span[1] - span[0] <= LONGEST_FRAGMENT and FRAGMENT.match(text[slice(*span)]) is not None
