"""What is done with a query once it is understood."""

from __future__ import annotations

import pytest

from briefs.names.concepts import Choice, Concept, Name
from briefs.request.model import Filters, Query, with_choice

FORCE = Concept("MPS", (Name("MPS", True), Name("Metropolitan Police")), "body", "met")
SOCIETY = Concept("MPS", (Name("MPS", True), Name("Medical Protection Society")), "body", "society")
FUNDING = Concept("funding", (Name("funding"),))


def test_a_decided_topic_choice_becomes_a_concept_in_the_order_of_the_words() -> None:
    query = Query("MPS funding", "MPS funding", (FUNDING,), choices=(Choice("MPS", (FORCE, SOCIETY)),))
    decided = with_choice(query, "MPS", FORCE)
    assert decided.concepts == (FORCE, FUNDING)
    assert decided.choices == ()


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        pytest.param("by", {"by": ("X", "John Smith", "Ann Smith")}, {"by": ("X", "Ann Smith")}, id="speaker"),
        pytest.param("from", {"bodies": ("John Smith", "Ann Smith")}, {"bodies": ("Ann Smith", "Smith")}, id="body"),
    ],
)
def test_a_decided_filter_choice_keeps_only_the_names_of_its_meaning(
    place: str, before: dict[str, tuple[str, ...]], after: dict[str, tuple[str, ...]]
) -> None:
    john = Concept("Smith", (Name("John Smith"),), "person")
    ann = Concept("Smith", (Name("Ann Smith"), Name("Smith", True)), "person")
    query = Query("x", "x", filters=Filters(**before), choices=(Choice("Smith", (john, ann), place),))  # type: ignore[arg-type]
    decided = with_choice(query, "Smith", ann)
    assert decided.filters == Filters(**after)  # type: ignore[arg-type]
    assert decided.choices == ()


def test_a_choice_that_is_not_there_cannot_be_decided() -> None:
    with pytest.raises(ValueError, match="MPS"):
        with_choice(Query("MPS", "MPS"), "MPS", FORCE)
