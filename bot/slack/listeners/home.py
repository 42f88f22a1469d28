"""App Home, and the messages beside it, where prompts are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack.blocks import Message, limits
from bot.slack.delivery.replies import Silence
from bot.slack.gesture import Gesture, asked_by_event
from bot.slack.handlers import pages
from bot.slack.handlers.service import Service

if TYPE_CHECKING:
    from slack_bolt import App


def register(app: App, service: Service) -> None:
    """Listen for either being opened."""

    @app.event("app_home_opened")
    def opened(body: dict[str, Any], event: dict[str, Any]) -> None:
        if event.get("tab") == "messages":
            asked = asked_by_event(body, "messages")
            service.take(asked, Silence(), lambda: pages.offer_prompts(service, asked), quick=True)
        elif event.get("tab") == "home":
            asked = asked_by_event(body, "App Home")
            reply = _InHome(service, asked)
            service.take(asked, reply, lambda: pages.publish_home(service, asked), quick=True)

    @app.event("app_context_changed")
    def moved() -> None:
        """Nothing depends on what the person looks at beside the bot."""


class _InHome(Silence):
    """Says what is to be said on the page itself."""

    def __init__(self, service: Service, asked: Gesture) -> None:
        """Take whose page it is."""
        self._service = service
        self._asked = asked

    def tell(self, message: Message) -> None:
        """Show a sentence in the place of the page."""
        view = limits.checked({"type": "home", "blocks": message["blocks"]})
        self._service.client.views_publish(user_id=self._asked.person, view=view)
