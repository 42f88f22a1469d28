"""The running bot where things go wrong: forged requests, strangers, too many of them, closed ways, a signal."""

from __future__ import annotations

import http.client
import json
import logging
import os
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.bot.slack.hanging import HANGS, children, hanging, kill_children
from tests.bot.slack.running import MODES, Bot, running
from tests.bot.support import command, environment, program
from tests.slack import FakeSlack
from tests.slack.state import PATIENCE

_log = logging.getLogger(__name__)

TOPIC = "lighthouse lamps"
QUOTED = "We have announced £3 million for new lighthouse lamps this year."


OVER_HTTP = pytest.mark.parametrize("shared_bot", ["http"], indirect=True)


@OVER_HTTP
@pytest.mark.parametrize(
    "signing",
    [pytest.param({"secret": "wrong"}, id="another secret"), pytest.param({"age": 400}, id="old timestamp")],
)
def test_a_request_that_is_not_slacks_is_refused(bot: Bot, signing: dict[str, Any]) -> None:
    reply = bot.slack.slash("/brief", TOPIC, user=bot.user, **signing)
    assert reply.status == 401
    bot.ask("patrol boats")
    assert not [m for m in bot.slack.messages if m.user == bot.user and QUOTED in m.plain]


@OVER_HTTP
def test_a_request_that_is_too_large_is_refused_before_it_is_read(bot: Bot) -> None:
    assert bot.slack.request_url is not None
    parts = urlsplit(bot.slack.request_url)
    with closing(http.client.HTTPConnection(parts.netloc, timeout=10)) as connection:
        connection.putrequest("POST", parts.path)
        connection.putheader("Content-Type", "application/json")
        connection.putheader("Content-Length", "1100000")
        connection.endheaders()
        with connection.getresponse() as response:
            assert response.status == 413


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        pytest.param({"is_restricted": True}, "guest accounts", id="guest"),
        pytest.param({"is_ultra_restricted": True}, "guest accounts", id="single-channel guest"),
        pytest.param({"is_stranger": True, "team": "T9"}, "organisation that runs it", id="another organisation"),
        pytest.param({"team": "T9"}, "organisation that runs it", id="another team"),
    ],
)
def test_guests_and_strangers_are_told_that_they_are_not_answered(bot: Bot, kind: dict[str, object], told: str) -> None:
    bot.someone(**kind)
    bot.slack.slash("/brief", TOPIC, user=bot.user)
    assert told in bot.answer().plain
    before = len(bot.slack.messages)
    bot.slack.mention(TOPIC, user=bot.user)
    assert told in bot.answer(told, via="chat.postEphemeral").plain
    assert not [m for m in bot.slack.messages[before:] if QUOTED in m.plain]


def test_guests_are_answered_where_the_settings_let_them(slack_data: Path) -> None:
    with running(slack_data, "socket", {"PQBRIEF_SLACK_ALLOW_GUESTS": "1"}) as bot:
        bot.someone(is_restricted=True)
        assert QUOTED in bot.ask(TOPIC).plain


def test_where_slack_does_not_say_who_somebody_is_nobody_is_answered(bot: Bot) -> None:
    bot.slack.fail("users.info", "internal_error")
    bot.slack.slash("/brief", TOPIC, user=bot.user)
    assert bot.answer("could not say who you are")


def test_only_the_channels_and_workspaces_of_the_settings_are_served(slack_data: Path) -> None:
    with running(slack_data, "http", {"PQBRIEF_SLACK_CHANNELS": "C1, C7"}) as bot:
        assert QUOTED in bot.ask(TOPIC).plain
        bot.slack.slash("/brief", TOPIC, user=bot.user, channel="C2")
        assert bot.told("not turned on for this channel")
        bot.slack.press("brief_share_elsewhere", on=bot.ask(TOPIC))
        view = bot.slack.wait_view(lambda v: v.user == bot.user)
        bot.slack.submit(view, {"share_channel": "C2"})
        bot.slack.wait(lambda: sum("not turned on" in m.plain for m in bot.slack.messages) == 2 or None)
    with running(slack_data, "http", {"PQBRIEF_SLACK_WORKSPACES": "T7"}) as bot:
        bot.slack.slash("/brief", TOPIC, user=bot.user)
        assert bot.told("not turned on for this workspace")


def test_too_many_requests_of_one_person_are_put_off_and_others_are_not(slack_data: Path) -> None:
    with running(slack_data, "http", {"PQBRIEF_SLACK_PER_MINUTE": "2"}) as bot:
        bot.ask(TOPIC)
        bot.ask("patrol boats")
        bot.slack.slash("/brief", TOPIC, user=bot.user)
        assert bot.told("more than 2 briefs within a minute")
        bot.someone()
        assert QUOTED in bot.ask(TOPIC).plain
    listed = json.loads(program("--db", slack_data, "audit", "--format", "json").stdout)
    assert [line["outcome"] for line in listed] == ["shown", "limited", "shown", "shown"]


def test_nothing_is_read_for_whoever_has_asked_too_often(slack_data: Path) -> None:
    with running(slack_data, "http", {"PQBRIEF_SLACK_PER_MINUTE": "1"}) as bot:
        bot.ask(TOPIC)
        # Neither is read: a message without words is told so only where it is looked into.
        bot.slack.message_shortcut("brief_this", bot.slack.say("<@U2>"), user=bot.user)
        assert bot.answer("more than 1 brief")
        bot.slack.mention("UIN 101", user=bot.user)
        assert bot.answer("more than 1 brief", via="chat.postEphemeral")
    listed = json.loads(program("--db", slack_data, "audit", "--format", "json").stdout)
    assert [(line["outcome"], line["request"]) for line in listed] == [
        ("limited", "UIN 101"),
        ("limited", ""),
        ("shown", TOPIC),
    ]


@pytest.mark.parametrize("error", ["expired_url", "used_url"])
def test_where_the_address_is_closed_the_brief_comes_by_direct_message(bot: Bot, error: str) -> None:
    bot.slack.fail("response_url", error, times=9)
    assert bot.slack.slash("/brief", TOPIC, user=bot.user).acknowledged
    assert bot.direct(QUOTED)
    bot.slack.fail("response_url", error, times=0)


def test_where_slack_asks_to_wait_the_answer_comes_after_the_wait(bot: Bot) -> None:
    bot.slack.limit("chat.postMessage", retry_after=1, times=1)
    begun = time.monotonic()
    bot.slack.direct_message(TOPIC, user=bot.user)
    assert bot.direct(QUOTED)
    assert time.monotonic() - begun >= 1
    assert [call.answer["error"] for call in bot.slack.refusals] == ["ratelimited"]


def test_blocks_that_slack_does_not_take_go_again_without_tables_and_charts(bot: Bot) -> None:
    bot.slack.fail("response_url", "invalid_blocks")
    bot.slack.slash("/brief", TOPIC, user=bot.user)
    answer = bot.answer(QUOTED)
    assert not {"table", "data_visualization"} & {block["type"] for block in answer.blocks}


def test_a_fault_of_ours_is_a_number_that_is_shown_and_logged_without_tokens(slack_data: Path) -> None:
    with running(slack_data, "http") as bot:
        bot.slack.fail("views.open", "fatal_error")
        bot.slack.slash("/brief", "", user=bot.user)
        shown = bot.told("Fault ")
        number = shown.plain.split("Fault ")[1][:8]
        secrets = (bot.slack.bot_token, bot.slack.app_token, bot.slack.signing_secret)
    log = (slack_data / "errors.log").read_text(encoding="utf-8")
    printed = "\n".join(bot.errors)
    assert f"fault {number}" in log
    assert f"fault {number}" in printed
    assert not any(secret in log + printed for secret in secrets)


def test_the_records_failing_gives_a_number_and_no_path(slack_data: Path) -> None:
    with running(slack_data, "http") as bot:
        bot.ask(TOPIC)
        with sqlite3.connect(slack_data / "records.sqlite3") as connection:
            connection.execute("ALTER TABLE audit RENAME TO elsewhere")
        bot.slack.slash("/brief", "patrol boats", user=bot.user)
        told = bot.told("cannot read its records")
        assert "sqlite" not in told.plain


def test_two_bots_of_one_database_answer_once_what_both_were_sent(slack_data: Path) -> None:
    with FakeSlack() as slack, running(slack_data, "http", slack=slack) as bot:
        first = slack.request_url
        with running(slack_data, "http", slack=slack) as other:
            second = slack.request_url
            content = {"type": "app_mention", "channel": "C1", "user": bot.user, "text": f"<@U0BOT> {TOPIC}"}
            asked = slack.say(content["text"], user=bot.user)
            event_id = slack.number("Ev")
            slack.number = lambda letter: event_id if letter == "Ev" else f"{letter}{time.monotonic_ns()}"  # type: ignore[method-assign]
            for address in (first, second, first, second):
                slack.request_url = address
                assert slack.event({**content, "ts": asked.ts, "event_ts": asked.ts}).acknowledged
            slack.wait_message(lambda m: m.thread == asked.ts and QUOTED in m.plain)
            other.user = bot.user
            other.ask("patrol boats")
        assert len([m for m in slack.messages if m.thread == asked.ts and m.by == "U0BOT"]) == 1


@pytest.mark.parametrize("mode", MODES)
def test_sigterm_ends_the_bot_when_what_it_was_asked_is_answered(slack_data: Path, mode: str) -> None:
    with running(slack_data, mode, {"PQBRIEF_SLACK_WORKERS": "1"}) as bot:
        people = [bot.someone() for _ in range(12)]
        for person in people:
            assert bot.slack.slash("/brief", TOPIC, user=person).acknowledged
        bot.process.send_signal(signal.SIGTERM)
        bot.process.wait(60)
        for person in people:
            assert [m for m in bot.slack.messages if m.user == person and QUOTED in m.plain]


@pytest.mark.parametrize("many", [8, pytest.param(60, marks=pytest.mark.slow)])
def test_what_has_not_begun_when_the_grace_is_over_is_handed_back(slack_data: Path, many: int) -> None:
    with running(slack_data, "http", {"PQBRIEF_SLACK_GRACE_SECONDS": "0"}) as bot:
        people = [bot.someone() for _ in range(many)]
        for person in people:
            bot.slack.slash("/brief", TOPIC, user=person)
        bot.process.send_signal(signal.SIGTERM)
        bot.process.wait(60)
        answered = [[m.plain for m in bot.slack.messages if m.user == p and m.via == "response_url"] for p in people]
        assert all(answered)
        assert all(any(QUOTED in text or "being restarted" in text for text in texts) for texts in answered)


def test_a_maker_that_dies_is_replaced_and_the_request_answered(slack_data: Path) -> None:
    with running(slack_data, "http", {"PQBRIEF_SLACK_WORKERS": "1"}) as bot:
        assert QUOTED in bot.ask(TOPIC).plain
        named = children(bot.process.pid)
        if not named:
            pytest.skip("the processes that make briefs cannot be told here")
        for pid in named:
            os.kill(pid, signal.SIGKILL)
        bot.slack.slash("/brief", "patrol boats", user=bot.user)
        assert bot.answer("patrol")


@pytest.mark.parametrize("many", [8, pytest.param(60, marks=pytest.mark.slow)])
def test_a_burst_is_answered_whole_and_nothing_twice(slack_data: Path, many: int) -> None:
    with running(slack_data, "http") as bot:
        people = [bot.someone() for _ in range(many)]
        slow: list[float] = []

        def ask(person: str) -> None:
            reply = bot.slack.slash("/brief", TOPIC, user=person)
            if not reply.acknowledged or reply.seconds > (3 if many > 8 else PATIENCE):
                slow.append(reply.seconds)

        asking = [threading.Thread(target=ask, args=(person,)) for person in people]
        for each in asking:
            each.start()
        for each in asking:
            each.join()
        assert not slow
        for person in people:
            bot.slack.wait_message(lambda m, p=person: m.user == p and m.via == "response_url")  # type: ignore[misc]
        bot.process.send_signal(signal.SIGTERM)
        bot.process.wait(60)
        for person in people:
            assert len([m for m in bot.slack.messages if m.user == person and QUOTED in m.plain]) == 1


def test_what_was_asked_is_in_the_audit_until_it_is_forgotten(slack_data: Path) -> None:
    with running(slack_data, "http") as bot:
        bot.slack.press("brief_share", on=bot.ask(TOPIC))
        bot.slack.wait_message(lambda m: not m.ephemeral and QUOTED in m.plain)
        other = bot.user
        bot.someone()
        bot.ask("patrol boats")
    shown = program("--db", slack_data, "audit", "--user", other, "--format", "json")
    shared, asked = json.loads(shown.stdout)
    assert (shared["outcome"], asked["outcome"]) == ("shared", "shown")
    assert asked["request"] == TOPIC
    assert "wq/commons/2021-03-01/101" in asked["records"]
    assert asked["brief_id"] == shared["brief_id"]
    assert f"{bot.user} C1 /brief “patrol boats” shown" in program("--db", slack_data, "audit").stdout
    gone = program("--db", slack_data, "audit", "--forget", other)
    assert f"about {other} deleted" in gone.stdout
    left = program("--db", slack_data, "audit").stdout
    assert other not in left
    assert bot.user in left


@pytest.mark.parametrize(
    ("changes", "arguments", "told"),
    [
        pytest.param({"SLACK_BOT_TOKEN": ""}, ["--http", "0"], "SLACK_BOT_TOKEN is not set", id="no token"),
        pytest.param({"SLACK_APP_TOKEN": ""}, [], "SLACK_APP_TOKEN is not set", id="no app token"),
        pytest.param({"SLACK_SIGNING_SECRET": ""}, ["--http", "0"], "SLACK_SIGNING_SECRET is not set", id="no secret"),
        pytest.param({"SLACK_BOT_TOKEN": "xoxb-wrong"}, ["--http", "0"], "Slack refused SLACK_BOT_TOKEN", id="refused"),
        pytest.param({"SLACK_APP_TOKEN": "xapp-wrong"}, [], "Slack refused SLACK_APP_TOKEN", id="app token refused"),
        pytest.param({"SLACK_BOT_TOKEN": "xapp-1"}, ["--http", "0"], "does not start with xoxb-", id="another token"),
        pytest.param({"PQBRIEF_SLACK_API_URL": "nowhere"}, ["--http", "0"], "api_url", id="no address"),
        pytest.param({"PQBRIEF_SLACK_PER_MINUTE": "many"}, [], "per_minute", id="no number"),
    ],
)
def test_settings_that_cannot_work_are_one_line_and_status_one(
    slack_data: Path, changes: dict[str, str], arguments: list[str], told: str
) -> None:
    with FakeSlack() as slack:
        given = {**slack.environment(), "PQBRIEF_SLACK_WORKERS": "0", **changes}
        ended = subprocess.run(
            command("--db", slack_data, "serve", *arguments),
            capture_output=True,
            text=True,
            env=environment(given),
            timeout=120,
            check=False,
        )
    assert ended.returncode == 1
    assert told in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert not any(value in ended.stderr for value in changes.values() if value.startswith("xoxb"))


@pytest.mark.parametrize("mode", MODES)
def test_people_whom_slack_is_slow_to_tell_of_hold_up_nobody_who_is_known(slack_data: Path, mode: str) -> None:
    with running(slack_data, mode) as bot:
        known = bot.user
        bot.ask(TOPIC)
        told = bot.slack.hold("users.info")
        people = [bot.someone() for _ in range(70)]
        for person in people:
            assert bot.slack.slash("/brief", "patrol boats", user=person).acknowledged
        bot.user = known
        assert QUOTED in bot.ask(TOPIC).plain
        bot.slack.press("brief_refine", on=bot.ask(TOPIC))
        assert bot.slack.wait_view(lambda v: v.user == known and "submit" in v.content)
        told.set()
        for person in people:
            bot.slack.wait_message(lambda m, p=person: m.user == p and m.via == "response_url")  # type: ignore[misc]


@OVER_HTTP
def test_a_form_is_open_before_slack_has_told_who_asks(bot: Bot) -> None:
    told = bot.slack.hold("users.info")
    bot.slack.slash("/brief", "", user=bot.user)
    early = bot.slack.wait_view(lambda v: v.user == bot.user)
    assert "One moment" in early.plain
    told.set()
    bot.slack.wait(lambda: "submit" in early.content)
    bot.slack.submit(early, {"refine_topic": TOPIC})
    assert bot.answer(QUOTED)


@OVER_HTTP
def test_what_is_told_instead_of_a_form_stands_in_it(bot: Bot) -> None:
    bot.someone(is_restricted=True)
    told = bot.slack.hold("users.info")
    bot.slack.slash("/brief", "", user=bot.user)
    early = bot.slack.wait_view(lambda v: v.user == bot.user)
    told.set()
    bot.slack.wait(lambda: "guest accounts" in early.plain)
    assert not [m for m in bot.slack.messages if m.user == bot.user]


def test_requests_that_hang_are_stopped_and_everybody_else_is_answered(slack_data: Path, tmp_path: Path) -> None:
    given = {"PQBRIEF_SLACK_WORKERS": "2", "PQBRIEF_SLACK_JOB_SECONDS": "8", **hanging(tmp_path / "hook")}
    with running(slack_data, "http", given) as bot:
        waiting = [bot.someone() for _ in range(2)]
        for number, person in enumerate(waiting):
            bot.slack.slash("/brief", f"{HANGS} {number}", user=person)
        people = [bot.someone() for _ in range(20)]
        for number, person in enumerate(people):
            bot.slack.slash("/brief", f"{TOPIC} since {2000 + number}", user=person)
        for person in people:
            bot.user = person
            assert bot.answer(QUOTED)
        for person in waiting:
            bot.user = person
            assert bot.answer("took longer than 8 seconds and was stopped")
        assert QUOTED in bot.ask(TOPIC).plain


@pytest.mark.parametrize(("people", "kills"), [(24, 3), pytest.param(400, 40, marks=pytest.mark.slow)])
def test_processes_that_are_killed_cost_nobody_an_answer(slack_data: Path, people: int, kills: int) -> None:
    with running(slack_data, "http", {"PQBRIEF_SLACK_WORKERS": "2"}) as bot:
        if not children(bot.process.pid):
            pytest.skip("the processes that make briefs cannot be told here")
        askers = [bot.someone() for _ in range(people)]
        for number, person in enumerate(askers):
            if number % (people // kills) == 0:
                kill_children(bot.process.pid, 1)
            words = f"{TOPIC} since {1900 + number % 100} until {2022 + number // 100}"
            assert bot.slack.slash("/brief", words, user=person).acknowledged
        for person in askers:
            bot.user = person
            answer = bot.slack.wait_message(lambda m: m.user == bot.user and m.via == "response_url")
            assert QUOTED in answer.plain or "tried twice" in answer.plain
        shown = [m.user for m in bot.slack.messages if QUOTED in m.plain]
        _log.info("%s people, %s kills of processes: %s answered", people, kills, len(shown))
        assert len(shown) == len(set(shown)) >= people - kills // 10


@pytest.mark.parametrize("workers", ["0", "2"])
def test_an_index_that_is_removed_is_rebuilt_without_a_restart(slack_data: Path, workers: str) -> None:
    with running(slack_data, "http", {"PQBRIEF_SLACK_WORKERS": workers}) as bot:
        bot.ask("patrol boats")
        for index in slack_data.glob("index*"):
            shutil.rmtree(index)
        assert QUOTED in bot.ask(TOPIC).plain
        bot.slack.slash("/pq", "101", user=bot.user)
        assert bot.told("Background note · 101")
