"""Every gesture, over signed HTTP and over Socket Mode, against the real process.

/brief TOPIC, /brief, /brief help     test_a_command…, test_a_bare_command…, test_help…
Share to channel, Share elsewhere     test_sharing…
Refine                                test_refining…
Sources, next page                    test_sources…
More like this, Less like this        test_more…, test_less…
Was this useful?                      test_a_judgement…
@mention, direct message              test_a_mention…, test_a_direct_message…
assistant pane                        test_the_pane…
Brief this, New brief                 test_brief_this…, test_new_brief…
/pq and what follows from it          test_question_gestures.py
App Home and its buttons              test_home…
links                                 test_a_link…
suggestions                           test_a_suggestion…
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bot.slack.running import QUESTION_LINK, Bot
from tests.slack import Message

TOPIC = "lighthouse lamps"
QUOTED = "We have announced £3 million for new lighthouse lamps this year."


def test_a_command_is_acknowledged_with_a_private_line_and_answered_privately(bot: Bot) -> None:
    reply = bot.slack.slash("/brief", TOPIC, user=bot.user)
    assert reply.acknowledged
    assert reply.message is not None
    assert reply.message.ephemeral
    assert TOPIC in reply.message.plain
    answer = bot.answer()
    assert answer.ephemeral
    assert QUOTED in answer.plain
    assert not bot.slack.refusals


def test_a_bare_command_opens_an_empty_form_and_its_submission_is_answered_where_it_was_typed(bot: Bot) -> None:
    assert bot.slack.slash("/brief", "", user=bot.user).acknowledged
    view = bot.slack.wait_view(lambda v: v.user == bot.user)
    assert bot.slack.submit(view, {"refine_topic": TOPIC, "refine_length": "short"}).acknowledged
    assert QUOTED in bot.answer().plain
    assert bot.answer().channel == "C1"
    assert not bot.slack.refusals


def test_a_form_that_cannot_be_understood_stays_open_and_says_why_beside_the_field(bot: Bot) -> None:
    bot.slack.slash("/brief", "", user=bot.user)
    view = bot.slack.wait_view(lambda v: v.user == bot.user)
    days = {"refine_topic": TOPIC, "refine_since": "2021-05-02", "refine_until": "2021-05-01"}
    reply = bot.slack.submit(view, days)
    assert list(reply.body["errors"]) == ["refine_until"]
    assert not bot.slack.refusals


def test_help_comes_with_the_acknowledgement(bot: Bot) -> None:
    reply = bot.slack.slash("/brief", "help", user=bot.user)
    assert reply.message is not None
    assert reply.message.ephemeral
    assert "/brief TOPIC" in reply.message.plain


def test_a_request_that_is_none_gives_a_plain_private_sentence(bot: Bot) -> None:
    bot.slack.slash("/brief", "type:sermon lamps", user=bot.user)
    told = bot.answer()
    assert "sermon" in told.plain
    assert "Fault" not in told.plain
    assert not bot.slack.refusals


def test_sharing_shows_the_brief_in_the_channel_with_who_shared_it_once(bot: Bot) -> None:
    answer = bot.ask(TOPIC)
    bot.slack.press("brief_share", on=answer)
    shared = bot.slack.wait_message(lambda m: not m.ephemeral and m.channel == "C1" and bot.user in str(m.blocks))
    assert QUOTED in shared.plain
    bot.slack.press("brief_share", on=answer)
    assert bot.told("already")
    assert len([m for m in bot.slack.messages if not m.ephemeral and bot.user in str(m.blocks)]) == 1
    assert not bot.slack.refusals


def test_sharing_works_in_a_channel_where_the_bot_is_not(bot: Bot) -> None:
    bot.slack.channels["C2"].members.add(bot.user)
    answer = bot.ask(TOPIC, channel="C2")
    bot.slack.press("brief_share", on=answer)
    shared = bot.slack.wait_message(lambda m: not m.ephemeral and m.channel == "C2" and bot.user in str(m.blocks))
    assert QUOTED in shared.plain
    assert [call.answer["error"] for call in bot.slack.refusals] == ["not_in_channel"]


def test_sharing_elsewhere_asks_where_and_posts_there(bot: Bot) -> None:
    bot.slack.channel("C3", name="third", members={bot.user, "U0BOT"})
    bot.slack.press("brief_share_elsewhere", on=bot.ask(TOPIC))
    view = bot.slack.wait_view(lambda v: v.user == bot.user)
    bot.slack.submit(view, {"share_channel": "C3"})
    shared = bot.slack.wait_message(lambda m: m.channel == "C3" and bot.user in str(m.blocks))
    assert QUOTED in shared.plain
    assert bot.told("has been shared")
    assert not bot.slack.refusals


def test_sharing_elsewhere_where_the_bot_is_not_says_to_invite_it(bot: Bot) -> None:
    bot.slack.press("brief_share_elsewhere", on=bot.ask(TOPIC))
    view = bot.slack.wait_view(lambda v: v.user == bot.user)
    bot.slack.submit(view, {"share_channel": "C2"})
    assert bot.told("invite it there")


@pytest.mark.parametrize(
    ("topic", "asks"),
    [pytest.param(TOPIC, False, id="public pages"), pytest.param("harbour inspectorate", True, id="own files")],
)
def test_sharing_asks_first_only_where_own_files_are_quoted(bot: Bot, topic: str, asks: bool) -> None:
    answer = bot.ask(topic)
    pressed = [e for block in answer.blocks for e in block.get("elements", ()) if e.get("action_id") == "brief_share"]
    assert len(pressed) == 1
    assert ("confirm" in pressed[0]) is asks


def test_sources_come_in_pages_of_their_own(bot: Bot) -> None:
    bot.slack.press("brief_sources", on=bot.ask(TOPIC))
    listed = bot.answer("2 sources")
    assert "101" in listed.plain
    assert not bot.slack.refusals


def test_sources_of_a_shared_brief_are_shown_to_whoever_presses_alone(bot: Bot) -> None:
    first = bot.user
    bot.slack.press("brief_share", on=bot.ask(TOPIC))
    shared = bot.slack.wait_message(lambda m: not m.ephemeral and first in str(m.blocks))
    other = bot.someone()
    bot.slack.press("brief_sources", on=shared, user=other)
    assert bot.answer("2 sources").user == other


def test_a_brief_that_was_not_shared_is_nobody_elses(bot: Bot) -> None:
    answer = bot.ask(TOPIC)
    other = bot.someone()
    for action in ("brief_sources", "brief_share", "brief_useful"):
        before = len(bot.slack.messages)
        bot.slack.press(action, on=answer, user=other)
        bot.slack.wait(lambda n=before: len(bot.slack.messages) > n or None)  # type: ignore[misc]
        assert "no longer has" in bot.slack.messages[-1].plain
        assert bot.slack.messages[-1].user == other


@pytest.mark.parametrize("value", ["", "nobody-knows-this", "x" * 64 + ":1", "' OR 1=1 --", "../../etc", "a:99999"])
def test_a_value_that_was_tampered_with_opens_nothing(bot: Bot, value: str) -> None:
    answer = bot.ask(TOPIC)
    before = len(bot.slack.messages)
    for block in answer.blocks:
        for element in block.get("elements", ()):
            if element.get("action_id") == "brief_sources":
                element["value"] = value
    assert bot.slack.press("brief_sources", on=answer).acknowledged
    assert bot.slack.slash("/brief", "help", user=bot.user).acknowledged
    assert all("sources" not in m.text for m in bot.slack.messages[before:])


def test_refining_opens_at_once_is_filled_after_and_answers_with_the_new_brief(bot: Bot) -> None:
    bot.slack.press("brief_refine", on=bot.ask(TOPIC))
    view = bot.slack.wait_view(lambda v: v.user == bot.user and "submit" in v.content)
    assert view.earlier, "the form was not opened before it was filled"
    assert TOPIC in str(view.blocks)
    bot.slack.submit(view, {"refine_until": "2021-03-08"})
    refined = bot.answer("Filters: ")
    assert QUOTED not in refined.plain
    assert "31 lighthouse lamps" in refined.plain
    assert not bot.slack.refusals


def test_more_of_a_section_gives_other_sentences_or_says_that_there_are_none(bot: Bot) -> None:
    answer = bot.ask(TOPIC)
    bot.slack.press("section_more", on=answer)
    assert bot.told("nothing more under")
    assert not bot.slack.refusals


def test_less_of_a_section_gives_the_brief_without_it(bot: Bot) -> None:
    answer = bot.ask(TOPIC)
    bot.slack.press("section_less", on=answer)
    assert "was left out as you asked" in bot.answer("was left out").plain
    assert not bot.slack.refusals


def test_a_judgement_is_kept_with_the_brief(bot: Bot) -> None:
    bot.slack.press("brief_useful", on=bot.ask(TOPIC))
    assert bot.told("saved with the brief")


def test_a_mention_is_answered_once_in_the_thread_for_all_however_often_slack_sends_it(bot: Bot) -> None:
    assert bot.slack.mention(TOPIC, user=bot.user, retries=3).acknowledged
    asked = (
        bot.slack.messages[-1]
        if bot.slack.messages[-1].by == bot.user
        else bot.slack.find_message("C1", next(m.ts for m in reversed(bot.slack.messages) if m.by == bot.user))
    )
    assert asked is not None
    answer = bot.slack.wait_message(lambda m: m.thread == asked.ts and QUOTED in m.plain)
    assert not answer.ephemeral
    bot.slack.slash("/brief", "help", user=bot.user)
    assert len([m for m in bot.slack.messages if m.thread == asked.ts]) == 1
    assert not bot.slack.refusals


def test_a_mention_without_words_shows_help_to_that_person_alone(bot: Bot) -> None:
    bot.slack.mention("", user=bot.user)
    assert bot.answer("/brief TOPIC", via="chat.postEphemeral").ephemeral


def test_a_direct_message_is_answered_there(bot: Bot) -> None:
    assert bot.slack.direct_message(TOPIC, user=bot.user, retries=2).acknowledged
    answer = bot.direct(QUOTED)
    bot.slack.slash("/brief", "help", user=bot.user)
    assert [m.ts for m in bot.slack.messages if m.channel == answer.channel and m.by != bot.user] == [answer.ts]
    assert not bot.slack.refusals


def test_the_messages_of_the_bot_offer_what_is_held(bot: Bot) -> None:
    bot.slack.prompts.clear()
    homes = len(bot.slack.homes)
    assert bot.slack.open_messages(user=bot.user).acknowledged
    prompts = bot.slack.wait(lambda: bot.slack.prompts[-1] if bot.slack.prompts else None)
    assert "Lighthouse Lamps" in [prompt["message"] for prompt in prompts]
    assert bot.slack.look_elsewhere().acknowledged
    assert len(bot.slack.homes) == homes
    assert not bot.slack.refusals


def test_an_app_of_the_old_kind_is_offered_prompts_in_its_pane_alone(old_app: Bot) -> None:
    old_app.slack.prompts.clear()
    assert old_app.slack.open_messages(user=old_app.user).acknowledged
    old_app.slack.wait(lambda: old_app.slack.refusals)  # Slack wants a thread; nobody is told
    assert not old_app.slack.prompts
    old_app.ask(TOPIC)
    assert not [m for m in old_app.slack.messages if m.user == old_app.user and "went wrong" in m.plain]


@pytest.fixture
def old_app(bot: Bot) -> Iterator[Bot]:
    """Return a bot whose app was made with assistant_view."""
    bot.slack.experience = "assistant"
    yield bot
    bot.slack.experience = "agent"


def test_the_pane_offers_what_is_held_and_shows_a_status_while_it_works(old_app: Bot) -> None:
    bot = old_app
    bot.slack.prompts.clear()
    bot.slack.statuses.clear()
    assert bot.slack.open_assistant(user=bot.user).acknowledged
    prompts = bot.slack.wait(lambda: bot.slack.prompts[-1] if bot.slack.prompts else None)
    assert "Lighthouse Lamps" in [prompt["message"] for prompt in prompts]
    thread = next(m for m in reversed(bot.slack.messages) if m.channel == f"D{bot.user}")
    bot.slack.direct_message("Lighthouse Lamps", user=bot.user, thread_ts=thread.ts)
    answer = bot.direct(QUOTED)
    assert answer.thread == thread.ts
    assert bot.slack.statuses
    assert not bot.slack.refusals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"What about this? <{QUESTION_LINK}>", "Background note · 101", id="link"),
        pytest.param("see UIN 101, due today", "Background note · 101", id="UIN"),
        pytest.param(
            "To ask the Secretary of State for Coasts, how many lamps of lighthouses were replaced last year.",
            "Background note",
            id="question",
        ),
        pytest.param("lighthouse lamps", "31 lighthouse lamps", id="words"),
        pytest.param("lighthouse lamps, and question 4 of the survey", "Searched: ", id="a number that is no UIN"),
    ],
)
def test_brief_this_takes_the_question_out_of_a_message(bot: Bot, text: str, expected: str) -> None:
    message = bot.slack.say(text)
    assert bot.slack.message_shortcut("brief_this", message, user=bot.user).acknowledged
    assert expected in bot.answer(expected).plain
    assert not bot.slack.refusals


def test_brief_this_says_so_where_a_message_holds_no_words(bot: Bot) -> None:
    bot.slack.message_shortcut("brief_this", bot.slack.say("<@U2>"), user=bot.user)
    assert bot.told("has no words")


def test_new_brief_opens_the_form_and_answers_by_direct_message(bot: Bot) -> None:
    bot.slack.global_shortcut("new_brief", user=bot.user)
    view = bot.slack.wait_view(lambda v: v.user == bot.user)
    bot.slack.submit(view, {"refine_topic": TOPIC})
    assert bot.direct(QUOTED)
    assert not bot.slack.refusals


def test_home_shows_what_is_held_and_opens_a_recent_brief_again(bot: Bot) -> None:
    bot.ask(TOPIC)
    assert bot.slack.open_home(user=bot.user).acknowledged
    home = bot.slack.wait(lambda: bot.slack.homes.get(bot.user))
    assert "4 records" in str(home.blocks)
    bot.slack.press("brief_open:0", on=home, user=bot.user)
    assert bot.direct(QUOTED)
    bot.slack.press("brief_new", on=home, user=bot.user)
    assert bot.slack.wait_view(lambda v: v.user == bot.user)
    assert not bot.slack.refusals


def test_a_link_to_a_record_held_is_unfolded_and_others_are_left_alone(bot: Bot) -> None:
    before = len(bot.slack.unfurls)
    bot.slack.share_link(QUESTION_LINK, "https://www.gov.uk/nothing-held", user=bot.user)
    unfurls = bot.slack.wait(lambda: bot.slack.unfurls[before] if len(bot.slack.unfurls) > before else None)
    assert list(unfurls) == [QUESTION_LINK]
    assert "Ada Winter" in str(unfurls)
    assert "lighthouse lamps" in str(unfurls)
    assert not bot.slack.refusals


def test_a_suggestion_asks_for_what_it_says(bot: Bot) -> None:
    answer = bot.ask("Metropolitn Police")
    suggested: Message = answer
    actions = [e["action_id"] for b in suggested.blocks for e in b.get("elements", ()) if "action_id" in e]
    wanted = next(action for action in actions if action.startswith("brief_suggestion"))
    bot.slack.press(wanted, on=suggested)
    assert bot.answer("Metropolitan Police")
    assert not bot.slack.refusals


def test_a_bot_is_not_answered(bot: Bot) -> None:
    before = len(bot.slack.messages)
    content = {"type": "message", "channel_type": "im", "channel": f"D{bot.user}", "text": TOPIC, "ts": "1.1"}
    bot.slack.direct_channel(bot.user)
    assert bot.slack.event({**content, "user": bot.user, "bot_id": "B9"}).acknowledged
    assert bot.slack.event({**content, "user": bot.user, "subtype": "message_changed"}).acknowledged
    bot.ask(TOPIC)
    assert not [m for m in bot.slack.messages[before:] if m.channel == f"D{bot.user}"]
