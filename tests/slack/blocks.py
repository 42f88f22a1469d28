"""The rules of blocks, messages and views, from https://docs.slack.dev/reference (block-kit/blocks, views)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.slack.checks import (
    Check,
    Json,
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
)
from tests.slack.elements import IN_ACTIONS, IN_INPUT, IN_SECTION, RICH, element

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_CHARACTERS = 13_000  # of all texts of all blocks; not in the reference, measured by others
MARKDOWN_CHARACTERS = 12_000  # of all markdown blocks of a message
TABLE_CHARACTERS = 10_000  # of all cells of a message
VIEW_BYTES = 250_000
CHARTS = 2

_ID: dict[str, Check] = {"block_id": string(255)}
_COLUMN = record({}, {"align": among("left", "center", "right"), "is_wrapped": flag})
_RICH_CELL = record({"type": anything, "elements": RICH}, _ID)
_CELLS: dict[str, Check] = {
    "raw_text": record({"type": anything, "text": string(3000)}),
    "raw_number": record({"type": anything, "value": number}, {"text": string(100)}),
    "rich_text": _RICH_CELL,
}
_AXIS = record(
    {"categories": each(string(20), 1, 20)},
    {"x_label": string(50), "y_label": string(50)},
)
_POINT = record({"label": string(20), "value": number})
_SERIES = each(record({"name": string(20), "data": each(_POINT, 1, 20)}), 1, 6)
_PLOT = record({"type": anything, "series": _SERIES, "axis_config": _AXIS})
_CHART = kinds(
    {
        "pie": record({"type": anything, "segments": each(_POINT, 1, 6)}),
        "bar": _PLOT,
        "area": _PLOT,
        "line": _PLOT,
    }
)


def _plotted(value: Any, at: str) -> Iterator[Problem]:
    yield from _CHART(value, at)
    if not isinstance(value, dict) or "axis_config" not in value:
        return
    axis = value["axis_config"]
    categories = axis.get("categories") if isinstance(axis, dict) else None
    for place, series in enumerate(value.get("series") or ()):
        labels = [point.get("label") for point in series.get("data") or ()] if isinstance(series, dict) else []
        if labels != categories:
            yield Problem(f"{at}/series/{place}/data", "labels must be the categories")


_SECTION = record(
    {"type": anything},
    {"text": text(3000), "fields": each(text(2000), 1, 10), "accessory": element(IN_SECTION), "expand": flag, **_ID},
)


def _section(value: Any, at: str) -> Iterator[Problem]:
    yield from _SECTION(value, at)
    if "text" not in value and "fields" not in value:
        yield Problem(at, "section must have text or fields")


_CONTEXT_ELEMENT = kinds(
    {"plain_text": text(2000), "mrkdwn": text(2000), "image": element(frozenset(("image",)))},
)
_IMAGE = record(
    {"type": anything, "alt_text": string(2000)},
    {"image_url": link, "slack_file": anything, "title": plain_text(2000), **_ID},
)

_LEVELS = ("default", "info", "warning", "error", "success")
BLOCKS: dict[str, Check] = {
    "section": _section,
    "divider": record({"type": anything}, _ID),
    "header": record({"type": anything, "text": plain_text(150)}, _ID),
    "context": record({"type": anything, "elements": each(_CONTEXT_ELEMENT, 1, 10)}, _ID),
    "context_actions": record(
        {"type": anything, "elements": each(element(frozenset(("feedback_buttons", "icon_button"))), 1, 5)}, _ID
    ),
    "actions": record({"type": anything, "elements": each(element(IN_ACTIONS), 1, 25)}, _ID),
    "image": _IMAGE,
    "input": record(
        {"type": anything, "label": plain_text(2000), "element": element(IN_INPUT)},
        {"hint": plain_text(2000), "optional": flag, "dispatch_action": flag, **_ID},
    ),
    "rich_text": record({"type": anything, "elements": RICH}, _ID),
    "markdown": record({"type": anything, "text": string(MARKDOWN_CHARACTERS)}, _ID),
    "table": record(
        {"type": anything, "rows": each(each(kinds(_CELLS), 1, 20), 1, 100)},
        {"column_settings": each(_COLUMN, 0, 20), **_ID},
    ),
    "data_visualization": record({"type": anything, "title": string(50), "chart": _plotted}, _ID),
    "alert": record({"type": anything, "text": text(3000)}, {"level": among(*_LEVELS), **_ID}),
}

_MESSAGE_ONLY = frozenset(("table", "data_visualization", "markdown", "context_actions"))
_SURFACES = {
    "message": frozenset(BLOCKS) - {"alert"},
    "modal": frozenset(BLOCKS) - _MESSAGE_ONLY,
    "home": frozenset(BLOCKS) - _MESSAGE_ONLY - {"alert"},
}


def problems(blocks: Any, surface: str = "message", at: str = "/blocks") -> list[Problem]:
    """Return what Slack refuses about the blocks of a message, a modal or a home."""
    most = MESSAGE_BLOCKS if surface == "message" else VIEW_BLOCKS
    found = list(each(kinds(BLOCKS, _SURFACES[surface]), 0, most)(blocks, at))
    return found or [*_repeated(blocks, at), *_together(blocks, at)]


def _repeated(blocks: list[Json], at: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        if (name := block.get("block_id")) and name in seen:
            yield Problem(f"{at}/{place}/block_id", f"block_id must be unique: {name}")
        seen.add(name or "")
        actions = [one["action_id"] for one in interactive(block) if "action_id" in one]
        if len(set(actions)) != len(actions):
            yield Problem(f"{at}/{place}", "action_id must be unique within its block")


def _together(blocks: list[Json], at: str) -> Iterator[Problem]:
    """Yield the limits on all blocks of a message together."""
    of = {kind: [block for block in blocks if block["type"] == kind] for kind in BLOCKS}
    if len(of["table"]) > 1:
        yield Problem(at, "only_one_table_allowed")
    if sum(characters(table) for table in of["table"]) > TABLE_CHARACTERS:
        yield Problem(at, f"the cells of a table have at most {TABLE_CHARACTERS} characters")
    if len(of["data_visualization"]) > CHARTS:
        yield Problem(at, f"no more than {CHARTS} charts allowed")
    if sum(len(block["text"]) for block in of["markdown"]) > MARKDOWN_CHARACTERS:
        yield Problem(at, f"markdown blocks have at most {MARKDOWN_CHARACTERS} characters")


def characters(value: Any) -> int:
    """Return how many characters the texts within blocks have."""
    own = value.get("text") if isinstance(value, dict) else ""
    within = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(
        [characters(one) for one in within if isinstance(one, dict | list)], len(own) if isinstance(own, str) else 0
    )


def interactive(block: Json) -> list[Json]:
    """Return the elements of a block that a person can use."""
    found = [block.get("accessory"), block.get("element")]
    if block["type"] in {"actions", "context_actions"}:
        found += block["elements"]
    return [one for one in found if isinstance(one, dict) and one.get("type") != "image"]


_VIEW_COMMON: dict[str, Check] = {
    "callback_id": string(255, 0),
    "private_metadata": string(3000, 0),
    "external_id": string(255, 0),
}
_VIEWS: dict[str, Check] = {
    "modal": record(
        {"type": anything, "title": plain_text(24), "blocks": anything},
        {
            **_VIEW_COMMON,
            "submit": plain_text(24),
            "close": plain_text(24),
            "clear_on_close": flag,
            "notify_on_close": flag,
            "submit_disabled": flag,
        },
    ),
    "home": record({"type": anything, "blocks": anything}, _VIEW_COMMON),
}


def view_problems(view: Any, only: str | None = None, at: str = "/view") -> list[Problem]:
    """Return what Slack refuses about a view; ``only`` is the type that the method takes."""
    found = list(kinds(_VIEWS, frozenset((only,)) if only else None)(view, at))
    if found:
        return found
    found = problems(view["blocks"], view["type"], f"{at}/blocks")
    if found:
        return found
    if view["type"] == "modal" and "submit" not in view and any(b["type"] == "input" for b in view["blocks"]):
        return [Problem(f"{at}/submit", "a modal with inputs must have submit")]
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        return [Problem(at, "view_too_large")]
    return []
