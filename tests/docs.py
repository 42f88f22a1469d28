"""What the documents show of the program: cog calls these, so that no document can fall behind the code."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import click

from bot.cli import cli
from bot.slack.setup.manifest import SCOPES
from briefs.library import Library
from briefs.loading.load import load
from briefs.render import render
from briefs.topic.pipeline import make_brief
from tests.support import PROJECT

HELP_WIDTH = 100
SAMPLE_DAY = date(2026, 11, 22)  # fixed, so that the sample changes only when the brief does


def help_text(name: str = "") -> str:
    """Return the help of a command, or of the program, as a code block at a fixed width."""
    command: click.Command = cli.commands[name] if name else cli
    context = click.Context(
        command,
        info_name=f"pqbrief {name}".strip(),
        terminal_width=HELP_WIDTH,
        help_option_names=["-h", "--help"],
    )
    return f"```\n{command.get_help(context)}\n```"


def every_command() -> str:
    """Return the help of every command under a heading of its own."""
    return "\n\n".join(f"## pqbrief {name}\n\n{help_text(name)}" for name in cli.commands)


def sample(request: str) -> str:
    """Return the brief on a request over the invented records of docs/sample, as a code block."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        load(library, [PROJECT / "docs" / "sample"])
        brief = make_brief(library, request, length="short", today=SAMPLE_DAY)
    return f"```\n{render(brief, 'text')}```"


def scopes() -> str:
    """Return the table of what the Slack app asks for, and why."""
    return "\n".join(["| scope | to |", "|---|---|", *(f"| `{scope}` | {reason} |" for scope, reason in SCOPES)])
