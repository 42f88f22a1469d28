"""Scores of briefs against judged sentences, by where in the record the sentences stand.

A judged file has one topic a line: ``{"id", "class", "query", "records", "judgements", "absent"?}``; a judgement is
``{"record_id", "passage", "start", "end", "grade", "nugget", "speaker", "role"}`` with offsets into the text of that
passage. ``grade`` is vital, useful or off; a nugget is one fact, which several sentences may state. A brief is the
product's own JSON form (``briefs.render.brief.as_json``).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from pathlib import Path
from typing import Any

WORD_BUDGET = 450  # what follows is not read
SHARED_SPAN = 0.6  # of the shorter of two spans

UNNAMED = "not named in the record"
_HONORIFICS = frozenset(
    """mr mrs ms miss dr sir dame lord lady baroness baron viscount earl duke marquess countess bishop prof professor
    rev revd rt hon right honourable the of and mp kc qc""".split()
)


class Grade(StrEnum):
    """How much a sentence belongs in the brief of a topic."""

    VITAL = "vital"
    USEFUL = "useful"
    OFF = "off"


class Naming(StrEnum):
    """How an item's attribution compares with the judged speaker, from best to worst.

    FREE: neither the record nor the item names anybody. UNBACKED: the item names somebody where the record does not.
    """

    RIGHT = "right"
    FREE = "free"
    MISSING = "missing"
    UNBACKED = "unbacked"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judged sentence; ``speakers`` are the names any of which is right, empty where the record names nobody.

    ``optional`` says that leaving the speaker out is right too, as where only the department is known.
    """

    record_id: str
    passage: int
    start: int
    end: int
    grade: Grade
    nugget: str
    speakers: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """A query with its judged sentences; ``absent`` where the right brief has no items."""

    id: str
    kind: str
    query: str
    records: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    absent: bool = False


@dataclass(frozen=True, slots=True)
class TopicScore:
    """The figures of one brief. Shares are from 0 to 1; ``score`` is the harmonic mean of vital recall and precision.

    Of an absent topic ``score`` is 1 for a brief without items and 0 for any other, and the shares say nothing.
    ``attribution`` is None where no matched sentence has a speaker to name; a wrong name costs twice a missing one.
    """

    topic: str
    kind: str
    absent: bool
    items: int
    words: int
    vital_recall: float
    all_recall: float
    precision: float
    redundancy: float
    off_share: float
    attribution: float | None
    score: float
    names: dict[Naming, int] = field(default_factory=dict)
    missed: tuple[str, ...] = ()


def read_topics(path: Path) -> list[Topic]:
    """Return the topics of a judged file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [topic_of(json.loads(line)) for line in lines if line.strip()]


def topic_of(value: dict[str, Any]) -> Topic:
    """Return the topic of one line's object."""
    return Topic(
        id=value["id"],
        kind=value["class"],
        query=value["query"],
        records=tuple(value["records"]),
        judgements=tuple(map(_judgement, value["judgements"])),
        absent=value.get("absent", False),
    )


def score_topic(
    topic: Topic, brief: dict[str, Any], words_of_item: Callable[[dict[str, Any]], int] | None = None
) -> TopicScore:
    """Return the figures of a brief for a topic; ``words_of_item`` counts an item's words where others count."""
    count = words_of_item or _words
    items = _within_budget(brief, count)
    matched = [_matches(item, topic.judgements) for item in items]
    good = [[each for each in found if each.grade is not Grade.OFF] for found in matched]
    vital = _nuggets(each for each in topic.judgements if each.grade is Grade.VITAL)
    every = _nuggets(each for each in topic.judgements if each.grade is not Grade.OFF)
    given = _nuggets(each for found in good for each in found)
    recall = _share(len(vital & given), len(vital))
    precision = _share(sum(map(bool, good)), len(items))
    names = Counter(
        _best_naming(item.get("speaker"), right or found)
        for item, found, right in zip(items, matched, good, strict=True)
        if found
    )
    return TopicScore(
        topic=topic.id,
        kind=topic.kind,
        absent=topic.absent,
        items=len(items),
        words=sum(map(count, items)),
        vital_recall=recall,
        all_recall=_share(len(every & given), len(every)),
        precision=precision,
        redundancy=_share(_repeated(items, good), len(items)),
        off_share=_share(
            sum(bool(found) and not right for found, right in zip(matched, good, strict=True)), len(items)
        ),
        attribution=_attribution(names),
        score=float(not items) if topic.absent else _share(2 * recall * precision, recall + precision),
        names=dict(names),
        missed=tuple(sorted(vital - given)),
    )


def naming(given: str | None, judgement: Judgement) -> Naming:
    """Return how a given name compares with the judged speaker; names are equal up to honorifics."""
    words = _name(given or "")
    if not words or (given or "").casefold() == UNNAMED:
        return Naming.MISSING if judgement.speakers and not judgement.optional else Naming.FREE
    if not judgement.speakers:
        return Naming.UNBACKED
    return Naming.RIGHT if any(words == _name(each) for each in judgement.speakers) else Naming.WRONG


def table(scores: Sequence[TopicScore], *, rows: bool = True) -> str:
    """Return the figures as lines of text: a row a topic, then the mean of those not absent, then the absent.

    Without ``rows`` no topic is named.
    """
    head = ("topic", "class", "items", "words", "vital", "all", "prec", "redun", "off", "r/w/m/unb", "attr", "SCORE")
    lines = [_ROW.format(*head), *(_row(each) for each in scores if rows and not each.absent)]
    present = [each for each in scores if not each.absent]
    if present:
        means = mean(present)
        cells = [
            f"{means[name]:.2f}" for name in ("vital_recall", "all_recall", "precision", "redundancy", "off_share")
        ]
        attribution = f"{means['attribution']:.2f}" if "attribution" in means else "-"
        lines.append(_ROW.format("MEAN", "", "", "", *cells, "", attribution, f"{means['score']:.3f}"))
    absent = [each for each in scores if each.absent]
    wrong = [f"{each.topic} ({each.items} items)" for each in absent if each.items]
    told = f"absent topics answered with no items: {len(absent) - len(wrong)} of {len(absent)}"
    lines.append(f"{told}; not so: {', '.join(wrong)}" if wrong and rows else told)
    return "\n".join(lines)


def mean(scores: Sequence[TopicScore]) -> dict[str, float]:
    """Return the mean of each share over topics; attribution over those that have one, left out where none has."""
    names = ("vital_recall", "all_recall", "precision", "redundancy", "off_share", "score")
    means = {name: _share(sum(getattr(each, name) for each in scores), len(scores)) for name in names}
    known = [each.attribution for each in scores if each.attribution is not None]
    return means | ({"attribution": sum(known) / len(known)} if known else {})


_ROW = "{:<30}{:<12}{:>6}{:>6}{:>7}{:>7}{:>7}{:>7}{:>7}{:>12}{:>7}{:>7}"


def _row(score: TopicScore) -> str:
    names = "/".join(
        str(score.names.get(each, 0)) for each in (Naming.RIGHT, Naming.WRONG, Naming.MISSING, Naming.UNBACKED)
    )
    shares = (score.vital_recall, score.all_recall, score.precision, score.redundancy, score.off_share)
    return _ROW.format(
        score.topic[:29],
        score.kind,
        score.items,
        score.words,
        *(f"{share:.2f}" for share in shares),
        names,
        "-" if score.attribution is None else f"{score.attribution:.2f}",
        f"{score.score:.3f}",
    )


def _judgement(value: dict[str, Any]) -> Judgement:
    names = [name.strip() for name in value["speaker"].split(" / ")]
    return Judgement(
        record_id=value["record_id"],
        passage=value["passage"],
        start=value["start"],
        end=value["end"],
        grade=Grade(value["grade"]),
        nugget=value["nugget"],
        speakers=tuple(name for name in names if name != UNNAMED),
        optional=UNNAMED in names,
    )


def _within_budget(brief: dict[str, Any], count: Callable[[dict[str, Any]], int]) -> list[dict[str, Any]]:
    """Return the items of all sections, in order, as far as the words go; the first always counts."""
    items = [item for section in brief["sections"] for item in section["items"]]
    totals = accumulate(count(item) for item in items)
    return [
        item for place, (item, total) in enumerate(zip(items, totals, strict=True)) if total <= WORD_BUDGET or not place
    ]


def _words(item: dict[str, Any]) -> int:
    return len(str(item["text"]).split())


def _matches(item: dict[str, Any], judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements whose span and the item's share enough of the shorter of the two."""
    return [
        each
        for each in judgements
        if (each.record_id, each.passage) == (item["record_id"], item["passage"])
        and _shared(each.start, each.end, item["start"], item["end"]) >= SHARED_SPAN
    ]


def _shared(start: int, end: int, other_start: int, other_end: int) -> float:
    overlap = max(0, min(end, other_end) - max(start, other_start))
    return _share(overlap, min(end - start, other_end - other_start))


def _nuggets(judgements: Iterable[Judgement]) -> set[str]:
    return {each.nugget for each in judgements}


def _repeated(items: Sequence[dict[str, Any]], good: Sequence[Sequence[Judgement]]) -> int:
    """Return how many items give nothing new: no nugget not yet given, or words already given."""
    told: set[str] = set()
    texts: set[str] = set()
    repeated = 0
    for item, found in zip(items, good, strict=True):
        nuggets = _nuggets(found)
        text = " ".join(re.findall(r"\w+", str(item["text"]).casefold()))
        repeated += text in texts or (bool(nuggets) and nuggets <= told)
        told |= nuggets
        texts.add(text)
    return repeated


def _best_naming(given: str | None, judgements: Iterable[Judgement]) -> Naming:
    order = list(Naming)
    return min((naming(given, each) for each in judgements), key=order.index)


def _attribution(names: Counter[Naming]) -> float | None:
    asked = names[Naming.RIGHT] + names[Naming.MISSING] + 2 * names[Naming.WRONG]
    return names[Naming.RIGHT] / asked if asked else None


def _name(name: str) -> tuple[str, ...]:
    """Return the words of a name without honorifics, small letters."""
    words = re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", name.replace("’", "'").casefold())
    return tuple(word for word in words if word not in _HONORIFICS)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
