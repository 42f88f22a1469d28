"""The line to Slack: connections that stay open, those that Slack closed, and what was perhaps received."""

from __future__ import annotations

import re
import socket
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from slack_sdk import WebClient

from bot.slack.delivery.connection import SlackConnection, Undelivered


def http(status: str, body: bytes = b"", header: str = "X: y") -> bytes:
    """Return an answer as it goes over the wire."""
    return f"HTTP/1.1 {status}\r\n{header}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


ANSWER = http("200 OK", b'{"ok":true}')
LATER = http("429 Too Many", header="Retry-After: 1")


def read_request(connection: socket.socket) -> bytes:
    """Return one request, head and body."""
    with connection.makefile("rb") as stream:
        head = b"".join(iter(stream.readline, b"\r\n"))
        sent = re.search(rb"(?i)content-length: (\d+)", head)
        return head + stream.read(int(sent[1]) if sent else 0)


class Server:
    """Serves connections one after another: for each a list of what to answer, None to close without a word."""

    def __init__(self, *connections: list[bytes | None]) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        self.received: list[bytes] = []
        self.closed = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(connections,))
        self._thread.start()

    def _serve(self, connections: tuple[list[bytes | None], ...]) -> None:
        for answers in connections:
            with closing(self.socket.accept()[0]) as connection:
                for answer in answers:
                    self.received.append(read_request(connection))
                    if answer is None:
                        break
                    connection.sendall(answer)
            self.closed.set()

    def stop(self) -> None:
        self._thread.join(10)
        self.socket.close()


Opened = Callable[..., tuple[Server, SlackConnection]]


@pytest.fixture
def opened() -> Iterator[Opened]:
    servers: list[Server] = []

    def start(*connections: list[bytes | None]) -> tuple[Server, SlackConnection]:
        servers.append(Server(*connections))
        return servers[-1], SlackConnection(WebClient("xoxb-1", base_url=servers[-1].url, timeout=10))

    yield start
    for each in servers:
        each.stop()


def test_a_connection_is_used_again_and_carries_the_token_to_the_web_api_alone(opened: Opened) -> None:
    server, line = opened([ANSWER, ANSWER, ANSWER])
    line.respond(f"{server.url}commands/1", b'{"text":"x"}')
    assert line.call("chat.postMessage", b"{}") == {"ok": True}
    assert line.ask("users.info", user="U1") == {"ok": True}
    assert [b"xoxb-1" in each for each in server.received] == [False, True, True]
    assert server.received[2].endswith(b"user=U1")


@pytest.mark.parametrize(
    "written",
    [
        "{other}commands/1",
        "http://127.0.0.1@{host}/",
        "{own}@{host}/",
        "{own}\\@{host}/",
        "https://hooks.slack.com@{host}/",
        "https://hooks.slack.com\\@{host}/",
        "http://hooks.slack.com/commands/1",
        "https://hooks.slack.com.example/commands/1",
        "https://hooks.slack.com:8443/commands/1",
        "https://hooksxslack.com/",
        "file:///etc/passwd",
        "https://[",
        "",
    ],
)
def test_what_is_no_address_of_slacks_is_never_called(written: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.2)
        host = f"127.0.0.1:{other.getsockname()[1]}"
        line = SlackConnection(WebClient("xoxb-1", base_url="http://127.0.0.1:1/api/", timeout=1))
        url = written.format(other=f"http://{host}/", host=host, own="http://127.0.0.1:1")
        with pytest.raises(Undelivered, match="no address of Slack"):
            line.respond(url, b"{}")
        with pytest.raises(TimeoutError):
            other.accept()


def test_a_connection_that_slack_closed_meanwhile_is_opened_anew(opened: Opened) -> None:
    server, line = opened([ANSWER], [ANSWER])
    line.respond(f"{server.url}a", b"{}")
    assert server.closed.wait(5)
    line.respond(f"{server.url}b", b"{}")
    assert len(server.received) == 2


def test_what_was_perhaps_received_is_not_sent_again(opened: Opened) -> None:
    server, line = opened([None])
    with pytest.raises(Undelivered, match="no connection"):
        line.respond(f"{server.url}a", b"{}")
    assert len(server.received) == 1


def test_what_slack_asks_to_wait_is_told_and_not_waited(opened: Opened) -> None:
    server, line = opened([LATER])
    with pytest.raises(Undelivered) as told:
        line.respond(f"{server.url}a", b"{}")
    assert (told.value.passing, told.value.perhaps, told.value.wait) == (True, False, 1.0)
    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("answers", "repeatable", "passing", "perhaps"),
    [
        pytest.param(None, False, False, True, id="the line broke"),
        pytest.param(None, True, True, False, id="the line broke over what may come twice"),
        pytest.param(http("502 Bad Gateway"), False, False, True, id="Slack failed"),
        pytest.param(http("503 Service Unavailable"), False, True, False, id="Slack is away"),
        pytest.param(http("200 OK", b'{"ok":false,"error":"fatal_error"}'), False, False, True, id="Slack says so"),
        pytest.param(http("200 OK", b'{"ok":false,"error":"ratelimited"}'), False, True, False, id="limited"),
        pytest.param(http("200 OK", b'{"ok":false,"error":"is_archived"}'), False, False, False, id="refused"),
    ],
)
def test_whether_what_failed_may_have_come(
    opened: Opened, answers: bytes | None, repeatable: bool, passing: bool, perhaps: bool
) -> None:
    _, line = opened([answers])
    with pytest.raises(Undelivered) as told:
        line.call("chat.postMessage", b"{}", repeatable=repeatable)
    assert (told.value.passing, told.value.perhaps) == (passing, perhaps)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(http("302 Found", header="Location: http://127.0.0.1:1/"), "302", id="moved"),
        pytest.param(http("200 OK", b'{"ok":false,"error":"no_such_thing"}'), "no_such_thing", id="refused"),
        pytest.param(http("200 OK", b"<p/>"), "200", id="no JSON"),
    ],
)
def test_a_refusal_is_told_in_slacks_words(opened: Opened, answer: bytes, reason: str) -> None:
    _, line = opened([answer])
    with pytest.raises(Undelivered, match=reason):
        line.call("chat.postMessage", b"{}")


def test_nobody_there_is_no_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    line = SlackConnection(WebClient("xoxb-1", base_url=f"http://127.0.0.1:{port}/"))
    with pytest.raises(Undelivered, match="no connection") as told:
        line.ask("users.info", user="U1")
    assert told.value.passing


def test_a_proxy_of_the_environment_is_used_with_its_password(opened: Opened) -> None:
    server, _ = opened([ANSWER])
    proxy = server.url.replace("//", "//ada:secret@").rstrip("/")
    line = SlackConnection(WebClient("xoxb-1", base_url="http://slack.invalid/api/", proxy=proxy))
    assert line.ask("users.info", user="U1") == {"ok": True}
    assert server.received[0].startswith(b"POST http://slack.invalid/api/users.info")
    assert b64encode(b"ada:secret") in server.received[0]
