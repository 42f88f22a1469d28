"""Lists of questions and checks of drafts in Slack, against the real process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.london_time import today
from briefs.library import Library
from tests.bot.slack.running import MODES, Bot, running_over_copy
from tests.briefs.question.invented import LAMPS, asked
from tests.slack import Message

ANSWER = "The Lighthouse Agency replaced 40 lighthouse lamps in Sampleshire in 2024."
DRAFT = "The Lighthouse Agency replaced 45 lighthouse lamps in Sampleshire in 2024."
PAGES = "https://questions-statements.parliament.uk/written-questions/detail"


@pytest.fixture(scope="module")
def desk_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder of an answered question, of one tabled today and of many tabled yesterday."""
    folder = tmp_path_factory.mktemp("lists") / "data"
    now, before = today(), today() - timedelta(days=1)
    with Library.open(folder) as library:
        library.store.add(
            [
                asked("700", LAMPS, ANSWER, tabled=now - timedelta(days=30)),
                asked("900", LAMPS, tabled=now),
                *(
                    replace(asked(str(1000 + n), f"{LAMPS} {'Buoy ' * 40}{n}.", tabled=before), title=f"Buoys {n}")
                    for n in range(90)
                ),
            ]
        )
        library.index.catch_up(60)
        library.questions.catch_up(60)
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


def note_in_channel(bot: Bot) -> Message:
    """Mention the bot with a question and return its note in the thread."""
    known = {message.ts for message in list(bot.slack.messages)}
    bot.slack.mention("UIN 900", user=bot.user)
    return bot.slack.wait_message(lambda m: m.channel == "C1" and m.ts not in known and ANSWER in m.plain)


def with_button(bot: Bot) -> Message:
    """Return the message of a private note that has its buttons."""
    return bot.slack.wait_message(lambda m: m.user == bot.user and "note_check" in str(m.blocks))


def is_known(bot: Bot, note: Message) -> bool:
    """Whether the bot has kept in which thread a note stands."""
    with Library.open(bot.folder) as library, library.store.held() as connection:
        return bool(connection.execute("SELECT 1 FROM shared WHERE channel LIKE ?", [f"%/{note.ts}"]).fetchone())


def test_what_was_tabled_today_is_listed_privately(bot: Bot) -> None:
    assert bot.slack.slash("/pq", "today from Coasts", user=bot.user).acknowledged
    made = bot.answer("Questions tabled to the Department for Coasts")
    assert made.ephemeral
    assert "900" in made.plain
    assert "Nearest: 700, answered" in " ".join(made.plain.split())
    assert not bot.slack.refusals


def test_a_long_list_comes_whole_by_direct_message(bot: Bot) -> None:
    bot.slack.slash("/pq", "yesterday", user=bot.user)
    first = bot.direct("Continues in")
    bot.answer("direct messages")
    rest = [m for m in bot.slack.messages if m.thread == first.ts]
    whole = " ".join(m.plain for m in [first, *rest])
    assert [n for n in range(90) if str(1000 + n) not in whole] == []
    assert not bot.slack.refusals


def test_a_day_without_questions_says_which_day_has_some(bot: Bot) -> None:
    bot.slack.slash("/pq", "3 May 2011", user=bot.user)
    assert bot.answer("No question tabled on 3 May 2011 is stored")


def test_a_draft_is_checked_by_the_form_below_a_note(bot: Bot) -> None:
    bot.slack.slash("/pq", "900", user=bot.user)
    bot.slack.press("note_check", on=with_button(bot))
    view = bot.slack.wait_view(lambda v: v.user == bot.user)
    assert list(bot.slack.submit(view, {"draft_words": " ?! "}).body["errors"]) == ["draft_words"]
    assert bot.slack.submit(view, {"draft_words": DRAFT}).acknowledged
    made = bot.answer("Check of a draft answer")
    assert made.ephemeral
    assert "“45”; the earlier answer has “40”" in made.plain
    assert ANSWER in made.plain
    assert not bot.slack.refusals


def test_a_reply_to_a_note_in_a_channel_is_checked_in_its_thread(bot: Bot) -> None:
    note = note_in_channel(bot)
    bot.someone()  # the note is in the channel: a colleague may have the draft
    bot.slack.mention(DRAFT, user=bot.user, thread_ts=note.thread)
    made = bot.slack.wait_message(lambda m: m.thread == note.thread and "Check of a draft answer" in m.plain)
    assert "“45”; the earlier answer has “40”" in made.plain
    assert not bot.slack.refusals


def test_a_reply_to_a_note_in_direct_messages_is_checked(bot: Bot) -> None:
    bot.slack.direct_message("UIN 900", user=bot.user)
    note = bot.slack.wait_message(lambda m: m.channel == f"D{bot.user}" and "note_check" in str(m.blocks))
    bot.slack.wait(lambda: is_known(bot, note))
    bot.slack.direct_message(DRAFT, user=bot.user, thread_ts=note.ts)
    assert "“45”; the earlier answer has “40”" in bot.direct("Check of a draft answer").plain
    assert not bot.slack.refusals


def test_a_reply_to_a_shared_note_is_checked(bot: Bot) -> None:
    bot.slack.slash("/pq", "900", user=bot.user)
    bot.slack.press("brief_share", on=with_button(bot))
    shared = bot.slack.wait_message(lambda m: not m.ephemeral and m.channel == "C1" and bot.user in str(m.blocks))
    bot.slack.wait(lambda: is_known(bot, shared))
    bot.slack.mention(f"Draft: {DRAFT}", user=bot.user, thread_ts=shared.ts)
    made = bot.slack.wait_message(lambda m: m.thread == shared.ts and "Check of a draft answer" in m.plain)
    assert "“45”" in made.plain


def test_another_request_below_a_note_is_still_answered(bot: Bot) -> None:
    note = note_in_channel(bot)
    bot.slack.mention("lighthouse lamps", user=bot.user, thread_ts=note.thread)
    made = bot.slack.wait_message(lambda m: m.thread == note.thread and "Key points" in m.plain)
    assert "Check of a draft" not in made.plain


def test_a_draft_below_somebody_elses_private_note_is_not_checked(bot: Bot) -> None:
    bot.slack.slash("/pq", "900", user=bot.user)
    note = with_button(bot)
    other = bot.someone()
    bot.slack.press("note_check", on=note, user=other)
    assert bot.told("no longer has").user == other


def test_no_word_of_a_draft_is_kept(bot: Bot) -> None:
    bot.slack.slash("/pq", "900", user=bot.user)
    bot.slack.press("note_check", on=with_button(bot))
    view = bot.slack.wait_view(lambda v: v.user == bot.user)
    bot.slack.submit(view, {"draft_words": f"{DRAFT} Zanzibarian walruses applauded."})
    bot.answer("Check of a draft answer")
    with Library.open(bot.folder) as library, library.store.held() as connection:
        kept = str([connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("audit", "shown", "shared")])
    assert "900" in kept
    assert "walruses" not in kept
