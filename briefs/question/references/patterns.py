"""The wording by which an answer or a question points at another one: numbers, columns, links and days.

The forms are those that departments and Members print; each pattern names the piece it finds. Nothing here decides
what a piece means beside another: see ``briefs.question.references.references``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_LABEL = r"(?:(?:parliamentary|written|ordinary|named[ -]day)\s+){0,4}(?:questions?|W?PQs?|WQs?|UINs?)"
_FILLER = r"(?:[\s,:(\[]{0,20}\b(?:UINs?|numbers?|nos?\b\.?|W?PQs?|questions?|referenced|ref(?:erence)?)\b\.?){0,6}"
_NUMBER = r"(?:HL\s?)?(?!0)\d{1,6}(?!\d|[.,]\d|%|\s?per\scent|[-–][A-Za-z]|/\d)"
_LETTER = r"(?:\([a-z]\)\s{0,9})?"
_NOT_A_DAY = r"(?!(?:st|nd|rd|th)?\s(?:of\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
_JOINED = r"\s{0,9}(?:,\s{0,9}(?:and\b|&)?|\band\b|&|\bor\b|\bto\b(?=\s{1,9}\d)|[-–](?=\d))\s{0,9}(?:to\s{1,9})?"

# "Question 4982", "PQs UIN 74202 and 74515", "Questions (a) 58600 and (b) 58602", "UIN: 21873", "PQ93".
NUMBERED = re.compile(
    rf"\b(?P<label>{_LABEL}){_FILLER}[\s:(\[#]{{0,9}}{_LETTER}(?P<first>{_NUMBER}){_NOT_A_DAY}"
    rf"(?P<more>(?:{_JOINED}(?:{_LABEL}{_FILLER}[\s:(\[#]{{0,9}})?{_LETTER}{_NUMBER}{_NOT_A_DAY})*)",
    re.IGNORECASE,
)
# "the answer of 25 February 2019 to 223140", "my Answer to 10968", "the answer on 23 June 2025 (HL 8406)".
UNLABELLED = re.compile(
    r"\b(?:answers?|repl(?:y|ies)|responses?)\b(?:(?<=\bhon)\.|(?<=\brt)\.|[^.;\n]){0,120}?(?:\bto\s+|\(|\[)(?P<first>(?:HL\s?)?\d{4,6}|HL\s?\d{1,6})"
    r"(?!\d|[.,]\d|%|\s?per\scent|[-–]|\s+[a-z]{3})",
    re.IGNORECASE,
)
LORDS_NUMBER = re.compile(r"\bHL\d{1,6}\b")
STATEMENT_NUMBER = re.compile(r"\b(?P<uin>H[CL]WS\s?\d{1,5})\b", re.IGNORECASE)
LINK = re.compile(
    r"questions-statements\.parliament\.uk/written-(?P<what>questions|statements)/detail/"
    r"(?P<day>\d{4}-\d{2}-\d{2})/(?P<uin>[A-Za-z]{0,5}\d{1,6})\b",
    re.IGNORECASE,
)
# "Official Report, columns 1652-653W", "(Official Report, cols. WA 216-17)", "Official Report, Vol 767 Col 17WS".
COLUMN = re.compile(
    r"(?:\bOfficial\s+Report\b|\bHansard\b)[^.;\n]{0,60}?\bcol(?:umn)?s?\b\.?\s*(?P<column>(?:WA\s?)?\d{1,5}"
    r"(?:\s?[-–]\s?\d{1,5})?\s?(?:WS|WH|WA|W|GC)?)\b",
    re.IGNORECASE,
)
LORDS_COLUMN = re.compile(
    r"[(\[](?:Official Report, )?(?:cols?\.? )?(?P<column>WA\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?)[)\]]"
)

# What makes a number that stands alone one of a question: talk of answers.
ANSWER_CUE = re.compile(
    r"\b(?:answer(?:s|ed)?|repl(?:y|ies|ied)|respon(?:se|ses|ded|ding|d)|refer(?:red)?|pursuant|further\s+to)\b",
    re.IGNORECASE,
)
PURSUANT = re.compile(r"\bpursuant\b", re.IGNORECASE)
FURTHER = re.compile(
    r"\b(?:further\s+to|following\s+(?:the|his|her|their)\s+answer|with\s+reference\s+to|since)\b", re.IGNORECASE
)
REFER = re.compile(r"\brefer(?:red)?\b", re.IGNORECASE)
REPEATED = re.compile(
    r"\bfor\s+ease\s+of\s+reference\b[^.\n]{0,60}\b(?:reproduced|repeated|below|copied|set\s+out)\b"
    r"|\b(?:reproduced|repeated|copied|replicated|set\s+out\s+again)\s+(?:in\s+full\s+)?(?:below|here)\b",
    re.IGNORECASE,
)
TABLED = re.compile(r"\btabled\b", re.IGNORECASE)
# An answer that is named by its day alone.
DATED_ANSWER = re.compile(
    r"\b(?:answers?|repl(?:y|ies))\b(?!\s+to\s+(?:the\s+)?(?:urgent|oral|topical))(?:(?<=\bhon)\.|(?<=\brt)\.|[^.;\n]){0,140}?\b(?:of|on|dated)\s+$",
    re.IGNORECASE,
)
ORAL = re.compile(r"\b(?:oral|urgent\s+question|topical|debate|statement|contribution)\b", re.IGNORECASE)

# A sentence's end, where the full stop is no abbreviation's; clipped rows run sentences together.
BOUNDARY = re.compile(
    r"(?<!\bhon)(?<!\bHon)(?<!\brt)(?<!\bRt)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bno)(?<!\bnos)(?<!\bcol)(?<!\bcols)"
    r"(?<!\bvol)(?<!\bNo)(?<!\bNos)(?<!\bSt)\.(?=\s+[A-Z“(\[]|[A-Z])|[\n?!]"
)

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<year>(?:19|20)\d{{2}})\b)?"
    r"|\b(?P<nday>\d{1,2})/(?P<nmonth>\d{1,2})/(?P<nyear>(?:20)?\d{2})\b"
    r"|\b(?P<today>today)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a text writes it, with its place; ``year_given`` is False where the year was worked out."""

    start: int
    end: int
    day: date
    year_given: bool


def days_in(text: str, until: date) -> list[Day]:
    """Return the days that a text names, in order; a day without a year is the latest one up to ``until``.

    A fortnight's grace is given: an answer is often drafted some days before it is published.
    """
    return [found for match in DAY.finditer(text) if (found := _day(match, until)) is not None]


def _day(match: re.Match[str], until: date) -> Day | None:
    if match["today"]:
        return Day(match.start(), match.end(), until, True)
    if match["nday"]:
        year = int(match["nyear"])
        made = _date(year + 2000 if year < 100 else year, int(match["nmonth"]), int(match["nday"]))
        return Day(match.start(), match.end(), made, True) if made else None
    month = _MONTHS.index(match["month"][:3].lower()) + 1
    if match["year"]:
        made = _date(int(match["year"]), month, int(match["day"]))
        return Day(match.start(), match.end(), made, True) if made else None
    latest = until + timedelta(days=14)
    made = next(
        (
            d
            for year in range(latest.year, latest.year - 5, -1)
            if (d := _date(year, month, int(match["day"]))) and d <= latest
        ),
        None,
    )
    return Day(match.start(), match.end(), made, False) if made else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
