"""The pieces that Slack's messages and views are put together from.

Words from outside go into elements in which Slack parses nothing (``rich_text``, ``plain_text``, ``raw_text``); what
could steer how they show was made visible or left out before (``briefs.render.escaping.visible``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from bot.slack.blocks import limits
from bot.slack.blocks.actions import Press
from briefs.render.escaping import link, slack, visible

Message = dict[str, Any]
Block = dict[str, Any]
Element = dict[str, Any]

PIECE = 2_000  # UTF-16 units of one piece of a long text, well within what an element holds
_USER = re.compile(r"[UW][A-Z0-9]{2,20}")


def plain(words: str, most: int = limits.PLAIN) -> Element:
    """Return words as ``plain_text``, shortened with an ellipsis beyond ``most``."""
    return {"type": "plain_text", "text": shortened(visible(words).strip() or "–", most), "emoji": False}


def shortened(words: str, most: int) -> str:
    """Return words of at most ``most`` UTF-16 units, an ellipsis at the end where some were left out."""
    if limits.length(words) <= most:
        return words
    while limits.length(words) > most - 1:
        words = words[: len(words) - max(1, (limits.length(words) - most) // 2)]
    return words.rstrip() + "…"


def text(words: str, *, bold: bool = False, italic: bool = False) -> Element:
    """Return words of our own making as they stand, line ends included; for words from outside see ``said``."""
    style = {name: True for name, wanted in (("bold", bold), ("italic", italic)) if wanted}
    return {"type": "text", "text": words, **({"style": style} if style else {})}


def said(words: str, *, bold: bool = False, italic: bool = False) -> list[Element]:
    """Return words from outside, whole, in as many elements as their length needs; none for no words."""
    return [text(piece, bold=bold, italic=italic) for piece in pieces(visible(words))]


def pieces(words: str, most: int = PIECE) -> Iterator[str]:
    """Yield a text in pieces of at most ``most`` UTF-16 units, cut after a space where there is one; none is lost."""
    while words:
        end = min(len(words), most)
        while limits.length(words[:end]) > most:
            end -= max(1, (limits.length(words[:end]) - most) // 2)
        if end < len(words):
            space = words.rfind(" ", end // 2, end)
            end = space + 1 if space > 0 else end
        yield words[:end]
        words = words[end:]


def linked(words: str, url: str | None) -> list[Element]:
    """Return words as a link to a web address; as they stand where there is none.

    An address longer than Slack takes is left out, which is said.
    """
    address = _address(url)
    if address is None:
        return said(words)
    if limits.length(address) > limits.ADDRESS:
        return said(f"{words} (address too long for Slack)")
    shown = visible(words)
    if limits.length(shown) > PIECE:
        return [*said(words), {"type": "text", "text": " "}, {"type": "link", "url": address, "text": "link"}]
    return [{"type": "link", "url": address, "text": shown}] if shown else []


@lru_cache(maxsize=1_024)
def _address(url: str | None) -> str | None:
    """Return a web address that is safe to give out; a source's own comes again with each of its quotations."""
    return link(url)


def person(user: str) -> list[Element]:
    """Return a person: as Slack's own mention for the id of a user, else the words as they stand."""
    return [{"type": "user", "user_id": user}] if _USER.fullmatch(user) else said(user)


def line(*elements: Element) -> Element:
    """Return a paragraph of rich text."""
    return {"type": "rich_text_section", "elements": list(elements)}


def bullets(lines: Iterable[Element]) -> Element:
    """Return paragraphs as a bulleted list."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(lines)}


def rich(*elements: Element) -> Block:
    """Return paragraphs and lists as one block."""
    return {"type": "rich_text", "elements": list(elements)}


def header(words: str) -> Block:
    """Return a heading; one that is too long for Slack's own is a bold paragraph, whole."""
    if limits.length(visible(words).strip()) > limits.HEADER:
        return rich(line(*said(words, bold=True)))
    return {"type": "header", "text": plain(words, limits.HEADER)}


def button(words: str, press: Press, value: str = "", *, number: int | None = None, **more: Any) -> Element:
    """Return a button; ``number`` tells it from others of its kind in one block."""
    name = press.value if number is None else f"{press.value}:{number}"
    carried = {"value": value} if value else {}
    return {"type": "button", "text": plain(words, limits.BUTTON), "action_id": name, **carried, **more}


def buttons(elements: Sequence[Element]) -> Iterator[Block]:
    """Yield blocks of buttons, as many as Slack allows in each."""
    for start in range(0, len(elements), limits.ACTIONS):
        yield {"type": "actions", "elements": list(elements[start : start + limits.ACTIONS])}


def context(words: str) -> Block:
    """Return a small grey line."""
    return {"type": "context", "elements": [plain(words)]}


def fallback(lines: Iterable[str], most: int = 3_500) -> str:
    """Return lines as the text for notifications and screen readers, escaped; says how many lines it leaves out."""
    kept: list[str] = []
    given = [each for each in lines if each.strip()]
    room = most
    for each in map(slack, given):
        room -= limits.length(each) + 1
        if room < 0:
            break
        kept.append(each)
    left = len(given) - len(kept)
    if left:
        kept.append(f"{left} more {'line is' if left == 1 else 'lines are'} in the message itself.")
    return "\n".join(kept) or "–"


def message(opening: str, blocks: Sequence[Block], last: Sequence[Block] = ()) -> Message:
    """Return a message of these blocks, checked against Slack's limits.

    Its fallback text is the opening and what the blocks say; ``last`` are blocks that it need not repeat.
    """
    spoken = [each for block in blocks for each in _spoken(block)]
    return limits.checked({"text": fallback([opening, *spoken]), "blocks": [*blocks, *last]})


def _spoken(block: Block) -> Iterator[str]:
    """Yield what a block says, line by line; the opening says the heading, and of buttons only suggestions count."""
    if block["type"] == "rich_text":
        for element in block["elements"]:
            for each in element["elements"] if element["type"] == "rich_text_list" else [element]:
                yield from re.sub("\n(?=— )", " ", _words(each)).split("\n")
    elif block["type"] == "table":
        for row in block["rows"][1:]:
            yield " · ".join(cell["text"] if "text" in cell else _words(cell["elements"][0]) for cell in row)
    elif block["type"] == "data_visualization":
        yield chart_words(block)
    elif block["type"] == "context":
        yield from (element["text"] for element in block["elements"])
    elif block["type"] == "actions":
        offered = (each for each in block["elements"] if each["action_id"].startswith(Press.SUGGESTION))
        yield from (each["text"]["text"] for each in offered)


def chart_words(chart: Block) -> str:
    """Return what a chart of one series shows, in words: its title, then each label with its number."""
    points = chart["chart"]["series"][0]["data"]
    return f"{chart['title']}: " + "; ".join(f"{point['label']}: {point['value']}" for point in points)


def _words(section: Element) -> str:
    """Return the words of a paragraph of rich text; a person is left out, since naming one would call them."""
    return "".join(element.get("text", "a colleague") for element in section["elements"])
