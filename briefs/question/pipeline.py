"""The whole way from a question to a background note that has passed its check. Doors call this.

parse → retrieve → answer → compose → verify, each entered once.
"""

from __future__ import annotations

from datetime import date

from briefs.library import Library
from briefs.question.answering import answer
from briefs.question.asked import parse
from briefs.question.candidates import on_day
from briefs.question.compose import compose
from briefs.question.input import Given
from briefs.question.model import DeskNote
from briefs.question.retrieval import retrieve
from briefs.question.verify import check


def make_note(library: Library, given: Given, *, today: date | None = None) -> DeskNote:
    """Return the background note on one question as things stood on a day, checked against the store.

    Raises StoreError and IndexUnavailable where the records cannot be read, and VerificationError rather than show what
    disagrees with them.
    """
    asked = parse(library, given, today or date.today())
    found = retrieve(library, asked)
    answers = answer(library, asked, found)
    return verify(library, compose(asked, found, answers))


def verify(library: Library, note: DeskNote) -> DeskNote:
    """Return a note that agrees with the records it cites, read again as they stood on its day."""
    held = library.records([source.record_id for source in note.sources])
    return check(note, {record_id: on_day(record, note.made) or record for record_id, record in held.items()})
