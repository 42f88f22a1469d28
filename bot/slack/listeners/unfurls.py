"""Links that somebody posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack.delivery.replies import Silence
from bot.slack.gesture import asked_by_event
from bot.slack.handlers import pages
from bot.slack.handlers.service import Service

if TYPE_CHECKING:
    from slack_bolt import App

_MOST = 10


def register(app: App, service: Service) -> None:
    """Listen for links to the sites of the record."""

    @app.event("link_shared")
    def shared(body: dict[str, Any], event: dict[str, Any]) -> None:
        given = [str(each.get("url") or "") for each in event.get("links") or () if isinstance(each, dict)]
        links = [link for link in given if link][:_MOST]
        if not links:
            return
        asked = asked_by_event(body, "link")
        unfurl_id, source = str(event.get("unfurl_id") or ""), str(event.get("source") or "")
        service.take(asked, Silence(), lambda: pages.unfurl_links(service, asked, links, unfurl_id, source))
