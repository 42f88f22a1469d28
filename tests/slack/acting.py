"""What a person does in Slack, sent to the bot as Slack would send it."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import time
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.slack.answers import Refused
from tests.slack.blocks import problems, view_problems
from tests.slack.checks import Json
from tests.slack.gestures import action, block_actions, envelope, find_element, form_state
from tests.slack.socket_mode import SocketMode
from tests.slack.state import PATIENCE, SCOPES, State
from tests.slack.workspace import APP, BOT_USER, TEAM, Message, Reply, View

EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message": "im:history",
    "link_shared": "links:read",
    "assistant_thread_started": "assistant:write",
    "assistant_thread_context_changed": "assistant:write",
}
_INSTALLED = {"team_id": TEAM, "user_id": BOT_USER, "is_enterprise_install": False}


class Acting(State):
    """A person's gestures. Each waits for the acknowledgement and returns it as a ``Reply``."""

    def __init__(self, scopes: frozenset[str] = SCOPES) -> None:
        super().__init__(scopes)
        self.request_url: str | None = None
        self.socket = SocketMode()
        self.acknowledge_seconds = PATIENCE  # Slack gives three; a test that is about that sets it
        self.retry_waits: tuple[float, ...] = (0.0, 0.2, 0.4)  # Slack's own are at once, a minute, five minutes

    def slash(self, command: str, text: str = "", *, user: str = "U1", channel: str = "C1", **signing: Any) -> Reply:
        """Type a command; ``secret`` and ``age`` (seconds) sign it wrongly. What comes with the answer is shown."""
        assert "commands" in self.scopes, "the app may have no commands: it lacks the scope"
        payload = {
            "token": "verification",
            "team_id": TEAM,
            "team_domain": "loopback",
            "channel_id": channel,
            "channel_name": "directmessage" if self.channels[channel].is_im else self.channels[channel].name,
            "user_id": user,
            "user_name": self.users[user].name,
            "command": command,
            "text": text,
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": self.new_response_url(channel, user),
            "trigger_id": self.new_trigger(user),
        }
        reply = self._deliver("slash_commands", payload, **signing)
        return self._shown(reply, channel, user)

    def _shown(self, reply: Reply, channel: str, user: str) -> Reply:
        """Show what came in the body of an acknowledgement."""
        body = {"text": reply.body} if isinstance(reply.body, str) else reply.body
        if not reply.acknowledged or not reply.body:
            return reply
        try:
            message = self.take_reply(body, channel, user, "ack")
        except Refused as refused:
            self.note("ack", body, refused.answer)
            return reply
        self.note("ack", body, {"ok": True})
        return Reply(reply.status, reply.body, reply.seconds, message)

    def press(self, action_id: str, on: Message | View, value: Any = None, *, user: str | None = None) -> Reply:
        """Press a button or choose in a select that a message or a view shows.

        ``value`` tells buttons of one action_id apart, or is what is chosen. Raises LookupError where it is not shown.
        """
        who = user or on.user or "U1"
        block, element = find_element(on, action_id, value)
        base = envelope("block_actions", self.users[who], self.new_trigger(who, in_modal=isinstance(on, View)))
        channel = None
        if isinstance(on, Message):
            channel = self.channels[on.channel]
            base["response_url"] = self.new_response_url(on.channel, who, on)
        chosen = action(block, element, value)
        return self._deliver("interactive", block_actions(base, on, channel, _touched(chosen), chosen))

    def submit(self, view: View, values: Json | None = None) -> Reply:
        """Submit a modal with values by action_id; what was not given keeps its first value.

        What the bot answers happens: the modal closes, changes or shows errors (``reply.body["errors"]``).
        """
        state = form_state(view, values or {})
        base = envelope("view_submission", self.users[view.user], self.new_trigger(view.user, in_modal=True))
        payload = {**base, "view": {**view.as_json(), "state": {"values": state}}, "response_urls": []}
        reply = self._deliver("interactive", payload)
        if reply.acknowledged:
            with self.lock:
                answer = self._answer_submission(view, reply.body or {})
            self.note("view_submission", reply.body or {}, answer)
        return reply

    def _answer_submission(self, view: View, body: Json) -> Json:
        """Do what the bot's answer to a submission asks for, and return whether Slack could."""
        kind = body.get("response_action")
        if kind == "errors":
            inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
            right = bool(body.get("errors")) and set(body["errors"]) <= inputs
            return {"ok": True} if right else {"ok": False, "error": "invalid_errors"}
        if kind in {"update", "push"}:
            if found := view_problems(body.get("view"), "modal"):
                return {"ok": False, "error": "invalid_view", "messages": [str(one) for one in found]}
            if kind == "update":
                self.change_view(view, body["view"])
            else:
                self.add_view(body["view"], view.user, below=view)
            return {"ok": True}
        if kind == "clear":
            self.views[:] = [one for one in self.views if one.user != view.user]
        elif not body:
            self.views[:] = [one for one in self.views if one.id != view.id]
        return {"ok": True} if kind == "clear" or not body else {"ok": False, "error": "unknown_response_action"}

    def close_view(self, view: View) -> Reply | None:
        """Close a modal; the bot hears of it where the view asked for that."""
        self.views[:] = [one for one in self.views if one.id != view.id]
        if not view.content.get("notify_on_close"):
            return None
        base = envelope("view_closed", self.users[view.user], "")
        return self._deliver("interactive", {**base, "view": view.as_json(), "is_cleared": False})

    def suggest(self, action_id: str, on: Message | View, typed: str) -> list[Json]:
        """Type into a select whose options the bot gives, and return them; raises where Slack refuses them."""
        who = on.user or "U1"
        block, element = find_element(on, action_id)
        base = envelope("block_suggestion", self.users[who], "")
        asked = {"action_id": element["action_id"], "block_id": block["block_id"], "value": typed}
        place = {"view": on.as_json()} if isinstance(on, View) else {"message": on.as_json()}
        reply = self._deliver("interactive", {**base, **asked, **place})
        options: list[Json] = (reply.body or {}).get("options") or []
        shape = {"type": "static_select", "placeholder": {"type": "plain_text", "text": "."}, "options": options}
        found = problems([{"type": "actions", "elements": [shape]}]) if options else []
        assert not found, f"options refused: {'; '.join(map(str, found))}"
        return options

    def message_shortcut(self, callback_id: str, on: Message, *, user: str = "U1") -> Reply:
        """Choose a shortcut in a message's menu."""
        channel = self.channels[on.channel]
        base = envelope("message_action", self.users[user], self.new_trigger(user))
        where = {
            "callback_id": callback_id,
            "action_ts": on.ts,
            "message_ts": on.ts,
            "channel": {"id": channel.id, "name": channel.name},
            "response_url": self.new_response_url(channel.id, user),
            "message": on.as_json(),
        }
        return self._deliver("interactive", {**base, **where})

    def global_shortcut(self, callback_id: str, *, user: str = "U1") -> Reply:
        """Choose a shortcut from Slack's own menu."""
        base = envelope("shortcut", self.users[user], self.new_trigger(user))
        return self._deliver("interactive", {**base, "callback_id": callback_id, "action_ts": "1.0"})

    def say(self, text: str, *, user: str = "U1", channel: str = "C1", **more: Any) -> Message:
        """Put a person's message into a channel, of which the bot hears nothing."""
        return self.add_message(channel, {"text": text, **more}, "person", by=user)

    def mention(self, text: str, *, user: str = "U1", channel: str = "C1", retries: int = 0, **more: Any) -> Reply:
        """Mention the bot in a channel; ``thread_ts`` does it in a thread."""
        message = self.say(f"<@{BOT_USER}> {text}", user=user, channel=channel, **more)
        content = {**message.as_json(), "type": "app_mention", "channel": channel, "event_ts": message.ts}
        return self.event(content, retries=retries)

    def direct_message(self, text: str, *, user: str = "U1", retries: int = 0, **more: Any) -> Reply:
        """Write to the bot in person; with ``thread_ts`` in its assistant pane."""
        channel = self.direct_channel(user)
        message = self.say(text, user=user, channel=channel.id, **more)
        content = {**message.as_json(), "channel": channel.id, "channel_type": "im", "event_ts": message.ts}
        return self.event(content, retries=retries)

    def share_link(self, *urls: str, user: str = "U1", channel: str = "C1") -> Reply:
        """Post links that the bot may unfurl."""
        message = self.say(" ".join(f"<{url}>" for url in urls), user=user, channel=channel)
        unfurl_id = self.number("L")
        self.shared_links[unfurl_id] = self.shared_links[f"{channel}/{message.ts}"] = list(urls)
        links = [{"url": url, "domain": urlsplit(url).hostname} for url in urls]
        place = {
            "channel": channel,
            "message_ts": message.ts,
            "unfurl_id": unfurl_id,
            "source": "conversations_history",
        }
        return self.event({"type": "link_shared", "user": user, "is_bot_user_member": True, "links": links, "event_ts": message.ts, **place})  # fmt: skip  # noqa: E501

    def open_home(self, *, user: str = "U1") -> Reply:
        """Open the bot's home."""
        content: Json = {"type": "app_home_opened", "user": user, "channel": self.direct_channel(user).id, "tab": "home", "event_ts": "1.0"}  # fmt: skip  # noqa: E501
        if user in self.homes:
            content["view"] = self.homes[user].as_json()
        return self.event(content)

    def open_messages(self, *, user: str = "U1") -> Reply:
        """Open the bot's messages."""
        context = {"entities": [{"type": "slack#/types/channel_id", "value": "C1", "team_id": TEAM}]}
        shown: Json = {"context": context} if self.experience == "agent" else {}
        return self.event({"type": "app_home_opened", "user": user, "channel": self.direct_channel(user).id, "tab": "messages", "event_ts": "1.0", **shown})  # fmt: skip  # noqa: E501

    def look_elsewhere(self) -> Reply:
        """Go to another channel while the bot is open beside it; Slack does not say who did."""
        assert self.experience == "agent", "only an app with agent_view is told"
        return self.event({"type": "app_context_changed", "context": {}})

    def open_assistant(self, *, user: str = "U1") -> Reply:
        """Open the assistant pane; the thread's first message is in the channel of direct messages."""
        assert self.experience == "assistant", "an app with agent_view has no assistant pane"
        channel = self.direct_channel(user)
        thread = self.add_message(channel.id, {"text": "New chat"}, "person")
        context = {"channel_id": "C1", "team_id": TEAM, "enterprise_id": None}
        about = {"user_id": user, "context": context, "channel_id": channel.id, "thread_ts": thread.ts}
        return self.event({"type": "assistant_thread_started", "assistant_thread": about, "event_ts": thread.ts})

    def event(self, content: Json, *, retries: int = 0) -> Reply:
        """Send an event; again up to three times where it is not acknowledged, and ``retries`` times where it was."""
        needed = EVENT_SCOPES.get(content["type"])
        assert needed is None or needed in self.scopes, f"the app is not told of {content['type']}: it lacks {needed}"
        payload = {
            "token": "verification",
            "team_id": TEAM,
            "api_app_id": APP,
            "event": content,
            "type": "event_callback",
            "event_id": self.number("Ev"),
            "event_time": int(time.time()),
            "is_ext_shared_channel": False,
            "authorizations": [{**_INSTALLED, "enterprise_id": None, "is_bot": True}],
        }
        reply = self._deliver("events_api", payload)
        for turn, wait in enumerate(self.retry_waits, 1):
            if reply.acknowledged and turn > retries:
                break
            time.sleep(wait)
            reason = "http_error" if reply.status else "http_timeout"
            reply = self._deliver("events_api", payload, retry=(turn, reason))
        return reply

    def _deliver(
        self,
        kind: str,
        payload: Json,
        *,
        secret: str | None = None,
        age: float = 0,
        retry: tuple[int, str] | None = None,
    ) -> Reply:
        """Send a payload the way that the bot listens, and wait for it to be acknowledged."""
        if self.request_url is None:
            more = {"retry_attempt": retry[0], "retry_reason": retry[1]} if retry else {}
            answer = self.socket.send(kind, payload, self.acknowledge_seconds, **more)
            return Reply(0, None, self.acknowledge_seconds) if answer is None else Reply(200, answer[0], answer[1])
        if kind == "slash_commands":
            body, form = urlencode(payload), True
        elif kind == "interactive":
            body, form = urlencode({"payload": json.dumps(payload)}), True
        else:
            body, form = json.dumps(payload), False
        headers = signed(body, secret or self.signing_secret, age)
        headers["Content-Type"] = "application/x-www-form-urlencoded" if form else "application/json"
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]}
        return post(self.request_url, body, headers, self.acknowledge_seconds)


def _touched(chosen: Json) -> Json:
    """Return the state that comes with an action: what the person just chose, the rest as it was shown."""
    kept = {k: v for k, v in chosen.items() if k not in {"action_id", "block_id", "action_ts", "text"}}
    return {} if chosen["type"] == "button" else {chosen["block_id"]: {chosen["action_id"]: kept}}


def signed(body: str, secret: str, age: float = 0) -> dict[str, str]:
    """Return the headers with which Slack signs a request; ``age`` makes it so many seconds old."""
    moment = str(int(time.time() - age))
    digest = hmac.new(secret.encode(), f"v0:{moment}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={digest}", "User-Agent": "Slackbot 1.0"}


def post(url: str, body: str, headers: dict[str, str], timeout: float) -> Reply:
    """Post to the bot and return what came back; status 0 where nothing came in time."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout)
    begun = time.monotonic()
    try:
        connection.request("POST", parts.path, body.encode(), headers)
        response = connection.getresponse()
        text = response.read().decode()
        status = response.status
        is_json = response.headers.get_content_type() == "application/json"
    except (OSError, http.client.HTTPException):
        return Reply(0, None, time.monotonic() - begun)
    finally:
        connection.close()
    return Reply(status, json.loads(text) if is_json and text else text, time.monotonic() - begun)
