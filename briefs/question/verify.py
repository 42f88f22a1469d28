"""The check before a note is shown: what it quotes is what the records and the question say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefs.errors import VerificationError
from briefs.question.model import DeskNote
from briefs.question.parse.text import answer_text
from briefs.records.model import Record
from briefs.request.model import Query
from briefs.topic.model import Brief, Coverage, Item, Section
from briefs.topic.verify import verify


def check(note: DeskNote, records: Mapping[str, Record]) -> DeskNote:
    """Return the note as it came if everything in it that is quoted stands in the records by these ids.

    Raises VerificationError at the first disagreement: a note that fails is not shown.
    """
    for section in sections_of(note):
        quoted = {item.source for item in section.items}
        brief = as_brief(note, section)
        verify(replace(brief, sources=tuple(replace(s, cited=s.number in quoted) for s in brief.sources)), records)
    for span in note.anatomy.spans():
        if note.subject.text[span.start : span.end] != span.text:
            raise VerificationError("This note takes the question apart wrongly, so it is not shown.")
    _check_drift(note, records)
    return note


def as_brief(note: DeskNote, *sections: Section) -> Brief:
    """Return a note's quotations as a brief, for what is made for briefs."""
    covered = Coverage(note.searched, len(note.sources), None, None, note.newest_held)
    return Brief(Query(note.subject.text, ""), covered, note.made, sections=sections, sources=note.sources)


def sections_of(note: DeskNote) -> Iterator[Section]:
    """Yield the quotations of a note in lists, none of which holds a sentence twice."""
    yield Section("answer", note.answer)
    yield from (Section("parts", part.items) for part in note.parts)
    yield Section("previous", tuple(p.question for p in note.previous if p.question))
    yield from (Section("earlier answer", p.answer) for p in note.previous)
    yield from (Section("chain", link.items) for link in note.chain)
    yield from (Section("drift", turn.items) for turn in note.drift)
    yield Section("figures", note.figures)
    yield Section("since then", note.beyond)
    for reference in note.references:
        yield Section("passed", tuple(_each_once(item for item, _, _ in reference.passed)))


def _each_once(items: Iterator[Item]) -> Iterator[Item]:
    yield from dict.fromkeys(items)


def _check_drift(note: DeskNote, records: Mapping[str, Record]) -> None:
    ids = {source.number: source.record_id for source in note.sources}
    before = ""
    for turn in note.drift:
        answer = answer_text(records[ids[turn.source]])
        if turn.changes:
            old = "".join(change.text for change in turn.changes if change.kind != "added")
            new = "".join(change.text for change in turn.changes if change.kind != "removed")
            if (old, new) != (before, answer):
                raise VerificationError("This note marks changes that the answers do not show, so it is not shown.")
        before = answer
