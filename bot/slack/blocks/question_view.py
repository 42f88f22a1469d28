"""The modal that asks the question desk, and what a person who submits it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.slack.blocks import limits
from bot.slack.blocks.elements import plain
from bot.slack.blocks.fields import chosen_in, day_picker, field_block, one_of, picked_day, typed_in, typed_into
from briefs.records.model import House

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
