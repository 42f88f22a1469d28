"""The engine: records in, cited brief out.

    from pathlib import Path

    from briefs import Library, load, make_brief

    with Library.open(Path("my-records")) as library:
        load(library, [Path("hansard"), Path("questions.jsonl.gz")])
        brief = make_brief(library, "ferry fares since 2024")
    for section in brief.sections:
        for item in section.items:
            print(section.title, item.attribution, item.text)

``make_note(library, given)`` writes the background note on a written question: ``briefs.question.input.read_input``
makes ``given`` of a pasted text, a UIN or a link. Every error that a person may see is a ``PqbriefError``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefs.errors import PqbriefError
    from briefs.library import Library
    from briefs.loading.load import load
    from briefs.question.pipeline import make_note
    from briefs.topic.pipeline import make_brief

__all__ = ["Library", "PqbriefError", "load", "make_brief", "make_note"]

_HOMES = {
    "Library": "briefs.library",
    "PqbriefError": "briefs.errors",
    "load": "briefs.loading.load",
    "make_brief": "briefs.topic.pipeline",
    "make_note": "briefs.question.pipeline",
}


def __getattr__(name: str) -> object:
    """Return one of the names above, imported when it is first asked for: ``import briefs`` alone loads nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
