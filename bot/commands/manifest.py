"""``pqbrief manifest``."""

from __future__ import annotations

import click

from bot.door import session
from bot.terminal import output


@click.command()
@click.option("--url", metavar="URL", default="", help="The bot's public address, for HTTP (default: Socket Mode).")
@click.option("-o", "--output", "path", metavar="FILE", help="Write to FILE, whole or not at all.")
def manifest(url: str, path: str | None) -> None:
    """Print the manifest of the Slack app, as JSON.

    Paste it at api.slack.com/apps under "Create New App", "From a manifest".
    """
    import json  # noqa: PLC0415 - help needs none of it

    from bot.slack.manifest import manifest as made  # noqa: PLC0415

    if url and not url.startswith("https://"):
        raise click.BadParameter("Slack reaches https:// addresses only", param_hint="--url")
    with output(path, away_from=session().settings.data_folder) as stream:
        stream.write(json.dumps(made(url), indent=2, ensure_ascii=False) + "\n")
