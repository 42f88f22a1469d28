"""What "pqbrief doctor" looks at in the Slack door: tokens, scopes, the blocks of a brief, who may read the tokens."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.health import Checkup, Finding, Health
from briefs.errors import PqbriefError

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.slack.settings import SlackSettings

SUBJECT = "Slack"


def slack_checks(checkup: Checkup) -> Iterator[Finding]:
    """Yield what is found of the Slack door; one piece of advice where it is not set up at all."""
    from bot.slack.settings import FILE_NAME, read_slack_settings  # noqa: PLC0415 - slow to load

    folder = checkup.settings.data_folder
    try:
        settings = read_slack_settings(folder)
    except PqbriefError as error:
        yield Finding(SUBJECT, Health.BROKEN, str(error))
        return
    if settings.bot_token is None:
        yield Finding(SUBJECT, Health.ADVICE, "Not set up: “pqbrief manifest” prints what to make the app from.")
        return
    file = folder / FILE_NAME
    if file.exists() and stat.S_IMODE(file.stat().st_mode) & (stat.S_IRGRP | stat.S_IROTH):
        yield Finding(SUBJECT, Health.ADVICE, f"Others on this computer can read the tokens in {file}: chmod 600 it.")
    yield from _ways_in(settings)
    yield from _web_api(settings, checkup)


def _ways_in(settings: SlackSettings) -> Iterator[Finding]:
    if settings.app_token is None and settings.signing_secret is None:
        sentence = "Neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP) is set: set one."
        yield Finding(SUBJECT, Health.BROKEN, sentence)


def _web_api(settings: SlackSettings, checkup: Checkup) -> Iterator[Finding]:
    from bot.slack.app import web_client  # noqa: PLC0415 - slow to load

    try:
        client = web_client(settings)
        yield from _installed(client)
        yield from _socket_mode(client, settings)
        yield from _blocks(client, checkup)
    except PqbriefError as error:
        yield Finding(SUBJECT, Health.BROKEN, str(error))


def _installed(client: WebClient) -> Iterator[Finding]:
    """Compare the scopes that the token has with those of the manifest; Slack names them in a header."""
    from bot.slack.handlers.access import find_home  # noqa: PLC0415 - slow to load
    from bot.slack.setup.manifest import SCOPES  # noqa: PLC0415

    home = find_home(client)
    yield Finding(SUBJECT, Health.GOOD, f"Installed in {home.name or home.team}.")
    headers = {name.lower(): value for name, value in client.auth_test().headers.items()}
    given = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",") if scope.strip()}
    if not given:
        return
    wanted = {scope for scope, _ in SCOPES}
    if missing := sorted(wanted - given):
        told = f"The app lacks {', '.join(missing)}: update it from “pqbrief manifest”, then install it again."
        yield Finding("Slack scopes", Health.BROKEN, told)
    if more := sorted(given - wanted):
        told = f"The app has more than it needs ({', '.join(more)}): update it from “pqbrief manifest”."
        yield Finding("Slack scopes", Health.ADVICE, told)
    if given == wanted:
        yield Finding("Slack scopes", Health.GOOD, "As in the manifest.")


def _socket_mode(client: WebClient, settings: SlackSettings) -> Iterator[Finding]:
    from slack_sdk.errors import SlackApiError  # noqa: PLC0415 - slow to load

    if settings.app_token is None:
        return
    try:
        client.apps_connections_open(app_token=settings.socket_token())
    except SlackApiError as error:
        reason = error.response.get("error", "no reason given")
        told = f"Slack refused SLACK_APP_TOKEN ({reason}): make a new one with connections:write."
        yield Finding("Slack Socket Mode", Health.BROKEN, told)
    else:
        yield Finding("Slack Socket Mode", Health.GOOD, "Slack gives a connection.")


def _blocks(client: WebClient, checkup: Checkup) -> Iterator[Finding]:
    """Let Slack itself check the messages of a brief on what the newest records are about."""
    from slack_sdk.errors import SlackApiError  # noqa: PLC0415 - slow to load

    from bot.slack.handlers.pages import topics_held  # noqa: PLC0415
    from bot.slack.workers.tasks import private_messages  # noqa: PLC0415
    from briefs.topic.pipeline import make_brief  # noqa: PLC0415

    library = checkup.library
    topic = next(iter(topics_held(library.store)), None) if library else None
    if library is None or topic is None:
        return
    messages: list[dict[str, Any]] = private_messages(make_brief(library, topic), "doctor")
    try:
        for message in messages:
            client.api_call("blocks.validate", json={"blocks": message["blocks"]})
    except SlackApiError as error:
        told = f"Slack does not take the blocks of a brief ({error.response.get('error')}): upgrade pqbrief."
        yield Finding("Slack blocks", Health.BROKEN, told)
    else:
        yield Finding("Slack blocks", Health.GOOD, "Slack takes the blocks of a brief.")
