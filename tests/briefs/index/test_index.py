"""The index finds what the store holds, by the words as people write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import Stemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.index.index import Index
from briefs.index.query import Search
from briefs.index.schema import STEMMED, tokens
from briefs.records.model import Dates, House, Kind, Passage
from briefs.store.store import Store
from tests.briefs.making import TABLED, question, story, voiced

STORIES = (
    story("apostrophe", "Majesty’s Opposition read HMIC's report on the officers’ training in co-operation."),
    story("phrase", "The Home Office said so."),
    story("parted", "The office at home was closed, and the home was an office."),
    story("member", "MPs met at O’Brien’s."),
    story("force", "The MPS met at Sian's house."),
    story("lines", "A county line was closed."),
    story("accent", "Si\u00e2n and Sia\u0302n agreed."),
    story("stops", "Who are the not so few."),
    story("operators", "Costs AND benefits OR neither, NOT both; policing rose."),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder) as opened:
        yield opened


@pytest.fixture
def index(folder: Path, store: Store) -> Iterator[Index]:
    opened = Index.open(folder, store)
    yield opened
    opened.close()


def topic(*names: str, **changes: object) -> Search:
    """Return the search for one concept by its names."""
    return replace(Search(groups=(tuple(tuple(name.split()) for name in names),)), **changes)  # type: ignore[arg-type]


def found(index: Index, spec: Search) -> list[str]:
    ids = list(dict.fromkeys(hit.record_id.removeprefix("file/") for hit in index.search(spec, 100)))
    assert {f"file/{name}" for name in ids} == index.count_records(spec)
    return ids


WORDS: dict[str, tuple[Search, set[str]]] = {
    "a stem": (topic("police"), {"operators"}),
    "possessive, curly in the record": (topic("Majesty's"), {"apostrophe"}),
    "possessive, straight in the record": (topic("HMIC’s"), {"apostrophe"}),
    "possessive, only in the record": (topic("HMIC"), {"apostrophe"}),
    "possessive plural": (topic("officers training"), {"apostrophe"}),
    "possessive within a phrase": (topic("Majesty's Opposition"), {"apostrophe"}),
    "hyphen for a space": (topic("co operation"), {"apostrophe"}),
    "hyphen for a hyphen": (topic("co-operation"), {"apostrophe"}),
    "apostrophe within a name": (topic("O'Brien"), {"member"}),
    "accents left out": (topic("Sian"), {"accent", "force"}),
    "accents apart": (topic("Sia\u0302n"), {"accent", "force"}),
    "a phrase": (topic("home office"), {"phrase"}),
    "a phrase in its other number": (topic("county lines"), {"lines"}),
    "an acronym in any case": (topic("MPS"), {"member", "force"}),
    "an acronym as printed": (topic("MPS", as_printed=frozenset({("MPS",)})), {"force"}),
    "another as printed": (topic("MPs", as_printed=frozenset({("MPs",)})), {"member"}),
    "a longer name as printed is a phrase": (
        topic("the MPS met", as_printed=frozenset({("the", "MPS", "met")})),
        {"force"},
    ),
    "either of two names": (topic("Home Office", "HMIC"), {"phrase", "apostrophe"}),
    "stop words": (topic("who"), {"stops"}),
    "a phrase of stop words": (topic("not so few"), {"stops"}),
    "words that look like operators": (topic("AND benefits OR neither"), {"operators"}),
    "marks around words": (topic('"benefits*'), {"operators"}),
    "only marks": (topic('*?"'), set()),
    "a word longer than any": (topic("x" * 200), set()),
    "all of two concepts": (Search(groups=((("home",),), (("closed",),))), {"parted"}),
    "any of two concepts": (
        Search(groups=((("closed",),), (("badgers",), ("few",))), must=False),
        {"parted", "lines", "stops"},
    ),
    "a concept of marks asks for nothing": (Search(groups=((("few",),), (("?",),))), {"stops"}),
    "a word longer than any is asked for": (Search(groups=((("few",),), (("x" * 200,),))), set()),
}


@pytest.mark.parametrize(("spec", "expected"), WORDS.values(), ids=WORDS.keys())
def test_words_are_found_as_people_write_them(index: Index, store: Store, spec: Search, expected: set[str]) -> None:
    store.add(STORIES)
    assert set(found(index, spec)) == expected


FILTERED = (
    story("old", "Otters.", dates=Dates(published=None, happened=date(1969, 12, 31)), kind=Kind.SPEECH),
    story("new", "Otters.", dates=Dates(happened=date(2031, 3, 3)), house=House.LORDS),
    story("undated", "Otters.", dates=Dates(), publisher="Home Office"),
    story(
        "said", passages=(Passage("Otters.", speaker="Ann Asker", office="Chair of the Home Committee", party="Lake"),)
    ),
    story("quoted", passages=(voiced("Otters.", "Bo Brown", "chief constable"), Passage("None.", speaker="Cy"))),
    story("clip", passages=(Passage("Otters are", quotable=False),)),
)
ALL = {"old", "new", "undated", "said", "quoted", "clip"}
FILTERS: dict[str, tuple[dict[str, object], set[str]]] = {
    "none": ({}, ALL),
    "a kind": ({"kinds": (Kind.SPEECH,)}, {"old"}),
    "two kinds": ({"kinds": (Kind.SPEECH, Kind.NEWS)}, ALL),
    "a House": ({"house": House.LORDS}, {"new"}),
    "since, that day included": ({"since": TABLED}, ALL - {"old", "undated"}),
    "until, that day included": ({"until": date(1969, 12, 31)}, {"old"}),
    "between": ({"since": date(2031, 3, 4), "until": date(2031, 3, 5)}, set()),
    "by a name": ({"by": ("ann asker",)}, {"said"}),
    "by a surname": ({"by": ("Brown",)}, {"quoted"}),
    "by an office": ({"by": ("Chief Constable",)}, {"quoted"}),
    "by nobody: a name does not run over into the office": ({"by": ("Brown chief",)}, set()),
    "by either": ({"by": ("Brown", "Asker")}, {"said", "quoted"}),
    "by marks": ({"by": ("...",)}, set()),
    "a body": ({"bodies": ("Home Office",)}, {"undated"}),
    "a body by any name": ({"bodies": ("Home Department", "daily otter")}, ALL - {"undated"}),
    "a party": ({"party": "lake"}, {"said"}),
    "what may be quoted": ({"quotable": True}, ALL - {"clip"}),
    "two filters": ({"kinds": (Kind.NEWS,), "since": date(2031, 1, 1), "party": "Lake"}, {"said"}),
}


@pytest.mark.parametrize(("changes", "expected"), FILTERS.values(), ids=FILTERS.keys())
@pytest.mark.parametrize("groups", [((("otter",),),), ()], ids=["with a topic", "filters alone"])
def test_filters_narrow(
    index: Index, store: Store, groups: tuple[tuple[tuple[str]]], changes: dict[str, object], expected: set[str]
) -> None:
    store.add(FILTERED)
    assert set(found(index, replace(Search(groups=groups), **changes))) == expected  # type: ignore[arg-type]


def test_a_hit_names_the_passage(index: Index, store: Store) -> None:
    store.add([story("a", "One.", "Two otters.", "Three.")])
    assert [(hit.record_id, hit.passage) for hit in index.search(topic("otters"), 5)] == [("file/a", 1)]


def test_the_title_counts_as_far_as_it_is_asked_to(index: Index, store: Store) -> None:
    store.add([story("a", "Rivers and otters, otters, otters."), story("b", "Rivers.", title="HMIC and otters")])
    assert found(index, topic("otters", title_boost=20.0)) == ["b", "a"]
    assert found(index, topic("otters", title_boost=0.0)) == ["a"]
    assert found(index, topic("HMIC", as_printed=frozenset({("HMIC",)}))) == ["b"]
    assert found(index, topic("HMIC", as_printed=frozenset({("HMIC",)}), title_boost=0.0)) == []


def test_without_a_topic_the_newest_comes_first(index: Index, store: Store) -> None:
    store.add([question(3), question(5), question(4), story("undated", "One.", dates=Dates())])
    assert [hit.record_id[-1] for hit in index.search(Search(), 6)] == ["5", "4", "3", "5", "4", "3"]


def test_no_more_than_the_limit_comes_back(index: Index, store: Store) -> None:
    store.add(question(number) for number in range(20))
    assert len(index.search(topic("otters"), 7)) == 7
    assert index.search(topic("otters"), 0) == []
    assert len(index.count_records(topic("otters"))) == 20


def test_an_empty_store_is_searched_in_vain(index: Index) -> None:
    assert index.search(topic("otters"), 5) == []
    assert index.count_records(Search()) == set()


def test_the_stems_are_those_by_which_sentences_are_matched() -> None:
    stemmer = Stemmer.Stemmer("english")
    words = """police policing policed inspections commissioner commissioned generally argued news dying skis universe
    succeeding early only inning proceeds agencies children's abused exploited happily provision feedings""".split()
    assert {word: tokens(word, STEMMED) for word in words} == {
        word: [stemmer.stemWord(word.replace("'s", ""))] for word in words
    }


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("data")
    with Store.open(folder) as store:
        store.add(STORIES)
        yield Index.open(folder, store)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=4).map(tuple), max_size=4).map(tuple), st.booleans())
def test_any_words_can_be_looked_up(stories: Index, names: tuple[tuple[str, ...], ...], must: bool) -> None:
    every = (("otters",),)
    spec = Search(groups=(names, every), must=must, as_printed=frozenset(names), by=tuple(map(" ".join, names)))
    assert len(stories.search(spec, 5)) <= 5


def test_ten_thousand_characters_can_be_looked_up(stories: Index) -> None:
    words = tuple(((f"word{number}",),) for number in range(1_200))
    assert stories.search(Search(groups=words), 5) == []
    assert len(stories.search(Search(groups=(*words, (("county",),)), must=False), 5)) == 1
