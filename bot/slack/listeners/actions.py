"""Buttons, and the list of departments that asks as somebody types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.slack.blocks import modals as views
from bot.slack.blocks.actions import read_press
from bot.slack.gesture import asked_by_press
from bot.slack.handlers.buttons import take_press
from bot.slack.handlers.service import Service

if TYPE_CHECKING:
    from slack_bolt import Ack, App

_ANY = re.compile(".*")


def register(app: App, service: Service) -> None:
    """Listen for presses; what is no button of ours is acknowledged and left alone, such as a link."""

    @app.action(_ANY)
    def press(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        pressed = read_press(action)
        if pressed is not None:
            take_press(service, asked_by_press(body, pressed.press.value), pressed)

    @app.options(views.BODY)
    def bodies(ack: Ack, payload: dict[str, Any]) -> None:
        ack(**views.body_options(service.bodies.offered(), str(payload.get("value") or "")))
