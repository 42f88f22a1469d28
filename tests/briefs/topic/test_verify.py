"""A brief that disagrees with the record is never shown: each way to corrupt one is caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.errors import VerificationError
from briefs.names.concepts import Concept, Name
from briefs.records.deep_links import web_link
from briefs.records.model import Fidelity, Record, Role
from briefs.request.model import Query
from briefs.topic.compose import compose
from briefs.topic.matching import Matcher
from briefs.topic.model import Brief, Coverage, Item
from briefs.topic.scoring import weigh
from briefs.topic.segments import view
from briefs.topic.verify import verify
from tests.making import lamps, question

QUERY = Query("lighthouse lamps", "lighthouse lamps", (Concept("lamps", (Name("lighthouse lamps"),), "subject"),))
RECORDS = {
    r.record_id: r
    for r in (lamps(url="https://example.org/lamps"), question("In 2020 the Department replaced 41 lighthouse lamps."))
}


def brief() -> Brief:
    matcher = Matcher(QUERY.concepts)
    weighed = weigh([view(r, matcher, ()) for r in RECORDS.values()], QUERY)
    apart = [
        e
        for n, e in enumerate(weighed.evidence)
        if not any(
            e.sentence.home is o.sentence.home and e.start < o.end and o.start < e.end for o in weighed.evidence[:n]
        )
    ]
    return compose(
        QUERY,
        apart,
        matched=list(RECORDS.values()),
        coverage=Coverage(2, 2, None, None, None),
        notes=(),
        suggestions=(),
        key_points=2,
        today=date(2022, 1, 1),
    )


def with_item(made: Brief, change: Callable[[Item], Item]) -> Brief:
    first = made.sections[0]
    items = (change(first.items[0]), *first.items[1:])
    return replace(made, sections=(replace(first, items=items), *made.sections[1:]))


def test_a_true_brief_passes() -> None:
    made = brief()
    assert len([i for s in made.sections for i in s.items]) >= 3
    assert verify(made, RECORDS) is made


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda i: replace(i, text=i.text + " "), id="spaces at its ends"),
        pytest.param(lambda i: replace(i, text=i.text.replace("lamp", "beacon")), id="another word"),
        pytest.param(lambda i: replace(i, start=i.start + 1), id="start moved"),
        pytest.param(lambda i: replace(i, end=i.end + 1), id="end moved"),
        pytest.param(lambda i: replace(i, start=-1), id="before the text"),
        pytest.param(lambda i: replace(i, start=i.end, text=""), id="empty"),
        pytest.param(lambda i: replace(i, passage=99), id="no such passage"),
        pytest.param(lambda i: replace(i, passage=-1), id="counted from the end"),
        pytest.param(lambda i: replace(i, record_id="file/none"), id="no such record"),
        pytest.param(lambda i: replace(i, source=99), id="no such source"),
        pytest.param(lambda i: replace(i, speaker="Somebody Else"), id="another speaker"),
        pytest.param(lambda i: replace(i, role=Role.POLICE), id="another role"),
        pytest.param(lambda i: replace(i, attribution="A reliable source"), id="another attribution"),
        pytest.param(lambda i: replace(i, day=date(1999, 1, 1)), id="another day"),
        pytest.param(lambda i: replace(i, fidelity=Fidelity.PRECIS), id="another fidelity"),
        pytest.param(lambda i: replace(i, url="https://example.org/elsewhere"), id="another link"),
    ],
)
def test_a_corrupted_item_is_caught(change: Callable[[Item], Item]) -> None:
    with pytest.raises(VerificationError, match="not shown"):
        verify(with_item(brief(), change), RECORDS)


def test_a_sentence_given_twice_is_caught() -> None:
    made = brief()
    first = made.sections[0]
    with pytest.raises(VerificationError, match="twice"):
        verify(replace(made, sections=(*made.sections, replace(first, title="Again"))), RECORDS)


def test_clipped_text_is_never_quoted() -> None:
    made = brief()
    clipped = {
        record_id: replace(r, passages=tuple(replace(p, quotable=False) for p in r.passages))
        for record_id, r in RECORDS.items()
    }
    with pytest.raises(VerificationError, match="clipped"):
        verify(made, clipped)


def test_a_source_and_a_timeline_that_do_not_match_are_caught() -> None:
    made = brief()
    with pytest.raises(VerificationError, match="Source 1"):
        verify(replace(made, sources=(replace(made.sources[0], title="Other"), *made.sources[1:])), RECORDS)
    with pytest.raises(VerificationError, match="timeline"):
        verify(replace(made, timeline=(replace(made.timeline[0], text="Other"),)), RECORDS)


@given(st.data())
def test_any_change_of_the_stored_text_under_an_item_is_caught(data: st.DataObject) -> None:
    made = brief()
    item = data.draw(st.sampled_from([i for s in made.sections for i in s.items]))
    place = data.draw(st.integers(item.start, item.end - 1))
    letter = data.draw(
        st.characters().filter(lambda c: c != RECORDS[item.record_id].passages[item.passage].text[place])
    )
    record: Record = RECORDS[item.record_id]
    text = record.passages[item.passage].text
    changed = replace(record.passages[item.passage], text=text[:place] + letter + text[place + 1 :])
    passages = tuple(changed if n == item.passage else p for n, p in enumerate(record.passages))
    with pytest.raises(VerificationError):
        verify(made, RECORDS | {record.record_id: replace(record, passages=passages)})


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        pytest.param("https://example.org/a", True, id="https"),
        pytest.param("javascript:alert(1)", False, id="script"),
        pytest.param("https://example.org/a b", False, id="space"),
        pytest.param("https:///path", False, id="no host"),
        pytest.param("http://[broken", False, id="broken"),
        pytest.param("", False, id="empty"),
        pytest.param(None, False, id="none"),
    ],
)
def test_only_web_links_are_kept(url: str | None, kept: bool) -> None:
    assert (web_link(url) == url) is kept or url is None
    assert bool(web_link(url)) is kept
