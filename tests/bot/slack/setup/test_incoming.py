"""What comes over HTTP and Socket Mode without being a request of Slack's: refused in a word, and logged nowhere."""

from __future__ import annotations

import http.client
import json
import socket
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

import pytest

from bot.slack.setup.incoming import LARGEST_REQUEST
from bot.slack.setup.payloads import Malformed, read_body, read_request
from tests.bot.slack.running import Bot, running
from tests.slack.acting import post, signed
from tests.slack.workspace import TEAM

TOPIC = "lighthouse lamps"
EVENT: dict[str, Any] = {
    "type": "event_callback",
    "team_id": "T0TEAM",
    "event_id": "E1",
    "event": {"type": "app_mention", "user": "U1", "text": "x", "channel": "C1", "ts": "1.0"},
}
COMMAND: dict[str, Any] = {
    "command": "/brief",
    "user_id": "U1",
    "team_id": "T0TEAM",
    "channel_id": "C1",
    "text": "x",
    "trigger_id": "1",
}
PRESS: dict[str, Any] = {
    "type": "block_actions",
    "user": {"id": "U1"},
    "team": {"id": "T0TEAM"},
    "actions": [{"type": "button", "action_id": "x", "block_id": "y"}],
}
SUBMISSION: dict[str, Any] = {
    **{name: PRESS[name] for name in ("user", "team")},
    "type": "view_submission",
    "view": {"type": "modal", "callback_id": "refine", "state": {"values": {}}},
}
FORM: dict[str, Any] = SUBMISSION["view"]


def without(content: dict[str, Any], name: str) -> dict[str, Any]:
    """Return an object that lacks a field."""
    return {each: value for each, value in content.items() if each != name}


NOT_REQUESTS = [
    pytest.param([], id="a list"),
    pytest.param("x", id="a text"),
    pytest.param(None, id="null"),
    pytest.param({}, id="nothing"),
    pytest.param({"type": "unheard of"}, id="another kind"),
    pytest.param(EVENT | {"event": None}, id="event null"),
    pytest.param(EVENT | {"event": []}, id="event a list"),
    pytest.param(EVENT | {"event": {}}, id="event without a type"),
    pytest.param(EVENT | {"team_id": ""}, id="event without a team"),
    pytest.param(EVENT | {"authorizations": [3]}, id="authorizations of numbers"),
    pytest.param(EVENT | {"event": EVENT["event"] | {"links": 3, "type": "link_shared"}}, id="links a number"),
    pytest.param(EVENT | {"event": EVENT["event"] | {"channel": 3}}, id="channel a number"),
    pytest.param(COMMAND | {"team_id": ""}, id="command with an empty team"),
    pytest.param({n: v for n, v in COMMAND.items() if n != "team_id"}, id="command without a team"),
    pytest.param({n: v for n, v in COMMAND.items() if n != "user_id"}, id="command without a person"),
    pytest.param(PRESS | {"actions": None}, id="actions null"),
    pytest.param(PRESS | {"actions": []}, id="no actions"),
    pytest.param(PRESS | {"actions": {}}, id="actions an object"),
    pytest.param(PRESS | {"actions": [[]]}, id="an action a list"),
    pytest.param(PRESS | {"user": None}, id="press without a person"),
    pytest.param(PRESS | {"user": []}, id="person a list"),
    pytest.param(PRESS | {"team": None}, id="press without a team"),
    pytest.param(PRESS | {"container": 1}, id="container a number"),
    pytest.param(SUBMISSION | {"view": None}, id="no view"),
    pytest.param(SUBMISSION | {"view": FORM | {"state": {"values": {"a": [1]}}}}, id="values of lists"),
    pytest.param(SUBMISSION | {"view": FORM | {"state": {"values": {"a": {"b": {"value": 5}}}}}}, id="a number typed"),
    pytest.param(SUBMISSION | {"view": FORM | {"state": []}}, id="state a list"),
    pytest.param(SUBMISSION | {"view": without(FORM, "type")}, id="a view without a type"),
    pytest.param(SUBMISSION | {"view": without(FORM, "callback_id")}, id="a view without a name"),
    pytest.param(SUBMISSION | {"type": "view_closed", "view": {"type": "modal"}}, id="a closed view without a name"),
    pytest.param(PRESS | {"actions": [{}]}, id="an empty action"),
    pytest.param(PRESS | {"actions": [*PRESS["actions"], {}]}, id="an empty action behind another"),
    *(
        pytest.param(PRESS | {"actions": [without(PRESS["actions"][0], name)]}, id=f"an action without {name}")
        for name in ("type", "action_id", "block_id")
    ),
    pytest.param(PRESS | {"type": "block_suggestion"}, id="a suggestion of no field"),
    pytest.param(PRESS | {"type": "shortcut"}, id="a shortcut without a name"),
    pytest.param(PRESS | {"type": "message_action", "message": {"ts": "1"}}, id="a menu without a name"),
]


def send(bot: Bot, body: bytes, kind: str = "application/json", **changed: str) -> int:
    """Post signed bytes and return the status."""
    assert bot.slack.request_url is not None
    parts = urlsplit(bot.slack.request_url)
    headers = {**signed(body.decode("latin-1"), bot.slack.signing_secret), "Content-Type": kind, **changed}
    with closing(http.client.HTTPConnection(parts.netloc, timeout=30)) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):  # refused before the last byte was sent
            connection.request("POST", parts.path, body, headers)
        with connection.getresponse() as response:
            response.read()
            return response.status


@pytest.mark.parametrize("body", NOT_REQUESTS)
def test_what_has_not_the_shape_of_a_request_is_none(body: object) -> None:
    with pytest.raises(Malformed):
        read_request(body)


@pytest.mark.parametrize("body", [EVENT, COMMAND, PRESS, SUBMISSION], ids=["event", "command", "press", "submission"])
def test_what_slack_sends_is_one(body: dict[str, Any]) -> None:
    assert read_request(body) == body
    assert read_body(json.dumps(body).encode(), "application/json; charset=utf-8") == body


def test_half_a_character_is_replaced() -> None:
    assert read_body(json.dumps(COMMAND | {"text": "a\ud83d"}).encode(), "application/json")["text"] == "a?"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"\xff\xfe{}", id="no text"),
        pytest.param(b"{", id="no JSON"),
        pytest.param(b"[" * 100_000, id="deep JSON"),
        pytest.param(b"", id="empty"),
        pytest.param(b"1" * 10_000, id="a long number"),
    ],
)
def test_what_is_neither_json_nor_a_form_is_no_request(raw: bytes) -> None:
    for kind in ("application/json", "application/x-www-form-urlencoded", ""):
        with pytest.raises(Malformed):
            read_body(b"payload=" + raw if kind.endswith("urlencoded") else raw, kind)


def test_refusals_are_four_hundreds_and_fill_no_log(slack_data: Path) -> None:
    with running(slack_data, "http") as bot:
        for each in NOT_REQUESTS:
            body = each.values[0]
            raw = json.dumps(body).encode()
            assert send(bot, raw) == 400, body
            form = urlencode({"payload": raw.decode()}).encode()
            assert send(bot, form, "application/x-www-form-urlencoded") == 400, body
        assert send(bot, b"{}", **{"X-Slack-Request-Timestamp": "soon"}) == 401
        large = b"a=1&" * (LARGEST_REQUEST // 4)
        assert send(bot, large[:-4], "application/x-www-form-urlencoded", **{"X-Slack-Signature": "v0=0"}) == 401
        assert send(bot, b"x" * (LARGEST_REQUEST + 1)) == 413
        bot.ask(TOPIC)
    assert not (slack_data / "errors.log").exists()
    assert not [line for line in bot.errors if "Traceback" in line or "ERROR" in line]


def test_a_malformed_envelope_is_acknowledged_and_left_alone(slack_data: Path) -> None:
    with running(slack_data, "socket") as bot:
        for each in NOT_REQUESTS:
            answer = bot.slack.socket.send("events_api", cast("Any", each.values[0]), 10)
            assert answer is not None
            assert not answer[0]
        bot.ask(TOPIC)
    assert not (slack_data / "errors.log").exists()


def test_another_workspace_is_refused_in_a_sentence(slack_data: Path) -> None:
    with running(slack_data, "http") as bot:
        url = bot.slack.new_response_url("C1", bot.user)
        body = urlencode(COMMAND | {"team_id": "T9", "user_id": bot.user, "text": TOPIC, "response_url": url})
        assert send(bot, body.encode(), "application/x-www-form-urlencoded") == 200
        assert bot.answer("not turned on for this workspace")


@pytest.mark.parametrize("team", ["T0ALIEN", " ", "t0team"])
def test_a_request_of_another_team_is_refused_in_words_and_nothing_is_looked_for(slack_data: Path, team: str) -> None:
    with running(slack_data, "http") as bot:
        url = bot.slack.new_response_url("C1", bot.user)
        given = COMMAND | {"user_id": bot.user, "team_id": team, "text": TOPIC, "response_url": url}
        body = urlencode(given)
        assert bot.slack.request_url is not None
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        reply = post(bot.slack.request_url, body, signed(body, bot.slack.signing_secret) | kind, 30)
        assert (reply.status, reply.body or "") == (200, "")
        bot.told("pqbrief is not turned on for this workspace")
        assert not [each for each in bot.slack.messages if "lamp" in json.dumps(each.content)]


def test_an_address_that_is_not_slacks_is_not_answered_at_and_the_person_is_all_the_same(slack_data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, running(slack_data, "http") as bot:
        hostile = f"http://127.0.0.1:{other.getsockname()[1]}/commands/1"
        given = COMMAND | {"user_id": bot.user, "team_id": TEAM, "text": TOPIC, "response_url": hostile}
        assert send(bot, urlencode(given).encode(), "application/x-www-form-urlencoded") == 200
        bot.direct()
        other.settimeout(0.2)
        with pytest.raises(TimeoutError):
            other.accept()
