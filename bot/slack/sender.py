"""The calls that put messages somewhere: at a response_url, in a channel, in a thread, in a direct message.

A message whose table or chart Slack refuses goes again as plain text.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from typing import Any

from bot.slack.asked import Asked
from bot.slack.blocks import Message, without_native_blocks
from bot.slack.line import Line, Undelivered
from bot.slack.ready import Ready, body_of

_log = logging.getLogger(__name__)
_QUIET = {"unfurl_links": False, "unfurl_media": False}
Sendable = Message | Ready


class Sender:
    """The calls that put messages somewhere. Threads may share it."""

    def __init__(self, line: Line) -> None:
        """Take the line to Slack."""
        self._line = line

    def post(self, channel: str, messages: Sequence[Sendable], thread: str = "") -> str:
        """Post messages to a channel, those after the first in the thread, and return the first one's timestamp.

        Raises Undelivered.
        """
        first = ""
        for message in messages:
            answer = self._call(
                "chat.postMessage",
                message,
                channel=channel,
                thread_ts=thread or first or None,
                **_QUIET,
            )
            first = first or str(answer.get("ts") or "")
        return first

    def update(self, channel: str, stamp: str, message: Sendable) -> None:
        """Put a message in the place of one that the bot posted. Raises Undelivered."""
        self._call("chat.update", message, channel=channel, ts=stamp)

    def whisper(self, asked: Asked, message: Sendable) -> None:
        """Show a message to one person alone, where they asked, else by direct message. Raises Undelivered."""
        if asked.in_channel:
            try:
                self._call(
                    "chat.postEphemeral",
                    message,
                    channel=asked.channel,
                    user=asked.person,
                    thread_ts=asked.thread or None,
                )
            except Undelivered:
                _log.info("a private message goes by direct message instead")
            else:
                return
        self.direct(asked.person, [message])

    def direct(self, person: str, messages: Sequence[Sendable]) -> str:
        """Send messages to a person, and return the timestamp of the first. Raises Undelivered."""
        opened = self._line.call("conversations.open", json.dumps({"users": person}).encode())
        return self.post(str(opened["channel"]["id"]), messages)

    def respond(self, url: str, message: Sendable, *, public: bool = False, replace: bool = False) -> None:
        """Answer at a response_url. Raises Undelivered."""
        fields = {"response_type": "in_channel" if public else "ephemeral", "replace_original": replace}
        _plainer_if_refused(lambda shown: self._line.respond(url, body_of(fields, shown)), message)

    def _call(self, method: str, message: Sendable, **arguments: Any) -> dict[str, Any]:
        given = {name: value for name, value in arguments.items() if value is not None}
        answered: dict[str, Any] = _plainer_if_refused(
            lambda shown: self._line.call(method, body_of(given, shown)), message
        )
        return answered


def _plainer_if_refused(send: Callable[[Sendable], Any], message: Sendable) -> Any:
    """Send a message, and again without tables and charts where Slack does not take its blocks."""
    try:
        return send(message)
    except Undelivered as refused:
        if refused.reason != "invalid_blocks":
            raise
        return send(without_native_blocks(message.message() if isinstance(message, Ready) else message))
