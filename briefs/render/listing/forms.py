"""A list in the form that was asked for."""

from __future__ import annotations

from briefs.errors import PqbriefError
from briefs.question.listing.day_list import DayList

FORMATS = ("text", "markdown", "csv", "json")


def render_list(listed: DayList, form: str, *, width: int = 100, colour: bool = False, for_file: bool = False) -> str:
    """Return a list as text, Markdown, CSV or JSON; ``width`` (in cells) and ``colour`` matter to text alone.

    Raises PqbriefError for a form that is not among ``FORMATS``.
    """
    if form == "json":
        from briefs.render.brief.as_json import to_json  # noqa: PLC0415 - each form loads what it needs
        from briefs.render.listing.as_json import list_to_dict  # noqa: PLC0415

        return to_json(list_to_dict(listed)) + "\n"
    if form == "csv":
        from briefs.render.listing.as_csv import list_as_csv  # noqa: PLC0415

        return list_as_csv(listed, for_file=for_file)
    from briefs.render.listing.as_text import list_as_markdown, list_as_text  # noqa: PLC0415

    if form == "text":
        return list_as_text(listed, width=width, colour=colour)
    if form == "markdown":
        return list_as_markdown(listed)
    raise PqbriefError(f"A list cannot be written as {form!r}: choose one of {', '.join(FORMATS)}.")
