"""Running the bot: everything opened, Slack listened to, and at the end all that was begun brought to its end."""

from __future__ import annotations

import logging
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.slack.access import find_home
from bot.slack.app import PATH, web_client
from bot.slack.keeping import Keeping
from bot.slack.makers import Makers
from bot.slack.service import Parts, Service
from briefs.errors import PqbriefError
from briefs.store import Store

if TYPE_CHECKING:
    from slack_bolt import App

    from bot.slack.settings import SlackSettings

HTTP_THREADS = 8
SOCKET_THREADS = 8
_LARGEST_REQUEST = 1_000_000  # bytes; Slack's largest are some tens of thousands
_TOKEN = re.compile(r"\b(?:xox[a-z]|xapp)(?:\.[a-z0-9]+)?-[\w.-]+")
_log = logging.getLogger(__name__)


@contextmanager
def open_service(settings: SlackSettings, folder: Path) -> Iterator[Service]:
    """Open everything that answers gestures over a data folder; at the end what is in hand is finished.

    Raises PqbriefError where Slack refuses the token or the records cannot be read.
    """
    client = web_client(settings)
    home = find_home(client)
    with ExitStack() as opened:
        reading = opened.enter_context(Store.open(folder))
        writing = opened.enter_context(Store.open(folder))
        makers = Makers(folder, settings.workers)
        opened.callback(makers.stop)
        makers.start()
        keeping = Keeping(reading, writing)
        keeping.expire(settings.keep_days)
        service = Service(Parts(settings, client, home, reading, keeping, makers))
        try:
            yield service
        finally:
            service.close(settings.grace_seconds)


def serve_http(app: App, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Listen for Slack over HTTP until a signal ends it; port 0 takes a free one. ``announce`` is told the address.

    Raises PqbriefError where the address cannot be had.
    """
    from slack_bolt.adapter.wsgi import SlackRequestHandler  # noqa: PLC0415 - only over HTTP
    from waitress.server import create_server  # noqa: PLC0415

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a burst that waits its turn is no fault
    try:
        server = create_server(
            _sound_requests(SlackRequestHandler(app, PATH)),
            host=host,
            port=port,
            threads=HTTP_THREADS,
            backlog=2_048,
            connection_limit=4_000,
            max_request_body_size=_LARGEST_REQUEST,
            asyncore_use_poll=True,
            ident=None,
        )
    except OSError as error:
        raise PqbriefError(f"{host}:{port} cannot be listened on ({error.strerror}): choose another port.") from error
    with _ended_by_signals(_leave):
        bound: Any = server  # one address gives a server with its port, which the stubs do not know
        announce(f"http://{host}:{bound.effective_port}{PATH}")
        server.run()
        server.close()


def serve_socket(app: App, app_token: str, announce: Callable[[str], None]) -> None:
    """Listen for Slack over Socket Mode until a signal ends it.

    Raises PqbriefError where Slack refuses the token.
    """
    from slack_bolt.adapter.socket_mode import SocketModeHandler  # noqa: PLC0415 - only in Socket Mode
    from slack_sdk.errors import SlackApiError  # noqa: PLC0415

    logger = logging.getLogger("bot.socket")
    logger.setLevel(logging.CRITICAL)  # why there is no first connection is said in one sentence, below
    handler: Any = SocketModeHandler(
        app, app_token, logger=logger, concurrency=SOCKET_THREADS, receive_buffer_size=16_384
    )
    ended = threading.Event()
    with _ended_by_signals(ended.set):
        try:
            handler.connect()
        except SlackApiError as error:
            reason = error.response.get("error", "no reason given")
            handler.close()
            raise PqbriefError(f"Slack refused SLACK_APP_TOKEN ({reason}): make a new one and set it.") from error
        except OSError as error:
            handler.close()
            raise PqbriefError("Slack cannot be reached over Socket Mode: check the network.") from error
        logger.setLevel(logging.WARNING)
        announce("Socket Mode")
        ended.wait()
        handler.close()


@contextmanager
def logged(log_file: Path, *, debug: bool) -> Iterator[None]:
    """Write what goes wrong to the log file and to stderr, every token taken out."""
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    handlers.append(logging.FileHandler(log_file, encoding="utf-8", errors="backslashreplace", delay=True))
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


def _sound_requests(application: Any) -> Any:
    """Return a WSGI application that refuses what is no text or no JSON, rather than fail over it."""

    def checked(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            answered: Iterable[bytes] = application(environ, start_response)
        except ValueError:  # Bolt reads a request before it checks who sent it
            start_response("400 Bad Request", [("content-type", "text/plain;charset=utf-8")])
            return [b"Bad Request"]
        return answered

    return checked


def _leave() -> None:
    raise SystemExit(0)


@contextmanager
def _ended_by_signals(end: Callable[[], None]) -> Iterator[None]:
    """Let SIGTERM and SIGINT end the listening; a second one during the work that is left ends nothing."""

    def ended(_number: int, _frame: object) -> None:
        for each in signals:
            signal.signal(each, lambda _number, _frame: None)
        end()

    signals = (signal.SIGTERM, signal.SIGINT)
    for each in signals:
        signal.signal(each, ended)
    yield
