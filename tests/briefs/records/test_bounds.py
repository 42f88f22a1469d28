"""No field of a record is longer than anything of its kind can be; the record is refused alone, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefs.records.bounds import LINK, NAME, TITLE
from briefs.records.model import Passage, Person, Record, Role, Voice
from briefs.store.store import Store
from tests.briefs.making import question, story

LONG: dict[str, Callable[[Record], Record]] = {
    "title": lambda record: replace(record, title="Herons " * TITLE),
    "link": lambda record: replace(record, url="https://example.org/" + "a" * LINK),
    "publisher": lambda record: replace(record, publisher="Quay" * NAME),
    "note": lambda record: replace(record, notes=("It is long. " * TITLE,)),
    "name": lambda record: replace(record, people=(Person("Ann " * NAME, "author"),)),
    "speaker": lambda record: replace(record, passages=(Passage("Herons.", speaker="Ann " * NAME),)),
    "quoted": lambda record: replace(
        record, passages=(Passage("Herons.", voices=(Voice(0, 7, "Ann " * NAME, Role.UNKNOWN),)),)
    ),
}


@pytest.mark.parametrize("lengthen", LONG.values(), ids=LONG.keys())
def test_a_record_with_a_field_of_impossible_length_is_refused_alone(
    tmp_path: Path, lengthen: Callable[[Record], Record]
) -> None:
    with Store.open(tmp_path) as store:
        counts = store.add([question(1), lengthen(story("a", "Herons.")), question(2)])
        assert counts.added == 2
        (refusal,) = counts.refused
        assert refusal.place == "file/a"
        assert "and the limit is" in refusal.reason


def test_a_long_title_of_a_bill_is_none(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert store.add([replace(story("a", "Herons."), title="A Bill to make provision about herons; " * 60)]).added
