"""A brief as JSON, in the form that other programs rely on: see "The JSON of a brief" in README.md."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from briefs.render.brief.wording import names_searched
from briefs.request.model import Query
from briefs.topic.model import Brief, Item, Section, Source

_DANGEROUS = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def brief_to_dict(brief: Brief) -> dict[str, Any]:
    """Return a brief as plain data: text exact, days ISO, roles and kinds by their names."""
    covered = brief.coverage
    return {
        "query": _query(brief.query),
        "coverage": {
            "records_searched": covered.records_searched,
            "records_matched": covered.records_matched,
            "oldest": _day(covered.oldest),
            "newest": _day(covered.newest),
            "by_kind": dict(covered.by_kind),
            **({"by_year": {str(year): number for year, number in covered.by_year.items()}} if covered.by_year else {}),
        },
        "sections": [_section(section) for section in brief.sections],
        "timeline": [{"date": e.day.isoformat(), "text": e.text, "source": e.source} for e in brief.timeline],
        "sources": [source_to_dict(source) for source in brief.sources],
        "notes": list(brief.notes),
        "suggestions": list(brief.suggestions),
    }


def to_json(data: object, *, indent: int | None = 2) -> str:
    """Return data as JSON that keeps every character and yet cannot command a terminal.

    Control characters, marks that turn the direction of writing and lone surrogates are written as ``\\uXXXX``, which
    every JSON reader turns back into the exact character.
    """
    written = json.dumps(data, ensure_ascii=False, indent=indent)
    return _DANGEROUS.sub(lambda found: f"\\u{ord(found.group()):04x}", written)


def _day(day: date | None) -> str | None:
    """Return a day as ISO, or None."""
    return day.isoformat() if day else None


def _query(query: Query) -> dict[str, Any]:
    """Return what was asked, as understood."""
    names = dict.fromkeys(name for concept in names_searched(query) for name in concept)
    return {
        "text": query.text,
        "topic": query.topic,
        "since": _day(query.filters.since),
        "until": _day(query.filters.until),
        "filters": _filters(query),
        "aliases": list(names),
    }


def _filters(query: Query) -> dict[str, Any]:
    """Return the filters that are set, by the words a person types for them.

    ``by`` has an office with the names of those who held it in the period. What is no filter is there too: the sides of
    ``compare`` and ``either``, ``order`` "newest", ``first`` "position" and ``length``.
    """
    filters = query.filters
    holders = [tenure.name for tenure in filters.tenures]
    every: dict[str, Any] = {
        "by": list(dict.fromkeys((*filters.by, *filters.office_names, *holders))),
        "from": list(filters.bodies),
        "type": [kind.value for kind in filters.kinds],
        "house": filters.house.value if filters.house else None,
        "party": filters.party,
        "role": [role.value for role in filters.roles],
        "place": list(filters.places),
        "not": [concept.typed for concept in filters.left_out],
        "compare": list(query.compared),
        "either": list(query.either),
        "order": query.order,
        "first": query.first,
        "length": query.length,
    }
    return {name: value for name, value in every.items() if value}


def _section(section: Section) -> dict[str, Any]:
    """Return a section, with the Government whose words it holds where they are all of one."""
    government = {"government": section.government} if section.government else {}
    return {"title": section.title, "items": [item_to_dict(item) for item in section.items], **government}


def item_to_dict(item: Item) -> dict[str, Any]:
    """Return one quotation with its place in the record."""
    return {
        "text": item.text,
        "record_id": item.record_id,
        "passage": item.passage,
        "start": item.start,
        "end": item.end,
        "speaker": item.speaker,
        "role": item.role.value,
        "date": _day(item.day),
        "fidelity": item.fidelity.value,
        "source": item.source,
        "url": item.url,
        **({"role_by_post": True} if item.role_by_post else {}),
        **({"named_by_id": True} if item.named_by_id else {}),
        **({"government": item.government} if item.government else {}),
        **({"passed": item.passed.isoformat()} if item.passed else {}),
    }


def source_to_dict(source: Source) -> dict[str, Any]:
    """Return one numbered source."""
    return {
        "number": source.number,
        "record_id": source.record_id,
        "citation": source.citation,
        "title": source.title,
        "kind": source.kind.value,
        "date": _day(source.day),
        "url": source.url,
        "fidelity": source.fidelity.value,
        **({} if source.cited else {"cited": False}),
    }
