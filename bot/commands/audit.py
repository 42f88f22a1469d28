"""``pqbrief audit``."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TextIO

import click

from bot.commands.console import output
from bot.commands.group import session, with_data_folder
from bot.slack.state.audit import AuditLine, Keeping
from bot.slack.state.pending import Pending
from briefs.render.brief.as_json import to_json
from briefs.render.escaping import visible
from briefs.store.store import Store

_MOST = 1_000


@click.command()
@click.option("--user", metavar="USER", help="What this person asked, by Slack's id (such as U012AB3CD).")
@click.option("--forget", metavar="USER", help="Delete everything kept about this person.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option(
    "--limit", type=click.IntRange(1, 1_000_000), default=_MOST, show_default=True, help="Lines, newest first."
)
@with_data_folder
def audit(user: str | None, forget: str | None, form: str, limit: int) -> None:
    """Show who asked what in Slack, when, and which records were shown.

    It is kept for 90 days, or for as many as PQBRIEF_SLACK_KEEP_DAYS says.
    """
    if forget is not None and not forget.strip():
        raise click.BadParameter("give the Slack id of a person", param_hint="--forget")
    folder = session().settings.data_folder
    with Store.open(folder) as store, output(None) as stream:
        keeping = Keeping(store, store)
        if forget is not None:
            _forget(folder, keeping, forget.strip(), stream)
            return
        entries = keeping.audit(user, limit)
        if form == "json":
            stream.write(to_json([_as_dict(entry) for entry in entries]) + "\n")
            return
        for entry in entries:
            stream.write(_line(entry) + "\n")
        if not entries:
            stream.write("Nothing was asked in Slack.\n")


def _forget(folder: Path, keeping: Keeping, person: str, stream: TextIO) -> None:
    """Delete everything of a person, what waits for them first: what a running bot still makes for them then stops."""
    with closing(Pending(folder, "")) as pending:
        gone = pending.forget(person) + keeping.forget(person)
        emptied = pending.empty_log() and keeping.empty_log()
    stream.write(f"{gone} {'row' if gone == 1 else 'rows'} about {person} deleted.\n")
    if not emptied:
        stream.write("Their words are still in a log that another process is reading: run this again in a minute.\n")


def _as_dict(entry: AuditLine) -> dict[str, object]:
    return {
        "moment": entry.moment.isoformat(),
        "asker": entry.asker,
        "team": entry.team,
        "channel": entry.channel or None,
        "gesture": entry.gesture,
        "request": entry.request,
        "outcome": entry.outcome,
        "brief_id": entry.brief_id or None,
        "records": list(entry.records),
    }


def _line(entry: AuditLine) -> str:
    where = entry.channel or "no channel"
    records = f" {len(entry.records)} records: {', '.join(entry.records)}" if entry.records else ""
    told = f"{entry.moment:%Y-%m-%d %H:%M:%S} {entry.asker} {where} {entry.gesture} “{entry.request}” {entry.outcome}"
    return visible(f"{told}{records}")
