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
from collections.abc import Callable, Iterator, Mapping
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

Check = Callable[[Any], Iterator[str]]
_WEB = re.compile(r"https?://[^\s<>|]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def length(text: str) -> int:
    """Return the length of a text as Slack counts it, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def size(blocks: object) -> int:
    """Return the length of blocks as compact JSON."""
    return length(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")))


def breaches(payload: Mapping[str, Any]) -> list[str]:
    """Return what Slack would refuse in a message, a view or an unfurl, a sentence each; empty where all is well."""
    if payload.get("type") in ("modal", "home"):
        return [*_shape(_VIEWS[payload["type"]], payload), *_unique(payload.get("blocks"), "block_id")]
    message = _shape(_MESSAGE if "text" in payload else _UNFURL, payload)
    blocks = payload.get("blocks") or []
    counted = [block.get("type") for block in blocks if isinstance(block, dict)]
    found = [*message, *_unique(blocks, "block_id")]
    if size(blocks) > MESSAGE_SIZE:
        found.append(f"blocks: {size(blocks)} characters, at most {MESSAGE_SIZE}")
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
    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, str) or not value:
            yield "must be a text that is not empty"
        elif length(value) > most:
            yield f"{length(value)} characters, at most {most}"

    return check


def _one_of(*allowed: object) -> Check:
    def check(value: Any) -> Iterator[str]:
        if value not in allowed:
            yield f"{value!r} is none of {allowed}"

    return check


def _matching(pattern: re.Pattern[str], most: int = ADDRESS) -> Check:
    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, str) or not pattern.fullmatch(value) or length(value) > most:
            yield f"{value!r} does not have the form asked for"

    return check


def _number(value: Any) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield "must be a number"


def _flag(value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield "must be true or false"


def _each(check: Check, most: int, least: int = 1) -> Check:
    def check_list(value: Any) -> Iterator[str]:
        if not isinstance(value, list) or not least <= len(value) <= most:
            yield f"{len(value) if isinstance(value, list) else 'no'} entries, from {least} to {most}"
            return
        for place, entry in enumerate(value):
            for found in check(entry):
                yield f"[{place}]{'' if found.startswith(('.', '[')) else ' '}{found}"

    return check_list


def _object(**fields: Check) -> Check:
    """Check an object: a field whose name ends in an underscore may be missing."""
    return lambda value: iter(_shape(fields, value))


def _typed(*types: str) -> Check:
    """Check an object of one of the given types by the table of its fields."""

    def check(value: Any) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind not in types:
            yield f"{kind!r} is none of {types}"
        else:
            yield from _shape(_FIELDS[kind], {name: given for name, given in value.items() if name != "type"})

    return check


def _shape(fields: Mapping[str, Check], value: Any) -> list[str]:
    """Return what is wrong with an object: fields missing, fields unknown, fields that break their rule."""
    if not isinstance(value, dict | Mapping):
        return ["must be an object"]
    rules = {name.rstrip("_"): check for name, check in fields.items()}
    needed = {name for name in fields if not name.endswith("_")}
    found = [f".{name} is missing" for name in sorted(needed - set(value))]
    for name, given in value.items():
        if name not in rules:
            found.append(f".{name} is unknown")
            continue
        found += [f".{name}{'' if each.startswith(('.', '[')) else ': '}{each}" for each in rules[name](given)]
    return found


def _unique(entries: Any, name: str) -> list[str]:
    given = [entry[name] for entry in entries or [] if isinstance(entry, dict) and name in entry]
    return [f"{name} {each!r} stands twice" for each in sorted({each for each in given if given.count(each) > 1})]


def _elements(check: Check) -> Check:
    """Check a list of elements whose ``action_id`` must differ."""

    def check_elements(value: Any) -> Iterator[str]:
        yield from check(value)
        yield from _unique(value, "action_id")

    return check_elements


def _table(value: Any) -> Iterator[str]:
    wrong = list(_each(_each(_typed("raw_text", "rich_text"), TABLE_COLUMNS), TABLE_ROWS)(value))
    yield from wrong
    if wrong:
        return
    if len({len(row) for row in value}) > 1:
        yield "rows of different lengths"
    if size(value) > TABLE_SIZE:
        yield f"{size(value)} characters, at most {TABLE_SIZE}"


def _chart(value: Any) -> Iterator[str]:
    points = _each(_object(label=_text(CHART_LABEL), value=_number), CHART_POINTS)
    fields = {
        "type": _one_of("bar", "line", "area"),
        "series": _each(_object(name=_text(CHART_LABEL), data=points), CHART_SERIES),
        "axis_config": _object(
            categories=_each(_text(CHART_LABEL), CHART_POINTS), x_label_=_text(AXIS_LABEL), y_label_=_text(AXIS_LABEL)
        ),
    }
    wrong = _shape(fields, value)
    yield from wrong
    if wrong:
        return
    for series in value["series"]:
        if [point["label"] for point in series["data"]] != value["axis_config"]["categories"]:
            yield "the labels are not the categories"
    yield from _unique(value["series"], "name")


def _plain(most: int) -> Check:
    return _object(type=_one_of("plain_text"), text=_text(most), emoji_=_flag)


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
_SHOWN = ("header", "context", "actions", "rich_text")
for _block in (*_SHOWN, "table", "data_visualization", "input"):
    _FIELDS[_block] |= {"block_id_": _text(NAME)}

_MESSAGE: dict[str, Check] = {
    "text": _text(MESSAGE_TEXT),
    "blocks": _each(_typed(*_SHOWN, "table", "data_visualization"), MESSAGE_BLOCKS),
}
_UNFURL: dict[str, Check] = {"blocks": _each(_typed(*_SHOWN), MESSAGE_BLOCKS)}
_VIEW: dict[str, Check] = {
    "type": _one_of("modal", "home"),
    "callback_id_": _text(NAME),
    "private_metadata_": _text(PRIVATE_METADATA),
}
_VIEWS: dict[str, dict[str, Check]] = {
    "home": _VIEW | {"blocks": _each(_typed(*_SHOWN), VIEW_BLOCKS)},
    "modal": _VIEW
    | {
        "title": _plain(VIEW_TITLE),
        "submit_": _plain(VIEW_TITLE),
        "close_": _plain(VIEW_TITLE),
        "notify_on_close_": _flag,
        "clear_on_close_": _flag,
        "blocks": _each(_typed(*_SHOWN, "input"), VIEW_BLOCKS),
    },
}
