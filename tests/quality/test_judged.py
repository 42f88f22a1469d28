"""That the judged topics of the sitting days and of the recent records fit those records: ids, speakers, sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from briefs.language.sentences import sentence_spans
from briefs.records.model import Kind, Record
from tests.quality.corpus import day_records, last_versions, recent_records, records
from tests.quality.scoring import Grade, Judgement, Naming, Topic, naming, read_topics

JUDGED = Path(__file__).with_name("judged")
NAMES = ("tuning", "untouched", "days", "recent_tuning", "recent_untouched")
MOST_VITAL = 10


@cache
def held(choice: Callable[[], list[Record]]) -> dict[str, Record]:
    return {record.record_id: record for record in choice()}


def topics(name: str) -> list[Topic]:
    return read_topics(JUDGED / f"{name}.jsonl")


def judgements(name: str) -> list[Judgement]:
    return [each for topic in topics(name) for each in topic.judgements]


fits = pytest.mark.parametrize(
    ("name", "choice"),
    [
        pytest.param("days", day_records, id="days"),
        pytest.param("recent_tuning", recent_records, id="recent-tuning"),
        pytest.param("recent_untouched", recent_records, id="recent-untouched"),
    ],
)


@pytest.mark.shared
def test_the_days_are_all_there_and_each_record_once() -> None:
    found = held(day_records).values()
    sittings = Counter(record.day for record in found if record.record_id.startswith(("twfy/", "wq/")))
    assert min(sittings[date(2009, 10, day)] for day in range(26, 30)) > 200
    assert {Kind.DEBATE, Kind.WRITTEN_QUESTION, Kind.WRITTEN_STATEMENT, Kind.NEWS, Kind.SPEECH} <= {
        record.kind for record in found
    }


@pytest.mark.shared
def test_the_recent_records_are_each_there_once_and_no_question_is_in_the_first_choice() -> None:
    chosen = recent_records()
    assert len(held(recent_records)) == len(chosen) > 4000
    assert {Kind.DEBATE, Kind.URGENT_QUESTION, Kind.COMMITTEE_EVIDENCE, Kind.NEWS, Kind.WRITTEN_QUESTION} <= {
        record.kind for record in chosen
    }
    assert not held(recent_records).keys() & held(records).keys()


@pytest.mark.shared
@fits
def test_every_judgement_is_a_whole_sentence_of_a_quotable_passage(
    name: str, choice: Callable[[], list[Record]]
) -> None:
    for each in judgements(name):
        passage = held(choice)[each.record_id].passages[each.passage]
        assert passage.quotable
        assert (each.start, each.end) in sentence_spans(passage.text)


@pytest.mark.shared
@fits
def test_the_judged_speaker_is_whom_the_record_names(name: str, choice: Callable[[], list[Record]]) -> None:
    for each in judgements(name):
        said_by = held(choice)[each.record_id].passages[each.passage].speaker
        assert naming(said_by, each) in (Naming.RIGHT, Naming.FREE)


@pytest.mark.parametrize("name", NAMES)
def test_no_topic_has_more_than_ten_vital_facts(name: str) -> None:
    for topic in topics(name):
        assert len({each.nugget for each in topic.judgements if each.grade is Grade.VITAL}) <= MOST_VITAL


def test_no_id_is_used_twice() -> None:
    used = Counter(topic.id for name in NAMES for topic in topics(name))
    assert set(used.values()) == {1}


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
