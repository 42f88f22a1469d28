"""The small modals: a sentence in the place of a form, and the question where to share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.slack.blocks import limits
from bot.slack.blocks.elements import Message, plain
from bot.slack.blocks.fields import field_block
from bot.slack.blocks.notices import failure_message

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
