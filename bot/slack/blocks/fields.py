"""The fields of a modal, and what was filled into them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.slack.blocks import limits
from bot.slack.blocks.elements import Block, Element, plain, shortened
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
