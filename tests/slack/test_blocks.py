"""The fake refuses what Slack refuses in blocks and views, and takes what Slack takes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.slack.blocks import problems, view_problems
from tests.slack.checks import Json
from tests.slack.reading import links, pings, plain


def _plain(text: str = "Go") -> Json:
    return {"type": "plain_text", "text": text}


def _marked(text: str = "*Go*") -> Json:
    return {"type": "mrkdwn", "text": text}


def _button(**more: Any) -> Json:
    return {"type": "button", "action_id": "go", "text": _plain(), **more}


def _actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def _option(value: str = "a", text: str = "A") -> Json:
    return {"text": _plain(text), "value": value}


def _rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def _cell(text: str = "a") -> Json:
    return {"type": "raw_text", "text": text}


def _table(*rows: list[Json], **more: Any) -> Json:
    return {"type": "table", "rows": list(rows), **more}


def _chart(categories: list[str] | None = None, title: str = "Mentions", **more: Any) -> Json:
    names = categories or ["2019", "2020"]
    data = [{"label": name, "value": 3} for name in names]
    plot = {"type": "bar", "series": [{"name": "Records", "data": data}], "axis_config": {"categories": names}, **more}
    return {"type": "data_visualization", "title": title, "chart": plot}


def _select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", "options": [_option()], **more}


TAKEN = {
    "section": {"type": "section", "text": _marked(), "accessory": _button(value="x", style="danger")},
    "fields": {"type": "section", "fields": [_marked(), _plain()]},
    "header at its limit": {"type": "header", "text": _plain("x" * 150)},
    "section at its limit": {"type": "section", "text": _marked("x" * 3000)},
    "context": {"type": "context", "elements": [_marked()] * 10},
    "divider": {"type": "divider", "block_id": "d"},
    "actions": _actions(*(_button(action_id=str(n)) for n in range(25))),
    "rich text": _rich(
        {"type": "text", "text": "a", "style": {"bold": True}}, {"type": "link", "url": "https://a.example"}
    ),
    "table": _table([_cell()] * 20, [_rich({"type": "text", "text": "b"})] * 20, column_settings=[{"align": "right"}]),
    "chart": _chart(),
    "markdown": {"type": "markdown", "text": "x" * 12_000},
    "select": _actions(_select(initial_option=_option(), placeholder=_plain("Choose"))),
    "input": {"type": "input", "label": _plain(), "element": {"type": "plain_text_input", "action_id": "t"}},
}


@pytest.mark.parametrize("block", TAKEN.values(), ids=TAKEN.keys())
def test_takes_what_slack_takes(block: Json) -> None:
    assert problems([block]) == []


REFUSED: dict[str, list[Any]] = {
    "unknown block": [{"type": "banner"}],
    "no type": [{"text": _plain()}],
    "not an object": ["section"],
    "unknown field": [{"type": "divider", "colour": "red"}],
    "unknown field of a text": [{"type": "header", "text": {**_plain(), "bold": True}}],
    "51 blocks": [{"type": "divider"}] * 51,
    "block_id twice": [{"type": "divider", "block_id": "a"}] * 2,
    "block_id too long": [{"type": "divider", "block_id": "x" * 256}],
    "empty section": [{"type": "section"}],
    "empty text": [{"type": "section", "text": _marked("")}],
    "section too long": [{"type": "section", "text": _marked("x" * 3001)}],
    "field too long": [{"type": "section", "fields": [_marked("x" * 2001)]}],
    "11 fields": [{"type": "section", "fields": [_marked()] * 11}],
    "header too long": [{"type": "header", "text": _plain("x" * 151)}],
    "header with markup": [{"type": "header", "text": _marked()}],
    "11 in context": [{"type": "context", "elements": [_marked()] * 11}],
    "empty context": [{"type": "context", "elements": []}],
    "button in context": [{"type": "context", "elements": [_button()]}],
    "26 in actions": [_actions(*(_button(action_id=str(n)) for n in range(26)))],
    "action_id twice in a block": [_actions(_button(), _button())],
    "action_id too long": [_actions(_button(action_id="x" * 256))],
    "button text too long": [_actions(_button(text=_plain("x" * 76)))],
    "button text with markup": [_actions(_button(text=_marked()))],
    "button value too long": [_actions(_button(value="x" * 2001))],
    "button style": [_actions(_button(style="loud"))],
    "button url of a script": [_actions(_button(url="javascript:alert(1)"))],
    "typing in actions": [_actions({"type": "plain_text_input", "action_id": "t"})],
    "no options": [_actions(_select(options=[]))],
    "101 options": [_actions(_select(options=[_option(str(n)) for n in range(101)]))],
    "option value too long": [_actions(_select(options=[_option("x" * 151)]))],
    "option text too long": [_actions(_select(options=[_option("a", "x" * 76)]))],
    "two options alike": [_actions(_select(options=[_option(), _option()]))],
    "initial option not offered": [_actions(_select(initial_option=_option("b")))],
    "placeholder too long": [_actions(_select(placeholder=_plain("x" * 151)))],
    "six in overflow": [_actions(_select(type="overflow", options=[_option(str(n)) for n in range(6)]))],
    "a date that is none": [_actions({"type": "datepicker", "action_id": "d", "initial_date": "1 May 2020"})],
    "markdown too long": [{"type": "markdown", "text": "x" * 12_001}],
    "markdown too long together": [{"type": "markdown", "text": "x" * 7_000}] * 2,
    "empty rich text": [{"type": "rich_text", "elements": []}],
    "rich text with empty text": [_rich({"type": "text", "text": ""})],
    "rich text of unknown parts": [_rich({"type": "mrkdwn", "text": "a"})],
    "rich text with unknown style": [_rich({"type": "text", "text": "a", "style": {"huge": True}})],
    "101 rows": [_table(*([_cell()] for _ in range(101)))],
    "21 columns": [_table([_cell()] * 21)],
    "marked text in a table": [_table([_marked()])],
    "empty cell": [_table([_cell("")])],
    "two tables": [_table([_cell()])] * 2,
    "cells too long together": [_table(*([_cell("x" * 3000)] for _ in range(4)))],
    "chart title too long": [_chart(title="x" * 51)],
    "chart of 21 categories": [_chart([str(n) for n in range(21)])],
    "chart category too long": [_chart(["x" * 21])],
    "chart whose points are not its categories": [_chart(axis_config={"categories": ["2019", "2021"]})],
    "chart of seven series": [_chart(series=[{"name": "a", "data": [{"label": "2019", "value": 1}]}] * 7)],
    "unknown chart": [_chart(type="radar")],
    "three charts": [_chart()] * 3,
    "alert in a message": [{"type": "alert", "text": _plain()}],
}  # fmt: skip


@pytest.mark.parametrize("blocks", REFUSED.values(), ids=REFUSED.keys())
def test_refuses_what_slack_refuses(blocks: list[Any]) -> None:
    found = problems(blocks)
    assert found
    assert all(one.pointer.startswith("/blocks") for one in found)


def _modal(**more: Any) -> Json:
    return {"type": "modal", "title": _plain("Refine"), "blocks": [TAKEN["section"]], **more}


VIEWS: dict[str, tuple[Json, str | None, bool]] = {
    "modal": (_modal(), "modal", True),
    "form": (_modal(blocks=[TAKEN["input"]], submit=_plain()), "modal", True),
    "100 blocks": (_modal(blocks=[{"type": "divider"}] * 100), "modal", True),
    "home": ({"type": "home", "blocks": []}, "home", True),
    "form without submit": (_modal(blocks=[TAKEN["input"]]), "modal", False),
    "title too long": (_modal(title=_plain("x" * 25)), "modal", False),
    "submit too long": (_modal(submit=_plain("x" * 25)), "modal", False),
    "metadata too long": (_modal(private_metadata="x" * 3001), "modal", False),
    "callback_id too long": (_modal(callback_id="x" * 256), "modal", False),
    "101 blocks": (_modal(blocks=[{"type": "divider"}] * 101), "modal", False),
    "table in a modal": (_modal(blocks=[TAKEN["table"]]), "modal", False),
    "chart in a home": ({"type": "home", "blocks": [TAKEN["chart"]]}, "home", False),
    "home as a modal": ({"type": "home", "blocks": []}, "modal", False),
    "home with a title": ({"type": "home", "title": _plain(), "blocks": []}, "home", False),
    "unknown field": (_modal(colour="red"), "modal", False),
    "no title": ({"type": "modal", "blocks": []}, "modal", False),
    "too large": (
        _modal(blocks=[{"type": "section", "block_id": f"{n}", "text": _plain("x" * 2999)} for n in range(99)]),
        "modal",
        False,
    ),
}


@pytest.mark.parametrize(("view", "only", "taken"), VIEWS.values(), ids=VIEWS.keys())
def test_views(view: Json, only: str | None, taken: bool) -> None:
    assert (view_problems(view, only) == []) is taken


def test_reads_a_message_as_a_person_does() -> None:
    message = {
        "text": "For a notification",
        "blocks": [
            {"type": "section", "text": _marked("See <https://a.example/?a=1&amp;b=2|the answer> &lt;!channel&gt;")},
            _rich({"type": "text", "text": "<!here> &amp;"}, {"type": "link", "url": "https://b.example", "text": "B"}),
            _actions(_button(url="https://c.example")),
            _table([_cell("cell")]),
            _chart(title="Chart"),
        ],
    }
    assert plain(message).splitlines()[:4] == ["See the answer <!channel>", "<!here> &amp;", "B", "Go"]
    assert plain(message).splitlines()[4:6] == ["cell", "Chart"]
    assert sorted(links(message)) == ["https://a.example/?a=1&b=2", "https://b.example", "https://c.example"]
    assert pings(message) == []


@pytest.mark.parametrize(
    "message",
    [
        {"text": "<!channel> look"},
        {"blocks": [{"type": "section", "text": _marked("<@U1>")}]},
        {"blocks": [{"type": "section", "text": _plain("a"), "fields": [_marked("<!subteam^S1>")]}]},
        {"blocks": [_rich({"type": "broadcast", "range": "here"})]},
        {"blocks": [_rich({"type": "user", "user_id": "U1"})]},
    ],
    ids=["fallback text", "person", "group in a field", "broadcast", "person in rich text"],
)
def test_sees_whom_a_message_would_call(message: Json) -> None:
    assert len(pings(message)) == 1
