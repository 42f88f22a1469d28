"""Nothing is lost in silence: what a reader leaves out has a kind that is named, and no label hides words.

That every word of a source stands in a passage or in what was left out is tried in ``test_round_trips``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefs.errors import RefusedInput
from briefs.loading.discovery import source_files
from briefs.readers.common.base import Reading, SourceFile, Stripped
from briefs.readers.common.left_out import KINDS
from briefs.readers.containers import open_source
from briefs.readers.pages.page_measures import is_sentence
from briefs.readers.registry import reader_for
from tests.briefs.readers.round_trip import lost_and_invented
from tests.briefs.readers.test_round_trips import SOURCES
from tests.support import shared

# Kinds that name a bare mark or a line's place: a whole sentence or a row of a table under them would be lost words.
LABELS = frozenset(
    (
        "column mark",
        "page number",
        "question number",
        "paragraph's number",
        "note mark",
        "byline",
        "chamber",
        "paper's number",
        "time mark",
    )
)


def hidden(reading: Reading) -> list[Stripped]:
    """Return the pieces of no named kind, and those with a sentence or a row of a table under a bare label."""
    return [
        piece
        for piece in reading.stripped
        if piece.why not in KINDS
        or (piece.why in LABELS and any(" | " in line or is_sentence(line) for line in piece.text.split("\n")))
        or (piece.why == "heading" and (" | " in piece.text or (is_sentence(piece.text) and piece.text.endswith("."))))
    ]


@pytest.mark.parametrize(("name", "form", "data"), [pytest.param(*each, id=each[0]) for each in SOURCES])
def test_what_is_left_out_of_each_form_has_its_kind(name: str, form: str, data: bytes | str) -> None:
    source = SourceFile("x", data if isinstance(data, bytes) else data.encode())
    assert not hidden(reader_for(source).read(source))


def read_all(folder: Path) -> Iterator[tuple[str, str, SourceFile, Reading]]:
    """Yield (name, form, source, reading) of every file in a folder that can be read and has records."""
    for found in source_files([folder]):
        if found.passed_over or found.refused:
            continue
        try:
            source = open_source(found.path)
            form = reader_for(source)
            reading = form.read(source)
        except RefusedInput:
            continue
        if reading.records:
            yield str(found.path.relative_to(folder)), form.name, source, reading


def faults(folder: Path) -> dict[str, object]:
    """Return what is hidden, lost or invented in each file of a folder."""
    found: dict[str, object] = {}
    for name, form, source, reading in read_all(folder):
        whole = form not in ("a PDF", "a Word file") and not reading.refused
        lost, added = lost_and_invented(form, source, reading) if whole else (Counter[str](), Counter[str]())
        if lost or added or hidden(reading):
            found[name] = (lost, added, hidden(reading))
    return found


def hard_samples() -> dict[str, Path]:
    return {path.parent.name.partition("-")[2]: path for path in sorted(shared("cases").glob("*/input"))}


@pytest.mark.shared
def test_no_word_of_the_hard_samples_is_lost_and_none_is_hidden() -> None:
    assert not {name: found for name, folder in hard_samples().items() if (found := faults(folder))}


FOLDERS = [
    "committee-oral-evidence",
    "govuk",
    "hansard-api",
    "hansard-text",
    "page-samples",
    "parlamint-gb",
    "theyworkforyou/scrapedxml-2009",
    "theyworkforyou/answers2026-02-23.excerpt.xml",
    "theyworkforyou/days-2016-2020",
    "written-questions/api-details-66.json",
    "../seeds",
]


@pytest.mark.shared
@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_left_out_of_the_real_samples_has_its_kind(folder: str) -> None:
    path = shared("data", folder)
    wrong = {name: found for name, _, _, reading in read_all(path) if (found := hidden(reading))}
    assert not wrong
