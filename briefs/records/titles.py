"""The title of a record as a reader needs it: without the brackets and rubrics that stand before it in print."""

from __future__ import annotations

import re

# What a heading opens with that says nothing of its matter: the day's business, in brackets or by its own rubric.
_RUBRIC = re.compile(
    r"^(?:\[[^\][]{1,60}\]|(?:backbench|private members[’']?|business without|opposition) "
    r"(?:business|debate|day|bills?)|petitions?|adjournment debate)\s*[—–-]+\s*",
    re.IGNORECASE,
)
_SHORTEST = 3


def shown_title(title: str) -> str:
    """Return a record's title without what stands before its matter ("[First Allotted Day] — Housing" is "Housing")."""
    title = title.strip()
    while (found := _RUBRIC.match(title)) and len(title) - found.end() >= _SHORTEST:
        title = title[found.end() :]
    return title
