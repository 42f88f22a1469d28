"""Why each sentence of a brief was chosen, and why the next best were not: how the weights are tuned."""

from __future__ import annotations

import textwrap

from briefs.render.escaping import visible
from briefs.topic.pipeline import Explained
from briefs.topic.scoring import Evidence

NEXT_BEST = 10


def explanation_as_text(explained: Explained, *, width: int) -> str:
    """Return the items in the order in which they were taken, then the ten next best with the reason against them.

    Each has its score, how far it meets the topic (0 to 1) and what its wording added or took away.
    """
    lines = ["", "WHY THESE"]
    for evidence in explained.chosen.taken:
        lines += _entry(evidence, "", width)
    if explained.chosen.refused:
        lines += ["", "WHY NOT THESE"]
    for refused in explained.chosen.refused[:NEXT_BEST]:
        lines += _entry(refused.evidence, refused.why, width)
    return "\n".join(lines) + "\n"


def _entry(evidence: Evidence, why: str, width: int) -> list[str]:
    place = f"{visible(evidence.sentence.record.record_id)} ¶{evidence.sentence.passage + 1}"
    parts = ", ".join(f"{name} {value:+.2f}" for name, value in evidence.reasons)
    head = f" {evidence.score:.2f}  meets the topic {evidence.coverage:.2f}; {parts or 'nothing of weight'}"
    text = textwrap.wrap(visible(evidence.text), width - 7)
    return [*([f" not taken: {why}"] if why else []), head, *(f"       {line}" for line in text), f"       {place}"]
