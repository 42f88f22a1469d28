"""How an answer reaches a person: through the response_url of their gesture, in a thread, or by direct message.

Whatever way is closed, the next is tried: an address that has expired or was used up, a channel where the bot is not.
A message whose table or chart Slack refuses goes again as plain text. 429 is waited out as long as Slack asks.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from bot.slack.asked import Asked
from bot.slack.blocks import Message, without_native_blocks
from briefs.errors import PqbriefError

if TYPE_CHECKING:
    from slack_sdk import WebClient

_log = logging.getLogger(__name__)
USES = 5  # of a response_url, within half an hour
NOT_THERE = frozenset(("not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived"))
_QUIET = {"unfurl_links": False, "unfurl_media": False}


class Undelivered(PqbriefError):
    """Slack would not take a message; ``reason`` is Slack's own word."""

    def __init__(self, reason: str) -> None:
        """Take Slack's own word for why."""
        self.reason = reason
        super().__init__(f"Slack did not take the message ({reason}): try again in a minute.")


class Sender:
    """The calls that put messages somewhere. Threads may share it."""

    def __init__(self, client: WebClient) -> None:
        """Take a client of the Web API."""
        self._client = client

    def post(self, channel: str, messages: Sequence[Message], thread: str = "") -> str:
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

    def update(self, channel: str, stamp: str, message: Message) -> None:
        """Put a message in the place of one that the bot posted. Raises Undelivered."""
        self._call("chat.update", message, channel=channel, ts=stamp)

    def whisper(self, asked: Asked, message: Message) -> None:
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

    def direct(self, person: str, messages: Sequence[Message]) -> str:
        """Send messages to a person, and return the timestamp of the first. Raises Undelivered."""
        from slack_sdk.errors import SlackApiError  # noqa: PLC0415 - only the running bot has it loaded

        try:
            opened = self._client.conversations_open(users=[person])
        except SlackApiError as error:
            raise Undelivered(str(error.response.get("error"))) from error
        except OSError as error:
            raise Undelivered("no connection") from error
        return self.post(str(opened["channel"]["id"]), messages)

    def respond(self, url: str, message: Message, *, public: bool = False, replace: bool = False) -> None:
        """Answer at a response_url. Raises Undelivered."""
        kind = "in_channel" if public else "ephemeral"
        body = {"response_type": kind, "replace_original": replace}
        _plainer_if_refused(lambda shown: self._respond(url, {**body, **shown}), message)

    def _respond(self, url: str, body: dict[str, Any]) -> None:
        from slack_sdk.webhook import WebhookClient  # noqa: PLC0415 - only the running bot has it loaded

        client = WebhookClient(url, retry_handlers=list(self._client.retry_handlers))
        try:
            answer = client.send_dict(body)
        except OSError as error:
            raise Undelivered("no connection") from error
        if answer.status_code != 200 or '"ok":false' in answer.body.replace(" ", ""):
            raise Undelivered("invalid_blocks" if "invalid_blocks" in answer.body else f"status {answer.status_code}")

    def _call(self, method: str, message: Message, **arguments: Any) -> Any:
        from slack_sdk.errors import SlackApiError  # noqa: PLC0415 - only the running bot has it loaded

        given = {name: value for name, value in arguments.items() if value is not None}

        def send(shown: Message) -> Any:
            try:
                return self._client.api_call(method, json={**given, **shown})
            except SlackApiError as error:
                raise Undelivered(str(error.response.get("error"))) from error
            except OSError as error:
                raise Undelivered("no connection") from error

        return _plainer_if_refused(send, message)


def _plainer_if_refused(send: Callable[[Message], Any], message: Message) -> Any:
    """Send a message, and again without tables and charts where Slack does not take its blocks."""
    try:
        return send(message)
    except Undelivered as refused:
        if refused.reason != "invalid_blocks":
            raise
        return send(without_native_blocks(message))


class Reply(Protocol):
    """Where the answer to one gesture goes. ``public`` says that others read it."""

    public: bool

    def looking(self, message: Message) -> None:
        """Show that work has begun."""
        ...

    def send(self, messages: Sequence[Message]) -> None:
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

    def looking(self, message: Message) -> None:
        """Do nothing: the acknowledgement has said it."""

    def send(self, messages: Sequence[Message]) -> None:
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

    def looking(self, message: Message) -> None:
        """Post a line that the answer will replace."""
        try:
            self._placeholder = self._sender.post(self._asked.channel, [message], self._thread)
        except Undelivered as error:
            _log.info("no line says that work has begun: %s", error.reason)

    def send(self, messages: Sequence[Message]) -> None:
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

    def looking(self, message: Message) -> None:
        """Show a status where there is a pane for it."""
        self._status("is looking through the record …")

    def send(self, messages: Sequence[Message]) -> None:
        """Answer where the person wrote."""
        if self._asked.channel.startswith("D"):
            self._sender.post(self._asked.channel, messages, self._asked.thread)
        else:
            self._sender.direct(self._asked.person, messages)

    def tell(self, message: Message) -> None:
        """Tell the person."""
        self.send([message])
