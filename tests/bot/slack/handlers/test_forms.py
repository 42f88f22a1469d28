"""Forms: what they offer works, and they outlive the process that opened them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefs.library import Library
from tests.bot.slack.running import Bot, running
from tests.making import question
from tests.slack import FakeSlack

TOPIC = "lighthouse lamps"
QUOTED = "We have announced £3 million for new lighthouse lamps this year."


def test_every_body_that_the_form_offers_is_understood_when_it_is_chosen(slack_data: Path) -> None:
    with Library.open(slack_data) as library:
        asked = "The lighthouse lamps of the prison were lit in 2019."
        for number, name in enumerate(("Home Office", "DEFENCE", 'Ministry of "Lamps"')):
            held = question(asked, uin=str(number), record_id=f"wq/commons/2021-03-01/{number}")
            library.store.add([replace(held, answering_body=name)])
        library.index.catch_up(60)
    with running(slack_data, "http") as bot:
        bot.slack.slash("/brief", "", user=bot.user)
        view = bot.slack.wait_view(lambda v: v.user == bot.user)
        offered = next(b["element"]["options"] for b in view.blocks if b["block_id"] == "refine_body")
        assert [each["value"] for each in offered] == ["Home Office"]
        bot.slack.submit(view, {"refine_topic": "lamps", "refine_body": ["Home Office"]})
        assert "from Home Office" in bot.answer("lit in 2019").plain


def _refine(bot: Bot) -> tuple[str, dict[str, Any]]:
    bot.slack.press("brief_refine", on=bot.ask(TOPIC))
    return "refine_brief", {"refine_until": "2021-03-08"}


def _share(bot: Bot) -> tuple[str, dict[str, Any]]:
    bot.slack.channel("C3", name="third", members={bot.user, "U0BOT"})
    bot.slack.press("brief_share_elsewhere", on=bot.ask(TOPIC))
    return "share_brief", {"share_channel": "C3"}


def _ask_desk(bot: Bot) -> tuple[str, dict[str, Any]]:
    bot.slack.slash("/pq", user=bot.user)
    return "ask_desk", {"desk_text": "101"}


@pytest.mark.parametrize(
    ("open_form", "told"),
    [
        pytest.param(_refine, "31 lighthouse lamps", id="refine"),
        pytest.param(_share, "It has been shared", id="share elsewhere"),
        pytest.param(_ask_desk, "Background note", id="question desk"),
    ],
)
def test_a_form_that_another_process_opened_is_answered_by_direct_message(
    slack_data: Path, open_form: Any, told: str
) -> None:
    with FakeSlack() as slack:
        with running(slack_data, "http", slack=slack) as first:
            name, filled = open_form(first)
            person = first.user
            view = slack.wait_view(lambda v: v.user == person and "submit" in v.content)
            assert view.content["callback_id"] == name
        with running(slack_data, "http", slack=slack) as second:
            second.user = person
            assert slack.submit(view, filled).acknowledged
            assert second.direct(told)
            assert not [call for call in slack.refusals if call.method != "response_url"]
        if name == "share_brief":
            assert [m for m in slack.messages if m.channel == "C3" and QUOTED in m.plain]


def test_a_form_of_somebody_elses_brief_shares_nothing(slack_data: Path) -> None:
    with FakeSlack() as slack:
        with running(slack_data, "http", slack=slack) as first:
            _share(first)
            person = first.user
            view = slack.wait_view(lambda v: v.user == person)
        with running(slack_data, "http", slack=slack) as second:
            view.user = second.user
            slack.channels["C3"].members.add(second.user)
            assert slack.submit(view, {"share_channel": "C3"}).acknowledged
            assert second.direct("no longer has")
        assert not [m for m in slack.messages if m.channel == "C3"]
