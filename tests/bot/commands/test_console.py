from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.commands.console import colour, width
from bot.settings import read_settings


class Terminal(io.StringIO):
    """A stream that says it is a terminal, and like any other raises once it is closed."""

    def isatty(self) -> bool:
        super().isatty()
        return True


@pytest.mark.parametrize(
    ("columns", "cells"),
    [pytest.param("40", 60, id="narrow"), pytest.param("80", 80, id="usual"), pytest.param("300", 110, id="wide")],
)
def test_the_page_is_as_wide_as_the_terminal_within_reason(
    columns: str, cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert width(Terminal()) == cells


def test_a_pipe_is_a_hundred_wide_and_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    assert width(io.StringIO()) == 100
    assert not colour(io.StringIO())


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        pytest.param({}, True, id="terminal"),
        pytest.param({"NO_COLOR": "1"}, False, id="no-color"),
        pytest.param({"NO_COLOR": ""}, True, id="no-color-set-to-nothing"),
        pytest.param({"TERM": "dumb"}, False, id="dumb-terminal"),
    ],
)
def test_colours_are_for_people_who_want_them(
    variables: dict[str, str], wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert colour(Terminal()) is wanted


def test_a_closed_stream_is_no_terminal() -> None:
    stream = Terminal()
    stream.close()
    assert width(stream) == 100


@pytest.mark.parametrize(
    ("given", "environment", "folder"),
    [
        pytest.param("here", {"PQBRIEF_DB": "there"}, Path("here"), id="option-wins"),
        pytest.param(None, {"PQBRIEF_DB": "there"}, Path("there"), id="environment"),
        pytest.param(None, {"PQBRIEF_DB": "~/there"}, Path("~/there").expanduser(), id="home"),
    ],
)
def test_where_the_data_lies(given: str | None, environment: dict[str, str], folder: Path) -> None:
    assert read_settings(given, environment).data_folder == folder


def test_without_a_name_the_data_lies_in_the_users_own_folder() -> None:
    from briefs.store.private_files import default_folder

    assert read_settings(None, {"PQBRIEF_DB": ""}).data_folder == default_folder()


def test_templates_and_debugging_are_off_unless_asked_for() -> None:
    settings = read_settings("x", {"PQBRIEF_TEMPLATES": "", "PQBRIEF_DEBUG": ""})
    assert (settings.templates, settings.debug) == (None, False)
    settings = read_settings("x", {"PQBRIEF_TEMPLATES": "t", "PQBRIEF_DEBUG": "1"})
    assert (settings.templates, settings.debug) == (Path("t"), True)
