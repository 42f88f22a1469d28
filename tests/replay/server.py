"""A real HTTP server on loopback, port 0, that answers from functions.

    with Replay({r"/api/things": lambda request: json_response({"items": []})}) as replay:
        ... replay.address ... replay.requests ...
        replay.fault(r"/api/things", html_page, times=2)

A route maps a regular expression over the whole path (without the query) to a function from ``Request``
to ``Response``; the first that fits answers, none gives 404. A fault changes what is asked or answered for as many
requests as it was given; see tests/replay/faults.py.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Request:
    """What was asked. ``groups`` are the groups of the route's expression; ``params`` hold every value in order."""

    path: str
    params: Mapping[str, list[str]]
    headers: Mapping[str, str]
    groups: tuple[str, ...] = ()
    at: float = 0.0

    def first(self, name: str, default: str = "") -> str:
        """Return the first value of a parameter."""
        return self.params.get(name, [default])[0]

    def number(self, name: str, default: int) -> int:
        """Return a parameter as a whole number."""
        return int(self.first(name) or default)

    def with_params(self, **changes: str | None) -> Request:
        """Return the request with parameters replaced; None takes one away."""
        params = {name: values for name, values in self.params.items() if name not in changes}
        return replace(self, params=params | {name: [value] for name, value in changes.items() if value is not None})


@dataclass(frozen=True)
class Response:
    """What is answered. ``wait`` are seconds before it; ``cut`` is how many bytes of the promised body never come."""

    body: bytes
    status: int = 200
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: int = 0


Route = Callable[[Request], Response]
Fault = Callable[[Request, Route], Response]
"""Answers in place of a route, which it may ask."""


def json_response(value: Any, status: int = 200) -> Response:
    """Return a JSON answer."""
    return Response(json.dumps(value).encode(), status)


@dataclass
class _Planned:
    pattern: re.Pattern[str]
    fault: Fault
    left: int


class Replay:
    """The server; a context manager that stops it. ``requests`` are those that came, in order."""

    def __init__(self, routes: Mapping[str, Route]) -> None:
        """Take the routes; the server begins with ``with``."""
        self.requests: list[Request] = []
        self._routes = {re.compile(pattern): route for pattern, route in routes.items()}
        self._planned: list[_Planned] = []
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def address(self) -> str:
        """Where it answers, such as ``http://127.0.0.1:40123``, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Stop, and let go of every answer that still waits."""
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def fault(self, pattern: str, fault: Fault, times: int = 1_000_000) -> None:
        """Let a fault answer the next requests whose path and query the expression is found in."""
        with self._lock:
            self._planned.append(_Planned(re.compile(pattern), fault, times))

    def mend(self) -> None:
        """Take away all faults."""
        with self._lock:
            self._planned.clear()

    def asked(self, pattern: str) -> list[Request]:
        """Return the requests so far whose path the expression is found in."""
        with self._lock:
            return [request for request in self.requests if re.search(pattern, request.path)]

    def answer(self, request: Request, query: str) -> Response:
        """Return what is answered to a request."""
        with self._lock:
            self.requests.append(request)
            fault = self._take_fault(f"{request.path}?{query}")
        response = self._route(request) if fault is None else fault(request, self._route)
        if response.wait:
            self._closing.wait(response.wait)
        return response

    def _take_fault(self, asked: str) -> Fault | None:
        for planned in self._planned:
            if planned.left > 0 and planned.pattern.search(asked):
                planned.left -= 1
                return planned.fault
        return None

    def _route(self, request: Request) -> Response:
        for pattern, route in self._routes.items():
            if match := pattern.fullmatch(request.path):
                return route(replace(request, groups=tuple(group or "" for group in match.groups())))
        return json_response({"title": "Not Found"}, 404)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that was killed in the middle of an answer is what these tests are for."""


def _handler(replay: Replay) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            params = parse_qs(parts.query, keep_blank_values=True)
            request = Request(parts.path, params, dict(self.headers), at=time.monotonic())
            response = replay.answer(request, parts.query)
            self.send_response(response.status)
            self.send_header("Content-Type", response.media_type)
            self.send_header("Content-Length", str(len(response.body)))
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if response.cut:
                self.wfile.write(response.body[: -response.cut])
                self.close_connection = True
            else:
                self.wfile.write(response.body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
            """Say nothing."""

    return Handler
