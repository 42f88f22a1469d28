"""What is indexed of a passage, and how words are cut: the same for the index and for what is looked up in it.

The index ranks with BM25 (tantivy) and not with SQLite's own full-text ranking, because that takes 0.3 seconds for a
word that stands in half of 500,000 passages, and this a millisecond.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import tantivy

from briefs.language.words import HYPHENS, has_hyphen, without_hyphens
from briefs.records.model import Part, Passage, Record

SCHEMA_VERSION = 4
"""Raised with every change to the fields or to how words are cut; an index of another version is built anew."""

STEMMED, PLAIN, AS_PRINTED = "stemmed", "plain", "as_printed"

_EPOCH = date(1970, 1, 1).toordinal()
_LONGEST_WORD = 64
_TEXT_FIELDS = {
    "title": STEMMED,
    "title_exact": PLAIN,
    "title_printed": AS_PRINTED,
    "text": STEMMED,
    "exact": PLAIN,
    "printed": AS_PRINTED,
    "joined": STEMMED,  # hyphenated words as one, in fields of their own so that no other word's weight changes
    "joined_exact": PLAIN,
    "title_joined": STEMMED,
    "title_joined_exact": PLAIN,
    "speaker": PLAIN,
    "body": PLAIN,
    "party": PLAIN,
}
# Ten times as fast as a table of str.translate, which would take a twentieth of a load.
_APOSTROPHE = re.compile("[’‘ʼ′＇`´]")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\ufeff]")
_WITHIN_WORD = re.compile(r"(?<=\w)'(?:s\b)?", re.IGNORECASE)
_ACRONYM = re.compile(r"\b[^\W_a-z]*[A-Z][^\W_A-Z]*[A-Z][^\W_]*")
_HYPHEN = re.compile(f"[{HYPHENS}]")
_HYPHENATED = re.compile(rf"[^\W_]+(?:[{HYPHENS}][^\W_]+)+")
_BESIDE = 60  # characters read on each side of a hyphenated word for the words next to it


@cache
def schema() -> tantivy.Schema:
    """Return the fields of one passage in the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("record_id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("passage", stored=True)
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("house", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_boolean_field("quotable", indexed=True)
    builder.add_text_field("member", tokenizer_name="raw", index_option="basic")
    for name, analyzer in _TEXT_FIELDS.items():
        builder.add_text_field(name, tokenizer_name=analyzer, index_option="position")
    return builder.build()


@cache
def analyzers() -> dict[str, tantivy.TextAnalyzer]:
    """Return the three ways of cutting words: by stem, in lower case, and as they are printed."""
    short, folded = tantivy.Filter.remove_long(_LONGEST_WORD), tantivy.Filter.ascii_fold()
    lower, stem = tantivy.Filter.lowercase(), tantivy.Filter.stemmer("english")

    def cutter() -> tantivy.TextAnalyzerBuilder:
        return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(short).filter(folded)

    return {
        STEMMED: cutter().filter(lower).filter(stem).build(),
        PLAIN: cutter().filter(lower).build(),
        AS_PRINTED: cutter().build(),
    }


def register(index: tantivy.Index) -> None:
    """Tell an index how words are cut."""
    for name, analyzer in analyzers().items():
        index.register_tokenizer(name, analyzer)


def tokens(text: str, analyzer: str) -> list[str]:
    """Return the words of a text as the index holds them."""
    return [str(token) for token in analyzers()[analyzer].analyze(plain_words(text))]


def plain_words(text: str) -> str:
    """Return a text with its apostrophes out of the way: a possessive ending goes, "O'Brien" becomes one word.

    Curly and straight apostrophes, and letters with combined or separate accents, come out the same.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", _APOSTROPHE.sub("'", text)))
    return _WITHIN_WORD.sub("", text) if "'" in text else text


def acronyms(text: str) -> list[str]:
    """Return the words with two capitals or more, as printed: "MPS" is a force and "MPs" are Members."""
    return _ACRONYM.findall(plain_words(text))


def day_number(day: date) -> int:
    """Return a day as the index holds it: days since 1 January 1970."""
    return day.toordinal() - _EPOCH


def documents(record: Record) -> Iterator[tantivy.Document]:
    """Yield one document for each passage of a record."""
    title = plain_words(record.title)
    title_printed = " ".join(_ACRONYM.findall(title))
    bodies = [plain_words(name) for name in (record.answering_body, record.publisher) if name]
    for number, passage in enumerate(record.passages):
        document = tantivy.Document()
        document.add_text("record_id", record.record_id)
        document.add_unsigned("passage", number)
        document.add_text("kind", record.kind.value)
        if record.house is not None:
            document.add_text("house", record.house.value)
        if (day := record.day_for(passage)) is not None:
            document.add_integer("day", day_number(day))
        document.add_boolean("quotable", passage.quotable)
        document.add_text("title", title)
        document.add_text("title_exact", title)
        _add_joined(document, title, "title_joined")
        document.add_text("title_printed", title_printed)
        text = plain_words(passage.text)
        document.add_text("text", text)
        document.add_text("exact", text)
        _add_joined(document, text, "joined")
        document.add_text("printed", " ".join(_ACRONYM.findall(text)))
        for name in _speakers(passage):
            document.add_text("speaker", plain_words(without_hyphens(name)))  # a double name is one word
        for name in bodies:
            document.add_text("body", name)
        if passage.party:
            document.add_text("party", plain_words(passage.party))
        if (member_id := member_of(record, passage)) is not None:
            document.add_text("member", str(member_id))
        yield document


def _add_joined(document: tantivy.Document, text: str, field: str) -> None:
    """Add each hyphenated word as one word to a field, and with the words beside it to the field of phrases."""
    if not has_hyphen(text):
        return
    joined: dict[str, str] = {}
    for found in _hyphenated(text):
        word = without_hyphens(found[0])
        before = text[max(0, found.start() - _BESIDE) : found.start()].split()[-2:]
        after = text[found.end() : found.end() + _BESIDE].split()[:2]
        joined[" ".join((*before, word, *after))] = word
    if joined:
        document.add_text(field, " ".join(joined.values()))
    for beside in joined:
        document.add_text(f"{field}_exact", beside)


def _hyphenated(text: str) -> Iterator[re.Match[str]]:
    """Yield the hyphenated words of a text: each is looked for around its hyphen, for most words have none."""
    end = 0
    for hyphen in _HYPHEN.finditer(text):
        start = hyphen.start()
        if start < end:
            continue
        while start > end and text[start - 1].isalnum():
            start -= 1
        if found := _HYPHENATED.match(text, start):
            end = found.end()
            yield found


def member_of(record: Record, passage: Passage) -> int | None:
    """Return Parliament's id of who speaks in a passage: its own, else that of who asks or answers the question."""
    if passage.member_id is not None:
        return passage.member_id
    return {Part.QUESTION: record.asking_member_id, Part.ANSWER: record.answering_member_id}.get(passage.part)


def _speakers(passage: Passage) -> list[str]:
    """Return the names and offices of everyone whose words the passage gives, each once."""
    named = [passage.speaker, passage.office]
    for voice in passage.voices:
        named += [voice.speaker, voice.office]
    return list(dict.fromkeys(name for name in named if name))


@dataclass(frozen=True, slots=True)
class Layout:
    """What an index is made of: its folder in the data folder, the version of its fields, and its documents."""

    folder: str
    version: int
    schema: Callable[[], tantivy.Schema]
    register: Callable[[tantivy.Index], None]
    documents: Callable[[Record], Iterator[tantivy.Document]]


PASSAGES = Layout("index", SCHEMA_VERSION, schema, register, documents)
"""The index that briefs are searched in: one document for each passage of every record."""
