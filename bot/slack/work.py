"""The work behind a gesture, as functions that a process of its own can run: a request in, Slack messages out.

Each process opens the library once (``prepare``). What goes in and comes out is plain data.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.slack.blocks import Message, brief_messages, choice_message, note_messages
from bot.slack.blocks.unfurls import unfurl
from bot.slack.keeping import Shown, new_brief_id
from bot.slack.message_words import addresses, asked_in, desk_words, numbers, plain_words, strong_numbers
from bot.slack.wanted import Wanted
from bot.today import today
from briefs.brief import Brief, Section
from briefs.briefing import make_brief
from briefs.desk.checking import as_brief
from briefs.desk.clock import clock_of
from briefs.desk.desk_note import DeskNote
from briefs.desk.input import Choice, Given, given_record, is_number, read_input
from briefs.desk.noting import make_note
from briefs.desk.pointer_forms import LINK
from briefs.desk.sitting import sittings_around
from briefs.errors import PqbriefError
from briefs.index import Search
from briefs.library import Library
from briefs.links import record_of_link
from briefs.records import Kind, Record
from briefs.render.note_wording import clock_words
from briefs.words_of_asking import is_empty_word

_KEPT_BRIEFS = 64
_TELLING_DIGITS = 3
_OWN_FILES = ("file/", "own/")


@dataclass(frozen=True, slots=True)
class Answer:
    """A verified brief, and the messages that show it."""

    brief: Brief
    messages: list[Message]


@dataclass(frozen=True, slots=True)
class Noted:
    """A checked background note under the id that its buttons carry, and the messages that show it."""

    brief_id: str
    note: DeskNote
    messages: list[Message]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the question desk gives: a note for each question, or which question has to be chosen first."""

    notes: tuple[Noted, ...] = ()
    choice_id: str = ""
    choices: tuple[str, ...] = ()
    asks: Message | None = None


class Maker:
    """Makes briefs over one open library and remembers the last ones, until a record comes or the day ends."""

    def __init__(self, folder: Path) -> None:
        """Open the library of a data folder."""
        self.library = Library.open(folder)
        self._made: OrderedDict[tuple[Wanted, date, int], Brief] = OrderedDict()

    def brief(self, wanted: Wanted) -> Brief:
        """Return the brief, made now or remembered from the same records."""
        key = wanted, today(), self.library.store.last_seq()
        held = self._made.get(key)
        if held is None:
            held = make_brief(
                self.library,
                wanted.request,
                length=wanted.length,
                today=key[1],
                also=wanted.also,
                without=wanted.without,
            )
            self._made[key] = held
            while len(self._made) > _KEPT_BRIEFS:
                self._made.pop(next(iter(self._made)), None)
        return held


_open: dict[str, Maker] = {}


def prepare(folder: Path) -> None:
    """Open the library for this process, and read what the first request would wait for."""
    maker = Maker(folder)
    _open["maker"] = maker
    maker.library.index.catch_up()
    maker.library.aliases.vocabulary()
    _ = maker.library.people.names


def close() -> None:
    """Let go of the library of this process."""
    maker = _open.pop("maker", None)
    if maker:
        maker.library.close()


def answer(wanted: Wanted, brief_id: str, *, private: bool = True) -> Answer:
    """Return a brief with its messages. Raises PqbriefError."""
    brief = _open["maker"].brief(wanted)
    return Answer(brief, private_messages(brief, brief_id) if private else public_messages(brief, brief_id))


def desk(wanted: Wanted, *, private: bool = True) -> Desk:
    """Return the background notes on the written questions of a request. Raises PqbriefError."""
    library, day = _open["maker"].library, wanted.day or today()
    given: tuple[Given, ...] | Choice
    if wanted.record:
        given = (given_record(library.store.get(wanted.record)),)
    else:
        given = read_input(library.store, wanted.request, day, wanted.house)
    if isinstance(given, Choice):
        choice_id = new_brief_id()
        ids = tuple(record.record_id for record in given.records)
        return Desk(choice_id=choice_id, choices=ids, asks=choice_message(given, choice_id))
    made = []
    for one in given:
        note, brief_id = make_note(library, one, today=day), new_brief_id()
        warning = share_warning(as_brief(note)) if private else None
        shown = note_messages(note, brief_id=brief_id, private=private, share_warning=warning)
        made.append(Noted(brief_id, note, shown))
    return Desk(tuple(made))


def messages_of(shown: Shown, *, private: bool, shared_by: str | None = None) -> list[Message]:
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


def share_warning(brief: Brief) -> str | None:
    """Return what is asked before a brief is shared: whether words of the organisation's own files may be."""
    own = [source for source in brief.sources if source.url is None and source.record_id.startswith(_OWN_FILES)]
    if not own:
        return None
    cited = "1 source" if len(own) == 1 else f"{len(own)} sources"
    return f"It quotes {cited} from your organisation's own files, with no public page. Everybody there can read it."


def more_of_section(wanted: Wanted, title: str, shown: Brief, brief_id: str) -> Answer | None:
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
    brief = only_sections(longer, found)
    return Answer(brief, private_messages(brief, brief_id))


def only_sections(brief: Brief, sections: Sequence[Section]) -> Brief:
    """Return a brief of some of its sections, with the sources that these cite under the numbers they had."""
    cited = {item.source for section in sections for item in section.items}
    sources = tuple(source for source in brief.sources if source.number in cited)
    timeline = tuple(entry for entry in brief.timeline if entry.source in cited)
    return replace(brief, sections=tuple(sections), sources=sources, timeline=timeline)


def question_in(text: str) -> str:
    """Return the written question that a message holds, for the desk: its text, link or UIN; empty where none is."""
    store = _open["maker"].library.store
    words = desk_words(text)
    if asked_in(text):
        return words
    for address in addresses(text):
        record = record_of_link(store, address)
        if (record and record.kind is Kind.WRITTEN_QUESTION) or _leads_to_question(address):
            return address
    strong = strong_numbers(text)
    # "question 4" of a survey is soon the number of some question held.
    telling = [uin for uin in numbers(text) if uin in strong or len(uin) >= _TELLING_DIGITS]
    held = [uin for uin in telling if any(r.kind is Kind.WRITTEN_QUESTION for r in store.find_uin(uin))]
    named = held or strong
    if not named:
        return ""
    return words if is_number(words, today()) else named[0]


def _leads_to_question(address: str) -> bool:
    found = LINK.search(address)
    return found is not None and found["what"].lower() == "questions"


def request_of_message(text: str) -> str:
    """Return the request for which a message stands: of its link, its UIN, the question in it, else its words.

    Empty where it holds no words. A question asks for what questions held that are most like it are about.
    """
    library = _open["maker"].library
    for address in addresses(text):
        if record := record_of_link(library.store, address):
            return record.title
    for number in numbers(text):
        if held := library.store.find_uin(number):
            return held[0].title
    asked = asked_in(text)
    if asked and (like := _like(library, asked)):
        return like.title
    return asked[:300].rpartition(" ")[0] if len(asked) > 300 else asked or plain_words(text)


def _like(library: Library, asked: str) -> Record | None:
    """Return the written question held whose words are most like those of a question."""
    words = dict.fromkeys(word.strip(".,;:?!()'\"“”‘’") for word in asked.split())
    groups = tuple(((word,),) for word in words if word and not is_empty_word(word))[:40]
    if not groups:
        return None
    hits = library.search(Search(groups=groups, must=False, kinds=(Kind.WRITTEN_QUESTION,)), 1)
    return next(iter(library.records([hit.record_id for hit in hits]).values()), None)


def previews(links: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return what is shown below each link to a record held; a record that cannot be shown is left out."""
    maker = _open["maker"]
    shown: dict[str, dict[str, Any]] = {}
    for address in links:
        try:
            record = record_of_link(maker.library.store, address)
            if record is not None:
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
        brief = maker.brief(Wanted(record.title[:300], "long"))
    except PqbriefError:
        return None
    items = (item for section in brief.sections for item in section.items)
    return next((item for item in items if item.record_id == record.record_id), None)
