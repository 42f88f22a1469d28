"""A form that opens while Slack still lets it: a trigger lives for three seconds; what a form needs may take longer."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.slack.blocks import Message
from bot.slack.blocks.fields import notice_view
from bot.slack.delivery.connection import NO_CONNECTION, Undelivered
from bot.slack.delivery.replies import Reply
from bot.slack.delivery.sender import Sendable
from bot.slack.gesture import Gesture

if TYPE_CHECKING:
    from slack_sdk import WebClient

_log = logging.getLogger(__name__)
_PATIENCE_SECONDS = 1.0
_TOO_LATE = frozenset(("ratelimited", "expired_trigger_id", "exchanged_trigger_id"))


class FormReply:
    """A form as a reply: what is told instead of it stands in its place once it is open.

    Where nothing was shown within a second of the gesture, a form that says so is opened, to be filled later.
    """

    public = False

    def __init__(self, client: WebClient, asked: Gesture, otherwise: Reply) -> None:
        """Take the gesture, and where to tell what cannot be told in the form."""
        self._client, self._asked, self._otherwise = client, asked, otherwise
        self._lock = threading.Lock()
        self._settled = False
        self._view_id = ""
        self._clock = threading.Timer(_PATIENCE_SECONDS, self._open_early)
        self._clock.daemon = True
        self._clock.start()

    def show(self, view: dict[str, Any]) -> None:
        """Open the form, or put it in the place of what is open."""
        with self._lock:
            self._settle()
            self._put(view)

    def looking(self, request: str) -> None:
        """Do nothing."""

    def send(self, messages: Sequence[Sendable]) -> None:
        """Answer where the gesture was made."""
        with self._lock:
            self._settle()
        self._otherwise.send(messages)

    def tell(self, message: Message) -> None:
        """Tell the person: in the form where one is open, else where the gesture was made."""
        with self._lock:
            self._settle()
            if self._view_id:
                self._put(notice_view(message))
                return
        self._otherwise.tell(message)

    def _settle(self) -> None:
        self._settled = True
        self._clock.cancel()

    def _put(self, view: dict[str, Any]) -> None:
        """Show a view. Raises Undelivered where Slack cannot be reached or its three seconds are over."""
        from slack_sdk.errors import SlackApiError  # noqa: PLC0415 - only the running bot has it loaded

        try:
            if self._view_id:
                self._client.views_update(view_id=self._view_id, view=view)
            else:
                opened = self._client.views_open(trigger_id=self._asked.trigger, view=view)
                self._view_id = str(opened["view"]["id"])
        except OSError as error:
            raise Undelivered(NO_CONNECTION, passing=True) from error
        except SlackApiError as error:
            reason = str(error.response.get("error"))
            if reason in _TOO_LATE:
                raise Undelivered(reason, passing=True) from error
            raise

    def _open_early(self) -> None:
        from slack_sdk.errors import SlackApiError  # noqa: PLC0415 - only the running bot has it loaded

        with self._lock:
            if self._settled:
                return
            try:
                self._put(notice_view("One moment …"))
            except (SlackApiError, Undelivered) as error:
                _log.info("a form is not opened early: %s", error)
