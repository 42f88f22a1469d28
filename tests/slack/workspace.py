"""Who and what is in the workspace: people, channels, messages, views. Plain data, no rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.slack.checks import Json
from tests.slack.reading import links, pings, plain

TEAM, APP, BOT, BOT_USER = "T0TEAM", "A0APP", "B0BOT", "U0BOT"
MODAL_STACK = 3


@dataclass
class User:
    """Somebody; guests are restricted, people of other organisations are strangers with a team of their own."""

    id: str
    name: str = "ada"
    team: str = TEAM
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_bot: bool = False

    def as_json(self) -> Json:
        """Return the user as users.info gives it."""
        facts = {name: getattr(self, name) for name in ("is_restricted", "is_ultra_restricted", "is_bot")}
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "real_name": self.name.title(),
            "deleted": False,
            "tz": "Europe/London",
            "tz_offset": 0,
            "profile": {"real_name": self.name.title(), "display_name": self.name, "team": self.team},
            **facts,
            **({"is_stranger": True} if self.is_stranger else {}),
        }


@dataclass
class Channel:
    """A conversation; ``is_private`` and ``shared`` are what conversations.info says of it."""

    id: str
    name: str = "general"
    members: set[str] = field(default_factory=set)
    is_private: bool = False
    is_im: bool = False
    is_archived: bool = False
    shared: bool = False

    def as_json(self) -> Json:
        """Return the channel as conversations.info gives it."""
        if self.is_im:
            person = next((one for one in self.members if one != BOT_USER), "")
            return {"id": self.id, "is_im": True, "is_archived": False, "user": person, "created": 0}
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": not self.is_private,
            "is_group": False,
            "is_im": False,
            "is_mpim": False,
            "is_private": self.is_private,
            "is_archived": self.is_archived,
            "is_member": BOT_USER in self.members,
            "is_shared": self.shared,
            "is_ext_shared": self.shared,
            "is_org_shared": False,
            "is_general": False,
            "num_members": len(self.members),
            "context_team_id": TEAM,
        }


@dataclass
class Message:
    """A message as a channel holds it.

    ``via`` is chat.postMessage, chat.postEphemeral, response_url, ack or person; ``user`` is who alone sees it where
    it is ephemeral; ``earlier`` are the contents it had before it was updated.
    """

    ts: str
    channel: str
    content: Json
    via: str
    user: str | None = None
    by: str = BOT_USER
    deleted: bool = False
    earlier: list[Json] = field(default_factory=list)

    @property
    def ephemeral(self) -> bool:
        """Whether one person alone sees it."""
        return self.user is not None

    @property
    def text(self) -> str:
        """The fallback text: what a notification shows."""
        return str(self.content.get("text") or "")

    @property
    def blocks(self) -> list[Json]:
        """The blocks, none where the message is text alone."""
        return self.content.get("blocks") or []

    @property
    def thread(self) -> str | None:
        """The timestamp of the message it answers in a thread."""
        return self.content.get("thread_ts")

    @property
    def plain(self) -> str:
        """What a reader sees."""
        return plain(self.content)

    @property
    def pings(self) -> list[str]:
        """Whom it would call."""
        return pings(self.content)

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return links(self.content)

    def as_json(self) -> Json:
        """Return the message as payloads carry it."""
        who = {"bot_id": BOT, "app_id": APP} if self.by == BOT_USER else {}
        kept = {
            name: value for name, value in self.content.items() if name in {"text", "blocks", "thread_ts", "metadata"}
        }
        return {"type": "message", "ts": self.ts, "user": self.by, "team": TEAM, "text": "", **who, **kept}


@dataclass
class View:
    """A modal that is open, or a person's home."""

    id: str
    content: Json
    user: str
    hash: str
    root: str
    previous: str | None = None
    earlier: list[Json] = field(default_factory=list)

    @property
    def blocks(self) -> list[Json]:
        """The view's blocks."""
        return self.content.get("blocks") or []

    @property
    def plain(self) -> str:
        """What a person sees."""
        return plain(self.content)

    def as_json(self) -> Json:
        """Return the view as Slack hands it out; fields that were not given are there, empty."""
        empty: Json = {"private_metadata": "", "callback_id": "", "external_id": "", "state": {"values": {}}}
        if self.content["type"] == "modal":
            empty |= {"submit": None, "close": None, "clear_on_close": False, "notify_on_close": False}
        chain = {"root_view_id": self.root, "previous_view_id": self.previous}
        owner = {"team_id": TEAM, "app_id": APP, "bot_id": BOT, "app_installed_team_id": TEAM}
        return {**empty, **self.content, "id": self.id, "hash": self.hash, **chain, **owner}


@dataclass(frozen=True)
class Call:
    """A request to the Web API or to a response_url, and what was answered."""

    method: str
    arguments: Json
    answer: Json
    at: float


@dataclass(frozen=True)
class Reply:
    """How the bot acknowledged a gesture; ``body`` is what came with it, ``status`` 0 where nothing came in time."""

    status: int
    body: Any
    seconds: float
    message: Message | None = None

    @property
    def acknowledged(self) -> bool:
        """Whether Slack would take it for done: 200 within three seconds."""
        return self.status == 200
