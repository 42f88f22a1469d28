"""The fake's gestures reach a real Bolt app, over HTTP and Socket Mode, and what comes back counts."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from tests.slack import FakeSlack, Message
from tests.slack.gestures import FormIncomplete

BUTTON = {"type": "button", "action_id": "go", "value": "1", "text": {"type": "plain_text", "text": "Go"}}
MESSAGE: dict[str, Any] = {"text": "Ready", "blocks": [{"type": "actions", "elements": [BUTTON]}]}
OPTIONS = [{"text": {"type": "plain_text", "text": word}, "value": word} for word in ("red", "blue")]
FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "form",
    "private_metadata": "kept",
    "title": {"type": "plain_text", "text": "Form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "topic",
            "label": {"type": "plain_text", "text": "Topic"},
            "element": {"type": "plain_text_input", "action_id": "topic"},
        },
        {
            "type": "input",
            "block_id": "colour",
            "optional": True,
            "label": {"type": "plain_text", "text": "Colour"},
            "element": {
                "type": "multi_static_select",
                "action_id": "colour",
                "options": OPTIONS,
                "initial_options": OPTIONS[:1],
            },
        },
        {
            "type": "input",
            "block_id": "body",
            "optional": True,
            "label": {"type": "plain_text", "text": "Body"},
            "element": {"type": "external_select", "action_id": "body"},
        },
    ],
}


class Heard:
    """A small app, and what it heard."""

    def __init__(self, slack: FakeSlack) -> None:
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        self.app = App(client=client, signing_secret=slack.signing_secret, logger=logging.getLogger("quiet"))
        self.events: list[str] = []
        self.values: list[Any] = []
        self.slow = 0.0
        logging.getLogger("quiet").setLevel(logging.CRITICAL)
        self.app.command("/brief")(self.command)
        self.app.action("go")(self.go)
        self.app.view("form")(self.view)
        self.app.options("body")(self.options)
        self.app.shortcut("ask")(self.shortcut)
        for kind in ("app_mention", "message", "app_home_opened", "link_shared", "assistant_thread_started"):
            self.app.event(kind)(self.event)

    def command(self, ack: Any, respond: Any, command: Any) -> None:
        time.sleep(self.slow)
        ack("Looking …")
        respond(**MESSAGE, response_type=command["text"] or "ephemeral")

    def go(self, ack: Any, client: WebClient, body: Any) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)

    def view(self, ack: Any, view: Any) -> None:
        values = view["state"]["values"]
        self.values.append(values)
        if values["topic"]["topic"]["value"] == "wrong":
            ack(response_action="errors", errors={"topic": "Not that."})
        else:
            ack()

    def options(self, ack: Any, payload: Any) -> None:
        ack(options=[option for option in OPTIONS if payload["value"] in option["value"]])

    def shortcut(self, ack: Any, shortcut: Any) -> None:
        ack()
        self.events.append(shortcut.get("message", {}).get("text", "global"))

    def event(self, event: Any, ack: Any) -> None:
        time.sleep(self.slow)
        self.events.append(event["type"])


@contextmanager
def over_http(app: App) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            response = app.dispatch(BoltRequest(body=body, headers={k: [v] for k, v in self.headers.items()}))
            self.send_response(response.status)
            for name, value in response.first_headers().items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(response.body.encode())

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A Slack that has stopped waiting is no fault."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/slack/events"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def over_socket(app: App, slack: FakeSlack) -> Iterator[None]:
    handler: Any = SocketModeHandler(app, slack.app_token, logger=logging.getLogger("quiet"))
    handler.connect()
    slack.wait_connected()
    try:
        yield
    finally:
        handler.client.auto_reconnect_enabled = False
        slack.drop()  # else the client waits three seconds for a word from its line before it goes
        handler.close()


@pytest.fixture(params=["http", "socket"])
def both(request: pytest.FixtureRequest) -> Iterator[tuple[FakeSlack, Heard]]:
    with FakeSlack() as slack:
        heard = Heard(slack)
        if request.param == "http":
            with over_http(heard.app) as url:
                slack.request_url = url
                yield slack, heard
            return
        with over_socket(heard.app, slack):
            yield slack, heard


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


def _ready(slack: FakeSlack) -> Message:
    return slack.wait_message(lambda message: message.via == "response_url")


def test_a_command_its_button_and_its_form(both: tuple[FakeSlack, Heard]) -> None:
    slack, heard = both
    reply = slack.slash("/brief", "")
    assert reply.acknowledged
    assert reply.message is not None
    assert (reply.message.text, reply.message.user) == ("Looking …", "U1")
    message = _ready(slack)
    assert (message.text, message.user, message.plain) == ("Ready", "U1", "Go")
    with pytest.raises(LookupError):
        slack.press("stop", on=message)
    assert slack.press("go", on=message).acknowledged
    view = slack.wait_view()
    with pytest.raises(FormIncomplete):
        slack.submit(view)
    assert slack.submit(view, {"topic": "wrong"}).body["errors"] == {"topic": "Not that."}
    assert slack.suggest("body", on=view, typed="bl") == OPTIONS[1:]
    assert slack.views == [view]
    slack.submit(view, {"topic": "right", "body": "blue"})
    assert slack.views == []
    assert heard.values[-1]["topic"]["topic"] == {"type": "plain_text_input", "value": "right"}
    assert heard.values[-1]["colour"]["colour"]["selected_options"] == OPTIONS[:1]
    assert heard.values[-1]["body"]["body"]["selected_option"]["value"] == "blue"
    assert not slack.refusals


def test_an_answer_for_all_is_seen_by_all(both: tuple[FakeSlack, Heard]) -> None:
    slack, _ = both
    slack.slash("/brief", "in_channel")
    assert _ready(slack) in slack.seen_by("U2")


def test_events_and_shortcuts(both: tuple[FakeSlack, Heard]) -> None:
    slack, heard = both
    slack.mention("hello")
    slack.direct_message("hello")
    slack.open_home()
    slack.share_link("https://a.example/1")
    slack.experience = "assistant"
    slack.open_assistant()
    slack.message_shortcut("ask", on=slack.say("a question"))
    slack.global_shortcut("ask")
    slack.wait(lambda: len(heard.events) == 7)
    assert sorted(heard.events) == sorted(
        ["app_mention", "message", "app_home_opened", "link_shared", "assistant_thread_started", "a question", "global"]
    )


def test_what_comes_too_late_is_not_acknowledged_and_an_event_comes_again(both: tuple[FakeSlack, Heard]) -> None:
    slack, heard = both
    slack.acknowledge_seconds, slack.retry_waits = 0.2, (0.0, 0.0)
    heard.slow = 0.5
    assert not slack.slash("/brief").acknowledged
    assert not slack.event({"type": "reaction_added"}).acknowledged  # Bolt answers 404 to what nobody listens to
    heard.slow = 0.0
    assert slack.mention("hello", retries=2).acknowledged
    slack.wait(lambda: len(heard.events) == 3)


@pytest.mark.parametrize("signing", [{"secret": "wrong"}, {"age": 400}], ids=["secret", "age"])
def test_a_wrong_signature_is_the_bots_to_refuse(slack: FakeSlack, signing: dict[str, Any]) -> None:
    heard = Heard(slack)
    with over_http(heard.app) as slack.request_url:
        assert slack.slash("/brief", **signing).status == 401
    assert not slack.messages


def test_an_event_that_is_not_acknowledged_says_which_try_it_is(slack: FakeSlack) -> None:
    tries: list[tuple[str | None, str | None]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            tries.append((self.headers.get("X-Slack-Retry-Num"), self.headers.get("X-Slack-Retry-Reason")))
            self.send_response(500)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    slack.request_url, slack.retry_waits = f"http://127.0.0.1:{server.server_address[1]}/", (0.0, 0.0, 0.0)
    assert slack.mention("hello").status == 500
    server.shutdown()
    server.server_close()
    thread.join()
    assert tries == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]


def test_a_client_connects_anew_when_asked_to(slack: FakeSlack) -> None:
    heard = Heard(slack)
    with over_socket(heard.app, slack):
        slack.disconnect()
        slack.wait_connected(2)
        assert slack.slash("/brief").acknowledged


def test_an_app_without_the_scope_hears_nothing(slack: FakeSlack) -> None:
    slack.scopes -= {"commands", "app_mentions:read"}
    with pytest.raises(AssertionError, match="no commands"):
        slack.slash("/brief")
    with pytest.raises(AssertionError, match="app_mentions:read"):
        slack.mention("hello")


def test_an_answer_in_an_acknowledgement_is_checked_too(slack: FakeSlack) -> None:
    heard = Heard(slack)
    heard.app.command("/bad")(lambda ack: ack(blocks=[{"type": "banner"}]))
    with over_http(heard.app) as slack.request_url:
        assert slack.slash("/bad").message is None
    assert [call.answer["error"] for call in slack.refusals] == ["invalid_blocks"]
