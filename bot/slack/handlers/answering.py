"""The answer to a request: made, kept, and sent where it belongs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.slack.blocks import failure_message
from bot.slack.delivery.courier import USES
from bot.slack.delivery.replies import DirectReply, Reply
from bot.slack.gesture import Gesture
from bot.slack.request import BriefRequest
from bot.slack.state import audit as kept
from bot.slack.state.audit import DIRECT, PANE
from bot.slack.state.saved import ShownBrief, shown_note, written
from bot.slack.workers import tasks as work
from bot.slack.workers.tasks import Noted
from briefs.request.desk_requests import question_asked
from briefs.request.model import Query
from briefs.topic.model import Brief, Coverage

if TYPE_CHECKING:
    from bot.slack.handlers.service import Service

_OWN = (
    "The answer quotes your own documents, which have no public page, so it is in your direct messages with pqbrief:"
    " you can share it from there."
)


def answer_with_brief(service: Service, asked: Gesture, wanted: BriefRequest, reply: Reply, number: int) -> None:
    """Make a brief, keep it under a line of the audit, and send it; a UIN or link gets its background note."""
    if (question := question_asked(wanted.request)) is not None:
        answer_with_notes(service, asked, BriefRequest(question, desk=True), reply, number)
        return
    reply.looking(wanted.request)
    made = service.sharing.answer(wanted, private=not reply.public)
    to = _place_for(service, asked, reply, own=made.own)
    to.send(service.keep(asked, wanted, made, number, shared=to.public))
    if to is not reply:
        reply.tell(failure_message(_OWN))


def answer_with_notes(service: Service, asked: Gesture, wanted: BriefRequest, reply: Reply, number: int) -> None:
    """Make the background notes on the questions of a request, keep each, and send them, or ask which is meant."""
    reply.looking(wanted.request)
    made = service.makers.run(work.desk, wanted, private=not reply.public)
    if made.asks is not None:
        nothing = Brief(Query(wanted.request, ""), Coverage(0, 0, None, None, None), datetime.now(UTC).date())
        wanted = replace(wanted, choices=made.choices)
        _keep(
            service, asked, ShownBrief(made.choice_id, asked.person, service.home.team, wanted, nothing), number, reply
        )
        reply.send([made.asks])
        return
    to = _place_for(service, asked, reply, own=made.own)
    for place, each in enumerate(made.notes):
        if place:  # each note is a line of its own in the audit, though all of them are one request
            entry = kept.entry_of(asked, wanted.request, kept.TAKEN)
            number = service.keeping.begin(entry, sys.maxsize) or number
        _keep(service, asked, shown_note(each.brief_id, asked.person, service.home.team, wanted, each.note), number, to)
    _send(service, made.notes, asked, to)
    if to is not reply:
        reply.tell(failure_message(_OWN))


def _place_for(service: Service, asked: Gesture, reply: Reply, *, own: bool) -> Reply:
    """Return where an answer goes: words without a public page to the person alone, who can share them."""
    if not (own and reply.public):
        return reply
    return DirectReply(service.courier, replace(asked, channel="", thread=""))


def _keep(service: Service, asked: Gesture, shown: ShownBrief, number: int, reply: Reply) -> None:
    channel = asked.channel if reply.public else ""
    service.keeping.keep(number, shown.label, written(shown.brief, shown.note), channel)


def _send(service: Service, notes: Sequence[Noted], asked: Gesture, reply: Reply) -> None:
    """Send notes; all of them by direct message, each with its thread, where a response_url takes too few."""
    if asked.response_url and not reply.public and sum(len(note.messages) for note in notes) > USES:
        direct = DirectReply(service.courier, replace(asked, channel="", thread=""))
        for note in notes:
            _send_one(service, note, asked, direct)
        reply.tell(failure_message("The answer is long, so it is in your direct messages with pqbrief."))
        return
    for note in notes:
        _send_one(service, note, asked, reply)


def _send_one(service: Service, note: Noted, asked: Gesture, reply: Reply) -> None:
    """Send a note, and keep in which thread it stands: a reply there may be a draft to check against it."""
    if reply.public and asked.in_channel:  # written down first: what is sent may be answered at once
        service.keeping.put_in_thread(note.brief_id, asked.channel, asked.thread or asked.message, asked.person)
    reply.send(note.messages)
    if isinstance(reply, DirectReply) and reply.thread:
        # In a thread that was there before, such as the assistant pane, people go on asking for other things.
        own = reply.thread != asked.thread
        service.keeping.put_in_thread(note.brief_id, DIRECT if own else PANE, reply.thread, asked.person)
