"""Where vital facts are lost between the store and a brief: ``python -m tests.quality.losses [SET ...]``.

A fact counts at the furthest place that any sentence stating it came to. Sets whose topics are not to be looked at are
refused.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from briefs.errors import PqbriefError
from briefs.library import Library
from briefs.render.brief.as_json import brief_to_dict
from briefs.topic.pipeline import Explained, explain_brief
from briefs.topic.scoring import Evidence
from briefs.topic.weights import DEFAULT
from tests.quality import run, scoring


class Lost(StrEnum):
    """How far a fact came, from the least to the furthest."""

    UNREAD = "request not understood"
    NOT_RETRIEVED = "not retrieved"
    NOT_ABOUT = "record refused as not about it"
    NOT_A_CANDIDATE = "sentence too far from the topic, or unfit to quote"
    WEAK = "under the least share of the best"
    OUTRANKED = "outranked"
    TAKEN = "taken"


ORDER = list(Lost)


def losses(library: Library, topic: scoring.Topic) -> dict[str, Lost]:
    """Return how far each vital fact of a topic came."""
    facts: dict[str, list[scoring.Judgement]] = {}
    for each in topic.judgements:
        if each.grade is scoring.Grade.VITAL:
            facts.setdefault(each.nugget, []).append(each)
    try:
        made = explain_brief(library, topic.query)
    except PqbriefError:
        return dict.fromkeys(facts, Lost.UNREAD)
    missed = scoring.score_topic(topic, brief_to_dict(made.brief)).missed
    return {
        nugget: _furthest(_place(each, made) for each in stating) if nugget in missed else Lost.TAKEN
        for nugget, stating in facts.items()
    }


def _furthest(places: Iterable[Lost]) -> Lost:
    return max(places, key=ORDER.index)


def _place(judgement: scoring.Judgement, made: Explained) -> Lost:
    if judgement.record_id not in {view.record.record_id for view in made.found.views}:
        return Lost.NOT_RETRIEVED
    if judgement.record_id not in made.weighed.matched:
        return Lost.NOT_ABOUT
    evidence = made.weighed.evidence
    stating = [each for each in evidence if _states(each, judgement)]
    if not stating:
        return Lost.NOT_A_CANDIDATE
    least = DEFAULT.least_share * evidence[0].score
    return Lost.OUTRANKED if max(each.score for each in stating) >= least else Lost.WEAK


def _states(evidence: Evidence, judgement: scoring.Judgement) -> bool:
    sentence = evidence.sentence
    there = (sentence.record.record_id, sentence.passage) == (judgement.record_id, judgement.passage)
    return there and evidence.start < judgement.end and judgement.start < evidence.end


def table(rows: Sequence[tuple[str, Counter[Lost]]]) -> str:
    """Return a column a set, a line a place, the furthest first."""
    line = "{:<52}" + "{:>16}" * len(rows)
    heads = [f"{name} {counts.total()}" for name, counts in rows]
    return "\n".join(
        [line.format("", *heads), *(line.format(lost, *(c[lost] for _, c in rows)) for lost in reversed(ORDER))]
    )


def main(names: Sequence[str]) -> int:
    """Print the table of the named sets, of all that may be looked at where none is named."""
    shown = [name for name in run.SETS if name not in run.HIDDEN]
    if unknown := set(names) - set(shown):
        run.say(f"Choose from {', '.join(shown)}; not {', '.join(sorted(unknown))}.")
        return 1
    rows = []
    with run.libraries(run.shared_folder()) as held:
        for name in names or shown:
            counts: Counter[Lost] = Counter()
            for topic in scoring.read_topics(run.JUDGED / f"{name}.jsonl"):
                counts.update(losses(held[name], topic).values())
            rows.append((name, counts))
    run.say(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
