"""A list of questions, made in several jobs so that other people's requests come between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.london_time import today
from bot.slack.blocks import failure_message
from bot.slack.delivery.courier import USES
from bot.slack.delivery.replies import DirectReply, Reply
from bot.slack.gesture import Gesture
from bot.slack.state import audit as kept
from bot.slack.workers import desk_tasks as work
from briefs.question.listing.request import ListRequest

if TYPE_CHECKING:
    from bot.slack.handlers.service import Service


def answer_with_list(service: Service, asked: Gesture, request: ListRequest, words: str, reply: Reply) -> None:
    """Answer with the list that somebody asked for in ``words``."""

    def make(number: int) -> None:
        day = today()
        chosen = service.makers.run(work.chosen, request, day)
        questions = []
        for at in range(0, len(chosen.ids), work.AT_ONCE):
            questions += service.makers.run(work.listed, chosen.ids[at : at + work.AT_ONCE], day)
        messages = service.makers.run(work.list_shown, request, chosen.title, questions, day)
        service.keeping.finish(number, kept.SHOWN)
        if asked.response_url and len(messages) > USES:
            DirectReply(service.courier, replace(asked, channel="", thread="")).send(messages)
            reply.tell(failure_message("The list is long, so it is in your direct messages with pqbrief."))
            return
        reply.send(messages)

    service.limited(asked, words, reply, make)
