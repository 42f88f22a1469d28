"""The rules of Block Kit's elements, from https://docs.slack.dev/reference/block-kit/block-elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.slack.checks import (
    Check,
    Problem,
    among,
    anything,
    each,
    flag,
    kinds,
    link,
    number,
    plain_text,
    record,
    string,
    text,
    whole,
)

_ACTION = string(255)
_CONFIRM = record(
    {"title": plain_text(100), "text": text(300), "confirm": plain_text(30), "deny": plain_text(30)},
    {"style": among("primary", "danger")},
)


def iso_day(value: Any, at: str) -> Iterator[Problem]:
    """A day as YYYY-MM-DD."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        yield Problem(at, "must be a date as YYYY-MM-DD")


def _option(*types: str, linked: bool = False) -> Check:
    return record(
        {"text": text(75, *types), "value": string(150)},
        {"description": text(75, *types), **({"url": link} if linked else {})},
    )


_PLAIN = _option("plain_text")
_MARKED = _option()
_GROUPS = each(record({"label": plain_text(75), "options": each(_PLAIN, 1, 100)}), 1, 100)
_COMMON: dict[str, Check] = {"action_id": _ACTION, "confirm": _CONFIRM, "focus_on_load": flag}
_PICK: dict[str, Check] = {**_COMMON, "placeholder": plain_text(150)}
_MANY: dict[str, Check] = {**_PICK, "max_selected_items": whole(1, 100)}
_CONVERSATIONS: dict[str, Check] = {"default_to_current_conversation": flag, "filter": anything}
_DISPATCH = record({}, {"trigger_actions_on": each(among("on_enter_pressed", "on_character_entered"), 1, 2)})
_TYPED: dict[str, Check] = {
    "action_id": _ACTION,
    "placeholder": plain_text(150),
    "focus_on_load": flag,
    "dispatch_action_config": _DISPATCH,
}


def _static(options: dict[str, Check]) -> Check:
    with_options = record({"type": anything, "options": each(_PLAIN, 1, 100)}, options)
    with_groups = record({"type": anything, "option_groups": _GROUPS}, options)

    def check(value: Any, at: str) -> Iterator[Problem]:
        yield from (with_groups if "option_groups" in value else with_options)(value, at)
        offered = list(value.get("options") or ())
        for group in value.get("option_groups") or ():
            offered += group.get("options") or ()
        yield from _initial(value, at, offered)

    return check


def _initial(value: Any, at: str, offered: list[Any]) -> Iterator[Problem]:
    chosen = [value["initial_option"]] if "initial_option" in value else value.get("initial_options") or []
    if any(option not in offered for option in chosen):
        yield Problem(at, "initial option must match one of the options offered")
    values = [option.get("value") for option in offered if isinstance(option, dict)]
    if len(set(map(str, values))) != len(values):
        yield Problem(at, "option values must be unique")


def _ticked(fields: dict[str, Check]) -> Check:
    shape = record({"type": anything, "options": each(_MARKED, 1, 10)}, fields)

    def check(value: Any, at: str) -> Iterator[Problem]:
        yield from shape(value, at)
        yield from _initial(value, at, list(value.get("options") or ()))

    return check


ELEMENTS: dict[str, Check] = {
    "button": record(
        {"type": anything, "text": plain_text(75)},
        {
            "action_id": _ACTION,
            "url": link,
            "value": string(2000),
            "style": among("primary", "danger"),
            "confirm": _CONFIRM,
            "accessibility_label": string(75),
        },
    ),
    "static_select": _static({**_PICK, "initial_option": _PLAIN}),
    "multi_static_select": _static({**_MANY, "initial_options": each(_PLAIN, 1, 100)}),
    "external_select": record(
        {"type": anything}, {**_PICK, "initial_option": _PLAIN, "min_query_length": whole(0, 99)}
    ),
    "multi_external_select": record(
        {"type": anything}, {**_MANY, "initial_options": each(_PLAIN, 1, 100), "min_query_length": whole(0, 99)}
    ),
    "users_select": record({"type": anything}, {**_PICK, "initial_user": string(20)}),
    "multi_users_select": record({"type": anything}, {**_MANY, "initial_users": each(string(20), 1, 100)}),
    "conversations_select": record(
        {"type": anything},
        {**_PICK, **_CONVERSATIONS, "initial_conversation": string(20), "response_url_enabled": flag},
    ),
    "multi_conversations_select": record(
        {"type": anything}, {**_MANY, **_CONVERSATIONS, "initial_conversations": each(string(20), 1, 100)}
    ),
    "channels_select": record(
        {"type": anything}, {**_PICK, "initial_channel": string(20), "response_url_enabled": flag}
    ),
    "multi_channels_select": record({"type": anything}, {**_MANY, "initial_channels": each(string(20), 1, 100)}),
    "overflow": record(
        {"type": anything, "options": each(_option("plain_text", linked=True), 1, 5)},
        {"action_id": _ACTION, "confirm": _CONFIRM},
    ),
    "datepicker": record({"type": anything}, {**_PICK, "initial_date": iso_day}),
    "timepicker": record({"type": anything}, {**_PICK, "initial_time": string(5, 5), "timezone": string(60)}),
    "datetimepicker": record({"type": anything}, {**_COMMON, "initial_date_time": whole(10**9, 10**10)}),
    "checkboxes": _ticked({**_COMMON, "initial_options": each(_MARKED, 1, 10)}),
    "radio_buttons": _ticked({**_COMMON, "initial_option": _MARKED}),
    "plain_text_input": record(
        {"type": anything},
        {
            **_TYPED,
            "initial_value": string(3000, 0),
            "multiline": flag,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        },
    ),
    "email_text_input": record({"type": anything}, {**_TYPED, "initial_value": string(3000, 0)}),
    "url_text_input": record({"type": anything}, {**_TYPED, "initial_value": string(3000, 0)}),
    "number_input": record(
        {"type": anything, "is_decimal_allowed": flag},
        {**_TYPED, "initial_value": string(50), "min_value": string(50), "max_value": string(50)},
    ),
    "image": record({"type": anything, "alt_text": string(2000)}, {"image_url": link, "slack_file": anything}),
    "feedback_buttons": record(
        {"type": anything, "positive_button": anything, "negative_button": anything}, {"action_id": _ACTION}
    ),
    "icon_button": record(
        {"type": anything, "icon": among("trash"), "text": plain_text(75)},
        {
            "action_id": _ACTION,
            "value": string(2000),
            "confirm": _CONFIRM,
            "accessibility_label": string(75),
            "visible_to_user_ids": each(string(20), 1, 100),
        },
    ),
}

_SELECTS = frozenset(name for name in ELEMENTS if name.endswith("_select"))
_PICKERS = frozenset(("datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons"))
IN_ACTIONS = _SELECTS | _PICKERS | {"button", "overflow"}
IN_SECTION = IN_ACTIONS - {"datetimepicker"} | {"image"}
IN_INPUT = _SELECTS | _PICKERS | {name for name in ELEMENTS if name.endswith("_input")}


def element(allowed: frozenset[str]) -> Check:
    """An element of one of these types."""
    return kinds(ELEMENTS, allowed)


_STYLE = record({}, dict.fromkeys("bold italic strike code underline highlight client_highlight unlink".split(), flag))
_INLINE: dict[str, Check] = {
    "text": record({"type": anything, "text": string(40_000)}, {"style": _STYLE}),
    "link": record({"type": anything, "url": link}, {"text": string(40_000), "style": _STYLE, "unsafe": flag}),
    "emoji": record(
        {"type": anything, "name": string(100)}, {"unicode": string(100), "style": _STYLE, "skin_tone": number}
    ),
    "user": record({"type": anything, "user_id": string(20)}, {"style": _STYLE}),
    "usergroup": record({"type": anything, "usergroup_id": string(20)}, {"style": _STYLE}),
    "channel": record({"type": anything, "channel_id": string(20)}, {"style": _STYLE}),
    "broadcast": record({"type": anything, "range": among("here", "channel", "everyone")}, {"style": _STYLE}),
    "date": record(
        {"type": anything, "timestamp": number, "format": string(200)},
        {"url": link, "fallback": string(200), "style": _STYLE},
    ),
    "color": record({"type": anything, "value": string(9)}, {"style": _STYLE}),
}
_RUN = each(kinds(_INLINE), 0, 1000)
_SECTION = record({"type": anything, "elements": _RUN})
_FRAMED = record({"type": anything, "elements": _RUN}, {"border": whole(0, 1)})
_LIST = record(
    {
        "type": anything,
        "style": among("bullet", "ordered"),
        "elements": each(kinds({"rich_text_section": _SECTION}), 1, 500),
    },
    {"indent": whole(0, 8), "offset": whole(0, 10_000), "border": whole(0, 1)},
)
RICH = each(
    kinds(
        {
            "rich_text_section": _SECTION,
            "rich_text_list": _LIST,
            "rich_text_quote": _FRAMED,
            "rich_text_preformatted": _FRAMED,
        }
    ),
    1,
    500,
)
