"""That a lost fact is put down to the furthest place that one of its sentences came to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefs.library import Library
from briefs.records.model import Dates, House, Kind, Part, Passage, Record, Role
from tests.quality.losses import Lost, losses
from tests.quality.scoring import Grade, Judgement, Topic

TOLD = "We will spend £4 million on lighthouse keepers before March 2031."
APART = "The canteen of the ministry closes at noon on every second Friday of the month."


def record(number: int, title: str, *texts: str) -> Record:
    return Record(
        record_id=f"lamp/{number}",
        kind=Kind.WRITTEN_STATEMENT,
        title=title,
        passages=tuple(
            Passage(text=text, part=Part.BODY, speaker="Ann Lamp", role=Role.MINISTER, turn=turn)
            for turn, text in enumerate(texts)
        ),
        dates=Dates(happened=date(2030, 1, number)),
        house=House.COMMONS,
        source_id=f"lamp-{number}",
        publisher="Hansard",
    )


def topic(query: str, record_id: str, text: str) -> Topic:
    judgement = Judgement(record_id, 0, 0, len(text), Grade.VITAL, "fact", ("Ann Lamp",), optional=False)
    return Topic(id="t", kind="noun", query=query, records=(record_id,), judgements=(judgement,))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    held = Library.open(tmp_path)
    held.store.add([record(1, "Lighthouse keepers", TOLD), record(2, "Canteens", APART)])
    return held


@pytest.mark.parametrize(
    ("query", "record_id", "text", "place"),
    [
        pytest.param("lighthouse keepers", "lamp/1", TOLD, Lost.TAKEN, id="taken"),
        pytest.param("lighthouse keepers", "lamp/2", APART, Lost.NOT_RETRIEVED, id="not-retrieved"),
        pytest.param("since 1 March 1989 until 1 March 1970", "lamp/1", TOLD, Lost.UNREAD, id="request"),
    ],
)
def test_a_fact_counts_where_it_was_lost(library: Library, query: str, record_id: str, text: str, place: Lost) -> None:
    with library:
        assert losses(library, topic(query, record_id, text)) == {"fact": place}
