"""Slack's own table and chart, and the same as plain rich text where a workspace does not take them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from bot.slack.blocks import limits
from bot.slack.blocks.elements import Block, Element, Message, bullets, chart_words, line, pieces, rich, text
from briefs.render.brief.view import YearCount
from briefs.render.escaping import visible

YEARS_TITLE = "Records by year"
_CELL = 1_000  # beyond this a table is harder to read than a list


def cell(words: str) -> Element:
    """Return words as a cell in which nothing is parsed."""
    return {"type": "raw_text", "text": visible(words).strip() or "–"}


def table(heads: Sequence[str], rows: Sequence[Sequence[Element]]) -> Block | None:
    """Return a table whose cells wrap, or None where Slack would refuse one of this size."""
    lines = [[cell(head) for head in heads], *(list(row) for row in rows)]
    if len(lines) > limits.TABLE_ROWS or limits.size(lines) > limits.TABLE_SIZE or any(map(_too_wide, chain(*lines))):
        return None
    settings = [{"is_wrapped": True} for _ in heads]
    return {"type": "table", "rows": lines, "column_settings": settings}


def _too_wide(each: Element) -> bool:
    """Whether a cell is too long to be read in a table."""
    words = each.get("text")
    if words is not None and len(words) <= _CELL // 3:  # a character takes two at most: nothing to measure
        return False
    return limits.size(each) > _CELL


def year_chart(years: Sequence[YearCount]) -> Block | None:
    """Return the records of each year as a bar chart, or None where there are none or too many years for one."""
    if not 0 < len(years) <= limits.CHART_POINTS:
        return None
    labels = [str(each.year) for each in years]
    points = [{"label": label, "value": each.number} for label, each in zip(labels, years, strict=True)]
    chart = {
        "type": "bar",
        "series": [{"name": "Records", "data": points}],
        "axis_config": {"categories": labels, "x_label": "Year", "y_label": "Records"},
    }
    return {"type": "data_visualization", "title": YEARS_TITLE, "chart": chart}


def without_native_blocks(message: Message) -> Message:
    """Return a message with its tables and charts as rich text, for a workspace that answers ``invalid_blocks``."""
    return message | {"blocks": [_plainer(block) for block in message["blocks"]]}


def _plainer(block: Block) -> Block:
    """Return a table as a list of its rows and a chart as a line of its years; any other block as it is."""
    if block["type"] == "table":
        return rich(bullets(_row(cells) for cells in block["rows"][1:]))
    if block["type"] == "data_visualization":
        return rich(line(text(chart_words(block))))
    return block


def _row(cells: Sequence[dict[str, Any]]) -> Element:
    """Return the cells of a row side by side, links kept; the words between links are one text, which takes least."""
    shown: list[Element] = []
    for number, each in enumerate(cells):
        elements = each["elements"][0]["elements"] if each["type"] == "rich_text" else [text(each["text"])]
        for element in [text(" · "), *elements] if number else elements:
            if shown and element["type"] == shown[-1]["type"] == "text":
                shown[-1] = text(shown[-1]["text"] + element["text"])
            else:
                shown.append(element)
    split = ([text(p) for p in pieces(e["text"])] if e["type"] == "text" else [e] for e in shown)
    return line(*(element for elements in split for element in elements))
