"""A background note in Slack: the terminal's words in its order, within Slack's limits whatever the record holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.slack.blocks import choice_message, note_messages
from bot.slack.blocks.limits import breaches
from briefs.library import Library
from briefs.question.input import Given, UinChoice, read_input
from briefs.question.model import DeskNote
from briefs.question.pipeline import make_note
from briefs.render.escaping import visible
from briefs.render.note.forms import render_notes
from briefs.render.note.view import NoteView, note_view
from briefs.topic.model import Item
from tests.bot.slack.blocks.hostile import dangers, items, objects, offered, rich_words, texts
from tests.briefs.question.invented import LAMPS, asked

TODAY = date(2025, 9, 3)
POINTING = (
    "To ask the Secretary of State for Coasts, pursuant to the Answer of 27 January 2025 to Question 700 on "
    "Lighthouses: Lamps, how many (a) lighthouse lamps and (b) foghorns were replaced in Sampleshire in 2024."
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("note")) as held:
        held.store.add(
            [
                asked("600", LAMPS, "We replaced 40 lighthouse lamps in Sampleshire.", tabled=date(2024, 9, 2)),
                asked(
                    "700",
                    LAMPS,
                    "No figures of lighthouse lamps are held for Sampleshire.\nThey will be published by spring 2025.",
                    tabled=date(2025, 1, 20),
                ),
                asked("700", LAMPS, "We replaced nine lighthouse lamps in Sampleshire.", tabled=date(2022, 1, 20)),
                asked("900", POINTING, tabled=date(2025, 9, 1), declared_interest=True),
            ]
        )
        yield held


@pytest.fixture(scope="module")
def notes(library: Library) -> list[DeskNote]:
    """Return the notes on a question that points at another, on one asked before, and on one like none."""
    given = [
        Given(POINTING, library.store.find_uin("900")[0]),
        Given(LAMPS),
        Given("To ask the Minister, what cider is."),
    ]
    return [make_note(library, each, today=TODAY) for each in given]


def quotations(view: NoteView) -> Iterator[str]:
    """Yield what the view of a note quotes and says, in the order of the page."""
    yield view.question
    yield from (words for _, words in (*view.head, *view.taken_apart))
    yield from (item.quote for item in view.answer)
    for part in view.parts:
        yield from (item.quote for item in part.items)
    yield from view.unanswered if view.parts else ()
    for entry in (*view.previous, *view.chain):
        yield from (entry.line, *(item.quote for item in entry.items))
    for turn in view.drift:
        yield from (turn.line, *(item.quote for item in turn.items))
    yield from view.reference
    for entry in view.passed:
        yield from (item.quote for item in entry.items)
    yield from (item.quote for item in view.figures)
    yield from (source.citation for source in view.sources)
    yield from view.notes


def check_parity(note: DeskNote) -> None:
    """Check that Slack and the terminal say the same things in the same order, and quote the same words."""
    slack = _bare(rich_words(note_messages(note, brief_id="k3", private=True)))
    terminal = _bare(render_notes([note], "text"))
    at_slack = at_terminal = 0
    for words in quotations(note_view(note)):
        wanted = _bare(visible(words))
        at_slack = slack.index(wanted, at_slack)
        at_terminal = terminal.casefold().index(wanted.casefold(), at_terminal)


def _bare(text: str) -> str:
    """Return words without space: lines break elsewhere in a terminal, and within its bullets."""
    return "".join(text.replace("•", "").split())


def test_slack_and_the_terminal_give_the_same_note(notes: list[DeskNote]) -> None:
    assert [bool(note.chain) for note in notes] == [True, False, False]
    assert [len(note.drift) for note in notes] == [0, 3, 0]
    for note in notes:
        check_parity(note)


def test_what_changed_is_struck_through_and_bold_with_the_marks_of_the_terminal(notes: list[DeskNote]) -> None:
    messages = note_messages(notes[1], brief_id="k3", private=True)
    marked = [each for each in objects(messages) if each.get("type") == "text" and each["text"][:2] in ("[-", "{+")]
    assert {tuple(each["style"]) for each in marked if each["text"].startswith("[-")} == {("strike",)}
    assert {tuple(each["style"]) for each in marked if each["text"].startswith("{+")} == {("bold",)}
    assert "[-nine-]" in _bare(rich_words(messages))


def test_the_buttons_are_for_the_person_who_asked(notes: list[DeskNote]) -> None:
    private = note_messages(notes[0], brief_id="k3", private=True)
    shared = note_messages(notes[0], brief_id="k3", private=False, shared_by="U7")
    assert offered(private) == ["Share to channel", "Share elsewhere", "Sources", "Check my draft", "Yes", "No"]
    assert offered(shared) == ["Sources", "Check my draft"]
    assert "Shared by " in rich_words(shared)


def test_a_choice_has_a_button_a_question_and_says_what_each_is(library: Library) -> None:
    choice = read_input(library.store, "700", TODAY)
    assert isinstance(choice, UinChoice)
    message = choice_message(choice, "k3")
    assert offered([message]) == ["Tabled 20 January 2025 (Commons)", "Tabled 20 January 2022 (Commons)"]
    assert "700 tabled 20 January 2022: Lighthouses: Lamps" in rich_words([message])
    assert breaches(message) == []


def check_hostile(note: DeskNote, mentioned: str | None = None) -> None:
    """Check what must hold of any note: within the limits, nothing pinged or linked, every quotation whole."""
    messages = note_messages(note, brief_id="k3", private=True)
    for message in messages:
        assert breaches(message) == []
        assert dangers(message, mentioned) == []
    said = _bare(rich_words(messages))
    for item in (*note.answer, *note.figures):
        assert _bare(visible(item.text)) in said


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(items, max_size=4), texts, st.lists(texts, max_size=3))
def test_no_hostile_record_breaks_a_limit_or_commands_slack(
    notes: list[DeskNote], quoted: list[Item], text: str, said: list[str]
) -> None:
    note = notes[0]
    known = [replace(item, source=1) for item in quoted]
    whole = replace(
        note,
        subject=replace(note.subject, heading=text, url=text),
        answer=tuple(known),
        figures=tuple(known[:1]),
        notes=tuple(said),
        sources=tuple(replace(source, title=text, citation=text or "–", url=text) for source in note.sources),
    )
    check_hostile(whole)


def test_a_note_far_over_the_limits_goes_on_in_further_messages_whole(notes: list[DeskNote]) -> None:
    (first, *_) = notes[0].chain[0].items
    long = tuple(replace(first, text=f"Lamp {n}: " + "the lamp was lit. " * 700, passage=n) for n in range(4))
    messages = note_messages(replace(notes[0], answer=long), brief_id="k3", private=True)
    assert len(messages) > 3
    check_hostile(replace(notes[0], answer=long))
    assert "continued: 2 of" in json.dumps(messages[1])


def test_a_long_answer_is_folded_whole_with_whose_it_is_after_it(tmp_path: Path) -> None:
    long = "Every lighthouse lamp in Sampleshire was looked at by a keeper and then replaced. " * 60
    with Library.open(tmp_path) as held:
        held.store.add([asked("610", LAMPS.replace("how many", "which"), long.strip(), tabled=date(2025, 7, 1))])
        note = make_note(held, Given(LAMPS), today=TODAY)
    sent = note_messages(note, brief_id="n1", private=True)
    folded = [block for message in sent for block in message["blocks"] if block["type"] == "section"]
    assert [block["expand"] for block in folded] == [False] * len(folded)
    whole = " ".join(block["text"]["text"] for block in folded)
    assert whole.strip("“”").split() == long.split()
    assert [breaches(message) for message in sent] == [[]] * len(sent)
