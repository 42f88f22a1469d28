"""``pqbrief export``: the records held, as JSON lines."""

from __future__ import annotations

import click

from bot.commands.console import output
from bot.commands.group import session, with_data_folder
from briefs.records.exchange import dump_line


@click.command()
@click.argument("file", required=False)
@with_data_folder
def export(file: str | None) -> None:
    """Write all records to FILE, or to stdout, as JSON lines that "pqbrief load" reads back unchanged."""
    running = session()
    with running.library() as library, output(file, away_from=running.settings.data_folder) as stream:
        for record in library.store.all_records():
            stream.write(dump_line(record) + "\n")
