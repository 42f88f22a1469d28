"""What a plain ``pip install .`` brings: everything that a brief needs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.bot.support import environment
from tests.support import PROJECT


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the wheel unpacks to."""
    folder = tmp_path_factory.mktemp("wheel")
    arguments = ["--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--quiet"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *arguments, "--wheel-dir", folder, PROJECT],
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def files_of(folder: Path, pattern: str) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob(pattern) if "__pycache__" not in path.parts}


@pytest.mark.parametrize(
    ("there", "here", "pattern"),
    [
        pytest.param("briefs/seeds", "seeds", "*.md", id="starter-records"),
        pytest.param("briefs/templates", "briefs/templates", "*.j2", id="templates"),
        pytest.param("briefs", "briefs", "*.toml", id="aliases"),
        pytest.param("briefs", "briefs", "*.py", id="engine"),
        pytest.param("bot", "bot", "*.py", id="doors"),
        pytest.param("bot", "bot", "py.typed", id="types"),
    ],
)
def test_the_wheel_holds_what_the_checkout_holds(there: str, here: str, pattern: str, unpacked: Path) -> None:
    expected = files_of(PROJECT / here, pattern)
    assert expected
    assert files_of(unpacked / there, pattern) == expected


def test_the_wheel_holds_nothing_else(unpacked: Path) -> None:
    tops = {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")}
    assert tops == {"bot", "briefs"}


def test_the_installed_program_briefs_in_an_empty_folder(unpacked: Path, tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import bot.cli;"
        " print(bot.cli.__file__, file=sys.stderr); bot.cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, unpacked, "--db", "data", "brief", "Met police"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        encoding="utf-8",
        env=environment(),
    )
    assert str(unpacked) in done.stderr
    assert done.stdout.startswith("Met police ")
    assert "[précis]" in done.stdout
