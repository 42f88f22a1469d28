"""The fake as a whole: its servers start and stop with it."""

from __future__ import annotations

from types import TracebackType

from tests.slack.acting import Acting
from tests.slack.state import PATIENCE, SCOPES
from tests.slack.web import Web


class FakeSlack(Acting):
    """A Slack on loopback; see the package's docstring. ``scopes`` are what the app was granted."""

    def __init__(self, scopes: frozenset[str] = SCOPES) -> None:
        super().__init__(scopes)
        self._web = Web(self)
        self.url = self._web.url
        self.api_url = f"{self.url}api/"

    def __enter__(self) -> FakeSlack:
        self._web.start()
        self.socket.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.stop()
        self._web.stop()

    def environment(self) -> dict[str, str]:
        """Return what a bot must find in its environment to talk to this Slack."""
        return {
            "SLACK_BOT_TOKEN": self.bot_token,
            "SLACK_APP_TOKEN": self.app_token,
            "SLACK_SIGNING_SECRET": self.signing_secret,
            "PQBRIEF_SLACK_API_URL": self.api_url,
        }

    def go_away(self) -> None:
        """Be out of reach: nothing is answered, and open connections break, until ``come_back``."""
        self._web.go_away()

    def come_back(self) -> None:
        """Be within reach again."""
        self._web.come_back()

    def wait_connected(self, number: int = 1, timeout: float = PATIENCE) -> None:
        """Wait until a Socket Mode client has connected so many times and is there."""
        assert self.socket.wait(number, timeout), f"no Socket Mode client came within {timeout} s"

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask the Socket Mode clients to connect anew."""
        self.socket.disconnect(reason)

    def drop(self) -> None:
        """Cut the lines of the Socket Mode clients."""
        self.socket.drop()
