"""A draft answer checked: by the form below a note, or by a reply in the note's thread. The draft is not kept."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.london_time import today
from bot.slack.blocks import failure_message
from bot.slack.blocks.draft import draft_view
from bot.slack.delivery.replies import DirectReply, Reply
from bot.slack.gesture import Gesture
from bot.slack.handlers.forms import GONE, permitted
from bot.slack.handlers.opening import FormReply
from bot.slack.state import audit as kept
from bot.slack.state.audit import DIRECT, PANE
from bot.slack.state.saved import ShownBrief
from bot.slack.text import desk_words
from bot.slack.workers import desk_tasks as work
from briefs.errors import NotFound
from briefs.question.input import is_number
from briefs.question.message import asked_in

if TYPE_CHECKING:
    from bot.slack.handlers.service import Service

_NAMED = re.compile(r"^\s*(?:please\s+)?(?:check\b[^:\n]{0,40}:|draft\b[^:\n]{0,30}:)\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"\w[.)”\"’](?:\s|$)")
_LEAST_WORDS, _SURELY = 8, 25
_SEVERAL = "Several notes are in this thread: press “Check my draft” below the one that the draft answers."
_OWN = "The check quotes your own documents, which have no public page, so it is in your direct messages with pqbrief."


def open_check(service: Service, asked: Gesture, brief_id: str, form: FormReply) -> None:
    """Open the form for a draft answer to the question of a note."""
    shown = _note(service, asked, brief_id)
    form.show(draft_view(service.places.remember(asked, brief_id), shown.title))


def submitted(service: Service, asked: Gesture, draft: str, place: str, reply: Reply) -> None:
    """Check the draft of a submitted form and answer where the note was."""
    opened, brief_id = service.places.find(place, asked)
    shown = _note(service, replace(asked, channel=opened.channel), brief_id)
    _check(service, opened, shown, draft, reply)


def in_thread_or_else(service: Service, asked: Gesture, words: str, reply: Reply) -> None:
    """Check what is a draft in the thread of a note; answer anything else as a request."""
    text = asked.words.replace(f"<@{service.home.bot_user}>", " ")
    ids, named_only = _notes_of_thread(service, asked)
    if not ids or not is_draft(desk_words(text), named_only=named_only):
        service.either(asked, words, reply)
        return
    if len(ids) > 1:
        reply.tell(failure_message(_SEVERAL))
        return
    _check(service, asked, _note(service, asked, ids[0]), _NAMED.sub("", desk_words(text), count=1), reply)


def is_draft(text: str, *, named_only: bool = False) -> bool:
    """Whether a message below a note is a draft answer: it says so, or has sentences and asks nothing."""
    if _NAMED.match(text):
        return True
    plain = " ".join(text.split())
    if named_only or asked_in(plain) or is_number(text, today()) or plain.endswith("?"):
        return False
    number = len(plain.split())
    return number >= _SURELY or (number >= _LEAST_WORDS and _SENTENCE.search(plain) is not None)


def _check(service: Service, asked: Gesture, shown: ShownBrief, draft: str, reply: Reply) -> None:
    note = shown.note
    if note is None:
        raise NotFound(GONE)
    subject, named = note.subject, f"a draft answer to {shown.title}"

    def make(number: int) -> None:
        reply.looking(named)
        day = shown.wanted.day or today()
        made = service.makers.run(work.checked, subject.record_id, subject.text, subject.uin, draft, day)
        service.keeping.finish(number, kept.SHOWN)
        if made.own and reply.public:
            DirectReply(service.courier, replace(asked, channel="", thread="")).send(made.messages)
            reply.tell(failure_message(_OWN))
            return
        reply.send(made.messages)

    service.limited(asked, named, reply, make)


def _notes_of_thread(service: Service, asked: Gesture) -> tuple[list[str], bool]:
    """Return the notes of the thread in which somebody wrote, and whether a draft there must be called one."""
    if not asked.thread:
        return [], False
    places = (asked.channel,) if asked.in_channel else (DIRECT, PANE)
    for place in places:
        if ids := service.keeping.in_thread(place, asked.thread, asked.person):
            return ids, place == PANE
    return [], False


def _note(service: Service, asked: Gesture, brief_id: str) -> ShownBrief:
    """Return the note that a draft answers. Raises NotFound where the person may not see it, or it is none."""
    shown = permitted(service, asked, brief_id)
    if shown.note is None:
        raise NotFound(GONE)
    return shown
