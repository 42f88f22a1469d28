"""``pqbrief pq``: a background note on a written question, or a file of questions ranked one by one."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from bot.commands.console import PLAIN_WIDTH, colour, output, width
from bot.commands.group import session, with_data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.question.input import UinChoice
    from briefs.question.model import DeskNote

_FORMS = ("text", "markdown", "json", "slack")
_PRINTED_ID = "printed"  # stands where a note that Slack shows has its id
_SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".json": "json"}
_NOT_WRITTEN = frozenset((".doc", ".docx", ".htm", ".html", ".odt", ".pdf", ".rtf"))


@click.command()
@click.argument("words", nargs=-1, metavar="TEXT|UIN|LINK")
@click.option("--format", "form", type=click.Choice(_FORMS), help="Default: by the name of FILE, else text.")
@click.option("-o", "--output", "file", metavar="FILE", help="Write to FILE, whole or not at all.")
@click.option("--on", "day", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="As things stood on DATE.")
@click.option("--house", type=click.Choice(("commons", "lords")), help="The House, where a UIN or text does not say.")
@click.option("--batch", metavar="FILE", help='Rank for a file of lines {"id", "text"}, one line each ("-": stdin).')
@click.option("--notes", is_flag=True, help="With --batch: a whole note for each line.")
@with_data_folder
def pq(
    words: tuple[str, ...],
    form: str | None,
    file: str | None,
    day: datetime | None,
    house: str | None,
    batch: str | None,
    notes: bool,
) -> None:
    """Write the background note on a written question.

    It is given as text (one question or several; "-" reads stdin), by its UIN or by its link:

    \b
      pqbrief pq 21873
      pqbrief pq "UIN 21873 tabled 7 January 2025"
      pqbrief pq HL8999
      pqbrief pq "To ask the Secretary of State for Transport, how many …"

    The note takes the question apart, quotes the earlier answers that speak to each part, prints what is pointed at,
    shows how the answer to the same question changed, and says by when it is due. A UIN that several questions bear
    is answered with their days. With --batch, each line of FILE is {"id", "text", "before"?, "asking_member_id"?,
    "answering_body_id"?} and each line printed is {"id", "similar"}; with --notes it is {"id", "note"}, the note as of
    the day "before".
    """
    if batch is not None:
        _answer_batch(batch, words, form, file, notes=notes)
        return
    if notes:
        raise click.UsageError("--notes goes with --batch FILE.")
    if not words:
        raise click.UsageError('Give a question, its UIN or its link, such as: pqbrief pq "UIN 21873"')
    form = form or _form_of(file)
    from briefs.question.input import UinChoice, read_input  # noqa: PLC0415 - slow to load, and --help needs none of it
    from briefs.question.pipeline import make_note  # noqa: PLC0415
    from briefs.records.model import House  # noqa: PLC0415

    running = session()
    today = day.date() if day else _today()
    typed = sys.stdin.read() if words == ("-",) else " ".join(words)
    to_file = file is not None and file != "-"
    with running.library() as library:
        given = read_input(library.store, typed, today, House(house) if house else None)
        made = [] if isinstance(given, UinChoice) else [make_note(library, one, today=today) for one in given]
    if form == "slack":
        text = _as_messages(given if isinstance(given, UinChoice) else made)
    elif isinstance(given, UinChoice):
        text = _choice(given, form)
    else:
        text = _notes(made, form, to_file=to_file)
    with output(file, away_from=running.settings.data_folder) as stream:
        stream.write(text)


def _notes(notes: Sequence[DeskNote], form: str, *, to_file: bool) -> str:
    from briefs.render.note.forms import render_notes  # noqa: PLC0415 - slow to load, and --help needs none of it

    return render_notes(
        notes,
        form,
        width=PLAIN_WIDTH if to_file else width(),
        colour=not to_file and colour(),
        templates=session().settings.templates,
    )


def _choice(choice: UinChoice, form: str) -> str:
    from briefs.render.note.forms import render_choice  # noqa: PLC0415 - slow to load, and --help needs none of it

    return render_choice(choice, form)


def _as_messages(given: UinChoice | Sequence[DeskNote]) -> str:
    """Return ``{"messages": [{"text", "blocks"}]}``: what Slack shows to the person who asked."""
    from bot.slack.blocks import choice_message, note_messages  # noqa: PLC0415 - only this form needs it
    from briefs.question.input import UinChoice  # noqa: PLC0415
    from briefs.render.brief.as_json import to_json  # noqa: PLC0415

    if isinstance(given, UinChoice):
        messages = [choice_message(given, _PRINTED_ID)]
    else:
        messages = [m for note in given for m in note_messages(note, brief_id=_PRINTED_ID, private=True)]
    return to_json({"messages": messages}) + "\n"


def _today() -> date:
    from bot.london_time import today  # noqa: PLC0415 - only a few commands need it

    return today()


def _form_of(file: str | None) -> str:
    """Return the form that a file's name asks for, text where it asks for none."""
    suffix = PurePath(file or "").suffix.lower()
    if suffix in _NOT_WRITTEN:
        raise click.UsageError(f"A note is not written as {suffix}: name a .txt, .md or .json file, or add --format.")
    return _SUFFIXES.get(suffix, "text")


def _answer_batch(batch: str, words: tuple[str, ...], form: str | None, file: str | None, *, notes: bool) -> None:
    """Rank, or make notes, for a file of questions; exit with status 1 where any line was not answered."""
    if words:
        raise click.UsageError("Give a question or --batch, not both.")
    if form not in (None, "json"):
        raise click.UsageError("--batch writes JSON lines: leave out --format.")
    from bot.commands.batch import read_lines  # noqa: PLC0415 - only --batch needs it
    from bot.commands.pq_batch import answer_lines  # noqa: PLC0415

    running = session()
    with (
        read_lines(batch) as lines,
        running.library() as library,
        output(file, away_from=running.settings.data_folder) as stream,
    ):
        failed = answer_lines(library, lines, stream, running.settings, notes=notes)
    if failed:
        click.get_current_context().exit(1)
