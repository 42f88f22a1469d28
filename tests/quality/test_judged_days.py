"""That the judged topics of the sitting days fit the real records: ids, speakers and whole sentences."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from briefs.language.sentences import sentence_spans
from briefs.records.model import Kind, Record
from tests.quality.corpus import day_records, last_versions
from tests.quality.scoring import Judgement, Naming, Topic, naming, read_topics

DAYS = Path(__file__).with_name("judged") / "days.jsonl"
OTHERS = ("tuning", "untouched")


@pytest.fixture(scope="module")
def held() -> dict[str, Record]:
    return {record.record_id: record for record in day_records()}


@pytest.fixture(scope="module")
def topics() -> list[Topic]:
    return read_topics(DAYS)


def judgements(topics: list[Topic]) -> list[Judgement]:
    return [each for topic in topics for each in topic.judgements]


@pytest.mark.shared
def test_the_days_are_all_there_and_each_record_once(held: dict[str, Record]) -> None:
    sittings = Counter(record.day for record in held.values() if record.record_id.startswith(("twfy/", "wq/")))
    assert min(sittings[date(2009, 10, day)] for day in range(26, 30)) > 200
    assert {Kind.DEBATE, Kind.WRITTEN_QUESTION, Kind.WRITTEN_STATEMENT, Kind.NEWS, Kind.SPEECH} <= {
        record.kind for record in held.values()
    }


@pytest.mark.shared
def test_every_judgement_is_a_whole_sentence_of_a_quotable_passage(
    held: dict[str, Record], topics: list[Topic]
) -> None:
    for each in judgements(topics):
        passage = held[each.record_id].passages[each.passage]
        assert passage.quotable
        assert (each.start, each.end) in sentence_spans(passage.text)


@pytest.mark.shared
def test_the_judged_speaker_is_whom_the_record_names(held: dict[str, Record], topics: list[Topic]) -> None:
    for each in judgements(topics):
        said_by = held[each.record_id].passages[each.passage].speaker
        assert naming(said_by, each) in (Naming.RIGHT, Naming.FREE)


def test_no_id_is_used_in_two_judged_files(topics: list[Topic]) -> None:
    others = {topic.id for name in OTHERS for topic in read_topics(DAYS.with_name(f"{name}.jsonl"))}
    shared_ids = {topic.id for topic in topics} & others
    assert not shared_ids


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        pytest.param(("day1a.xml", "day1c.xml", "day1b.xml"), ["day1c.xml"], id="the-last-letter"),
        pytest.param(("day1a.xml", "day2a.xml"), ["day1a.xml", "day2a.xml"], id="one-of-each-day"),
        pytest.param(("wms/day1b.xml", "wrans/day1a.xml"), ["wms/day1b.xml", "wrans/day1a.xml"], id="by-folder"),
    ],
)
def test_the_last_version_of_a_day_is_taken(names: tuple[str, ...], taken: list[str]) -> None:
    assert [path.as_posix() for path in last_versions(map(Path, names))] == taken
