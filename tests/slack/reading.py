"""What a reader of a message sees, whom it would ping and where its links lead."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from tests.slack.checks import Json

_CONTROL = re.compile(r"<([^<>]*)>")
_PLAIN_TYPES = frozenset(("plain_text", "raw_text", "text", "link"))


def texts(value: Any) -> Iterator[tuple[str, bool]]:
    """Yield the texts within blocks in reading order, each with whether Slack looks for markup in it."""
    if isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"], value.get("type") not in _PLAIN_TYPES
        elif value.get("type") == "link":
            yield value["url"], False
        elif value.get("type") == "emoji":
            yield f":{value['name']}:", False
        for name, one in value.items():
            if isinstance(one, dict | list) or (name in {"title", "label"} and isinstance(one, str)):
                yield from [(one, False)] if isinstance(one, str) else texts(one)


def plain(message: Json) -> str:
    """Return what a reader of a message or view sees: its blocks, or its text where it has none."""
    parts = list(texts({k: v for k, v in message.items() if k in {"title", "blocks", "submit"}}))
    parts = parts or [(message.get("text") or "", True)]
    return "\n".join(_shown(text) if marked else text for text, marked in parts)


def _shown(text: str) -> str:
    """Return marked text as shown: links by their label, entities as their characters."""
    return html.unescape(_CONTROL.sub(lambda match: match[1].rpartition("|")[2], text))


def controls(message: Json) -> list[str]:
    """Return every control sequence in the marked texts of a message, its fallback text among them."""
    marked = [text for text, is_marked in texts(message.get("blocks") or []) if is_marked]
    return [found for text in [message.get("text") or "", *marked] for found in _CONTROL.findall(text)]


def pings(message: Json) -> list[str]:
    """Return whom a message would call: "<!channel>", "<@U1>", "<#C1>", broadcasts and users in rich text."""
    called = [
        f"<{one}>" for one in controls(message) if one.startswith(("!", "@", "#")) and not one.startswith("!date")
    ]
    return called + list(_rich(message.get("blocks") or [], ("user", "usergroup", "channel", "broadcast")))


def _rich(value: Any, kinds: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _rich(one, kinds)
    elif isinstance(value, dict):
        if value.get("type") in kinds:
            yield value["type"]
        for one in value.values():
            yield from _rich(one, kinds)


def links(message: Json) -> list[str]:
    """Return where a message's links and buttons lead, in no order that counts."""
    found = [one.partition("|")[0] for one in controls(message) if not one.startswith(("!", "@", "#"))]
    return [html.unescape(one) for one in found] + list(_urls(message.get("blocks") or []))


def _urls(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _urls(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name in {"url", "image_url"} and isinstance(one, str):
                yield one
            else:
                yield from _urls(one)
