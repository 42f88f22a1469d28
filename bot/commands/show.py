"""``pqbrief show``: one stored record, whole."""

from __future__ import annotations

import click

from bot.commands.console import colour, output, width
from bot.commands.group import session, with_data_folder
from briefs.records.citations import citation
from briefs.records.exchange import content_hash, record_to_dict
from briefs.render.brief.as_json import to_json
from briefs.render.record import record_as_text


@click.command()
@click.argument("record_id")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@with_data_folder
def show(record_id: str, form: str) -> None:
    """Show the record RECORD_ID in full, with its passages.

    You can also give a reference that belongs to one record only, such as the number of written evidence.

    The JSON is the form that docs/json.md describes. The offsets of a brief count in the text of its passages. If the
    record gives only Parliament's number for a Member, the name comes from the lists of Members and is marked.
    """
    running = session()
    with running.library() as library:
        stored = library.store.get_by_reference(record_id)
        record = library.register.named([stored])[0]
    if form == "json":
        derived = {"citation": citation(record), "content_hash": content_hash(stored)}
        text = to_json({**record_to_dict(record), **derived}) + "\n"
    else:
        text = record_as_text(record, width=width(), colour=colour(), templates=running.settings.templates)
    with output(None) as stream:
        stream.write(text)
