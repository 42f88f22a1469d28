"""``pqbrief reindex``: the search index rebuilt."""

from __future__ import annotations

import click

from bot.commands.group import session, with_data_folder


@click.command()
@with_data_folder
def reindex() -> None:
    """Rebuild the search index from the records.

    The index keeps itself up to date. Use this if it was damaged: the records are in the database, so nothing is lost.
    """
    with session().library(seed=False) as library:
        library.index.rebuild()
        held = library.store.status()
    click.echo(f"The index has {held.passages:,} passages of {held.records:,} records.")
