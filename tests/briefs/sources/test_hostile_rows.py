"""Whatever stands in any field of an API's row, or in a transcript or feed, is read or refused in one sentence."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.briefs.readers.apis import test_committees_api, test_govuk, test_statements_api
from tests.briefs.readers.pages.test_committee_evidence import HEAD
from tests.briefs.readers.test_registry import take_in
from tests.briefs.readers.xml.test_feed import ITEM, rss

quick = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROWS: list[dict[str, Any]] = [
    test_govuk.item(),
    test_govuk.item(schema_name="news_article"),
    {**test_govuk.ROW, "es_score": 1},
    test_statements_api.value(),
    test_committees_api.publication(),
    test_committees_api.session(),
    test_committees_api.document(b"<p>x</p>"),
]
NESTED = ("details", "links", "committee", "governmentResponses", "withdrawn_notice", "member", "type")
KEYS = sorted({key for row in ROWS for key in row} | {"title", "name", "body", "speaker", "publication", "current"})
MARKS = st.text(st.sampled_from("<>/\"'=&;:.\n QqAaBb1\u2018\u2019\u201c\u201d\u2026\ue000\ud83d\x00"), max_size=60)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | MARKS
    | st.sampled_from(["2031-05-06T00:00:00", "9999-12-31"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)


@quick
@given(st.sampled_from(ROWS), st.sampled_from(KEYS), JSON, st.sampled_from(["", *NESTED]))
def test_any_value_in_any_field_is_read_or_refused(row: dict[str, Any], key: str, content: object, inside: str) -> None:
    changed = {**row, key: content}
    if inside:
        held = row.get(inside)
        changed = {**row, inside: {**(held if isinstance(held, dict) else {}), key: content}}
    take_in(json.dumps(changed).encode())
    take_in(json.dumps({"items": [changed, row]}).encode())


@quick
@given(
    st.lists(
        st.sampled_from(["Q1 ", "Q", "Chair: ", "Bob Trial: ", "\n", "12\n", ": ", "Mr ", "of ", "said. ", ";"]) | MARKS
    )
)
def test_any_words_of_a_transcript_are_read_or_refused(parts: list[str]) -> None:
    text = "".join(parts).encode("utf-8", "replace")
    take_in(HEAD.encode() + text)
    take_in(b"Oral evidence: x\nMembers present: " + text)


@quick
@given(MARKS, st.sampled_from(["title", "link", "pubDate", "description", "dc:creator", "guid"]))
def test_any_text_in_a_feed_is_read_or_refused(text: str, tag: str) -> None:
    take_in(rss(ITEM + f"<{tag}>" + text.encode("utf-8", "replace").decode() + f"</{tag}>"))
    take_in(rss(f"<{tag}><![CDATA[" + text.encode("utf-8", "replace").decode() + f"]]></{tag}>" + ITEM))
