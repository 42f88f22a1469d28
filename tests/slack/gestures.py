"""What a person's gestures look like when they reach the bot: the payloads, and the state of a filled-in form."""

from __future__ import annotations

from typing import Any

from tests.slack.blocks import interactive
from tests.slack.checks import Json
from tests.slack.workspace import APP, TEAM, Channel, Message, User, View

SELECTED = {
    "static_select": "selected_option",
    "radio_buttons": "selected_option",
    "external_select": "selected_option",
    "overflow": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
}


class FormIncomplete(AssertionError):
    """A form that Slack would not let a person submit."""


def person(user: User) -> Json:
    """Return who acts."""
    return {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team}


def envelope(kind: str, user: User, trigger: str) -> Json:
    """Return what all interactive payloads have."""
    return {
        "type": kind,
        "user": person(user),
        "api_app_id": APP,
        "token": "verification",
        "team": {"id": TEAM, "domain": "loopback"},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": trigger,
    }


def find_element(shown: Message | View, action_id: str, value: Any = None) -> tuple[Json, Json]:
    """Return the block and the element that a person uses; raises LookupError where it is not shown."""
    found = [
        (block, element)
        for block in shown.blocks
        for element in interactive(block)
        if element.get("action_id") == action_id and (value is None or _fits(element, value))
    ]
    if not found:
        there = sorted({str(e.get("action_id")) for block in shown.blocks for e in interactive(block)})
        raise LookupError(
            f"no {action_id!r} with {value!r} is shown; there is {', '.join(there) or 'nothing to press'}"
        )
    return found[0]


def _fits(element: Json, value: Any) -> bool:
    if element["type"] == "button":
        return bool(element.get("value") == value)
    return True


def action(block: Json, element: Json, value: Any) -> Json:
    """Return the action that using an element makes."""
    base = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": "1.0",
    }
    if element["type"] == "button":
        return {**base, "text": element["text"], **({"value": element["value"]} if "value" in element else {})}
    return {**base, **filled(element, value)}


def filled(element: Json, value: Any) -> Json:
    """Return the state of an element into which a person put a value; None leaves it empty."""
    kind = element["type"]
    if kind not in SELECTED:
        return {"type": kind, "value": value or None}
    if SELECTED[kind] == "selected_option":
        chosen: Any = None if value is None else _option(element, value)
    elif SELECTED[kind] == "selected_options":
        chosen = [_option(element, one) for one in value or ()]
    else:
        chosen = value
    return {"type": kind, SELECTED[kind]: chosen}


def _option(element: Json, value: str) -> Json:
    options = [*(element.get("options") or ()), *(o for g in element.get("option_groups") or () for o in g["options"])]
    if element["type"].endswith("external_select"):
        return {"text": {"type": "plain_text", "text": value, "emoji": True}, "value": value}
    for option in options:
        if option.get("value") == value:
            return dict(option)
    raise LookupError(f"{value!r} is not offered; there is {', '.join(str(o.get('value')) for o in options)}")


def _initial(element: Json) -> Any:
    """Return the value that an element has before anybody touches it."""
    if "initial_option" in element:
        return element["initial_option"]["value"]
    if "initial_options" in element:
        return [option["value"] for option in element["initial_options"]]
    return next((value for name, value in element.items() if name.startswith("initial_")), None)


def form_state(view: View, given: Json) -> Json:
    """Return ``state.values`` of a form, filled in by action_id; raises where Slack would hold a person back."""
    values: Json = {}
    unknown = set(given)
    for block in view.blocks:
        for element in interactive(block):
            name = element.get("action_id", "")
            if element["type"] == "button":
                continue
            unknown.discard(name)
            value = given.get(name, _initial(element))
            if block["type"] == "input" and not block.get("optional") and value in (None, "", []):
                raise FormIncomplete(f"{name!r} must be filled in")
            longest = element.get("max_length", 3000)
            if isinstance(value, str) and len(value) > longest:
                raise FormIncomplete(f"{name!r} takes {longest} characters")
            values.setdefault(block["block_id"], {})[name] = filled(element, value)
    if unknown:
        raise LookupError(f"the form has no {', '.join(sorted(unknown))}")
    return values


def block_actions(base: Json, shown: Message | View, channel: Channel | None, state: Json, act: Json) -> Json:
    """Return the payload of a button or a select; an ephemeral message does not come with it, as in Slack."""
    if isinstance(shown, View):
        return {**base, "container": {"type": "view", "view_id": shown.id}, "view": {**shown.as_json(), "state": {"values": state}}, "actions": [act]}  # fmt: skip  # noqa: E501
    assert channel is not None
    where = {"type": "message", "message_ts": shown.ts, "channel_id": channel.id, "is_ephemeral": shown.ephemeral}
    if shown.thread:
        where["thread_ts"] = shown.thread
    named = {"id": channel.id, "name": "directmessage" if channel.is_im else channel.name}
    payload = {**base, "container": where, "channel": named, "state": {"values": state}, "actions": [act]}
    return payload if shown.ephemeral else {**payload, "message": shown.as_json()}
