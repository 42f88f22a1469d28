"""Requests as people type them, each read as it is meant; the table is ``natural.py``."""

from __future__ import annotations

import re
import sys
from datetime import date

import pytest

from briefs.errors import QueryError, QuestionAsked
from briefs.names.alias_file import load_aliases
from briefs.names.people import People
from briefs.request.lexicon import Narrowing, PhraseRule, examples
from briefs.request.model import Query
from briefs.request.parser import understand
from briefs.request.stop_words import is_empty_word
from briefs.request.vocabulary import Words
from tests.briefs.request.natural import REQUESTS, R

TODAY = date(2026, 11, 22)
ALIASES = load_aliases()
PEOPLE = People(
    [
        "Victoria Atkins",
        "Thérèse Coffey",
        "Dr Thérèse Coffey",
        "Theresa May",
        "Baroness Williams of Trafford",
        "John Smith",
        "Angela Smith",
        "Yvette Cooper",
        "Boris Johnson",
    ]
)
WORDS = (
    "hedgehogs badgers "
    "tidal energy offshore wind knife crime crimes universal credit asylum seekers bus fares faces fairs "
    "flood defences dental access labour market programme organised county lines "
)
VOCABULARY = Words({word: 1000 if word in ("fares", "knife") else 50 for word in WORDS.split()} | {"knives": 60})


def read(text: str) -> Query:
    return understand(text, ALIASES, TODAY, PEOPLE, vocabulary=VOCABULARY)


def words_of(topic: str) -> list[str]:
    return [word for word in re.findall(r"[\w'’-]+", topic) if not is_empty_word(word)]


def shown(query: Query) -> dict[str, object]:
    """What was understood, as the table writes it."""
    narrowed = query.filters
    return {
        "topic": words_of(query.topic),
        "kinds": sorted(kind.value for kind in narrowed.kinds),
        "house": narrowed.house.value if narrowed.house else "",
        "office": "; ".join(office.name.casefold() for office in narrowed.offices),
        "party": narrowed.party or "",
        "role": " ".join(role.value for role in narrowed.roles),
        "since": str(narrowed.since or ""),
        "until": str(narrowed.until or ""),
        "no": "; ".join(concept.typed for concept in narrowed.left_out),
        "either": "|".join(query.either),
        "compare": "|".join(query.compared),
        "place": "; ".join(narrowed.places),
        "first": query.first,
        "length": query.length,
        "order": query.order,
        "typo": "; ".join(f"{typed}>{right}" for typed, right in query.respelt),
    }


def wanted(meant: R) -> dict[str, object]:
    kept = {name: getattr(meant, name) for name in shown(Query("", ""))}
    office = meant.office.casefold().replace("policing minister", "minister for policing")
    return kept | {"topic": words_of(meant.topic), "kinds": sorted(meant.kinds.split()), "office": office}


@pytest.mark.parametrize("meant", REQUESTS, ids=lambda meant: meant.text[:70])
def test_a_request_is_read_as_it_is_meant(meant: R) -> None:
    if meant.desk:
        with pytest.raises(QuestionAsked) as asked:
            read(meant.text)
        assert meant.desk in asked.value.question
        return
    if meant.refused:
        with pytest.raises(QueryError, match=re.escape(meant.refused)):
            read(meant.text)
        return
    query = read(meant.text)
    assert shown(query) == wanted(meant)
    by = [name for name in meant.by.split("; ") if name]
    assert bool(by) == bool(query.filters.by)
    assert set(by) <= set(query.filters.by)
    assert bool(meant.body) == bool(query.filters.bodies)
    assert not meant.body or meant.body in query.filters.bodies
    near = [each for name, others in query.strangers for each in (name, *others)]
    assert bool(meant.nobody) == bool(near)
    assert not meant.nobody or meant.nobody in near


@pytest.mark.parametrize(("rule", "example"), list(examples()), ids=lambda each: each if isinstance(each, str) else "")
def test_every_rule_of_the_lexicon_means_what_its_examples_show(rule: PhraseRule, example: str) -> None:
    query = read(example)
    assert query.topic == "bus fares"
    narrowed = query.filters
    read_as = Narrowing(
        kinds=narrowed.kinds,
        house=narrowed.house,
        roles=narrowed.roles,
        first=query.first,
        order=query.order,
        length=query.length,
    )
    assert read_as | rule.means == read_as


@pytest.mark.parametrize("text", ["what has been said in the Lords by MPs and " * 70, "or vs -" * 430, "in the " * 430])
def test_hostile_text_is_answered_at_once(text: str) -> None:
    # Three thousand characters: more than a request may have, so the limit is what answers, before any rule is tried.
    with pytest.raises(QueryError, match="shorten it"):
        read(text[:3000])
    assert sys.getrecursionlimit() > 0
