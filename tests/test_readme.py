"""The README tells of everything that a person can do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.cli import cli
from briefs.names.alias_file import load_aliases
from briefs.render import FORMATS
from briefs.sync.sources_file import read_sources
from tests.support import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")
SYNC = (PROJECT / "docs" / "sync.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", list(cli.commands))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"### pqbrief {name}\n" in README


@pytest.mark.parametrize("name", sorted({option for c in cli.commands.values() for p in c.params for option in p.opts}))
def test_every_option_is_in_the_readme(name: str) -> None:
    assert not name.startswith("-") or name in README


def test_the_forms_of_a_brief_are_the_same_at_the_door_and_in_the_engine() -> None:
    (option,) = [parameter for parameter in cli.commands["brief"].params if parameter.name == "form"]
    # What Slack is sent is written by the Slack door, which the engine does not know.
    assert tuple(getattr(option.type, "choices", ())) == (*FORMATS, "slack")


def test_the_readmes_alias_file_works(tmp_path: Path) -> None:
    example = re.search(r"## Your own aliases\n.*?```toml\n(.*?)```", README, re.DOTALL)
    assert example
    own = tmp_path / "aliases.toml"
    own.write_text(example[1], encoding="utf-8")
    table = load_aliases(own)
    (added,), (extended,) = table.meanings("HPS"), table.meanings("the Yard")
    assert added.names[0].text == "Harbour Police"
    assert extended.key in {entry.key for entry in table.meanings("Scotland Yard")}


@pytest.mark.parametrize("text", [README, SYNC], ids=["README", "docs/sync.md"])
def test_the_example_of_a_sources_file_works(text: str, tmp_path: Path) -> None:
    example = re.search(r"# Keeping in step.*?```toml\n(.*?)```", text, re.DOTALL)
    assert example
    own = tmp_path / "sources.toml"
    own.write_text(example[1], encoding="utf-8")
    wanted = read_sources(own, date(2031, 2, 3))
    assert wanted["written-questions"].scope.terms == ("county lines",)
    assert wanted["govuk"].scope.bodies == ("home-office",)


def test_every_template_that_can_be_replaced_is_in_the_readme() -> None:
    for path in (PROJECT / "briefs" / "templates").iterdir():
        assert f"`{path.name}`" in README
