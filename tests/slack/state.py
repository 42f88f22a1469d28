"""What the fake remembers, and what can be seen of it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from tests.slack.answers import Refused, content_of
from tests.slack.blocks import interactive
from tests.slack.checks import Json
from tests.slack.workspace import BOT_USER, Call, Channel, Message, User, View

SCOPES = frozenset(
    "app_mentions:read assistant:write channels:history channels:read chat:write commands files:write groups:read "
    "im:history im:read im:write links:read links:write reactions:write users:read".split()
)
PATIENCE = 60.0  # seconds for what comes at once on an idle machine
TRIGGER_SECONDS, RESPONSE_SECONDS, RESPONSE_USES = 3.0, 1800.0, 5
_RESPONSE_FIELDS = frozenset(
    "text blocks attachments response_type replace_original delete_original thread_ts metadata unfurl_links "
    "unfurl_media mrkdwn".split()
)
_Thing = TypeVar("_Thing")


@dataclass
class ResponseUrl:
    """An address to answer a gesture at; ``message`` is what was pressed, None for a command."""

    channel: str
    user: str
    born: float
    message: Message | None
    uses: int = 0


class State:
    """The workspace, its clock, and its memory of what the bot did."""

    url: str
    api_url: str

    def __init__(self, scopes: frozenset[str] = SCOPES) -> None:
        self.scopes = set(scopes)
        self.bot_token, self.app_token, self.signing_secret = "xoxb-loopback", "xapp-loopback", "loopback-secret"
        self.configuration_token = "xoxe-loopback"  # of the person who makes the app
        self.users = {u.id: u for u in (User("U1"), User("U2", "bea"), User(BOT_USER, "pqbrief", is_bot=True))}
        self.experience = "agent"  # what the app's manifest has: agent_view, or of old assistant_view
        self.channels = {
            "C1": Channel("C1", "general", {"U1", "U2", BOT_USER}),
            "C2": Channel("C2", "elsewhere", {"U1", "U2"}),
            "G1": Channel("G1", "private", {"U1", "U2"}, is_private=True),
        }
        self.messages: list[Message] = []
        self.views: list[View] = []
        self.opened_views: list[View] = []
        self.homes: dict[str, View] = {}
        self.unfurls: list[Json] = []
        self.files: list[Json] = []
        self.uploads: dict[str, Json] = {}
        self.statuses: list[str] = []
        self.prompts: list[list[Json]] = []
        self.reactions: list[tuple[str, str, str]] = []
        self.shared_links: dict[str, list[str]] = {}
        self.calls: list[Call] = []
        self.lock = threading.RLock()
        self._changed = threading.Condition(self.lock)
        self.held_calls: list[str] = []
        self._holds: dict[str, threading.Event] = {}
        self._now = time.time()
        self._count = 0
        self._triggers: dict[str, tuple[str, bool, float]] = {}
        self._response_urls: dict[str, ResponseUrl] = {}
        self._limits: dict[str, tuple[int, int]] = {}
        self._failures: dict[str, tuple[str, int]] = {}

    # What a test arranges

    def user(self, user_id: str, **given: Any) -> User:
        """Add somebody: ``is_restricted``, ``is_ultra_restricted``, ``is_stranger`` with ``team``."""
        self.users[user_id] = User(user_id, **given)
        return self.users[user_id]

    def channel(self, channel_id: str, **given: Any) -> Channel:
        """Add a channel: ``members`` (with the bot's id where it is in it), ``is_private``, ``shared``."""
        self.channels[channel_id] = Channel(channel_id, **given)
        return self.channels[channel_id]

    def pass_time(self, seconds: float) -> None:
        """Move this clock on; it decides when triggers and response_urls die."""
        self._now += seconds

    def now(self) -> float:
        """Return the time by this clock, in seconds since 1970. It stands still until it is moved."""
        return self._now

    def limit(self, method: str, *, retry_after: int = 1, times: int = 1) -> None:
        """Answer the next calls of a method with 429 and Retry-After."""
        self._limits[method] = (retry_after, times)

    def fail(self, method: str, error: str, *, times: int = 1) -> None:
        """Answer the next calls of a method with this error."""
        self._failures[method] = (error, times)

    def hold(self, method: str) -> threading.Event:
        """Let calls of a method wait for their answer until the event that is returned is set."""
        self._holds[method] = threading.Event()
        return self._holds[method]

    def held(self, method: str) -> None:
        """Wait where a method is held."""
        if method in self._holds:
            self.held_calls.append(method)
            self._holds[method].wait()

    def direct_channel(self, user: str) -> Channel:
        """Return the channel of direct messages with a person."""
        return self.channels.setdefault(f"D{user}", Channel(f"D{user}", "direct", {user, BOT_USER}, is_im=True))

    # What a test looks at

    @property
    def refusals(self) -> list[Call]:
        """The calls that were answered with an error, response_urls and acknowledgements among them."""
        return [call for call in self.calls if not call.answer.get("ok")]

    def seen_by(self, user: str, channel: str | None = None) -> list[Message]:
        """Return the messages that a person sees, oldest first."""
        return [
            message
            for message in list(self.messages)
            if message.user in {None, user}
            and not message.deleted
            and channel in {None, message.channel}
            and user in self.channels[message.channel].members
        ]

    def calls_of(self, method: str) -> list[Call]:
        """Return the calls of one method."""
        return [call for call in list(self.calls) if call.method == method]

    def find_message(self, channel: str, ts: str) -> Message | None:
        """Return a message by its place."""
        return next((m for m in self.messages if m.channel == channel and m.ts == ts), None)

    def wait(self, find: Callable[[], _Thing | None], timeout: float = PATIENCE, what: str = "it") -> _Thing:
        """Wait until something can be found; raises AssertionError with what was refused where it never comes."""
        with self._changed:
            deadline = time.monotonic() + timeout
            while not (found := find()):
                left = deadline - time.monotonic()
                if left <= 0:
                    refused = "; ".join(f"{call.method}: {json.dumps(call.answer)}" for call in self.refusals)
                    raise AssertionError(f"{what} did not come within {timeout} s; refused: {refused or 'nothing'}")
                self._changed.wait(min(left, 0.05))  # what is waited for may change without a word to this
            return found

    def wait_message(self, fits: Callable[[Message], bool] = lambda _: True, timeout: float = PATIENCE) -> Message:
        """Wait for a message of the bot that fits, and return the newest such."""
        return self.wait(
            lambda: next((m for m in reversed(self.messages) if m.by == BOT_USER and not m.deleted and fits(m)), None),
            timeout,
            "a message",
        )

    def wait_view(self, fits: Callable[[View], bool] = lambda _: True, timeout: float = PATIENCE) -> View:
        """Wait for an open modal that fits, and return the uppermost such."""
        return self.wait(lambda: next((v for v in reversed(self.views) if fits(v)), None), timeout, "a modal")

    # What the servers do

    def number(self, letter: str) -> str:
        """Return a name that nothing else has."""
        with self.lock:
            self._count += 1
            return f"{letter}{self._count:06d}"

    def note(self, method: str, arguments: Json, answer: Json) -> None:
        """Remember a call, and wake who waits."""
        with self._changed:
            self.calls.append(Call(method, arguments, answer, time.monotonic()))
            self._changed.notify_all()

    def limited(self, method: str) -> int | None:
        """Return how many seconds a caller must wait, None where it need not."""
        return self._counted(self._limits, method)

    def fail_if_asked(self, method: str) -> None:
        """Raise the error that a test asked for."""
        if error := self._counted(self._failures, method):
            raise Refused(error)

    def _counted(self, table: dict[str, tuple[_Thing, int]], method: str) -> _Thing | None:
        with self.lock:
            found, left = table.get(method, (None, 0))
            if found is None or left < 1:
                return None
            table[method] = (found, left - 1)
            return found

    def add_message(
        self, channel: str, content: Json, via: str, *, user: str | None = None, by: str = BOT_USER
    ) -> Message:
        """Put a message into a channel."""
        with self._changed:
            self._count += 1
            ts = f"{int(self.now())}.{self._count:06d}"
            message = Message(ts, channel, self.named(content), via, user, by)
            self.messages.append(message)
            self._changed.notify_all()
            return message

    def add_view(self, content: Json, user: str, below: View | None = None) -> View:
        """Open a modal, above another where one is given."""
        with self._changed:
            view = View(self.number("V"), self.named(content), user, self.number("h"), root="")
            view.root, view.previous = (below.root, below.id) if below else (view.id, None)
            self.views.append(view)
            self.opened_views.append(view)
            self._changed.notify_all()
            return view

    def change_view(self, view: View, content: Json) -> None:
        """Show something else in an open modal."""
        with self._changed:
            view.earlier.append(view.content)
            view.content, view.hash = self.named(content), self.number("h")
            self._changed.notify_all()

    def named(self, content: Json) -> Json:
        """Return content in which every block and element that has no id was given one."""
        content = json.loads(json.dumps(content))  # a copy of JSON, many times faster than any other
        for block in content.get("blocks") or []:
            block.setdefault("block_id", self.number("b"))
            for element in interactive(block):
                element.setdefault("action_id", self.number("a"))
        return content

    def new_trigger(self, user: str, *, in_modal: bool = False) -> str:
        """Return a trigger that lives for three seconds."""
        name = f"{self.number('')}.{int(time.time())}.trigger"
        self._triggers[name] = (user, in_modal, self.now())
        return name

    def use_trigger(self, name: str | None) -> tuple[str, bool]:
        """Return whose trigger it is and whether a modal gave it; raises Refused where it is used up or too old."""
        if not name or name not in self._triggers:
            raise Refused("invalid_trigger_id")
        user, in_modal, born = self._triggers[name]
        if not user:
            raise Refused("exchanged_trigger_id")
        if self.now() - born > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        self._triggers[name] = ("", False, born)
        return user, in_modal

    def new_response_url(self, channel: str, user: str, message: Message | None = None) -> str:
        """Return an address at which a gesture can be answered five times within half an hour."""
        path = f"{'actions' if message else 'commands'}/T0TEAM/{self.number('')}"
        self._response_urls[path] = ResponseUrl(channel, user, self.now(), message)
        return self.url + path

    def respond(self, path: str, body: bytes) -> tuple[int, Json | str]:
        """Answer a request to a response_url with status and body."""
        with self.lock:
            given: Json = {}
            try:
                sent = json.loads(body)
                if not isinstance(sent, dict):
                    raise ValueError("no object")
                given = sent
                self.fail_if_asked("response_url")
                self._respond(path, given)
            except (Refused, ValueError) as error:
                answer = error.answer if isinstance(error, Refused) else {"ok": False, "error": "invalid_payload"}
                self.note("response_url", given, answer)
                return 404 if answer["error"] in {"used_url", "expired_url"} else 400, answer
            self.note("response_url", given, {"ok": True})
            return 200, "ok"

    def _respond(self, path: str, given: Json) -> None:
        url = self._response_urls.get(path)
        if url is None or self.now() - url.born > RESPONSE_SECONDS:
            raise Refused("expired_url")
        if url.uses >= RESPONSE_USES:
            raise Refused("used_url")
        if unknown := given.keys() - _RESPONSE_FIELDS:
            raise Refused("invalid_payload", unknown=sorted(unknown))
        original = url.message
        if given.get("delete_original") and original:
            original.deleted = True
        elif given.get("replace_original") and original:
            original.earlier.append(original.content)
            original.content = self.named(content_of(given))
        else:
            self.take_reply(given, url.channel, url.user, "response_url")
        url.uses += 1

    def take_reply(self, given: Json, channel: str, user: str, via: str) -> Message:
        """Show an answer to a gesture: to the person alone, unless it says in_channel."""
        kind = given.get("response_type", "ephemeral")
        if kind not in {"ephemeral", "in_channel"}:
            raise Refused("invalid_payload")
        content = content_of(given)
        return self.add_message(channel, content, via, user=user if kind == "ephemeral" else None)

    def store_upload(self, file_id: str, body: bytes) -> bool:
        """Keep the bytes of a file whose address was asked for."""
        with self.lock:
            if file_id not in self.uploads:
                return False
            self.uploads[file_id]["content"] = body
            return True
