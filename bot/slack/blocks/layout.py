"""Long content spread over blocks, and blocks over messages, so that Slack takes each and nothing is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.slack.blocks import limits
from bot.slack.blocks.actions import Press
from bot.slack.blocks.elements import (
    Block,
    Element,
    Message,
    bullets,
    button,
    buttons,
    context,
    line,
    message,
    plain,
    rich,
    said,
    text,
)
from briefs.render.brief.wording import count

ROOM = limits.MESSAGE_SIZE - 1_000  # what is left is for a title, and the line that says that the message goes on
BLOCK_ROOM = 5_500
PART_ROOM = 5_000  # of an entry that is parted: what is left is for the words that say so
_LINE = limits.size(line()) - limits.size([])  # what a line takes besides its elements
_MOST_BLOCKS = limits.MESSAGE_BLOCKS - 2

Entry = list[Element]
"""A line of a list or of a paragraph."""

Part = tuple[Block, ...]
"""Blocks that stay together."""


def spread(title: str, entries: Iterable[Entry]) -> list[Block]:
    """Return a titled list of entries as as many blocks as it needs, the title repeated with "continued"."""
    blocks: list[Block] = []
    for held in _shared_out(entries):
        shown = title if not blocks else f"{title} (continued)"
        head = [line(*said(shown, bold=True))] if title else []
        blocks.append(rich(*head, bullets(line(*entry) for entry in held)))
    return blocks


def paragraphs(entries: Iterable[Entry]) -> list[Block]:
    """Return entries as lines of one paragraph, over as many blocks as it needs."""
    blocks: list[Block] = []
    for held in _shared_out(entries):
        elements = list(held[0])
        for entry in held[1:]:
            elements += [text("\n"), *entry]
        blocks.append(rich(line(*elements)))
    return blocks


def apart(blocks: Iterable[Block]) -> Iterator[Part]:
    """Yield blocks that may stand in different messages."""
    return ((block,) for block in blocks)


def packed(parts: Iterable[Part], last: Sequence[Block] = ()) -> list[list[Part]]:
    """Return parts in the groups that each fit a message, in their order; a part is never divided.

    The first message has room for ``last`` besides, the blocks at its end.
    """
    groups: list[list[Part]] = [[]]
    room, blocks = ROOM - limits.size(last), _MOST_BLOCKS - len(last)
    for part in parts:
        needed = limits.size(part)
        if groups[-1] and (needed > room or len(part) > blocks or _both_have_tables(groups[-1], part)):
            groups.append([])
            room, blocks = ROOM, _MOST_BLOCKS
        groups[-1].append(part)
        room -= needed
        blocks -= len(part)
    return groups


def _both_have_tables(group: Sequence[Part], part: Part) -> bool:
    """Whether a part would bring a second table into a message, which Slack refuses."""
    held = [block["type"] for each in group for block in each]
    return "table" in held and any(block["type"] == "table" for block in part)


def _shared_out(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield the entries of each block. One that is too long for a block goes on in the next; both say so."""
    held: list[Entry] = []
    left = BLOCK_ROOM
    for entry in filter(None, entries):
        for number, (piece, taken) in enumerate(_parted(entry)):
            needed = taken + _LINE
            if held and (number or needed > left):
                yield held
                held, left = [], BLOCK_ROOM
            held.append(piece)
            left -= needed
    if held:
        yield held


def _parted(entry: Entry) -> list[tuple[Entry, int]]:
    """Return an entry whole, or in parts that each fit a block and say that they belong together, with their sizes."""
    whole = limits.size(entry)
    if whole <= PART_ROOM:
        return [(entry, whole)]
    runs: list[Entry] = [[]]
    left = PART_ROOM
    for element in entry:
        needed = limits.size(element)
        if runs[-1] and needed > left:
            runs.append([])
            left = PART_ROOM
        runs[-1].append(element)
        left -= needed
    for number, run in enumerate(runs):
        if number:
            run.insert(0, text("(continued) ", italic=True))
        if number < len(runs) - 1:
            run.append(text(" (continues)", italic=True))
    return [(run, limits.size(run)) for run in runs]


def thread(parts: Iterable[Part], last: Sequence[Block], *, opening: str, name: str) -> list[Message]:
    """Return parts as messages: the first says how many follow in its thread and ends in ``last``.

    ``opening`` begins the text for notifications; ``name`` stands over the messages that follow.
    """
    groups = packed(parts, last)
    messages = []
    for number, group in enumerate(groups):
        blocks = [block for part in group for block in part]
        if number:
            title = f"{name}, continued: {number + 1} of {len(groups)}"
            messages.append(message("", [context(title), *blocks]))
            continue
        if len(groups) > 1:
            blocks.append(context(f"Continues in {count(len(groups) - 1, 'more message', 'more messages')}."))
        messages.append(message(opening, blocks, last))
    return messages


def share_buttons(value: str, what: str, warning: str | None) -> list[Element]:
    """Return the buttons that share a brief or a note; ``warning`` is asked first where there is one."""
    asked: dict[str, Any] = {"confirm": _asked_first(warning, what)} if warning else {}
    return [
        button("Share to channel", Press.SHARE, value, **asked),
        button("Share elsewhere", Press.SHARE_ELSEWHERE, value, **asked),
    ]


def useful_buttons(value: str) -> Iterator[Block]:
    """Yield the question whether it was useful, with its two answers."""
    yield context("Was this useful?")
    yield from buttons([button("Yes", Press.USEFUL, value), button("No", Press.NOT_USEFUL, value)])


def _asked_first(warning: str, what: str) -> Element:
    """Return the question that Slack asks before a press counts."""
    return {
        "title": plain(f"Share this {what}?", 100),
        "text": plain(warning, 300),
        "confirm": plain("Share", 30),
        "deny": plain("Keep it private", 30),
    }
