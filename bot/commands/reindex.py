"""``pqbrief reindex``: the search index rebuilt."""

from __future__ import annotations

import click

from bot.commands.group import session, with_data_folder


@click.command()
@with_data_folder
def reindex() -> None:
    """Rebuild the search index from the records.

    The index keeps itself in step; this mends one that was damaged. Nothing is lost: the records lie in the database.
    """
    with session().library(seed=False) as library:
        library.index.rebuild()
        held = library.store.status()
    click.echo(f"The index holds {held.passages:,} passages of {held.records:,} records.")
