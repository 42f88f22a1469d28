"""``pqbrief pq QUESTION --check FILE``: a draft answer compared with earlier ones."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from bot.commands.console import PLAIN_WIDTH, colour, output, width
from bot.commands.forms import form_of
from bot.commands.group import session
from briefs.errors import PqbriefError, QueryError
from briefs.question.draft.check import check_draft
from briefs.question.draft.reading import read_draft
from briefs.question.input import UinChoice, read_input
from briefs.records.model import House
from briefs.render.brief.as_json import to_json
from briefs.render.draft.forms import render_check
from briefs.render.note.forms import choice_lines
from briefs.store.regular_files import open_regular


def print_check(typed: str, draft: str, on: date, house: House | None, form: str | None, file: str | None) -> None:
    """Check a draft, a file or "-" for stdin, as the answer to one question, and write what was found."""
    form = form or form_of(file, "check")
    running = session()
    words = _draft(draft)
    with running.library() as library:
        given = read_input(library.store, typed, on, house)
        if isinstance(given, UinChoice):
            raise QueryError(" ".join(choice_lines(given)))
        if len(given) > 1:
            raise QueryError("A draft is checked against one question: give one alone.")
        made = check_draft(library, given[0], words, today=on)
    to_file = file is not None and file != "-"
    if form == "slack":
        from bot.slack.blocks.draft import check_messages  # noqa: PLC0415 - only this form needs it

        text = to_json({"messages": check_messages(made)}) + "\n"
    else:
        text = render_check(made, form, width=PLAIN_WIDTH if to_file else width(), colour=not to_file and colour())
    with output(file, away_from=running.settings.data_folder) as stream:
        stream.write(text)


def _draft(name: str) -> str:
    if name == "-":
        return read_draft(sys.stdin.buffer)
    try:
        with open(open_regular(Path(name).expanduser(), os.O_RDONLY, links=True), "rb") as stream:
            return read_draft(stream)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PqbriefError(
            f"{name} cannot be read: {reason}; name a text file with the draft, or - for stdin."
        ) from error
