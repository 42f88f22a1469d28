"""A brief as Slack messages: the words and their order are the terminal's, through ``briefs.render.brief.view``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.slack.blocks import limits
from bot.slack.blocks.actions import Press, value_of
from bot.slack.blocks.charts import YEARS_TITLE, cell, table, year_chart
from bot.slack.blocks.elements import (
    Block,
    Element,
    Message,
    button,
    buttons,
    header,
    linked,
    person,
    said,
    shortened,
    text,
)
from bot.slack.blocks.layout import Entry, Part, apart, paragraphs, share_buttons, spread, thread, useful_buttons
from briefs.render.brief.view import EntryView, ItemView, SectionView, SourceView, View, YearCount, view_of
from briefs.render.escaping import visible
from briefs.topic.model import Brief


def brief_messages(
    brief: Brief, *, brief_id: str, private: bool, shared_by: str | None = None, share_warning: str | None = None
) -> list[Message]:
    """Return a verified brief as messages: the first answers, the others follow in its thread, in this order.

    ``private`` adds the buttons of the person who asked; without it only the sources can be opened. ``shared_by`` is
    the id of the Slack user who shares it, or a name. ``share_warning`` is asked before anything is shared. The first
    message says how many follow; a quotation too long for one block goes on in the next, which says so. A brief that
    quotes nothing is one message, with what to try as buttons. Raises ValueError for an id that is not short and plain.
    """
    view = view_of(brief)
    last = list(_closing(view, brief_id, private=private, share_warning=share_warning))
    parts = [*_heading(view, shared_by), *_body(brief, view, brief_id if private else None)]
    opening = f"{'Shared brief' if shared_by else 'Brief'}: {view.topic}"
    return thread(parts, last, opening=opening, name=f"Brief: {shortened(view.topic, limits.HEADER)}")


def _heading(view: View, shared_by: str | None) -> Iterator[Part]:
    """Yield the topic, who shared it, and what was searched."""
    yield (header(view.topic),)
    entries: list[Entry] = [[text("Shared by "), *person(shared_by)]] if shared_by else []
    entries.append([text(f"Brief as of {view.made}", italic=True)])
    for number, names in enumerate(view.searched):
        entries.append([text("and: " if number else "Searched: ", bold=True), *_joined(names)])
    if view.narrowed:
        entries.append([text("Filters: ", bold=True), *_joined(view.narrowed)])
    entries.append(_joined(view.coverage))
    yield from apart(paragraphs(entries))


def _joined(phrases: Sequence[str]) -> list[Element]:
    """Return phrases with a middle dot between them."""
    return said(" · ".join(phrases))


def _body(brief: Brief, view: View, private_id: str | None) -> Iterator[Part]:
    """Yield what the terminal shows below the heading, in its order."""
    if view.nothing:
        yield from apart(paragraphs([said(sentence) for sentence in view.nothing]))
    numbers = [number for number, section in enumerate(brief.sections) if section.items]
    for number, section in zip(numbers, view.sections, strict=True):
        yield from _section(section, _section_buttons(private_id, number))
    if view.timeline:
        yield from _timeline(view.timeline)
    if view.chart:
        yield from _chart(view.chart)
    for title, entries in (
        ("Sources", [source_entry(source) for source in view.sources]),
        ("Also found", [source_entry(source) for source in view.also_found]),
        ("This brief does not cover", [said(note) for note in view.notes]),
    ):
        yield from apart(spread(title, entries))
    if view.suggestions:
        yield from _suggestions(brief, view.suggestions, private_id)


def _section(section: SectionView, pressed: tuple[Block, ...]) -> Iterator[Part]:
    """Yield a section of quotations, its buttons below the last."""
    title = f"{section.title}: {section.government}" if section.government else section.title
    *most, last = spread(title, [item_entry(item) for item in section.items])
    yield from apart(most)
    yield (last, *pressed)


def item_entry(item: ItemView) -> Entry:
    """Return a quotation with whose it is and where it stands."""
    whose = f"{item.attribution}, {item.day}" if item.day else item.attribution
    return [*said(item.quote), text("\n— "), *said(f"{whose} "), *linked(item.reference, item.url)]


def _section_buttons(private_id: str | None, number: int) -> tuple[Block, ...]:
    """Return the buttons below a section, for the person who asked."""
    if private_id is None:
        return ()
    value = value_of(private_id, number)
    return tuple(buttons([button("More like this", Press.MORE, value), button("Less like this", Press.LESS, value)]))


def _timeline(entries: Sequence[EntryView]) -> Iterator[Part]:
    """Yield the timeline as a table, or as a list where it is too large for one."""
    rows = [(cell(entry.day), cell(entry.text), cell(f"[{entry.source}]")) for entry in entries]
    drawn = table(("Date", "What happened", "Source"), rows)
    if drawn:
        yield (*paragraphs([[text("Timeline", bold=True)]]), drawn)
        return
    listed = [[*said(f"{entry.day}: ", bold=True), *said(f"{entry.text} [{entry.source}]")] for entry in entries]
    yield from apart(spread("Timeline", listed))


def _chart(years: Sequence[YearCount]) -> Iterator[Part]:
    """Yield the records by year as a chart, or as a list where there are too many years for one."""
    drawn = year_chart(years)
    yield from apart([drawn] if drawn else spread(YEARS_TITLE, [said(f"{row.year}: {row.number}") for row in years]))


def source_entry(source: SourceView) -> Entry:
    """Return a numbered source: its citation as a link, its title and what must be said about it."""
    stop = "" if source.citation.endswith(".") else "."
    title = (f"{source.title.rstrip('.')}.",) if source.title else ()
    held = () if source.url else ("No link.",)
    after = " ".join((stop, *title, *source.remarks, *held))
    return [text(f"[{source.number}] "), *linked(source.citation, source.url), *said(after)]


def _suggestions(brief: Brief, suggestions: Sequence[str], private_id: str | None) -> Iterator[Part]:
    """Yield what to ask instead: buttons for the person who asked, a list for others.

    What a button cannot show whole is listed as well.
    """
    undecided = brief.query.choices and not any(section.items for section in brief.sections)
    title = "Say which" if undecided else "Try"
    if private_id is None:
        yield from apart(spread(title, [said(suggestion) for suggestion in suggestions]))
        return
    long = [said(suggestion) for suggestion in suggestions if limits.length(visible(suggestion)) > limits.BUTTON]
    yield from apart(spread(title, long) if long else paragraphs([[text(title, bold=True)]]))
    offered = [
        button(suggestion, Press.SUGGESTION, value_of(private_id, number), number=number)
        for number, suggestion in enumerate(suggestions)
    ]
    yield from apart(list(buttons(offered)))


def _closing(view: View, brief_id: str, *, private: bool, share_warning: str | None) -> Iterator[Block]:
    """Yield the buttons at the end of the first message."""
    value = value_of(brief_id)
    sources = [button("Sources", Press.SOURCES, value)] if view.sources else []
    refine = button("Refine", Press.REFINE, value)
    if not private:
        yield from buttons(sources)
    elif not view.sections:
        yield from buttons([refine])
    else:
        yield from buttons([*share_buttons(value, "brief", share_warning), refine, *sources])
        yield from useful_buttons(value)
