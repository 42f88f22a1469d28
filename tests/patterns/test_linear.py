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
    pytest.param(r"(a|a)*b", "match", id="exponential: the same choice twice"),
    pytest.param(r"(\w+\s*)+$", "match", id="exponential: words whose spaces may be missing"),
    pytest.param(r"(?:x+x+)+y", "match", id="exponential: two runs in a repeat"),
    pytest.param(r"(?:a|ab|b)*c", "match", id="exponential: choices with a common beginning"),
    pytest.param(r"(?:(?:ab?)*c?)*d", "match", id="exponential: a repeat of what may be empty"),
    pytest.param(r"(?i)(?:ia|ıa)*x", "match", id="exponential: two letters that are one without regard to case"),
    pytest.param(r"(?:a?){20}a{20}", "finditer", id="exponential up to a bound"),
    pytest.param(r"(\d+)*-", "match", id="exponential: a repeat of numbers"),
    pytest.param(r".*,.*,.*;", "match", id="cubic: fields that may hold commas"),
    pytest.param(r".*,.*,.*", "search", id="quadratic: fields that may be missing"),
    pytest.param(r"a.*b.*c", "match", id="quadratic: two gaps, quickly passed over"),
    pytest.param(r"\d+\w*\.", "match", id="quadratic: a run within a run"),
    pytest.param(r"[ab]*[bc]*[cd]*", "fullmatch", id="quadratic: runs that share letters"),
    pytest.param(r"<[^>]*>", "finditer", id="quadratic: tags that never close"),
    pytest.param(r"(?=.*x)a", "search", id="quadratic: a look ahead from every place"),
    pytest.param(r"(?>a+)b", "search", id="quadratic: an atomic group begun at every letter"),
    pytest.param(r"(?<!b)a+b", "search", id="quadratic: a look behind that keeps nothing out"),
    pytest.param(r"([a-z]+)\s+\1x", "search", id="quadratic: a run that is asked for again"),
]


@pytest.mark.parametrize(("pattern", "way"), STEEP)
def test_the_screen_lets_no_steep_pattern_pass(pattern: str, way: str) -> None:
    assert not is_plainly_linear(re.compile(pattern), way)


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
        pytest.param(r"(?>a|a)*+b", "match", id="the same choice twice, never gone back to"),
        pytest.param(r"(?:\w++\s*+)*+$", "match", id="words whose spaces may be missing, never gone back to"),
        pytest.param(r"[^,]*+,[^,]*+,.*", "match", id="fields without commas"),
        pytest.param(r"(?<!\d)\d++-", "search", id="numbers from their first figure"),
        pytest.param(r"(?:the|then|there)*+\d", "match", id="choices with a common beginning, never gone back to"),
        pytest.param(r"^(?:\d++,)*+x", "search", id="a list at the head"),
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
