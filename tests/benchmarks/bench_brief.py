"""How long a brief takes, over the starter records and over real ones: ``python -m tests.benchmarks.bench_brief``.

Each request is answered five times in one process after the first, and the time of the first is printed beside the
median of these, for which what was read is still at hand. Then each of what most records are about is asked once: the
processor's time, its median and 95th percentile.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from briefs.library import Library
from briefs.loading.load import load, seed_if_empty
from briefs.topic.pipeline import make_brief
from tests.benchmarks.bench_slack import topics
from tests.support import PROJECT

QUESTIONS = Path("data", "written-questions", "questions-2023-09-to-2025-09.jsonl.gz")
DATA = ("data", "seeds")
TOPICS, WARMING = 300, 20
REQUESTS = ("Met police", "NHS dentistry", "universal credit", "Home Office", "asylum hotels since 2024", "zeppelins")
RUNS = 5


def main() -> int:
    """Print the figures."""
    shared = Path(os.environ.get("PQBRIEF_SHARED") or PROJECT.parent / "shared")
    with tempfile.TemporaryDirectory() as name, Library.open(Path(name)) as library:
        seed_if_empty(library)
        measure(library, "starter records")
        if (shared / QUESTIONS).is_file():
            load(library, [shared / QUESTIONS])
            measure(library, "with 29,240 questions")
            load(library, [shared / each for each in DATA])
            each_once(library)
    return 0


def measure(library: Library, what: str) -> None:
    """Print the time of each request in milliseconds, the first and the median of those after it."""
    for request in REQUESTS:
        times = []
        for _ in range(1 + RUNS):
            began = time.perf_counter()
            brief = make_brief(library, request)
            times.append((time.perf_counter() - began) * 1000)
        first, again, matched = times[0], statistics.median(times[1:]), brief.coverage.records_matched
        sys.stdout.write(f"{what}: {request}: {first:.0f} ms, again {again:.0f} ms, {matched:,} records about it\n")


def each_once(library: Library) -> None:
    """Print what a brief takes of a processor on topics that were not asked before, in a process that has settled."""
    asked = topics(library.folder, TOPICS)
    for topic in asked[:WARMING]:
        make_brief(library, topic)
    gc.collect()
    gc.freeze()
    times = []
    for topic in asked[WARMING:]:
        began = time.process_time()
        make_brief(library, topic)
        times.append((time.process_time() - began) * 1000)
    gc.unfreeze()
    times.sort()
    held = library.store.status()
    sys.stdout.write(
        f"{len(times)} topics once each, {held.records:,} records of {held.passages:,} passages: median"
        f" {statistics.median(times):.0f} ms, p95 {times[round(0.95 * len(times)) - 1]:.0f} ms,"
        f" worst {times[-1]:.0f} ms of a processor\n"
    )


if __name__ == "__main__":
    sys.exit(main())
