"""Who asked for something in Slack, where and by which gesture: one value out of each kind of payload."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Gesture:
    """A gesture as it came. ``delivery`` is Slack's own id of it, the same when Slack sends it again.

    ``channel`` is empty where there is none (a global shortcut, App Home); ``thread`` is the message whose thread it
    belongs to, ``message`` the message itself; both are Slack's timestamps. ``response_url`` takes five replies within
    half an hour, ``trigger`` opens one view within three seconds. ``payload`` is all that came, as JSON.
    """

    gesture: str
    delivery: str
    person: str
    team: str
    channel: str = ""
    words: str = ""
    thread: str = ""
    message: str = ""
    response_url: str = ""
    trigger: str = ""
    payload: str = field(default="", repr=False, compare=False)

    @property
    def in_channel(self) -> bool:
        """Whether others read along: a channel or a group, not a direct message."""
        return bool(self.channel) and not self.channel.startswith("D")


def asked_by_command(body: Payload) -> Gesture:
    """Return what a slash command asks for."""
    return Gesture(
        gesture=_text(body, "command"),
        delivery=_delivery("command", body, "trigger_id"),
        person=_text(body, "user_id"),
        team=_text(body, "team_id"),
        channel=_text(body, "channel_id"),
        words=_text(body, "text"),
        response_url=_text(body, "response_url"),
        trigger=_text(body, "trigger_id"),
        payload=_written(body),
    )


def asked_by_press(body: Payload, gesture: str) -> Gesture:
    """Return what a press of a button, a submitted view or a shortcut asks for."""
    container, message = _part(body, "container"), _part(body, "message")
    first = next(iter(body.get("actions") or ()), None)
    unique = _text(first, "action_ts") if isinstance(first, Mapping) else _text(_part(body, "view"), "hash")
    team = _text(_part(body, "team"), "id") or _text(_part(body, "user"), "team_id")
    stamp = _text(message, "ts") or _text(container, "message_ts")
    return Gesture(
        gesture=gesture,
        delivery=_delivery(f"{gesture}:{_text(_part(body, 'view'), 'id')}:{unique}", body, "trigger_id"),
        person=_text(_part(body, "user"), "id"),
        team=team,
        channel=_text(_part(body, "channel"), "id") or _text(container, "channel_id"),
        words=_text(message, "text"),
        thread=_text(message, "thread_ts") or _text(container, "thread_ts"),
        message=stamp,
        response_url=_text(body, "response_url"),
        trigger=_text(body, "trigger_id"),
        payload=_written(body),
    )


def asked_by_event(body: Payload, gesture: str) -> Gesture:
    """Return what an event asks for: a mention, a message, a link, App Home opened."""
    event = _part(body, "event")
    pane = _part(event, "assistant_thread")
    stamp = _text(event, "ts") or _text(event, "message_ts")
    return Gesture(
        gesture=gesture,
        delivery=_delivery("event", body, "event_id"),
        person=_text(event, "user") or _text(pane, "user_id"),
        team=_text(body, "team_id"),
        channel=_text(event, "channel") or _text(pane, "channel_id"),
        words=_text(event, "text"),
        thread=_text(event, "thread_ts") or _text(pane, "thread_ts"),
        message=stamp,
        payload=_written(body),
    )


def _delivery(kind: str, body: Payload, name: str) -> str:
    """Return the id of a delivery, by its content where Slack gave it none."""
    given = _text(body, name)
    if not given:
        given = hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest()
    return f"{kind}:{given}"


def _written(body: Payload) -> str:
    return json.dumps(body, separators=(",", ":"), default=str)


def _part(body: Payload, name: str) -> Payload:
    value = body.get(name)
    return value if isinstance(value, Mapping) else {}


def _text(body: Payload, name: str) -> str:
    value = body.get(name)
    return value if isinstance(value, str) else ""
