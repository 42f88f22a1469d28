"""``pqbrief brief``: a topic brief, or a file of requests answered one by one."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from bot.commands.console import PLAIN_WIDTH, colour, output, width
from bot.commands.group import session, with_data_folder
from bot.commands.pq import pq
from briefs.request.desk_requests import question_asked

if TYPE_CHECKING:
    from briefs.topic.model import Brief

_FORMS = ("text", "markdown", "json", "slack")
_SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".json": "json"}
_PRINTED_ID = "printed"  # stands where a brief that Slack shows has its id
_NOT_WRITTEN = frozenset((".doc", ".docx", ".htm", ".html", ".odt", ".pdf", ".rtf"))


@click.command()
@click.argument("words", nargs=-1)
@click.option("--format", "form", type=click.Choice(_FORMS), help="Default: by the name of FILE, else text.")
@click.option("-o", "--output", "file", metavar="FILE", help="Write to FILE, whole or not at all.")
@click.option("--length", type=click.Choice(("short", "normal", "long")), default="normal", show_default=True)
@click.option("--also", metavar="NAME", multiple=True, help="Search another name of the topic's first concept besides.")
@click.option("--without", metavar="NAME", multiple=True, help="Do not search this name of the topic.")
@click.option("--explain", is_flag=True, help="Add why each sentence was chosen, and why the next best were not.")
@click.option("--batch", metavar="FILE", help='Answer a file of lines {"id", "query"}, one line each ("-": stdin).')
@with_data_folder
def brief(
    words: tuple[str, ...],
    form: str | None,
    file: str | None,
    length: str,
    also: tuple[str, ...],
    without: tuple[str, ...],
    explain: bool,
    batch: str | None,
) -> None:
    """Brief on a topic.

    WORDS are the topic, with filters and dates where wanted:

    \b
      pqbrief brief Met police
      pqbrief brief "county lines by Victoria Atkins since 2019"
      pqbrief brief "policing budget between Jan 2018 and March 2019" type:debate
      pqbrief brief "NCA funding from Home Office" -o nca.md

    A UIN or the link of a written question is answered as by pqbrief pq. Every sentence is copied from a stored record and cited. With --batch, each line of FILE is a request and each
    line printed is {"id", "ms", "brief"}, or {"id", "ms", "error"} for one that could not be answered.
    """
    if batch is not None:
        if also or without:
            raise click.UsageError("--also and --without go with WORDS alone.")
        _answer_batch(batch, words, form, file, length)
        return
    if not words:
        raise click.UsageError("Name a topic, such as: pqbrief brief Met police")
    if not explain and (question := question_asked(" ".join(words))) is not None:
        click.get_current_context().invoke(pq, words=(question,), form=form, file=file)
        return
    form = form or _form_of(file)
    if explain and form != "text":
        raise click.UsageError("--explain goes with the text form alone.")
    from briefs.render.brief.explanation import explanation_as_text  # noqa: PLC0415
    from briefs.topic.pipeline import explain_brief  # noqa: PLC0415 - slow to load, and --help needs none of it

    running = session()
    with running.library() as library:
        explained = explain_brief(library, " ".join(words), length=length, also=also, without=without)
    to_file = file is not None and file != "-"
    columns = PLAIN_WIDTH if to_file else width()
    text = _written(explained.brief, form, columns, coloured=not to_file and colour())
    if explain:
        text += explanation_as_text(explained, width=columns)
    with output(file, away_from=running.settings.data_folder) as stream:
        stream.write(text)


def _written(brief: Brief, form: str, columns: int, *, coloured: bool) -> str:
    """Return a brief in a form; as Slack's it is ``{"messages": [{"text", "blocks"}]}``, as who asked would see it."""
    if form == "slack":
        from bot.slack.blocks import brief_messages  # noqa: PLC0415 - only this form needs it
        from briefs.render.brief.as_json import to_json  # noqa: PLC0415

        return to_json({"messages": brief_messages(brief, brief_id=_PRINTED_ID, private=True)}) + "\n"
    from briefs.render import render  # noqa: PLC0415 - slow to load, and --help needs none of it

    return render(brief, form, width=columns, colour=coloured, templates=session().settings.templates)


def _form_of(file: str | None) -> str:
    """Return the form that a file's name asks for, text where it asks for none.

    A name that asks for a form that is not written is wrong usage: text under it could not be opened.
    """
    suffix = PurePath(file or "").suffix.lower()
    if suffix in _NOT_WRITTEN:
        raise click.UsageError(f"A brief is not written as {suffix}: name a .txt, .md or .json file, or add --format.")
    return _SUFFIXES.get(suffix, "text")


def _answer_batch(batch: str, words: tuple[str, ...], form: str | None, file: str | None, length: str) -> None:
    """Answer a file of requests; exit with status 1 where any line was not answered."""
    if words:
        raise click.UsageError("Give WORDS or --batch, not both.")
    if form not in (None, "json"):
        raise click.UsageError("--batch writes JSON lines: leave out --format.")
    from bot.commands.batch import answer_lines, read_lines  # noqa: PLC0415 - only --batch needs it

    running = session()
    with (
        read_lines(batch) as lines,
        running.library() as library,
        output(file, away_from=running.settings.data_folder) as stream,
    ):
        failed = answer_lines(library, lines, stream, length, running.settings)
    if failed:
        click.get_current_context().exit(1)
