"""Running the bot: everything opened, Slack listened to, and at the end all that was begun brought to its end."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.error_log import LogFile
from bot.slack.app import web_client
from bot.slack.handlers.access import find_home
from bot.slack.handlers.service import Parts, Service
from bot.slack.setup.http_mode import serve_http
from bot.slack.setup.socket_mode import serve_socket
from bot.slack.signals import Ending
from bot.slack.state.audit import Keeping
from bot.slack.state.pending import Pending
from bot.slack.workers.pool import Makers
from briefs.store.store import Store

if TYPE_CHECKING:
    from bot.slack.settings import SlackSettings

__all__ = ["logged", "open_service", "serve_http", "serve_socket"]

_TOKEN = re.compile(r"\b(?:xox[a-z]|xapp)(?:\.[a-z0-9]+)?-[\w.-]+")
_log = logging.getLogger(__name__)


@contextmanager
def open_service(settings: SlackSettings, folder: Path) -> Iterator[Service]:
    """Open everything that answers gestures over a data folder; at the end what is in hand is finished.

    Raises PqbriefError where Slack refuses the token or the records cannot be read.
    """
    ending = Ending(settings.grace_seconds)
    client = web_client(settings, ending.wait)
    home = find_home(client)
    with ExitStack() as opened:
        reading = opened.enter_context(Store.open(folder))
        writing = opened.enter_context(Store.open(folder))
        makers = Makers(folder, settings.workers, settings.job_seconds)
        opened.callback(makers.stop)
        makers.start()
        keeping = Keeping(reading, writing)
        keeping.expire(settings.keep_days)
        pending = opened.enter_context(closing(Pending(folder, f"{home.team}/{home.bot_user}")))
        pending.expire(settings.keep_days)
        service = Service(Parts(settings, client, home, reading, keeping, makers, pending, ending))
        service.bodies.offered()  # read before the first form, which has three seconds to open
        try:
            yield service
        finally:
            service.close()


@contextmanager
def logged(log_file: Path, *, debug: bool) -> Iterator[None]:
    """Write what goes wrong to the log file and to stderr, every token taken out."""
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    handlers.append(LogFile(log_file))
    root, before = logging.getLogger(), logging.getLogger().level
    for handler in handlers:
        handler.setLevel(logging.DEBUG if debug else logging.WARNING)
        handler.setFormatter(_WithoutTokens("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        root.addHandler(handler)
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    try:
        yield
    finally:
        root.setLevel(before)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()


class _WithoutTokens(logging.Formatter):
    """Writes a line, and a traceback below it, without the tokens that it may hold."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the text of a record."""
        return _TOKEN.sub("(token)", super().format(record))
