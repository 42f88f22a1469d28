"""The line to Slack for what every answer needs: connections that stay open and one set of trusted certificates.

Opening a connection and reading the certificates anew takes more of a processor than the rest of an answer. Nothing is
waited for here: where Slack asks to wait (429) or cannot be reached, whoever sends is told, and whether what was sent
may have been received all the same.
"""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from briefs.errors import PqbriefError

if TYPE_CHECKING:
    from slack_sdk import WebClient
    from urllib3 import BaseHTTPResponse, PoolManager

TRIES_WHEN_LIMITED = 5
_BUSY, _AWAY, _FAILED = 429, 503, 500
# What Slack says of itself: https://docs.slack.dev/reference/methods/chat.postMessage#errors
_PASSING = frozenset(("ratelimited", "rate_limited", "service_unavailable", "request_timeout"))
_PERHAPS = frozenset(("internal_error", "fatal_error"))  # "some aspect of the operation" may have succeeded
_OPEN = 40  # connections kept to one host, more than there are threads that speak
NO_CONNECTION = "no connection"
_JSON = {"Content-Type": "application/json; charset=utf-8"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}  # methods that only read take no JSON


# https://docs.slack.dev/interactivity/handling-user-interaction#message_responses, and the Slack of governments.
_RESPONSE_URL = re.compile(r"https://hooks\.slack(?:-gov)?\.com/[\w/%.~=&?-]*", re.ASCII)
_PATH = re.compile(r"[\w/%.~=&?:-]*", re.ASCII)


class Undelivered(PqbriefError):
    """Slack would not take a message or answer a question; ``reason`` is Slack's own word.

    ``passing`` says that it was surely not taken and that it is worth sending again, after ``wait`` seconds where Slack
    said so; ``perhaps`` that nobody can tell whether it was taken.
    """

    def __init__(self, reason: str, *, passing: bool = False, perhaps: bool = False, wait: float = 0.0) -> None:
        """Take Slack's own word for why."""
        self.reason = reason
        self.passing = passing
        self.perhaps = perhaps
        self.wait = wait
        super().__init__(f"Slack did not accept the message ({reason}): try again in a minute.")


class SlackConnection:
    """Sends to Slack over connections that stay open. Threads may share it."""

    def __init__(self, client: WebClient) -> None:
        """Take the token, the address, the proxy and the certificates of a client of the Web API."""
        logging.getLogger("urllib3").setLevel(logging.ERROR)  # it logs addresses, and a response_url is a secret
        self._base = client.base_url
        self._own = "/".join(client.base_url.split("/")[:3]) + "/"  # where a Slack of one's own is tried
        self._speaker = {"Authorization": f"Bearer {client.token}"}
        self._pool = _pool(client)

    def call(self, method: str, arguments: bytes, *, repeatable: bool = False) -> dict[str, Any]:
        """Call a method of the Web API with a JSON object, and return what it answers. Raises Undelivered.

        ``repeatable`` says that calling it twice does no more than calling it once.
        """
        return self._asked(self._base + method, arguments, self._speaker | _JSON, repeatable=repeatable)

    def ask(self, method: str, **arguments: str) -> dict[str, Any]:
        """Return what a method of the Web API that changes nothing answers. Raises Undelivered."""
        given = urlencode(arguments).encode()
        return self._asked(self._base + method, given, self._speaker | _FORM, repeatable=True)

    def respond(self, url: str, body: bytes) -> None:
        """Send a JSON object to a response_url. Raises Undelivered, also where it is no address of Slack's."""
        if not (_RESPONSE_URL.fullmatch(url) or (url.startswith(self._own) and _PATH.fullmatch(url, len(self._own)))):
            raise Undelivered("no address of Slack's")
        answered = self._send(url, body, _JSON)
        said = answered.data.decode("utf-8", "replace")
        _raise_for_status(answered)
        if answered.status != 200 or '"ok":false' in said.replace(" ", ""):
            raise Undelivered("invalid_blocks" if "invalid_blocks" in said else f"status {answered.status}")

    def _asked(self, url: str, body: bytes, headers: dict[str, str], *, repeatable: bool) -> dict[str, Any]:
        try:
            return _answer(self._send(url, body, headers))
        except Undelivered as error:
            if error.perhaps and repeatable and error.reason not in _PERHAPS:
                raise Undelivered(error.reason, passing=True) from error
            raise

    def _send(self, url: str, body: bytes, headers: dict[str, str]) -> BaseHTTPResponse:
        from urllib3.exceptions import HTTPError  # noqa: PLC0415 - only the running bot has it loaded

        try:
            return self._pool.request("POST", url, body=body, headers=headers, redirect=False)
        except (HTTPError, OSError) as error:
            unsent = _was_not_sent(error)
            raise Undelivered(NO_CONNECTION, passing=unsent, perhaps=not unsent) from error


def _was_not_sent(error: Exception) -> bool:
    """Whether a call failed before anything of it could be received: there was no connection."""
    from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError, ProxyError  # noqa: PLC0415
    from urllib3.exceptions import SSLError as NoTrust  # noqa: PLC0415

    reason = error.reason if isinstance(error, MaxRetryError) else error
    return isinstance(reason, (ConnectTimeoutError, NewConnectionError, NoTrust, ProxyError, ConnectionRefusedError))


def _pool(client: WebClient) -> PoolManager:
    from urllib3 import PoolManager, ProxyManager, Retry, Timeout, make_headers  # noqa: PLC0415
    from urllib3.util import parse_url  # noqa: PLC0415

    again = Retry(total=None, connect=1, read=0, other=0, status=0, raise_on_status=False, backoff_factor=0.2)
    kept: dict[str, Any] = {
        "maxsize": _OPEN,
        "retries": again,
        "timeout": Timeout(client.timeout),
        "ssl_context": client.ssl,
    }
    if client.proxy:
        named = parse_url(client.proxy).auth
        return ProxyManager(client.proxy, proxy_headers=make_headers(proxy_basic_auth=named) if named else None, **kept)
    return PoolManager(**kept)


def _raise_for_status(answered: BaseHTTPResponse) -> None:
    """Raise Undelivered where the status says that Slack is busy, or failed over what it was sent."""
    if answered.status == _BUSY:
        raise Undelivered("ratelimited", passing=True, wait=asked_seconds(answered.headers.get("Retry-After")))
    if answered.status == _AWAY:
        raise Undelivered("service_unavailable", passing=True)
    if answered.status >= _FAILED:
        raise Undelivered(f"status {answered.status}", perhaps=True)


def asked_seconds(given: str | None) -> float:
    """Return how long a Retry-After header asks to wait, a second where it does not say."""
    return float(given) if given and given.isascii() and given.isdigit() else 1.0


def _answer(answered: BaseHTTPResponse) -> dict[str, Any]:
    """Return the JSON object that the Web API answered. Raises Undelivered with Slack's word where it refused."""
    _raise_for_status(answered)
    try:
        said = json.loads(answered.data)
    except ValueError as error:
        raise Undelivered(f"status {answered.status}") from error
    if not isinstance(said, dict) or not said.get("ok"):
        reason = str(said.get("error")) if isinstance(said, dict) else f"status {answered.status}"
        raise Undelivered(reason, passing=reason in _PASSING, perhaps=reason in _PERHAPS)
    return said
