"""What a template is given: the brief, with every word that stands around the quotations already chosen.

Templates arrange; they decide nothing. The fields of ``View`` are what an organisation's own template may use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefs.records.citations import long_date
from briefs.records.model import Fidelity
from briefs.records.titles import shown_title
from briefs.render.brief.wording import (
    PRECIS,
    coverage_phrases,
    fidelity_label,
    names_listed,
    narrowed_by,
    quoted,
    since,
)
from briefs.render.escaping import link
from briefs.topic.caveats import unquotable
from briefs.topic.model import Brief, Item, Section, Source

_YEARS_FOR_CHART = 3
_LONGEST_CHART = 15  # years in a row; beyond it the empty ones are left out


@dataclass(frozen=True, slots=True)
class ItemView:
    """One quotation. ``quote`` has its quotation marks, or is marked as a précis and has none.

    ``day`` is that of the words, or what is known of it.
    """

    quote: str
    precis: bool
    attribution: str
    day: str
    reference: str
    url: str | None


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section that holds something; ``government`` names the Government whose words these are, with its days."""

    title: str
    items: tuple[ItemView, ...]
    government: str = ""


@dataclass(frozen=True, slots=True)
class EntryView:
    """One line of the timeline."""

    day: str
    text: str
    source: int


@dataclass(frozen=True, slots=True)
class SourceView:
    """One numbered source; ``remarks`` are sentences about it, ``url`` a web address or None."""

    number: int
    citation: str
    title: str
    remarks: tuple[str, ...]
    url: str | None


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many records about the topic fall in a year."""

    year: int
    number: int


@dataclass(frozen=True, slots=True)
class View:
    """A brief for a template.

    ``searched`` holds the names of each thing the topic is about. ``nothing`` are the sentences that stand in the place
    of quotations where there are none, the notes among them; else those that say how the request was read. ``chart``
    is empty where there is little to draw. ``sources`` are those cited, ``also_found`` other records about the topic.
    """

    topic: str
    asked: str
    made: str
    searched: tuple[tuple[str, ...], ...]
    narrowed: tuple[str, ...]
    coverage: tuple[str, ...]
    sections: tuple[SectionView, ...]
    timeline: tuple[EntryView, ...]
    chart: tuple[YearCount, ...]
    sources: tuple[SourceView, ...]
    notes: tuple[str, ...]
    suggestions: tuple[str, ...]
    nothing: tuple[str, ...]
    also_found: tuple[SourceView, ...] = ()


def view_of(brief: Brief) -> View:
    """Return what a template is given for a brief."""
    sections = tuple(map(_section, (section for section in brief.sections if section.items)))
    return View(
        topic=brief.query.topic or brief.query.text,
        asked=brief.query.text,
        made=long_date(brief.made),
        searched=names_listed(brief.query),
        narrowed=narrowed_by(brief.query),
        coverage=coverage_phrases(brief.coverage, brief.made),
        sections=sections,
        timeline=tuple(EntryView(long_date(e.day), e.text, e.source) for e in brief.timeline),
        chart=_chart(brief),
        sources=tuple(_source(source, said=brief.notes) for source in brief.sources if source.cited),
        also_found=tuple(_source(source, said=brief.notes) for source in brief.sources if not source.cited),
        notes=tuple(note for note in brief.notes if note not in brief.read_as) if sections else (),
        suggestions=brief.suggestions,
        nothing=brief.read_as if sections else brief.notes or (_nothing(brief),),
    )


def _section(section: Section) -> SectionView:
    """Return a section; where its heading names the Government its items need not."""
    items = (replace(item, government="") if section.government else item for item in section.items)
    return SectionView(section.title, tuple(map(item_view, items)), section.government)


def item_view(item: Item) -> ItemView:
    """Return one quotation, as shown, with what has changed since: another Government, a time that is over."""
    precis = item.fidelity is Fidelity.PRECIS
    when = long_date(item.day) if item.day else item.undated
    return ItemView(
        quote=f"{item.text} [{PRECIS}]" if precis else quoted(item.text),
        precis=precis,
        attribution=item.attribution,
        day="; ".join(part for part in (when, *since(item)) if part),
        reference=f"[{item.source} ¶{item.passage + 1}]",
        url=link(item.url),
    )


def _source(source: Source, said: Sequence[str]) -> SourceView:
    """Return one source with what must be said about it and is not ``said`` in the brief's own notes."""
    label = fidelity_label(source.fidelity, source.kind)
    title = "" if source.title in source.citation else shown_title(source.title)
    remarks = tuple(remark for remark in (label, *source.notes) if remark and remark not in said)
    return SourceView(source.number, source.citation, title, remarks, link(source.url))


def _chart(brief: Brief) -> tuple[YearCount, ...]:
    """Return all records about the topic counted by year, empty years included while they are few.

    A brief made before they were counted has those of its timeline.
    """
    years = Counter(brief.coverage.by_year) if brief.sections else Counter[int]()
    years = years or Counter(entry.day.year for entry in brief.timeline)
    if len(years) < _YEARS_FOR_CHART:
        return ()
    first, last = min(years), max(years)
    shown = range(first, last + 1) if last - first < _LONGEST_CHART else sorted(years)
    return tuple(YearCount(year, years[year]) for year in shown)


def _nothing(brief: Brief) -> str:
    """Return the honest sentence for a brief that quotes nothing."""
    matched = brief.coverage.records_matched
    if not matched:
        return f"No stored record is about {quoted(brief.query.topic or brief.query.text)}."
    return unquotable(matched)
