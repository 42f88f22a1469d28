from __future__ import annotations

from typing import Any

import pytest

from bot.slack.blocks import limits
from bot.slack.blocks.actions import Press
from bot.slack.blocks.charts import cell, table, year_chart
from bot.slack.blocks.elements import bullets, button, context, header, line, rich, shortened, text
from bot.slack.blocks.limits import breaches, checked, length, size
from briefs.render.brief.view import YearCount

CHART = year_chart([YearCount(2016, 1), YearCount(2017, 0)])
TABLE = table(("Date", "What happened"), [(cell("1 May"), cell("Boats fell"))])
PICKED = {"text": {"type": "plain_text", "text": "Yes"}, "value": "yes"}


def message(*blocks: Any, words: str = "A brief") -> dict[str, Any]:
    """Return a message of these blocks."""
    return {"text": words, "blocks": list(blocks)}


def modal(*blocks: Any, **changes: Any) -> dict[str, Any]:
    """Return a modal of these blocks."""
    title = {"type": "plain_text", "text": "Refine the brief"}
    return {"type": "modal", "title": title, "blocks": list(blocks)} | changes


def field(element: dict[str, Any], name: str = "topic") -> dict[str, Any]:
    """Return a field of a modal."""
    label = {"type": "plain_text", "text": "Topic"}
    return {"type": "input", "block_id": name, "label": label, "element": {"action_id": "a"} | element}


def pressed(*buttons: dict[str, Any]) -> dict[str, Any]:
    """Return a block of buttons."""
    return {"type": "actions", "elements": list(buttons)}


def numbered(number: int, **changes: Any) -> dict[str, Any]:
    """Return a button that differs from others by its number."""
    return button("More", Press.MORE, "k3", number=number) | changes


def words(number: int) -> dict[str, Any]:
    """Return a paragraph of so many characters."""
    return rich(line(text("x" * number)))


def charted(**changes: Any) -> dict[str, Any]:
    """Return a chart with something of it changed."""
    assert CHART is not None
    return CHART | {"chart": CHART["chart"] | changes}


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(message(header("x" * 150), words(3_000), context("grey"), TABLE, CHART), id="every-block"),
        pytest.param(message(*[words(10)] * 50), id="fifty-blocks"),
        pytest.param(
            message(rich(line(text("x")), bullets([line(text("y"))])), words=("x" * 4_000)), id="long-fallback"
        ),
        pytest.param(message(pressed(*(numbered(number) for number in range(25)))), id="twenty-five-buttons"),
        pytest.param(message(words(1), CHART, CHART), id="two-charts"),
        pytest.param({"blocks": [words(5)]}, id="unfurl"),
        pytest.param({"type": "home", "blocks": [words(5)] * 100}, id="home"),
        pytest.param(
            modal(
                field({"type": "plain_text_input", "initial_value": "x", "max_length": 500}, "one"),
                field({"type": "multi_static_select", "options": [PICKED], "initial_options": [PICKED]}, "two"),
                field({"type": "datepicker", "initial_date": "2026-11-22"}, "three"),
                field({"type": "conversations_select", "filter": {"include": ["public"]}}, "four"),
                private_metadata="k3",
            ),
            id="modal",
        ),
    ],
)
def test_what_slack_takes_passes_whole(payload: dict[str, Any]) -> None:
    assert breaches(payload) == []
    assert checked(payload) is payload


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        pytest.param(message(), "0 entries", id="no-block"),
        pytest.param(message(*[words(10)] * 51), "51 entries", id="too-many-blocks"),
        pytest.param(message(words(1), words=""), "not empty", id="no-fallback"),
        pytest.param(message(words(1), words="x" * 4_001), "at most 4000", id="long-fallback"),
        pytest.param(message(words(1)) | {"attachments": []}, ".attachments is unknown", id="unknown-field"),
        pytest.param(message(*[words(2_900)] * 5), "at most 13000", id="too-large"),
        pytest.param(
            message({"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}), "151", id="heading"
        ),
        pytest.param(message({"type": "header"}), ".text is missing", id="no-text"),
        pytest.param(message(words(3_001)), "3001 characters", id="long-text"),
        pytest.param(message(words(0)), "not empty", id="empty-text"),
        pytest.param(message(rich(line())), "0 entries", id="empty-paragraph"),
        pytest.param(message(rich(line(text("\U0001f642" * 1_501)))), "3002 characters", id="emoji-count-twice"),
        pytest.param(
            message({"type": "context", "elements": context("x")["elements"] * 11}), "11 entries", id="context"
        ),
        pytest.param(message({"type": "markdown", "text": "*x*"}), "'markdown' is none of", id="markdown-block"),
        pytest.param(message(context("x") | {"elements": [{"type": "mrkdwn", "text": "*x*"}]}), "'mrkdwn'", id="marks"),
        pytest.param(message(rich(line({"type": "broadcast", "range": "here"}))), "'broadcast'", id="broadcast"),
        pytest.param(
            message(rich(line({"type": "link", "url": "javascript:alert(1)"}))), "form asked for", id="script-address"
        ),
        pytest.param(message(pressed(*(numbered(number) for number in range(26)))), "26 entries", id="buttons"),
        pytest.param(message(pressed(numbered(1), numbered(1))), "'section_more:1' stands twice", id="twins"),
        pytest.param(message(pressed(numbered(1, value="x" * 2_001))), "at most 2000", id="button-value"),
        pytest.param(
            message(pressed(numbered(1, text={"type": "plain_text", "text": "x" * 76}))), "at most 75", id="button-text"
        ),
        pytest.param(message(TABLE, TABLE), "2 of table, at most 1", id="two-tables"),
        pytest.param(message({"type": "table", "rows": [[cell("x")]] * 101}), "101 entries", id="rows"),
        pytest.param(message({"type": "table", "rows": [[cell("x")] * 21]}), "21 entries", id="columns"),
        pytest.param(message({"type": "table", "rows": [[cell("x")], [cell("x")] * 2]}), "different", id="uneven-rows"),
        pytest.param(message({"type": "table", "rows": [[cell("x" * 2_600)]] * 4}), "at most 10000", id="large-table"),
        pytest.param(message({"type": "table", "rows": "none"}), "no entries", id="rows-that-are-none"),
        pytest.param(message(CHART, CHART, CHART), "3 of data_visualization", id="three-charts"),
        pytest.param(message(charted(type="radar")), "'radar' is none of", id="kind-of-chart"),
        pytest.param(
            message(charted(axis_config={"categories": ["2016", "2018"]})), "not the categories", id="other-labels"
        ),
        pytest.param(message(charted(series=[])), "0 entries", id="no-series"),
        pytest.param(message("words"), "None is none of", id="no-object"),
        pytest.param({"type": "home", "blocks": [words(5)] * 101}, "101 entries", id="home"),
        pytest.param(
            {"type": "home", "blocks": [field({"type": "datepicker"})]}, "'input' is none", id="field-at-home"
        ),
        pytest.param(modal(words(1), title={"type": "plain_text", "text": "x" * 25}), "at most 24", id="view-title"),
        pytest.param(modal(words(1), private_metadata="x" * 3_001), "at most 3000", id="metadata"),
        pytest.param(modal(*[field({"type": "datepicker"})] * 2), "block_id 'topic' stands twice", id="field-twice"),
        pytest.param(modal(field({"type": "datepicker", "initial_date": "May"})), "form asked for", id="day"),
        pytest.param(
            modal(field({"type": "static_select", "options": [PICKED] * 101})), "101 entries", id="too-many-options"
        ),
        pytest.param(
            modal(field({"type": "static_select", "options": [PICKED | {"value": "x" * 151}]})),
            "at most 150",
            id="option-value",
        ),
        pytest.param(
            modal(field({"type": "plain_text_input", "max_length": True})), "must be a number", id="no-number"
        ),
    ],
)
def test_what_slack_refuses_is_told(payload: dict[str, Any], said: str) -> None:
    assert said in "; ".join(breaches(payload))
    with pytest.raises(ValueError, match="Slack would refuse"):
        checked(payload)


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        pytest.param("abc", 3, id="ascii"),
        pytest.param("“é”", 3, id="accents"),
        pytest.param("\U0001f642", 2, id="emoji"),
        pytest.param("\ud800", 1, id="lone-surrogate"),
    ],
)
def test_lengths_are_slacks(given: str, counted: int) -> None:
    assert length(given) == counted


def test_the_size_is_that_of_compact_json() -> None:
    assert size([{"a": "é"}, {"b": "\U0001f642"}]) == len('[{"a":"é"},{"b":"xx"}]')


@pytest.mark.parametrize(
    ("given", "most", "kept"),
    [
        pytest.param("harbour", 7, "harbour", id="fits"),
        pytest.param("harbours", 7, "harbou…", id="cut"),
        pytest.param("har our s", 5, "har…", id="cut-at-a-space"),
        pytest.param("\U0001f642" * 4, 6, "\U0001f642\U0001f642…", id="emoji-whole"),
    ],
)
def test_what_is_shortened_says_so(given: str, most: int, kept: str) -> None:
    assert shortened(given, most) == kept
    assert limits.length(kept) <= most
