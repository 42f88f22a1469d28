"""The line to Slack for what every answer needs: connections that stay open and one set of trusted certificates.

Opening a connection and reading the certificates anew takes more of a processor than the rest of an answer. What Slack
asks to wait (429) is waited; a message that was perhaps received is not sent again, it would come twice.
"""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from briefs.errors import PqbriefError

if TYPE_CHECKING:
    from slack_sdk import WebClient
    from urllib3 import BaseHTTPResponse, PoolManager

TRIES_WHEN_LIMITED = 5
_OPEN = 40  # connections kept to one host, more than there are threads that speak
_NO_CONNECTION = "no connection"
_JSON = {"Content-Type": "application/json; charset=utf-8"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}  # methods that only read take no JSON


class Undelivered(PqbriefError):
    """Slack would not take a message or answer a question; ``reason`` is Slack's own word."""

    def __init__(self, reason: str) -> None:
        """Take Slack's own word for why."""
        self.reason = reason
        super().__init__(f"Slack did not take the message ({reason}): try again in a minute.")


class Line:
    """Sends to Slack over connections that stay open. Threads may share it."""

    def __init__(self, client: WebClient) -> None:
        """Take the token, the address, the proxy and the certificates of a client of the Web API."""
        logging.getLogger("urllib3").setLevel(logging.ERROR)  # it logs addresses, and a response_url is a secret
        self._base = client.base_url
        self._speaker = {"Authorization": f"Bearer {client.token}"}
        self._pool = _pool(client)

    def call(self, method: str, arguments: bytes) -> dict[str, Any]:
        """Call a method of the Web API with a JSON object, and return what it answers. Raises Undelivered."""
        return _answer(self._send(self._base + method, arguments, self._speaker | _JSON))

    def ask(self, method: str, **arguments: str) -> dict[str, Any]:
        """Return what a method of the Web API that changes nothing answers. Raises Undelivered."""
        return _answer(self._send(self._base + method, urlencode(arguments).encode(), self._speaker | _FORM))

    def respond(self, url: str, body: bytes) -> None:
        """Send a JSON object to a response_url. Raises Undelivered."""
        answered = self._send(url, body, _JSON)
        said = answered.data.decode("utf-8", "replace")
        if answered.status != 200 or '"ok":false' in said.replace(" ", ""):
            raise Undelivered("invalid_blocks" if "invalid_blocks" in said else f"status {answered.status}")

    def _send(self, url: str, body: bytes, headers: dict[str, str]) -> BaseHTTPResponse:
        from urllib3.exceptions import HTTPError  # noqa: PLC0415 - only the running bot has it loaded

        try:
            return self._pool.request("POST", url, body=body, headers=headers, redirect=False)
        except (HTTPError, OSError) as error:
            raise Undelivered(_NO_CONNECTION) from error


def _pool(client: WebClient) -> PoolManager:
    from urllib3 import PoolManager, ProxyManager, Retry, Timeout, make_headers  # noqa: PLC0415
    from urllib3.util import parse_url  # noqa: PLC0415

    again = Retry(
        total=None,
        connect=1,
        read=0,
        other=0,
        status=TRIES_WHEN_LIMITED,
        status_forcelist=(429,),
        allowed_methods=None,
        raise_on_status=False,
        backoff_factor=0.2,
    )
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


def _answer(answered: BaseHTTPResponse) -> dict[str, Any]:
    """Return the JSON object that the Web API answered. Raises Undelivered with Slack's word where it refused."""
    try:
        said = json.loads(answered.data)
    except ValueError as error:
        raise Undelivered(f"status {answered.status}") from error
    if not isinstance(said, dict) or not said.get("ok"):
        raise Undelivered(str(said.get("error")) if isinstance(said, dict) else f"status {answered.status}")
    return said
