"""A background note over a library: what it quotes is in the records, and what it cannot say it does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefs.errors import PqbriefError, VerificationError
from briefs.library import Library
from briefs.members.facts import Fact, FactKind, Listing, Origin
from briefs.question.answers.changes import Verdict
from briefs.question.candidates import candidates_for
from briefs.question.deadline import Standing
from briefs.question.input import Given
from briefs.question.model import DeskNote
from briefs.question.parse.text import question_text
from briefs.question.pipeline import make_note
from briefs.question.references.model import DayMeans
from briefs.question.references.resolution import Why
from briefs.question.verify import check
from briefs.records.model import AnswerState, DateKind, House, Record
from briefs.render.note.forms import FORMATS, render_notes
from briefs.render.note.view import note_view
from briefs.render.note.wording import fetch_command
from tests.briefs.question.invented import AGAIN, LAMPS, asked

MASTS = (
    "To ask the Secretary of State for Coasts, pursuant to the Answer of 27 January 2025 to Question 700 on "
    "Lighthouses: Lamps, how many (a) lighthouse lamps and (b) foghorns were replaced in Sampleshire in 2024."
)
OLD = asked(
    "600", LAMPS, "In 2023-24 the Department replaced 40 lighthouse lamps in Sampleshire.", tabled=date(2024, 9, 2)
)
NEW = asked(
    "700",
    LAMPS,
    "The Department does not hold figures of lighthouse lamps for Sampleshire. We will publish them by spring 2025.",
    tabled=date(2025, 1, 20),
)
HOLDING = asked(
    "701", LAMPS, "It has not proved possible to answer.", state=AnswerState.HOLDING, tabled=date(2025, 1, 21)
)
NUMBERS_ALONE = "The records give Parliament's numbers for Members, not their names."
CLIPPED = asked("702", LAMPS, "The lighthouse lamps of Sampleshire ...", quotable=False, tabled=date(2024, 12, 2))
REFERS = asked(
    "703",
    "To ask the Secretary of State for Coasts, whether lighthouse lamps in Sampleshire were replaced.",
    "I refer the hon. Member to the answer given on 27 January 2025 to Question 700.",
    state=AnswerState.REFERRAL,
    tabled=date(2025, 1, 30),
)
HAND = asked("900", MASTS, tabled=date(2025, 9, 1), declared_interest=True, grouped_uins=("901",))
LATER = asked("950", LAMPS, "Sixty lighthouse lamps were replaced in Sampleshire.", tabled=date(2025, 10, 1))
TODAY = date(2025, 9, 3)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a library of eight questions."""
    with Library.open(tmp_path_factory.mktemp("note")) as held:
        held.store.add([OLD, NEW, HOLDING, CLIPPED, REFERS, HAND, LATER])
        yield held


@pytest.fixture(scope="module")
def note(library: Library) -> DeskNote:
    """Return the note on the question in hand."""
    return make_note(library, Given(MASTS, HAND), today=TODAY)


def source(note: DeskNote, record: Record) -> int:
    """Return the number under which a note cites a record."""
    return next(s.number for s in note.sources if s.record_id == record.record_id)


def test_each_part_has_the_sentences_that_speak_to_it_or_is_named_as_unanswered(note: DeskNote) -> None:
    by_label = {part.label: part for part in note.parts}
    assert {item.record_id for item in by_label["(a)"].items} <= {OLD.record_id, NEW.record_id}
    assert by_label["(a)"].items or by_label[""].items
    assert not by_label["(b)"].items
    assert "(b) “foghorns”" in render_notes([note], "text")


def test_only_answers_that_state_a_position_are_quoted(note: DeskNote) -> None:
    quoted = {item.record_id for part in note.parts for item in part.items} | {i.record_id for i in note.figures}
    assert not quoted & {HOLDING.record_id, CLIPPED.record_id, REFERS.record_id, LATER.record_id}


def test_the_state_of_each_earlier_question_is_told(note: DeskNote) -> None:
    states = {previous.source: previous for previous in note.previous}
    assert states[source(note, HOLDING)].state is AnswerState.HOLDING
    assert states[source(note, CLIPPED)].clipped
    assert states[source(note, OLD)].replaced_by == source(note, NEW)


def test_nothing_later_than_its_day_is_in_it(note: DeskNote) -> None:
    assert LATER.record_id not in {s.record_id for s in note.sources}


def test_the_chain_is_printed_whole(note: DeskNote) -> None:
    (link,) = note.chain
    assert link.target == source(note, NEW)
    assert [item.text for item in link.items] == [passage.text for passage in NEW.passages]


def test_the_same_question_over_time(library: Library) -> None:
    note = make_note(library, Given(AGAIN), today=TODAY)
    assert [turn.source for turn in note.drift] == [source(note, OLD), source(note, NEW)]
    assert note.drift[1].verdict is Verdict.SUBSTANCE


def test_what_bears_on_referring_to_it(library: Library) -> None:
    note = make_note(library, Given(AGAIN), today=TODAY)
    assert note.reference is not None
    assert (note.reference.source, note.reference.same_session) == (source(note, NEW), True)
    assert [item.text for item, _, _ in note.reference.passed] == ["We will publish them by spring 2025."]


def test_the_clock_and_the_asker(note: DeskNote) -> None:
    assert (note.clock.standing, note.clock.due) == (Standing.DUE, date(2025, 9, 8))
    assert note.asker is not None
    assert (note.asker.member_id, note.asker.declared_interest, note.asker.grouped) == (11, True, ("901",))


def test_a_target_that_is_not_held_says_what_to_fetch(library: Library) -> None:
    text = MASTS.replace("Question 700", "Question 777")
    note = make_note(library, Given(text), today=TODAY)
    (link,) = note.chain
    assert (link.target, link.why) == (None, Why.NOT_HELD)
    assert link.wanted is not None
    assert (link.wanted.uin, link.wanted.day) == ("777", date(2025, 1, 27))
    words = " ".join(render_notes([note], "text").split())
    assert "Fetch Commons question 777, answered 27 January 2025" in words
    assert "pqbrief sync written-questions --uin 777 --house commons" in words
    assert fetch_command(replace(link.wanted, means=DayMeans.TABLED)).endswith(
        "--uin 777 --tabled 2025-01-27 --house commons"
    )


def test_a_question_like_none_says_so_and_quotes_nothing(library: Library) -> None:
    note = make_note(
        library, Given("To ask the Chancellor of the Exchequer, what the rate of duty on cider is."), today=TODAY
    )
    assert (note.previous, note.sources, note.reference) == ((), (), None)
    words = " ".join(render_notes([note], "text").split())
    assert "No question like this one was found among the 6 written questions stored" in words


def test_a_note_that_disagrees_with_the_record_is_not_shown(library: Library, note: DeskNote) -> None:
    records = library.records([s.record_id for s in note.sources])
    assert check(note, records) is note
    (link,) = note.chain
    wrong = replace(link, items=(replace(link.items[0], text="Invented."), *link.items[1:]))
    with pytest.raises(VerificationError):
        check(replace(note, chain=(wrong,)), records)


def test_a_drift_that_the_answers_do_not_show_is_not_shown(library: Library) -> None:
    old, new = (
        asked(uin, "To ask the Secretary of State for Coasts, what the depth of Wick harbour is.", text, tabled=day)
        for uin, text, day in (
            ("31", "The depth of Wick harbour is nine metres.", date(2025, 1, 6)),
            ("32", "The depth of Wick harbour is ten metres.", date(2025, 2, 3)),
        )
    )
    library.store.add([old, new])
    note = make_note(library, Given(question_text(old)), today=TODAY)
    records = library.records([s.record_id for s in note.sources])
    turn = note.drift[1]
    changed = tuple(replace(c, text="eleven ") if c.kind == "added" else c for c in turn.changes)
    with pytest.raises(VerificationError):
        check(replace(note, drift=(note.drift[0], replace(turn, changes=changed))), records)


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_written(note: DeskNote, form: str) -> None:
    text = render_notes([note], form)
    assert text.endswith("\n")
    assert "HC Written Question 700" in text


def test_the_json_of_one_and_of_several(note: DeskNote) -> None:
    one = json.loads(render_notes([note], "json"))
    assert one["question"]["uin"] == "900"
    assert one["chain"][0]["items"][0]["text"] == question_text(NEW)
    assert [n["question"]["uin"] for n in json.loads(render_notes([note, note], "json"))["notes"]] == ["900", "900"]


def test_a_hostile_record_cannot_command_a_terminal_or_make_a_link(tmp_path: Path) -> None:
    nasty = "The lighthouse lamps of Sampleshire \x1b[31mwere replaced <script> [here](http://example.org) **now**."
    with Library.open(tmp_path) as library:
        library.store.add([asked("1", LAMPS, nasty, tabled=date(2025, 1, 6))])
        note = make_note(library, Given(LAMPS), today=TODAY)
    assert "\x1b" not in render_notes([note], "text")
    markdown = render_notes([note], "markdown")
    assert "<script>" not in markdown
    assert "[here](" not in markdown


def test_an_unknown_form_is_refused(note: DeskNote) -> None:
    with pytest.raises(PqbriefError, match="choose one of"):
        render_notes([note], "pdf")


def test_an_own_template_replaces_ours(note: DeskNote, tmp_path: Path) -> None:
    (tmp_path / "note.txt.j2").write_text("{{ note.title }} of {{ note.made }}\n", encoding="utf-8")
    assert (
        render_notes([note], "text", templates=tmp_path)
        == "Background note · 900 · Lighthouses: Lamps of 3 September 2025\n"
    )


def test_an_answer_without_a_day_is_given_none_and_no_overdue_clock(tmp_path: Path) -> None:
    answered = asked("5", LAMPS, "Ten lighthouse lamps were replaced in Sampleshire.", tabled=date(2025, 1, 7))
    undated = replace(answered, dates=replace(answered.dates, answered=None, cited=DateKind.TABLED))
    with Library.open(tmp_path) as library:
        library.store.add([undated])
        note = make_note(library, Given(LAMPS, undated), today=TODAY)
    view = note_view(note)
    assert (note.clock.standing, [item.day for item in view.answer]) == (Standing.ANSWERED, [""])
    assert "Answered; the source does not give the day." in dict(view.facts)["Deadline"]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_its_own_answer_that_is_held_clipped_is_told_at_its_place_with_what_fetches_it(
    tmp_path: Path, form: str
) -> None:
    with Library.open(tmp_path) as library:
        library.store.add([CLIPPED])
        note = make_note(library, Given(LAMPS, CLIPPED), today=TODAY)
    assert (note.answer, note.answer_wanted and note.answer_wanted.uin) == ((), "702")
    shown = " ".join(render_notes([note], form).split())
    place = shown.casefold().index("the answer to this question")
    assert place < shown.index("Its answer is stored only in part")
    assert "what earlier answers say" not in shown.casefold()
    assert "sync written-questions --uin 702 --tabled 2024-12-02 --house commons" in shown


def test_who_asks_is_named_by_the_lists_of_members_where_the_record_gives_the_number_alone(tmp_path: Path) -> None:
    question = asked("5", LAMPS, "Ten were.")
    first, *others = question.passages
    question = replace(question, passages=(replace(first, member_id=11), *others))
    listed = Listing(11, "Nell Foghorn", "Foghorn, Nell", "Nell Foghorn MP", House.COMMONS, date(2025, 6, 1))
    name = Fact("member/11", FactKind.NAME, "Nell Foghorn", Origin.MEMBERS_API, start=date(2024, 7, 4), seen=TODAY)
    with Library.open(tmp_path) as library:
        library.store.add([question])
        unknown = make_note(library, Given(LAMPS, question), today=TODAY)
        library.register.add([listed, name])
        named = make_note(library, Given(LAMPS, question), today=TODAY)
    assert "Asked by Member 11 (name not known)." in note_view(unknown).asker
    assert NUMBERS_ALONE in unknown.notes
    assert "Asked by Nell Foghorn (named from the lists of Members)." in note_view(named).asker
    assert NUMBERS_ALONE not in named.notes


def test_a_sentence_of_its_own_answer_is_not_given_again_as_an_earlier_one(tmp_path: Path) -> None:
    shared_answer = "Ten lighthouse lamps were replaced in Sampleshire in 2024."
    one, other = (asked(uin, LAMPS, shared_answer, tabled=date(2025, 1, 7)) for uin in ("5", "6"))
    with Library.open(tmp_path) as library:
        library.store.add([one, other])
        note = make_note(library, Given(LAMPS, one), today=TODAY)
        pasted = make_note(library, Given(AGAIN), today=TODAY)
    assert [len(part.items) for part in note.parts] == [0]
    assert [len(part.items) for part in pasted.parts] == [1]


def test_a_day_of_answer_that_has_come_is_named_once(library: Library) -> None:
    note = make_note(library, Given(MASTS, HAND), today=date(2025, 9, 8))
    clock = dict(note_view(note).facts)["Deadline"]
    assert clock.endswith("due today, 8 September 2025; on time until 18:00.")
    assert clock.count("8 September 2025") == 1


def test_what_it_was_grouped_with_is_not_known_before_its_answer(tmp_path: Path) -> None:
    answered = asked("7", LAMPS, "Ten were.", tabled=date(2025, 1, 7), grouped_uins=("8",))
    with Library.open(tmp_path) as library:
        library.store.add([answered])
        before, after = (make_note(library, Given(LAMPS, answered), today=date(2025, 1, day)) for day in (8, 20))
    assert not any("8:" in line or "with 8" in line for line in note_view(before).asker)
    assert "Answered together with 8: one answer for all." in note_view(after).asker


def test_a_question_without_an_answer_is_told_and_its_words_are_quoted(note: DeskNote) -> None:
    assert not any("nothing of" in words for words in note.notes)
    assert any(words.startswith("1 answer is stored only in part") for words in note.notes)


def test_what_to_fetch_is_said_once(library: Library) -> None:
    text = MASTS.replace("Question 700", "Question 777").rstrip(".") + ", and pursuant to the Answer to Question 777."
    view = note_view(make_note(library, Given(text), today=TODAY))
    lines = [entry.line for entry in view.chain]
    assert [line.count("pqbrief sync") for line in lines] == [1, 0]
    assert lines[1].endswith("Not held. See above.")


def test_a_question_on_record_has_for_earlier_ones_what_was_tabled_by_its_own_day(library: Library) -> None:
    long_after = date(2026, 3, 2)
    found = {each.record.uin for each in candidates_for(library, Given(question_text(NEW), NEW), long_after)[0]}
    assert "600" in found
    assert not found & {"703", "900", "950"}
    pasted = {each.record.uin for each in candidates_for(library, Given(LAMPS), long_after)[0]}
    assert "950" in pasted
