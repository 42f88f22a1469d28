"""What the buttons of a brief do. A button carries an id; what it stands for and who may have it is looked up here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.slack.blocks import failure_message, request_of_suggestion, sources_messages
from bot.slack.blocks.actions import Press, Pressed
from bot.slack.delivery.replies import DirectReply, Reply
from bot.slack.gesture import Gesture
from bot.slack.handlers import drafts, forms
from bot.slack.handlers.forms import permitted
from bot.slack.handlers.opening import FormReply
from bot.slack.handlers.service import Service
from bot.slack.request import BriefRequest
from bot.slack.state import audit as kept
from bot.slack.workers import tasks as work
from briefs.errors import NotFound, PqbriefError
from briefs.topic.model import Section

_Handler = Callable[[Service, Gesture, Pressed, Reply], None]
_Opener = Callable[[Service, Gesture, Pressed, FormReply], None]


def take_press(service: Service, asked: Gesture, pressed: Pressed) -> None:
    """Hand a press over to be done."""
    turned = pressed.press is Press.SOURCES and pressed.number is not None
    reply: Reply = service.private(asked, replace=turned) if asked.response_url else DirectReply(service.courier, asked)
    opens = _OPENERS.get(pressed.press)
    if opens is not None:
        form = service.form(asked, reply)
        service.take(asked, form, lambda: opens(service, asked, pressed, form), quick=True)
        return
    do = _HANDLERS[pressed.press]
    service.take(asked, reply, lambda: do(service, asked, pressed, reply))


def _share(service: Service, asked: Gesture, pressed: Pressed, reply: Reply) -> None:
    if not asked.in_channel:
        raise PqbriefError("This is a direct message: choose “Share elsewhere” to share it to a channel.")
    forms.share(service, asked, pressed.brief_id, asked.channel, reply)


def _share_elsewhere(service: Service, asked: Gesture, pressed: Pressed, form: FormReply) -> None:
    forms.open_share(service, asked, pressed.brief_id, form)


def _refine(service: Service, asked: Gesture, pressed: Pressed, form: FormReply) -> None:
    forms.open_refine(service, asked, pressed.brief_id, form)


def _new(service: Service, asked: Gesture, _pressed: Pressed, form: FormReply) -> None:
    forms.open_new(service, asked, form)


def _sources(service: Service, asked: Gesture, pressed: Pressed, reply: Reply) -> None:
    shown = permitted(service, asked, pressed.brief_id)
    named = f"{shown.what} on {shown.title}"
    reply.send([sources_messages(shown.brief, brief_id=pressed.brief_id, page=pressed.number or 1, of=named)])


def _judge(service: Service, asked: Gesture, pressed: Pressed, reply: Reply) -> None:
    shown = permitted(service, asked, pressed.brief_id)
    useful = pressed.press is Press.USEFUL
    service.keeping.judge(pressed.brief_id, asked.person, "useful" if useful else "not useful")
    reply.tell(failure_message(f"Thank you: your answer is saved with the {shown.what}."))


def _more(service: Service, asked: Gesture, pressed: Pressed, reply: Reply) -> None:
    shown = permitted(service, asked, pressed.brief_id)
    section = _section(shown.brief.sections, pressed.number)
    service.keeping.judge(pressed.brief_id, asked.person, "more", section.title)

    def make(number: int) -> None:
        made = service.makers.run(work.more_of_section, shown.wanted, section.title, shown.brief)
        if made is None:
            service.keeping.finish(number, kept.NOTHING)
            reply.tell(failure_message(f"pqbrief found nothing more under “{section.title}” on this topic."))
            return
        reply.send(service.keep(asked, shown.wanted, made, number))

    service.limited(asked, shown.wanted.request, reply, make)


def _less(service: Service, asked: Gesture, pressed: Pressed, reply: Reply) -> None:
    shown = permitted(service, asked, pressed.brief_id)
    section = _section(shown.brief.sections, pressed.number)
    service.keeping.judge(pressed.brief_id, asked.person, "less", section.title)
    others = [each for each in shown.brief.sections if each is not section]
    if not any(each.items for each in others):
        reply.tell(failure_message(f"“{section.title}” is the only section of this brief: your answer is saved."))
        return

    def make(number: int) -> None:
        brief = work.only_sections(shown.brief, others)
        brief = replace(brief, notes=(*brief.notes, f"“{section.title}” was left out as you asked."))
        made = service.makers.run(work.answer_of, brief)
        reply.send(service.keep(asked, shown.wanted, made, number))

    service.limited(asked, shown.wanted.request, reply, make)


def _suggestion(service: Service, asked: Gesture, pressed: Pressed, reply: Reply) -> None:
    shown = permitted(service, asked, pressed.brief_id)
    try:
        request = request_of_suggestion(shown.brief, pressed.number or 0)
    except IndexError:
        raise NotFound(forms.GONE) from None
    service.brief(asked, BriefRequest(request, shown.wanted.length), reply)


def _open(service: Service, asked: Gesture, pressed: Pressed, reply: Reply) -> None:
    shown = permitted(service, asked, pressed.brief_id)
    reply.send(service.makers.run(work.messages_of, shown, private=True))


def _choice(service: Service, asked: Gesture, pressed: Pressed, reply: Reply) -> None:
    wanted = permitted(service, asked, pressed.brief_id).wanted
    number = pressed.number or 0
    if number >= len(wanted.choices):
        raise NotFound(forms.GONE)
    service.note(asked, replace(wanted, record=wanted.choices[number], choices=()), reply)


def _section(sections: tuple[Section, ...], number: int | None) -> Section:
    if number is None or not 0 <= number < len(sections):
        raise NotFound(forms.GONE)
    return sections[number]


_OPENERS: dict[Press, _Opener] = {
    Press.CHECK: lambda service, asked, pressed, form: drafts.open_check(service, asked, pressed.brief_id, form),
    Press.SHARE_ELSEWHERE: _share_elsewhere,
    Press.REFINE: _refine,
    Press.NEW: _new,
}

_HANDLERS: dict[Press, _Handler] = {
    Press.SHARE: _share,
    Press.SOURCES: _sources,
    Press.USEFUL: _judge,
    Press.NOT_USEFUL: _judge,
    Press.MORE: _more,
    Press.LESS: _less,
    Press.SUGGESTION: _suggestion,
    Press.OPEN: _open,
    Press.CHOICE: _choice,
}
