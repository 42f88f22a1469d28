"""Whom the bot answers: people of its own organisation, in the workspaces and channels that the settings allow.

Guests, and people of other organisations in a shared channel, are refused unless the settings let them in. What a
person is comes from Slack itself (users.info). It is asked again after ten minutes, while what it said before holds for
an hour at most; where Slack does not say, nobody is answered.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.slack.delivery.connection import SlackConnection, Undelivered
from bot.slack.gesture import Gesture
from bot.slack.workers.threads import Threads
from briefs.errors import PqbriefError

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.slack.settings import SlackSettings

_KEPT_SECONDS, _LONGEST_KEPT = 600.0, 3600.0
_KEPT_PEOPLE = 10_000


@dataclass(frozen=True, slots=True)
class Home:
    """Where the app is installed, as auth.test says: ``enterprise`` is empty outside Enterprise Grid."""

    team: str
    bot_user: str
    bot: str = ""
    enterprise: str = ""
    name: str = ""


class Access:
    """Says whether somebody is answered; threads may share it."""

    def __init__(self, settings: SlackSettings, line: SlackConnection, home: Home) -> None:
        """Take the settings, the line to Slack, and where the app is installed."""
        self._settings = settings
        self._line = line
        self._home = home
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[float, str]] = {}
        self._asking_again = Threads("access", 2, 1)

    def refusal(self, asked: Gesture) -> str:
        """Return why somebody is not answered, a sentence for them, empty where they are.

        Raises PqbriefError where Slack does not say who they are.
        """
        return self.place_refusal(asked) or self._person(asked.person)

    def knows(self, person: str) -> bool:
        """Whether Slack need not be asked about somebody before they are answered."""
        return self._remembered(person)[0] < _LONGEST_KEPT

    def channel_refusal(self, channel: str) -> str:
        """Return why nothing is posted to a channel, empty where it may be."""
        allowed = self._settings.channels
        if allowed and channel and not channel.startswith("D") and channel not in allowed:
            return "pqbrief is not turned on for this channel: ask in another, or in a direct message."
        return ""

    def place_refusal(self, asked: Gesture) -> str:
        """Return why nobody is answered where something was asked, empty where they may be; Slack is not asked."""
        workspaces = self._settings.workspaces or {self._home.team}
        within_grid = bool(self._home.enterprise) and not self._settings.workspaces
        known = asked.team in workspaces or asked.team == self._home.enterprise or within_grid
        if not asked.team.strip() or not known:
            return "pqbrief is not turned on for this workspace: ask the team that runs it."
        return self.channel_refusal(asked.channel)

    def _person(self, person: str) -> str:
        age, refusal = self._remembered(person)
        if age >= _LONGEST_KEPT:
            return self._asked_now(person)
        if age >= _KEPT_SECONDS:
            self._asking_again.submit(person, lambda: self._ask_again(person))
        return refusal

    def _remembered(self, person: str) -> tuple[float, str]:
        """Return how many seconds ago Slack was asked about somebody, and what was made of its answer."""
        with self._lock:
            moment, refusal = self._kept.get(person, (-_LONGEST_KEPT, ""))
        return time.monotonic() - moment, refusal

    def _ask_again(self, person: str) -> None:
        if self._remembered(person)[0] >= _KEPT_SECONDS:
            with suppress(PqbriefError):
                self._asked_now(person)

    def _asked_now(self, person: str) -> str:
        now = time.monotonic()
        refusal = self._judge(self._ask(person))
        with self._lock:
            if len(self._kept) >= _KEPT_PEOPLE:
                self._kept.clear()
            self._kept[person] = now, refusal
        return refusal

    def _ask(self, person: str) -> Mapping[str, Any]:
        if not person:
            raise PqbriefError("Slack did not say who asked: try again.")
        try:
            answer = self._line.ask("users.info", user=person)
        except Undelivered as error:
            if error.passing:  # it is asked again later
                raise
            raise PqbriefError("Slack could not say who you are just now: try again in a minute.") from error
        user = answer.get("user")
        return user if isinstance(user, Mapping) else {}

    def _judge(self, user: Mapping[str, Any]) -> str:
        grid = user.get("enterprise_user")
        enterprise = grid.get("enterprise_id") if isinstance(grid, Mapping) else None
        colleague = user.get("team_id") == self._home.team or (
            bool(self._home.enterprise) and enterprise == self._home.enterprise
        )
        if user.get("deleted") or user.get("is_bot"):
            return "pqbrief answers people only."
        if (user.get("is_stranger") or not colleague) and not self._settings.allow_other_organisations:
            return (
                "pqbrief only answers people in the organisation that runs it: ask a colleague there to share a brief."
            )
        guest = user.get("is_restricted") or user.get("is_ultra_restricted")
        if guest and not self._settings.allow_guests:
            return "pqbrief does not answer guest accounts here: ask a full member to share a brief."
        return ""


def find_home(client: WebClient) -> Home:
    """Return where the app is installed. Raises PqbriefError where Slack refuses the token or cannot be reached."""
    from slack_sdk.errors import SlackApiError  # noqa: PLC0415 - only the running bot has it loaded

    try:
        answer = client.auth_test()
    except SlackApiError as error:
        reason = error.response.get("error", "no reason given")
        raise PqbriefError(f"Slack refused SLACK_BOT_TOKEN ({reason}): install the app again and set it.") from error
    except OSError as error:
        raise PqbriefError("Slack cannot be reached: check the network, then start again.") from error
    return Home(
        team=str(answer.get("team_id") or ""),
        bot_user=str(answer.get("user_id") or ""),
        bot=str(answer.get("bot_id") or ""),
        enterprise=str(answer.get("enterprise_id") or ""),
        name=str(answer.get("team") or ""),
    )
