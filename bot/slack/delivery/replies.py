"""How an answer reaches a person: through the response_url of their gesture, in a thread, or by direct message."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from bot.slack.blocks import Message, looking_message
from bot.slack.delivery.connection import Undelivered
from bot.slack.delivery.courier import Courier, direct_address, private_address, thread_address
from bot.slack.delivery.sender import Sendable
from bot.slack.gesture import Gesture
from bot.slack.state.in_hand import IN_HAND, PLACING

_log = logging.getLogger(__name__)


class Reply(Protocol):
    """Where the answer to one gesture goes. ``public`` says that others read it.

    What Slack does not take for now is sent later: only what it never will take raises Undelivered.
    """

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

    def __init__(self, courier: Courier, asked: Gesture, *, replace: bool = False) -> None:
        """Take who asked, and where."""
        self._courier = courier
        item = IN_HAND.get()
        self._address = private_address(asked, item.moment if item else time.time())
        self._address.replace = replace

    def looking(self, request: str) -> None:
        """Do nothing: the acknowledgement has said it."""

    def send(self, messages: Sequence[Sendable]) -> None:
        """Answer at the response_url; where it does not take all of them, all that is left goes by direct message."""
        self._courier.send(self._address, messages)

    def tell(self, message: Message) -> None:
        """Tell the person alone."""
        self._address.replace = False
        self.send([message])


class ThreadReply:
    """Answers a mention: in the thread, for everybody in the channel."""

    public = True

    def __init__(self, courier: Courier, asked: Gesture) -> None:
        """Take who asked, and where."""
        self._courier = courier
        self._address = thread_address(asked)
        if item := IN_HAND.get():  # begun before: a line that says so may stand there
            self._address.placeholder = courier.placeholder(item)

    def looking(self, request: str) -> None:
        """Post a line that the answer will replace, where none stands there yet."""
        item, address = IN_HAND.get(), self._address
        if address.placeholder:
            return
        try:
            address.placeholder = self._courier.sender.post(
                address.channel, [looking_message(request)], address.thread, stage=PLACING
            )
        except Undelivered as error:
            _log.info("no line says that work has begun: %s", error.reason)
        else:
            if item is not None:
                self._courier.pending.stage(item, PLACING, address.placeholder)

    def send(self, messages: Sequence[Sendable]) -> None:
        """Answer in the thread; by direct message where the bot may not write there."""
        self._courier.send(self._address, messages)

    def tell(self, message: Message) -> None:
        """Tell the person alone, or in the place of the line that says that work has begun."""
        to = replace(self._address, alone=True)
        self._address.placeholder = ""
        self._courier.send(to, [message])


class DirectReply:
    """Answers a direct message, or a gesture without a place, in the direct messages of the person.

    ``status`` shows in the assistant pane that work has begun.
    """

    public = False

    def __init__(self, courier: Courier, asked: Gesture, status: Callable[[str], None] = lambda words: None) -> None:
        """Take who asked, and where."""
        self._courier = courier
        self._address = direct_address(asked)
        self._status = status

    def looking(self, request: str) -> None:
        """Show a status where there is a pane for it."""
        self._status("is looking through the record …")

    def send(self, messages: Sequence[Sendable]) -> None:
        """Answer where the person wrote."""
        self._courier.send(self._address, messages)

    @property
    def thread(self) -> str:
        """The thread in which what was sent last stands, empty where it waits to be sent."""
        return self._address.thread or self._address.first

    def tell(self, message: Message) -> None:
        """Tell the person."""
        self.send([message])


class Silence:
    """A reply that says nothing; what goes wrong is in the log."""

    public = False

    def looking(self, request: str) -> None:
        """Say nothing."""

    def send(self, messages: Sequence[Sendable]) -> None:
        """Say nothing."""

    def tell(self, message: Message) -> None:
        """Say nothing."""
