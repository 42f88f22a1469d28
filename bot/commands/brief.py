"""``pqbrief brief``: a topic brief, or a file of requests answered one by one."""

from __future__ import annotations

import click

from bot.commands.batch import answer_lines
from bot.commands.console import PLAIN_WIDTH, colour, output, width
from bot.commands.forms import FORMS, PRINTED_ID, answer_batch, form_of
from bot.commands.group import session, with_data_folder
from bot.commands.pq import pq
from briefs.render import render
from briefs.render.brief.as_json import to_json
from briefs.render.brief.explanation import explanation_as_text
from briefs.request.desk_requests import question_asked
from briefs.topic.model import Brief
from briefs.topic.pipeline import explain_brief


@click.command()
@click.argument("words", nargs=-1)
@click.option("--format", "form", type=click.Choice(FORMS), help="Default: by the name of FILE, else text.")
@click.option("-o", "--output", "file", metavar="FILE", help="Write to FILE instead of the screen.")
@click.option("--length", type=click.Choice(("short", "normal", "long")), default="normal", show_default=True)
@click.option("--also", metavar="NAME", multiple=True, help="Also search this name for the first thing in the topic.")
@click.option("--without", metavar="NAME", multiple=True, help="Do not search this name.")
@click.option("--explain", is_flag=True, help="Add why each sentence was chosen, and why the next best were not.")
@click.option("--batch", metavar="FILE", help='Make a brief for each line {"id", "query"} of a file ("-": stdin).')
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

    WORDS are the topic, with any filters and dates:

    \b
      pqbrief brief Met police
      pqbrief brief "county lines by Victoria Atkins since 2019"
      pqbrief brief "policing budget between Jan 2018 and March 2019" type:debate
      pqbrief brief "NCA funding from Home Office" -o nca.md

    Every sentence is copied from a stored record and cited. For a UIN or the link of a written question, it gives the
    background note of "pqbrief pq". With --batch, each line of FILE is a request, and each line printed is {"id", "ms",
    "brief"}, or {"id", "ms", "error"} if there is no answer.
    """
    if batch is not None:
        if also or without:
            raise click.UsageError("--also and --without do not work with --batch: leave them out.")
        if words:
            raise click.UsageError("Give WORDS or --batch, not both.")
        settings = session().settings
        answer_batch(
            batch, form, file, lambda library, lines, stream: answer_lines(library, lines, stream, length, settings)
        )
        return
    if not words:
        raise click.UsageError("Name a topic, such as: pqbrief brief Met police")
    if not explain and (question := question_asked(" ".join(words))) is not None:
        click.get_current_context().invoke(pq, words=(question,), form=form, file=file)
        return
    form = form or form_of(file, "brief")
    if explain and form != "text":
        raise click.UsageError("--explain works with text only: leave out --format.")

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

        return to_json({"messages": brief_messages(brief, brief_id=PRINTED_ID, private=True)}) + "\n"

    return render(brief, form, width=columns, colour=coloured, templates=session().settings.templates)
