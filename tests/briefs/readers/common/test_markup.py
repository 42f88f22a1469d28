"""HTML becomes the text that a reader of the page sees."""

from __future__ import annotations

import time

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.markup import to_paragraphs, web_address


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        pytest.param(
            "<p>One &amp; two.</p><p> &nbsp;</p><p>Three.</p>", ["One & two.", "Three."], id="empty paragraph"
        ),
        pytest.param("On 2<sup>nd</sup> Ma<em>y</em>", ["On 2nd May"], id="inline elements join"),
        pytest.param(
            "<p>These:</p><ul><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ul><p>End.</p>",
            ["These:", "a\nb\nc", "End."],
            id="list items are lines",
        ),
        pytest.param(
            "<table><tr><th>Year</th><th><p>Cost</p></th></tr><tr><td>2023</td><td>5</td></tr></table>After",
            ["Year | Cost\n2023 | 5", "After"],
            id="table rows are lines",
        ),
        pytest.param(
            "<table><tr><td><table><tr><td>1</td><td>2</td></tr></table><p>Text.</p></td></tr></table>",
            ["1 | 2", "Text."],
            id="a table for layout has no rows",
        ),
        pytest.param("a<br>b<br/><br/>c", ["a\nb", "c"], id="line breaks"),
        pytest.param("<script>x()</script><style>p{}</style><p>seen</p><!-- no -->", ["seen"], id="hidden elements"),
        pytest.param("Research &amp; R&D, a&lt;b", ["Research & R&D, a<b"], id="entities without elements"),
        pytest.param("see ?a=1&reserved=0", ["see ?a=1&reserved=0"], id="no entity without its semicolon"),
        pytest.param("fewer than < 5 cases", ["fewer than < 5 cases"], id="a sign is no element"),
        pytest.param("one\r\n\r\ntwo\u00a0three", ["one", "two three"], id="text without markup"),
        pytest.param("  ", [], id="nothing"),
        pytest.param("<p>un<b>closed", ["unclosed"], id="cut short"),
    ],
)
def test_html_becomes_paragraphs(markup: str, paragraphs: list[str]) -> None:
    assert to_paragraphs(markup) == paragraphs


def test_html_nested_without_end_is_refused_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(RefusedInput, match="nested too deeply"):
        to_paragraphs("<div>" * 200_000 + "x")
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("//example.org/a", False),
        ("https://example.org/ a", False),
        ("https://[broken", False),
        ("data:text/html,x", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_kept_as_links(value: object, kept: bool) -> None:
    assert web_address(value) == (value if kept else None)
