"""What a programmer imports from ``briefs``: the names are there, the example runs, and the import costs nothing."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import briefs
from tests.support import PROJECT


@pytest.mark.parametrize("name", briefs.__all__)
def test_a_name_is_what_its_module_gives(name: str) -> None:
    assert getattr(briefs, name).__name__ == name


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'make_tea'"):
        briefs.make_tea  # noqa: B018


def test_the_example_runs(tmp_path: Path) -> None:
    assert briefs.__doc__
    example = textwrap.dedent(briefs.__doc__.split("\n\n", 1)[1].split("\n``make_note", 1)[0])
    shutil.copytree(PROJECT / "docs" / "sample", tmp_path / "hansard")
    (tmp_path / "questions.jsonl.gz").write_bytes(gzip.compress(b'{"pqbrief": 1}'))
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(PROJECT)!r})\n{example}"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        encoding="utf-8",
    )
    assert done.stderr == ""
    assert "Key points Ann Example, Minister for Coasts The Department has" in done.stdout


def test_the_import_alone_loads_nothing_of_the_engine() -> None:
    script = "import sys, briefs; print([name for name in sys.modules if name.startswith('briefs.')])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, cwd=PROJECT, encoding="utf-8"
    )
    assert done.stdout.strip() == "[]"
