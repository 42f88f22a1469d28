"""Listening for Slack over HTTP. What has come when a signal ends it is still answered."""

from __future__ import annotations

import logging
import select
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.slack.app import PATH
from bot.slack.setup.incoming import LARGEST_REQUEST, slack_requests
from bot.slack.signals import Ending
from briefs.errors import PqbriefError

if TYPE_CHECKING:
    from slack_bolt import App

HTTP_THREADS = 8
_LAST_SECONDS = 3.0  # for what came before the signal: Slack waits no longer for an acknowledgement
_NEW_SECONDS = 0.5  # within which a connection just opened sends its request


def serve_http(app: App, secret: str, host: str, port: int, announce: Callable[[str], None], ending: Ending) -> None:
    """Listen for requests signed with a secret until a signal ends it; port 0 takes a free one.

    ``announce`` is told the address. Raises PqbriefError where it cannot be had.
    """
    from waitress.wasyncore import loop  # noqa: PLC0415 - only over HTTP

    opened: dict[int, Any] = {}  # what is listened to, by file descriptor: the server and its connections
    server = _server(app, secret, host, port, opened)
    with ending.by_signals(server.pull_trigger):  # so that the loop waits no longer
        announce(f"http://{host}:{server.effective_port}{PATH}")
        while not ending.begun.is_set():
            loop(timeout=1, use_poll=True, map=opened, count=1)
        last = min(time.monotonic() + _LAST_SECONDS, ending.hand_back)
        while time.monotonic() < last and _has_work(opened, server):
            loop(timeout=0.05, use_poll=True, map=opened, count=1)
        server.close()
        server.task_dispatcher.shutdown(timeout=1)


def _server(app: App, secret: str, host: str, port: int, opened: dict[int, Any]) -> Any:
    from waitress.server import create_server  # noqa: PLC0415

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a burst that waits its turn is no fault
    try:
        return create_server(
            slack_requests(app, PATH, secret),
            map=opened,
            host=host,
            port=port,
            threads=HTTP_THREADS,
            backlog=2_048,
            connection_limit=4_000,
            max_request_body_size=LARGEST_REQUEST,
            asyncore_use_poll=True,
            ident=None,
        )
    except OSError as error:
        raise PqbriefError(f"{host}:{port} cannot be listened on ({error.strerror}): choose another port.") from error


def _has_work(opened: dict[int, Any], server: Any) -> bool:
    """Whether somebody waits to be let in, sends a request, waits for an answer or has not received all of it."""
    from waitress.channel import HTTPChannel  # noqa: PLC0415 - only over HTTP

    poll = select.poll()
    poll.register(server.socket, select.POLLIN)
    if poll.poll(0):
        return True
    fresh = time.time() - _NEW_SECONDS
    return any(
        each.requests
        or each.request is not None
        or each.total_outbufs_len
        or each.last_activity == each.creation_time > fresh
        for each in list(opened.values())
        if isinstance(each, HTTPChannel) and each.connected
    )
