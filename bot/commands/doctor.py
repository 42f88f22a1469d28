"""``pqbrief doctor``: what is wrong, and how to mend it.

A check is a function from ``Checkup`` to findings; a new one is a line in ``CHECKS``. A check that needs what is slow
to load, or what may not be installed, imports it inside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import click

from bot.commands.console import output
from bot.commands.group import session, warnings_logged, with_data_folder
from bot.health import Checkup, Finding, Health
from bot.london_time import today
from bot.settings import Settings
from briefs.errors import PqbriefError, QueryError
from briefs.library import Library
from briefs.render import FORMATS, render
from briefs.render.brief.as_json import to_json
from briefs.render.escaping import visible
from briefs.render.record import record_as_text
from briefs.sync.freshness import Freshness, freshness
from briefs.sync.sources_file import read_sources, sources_path
from briefs.topic.pipeline import make_brief

_STALE = timedelta(days=2)  # a nightly sync that failed once is no news; twice is


Check = Callable[[Checkup], Iterable[Finding]]


@click.command()
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@with_data_folder
def doctor(form: str) -> None:
    """Check for problems and say how to fix them.

    It checks the database, the index, the sources file, how up to date each source is, the templates and Slack. The
    exit status is 1 if something is broken.
    """
    findings = list(_examined(session().settings))
    with output(None) as stream:
        stream.write(_as_json(findings) if form == "json" else _as_text(findings))
    broken = sum(finding.health is Health.BROKEN for finding in findings)
    if broken:
        raise PqbriefError(f"{broken} {'thing is' if broken == 1 else 'things are'} broken: follow the advice above.")


def _examined(settings: Settings) -> Iterator[Finding]:
    """Yield what the checks find; a check that itself fails on purpose is a finding, too."""
    with ExitStack() as stack:
        stack.enter_context(warnings_logged(settings))
        library = None
        try:
            library = stack.enter_context(Library.open(settings.data_folder))
        except PqbriefError as error:
            yield Finding("database", Health.BROKEN, str(error))
        for check in CHECKS:
            try:
                yield from check(Checkup(settings, library, today()))
            except PqbriefError as error:
                yield Finding(check.__name__.removeprefix("check_").replace("_", " "), Health.BROKEN, str(error))


def check_database(checkup: Checkup) -> Iterator[Finding]:
    """See that the database is sound and holds something."""
    if checkup.library is None:
        return
    with checkup.library.store.held() as connection:
        said = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if said != "ok":
        where = checkup.library.store.path
        yield Finding(
            "database",
            Health.BROKEN,
            f"{where} is damaged ({said}): run pqbrief export to save what can be read, move the file away, and load"
            " the export.",
        )
        return
    held = checkup.library.store.status()
    if held.records:
        yield Finding("database", Health.GOOD, f"It is in good order and has {held.records:,} records.")
    else:
        yield Finding("database", Health.ADVICE, "It has no records: run pqbrief sync, or load files of your own.")


def check_index(checkup: Checkup) -> Iterator[Finding]:
    """See that the index is in step with the database."""
    if checkup.library is None:
        return
    if checkup.library.index.is_current():
        yield Finding("index", Health.GOOD, "It is up to date with the database.")
    else:
        advice = "It is behind the database. The next brief updates it; if not, run pqbrief reindex."
        yield Finding("index", Health.ADVICE, advice)


def check_sources_file(checkup: Checkup) -> Iterator[Finding]:
    """See that the sources file can be used."""
    path = sources_path(checkup.settings.data_folder)
    wanted = read_sources(path, checkup.today)
    enabled = ", ".join(name for name, want in wanted.items() if want.runs)
    where = f"{path} is in order" if path else "You have none, so the one that comes with pqbrief is used"
    yield Finding("sources file", Health.GOOD, f"{where}; it syncs {enabled or 'none'}.")


def check_freshness(checkup: Checkup) -> Iterator[Finding]:
    """See that every source that is to be synced was, lately and without a fault."""
    if checkup.library is None:
        return

    try:
        wanted = read_sources(sources_path(checkup.settings.data_folder), checkup.today)
    except QueryError:
        return  # check_sources_file tells of it
    for source in freshness(checkup.library.store, wanted):
        if source.enabled:
            health, sentence = _freshness(source)
            yield Finding(source.entry.name, health, sentence)


def _freshness(source: Freshness) -> tuple[Health, str]:
    """Return how a source that is to be synced stands."""
    again = f"run pqbrief sync {source.entry.name}"
    if source.error is not None:
        return Health.BROKEN, f"The last sync was stopped: {source.error}"
    if source.walk is None:
        return Health.ADVICE, f"It has never been synced: {again}, or disable it in the sources file."
    if source.unfinished:
        return Health.ADVICE, f"The last sync was interrupted or is still running: {again} to continue."
    if source.succeeded is None or datetime.now(UTC) - source.succeeded > _STALE:
        when = source.succeeded.strftime("%Y-%m-%d") if source.succeeded else "never"
        return Health.ADVICE, f"It was last synced on {when}: {again}, ideally every night with cron."
    return Health.GOOD, f"It was synced on {source.succeeded.strftime('%Y-%m-%d %H:%M UTC')}."


def check_templates(checkup: Checkup) -> Iterator[Finding]:
    """See that the templates can be filled in, with a brief of the newest record."""
    library, folder = checkup.library, checkup.settings.templates
    if library is None or library.store.is_empty():
        return

    record = next(library.store.all_records())
    brief = make_brief(library, f'"{record.title.replace(chr(34), " ")}"')
    for form in FORMATS:
        render(brief, form, templates=folder)
    record_as_text(record, width=100, colour=False, templates=folder)
    whose = f"Those in {folder} work" if folder else "The ones that come with pqbrief are used, and they work"
    yield Finding("templates", Health.GOOD, f"{whose}.")


def check_slack(checkup: Checkup) -> Iterator[Finding]:
    """See that the Slack door, where it is set up, has what it needs."""
    from bot.slack.setup.checks import slack_checks  # noqa: PLC0415 - slow to load

    yield from slack_checks(checkup)


CHECKS: list[Check] = [
    *(check_database, check_index, check_sources_file, check_freshness, check_templates),
    check_slack,
]
"""The checks in the order in which their findings are told."""


def _as_text(findings: Iterable[Finding]) -> str:
    """Return the findings a line each."""
    marks = {Health.GOOD: "ok", Health.ADVICE: "advice", Health.BROKEN: "BROKEN"}
    return "".join(
        f"{marks[finding.health]:<7} {visible(f'{finding.subject}: {finding.sentence}')}\n" for finding in findings
    )


def _as_json(findings: Iterable[Finding]) -> str:
    """Return the findings as a JSON list."""
    rows = [
        {"subject": finding.subject, "health": finding.health.value, "sentence": finding.sentence}
        for finding in findings
    ]
    return to_json(rows) + "\n"
