"""The sources of a brief in full, in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.slack.blocks import limits
from bot.slack.blocks.actions import Press, value_of
from bot.slack.blocks.brief import source_entry
from bot.slack.blocks.charts import cell, table
from bot.slack.blocks.elements import (
    Block,
    Message,
    button,
    buttons,
    header,
    line,
    linked,
    message,
    rich,
    said,
    shortened,
)
from bot.slack.blocks.layout import Part, packed, spread
from briefs.records.citations import long_date
from briefs.render.brief.view import SourceView, view_of
from briefs.render.brief.wording import count, kind_name
from briefs.topic.model import Brief, Source

PER_PAGE = 10
_HEADS = ("No.", "Source", "Title", "Kind", "Date", "Remarks")


def page_count(brief: Brief) -> int:
    """Return how many pages the sources of a brief fill, at least one."""
    return len(_pages(brief))


def sources_messages(brief: Brief, *, brief_id: str, page: int = 1, of: str = "") -> Message:
    """Return one page of a brief's sources, counted from 1; a number beyond either end gives the nearest page.

    ``of`` names what they are the sources of, where it is not the brief on its topic.
    Buttons lead to the page before and after: ``Press.SOURCES`` with the page as its number.
    """
    pages = _pages(brief)
    page = max(1, min(page, len(pages)))
    where = f", page {page} of {len(pages)}" if len(pages) > 1 else ""
    named = shortened(of or f"brief on {brief.query.topic or brief.query.text}", limits.HEADER)
    title = f"{count(len(brief.sources), 'source', 'sources')} of the {named}{where}"
    turned = [("Previous page", page - 1), ("Next page", page + 1)]
    turns = [
        button(words, Press.SOURCES, value_of(brief_id, number), number=number)
        for words, number in turned
        if 1 <= number <= len(pages)
    ]
    return message(title, [header(title), *pages[page - 1]], list(buttons(turns)))


def _pages(brief: Brief) -> list[Part]:
    """Return the pages: tables of ten sources, or lists as long as a message takes where a text is too long for one.

    The brief's notes do not stand here, so that a source repeats what they say of it.
    """
    shown = view_of(replace(brief, notes=()))
    views = (*shown.sources, *shown.also_found)
    sources = list(zip(brief.sources, views, strict=True))
    tables = [_table(sources[start : start + PER_PAGE]) for start in range(0, len(sources), PER_PAGE)]
    drawn = [each for each in tables if each is not None]
    if len(drawn) == len(tables):
        return [(each,) for each in drawn] or [()]
    listed = [(block,) for view in views for block in spread("", [source_entry(view)])]
    return [tuple(block for part in group for block in part) for group in packed(listed)]


def _table(run: Sequence[tuple[Source, SourceView]]) -> Block | None:
    """Return the table of some sources, None where it would be too large."""
    rows = [
        (
            cell(f"[{view.number}]"),
            rich(line(*(linked(view.citation, view.url) or said("–")))),
            cell(view.title),
            cell(kind_name(source.kind)),
            cell(long_date(source.day) if source.day else "No date given"),
            cell(" ".join((*view.remarks, *(() if view.url else ("No link.",))))),
        )
        for source, view in run
    ]
    return table(_HEADS, rows)
