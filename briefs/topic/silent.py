"""What is never quoted, whatever the topic: the chair, courtesies, what says nothing, and fragments."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefs.language.signals import is_courtesy
from briefs.records.model import Role
from briefs.topic.segments import Sentence

# What is no sentence by itself: it ends in a colon or without a stop, goes on from words that stand elsewhere, is the
# note under a table, or only says where words stand in the Official Report.
FRAGMENT_START = re.compile(r"[^\w]*[a-z]|\W*(?:\*|Notes?:|Source:)|\W*\[ ?Official Report\b[^\]]*\]\W*$")
FRAGMENT_END = re.compile(r"(?::[”\"’)]*|\w|[^.?!…”’]\))\s*$")
CELLS = " | "  # between the cells of a row, which says nothing without the heads of its columns
ENDING = 12  # characters in which the end is looked for


def why_silent(sentence: Sentence) -> str:
    """Return under which name a sentence is counted among those left out, empty where it may be quoted."""
    return next((why for why, fits in _SILENT if fits(sentence)), "")


def _is_fragment(sentence: Sentence) -> bool:
    text = sentence.text
    return bool(FRAGMENT_START.match(text) or FRAGMENT_END.search(text[-ENDING:]))


# What is never quoted, whatever the topic: under which name it is counted, and how it is known.
_SILENT: tuple[tuple[str, Callable[[Sentence], bool]], ...] = (
    ("courtesy", lambda sentence: sentence.home.role is Role.SPEAKER),  # the chair
    ("courtesy", lambda sentence: is_courtesy(sentence.text, sentence.stems)),
    ("courtesy", lambda sentence: "nothing" in sentence.signals),  # see briefs.language.weak_rules
    ("fragment", _is_fragment),
    ("fragment", lambda sentence: CELLS in sentence.text),
)
