"""Messages written out as JSON once, so that many who ask for the same are sent the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.blocks.elements import Message


@dataclass(frozen=True, slots=True)
class JsonMessage:
    """A message as JSON: an object with fields."""

    json: str

    def message(self) -> Message:
        """Return the message itself."""
        read: Message = json.loads(self.json)
        return read


def ready(message: Message) -> JsonMessage:
    """Return a message written out."""
    return JsonMessage(json.dumps(message, separators=(",", ":")))


def body_of(fields: Mapping[str, Any], message: Message | JsonMessage) -> bytes:
    """Return the JSON of a message with fields before its own, none of which it has itself."""
    shown = message if isinstance(message, JsonMessage) else ready(message)
    first = json.dumps(dict(fields), separators=(",", ":"))
    return f"{first[:-1]}{',' if fields else ''}{shown.json[1:]}".encode()
