"""The HTTP side: the Web API, response_urls and uploads, on a port of loopback."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qsl, urlsplit

from tests.slack.answers import Refused
from tests.slack.checks import Json
from tests.slack.methods import call

if TYPE_CHECKING:
    from tests.slack.fake import FakeSlack


class Web:
    """A server that answers while its ``with`` block lasts."""

    def __init__(self, slack: FakeSlack) -> None:
        class Handler(_Handler):
            fake = slack

        class Server(ThreadingHTTPServer):
            request_queue_size = 512  # a burst of requests must meet the bot, not this queue
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                """Say nothing: a bot that is killed breaks its connections."""

        def make(port: int) -> ThreadingHTTPServer:
            return Server(("127.0.0.1", port), Handler)

        self._make = make
        self.server = self._make(0)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self._thread.join(5)

    def go_away(self) -> None:
        """Refuse connections and break those that are open, until ``come_back``."""
        self.stop()
        for connection in list(_Handler.open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def come_back(self) -> None:
        """Listen again at the same address."""
        self.server = self._make(self.port)
        self.start()


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    fake: FakeSlack
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    open: ClassVar[set[socket.socket]] = set()

    def setup(self) -> None:
        """Remember a connection while it is open."""
        super().setup()
        self.open.add(self.connection)

    def finish(self) -> None:
        """Forget a connection."""
        self.open.discard(self.connection)
        with suppress(OSError):
            super().finish()

    def do_POST(self) -> None:
        """Answer by path: /api/METHOD, /commands/…, /actions/…, /upload/…."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = urlsplit(self.path).path.strip("/")
        place, _, rest = path.partition("/")
        if place in {"commands", "actions"}:
            status, answer = self.fake.respond(path, body)
            self._send(status, answer)
        elif place == "upload":
            self._send(200 if self.fake.store_upload(rest, body) else 404, "OK - " + str(len(body)))
        else:
            self._call(rest if place == "api" else path, body)

    do_GET = do_POST  # noqa: N815 - the name that the standard library looks for

    def _call(self, method: str, body: bytes) -> None:
        arguments, token = self._arguments(body)
        self.fake.held(method)
        seconds = self.fake.limited(method)
        if seconds is not None:
            answer: Json = {"ok": False, "error": "ratelimited"}
            self.fake.note(method, arguments, answer)
            self._send(429, answer, {"Retry-After": str(seconds)})
            return
        with self.fake.lock:
            try:
                self.fake.fail_if_asked(method)
                answer = {"ok": True, **call(self.fake, method, token, arguments)}
            except Refused as refused:
                answer = refused.answer
            self.fake.note(method, arguments, answer)
        self._send(200, answer)

    def _arguments(self, body: bytes) -> tuple[Json, str | None]:
        """Return the arguments of a call, from its address and its body, and its token."""
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        arguments: Json = dict(parse_qsl(urlsplit(self.path).query))
        if self.headers.get_content_type() == "application/json":
            arguments |= json.loads(body or b"{}")
        else:
            arguments |= dict(parse_qsl(body.decode()))
        return arguments, token if scheme == "Bearer" else arguments.get("token")

    def _send(self, status: int, answer: Json | str, headers: dict[str, str] | None = None) -> None:
        data = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain" if isinstance(answer, str) else "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Log nothing."""
