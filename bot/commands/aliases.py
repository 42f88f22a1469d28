"""``pqbrief aliases``: the names that are searched for one another."""

from __future__ import annotations

import click

from bot.commands.console import output, width
from bot.commands.group import session, with_data_folder
from briefs.names.aliases import Aliases, Entry
from briefs.render.brief.as_json import to_json
from briefs.render.brief.page import TextPage
from briefs.render.escaping import visible


@click.command()
@click.argument("words", nargs=-1)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@with_data_folder
def aliases(words: tuple[str, ...], form: str) -> None:
    """Show the names that WORDS are searched under, or the whole table.

    If a name has several meanings, all are shown. A brief uses the one that the records are about, or asks you.
    """
    with session().library(seed=False) as library:
        table = library.aliases
    entries = _meant(table, " ".join(words)) if words else tuple(table.entries.values())
    text = _as_json(table, entries) if form == "json" else _as_text(table, entries, " ".join(words))
    with output(None) as stream:
        stream.write(text)


def _meant(table: Aliases, words: str) -> tuple[Entry, ...]:
    """Return the entries whose names occur in the words, in that order, none twice."""
    found = {entry.key: entry for match in table.match(words) for entry in match.entries}
    return tuple(found.values())


def _as_json(table: Aliases, entries: tuple[Entry, ...]) -> str:
    """Return entries as a JSON list."""
    rows = [{"id": entry.key, "kind": entry.kind, "names": list(table.lineage(entry.key))} for entry in entries]
    return to_json(rows) + "\n"


def _as_text(table: Aliases, entries: tuple[Entry, ...], words: str) -> str:
    """Return entries a paragraph each, the name that is shown first."""
    if not entries:
        return f"No name in “{visible(words)}” is in the table: its words are searched as they are.\n"
    page = TextPage(width())
    return "".join(f"{page.phrases(table.lineage(entry.key))}\n" for entry in entries)
