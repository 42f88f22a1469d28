from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.render.escaping import slack, visible

_LEFT = re.compile(r"(?<!\u2060)[*_~`]|[*_~`](?!\u2060)|[<>]|&(?!(?:amp|lt|gt);)|[@#](?=\w)|\w\.[^\W\d]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("<!channel>", "&lt;!channel&gt;", id="channel"),
        pytest.param("&lt;!channel&gt;", "&amp;lt;!channel&amp;gt;", id="escaped-already"),
        pytest.param("*loud*", "\u2060*\u2060loud\u2060*\u2060", id="bold"),
        pytest.param("a_b", "a\u2060_\u2060b", id="underscore"),
        pytest.param("@here", "\u2060@\u2060here", id="mention"),
        pytest.param("£5 @ 10", "£5 @ 10", id="at-alone"),
        pytest.param(":wave:", "\u2060:\u2060wave:", id="emoji"),
        pytest.param("Note: yes", "Note: yes", id="colon-before-a-space"),
        pytest.param("evil.example", "evil\u2060.\u2060example", id="bare-address"),
        pytest.param("a1.example", "a1\u2060.\u2060example", id="bare-address-with-a-figure"),
        pytest.param("£3.6 million. It", "£3.6 million. It", id="decimal-and-full-stop"),
        pytest.param("a\u2060\u200bb", "ab", id="no-width"),
        pytest.param("a\u202eb", "a&lt;U+202E&gt;b", id="direction"),
    ],
)
def test_text_shows_as_it_stands(text: str, shown: str) -> None:
    assert slack(text) == shown


@given(st.text(st.one_of(st.characters(), st.sampled_from("<>&*_~`@#:.!|\u2060"))))
def test_nothing_is_left_that_slack_acts_on_and_nothing_is_lost(text: str) -> None:
    escaped = slack(text)
    assert not _LEFT.search(escaped)
    plain = escaped.replace("\u2060", "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert plain == visible(text)
