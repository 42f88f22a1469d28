"""``pqbrief pq --list``, ``--tabled`` and ``--due``: a morning's list of questions, made on every core."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from bot.commands.console import PLAIN_WIDTH, colour, output, say, width
from bot.commands.group import session
from bot.commands.progress import ListProgress
from briefs.errors import NotFound, PqbriefError
from briefs.index.index import BUILD_WAIT
from briefs.library import Library
from briefs.question.input import Given, given_record
from briefs.question.listing.day_list import DayList, make_list
from briefs.question.listing.entries import MOST_CHARACTERS, ListEntry, RefusedLine, read_entries
from briefs.question.listing.listed import ListedQuestion, list_one
from briefs.question.listing.request import Due, ListRequest, replace_days
from briefs.question.listing.selecting import MOST_LISTED, choose, is_due
from briefs.readers.common.decoding import decode
from briefs.records.citations import long_date
from briefs.records.model import House
from briefs.render.brief.as_json import to_json
from briefs.render.listing.forms import render_list
from briefs.store.regular_files import read_regular

_FEW = 40
"""Questions that one process lists in less time than others take to start."""
_MOST_PROCESSES = 4
_SUFFIXES = {".csv": "csv", ".json": "json", ".md": "markdown", ".markdown": "markdown"}
FORMATS = ("text", "markdown", "csv", "json", "slack")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is wanted of, as it was typed: a file of questions, or days of tabling, body and due."""

    file: str | None
    tabled: str | None
    body: str | None
    due: str | None
    house: House | None
    on: date


def print_list(wanted: Wanted, form: str | None, file: str | None) -> None:
    """Make the list and write it; exit with status 1 where a line of the file could not be read."""
    form = form or _SUFFIXES.get(Path(file or "").suffix.lower(), "text")
    running = session()
    to_file = file is not None and file != "-"
    with running.library() as library:
        listed = _made(library, wanted, running.settings.data_folder)
    if form == "slack":
        from bot.slack.blocks.listing import list_messages  # noqa: PLC0415 - only this form needs it

        text = to_json({"messages": list_messages(listed)}) + "\n"
    else:
        columns = PLAIN_WIDTH if to_file else width()
        text = render_list(listed, form, width=columns, colour=not to_file and colour(), for_file=to_file)
    with output(file, away_from=running.settings.data_folder) as stream:
        stream.write(text)
    for line in listed.refused:
        say(f"pqbrief: line {line.line}: {line.why}")
    if listed.refused:
        click.get_current_context().exit(1)


def _made(library: Library, wanted: Wanted, folder: Path) -> DayList:
    request = ListRequest(body=wanted.body or "", due=Due(wanted.due) if wanted.due else None)
    if wanted.tabled:
        request = replace_days(request, wanted.tabled, wanted.on)
    if wanted.file is not None:
        return _of_file(library, wanted, request, folder)
    title, records, counted = choose(library.store, request, wanted.on, wanted.house)
    if request.due is None and len(records) > MOST_LISTED:
        raise PqbriefError(
            f"{title}: {len(records):,} questions, more than {MOST_LISTED:,}: add --from, or name fewer days."
        )
    asked = [(0, given_record(record)) for record in records[:MOST_LISTED]]
    return make_list(title, wanted.on, _listed(library, asked, wanted.on, folder), counted=counted)


def _of_file(library: Library, wanted: Wanted, request: ListRequest, folder: Path) -> DayList:
    entries = list(read_entries(library.store, _text_of(wanted.file or ""), wanted.on, wanted.house))
    refused = [entry for entry in entries if isinstance(entry, RefusedLine)]
    asked = [(entry.line, entry.given) for entry in entries if isinstance(entry, ListEntry)]
    if not asked:
        why = f" Line {refused[0].line}: {refused[0].why}" if refused else ""
        raise NotFound(f"No question was read from the list.{why or ' Give UINs, links or questions, one to a line.'}")
    questions = _listed(library, asked, wanted.on, folder)
    kept = [q for q in questions if is_due(q.clock, request.due) and _is_tabled(q, request)]
    title = f"Questions of the list, on {long_date(wanted.on)}"
    return make_list(title, wanted.on, kept, refused=refused)


def _is_tabled(question: ListedQuestion, request: ListRequest) -> bool:
    if request.since is None or request.until is None:
        return True
    return question.tabled is not None and request.since <= question.tabled <= request.until


def _text_of(name: str) -> str:
    """Return the text of a list: of a file, of stdin for "-", or what was given itself where no file has its name."""
    if name == "-":
        data = sys.stdin.buffer.read(4 * MOST_CHARACTERS + 1)
        return decode(data)
    try:
        return decode(read_regular(Path(name).expanduser(), links=True, most=4 * MOST_CHARACTERS))
    except (OSError, ValueError) as error:
        if any(character.isdecimal() for character in name) or "to ask" in name.casefold():
            return name
        reason = getattr(error, "strerror", None) or str(error)
        raise PqbriefError(
            f"{name} cannot be read: {reason}; name a file with a question, UIN or link on each line."
        ) from error


def _listed(library: Library, asked: Sequence[tuple[int, Given]], on: date, folder: Path) -> list[ListedQuestion]:
    """Return what the list says of each question, in order; how far it is stands on stderr."""
    library.questions.catch_up(BUILD_WAIT)
    made: list[ListedQuestion] = []
    with ListProgress(len(asked)) as progress:
        for each in _each(library, asked, on, folder):
            made.append(each)
            progress.moved(len(made))
    return made


def _each(library: Library, asked: Sequence[tuple[int, Given]], on: date, folder: Path) -> Iterator[ListedQuestion]:
    if len(asked) <= _FEW:
        yield from (list_one(library, given, on, line) for line, given in asked)
        return
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    # A fresh process, not a fork: the index and the database hold threads and locks that no fork survives.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, _open, (folder,)) as pool:
        yield from pool.map(_list_here, [(line, given, on) for line, given in asked], chunksize=4)


_opened: list[Library] = []
"""The library of this process, where it is one of those that only answer."""


def _open(folder: Path) -> None:
    _opened.append(Library.open(folder))


def _list_here(asked: tuple[int, Given, date]) -> ListedQuestion:
    line, given, on = asked
    return list_one(_opened[0], given, on, line)
