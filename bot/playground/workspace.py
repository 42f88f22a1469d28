"""What there is to be seen: the messages of a channel and a direct message, the open modals, the app's home."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TEAM, APP, BOT, BOT_USER, YOU = "T0TRY", "A0TRY", "B0TRY", "U0PQBRIEF", "U0YOU"
CHANNEL, DIRECT = "C0TRY", "D0TRY"
NAMES = {CHANNEL: "try-it", DIRECT: "pqbrief"}
PERSON = {"id": YOU, "username": "you", "name": "you", "team_id": TEAM}


@dataclass
class Posted:
    """A message; ``version`` is the change that last touched it, ``private`` whether only you see it."""

    ts: str
    channel: str
    content: Json
    by: str
    private: bool
    version: int
    status: str = ""
    deleted: bool = False
    unfurls: list[Json] = field(default_factory=list)

    def as_json(self) -> Json:
        """Return the message as payloads carry it."""
        who = {"bot_id": BOT, "app_id": APP} if self.by == BOT_USER else {}
        kept = {name: self.content[name] for name in ("blocks", "thread_ts") if self.content.get(name)}
        text = self.content.get("text") or ""
        return {"type": "message", "ts": self.ts, "user": self.by, "team": TEAM, "text": text, **who, **kept}

    def for_page(self) -> Json:
        """Return the message as the page shows it."""
        return {
            **self.as_json(),
            "channel": self.channel,
            "private": self.private,
            "version": self.version,
            "mine": self.by == YOU,
            "unfurls": self.unfurls,
            "at": time.strftime("%H:%M", time.localtime(float(self.ts))),
        }


@dataclass
class OpenView:
    """A modal or the home."""

    id: str
    content: Json
    hash: str
    previous: str | None = None
    root: str = ""

    def as_json(self) -> Json:
        """Return the view as payloads carry it."""
        empty = {"private_metadata": "", "callback_id": "", "external_id": "", "state": {"values": {}}}
        chain = {"root_view_id": self.root or self.id, "previous_view_id": self.previous}
        owner = {"team_id": TEAM, "app_id": APP, "bot_id": BOT, "app_installed_team_id": TEAM}
        return {**empty, **self.content, "id": self.id, "hash": self.hash, **chain, **owner}


@dataclass(frozen=True)
class Answerable:
    """Where an answer to a gesture goes: a channel, a thread of it, and the message that was pressed."""

    channel: str
    pressed: str | None = None


class Workspace:
    """All of it, changed by one thread at a time; every change has a number, and the page waits for the next."""

    def __init__(self) -> None:
        """Start with an empty channel."""
        self.messages: list[Posted] = []
        self.modals: list[OpenView] = []
        self.home: OpenView | None = None
        self.files: dict[str, tuple[str, bytes]] = {}
        self.status = ""
        self.prompts: list[Json] = []
        self._urls: dict[str, Answerable] = {}
        self._changed = threading.Condition(threading.RLock())
        self._version = 0
        self._closed = False

    def wait(self, seen: int, seconds: float) -> Json:
        """Return what is to be seen, once there is a change after ``seen`` or the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self._version > seen or self._closed, seconds)
            modal = self.modals[-1].as_json() if self.modals else None
            return {
                "version": self._version,
                "messages": [message.for_page() for message in self.messages if not message.deleted],
                "modal": modal,
                "depth": len(self.modals),
                "home": self.home.as_json() if self.home else None,
                "status": self.status,
                "prompts": self.prompts,
            }

    def close(self) -> None:
        """Let whoever waits go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def change(self) -> int:
        """Number a change, and tell who waits."""
        with self._changed:
            self._version += 1
            self._changed.notify_all()
            return self._version

    def post(self, channel: str, content: Json, *, by: str = BOT_USER, private: bool = False) -> Posted:
        """Add a message."""
        with self._changed:
            version = self.change()
            self.status = "" if by == BOT_USER else self.status
            posted = Posted(f"{time.time():.0f}.{version:06d}", channel, _named(content), by, private, version)
            self.messages.append(posted)
            return posted

    def find(self, ts: str) -> Posted | None:
        """Return a message by its timestamp."""
        with self._changed:
            return next((message for message in self.messages if message.ts == ts and not message.deleted), None)

    def replace(self, message: Posted, content: Json) -> None:
        """Show something else in a message's place."""
        with self._changed:
            thread = {k: v for k, v in message.content.items() if k == "thread_ts"}
            message.content, message.version = {**thread, **_named(content)}, self.change()

    def delete(self, message: Posted) -> None:
        """Take a message away."""
        with self._changed:
            message.deleted, message.version = True, self.change()

    def unfurl(self, ts: str, unfurls: list[Json]) -> None:
        """Show what links in a message lead to."""
        with self._changed:
            if (message := self.find(ts)) is not None:
                message.unfurls, message.version = [_named(one) for one in unfurls], self.change()

    def open_modal(self, content: Json, *, above: bool = False) -> OpenView:
        """Open a modal, above the one that is open or instead of all."""
        with self._changed:
            below = self.modals[-1] if above and self.modals else None
            shown = OpenView(new_id("V"), _named(content), new_id("h"), below.id if below else None)
            shown.root = below.root if below else shown.id
            self.modals = [*self.modals, shown] if below else [shown]
            self.change()
            return shown

    def find_view(self, view_id: str) -> OpenView | None:
        """Return an open modal or the home by its id."""
        with self._changed:
            held = [*self.modals, *([self.home] if self.home else [])]
            return next((v for v in held if view_id in {v.id, v.content.get("external_id")}), None)

    def change_view(self, shown: OpenView, content: Json) -> None:
        """Show something else in an open modal."""
        with self._changed:
            shown.content, shown.hash = _named(content), new_id("h")
            self.change()

    def close_modals(self, view_id: str | None = None) -> None:
        """Close one modal, or all."""
        with self._changed:
            self.modals = [shown for shown in self.modals if view_id is not None and shown.id != view_id]
            self.change()

    def publish(self, content: Json) -> OpenView:
        """Show the app's home."""
        with self._changed:
            self.home = OpenView(new_id("V"), _named(content), new_id("h"))
            self.change()
            return self.home

    def say_status(self, status: str, prompts: list[Json] | None = None) -> None:
        """Show what the app is doing, or what it suggests to ask."""
        with self._changed:
            self.status = status
            self.prompts = self.prompts if prompts is None else prompts
            self.change()

    def new_answer_path(self, channel: str, pressed: str | None = None) -> str:
        """Return the path of an address at which a gesture can be answered."""
        with self._changed:
            path = new_id("")
            self._urls[path] = Answerable(channel, pressed)
            return path

    def answerable(self, path: str) -> Answerable | None:
        """Return where an answer that came to a path goes."""
        return self._urls.get(path)

    def reply(self, to: Answerable, content: Json) -> None:
        """Show an answer to a gesture: to you alone, unless it says otherwise."""
        pressed = self.find(to.pressed) if to.pressed else None
        if pressed and content.get("delete_original"):
            self.delete(pressed)
        elif pressed and content.get("replace_original"):
            self.replace(pressed, content)
        elif content.get("text") or content.get("blocks"):
            self.post(to.channel, content, private=content.get("response_type") != "in_channel")


def new_id(letter: str) -> str:
    """Return an id that nobody can guess."""
    return letter + secrets.token_hex(8).upper()


def _named(content: Json) -> Json:
    """Return content whose blocks and elements all have an id, as Slack gives one to those that have none."""
    blocks = []
    for number, block in enumerate(content.get("blocks") or []):
        named = {"block_id": f"b{number}", **block}
        for place in ("accessory", "element"):
            if isinstance(named.get(place), dict):
                named[place] = {"action_id": f"{named['block_id']}-{place}", **named[place]}
        if named["type"] == "actions":
            named["elements"] = [
                {"action_id": f"{named['block_id']}-{place}", **element}
                for place, element in enumerate(block["elements"])
            ]
        blocks.append(named)
    return {**content, "blocks": blocks}
