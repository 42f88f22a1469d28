"""What Slack shows beside a brief: work in hand, a fault, help; and the request that a suggestion stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.slack.blocks.elements import Block, Element, Message, header, line, message, rich, said, shortened, text
from bot.slack.blocks.layout import paragraphs, spread
from briefs.names.concepts import Choice
from briefs.topic.model import Brief
from briefs.topic.resolve import full_name

HELP_TITLE = "What you can ask"
_LONGEST_TOPIC, _LONGEST_SENTENCE, _LONGEST_FAULT = 500, 3_000, 100


def request_of_suggestion(brief: Brief, number: int) -> str:
    """Return the request that a suggestion of a brief stands for: the words asked, with the suggestion in their place.

    Raises IndexError where the brief has no such suggestion.
    """
    if number < 0:
        raise IndexError(number)
    suggestion, query = brief.suggestions[number], brief.query
    choice = next((each for each in query.choices if suggestion in _meanings(each)), None)
    if choice is not None:
        return _replaced(query.text, choice.typed, suggestion)
    return _replaced(query.text, query.topic, suggestion)


def _meanings(choice: Choice) -> set[str]:
    """Return the names under which the meanings of a choice are offered."""
    return {full_name(meaning, choice.typed) for meaning in choice.meanings}


def _replaced(request: str, typed: str, name: str) -> str:
    """Return a request with what was typed replaced, in quotation marks where it is the bare value of a filter."""
    found = re.search(rf"(?<!\w){re.escape(typed)}(?!\w)", request, re.IGNORECASE) if typed else None
    if found is None:
        return name
    bare = request[: found.start()].endswith(":")
    return request[: found.start()] + (f'"{name}"' if bare else name) + request[found.end() :]


def looking_message(topic: str) -> Message:
    """Return what stands in the place of a brief while it is made."""
    return message("", [rich(line(text("Looking for "), *said(shortened(topic, _LONGEST_TOPIC)), text(" …")))])


def failure_message(sentence: str, fault: str | None = None) -> Message:
    """Return a plain sentence that says what went wrong and what to do; ``fault`` is the number that was logged."""
    entries = [said(shortened(sentence, _LONGEST_SENTENCE)) or [text("Something went wrong.")]]
    if fault:
        entries.append(said(f"Fault {shortened(fault, _LONGEST_FAULT)}", italic=True))
    return message("", paragraphs(entries))


def help_message(commands: Sequence[tuple[str, str]]) -> Message:
    """Return what can be typed, each with what it does."""
    promise = [text("Every sentence of a brief is copied from a stored record and cited; nothing is generated.")]
    return message(HELP_TITLE, [header(HELP_TITLE), *help_list(commands), *paragraphs([promise])])


def help_list(commands: Sequence[tuple[str, str]]) -> list[Block]:
    """Return what can be typed, each with what it does, as a list."""
    return spread("", [_entry(typed, does) for typed, does in commands])


def _entry(typed: str, does: str) -> list[Element]:
    """Return one line of the help."""
    shown = said(shortened(typed, _LONGEST_TOPIC), bold=True)
    return [*shown, text(" — "), *said(shortened(does, _LONGEST_SENTENCE))]
