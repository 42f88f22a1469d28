"""From chosen evidence to a brief: sections, numbered sources, timeline."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from briefs.quotations.credit import attribution, is_named_by_id, is_role_by_post, undated
from briefs.records.citations import citation
from briefs.records.deep_links import span_url, web_link
from briefs.records.model import Record, Role
from briefs.request.model import Query
from briefs.topic.exchange_place import put_to_minister
from briefs.topic.model import Brief, Coverage, Item, Section, Source, TimelineEntry
from briefs.topic.scoring import DAYS_OF_A_YEAR, Evidence, asks
from briefs.topic.timeline import entries_of

KEY_POINTS = "Key points"
POSITION = "Government position"
COMMITMENTS = "Commitments"
SCRUTINY = "Scrutiny"
FIGURES = "Figures"
ALSO = "Also on the record"
ORDER = (KEY_POINTS, POSITION, COMMITMENTS, SCRUTINY, FIGURES, ALSO)

SCRUTINEERS = {Role.OPPOSITION, Role.BACKBENCHER, Role.COMMITTEE, Role.WATCHDOG, Role.POLICE}
TIMELINE_LENGTH = 12
NO_PLANS = re.compile(
    r"\bno (?:\w+ )?(?:plans?|intention)\b|\bnot (?:\w+ )?(?:plan|intend|comment|speculate|discuss)", re.IGNORECASE
)
KEY_AGEING = 0.06  # of its worth, what a key point loses with each year that it is older than the newest item
IDLE = frozenset(("anecdote", "leaning", "local", "not held", "personal", "platitude", "pointer", "staging"))
KEY_IDLE = 0.6  # of its worth, what is left where a sentence leans on others, points elsewhere or tells of one place
KEY_YEARS = 5  # at the most: what is older still has lost its part before (tuning.ageing)


def compose(
    query: Query,
    chosen: Sequence[Evidence],
    *,
    matched: Sequence[Record],
    coverage: Coverage,
    notes: Sequence[str],
    suggestions: Sequence[str],
    key_points: int,
    today: date,
) -> Brief:
    """Return the brief of the chosen evidence (best first); ``matched`` are the records about the topic, best first."""
    grouped = _sections(chosen, key_points)
    if query.first == "position":
        grouped.sort(key=lambda section: section[0] != POSITION)
    order = list(dict.fromkeys(e.sentence.record.record_id for _, es in grouped for e in es))
    records = {r.record_id: r for r in (*(e.sentence.record for e in chosen), *matched)}
    uncited = [r.record_id for r in matched if r.record_id not in order][: max(0, TIMELINE_LENGTH - len(order))]
    numbers = {record_id: number for number, record_id in enumerate([*order, *(uncited if order else ())], 1)}
    return Brief(
        query=query,
        coverage=coverage,
        made=today,
        sections=tuple(Section(title, tuple(_item(e, numbers) for e in es)) for title, es in grouped),
        timeline=_timeline(numbers, records, chosen) if order else (),
        sources=tuple(source_of(number, records[record_id]) for record_id, number in numbers.items()),
        notes=tuple(notes),
        suggestions=tuple(suggestions),
    )


def _sections(chosen: Sequence[Evidence], key_points: int) -> list[tuple[str, list[Evidence]]]:
    """Return the evidence under its headings; a brief of a few items needs no key points beside them."""
    key = _key_points(chosen, key_points) if len(chosen) > key_points else []
    groups: dict[str, list[Evidence]] = {title: [] for title in ORDER}
    groups[KEY_POINTS] = key
    for evidence in chosen:
        if evidence not in key:
            groups[_heading(evidence)].append(evidence)
    for title in ORDER[1:]:
        groups[title].sort(key=_newest_first)
    return [(title, groups[title]) for title in ORDER if groups[title]]


def _key_points(chosen: Sequence[Evidence], number: int) -> list[Evidence]:
    """Return the strongest, not more than half of them from one record or one kind of speaker while others are left."""
    key: list[Evidence] = []
    ranked = _strongest_now(chosen)
    for most in (max(1, number // 2), number):
        for evidence in ranked:
            if len(key) == number:
                return key
            if asks(evidence.sentence) or evidence in key:
                continue
            same_record = sum(k.sentence.record.record_id == evidence.sentence.record.record_id for k in key)
            same_role = sum(k.sentence.role is evidence.sentence.role for k in key)
            if same_record < most and same_role <= most:
                key.append(evidence)
    return key


def _strongest_now(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Return evidence best first, where age and an idle way to say it weigh: what leads a brief is how things stand."""
    newest = max((e.sentence.day for e in chosen if e.sentence.day), default=None)

    def worth(evidence: Evidence) -> float:
        day = evidence.sentence.day
        years = (newest - day).days / DAYS_OF_A_YEAR if newest and day else 0.0
        idle = evidence.signals & IDLE or ("hanging" in evidence.signals and evidence.start == evidence.sentence.start)
        aged: float = (1 - KEY_AGEING) ** min(KEY_YEARS, years)
        return evidence.score * aged * (KEY_IDLE if idle else 1.0)

    return sorted(chosen, key=lambda evidence: -worth(evidence))


def _heading(evidence: Evidence) -> str:
    role = evidence.sentence.role
    if role is Role.MINISTER:
        return COMMITMENTS if _undertakes(evidence) else POSITION
    if role is Role.UNKNOWN and put_to_minister(evidence.sentence.record, evidence.sentence.passage):
        return SCRUTINY
    if "figure" in evidence.signals and role not in (Role.OPPOSITION, Role.BACKBENCHER):
        return FIGURES
    return SCRUTINY if role in SCRUTINEERS else ALSO


def _undertakes(evidence: Evidence) -> bool:
    """Whether a minister says what the Government itself will do; what it does not plan is a position."""
    signals = evidence.signals
    return "undertaking" in signals and "staging" not in signals and not NO_PLANS.search(evidence.text)


def _newest_first(evidence: Evidence) -> tuple[int, str, int, int]:
    sentence = evidence.sentence
    day = sentence.day
    return (-day.toordinal() if day else 0, sentence.record.record_id, sentence.passage, evidence.start)


def _item(evidence: Evidence, numbers: Mapping[str, int]) -> Item:
    sentence, record = evidence.sentence, evidence.sentence.record
    speaker, role, line, quoted = attribution(record, sentence.home, evidence.start, evidence.end)
    return Item(
        text=evidence.text,
        record_id=record.record_id,
        passage=sentence.passage,
        start=evidence.start,
        end=evidence.end,
        speaker=speaker,
        role=role,
        attribution=line,
        day=record.day_of(sentence.home),
        undated=undated(record, sentence.home),
        fidelity=record.fidelity,
        source=numbers[record.record_id],
        url=span_url(record, sentence.passage, evidence.start, evidence.end),
        quoted=quoted,
        role_by_post=is_role_by_post(sentence.home, evidence.start, evidence.end),
        named_by_id=is_named_by_id(sentence.home, evidence.start, evidence.end),
    )


def source_of(number: int, record: Record) -> Source:
    """Return a record as a numbered source."""
    return Source(
        number=number,
        record_id=record.record_id,
        citation=citation(record),
        title=record.title,
        kind=record.kind,
        day=record.day,
        url=web_link(record.url),
        fidelity=record.fidelity,
        notes=record.notes,
    )


def _timeline(
    numbers: Mapping[str, int], records: Mapping[str, Record], chosen: Sequence[Evidence]
) -> tuple[TimelineEntry, ...]:
    quoted = {record_id: list[int]() for record_id in numbers}
    for evidence in chosen:
        quoted[evidence.sentence.record.record_id].append(evidence.sentence.passage)
    entries = [entry for i, number in numbers.items() for entry in entries_of(records[i], number, quoted[i])]
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.text, entry.source))[-TIMELINE_LENGTH:])
