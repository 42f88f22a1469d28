"""Every pattern of the project reads a text in time that grows with its length, and little faster."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
import re2

from tests.patterns.collecting import Found, all_patterns
from tests.patterns.growth import grows, reading
from tests.patterns.pumping import Pump, pumps
from tests.patterns.screening import is_plainly_linear

PATTERNS, _RE2 = all_patterns()
LEAST = 600  # patterns; fewer would mean that the search for them is broken
_BY_PACKAGE = 12


def failures(found: Found) -> list[str]:
    """Return the first text on which a pattern works too long, said in a line, for each way to ask it."""
    said = []
    ways = [way for way in sorted(found.ways) if not is_plainly_linear(found.pattern, way)]
    tried = pumps(found.pattern) if ways else []
    for way in ways:
        ask = reading(found.pattern, way)
        for pump in tried:
            if (took := grows(ask, pump.text)) is not None:
                said.append(f"{found.place} {way} {took:.2f} s on {pump!r}: {found.pattern.pattern!r:.200}")
                break
    return said


def test_every_pattern_is_found(record_property: Callable[[str, object], None]) -> None:
    record_property("patterns", len(PATTERNS))
    record_property("re2", _RE2)
    assert len(PATTERNS) >= LEAST


@pytest.mark.parametrize("share", range(_BY_PACKAGE), ids=lambda share: f"{share + 1} of {_BY_PACKAGE}")
def test_no_pattern_grows_faster_than_its_text(share: int) -> None:
    slow = [line for found in PATTERNS[share::_BY_PACKAGE] for line in failures(found)]
    assert not slow, "\n".join(slow)


STEEP = [
    pytest.param(r"\s+$", "search", id="quadratic: spaces before an end"),
    pytest.param(r"[a-z]+\d", "search", id="quadratic: a run searched for from each of its letters"),
    pytest.param(r"\s*,?\s*x", "match", id="quadratic: two runs side by side"),
    pytest.param(r"(?:[a-z]{1,80})*$", "match", id="exponential: a repeat of repeats"),
    pytest.param(r"\.\s*((?:\([^()]{1,60}\)|[^.?!]{1,80})*)$", "search", id="exponential: choices that overlap"),
]


@pytest.mark.parametrize(("pattern", "way"), STEEP)
def test_a_steep_pattern_is_caught(pattern: str, way: str) -> None:
    assert failures(Found(re.compile(pattern), "here", {way}))


@pytest.mark.parametrize(
    ("pattern", "way"),
    [
        pytest.param(r"(?<!\s)\s+$", "search", id="spaces from their first"),
        pytest.param(r"[a-z]+\d", "match", id="a run asked for at one place"),
        pytest.param(r"\s*+(?:,\s*+)?x", "match", id="runs that give nothing back"),
        pytest.param(r"[^\W_]+(?:['’][^\W_]+)*", "finditer", id="words"),
    ],
)
def test_a_linear_pattern_passes(pattern: str, way: str) -> None:
    assert not failures(Found(re.compile(pattern), "here", {way}))


def test_re2_is_linear_where_the_other_engine_is_not() -> None:
    pattern = r"(?:a|aa)+$"
    text = Pump("", "a", "\n! ~ ").text
    assert grows(re.compile(pattern).search, text) is not None
    assert grows(re2.compile(pattern).search, text) is None


def test_a_reading_without_end_is_cut_short() -> None:
    start = time.thread_time()
    assert grows(re.compile(r"(?:a+)+$").match, Pump("", "a", "!").text) is not None
    assert time.thread_time() - start < 30
