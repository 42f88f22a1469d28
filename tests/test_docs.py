"""The documents tell of everything that a person can do, and what they show works."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest

from bot.cli import cli
from bot.slack.settings import SlackSettings
from briefs.names.alias_file import load_aliases
from briefs.render import FORMATS
from briefs.sync.sources_file import read_sources
from tests.support import PROJECT

DOCUMENTS = {
    path.relative_to(PROJECT).as_posix(): path.read_text(encoding="utf-8")
    for folder in (PROJECT, PROJECT / "docs", PROJECT / "seeds", PROJECT / "tests" / "quality")
    for path in sorted(folder.glob("*.md"))
    if path.name != "CHANGELOG.md" and not (folder.name == "seeds" and path.name != "README.md")
}
COMMANDS = DOCUMENTS["docs/commands.md"]
WRITE_JSON = ("briefs/render/brief/as_json.py", "briefs/render/note/as_json.py", "briefs/records/exchange.py")

_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]*))?\)")


def anchors(text: str) -> set[str]:
    """Return what the headings of a document are linked by, as GitHub makes it."""
    headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", text), re.MULTILINE)
    plain = (re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).lower() for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in plain}


def links() -> Iterator[tuple[str, str, str]]:
    """Yield (document, file, anchor) of every link within the project."""
    for name, text in DOCUMENTS.items():
        for file, anchor in _LINK.findall(_FENCED.sub("", text)):
            yield name, file, anchor


def printed_commands() -> list[tuple[str, str]]:
    """Return (document, line) of every line that shows how a command is used."""
    shown = re.compile(r"^    (?:\w+ \| )?(pqbrief .*)$", re.MULTILINE)
    return [(name, line) for name, text in DOCUMENTS.items() for line in shown.findall(text)]


@pytest.mark.parametrize(("name", "file", "anchor"), sorted(set(links())))
def test_every_link_leads_to_a_file_and_a_heading(name: str, file: str, anchor: str) -> None:
    target = ((PROJECT / name).parent / file).resolve() if file else PROJECT / name
    assert target.exists()
    if anchor:
        assert anchor in anchors(target.read_text(encoding="utf-8"))


def test_the_readme_leads_to_every_document() -> None:
    linked = {file for name, file, _ in links() if name == "README.md"}
    assert linked >= {name for name in DOCUMENTS if name.startswith("docs/")} | {"CONTRIBUTING.md", "SECURITY.md"}


@pytest.mark.parametrize(("name", "line"), printed_commands())
def test_every_command_that_is_shown_can_be_typed(name: str, line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    if words and words[0] == "--db":
        words = words[2:]
    command = cli.commands[words[0]]
    command.make_parser(click.Context(command)).parse_args(words[1:])  # raises for an option that is not there


@pytest.mark.parametrize("name", list(cli.commands))
def test_every_command_is_told_of(name: str) -> None:
    assert f"## pqbrief {name}\n" in COMMANDS


@pytest.mark.parametrize("name", sorted({option for c in cli.commands.values() for p in c.params for option in p.opts}))
def test_every_option_is_told_of(name: str) -> None:
    assert not name.startswith("-") or name in COMMANDS


def test_the_forms_of_a_brief_are_the_same_at_the_door_and_in_the_engine() -> None:
    (option,) = [parameter for parameter in cli.commands["brief"].params if parameter.name == "form"]
    # What Slack is sent is written by the Slack door, which the engine does not know.
    assert tuple(getattr(option.type, "choices", ())) == (*FORMATS, "slack")


@pytest.mark.parametrize("module", WRITE_JSON)
def test_every_field_of_the_json_is_told_of(module: str) -> None:
    written = {
        key.value
        for node in ast.walk(ast.parse((PROJECT / module).read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }
    told = set(re.findall(r"\w+", " ".join(re.findall(r"```.*?```|`[^`\n]+`", DOCUMENTS["docs/json.md"], re.DOTALL))))
    assert written
    assert not written - told


@pytest.mark.parametrize("setting", sorted(set(SlackSettings.model_fields) - {"api_url"}))
def test_every_setting_of_the_bot_is_told_of(setting: str) -> None:
    assert re.search(rf"SLACK_{setting.upper()}`|`{setting}`", DOCUMENTS["docs/slack.md"])


def test_the_example_of_an_alias_file_works(tmp_path: Path) -> None:
    example = re.search(r"## Your own aliases\n.*?```toml\n(.*?)```", DOCUMENTS["docs/customise.md"], re.DOTALL)
    assert example
    own = tmp_path / "aliases.toml"
    own.write_text(example[1], encoding="utf-8")
    table = load_aliases(own)
    (added,), (extended,) = table.meanings("HPS"), table.meanings("the Yard")
    assert added.names[0].text == "Harbour Police"
    assert extended.key in {entry.key for entry in table.meanings("Scotland Yard")}


def test_the_example_of_a_sources_file_works(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", DOCUMENTS["docs/sync.md"], re.DOTALL)
    assert example
    own = tmp_path / "sources.toml"
    own.write_text(example[1], encoding="utf-8")
    wanted = read_sources(own, date(2031, 2, 3))
    assert wanted["written-questions"].scope.terms == ("county lines",)
    assert wanted["govuk"].scope.bodies == ("home-office",)


def test_every_template_that_can_be_replaced_is_told_of() -> None:
    for path in (PROJECT / "briefs" / "templates").iterdir():
        assert f"`{path.name}`" in DOCUMENTS["docs/customise.md"]


def test_every_file_that_a_document_names_is_there() -> None:
    for name, text in DOCUMENTS.items():
        for path in re.findall(r"`((?:bot|briefs|tests|docs|seeds)/[\w./-]*\w)/?`", text):
            assert "NAME" in path or (PROJECT / path).exists(), f"{name} names {path}"
