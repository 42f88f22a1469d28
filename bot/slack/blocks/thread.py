"""What a brief and a background note share: parts laid out over the messages of a thread, and the buttons below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.slack.blocks.actions import Press
from bot.slack.blocks.elements import Block, Element, Message, button, buttons, context, message, plain
from bot.slack.blocks.layout import Part, packed
from briefs.render.brief.wording import count


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
