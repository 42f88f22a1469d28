"""Shortcuts: "Brief this" in the menu of a message, "New brief" in Slack's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack import forms, work
from bot.slack.asked import Asked, asked_by_press
from bot.slack.replies import DirectReply, Reply
from bot.slack.service import Service
from bot.slack.wanted import Wanted
from briefs.errors import QueryError

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
        service.take(asked, reply, lambda: _brief_message(service, asked, reply))

    @app.shortcut({"type": "shortcut", "callback_id": NEW_BRIEF})
    def new_brief(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        asked = asked_by_press(body, NEW_BRIEF)
        reply = DirectReply(service.sender, asked)
        service.take(asked, reply, lambda: forms.open_new(service, asked), quick=True)


def _brief_message(service: Service, asked: Asked, reply: Reply) -> None:
    if question := service.makers.run(work.question_in, asked.words):
        service.note(asked, Wanted(question, desk=True), reply)
        return
    request = service.makers.run(work.request_of_message, asked.words)
    if not request:
        raise QueryError("This message holds no words to brief on: choose one with a question, a UIN or a link.")
    service.brief(asked, Wanted(request), reply)
