"""``pqbrief manifest``."""

from __future__ import annotations

import json

import click

from bot.commands.console import output
from bot.commands.group import session
from bot.slack.setup.manifest import manifest as made


@click.command()
@click.option("--url", metavar="URL", default="", help="The bot's public address, for HTTP (default: Socket Mode).")
@click.option("--assistant", is_flag=True, help="For an app that was made with assistant_view and keeps it.")
@click.option("-o", "--output", "path", metavar="FILE", help="Write to FILE instead of the screen.")
def manifest(url: str, assistant: bool, path: str | None) -> None:
    """Print the manifest of the Slack app, as JSON.

    Paste it at api.slack.com/apps under "Create New App", "From a manifest". An app made before July 2026 has
    assistant_view. Use --assistant to print the manifest that keeps it. The manifest without --assistant switches the
    app to agent_view, which cannot be undone.
    """
    if url and not url.startswith("https://"):
        raise click.BadParameter("Slack reaches https:// addresses only", param_hint="--url")
    with output(path, away_from=session().settings.data_folder) as stream:
        stream.write(json.dumps(made(url, assistant=assistant), indent=2, ensure_ascii=False) + "\n")
