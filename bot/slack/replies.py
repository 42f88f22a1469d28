"""How an answer reaches a person: through the response_url of their gesture, in a thread, or by direct message.

Whatever way is closed, the next is tried: an address that has expired or was used up, a channel where the bot is not.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from bot.slack.asked import Asked
from bot.slack.blocks import Message, looking_message
from bot.slack.line import Undelivered
from bot.slack.sender import Sendable, Sender

_log = logging.getLogger(__name__)
USES = 5  # of a response_url, within half an hour
NOT_THERE = frozenset(("not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived"))


class Reply(Protocol):
    """Where the answer to one gesture goes. ``public`` says that others read it."""

    public: bool

    def looking(self, request: str) -> None:
        """Show that work on a request has begun."""
        ...

    def send(self, messages: Sequence[Sendable]) -> None:
        """Show the answer. Raises Undelivered."""
        ...

    def tell(self, message: Message) -> None:
        """Tell the person alone. Raises Undelivered."""
        ...


class PrivateReply:
    """Answers a command, a press or a shortcut: seen by the person alone.

    ``replace`` puts the first message in the place of the one that was pressed.
    """

    public = False

    def __init__(self, sender: Sender, asked: Asked, *, replace: bool = False) -> None:
        """Take who asked, and where."""
        self._sender = sender
        self._asked = asked
        self._replace = replace
        self._left = USES if asked.response_url else 0

    def looking(self, request: str) -> None:
        """Do nothing: the acknowledgement has said it."""

    def send(self, messages: Sequence[Sendable]) -> None:
        """Answer at the response_url; where it does not take all of them, all that is left goes by direct message."""
        if len(messages) > self._left:
            self._sender.direct(self._asked.person, messages)
            return
        for number, message in enumerate(messages):
            try:
                replace = self._replace and number == 0
                self._sender.respond(self._asked.response_url, message, replace=replace)
                self._left -= 1
            except Undelivered:
                self._left = 0
                self._sender.direct(self._asked.person, messages[number:])
                return

    def tell(self, message: Message) -> None:
        """Tell the person alone."""
        self._replace = False
        self.send([message])


class ThreadReply:
    """Answers a mention: in the thread, for everybody in the channel."""

    public = True

    def __init__(self, sender: Sender, asked: Asked) -> None:
        """Take who asked, and where."""
        self._sender = sender
        self._asked = asked
        self._thread = asked.thread or asked.message
        self._placeholder = ""

    def looking(self, request: str) -> None:
        """Post a line that the answer will replace."""
        try:
            self._placeholder = self._sender.post(self._asked.channel, [looking_message(request)], self._thread)
        except Undelivered as error:
            _log.info("no line says that work has begun: %s", error.reason)

    def send(self, messages: Sequence[Sendable]) -> None:
        """Answer in the thread; by direct message where the bot may not write there."""
        rest = list(messages)
        try:
            if self._placeholder:
                self._sender.update(self._asked.channel, self._placeholder, rest[0])
                self._placeholder = ""
                rest = rest[1:]
            if rest:
                self._sender.post(self._asked.channel, rest, self._thread)
        except Undelivered as error:
            if error.reason not in NOT_THERE:
                raise
            self._sender.direct(self._asked.person, rest)

    def tell(self, message: Message) -> None:
        """Tell the person alone, or in the place of the line that says that work has begun."""
        if self._placeholder:
            self._sender.update(self._asked.channel, self._placeholder, message)
            self._placeholder = ""
            return
        self._sender.whisper(self._asked, message)


class DirectReply:
    """Answers a direct message, or a gesture without a place, in the direct messages of the person.

    ``status`` shows in the assistant pane that work has begun.
    """

    public = False

    def __init__(self, sender: Sender, asked: Asked, status: Callable[[str], None] = lambda words: None) -> None:
        """Take who asked, and where."""
        self._sender = sender
        self._asked = asked
        self._status = status

    def looking(self, request: str) -> None:
        """Show a status where there is a pane for it."""
        self._status("is looking through the record …")

    def send(self, messages: Sequence[Sendable]) -> None:
        """Answer where the person wrote."""
        if self._asked.channel.startswith("D"):
            self._sender.post(self._asked.channel, messages, self._asked.thread)
        else:
            self._sender.direct(self._asked.person, messages)

    def tell(self, message: Message) -> None:
        """Tell the person."""
        self.send([message])
