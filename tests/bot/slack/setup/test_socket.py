"""Socket Mode where its lines end, fall silent, or cannot be opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.slack.setup.socket_mode import LINES
from tests.bot.slack.running import Bot, running
from tests.slack import FakeSlack
from tests.slack.wire import Wire

TOPIC = "lighthouse lamps"
QUOTED = "We have announced £3 million for new lighthouse lamps this year."


@contextmanager
def listening(folder: Path, slack: FakeSlack) -> Iterator[Bot]:
    """Run a bot until all of its lines are open."""
    with running(folder, "socket", slack=slack) as bot:
        slack.wait_connected(LINES)
        yield bot


def reopened(slack: FakeSlack, before: int) -> Callable[[], bool]:
    """Return what tells whether every line was opened again since there had been so many."""
    return lambda: slack.socket.connected >= before + LINES and slack.socket.connections >= LINES


@pytest.mark.parametrize("end", ["cut", "drop", "disconnect"])
def test_lines_that_slack_ends_are_opened_again_at_once(slack_data: Path, end: str) -> None:
    with FakeSlack() as slack, listening(slack_data, slack) as bot:
        before = slack.socket.connected
        getattr(slack.socket, end)()
        slack.wait(reopened(slack, before))
        slack.socket.forget(before)  # a line that was dropped counts as open here until something is sent over it
        assert QUOTED in bot.ask(TOPIC).plain
        assert not [call for call in slack.refusals if call.method == "apps.connections.open"]


def test_lines_that_fall_silent_are_noticed_by_their_pings(slack_data: Path) -> None:
    with FakeSlack() as slack:
        wire = Wire(slack.socket.port)
        slack.socket.port = wire.port
        with listening(slack_data, slack) as bot:
            before = slack.socket.connected
            wire.silence()
            slack.wait(lambda: slack.socket.connected >= before + LINES)
            slack.socket.forget(before)
            assert QUOTED in bot.ask(TOPIC).plain
        wire.close()


@pytest.mark.parametrize("many", [6, pytest.param(40, marks=pytest.mark.slow)])
def test_lines_that_cannot_be_opened_are_tried_until_they_can(slack_data: Path, many: int) -> None:
    with FakeSlack() as slack, listening(slack_data, slack) as bot:
        before = slack.socket.connected
        slack.fail("apps.connections.open", "internal_error", times=many)
        slack.socket.cut()
        slack.wait(lambda: sum(call.method == "apps.connections.open" for call in slack.refusals) >= many, 120)
        slack.wait(reopened(slack, before))
        assert QUOTED in bot.ask(TOPIC).plain


def test_one_line_is_there_while_the_other_is_opened(slack_data: Path) -> None:
    with FakeSlack() as slack, listening(slack_data, slack) as bot:
        slack.fail("apps.connections.open", "internal_error", times=1_000)
        slack.socket.cut(1)
        slack.wait(lambda: slack.socket.connections == LINES - 1)
        assert QUOTED in bot.ask(TOPIC).plain
        slack.fail("apps.connections.open", "internal_error", times=0)
