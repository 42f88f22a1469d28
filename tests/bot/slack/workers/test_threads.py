"""Threads that do what people asked for, each person's a few at a time."""

from __future__ import annotations

import threading
import time
from collections import Counter

from bot.slack.workers.threads import Threads


def test_all_is_done_and_of_one_person_no_more_than_so_much_at_once() -> None:
    threads, lock = Threads("test", 8, 2), threading.Lock()
    doing: Counter[str] = Counter()
    done: list[tuple[str, int]] = []

    def call(person: str) -> None:
        with lock:
            doing[person] += 1
            most = doing[person]
        time.sleep(0.001)  # lets the others in
        with lock:
            doing[person] -= 1
            done.append((person, most))

    for number in range(200):
        person = "ABCD"[number % 4 if number % 3 else 0]
        threads.submit(person, lambda person=person: call(person))  # type: ignore[misc]
    assert threads.wait(time.monotonic() + 60)
    assert len(done) == 200
    assert max(most for _, most in done) <= 2


def test_somebody_who_holds_their_threads_holds_up_nobody_else() -> None:
    threads, go_on, answered = Threads("test", 3, 2), threading.Event(), threading.Event()

    def go_on_later() -> None:
        go_on.wait(60)

    for _ in range(5):
        threads.submit("A", go_on_later)
    threads.submit("B", answered.set)
    assert answered.wait(60)
    assert not threads.wait(time.monotonic())
    go_on.set()
    assert threads.wait(time.monotonic() + 60)
