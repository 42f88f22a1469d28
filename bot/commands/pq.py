"""``pqbrief pq``: a background note on a written question, or a file of questions ranked one by one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

import click

from bot.commands.console import PLAIN_WIDTH, colour, output, width
from bot.commands.forms import FORMS, PRINTED_ID, answer_batch, form_of
from bot.commands.group import session, with_data_folder
from bot.commands.pq_batch import answer_lines
from bot.commands.pq_check import print_check
from bot.commands.pq_list import Wanted, print_list
from bot.london_time import today
from briefs.question.input import UinChoice, read_input
from briefs.question.listing.request import Due
from briefs.question.model import DeskNote
from briefs.question.pipeline import make_note
from briefs.records.model import House
from briefs.render.brief.as_json import to_json
from briefs.render.note.forms import render_choice, render_notes


@click.command()
@click.argument("words", nargs=-1, metavar="TEXT|UIN|LINK")
@click.option("--format", "form", type=click.Choice((*FORMS, "csv")), help="Default: by the name of FILE, else text.")
@click.option("-o", "--output", "file", metavar="FILE", help="Write to FILE instead of the screen.")
@click.option("--on", "day", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="As if today were DATE.")
@click.option("--house", type=click.Choice(("commons", "lords")), help="The House, if the UIN or text does not say.")
@click.option("--batch", metavar="FILE", help='Find earlier questions for a file of lines {"id", "text"} ("-": stdin).')
@click.option("--notes", is_flag=True, help="With --batch: a whole note for each line.")
@click.option("--list", "listed", metavar="FILE", help='List a file of UINs, links or questions ("-": stdin).')
@click.option("--tabled", metavar="DAY", help="List what was tabled: today, yesterday, this week, 7 January 2025.")
@click.option("--from", "body", metavar="BODY", help="With --tabled or --due: the answering body.")
@click.option(
    "--due",
    type=click.Choice([due.value for due in Due]),
    is_flag=False,
    flag_value=Due.ANY.value,
    help="List what has no answer yet, the most pressing first.",
)
@click.option("--check", "draft", metavar="FILE", help='Check a draft answer against earlier ones ("-": stdin).')
@with_data_folder
def pq(
    words: tuple[str, ...],
    form: str | None,
    file: str | None,
    day: datetime | None,
    house: str | None,
    batch: str | None,
    notes: bool,
    listed: str | None,
    tabled: str | None,
    body: str | None,
    due: str | None,
    draft: str | None,
) -> None:
    """Write the background note on a written question.

    Give the text (one question or several; "-" reads stdin), the UIN or the link:

    \b
      pqbrief pq 21873
      pqbrief pq "UIN 21873 tabled 7 January 2025"
      pqbrief pq HL8999
      pqbrief pq "To ask the Secretary of State for Transport, how many …"

    The note takes the question apart, quotes earlier answers on each part, prints the answers that it refers to, shows
    how the answer to the same question changed, and says when the answer is due. If a UIN belongs to several
    questions, they are listed with their days. With --batch, each line of FILE is {"id", "text", "before"?,
    "asking_member_id"?, "answering_body_id"?} and each line printed is {"id", "similar"}. With --notes it is
    {"id", "note"}, the note as if today were "before".

    \b
      pqbrief pq --tabled yesterday --from "Home Office"
      pqbrief pq --list uins.txt -o today.csv
      pqbrief pq --due week --from DfT
      pqbrief pq 21873 --check draft.txt

    A list groups questions that go together and gives each one's due day, nearest earlier answer and whether that can
    be referred to. FILE has UINs, links or pasted questions; a line that cannot be read is named and the rest is
    listed. --check points at what in a draft answer differs from earlier answers, at parts that it does not answer and
    at quotations that are in no record. It writes nothing.
    """
    on, named_house = day.date() if day else today(), House(house) if house else None
    if listed is not None or tabled or due or body:
        _refuse_list_with(bool(words or batch is not None or draft is not None), listed is not None or tabled or due)
        print_list(Wanted(listed, tabled, body, due, named_house, on), form, file)
        return
    if form == "csv":
        raise click.UsageError("Only a list is written as CSV: use --list, --tabled or --due.")
    if batch is not None:
        if words:
            raise click.UsageError("Give a question or --batch, not both.")
        answer_batch(batch, form, file, partial(answer_lines, settings=session().settings, notes=notes))
        return
    if notes:
        raise click.UsageError("--notes goes with --batch FILE.")
    if not words:
        raise click.UsageError('Give a question, its UIN or its link, such as: pqbrief pq "UIN 21873"')
    if draft is not None:
        print_check(" ".join(words), draft, on, named_house, form, file)
    else:
        _print_notes(words, on, named_house, form, file)


def _refuse_list_with(others: bool, makes_list: object) -> None:
    """Refuse what does not go with a list."""
    if others:
        raise click.UsageError("--list, --tabled and --due make a list: leave out the question, --batch and --check.")
    if not makes_list:
        raise click.UsageError("--from goes with --tabled or --due.")


def _print_notes(words: tuple[str, ...], on: date, house: House | None, form: str | None, file: str | None) -> None:
    form = form or form_of(file, "note")
    running = session()
    typed = sys.stdin.read() if words == ("-",) else " ".join(words)
    to_file = file is not None and file != "-"
    with running.library() as library:
        given = read_input(library.store, typed, on, house)
        made = [] if isinstance(given, UinChoice) else [make_note(library, one, today=on) for one in given]
    if form == "slack":
        text = _as_messages(given if isinstance(given, UinChoice) else made)
    elif isinstance(given, UinChoice):
        text = render_choice(given, form)
    else:
        text = _notes(made, form, to_file=to_file)
    with output(file, away_from=running.settings.data_folder) as stream:
        stream.write(text)


def _notes(notes: Sequence[DeskNote], form: str, *, to_file: bool) -> str:
    return render_notes(
        notes,
        form,
        width=PLAIN_WIDTH if to_file else width(),
        colour=not to_file and colour(),
        templates=session().settings.templates,
    )


def _as_messages(given: UinChoice | Sequence[DeskNote]) -> str:
    """Return ``{"messages": [{"text", "blocks"}]}``: what Slack shows to the person who asked."""
    from bot.slack.blocks import choice_message, note_messages  # noqa: PLC0415 - only this form needs it

    if isinstance(given, UinChoice):
        messages = [choice_message(given, PRINTED_ID)]
    else:
        messages = [m for note in given for m in note_messages(note, brief_id=PRINTED_ID, private=True)]
    return to_json({"messages": messages}) + "\n"
