"""A check of a draft as text, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefs.errors import PqbriefError
from briefs.question.draft.model import DraftCheck, DraftFinding
from briefs.records.citations import long_date
from briefs.render.brief.as_json import item_to_dict, source_to_dict, to_json
from briefs.render.brief.page import TextPage
from briefs.render.draft import wording
from briefs.render.escaping import link, markdown, visible
from briefs.render.layout import wrap
from briefs.topic.model import Item, Source

FORMATS = ("text", "markdown", "json")


def render_check(made: DraftCheck, form: str, *, width: int = 100, colour: bool = False) -> str:
    """Return a check as text, Markdown or JSON. Raises PqbriefError for a form that is not among ``FORMATS``."""
    if form == "json":
        return to_json(check_to_dict(made)) + "\n"
    if form == "text":
        return "\n".join(map(str, _text(made, TextPage(width, colour=colour), width))) + "\n"
    if form == "markdown":
        return "\n".join(_markdown(made)) + "\n"
    raise PqbriefError(f"A check cannot be written as {form!r}: choose one of {', '.join(FORMATS)}.")


def source_line(made: DraftCheck, item: Item) -> str:
    """Return the sentence of an earlier answer with the number of its source, the day and whose it is."""
    said = f", {item.attribution}" if item.attribution else ""
    day = f", {long_date(item.day)}" if item.day else ""
    return f"“{' '.join(item.text.split())}” [{item.source}]{said}{day}"


def source_words(source: Source) -> str:
    """Return a numbered source in a line."""
    return f"[{source.number}] {source.citation}: {source.title}"


def check_to_dict(made: DraftCheck) -> dict[str, Any]:
    """Return a check as a JSON object; docs/json.md describes the fields."""
    subject = made.subject
    return {
        "check": {
            "question": {
                "uin": subject.uin,
                "record_id": subject.record_id,
                "heading": subject.heading,
                "text": subject.text,
            },
            "day": made.made.isoformat(),
            "findings": [_finding(finding) for finding in made.findings],
            "new": [_finding(finding) for finding in made.new],
            "compared": made.read,
            "not_stored_whole": made.unread,
            "sources": [source_to_dict(source) for source in made.sources],
            "notes": [wording.limits_words(made)],
        }
    }


def _finding(finding: DraftFinding) -> dict[str, Any]:
    place = finding.place
    return {
        "what": finding.what.value,
        "place": {
            "start": place.start,
            "end": place.end,
            "text": place.text,
            "line": place.line,
            "column": place.column,
        }
        if place
        else None,
        "held": list(finding.held),
        "label": finding.label,
        "asked": finding.asked,
        "source": item_to_dict(finding.source) if finding.source else None,
    }


def _text(made: DraftCheck, page: TextPage, width: int) -> Iterator[str]:
    yield page.styled(wording.title_of(made), "topic")
    yield page.paragraph(wording.summary(made))
    for heading, findings in wording.sections(made):
        yield ""
        yield page.heading(heading)
        for finding in findings:
            yield from wrap(visible(wording.finding_words(finding)), width, first="• ", rest="  ")
            if finding.source:
                yield from wrap(visible(source_line(made, finding.source)), width, first="    ", rest="    ")
    if new := wording.new_words(made):
        yield from ("", page.heading(wording.NEW_HEADING), *wrap(visible(new), width))
    if made.sources:
        yield from ("", page.heading("Sources"))
        for source in made.sources:
            yield from wrap(visible(source_words(source)), width, rest="    ")
            if address := link(source.url):
                yield f"    {address}"
    yield from ("", page.paragraph(wording.limits_words(made)))


def _markdown(made: DraftCheck) -> Iterator[str]:
    yield from (f"# {markdown(wording.title_of(made))}", "", markdown(wording.summary(made)))
    for heading, findings in wording.sections(made):
        yield from ("", f"## {markdown(heading)}", "")
        for finding in findings:
            yield f"- {markdown(wording.finding_words(finding))}"
            if finding.source:
                yield f"  - {markdown(source_line(made, finding.source))}"
    if new := wording.new_words(made):
        yield from ("", f"## {markdown(wording.NEW_HEADING)}", "", markdown(new))
    if made.sources:
        yield from ("", "## Sources", "")
        for source in made.sources:
            address = link(source.url)
            words = markdown(source_words(source))
            yield f"- {words} <{address}>" if address else f"- {words}"
    yield from ("", markdown(wording.limits_words(made)))
