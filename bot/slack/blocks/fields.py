"""The fields of a modal, and what was filled into them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.slack.blocks import limits
from bot.slack.blocks.elements import Block, Element, Message, plain, shortened
from bot.slack.blocks.notices import failure_message
from briefs.records.model import House
from briefs.render.escaping import visible


def field_block(name: str, label: str, element: Element, hint: str = "", *, optional: bool = False) -> Block:
    """Return a field of the modal."""
    block = {"type": "input", "block_id": name, "label": plain(label), "element": element, "optional": optional}
    return block | ({"hint": plain(hint)} if hint else {})


def typed_in(name: str, value: str, most: int, *, multiline: bool = False) -> Element:
    """Return a line to type in, or a box of several."""
    shown = shortened(visible(value).strip(), most)
    initial = {"initial_value": shown} if shown else {}
    lines = {"multiline": True} if multiline else {}
    return {"type": "plain_text_input", "action_id": name, "max_length": most, **lines, **initial}


def day_picker(name: str, day: date | None) -> Element:
    """Return a date picker."""
    return {"type": "datepicker", "action_id": name} | ({"initial_date": day.isoformat()} if day else {})


def many_of(name: str, options: Sequence[tuple[str, str]], chosen: Iterable[str]) -> Element:
    """Return a list of which any number can be chosen, shown as chips."""
    wanted = set(chosen)
    initial = [option_of(*option) for option in options if option[0] in wanted]
    element = {"type": "multi_static_select", "action_id": name, "options": [option_of(*option) for option in options]}
    return element | ({"initial_options": initial} if initial else {})


def one_of(name: str, options: Sequence[tuple[str, str]], chosen: str | None) -> Element:
    """Return a list of which one can be chosen."""
    element = {"type": "static_select", "action_id": name, "options": [option_of(*option) for option in options]}
    initial = next((option_of(*option) for option in options if option[0] == chosen), None)
    return element | ({"initial_option": initial} if initial else {})


def option_of(value: str, words: str) -> Element:
    """Return one choice of a list."""
    return {"text": plain(words, limits.OPTION), "value": value}


def fits(name: str) -> bool:
    """Whether a name can be the value of a choice as it stands."""
    return bool(name.strip()) and name == visible(name) and limits.length(name) <= limits.OPTION_VALUE


def typed_into(state: Mapping[str, Any], name: str) -> str:
    """Return what was typed into a field."""
    return str(_element(state, name).get("value") or "")


def chosen_in(state: Mapping[str, Any], name: str) -> list[str]:
    """Return the values chosen in a list, of one or of many."""
    element = _element(state, name)
    options = element.get("selected_options") or [element.get("selected_option")]
    return [str(option["value"]) for option in options if isinstance(option, Mapping) and option.get("value")]


def picked_day(state: Mapping[str, Any], name: str) -> str:
    """Return the day picked as an ISO day, empty where none or none that exists was."""
    try:
        return date.fromisoformat(str(_element(state, name).get("selected_date") or "")).isoformat()
    except ValueError:
        return ""


def _element(state: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the state of a field, empty where the payload lacks it."""
    found = (state.get(name) or {}).get(name)
    return found if isinstance(found, Mapping) else {}


SHARE = "share_brief"
CHANNEL = "share_channel"


def notice_view(shown: str | Message) -> dict[str, Any]:
    """Return a modal that says one thing: a sentence, shortened where it is too long for Slack, or a message."""
    message = failure_message(shown) if isinstance(shown, str) else shown
    return limits.checked(
        {
            "type": "modal",
            "title": plain("pqbrief", limits.VIEW_TITLE),
            "close": plain("Close", limits.VIEW_TITLE),
            "blocks": message["blocks"],
        }
    )


def share_view(private_metadata: str, what: str) -> dict[str, Any]:
    """Return the modal that asks where to share a brief or a note; ``private_metadata`` comes back with the answer.

    Raises ValueError where that is longer than 3,000 characters.
    """
    element = {
        "type": "conversations_select",
        "action_id": CHANNEL,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return limits.checked(
        {
            "type": "modal",
            "callback_id": SHARE,
            "private_metadata": private_metadata,
            "title": plain(f"Share this {what}", limits.VIEW_TITLE),
            "submit": plain("Share", limits.VIEW_TITLE),
            "close": plain("Cancel", limits.VIEW_TITLE),
            "blocks": [field_block(CHANNEL, "Channel", element)],
        }
    )


def chosen_channel(view: Mapping[str, Any]) -> str:
    """Return the channel chosen in a submitted form, empty where none was."""
    state = ((view.get("state") or {}).get("values") or {}).get(CHANNEL) or {}
    return str((state.get(CHANNEL) or {}).get("selected_conversation") or "")


QUESTION = "ask_desk"
TEXT, HOUSE, DAY = "desk_text", "desk_house", "desk_day"
"""Each is the ``block_id`` of a field and the ``action_id`` of its element."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A submitted modal, and for each field that is wrong a sentence by its ``block_id``."""

    text: str
    house: House | None = None
    day: date | None = None
    errors: dict[str, str] = field(default_factory=dict)


def question_view(private_metadata: str) -> dict[str, Any]:
    """Return the modal, empty; ``private_metadata`` is an id that comes back with the submission."""
    box = typed_in(TEXT, "", limits.INPUT, multiline=True)
    houses = one_of(HOUSE, [(house.value, house.value.title()) for house in House], None)
    hint = "Paste the question or several of them, or give a UIN or an official link"
    return limits.checked(
        {
            "type": "modal",
            "callback_id": QUESTION,
            "private_metadata": private_metadata,
            "title": plain("Background note", limits.VIEW_TITLE),
            "submit": plain("Make the note", limits.VIEW_TITLE),
            "close": plain("Cancel", limits.VIEW_TITLE),
            "blocks": [
                field_block(TEXT, "Written question", box, hint),
                field_block(HOUSE, "House", houses, "For a UIN, or a text that does not show it", optional=True),
                field_block(DAY, "As things stood on", day_picker(DAY, None), "Today if left empty", optional=True),
            ],
        }
    )


def question_of_view(view: Mapping[str, Any]) -> Submitted:
    """Return what a submitted modal asks for, from the payload's ``view``."""
    state = (view.get("state") or {}).get("values") or {}
    text, day = typed_into(state, TEXT).strip(), picked_day(state, DAY)
    house = next((House(value) for value in chosen_in(state, HOUSE) if value in set(House)), None)
    lacks = not any(character.isalnum() for character in text)
    errors = {TEXT: "Give the question, its UIN or its link."} if lacks else {}
    return Submitted(text, house, date.fromisoformat(day) if day else None, errors)
