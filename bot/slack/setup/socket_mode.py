"""Listening for Slack over Socket Mode, over two lines: while one is opened again, the other is there.

Each line is pinged every two seconds, so that one that fell silent is noticed. One that ends is opened again at once,
and as long as Slack does not let it, after pauses that grow to a few seconds.
"""

from __future__ import annotations

import json
import logging
import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from bot.slack.setup.payloads import Malformed, read_request
from bot.slack.signals import Ending
from bot.slack.workers.threads import Threads
from briefs.errors import PqbriefError

if TYPE_CHECKING:
    from slack_bolt import App
    from slack_sdk import WebClient
    from websockets.sync.client import ClientConnection

LINES = 2  # Slack takes up to ten
SOCKET_THREADS = 8
_PING_SECONDS, _PONG_SECONDS = 2.0, 3.0
_OPEN_SECONDS = 10.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 4.0
_LIMITED_SECONDS = 10.0  # where Slack says that the lines are opened too often
_OLD_SECONDS = 10.0  # for which a line is listened to after Slack asked for another in its place
_LARGEST = 1_000_000  # bytes of a request; Slack's largest are some tens of thousands
_log = logging.getLogger(__name__)


def serve_socket(app: App, app_token: str, announce: Callable[[str], None], ending: Ending) -> None:
    """Listen for Slack over Socket Mode until a signal ends it.

    Raises PqbriefError where Slack refuses the token or cannot be reached.
    """
    from slack_sdk.errors import SlackApiError  # noqa: PLC0415 - only the running bot has it loaded

    listener = _Listener(app, app_token, ending)
    with ending.by_signals(lambda: None):
        try:
            first = listener.open()
        except SlackApiError as error:
            reason = error.response.get("error", "no reason given")
            raise PqbriefError(f"Slack refused SLACK_APP_TOKEN ({reason}): make a new one and set it.") from error
        except Exception as error:
            raise PqbriefError("Slack cannot be reached over Socket Mode: check the network.") from error
        listener.listen(first)
        announce("Socket Mode")
        ending.begun.wait()
        listener.close()


class _Listener:
    """Keeps the lines open and hands on what comes over them."""

    def __init__(self, app: App, app_token: str, ending: Ending) -> None:
        from slack_sdk import WebClient  # noqa: PLC0415 - only the running bot has it loaded

        logging.getLogger("websockets").setLevel(logging.CRITICAL)  # what comes of a line is told here
        self._app, self._app_token, self._ending = app, app_token, ending
        self._web: WebClient = WebClient(
            base_url=app.client.base_url,
            ssl=app.client.ssl,
            proxy=app.client.proxy,
            timeout=int(_OPEN_SECONDS),
            retry_handlers=[],
        )
        self._threads = Threads("socket", SOCKET_THREADS, SOCKET_THREADS)
        self._open: set[ClientConnection] = set()

    def open(self) -> ClientConnection:
        """Return a new line that Slack has greeted. Raises SlackApiError, OSError and WebSocketException."""
        from websockets.sync.client import connect  # noqa: PLC0415 - only in Socket Mode

        answered = self._web.apps_connections_open(app_token=self._app_token)
        address = str(answered["url"])
        line = connect(
            address,
            ssl=self._app.client.ssl if address.startswith("wss:") else None,
            proxy=self._app.client.proxy or None,
            open_timeout=_OPEN_SECONDS,
            ping_interval=_PING_SECONDS,
            ping_timeout=_PONG_SECONDS,
            close_timeout=1,
            max_size=_LARGEST,
        )
        try:
            line.recv(timeout=_OPEN_SECONDS)  # its greeting
        except BaseException:
            line.close()
            raise
        return line

    def listen(self, first: ClientConnection) -> None:
        """Listen over a line that is open and over as many more as there are to be."""
        for number in range(LINES):
            given = first if number == 0 else None
            threading.Thread(target=self._keep, args=(given,), name=f"line-{number}", daemon=True).start()

    def close(self) -> None:
        """Acknowledge what has come, then let go of the lines."""
        self._threads.wait(min(time.monotonic() + 3, self._ending.hand_back))
        for line in list(self._open):
            threading.Thread(target=line.close, daemon=True).start()

    def _keep(self, line: ClientConnection | None) -> None:
        """Have one line open until the end; the next is opened when it ends or when Slack asks for it."""
        pause = _FIRST_PAUSE
        while not self._ending.begun.is_set():
            try:
                line = line or self.open()
            except Exception as error:
                self._ending.begun.wait(_told(error, pause) * random.uniform(0.5, 1))  # noqa: S311 - no secret
                pause = min(2 * pause, _LONGEST_PAUSE)
                continue
            pause = _FIRST_PAUSE
            over = threading.Event()
            threading.Thread(target=self._read, args=(line, over), name="line-read", daemon=True).start()
            over.wait()
            line = None

    def _read(self, line: ClientConnection, over: threading.Event) -> None:
        """Hand on what comes over a line until it ends; ``over`` is set when another is needed in its place."""
        from websockets.exceptions import ConnectionClosed  # noqa: PLC0415 - only in Socket Mode

        self._open.add(line)
        begun = time.monotonic()
        try:
            for text in line:
                said = _read_object(text)
                if said.get("type") == "disconnect":
                    over.set()
                    closing = threading.Timer(_OLD_SECONDS, line.close)
                    closing.daemon = True
                    closing.start()
                elif isinstance(said.get("envelope_id"), str) and not self._ending.begun.is_set():
                    self._threads.submit("", lambda said=said: self._answer(line, said))  # type: ignore[misc]
        except ConnectionClosed as error:
            _log.info("a line to Slack ended: %s", error)
        except Exception:
            _log.exception("a line to Slack failed")
        finally:
            self._open.discard(line)
            if time.monotonic() - begun < 1:  # a line that ends as soon as it is opened is not opened without a pause
                self._ending.begun.wait(1)
            over.set()

    def _answer(self, line: ClientConnection, said: dict[str, Any]) -> None:
        """Have a request answered, and acknowledge it. One that cannot be acknowledged is sent again by Slack."""
        from slack_bolt import BoltResponse  # noqa: PLC0415 - only the running bot has it loaded
        from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response  # noqa: PLC0415
        from slack_sdk.socket_mode.request import SocketModeRequest  # noqa: PLC0415
        from websockets.exceptions import ConnectionClosed  # noqa: PLC0415

        try:
            request = SocketModeRequest.from_dict({**said, "payload": read_request(said.get("payload"))})
            response = run_bolt_app(self._app, request) if request else None
        except Malformed:  # Slack is not to send it again
            request, response = SocketModeRequest.from_dict({**said, "payload": {}}), BoltResponse(status=200)
        if request is None or response is None:
            return
        with suppress(ConnectionClosed):
            send_response(_Replying(line), request, response, time.time())  # type: ignore[arg-type]


class _Replying:
    """What Bolt needs of a client of Socket Mode to acknowledge a request."""

    logger = _log

    def __init__(self, line: ClientConnection) -> None:
        self._line = line

    def send_socket_mode_response(self, response: Any) -> None:
        self._line.send(json.dumps(response.to_dict()))


def _told(error: Exception, pause: float) -> float:
    """Log why there is no line, and return how long to wait before the next try."""
    from slack_sdk.errors import SlackApiError  # noqa: PLC0415 - only the running bot has it loaded

    reason = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
    _log.warning("Slack gives no line (%s); it is tried again", reason)
    return max(pause, _LIMITED_SECONDS) if reason == "ratelimited" else pause


def _read_object(text: str | bytes) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
