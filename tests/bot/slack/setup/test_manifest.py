"""The manifest of the app, which Slack has to take."""

from __future__ import annotations

import json
from functools import partial

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.setup.manifest import SCOPES, manifest
from bot.slack.slash_commands import VERBS
from tests.bot.slack.running import QUESTION_LINK
from tests.bot.support import program
from tests.slack import FakeSlack
from tests.slack.schema import schema_problems
from tests.slack.workspace import APP
from tests.support import shared


def test_the_manifest_asks_for_what_the_table_gives_a_reason_for_and_holds_every_verb() -> None:
    printed = json.loads(program("manifest").stdout)
    assert printed == manifest()
    assert printed["oauth_config"]["scopes"]["bot"] == [scope for scope, _ in SCOPES]
    assert [each["command"] for each in printed["features"]["slash_commands"]] == [verb.command for verb in VERBS]
    assert printed["settings"]["socket_mode_enabled"]
    assert all(reason for _, reason in SCOPES)
    over_http = json.loads(program("manifest", "--url", "https://example.org/slack/events").stdout)
    assert not over_http["settings"]["socket_mode_enabled"]
    assert str(over_http).count("https://example.org/slack/events") == 3 + len(VERBS)
    assert program("manifest", "--url", "http://example.org").returncode == 2


@pytest.mark.shared
@pytest.mark.parametrize("assistant", [False, True])
@pytest.mark.parametrize("url", ["", "https://example.org/slack/events"])
def test_the_manifest_passes_the_schema_that_slack_publishes(url: str, assistant: bool) -> None:
    schema = json.loads(shared("services", "slack", "manifest.schema.1.0.0.json").read_text())
    assert list(schema_problems(manifest(url, assistant=assistant), schema, schema)) == []
    wrong = manifest(url) | {"features": {"agent_view": {"agent_description": "x" * 301, "more": 1}}}
    assert len(list(schema_problems(wrong, schema, schema))) == 2


def test_slack_takes_the_manifest_for_a_new_app_and_the_old_form_only_for_an_app_that_has_it() -> None:
    new, old = (program("manifest", *more).stdout for more in ([], ["--assistant"]))
    with FakeSlack() as slack:
        client = WebClient(slack.configuration_token, base_url=slack.api_url)
        assert client.apps_manifest_create(manifest=new)["ok"]
        for call in (client.apps_manifest_create, partial(client.apps_manifest_update, app_id=APP)):
            with pytest.raises(SlackApiError) as refused:
                call(manifest=old)
            assert refused.value.response["errors"][0]["pointer"] == "/features/assistant_view"
        slack.experience = "assistant"
        assert client.apps_manifest_update(app_id=APP, manifest=old)["ok"]
        assert client.apps_manifest_update(app_id=APP, manifest=new)["ok"]
        assert slack.experience == "agent"


def test_links_of_the_manifest_are_those_that_can_be_looked_up() -> None:
    assert any(host in QUESTION_LINK for host in manifest()["features"]["unfurl_domains"])
