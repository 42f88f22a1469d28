"""What was learned from the judged topics: the factor that it puts on a score, and the reasons that it gives."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from briefs.names.concepts import Concept, Name
from briefs.records.model import Record
from briefs.request.model import Query
from briefs.topic.learned import reweighed
from briefs.topic.matching import Matcher
from briefs.topic.scoring import Weighed, weigh
from briefs.topic.segments import view
from briefs.topic.weights import DEFAULT
from tests.making import debate, said

LAMPS = Query("lighthouse lamps", "lighthouse lamps", (Concept("lamps", (Name("lighthouse lamps"),), "subject"),))
PLAIN = "Lighthouse lamps on the western isles are lit by keepers who live beside them."


def weighed(*records: Record) -> Weighed:
    return weigh([view(record, Matcher(LAMPS.concepts), ()) for record in records], LAMPS)


def reasons(text: str, turns: int = 1, at: int = 0) -> dict[str, float]:
    others = [f"Harbour number {n} has a wall of its own." for n in range(turns)]
    others[at] = text
    result = weighed(debate(*(said(each, n) for n, each in enumerate(others)), title="Lighthouse lamps"))
    (found,) = (each for each in reweighed(result, DEFAULT).evidence if each.text == text)
    return dict(found.reasons)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        pytest.param("Lighthouse lamps cost £40 each in the west.", "a sum", DEFAULT.sum_or_share, id="a-sum"),
        pytest.param("Lighthouse lamps number 40 in the western isles.", "numbers", DEFAULT.each_number, id="number"),
        pytest.param("I saw the lighthouse lamps of the isles.", "opens with I or we", DEFAULT.opens_with_self, id="I"),
    ],
)
def test_what_a_sentence_shows_counts(text: str, name: str, value: float) -> None:
    assert reasons(text)[name] == pytest.approx(value)
    assert name not in reasons(PLAIN)


def test_the_end_of_a_long_record_counts_less_than_its_beginning() -> None:
    assert reasons(PLAIN, turns=12, at=11)["late"] == pytest.approx(DEFAULT.late)
    assert "late" not in reasons(PLAIN, turns=12, at=0)
    assert "late" not in reasons(PLAIN, turns=5, at=4)


def test_a_score_is_multiplied_by_what_the_reasons_say_and_the_best_stands_first() -> None:
    before = weighed(
        debate(
            said(PLAIN, 1), said("Lighthouse lamps cost £40 each and 12 per cent more.", 2), title="Lighthouse lamps"
        )
    )
    after = reweighed(before, DEFAULT)
    scores = [each.score for each in after.evidence]
    assert scores == sorted(scores, reverse=True)
    old = {each.text: each for each in before.evidence}
    for each in after.evidence:
        added = math.exp(sum(value for _, value in each.reasons[len(old[each.text].reasons) :]))
        assert each.score == pytest.approx(old[each.text].score * added)


def test_without_weights_nothing_changes() -> None:
    before = weighed(debate(said(PLAIN, 1), title="Lighthouse lamps"))
    names = """each_word each_number sum_or_share opens_with_self late alone shared led_in told_by_minister answers
    only_asked""".split()
    assert reweighed(before, replace(DEFAULT, **dict.fromkeys(names, 0.0))) == before
