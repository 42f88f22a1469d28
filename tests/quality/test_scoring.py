"""The scorer on small invented topics and briefs, and that the judged files fit the real records."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from briefs.language.sentences import sentence_spans
from briefs.records.model import Record
from tests.quality.corpus import Selection, records
from tests.quality.scoring import (
    Grade,
    Judgement,
    Naming,
    Topic,
    naming,
    read_topics,
    score_topic,
    table,
    topic_of,
)

JUDGED = Path(__file__).with_name("judged")


def judged(start: int, end: int, grade: str = "vital", nugget: str = "a", speaker: str = "Ann Bell") -> dict[str, Any]:
    return {
        "record_id": "own/one",
        "passage": 0,
        "start": start,
        "end": end,
        "grade": grade,
        "nugget": "" if grade == "off" else nugget,
        "speaker": speaker,
        "role": "minister",
    }


def topic(*judgements: dict[str, Any], absent: bool = False) -> Topic:
    value = {"id": "t", "class": "spread", "query": "ferries", "records": ["own/one"], "judgements": list(judgements)}
    return topic_of(value | ({"absent": True} if absent else {}))


def item(start: int, end: int, speaker: str | None = "Ann Bell", **changed: Any) -> dict[str, Any]:
    made = {"record_id": "own/one", "passage": 0, "start": start, "end": end, "text": f"words {start}"}
    return made | {"speaker": speaker} | changed


def brief(*items: dict[str, Any]) -> dict[str, Any]:
    half = len(items) // 2
    return {"sections": [{"title": "One", "items": items[:half]}, {"title": "Two", "items": items[half:]}]}


@pytest.mark.parametrize(
    ("given", "matches"),
    [
        pytest.param(item(0, 100), True, id="the-same-span"),
        pytest.param(item(0, 300), True, id="an-item-of-several-sentences-holds-it-whole"),
        pytest.param(item(40, 100), True, id="sixty-per-cent-of-the-sentence-is-enough"),
        pytest.param(item(41, 141), False, id="less-than-sixty-per-cent-is-not"),
        pytest.param(item(90, 100), True, id="a-short-piece-within-it"),
        pytest.param(item(100, 200), False, id="the-next-sentence"),
        pytest.param(item(0, 100, passage=1), False, id="another-passage"),
        pytest.param(item(0, 100, record_id="own/two"), False, id="another-record"),
    ],
)
def test_an_item_matches_by_overlap_in_the_same_passage(given: dict[str, Any], matches: bool) -> None:
    score = score_topic(topic(judged(0, 100)), brief(given))
    assert (score.vital_recall, score.precision) == ((1.0, 1.0) if matches else (0.0, 0.0))


def test_the_figures_of_a_mixed_brief() -> None:
    asked = topic(
        judged(0, 100, nugget="a"),
        judged(200, 300, nugget="b"),
        judged(400, 500, "useful", "a"),
        judged(600, 700, "useful", "c"),
        judged(800, 900, "off"),
    )
    given = brief(item(0, 100), item(400, 500), item(800, 900), item(1000, 1100))
    score = score_topic(asked, given)
    assert (score.items, score.words) == (4, 8)
    assert score.vital_recall == pytest.approx(1 / 2)
    assert score.all_recall == pytest.approx(1 / 3)
    assert score.precision == pytest.approx(2 / 4)
    assert score.redundancy == pytest.approx(1 / 4)
    assert score.off_share == pytest.approx(1 / 4)
    assert score.score == pytest.approx(1 / 2)
    assert score.missed == ("b",)


def test_useful_wording_of_a_vital_fact_gives_that_fact() -> None:
    score = score_topic(topic(judged(0, 100), judged(200, 300, "useful")), brief(item(200, 300)))
    assert score.vital_recall == 1.0


def test_a_sentence_with_two_facts_gives_both() -> None:
    score = score_topic(topic(judged(0, 100, nugget="a"), judged(0, 100, nugget="b")), brief(item(0, 100)))
    assert (score.vital_recall, score.redundancy) == (1.0, 0.0)


def test_the_same_words_again_are_redundant_even_where_nothing_is_judged() -> None:
    score = score_topic(topic(judged(0, 100)), brief(item(500, 600, text="One two."), item(700, 800, text="one TWO")))
    assert score.redundancy == pytest.approx(1 / 2)


def test_only_the_first_450_words_are_read() -> None:
    asked = topic(judged(0, 100, nugget="a"), judged(200, 300, nugget="b"))
    long = brief(item(0, 100, text="word " * 449), item(200, 300, text="two words"))
    assert score_topic(asked, long).vital_recall == pytest.approx(1 / 2)
    assert score_topic(asked, long, words_of_item=lambda _: 1).vital_recall == 1.0


def test_a_first_item_over_the_budget_still_counts() -> None:
    assert score_topic(topic(judged(0, 100)), brief(item(0, 100, text="word " * 900))).vital_recall == 1.0


@pytest.mark.parametrize(
    ("given", "speaker", "verdict"),
    [
        pytest.param("Ann Bell", "Ann Bell", Naming.RIGHT, id="the-name"),
        pytest.param("Dame Ann Bell", "Ann Bell", Naming.RIGHT, id="an-honorific-more"),
        pytest.param("Baroness Bell of Sample", "Lady Bell of Sample", Naming.RIGHT, id="another-title"),
        pytest.param("Home Office", "Ann Bell / Home Office", Naming.RIGHT, id="any-alternative"),
        pytest.param("Cy Dee", "Ann Bell", Naming.WRONG, id="somebody-else"),
        pytest.param("Bell", "Ann Bell", Naming.WRONG, id="a-surname-alone-is-not-the-name"),
        pytest.param(None, "Ann Bell", Naming.MISSING, id="nobody-where-the-record-names-one"),
        pytest.param(None, "not named in the record", Naming.FREE, id="nobody-where-the-record-names-nobody"),
        pytest.param("Not named in the record", "not named in the record", Naming.FREE, id="said-in-words"),
        pytest.param("Ann Bell", "not named in the record", Naming.UNBACKED, id="a-name-out-of-nowhere"),
        pytest.param(None, "Home Office / not named in the record", Naming.FREE, id="the-department-may-be-left-out"),
        pytest.param("Home Office", "Home Office / not named in the record", Naming.RIGHT, id="or-given"),
    ],
)
def test_a_speaker_is_compared_up_to_honorifics(given: str | None, speaker: str, verdict: Naming) -> None:
    assert naming(given, topic(judged(0, 1, speaker=speaker)).judgements[0]) is verdict


def test_wrong_names_cost_twice_missing_ones() -> None:
    asked = topic(*(judged(at, at + 90, nugget=str(at)) for at in (0, 100, 200)))
    given = brief(item(0, 90), item(100, 190, "Cy Dee"), item(200, 290, None))
    score = score_topic(asked, given)
    assert score.names == {Naming.RIGHT: 1, Naming.WRONG: 1, Naming.MISSING: 1}
    assert score.attribution == pytest.approx(1 / 4)


def test_an_absent_topic_is_right_only_without_items() -> None:
    assert score_topic(topic(absent=True), {"sections": []}).score == 1.0
    assert score_topic(topic(absent=True), brief(item(0, 10))).score == 0.0


def test_the_table_tells_topics_means_and_failed_absent_ones() -> None:
    good = score_topic(topic(judged(0, 100)), brief(item(0, 100)))
    failed = score_topic(topic(absent=True), brief(item(0, 10)))
    lines = table([good, failed]).splitlines()
    assert [line.split()[0] for line in lines] == ["topic", "t", "MEAN", "absent"]
    assert lines[2].split()[-1] == "1.000"
    assert lines[3].endswith("0 of 1; not so: t (1 items)")


@pytest.fixture(scope="module")
def held() -> dict[str, Record]:
    return {record.record_id: record for record in records()}


@pytest.mark.shared
@pytest.mark.parametrize("name", ["tuning", "untouched"])
def test_every_judgement_stands_in_a_quotable_passage_of_the_choice(name: str, held: dict[str, Record]) -> None:
    for each in (judgement for topic in read_topics(JUDGED / f"{name}.jsonl") for judgement in topic.judgements):
        passage = held[each.record_id].passages[each.passage]
        text = passage.text[each.start : each.end]
        assert passage.quotable
        assert 0 <= each.start < each.end <= len(passage.text)
        assert text == text.strip()


@pytest.mark.shared
@pytest.mark.parametrize("name", ["tuning", "untouched"])
def test_judgements_are_whole_sentences(name: str, held: dict[str, Record]) -> None:
    judgements = [each for topic in read_topics(JUDGED / f"{name}.jsonl") for each in topic.judgements]
    whole = sum(_is_sentence(each, held[each.record_id]) for each in judgements)
    assert whole / len(judgements) > 0.98


def _is_sentence(judgement: Judgement, record: Record) -> bool:
    return (judgement.start, judgement.end) in sentence_spans(record.passages[judgement.passage].text)


@pytest.mark.parametrize("name", ["tuning", "untouched", "days"])
def test_the_judged_files_keep_their_own_rules(name: str) -> None:
    topics = read_topics(JUDGED / f"{name}.jsonl")
    assert min(Counter(topic.kind for topic in topics).values()) >= 2
    assert len({topic.id for topic in topics}) == len(topics)
    for topic in topics:
        vital = {each.nugget for each in topic.judgements if each.grade is Grade.VITAL}
        assert len(vital) <= 10
        assert bool(vital) is not topic.absent
        assert set(topic.records) == {each.record_id for each in topic.judgements}
        assert all(bool(each.nugget) is (each.grade is not Grade.OFF) for each in topic.judgements)


@pytest.mark.shared
def test_the_choice_is_the_same_each_time_and_as_large_as_asked() -> None:
    few = Selection(debates=3, answers=5, questions=20)
    first, again = records(few), records(few)
    assert [record.record_id for record in first] == [record.record_id for record in again]
    assert len(first) == 28
