"""Briefs of hostile text, and what a reader of Slack's messages sees of them, told without the builder's help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import strategies as st

from briefs.names.concepts import Choice, Concept, Name
from briefs.records.model import Fidelity, House, Kind, Role
from briefs.request.model import Filters, Query
from briefs.topic.model import Brief, Coverage, Item, Section, Source, TimelineEntry

ATTACKS = (
    "<!channel>",
    "<!here|x>",
    "<@U012ABCDEF>",
    "<#C012ABCDEF|general>",
    "<!subteam^S012ABC>",
    "<https://evil.example|the official page>",
    "https://evil.example/a",
    "www.evil.example",
    "@channel #general @everyone",
    "*bold* _it_ ~gone~ `code` ```block```",
    "&lt;!channel&gt; &amp;lt;",
    ":rotating_light:",
    "> quote",
    "\u202eright to left\u202c",
    "a\u200bb\u200e\u061c\u2066c\ufeff\u00ad",
    "line\nbreak\r\n\tand\u2028more",
    "\x00\x1b[31m\x9b",
    "\ud800",
    "🙂" * 40,
    '"\\' * 30,
    "“quoted”",
    "word " * 900,
    "x" * 4_100,
    "(continued) ",
)
# Spellings of what Slack acts on where it parses text, escaped or not.
_COMMANDS = re.compile(r"<[!@#]|<(?:https?|mailto|tel):|[<>]|&(?!(?:amp|lt|gt);)")
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_MARKS = re.compile(r"(?<!\u2060)[*_~`]|[*_~`](?!\u2060)")

_SAID = ("text", "link")

texts = st.one_of(
    st.lists(st.one_of(st.sampled_from(ATTACKS), st.text(max_size=30)), min_size=1, max_size=3).map("".join),
    st.text(min_size=1, max_size=60),
)
short_texts = st.one_of(st.sampled_from(ATTACKS[:20]), st.text(max_size=40))
urls = st.one_of(
    st.none(),
    st.sampled_from(
        (
            "https://example.org/a?b=c&d=<e>|f#g",
            "javascript:alert(1)",
            "https://example.org/" + "a" * 4_000,
            "http://x.example/\u202e/ü|<!channel>",
            "ftp://example.org/a",
            "https://",
        )
    ),
    st.text(max_size=30),
)
days = st.dates(date(1803, 1, 1), date(2030, 12, 31))
items = st.builds(
    Item,
    text=texts,
    record_id=short_texts,
    passage=st.integers(0, 5_000),
    start=st.just(0),
    end=st.just(1),
    speaker=st.none(),
    role=st.sampled_from(Role),
    attribution=st.one_of(short_texts, texts),
    day=st.one_of(st.none(), days),
    fidelity=st.sampled_from(Fidelity),
    source=st.integers(1, 400),
    url=urls,
    quoted=st.booleans(),
)
sources = st.builds(
    Source,
    number=st.integers(1, 400),
    record_id=short_texts,
    citation=texts,
    title=texts,
    kind=st.sampled_from(Kind),
    day=st.one_of(st.none(), days),
    url=urls,
    fidelity=st.sampled_from(Fidelity),
    notes=st.lists(short_texts, max_size=2).map(tuple),
)
concepts = st.builds(
    Concept,
    typed=short_texts,
    names=st.lists(st.builds(Name, short_texts, st.booleans()), min_size=1, max_size=6).map(tuple),
)
filters = st.builds(
    Filters,
    by=st.lists(short_texts, max_size=2).map(tuple),
    bodies=st.lists(short_texts, max_size=2).map(tuple),
    kinds=st.lists(st.sampled_from(Kind), max_size=3, unique=True).map(tuple),
    house=st.one_of(st.none(), st.sampled_from(House)),
    party=st.one_of(st.none(), short_texts),
    since=st.one_of(st.none(), days),
    until=st.one_of(st.none(), days),
)
queries = st.builds(
    Query,
    text=texts,
    topic=st.one_of(st.just(""), texts),
    concepts=st.lists(concepts, max_size=3).map(tuple),
    filters=filters,
    choices=st.lists(
        st.builds(Choice, typed=short_texts, meanings=st.lists(concepts, min_size=2, max_size=3).map(tuple)), max_size=1
    ).map(tuple),
)
briefs = st.builds(
    Brief,
    query=queries,
    coverage=st.builds(
        Coverage,
        records_searched=st.integers(0, 10**7),
        records_matched=st.integers(0, 10**7),
        oldest=st.one_of(st.none(), days),
        newest=st.one_of(st.none(), days),
        newest_held=st.one_of(st.none(), days),
        by_kind=st.dictionaries(
            st.one_of(st.sampled_from([k.value for k in Kind]), short_texts), st.integers(1, 9), max_size=4
        ),
    ),
    made=days,
    sections=st.lists(
        st.builds(Section, title=short_texts, items=st.lists(items, max_size=4).map(tuple)), max_size=5
    ).map(tuple),
    timeline=st.lists(st.builds(TimelineEntry, day=days, text=texts, source=st.integers(1, 400)), max_size=30).map(
        tuple
    ),
    sources=st.lists(sources, max_size=14).map(tuple),
    notes=st.lists(texts, max_size=4).map(tuple),
    suggestions=st.lists(texts, max_size=30).map(tuple),
)


def objects(payload: object) -> Iterator[dict[str, Any]]:
    """Yield every object within a payload, outer ones first."""
    if isinstance(payload, dict):
        yield payload
        for value in payload.values():
            yield from objects(value)
    elif isinstance(payload, list):
        for value in payload:
            yield from objects(value)


def strings(payload: object) -> Iterator[str]:
    """Yield every text within a payload."""
    if isinstance(payload, str):
        yield payload
    elif isinstance(payload, dict):
        for value in payload.values():
            yield from strings(value)
    elif isinstance(payload, list):
        for value in payload:
            yield from strings(value)


def dangers(payload: dict[str, Any], mentioned: str | None = None) -> list[str]:
    """Return what in a message, view or unfurl could ping, link, restyle or hide; ``mentioned`` is who may be named."""
    found = [f"unseen character in {each!r}" for each in strings(payload) if _UNSEEN.search(each)]
    fallback = payload.get("text", "")
    if _COMMANDS.search(fallback) or _MARKS.search(fallback):
        found.append(f"the fallback text commands: {fallback!r}")
    for each in objects(payload):
        kind = each.get("type")
        if kind == "mrkdwn" or kind in ("markdown", "broadcast", "channel", "usergroup", "emoji", "image"):
            found.append(f"an element that acts: {each}")
        if kind == "user" and each["user_id"] != mentioned:
            found.append(f"a person is called: {each}")
        if kind == "plain_text" and each.get("emoji") is not False:
            found.append(f"emoji codes are drawn: {each}")
        addresses = [each[name] for name in ("url", "image_url") if name in each]
        found += [f"no link: {url!r}" for url in addresses if not re.fullmatch(r"https?://[!-;=?-{}~]+", url)]
    return found


def offered(messages: list[dict[str, Any]]) -> list[str]:
    """Return what stands on the buttons of messages."""
    return [each["text"]["text"] for each in objects(messages) if each.get("type") == "button"]


def rich_words(messages: list[dict[str, Any]], *, titles: bool = True) -> str:
    """Return the words of all rich text of messages, the marks that a quotation goes on left out.

    Without ``titles`` a paragraph above a list is left out too, which stands between the pieces of a long quotation.
    """
    marks = ("(continued) ", " (continues)")
    words = []
    for block in (block for message in messages for block in message["blocks"] if block["type"] == "rich_text"):
        lists = [part for part in block["elements"] if part["type"] == "rich_text_list"]
        said = (each for each in objects(lists if lists and not titles else block) if each.get("type") in _SAID)
        words += [each["text"] for each in said if each.get("style") != {"italic": True} or each["text"] not in marks]
    return "".join(words)
