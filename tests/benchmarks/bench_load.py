"""How fast records are read, stored, indexed, opened and searched: ``python -m tests.benchmarks.bench_load``.

Loads the 29,240 real written questions of the shared folder where they are at hand, else as many invented ones.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from briefs.index.index import Search
from briefs.library import Library
from briefs.loading.files import load_paths
from briefs.loading.load import load
from briefs.readers.containers import open_source
from briefs.readers.registry import reader_for
from briefs.records.exchange import dump_line
from tests.briefs.making import question
from tests.support import PROJECT

QUESTIONS = Path("data", "written-questions", "questions-2023-09-to-2025-09.jsonl.gz")
INVENTED = 29_240
TARGET = 2_000
"""Records a second, for reading, storing and indexing together."""
READ_TARGET = 4_000
"""Records a second, for reading alone."""

SEARCHES = {
    "one name": Search(groups=((("police",),),)),
    "a phrase": Search(groups=((("home", "office"),),)),
    "two concepts": Search(groups=((("prison",),), (("staff",), ("officers",)))),
    "any of 24 words": Search(
        groups=tuple(((word,),) for word in ("assessment what number people " * 6).split()), must=False
    ),
}


def main() -> int:
    """Print the figures; the exit status is 1 where loading is slower than the target."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = _questions(folder)
        reading = _seconds(lambda: reader_for(data := open_source(source)).read(data))
        _say("read", f"{reading:.2f} s (target {READ_TARGET:,} records a second)")
        with Library.open(folder / "data") as library:
            storing = _seconds(lambda: load_paths(library.store, [source]))
            indexing = _seconds(library.index.catch_up)
            records = library.store.status().records
            again = _seconds(lambda: load(library, [source]))
        rate = records / (storing + indexing)
        _say("read and store", f"{storing:.2f} s, {records:,} records")
        _say("index", f"{indexing:.2f} s")
        _say("read, store and index", f"{rate:,.0f} records a second (target {TARGET:,})")
        _say("load the same again", f"{again:.2f} s")
        _open_and_search(folder / "data")
    return 0 if rate >= TARGET else 1


def _questions(folder: Path) -> Path:
    real = Path(os.environ.get("PQBRIEF_SHARED") or PROJECT.parent / "shared") / QUESTIONS
    if real.is_file():
        _say("source", real.name)
        return real
    invented = folder / "invented.jsonl"
    with invented.open("w", encoding="utf-8") as file:
        for number in range(INVENTED):
            words = f"How many of the police staff of river {number} there are. "
            file.write(dump_line(question(number, words * 3, f"The Home Office holds {number} of them. " * 8)) + "\n")
    _say("source", f"{INVENTED:,} invented questions")
    return invented


def _open_and_search(data: Path) -> None:
    for name, spec in SEARCHES.items():
        with Library.open(data) as library:
            alone = statistics.median(_seconds(partial(library.search, spec, 60)) for _ in range(20))
            matched = len(library.count_records(spec))
            count = _seconds(partial(library.count_records, spec))
        whole = statistics.median(_seconds(partial(_search_from_closed, data, spec)) for _ in range(10))
        _say(f"search, {name}", f"{alone * 1000:.1f} ms; with opening {whole * 1000:.1f} ms")
        _say(f"count, {name}", f"{count * 1000:.1f} ms, {matched:,} records")


def _search_from_closed(data: Path, spec: Search) -> None:
    with Library.open(data) as library:
        library.search(spec, 60)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _say(what: str, figure: str) -> None:
    sys.stdout.write(f"{what:<28} {figure}\n")


if __name__ == "__main__":
    sys.exit(main())
