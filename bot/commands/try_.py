"""``pqbrief try``: the Slack door on a page of this machine, for people who have no workspace yet."""

from __future__ import annotations

import click

from bot.commands.console import say
from bot.commands.group import session, with_data_folder
from bot.playground.running import serve_page
from bot.slack.settings import read_slack_settings


@click.command("try")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="Listen here; 0 takes a free port."
)
@click.option("--open", "browser", is_flag=True, help="Open the page in the browser too.")
@with_data_folder
def try_(port: int, browser: bool) -> None:
    """Try the Slack bot without Slack.

    It serves a small page that only this machine can see: a channel to type "/brief Met police" into, with the buttons
    and forms that the bot shows in Slack, made by the same code. You need no token, and nothing leaves the machine.
    The address of the page has a secret in it. Stop it with Ctrl-C.
    """
    running = session()
    folder = running.settings.data_folder
    slack = read_slack_settings(folder)
    with running.library():
        pass  # a fresh folder gets its starter records before the first request

    def announce(address: str) -> None:
        click.echo(f"Open {address}")
        say("Only this machine can see the page. Stop it with Ctrl-C.")
        if browser:
            click.launch(address)

    serve_page(slack, folder, port, announce, log_file=running.settings.log_file, debug=running.settings.debug)
