"""The work behind a gesture, as functions that a process of its own can run: a request in, Slack messages out.

Each process opens the library once (``prepare``). What goes in and comes out is plain data.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.london_time import today
from bot.slack.blocks import Message, brief_messages, choice_message, note_messages
from bot.slack.blocks.unfurls import unfurl
from bot.slack.delivery.sender import JsonMessage, ready
from bot.slack.privacy import has_public_page, quotes_own, share_warning
from bot.slack.request import BriefRequest
from bot.slack.state.saved import ShownBrief, Written, new_brief_id, written
from bot.slack.text import addresses, desk_words
from bot.slack.workers.index_upkeep import Upkeep
from briefs.errors import PqbriefError
from briefs.library import Library
from briefs.question import message
from briefs.question.deadline import clock_of
from briefs.question.input import Given, UinChoice, given_record, read_input
from briefs.question.model import DeskNote
from briefs.question.pipeline import make_note
from briefs.question.sitting_days import sittings_around
from briefs.question.verify import as_brief
from briefs.records.model import Kind, Record
from briefs.render.note.wording import clock_words
from briefs.store.addresses import record_of_link
from briefs.topic.model import Brief, Section
from briefs.topic.pipeline import make_brief


@dataclass(frozen=True, slots=True)
class KeptBrief:
    """A verified brief as it is kept, and the messages that show it to whoever asks.

    Where the id of the brief belongs, they hold ``stand_in``, which is as long and which no text can hold: it is drawn
    by lot when they are written. ``own`` says that it quotes what has no public page: the messages are then those for
    the person who asked, whoever they were asked for.
    """

    kept: Written
    stand_in: str
    messages: tuple[JsonMessage, ...]
    own: bool = False

    def under(self, brief_id: str) -> list[JsonMessage]:
        """Return the messages with the buttons of one who asked."""
        return [JsonMessage(message.json.replace(self.stand_in, brief_id)) for message in self.messages]


@dataclass(frozen=True, slots=True)
class Noted:
    """A checked background note under the id that its buttons carry, and the messages that show it."""

    brief_id: str
    note: DeskNote
    messages: list[Message]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the question desk gives: a note for each question, or which question has to be chosen first.

    ``own`` says that a note quotes what has no public page: all are then as for the person who asked.
    """

    notes: tuple[Noted, ...] = ()
    choice_id: str = ""
    choices: tuple[str, ...] = ()
    asks: Message | None = None
    own: bool = False


class Maker:
    """Makes briefs over one open library; the last ones are remembered where people ask (``single_flight``)."""

    def __init__(self, folder: Path) -> None:
        """Open the library of a data folder."""
        self.library = Library.open(folder)
        self.upkeep = Upkeep(self.library)

    def brief(self, wanted: BriefRequest) -> Brief:
        """Return the brief on a request. Raises PqbriefError."""
        self.upkeep.ensure(self.library.index)
        return make_brief(
            self.library,
            wanted.request,
            length=wanted.length,
            today=today(),
            also=wanted.also,
            without=wanted.without,
        )


_open: dict[str, Maker] = {}


def maker() -> Maker:
    """Return what this process makes briefs and notes with."""
    return _open["maker"]


def prepare(folder: Path) -> None:
    """Open the library for this process, and read what the first request would wait for."""
    maker = Maker(folder)
    _open["maker"] = maker
    maker.library.index.catch_up()
    maker.library.aliases.vocabulary()
    _ = maker.library.people.names
    gc.collect()
    gc.freeze()  # the names of the field are for good: looked through at every collection they take a fifth of a brief


def close() -> None:
    """Let go of the library of this process."""
    maker = _open.pop("maker", None)
    if maker:
        maker.library.close()


def answer(wanted: BriefRequest, *, private: bool = True) -> KeptBrief:
    """Return a brief with its messages. Raises PqbriefError."""
    return answer_of(_open["maker"].brief(wanted), private=private)


def answer_of(brief: Brief, *, private: bool = True) -> KeptBrief:
    """Return a verified brief written out."""
    stand_in, own = new_brief_id(), quotes_own(brief)
    messages = private_messages(brief, stand_in) if private or own else public_messages(brief, stand_in)
    return KeptBrief(written(brief), stand_in, tuple(map(ready, messages)), own)


def desk(wanted: BriefRequest, *, private: bool = True) -> Desk:
    """Return the background notes on the written questions of a request. Raises PqbriefError."""
    library, day = _open["maker"].library, wanted.day or today()
    given: tuple[Given, ...] | UinChoice
    if wanted.record:
        given = (given_record(library.store.get(wanted.record)),)
    else:
        given = read_input(library.store, wanted.request, day, wanted.house)
    if isinstance(given, UinChoice):
        choice_id = new_brief_id()
        ids = tuple(record.record_id for record in given.records)
        return Desk(choice_id=choice_id, choices=ids, asks=choice_message(given, choice_id))
    for index in (library.index, library.questions):
        _open["maker"].upkeep.ensure(index)
    notes = [make_note(library, one, today=day) for one in given]
    briefs = [as_brief(note) for note in notes]
    own, warnings = any(map(quotes_own, briefs)), [share_warning(brief) for brief in briefs]
    made = []
    for note, warning in zip(notes, warnings, strict=True):
        brief_id, mine = new_brief_id(), private or own
        shown = note_messages(note, brief_id=brief_id, private=mine, share_warning=warning if mine else None)
        made.append(Noted(brief_id, note, shown))
    return Desk(tuple(made), own=own)


def messages_of(shown: ShownBrief, *, private: bool, shared_by: str | None = None) -> list[Message]:
    """Return the messages of what was shown before: for the person who asked, or for a channel."""
    if shown.note is not None:
        warning = share_warning(shown.brief) if private else None
        return note_messages(
            shown.note, brief_id=shown.brief_id, private=private, shared_by=shared_by, share_warning=warning
        )
    if private:
        return private_messages(shown.brief, shown.brief_id)
    return public_messages(shown.brief, shown.brief_id, shared_by)


def private_messages(brief: Brief, brief_id: str) -> list[Message]:
    """Return the messages of a brief for the person who asked."""
    return brief_messages(brief, brief_id=brief_id, private=True, share_warning=share_warning(brief))


def public_messages(brief: Brief, brief_id: str, shared_by: str | None = None) -> list[Message]:
    """Return the messages of a brief for a channel, with who shared it."""
    return brief_messages(brief, brief_id=brief_id, private=False, shared_by=shared_by)


def more_of_section(wanted: BriefRequest, title: str, shown: Brief) -> KeptBrief | None:
    """Return what a long brief gives in one section beyond what was shown, None where there is nothing."""
    longer = _open["maker"].brief(replace(wanted, length="long"))
    known = {(item.record_id, item.passage, item.start) for section in shown.sections for item in section.items}
    found = [
        Section(section.title, items)
        for section in longer.sections
        if section.title == title
        and (items := tuple(i for i in section.items if (i.record_id, i.passage, i.start) not in known))
    ]
    if not found:
        return None
    return answer_of(only_sections(longer, found))


def only_sections(brief: Brief, sections: Sequence[Section]) -> Brief:
    """Return a brief of some of its sections, with the sources that these cite under the numbers they had."""
    cited = {item.source for section in sections for item in section.items}
    sources = tuple(source for source in brief.sources if source.number in cited)
    timeline = tuple(entry for entry in brief.timeline if entry.source in cited)
    return replace(brief, sections=tuple(sections), sources=sources, timeline=timeline)


def question_in(text: str) -> str:
    """Return the written question that a message holds, for the desk: its text, link or UIN; empty where none is."""
    return message.question_in(_open["maker"].library.store, desk_words(text), addresses(text), today())


def request_of_message(text: str) -> str:
    """Return the request for which a message stands, empty where it holds no words."""
    library = _open["maker"].library
    _open["maker"].upkeep.ensure(library.index)
    return message.request_of(library, desk_words(text), addresses(text))


def previews(links: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return what is shown below each link to a record held; a record that cannot be shown is left out."""
    maker = _open["maker"]
    shown: dict[str, dict[str, Any]] = {}
    for address in links:
        try:
            record = record_of_link(maker.library.store, address)
            if record is not None and has_public_page(record.url):  # everybody in the channel reads it
                named = maker.library.records([record.record_id])[record.record_id]
                shown[address] = unfurl(named, _key_sentence(maker, named), _clock(maker, named))
        except (PqbriefError, ValueError, KeyError):
            continue
    return shown


def _clock(maker: Maker, record: Record) -> str:
    """Return by when a written question is due, or how its answer came; empty for any other record."""
    if record.kind is not Kind.WRITTEN_QUESTION:
        return ""
    sittings = sittings_around(maker.library.store, record.house, record.dates.tabled, today())
    return clock_words(clock_of(record, today(), sittings))


def _key_sentence(maker: Maker, record: Record) -> Any:
    """Return the first quotation of the record in the brief on its own title, None where it has none."""
    try:
        brief = maker.brief(BriefRequest(record.title[:300], "long"))
    except PqbriefError:
        return None
    items = (item for section in brief.sections for item in section.items)
    return next((item for item in items if item.record_id == record.record_id), None)
