"""How long a brief takes, over the starter records and over real questions: ``python -m tests.benchmarks.bench_brief``.

Each request is answered five times in one process after one warm-up; the median is printed.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from briefs.briefing import make_brief
from briefs.library import Library
from tests.support import PROJECT

QUESTIONS = Path("data", "written-questions", "questions-2023-09-to-2025-09.jsonl.gz")
REQUESTS = ("Met police", "NHS dentistry", "universal credit", "Home Office", "asylum hotels since 2024", "zeppelins")
RUNS = 5


def main() -> int:
    """Print the figures."""
    shared = Path(os.environ.get("PQBRIEF_SHARED") or PROJECT.parent / "shared")
    with tempfile.TemporaryDirectory() as name, Library.open(Path(name)) as library:
        library.seed_if_empty()
        measure(library, "starter records")
        if (shared / QUESTIONS).is_file():
            library.load([shared / QUESTIONS])
            measure(library, "with 29,240 questions")
    return 0


def measure(library: Library, what: str) -> None:
    """Print the median time of each request in milliseconds."""
    for request in REQUESTS:
        make_brief(library, request)
        times = []
        for _ in range(RUNS):
            began = time.perf_counter()
            brief = make_brief(library, request)
            times.append((time.perf_counter() - began) * 1000)
        matched = brief.coverage.records_matched
        sys.stdout.write(f"{what}: {request}: {statistics.median(times):.0f} ms, {matched:,} records about it\n")


if __name__ == "__main__":
    sys.exit(main())
