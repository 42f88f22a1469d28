"""Mentions, direct messages, and the assistant pane of apps that were made with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack.blocks import help_message
from bot.slack.delivery.replies import DirectReply, Reply, Silence, ThreadReply
from bot.slack.gesture import Gesture, asked_by_event
from bot.slack.handlers import pages
from bot.slack.handlers.service import Service, words_of
from bot.slack.slash_commands import help_lines

if TYPE_CHECKING:
    from slack_bolt import App

_HELP = frozenset(("", "help", "?", "hello", "hi"))
_OF_A_PERSON = frozenset((None, "file_share", "thread_broadcast"))


def register(app: App, service: Service) -> None:
    """Listen for what people write to the bot."""
    from slack_bolt import Assistant  # noqa: PLC0415 - only the running bot has it loaded

    assistant = Assistant()

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


def _from_a_person(event: dict[str, Any]) -> bool:
    return event.get("subtype") in _OF_A_PERSON and not event.get("bot_id") and bool(event.get("user"))


def _answer(service: Service, asked: Gesture, reply: Reply) -> None:
    words = words_of(asked, service.home.bot_user)
    if words.casefold().strip(" .!") in _HELP:
        service.take(asked, reply, lambda: reply.tell(help_message(help_lines())))
    else:
        service.take(asked, reply, lambda: service.either(asked, words, reply))
