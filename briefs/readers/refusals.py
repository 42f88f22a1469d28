"""Refusals summed up: what is wrong with a million rows in the same way is said once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from briefs.records.model import Refusal

KEPT = 10
"""How many places are named for each reason."""
_MOST_REASONS = 100
_NUMBER = re.compile(r"\d+")
_OTHER = "and {:,} more rows refused for other reasons"
_SUMMED = re.compile(r"and [\d,]+ more rows refused for (?:other reasons|the same reason: (?P<reason>.*))", re.DOTALL)
_SAME = "and {:,} more rows refused for the same reason: {}"


def summed(refused: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """Return the first ten places of each reason, and under them how many more there are of each.

    Reasons that differ in their numbers alone are the same. What was summed up before is counted on.
    """
    seen: Counter[str] = Counter()
    more: Counter[str] = Counter()
    kept: list[Refusal] = []
    said: dict[str, str] = {}
    for refusal in refused:
        if before := _SUMMED.fullmatch(refusal.reason):
            reason = _NUMBER.sub("0", before["reason"] or "")
            said.setdefault(reason, before["reason"] or "")
            more[reason] += refusal.times
            continue
        reason = _NUMBER.sub("0", refusal.reason)
        said.setdefault(reason, refusal.reason)
        if reason not in seen and len(seen) >= _MOST_REASONS:
            more[""] += refusal.times
        elif seen[reason] >= KEPT:
            more[reason] += refusal.times
        else:
            seen[reason] += 1
            kept.append(refusal)
    for reason, times in more.items():
        sentence = _SAME.format(times, said[reason]) if reason else _OTHER.format(times)
        kept.append(Refusal("", sentence, times))
    return tuple(kept)
