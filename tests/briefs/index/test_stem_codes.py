"""How the index keeps a question: nothing is lost, common words take little, and a change of the table is noticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zlib import crc32

import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from briefs.index import questions as question_index
from briefs.index.questions import QUESTIONS, card_of, read_card, register, schema
from briefs.index.stem_codes import COMMON, COMMONEST, pack, unpack
from briefs.question.similar.candidates import rarity_of, sought
from briefs.question.similar.similar_tuning import Gathering
from briefs.records.model import Dates, Record
from tests.briefs.making import TABLED, question

WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12)


@given(st.lists(WORDS | st.sampled_from([*COMMONEST, *COMMON]), max_size=30))
def test_words_come_back_as_they_were(words: list[str]) -> None:
    assert unpack(pack(words)) == words


@pytest.mark.parametrize(
    ("words", "octets"),
    [
        pytest.param([], 0, id="none"),
        pytest.param(["the"] * 9, 9, id="commonest"),
        pytest.param(["lighthous"], len("~\tlighthous"), id="written-out"),
        pytest.param([COMMON[0], COMMON[-1]], 4, id="common"),
    ],
)
def test_a_common_word_takes_a_byte_or_two(words: list[str], octets: int) -> None:
    assert len(pack(words).encode()) == octets


def test_every_word_of_the_table_has_a_code_of_its_own() -> None:
    words = [*COMMONEST, *COMMON]
    assert len(set(words)) == len(words)
    assert len({pack([word]) for word in words}) == len(words)
    assert not any("\t" in pack([word]) for word in words)


def test_a_change_of_the_table_raises_the_version_of_the_index() -> None:
    # Whoever changes the table raises the version, and then writes both here: an older index would be read wrongly.
    assert (QUESTIONS.version, crc32(" ".join([*COMMONEST, *COMMON]).encode())) == (4, 3206011348)


PLAIN = question(101, "To ask the Minister for Coasts, how many gulls nest on the pier.", "Some 40 gulls nest there.")


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(PLAIN, id="usual"),
        pytest.param(replace(PLAIN, record_id='wq/"\n\t~/x'), id="odd-id"),
        pytest.param(replace(PLAIN, record_id=f"{PLAIN.record_id}/{PLAIN.record_id}"), id="day-and-number-twice"),
        pytest.param(replace(PLAIN, uin=None), id="no-number"),
        pytest.param(replace(PLAIN, dates=Dates()), id="no-days"),
        pytest.param(replace(PLAIN, dates=replace(PLAIN.dates, tabled=TABLED - timedelta(days=40_000))), id="old"),
        pytest.param(replace(PLAIN, source_id="17", asking_member_id=7, answering_body_id=8), id="ids"),
        pytest.param(replace(PLAIN, passages=(), title="~\t Ünïcode ワード"), id="no-words"),
    ],
)
def test_a_card_comes_back_as_it_was(record: Record) -> None:
    index = tantivy.Index(schema())
    register(index)
    writer = index.writer(15_000_000, 1)
    for document in question_index.documents(record):
        writer.add_document(document)
    writer.commit()
    index.reload()
    searcher = index.searcher()
    ((_, address),) = searcher.search(tantivy.Query.all_query(), 1).hits
    assert read_card(searcher.doc(address)) == card_of(record)


RARITY = {"a": 0.1, "b": 1.0, "c": 3.0, "d": 6.0}


@pytest.mark.parametrize(
    ("entries", "least", "expected"),
    [
        pytest.param(1e9, 0, ["d", "c", "b", "a"], id="room-for-all"),
        # Of 1,000 questions 2.5 have d, 50 c, 368 b and 906 a.
        pytest.param(1000, 0, ["d", "c", "b"], id="the-commonest-left-out"),
        pytest.param(60, 0, ["d", "c"], id="less-room"),
        pytest.param(60, 3, ["d", "c", "b"], id="so-many-at-least"),
    ],
)
def test_the_rarest_words_are_sought_as_far_as_there_is_room(entries: float, least: int, expected: list[str]) -> None:
    how = replace(Gathering(), entries=entries, least_words=least)
    assert sought("badc", RARITY.__getitem__, 1000, how) == expected


def test_weights_are_remembered_until_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefs.question.similar.candidates._MOST_WEIGHTS", 2)
    index = tantivy.Index(schema())
    known: dict[str, float] = {}
    rarity = rarity_of(index.searcher(), known)
    for word in ("gull", "pier", "tide"):
        rarity(word)
    assert list(known) == ["tide"]
