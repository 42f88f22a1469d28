"""A background note as Slack messages: the words and their order are the terminal's, through ``note_view``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.slack.blocks import limits
from bot.slack.blocks.actions import Press, value_of
from bot.slack.blocks.brief import item_entry, source_entry
from bot.slack.blocks.elements import (
    Block,
    Message,
    button,
    buttons,
    header,
    linked,
    message,
    person,
    pieces,
    plain,
    said,
    shortened,
    text,
)
from bot.slack.blocks.layout import Entry, Part, apart, paragraphs, share_buttons, spread, thread, useful_buttons
from briefs.question.answers.changes import AnswerDifference
from briefs.question.input import UinChoice
from briefs.question.model import DeskNote
from briefs.records.citations import long_date
from briefs.records.model import Record
from briefs.render.brief.page import MARKS
from briefs.render.brief.view import ItemView
from briefs.render.escaping import visible
from briefs.render.note import view as views
from briefs.render.note.forms import choice_lines

_LINK = "Link"
_UNFOLDED = 700  # characters of an answer that are shown without folding


def note_messages(
    note: DeskNote, *, brief_id: str, private: bool, shared_by: str | None = None, share_warning: str | None = None
) -> list[Message]:
    """Return a checked note as messages: the first answers, the others follow in its thread, in this order.

    ``private`` adds the buttons of the person who asked; without it the sources can be opened and a draft be checked.
    ``shared_by`` is the id of the Slack user who shares it, or a name. ``share_warning`` is asked before anything is
    shared. Nothing is left out: a text too long for one block goes on in the next, which says so. Raises ValueError
    for an id that is not short and plain.
    """
    view = views.note_view(note)
    value = value_of(brief_id)
    sources = [button("Sources", Press.SOURCES, value)] if view.sources else []
    check = [button("Check my draft", Press.CHECK, value)]
    last = list(
        buttons([*share_buttons(value, "note", share_warning), *sources, *check] if private else sources + check)
    )
    if private:
        last += useful_buttons(value)
    opening = f"{'Shared note' if shared_by else 'Note'}: {view.title}"
    return thread(_parts(view, shared_by), last, opening=opening, name=shortened(view.title, limits.HEADER))


def choice_message(choice: UinChoice, choice_id: str) -> Message:
    """Return the questions that one UIN names, a button each with its day; ``choice_id`` stands for the choice."""
    opening, *lines = choice_lines(choice)
    offered = [
        button(_when(record), Press.CHOICE, value_of(choice_id, number), number=number)
        for number, record in enumerate(choice.records)
    ]
    entries = [said(line) for line in lines]
    return message("", [*paragraphs([said(opening)]), *spread("", entries)], list(buttons(offered)))


def _when(record: Record) -> str:
    tabled, answered = record.dates.tabled, record.dates.answered
    day = f"Tabled {long_date(tabled)}" if tabled else f"Answered {long_date(answered)}" if answered else record.title
    return f"{day} ({record.house.value.title()})" if record.house else day


def _parts(view: views.NoteView, shared_by: str | None) -> Iterator[Part]:
    """Yield what the terminal shows, in its order."""
    yield (header(view.title),)
    entries: list[Entry] = [[text("Shared by "), *person(shared_by)]] if shared_by else []
    entries += [[text(f"As of {view.made}", italic=True)], said(view.question)]
    yield from apart(paragraphs(entries))
    yield from apart(paragraphs([_fact(label, words) for label, words in view.head]))
    yield from apart(paragraphs([_fact(label, words) for label, words in view.taken_apart]))
    yield from _titled("The answer to this question", _own_answer(view))
    yield from _titled("What earlier answers say", _answered(view))
    yield from _titled("Earlier questions like it", _previous(view.previous))
    yield from _titled("Tabled with it", _previous(view.with_it))
    yield from _titled("In debates, statements and oral answers since", _since(view))
    yield from _titled("References followed", _entries(view.chain))
    yield from _titled("The same question over time", _drift(view.drift))
    yield from _titled("Can you refer to an earlier answer?", _reference(view))
    yield from _titled("Further figures", _quotations(view.figures))
    yield from _titled("Sources", spread("", [source_entry(source) for source in view.sources]))
    yield from _titled("This note does not cover", _lines(view.notes))


def _own_answer(view: views.NoteView) -> Iterator[Block]:
    """Yield the question's own answer, and that it is not held as printed where that is so."""
    yield from _lines((view.own_partly,) if view.own_partly else ())
    yield from _quotations(view.answer)


def _titled(title: str, blocks: Iterable[Block]) -> Iterator[Part]:
    """Yield a section under its title, which stays with the first block; nothing where the section is empty."""
    shown = list(blocks)
    if shown:
        first, *rest = shown
        yield (*paragraphs([[text(title, bold=True)]]), first)
        yield from apart(rest)


def _fact(label: str, words: str) -> Entry:
    shown = linked(words, words) if label == _LINK else said(words)
    return [text(f"{label}: ", bold=True), *shown] if label else shown


def _quotations(items: Sequence[ItemView]) -> list[Block]:
    return spread("", [_quotation(item) for item in items])


def _quotation(item: ItemView) -> Entry:
    """Return a quotation with whose it is, which is said once after several of one person, and where it stands."""
    return item_entry(item) if item.attribution else [*said(f"{item.quote} "), *linked(item.reference, item.url)]


def _lines(lines: Sequence[str]) -> list[Block]:
    return spread("", [said(line) for line in lines])


def _answered(view: views.NoteView) -> Iterator[Block]:
    """Yield what is not held whole, the parts with what speaks to them, then those to which nothing does."""
    yield from _lines(view.partly)
    for part in view.parts:
        if part.title:
            yield from paragraphs([said(part.title, bold=True)])
        yield from _quotations(part.items)
        if part.remark:
            yield from _lines([part.remark])
    if view.parts and view.silent:
        yield from paragraphs([said(view.silent)])
        yield from _lines(view.unanswered)


def _since(view: views.NoteView) -> Iterator[Block]:
    """Yield lines from other proceedings, nothing where there are none."""
    if view.beyond:
        yield from paragraphs([said(view.since)])
        yield from _quotations(view.beyond)


def _previous(entries: Sequence[views.NoteLine]) -> Iterator[Block]:
    """Yield earlier questions; an answer of some length is folded until somebody opens it."""
    for entry in entries:
        yield from paragraphs([said(entry.line)])
        yield from spread("", [[*said(f"{i.quote} "), *linked(i.reference, i.url)] for i in entry.items])
        if entry.answer:
            yield from paragraphs([said(entry.lead)])
            yield from _folded(entry.answer)


def _folded(items: Sequence[ItemView]) -> Iterator[Block]:
    """Yield an answer: a long one as sections that Slack folds behind "See more", then whose it is."""
    if sum(len(item.quote) for item in items) <= _UNFOLDED:
        yield from _quotations(items)
        return
    for item in items:
        for piece in pieces(visible(item.quote), limits.PLAIN - 10):
            yield {"type": "section", "text": plain(piece), "expand": False}
    last = items[-1]
    credit = ", ".join(words for words in (last.attribution, last.day) if words)
    yield from paragraphs([[*said(f"— {credit} " if credit else ""), *linked(last.reference, last.url)]])


def _entries(entries: Sequence[views.NoteLine]) -> Iterator[Block]:
    for entry in entries:
        yield from paragraphs([said(entry.line)])
        yield from _quotations(entry.items)


def _drift(turns: Sequence[views.AnswerTurnView]) -> Iterator[Block]:
    for turn in turns:
        yield from paragraphs([said(turn.line)])
        yield from paragraphs([_marked(turn.changes)])
        yield from spread("", [said(item.quote) for item in turn.items])


def _marked(changes: Sequence[AnswerDifference]) -> Entry:
    """Return a compared answer with the marks of the terminal, what went struck through and what came in bold."""
    shown: Entry = []
    for change in changes:
        opening, closing = MARKS[change.kind]
        for number, line in enumerate(change.text.split("\n")):
            bare = line.strip()
            lead, tail = ("\n" if number else "") + line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
            words = f"{opening}{visible(bare)}{closing}" if bare else ""
            if words and opening:
                style = {"strike" if change.kind == "removed" else "bold": True}
                shown += [text(lead)] if lead else []
                shown += [{"type": "text", "text": piece, "style": style} for piece in pieces(words)]
                shown += [text(tail)] if bare and tail else []
            else:
                shown += [text(piece) for piece in pieces(lead + words + (tail if bare else ""))]
    return shown


def _reference(view: views.NoteView) -> Iterator[Block]:
    yield from _lines(view.reference)
    for entry in view.passed:
        yield from paragraphs([said(f"{entry.line}:")])
        yield from _quotations(entry.items)
