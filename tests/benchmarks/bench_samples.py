"""What becomes of every folder of the real samples: ``python -m tests.benchmarks.bench_samples``.

Each folder is loaded into a fresh library of its own, then the large ones into one library together. The debates of
2001 to 2024 are in a form that nobody publishes, and go through a converter to the product's own JSON lines first.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefs.library import Library
from briefs.loading.files import FileReport, load_paths
from briefs.loading.load import load
from briefs.records.exchange import dump_line
from briefs.topic.pipeline import make_brief
from tests.bot.support import program
from tests.quality.twfy import record_of_page
from tests.support import PROJECT

QUESTIONS = Path("written-questions", "questions-2023-09-to-2025-09.jsonl.gz")
DEBATES = Path("theyworkforyou", "pages-2001-2024", "debates-mentioning-hong-kong.jsonl.gz")
OLD_DAYS = Path("theyworkforyou", "scrapedxml-2009")
TOPICS = ("Met police", "NHS dentistry", "universal credit", "Hong Kong", "asylum hotels since 2024")
# What describes the services: no samples.
DESCRIPTIONS = "openapi"
RUNS = 5
REASON_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock, and seconds of the processor, which others on the machine do not lengthen."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        """Return both, for a table."""
        return f"{self.wall:.2f} s ({self.cpu:.2f} s of processor)"


def main() -> int:
    """Print the tables; the exit status is 1 where a folder that holds samples gives no record."""
    data = Path(os.environ.get("PQBRIEF_SHARED") or PROJECT.parent / "shared") / "data"
    if not data.is_dir():
        _say("The real samples are not here: set PQBRIEF_SHARED.")
        return 0
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        debates = converted(data / DEBATES, scratch / "debates.jsonl")
        empty = _each_folder(data, debates, scratch)
        _all_together([data / QUESTIONS, debates, data / OLD_DAYS], scratch / "together")
    return 1 if empty else 0


def converted(pages: Path, lines: Path) -> Path:
    """Write the debates of the derived form as the product's own JSON lines and return that file."""
    with gzip.open(pages, "rt", encoding="utf-8") as source, lines.open("w", encoding="utf-8") as file:
        file.writelines(dump_line(record_of_page(json.loads(line))) + "\n" for line in source)
    return lines


def _each_folder(data: Path, debates: Path, scratch: Path) -> list[str]:
    """Load each folder alone and return the names of those that gave nothing."""
    _say(
        f"{'folder':<40}{'files':>6}{'records':>9}{'passages':>10}{'members':>9}{'refused':>9}{'seconds':>9}{'cpu':>7}"
    )
    empty = []
    for folder in sorted(path for path in data.iterdir() if path.is_dir() and path.name != DESCRIPTIONS):
        # What is named outright is always read; what describes a folder is no sample.
        parts = [p for p in sorted(folder.iterdir()) if p != data / DEBATES.parent and p.suffix != ".md"]
        empty += [] if _one(folder.name, parts, scratch) else [folder.name]
    empty += [] if _one(f"{DEBATES.parent} (converted)", [debates], scratch) else [str(DEBATES)]
    return empty


def _one(name: str, paths: Sequence[Path], scratch: Path) -> bool:
    reports: list[FileReport] = []
    with tempfile.TemporaryDirectory(dir=scratch) as fresh, Library.open(Path(fresh)) as library:
        spent = _spent(lambda: load(library, paths, on_file=reports.append))
        status = library.store.status()
    read = [report for report in reports if not report.passed_over]
    members = sum(report.members for report in read)
    refused = [(report.name, refusal) for report in read for refusal in report.refused]
    _say(
        f"{name:<40}{len(read):>6}{status.records:>9,}{status.passages:>10,}{members:>9,}{len(refused):>9,}"
        f"{spent.wall:>9.2f}{spent.cpu:>7.2f}"
    )
    kinds = Counter(_general(refusal.reason) for _, refusal in refused)
    for reason, count in kinds.most_common():
        first = next(Path(file).name for file, refusal in refused if _general(refusal.reason) == reason)
        _say(f"    refused {count:,}: {reason} [{first}]")
    for report in reports:
        if report.passed_over:
            _say(f"    passed over: {Path(report.name).name}: {report.passed_over}")
    return bool(status.records or members)


def _general(reason: str) -> str:
    """Return a reason without its numbers, by which one fault differs from place to place, and cut to a line."""
    short = reason.partition(" (read are:")[0]
    return re.sub(r"\d+", "#", short)[:REASON_WIDTH]


def _all_together(paths: Sequence[Path], folder: Path) -> None:
    """Load what is large into one library, and time what people then do with it."""
    with Library.open(folder) as library:
        storing = _spent(lambda: load_paths(library.store, paths))
        indexing = _spent(library.index.catch_up)
        status = library.store.status()
        _say(f"\ntogether: {status.records:,} records, {status.passages:,} passages")
        _say(f"    read and store {storing}; index {indexing}")
        wall, cpu = storing.wall + indexing.wall, storing.cpu + indexing.cpu
        _say(f"    {status.records / wall:,.0f} records a second ({status.records / cpu:,.0f} a second of processor)")
        _say(f"    {status.passages / wall:,.0f} passages a second")
        for topic in TOPICS:
            make_brief(library, topic)
            taken = [_spent(partial(make_brief, library, topic)) for _ in range(RUNS)]
            _say(f"    brief {topic}, warm: {_middle(taken)}")
        _say(f"    status, warm: {_middle([_spent(library.store.status) for _ in range(RUNS)])}")
    _say(f"    database {_size(folder, 'records.sqlite3*')}; index {_size(folder, 'index/**/*')}")
    for words in (["status"], *(["brief", topic] for topic in TOPICS)):
        taken = [_spent(partial(_command, folder, words)) for _ in range(RUNS)]
        _say(f"    pqbrief {' '.join(words)}: {_middle(taken)}")


def _command(folder: Path, words: Sequence[str]) -> None:
    done = program("--db", folder, *words)
    if done.returncode:
        raise SystemExit(f"pqbrief {' '.join(words)} failed: {done.stderr}")


def _spent(work: Callable[[], object]) -> Spent:
    """Return what a piece of work takes, the processes that it starts included."""
    wall, times = time.perf_counter(), os.times()
    work()
    return Spent(time.perf_counter() - wall, sum(os.times()[:4]) - sum(times[:4]))


def _middle(taken: Sequence[Spent]) -> Spent:
    """Return the medians."""
    return Spent(statistics.median(one.wall for one in taken), statistics.median(one.cpu for one in taken))


def _size(folder: Path, pattern: str) -> str:
    return f"{sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file()) / 1e6:,.0f} MB"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
