"""``pqbrief``, the terminal door: for people, for cron and for tests."""

from __future__ import annotations

import click

from bot.commands.console import keep_to_owner
from bot.commands.group import CommandTable, Door, Session, refuse_empty
from bot.commands.version import print_version
from bot.settings import read_settings

COMMANDS = CommandTable(
    {
        "brief": "Brief on a topic.",
        "pq": "Write the background note on a written question.",
        "load": "Read files, folders and web addresses into the data folder.",
        "sync": "Fetch from the official sources.",
        "show": "Show the record RECORD_ID in full, with its passages.",
        "members": "Show who a Member is: names, parties, seats and offices.",
        "status": "Show what records you have, how new they are, and how each sync went.",
        "doctor": "Check for problems and say how to fix them.",
        "serve": "Run the Slack bot.",
        "manifest": "Print the manifest of the Slack app, as JSON.",
        "audit": "Show who asked what in Slack, and when.",
        "export": "Write the records as JSON lines.",
        "backup": "Write the data folder's data to one file.",
        "restore": "Restore a backup.",
        "reindex": "Rebuild the search index from the records.",
        "aliases": "Show the names that WORDS are searched under.",
        "try": "Try the Slack bot without Slack.",
        "version": "Show the version.",
    }
)
"""What each command is for, in the order in which a person needs them."""


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


cli.commands = COMMANDS


def main() -> None:
    """Run the program."""
    cli(prog_name="pqbrief")
