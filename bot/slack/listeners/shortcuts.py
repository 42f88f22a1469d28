"""Shortcuts: "Brief this" in the menu of a message, "New brief" in Slack's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack.delivery.replies import DirectReply
from bot.slack.gesture import asked_by_press
from bot.slack.handlers import forms
from bot.slack.handlers.service import Service

if TYPE_CHECKING:
    from slack_bolt import Ack, App

BRIEF_THIS, NEW_BRIEF = "brief_this", "new_brief"


def register(app: App, service: Service) -> None:
    """Listen for shortcuts."""

    @app.shortcut({"type": "message_action", "callback_id": BRIEF_THIS})
    def brief_this(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        asked = asked_by_press(body, BRIEF_THIS)
        reply = service.private(asked)
        service.take(asked, reply, lambda: service.of_message(asked, reply))

    @app.shortcut({"type": "shortcut", "callback_id": NEW_BRIEF})
    def new_brief(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        asked = asked_by_press(body, NEW_BRIEF)
        form = service.form(asked, DirectReply(service.courier, asked))
        service.take(asked, form, lambda: forms.open_new(service, asked, form), quick=True)
