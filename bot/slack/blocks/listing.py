"""A morning's list of questions as Slack messages: the words are those of the other forms."""

from __future__ import annotations

from collections.abc import Iterator

from bot.slack.blocks import limits
from bot.slack.blocks.elements import Message, header, linked, said, shortened, text
from bot.slack.blocks.layout import Entry, Part, apart, paragraphs, spread, thread
from briefs.question.listing.day_list import DayList
from briefs.question.listing.listed import ListedQuestion
from briefs.render.listing import wording
from briefs.render.listing.as_text import asked_words

_MOST_BODIES = 30


def list_messages(listed: DayList) -> list[Message]:
    """Return a list as messages: the first answers, the others follow in its thread."""
    return thread(_parts(listed), [], opening=listed.title, name=shortened(listed.title, limits.HEADER))


def _parts(listed: DayList) -> Iterator[Part]:
    yield (header(listed.title),)
    yield from apart(paragraphs([said(wording.deadline_words(listed.deadlines), bold=True)]))
    if len(listed.by_body) > 1:
        lines = [f"{body or 'Body not known'}: {wording.deadline_words(d)}" for body, d in listed.by_body]
        more = [f"{len(lines) - _MOST_BODIES} more bodies"] if len(lines) > _MOST_BODIES else []
        yield from apart(spread("", [said(line) for line in lines[:_MOST_BODIES] + more]))
    for group in listed.groups:
        first, *rest = spread("", [_entry(question) for question in group.questions])
        yield (*paragraphs([said(wording.group_title(group), bold=True)]), first)
        yield from apart(rest)
    notes = [said(note, italic=True) for note in wording.list_notes(listed)]
    yield from apart(paragraphs(notes))


def _entry(question: ListedQuestion) -> Entry:
    """Return a question in a line: its number, who asks and what, when it is due, and what is nearest to it."""
    nearest = question.nearest
    refer = wording.refer_word(nearest)
    return [
        *linked(question.uin or "No number", question.url),
        *said(f" · {wording.asker_words(question)}: {asked_words(question)} "),
        text(f"({wording.due_words(question.clock)}) ", italic=True),
        text("Nearest: "),
        *linked(wording.nearest_words(nearest), nearest.url if nearest else None),
        *([text(f". Can be referred to: {refer}.")] if refer else [text(".")]),
    ]
