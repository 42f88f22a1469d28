"""``pqbrief load``: files into the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from bot.commands.console import output
from bot.commands.group import session, with_data_folder, with_private_addresses
from bot.commands.progress import LoadProgress
from briefs.errors import PqbriefError
from briefs.loading.files import FileReport, LoadReport
from briefs.loading.load import load as load_files
from briefs.readers.common.left_out import counted, in_words
from briefs.readers.sandbox import shared
from briefs.render.escaping import visible

_REFUSALS_SHOWN = 20  # places of one file; a file of another form can be wrong in every line


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH|LINK...")
@click.option("--show-left-out", is_flag=True, help="Print the text that was left out of each file, grouped by kind.")
@click.option("--again", is_flag=True, help="Also read files that were read before and have not changed.")
@with_private_addresses
@with_data_folder
def load(paths: tuple[str, ...], show_left_out: bool, again: bool) -> None:
    """Read files, folders and web addresses into the data folder.

    pqbrief recognises a file by its content. It reads Hansard (from its API, as text, as TheyWorkForYou or ParlaMint
    XML), written questions and statements (Parliament's API, mySociety's data package as CSV or Parquet), committees'
    evidence and publications, GOV.UK announcements, RSS and Atom feeds, saved web pages, PDF, Word, Markdown, plain
    text, and what "pqbrief export" wrote. Each may be packed as .gz. Loading the same thing again changes nothing.

    For a LINK to a question, a statement, a debate or a GOV.UK announcement it fetches the service's own data. For
    any other LINK it fetches the page.

    A line for each file says what was loaded, and how much text was left out and of what kind (menus, share links,
    captions). Use --show-left-out to print that text. A file that cannot be read is refused with the reason; the rest
    is loaded, and the exit status is 1.
    """
    shared().warm()  # it starts up while the database is opened
    files = [Path(path).expanduser() for path in paths if not _is_link(path)]
    links = [path for path in paths if _is_link(path)]
    running = session()
    with running.library(seed=False) as library, output(None) as stream, LoadProgress() as bar:

        def tell(report: FileReport) -> None:
            bar.clear()
            for line in (*_lines(report), *(_left_out(report) if show_left_out else ())):
                stream.write(line + "\n")
            stream.flush()

        private = running.settings.private
        done = load_files(
            library, files, links, again=again or show_left_out, on_file=tell, on_part=bar.moved, private=private
        )
        bar.clear()
        stream.write(_total(done) + "\n")
    if done.refused:
        noun = "file or place" if done.refused == 1 else "files or places"
        raise PqbriefError(f"{done.refused:,} {noun} refused, for the reasons given above; everything else was loaded.")


def _is_link(path: str) -> bool:
    """Whether an argument is a web address."""
    return path.lower().startswith(("http://", "https://"))


def _lines(report: FileReport) -> Iterator[str]:
    """Yield the lines of one file: what was read, then each place that was refused."""
    name = visible(report.name)
    if report.passed_over:
        yield f"{name}: passed over: {visible(report.passed_over)}"
        return
    if report.members:
        came = [f"{report.members:,} {'member' if report.members == 1 else 'members'}"]
        came += [f"{report.offices:,} {'office' if report.offices == 1 else 'offices'}"] if report.offices else []
        yield f"{name}: {', '.join(came)}"
    if report.records or not (report.refused or report.members):
        yield f"{name}: {_counts(report)}{_left_out_counts(report)}"
    for refusal in report.refused[:_REFUSALS_SHOWN]:
        place = f"{visible(refusal.place)}: " if refusal.place else ""
        yield f"{name}: refused: {place}{visible(refusal.reason)}"
    more = sum(refusal.times for refusal in report.refused[_REFUSALS_SHOWN:])
    if more:
        yield f"{name}: refused: {more:,} more places"


def _left_out_counts(report: FileReport) -> str:
    """Return how many pieces of each kind were left out, the commonest first."""
    counts = counted(report.left_out)
    return f"; left out: {', '.join(in_words(kind, number) for kind, number in counts)}" if counts else ""


def _left_out(report: FileReport) -> Iterator[str]:
    """Yield what was left out of one file, piece by piece under the name of its kind."""
    for kind, number in counted(report.left_out):
        yield f"  Left out, {in_words(kind, number)}:"
        for piece in report.left_out:
            if piece.why == kind:
                yield from (f"    {visible(line)}" for line in piece.text.split("\n"))


def _counts(report: FileReport | LoadReport) -> str:
    """Return how many records are new, changed and the same."""
    return f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged"


def _total(report: LoadReport) -> str:
    """Return the line under all files."""
    number = sum(not file.passed_over for file in report.files)
    files = f"{number:,} {'file' if number == 1 else 'files'}"
    return f"Total of {files}: {_counts(report)}, {report.refused:,} refused"
