"""``pqbrief members``: who a Member is, and was on a day, by Parliament's lists."""

from __future__ import annotations

from datetime import datetime

import click

from bot.commands.console import output
from bot.commands.group import session, with_data_folder
from briefs.errors import NotFound
from briefs.members.profile import member_as_dict, member_as_text
from briefs.members.register import Member
from briefs.render.brief.as_json import to_json
from briefs.render.escaping import visible


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="NAME|ID")
@click.option(
    "--on", "day", metavar="DATE", type=click.DateTime(("%Y-%m-%d",)), help="Show only what was true on that day."
)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@with_data_folder
def members(words: tuple[str, ...], day: datetime | None, form: str) -> None:
    """Show who a Member is: names, parties, seats and offices, each with its dates.

    NAME is a full name or a surname. ID is Parliament's number for a Member. If several Members match, all are shown.
    With --on, entries without dates are left out.
    """
    name, on = " ".join(words), day.date() if day else None
    with session().library(seed=False) as library:
        found = library.register.members(name)
    if not found:
        raise NotFound(_nobody(name))
    if form == "json":
        text = to_json([member_as_dict(member, on) for member in found]) + "\n"
    else:
        text = "\n".join(_shown(member_as_text(member, on)) for member in _by_name(found))
    with output(None) as stream:
        stream.write(text)


def _by_name(found: tuple[Member, ...]) -> list[Member]:
    return sorted(found, key=lambda member: member.listing.list_as or member.listing.display_as)


def _nobody(name: str) -> str:
    return (
        f"No Member called “{visible(name)}” is in your lists: check the spelling, "
        'or fetch the lists with "pqbrief sync members".'
    )


def _shown(lines: list[str]) -> str:
    """Return lines that cannot command the terminal, an indent kept."""
    return "".join(f"{'  ' if line.startswith(' ') else ''}{visible(line.strip())}\n" for line in lines)
