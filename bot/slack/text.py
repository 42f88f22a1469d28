"""What a person typed in Slack, as plain words: Slack's own marks for people, channels, links and characters undone."""

from __future__ import annotations

import html
import re

_MARK = re.compile(r"<(?P<sign>[@#!]?)(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_ADDRESS = re.compile(r"https?://[^\s<>|\"”]+")


def desk_words(text: str) -> str:
    """Return a message as its writer saw it, line by line, for the question desk."""
    return html.unescape(_MARK.sub(_seen, text)).strip()


def plain_words(text: str) -> str:
    """Return a message as its writer saw it: links by their words, people left out, ``&amp;`` as the character."""
    return " ".join(html.unescape(_MARK.sub(_seen, text)).split())


def addresses(text: str) -> list[str]:
    """Return the web addresses in a message, in order, none twice."""
    marked = [html.unescape(mark["target"]) for mark in _MARK.finditer(text) if not mark["sign"]]
    bare = _ADDRESS.findall(html.unescape(_MARK.sub(" ", text)))
    return list(dict.fromkeys(address for address in (*marked, *bare) if address.startswith(("http://", "https://"))))


def _seen(mark: re.Match[str]) -> str:
    if mark["sign"] == "@":
        return " "
    if mark["sign"] == "!":
        return f" {mark['label']} " if mark["label"] else " "
    return f" {mark['label'] or mark['target']} "
