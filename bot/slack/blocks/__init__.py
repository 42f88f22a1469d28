"""Everything Slack shows, as plain dicts: a brief, its sources, and what is said where there is no brief.

A message is ``{"text", "blocks"}``: ``text`` is for notifications and screen readers and reads alone. The words, their
order, attributions and marks of fidelity are those of ``briefs.render.brief.view``, so that Slack gives the same
brief as the terminal. Text from outside stands in ``rich_text``, ``plain_text`` and ``raw_text`` alone, where Slack
parses nothing.
"""

from __future__ import annotations

from bot.slack.blocks.brief import brief_messages
from bot.slack.blocks.charts import without_native_blocks
from bot.slack.blocks.elements import Message
from bot.slack.blocks.note import choice_message, note_messages
from bot.slack.blocks.notices import (
    failure_message,
    help_message,
    looking_message,
    request_of_suggestion,
)
from bot.slack.blocks.sources import page_count, sources_messages

__all__ = [
    "Message",
    "brief_messages",
    "choice_message",
    "failure_message",
    "help_message",
    "looking_message",
    "note_messages",
    "page_count",
    "request_of_suggestion",
    "sources_messages",
    "without_native_blocks",
]
