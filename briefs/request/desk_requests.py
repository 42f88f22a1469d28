"""Requests that are one written question, by its UIN or its link: the question desk answers them, not a brief."""

from __future__ import annotations

import re

from briefs.errors import QuestionAsked

_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?questions-statements\.parliament\.uk/written-questions/detail/"
    r"\d{4}-\d{2}-\d{2}/(?P<uin>(?:HL)?\d{1,7})\b[^\s>|]*",
    re.IGNORECASE,
)
_OTHER_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?theyworkforyou\.com/(?:wrans|lordswrans|wransfront)/?\?\S*?id=\d{4}-\d{2}-\d{2}[a-z]?\."
    r"(?P<uin>(?:HL)?\d{1,7})\.[^\s>|]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:[\w'’]{1,20}[,:]?\s+){0,8}?(?:question|UIN|W?PQ|WQ)\s*(?:no\.?|number|uin)?\s*[:#]?\s*"
    r"(?P<uin>(?:HL\s?)?\d{3,7})"
    r"(?:(?P<day>,?\s+(?:tabled|answered|dated|of|from)\s+[\w /.-]{4,25})|(?:\s+\w{1,20}){0,3})"
    r"|(?P<alone>HL\s?\d{1,5}|\d{4,7})",
    re.IGNORECASE,
)
FIRST_YEAR, LAST_YEAR = 1800, 2199


def question_asked(text: str) -> str | None:
    """Return the number or link of the one question that a request is, None where it is a topic.

    Four figures that can be a year are no number by themselves.
    """
    link = _LINK.search(text) or _OTHER_LINK.search(text)
    if link is not None:
        return link.group()
    number = _NUMBER.fullmatch(text.strip(" .?!"))
    if number is None:
        return None
    alone = number["alone"]
    if alone and alone.isdigit() and len(alone) == 4 and FIRST_YEAR <= int(alone) <= LAST_YEAR:
        return None
    uin = "".join((alone or number["uin"]).split()).upper()
    return f"UIN {uin}{number['day']}" if number["day"] else uin


def refuse_question(text: str) -> None:
    """Raise QuestionAsked where a request is one written question."""
    asked = question_asked(text)
    if asked is not None:
        raise QuestionAsked(asked)
