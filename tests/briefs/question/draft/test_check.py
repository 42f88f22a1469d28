"""A draft checked against earlier answers: what is pointed at, where, and what is left alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

import pytest

from briefs.errors import QueryError
from briefs.library import Library
from briefs.question.draft.check import check_draft
from briefs.question.draft.model import DraftCheck, DraftPoint
from briefs.question.draft.reading import read_draft
from briefs.question.input import read_input
from briefs.render.draft.forms import render_check
from tests.briefs.question.invented import asked

ON = date(2025, 2, 4)
LAMPS = (
    "To ask the Secretary of State for Coasts, how many lighthouse lamps were (a) replaced and (b) repainted in"
    " Sampleshire in 2024."
)
ANSWER = (
    "In 2024 the Lighthouse Agency replaced 40 lighthouse lamps and repainted 12 lanterns in Sampleshire. "
    "The Lamp Renewal Fund closes to new applications on 3 March 2025. "
    "We will publish the lighthouse lamps strategy for Sampleshire by spring 2025. "
    "There are no plans to extend the lamp survey to private beacons."
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a library of a question, and of an earlier answer to one like it."""
    with Library.open(tmp_path_factory.mktemp("draft")) as opened:
        opened.store.add(
            [
                asked("700", LAMPS, ANSWER, tabled=date(2025, 1, 13), answered=date(2025, 1, 20)),
                asked("900", LAMPS, tabled=date(2025, 2, 3)),
            ]
        )
        yield opened


def check(library: Library, draft: str) -> DraftCheck:
    """Return the check of a draft answer to question 900."""
    given = read_input(library.store, "UIN 900", ON)
    assert isinstance(given, tuple)
    return check_draft(library, given[0], draft, today=ON)


def test_an_earlier_answer_used_again_is_left_alone(library: Library) -> None:
    made = check(library, ANSWER)
    assert (made.findings, made.new, made.read) == ((), (), 1)


CHANGED = [
    ("a figure", DraftPoint.FIGURE, "replaced 40", "replaced 45", "45", "40"),
    ("a date", DraftPoint.DATE, "3 March 2025", "3 May 2025", "3 May 2025", "3 March 2025"),
    ("a season", DraftPoint.DATE, "spring 2025", "autumn 2026", "autumn 2026", "spring 2025"),
    (
        "a name",
        DraftPoint.NAME,
        "Lamp Renewal Fund",
        "Lantern Renewal Fund",
        "Lantern Renewal Fund",
        "Lamp Renewal Fund",
    ),
    ("a refusal", DraftPoint.COMMITMENT, "There are no plans to extend", "We will extend", "We will ", "no plans"),
    ("a promise", DraftPoint.COMMITMENT, "We will publish", "We are considering whether to publish", None, "We will "),
]


@pytest.mark.parametrize(
    ("what", "before", "after", "text", "held"), [c[1:] for c in CHANGED], ids=[c[0] for c in CHANGED]
)
def test_what_differs_is_pointed_at_with_its_place_and_source(
    library: Library, what: DraftPoint, before: str, after: str, text: str | None, held: str
) -> None:
    draft = "First line.\n" + ANSWER.replace(before, after)
    (finding,) = check(library, draft).findings
    assert finding.what is what
    assert finding.held == (held,)
    assert finding.place is not None
    assert text in (finding.place.text, None)
    assert draft[finding.place.start : finding.place.end] == finding.place.text
    assert (finding.place.line, draft.split("\n")[1][finding.place.column - 1 :].startswith(finding.place.text)) == (
        2,
        True,
    )
    assert finding.source is not None
    assert held in finding.source.text


def test_a_part_that_is_not_answered_is_named(library: Library) -> None:
    made = check(library, "In 2024 the Lighthouse Agency replaced 40 lighthouse lamps in Sampleshire.")
    assert [(f.what, f.label, f.asked) for f in made.findings] == [(DraftPoint.PART, "(b)", "repainted")]


@pytest.mark.parametrize(
    "draft",
    [
        "The information requested is not held centrally.",
        "I refer the hon. Member to the answer of 20 January 2025 to Question 700.",
        "(a) Forty. (b) Twelve.",
    ],
)
def test_an_answer_for_all_parts_leaves_none_out(library: Library, draft: str) -> None:
    assert [f for f in check(library, draft).findings if f.what is not DraftPoint.FIGURE] == []


def test_an_answer_referred_to_by_a_wrong_day_is_pointed_at(library: Library) -> None:
    made = check(library, "I refer the hon. Member to the answer of 24 January 2025 to Question 700.")
    (finding,) = made.findings
    assert (finding.what, finding.held, finding.label) == (DraftPoint.REFERRAL, ("20 January 2025",), "700")


def test_quoted_words_must_stand_in_a_record(library: Library) -> None:
    draft = (
        "(a) and (b) The answer said “no plans to extend the lamp … to private beacons” and “closes to new"
        ' applications” with "publish the lighthouse lamps", and the Minister called it “a golden age of lanterns”.'
    )
    quoted = [f.place.text for f in check(library, draft).findings if f.what is DraftPoint.QUOTATION and f.place]
    assert quoted == ["a golden age of lanterns"]


def test_a_holding_phrase_is_pointed_at(library: Library) -> None:
    draft = "(a) and (b) It has not proved possible to respond to the hon. Member in the time available."
    assert [f.what for f in check(library, draft).findings] == [DraftPoint.HOLDING]


def test_what_no_earlier_answer_says_is_listed_apart(library: Library) -> None:
    made = check(library, f"{ANSWER} Tugs burned 77 tonnes of coal.")
    assert made.findings == ()
    assert [f.place.text for f in made.new if f.place] == ["77"]


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_every_form_points(library: Library, form: str) -> None:
    written = render_check(check(library, ANSWER.replace("replaced 40", "replaced 45")), form)
    assert "45" in written
    assert "HC Written Question 700" in written


class Endless(io.RawIOBase):
    """A stream that never ends."""

    def read(self, size: int = -1) -> bytes:
        """Return as much as is asked for; asked for all, there is no end."""
        assert size >= 0, "all of an endless stream was asked for"
        return b"We will act. " * (size // 13 + 1)


HOSTILE = [
    ("no end", Endless()),
    ("100 kB", io.BytesIO("Löschen. ".encode() * 11_000)),
    ("an image", io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)),
    ("nothing", io.BytesIO(b"")),
    ("no words", io.BytesIO(b" \r\n ?! \x00")),
]


@pytest.mark.parametrize("stream", [h[1] for h in HOSTILE], ids=[h[0] for h in HOSTILE])
def test_a_hostile_draft_gets_one_sentence(stream: io.BytesIO) -> None:
    with pytest.raises(QueryError) as refused:
        read_draft(stream)
    assert str(refused.value).count(". ") == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_draft_is_read_in_the_encodings_that_programs_write(encoding: str) -> None:
    assert read_draft(io.BytesIO("£40 – it’s due.".encode(encoding))) == "£40 – it’s due."
