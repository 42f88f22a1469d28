"""What the store reads back quickly is what the checks would have read; what it is not sure of goes through them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from briefs.errors import RefusedInput
from briefs.language.filler_rules import Rule
from briefs.language.signal_rules import RULES
from briefs.language.signals import signals
from briefs.library import Library
from briefs.names.concepts import Concept, Name
from briefs.records.exchange import canonical, record_from_dict
from briefs.records.model import Kind, Part, Passage, Record, Role, Voice
from briefs.store.rows import record_from_row
from briefs.topic.matching import Matcher
from tests.making import lamps, question

VOICED = Passage(
    "The harbour board said the lamps failed.", Part.ANSWER, voices=(Voice(0, 16, "Harbour board", Role.WATCHDOG),)
)


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(question("The Department replaced 31 lamps."), id="question"),
        pytest.param(lamps(), id="debate"),
        pytest.param(Record("file/a", Kind.DOCUMENT, "Lamps", (VOICED,)), id="voices"),
        pytest.param(Record("file/b", Kind.DOCUMENT, "Empty", ()), id="no passages"),
    ],
)
def test_a_row_gives_the_record_that_was_stored(record: Record) -> None:
    body = canonical(record)
    read = record_from_row(body, "a.txt", None)
    assert read == record_from_dict(json.loads(body) | {"origin": "a.txt"})
    assert read.passages == record.passages


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("role", "lighthouse keeper", id="no such role"),
        pytest.param("colour", "red", id="no such field"),
        pytest.param("voices", [{"start": 0}], id="half a voice"),
    ],
)
def test_a_passage_that_nobody_stored_is_refused(name: str, value: object) -> None:
    values = json.loads(canonical(lamps()))
    values["passages"][0][name] = value
    with pytest.raises(RefusedInput, match=name):
        record_from_row(json.dumps(values), "", None)


def test_a_passage_without_its_role_is_read_with_the_checks() -> None:
    values = json.loads(canonical(lamps()))
    for passage in values["passages"]:
        del passage["role"]
    assert {passage.role for passage in record_from_row(json.dumps(values), "", None).passages} == {Role.UNKNOWN}


def test_heads_tell_kind_and_day_in_the_order_asked_for(tmp_path: Path) -> None:
    asked, debated = question("The Department replaced 31 lamps."), lamps()
    with Library.open(tmp_path) as library:
        library.store.add([asked, debated])
        heads = library.store.heads([debated.record_id, "hansard/none", asked.record_id])
    assert [(i, head.kind, head.day) for i, head in heads.items()] == [
        (record.record_id, record.kind, record.day) for record in (debated, asked)
    ]


def test_holdings_are_counted_again_when_a_record_comes(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.store.add([lamps()])
        assert (library.holdings().records, library.holdings((Kind.WRITTEN_QUESTION,)).records) == (1, 0)
        library.store.add([question("The Department replaced 31 lamps.")])
        assert (library.holdings().records, library.holdings((Kind.WRITTEN_QUESTION,)).records) == (2, 1)
        assert library.holdings(since=date(2100, 1, 1)).records == 0


@pytest.mark.parametrize(
    ("text", "may"),
    [
        pytest.param("The lamps of the coast", True, id="its stem"),
        pytest.param("A LAMP", True, id="capitals"),
        pytest.param("Boats of the harbour", False, id="no such word"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_name_is_found_by_the_stem_of_its_word(text: str, may: bool) -> None:
    concept = Concept("lamp", (Name("lamp"),))
    assert bool(Matcher((concept,)).find(text)) is may


@pytest.mark.parametrize("rule", [pytest.param(r, id=f"{n}-{r.signal}") for n, r in enumerate(RULES)])
def test_a_signal_shows_whatever_the_case(rule: Rule) -> None:
    shown = {signals(text) & {rule.signal} for text in (rule.example, rule.example.upper(), rule.example.lower())}
    assert shown == {frozenset({rule.signal})}
