"""The forms: opened at once, filled after, and what happens when one is submitted."""

from __future__ import annotations

from dataclasses import replace

from bot.slack.blocks import failure_message
from bot.slack.blocks.fields import Submitted, question_view, share_view
from bot.slack.blocks.modals import Refinement, refine_view
from bot.slack.delivery.replies import DirectReply, Reply
from bot.slack.gesture import Gesture
from bot.slack.handlers.opening import FormReply
from bot.slack.handlers.service import Service
from bot.slack.request import BriefRequest
from bot.slack.state import audit as kept
from bot.slack.state.in_hand import IN_HAND
from bot.slack.state.saved import ShownBrief
from bot.slack.workers import tasks as work
from briefs.errors import NotFound, PqbriefError

GONE = "pqbrief no longer has this brief: ask for it again."


def open_new(service: Service, asked: Gesture, form: FormReply) -> None:
    """Open an empty form."""
    place = service.places.remember(asked)
    form.show(refine_view(None, bodies=service.bodies.offered(), private_metadata=place))


def open_question(service: Service, asked: Gesture, form: FormReply) -> None:
    """Open the form of the question desk."""
    form.show(question_view(service.places.remember(asked)))


def questioned(service: Service, asked: Gesture, submitted: Submitted, place: str) -> None:
    """Answer a submitted form of the question desk where the gesture that opened it was made."""
    opened, _ = service.places.find(place, asked)
    wanted = BriefRequest(submitted.text, desk=True, day=submitted.day, house=submitted.house)
    service.note(opened, wanted, _reply_to(service, opened))


def open_refine(service: Service, asked: Gesture, brief_id: str, form: FormReply) -> None:
    """Open the form at once, then fill it with what the brief was made of."""
    place = service.places.remember(asked, brief_id)
    form.show(refine_view(None, private_metadata=place, loading=True))
    shown = permitted(service, asked, brief_id)
    filled = refine_view(
        shown.brief.query,
        without=shown.wanted.without,
        bodies=service.bodies.offered(),
        length=shown.wanted.length,
        private_metadata=place,
    )
    form.show(filled)


def refined(service: Service, asked: Gesture, refinement: Refinement, place: str) -> None:
    """Answer a submitted form where the gesture that opened it was made, else by direct message."""
    opened, brief_id = service.places.find(place, asked)
    before = service.keeping.shown(brief_id) if brief_id else None
    also = refinement.also
    if before and before.asker == asked.person:
        left_out = {name.casefold() for name in refinement.without}
        also = tuple(dict.fromkeys((*(n for n in before.wanted.also if n.casefold() not in left_out), *also)))
    wanted = BriefRequest(refinement.request, refinement.length, also, refinement.without)
    service.brief(opened, wanted, _reply_to(service, opened))


def reply_to_form(service: Service, asked: Gesture, place: str) -> Reply:
    """Return the reply to a form: where the gesture that opened it was made, else by direct message."""
    return _reply_to(service, service.places.find(place, asked)[0])


def _reply_to(service: Service, opened: Gesture) -> Reply:
    return service.private(opened) if opened.response_url else DirectReply(service.courier, opened)


def open_share(service: Service, asked: Gesture, brief_id: str, form: FormReply) -> None:
    """Open the form that asks where to share a brief."""
    shown = permitted(service, asked, brief_id)
    place = service.places.remember(asked, brief_id)
    form.show(share_view(place, shown.what))


def shared_elsewhere(service: Service, asked: Gesture, channel: str, place: str, reply: Reply) -> None:
    """Share the brief of a submitted form to the channel chosen there, and say so."""
    opened, brief_id = service.places.find(place, asked)
    if not brief_id or not channel:
        raise NotFound("This form does not say what to share, or where: press the button again.")
    if share(service, replace(opened, response_url=""), brief_id, channel, reply):
        reply.tell(failure_message("It has been shared."))


def share(service: Service, asked: Gesture, brief_id: str, channel: str, reply: Reply) -> bool:
    """Post a brief to a channel with the name of who shares it, once, and return whether this was that once."""
    shown = permitted(service, asked, brief_id)
    if refusal := service.access.channel_refusal(channel):
        raise PqbriefError(refusal)
    item = IN_HAND.get()  # begun before, it may itself have written that it shares the brief, and not have posted it
    if service.keeping.is_shared(brief_id, channel, item.moment if item and item.again else None):
        reply.tell(failure_message(f"This {shown.what} was already shared there."))
        return False
    messages = service.makers.run(work.messages_of, shown, private=False, shared_by=asked.person)
    service.keeping.share(brief_id, channel, asked.person)
    try:
        posted = service.deliver(channel, messages, asked)
    except PqbriefError:
        service.keeping.unshare(brief_id, channel)
        raise
    if shown.note is not None and posted:
        service.keeping.put_in_thread(brief_id, channel, posted, asked.person)
    cited = tuple(source.record_id for source in shown.brief.sources)
    line = kept.entry_of(replace(asked, channel=channel), shown.wanted.request, kept.SHARED, brief_id)
    service.keeping.note(replace(line, records=cited))
    return True


def permitted(service: Service, asked: Gesture, brief_id: str) -> ShownBrief:
    """Return a brief that the person may see. Raises NotFound, which does not tell whether there is such a brief."""
    shown = service.keeping.shown(brief_id) if brief_id else None
    if shown is None or not service.keeping.may_see(shown, asked.person, service.home.team, asked.channel):
        raise NotFound(GONE)
    return shown
