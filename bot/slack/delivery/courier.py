"""Sends an answer where it belongs; what Slack does not take for now is written down and sent later.

Whatever way is closed, the next is tried: an address that has expired or was used up, a channel where the bot is not.
What may have been received is not sent again: the person is told, and can ask again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from html import unescape

from bot.slack.blocks import Message, failure_message, looking_message
from bot.slack.blocks.elements import shortened
from bot.slack.delivery.connection import Undelivered
from bot.slack.delivery.sender import JsonMessage, Sendable, Sender, ready
from bot.slack.gesture import Gesture
from bot.slack.state.in_hand import ADDRESS_SECONDS, IN_HAND, MADE, PLACING, TakenRequest
from bot.slack.state.pending import Pending
from bot.slack.text import plain_words

_log = logging.getLogger(__name__)
USES = 5  # of a response_url, within half an hour
NOT_THERE = frozenset(("not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived"))
PRIVATE, THREAD, DIRECT = "private", "thread", "direct"
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
_LONGEST_WAIT = 1_800.0  # that Slack is allowed to ask for
_LONGEST_NAME = 200
_WITH_WORDS = frozenset(("mention", "direct message", "assistant pane"))
_BROKE = "pqbrief lost its connection to Slack while it answered {}: if you cannot see the whole answer, ask again."


@dataclass(slots=True)
class Address:
    """Where messages go, and what was used of it so far.

    ``way`` is private (at the ``response_url``, until ``expires``), thread or direct. ``alone`` is for the person alone
    in a thread too; ``placeholder`` is the message whose place the next one takes, ``first`` the message in whose
    thread the next ones go.
    """

    way: str
    person: str
    channel: str = ""
    thread: str = ""
    response_url: str = ""
    expires: float = 0.0
    used: int = 0
    replace: bool = False
    alone: bool = False
    placeholder: str = ""
    first: str = ""

    @property
    def left(self) -> int:
        """How many messages the response_url still takes."""
        return USES - self.used if self.response_url and time.time() < self.expires else 0


class Courier:
    """Sends messages for the request in hand. Threads may share it."""

    def __init__(self, sender: Sender, pending: Pending, bot_user: str) -> None:
        """Take what sends, where requests are written down, and who the bot is."""
        self.sender = sender
        self.pending = pending
        self._bot_user = bot_user

    def send(self, address: Address, messages: Sequence[Sendable]) -> None:
        """Send messages, or write down those that Slack does not take for now. Raises Undelivered where it never will.

        Raises Forgotten where what is kept of the person was deleted meanwhile.
        """
        item, rest = IN_HAND.get(), list(messages)
        address.first = ""
        if address.way == PRIVATE and len(rest) > address.left:
            address.used = USES
        while rest:
            if item is not None and item.stage == MADE:  # something before it waits
                self.leave(item, address, rest, 0.0)
                return
            try:
                self.put(address, rest[0])
            except Undelivered as error:
                if item is None or not (error.passing or error.perhaps):
                    raise
                if error.perhaps:
                    address, rest = self.doubt(item)
                self.leave(item, address, rest, pause(0, error))
                return
            rest.pop(0)

    def leave(self, item: TakenRequest, address: Address, messages: Sequence[Sendable], seconds: float) -> None:
        """Write messages down, to be sent after ``seconds``."""
        self.pending.leave(item, asdict(address), written(messages), seconds)

    def put(self, address: Address, message: Sendable) -> None:
        """Send one message. Raises Undelivered where no way to the person is open."""
        if address.way == PRIVATE and self._respond(address, message):
            return
        if address.way == THREAD and self._in_thread(address, message):
            return
        if address.way == DIRECT and address.channel.startswith("D"):
            posted = self.sender.post(address.channel, [message], address.thread, first=address.first)
        else:
            posted = self.sender.direct(address.person, [message], first=address.first)
        address.first = address.first or posted

    def _respond(self, address: Address, message: Sendable) -> bool:
        """Answer at the response_url, and return whether it took the message."""
        if address.left < 1:
            return False
        try:
            self.sender.respond(address.response_url, message, replace=address.replace)
        except Undelivered as error:
            if error.passing or error.perhaps:
                raise
            address.used = USES
            return False
        address.used, address.replace = address.used + 1, False
        return True

    def _in_thread(self, address: Address, message: Sendable) -> bool:
        """Answer in a thread, and return whether that could be done there."""
        try:
            if address.placeholder and self._replaced(address, message):
                return True
            if address.alone:
                asked = Gesture("", "", address.person, "", address.channel, thread=address.thread)
                self.sender.whisper(asked, message)
            else:
                self.sender.post(address.channel, [message], address.thread)
        except Undelivered as error:
            if error.reason not in NOT_THERE:
                raise
            address.way, address.channel = DIRECT, ""
            return False
        return True

    def _replaced(self, address: Address, message: Sendable) -> bool:
        """Put a message in the place of the one that says that work has begun, unless that is gone."""
        stamp, address.placeholder = address.placeholder, ""
        try:
            self.sender.update(address.channel, stamp, message)
        except Undelivered as error:
            if error.reason == "message_not_found":
                return False
            address.placeholder = stamp
            raise
        return True

    def doubt(self, item: TakenRequest, sentence: str = _BROKE) -> tuple[Address, list[Sendable]]:
        """Return what a person is told of an answer that may not have come, and where: not where it may stand."""
        return Address(DIRECT, item.asked.person), [_about(item, sentence)]

    def placeholder(self, item: TakenRequest) -> str:
        """Return the line that says that work on a request has begun, empty where none is known to stand there.

        One that is found is written down: once the answer stands in its place it cannot be found again.
        """
        if item.placeholder or item.stage != PLACING:
            return item.placeholder
        asked = item.asked
        looks = str(looking_message(item.request).get("text") or "")
        since = float(asked.message or 0)
        stamp = self.sender.own_message(
            asked.channel,
            asked.thread or asked.message,
            since,
            lambda found: found.get("user") == self._bot_user and unescape(str(found.get("text") or "")) == looks,
        )
        if stamp:
            self.pending.stage(item, PLACING, stamp)
        return stamp

    def to_tell(self, item: TakenRequest) -> Address | None:
        """Return where a person is told what became of a request, None where nobody waits for an answer."""
        asked = item.asked
        if asked.gesture == "mention" and asked.in_channel:
            return replace(thread_address(asked), alone=True, placeholder=self.placeholder(item))
        if asked.response_url:
            return private_address(asked, item.moment)
        if asked.trigger or asked.words:
            return direct_address(asked)
        return None

    def tell(self, item: TakenRequest, sentence: str) -> None:
        """Tell a person in a sentence, soon, what became of a request; ``{}`` in it is what was asked."""
        address = self.to_tell(item)
        if address is None:
            self.pending.settle(item)
        else:
            self.leave(item, address, [_about(item, sentence)], 0.0)


def written(messages: Sequence[Sendable]) -> list[str]:
    """Return messages as JSON."""
    return [(each if isinstance(each, JsonMessage) else ready(each)).json for each in messages]


def pause(tries: int, error: Undelivered) -> float:
    """Return how many seconds to wait before Slack is tried again: longer each time, and as long as it asks."""
    growing = min(FIRST_PAUSE * 2.0 ** min(tries, 10), LONGEST_PAUSE)
    return max(min(error.wait, _LONGEST_WAIT), growing)


def _about(item: TakenRequest, sentence: str) -> Message:
    return failure_message(sentence.format(_named(item)))


def _named(item: TakenRequest) -> str:
    """Return a request as it is named to the person who made it."""
    words = item.request
    if not words and (item.asked.gesture.startswith("/") or item.asked.gesture in _WITH_WORDS):
        words = plain_words(item.asked.words) or item.asked.gesture
    return f"“{shortened(words, _LONGEST_NAME)}”" if words else "what you asked for"


def private_address(asked: Gesture, moment: float) -> Address:
    """Return the address that the person alone sees, of a gesture made at a moment (seconds since 1970)."""
    expires = moment + ADDRESS_SECONDS
    return Address(PRIVATE, asked.person, response_url=asked.response_url, expires=expires)


def thread_address(asked: Gesture) -> Address:
    """Return the thread of a mention."""
    return Address(THREAD, asked.person, asked.channel, asked.thread or asked.message)


def direct_address(asked: Gesture) -> Address:
    """Return the direct messages of a person: the thread where they wrote, if they did."""
    inside = asked.channel.startswith("D")
    return Address(DIRECT, asked.person, asked.channel if inside else "", asked.thread if inside else "")
