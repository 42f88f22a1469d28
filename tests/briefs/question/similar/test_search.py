"""Previous answers: which held question comes first, what is left out, and what is said about why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefs.errors import QueryError
from briefs.index.questions import Card, cited, cut
from briefs.library import Library
from briefs.question.similar.features import SoughtQuestion, features, longest_run
from briefs.question.similar.search import Asked, Reason, Sign, ranked, shared_phrase, similar
from briefs.question.similar.similar_tuning import LikenessWeights
from briefs.records.model import Dates, Part, Passage, Record
from tests.briefs.making import TABLED, question, story

COASTS = "To ask the Secretary of State for Coasts, "
ANN, BO = 71, 72


def asked_on(number: int, text: str, answer: str = "A reply about the sea.", *, by: int = ANN, days: int = 0) -> Record:
    """Return a question to the Secretary of State for Coasts, tabled that many days after 3 March 2031."""
    made = question(number, COASTS + text, answer)
    tabled = TABLED + timedelta(days=days)
    dates = replace(made.dates, tabled=tabled, answered=tabled + timedelta(days=7))
    return replace(made, dates=dates, asking_member_id=by, answering_body_id=5, title="Coast")


HELD = [
    asked_on(101, "how many lamps were replaced in lighthouses in Orrin harbour.", by=ANN),
    asked_on(102, "how many lamps were replaced in lighthouses in Kells harbour.", by=ANN),
    asked_on(103, "how many lamps were replaced in lighthouses in Torra harbour.", by=BO),
    asked_on(104, "what steps he is taking to protect kelp.", "Kelp forests are surveyed by divers each May.", days=30),
    asked_on(105, "whether he plans to license seaweed farms.", "Cockles are counted by hand.", days=60),
    asked_on(106, "what the cost was of dredging the channel at Morrow.", days=90),
    asked_on(107, "what the cost was of dredging the channel at Morrow.", days=120),
    asked_on(108, "what discussions he has had with pilots on tides.", by=BO, days=150),
    asked_on(109, "what discussions he has had with pilots on tides.", by=ANN, days=150),
]
OTHERS = [asked_on(200 + n, f"whether the gull survey of year {n} will be published.", by=BO) for n in range(30)]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a library of the questions above and a story, that tests must not change."""
    with Library.open(tmp_path_factory.mktemp("held")) as opened:
        opened.store.add([*HELD, *OTHERS, story("a", "How many lamps were replaced in lighthouses in Orrin harbour.")])
        yield opened


def uins(library: Library, asked: Asked, limit: int = 20) -> list[str]:
    return [str(each.card.uin) for each in ranked(library, asked, limit)]


def place_of(uin: str, library: Library, asked: Asked) -> int:
    return uins(library, asked, 100).index(uin)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param(
            "how many lamps were replaced in lighthouses in Kells harbour", "102", id="the-one-word-that-differs"
        ),
        pytest.param(COASTS + "how many lighthouse lamps in Torra were replaced.", "103", id="other-order"),
        pytest.param("surveys by divers", "104", id="words-of-the-answer"),
        pytest.param("licences for a seaweed farm", "105", id="other-forms-of-the-words"),
    ],
)
def test_the_question_most_like_it_comes_first(library: Library, text: str, first: str) -> None:
    assert uins(library, Asked(text))[0] == first


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param(TABLED + timedelta(days=89), set(), id="day-before-the-first"),
        pytest.param(TABLED + timedelta(days=90), {"106"}, id="day-of-the-first"),
        pytest.param(TABLED + timedelta(days=150), {"106", "107"}, id="day-of-the-newest"),
        pytest.param(TABLED + timedelta(days=400), {"106", "107"}, id="after-the-newest"),
        pytest.param(None, {"106", "107"}, id="no-day"),
    ],
)
def test_what_was_tabled_after_the_day_is_left_out(library: Library, before: date | None, expected: set[str]) -> None:
    asked = Asked("cost of dredging the channel at Morrow", before)
    assert {uin for uin in uins(library, asked) if uin in {"106", "107"}} == expected


def test_a_question_without_a_day_was_tabled_by_no_day(tmp_path: Path) -> None:
    undated = replace(HELD[0], record_id="wq/undated", dates=Dates())
    with Library.open(tmp_path) as own:
        own.store.add([undated, HELD[1]])
        assert uins(own, Asked("lamps replaced in lighthouses", TABLED + timedelta(days=9))) == ["102"]
        assert sorted(uins(own, Asked("lamps replaced in lighthouses"))) == ["101", "102"]


def test_what_comes_later_is_left_out_of_a_search_as_of_the_day_before(tmp_path: Path) -> None:
    asked = Asked("cost of dredging the channel at Morrow", TABLED + timedelta(days=90))
    with Library.open(tmp_path) as own:
        own.store.add([HELD[5]])
        assert uins(own, asked) == ["106"]
        own.store.add([HELD[6]])
        assert uins(own, asked) == ["106"]


@pytest.mark.parametrize(("asker", "first"), [(ANN, "109"), (BO, "108")], ids=["ann", "bo"])
def test_of_two_alike_the_askers_own_comes_first(library: Library, asker: int, first: str) -> None:
    asked = Asked("discussions with pilots on tides", TABLED + timedelta(days=170), asker, 5)
    assert uins(library, asked)[0] == first


def test_a_question_that_a_like_one_cites_comes_before_one_as_like(tmp_path: Path) -> None:
    citing = asked_on(
        300, "pursuant to the Answer of 10 March 2031 to Question 108, what pilots said of neap tides.", by=BO, days=160
    )
    asked = Asked("what pilots said of spring tides", TABLED + timedelta(days=170))
    with Library.open(tmp_path) as own:
        own.store.add(HELD[-2:] + OTHERS)
        assert uins(own, asked)[:2] == ["108", "109"]  # level, so by the record's id
        own.store.add([replace(citing, record_id="wq/commons/x/300")])
        found = ranked(own, asked)
    scores = {each.card.uin: each.score for each in found}
    assert scores["108"] > scores["109"]


def test_what_the_text_itself_cites_counts_while_its_number_is_of_the_same_session(library: Library) -> None:
    text = COASTS + "pursuant to the Answer of 1 June 2031 to Question 106, what steps he is taking to protect kelp."
    assert place_of("106", library, Asked(text)) < place_of("107", library, Asked(text))
    within, after = (Asked(text, TABLED + timedelta(days=days)) for days in (200, 900))
    assert place_of("106", library, within) < place_of("107", library, within)
    assert place_of("106", library, after) > place_of("107", library, after)  # the nearer in time


def test_the_question_itself_is_no_witness_for_what_it_cites(tmp_path: Path) -> None:
    text = "what pilots said of neap tides."
    itself = asked_on(300, f"pursuant to the Answer of 10 March 2031 to Question 108, {text}", days=160)
    with Library.open(tmp_path) as own:
        own.store.add([*HELD[-2:], *OTHERS, itself])
        found = ranked(own, Asked(COASTS + text, TABLED + timedelta(days=160)))
    scores = {each.card.uin: each.score for each in found}
    assert scores["108"] == scores["109"]


def test_a_record_may_be_left_out_and_others_make_up_the_number(library: Library) -> None:
    asked = Asked("lamps replaced in lighthouses")
    assert sorted(uins(library, asked, 2) + uins(library, asked)[2:]) == ["101", "102", "103"]
    without = replace(asked, leave_out=frozenset({HELD[0].record_id}))
    assert sorted(uins(library, without, 2)) == ["102", "103"]


def test_the_signs_in_common_can_be_checked_in_the_record(library: Library) -> None:
    asked = Asked(COASTS + "how many lamps were replaced in lighthouses in Kells harbour.", None, ANN, 5)
    best = similar(library, asked, 1)[0]
    assert best.record == HELD[1]
    phrase = "many lamps were replaced in lighthouses in Kells harbour"
    assert best.why == (
        Reason(Sign.SAME_ASKER),
        Reason(Sign.SAME_BODY),
        Reason(Sign.SHARED_PHRASE, phrase),
    )
    assert phrase in best.record.passages[0].text


@pytest.mark.parametrize("text", ["", "  \n", "?!… —"], ids=["nothing", "blank", "punctuation"])
def test_a_text_without_words_is_refused_in_a_sentence(library: Library, text: str) -> None:
    with pytest.raises(QueryError, match="no words"):
        ranked(library, Asked(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('lamps AND NOT (question:* OR "harbour) ~2 ^9 [a TO b]', id="operators"),
        pytest.param("lamps \x00 \ud800 \u202e harbour", id="odd-characters"),
        pytest.param("harbour lamps " * 40_000, id="very-long"),
        pytest.param(" ".join(f"word{n}" for n in range(3_000)) + " lamps", id="many-words"),
    ],
)
def test_hostile_text_is_only_words(library: Library, text: str) -> None:
    assert len(uins(library, Asked(text), 5)) <= 5


def test_nothing_held_gives_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path) as empty:
        assert ranked(empty, Asked("lamps", TABLED, ANN, 5)) == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("to the Answer of 1 May 2031 to Question 7113, whether", ("7113",), id="commons"),
        pytest.param("the answers to Questions 5901, 5897 and 5898 on gulls", ("5901", "5897", "5898"), id="several"),
        pytest.param("given to Question UIN 586 on 2 July", ("586",), id="uin"),
        pytest.param("as set out (PQ 92286) and to UIN 36399", ("92286", "36399"), id="pq"),
        pytest.param("the Written Answer on 17 July (HL16983)", ("HL16983",), id="lords"),
        pytest.param("how many lamps cost £36,399 in 2031", (), id="no-number-of-a-question"),
    ],
)
def test_the_numbers_that_a_text_cites(text: str, numbers: tuple[str, ...]) -> None:
    assert cited(text) == numbers


@pytest.mark.parametrize(
    ("text", "addressee", "words"),
    [
        pytest.param(
            "To ask the Minister for Coasts, how many.",
            ["the", "minist", "for", "coast"],
            ["how", "mani"],
            id="commons",
        ),
        pytest.param("how many gulls", [], ["how", "mani", "gull"], id="bare"),
    ],
)
def test_who_is_asked_is_told_from_what_is_asked(text: str, addressee: list[str], words: list[str]) -> None:
    assert cut(text) == (addressee, words)


@pytest.mark.parametrize(
    ("asked", "printed", "phrase"),
    [
        pytest.param(
            "the cost of the north pier",
            "What the cost of the north Pier was",
            "cost of the north Pier",
            id="as-printed",
        ),
        pytest.param("the pier", "the pier", "", id="too-short"),
        pytest.param("if it is to be in the", "if it is to be in the", "", id="common-words"),
        pytest.param("To ask the Minister for Coasts, a", "To ask the Minister for Coasts, b", "", id="who-is-asked"),
    ],
)
def test_a_shared_phrase_says_something(asked: str, printed: str, phrase: str) -> None:
    assert shared_phrase(asked, printed) == phrase


CARD = Card(
    "wq/1", 1, "9", 100, 110, ANN, 5, "the minist", "how mani gull nest on pier", "some gull nest", "gull", (), ()
)


def subject(text: str, before: int | None = None) -> SoughtQuestion:
    return SoughtQuestion(text, before, ANN, lambda word: 1.0)


def test_every_figure_has_a_weight() -> None:
    assert len(features(subject("gulls on piers"), CARD, 1.0)) == len(astuple(LikenessWeights()))


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        pytest.param("how many gulls nest on a pier", 5.0, id="broken-by-another-word"),
        pytest.param("gulls nest", 2.0, id="two-words"),
        pytest.param("nest gulls", 0.0, id="other-order"),
    ],
)
def test_the_longest_run_of_shared_words(text: str, weight: float) -> None:
    assert longest_run(subject(text), CARD.question.split()) == weight


@pytest.mark.parametrize(
    ("card", "before", "same"),
    [
        pytest.param(CARD, 100, True, id="same-words-same-day"),
        pytest.param(CARD, None, True, id="day-not-known"),
        pytest.param(CARD, 101, False, id="asked-again-another-day"),
        pytest.param(
            replace(CARD, question=f"pursuant to question 9 {CARD.question}", asks_on=("9",)), 100, True, id="cites"
        ),
        pytest.param(replace(CARD, question=f"in the rain {CARD.question}"), 100, False, id="says-more"),
    ],
)
def test_the_question_itself_is_known_again(card: Card, before: int | None, same: bool) -> None:
    assert subject("how many gulls nest on pier", before).is_same_question(card) is same


def test_a_changed_question_is_found_by_its_new_words_alone(tmp_path: Path) -> None:
    with Library.open(tmp_path) as own:
        own.store.add([*HELD, *OTHERS])
        assert uins(own, Asked("kelp"), 1) == ["104"]
        changed = replace(HELD[5], passages=(Passage(COASTS + "what he knows of limpets.", Part.QUESTION),))
        own.store.add([changed])
        assert uins(own, Asked("limpets"), 1) == ["106"]
        assert len(uins(own, Asked("dredging the channel at Morrow"), 100)) == len(HELD) + len(OTHERS)


def test_an_index_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    with Library.open(tmp_path) as own:
        own.store.add(HELD)
        assert uins(own, Asked("kelp"), 1) == ["104"]
    for path in sorted((tmp_path / "index_questions").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    with Library.open(tmp_path) as own:
        assert uins(own, Asked("kelp"), 1) == ["104"]
