"""``pqbrief backup`` and ``pqbrief restore``: a data folder's data into one file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.console import guard_own_files
from bot.commands.group import session, with_data_folder
from briefs.loading.backup import back_up
from briefs.loading.backup import restore as put_back


@click.command()
@click.argument("file")
@with_data_folder
def backup(file: str) -> None:
    """Write the data folder's data to FILE, which must not exist yet.

    The file holds the records with their earlier versions, the answers of the official sources, the lists of Members,
    how far each sync has come, the Slack bot's audit log and whatever else the bot keeps, and your aliases.toml and
    sources.toml. It leaves out tokens, templates, errors.log and the indexes, which "pqbrief restore" rebuilds.

    The file holds what people asked in Slack, so keep it private. It is compressed and has a checksum. A sync, a load
    or the bot can run at the same time.
    """
    running = session()
    guard_own_files(file, running.settings.data_folder)
    with running.library(seed=False) as library:
        made = back_up(library, Path(file).expanduser())
    click.echo(f"{file} has {made.records:,} records ({made.size / 1e6:,.1f} MB).")


@click.command()
@click.argument("file")
@click.option("--replace", is_flag=True, help="Replace the records that are there. They are kept in another file.")
@with_data_folder
def restore(file: str, replace: bool) -> None:
    """Restore FILE, which "pqbrief backup" wrote, into the data folder, and rebuild the indexes.

    FILE is checked before anything is changed. Everything in it comes back, with the Slack bot's audit log. If the
    data folder has records, add --replace.
    """
    with session().library(seed=False) as library:
        done = put_back(library, Path(file).expanduser(), replace=replace)
    click.echo(f"The data folder now has the {done.records:,} records of {file}.")
    for path in done.kept:
        click.echo(f"The earlier file is kept as {path}.")
