"""Whether what came has the shape of a request of Slack's: what has not is refused in a word, whichever way it came.

The types are those of https://docs.slack.dev: interactivity payloads, the Events API and slash commands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

_MOST_FIELDS = 100
_STRINGS = frozenset(
    "action_id action_ts block_id callback_id channel_id command event_id event_ts message_ts private_metadata"
    " response_url selected_conversation selected_date team_id thread_ts trigger_id ts type unfurl_id user_id"
    " value".split()
)
_OBJECTS = frozenset("assistant_thread container event selected_option view".split())
_EITHER = frozenset("channel enterprise message state team user".split())  # an object, or an id or a text
_LISTS = frozenset("actions authorizations links selected_options".split())  # of objects
_NOT_LOOKED_INTO = frozenset("attachments blocks message metadata".split())  # what people and other apps wrote
_OF_A_FORM = frozenset(("view_submission", "view_closed"))
# The texts that tell which listener it is for, of each action, of the view, or of the whole.
_NEEDED = {
    "block_actions": ("type", "action_id", "block_id"),
    "block_suggestion": ("action_id", "block_id"),
    "message_action": ("callback_id",),
    "shortcut": ("callback_id",),
    "view_submission": ("type", "callback_id"),
    "view_closed": ("type", "callback_id"),
}
_INTERACTIVE = frozenset(_NEEDED)


class Malformed(ValueError):
    """What came is no request of Slack's; the message says why in a word or two."""


def read_body(raw: bytes, content_type: str) -> dict[str, Any]:
    """Return the request in the body of an HTTP request: JSON, or a form. Raises Malformed."""
    try:
        text = raw.decode("utf-8")
        if content_type.partition(";")[0].strip().lower() == "application/json":
            return read_request(json.loads(text))
        form = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
        return read_request(json.loads(form["payload"]) if "payload" in form else form)
    except Malformed:
        raise
    except (ValueError, RecursionError) as error:
        raise Malformed("neither JSON nor a form") from error


def read_request(body: object) -> dict[str, Any]:
    """Return a request as it came, half characters replaced. Raises Malformed where it has not the shape of one."""
    if not isinstance(body, dict):
        raise Malformed("not an object")
    if wrong := next(_wrong_types(body), ""):
        raise Malformed(f"{wrong} is of another type")
    if missing := _missing(body):
        raise Malformed(f"{missing} is missing")
    return _whole_characters(body)


def _missing(body: Mapping[str, Any]) -> str:
    """Return what a request lacks without which nobody can be answered, empty where it lacks nothing."""
    kind = body.get("type")
    if "command" in body:
        return next((name for name in ("command", "user_id", "team_id") if not body.get(name)), "")
    if kind == "event_callback":
        return "team_id" if not body.get("team_id") else "event" if not _part(body, "event").get("type") else ""
    if kind in _INTERACTIVE:
        return _missing_of_interaction(body, str(kind))
    if kind == "url_verification" or "ssl_check" in body:
        return ""
    return "type"


def _missing_of_interaction(body: Mapping[str, Any], kind: str) -> str:
    user = _part(body, "user")
    if not _is_text(user.get("id")):
        return "user"
    if not _is_text(_part(body, "team").get("id")) and not _is_text(user.get("team_id")):
        return "team"
    actions: Sequence[Mapping[str, Any]] = body.get("actions") or ({},)
    lists = {"block_actions": actions, "block_suggestion": (body,), **dict.fromkeys(_OF_A_FORM, (_part(body, "view"),))}
    for each in lists.get(kind, (body,)):
        if missing := next((name for name in _NEEDED[kind] if not _is_text(each.get(name))), ""):
            return missing
    if kind == "view_submission" and not _is_table(_part(_part(body, "view"), "state").get("values")):
        return "values"
    return "" if kind != "message_action" or _part(body, "message") else "message"


def _wrong_types(body: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of what is of another type than Slack's, at any depth but in what people wrote."""
    looked: list[Any] = [body]
    while looked:
        value = looked.pop()
        if isinstance(value, list):
            looked.extend(value)
        elif isinstance(value, dict):
            for name, part in value.items():
                if part is not None and not _fits(name, part):
                    yield name
                if part is None and name in ("event", "actions") and value is body:
                    yield name
                if name not in _NOT_LOOKED_INTO:
                    looked.append(part)


def _fits(name: str, part: object) -> bool:
    if name in _STRINGS:
        return isinstance(part, str)
    if name in _OBJECTS:
        return isinstance(part, dict)
    if name in _EITHER:
        return isinstance(part, (dict, str))
    return name not in _LISTS or (isinstance(part, list) and all(isinstance(each, dict) for each in part))


def _is_table(values: object) -> bool:
    return isinstance(values, dict) and all(
        isinstance(block, dict) and all(isinstance(each, dict) for each in block.values()) for block in values.values()
    )


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = body.get(name)
    return value if isinstance(value, dict) else {}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _whole_characters(body: dict[str, Any]) -> dict[str, Any]:
    """Return a request in which no half of a pair of surrogates stands alone, which no database takes."""
    written = json.dumps(body, ensure_ascii=False)
    try:
        written.encode()
    except UnicodeEncodeError:
        whole: dict[str, Any] = json.loads(written.encode("utf-8", "replace"))
        return whole
    return body
