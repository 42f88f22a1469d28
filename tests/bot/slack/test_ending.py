"""A bot that is told to end while people ask."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.bot.slack.hanging import HANGS, children, hanging
from tests.bot.slack.running import MODES, Bot, running
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
        bot.process.wait(60)
        for person in people:
            assert [m for m in bot.slack.messages if m.user == person and QUOTED in m.plain]


def test_a_connection_that_says_nothing_does_not_hold_up_the_end(slack_data: Path) -> None:
    with running(slack_data, "http", {"PQBRIEF_SLACK_GRACE_SECONDS": "600"}) as bot:
        port = urlsplit(str(bot.slack.request_url)).port
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(b"POST /slack/events HTTP/1.1\r\nContent-Le")
            bot.process.send_signal(signal.SIGTERM)
            bot.process.wait(120)  # a fifth of the grace


GRACE, SLACKNESS = 6.0, 2.0  # seconds; a busy machine is given more, by what a bot without trouble takes there
_FOR_EVER = 300.0  # seconds after which a bot that goes on is taken for one that never ends


def dead(bot: Bot) -> None:
    """Kill the processes that make briefs, while they are asked for one."""
    bot.slack.slash("/brief", "patrol boats", user=bot.someone())
    for process in children(bot.process.pid):
        os.kill(process, signal.SIGKILL)


def stuck(bot: Bot) -> None:
    """Let the processes that make briefs hang, and somebody wait behind them."""
    for words in (HANGS, f"{HANGS} again", "patrol boats"):
        bot.slack.slash("/brief", words, user=bot.someone())


def stopped(bot: Bot) -> None:
    """Stop the processes that make briefs: they are there and do nothing."""
    for process in children(bot.process.pid):
        os.kill(process, signal.SIGSTOP)
    bot.slack.slash("/brief", "patrol boats", user=bot.someone())


def limited(bot: Bot) -> None:
    """Let Slack ask to wait for an hour, whatever the bot wants of it."""
    for method in ("users.info", "chat.postMessage", "conversations.open", "views.open", "views.publish"):
        bot.slack.limit(method, retry_after=3600, times=1_000)
    for _ in range(4):
        bot.slack.slash("/brief", "patrol boats", user=bot.someone())
        bot.slack.slash("/brief", "", user=bot.user)
        bot.slack.direct_message("patrol boats", user=bot.user)
        bot.slack.open_home(user=bot.user)


def half_open(bot: Bot) -> None:
    """Open connections over which half a request comes."""
    if bot.slack.request_url is None:
        return
    port = urlsplit(bot.slack.request_url).port
    for size in (0, 20, 200, 100_000):
        connection = socket.create_connection(("127.0.0.1", port), timeout=10)
        connection.sendall(b"POST /slack/events HTTP/1.1\r\nContent-Length: 200000\r\n\r\n"[:size] + b"x" * (size - 60))
        bot.left_open.append(connection)


def everything(bot: Bot) -> None:
    """Do all of it."""
    for trouble in (dead, stuck, half_open, limited):
        trouble(bot)


TROUBLES = (dead, stuck, stopped, limited, half_open, everything)


@contextmanager
def troubled(folder: Path, mode: str, hook: Path) -> Iterator[Bot]:
    """Run a bot whose processes can hang, with a short grace."""
    given = {"PQBRIEF_SLACK_WORKERS": "2", "PQBRIEF_SLACK_GRACE_SECONDS": str(GRACE), **hanging(hook)}
    with ExitStack() as opened, running(folder, mode, given) as bot:
        bot.ask(TOPIC)
        yield bot
        for connection in bot.left_open:
            opened.callback(connection.close)


def end(bot: Bot) -> float:
    """Tell a bot to end, wait until it has, with its processes, and return the seconds."""
    makers = children(bot.process.pid)
    begun = time.monotonic()
    bot.process.send_signal(signal.SIGTERM)
    bot.process.wait(_FOR_EVER)
    while any(Path(f"/proc/{maker}/exe").exists() and _runs(maker) for maker in makers):
        assert time.monotonic() - begun < _FOR_EVER
        time.sleep(0.02)
    return time.monotonic() - begun


def life(folder: Path, mode: str, hook: Path) -> float:
    """Return the seconds that a bot without trouble takes from its start to its end, after one brief."""
    begun = time.monotonic()
    with troubled(folder, mode, hook):
        pass
    return time.monotonic() - begun


def within_grace(seconds: float, folder: Path, mode: str, hook: Path) -> bool:
    """Whether an end came within the grace; on a busy machine, with no more beside it than a whole life takes there."""
    return seconds < GRACE + SLACKNESS or seconds < GRACE + max(life(folder, mode, hook) for _ in range(2))


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("trouble", TROUBLES)
def test_whatever_goes_on_the_bot_ends_within_the_grace(
    slack_data: Path, tmp_path: Path, mode: str, trouble: Callable[[Bot], None]
) -> None:
    with troubled(slack_data, mode, tmp_path / "hook") as bot:
        trouble(bot)
        seconds = end(bot)
    assert within_grace(seconds, slack_data, mode, tmp_path / "hook")
    log = slack_data / "errors.log"
    assert "Traceback" not in (log.read_text("utf-8") if log.exists() else "") + "".join(bot.errors)


@pytest.mark.slow
def test_the_bot_ends_within_the_grace_fifty_times_in_fifty(slack_data: Path, tmp_path: Path) -> None:
    for number in range(50):
        mode, trouble = MODES[number % 2], TROUBLES[number % len(TROUBLES)]
        with troubled(slack_data, mode, tmp_path / "hook") as bot:
            trouble(bot)
            threading.Event().wait(0.05 * (number % 7))  # the signal comes at another moment each time
            seconds = end(bot)
        assert within_grace(seconds, slack_data, mode, tmp_path / "hook")
