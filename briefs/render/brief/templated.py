"""The forms that templates fill: text for a terminal or a file, and Markdown."""

from __future__ import annotations

from pathlib import Path

from briefs.render.brief.page import TextPage
from briefs.render.brief.view import view_of
from briefs.render.environment import SafeText, fill
from briefs.render.escaping import markdown, visible
from briefs.topic.model import Brief


def as_text(brief: Brief, *, width: int, colour: bool, templates: Path | None = None) -> str:
    """Return a brief as text of at most ``width`` cells a line, addresses excepted."""
    values = {"brief": view_of(brief), "page": TextPage(width, colour=colour)}
    return fill("text.txt.j2", visible, templates, values)


def as_markdown(brief: Brief, *, templates: Path | None = None) -> str:
    """Return a brief as CommonMark; the record's own text shows as it stands."""
    values = {"brief": view_of(brief), "linked": linked}
    return fill("markdown.md.j2", markdown, templates, values)


def linked(text: str, url: str | None) -> SafeText:
    """Return text as a Markdown link to a web address, or as plain text where there is none."""
    return SafeText(f"[{markdown(text)}]({url})" if url else markdown(text))
