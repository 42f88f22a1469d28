"""The page and the app put together, from the first request to the last."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.playground.gestures import Visitor
from bot.playground.server import TryServer
from bot.slack.app import build_app
from bot.slack.setup.serving import logged, open_service
from briefs.errors import PqbriefError

if TYPE_CHECKING:
    from bot.slack.settings import SlackSettings


@contextmanager
def page(settings: SlackSettings, folder: Path, port: int = 0) -> Iterator[str]:
    """Serve the page over a data folder and give its address.

    Of the settings only how long things are kept counts: no token of a real workspace is used. Raises PqbriefError
    where the port is taken or the records cannot be read.
    """
    try:
        server = TryServer(port)
    except OSError as error:
        reason = error.strerror or error
        raise PqbriefError(
            f"Port {port} cannot be listened on ({reason}): choose another, or 0 for a free one."
        ) from error
    server.start()
    try:
        own = settings.model_copy(
            update={
                "bot_token": SecretStr(server.token),
                "app_token": None,
                "signing_secret": SecretStr(server.signing_secret),
                "api_url": server.api_url,
                "workspaces": frozenset(),
                "channels": frozenset(),
                "workers": 0,  # one person asks: this process is enough, and the page is there sooner
            }
        )
        with open_service(own, folder) as service:
            app = build_app(service, signing_secret=server.signing_secret)
            server.person = Visitor(app, server.workspace, server.signing_secret, server.answer_url)
            yield server.url
    finally:
        server.stop()


def serve_page(
    settings: SlackSettings, folder: Path, port: int, announce: Callable[[str], None], *, log_file: Path, debug: bool
) -> None:
    """Serve the page until Ctrl-C or SIGTERM; ``announce`` is told its address."""
    ended = threading.Event()
    signals = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(each, lambda _number, _frame: ended.set()) for each in signals]
    try:
        with logged(log_file, debug=debug), page(settings, folder, port) as address:
            announce(address)
            ended.wait()
    finally:
        for each, handler in zip(signals, before, strict=True):
            signal.signal(each, handler)
