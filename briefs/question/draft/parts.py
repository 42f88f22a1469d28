"""Which parts of a question a draft says nothing of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.language.sentences import sentence_spans
from briefs.question.answers.matching import share
from briefs.question.answers.subject import Rarity
from briefs.question.answers.targets import Target, targets
from briefs.question.parse.parser import Anatomy
from briefs.question.parse.text import asked_stems
from briefs.question.parse.wording import Request

SPOKEN, SPOKEN_OF_WHOLE = 0.34, 0.15
"""Share of the own words of a lettered part, and of a whole request, that a draft must have to speak to it.

Set on 416 real answers taken as drafts: of requests without letters 16 in 100 are named, where the answer is another
question's 88 in 100.
"""
_ROOT = 5  # letters by which "collects" and "collection" are one word
# Words that say together, in one sentence, that nothing of what is asked is given here.
_FOR_ALL = (
    (
        r"\b(?:information|data|figures?)\b",
        r"\b(?:not|nor|no)\b",
        r"\b(?:held|collected|available|recorded|centrally)\b",
    ),
    (r"\bdisproportionate\s+cost\b",),
    (r"\bnot\s+(?:held|collected|recorded)\b",),
    (r"\b(?:does|do)\s+not\s+(?:hold|collect|record)\b",),
    (r"\brefer\b", r"\bto\s+(?:the|my)\s+(?:answers?|reply|replies|response|statement)\b"),
)
_FOR_ALL_FORMS = tuple(tuple(re.compile(form, re.IGNORECASE) for form in forms) for forms in _FOR_ALL)
_GIVES_A_NUMBER = re.compile(
    r"\d|\b(?:none|no|zero|nil|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million)\b",
    re.IGNORECASE,
)
_NUMBERED = (Request.HOW_MANY, Request.HOW_MUCH)


def unanswered(anatomy: Anatomy, draft: str, rarity: Rarity) -> Iterator[Target]:
    """Yield the requests and lettered parts of a question of which a draft says nothing.

    A draft that says that the information is not held, or that only refers to another answer, says so of all parts.
    """
    if _answers_for_all(draft):
        return
    said = asked_stems(draft)
    made = targets(anatomy)
    several = len([target for target in made if not target.label]) > 1
    silent = [t for t in made if not _speaks(t, said, draft, rarity)]
    for target in made:
        if target in silent and (target.label or several or not _has_parts(target, made)):
            yield target


def _answers_for_all(draft: str) -> bool:
    sentences = [draft[start:end] for start, end in sentence_spans(draft)]
    return any(all(form.search(each) for form in forms) for each in sentences for forms in _FOR_ALL_FORMS)


def _has_parts(target: Target, made: tuple[Target, ...]) -> bool:
    return any(other.label and other.every == target.every for other in made)


def _speaks(target: Target, said: frozenset[str], draft: str, rarity: Rarity) -> bool:
    if target.label and _names(target.label, draft):
        return True
    if target.kind in _NUMBERED and not _GIVES_A_NUMBER.search(draft):
        return False
    own = target.own or target.every
    weights = {stem: rarity(stem) for stem in own}
    roots = {stem[:_ROOT] for stem in said if len(stem) >= _ROOT}
    met = frozenset(stem for stem in own if stem in said or stem[:_ROOT] in roots)
    return share(own, met, weights) >= (SPOKEN if target.label else SPOKEN_OF_WHOLE)


def _names(label: str, draft: str) -> bool:
    """Whether a draft answers a part under its letter: "(a)", "(b)(ii)"; "in relation to part a"."""
    last = label[label.rfind("(") :]
    letter = re.escape(last.strip("()"))
    return last in draft or re.search(rf"\bparts?\s+\(?{letter}\b", draft, re.IGNORECASE) is not None
