"""What a person typed in Slack, as plain words: Slack's own marks for people, channels, links and characters undone."""

from __future__ import annotations

import html
import re

_MARK = re.compile(r"<(?P<sign>[@#!]?)(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_ADDRESS = re.compile(r"https?://[^\s<>|\"”]+")
_UIN = re.compile(
    r"\b(?:UINs?|PQs?|WPQs?|Questions?|Qs?)\s*+(?:(?:No\.?|number|:|#)\s*+)?(?P<after>(?:HL)?\d{1,7})\b"
    r"|\b(?P<own>(?:HL|HCWS|HLWS)\d{1,6})\b|^\W*(?P<alone>\d{3,7})\W*$",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:UIN|W?PQ)s?\s*+(?:(?:No\.?|number|:|#)\s*+)?(?P<named>(?:HL)?\d{1,7})\b|\b(?P<own>HL\d{2,6})\b"
    r"|^\W*(?P<alone>\d{3,7})\W*$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bto ask (?:the |(?:her|his) majesty['’]s government)(?P<whom>[^,]{0,120}),\s*(?P<what>.{3,})",
    re.IGNORECASE | re.DOTALL,
)


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


def numbers(text: str) -> list[str]:
    """Return the UINs that a message names as such ("UIN 123", "HL123"), or which is all that it holds."""
    found = (match["after"] or match["own"] or match["alone"] for match in _UIN.finditer(plain_words(text)))
    return list(dict.fromkeys(number.upper() for number in found))


def strong_numbers(text: str) -> list[str]:
    """Return the numbers of a message that can be nothing but UINs: called so, with HL before them, or alone."""
    found = (match["named"] or match["own"] or match["alone"] for match in _STRONG.finditer(plain_words(text)))
    return list(dict.fromkeys(number.upper() for number in found))


def asked_in(text: str) -> str:
    """Return what a pasted question asks, without whom it asks; empty where no question is in the text."""
    found = _ASKED.search(plain_words(text))
    return found["what"].strip(" .?") if found else ""


def _seen(mark: re.Match[str]) -> str:
    if mark["sign"] == "@":
        return " "
    if mark["sign"] == "!":
        return f" {mark['label']} " if mark["label"] else " "
    return f" {mark['label'] or mark['target']} "
