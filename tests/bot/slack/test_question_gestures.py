"""The question desk in Slack, over signed HTTP and over Socket Mode, against the real process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.slack.workers import tasks as work
from briefs.library import Library
from tests.bot.slack.running import MODES, Bot, running_over_copy
from tests.briefs.question.invented import LAMPS, asked
from tests.slack import Message

TEN = "Ten lighthouse lamps were replaced in Sampleshire."
FORTY = "Forty lighthouse lamps were replaced in Sampleshire."
BEACONS = "To ask the Secretary of State for Coasts, what the height of the Sampleshire beacon is."
PAGES = "https://questions-statements.parliament.uk/written-questions/detail"
LINK = f"{PAGES}/2025-02-03/900"


@pytest.fixture(scope="module")
def desk_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder of a few questions, two of one number."""
    folder = tmp_path_factory.mktemp("desk") / "data"
    paragraphs = [f"The keepers of beacon {n} in Sampleshire counted {n} lamps. " * 60 for n in range(1, 16)]
    with Library.open(folder) as library:
        library.store.add(
            [
                replace(asked("700", LAMPS, FORTY, tabled=date(2024, 3, 1)), url=f"{PAGES}/2024-03-01/700"),
                replace(asked("700", LAMPS, TEN, tabled=date(2025, 1, 20)), url=f"{PAGES}/2025-01-20/700"),
                replace(asked("900", LAMPS, tabled=date(2025, 2, 3)), url=LINK),
                replace(asked("950", BEACONS, *paragraphs, tabled=date(2025, 2, 4)), url=f"{PAGES}/2025-02-04/950"),
            ]
        )
        library.index.catch_up(60)
    return folder


@pytest.fixture(scope="module", params=MODES)
def desk_bot(
    request: pytest.FixtureRequest, desk_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bot]:
    with running_over_copy(desk_data, tmp_path_factory.mktemp(request.param) / "data", request.param) as bot:
        yield bot


@pytest.fixture
def bot(desk_bot: Bot) -> Bot:
    """Return the bot with somebody new who asks."""
    desk_bot.slack.calls.clear()
    desk_bot.someone()
    return desk_bot


def ask(bot: Bot, words: str, **where: str) -> Message:
    """Type /pq and return the first message of the answer."""
    known = {message.ts for message in list(bot.slack.messages)}
    assert bot.slack.slash("/pq", words, user=bot.user, **where).acknowledged
    return bot.slack.wait_message(lambda m: m.user == bot.user and m.via == "response_url" and m.ts not in known)


def test_a_command_is_acknowledged_at_once_and_answered_privately(bot: Bot) -> None:
    reply = bot.slack.slash("/pq", "900", user=bot.user)
    assert reply.acknowledged
    assert reply.message is not None
    assert reply.message.ephemeral
    assert "900" in reply.message.plain
    note = bot.answer("Background note")
    assert note.ephemeral
    assert TEN in note.plain
    assert "Due by" not in note.plain
    assert "10 February 2025" in note.plain
    assert not bot.slack.refusals


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("UIN 900 tabled 3 February 2025", id="UIN and day"),
        pytest.param(f"<{LINK}>", id="link"),
        pytest.param(f"&gt; {LAMPS}", id="text"),
    ],
)
def test_a_question_may_be_given_by_number_link_or_text(bot: Bot, words: str) -> None:
    assert TEN in ask(bot, words).plain
    assert not bot.slack.refusals


@pytest.mark.parametrize("words", ["UIN 900", f"<{LINK}>"])
def test_a_brief_on_a_uin_or_link_is_its_background_note(bot: Bot, words: str) -> None:
    assert bot.slack.slash("/brief", words, user=bot.user).acknowledged
    assert TEN in bot.answer("Background note").plain
    assert not bot.slack.refusals


def test_a_number_not_held_is_answered_with_the_command_that_fetches_it(bot: Bot) -> None:
    assert "pqbrief sync written-questions --uin 12345" in ask(bot, "12345").plain


def test_help_names_the_command(bot: Bot) -> None:
    reply = bot.slack.slash("/pq", "help", user=bot.user)
    assert reply.message is not None
    assert "/pq QUESTION" in reply.message.plain
    assert bot.slack.open_home(user=bot.user).acknowledged
    home = bot.slack.wait(lambda: bot.slack.homes.get(bot.user))
    assert "/pq QUESTION" in str(home.blocks)


def test_a_bare_command_opens_a_form_whose_submission_is_answered_where_it_was_typed(bot: Bot) -> None:
    assert bot.slack.slash("/pq", "", user=bot.user).acknowledged
    view = bot.slack.wait_view(lambda v: v.user == bot.user)
    given = {"desk_text": LAMPS, "desk_house": "commons", "desk_day": "2024-04-01"}
    assert bot.slack.submit(view, given).acknowledged
    note = bot.answer("Background note")
    assert (FORTY in note.plain, TEN in note.plain) == (True, False)
    assert not bot.slack.refusals


def test_a_form_without_a_question_says_so_beside_its_field(bot: Bot) -> None:
    bot.slack.slash("/pq", "", user=bot.user)
    view = bot.slack.wait_view(lambda v: v.user == bot.user)
    assert list(bot.slack.submit(view, {"desk_text": " ?! "}).body["errors"]) == ["desk_text"]


def test_a_number_of_several_questions_is_a_choice_by_day(bot: Bot) -> None:
    choice = ask(bot, "700")
    assert "Tabled 1 March 2024 (Commons)" in choice.plain
    bot.slack.press("question_choice:1", on=choice)
    note = bot.answer("Background note")
    assert FORTY in note.plain
    assert TEN not in note.plain.partition("The answer to this question")[2].partition("What earlier answers say")[0]
    assert not bot.slack.refusals


def test_somebody_elses_choice_opens_nothing(bot: Bot) -> None:
    choice = ask(bot, "700")
    other = bot.someone()
    bot.slack.press("question_choice:0", on=choice, user=other)
    assert bot.told("no longer has").user == other


def test_several_questions_give_a_note_each(bot: Bot) -> None:
    ask(bot, f"{LAMPS}\n\nTo ask the Secretary of State for Coasts, how many buoys were painted in 2024.")
    assert bot.answer("lighthouse lamps were replaced in Sampleshire in 2024")
    assert bot.answer("how many buoys were painted")
    assert not bot.slack.refusals


def test_a_long_note_comes_whole_in_a_thread_of_direct_messages(bot: Bot) -> None:
    assert "direct messages" in ask(bot, "950").plain
    first = bot.direct("Continues in")
    rest = [m for m in bot.slack.messages if m.thread == first.ts and m.by != bot.user]
    whole = " ".join(m.plain for m in [first, *rest])
    assert all(f"counted {n} lamps" in whole for n in range(1, 16))
    assert not bot.slack.refusals


def test_the_buttons_of_a_note(bot: Bot) -> None:
    note = ask(bot, "900")
    bot.slack.press("brief_sources", on=note)
    assert "of the note on 900" in bot.answer("sources of the note").plain
    bot.slack.press("brief_useful", on=note)
    assert bot.told("saved with the note")
    bot.slack.press("brief_share", on=note)
    shared = bot.slack.wait_message(lambda m: not m.ephemeral and m.channel == "C1" and bot.user in str(m.blocks))
    assert TEN in shared.plain
    bot.slack.press("brief_share", on=note)
    assert bot.told("note was already shared there")
    other = bot.someone()
    bot.slack.press("brief_sources", on=shared, user=other)
    assert bot.answer("sources of the note").user == other
    assert not bot.slack.refusals


def test_a_note_that_was_not_shared_is_nobody_elses(bot: Bot) -> None:
    note = ask(bot, "900")
    other = bot.someone()
    bot.slack.press("brief_share", on=note, user=other)
    assert bot.told("no longer has").user == other


def test_a_note_is_opened_again_from_home(bot: Bot) -> None:
    ask(bot, "900")
    bot.slack.open_home(user=bot.user)
    home = bot.slack.wait(lambda: bot.slack.homes.get(bot.user))
    assert "900 · Lighthouses: Lamps" in str(home.blocks)
    bot.slack.press("brief_open:0", on=home, user=bot.user)
    assert TEN in bot.direct("Background note").plain


def test_a_mention_with_a_question_is_answered_with_a_note_in_the_thread(bot: Bot) -> None:
    bot.slack.mention(LAMPS, user=bot.user)
    note = bot.slack.wait_message(lambda m: m.channel == "C1" and m.thread is not None and TEN in m.plain)
    assert not note.ephemeral
    assert "Share to channel" not in note.plain
    assert not bot.slack.refusals


def test_the_link_of_a_question_shows_its_state_and_clock(bot: Bot) -> None:
    before = len(bot.slack.unfurls)
    bot.slack.share_link(LINK, user=bot.user)
    unfurls = bot.slack.wait(lambda: bot.slack.unfurls[before] if len(bot.slack.unfurls) > before else None)
    assert "Not answered yet." in str(unfurls)
    assert "due 10 February 2025" in str(unfurls)
    assert not bot.slack.refusals


@pytest.mark.parametrize(
    ("text", "question"),
    [
        pytest.param("see UIN 900, due today", "see UIN 900, due today", id="UIN among words"),
        pytest.param("UIN 900 tabled 3 February 2025", "UIN 900 tabled 3 February 2025", id="UIN with its day"),
        pytest.param(f"<{LINK}|this one>", LINK, id="link"),
        pytest.param(f"&gt; {LAMPS}\n&gt; (UIN 900)", f"> {LAMPS}\n> (UIN 900)", id="text, line by line"),
        pytest.param("Question 950 is late", "950", id="a number held"),
        pytest.param("question 951 is late", "", id="a number not held"),
        pytest.param("lighthouse lamps", "", id="words"),
    ],
)
def test_the_question_in_a_message(text: str, question: str, desk_data: Path) -> None:
    work.prepare(desk_data)
    try:
        assert work.question_in(text) == question
    finally:
        work.close()
