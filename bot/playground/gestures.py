"""What a person does on the page, made into the signed requests with which Slack would tell the app."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from bot.playground.workspace import (
    APP,
    BOT_USER,
    CHANNEL,
    DIRECT,
    NAMES,
    PERSON,
    TEAM,
    YOU,
    Json,
    OpenView,
    Posted,
    Workspace,
    new_id,
)
from bot.slack.setup.manifest import manifest

if TYPE_CHECKING:
    from slack_bolt import App

_COMMAND = re.compile(r"(/[a-z]+)\s*(.*)", re.DOTALL)
_MENTION = re.compile(r"@pqbrief\b[:,]?\s*", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>|]+")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class NotDone(Exception):
    """A gesture that came to nothing; the message is for the person at the page."""


class Visitor:
    """You, in front of the page. ``answer_url`` is where the app's answers to gestures come, the path left out."""

    def __init__(self, app: App, workspace: Workspace, signing_secret: str, answer_url: str) -> None:
        """Take the app and where it shows what it does."""
        from slack_sdk.signature import SignatureVerifier  # noqa: PLC0415 - --help needs none of it

        self._app = app
        self._workspace = workspace
        self._signer = SignatureVerifier(signing_secret)
        self._answer_url = answer_url

    def type(self, text: str, channel: str = CHANNEL) -> None:
        """Send what was typed: a command, a mention of the app, a direct message, or words to nobody.

        Raises NotDone for a command that the app does not have or does not answer.
        """
        text = text.strip()
        if command := _COMMAND.fullmatch(text):
            self._command(command[1], command[2], channel)
        elif text:
            self._say(text, channel)

    def _command(self, command: str, words: str, channel: str) -> None:
        path = self._workspace.new_answer_path(channel)
        form = {
            "team_id": TEAM,
            "team_domain": "try-it",
            "channel_id": channel,
            "channel_name": "directmessage" if channel == DIRECT else NAMES[channel],
            "user_id": YOU,
            "user_name": PERSON["name"],
            "command": command,
            "text": words.translate(_ESCAPES),
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": self._answer_url + path,
            "trigger_id": new_id(""),
        }
        body = self._send(urlencode(form), form=True, what=f"the command {command}")
        answerable = self._workspace.answerable(path)
        if body and answerable:
            self._workspace.reply(answerable, body)

    def _say(self, text: str, channel: str) -> None:
        mentioned = channel == CHANNEL and _MENTION.match(text)
        escaped = _MENTION.sub("", text).translate(_ESCAPES) if mentioned else text.translate(_ESCAPES)
        sent = f"<@{BOT_USER}> {escaped}" if mentioned else _LINK.sub(lambda link: f"<{link[0]}>", escaped)
        posted = self._workspace.post(channel, {"text": sent}, by=YOU)
        about = {**posted.as_json(), "channel": channel, "event_ts": posted.ts}
        if channel == DIRECT:
            self._event({**about, "channel_type": "im"})
        elif mentioned:
            self._event({**about, "type": "app_mention"})
        if links := [link for link in _LINK.findall(text) if _announced(link)]:
            found = [{"url": link, "domain": urlsplit(link).hostname} for link in links]
            place = {"channel": channel, "message_ts": posted.ts, "unfurl_id": posted.ts, "event_ts": posted.ts}
            self._event({"type": "link_shared", "user": YOU, "links": found, **place})

    def open_home(self) -> None:
        """Open the app's home."""
        self._event({"type": "app_home_opened", "user": YOU, "channel": DIRECT, "tab": "home", "event_ts": "1.0"})

    def press(self, place: Json, action: Json, state: Json) -> None:
        """Use an element of a message (``{"ts"}``) or a view (``{"view"}``); raises NotDone where it is gone."""
        payload = {**self._interaction("block_actions"), "state": {"values": state}, "actions": [action]}
        if "view" in place:
            shown = self._view(place["view"])
            about = {"type": "view", "view_id": shown.id}
            view = {**shown.as_json(), "state": {"values": state}}
            self._send_payload({**payload, "container": about, "view": view}, "that")
            return
        message = self._message(place.get("ts"))
        about = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
        payload |= {"container": {**about, "is_ephemeral": message.private}, "channel": _channel(message.channel)}
        if not message.private:
            payload["message"] = message.as_json()
        path = self._workspace.new_answer_path(message.channel, message.ts)
        self._send_payload({**payload, "response_url": self._answer_url + path}, "that button")

    def use_shortcut(self, callback_id: str, ts: str | None) -> None:
        """Use a shortcut, of a message where one is named."""
        if ts is None:
            payload = {**self._interaction("shortcut"), "callback_id": callback_id, "action_ts": "1.0"}
        else:
            message = self._message(ts)
            path = self._workspace.new_answer_path(message.channel)
            payload = {
                **self._interaction("message_action"),
                "callback_id": callback_id,
                "message": message.as_json(),
                "message_ts": ts,
                "action_ts": ts,
                "channel": _channel(message.channel),
                "response_url": self._answer_url + path,
            }
        self._send_payload(payload, "that shortcut")

    def submit(self, view_id: str, state: Json) -> Json:
        """Submit a modal and return its errors by block, none where it was taken."""
        shown = self._view(view_id)
        view = {**shown.as_json(), "state": {"values": state}}
        payload = {**self._interaction("view_submission"), "view": view, "response_urls": []}
        body = self._send_payload(payload, "the form")
        action = body.get("response_action")
        if action == "errors":
            return dict(body.get("errors") or {})
        if action == "update":
            self._workspace.change_view(shown, body["view"])
        elif action == "push":
            self._workspace.open_modal(body["view"], above=True)
        else:
            self._workspace.close_modals(None if action == "clear" else view_id)
        return {}

    def close(self, view_id: str) -> None:
        """Close a modal, and tell the app where it asked for that."""
        shown = self._view(view_id)
        self._workspace.close_modals(view_id)
        if shown.content.get("notify_on_close"):
            closed = {**self._interaction("view_closed"), "view": shown.as_json(), "is_cleared": False}
            self._send_payload(closed, "the form")

    def suggest(self, place: Json, action: Json, typed: str) -> list[Json]:
        """Return the options that the app offers for what was typed."""
        asked = {"action_id": action.get("action_id"), "block_id": action.get("block_id"), "value": typed}
        where = {"view": self._view(place["view"]).as_json()} if "view" in place else {}
        body = self._send_payload({**self._interaction("block_suggestion"), **asked, **where}, "suggestions")
        return list(body.get("options") or [])

    def _message(self, ts: str | None) -> Posted:
        message = self._workspace.find(ts or "")
        if message is None:
            raise NotDone("That message is gone.")
        return message

    def _view(self, view_id: str) -> OpenView:
        shown = self._workspace.find_view(view_id)
        if shown is None:
            raise NotDone("That form was closed.")
        return shown

    def _interaction(self, kind: str) -> Json:
        """Return what every interactive payload has."""
        team = {"id": TEAM, "domain": "try-it"}
        home = {"enterprise": None, "is_enterprise_install": False, "api_app_id": APP}
        return {"type": kind, "user": PERSON, "team": team, "trigger_id": new_id(""), **home}

    def _event(self, content: Json) -> None:
        install = {"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}
        body = {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": APP,
            "event": content,
            "event_id": new_id("Ev"),
            "event_time": int(time.time()),
            "authorizations": [{**install, "is_enterprise_install": False}],
        }
        self._send(json.dumps(body), form=False, what="that")

    def _send_payload(self, payload: Json, what: str) -> Json:
        return self._send(urlencode({"payload": json.dumps(payload)}), form=True, what=what)

    def _send(self, body: str, *, form: bool, what: str) -> Json:
        """Hand the app a signed request and return the body of its acknowledgement, a text as ``{"text"}``."""
        from slack_bolt import BoltRequest  # noqa: PLC0415 - --help needs none of it

        moment = str(int(time.time()))
        signature = self._signer.generate_signature(timestamp=moment, body=body) or ""
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        headers = {"content-type": kind, "x-slack-request-timestamp": moment, "x-slack-signature": signature}
        response = self._app.dispatch(BoltRequest(body=body, headers={k: [v] for k, v in headers.items()}))
        if response.status != 200:
            raise NotDone(f"The app does not know {what}.")
        if not response.body:
            return {}
        if response.body.startswith("{"):
            answer = json.loads(response.body)
            return answer if isinstance(answer, dict) else {}
        return {"text": response.body}


def _announced(link: str) -> bool:
    """Whether Slack would tell the app of a link: its manifest names the domain, or one above it."""
    host = urlsplit(link).hostname or ""
    domains = manifest()["features"]["unfurl_domains"]
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _channel(channel: str) -> Json:
    return {"id": channel, "name": "directmessage" if channel == DIRECT else NAMES[channel]}


def do(person: Visitor, name: str, given: Json) -> Json:
    """Do one gesture and return what only the page that made it needs to know. Raises NotDone."""
    if name == "submit":
        return {"errors": person.submit(given["view"], given.get("state") or {})}
    if name == "suggest":
        return {"options": person.suggest(given["place"], given["action"], str(given["typed"]))}
    if name not in _SILENT:
        raise NotDone("There is no such gesture.")
    _SILENT[name](person, given)
    return {}


_SILENT: dict[str, Callable[[Visitor, Json], None]] = {
    "type": lambda person, given: person.type(str(given["text"]), str(given.get("channel") or CHANNEL)),
    "press": lambda person, given: person.press(given["place"], given["action"], given.get("state") or {}),
    "close": lambda person, given: person.close(given["view"]),
    "home": lambda person, _: person.open_home(),
    "shortcut": lambda person, given: person.use_shortcut(str(given["callback_id"]), given.get("ts")),
}
