"""A question is taken apart into exact spans of itself."""

from __future__ import annotations

import gzip
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.question.parse.parser import Anatomy, every_part, take_apart
from briefs.question.parse.wording import Request
from briefs.records.model import House
from tests.support import shared

TODAY = date(2025, 3, 3)
HEAD = "To ask the Secretary of State for Coasts, Harbours and Rural Affairs, "


def apart(text: str) -> Anatomy:
    """Return the anatomy of a question."""
    return take_apart(text, TODAY)


KINDS = [
    ("how many lamps were lit.", Request.HOW_MANY, "lamps were lit"),
    ("what assessment she has made of the potential merits of taller masts.", Request.ASSESSMENT, "taller masts"),
    ("if he will make an assessment of the adequacy of buoys.", Request.ASSESSMENT, "buoys"),
    ("what steps her Department is taking to mend piers.", Request.STEPS, "mend piers"),
    ("whether she plans to publish the pier survey.", Request.PUBLISH, "the pier survey"),
    ("whether he plans to close the pier.", Request.PLANS, "close the pier"),
    ("if she will make a statement on piers.", Request.STATEMENT, "piers"),
    ("if he will meet the pier trust.", Request.MEET, "the pier trust"),
    ("for what reason the pier was closed.", Request.WHY, "the pier was closed"),
    ("how much was spent on piers.", Request.HOW_MUCH, "was spent on piers"),
    ("when the pier will open.", Request.WHEN, "the pier will open"),
    (
        "what recent discussions he has had with the pier trust on tolls.",
        Request.DISCUSSIONS,
        "with the pier trust on tolls",
    ),
    ("what steps he plans to take to mend piers.", Request.STEPS, "mend piers"),
    ("what steps she is taking with local bodies to mend piers.", Request.STEPS, "mend piers"),
    ("whether he plans to bring in measures to mend piers.", Request.PLANS, "bring in measures to mend piers"),
    ("if she will publish an update on meeting the aims of the pier plan.", Request.PUBLISH, None),
    ("what the cost to his Department was of pier repairs.", Request.HOW_MUCH, "pier repairs"),
    (
        "what assessment he has made of the potential implications for his policies of the loss of piers.",
        Request.ASSESSMENT,
        "the loss of piers",
    ),
]


@pytest.mark.parametrize(("request_", "kind", "subject"), KINDS, ids=[row[0] for row in KINDS])
def test_the_kind_and_subject_of_a_request(request_: str, kind: Request, subject: str | None) -> None:
    (ask,) = apart(HEAD + request_).asks
    assert ask.kind is kind
    assert subject is None or (ask.subject is not None and ask.subject.text == subject)


ASKED = [
    (HEAD + "how many.", "the Secretary of State for Coasts, Harbours and Rural Affairs", House.COMMONS),
    ("To ask His Majesty's Government what plans they have for piers.", "His Majesty's Government", House.LORDS),
    (
        "To ask the Minister for the Pier Office if he will list piers.",
        "the Minister for the Pier Office",
        House.COMMONS,
    ),
    (
        "To ask the hon. Member for Wick, representing the Pier Commissioners, whether piers pay.",
        "the hon. Member for Wick, representing the Pier Commissioners",
        House.COMMONS,
    ),
]


@pytest.mark.parametrize(("text", "who", "house"), ASKED, ids=[row[1] for row in ASKED])
def test_who_is_asked(text: str, who: str, house: House) -> None:
    found = apart(text)
    assert found.asked is not None
    assert (found.asked.text, found.house) == (who, house)


PARTS = [
    ("how many (a) lamps and (b) buoys were mended in 2024.", [("a", "lamps"), ("b", "buoys")]),
    (
        "if she will (a) mend and (b) paint (i) piers and (ii) jetties.",
        [("a", "mend"), ("b", "paint"), ("i", "piers"), ("ii", "jetties")],
    ),
    (
        "what the (a) height, (b) age and (c) keeper of the Sample lighthouse is.",
        [("a", "height"), ("b", "age"), ("c", "keeper")],
    ),
    (
        "how many piers have been (a) (i) found and (ii) mended and (b) closed.",
        [("a", "(a)"), ("i", "found"), ("ii", "mended"), ("b", "closed")],
    ),
]


@pytest.mark.parametrize(("request_", "parts"), PARTS, ids=[row[0] for row in PARTS])
def test_lettered_parts(request_: str, parts: list[tuple[str, str]]) -> None:
    (ask,) = apart(HEAD + request_).asks
    assert [(part.label, part.span.text) for part in every_part(ask.parts)] == parts


def test_figures_after_the_last_letter_go_with_every_letter() -> None:
    (crossed,) = apart(HEAD + "how many (a) lamps and (b) buoys are in (i) Wick and (ii) Thurso.").asks
    assert [(part.label, part.parts) for part in crossed.parts] == [(label, ()) for label in ("a", "b", "i", "ii")]
    (under,) = apart(HEAD + "how many (a) (i) red and (ii) green lamps and (b) buoys there are.").asks
    assert [(part.label, [below.label for below in part.parts]) for part in under.parts] == [
        ("a", ["i", "ii"]),
        ("b", []),
    ]


PLACES = [
    ("after in", "how many piers there are in Sample Bay.", ["Sample Bay"]),
    ("a constituency", "whether piers are open for Sample Bay constituency.", ["Sample Bay"]),
    (
        "lettered",
        "how many piers there are in (a) Wick constituency and (b) the Orkney Isles.",
        ["Wick", "Orkney Isles"],
    ),
    ("months are none", "how many piers closed in (a) July and (b) August 2024.", []),
]


@pytest.mark.parametrize(("request_", "places"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_the_places_that_are_named(request_: str, places: list[str]) -> None:
    assert [span.text for span in apart(HEAD + request_).places] == places


def test_several_requests_in_one_question() -> None:
    found = apart(
        HEAD + "how many and what proportion of piers are shut; when they will open; and if she will make a statement."
    )
    assert [ask.kind for ask in found.asks] == [Request.HOW_MANY, Request.WHEN, Request.STATEMENT]


def test_what_it_is_pursuant_to_is_no_request() -> None:
    found = apart(HEAD + "pursuant to the Answer of 3 February 2025 to Question 55 on Piers, whether the pier is safe.")
    assert [span.text for span in found.references] == [
        "pursuant to the Answer of 3 February 2025 to Question 55 on Piers"
    ]
    assert [ask.kind for ask in found.asks] == [Request.WHETHER]
    assert [pointer.uins for pointer in found.pointers] == [("55",)]


def test_periods_and_places_are_named() -> None:
    found = apart(HEAD + "how many piers in Sample Bay constituency closed in each of the last five years.")
    assert [span.text for span in found.periods] == ["in each of the last five years"]
    assert [span.text for span in found.places] == ["Sample Bay"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aiTo skthe,;().(a)(b)(ii) whatifhow 2024", max_size=120))
def test_every_span_is_exact_whatever_the_text(text: str) -> None:
    found = apart("To ask the Minister, " + text)
    assert all(found.text[span.start : span.end] == span.text and span.text.strip() for span in found.spans())


@pytest.mark.shared
def test_real_questions_come_apart() -> None:
    path = shared("data", "written-questions", "questions-2023-09-to-2025-09.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["questionText"] for line, _ in zip(lines, range(600), strict=False)]
    found = [apart(text) for text in texts]
    assert sum(each.asked is not None and bool(each.asks) for each in found) >= 590
    assert all(each.text[s.start : s.end] == s.text for each in found for s in each.spans())


def test_a_second_request_may_say_first_what_it_is_pursuant_to() -> None:
    anatomy = apart(
        "To ask the Secretary of State for Coasts, whether she plans to paint buoys; and, with reference to the harbour"
        " report of 3 May 2025, what assessment she has made of moorings."
    )
    assert [ask.span.text for ask in anatomy.asks] == [
        "whether she plans to paint buoys",
        "what assessment she has made of moorings",
    ]
    assert [span.text for span in anatomy.references] == ["with reference to the harbour report of 3 May 2025"]


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        ("if she will provide funding for buoys.", Request.WHETHER),
        ("if she will provide a breakdown of buoys by harbour.", Request.LIST),
        ("if she will provide further information on buoys.", Request.LIST),
        ("if she will set out the harbours with buoys.", Request.LIST),
    ],
    ids=["funding", "a breakdown", "information", "set out"],
)
def test_only_what_is_given_in_an_answer_is_a_list(request_: str, kind: Request) -> None:
    (ask,) = apart(f"To ask the Secretary of State for Coasts, {request_}").asks
    assert ask.kind is kind


@pytest.mark.parametrize(
    ("tail", "last"),
    [
        ("the listed wrecks from that voyage in 2024.", "the listed wrecks from that voyage"),
        ("the wrecks raised by divers since May 2023.", "the wrecks raised by divers"),
        ("wrecks were found.", "wrecks"),
    ],
    ids=["from", "by", "a verb"],
)
def test_the_last_part_keeps_its_own_words(tail: str, last: str) -> None:
    anatomy = apart(f"To ask the Secretary of State for Coasts, how many of (a) the moored boats and (b) {tail}")
    assert [part.span.text for part in anatomy.asks[0].parts] == ["the moored boats", last]
