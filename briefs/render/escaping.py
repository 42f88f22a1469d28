"""Record text made harmless for the place where it is shown: anybody can print anything, so a record is hostile."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

_SPACES = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")
_SUSPECT = re.compile(r"[^\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]")
# Colours; control characters but the line end and the tab; marks that turn the direction of writing.
_COMMANDS = re.compile(
    r"(\x1b\[[0-9;]{0,30}m)|[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_JOINERS = "\u200c\u200d"
_VANISHING = "\u00ad\u200b\u2060\ufeff"
_MARKDOWN = re.compile(r"[\\`*_\[\]<>&|~$@]|:(?=\S)|(?<=www)\.")
_MARKDOWN_START = re.compile(r"^(?:[#+=-]|\d+(?=[.)]))")
_SLACK_MARKS = re.compile(r"[*_~`]|:(?=\S)|[@#](?=\w)|(?<=\w)\.(?=[^\W\d])")
_SLACK_COMMANDS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_JOINER = "\u2060"
_ADDRESS_SAFE = "%/:?#@!$&'*+,;=~-._"


def _shown(match: re.Match[str]) -> str:
    """Return what stands for one suspect character: itself where it is harmless."""
    char = match.group()
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    category = unicodedata.category(char)
    if category == "Cs":
        return "\ufffd"
    if char in _VANISHING:
        return ""
    if category in ("Cc", "Cf") and char not in _JOINERS:
        return f"<U+{code:04X}>"
    return char


def visible(text: str) -> str:
    """Return text that cannot command a terminal.

    Control characters are drawn (ESC as ␛), marks that turn the direction of writing are spelt out (<U+202E>),
    characters of no width are left out, and every run of spaces and line ends becomes one space.
    """
    return _SUSPECT.sub(_shown, _SPACES.sub(" ", text))


def harmless(text: str) -> str:
    """Return laid-out text that does no more to a terminal than colour it: lines, tabs and colours stay.

    For what is printed in the end; ``visible`` is for each piece of a record, and draws what this takes out.
    """
    return _COMMANDS.sub(lambda found: found[1] or "", text)


def markdown(text: str) -> str:
    """Return text that shows in Markdown as it stands and makes no link, heading, list or HTML."""
    escaped = _MARKDOWN.sub(lambda found: "\\" + found.group(), visible(text))
    return _MARKDOWN_START.sub(_escape_start, escaped)


def _escape_start(match: re.Match[str]) -> str:
    """Return the opening of a line with the mark that would make it a heading or a list escaped."""
    found = match.group()
    return found + "\\" if found.isdigit() else "\\" + found


def slack(text: str) -> str:
    """Return text that shows in a Slack message as it stands: it pings nobody, links nowhere and restyles nothing.

    ``& < >`` are written as Slack's own three entities, the only ones that it knows. A character that opens formatting,
    an emoji, a mention or an address stands between word joiners, which nobody sees, so that it opens nothing.
    """
    return _SLACK_MARKS.sub(rf"{_JOINER}\g<0>{_JOINER}", visible(text)).translate(_SLACK_COMMANDS)


def link(url: str | None) -> str | None:
    """Return the address if it is a web address, every character that could end it early percent-encoded, else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return quote(url.strip().encode("utf-8", "replace"), safe=_ADDRESS_SAFE)
