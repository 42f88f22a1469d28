"""Slack's limits in one table, and the check that every message and view passes before it is sent.

From the Block Kit reference of docs.slack.dev, read in 2026: what a block may hold, how long each text may be and how
many of each there may be. Only what this bot sends is in the table, and nothing in which Slack parses marks or links.
Lengths are in UTF-16 units, in which an emoji counts as two. How Slack adds up a whole message is not published; it has
refused some of 13,300 characters of words and structure together, so ``MESSAGE_SIZE`` is the length of the blocks as
compact JSON and lies below that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_SIZE, MESSAGE_TEXT = 13_000, 4_000
HEADER, PLAIN = 150, 3_000
BUTTON, BUTTON_VALUE, ADDRESS = 75, 2_000, 3_000
OPTION, OPTION_VALUE, OPTIONS = 75, 150, 100
ACTIONS, CONTEXT = 25, 10
VIEW_TITLE, PRIVATE_METADATA, NAME = 24, 3_000, 255
LABEL, PLACEHOLDER, INPUT = 2_000, 150, 3_000
TABLE_ROWS, TABLE_COLUMNS, TABLE_SIZE, TABLES = 100, 20, 10_000, 1
CHARTS, CHART_TITLE, CHART_SERIES, CHART_POINTS, CHART_LABEL, AXIS_LABEL = 2, 50, 6, 20, 20, 50
RICH_TEXT = 3_000  # not published for one element of rich text; what plain text may hold is safe

Found = Sequence[str]
Check = Callable[[Any], Found]
"""What is wrong with a value, a sentence each; nothing where all is well."""

FINE: Found = ()
_WEB = re.compile(r"https?://[^\s<>|]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def length(text: str) -> int:
    """Return the length of a text as Slack counts it, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def size(blocks: object) -> int:
    """Return the length of blocks as compact JSON."""
    return length(_COMPACT(blocks))


def breaches(payload: Mapping[str, Any]) -> list[str]:
    """Return what Slack would refuse in a message, a view or an unfurl, a sentence each; empty where all is well."""
    if payload.get("type") in ("modal", "home"):
        return [*_VIEWS[payload["type"]](payload), *_unique(payload.get("blocks"), "block_id")]
    message = (_MESSAGE if "text" in payload else _UNFURL)(payload)
    blocks = payload.get("blocks") or []
    counted = [block.get("type") for block in blocks if isinstance(block, dict)]
    found = [*message, *_unique(blocks, "block_id")]
    taken = size(blocks)
    if taken > MESSAGE_SIZE:
        found.append(f"blocks: {taken} characters, at most {MESSAGE_SIZE}")
    for kind, most in (("table", TABLES), ("data_visualization", CHARTS)):
        if counted.count(kind) > most:
            found.append(f"blocks: {counted.count(kind)} of {kind}, at most {most}")
    return found


def checked(payload: dict[str, Any]) -> dict[str, Any]:
    """Return a message or view that Slack will take. Raises ValueError, a fault of ours, where it would refuse it."""
    found = breaches(payload)
    if found:
        raise ValueError(f"Slack would refuse this: {'; '.join(found[:5])}")
    return payload


def _text(most: int) -> Check:
    def check(value: Any) -> Found:
        if not isinstance(value, str) or not value:
            return ("must be a text that is not empty",)
        # No character counts for more than two.
        if 2 * len(value) > most and length(value) > most:
            return (f"{length(value)} characters, at most {most}",)
        return FINE

    return check


def _one_of(*allowed: object) -> Check:
    return lambda value: FINE if value in allowed else (f"{value!r} is none of {allowed}",)


def _matching(pattern: re.Pattern[str], most: int = ADDRESS) -> Check:
    def check(value: Any) -> Found:
        if not isinstance(value, str) or not pattern.fullmatch(value) or length(value) > most:
            return (f"{value!r} does not have the form asked for",)
        return FINE

    return check


def _number(value: Any) -> Found:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ("must be a number",)
    return FINE


def _flag(value: Any) -> Found:
    return FINE if isinstance(value, bool) else ("must be true or false",)


def _each(check: Check, most: int, least: int = 1) -> Check:
    def check_list(value: Any) -> Found:
        if not isinstance(value, list) or not least <= len(value) <= most:
            return (f"{len(value) if isinstance(value, list) else 'no'} entries, from {least} to {most}",)
        wrong = [(place, found) for place, entry in enumerate(value) if (found := check(entry))]
        return [f"[{place}]{'' if one.startswith(('.', '[')) else ' '}{one}" for place, found in wrong for one in found]

    return check_list


def _object(**fields: Check) -> Check:
    """Check an object: a field whose name ends in an underscore may be missing.

    What is said: fields missing, fields unknown, fields that break their rule.
    """
    rules = {name.rstrip("_"): check for name, check in fields.items()}
    needed = frozenset(name for name in fields if not name.endswith("_"))

    def check_object(value: Any) -> Found:
        if type(value) is not dict and not isinstance(value, Mapping):
            return ("must be an object",)
        missing = needed.difference(value)
        found = [f".{name} is missing" for name in sorted(missing)] if missing else []
        for name, given in value.items():
            rule = rules.get(name)
            if rule is None:
                found.append(f".{name} is unknown")
            elif wrong := rule(given):
                found += [f".{name}{'' if each.startswith(('.', '[')) else ': '}{each}" for each in wrong]
        return found

    return check_object


def _typed(*types: str) -> Check:
    """Check an object of one of the given types by the table of its fields."""
    allowed = frozenset(types)

    def check(value: Any) -> Found:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in allowed:
            return (f"{kind!r} is none of {types}",)
        return _SHAPES[kind](value)

    return check


def _unique(entries: Any, name: str) -> Found:
    given = [entry[name] for entry in entries or [] if isinstance(entry, dict) and name in entry]
    if len(given) == len(set(map(str, given))):
        return FINE
    return [f"{name} {each!r} stands twice" for each in sorted({each for each in given if given.count(each) > 1})]


def _elements(check: Check) -> Check:
    """Check a list of elements whose ``action_id`` must differ."""
    return lambda value: [*check(value), *_unique(value, "action_id")]


def _table(value: Any) -> Found:
    if wrong := _ROWS(value):
        return wrong
    if len({len(row) for row in value}) > 1:
        return ("rows of different lengths",)
    taken = size(value)
    return FINE if taken <= TABLE_SIZE else (f"{taken} characters, at most {TABLE_SIZE}",)


def _chart(value: Any) -> Found:
    if wrong := _CHART(value):
        return wrong
    found = [
        "the labels are not the categories"
        for series in value["series"]
        if [point["label"] for point in series["data"]] != value["axis_config"]["categories"]
    ]
    return [*found, *_unique(value["series"], "name")]


def _plain(most: int) -> Check:
    return _object(type=_one_of("plain_text"), text=_text(most), emoji_=_flag)


_ROWS = _each(_each(_typed("raw_text", "rich_text"), TABLE_COLUMNS), TABLE_ROWS)
_POINTS = _each(_object(label=_text(CHART_LABEL), value=_number), CHART_POINTS)
_CHART = _object(
    type=_one_of("bar", "line", "area"),
    series=_each(_object(name=_text(CHART_LABEL), data=_POINTS), CHART_SERIES),
    axis_config=_object(
        categories=_each(_text(CHART_LABEL), CHART_POINTS), x_label_=_text(AXIS_LABEL), y_label_=_text(AXIS_LABEL)
    ),
)
_OPTION = _object(text=_plain(OPTION), value=_text(OPTION_VALUE))
_CONFIRM = _object(title=_plain(100), text=_plain(300), confirm=_plain(30), deny=_plain(30))
_STYLE = _object(bold_=_flag, italic_=_flag, strike_=_flag, code_=_flag)
_WORDS_OF_RICH_TEXT = _each(_typed("text", "link", "user"), 1_000)
_SECTIONS_OF_RICH_TEXT = _each(_typed("rich_text_section"), 1_000)
_PICK = {"action_id": _text(NAME), "placeholder_": _plain(PLACEHOLDER), "focus_on_load_": _flag}
_INPUTS = _typed(
    "plain_text_input",
    "static_select",
    "multi_static_select",
    "multi_external_select",
    "conversations_select",
    "datepicker",
)

_FIELDS: dict[str, dict[str, Check]] = {
    "header": {"text": _plain(HEADER)},
    "section": {"text": _plain(PLAIN), "expand_": _flag},
    "context": {"elements": _each(_plain(PLAIN), CONTEXT)},
    "actions": {"elements": _elements(_each(_typed("button"), ACTIONS))},
    "rich_text": {"elements": _each(_typed("rich_text_section", "rich_text_list"), 1_000)},
    "rich_text_section": {"elements": _WORDS_OF_RICH_TEXT},
    "rich_text_list": {"style": _one_of("bullet", "ordered"), "elements": _SECTIONS_OF_RICH_TEXT},
    "text": {"text": _text(RICH_TEXT), "style_": _STYLE},
    "link": {"url": _matching(_WEB), "text_": _text(RICH_TEXT), "style_": _STYLE},
    "user": {"user_id": _matching(re.compile("[UW][A-Z0-9]+"))},
    "raw_text": {"text": _text(RICH_TEXT)},
    "table": {"rows": _table, "column_settings_": _each(_object(align_=_text(6), is_wrapped_=_flag), TABLE_COLUMNS)},
    "data_visualization": {"title": _text(CHART_TITLE), "chart": _chart},
    "input": {
        "label": _plain(LABEL),
        "element": _INPUTS,
        "hint_": _plain(LABEL),
        "optional_": _flag,
        "dispatch_action_": _flag,
    },
    "button": {
        "text": _plain(BUTTON),
        "action_id": _text(NAME),
        "value_": _text(BUTTON_VALUE),
        "url_": _matching(_WEB),
        "style_": _one_of("primary", "danger"),
        "confirm_": _CONFIRM,
        "accessibility_label_": _text(BUTTON),
    },
    "static_select": _PICK | {"options": _each(_OPTION, OPTIONS), "initial_option_": _OPTION},
    "multi_static_select": _PICK | {"options": _each(_OPTION, OPTIONS), "initial_options_": _each(_OPTION, OPTIONS)},
    "multi_external_select": _PICK | {"initial_options_": _each(_OPTION, OPTIONS), "min_query_length_": _number},
    "conversations_select": _PICK
    | {"filter_": _object(include=_each(_one_of("public", "private"), 2), exclude_bot_users_=_flag)},
    "datepicker": _PICK | {"initial_date_": _matching(_DAY)},
    "plain_text_input": _PICK
    | {"initial_value_": _text(INPUT), "multiline_": _flag, "max_length_": _number, "min_length_": _number},
}
_SHOWN = ("header", "section", "context", "actions", "rich_text")
for _block in (*_SHOWN, "table", "data_visualization", "input"):
    _FIELDS[_block] |= {"block_id_": _text(NAME)}

_SHAPES = {kind: _object(type=_one_of(kind), **fields) for kind, fields in _FIELDS.items()}

_MESSAGE = _object(
    text=_text(MESSAGE_TEXT), blocks=_each(_typed(*_SHOWN, "table", "data_visualization"), MESSAGE_BLOCKS)
)
_UNFURL = _object(blocks=_each(_typed(*_SHOWN), MESSAGE_BLOCKS))
_VIEW: dict[str, Check] = {
    "type": _one_of("modal", "home"),
    "callback_id_": _text(NAME),
    "private_metadata_": _text(PRIVATE_METADATA),
}
_VIEWS = {
    "home": _object(**_VIEW, blocks=_each(_typed(*_SHOWN), VIEW_BLOCKS)),
    "modal": _object(
        **_VIEW,
        title=_plain(VIEW_TITLE),
        submit_=_plain(VIEW_TITLE),
        close_=_plain(VIEW_TITLE),
        notify_on_close_=_flag,
        clear_on_close_=_flag,
        blocks=_each(_typed(*_SHOWN, "input"), VIEW_BLOCKS),
    ),
}
