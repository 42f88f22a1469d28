"""Further figures of earlier answers, beside the sentences that speak to the parts of a question."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.desk.speaking import Candidate, Pick, rarity_of, sentences_of, share
from briefs.desk.targets import Target


def figures(
    candidates: Sequence[Candidate], wanted: Sequence[Target], taken: Sequence[Pick], most: int
) -> tuple[Pick, ...]:
    """Return further sentences with figures about the subject, best first, none of those taken already."""
    sentences = [s for c in candidates for s in sentences_of(c.record) if "figure" in s.shown]
    rarity = rarity_of(sentences, candidates)
    likeness = {c.record.record_id: c.likeness for c in candidates}
    subject = frozenset(stem for target in wanted for stem in target.own | target.context)
    seen = {" ".join(pick.text.casefold().split()) for pick in taken}
    ranked = sorted(
        ((share(subject, s.stems, rarity) + 0.3 * likeness[s.record.record_id], s) for s in sentences),
        key=lambda pair: (-pair[0], pair[1].record.record_id, pair[1].passage, pair[1].start),
    )
    picks: list[Pick] = []
    for value, s in ranked:
        pick = Pick(s.record, s.passage, s.start, s.end, value, True)
        key = " ".join(pick.text.casefold().split())
        if len(picks) == most or value < 0.4:
            break
        if not any(key in other or other in key for other in seen):
            seen.add(key)
            picks.append(pick)
    return tuple(picks)
