"""The page that ``pqbrief try`` serves: who may reach it, what works on it, and that hostile text stays text."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.playground.running import page
from bot.playground.server import TryServer
from bot.playground.workspace import BOT_USER, CHANNEL
from bot.slack.settings import SlackSettings
from briefs.errors import PqbriefError
from briefs.library import Library
from briefs.loading.load import load
from tests.bot.support import command, environment, program
from tests.browser import Browser

SETTINGS = SlackSettings(bot_token=None, app_token=None, signing_secret=None, api_url="http://127.0.0.1:1/")
HOSTILE = """---
id: hostile-story
title: "<!channel> <script>document.title='owned'</script> lighthouse & keepers"
kind: news
published: 2021-03-09
publisher: "<@U0YOU> *Gazette*"
---

The lighthouse keepers said <script>document.title="owned"</script> that 14 lighthouse lamps failed <!channel> in 2020.

The lighthouse keepers told <img src=x onerror="document.title='owned'"> the inquiry of 9 lamps <https://evil.example|here>.
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "story.md").write_text(HOSTILE, encoding="utf-8")
    with Library.open(folder / "data") as library:
        load(library, [folder / "story.md"])
    return folder / "data"


def _ask(url: str, path: str = "", *, method: str = "GET", body: str = "", **headers: str) -> tuple[int, str]:
    """Return status and body of a request to the page's server; ``headers`` with _ for -."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, parts.path + path, body.encode(), named)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, text


@pytest.fixture
def server() -> Iterator[TryServer]:
    running = TryServer()
    running.start()
    yield running
    running.stop()


def test_the_page_and_its_parts_come_with_a_policy_that_allows_no_inline_script(server: TryServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", urlsplit(server.url).path)
    response = connection.getresponse()
    policy = response.headers["Content-Security-Policy"]
    text = response.read().decode()
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text)
    assert not re.search(r"\son[a-z]+=|style=|javascript:", text)
    for part in re.findall(r'(?:src|href)="([a-z]+\.[a-z]+)"', text):
        connection.request("GET", urlsplit(server.url).path + part)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
    connection.close()


def _elsewhere(server: TryServer) -> str:
    return server.url.replace(server.secret, "x" * len(server.secret))


def test_only_who_knows_the_address_reaches_the_page(server: TryServer) -> None:
    assert _ask(server.url)[0] == 200
    assert _ask(_elsewhere(server))[0] == 403
    assert _ask(f"http://127.0.0.1:{server.port}/")[0] == 403
    assert _ask(_elsewhere(server), "state?seen=-1")[0] == 403


def test_a_name_that_was_pointed_at_this_machine_is_refused(server: TryServer) -> None:
    assert _ask(server.url, Host=f"evil.example:{server.port}")[0] == 403
    assert _ask(server.url, Host=f"localhost:{server.port}")[0] == 200
    assert _ask(server.api_url, "auth.test", method="POST", Host="evil.example")[0] == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""], ids=["other", "null", "none"])
def test_another_page_cannot_make_gestures(server: TryServer, origin: str) -> None:
    body = json.dumps({"text": "hello"})
    assert _ask(server.url, "do/type", method="POST", body=body, Origin=origin)[0] == 403
    assert server.workspace.messages == []


@pytest.mark.parametrize("token", ["", "Bearer xoxb-other"], ids=["none", "wrong"])
def test_only_the_app_may_call_the_web_api(server: TryServer, token: str) -> None:
    body = json.dumps({"channel": CHANNEL, "text": "hello"})
    headers = {"Authorization": token, "Content_Type": "application/json"}
    assert _ask(server.api_url, "chat.postMessage", method="POST", body=body, **headers)[0] == 403
    assert server.workspace.messages == []
    right = {**headers, "Authorization": f"Bearer {server.token}"}
    assert _ask(server.api_url, "chat.postMessage", method="POST", body=body, **right)[0] == 200
    assert [(message.content["text"], message.by) for message in server.workspace.messages] == [("hello", BOT_USER)]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("answer/unknown", "{}", 404),
        ("upload/unknown", "bytes", 404),
        ("elsewhere", "{}", 403),
        ("answer/unknown", "[]", 400),
        ("answer/unknown", "not JSON", 400),
        ("answer/unknown", "[" * 10_000, 400),
        ("answer/unknown", '{"a":' * 10_000 + "1" + "}" * 10_000, 400),
        ("answer/unknown", '{"a":' * 200 + "1" + "}" * 200, 400),
    ],
    ids=["answer", "upload", "path", "list", "text", "brackets", "objects", "deep"],
)
def test_refuses_what_it_does_not_know(server: TryServer, path: str, body: str, status: int) -> None:
    assert _ask(server.url, path, method="POST", body=body)[0] == status
    assert _ask(server.url, "../../../etc/passwd")[0] == 404


def test_a_body_without_end_is_refused(server: TryServer) -> None:
    assert _ask(server.url, "answer/x", method="POST", Content_Length="9" * 10)[0] == 413


def test_a_file_that_was_made_can_be_saved(server: TryServer) -> None:
    server.workspace.files["F1"] = ('brief "x".docx', b"words")
    assert _ask(server.url, "file/F1") == (200, "words")
    assert _ask(server.url, "file/F2")[0] == 404


class _Page:
    """The gestures of the page, made without a browser."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._origin = f"http://{urlsplit(url).netloc}"

    def do(self, name: str, **given: Any) -> dict[str, Any]:
        status, text = _ask(self.url, f"do/{name}", method="POST", body=json.dumps(given), Origin=self._origin)
        assert status == 200, text
        answer: dict[str, Any] = json.loads(text)
        return answer

    def state(self, seen: int = -1) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(_ask(self.url, f"state?seen={seen}")[1])
        return answer

    def wait(self, found: Any) -> Any:
        """Wait until something is to be seen; the server answers at each change, and after 20 seconds anyway."""
        seen, last = -1, time.monotonic() + 60
        while time.monotonic() < last:
            state = self.state(seen)
            seen = state["version"]
            if value := found(state):
                return value
        raise AssertionError(f"never seen; last: {state}")


@contextmanager
def _page(folder: Path) -> Iterator[_Page]:
    with page(SETTINGS, folder) as url:
        yield _Page(url)


def test_the_app_answers_on_the_page(own_data: Path) -> None:
    with _page(own_data) as trying:
        assert trying.do("type", text="/brief patrol boats")["ok"]
        brief = trying.wait(
            lambda state: next(
                (m for m in state["messages"] if "Commitments of earlier Governments" in json.dumps(m)), None
            )
        )
        assert brief["private"] is True
        trying.do("home")
        trying.wait(lambda state: state["home"])
        unknown = trying.do("type", text="/nothing at all")
        assert (unknown["ok"], "/nothing" in unknown["error"]) == (False, True)
        assert trying.do("press", place={"ts": "1.0"}, action={})["error"] == "That message is gone."
        assert trying.do("submit", view="V0")["error"] == "That form was closed."
        assert trying.do("fly")["ok"] is False


def test_a_taken_port_is_said_in_a_sentence(server: TryServer, own_data: Path) -> None:
    with pytest.raises(PqbriefError, match="choose another"), page(SETTINGS, own_data, server.port):
        pass


def test_the_command_prints_the_address_and_stops_on_sigterm(own_data: Path) -> None:
    running = subprocess.Popen(
        command("--db", own_data, "try"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), text=True
    )
    try:
        assert running.stdout is not None
        line = running.stdout.readline()
        assert re.fullmatch(r"Open http://127\.0\.0\.1:\d+/[\w-]{20,}/\n", line)
        assert _ask(line.removeprefix("Open ").strip())[0] == 200
        running.send_signal(signal.SIGTERM)
        _, told = running.communicate(timeout=60)
    finally:
        running.kill()
        running.wait()
    assert running.returncode == 0
    assert "Traceback" not in told


def test_help_needs_none_of_it() -> None:
    told = program("try", "--help")
    assert told.returncode == 0
    assert "--port" in told.stdout
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, bot.commands.try_; print('slack_bolt' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout == "False\n"


# In a browser


def _typed(browser: Browser, text: str) -> None:
    browser.wait("document.activeElement?.id === 'typed'")
    browser.type(text)
    browser.enter()


def _says(text: str) -> str:
    return f"document.getElementById('messages')?.innerText.includes({json.dumps(text)})"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with Browser(tmp_path / "profile") as opened:
        yield opened


def test_a_person_asks_reads_sources_and_refines(own_data: Path, browser: Browser) -> None:
    with page(SETTINGS, own_data) as url:
        browser.open(url)
        _typed(browser, "/brief patrol boats")
        browser.wait(_says("Commitments of earlier Governments"))
        browser.wait(_says("The harbour inspectorate found 14 of the 40 patrol boats unfit for the winter of 2018."))
        browser.click(".button", "Sources")
        browser.wait("/^\\d+ sources?/.test([...document.querySelectorAll('h2.header')].pop().textContent)")
        browser.click(".button", "Refine")
        browser.wait("document.getElementById('modal').open")
        browser.wait("document.activeElement.closest('#modal') && document.activeElement.value === 'patrol boats'")
        browser.evaluate("document.activeElement.select()")
        browser.type("harbour inspectorate")
        browser.click("#modal button[type=submit]")
        browser.wait("!document.getElementById('modal').open")
        browser.wait("[...document.querySelectorAll('h2.header')].pop().textContent.includes('harbour inspectorate')")
        browser.wait("!document.querySelector('.unknown')")
        assert browser.messages == []


def test_a_form_that_is_not_filled_in_says_so(own_data: Path, browser: Browser) -> None:
    with page(SETTINGS, own_data) as url:
        browser.open(url)
        _typed(browser, "/brief")
        browser.wait("document.getElementById('modal').open")
        browser.click("#modal button[type=submit]")
        browser.wait("[...document.querySelectorAll('#modal .error')].some(e => !e.hidden && e.textContent)")
        browser.click("#modal .close")
        browser.wait("!document.getElementById('modal').open")
        assert browser.messages == []


def test_hostile_text_stays_text(hostile: Path, tmp_path: Path, browser: Browser) -> None:
    folder = Path(shutil.copytree(hostile, tmp_path / "data"))
    with page(SETTINGS, folder) as url:
        browser.open(url)
        _typed(browser, "/brief lighthouse keepers <script>document.title='owned'</script>")
        browser.wait(_says("lighthouse keepers"))
        browser.wait("document.activeElement?.id === 'typed'")
        _typed(browser, "/brief lighthouse keepers")
        browser.wait(_says("Also on the record"))
        browser.wait(_says("<!channel>"))
        browser.click(".button", "Sources")
        browser.wait("document.querySelectorAll('h2.header').length > 2")
        assert browser.evaluate("document.title") == "pqbrief: try it"
        assert (
            browser.evaluate("document.querySelectorAll('#messages script, #messages img, #messages .ping').length")
            == 0
        )
        links = browser.evaluate("[...document.querySelectorAll('#messages a')].map(a => a.href)")
        assert not [link for link in links if "evil" in link]
        assert browser.messages == []


_MARKED = "*bold* _slanted_ ~gone~ `code` &lt;b&gt; <javascript:alert(1)|press> <https://a.example/|A>"
_KINDS: list[dict[str, Any]] = [
    {"type": "header", "text": {"type": "plain_text", "text": "<b>Header</b>"}},
    {"type": "section", "text": {"type": "mrkdwn", "text": _MARKED}},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "<!channel>"}]},
    {"type": "markdown", "text": "# <i>not HTML</i>"},
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "text", "text": "<!here> *plain*", "style": {"bold": True}}],
                    }
                ],
            }
        ],
    },
    {"type": "table", "rows": [[{"type": "raw_text", "text": "<u>Head</u>"}], [{"type": "raw_text", "text": "Cell"}]]},
    {
        "type": "data_visualization",
        "title": "Chart",
        "chart": {
            "type": "bar",
            "axis_config": {"categories": ["2019", "2020"]},
            "series": [{"name": "Records", "data": [{"label": "2019", "value": 3}, {"label": "2020", "value": 5}]}],
        },
    },
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "b", "text": {"type": "plain_text", "text": "<s>Press</s>"}},
            {
                "type": "overflow",
                "action_id": "o",
                "options": [{"text": {"type": "plain_text", "text": "More"}, "value": "m"}],
            },
            {"type": "datepicker", "action_id": "d", "initial_date": "2020-05-01"},
            {
                "type": "static_select",
                "action_id": "s",
                "options": [{"text": {"type": "plain_text", "text": "One"}, "value": "1"}],
            },
        ],
    },
]


def test_draws_each_kind_of_block_as_slack_would(own_data: Path, browser: Browser, server: TryServer) -> None:
    server.workspace.post(CHANNEL, {"text": "fallback", "blocks": _KINDS})
    browser.open(server.url)
    browser.wait("document.querySelectorAll('.message').length === 1")
    drawn = "document.querySelector('.message .body')"
    expected = {
        "h2": "<b>Header</b>",
        "strong:not(.who strong)": "bold",
        "em": "slanted",
        "s": "gone",
        "code": "code",
        ".markdown": "# <i>not HTML</i>",
        "li strong": "<!here> *plain*",
        "th": "<u>Head</u>",
        "td": "Cell",
        ".button": "<s>Press</s>",
        ".ping": "@channel",
        "a": "A",
    }
    for selector, text in expected.items():
        assert browser.evaluate(f"{drawn}.querySelector({json.dumps(selector)})?.textContent.trim()") == text, selector
    assert browser.evaluate(f"[...{drawn}.querySelectorAll('a')].map(a => a.href)") == ["https://a.example/"]
    assert (
        browser.evaluate(f"{drawn}.querySelector('svg').getAttribute('aria-label')") == "Chart. Records: 2019 3, 2020 5"
    )
    assert browser.evaluate(f"{drawn}.querySelectorAll('rect').length") == 2
    assert browser.evaluate(f"{drawn}.querySelector('input[type=date]').value") == "2020-05-01"
    assert browser.evaluate(f"{drawn}.innerText.includes('fallback')") is False
    assert browser.messages == []
