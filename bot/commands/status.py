"""``pqbrief status``: what is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.door import session, with_data_folder
from bot.terminal import output, width

if TYPE_CHECKING:
    from pathlib import Path

    from briefs.store import Status


@click.command()
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@with_data_folder
def status(form: str) -> None:
    """Say what is held: how many records of which kinds, and how new."""
    from briefs.render.contract import to_json  # noqa: PLC0415 - slow to load, and --help needs none of it

    running = session()
    with running.library() as library:
        held = library.store.status()
    folder = running.settings.data_folder
    text = to_json(_as_dict(held, folder)) + "\n" if form == "json" else _as_text(held, folder)
    with output(None) as stream:
        stream.write(text)


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
    from briefs.citations import long_date  # noqa: PLC0415 - --help needs none of it
    from briefs.render.page import Page  # noqa: PLC0415
    from briefs.render.wording import count, kind_name  # noqa: PLC0415

    page = Page(width())
    kinds = [count(number, kind_name(kind), kind_name(kind, 2)) for kind, number in held.by_kind.items()]
    facts = [
        ("Held", f"{count(held.records, 'record', 'records')}, {count(held.passages, 'passage', 'passages')}"),
        ("Kinds", ", ".join(kinds)),
        ("Oldest", long_date(held.oldest) if held.oldest else ""),
        ("Newest", long_date(held.newest) if held.newest else ""),
        ("Earlier", count(held.superseded, "superseded version", "superseded versions") if held.superseded else ""),
        ("Last change", held.loaded.strftime("%Y-%m-%d %H:%M UTC") if held.loaded else ""),
        ("Data folder", str(folder)),
    ]
    return "".join(f"{page.entry(label, value, column=11)}\n" for label, value in facts if value)
