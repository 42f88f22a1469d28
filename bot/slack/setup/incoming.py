"""What comes over HTTP: first whether it is Slack's, by its raw bytes, then whether it is a request, then Bolt.

The signature is that of https://docs.slack.dev/authentication/verifying-requests-from-slack.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from bot.slack.setup.payloads import Malformed, read_body

if TYPE_CHECKING:
    from slack_bolt import App

_log = logging.getLogger(__name__)
LARGEST_REQUEST = 1_000_000  # bytes; Slack's largest are some tens of thousands
_OLDEST_SECONDS = 300
_LONGEST_NUMBER = 20
_TEXT = ("content-type", "text/plain;charset=utf-8")


def slack_requests(app: App, path: str, secret: str) -> Any:
    """Return a WSGI application that gives an app the requests at a path that are signed with a secret."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        status, headers, body = _answer(app, path, secret, environ)
        start_response(f"{status.value} {status.phrase}", headers)
        return [body]

    return answer


def is_signed(raw: bytes, stamp: str, signature: str, secret: str) -> bool:
    """Whether a body was signed with a secret, within the last five minutes; ``stamp`` is in seconds since 1970."""
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= _LONGEST_NUMBER):
        return False
    if abs(time.time() - int(stamp)) > _OLDEST_SECONDS:
        return False
    right = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + raw, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"v0={right}".encode(), signature.encode("utf-8", "replace"))


def _answer(
    app: App, path: str, secret: str, environ: Mapping[str, Any]
) -> tuple[HTTPStatus, list[tuple[str, str]], bytes]:
    if environ.get("PATH_INFO") != path or environ.get("REQUEST_METHOD") != "POST":
        return _refused(HTTPStatus.NOT_FOUND)
    raw = environ["wsgi.input"].read(LARGEST_REQUEST + 1)
    if len(raw) > LARGEST_REQUEST:
        return _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    stamp, signature = (str(environ.get(f"HTTP_X_SLACK_{name}") or "") for name in ("REQUEST_TIMESTAMP", "SIGNATURE"))
    if not is_signed(raw, stamp, signature, secret):
        return _refused(HTTPStatus.UNAUTHORIZED)
    try:
        body = read_body(raw, str(environ.get("CONTENT_TYPE") or ""))
    except Malformed as error:
        _log.info("a request is refused: %s", error)
        return _refused(HTTPStatus.BAD_REQUEST)
    return _dispatched(app, body, environ)


def _dispatched(
    app: App, body: dict[str, Any], environ: Mapping[str, Any]
) -> tuple[HTTPStatus, list[tuple[str, str]], bytes]:
    from slack_bolt import BoltRequest  # noqa: PLC0415 - only the running bot has it loaded

    names = ("NUM", "REASON")
    retried = {name: environ[f"HTTP_X_SLACK_RETRY_{name}"] for name in names if f"HTTP_X_SLACK_RETRY_{name}" in environ}
    headers = {f"x-slack-retry-{name.lower()}": value for name, value in retried.items()}
    # As a request that was checked already: what Bolt would check again is checked here, on the bytes.
    done = app.dispatch(BoltRequest(body=body, headers=headers, mode="socket_mode"))
    given = [(name, value) for name, values in done.headers.items() for value in values]
    return HTTPStatus(done.status), given, (done.body or "").encode()


def _refused(status: HTTPStatus) -> tuple[HTTPStatus, list[tuple[str, str]], bytes]:
    return status, [_TEXT], status.phrase.encode()
