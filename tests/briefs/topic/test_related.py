"""Words near a concept: they are added for ranking, and the names of the concept stay as they were."""

from __future__ import annotations

import pytest

from briefs.language.words import stem
from briefs.names.concepts import Concept, Name
from briefs.request.model import Query
from briefs.topic.related import BY_ROLE, FAMILIES, with_related


def near(concept: Concept) -> list[str]:
    """Return the related names that a concept has afterwards."""
    (found,) = with_related(Query("words", "words", (concept,))).concepts
    assert found.names == concept.names
    return [name.text for name in found.related]


@pytest.mark.parametrize(
    ("typed", "inside", "outside"),
    [
        ("funding", {"budget", "spending", "cuts"}, {"funding"}),
        ("budgets", {"funding"}, {"budget"}),
        ("closures", {"shut"}, {"closure"}),
        ("failings", {"inadequate"}, {"failing"}),
        ("redress", {"compensation"}, {"redress"}),
        ("bill", {"charge", "legislation"}, {"bill"}),
        ("legislation", {"regulations"}, {"charge"}),
        ("fine", {"penalty"}, {"fine"}),
        ("deadline", {"timetable"}, {"deadline"}),
        ("Pay", {"wage", "salary"}, {"pay"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_plain_word_has_its_family_but_not_itself(typed: str, inside: set[str], outside: set[str]) -> None:
    found = near(Concept(typed, (Name(typed),)))
    assert inside <= set(found)
    assert not outside & set(found)
    assert stem(typed) not in {stem(word) for word in found}


@pytest.mark.parametrize(
    "concept",
    [
        Concept("lighthouse", (Name("lighthouse"),)),
        Concept("funding review", (Name("funding review"),), "phrase"),
        Concept("pay", (Name("pay"),), "subject", "pay"),
        Concept("Grant Price", (Name("Grant Price"),), "person"),
    ],
    ids=["word of no family", "phrase in quotation marks", "subject of the table", "person"],
)
def test_only_a_plain_word_has_a_family(concept: Concept) -> None:
    assert near(concept) == []


@pytest.mark.parametrize("role", sorted(BY_ROLE), ids=str)
def test_a_body_has_the_words_of_its_role_after_its_own(role: str) -> None:
    body = Concept("Sample Body", (Name("Sample Body"),), "body", "sample", role, related=(Name("Sampling"),))
    assert near(body) == ["Sampling", *BY_ROLE[role]]


def test_a_body_that_answers_for_itself_has_no_more() -> None:
    assert near(Concept("Home Office", (Name("Home Office"),), "body", "home-office", "minister")) == []


def test_no_family_says_a_word_twice() -> None:
    twice = [family for family in FAMILIES if len(set(family.split())) < len(family.split())]
    assert twice == []


def test_families_stay_small() -> None:
    assert max(len(family.split()) for family in FAMILIES) <= 14
