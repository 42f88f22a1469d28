"""The fake's Web API and response_urls, called with Slack's own client: what they do and what they refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from tests.slack import FakeSlack
from tests.slack.checks import Json
from tests.slack.workspace import BOT_USER

SECTION: Json = {"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}
MODAL: Json = {"type": "modal", "title": {"type": "plain_text", "text": "Title"}, "blocks": [SECTION]}
HOME: Json = {"type": "home", "blocks": [SECTION]}


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.api_url)


def test_posts_and_updates_messages(slack: FakeSlack, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="C1", text="Hello", blocks=[SECTION])
    client.chat_postMessage(channel="C1", text="In its thread", thread_ts=posted["ts"])
    client.chat_update(channel="C1", ts=posted["ts"], text="Changed")
    client.chat_postEphemeral(channel="C1", user="U1", text="For you")
    client.chat_postMessage(channel="U2", text="In person")
    assert [(m.channel, m.text, m.user) for m in slack.messages] == [
        ("C1", "Changed", None),
        ("C1", "In its thread", None),
        ("C1", "For you", "U1"),
        ("DU2", "In person", None),
    ]
    assert slack.messages[1].thread == posted["ts"]
    assert slack.messages[0].earlier[0]["text"] == "Hello"
    assert [m.text for m in slack.seen_by("U2")] == ["Changed", "In its thread", "In person"]
    assert not slack.refusals


def test_keeps_uploaded_files(slack: FakeSlack, client: WebClient) -> None:
    client.files_upload_v2(filename="brief.docx", content="words", channel="C1", initial_comment="Here")
    assert [(file["name"], file["content"], file["channel"]) for file in slack.files] == [
        ("brief.docx", b"words", "C1")
    ]


def test_tells_of_people_and_channels(slack: FakeSlack, client: WebClient) -> None:
    slack.user("U3", name="guest", is_ultra_restricted=True)
    slack.user("U4", name="stranger", team="T9", is_stranger=True)
    slack.channel("C3", shared=True, members={BOT_USER})
    assert client.users_info(user="U3")["user"]["is_ultra_restricted"] is True
    stranger = client.users_info(user="U4")["user"]
    assert (stranger["is_stranger"], stranger["team_id"]) == (True, "T9")
    assert client.conversations_info(channel="C3")["channel"]["is_ext_shared"] is True
    assert client.conversations_open(users="U1")["channel"]["id"] == "DU1"
    assert client.auth_test()["user_id"] == BOT_USER


def test_validates_blocks(client: WebClient) -> None:
    assert client.blocks_validate(blocks=[SECTION])["ok"]
    with pytest.raises(SlackApiError) as refused:
        client.blocks_validate(blocks=[{"type": "banner"}])
    assert refused.value.response["error"] == "invalid_blocks"
    assert refused.value.response["errors"][0]["pointer"] == "/0/type"


_Call = Callable[[FakeSlack, WebClient], Any]
_LONG = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}] * 5


def _post(channel: str = "C1", text: str = "a", **more: Any) -> _Call:
    return lambda slack, client: client.chat_postMessage(channel=channel, text=text, **more)


def _channel(channel: str) -> _Call:
    def call(slack: FakeSlack, client: WebClient) -> Any:
        slack.direct_channel("U1")
        return client.conversations_info(channel=channel)

    return call


def _privately(slack: FakeSlack, client: WebClient) -> Any:
    return client.chat_postEphemeral(channel="C1", user="U9", text="a")


def _upload(slack: FakeSlack, client: WebClient) -> Any:
    return client.files_getUploadURLExternal(filename="a", length=1)


def _five_prompts(slack: FakeSlack, client: WebClient) -> Any:
    prompts = [{"title": "a", "message": "b"}] * 5
    channel = slack.direct_channel("U1").id
    return client.assistant_threads_setSuggestedPrompts(channel_id=channel, thread_ts="1.0", prompts=prompts)


def _status(slack: FakeSlack, client: WebClient) -> Any:
    return client.assistant_threads_setStatus(channel_id="C1", thread_ts="1.0", status="thinks")


def _react_twice(slack: FakeSlack, client: WebClient) -> Any:
    message = slack.say("a")
    for _ in range(2):
        client.reactions_add(channel="C1", name="eyes", timestamp=message.ts)


def _asked_to_fail(slack: FakeSlack, client: WebClient) -> Any:
    slack.fail("auth.test", "fatal_error")
    return client.auth_test()


def _theirs(slack: FakeSlack, client: WebClient) -> Any:
    return client.chat_update(channel="C1", ts=slack.say("Mine").ts, text="Changed")


def _old_trigger(slack: FakeSlack, client: WebClient) -> Any:
    trigger = slack.new_trigger("U1")
    slack.pass_time(3.1)
    return client.views_open(trigger_id=trigger, view=MODAL)


def _used_trigger(slack: FakeSlack, client: WebClient) -> Any:
    trigger = slack.new_trigger("U1")
    client.views_open(trigger_id=trigger, view=MODAL)
    return client.views_open(trigger_id=trigger, view=MODAL)


def _fourth_modal(slack: FakeSlack, client: WebClient) -> Any:
    client.views_open(trigger_id=slack.new_trigger("U1"), view=MODAL)
    for _ in range(3):
        client.views_push(trigger_id=slack.new_trigger("U1", in_modal=True), view=MODAL)


def _old_hash(slack: FakeSlack, client: WebClient) -> Any:
    view = client.views_open(trigger_id=slack.new_trigger("U1"), view=MODAL)["view"]
    client.views_update(view_id=view["id"], view=MODAL)
    return client.views_update(view_id=view["id"], view=MODAL, hash=view["hash"])


def _without(scope: str, call: _Call) -> _Call:
    def refused(slack: FakeSlack, client: WebClient) -> Any:
        slack.scopes.discard(scope)
        return call(slack, client)

    return refused


def _archived(slack: FakeSlack, client: WebClient) -> Any:
    slack.channel("C9", is_archived=True, members={BOT_USER})
    return client.chat_postMessage(channel="C9", text="a")


def _short_upload(slack: FakeSlack, client: WebClient) -> Any:
    asked = client.files_getUploadURLExternal(filename="a.txt", length=3)
    return client.files_completeUploadExternal(files=[{"id": asked["file_id"]}], channel_id="C1")


def _foreign_link(slack: FakeSlack, client: WebClient) -> Any:
    slack.shared_links["L1"] = ["https://a.example"]
    return client.chat_unfurl(unfurl_id="L1", source="composer", unfurls={"https://b.example": {"blocks": [SECTION]}})


REFUSED: dict[str, tuple[str, _Call]] = {
    "wrong token": ("invalid_auth", lambda s, c: WebClient("xoxb-other", base_url=s.api_url).auth_test()),
    "no token": ("not_authed", lambda s, c: WebClient(base_url=s.api_url).auth_test()),
    "app token": ("not_allowed_token_type", lambda s, c: WebClient(s.app_token, base_url=s.api_url).auth_test()),
    "bot token for a socket": ("not_allowed_token_type", lambda s, c: c.apps_connections_open(app_token=s.bot_token)),
    "unknown method": ("unknown_method", lambda s, c: c.api_call("chat.shout")),
    "unknown argument": ("invalid_arguments", _post(colour="red")),
    "missing argument": ("invalid_arguments", lambda s, c: c.api_call("chat.postMessage", json={"text": "a"})),
    "nothing to say": ("no_text", lambda s, c: c.api_call("chat.postMessage", json={"channel": "C1"})),
    "text too long": ("msg_too_long", _post(text="x" * 40_001)),
    "invalid blocks": ("invalid_blocks", _post(blocks=[{"type": "x"}])),
    "blocks too long": ("msg_blocks_too_long", _post(blocks=_LONG)),
    "no such channel": ("channel_not_found", _post(channel="C7")),
    "hidden channel": ("channel_not_found", _post(channel="G1")),
    "not in channel": ("not_in_channel", _post(channel="C2")),
    "archived channel": ("is_archived", _archived),
    "no such thread": ("thread_not_found", _post(thread_ts="1.0")),
    "for somebody elsewhere": ("user_not_in_channel", _privately),
    "update nothing": ("message_not_found", lambda s, c: c.chat_update(channel="C1", ts="1.0", text="a")),
    "update another's": ("cant_update_message", _theirs),
    "unknown trigger": ("invalid_trigger_id", lambda s, c: c.views_open(trigger_id="1.2.3", view=MODAL)),
    "expired trigger": ("expired_trigger_id", _old_trigger),
    "used trigger": ("exchanged_trigger_id", _used_trigger),
    "fourth modal": ("push_limit_reached", _fourth_modal),
    "hash conflict": ("hash_conflict", _old_hash),
    "no such view": ("not_found", lambda s, c: c.views_update(view_id="V9", view=MODAL)),
    "invalid view": ("invalid_arguments", lambda s, c: c.views_publish(user_id="U1", view=MODAL)),
    "no such user": ("user_not_found", lambda s, c: c.users_info(user="U9")),
    "without chat:write": ("missing_scope", _without("chat:write", _post())),
    "without users:read": ("missing_scope", _without("users:read", lambda s, c: c.users_info(user="U1"))),
    "without groups:read": ("channel_not_found", _without("groups:read", _channel("G1"))),
    "without im:read": ("missing_scope", _without("im:read", _channel("DU1"))),
    "without files:write": ("missing_scope", _without("files:write", _upload)),
    "file not sent": ("file_update_failed", _short_upload),
    "no such file": ("file_not_found", lambda s, c: c.files_completeUploadExternal(files=[{"id": "F9"}])),
    "link not shared": ("cannot_unfurl_url", _foreign_link),
    "five prompts": ("invalid_arguments", _five_prompts),
    "status in a channel": ("channel_not_found", _status),
    "react twice": ("already_reacted", _react_twice),
    "asked to fail": ("fatal_error", _asked_to_fail),
}


@pytest.mark.parametrize(("error", "call"), REFUSED.values(), ids=REFUSED.keys())
def test_refuses(slack: FakeSlack, client: WebClient, error: str, call: _Call) -> None:
    with pytest.raises(SlackApiError) as refused:
        call(slack, client)
    assert refused.value.response["error"] == error
    assert [one.answer["error"] for one in slack.refusals] == [error]


def test_limits_the_rate_and_says_for_how_long(slack: FakeSlack, client: WebClient) -> None:
    slack.limit("auth.test", retry_after=7, times=1)
    with pytest.raises(SlackApiError) as refused:
        client.auth_test()
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "7"
    assert client.auth_test()["ok"]


def test_views_open_change_and_stack(slack: FakeSlack, client: WebClient) -> None:
    view = client.views_open(trigger_id=slack.new_trigger("U1"), view={**MODAL, "external_id": "mine"})["view"]
    client.views_update(external_id="mine", view={**MODAL, "callback_id": "other"})
    pushed = client.views_push(trigger_id=slack.new_trigger("U1", in_modal=True), view=MODAL)["view"]
    client.views_publish(user_id="U1", view=HOME)
    assert [v.id for v in slack.views] == [view["id"], pushed["id"]]
    assert (pushed["previous_view_id"], pushed["root_view_id"]) == (view["id"], view["id"])
    assert slack.views[0].content["callback_id"] == "other"
    assert slack.homes["U1"].plain == "Hello"


def test_a_response_url_is_good_for_five_answers(slack: FakeSlack) -> None:
    hook = WebhookClient(slack.new_response_url("G1", "U1"))
    answers = [hook.send(text=f"Answer {number}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert "used_url" in answers[5].body
    assert [(m.text, m.user) for m in slack.messages] == [(f"Answer {number}", "U1") for number in range(5)]


def test_a_response_url_lives_for_half_an_hour(slack: FakeSlack) -> None:
    url = slack.new_response_url("C1", "U1")
    slack.pass_time(1801)
    answer = WebhookClient(url).send(text="Late")
    assert (answer.status_code, "expired_url" in answer.body) == (404, True)
    assert not slack.messages


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ({"text": "a", "blocks": [{"type": "banner"}]}, "invalid_blocks"),
        ({"text": "a", "channel": "C2"}, "invalid_payload"),
        ({"text": "a", "response_type": "loud"}, "invalid_payload"),
        ({"response_type": "ephemeral"}, "no_text"),
    ],
    ids=["blocks", "unknown field", "response type", "nothing"],
)
def test_a_response_url_refuses(slack: FakeSlack, content: Json, error: str) -> None:
    answer = WebhookClient(slack.new_response_url("C1", "U1")).send_dict(content)
    assert (answer.status_code, error in answer.body) == (400, True)
    assert not slack.messages


def test_a_response_url_replaces_and_deletes_what_was_pressed(slack: FakeSlack) -> None:
    pressed = slack.add_message("C1", {"text": "First"}, "response_url", user="U1")
    hook = WebhookClient(slack.new_response_url("C1", "U1", pressed))
    hook.send(text="Second", replace_original=True)
    assert pressed.text == "Second"
    hook.send(text="For all", response_type="in_channel", replace_original=False)
    assert (slack.messages[-1].text, slack.messages[-1].user) == ("For all", None)
    hook.send(delete_original=True)
    assert pressed.deleted
