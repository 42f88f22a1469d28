"""``pqbrief backup`` and ``pqbrief restore``: a data folder's data into one file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.console import guard_own_files
from bot.commands.group import session, with_data_folder
from briefs.load.backup import back_up
from briefs.load.backup import restore as put_back


@click.command()
@click.argument("file")
@with_data_folder
def backup(file: str) -> None:
    """Write the data folder's data to FILE, which must not be there yet.

    In it are the records with their earlier versions, the answers of the official sources, the lists of Members, how
    far each sync has come, the Slack bot's audit log and the other things it keeps, and your aliases.toml and
    sources.toml. Not in it are the indexes, which "pqbrief restore" rebuilds, tokens, templates and errors.log. The
    file holds what people asked in Slack: keep it where only they who may read that can. It is packed and has a
    checksum; a sync, a load or the bot may run meanwhile.
    """
    running = session()
    guard_own_files(file, running.settings.data_folder)
    with running.library(seed=False) as library:
        made = back_up(library, Path(file).expanduser())
    click.echo(f"{file} holds {made.records:,} records ({made.size / 1e6:,.1f} MB).")


@click.command()
@click.argument("file")
@click.option("--replace", is_flag=True, help="Also where records are held, which are kept in a file beside them.")
@with_data_folder
def restore(file: str, replace: bool) -> None:
    """Put FILE, which "pqbrief backup" wrote, in the place of what the data folder holds, and rebuild the indexes.

    FILE is checked before anything is changed. What "pqbrief backup" says is in it comes back whole, the Slack bot's
    audit log too. Where the data folder holds records, nothing is done without --replace.
    """
    with session().library(seed=False) as library:
        done = put_back(library, Path(file).expanduser(), replace=replace)
    click.echo(f"The data folder holds the {done.records:,} records of {file}.")
    for path in done.kept:
        click.echo(f"What was there before is kept in {path}.")
