"""Mentions, direct messages, links, App Home, and the assistant pane of apps that were made with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack.blocks import Message, help_message, limits
from bot.slack.delivery.replies import DirectReply, Reply, Silence, ThreadReply
from bot.slack.gesture import Gesture, asked_by_event
from bot.slack.handlers import drafts, pages
from bot.slack.handlers.service import Service, words_of
from bot.slack.slash_commands import help_lines

if TYPE_CHECKING:
    from slack_bolt import App

_HELP = frozenset(("", "help", "?", "hello", "hi"))
_MOST_LINKS = 10
_OF_A_PERSON = frozenset((None, "file_share", "thread_broadcast"))


def register(app: App, service: Service) -> None:
    """Listen for what people write to the bot, the links they post and the pages they open."""
    _listen_for_pages(app, service)
    _listen_in_pane(app, service)

    @app.event("app_mention")
    def mention(body: dict[str, Any], event: dict[str, Any]) -> None:
        if _from_a_person(event):
            asked = asked_by_event(body, "mention")
            _answer(service, asked, ThreadReply(service.courier, asked))

    @app.event("message")
    def message(body: dict[str, Any], event: dict[str, Any]) -> None:
        if event.get("channel_type") == "im" and _from_a_person(event):
            asked = asked_by_event(body, "direct message")
            _answer(service, asked, DirectReply(service.courier, asked))

    @app.event("link_shared")
    def shared(body: dict[str, Any], event: dict[str, Any]) -> None:
        given = [str(each.get("url") or "") for each in event.get("links") or () if isinstance(each, dict)]
        links = [link for link in given if link][:_MOST_LINKS]
        if not links:
            return
        asked = asked_by_event(body, "link")
        unfurl_id, source = str(event.get("unfurl_id") or ""), str(event.get("source") or "")
        service.take(asked, Silence(), lambda: pages.unfurl_links(service, asked, links, unfurl_id, source))


def _listen_for_pages(app: App, service: Service) -> None:
    """Listen for App Home being opened, or the messages beside it, where prompts are offered."""

    @app.event("app_home_opened")
    def opened(body: dict[str, Any], event: dict[str, Any]) -> None:
        if event.get("tab") == "messages":
            asked = asked_by_event(body, "messages")
            service.take(asked, Silence(), lambda: pages.offer_prompts(service, asked), quick=True)
        elif event.get("tab") == "home":
            asked = asked_by_event(body, "App Home")
            service.take(asked, _InHome(service, asked), lambda: pages.publish_home(service, asked), quick=True)

    @app.event("app_context_changed")
    def moved() -> None:
        """Nothing depends on what the person looks at beside the bot."""


def _listen_in_pane(app: App, service: Service) -> None:
    from slack_bolt import Assistant  # noqa: PLC0415 - only the running bot has it loaded

    assistant = Assistant()

    @assistant.thread_started
    def opened(body: dict[str, Any]) -> None:
        asked = asked_by_event(body, "assistant pane")
        service.take(asked, Silence(), lambda: pages.offer_prompts(service, asked), quick=True)

    @assistant.thread_context_changed
    def moved() -> None:
        """Nothing depends on the channel that the person looks at beside the pane."""

    @assistant.user_message
    def asked_in_pane(body: dict[str, Any], event: dict[str, Any]) -> None:
        if not _from_a_person(event):
            return
        asked = asked_by_event(body, "assistant pane")

        def status(words: str) -> None:
            service.status(asked, words)

        _answer(service, asked, DirectReply(service.courier, asked, status))

    app.use(assistant)


class _InHome(Silence):
    """Says what is to be said on the page itself."""

    def __init__(self, service: Service, asked: Gesture) -> None:
        """Take whose page it is."""
        self._service, self._asked = service, asked

    def tell(self, message: Message) -> None:
        """Show a sentence in the place of the page."""
        view = limits.checked({"type": "home", "blocks": message["blocks"]})
        self._service.client.views_publish(user_id=self._asked.person, view=view)


def _from_a_person(event: dict[str, Any]) -> bool:
    return event.get("subtype") in _OF_A_PERSON and not event.get("bot_id") and bool(event.get("user"))


def _answer(service: Service, asked: Gesture, reply: Reply) -> None:
    words = words_of(asked, service.home.bot_user)
    if words.casefold().strip(" .!") in _HELP:
        service.take(asked, reply, lambda: reply.tell(help_message(help_lines())))
    else:
        service.take(asked, reply, lambda: drafts.in_thread_or_else(service, asked, words, reply))
