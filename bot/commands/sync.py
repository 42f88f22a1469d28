"""``pqbrief sync``: the official sources into the store."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from bot.commands.console import output, say
from bot.commands.group import session, with_data_folder, with_private_addresses
from bot.commands.progress import SyncProgress, outcome_of
from bot.london_time import today as london_today
from briefs.errors import PqbriefError
from briefs.library import Library
from briefs.records.model import House
from briefs.render.escaping import visible
from briefs.sync.engine import Report, Task
from briefs.sync.engine import sync as run
from briefs.sync.http.client import Manners
from briefs.sync.rehearsal import Heard, rehearsal
from briefs.sync.services.single import Number, fetch_paper
from briefs.sync.sources_file import SourceWishes, read_sources, sources_path
from briefs.sync.walk.cursors import Cursors

_NO_NETWORK = "No source could be reached; this machine seems to have no network. Nothing was stored."
_REFUSALS_SHOWN = 10  # of a source
_UIN = re.compile(r"[A-Z]{0,4}\d{1,9}[A-Z]?")
_LASTING = re.compile(r"(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?")
_DAY = click.DateTime(formats=("%Y-%m-%d",))


class Lasting(click.ParamType[float]):
    """A length of time such as 2h, 90m, 45s or 1h30m, in seconds."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the seconds of a length of time."""
        match = _LASTING.fullmatch(str(value).strip().lower())
        parts = match.groups() if match else ()
        seconds = sum(int(number or 0) * unit for number, unit in zip(parts, (3600, 60, 1), strict=False))
        if not seconds:
            self.fail(f"“{value}” is not a length of time such as 2h, 90m or 1h30m.", param, ctx)
        return float(seconds)


@click.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@click.option("--uin", metavar="UIN", help="Fetch only the written question or statement with this number.")
@click.option("--tabled", type=_DAY, metavar="DATE", help="With --uin: the day on which it was tabled, or made.")
@click.option("--house", type=click.Choice(("commons", "lords")), help="With --uin: its House.")
@click.option(
    "--since", type=_DAY, metavar="DATE", help="Start at DATE (2024-07-04) instead of the sources file's day."
)
@click.option(
    "--for", "lasting", type=Lasting(), metavar="TIME", help="Stop after TIME (2h, 90m). The next sync continues."
)
@click.option("--rehearse", is_flag=True, help="Ask each source for one page and one document, and store nothing.")
@click.option("-o", "--output", "report", metavar="FILE", help="With --rehearse: where the raw answers are kept.")
@click.option("--dry-run", is_flag=True, help="Show what would be fetched, and fetch nothing.")
@click.option("--sources", metavar="PATH", help="The sources file (default: sources.toml in the data folder).")
@with_private_addresses
@with_data_folder
def sync(
    names: tuple[str, ...],
    uin: str | None,
    tabled: datetime | None,
    house: str | None,
    since: datetime | None,
    lasting: float | None,
    rehearse: bool,
    report: str | None,
    dry_run: bool,
    sources: str | None,
) -> None:
    """Fetch what is new and what has changed from the official sources.

    Without SOURCE, it fetches from every source that the sources file enables. The sources are:

    \b
      written-questions  written-statements  hansard  oral-questions
      committees  govuk  feeds  members

    You can stop a sync at any point; the next one continues, and nothing is lost or stored twice. If a service is busy
    or fails, it is asked again after some minutes. An error stops only the source it came from, and the exit status
    is 1.

    With --rehearse nothing is stored. It says for each source what answered, how fast, and what differs from what is
    expected. It keeps the raw answers in one file, which you can send to the maintainers.

    With --uin, only the question or statement with that number is fetched; without --tabled, one for each session:

    \b
      pqbrief sync written-questions --uin 21873 --tabled 2025-01-07
    """
    if uin is None and (tabled or house):
        raise click.UsageError("Use --tabled and --house only with --uin.")
    if report and not rehearse:
        raise click.UsageError("Use -o only with --rehearse.")
    if rehearse and (uin or since or dry_run or lasting):
        raise click.UsageError("Use --rehearse only with SOURCE and -o.")
    if uin is not None and (since or dry_run or lasting or len(names) != 1):
        raise click.UsageError("Use --uin with one SOURCE, and without --since, --for and --dry-run.")

    running = session()
    today = london_today()
    path = sources_path(running.settings.data_folder, Path(sources).expanduser() if sources else None)
    day = since.date() if since else None
    tasks = _tasks(read_sources(path, today), names, day, private=running.settings.private)
    if rehearse:
        _rehearse(tasks, today, Path(report or f"pqbrief-rehearsal-{today.isoformat()}.jsonl").expanduser())
        return
    with running.library(seed=False) as library:
        if uin is not None:
            _fetch_one(library, tasks[0], uin, tabled.date() if tabled else None, house)
            return
        if dry_run:
            _print_plan(library, tasks, today)
            return
        failed = _run(library, tasks, today, lasting)
    if failed:
        stopped = "1 source was" if failed == 1 else f"{failed} sources were"
        raise PqbriefError(f"{stopped} stopped, for the reasons given above; everything else was stored.")


def _fetch_one(library: Library, task: Task, uin: str, tabled: date | None, house: str | None) -> None:
    """Fetch one paper by its number and print what became of it."""
    number = "".join(uin.split()).upper()
    if not _UIN.fullmatch(number):
        raise click.UsageError(f"“{uin}” is not a UIN such as 21873, HL8999 or HCWS120.")
    report = fetch_paper(library, task, Number(number, tabled, House(house) if house else None))
    _print_reports([report])
    if report.refused:
        raise PqbriefError("The answer could not be read, for the reason given above.")


def _tasks(
    wanted: Mapping[str, SourceWishes], names: tuple[str, ...], since: date | None, *, private: bool
) -> list[Task]:
    """Return what is to be walked: the sources named, else those enabled."""
    for name in names:
        if name not in wanted:
            raise click.UsageError(f"There is no source “{name}”; the sources are {', '.join(wanted)}.")
    chosen = [wanted[name] for name in dict.fromkeys(names)] or [want for want in wanted.values() if want.runs]
    if not chosen:
        raise PqbriefError("The sources file enables no source: enable one, or name one to fetch.")
    tasks = []
    for want in chosen:
        source = want.entry.make()
        scope = replace(want.scope, since=since) if since else want.scope
        plain = Manners()
        manners = Manners(
            interval=plain.interval if want.interval is None else want.interval,
            timeout=plain.timeout if want.timeout is None else want.timeout,
            patience=plain.patience if want.patience is None else want.patience,
            private=private,
        )
        tasks.append(Task(source, scope, want.address or source.address, manners))
    return tasks


def _print_plan(library: Library, tasks: Sequence[Task], today: date) -> None:
    """Say what each source would be asked."""
    cursors = Cursors(library.store)
    with output(None) as stream:
        for task in tasks:
            cursor = cursors.start(task.source.name, task.scope)
            stream.write(f"{task.source.title}, at {task.address}:\n")
            for sentence in task.source.plan(task.scope, cursor, today):
                stream.write(f"  {sentence}\n")


def _rehearse(tasks: Sequence[Task], today: date, path: Path) -> None:
    """Ask each source for one page and one document, print what came, and keep the raw answers."""
    every: list[Heard] = []
    told = 0  # those at the head of ``every`` that were printed: none as long as no source was reached
    with output(None) as stream:
        for heard in rehearsal(tasks, today, path):
            every.append(heard)
            if any(each.kept for each in every):
                stream.writelines(f"{line}\n" for each in every[told:] for line in each.lines())
                stream.flush()
                told = len(every)
        if not told and not _nothing_reached(every):
            stream.writelines(f"{line}\n" for each in every for line in each.lines())
    if any(each.kept for each in every):
        say(f"The raw answers are in {path}; nothing was stored.")
    elif _nothing_reached(every):
        raise PqbriefError(_NO_NETWORK if len(every) > 1 else f"{every[0].stopped} Nothing was stored.")
    if wrong := sum(not each.well for each in every):
        sources = "1 source" if wrong == 1 else f"{wrong} sources"
        what = f"send {path} to the maintainers of pqbrief" if any(each.kept for each in every) else "see above"
        raise PqbriefError(f"{sources} did not answer as expected: {what}.")


def _nothing_reached(every: Sequence[Heard]) -> bool:
    """Whether no source was reached, of those of which anything was asked."""
    return any(each.unreached for each in every) and all(each.unreached or each.well for each in every)


def _run(library: Library, tasks: Sequence[Task], today: date, lasting: float | None) -> int:
    """Sync, print the table, and return how many sources failed."""
    with SyncProgress() as progress:
        try:
            run(library, tasks, today, progress, lasting=lasting)
        finally:
            progress.clear()
            _print_reports(progress.reports)
            if progress.unfinished:
                kept = "What arrived is stored, and the next sync continues from there."
                say(f"{progress.unfinished} was stopped. {kept}")
    return sum(report.error is not None for report in progress.reports)


def _print_reports(reports: Sequence[Report]) -> None:
    """Print the table of the sources, and under it what was noticed."""
    if not reports:
        return
    with output(None) as stream:
        for line in report_lines(reports):
            stream.write(line + "\n")


def report_lines(reports: Sequence[Report]) -> list[str]:
    """Return the table of the sources, and under it what was refused, noticed or went wrong, a line each."""
    heads = ("Source", "Added", "Updated", "Unchanged", "Refused", "Warnings", "Requests", "Outcome")
    rows = [
        (
            report.name,
            *(
                f"{number:,}"
                for number in (
                    report.added,
                    report.updated,
                    report.unchanged,
                    report.refused,
                    report.warnings.total(),
                    report.asked,
                )
            ),
            outcome_of(report),
        )
        for report in reports
    ]
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    last = len(heads) - 1
    lines = [
        "  ".join(
            cell.ljust(size) if column in (0, last) else cell.rjust(size)
            for column, (cell, size) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (heads, *rows)
    ]
    for report in reports:
        lines += [visible(f"{report.name}: {sentence}") for sentence in _noticed(report)]
    return lines


def _noticed(report: Report) -> list[str]:
    """Return what a source's report says beside its counts."""
    shown = report.refusals[:_REFUSALS_SHOWN]
    noticed = [f"stored: lists of {report.people:,} Members in all"] if report.people else []
    noticed += [f"refused: {refusal.place}: {refusal.reason}" for refusal in shown]
    if report.refused > len(shown):
        noticed.append(f"refused: {report.refused - len(shown):,} more")
    noticed += [
        f"warning: {text}{f' ({times:,} times)' if times > 1 else ''}" for text, times in report.warnings.items()
    ]
    if report.rests:
        noticed.append(f"rested {report.rests:,} {'time' if report.rests == 1 else 'times'} and continued by itself")
    if report.paused:
        noticed.append(f"to continue: {report.paused}")
    if report.error:
        noticed.append(f"stopped: {report.error}")
    return noticed
