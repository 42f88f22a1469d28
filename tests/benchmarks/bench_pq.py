"""How long ranking previous answers takes: ``python -m tests.benchmarks.bench_pq [--millions 0.059 1.5]``.

First over the real questions, one at a time and as a batch through the program; then, where asked for, over so many
made by multiplying the real ones, every fifth word of a copy given another ending, so that words and lists grow as they
would. The copies go into an index of their own, without a database: only ranking is measured there. It is made by one
process and asked by another, whose memory is so that of asking alone; ``--keep FOLDER`` leaves it for the next time.

Memory is what belongs to the process, and beside it what is mapped of files, the index above all: pages that the system
keeps while it has room and takes back at no cost but reading them again.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path

import tantivy

from bot.commands.pq_batch import answer_lines
from bot.settings import Settings
from briefs.index import files as index_files
from briefs.index.questions import QUESTIONS as LAYOUT
from briefs.index.questions import Remembered
from briefs.index.schema import day_number
from briefs.library import Library
from briefs.loading.load import load
from briefs.question.similar.candidates import gather, rarity_of
from briefs.question.similar.features import SoughtQuestion, weigh
from briefs.question.similar.search import Asked, ranked
from briefs.records.model import Part, Record
from tests.quality.previous import QUERIES, QUESTIONS, asked, read_queries
from tests.support import PROJECT

CHANGED_EVERY = 5
ENDINGS = 40
ASKED = 300
_NAME = "made"
"""The file that names tantivy's own folder."""


def main(arguments: list[str]) -> int:
    """Print the figures; 0 where the real questions are there."""
    parser = argparse.ArgumentParser(description="Time the ranking of previous answers.")
    parser.add_argument("--millions", type=float, nargs="*", default=[], help="also over so many made questions")
    parser.add_argument("--keep", type=Path, help="folder for the indexes of made questions, used again if they fit")
    given = parser.parse_args(arguments)
    shared = Path(os.environ.get("PQBRIEF_SHARED") or PROJECT.parent / "shared")
    if not (shared / QUERIES).is_file():
        _say("The real questions are not here: set PQBRIEF_SHARED.")
        return 1
    queries = read_queries(shared / QUERIES)
    with tempfile.TemporaryDirectory() as name:
        with Library.open(Path(name)) as library:
            load(library, [shared / QUESTIONS])
            _say(f"load on this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
            began = time.perf_counter()
            ranked(library, Asked("To ask how long the index takes."))
            _say(f"index of the real questions made in {time.perf_counter() - began:.1f} s")
            wanted = [asked(query, known=True) for query in queries]
            _one_by_one("29,240 questions", lambda each: ranked(library, each), wanted[:ASKED])
            _batch(library, queries, Path(name))
        for millions in given.millions:
            _many(Path(name), wanted, round(millions * 1e6), given.keep or Path(name) / "made")
    return 0


def _one_by_one(what: str, rank: Callable[[Asked], object], wanted: Sequence[Asked]) -> None:
    """Print the times by the clock, and by the processor, which others that keep it busy do not lengthen."""
    clock, processor = [], []
    for each in wanted:
        began = time.perf_counter(), time.process_time()
        rank(each)
        clock.append((time.perf_counter() - began[0]) * 1000)
        processor.append((time.process_time() - began[1]) * 1000)
    _say(f"{what}: {_spread(clock)} by the clock, {_spread(processor)} of processor; {_memory()}")


def _memory() -> str:
    """Return what this process holds, of its own and of mapped files; elsewhere than on Linux its peak alone."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss:,} as this system counts"
    names = ("VmHWM", "RssAnon", "RssFile")
    peak, own, mapped = (
        int(line.split()[1]) / 1024
        for name in names
        for line in status.read_text().splitlines()
        if line.startswith(f"{name}:")
    )
    return f"memory {own:.0f} MB of its own, {mapped:.0f} MB of mapped files, peak of both {peak:.0f} MB"


def _spread(times: Sequence[float]) -> str:
    return f"median {statistics.median(times):.1f} ms, p95 {statistics.quantiles(times, n=20)[18]:.1f} ms"


def _batch(library: Library, queries: Sequence[dict[str, object]], folder: Path) -> None:
    keys = ("text", "before", "asking_member_id", "answering_body_id")
    lines = [json.dumps({"id": each["query_id"]} | {key: each[key] for key in keys}).encode() for each in queries]
    began = time.perf_counter()
    failed = answer_lines(library, lines, io.StringIO(), Settings(folder))
    took = time.perf_counter() - began
    _say(f"batch of {len(lines):,}: {len(lines) / took:.0f} questions a second, {failed} failed")


def _many(held: Path, wanted: Sequence[Asked], count: int, made: Path) -> None:
    folder = made / f"{LAYOUT.version}-{count}"
    if not (folder / _NAME).is_file():
        _in_a_process(_make, held, folder, count)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    _say(f"{count:,} made questions: {size:.0f} MB of index")
    _in_a_process(_ask, folder, wanted, count)


def _in_a_process(work: Callable[..., None], *given: object) -> None:
    """Do a piece of work in a fresh process, whose memory holds nothing else."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        pool.submit(work, *given).result()


def _make(held: Path, folder: Path, count: int) -> None:
    """Make the index of so many questions, and write its name when it is whole."""
    folder.mkdir(parents=True)
    began = time.perf_counter(), time.process_time()
    with Library.open(held) as library:
        name, index = index_files.new_folder(folder, LAYOUT)
        index_files.put(index, _copies(library, count), count, replacing=False, layout=LAYOUT)
    (folder / _NAME).write_text(name, "utf-8")
    took = time.perf_counter() - began[0], time.process_time() - began[1]
    _say(f"{count:,} made questions indexed in {took[0]:.0f} s ({took[1]:.0f} s of processor); {_memory()}")


def _ask(folder: Path, wanted: Sequence[Asked], count: int) -> None:
    """Ask all questions, each as of its day and as of today: enough to touch nearly every page of the index."""
    index = index_files.open_folder(folder, (folder / _NAME).read_text("utf-8"), LAYOUT)
    searcher = index.searcher()
    known = Remembered.of(searcher)
    for what, cases in (
        ("as tabled then", wanted),
        ("as of today", [replace(each, before=None) for each in wanted]),
    ):
        _one_by_one(f"{count:,} questions, {what}", lambda each: _rank(searcher, each, known), cases)


def _rank(searcher: tantivy.Searcher, each: Asked, known: Remembered) -> None:
    day = day_number(each.before) if each.before else None
    subject = SoughtQuestion(each.text, day, each.asking_member_id, rarity_of(searcher, known.weights))
    weigh(subject, gather(searcher, subject, each.answering_body_id, known.newest))


def _copies(library: Library, count: int) -> Iterator[Record]:
    """Yield the real questions, then copies of them in which every fifth word has another ending."""

    def endless() -> Iterator[Record]:
        copy = 0
        while True:
            for record in library.store.all_records():
                yield _varied(record, copy) if copy else record
            copy += 1

    return islice(endless(), count)


def _varied(record: Record, copy: int) -> Record:
    pick = random.Random(f"{record.record_id} {copy}")
    passages = tuple(replace(passage, text=_changed(passage.text, pick, passage.part)) for passage in record.passages)
    return replace(record, record_id=f"{record.record_id}-{copy}", passages=passages)


def _changed(text: str, pick: random.Random, part: Part) -> str:
    words = text.split(" ")
    start = pick.randrange(CHANGED_EVERY) + (12 if part is Part.QUESTION else 0)  # who is asked stays as it is
    for place in range(start, len(words), CHANGED_EVERY):
        words[place] = f"{words[place].strip('.,;()')}{pick.randrange(ENDINGS)}"
    return " ".join(words)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
