"""``pqbrief status``: what is held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from bot.commands.console import output, say, width
from bot.commands.group import session, with_data_folder
from bot.london_time import today
from briefs.errors import QueryError
from briefs.records.citations import long_date
from briefs.records.model import Kind
from briefs.render.brief.as_json import to_json
from briefs.render.brief.page import TextPage
from briefs.render.brief.wording import count, kind_name
from briefs.store.store import Status
from briefs.sync.freshness import Freshness, freshness, held_by_year
from briefs.sync.sources_file import read_sources, sources_path

# An address is told by its host alone: it is too long for a line, and JSON gives it whole.
_ADDRESS = re.compile(r"https?://([^/\s:;,]+)\S*?(?=[:;,.]?(?:\s|$))")


@click.command()
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@with_data_folder
def status(form: str) -> None:
    """Show what records you have, how new they are, and how each source's last sync went."""
    running = session()
    folder = running.settings.data_folder
    day = today()
    with running.library() as library:
        held = library.store.status()
        years = held_by_year(library.store)
        try:
            wanted = read_sources(sources_path(folder), day)
        except QueryError as error:  # what is held can be told all the same
            say(f"pqbrief: {error}")
            wanted = {}
        sources = freshness(library.store, wanted)
    if form == "json":
        text = to_json({**_as_dict(held, folder), **_sources_as_dict(years, sources, day)}) + "\n"
    else:
        text = _as_text(held, folder) + _years_as_text(years) + _sources_as_text(sources, day)
    with output(None) as stream:
        stream.write(text)


def _sources_as_dict(years: dict[str, dict[str, int]], sources: Sequence[Freshness], day: date) -> dict[str, object]:
    """Return what is held by kind and year, and how each source's last sync went, as plain data."""
    rows = [
        {
            "name": source.entry.name,
            "title": source.entry.title,
            "enabled": source.enabled,
            "last_success": source.succeeded.isoformat() if source.succeeded else None,
            "last_error": source.error,
            "unfinished": source.unfinished,
            "newest": source.newest.isoformat() if source.newest else None,
            "lag_days": source.lag(day),
            **_reach_as_dict(source, day),
        }
        for source in sources
    ]
    return {"by_year": years, "sources": rows}


def _reach_as_dict(source: Freshness, day: date) -> dict[str, object]:
    """Return how complete a source's record is; what does not go by days has null for them."""
    reached = source.reach(day)
    covered = reached is not None and reached.covered > 0
    return {
        "covered_from": reached.first.isoformat() if reached and covered else None,
        "covered_through": reached.through.isoformat() if reached and covered else None,
        "days_covered": reached.covered if reached else None,
        "days_missing": reached.missing if reached else None,
        "gaps": list(reached.gaps) if reached else [],
        "clipped_answers": source.clipped.number,
        "outlook": source.outlook(day),
    }


def _years_as_text(years: dict[str, dict[str, int]]) -> str:
    """Return what is held of each kind, by year."""
    page = TextPage(width())
    lines = []
    for kind, numbers in years.items():
        told = ", ".join(f"{year}: {number:,}" for year, number in numbers.items())
        lines.append(page.entry("", f"{kind_name(Kind(kind), 2)}: {told}", column=11) + "\n")
    return "\nBy year\n" + "".join(lines) if lines else ""


def _sources_as_text(sources: Sequence[Freshness], day: date) -> str:
    """Return how each source's last sync went, and which were never synced."""
    page = TextPage(width())
    lines = [
        page.entry("", f"{source.entry.name}: {_source_in_words(source, day)}", column=11) + "\n"
        for source in sources
        if source.walk is not None or source.clipped.number
    ]
    never = [source.entry.name for source in sources if source.walk is None and source.enabled]
    if never:
        lines.append(page.entry("", f"never synced: {', '.join(never)}", column=11) + "\n")
    return "\nSources\n" + "".join(lines) if lines else ""


def _source_in_words(source: Freshness, day: date) -> str:
    """Return how a source's last sync went and how new its newest record is."""
    facts = [
        f"last success {source.succeeded.strftime('%Y-%m-%d %H:%M UTC')}" if source.succeeded else "no success yet"
    ]
    if source.newest is not None:
        lag = source.lag(day)
        facts.append(f"newest record {long_date(source.newest)}, {lag:,} {'day' if lag == 1 else 'days'} old")
    if source.error is not None:
        facts.append(f"last error: {_ADDRESS.sub(lambda found: found[1], source.error)}")
    if source.unfinished:
        facts.append("the last sync is not finished")
    return "; ".join([*facts, *_reach_in_words(source, day)])


def _reach_in_words(source: Freshness, day: date) -> list[str]:
    """Return how complete a source's record is, and how what is missing will be had."""
    facts = []
    reached = source.reach(day)
    if reached is not None:
        days = f"{count(reached.covered, 'day', 'days')} covered"
        span = f" ({long_date(reached.first)} to {long_date(reached.through)})" if reached.covered else ""
        facts.append(f"{days}{span}, {reached.missing:,} missing")
        if reached.gaps:
            facts.append(f"not given by the service: {', '.join(reached.gaps)}")
    if source.clipped.number:
        facts.append(count(source.clipped.number, "answer cut short", "answers cut short"))
    if outlook := source.outlook(day):
        facts.append(outlook.rstrip("."))
    return facts


def _as_dict(held: Status, folder: Path) -> dict[str, object]:
    """Return what is held as plain data."""
    return {
        "records": held.records,
        "passages": held.passages,
        "by_kind": held.by_kind,
        "oldest": held.oldest.isoformat() if held.oldest else None,
        "newest": held.newest.isoformat() if held.newest else None,
        "superseded": held.superseded,
        "loaded": held.loaded.isoformat() if held.loaded else None,
        "data_folder": str(folder),
    }


def _as_text(held: Status, folder: Path) -> str:
    """Return what is held in words."""
    page = TextPage(width())
    kinds = [count(number, kind_name(kind), kind_name(kind, 2)) for kind, number in held.by_kind.items()]
    facts = [
        ("Stored", f"{count(held.records, 'record', 'records')}, {count(held.passages, 'passage', 'passages')}"),
        ("Kinds", ", ".join(kinds)),
        ("Oldest", long_date(held.oldest) if held.oldest else ""),
        ("Newest", long_date(held.newest) if held.newest else ""),
        ("Earlier", count(held.superseded, "superseded version", "superseded versions") if held.superseded else ""),
        ("Last change", held.loaded.strftime("%Y-%m-%d %H:%M UTC") if held.loaded else ""),
        ("Data folder", str(folder)),
    ]
    return "".join(f"{page.entry(label, value, column=11)}\n" for label, value in facts if value)
