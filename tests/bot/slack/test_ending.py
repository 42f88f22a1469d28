"""A bot that is told to end while people ask."""

from __future__ import annotations

import signal
import socket
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.bot.slack.running import Bot, running
from tests.slack.acting import signed

TOPIC = "lighthouse lamps"
QUOTED = "We have announced £3 million for new lighthouse lamps this year."


def command_of(bot: Bot, person: str) -> bytes:
    """Return the bytes of a signed request for a brief, as Slack sends them."""
    assert bot.slack.request_url is not None
    payload = {
        "team_id": "T0TEAM",
        "channel_id": "C1",
        "user_id": person,
        "command": "/brief",
        "text": TOPIC,
        "response_url": bot.slack.new_response_url("C1", person),
        "trigger_id": bot.slack.new_trigger(person),
    }
    body = urlencode(payload)
    headers = {
        **signed(body, bot.slack.signing_secret),
        "Host": "bot",
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST {urlsplit(bot.slack.request_url).path} HTTP/1.1\r\n{head}\r\n{body}".encode()


def status_of(connection: socket.socket) -> bytes:
    """Return the first line of an answer, empty where the connection was closed without one."""
    with connection, connection.makefile("rb") as stream:
        try:
            return stream.readline().strip()
        except OSError:
            return b""


def test_what_came_before_the_signal_is_acknowledged_and_answered(slack_data: Path) -> None:
    with running(slack_data, "http") as bot:
        people = [bot.someone() for _ in range(20)]
        bot.ask(TOPIC)
        port = urlsplit(str(bot.slack.request_url)).port
        # While the process stands still, requests come into its queue, then the signal.
        bot.process.send_signal(signal.SIGSTOP)
        connections = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in people]
        for person, connection in zip(people, connections, strict=True):
            connection.sendall(command_of(bot, person))
        bot.process.send_signal(signal.SIGTERM)
        bot.process.send_signal(signal.SIGCONT)
        assert {status_of(connection) for connection in connections} == {b"HTTP/1.1 200 OK"}
        bot.process.wait(20)
        for person in people:
            assert [m for m in bot.slack.messages if m.user == person and QUOTED in m.plain]


def test_a_connection_that_says_nothing_does_not_hold_up_the_end(slack_data: Path) -> None:
    with running(slack_data, "http") as bot:
        port = urlsplit(str(bot.slack.request_url)).port
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(b"POST /slack/events HTTP/1.1\r\nContent-Le")
            bot.process.send_signal(signal.SIGTERM)
            bot.process.wait(10)
