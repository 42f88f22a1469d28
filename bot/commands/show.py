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
    """Show the record RECORD_ID whole, with its passages.

    A reference that only one record bears, such as that of written evidence, will do as well.

    The JSON is the record's own documented form: the offsets of a brief count in its passages' texts. Members whom the
    record knows by Parliament's id alone are named where the lists of Members are held, and marked as so named.
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
