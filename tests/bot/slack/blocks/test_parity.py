from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bot.slack.blocks import brief_messages
from bot.slack.blocks.limits import breaches
from briefs.library import Library
from briefs.loading.load import load, seeds_folder
from briefs.render.brief.templated import as_text
from briefs.render.brief.view import view_of
from briefs.render.escaping import visible
from briefs.topic.model import Brief
from briefs.topic.pipeline import make_brief
from tests.bot.slack.blocks.hostile import rich_words
from tests.bot.slack.blocks.test_blocks import check_brief
from tests.bot.support import program
from tests.briefs.render.invented import brief, item
from tests.support import shared


def check_parity(made: Brief) -> None:
    """Check that Slack and the terminal show the same quotations in the same order, with the same words around them."""
    messages = brief_messages(made, brief_id="k3", private=True)
    slack_words = " ".join(rich_words(messages).split())
    terminal = " ".join(as_text(made, width=100, colour=False).split())
    at_slack = at_terminal = 0
    for section in view_of(made).sections:
        for shown in section.items:
            for part in (shown.quote, shown.attribution, shown.reference):
                wanted = " ".join(visible(part).split())
                at_slack = slack_words.index(wanted, at_slack)
                at_terminal = terminal.index(wanted, at_terminal)
    for note in made.notes:
        assert visible(note) in slack_words
        assert " ".join(visible(note).split()) in terminal


@pytest.mark.parametrize(
    "topic", ["police", "Met police", "child protection", "serious and organised crime", "nothingness"]
)
def test_the_starter_records_give_the_same_brief_in_slack_and_in_the_terminal(topic: str, seeded: Library) -> None:
    made = make_brief(seeded, topic, today=date(2026, 11, 22))
    check_brief(made)
    check_parity(made)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return a library of the starter records."""
    library = Library.open(tmp_path_factory.mktemp("seeded"))
    load(library, [seeds_folder()])
    return library


@pytest.mark.shared
def test_the_verbatim_documents_give_the_same_brief_in_slack_and_in_the_terminal(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        load(library, [shared("seeds")])
        for topic in ("police", "Met police", "child protection"):
            made = make_brief(library, topic, length="long")
            assert any(section.items for section in made.sections)
            check_brief(made)
            check_parity(made)


def test_the_program_prints_the_messages(loaded: Path) -> None:
    printed = program("--db", loaded, "brief", "harbour inspectorate", "--format", "slack")
    messages = json.loads(printed.stdout)["messages"]
    assert printed.returncode == 0
    assert all(breaches(message) == [] for message in messages)
    assert "14 of the 40 patrol boats" in rich_words(messages)


def test_names_can_be_searched_besides_and_left_out(seeded: Library) -> None:
    names = (
        make_brief(seeded, "Met police", also=("the Yard",), without=("Scotland Yard", "MET POLICE"))
        .query.concepts[0]
        .names
    )
    told = [name.text for name in names]
    assert "the Yard" in told
    assert "Scotland Yard" not in told
    assert told[0].casefold() == "met police"


def test_a_quotation_with_its_introduction_is_one_run_of_words_as_in_the_terminal() -> None:
    made = brief(item("The report says:\n\n“Fourteen boats fell.”"))
    words = rich_words(brief_messages(made, brief_id="k3", private=True))
    assert "“The report says: “Fourteen boats fell.”\u00a0”\n— Minister replying" in words
    check_parity(made)
