"""The page's own server: on loopback alone, behind a secret in the address, for one browser.

    GET  /SECRET/            the page             POST /SECRET/do/NAME    a gesture, JSON in and out
    GET  /SECRET/FILE        its parts            POST /SECRET/answer/ID  the app answers a gesture
    GET  /SECRET/state?seen  what is to be seen   POST /api/METHOD        the app's Web API, with the token

Another page open in the browser can neither read this one nor drive it: it does not know the secret, a name that was
made to point at this machine is refused by its Host, and a request from elsewhere by its Origin.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
import threading
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, urlsplit

from bot.playground.gestures import NotDone, Visitor, do
from bot.playground.web_api import call, parsed
from bot.playground.workspace import Json, Workspace
from bot.slack.setup.manifest import manifest

_log = logging.getLogger(__name__)
LONGEST_WAIT = 20.0  # seconds that a browser waits for a change before it asks again
_LARGEST = 1_000_000  # bytes of a gesture; a modal with all its state is a tenth of it
_LARGEST_FILE = 50_000_000
_PARTS = {
    "icon.svg": "image/svg+xml",
    "style.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "blocks.js": "text/javascript; charset=utf-8",
    "elements.js": "text/javascript; charset=utf-8",
    "text.js": "text/javascript; charset=utf-8",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class TryServer:
    """A server for one person; ``port`` 0 takes a free one. ``person`` is set once the app is made."""

    person: Visitor

    def __init__(self, port: int = 0) -> None:
        """Listen, and answer nobody yet. Raises OSError where the port is taken."""

        class Handler(_Handler):
            trying = self

        self.workspace = Workspace()
        self.token = f"xoxb-{secrets.token_hex(16)}"
        self.signing_secret = secrets.token_hex(16)
        self.secret = secrets.token_urlsafe(16)
        self._server = _Server(("127.0.0.1", port), Handler)
        self.port = int(self._server.server_address[1])
        self.origins = frozenset(f"http://{name}:{self.port}" for name in ("127.0.0.1", "localhost"))
        self.api_url = f"http://127.0.0.1:{self.port}/api/"
        self.url = f"http://127.0.0.1:{self.port}/{self.secret}/"
        self.answer_url = f"{self.url}answer/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True)

    def start(self) -> None:
        """Answer requests from now on; the app may be made only then, as it calls its Web API to begin."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more, and free the port."""
        self.workspace.close()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def wait(self) -> None:
        """Wait until the server is stopped."""
        while self._thread.is_alive():
            self._thread.join(1)


class _Server(ThreadingHTTPServer):
    """A server that takes a browser's leaving for no fault."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log what went wrong while a request was answered."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            _log.error("a request to the page failed", exc_info=error)


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    trying: TryServer
    protocol_version = "HTTP/1.1"
    server_version = "pqbrief"
    sys_version = ""

    def do_GET(self) -> None:
        """Give the page, a part of it, a file that was made, or what is to be seen."""
        path = self._private_path()
        if path is None:
            return
        if path == "":
            self._send(HTTPStatus.OK, _page(), "text/html; charset=utf-8")
        elif path in _PARTS:
            self._send(HTTPStatus.OK, files("bot.playground").joinpath(path).read_bytes(), _PARTS[path])
        elif path == "state":
            seen = parse_qs(urlsplit(self.path).query).get("seen", ["-1"])[0]
            number = int(seen) if seen.lstrip("-").isdecimal() and len(seen) < 12 else -1
            self._json(self.trying.workspace.wait(number, LONGEST_WAIT))
        elif path.startswith("file/"):
            self._file(path.removeprefix("file/"))
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Take a gesture from the page, or a call from the app."""
        path = urlsplit(self.path).path
        if path.startswith("/api/"):
            if self._host_is_ours() and self._has_token():
                self._call(path.removeprefix("/api/"))
            else:
                self._refuse(HTTPStatus.FORBIDDEN)
            return
        rest = self._private_path()
        if rest is None:
            return
        if rest.startswith("answer/"):
            self._answer(rest.removeprefix("answer/"))
        elif rest.startswith("upload/"):
            self._upload(rest.removeprefix("upload/"))
        elif rest.startswith("do/") and self.headers.get("Origin") in self.trying.origins:
            self._do(rest.removeprefix("do/"))
        else:
            self._refuse(HTTPStatus.FORBIDDEN)

    def _host_is_ours(self) -> bool:
        return f"http://{self.headers.get('Host', '')}" in self.trying.origins

    def _has_token(self) -> bool:
        given = self.headers.get("Authorization", "")
        return secrets.compare_digest(given.encode(), f"Bearer {self.trying.token}".encode())

    def _private_path(self) -> str | None:
        """Return the path after the secret, None after refusing a request that does not know it."""
        first, _, rest = urlsplit(self.path).path.removeprefix("/").partition("/")
        if self._host_is_ours() and secrets.compare_digest(first.encode(), self.trying.secret.encode()):
            return rest
        self._refuse(HTTPStatus.FORBIDDEN)
        return None

    def _body(self, largest: int = _LARGEST) -> bytes | None:
        """Return the body, None after refusing one that is too large."""
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or len(length) > 12 or int(length) > largest:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return None
        return self.rfile.read(int(length))

    def _given(self) -> Json | None:
        """Return the JSON object that was sent, None after refusing what is none."""
        body = self._body()
        if body is None:
            return None
        with suppress(ValueError):
            given = parsed(body)
            if isinstance(given, dict):
                return given
        self._refuse(HTTPStatus.BAD_REQUEST)
        return None

    def _call(self, method: str) -> None:
        body = self._body()
        if body is None:
            return
        given: Json = dict(parse_qsl(urlsplit(self.path).query))
        with suppress(ValueError):
            if self.headers.get_content_type() == "application/json":
                given |= parsed(body or b"{}")
            else:
                form = dict(parse_qsl(body.decode(errors="replace")))
                given |= {k: parsed(v) if k in {"files", "view", "unfurls", "prompts"} else v for k, v in form.items()}
        answer = call(self.trying.workspace, method, given)
        if "upload_path" in answer:
            answer["upload_url"] = self.trying.url + answer.pop("upload_path")
        self._json(answer)

    def _answer(self, path: str) -> None:
        given = self._given()
        if given is None:
            return
        place = self.trying.workspace.answerable(path)
        if place is None:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        self.trying.workspace.reply(place, given)
        self._send(HTTPStatus.OK, b"ok", "text/plain")

    def _upload(self, file_id: str) -> None:
        held = self.trying.workspace.files
        body = self._body(_LARGEST_FILE)
        if body is None:
            return
        if file_id not in held:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        held[file_id] = (held[file_id][0], body)
        self._send(HTTPStatus.OK, b"ok", "text/plain")

    def _file(self, file_id: str) -> None:
        name, content = self.trying.workspace.files.get(file_id, ("", b""))
        if not name:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        saved = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        self._send(HTTPStatus.OK, content, "application/octet-stream", {"Content-Disposition": saved})

    def _do(self, name: str) -> None:
        """Do what was done on the page; what comes of it shows by itself."""
        given = self._given()
        if given is None:
            return
        try:
            self._json({"ok": True, **do(self.trying.person, name, given)})
        except NotDone as reason:
            self._json({"ok": False, "error": str(reason)})
        except (KeyError, TypeError, AttributeError) as error:
            _log.warning("a gesture that was not understood: %s: %r", name, error)
            self._json({"ok": False, "error": "That was not understood; load the page again."})

    def _json(self, answer: Json) -> None:
        self._send(HTTPStatus.OK, json.dumps(answer).encode(), "application/json; charset=utf-8")

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True  # what was sent with it is not read
        self._send(status, status.phrase.encode(), "text/plain; charset=utf-8")

    def _send(self, status: HTTPStatus, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        with suppress(ConnectionError):  # the browser has gone elsewhere
            self.send_response(status)
            for header, value in {**_HEADERS, "Content-Type": kind, **(more or {})}.items():
                self.send_header(header, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's name
        """Log nothing: addresses hold the secret."""


def _page() -> bytes:
    """Return the page itself, which is empty but for its frame: all that is shown in it comes as data."""
    from jinja2 import Environment, PackageLoader, select_autoescape  # noqa: PLC0415 - slow to load

    environment = Environment(loader=PackageLoader("bot.playground", "."), autoescape=select_autoescape(default=True))
    return environment.get_template("page.html").render(shortcuts=manifest()["features"]["shortcuts"]).encode()
