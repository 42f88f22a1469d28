"""App Home: what is held and how fresh it is, recent briefs, and what can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.london_time import in_london
from bot.slack.blocks import limits
from bot.slack.blocks.actions import Press, value_of
from bot.slack.blocks.elements import Block, button, buttons, context, header, line, rich, said, shortened, text
from bot.slack.blocks.layout import Entry, paragraphs, spread
from bot.slack.blocks.notices import HELP_TITLE, help_list
from briefs.records.citations import long_date
from briefs.render.brief.wording import count, kind_name
from briefs.store.store import Status

_MOST_RECENT = 10
_MOST_SOURCES = 25
_LONGEST_FAULT = 300


@dataclass(frozen=True, slots=True)
class SourceAge:
    """How fresh a source is: the day of its newest record, when it was last asked, and what went wrong then."""

    title: str
    newest: date | None = None
    asked: datetime | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class RecentBrief:
    """A brief that this person asked for."""

    brief_id: str
    topic: str
    made: date


def home_view(
    status: Status,
    *,
    freshness: Sequence[SourceAge] = (),
    recent: Sequence[RecentBrief] = (),
    aliases: int = 0,
    commands: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """Return the Home tab of one person, to be published with ``views.publish``.

    ``recent`` are that person's own briefs, newest first: ten are shown, each as a button (``Press.OPEN``). ``aliases``
    is the number of names that the table of aliases holds; ``commands`` are what can be typed, with what each does.
    """
    blocks: list[Block] = [
        header("Briefs from the parliamentary record"),
        rich(line(text("Every sentence of a brief is copied from a stored record and cited."))),
        *buttons([button("New brief", Press.NEW)]),
        header("What records you have"),
        *paragraphs(_held(status, aliases)),
    ]
    if freshness:
        blocks += spread("Sources", [_fresh(each) for each in freshness[:_MOST_SOURCES]])
        blocks += _left_out(len(freshness) - _MOST_SOURCES, "source", "sources")
    if recent:
        shown = recent[:_MOST_RECENT]
        blocks.append(header("Your recent briefs"))
        pressed = [
            button(f"{each.topic}, {long_date(each.made)}", Press.OPEN, value_of(each.brief_id), number=number)
            for number, each in enumerate(shown)
        ]
        blocks += buttons(pressed)
        blocks += _left_out(len(recent) - _MOST_RECENT, "earlier brief", "earlier briefs")
    if commands:
        blocks += [header(HELP_TITLE), *help_list(commands)]
    return limits.checked({"type": "home", "blocks": blocks})


def _held(status: Status, aliases: int) -> list[Entry]:
    """Return what is held, a line each."""
    kinds = ", ".join(count(number, kind_name(kind), kind_name(kind, 2)) for kind, number in status.by_kind.items())
    days = ", ".join(
        f"{word} {long_date(day)}" for word, day in (("oldest", status.oldest), ("newest", status.newest)) if day
    )
    facts = [
        f"{count(status.records, 'record', 'records')}, {count(status.passages, 'passage', 'passages')}",
        kinds,
        days[:1].upper() + days[1:],
        f"Last change {_moment(status.loaded)}" if status.loaded else "",
        f"{count(aliases, 'name', 'names')} in the table of aliases" if aliases else "",
    ]
    return [said(fact) for fact in facts if fact]


def _fresh(source: SourceAge) -> Entry:
    """Return a source with how fresh it is."""
    facts = [
        f"newest record {long_date(source.newest)}" if source.newest else "no records yet",
        f"last asked {_moment(source.asked)}" if source.asked else "never asked",
        shortened(source.fault, _LONGEST_FAULT),
    ]
    return [*said(f"{source.title}: ", bold=True), *said("; ".join(fact for fact in facts if fact))]


def _moment(moment: datetime) -> str:
    """Return a moment as day and time in London."""
    local = in_london(moment)
    return f"{long_date(local.date())}, {local:%H:%M}"


def _left_out(number: int, one: str, many: str) -> list[Block]:
    """Return the line that says how many are not shown, none where all are."""
    return [context(f"{count(number, f'more {one}', f'more {many}')} not shown here.")] if number > 0 else []
