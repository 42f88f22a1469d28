"""A record that somebody wrote by hand says what it says and nothing else."""

from __future__ import annotations

import time
from datetime import date

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile, Stripped
from briefs.readers.common.leaving_out import reporting
from briefs.readers.files import markdown
from briefs.records.citations import citation
from briefs.records.model import AnswerState, DateKind, Fidelity, House, Kind, Part, Passage, Person, Role

SEED = """---
# A comment.
id: Ponds 2016
title: "Ponds: an urgent question"
kind: urgent question
house: Commons
date: 25 November 2016
volume: 617
citation: HC Deb 25 November 2016 vol 617
url: https://example.org/debates/1
fidelity: precis
licence: CC BY 4.0
people:
  - Ann Member | asking
  - Bob Minister | answering | Minister for Ponds | Pond | Marsh East
notes:
  - Two speakers are not named.
---

# Ponds: an urgent question

**not named** (opposition):
Asks how deep
the pond is.

Asks again.

**Bob Minister, Minister for Ponds** (minister; Pond; Marsh East): Says it is *very* deep.

## Later

And so on.
"""


def read(text: str, name: str = "x.md") -> Reading:
    source = SourceFile(name, text.encode())
    assert markdown.detect(source)
    return markdown.read(source)


def test_front_matter_says_what_the_record_is() -> None:
    (record,) = read(SEED).records
    assert record.record_id == "own/ponds-2016"
    assert (record.kind, record.house, record.volume) == (Kind.URGENT_QUESTION, House.COMMONS, "617")
    assert record.title == "Ponds: an urgent question"
    assert (record.day, record.dates.cited) == (date(2016, 11, 25), DateKind.HAPPENED)
    assert record.fidelity is Fidelity.PRECIS
    assert citation(record) == "HC Deb 25 November 2016 vol 617"
    assert (record.url, record.licence) == ("https://example.org/debates/1", "CC BY 4.0")
    assert record.people == (
        Person("Ann Member", "asking"),
        Person("Bob Minister", "answering", "Minister for Ponds", "Pond", "Marsh East"),
    )
    assert record.notes == ("Two speakers are not named.",)


def test_speaker_lines_say_who_speaks_until_the_next_heading() -> None:
    reading = read(SEED)
    assert reading.records[0].passages == (
        Passage("Asks how deep the pond is.", Part.SPEECH, None, role=Role.OPPOSITION, turn=1),
        Passage("Asks again.", Part.SPEECH, None, role=Role.OPPOSITION, turn=1),
        Passage(
            "Says it is very deep.",
            Part.SPEECH,
            "Bob Minister",
            "Minister for Ponds",
            Role.MINISTER,
            "Pond",
            "Marsh East",
            turn=2,
        ),
        Passage("And so on.", Part.SPEECH),
    )
    assert reading.stripped == (Stripped("Later", "heading"),)


def test_headings_say_what_is_question_and_answer() -> None:
    text = (
        "---\ntitle: Ducks\nkind: written_question\nhouse: commons\nuin: 18001\ntabled: 2024-03-12\n"
        "answered: 2024-03-15\nstate: answered\n---\n## Question\n**Ann Member** (backbencher):\nHow many ducks?\n\n"
        "## Answer\n**Bob Minister, Minister for Ponds** (minister):\nForty.\n"
    )
    (record,) = read(text).records
    assert record.record_id == "wq/commons/2024-03-12/18001"
    assert (record.state, record.dates.cited) == (AnswerState.ANSWERED, DateKind.ANSWERED)
    assert [(p.part, p.speaker, p.text) for p in record.passages] == [
        (Part.QUESTION, "Ann Member", "How many ducks?"),
        (Part.ANSWER, "Bob Minister", "Forty."),
    ]


def test_a_precis_never_takes_the_official_identity() -> None:
    text = (
        "---\ntitle: Ducks\nkind: written_question\nhouse: commons\nuin: 18001\ntabled: 2024-03-12\n"
        "fidelity: precis\n---\nForty ducks.\n"
    )
    assert read(text).records[0].record_id.startswith("file/")


@pytest.mark.parametrize(
    ("kind", "days", "cited"),
    [
        ("news", "date: 2019-06-27", DateKind.PUBLISHED),
        ("speech", "date: 2019-06-27", DateKind.HAPPENED),
        ("written_question", "tabled: 2019-06-27", DateKind.TABLED),
        ("speech", "published: 2019-06-27\ncited: published", DateKind.PUBLISHED),
    ],
)
def test_the_day_that_is_cited(kind: str, days: str, cited: DateKind) -> None:
    (record,) = read(f"---\nkind: {kind}\n{days}\n---\nText of it.\n").records
    assert (record.day, record.dates.cited) == (date(2019, 6, 27), cited)


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        pytest.param("---\ntitle: A\ncolour: red\n---\nx", "line 3", "colour", id="unknown key"),
        pytest.param("---\ntitle: A\ndate: 31 February 2020\n---\nx", "line 3", "not a date", id="day that is none"),
        pytest.param("---\ntitle: A\ndate: yesterday\n---\nx", "line 3", "not a date", id="no day"),
        pytest.param("---\ntitle: A\nkind: gossip\n---\nx", "line 3", "kind", id="unknown kind"),
        pytest.param("---\ntitle: A\nurl: javascript:alert(1)\n---\nx", "line 3", "http", id="link that is none"),
        pytest.param("---\ntitle: A\ntitle: B\n---\nx", "line 3", "twice", id="repeated key"),
        pytest.param("---\ntitle: A\njust words\n---\nx", "line 3", "key: value", id="no key"),
        pytest.param("---\ntitle: A\n- item\n---\nx", "line 3", "list", id="list of nothing"),
        pytest.param("---\ntitle: A\nx", "line 1", "closing", id="no end"),
        pytest.param("---\ntitle: A\n---\n\n**Ann** (king):\nx", "line 5", "role", id="unknown role"),
        pytest.param("---\npeople:\n  - | asking\n---\nx", "line 3", "person", id="person without name"),
    ],
)
def test_what_breaks_the_grammar_is_refused_with_its_line(text: str, place: str, word: str) -> None:
    with pytest.raises(RefusedInput, match=word) as refusal:
        read(text)
    assert refusal.value.place == place


def test_a_document_without_front_matter_is_titled_by_its_first_heading() -> None:
    text = (
        "# The *Pond* Report\n\n**Background**: it is [deep](https://example.org/x) and `wet`.\n\n"
        "> Quoted\n> twice.\n\n- one\n- two\n  and on\n\n| Year | Ducks |\n|------|-------|\n| 2020 | 40 |\n\n"
        "```\ncode\n```\n"
        "<!-- hidden -->\n## Next\n1\\. A snake_case_name.\n"
    )
    reading = read(text)
    (record,) = reading.records
    assert (record.kind, record.title) == (Kind.DOCUMENT, "The Pond Report")
    assert [passage.text for passage in record.passages] == [
        "Background: it is deep and wet.",
        "Quoted twice.",
        "one\ntwo and on",
        "Year | Ducks\n2020 | 40",
        "1. A snake_case_name.",
    ]
    assert {passage.speaker for passage in record.passages} == {None}
    assert record.record_id.startswith("file/")


def test_a_file_of_headings_alone_is_refused() -> None:
    with pytest.raises(RefusedInput, match="no text"):
        read("# One\n\n## Two\n")


@pytest.mark.parametrize("text", ["", "plain words", "---\n\nA rule above.", "#hashtag", "a\n# b"])
def test_other_text_is_no_markdown(text: str) -> None:
    assert not markdown.detect(SourceFile("x.md", text.encode()))


@pytest.mark.parametrize("opening", ["<!--", "```a\n", "~~~\n#", "[", "**a"])
def test_openings_without_end_take_no_longer_than_their_length(opening: str) -> None:
    began = time.perf_counter()
    read("# Ponds\n\n" + opening * (200_000 // len(opening)) + "\n\nThe pond is deep.\n")
    assert time.perf_counter() - began < 5


def test_code_and_comments_are_left_out_and_an_unclosed_one_is_text() -> None:
    body = "One.\n\n```\n<!-- code\n```\n\n<!-- a\n```\n-->\n\nTwo.\n\n~~~ Three.\n"
    (record,) = read("# Ponds\n\n" + body).records
    assert [passage.text for passage in record.passages] == ["One.", "Two.", "~~~ Three."]


def test_marks_code_and_comments_are_left_out_and_reported() -> None:
    text = (
        "# Ponds\n\nIn 2017<sup>4</sup> there were 3,410[^1] ducks on 40 m<sup>2</sup>.\n\n```\nlet x = 1\n```\n\n"
        "<!-- to be checked -->\n\n| Year | Ducks |\n|---|---|\n| 2017 | 41<sup>(2)</sup> |\n\n[^1]: Provisional.\n"
    )
    reading = reporting(markdown.read)(SourceFile("x.md", text.encode()))
    assert [passage.text for passage in reading.records[0].passages] == [
        "In 2017 there were 3,410 ducks on 40 m2.",
        "Year | Ducks\n2017 | 41",
        "1 Provisional.",
    ]
    assert {(piece.text, piece.why) for piece in reading.stripped} >= {
        ("4", "note mark"),
        ("1", "note mark"),
        ("let x = 1", "code block"),
        ("to be checked", "comment"),
    }
