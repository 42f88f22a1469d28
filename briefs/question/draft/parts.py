"""Which parts of a question a draft says nothing of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.question.answers.matching import share
from briefs.question.answers.subject import Rarity
from briefs.question.answers.targets import Target, targets
from briefs.question.parse.parser import Anatomy
from briefs.question.parse.text import asked_stems
from briefs.question.parse.wording import Request

SPOKEN = 0.5
"""Share of a part's own words that a draft must have to speak to it."""
_SPOKEN_OF_WHOLE = 0.3
_FOR_ALL = re.compile(
    r"\b(?:information|data|figures?)\b[^.]{0,120}\b(?:not|nor)\b[^.]{0,60}\b(?:held|collected|available|recorded|readily|centrally)\b"
    r"|\bdisproportionate\s+cost\b|\bnot\s+(?:held|collected|recorded)\s+(?:centrally|in\s+the\s+(?:form|format))\b"
    r"|\b(?:does|do)\s+not\s+(?:hold|collect|record)\b|\brefer\b[^.]{0,80}\bto\s+the\s+(?:answers?|repl(?:y|ies)|statement)\b",
    re.IGNORECASE,
)
_GIVES_A_NUMBER = re.compile(
    r"\d|\b(?:none|no|zero|nil|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million)\b",
    re.IGNORECASE,
)
_NUMBERED = (Request.HOW_MANY, Request.HOW_MUCH)


def unanswered(anatomy: Anatomy, draft: str, rarity: Rarity) -> Iterator[Target]:
    """Yield the requests and lettered parts of a question of which a draft says nothing.

    A draft that says that the information is not held, or that only refers to another answer, says so of all parts.
    """
    if _FOR_ALL.search(draft):
        return
    said = asked_stems(draft)
    made = targets(anatomy)
    several = len([target for target in made if not target.label]) > 1
    silent = [t for t in made if not _speaks(t, said, draft, rarity)]
    for target in made:
        if target in silent and (target.label or several or not _has_parts(target, made)):
            yield target


def _has_parts(target: Target, made: tuple[Target, ...]) -> bool:
    return any(other.label and other.every == target.every for other in made)


def _speaks(target: Target, said: frozenset[str], draft: str, rarity: Rarity) -> bool:
    if target.label and _names(target.label, draft):
        return True
    if target.kind in _NUMBERED and not _GIVES_A_NUMBER.search(draft):
        return False
    own = target.own or target.every
    weights = {stem: rarity(stem) for stem in own}
    return share(own, said, weights) >= (SPOKEN if target.label else _SPOKEN_OF_WHOLE)


def _names(label: str, draft: str) -> bool:
    """Whether a draft answers a part under its letter: "(a)", "(b)(ii)"; "in relation to part a"."""
    last = label[label.rfind("(") :]
    letter = re.escape(last.strip("()"))
    return last in draft or re.search(rf"\bparts?\s+\(?{letter}\b", draft, re.IGNORECASE) is not None
