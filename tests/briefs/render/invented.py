"""Briefs about a harbour police that does not exist, for the tests of rendering."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefs.names.concepts import Concept, Name
from briefs.records.model import Fidelity, Kind, Role
from briefs.request.model import Filters, Query
from briefs.topic.model import Brief, Coverage, Item, Section, Source, TimelineEntry

INSPECTED = date(2016, 11, 25)
ANSWERED = date(2019, 3, 3)
MADE = date(2026, 11, 22)


def item(text: str, source: int = 1, **changed: object) -> Item:
    """Return a quotation of the whole of passage 4."""
    plain = Item(
        text=text,
        record_id=f"own/{source}",
        passage=4,
        start=0,
        end=len(text),
        speaker=None,
        role=Role.MINISTER,
        attribution="Minister replying, not named in the record",
        day=INSPECTED,
        fidelity=Fidelity.VERBATIM,
        source=source,
        url=None,
    )
    return replace(plain, **changed)  # type: ignore[arg-type] # the tests name the fields


def source(number: int = 1, **changed: object) -> Source:
    """Return a source: an urgent question."""
    plain = Source(
        number=number,
        record_id=f"own/{number}",
        citation="HC Deb 25 November 2016 vol 999",
        title="Harbour Inspection: Patrol Boats",
        kind=Kind.URGENT_QUESTION,
        day=INSPECTED,
        url=None,
        fidelity=Fidelity.VERBATIM,
    )
    return replace(plain, **changed)  # type: ignore[arg-type] # the tests name the fields


def query() -> Query:
    """Return a request with two concepts, filters and a date."""
    return Query(
        text="harbour police budget since 2015 type:debate",
        topic="harbour police budget",
        concepts=(
            Concept(
                "harbour police", (Name("harbour police"), Name("Harbour Police Service"), Name("HPS", True)), "body"
            ),
            Concept("budget", (Name("budget"),)),
        ),
        filters=Filters(since=date(2015, 1, 1), kinds=(Kind.DEBATE, Kind.URGENT_QUESTION)),
    )


def brief(*items: Item, **changed: object) -> Brief:
    """Return a brief with the given quotations as its key points."""
    plain = Brief(
        query=query(),
        coverage=Coverage(12, 3, INSPECTED, ANSWERED, date(2025, 1, 15), {"urgent_question": 1, "news": 2}),
        made=MADE,
        sections=(Section("Key points", items),) if items else (),
        sources=(source(),),
    )
    return replace(plain, **changed)  # type: ignore[arg-type] # the tests name the fields


def full_brief() -> Brief:
    """Return a brief with everything that a brief can have."""
    return brief(
        sections=(
            Section(
                "Key points",
                (
                    item(
                        "The harbour inspection found that two thirds of the patrol boats had not left their moorings "
                        "in the whole of the winter, and that nobody in the command had asked why.",
                        url="https://example.org/debate#p5",
                    ),
                    item(
                        "“Nobody counted the boats,” she said.", 2, attribution="Ann Example, quoted by The Daily Quay"
                    ),
                ),
            ),
            Section("Scrutiny", ()),
            Section(
                "Figures",
                (item("Boats fell from 40 to 14.", 3, fidelity=Fidelity.PRECIS, attribution="Audit of Quays"),),
            ),
        ),
        timeline=(
            TimelineEntry(INSPECTED, "Harbour Inspection: Patrol Boats", 1),
            TimelineEntry(ANSWERED, "The boats stayed in", 2),
            TimelineEntry(date(2020, 4, 1), "Boats counted", 3),
        ),
        sources=(
            source(url="https://example.org/debate"),
            source(
                2,
                citation="The Daily Quay, “The boats stayed in”, 3 March 2019",
                title="The boats stayed in",
                kind=Kind.NEWS,
            ),
            source(
                3,
                citation="Audit of Quays, HC 12",
                title="Boats counted",
                kind=Kind.AUDIT_REPORT,
                fidelity=Fidelity.PRECIS,
            ),
        ),
        notes=("No written questions about this topic are held.", "9 sentences of courtesy and procedure left out."),
    )
