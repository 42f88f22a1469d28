from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.render.escaping import link, markdown, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b[31mred", "␛[31mred", id="escape-sequence"),
        pytest.param("bell\x07", "bell␇", id="bell"),
        pytest.param("a\x7fb", "a␡b", id="delete"),
        pytest.param("a\x9b31mb", "a<U+009B>31mb", id="c1-control"),
        pytest.param("a\u202eb", "a<U+202E>b", id="direction-override"),
        pytest.param("a\u2066b", "a<U+2066>b", id="direction-isolate"),
        pytest.param("co\u00adop\u200b", "coop", id="characters-of-no-width"),
        pytest.param("a\r\nb\t\u2028c", "a b c", id="line-ends-and-tabs"),
        pytest.param("a\ud800b", "a\ufffdb", id="lone-surrogate"),
        pytest.param("£5 – “é” 港 🙂 न\u200dम", "£5 – “é” 港 🙂 न\u200dम", id="ordinary-text-stays"),
    ],
)
def test_text_cannot_command_a_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_no_control_character_survives(text: str) -> None:
    shown = visible(text)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert not set(shown) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    shown.encode()


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        pytest.param("[a](http://b.c)", r"\[a\](http\://b.c)", id="link"),
        pytest.param("http://b.c", r"http\://b.c", id="bare-address"),
        pytest.param("www.b.c", r"www\.b.c", id="bare-host"),
        pytest.param("<script>", r"\<script\>", id="html"),
        pytest.param("&lt;", r"\&lt;", id="entity"),
        pytest.param("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~", id="emphasis-and-code"),
        pytest.param("# a", r"\# a", id="heading"),
        pytest.param("- a", r"\- a", id="list"),
        pytest.param("12. a", r"12\. a", id="numbered-list"),
        pytest.param("a | b", r"a \| b", id="table"),
        pytest.param("a\\", "a\\\\", id="backslash"),
        pytest.param("a\n\n# b", "a # b", id="paragraphs-cannot-be-opened"),
        pytest.param("Note: 10 – 20, 3.5%.", "Note: 10 – 20, 3.5%.", id="ordinary-text-stays"),
    ],
)
def test_text_makes_no_markdown(text: str, escaped: str) -> None:
    assert markdown(text) == escaped


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        pytest.param("https://example.org/a?b=c#d", "https://example.org/a?b=c#d", id="web-address"),
        pytest.param("http://example.org/a b)c", "http://example.org/a%20b%29c", id="space-and-bracket"),
        pytest.param("https://example.org/a%20b", "https://example.org/a%20b", id="encoded-already"),
        pytest.param("https://example.org/\x1b[31m", "https://example.org/%1B%5B31m", id="escape-sequence"),
        pytest.param("javascript:alert(1)", None, id="script"),
        pytest.param("file:///etc/passwd", None, id="file"),
        pytest.param("//example.org/a", None, id="no-scheme"),
        pytest.param("https:///a", None, id="no-host"),
        pytest.param("http://[::1", None, id="malformed"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="none"),
    ],
)
def test_only_web_addresses_become_links(url: str | None, kept: str | None) -> None:
    assert link(url) == kept
