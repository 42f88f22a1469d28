"""Slash commands: a table of verbs, each with the form that it opens bare and what it does with words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.london_time import today
from bot.slack.blocks import help_message, looking_message
from bot.slack.delivery.replies import Reply
from bot.slack.gesture import Gesture, asked_by_command
from bot.slack.handlers import forms
from bot.slack.handlers.listing import answer_with_list
from bot.slack.handlers.opening import FormReply
from bot.slack.handlers.service import Service
from bot.slack.request import BriefRequest
from bot.slack.slash_commands import BRIEF, QUESTION, Verb, help_lines
from bot.slack.text import desk_words, plain_words
from briefs.question.listing.request import read_list_request

if TYPE_CHECKING:
    from slack_bolt import Ack, App

_HELP = frozenset(("help", "?", "-h", "--help"))
_Bare = Callable[[Service, Gesture, FormReply], None]
_WithWords = Callable[[Service, Gesture, str, Reply], None]


def _brief(service: Service, asked: Gesture, words: str, reply: Reply) -> None:
    service.brief(asked, BriefRequest(words), reply)


def _question(service: Service, asked: Gesture, words: str, reply: Reply) -> None:
    if (request := read_list_request(words, today())) is not None:
        answer_with_list(service, asked, request, words, reply)
        return
    # Line by line as it was pasted: lines part a question from what stands around it.
    service.note(asked, BriefRequest(desk_words(asked.words), desk=True), reply)


ANSWERS: tuple[tuple[Verb, _Bare, _WithWords], ...] = (
    (BRIEF, forms.open_new, _brief),
    (QUESTION, forms.open_question, _question),
)


def register(app: App, service: Service) -> None:
    """Listen for each verb of the table."""
    for verb, bare, with_words in ANSWERS:
        app.command(verb.command)(_listener(service, bare, with_words))


def _listener(service: Service, bare: _Bare, with_words: _WithWords) -> Callable[..., None]:
    """Return a listener that acknowledges at once with what is to be seen meanwhile, and hands over."""

    def typed(ack: Ack, body: dict[str, Any]) -> None:
        asked = asked_by_command(body)
        words = plain_words(asked.words)
        reply = service.private(asked)
        if not words:
            ack()
            form = service.form(asked, reply)
            service.take(asked, form, lambda: bare(service, asked, form), quick=True)
        elif words.casefold() in _HELP:
            ack(response_type="ephemeral", **help_message(help_lines()))
        else:
            if service.access.place_refusal(asked):
                ack()  # the refusal is told, and nothing is looked for
            else:
                ack(response_type="ephemeral", **looking_message(words))
            service.take(asked, reply, lambda: with_words(service, asked, words, reply))

    return typed
