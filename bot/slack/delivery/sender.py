"""The calls that put messages somewhere: at a response_url, in a channel, in a thread, in a direct message.

A message whose table or chart Slack refuses goes again as plain text. Before anything is sent that would come twice if
it were sent twice, it is written down of the request in hand that it may have been received.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from bot.slack.blocks import Message, without_native_blocks
from bot.slack.delivery.connection import SlackConnection, Undelivered
from bot.slack.gesture import Gesture
from bot.slack.state.in_hand import IN_HAND, MADE, SENDING, TAKEN
from bot.slack.state.pending import Pending


@dataclass(frozen=True, slots=True)
class JsonMessage:
    """A message as JSON: an object with fields."""

    json: str

    def message(self) -> Message:
        """Return the message itself."""
        read: Message = json.loads(self.json)
        return read


def ready(message: Message) -> JsonMessage:
    """Return a message written out."""
    return JsonMessage(json.dumps(message, separators=(",", ":")))


def body_of(fields: Mapping[str, Any], message: Message | JsonMessage) -> bytes:
    """Return the JSON of a message with fields before its own, none of which it has itself."""
    shown = message if isinstance(message, JsonMessage) else ready(message)
    first = json.dumps(dict(fields), separators=(",", ":"))
    return f"{first[:-1]}{',' if fields else ''}{shown.json[1:]}".encode()


_log = logging.getLogger(__name__)
_QUIET = {"unfurl_links": False, "unfurl_media": False}
Sendable = Message | JsonMessage
_T = TypeVar("_T")


class Sender:
    """The calls that put messages somewhere. Threads may share it."""

    def __init__(self, line: SlackConnection, pending: Pending) -> None:
        """Take the line to Slack, and where requests are written down."""
        self._line = line
        self._pending = pending

    def post(
        self, channel: str, messages: Sequence[Sendable], thread: str = "", *, stage: str = SENDING, first: str = ""
    ) -> str:
        """Post messages to a channel, those after the first in the thread, and return the first one's timestamp.

        Raises Undelivered.
        """
        for message in messages:
            given = {"channel": channel, "thread_ts": thread or first or None, **_QUIET}
            answer = self._once(partial(self._call, "chat.postMessage", message, given), stage)
            first = first or str(answer.get("ts") or "")
        return first

    def update(self, channel: str, stamp: str, message: Sendable) -> None:
        """Put a message in the place of one that the bot posted. Raises Undelivered."""
        self._call("chat.update", message, {"channel": channel, "ts": stamp}, repeatable=True)

    def whisper(self, asked: Gesture, message: Sendable) -> None:
        """Show a message to one person alone, where they asked, else by direct message. Raises Undelivered."""
        if asked.in_channel:
            given = {"channel": asked.channel, "user": asked.person, "thread_ts": asked.thread or None}
            try:
                self._once(lambda: self._call("chat.postEphemeral", message, given))
            except Undelivered as error:
                if error.passing or error.perhaps:
                    raise
                _log.info("a private message goes by direct message instead")
            else:
                return
        self.direct(asked.person, [message])

    def direct(self, person: str, messages: Sequence[Sendable], *, first: str = "") -> str:
        """Send messages to a person, and return the timestamp of the first. Raises Undelivered."""
        opened = self._line.call("conversations.open", json.dumps({"users": person}).encode(), repeatable=True)
        return self.post(str(opened["channel"]["id"]), messages, first=first)

    def respond(self, url: str, message: Sendable, *, public: bool = False, replace: bool = False) -> None:
        """Answer at a response_url. Raises Undelivered."""
        fields = {"response_type": "in_channel" if public else "ephemeral", "replace_original": replace}
        self._once(lambda: _plainer_if_refused(lambda shown: self._line.respond(url, body_of(fields, shown)), message))

    def own_message(self, channel: str, thread: str, since: float, fits: Callable[[dict[str, Any]], bool]) -> str:
        """Return the timestamp of the newest message of a thread that fits, empty where Slack shows none.

        Slack shows them to apps alone that may read the channel.
        """
        try:
            given = {"channel": channel, "ts": thread, "oldest": f"{since:.6f}", "limit": "100"}
            answer = self._line.ask("conversations.replies", **given)
        except Undelivered as error:
            _log.info("a thread cannot be read: %s", error.reason)
            return ""
        found = [each for each in answer.get("messages") or () if isinstance(each, dict) and fits(each)]
        return str(found[-1].get("ts") or "") if found else ""

    def _once(self, send: Callable[[], _T], stage: str = SENDING) -> _T:
        """Send what would come twice if it were sent twice, and keep of the request in hand that it may have come."""
        item = IN_HAND.get()
        if item is None or item.stage in (SENDING, MADE):
            return send()
        before = item.stage
        self._pending.stage(item, stage)
        try:
            return send()
        except Undelivered as error:
            if not error.perhaps:
                self._pending.stage(item, before if before != stage else TAKEN)
            raise

    def _call(
        self, method: str, message: Sendable, arguments: dict[str, Any], *, repeatable: bool = False
    ) -> dict[str, Any]:
        given = {name: value for name, value in arguments.items() if value is not None}
        answered: dict[str, Any] = _plainer_if_refused(
            lambda shown: self._line.call(method, body_of(given, shown), repeatable=repeatable), message
        )
        return answered


def _plainer_if_refused(send: Callable[[Sendable], Any], message: Sendable) -> Any:
    """Send a message, and again without tables and charts where Slack does not take its blocks."""
    try:
        return send(message)
    except Undelivered as refused:
        if refused.reason != "invalid_blocks":
            raise
        return send(without_native_blocks(message.message() if isinstance(message, JsonMessage) else message))
