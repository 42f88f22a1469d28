"""A background note, or the choice that must be made before there is one, in every form a door shows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefs.errors import PqbriefError
from briefs.question.input import UinChoice
from briefs.question.model import DeskNote
from briefs.records.citations import citation, long_date
from briefs.records.model import Record
from briefs.render.environment import SafeText, fill
from briefs.render.escaping import markdown, visible

FORMATS = ("text", "markdown", "json")


def render_notes(
    notes: Sequence[DeskNote], form: str, *, width: int = 100, colour: bool = False, templates: Path | None = None
) -> str:
    """Return background notes as text, Markdown or JSON, ending in one line end.

    One note gives one JSON object, several give {"notes": [...]}. ``width`` (in terminal cells) and ``colour`` matter
    to text alone; ``templates`` is a folder whose ``note.txt.j2`` and ``note.md.j2`` replace ours. The notes must have
    been checked. Raises TemplateError for a broken template, PqbriefError for a form that is not among ``FORMATS``.
    """
    if form == "json":
        from briefs.render.brief.as_json import to_json  # noqa: PLC0415 - each form loads what it needs
        from briefs.render.note.as_json import note_to_dict  # noqa: PLC0415

        made: Any = [note_to_dict(note) for note in notes]
        return to_json(made[0] if len(made) == 1 else {"notes": made}) + "\n"
    from briefs.render.note.view import note_view  # noqa: PLC0415 - Jinja is slow to load

    if form == "text":
        from briefs.render.brief.page import NotePage  # noqa: PLC0415

        page = NotePage(width, colour=colour)
        texts = [fill("note.txt.j2", visible, templates, {"note": note_view(n), "page": page}) for n in notes]
        return f"\n{'─' * min(width, 100)}\n\n".join(texts)
    if form == "markdown":
        from briefs.render.brief.templated import linked  # noqa: PLC0415

        values = [{"note": note_view(n), "linked": linked, "marked": marked} for n in notes]
        return "\n---\n\n".join(fill("note.md.j2", markdown, templates, value) for value in values)
    raise PqbriefError(f"A background note cannot be written as {form!r}: choose one of {', '.join(FORMATS)}.")


def marked(kind: str, text: str) -> SafeText:
    """Return a stretch of a compared answer as Markdown: what went struck through, what came in bold."""
    around = {"removed": "~~", "added": "**"}.get(kind, "")
    bare = text.strip()
    if not bare or not around:
        return SafeText(markdown(text))
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return SafeText(f"{' ' if lead else ''}{around}{markdown(bare)}{around}{' ' if tail else ''}")


def render_choice(choice: UinChoice, form: str) -> str:
    """Return the questions that one UIN names, with their days, for a person to say which."""
    if form == "json":
        from briefs.render.brief.as_json import to_json  # noqa: PLC0415 - each form loads what it needs

        return to_json({"choice": {"uin": choice.uin, "questions": [_question(r) for r in choice.records]}}) + "\n"
    escape = markdown if form == "markdown" else visible
    opening, *lines = choice_lines(choice)
    marked_off = [f"{'- ' if form == 'markdown' else ' • '}{escape(line)}" for line in lines]
    return "\n".join([opening, "", *marked_off]) + "\n"


def choice_lines(choice: UinChoice) -> list[str]:
    """Return the sentence that asks which question is meant, and a line for each."""
    lines = [f"{choice.uin} is the number of {len(choice.records)} stored questions. Say which one, with its day:"]
    for record in choice.records:
        tabled, answered = record.dates.tabled, record.dates.answered
        day = f"tabled {long_date(tabled)}" if tabled else f"answered {long_date(answered)}" if answered else ""
        lines.append(f"{choice.uin} {day}: {record.title}. {citation(record)}")
    return lines


def _question(record: Record) -> dict[str, Any]:
    dates = record.dates
    return {
        "record_id": record.record_id,
        "title": record.title,
        "house": record.house.value if record.house else None,
        "tabled": dates.tabled.isoformat() if dates.tabled else None,
        "answered": dates.answered.isoformat() if dates.answered else None,
        "citation": citation(record),
        "url": record.url,
    }
