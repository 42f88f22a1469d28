"""A brief in every form a door shows: text, Markdown, JSON."""

from __future__ import annotations

from pathlib import Path

from briefs.errors import PqbriefError
from briefs.topic.model import Brief

FORMATS = ("text", "markdown", "json")

__all__ = ["FORMATS", "render"]


def render(brief: Brief, form: str, *, width: int = 100, colour: bool = False, templates: Path | None = None) -> str:
    """Return a brief as text, Markdown or JSON, ending in one line end.

    ``width`` (in terminal cells) and ``colour`` matter to text alone. ``templates`` is a folder whose
    ``text.txt.j2`` and ``markdown.md.j2`` replace ours. The brief must have been verified. Raises TemplateError for a
    template that is broken, PqbriefError for a form that is not among ``FORMATS``.
    """
    if form == "json":
        from briefs.render.brief.as_json import brief_to_dict, to_json  # noqa: PLC0415 - each form loads what it needs

        return to_json(brief_to_dict(brief)) + "\n"
    if form == "text":
        from briefs.render.brief.templated import as_text  # noqa: PLC0415 - Jinja is slow to load

        return as_text(brief, width=width, colour=colour, templates=templates)
    if form == "markdown":
        from briefs.render.brief.templated import as_markdown  # noqa: PLC0415 - Jinja is slow to load

        return as_markdown(brief, templates=templates)
    raise PqbriefError(f"A brief cannot be written as {form!r}: choose one of {', '.join(FORMATS)}.")
