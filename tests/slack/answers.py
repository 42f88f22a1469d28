"""What the methods of the Web API share: how one is refused, registered, and given a message and a channel."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.slack.blocks import MESSAGE_CHARACTERS, characters, problems
from tests.slack.checks import Json, Problem
from tests.slack.workspace import BOT_USER, Channel

if TYPE_CHECKING:
    from tests.slack.fake import FakeSlack

TEXT_POSTED, TEXT_UPDATED = 40_000, 4_000


class Refused(Exception):
    """An answer of ``ok: false``."""

    def __init__(self, error: str, found: list[Problem] | None = None, **more: Any) -> None:
        super().__init__(error)
        details = {"response_metadata": {"messages": [str(one) for one in found]}} if found else {}
        self.answer: Json = {"ok": False, "error": error, **details, **more}


Method = Callable[["FakeSlack", Json], Json]
METHODS: dict[str, tuple[Method, tuple[str, ...], frozenset[str], frozenset[str]]] = {}


def method(name: str, scopes: str, needed: str, optional: str = "") -> Callable[[Method], Method]:
    """Register a method with the scopes of which it needs one, and its arguments."""

    def register(function: Method) -> Method:
        arguments = frozenset(needed.split()), frozenset(optional.split())
        METHODS[name] = (function, tuple(scopes.split()), *arguments)
        return function

    return register


def content_of(arguments: Json, *, longest: int = TEXT_POSTED) -> Json:
    """Return the content of a message, or refuse it as Slack does."""
    blocks = arguments.get("blocks")
    text = arguments.get("text") or ""
    if not isinstance(text, str):
        raise Refused("invalid_arguments")
    if not text and not blocks and not arguments.get("attachments"):
        raise Refused("no_text")
    if len(text) > longest:
        raise Refused("msg_too_long")
    if blocks:
        if found := problems(blocks):
            raise Refused("invalid_blocks", found, errors=[str(one) for one in found])
        if characters(blocks) > MESSAGE_CHARACTERS:
            raise Refused("msg_blocks_too_long")
    for attachment in arguments.get("attachments") or []:
        if found := problems(attachment.get("blocks") or []):
            raise Refused("invalid_attachments", found)
    return {k: v for k, v in arguments.items() if k not in {"channel", "user", "ts"} and v is not None}


def channel_of(slack: FakeSlack, arguments: Json, *, member: bool = True) -> Channel:
    """Return the channel that is meant, a direct message where a person is named."""
    name = arguments["channel"]
    if name in slack.users and name != BOT_USER:
        return slack.direct_channel(name)
    channel = slack.channels.get(name)
    inside = channel is not None and BOT_USER in channel.members
    if channel is None or (channel.is_private and not inside):
        raise Refused("channel_not_found")
    if channel.is_archived:
        raise Refused("is_archived")
    if member and not inside and "chat:write.public" not in slack.scopes:
        raise Refused("not_in_channel")
    return channel
