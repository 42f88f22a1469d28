"""A person who waits is told what for, and one who does not wait is told nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefs.library import Library
from briefs.store import patience
from briefs.store.patience import Tell, told_if_slow
from tests.briefs.making import question


@contextmanager
def told_at_once(tell: Tell, sentence: str) -> Iterator[None]:
    """Tell without a clock, so that the test need not build an index that takes seconds."""
    tell(sentence)
    yield


def test_slow_work_is_told_once_while_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_PATIENCE", 0.0)
    heard, said = list[str](), threading.Event()

    def tell(sentence: str) -> None:
        heard.append(sentence)
        said.set()

    with told_if_slow(tell, "Counting the otters."):
        assert said.wait(60)
    assert heard == ["Counting the otters."]


def test_quick_work_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_PATIENCE", 3600.0)
    heard = list[str]()
    with told_if_slow(heard.append, "Counting the otters."):
        pass
    assert heard == []


def test_the_building_of_a_large_index_is_told_with_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefs.index.index.told_if_slow", told_at_once)
    monkeypatch.setattr("briefs.index.index._MANY", 40)
    with Library.open(tmp_path) as library:
        heard = list[str]()
        library.index.tell = heard.append
        library.store.add(question(number) for number in range(39))
        library.questions.rebuild()
        library.index.rebuild()
        assert heard == [], "a small one takes no time"
        library.store.add(question(number) for number in range(39, 400))
        library.questions.rebuild()
        library.index.rebuild()
    assert heard == [
        "Building the index of 400 written questions; this happens once.",
        "Building the search index of 400 records; this happens once.",
    ]
