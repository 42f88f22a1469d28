"""What "pqbrief doctor" says of the Slack door."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bot.support import program
from tests.slack import FakeSlack


def _slack(folder: Path, changes: dict[str, str]) -> list[tuple[str, str, str]]:
    printed = json.loads(program("--db", folder, "doctor", "--format", "json", changes=changes).stdout)
    return [(each["subject"], each["health"], each["sentence"]) for each in printed if "Slack" in each["subject"]]


def test_a_door_that_is_set_up_is_found_well(slack_data: Path) -> None:
    with FakeSlack() as slack:
        found = _slack(slack_data, slack.environment())
    assert ("Slack", "good", "Installed in Loopback.") in found
    assert ("Slack Socket Mode", "good", "Slack gives a connection.") in found
    assert ("Slack blocks", "good", "Slack takes the blocks of a brief.") in found
    assert not [each for each in found if each[1] == "broken"]


def test_a_door_that_is_not_set_up_is_advice_and_a_refused_token_is_broken(slack_data: Path) -> None:
    none = dict.fromkeys(("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"), "")
    assert [each[1] for each in _slack(slack_data, none)] == ["advice"]
    with FakeSlack() as slack:
        found = _slack(slack_data, slack.environment() | {"SLACK_BOT_TOKEN": "xoxb-other"})
    assert [each[1] for each in found] == ["broken"]
    assert "xoxb-other" not in str(found)


def test_tokens_that_others_can_read_are_advised_against(slack_data: Path) -> None:
    file = slack_data / "slack.toml"
    file.write_text('bot_token = "xoxb-other"\n')
    file.chmod(0o644)
    with FakeSlack() as slack:
        changes = slack.environment() | {"SLACK_BOT_TOKEN": ""}
        assert "chmod 600" in str(_slack(slack_data, changes))
