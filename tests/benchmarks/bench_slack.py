"""How fast the bot answers: ``python -m tests.benchmarks.bench_slack --db FOLDER [--load FILE] [--sync QUESTIONS]``.

The real process over signed HTTP, against the Slack on loopback, which itself takes a share of the same cores. Topics
are what most records of the folder are about, so that each brief is long, and each is asked once, so that none is
answered from memory, except where one topic is asked by all; the burst is about forty of them, as when something has
happened. The folder gains audit lines and
briefs shown: use a copy.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefs.store.store import Store
from tests.bot.slack.running import Bot, running
from tests.bot.support import command, environment
from tests.replay.catalogue import invented
from tests.replay.server import Replay
from tests.replay.syncing import write_sources

PEOPLE, ROUNDS, BURST = 20, 10, 1_000


class Clock:
    """When each person was first answered, and how often."""

    def __init__(self, bot: Bot) -> None:
        self.first: dict[str, float] = {}
        self.answers: Counter[str] = Counter()
        self._add = bot.slack.add_message
        bot.slack.add_message = self._noted  # type: ignore[method-assign]

    def _noted(self, channel: str, content: dict[str, Any], via: str, **more: Any) -> Any:
        added = self._add(channel, content, via, **more)
        user = more.get("user")
        if via == "response_url" and user and "continued: " not in added.text:
            self.first.setdefault(user, time.monotonic())
            self.answers[user] += 1
        return added


def topics(folder: Path, number: int) -> list[str]:
    """Return what most records are about, by the first part of their titles."""
    with Store.open(folder) as store, store.held() as connection:
        rows = connection.execute("SELECT title FROM records ORDER BY record_id").fetchall()
    heads = Counter(str(row[0]).partition(":")[0].strip() for row in rows)
    return [head for head, _ in heads.most_common(number + 30) if 3 < len(head) < 60][:number]


def ask_at_once(bot: Bot, clock: Clock, asked: list[str]) -> tuple[list[float], list[float]]:
    """Let as many people as there are topics ask at one moment; return seconds to acknowledgement and blocks."""
    people = [bot.someone() for _ in asked]
    begun: dict[str, float] = {}
    acknowledged: list[float] = []
    ready = threading.Barrier(min(len(people), 64) + 1)
    waiting = iter(zip(people, asked, strict=True))
    lock = threading.Lock()

    def worker() -> None:
        ready.wait()
        while True:
            with lock:
                turn = next(waiting, None)
            if turn is None:
                return
            person, topic = turn
            begun[person] = time.monotonic()
            reply = bot.slack.slash("/brief", topic, user=person)
            assert reply.acknowledged, f"not acknowledged: {reply}"
            acknowledged.append(reply.seconds)

    threads = [threading.Thread(target=worker) for _ in range(min(len(people), 64))]
    for thread in threads:
        thread.start()
    ready.wait()
    for thread in threads:
        thread.join()
    bot.slack.wait(lambda: all(person in clock.first for person in people) or None, 600)
    return acknowledged, [clock.first[person] - begun[person] for person in people]


def ask_in_their_own_time(bot: Bot, clock: Clock, asked: list[str], pause: float) -> list[float]:
    """Let twenty people ask again and again, each ``pause`` seconds after the answer before; return the seconds."""
    turns, lock = iter(asked), threading.Lock()
    taken: list[float] = []

    def person(number: int) -> None:
        time.sleep(pause * number / PEOPLE)
        while True:
            with lock:
                topic = next(turns, None)
                name = bot.someone()
            if topic is None:
                return
            begun = time.monotonic()
            assert bot.slack.slash("/brief", topic, user=name).acknowledged
            bot.slack.wait(partial(clock.first.get, name), 60)
            taken.append(clock.first[name] - begun)
            time.sleep(pause)

    threads = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def processor(*pids: int) -> float:
    """Return the milliseconds of processor that processes have taken so far; needs /proc."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return 1_000 * ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def costs(bot: Bot, name: str, requests: int) -> Iterator[None]:
    """Print what a request of the block took of a processor: the bot, its makers, and the Slack on loopback."""
    listed = Path(f"/proc/{bot.process.pid}/task").glob("*/children")
    makers = [int(pid) for children in listed for pid in children.read_text().split()]
    processes = ("bot", (bot.process.pid,)), ("makers", tuple(makers)), ("Slack on loopback", (os.getpid(),))
    before = [processor(*pids) for _, pids in processes]
    yield
    taken = [(processor(*pids) - began) / requests for (_, pids), began in zip(processes, before, strict=True)]
    told = ", ".join(f"{who} {ms:.1f}" for (who, _), ms in zip(processes, taken, strict=True))
    print(f"processor a request, {name}: {told}", flush=True)  # noqa: T201


def tell(name: str, seconds: list[float]) -> None:
    """Print the middle, the 95th percentile and the worst, in milliseconds."""
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    told = (statistics.median(ordered), p95, ordered[-1])
    print(f"{name:<58}" + " ".join(f"{1000 * value:8.0f}" for value in told), flush=True)  # noqa: T201


@contextmanager
def writing(folder: Path, *arguments: str | Path) -> Iterator[Callable[[], bool]]:
    """Run a command that writes to the folder while the block lasts; gives what says whether it still goes on."""
    process = subprocess.Popen(
        command("--db", folder, *arguments), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield lambda: process.poll() is None
    finally:
        process.kill()
        process.wait()


@contextmanager
def syncing(folder: Path, questions: int) -> Iterator[Callable[[], bool]]:
    """Let ``pqbrief sync`` fetch so many invented questions from a service on loopback, as ``writing`` does."""
    with TemporaryDirectory() as made, Replay(invented(date.today(), questions).routes) as replay:
        sources = write_sources(Path(made) / "sources.toml", replay.address, ["written-questions"])
        with writing(folder, "sync", "written-questions", "--sources", sources) as goes_on:
            yield goes_on


def ask_meanwhile(bot: Bot, clock: Clock, asked: Iterator[str], what: str, goes_on: Callable[[], bool]) -> None:
    """Let twenty people ask again and again while something is written, at most ten times."""
    acks: list[float] = []
    blocks: list[float] = []
    while goes_on() and len(acks) < 200:
        more = ask_at_once(bot, clock, [next(asked) for _ in range(PEOPLE)])
        acks += more[0]
        blocks += more[1]
    rounds = len(acks) // PEOPLE
    tell(f"20 at once while {what} ({rounds} rounds), to the acknowledgement", acks)
    tell(f"20 at once while {what} ({rounds} rounds), to the blocks", blocks)


def burst(bot: Bot, clock: Clock, asked: Iterator[str], number: int) -> None:
    """Let many people ask at one moment, and see that each is answered once."""
    clock.answers.clear()
    begun = time.monotonic()
    few = cycle([next(asked) for _ in range(40)])
    acks, blocks = ask_at_once(bot, clock, [next(few) for _ in range(number)])
    tell(f"a burst of {number}, to the acknowledgement", acks)
    tell(f"a burst of {number}, to the blocks", blocks)
    time.sleep(1)
    twice = sum(number > 1 for number in clock.answers.values())
    seconds = time.monotonic() - begun - 1
    print(f"burst: {len(clock.answers)} of {number} answered, {twice} twice, in {seconds:.1f} s")  # noqa: T201


def main() -> None:
    """Measure, and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", type=Path, required=True, help="a data folder with records; a copy is best")
    parser.add_argument("--load", nargs="*", default=[], help="files to load while people ask")
    parser.add_argument("--sync", type=int, default=0, help="invented questions to sync while people ask")
    parser.add_argument("--sync-only", action="store_true")
    parser.add_argument("--workers", default="2")
    parser.add_argument("--burst", type=int, default=BURST)
    parser.add_argument("--burst-only", action="store_true")
    given = parser.parse_args()
    changes = {"PQBRIEF_SLACK_WORKERS": given.workers, "PQBRIEF_SLACK_PER_MINUTE": "10000"}
    asked = cycle(topics(given.db, 400))
    with running(given.db, "http", changes) as bot:
        clock = Clock(bot)
        if given.burst_only:
            burst(bot, clock, asked, given.burst)
            return
        if given.sync_only:
            with syncing(given.db, given.sync) as goes_on:
                ask_meanwhile(bot, clock, asked, "sync writes", goes_on)
            return
        ask_at_once(bot, clock, [next(asked) for _ in range(PEOPLE)])
        print(f"{'milliseconds':<58}{'median':>8} {'p95':>8} {'worst':>8}")  # noqa: T201
        lone = [s for _ in range(20) for s in ask_at_once(bot, clock, [next(asked)])[1]]
        tell("one person alone, to the blocks", lone)
        for pause in (2.0, 1.0):
            taken = ask_in_their_own_time(bot, clock, [next(asked) for _ in range(120)], pause)
            tell(f"20 people, each {pause:.0f} s after the answer before, to the blocks", taken)
        with costs(bot, "each another topic", ROUNDS * PEOPLE):
            rounds = [ask_at_once(bot, clock, [next(asked) for _ in range(PEOPLE)]) for _ in range(ROUNDS)]
        tell("20 people at one moment, to the acknowledgement", [s for acks, _ in rounds for s in acks])
        tell("20 people at one moment, to the blocks", [s for _, blocks in rounds for s in blocks])
        with costs(bot, "all one topic", ROUNDS * PEOPLE):
            same = [ask_at_once(bot, clock, [topic] * PEOPLE)[1] for topic in [next(asked)] * ROUNDS]
        tell("20 people at one moment with one topic, to the blocks", same[0])
        tell("the same topic asked again, to the blocks", [s for blocks in same[1:] for s in blocks])
        if given.load:
            with writing(given.db, "load", *given.load) as goes_on:
                ask_meanwhile(bot, clock, asked, "files load", goes_on)
        if given.sync:
            with syncing(given.db, given.sync) as goes_on:
                ask_meanwhile(bot, clock, asked, "sync writes", goes_on)
        burst(bot, clock, asked, given.burst)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
