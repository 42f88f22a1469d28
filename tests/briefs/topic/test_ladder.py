"""How a request is read where no record names its topic as typed, over a real store and index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from briefs.library import Library
from briefs.topic.model import Brief
from briefs.topic.pipeline import make_brief
from tests.making import debate, question, said

TODAY = date(2022, 1, 31)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as opened:
        opened.store.add(
            [
                debate(
                    said("The Government will pay £4 million for the detention of keepers.", 1),
                    title="Keepers",
                    record_id="h/keepers",
                ),
                debate(
                    said("Pelican ponds on the marsh were lost on 14 days in 2020.", 1),
                    said("The Government will rebuild 30 pelican ponds on the marsh by May 2022.", 2),
                    title="Pelican ponds",
                    record_id="h/pelicans",
                ),
                question(
                    "We have asked 9 councils to repair these by June 2022 at a cost of £2 million.",
                    title="Bandstands: Repairs",
                    record_id="wq/bandstands",
                    uin="771",
                ),
                debate(
                    said("The plans of the ferry company cost £9 million in 2020.", 1),
                    title="Ferry company",
                    record_id="h/plans",
                ),
            ]
        )
        yield opened


def texts(brief: Brief) -> str:
    return " ".join(item.text for section in brief.sections for item in section.items)


def test_a_topic_as_typed_says_nothing_of_how_it_was_read(library: Library) -> None:
    brief = make_brief(library, "pelican ponds", today=TODAY)
    assert "30 pelican ponds" in texts(brief)
    assert not any("No record" in note for note in brief.notes)


def test_another_form_of_a_word_is_searched_and_said(library: Library) -> None:
    brief = make_brief(library, "detaining keepers", today=TODAY)
    assert "detention of keepers" in texts(brief)
    assert any("“detention”" in note for note in brief.notes)


def test_one_word_of_three_that_no_record_has_is_left_out_and_said(library: Library) -> None:
    brief = make_brief(library, "collapsed pelican ponds", today=TODAY)
    assert "30 pelican ponds" in texts(brief)
    assert any(note.startswith("No record speaks of “collapsed”") for note in brief.notes)


def test_of_two_words_none_is_left_out_and_the_part_that_is_held_is_offered(library: Library) -> None:
    brief = make_brief(library, "pelican zeppelins", today=TODAY)
    assert texts(brief) == ""
    assert "pelican" in brief.suggestions
    assert any("“pelican” (1)" in note for note in brief.notes)


def test_a_written_question_is_about_what_its_heading_and_its_words_name_together(library: Library) -> None:
    assert "9 councils" in texts(make_brief(library, "bandstands councils", today=TODAY))


def test_plans_are_not_planning(library: Library) -> None:
    assert texts(make_brief(library, "ferry planning", today=TODAY)) == ""
