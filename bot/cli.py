"""``pqbrief``, the terminal door: for people, for cron and for tests."""

from __future__ import annotations

import click

from bot.commands.aliases import aliases
from bot.commands.audit import audit
from bot.commands.backup import backup, restore
from bot.commands.brief import brief
from bot.commands.console import keep_to_owner
from bot.commands.doctor import doctor
from bot.commands.export import export
from bot.commands.group import Door, Session, refuse_empty
from bot.commands.load import load
from bot.commands.manifest import manifest
from bot.commands.members import members
from bot.commands.pq import pq
from bot.commands.reindex import reindex
from bot.commands.serve import serve
from bot.commands.show import show
from bot.commands.status import status
from bot.commands.sync import sync
from bot.commands.try_ import try_
from bot.commands.version import print_version, version
from bot.settings import read_settings


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--db", metavar="PATH", help="The data folder (default: PQBRIEF_DB, else the user's data folder).")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=print_version, help="Show the version."
)
@click.pass_context
def cli(context: click.Context, db: str | None) -> None:
    """Brief from the parliamentary record: every sentence an exact quotation, with its source.

    Exit status: 0 done, 1 what was asked for failed (the reason is on stderr), 2 wrong usage.
    """
    refuse_empty(db)
    keep_to_owner()
    context.obj = Session(read_settings(db))


_COMMANDS = (
    *(brief, pq, load, sync, show, members, status, doctor),
    *(serve, manifest, audit),
    *(export, backup, restore, reindex, aliases, try_, version),
)
for _command in _COMMANDS:
    cli.add_command(_command)


def main() -> None:
    """Run the program."""
    cli(prog_name="pqbrief")
