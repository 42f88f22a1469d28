"""The program as a person runs it, and two invented records to run it on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

QUESTION = """---
id: harbour-question
title: Harbours: Patrol Boats
kind: written_question
house: commons
tabled: 2019-03-01
answered: 2019-03-08
uin: 99999
answering_body: Ministry of Harbours
people:
  - Ann Example | answering | Minister for Harbours
---

## Question

To ask the Minister for Harbours, how many patrol boats the harbour inspectorate found unfit for the winter.

## Answer

**Ann Example, Minister for Harbours** (minister):
The harbour inspectorate found 14 of the 40 patrol boats unfit for the winter of 2018. The Government will replace every
patrol boat that the harbour inspectorate found unfit by March 2021.
"""

STORY = """---
id: harbour-story
title: Patrol boats stay in harbour
kind: news
published: 2020-06-02
publisher: The Daily Quay
url: https://example.org/patrol-boats
---

The harbour inspectorate has criticised the state of the patrol boats for the second year, a report shows.

The report of the harbour inspectorate says that nine patrol boats have been out of service since January 2020.
"""


def write_records(folder: Path) -> Path:
    """Write the two records into a folder and return it."""
    folder.mkdir(exist_ok=True)
    (folder / "question.md").write_text(QUESTION, encoding="utf-8")
    (folder / "story.md").write_text(STORY, encoding="utf-8")
    return folder


def environment(changes: Mapping[str, str] = {}) -> dict[str, str]:
    """Return this process's environment without what would steer the program, and with the changes."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PQBRIEF_")}
    return {**kept, **changes}


def command(*arguments: str | Path) -> list[str]:
    """Return the command line of the program."""
    return [sys.executable, "-c", "from bot.cli import main; main()", *map(str, arguments)]


def program(
    *arguments: str | Path, stdin: str = "", changes: Mapping[str, str] = {}, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own and return what it printed and its exit status."""
    return subprocess.run(
        command(*arguments),
        input=stdin,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment(changes),
        cwd=cwd,
        timeout=180,
    )
