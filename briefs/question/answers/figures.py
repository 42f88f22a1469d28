"""Further figures of earlier answers, beside the sentences that speak to the parts of a question."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.question.answers.matching import LikeQuestion, Pick, share
from briefs.question.answers.sentences import sentences_of
from briefs.question.answers.subject import Rarity
from briefs.question.answers.targets import Target

# Share of what the question is about that a sentence with a figure must have itself.
LEAST_SAID = 0.5


def figures(
    candidates: Sequence[LikeQuestion], wanted: Sequence[Target], taken: Sequence[Pick], most: int, rarity: Rarity
) -> tuple[Pick, ...]:
    """Return further sentences with figures about the subject, best first, none of those taken already."""
    sentences = [s for c in candidates for s in sentences_of(c.record) if "figure" in s.shown]
    likeness = {c.record.record_id: c.likeness for c in candidates}
    subject = frozenset(stem for target in wanted for stem in target.every)
    weights = {stem: rarity(stem) ** 2 for stem in subject}
    seen = {" ".join(pick.text.casefold().split()) for pick in taken}
    ranked = sorted(
        ((share(subject, s.stems, weights), likeness[s.record.record_id], s) for s in sentences),
        key=lambda each: (-each[0], -each[1], each[2].record.record_id, each[2].passage, each[2].start),
    )
    picks: list[Pick] = []
    for value, _, s in ranked:
        pick = Pick(s.record, s.passage, s.start, s.end, value, True)
        key = " ".join(pick.text.casefold().split())
        if len(picks) == most or value < LEAST_SAID:
            break
        if not any(key in other or other in key for other in seen):
            seen.add(key)
            picks.append(pick)
    return tuple(picks)
