"""No word stands under another day than its own: a question is tabled on one day and answered on another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.slack.blocks.brief import brief_messages
from briefs.library import Library
from briefs.quotations.credit import undated
from briefs.records.model import AnswerState, DateKind, Dates, Part, Passage, Record, Role
from briefs.render import render
from briefs.topic.model import Brief
from briefs.topic.pipeline import make_brief
from tests.making import question

TODAY = date(2022, 1, 31)
TABLED, ANSWERED = date(2021, 3, 1), date(2021, 3, 8)
ASKER = "Cal Rook"


def asked_by_name(record: Record) -> Record:
    """Return a question whose asker the record names."""
    first, *others = record.passages
    return replace(record, passages=(replace(first, speaker=ASKER), *others))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    undated_answer = question(
        "The buoys off 9 harbours cost the Department £5 million to repaint.",
        record_id="wq/commons/2021-04-07/205",
        uin="205",
        title="Harbours: Buoys",
        dates=Dates(tabled=date(2021, 4, 7), cited=DateKind.TABLED),
        state=AnswerState.ANSWERED,
    )
    asks, answers = undated_answer.passages
    asks = replace(asks, text="To ask the Secretary of State for Coasts, what the buoys off harbours cost to repaint.")
    undated_answer = replace(undated_answer, passages=(asks, answers))
    with Library.open(tmp_path) as opened:
        opened.store.add(
            [
                asked_by_name(question("In 2020 the Department replaced 41 lighthouse lamps at a cost of £2 million.")),
                undated_answer,
            ]
        )
        yield opened


def days(brief: Brief) -> set[date | None]:
    return {item.day for section in brief.sections for item in section.items}


def test_a_question_has_the_day_on_which_it_was_tabled_and_its_answer_the_day_of_answer(library: Library) -> None:
    asked = make_brief(library, f'by:"{ASKER}" lighthouse lamps', today=TODAY)
    answered = make_brief(library, "lighthouse lamps", today=TODAY)
    assert (days(asked), days(answered)) == ({TABLED}, {ANSWERED})
    assert [entry.day for entry in asked.timeline] == [TABLED]
    assert [entry.day for entry in answered.timeline] == [ANSWERED]


def test_every_form_gives_the_day_of_the_words(library: Library) -> None:
    asked = make_brief(library, f'by:"{ASKER}" lighthouse lamps', today=TODAY)
    for form in ("text", "markdown"):
        said, _, rest = render(asked, form).partition("\nSOURCES" if form == "text" else "\n## Sources")
        assert "1 March 2021" in said
        assert "8 March 2021" not in said.replace("newest on this topic 8 March 2021", "")
        assert "answered 8 March 2021" in rest
    (section,) = json.loads(render(asked, "json"))["sections"]
    assert {item["date"] for item in section["items"]} == {"2021-03-01"}
    shown = json.dumps(list(brief_messages(asked, brief_id="b", private=False)), ensure_ascii=False)
    assert f"{ASKER}, 1 March 2021" in shown


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param("since:2021-03-02", {ANSWERED}, id="answered-within"),
        pytest.param("until:2021-03-07", {TABLED}, id="only-tabled-within"),
        pytest.param("since:2021-03-02 until:2021-03-07", set(), id="neither-within"),
    ],
)
def test_a_period_holds_the_words_of_its_days(filters: str, found: set[date], library: Library) -> None:
    made = make_brief(library, f"lighthouse lamps {filters}", today=TODAY)
    assert days(made) == found
    assert made.coverage.records_searched >= made.coverage.records_matched
    assert {made.coverage.oldest, made.coverage.newest} <= {*found, None}


def test_an_answer_whose_day_is_not_known_says_so_wherever_it_stands(library: Library) -> None:
    made = make_brief(library, "harbour buoys", today=TODAY)
    said = "answer to a question tabled 7 April 2021; day of answer not given"
    assert days(made) == {None}
    assert [(entry.day, entry.text) for entry in made.timeline] == [
        (date(2021, 4, 7), f"Written answer: Harbours: Buoys ({said})")
    ]
    assert said in " ".join(render(made, "text").split("TIMELINE")[0].split())
    assert said in render(made, "markdown").split("## Timeline")[0]
    assert said in json.dumps(list(brief_messages(made, brief_id="b", private=False)))


@pytest.mark.parametrize(
    ("part", "dates", "said"),
    [
        (Part.ANSWER, Dates(tabled=TABLED, answered=ANSWERED, cited=DateKind.ANSWERED), ""),
        (
            Part.QUESTION,
            Dates(answered=ANSWERED, cited=DateKind.ANSWERED),
            "in a question answered 8 March 2021; day of tabling not given",
        ),
        (Part.ANSWER, Dates(happened=ANSWERED), ""),
        (Part.ANSWER, Dates(), ""),
    ],
)
def test_what_is_said_in_the_place_of_a_day(part: Part, dates: Dates, said: str) -> None:
    passage = Passage("Nine lamps are lit.", part=part, role=Role.UNKNOWN)
    assert undated(question("Nine.", dates=dates), passage) == said
