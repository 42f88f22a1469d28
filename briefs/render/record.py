"""One stored record as a person reads it: what it is, who speaks, and its passages with their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefs.quotations.credit import by_lists, in_office
from briefs.records.citations import citation, long_date
from briefs.records.model import DateKind, Fidelity, Passage, Person, Record
from briefs.render.brief.page import TextPage
from briefs.render.brief.wording import fidelity_label, kind_name
from briefs.render.environment import fill
from briefs.render.escaping import link, visible


@dataclass(frozen=True, slots=True)
class PassageView:
    """One passage; ``said_by`` is the line above it, empty where the passage before has the same speaker."""

    number: int
    said_by: str
    text: str


def record_as_text(record: Record, *, width: int = 100, colour: bool = False, templates: Path | None = None) -> str:
    """Return a record as text; ``record.txt.j2`` in the folder ``templates`` replaces ours."""
    values = {
        "record": record,
        "kind": kind_name(record.kind),
        "facts": tuple(_facts(record)),
        "passages": tuple(_passages(record)),
        "page": TextPage(width, colour=colour),
    }
    return fill("record.txt.j2", visible, templates, values)


def _facts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield what is known of a record, a label and a value each."""
    yield "Record", record.record_id
    yield "Cited as", citation(record)
    for kind in DateKind:
        if day := getattr(record.dates, kind.value):
            yield kind.value.capitalize(), long_date(day)
    plain = (
        ("UIN", record.uin),
        ("Number", record.reference),
        ("Volume", record.volume),
        ("Publisher", record.publisher),
        ("Answered by", record.answering_body),
        ("State", record.state and record.state.value.replace("_", " ")),
    )
    yield from ((label, value) for label, value in plain if value)
    for person in record.people:
        yield person.part_played.capitalize(), _person(person)
    quality = fidelity_label(record.fidelity, record.kind)
    yield "Text", quality or ("As published." if record.fidelity is Fidelity.VERBATIM else record.fidelity.value)
    yield "Link", link(record.url) or "No link."
    if record.licence:
        yield "Licence", record.licence
    yield from (("Note", note) for note in record.notes)
    if record.origin:
        yield "Loaded from", record.origin


def _person(person: Person | Passage) -> str:
    """Return somebody with office, party and constituency, as far as the record gives them."""
    name = person.name if isinstance(person, Person) else person.speaker or "Not named in the record"
    seat = "; ".join(part for part in (person.party, person.constituency) if part)
    shown = in_office(name, person.office) + (f" ({seat})" if seat else "")
    return shown + by_lists(person) if isinstance(person, Passage) else shown


def _passages(record: Record) -> Iterator[PassageView]:
    """Yield the passages, each with the line that says whose it is where that changes."""
    before: tuple[object, ...] = ()
    for number, passage in enumerate(record.passages, 1):
        now = (passage.speaker, passage.office, passage.role, passage.part)
        said_by = f"{_person(passage)} · {passage.role.value} · {passage.part.value}" if now != before else ""
        yield PassageView(number, said_by, passage.text)
        before = now
