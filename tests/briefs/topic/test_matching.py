"""Where the names of a topic stand in a text."""

from __future__ import annotations

import pytest

from briefs.names.concepts import Concept, Name
from briefs.topic.matching import Matcher

FORCE = Concept("MPS", (Name("MPS", exact_case=True), Name("harbour police"), Name("the Harbour")), "body")
BUDGET = Concept("budget", (Name("budget"),), related=(Name("spending"),))


def found(concept: Concept, text: str) -> list[tuple[str, bool]]:
    return [(text[m.start : m.end], m.own) for m in Matcher((concept,)).find(text)]


@pytest.mark.parametrize(
    ("concept", "text", "expected"),
    [
        pytest.param(FORCE, "The MPS met MPs.", [("MPS", True)], id="case of an acronym"),
        pytest.param(FORCE, "The MPS’s boats", [("MPS’s", True)], id="possessive acronym"),
        pytest.param(
            FORCE,
            "Harbour policing and harbour police",
            [("Harbour policing", True), ("harbour police", True)],
            id="stems",
        ),
        pytest.param(BUDGET, "Budgets and spending", [("Budgets", True), ("spending", False)], id="related"),
        pytest.param(BUDGET, "budgetary control", [], id="another stem"),
        pytest.param(FORCE, "The police harbour doubts.", [], id="other order"),
    ],
)
def test_names_are_found(concept: Concept, text: str, expected: list[tuple[str, bool]]) -> None:
    assert found(concept, text) == expected


def test_a_name_inside_a_longer_one_that_means_something_else_does_not_count() -> None:
    concept = Concept("the Harbour", (Name("the Harbour"),), "body", not_in=("the Harbour Office",))
    assert found(concept, "The Harbour Office forecast rain; the Harbour froze.") == [("the Harbour", True)]
