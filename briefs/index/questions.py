"""The index of written questions: one document for each, with what ranking needs to know of it.

Kept like the index that briefs are searched in (``briefs.index.index``), in a folder of its own: derived from the
store, deleted and rebuilt without loss, brought up to date from the change log, read while another process writes.
The words of a question are kept stemmed beside it (see ``packing``), so that a hundred candidates can be compared
word by word without the store.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self

import tantivy

from briefs.index.index import Index
from briefs.index.schema import STEMMED, Layout, day_number, tokens
from briefs.index.stem_codes import pack, unpack
from briefs.language.words import HYPHENS, SPLIT_PREFIXES
from briefs.records.model import Kind, Part, Record
from briefs.store.store import Store

FIELDS = ("question", "answer", "heading")
_VERSION = 4
_CUT = "cut"
_LONGEST_ANSWER = 500
"""How many words of an answer are kept; what follows is nearly always a table, and its numbers say nothing here."""

_NUMBERS = r"(?:HL|HC)?\d{1,6}(?:(?:,|\s+and|\s*&|,\s*and|\s+to|\s*[-–])\s*(?:HL|HC)?\d{1,6})*"
_CITED = re.compile(
    rf"\b(?:questions?|PQs?|UINs?|answers?|reply|replies)\W{{1,3}}(?:(?:UINs?|PQs?|numbers?|nos?\.?)\W{{1,3}})?({_NUMBERS})\b"
    r"|\((?:PQ\W?)?((?:HL|HC)?\d{3,6})\)|\b(HL\d{1,6})\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:HL)?\d+", re.IGNORECASE)
# "the Secretary of State for Culture, Media and Sport": a comma within the name of an office ends nothing.
_NAME_GOES_ON = r"(?-i:,\s+(?=(?:[A-Z][\w’'-]+,?\s+){1,3}and\s+[A-Z]))|,\s+(?=representing\s)"
_OPENING = re.compile(
    rf"\s*to\s+ask\s+(?:((?:his|her)\s+majesty['’]s\s+government)[,;]?\s+"
    rf"|([^,;]{{3,140}}(?:(?:{_NAME_GOES_ON})[^,;]{{3,80}}){{0,4}})[,;]\s+)",
    re.IGNORECASE,
)
_PREFIX = re.compile(rf"(?<![^\W_])({'|'.join(SPLIT_PREFIXES)})[{HYPHENS}](?=[^\W\d_]{{3}})", re.IGNORECASE)
_FIRST_DAY = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Card:
    """What the index keeps of one question: days are numbers (days since 1970), words are stems in order.

    ``addressee`` is who is asked, as the question's opening words name the office, empty where it has no such opening;
    ``question`` has the words after it. ``asks_on`` are the UINs that the question itself cites, ``refers_to`` those
    that its answer cites.
    """

    record_id: str
    source_id: int | str | None
    uin: str | None
    tabled: int | None
    answered: int | None
    asker: int | None
    body: int | None
    addressee: str
    question: str
    answer: str
    heading: str
    asks_on: tuple[str, ...]
    refers_to: tuple[str, ...]


@cache
def schema() -> tantivy.Schema:
    """Return the fields of one question in the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("record_id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("uin", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("asker", indexed=True, fast=True)
    builder.add_unsigned_field("body", fast=True)
    builder.add_integer_field("day", fast=True)
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name=_CUT, index_option="freq")
    builder.add_bytes_field("card", stored=True)
    return builder.build()


def register(index: tantivy.Index) -> None:
    """Tell an index that its words come cut and stemmed."""
    index.register_tokenizer(_CUT, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


def documents(record: Record) -> Iterator[tantivy.Document]:
    """Yield the document of a written question, none for any other record."""
    if record.kind is not Kind.WRITTEN_QUESTION:
        return
    card = card_of(record)
    document = tantivy.Document()
    document.add_text("record_id", card.record_id)
    if card.uin:
        document.add_text("uin", card.uin.upper())
    for name, number in (("asker", card.asker), ("body", card.body)):
        if number is not None:
            document.add_unsigned(name, number)
    if card.tabled is not None:
        document.add_integer("day", card.tabled)
    document.add_text("question", f"{card.addressee} {card.question}")
    document.add_text("answer", card.answer)
    document.add_text("heading", card.heading)
    document.add_bytes("card", _kept(card))
    yield document


QUESTIONS = Layout("index_questions", _VERSION, schema, register, documents)
"""The index of questions: one document for each written question, none for other records."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is found out once of the questions held: how many, the newest day of tabling, what words weigh so far."""

    held: int
    newest: int | None
    weights: dict[str, float]

    @classmethod
    def of(cls, searcher: tantivy.Searcher) -> Self:
        """Ask the index for the newest day, which takes some milliseconds where there are a million questions."""
        counted = searcher.aggregate(tantivy.Query.all_query(), {"newest": {"max": {"field": "day"}}})
        newest = counted["newest"]["value"]
        return cls(searcher.num_docs, None if newest is None else int(newest), {})


class QuestionIndex(Index):
    """The written questions of one data folder, open for searching."""

    layout = QUESTIONS
    kinds = (Kind.WRITTEN_QUESTION,)
    noun, of_what = "index", "written questions"

    def __init__(self, root: Path, store: Store) -> None:
        """Take the folder of the index and the store it is made from, as every index does."""
        super().__init__(root, store)
        self._remembered: Remembered | None = None

    def remembered(self, searcher: tantivy.Searcher) -> Remembered:
        """Return what earlier searches found out of the questions held, nothing when questions have come."""
        known = self._remembered
        if known is None or known.held != searcher.num_docs:
            known = self._remembered = Remembered.of(searcher)
        return known


def read_card(document: tantivy.Document) -> Card:
    """Return what was kept of a question that was found."""
    kept: Any = document.get_first("card")
    facts, *lines = bytes(kept).decode().split("\n")
    name, source_id, uin, tabled, answered, asker, body, asks_on, refers_to = json.loads(facts)
    addressee, question, answer, heading = (" ".join(unpack(line)) for line in lines)
    return Card(
        record_id=name if isinstance(name, str) else _day_and_uin(tabled, uin).join(name),
        source_id=source_id,
        uin=uin,
        tabled=tabled,
        answered=answered,
        asker=asker,
        body=body,
        addressee=addressee,
        question=question,
        answer=answer,
        heading=heading,
        asks_on=tuple(asks_on),
        refers_to=tuple(refers_to),
    )


def _kept(card: Card) -> bytes:
    """Return a card as the index keeps it: a line of JSON with the facts, and four of words."""
    name: str | list[str] = card.record_id
    if card.tabled is not None and card.uin:  # the usual id says nothing that these do not say
        ends = card.record_id.split(_day_and_uin(card.tabled, card.uin), 1)
        name = ends if len(ends) > 1 else name
    facts = (name, card.source_id, card.uin, card.tabled, card.answered, card.asker, card.body)
    lines = [json.dumps([*facts, card.asks_on, card.refers_to], separators=(",", ":"))]
    lines += [pack(text.split()) for text in (card.addressee, card.question, card.answer, card.heading)]
    return "\n".join(lines).encode()


def _day_and_uin(tabled: int, uin: str) -> str:
    return f"{(_FIRST_DAY + timedelta(tabled)).isoformat()}/{uin}"


def card_of(record: Record) -> Card:
    """Return what the index keeps of a written question."""
    asked = _text(record, Part.QUESTION)
    answer = _text(record, Part.ANSWER)
    addressee, question = cut(asked)
    return Card(
        record_id=record.record_id,
        source_id=record.source_id,
        uin=record.uin,
        tabled=day_number(record.dates.tabled) if record.dates.tabled else None,
        answered=day_number(record.dates.answered) if record.dates.answered else None,
        asker=record.asking_member_id,
        body=record.answering_body_id,
        addressee=" ".join(addressee),
        question=" ".join(question),
        answer=" ".join(_stems(answer)[:_LONGEST_ANSWER]),
        heading=" ".join(_stems(record.title)),
        asks_on=cited(asked),
        refers_to=cited(answer),
    )


def _stems(text: str) -> list[str]:
    """Return the words of a text, stemmed; "co-operative" is one word, as "cooperative" is."""
    return tokens(_PREFIX.sub(r"\1", text), STEMMED)


def after_opening(text: str) -> str:
    """Return a question's words without those that say who is asked."""
    opening = _OPENING.match(text)
    return text[opening.end() :] if opening else text


def cut(text: str) -> tuple[list[str], list[str]]:
    """Return the words, stemmed, of who is asked ("To ask the Secretary of State for X, …") and of what is asked."""
    opening = _OPENING.match(text)
    if opening is None:
        return [], _stems(text)
    return _stems(opening[1] or opening[2]), _stems(text[opening.end() :])


def cited(text: str) -> tuple[str, ...]:
    """Return the UINs that a text cites, in order, each once."""
    found = (n[0].upper() for m in _CITED.finditer(text) for n in _NUMBER.finditer(m[1] or m[2] or m[3]))
    return tuple(dict.fromkeys(found))


def _text(record: Record, part: Part) -> str:
    return "\n".join(passage.text for passage in record.passages if passage.part is part)
