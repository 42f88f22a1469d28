"""``pqbrief serve``."""

from __future__ import annotations

import click

from bot.commands.console import say
from bot.commands.group import session, with_data_folder
from bot.slack.app import build_app
from bot.slack.settings import read_slack_settings
from bot.slack.setup.serving import logged, open_service, serve_http, serve_socket


@click.command()
@click.option("--http", "port", type=click.IntRange(0, 65_535), metavar="PORT", help="Use HTTP instead of Socket Mode.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address that HTTP listens on."
)
@with_data_folder
def serve(port: int | None, host: str) -> None:
    """Run the Slack bot.

    It uses Socket Mode, which needs no public address. With --http it listens at /slack/events on PORT (0 picks a free
    one) and checks that each request comes from Slack. It reads SLACK_BOT_TOKEN, SLACK_APP_TOKEN (Socket Mode) and
    SLACK_SIGNING_SECRET (HTTP) from the environment or from slack.toml in the data folder. On SIGTERM it finishes what
    it has begun, for at most 25 seconds (a setting), and stops.
    """
    running = session()
    settings = running.settings
    slack = read_slack_settings(settings.data_folder)
    secret = slack.secret() if port is not None else ""
    app_token = slack.socket_token() if port is None else ""
    slack.token()
    with running.library():
        pass  # a fresh folder gets its starter records before the first request
    with logged(settings.log_file, debug=settings.debug), open_service(slack, settings.data_folder) as service:
        app = build_app(service, signing_secret=secret)
        if port is not None:
            serve_http(app, secret, host, port, lambda address: click.echo(f"Listening at {address}"), service.ending)
        else:
            serve_socket(app, app_token, lambda way: click.echo(f"Listening over {way}"), service.ending)
        say("Finishing the requests that have begun.")
