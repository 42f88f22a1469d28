"""From chosen evidence to a brief: sections, numbered sources, timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from briefs.language.times_named import time_passed
from briefs.names.governments import earlier_government, government_days
from briefs.quotations.credit import attribution, is_named_by_id, is_role_by_post, undated
from briefs.records.citations import citation
from briefs.records.deep_links import span_url, web_link
from briefs.records.model import Record, Role
from briefs.request.model import Query
from briefs.topic.model import Brief, Coverage, Item, Section, Source, TimelineEntry
from briefs.topic.scoring import DAYS_OF_A_YEAR, Evidence, asks
from briefs.topic.sections import (
    FIGURES,
    KEY_POINTS,
    OF_GOVERNMENT,
    OF_PRESENT,
    ORDER,
    answers_for_it,
    heading_of,
    undertakes,
)
from briefs.topic.timeline import LENGTH, QUESTIONS, entries_of, is_alone, month_entries

TIMELINE_EVENTS = 8  # of the timeline's lines, kept for events where questions fill it too
KEY_AGEING = 0.06  # of its worth, what a key point loses with each year that it is older than the newest item
IDLE = frozenset(
    ("anecdote", "joined", "leaning", "local", "not held", "personal", "platitude", "pointer", "staging", "survey")
)
ASKED = frozenset(("survey", "inquires"))  # what people were asked, and what they asked
SAYING = frozenset(("figure", "amount", "commitment", "undertaking", "finding", "position", "refusal"))
KEY_IDLE = 0.6  # of its worth, what is left where a sentence leans on others, points elsewhere or tells of one place
KEY_EARLIER = 0.4  # of its worth, what is left of words said under an earlier Government
KEY_YEARS = 5  # at the most: what is older still has lost its part before (tuning.ageing)
MOST_FIGURES = 4  # in their section: what is told beyond them stands with the rest of what its speaker says
SAME_SERIES = 0.6  # of the shorter of two sentences, what both say where they give one figure at two times


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
    grouped = _sections(chosen, key_points, today, position_first=query.first == "position")
    order = list(dict.fromkeys(e.sentence.record.record_id for _, es in grouped for e in es))
    records = {r.record_id: r for r in (*(e.sentence.record for e in chosen), *matched)}
    uncited = [r.record_id for r in matched if r.record_id not in order][: max(0, LENGTH - len(order))]
    numbers = {record_id: number for number, record_id in enumerate([*order, *(uncited if order else ())], 1)}
    return Brief(
        query=query,
        coverage=coverage,
        made=today,
        sections=tuple(_section(title, es, numbers, today) for title, es in grouped),
        timeline=_timeline(numbers, records, chosen, coverage) if order else (),
        sources=tuple(source_of(n, records[i], cited=n <= len(order)) for i, n in numbers.items()),
        notes=tuple(notes),
        suggestions=tuple(suggestions),
    )


def _sections(
    chosen: Sequence[Evidence], key_points: int, today: date, *, position_first: bool
) -> list[tuple[str, list[Evidence]]]:
    """Return the evidence under its headings; where all could be key points only half of them are."""
    leading = [each for each in chosen if not (position_first and heading_of(each, today) in OF_PRESENT)]
    number = key_points if len(leading) > key_points else (len(leading) + 1) // 2
    key = _key_points(leading, number, today)
    groups: dict[str, list[Evidence]] = {title: [] for title in ORDER}
    groups[KEY_POINTS] = key
    for evidence in chosen:
        if evidence not in key:
            full = len(groups[FIGURES]) >= MOST_FIGURES
            groups[heading_of(evidence, today, figures=not full)].append(evidence)
    for title in ORDER[1:]:
        groups[title].sort(key=_newest_first)
    groups[FIGURES] = _by_series(groups[FIGURES])
    order = (*OF_PRESENT, *(title for title in ORDER if title not in OF_PRESENT)) if position_first else ORDER
    return [(title, groups[title]) for title in order if groups[title]]


def _by_series(figures: Sequence[Evidence]) -> list[Evidence]:
    """Return figures newest first, the earlier of a series beside its newest."""
    placed: list[list[Evidence]] = []
    for figure in figures:
        series = next((each for each in placed if _same_series(each[0], figure)), None)
        if series is None:
            placed.append([figure])
        else:
            series.append(figure)
    return [figure for series in placed for figure in series]


def _same_series(one: Evidence, other: Evidence) -> bool:
    shorter = min(len(one.stems), len(other.stems))
    return bool(shorter) and len(one.stems & other.stems) >= SAME_SERIES * shorter


def _key_points(chosen: Sequence[Evidence], number: int, today: date) -> list[Evidence]:
    """Return the strongest, not more than half of them from one record or one kind of speaker while others are left.

    What says something leads what only leans on others, asks or announces; the first is a minister's, a watchdog's or a
    committee's where one of them says something. What was said under an earlier Government leads only where nothing
    newer is left.
    """
    ranked = _strongest_now(chosen, today)
    telling = [each for each in ranked if not asks(each.sentence) and not each.signals & ASKED] or ranked
    now = [each for each in telling if not earlier_government(each.sentence.day, today)]
    pools = [[each for each in those if _says_something(each)] for those in (now, telling)]
    key = [each for pool in (*pools, now, telling) for each in pool if answers_for_it(each)][: min(1, number)]
    half = max(1, number // 2)
    steps = ((half, pools[0]), (number, pools[0]), (half, now), (number, now), (half, pools[1]), (number, pools[1]))
    for most, those in (*steps, (half, telling), (number, telling)):
        for evidence in those:
            if len(key) == number:
                return key
            if evidence not in key and _leaves_room(evidence, key, most):
                key.append(evidence)
    return key


def _leaves_room(evidence: Evidence, key: Sequence[Evidence], most: int) -> bool:
    """Whether a key point beside those taken leaves room for other records and kinds of speaker."""
    same_record = sum(each.sentence.record.record_id == evidence.sentence.record.record_id for each in key)
    same_role = sum(each.sentence.role is evidence.sentence.role for each in key)
    return same_record < most and same_role <= most


def _says_something(evidence: Evidence) -> bool:
    """Whether a sentence states a fact, a finding, a position or what will be done, and that on its own feet."""
    hangs = "hanging" in evidence.signals and evidence.start == evidence.sentence.start
    announced = "announces" in evidence.signals and not evidence.signals & {"figure", "amount"}
    return bool(evidence.signals & SAYING) and not hangs and not announced and not evidence.signals & IDLE


def _strongest_now(chosen: Sequence[Evidence], today: date) -> list[Evidence]:
    """Return evidence best first, where age and an idle way to say it weigh: what leads a brief is how things stand."""
    newest = max((e.sentence.day for e in chosen if e.sentence.day), default=None)

    def worth(evidence: Evidence) -> float:
        day = evidence.sentence.day
        years = (newest - day).days / DAYS_OF_A_YEAR if newest and day else 0.0
        idle = evidence.signals & IDLE or ("hanging" in evidence.signals and evidence.start == evidence.sentence.start)
        aged: float = (1 - KEY_AGEING) ** min(KEY_YEARS, years)
        of_earlier = KEY_EARLIER if earlier_government(day, today) else 1.0
        return evidence.score * aged * of_earlier * (KEY_IDLE if idle else 1.0)

    return sorted(chosen, key=lambda evidence: -worth(evidence))


def _newest_first(evidence: Evidence) -> tuple[int, str, int, int]:
    sentence = evidence.sentence
    day = sentence.day
    return (-day.toordinal() if day else 0, sentence.record.record_id, sentence.passage, evidence.start)


def _section(title: str, evidence: Sequence[Evidence], numbers: Mapping[str, int], today: date) -> Section:
    """Return a section, with the Government whose words it holds where they are all of one."""
    days = [each.sentence.day for each in evidence] if title in OF_GOVERNMENT else []
    named = {government_days(day) for day in days if day}
    government = named.pop() if len(named) == 1 and all(days) else ""
    return Section(title, tuple(_item(each, numbers, today) for each in evidence), government)


def _item(evidence: Evidence, numbers: Mapping[str, int], today: date) -> Item:
    record = evidence.sentence.record
    item = item_of(record, evidence.sentence.passage, evidence.start, evidence.end, numbers[record.record_id])
    return as_of(item, evidence.sentence.day, today)


def as_of(item: Item, day: date | None, today: date) -> Item:
    """Return a quotation; a minister's with the earlier Government that it is of, and with a day in it that is over."""
    if item.role is not Role.MINISTER:
        return item
    return replace(item, government=earlier_government(day, today), passed=time_passed(item.text, day, today))


def item_of(record: Record, passage: int, start: int, end: int, source: int) -> Item:
    """Return a span of a passage as a quotation from a numbered source, with whose words it is by the record."""
    held = record.passages[passage]
    speaker, role, line, quoted = attribution(record, held, start, end)
    return Item(
        text=held.text[start:end],
        record_id=record.record_id,
        passage=passage,
        start=start,
        end=end,
        speaker=speaker,
        role=role,
        attribution=line,
        day=record.day_of(held),
        undated=undated(record, held),
        fidelity=record.fidelity,
        source=source,
        url=span_url(record, passage, start, end),
        quoted=quoted,
        role_by_post=is_role_by_post(held, start, end),
        named_by_id=is_named_by_id(held, start, end),
    )


def source_of(number: int, record: Record, *, cited: bool = True) -> Source:
    """Return a record as a numbered source, ``cited`` or only found."""
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
        cited=cited,
    )


def _timeline(
    numbers: Mapping[str, int], records: Mapping[str, Record], chosen: Sequence[Evidence], coverage: Coverage
) -> tuple[TimelineEntry, ...]:
    """Return what happened, newest last, with the questions of each month counted beside it."""
    by_month = coverage.questions_by_month
    told = {i for i in numbers if records[i].kind not in QUESTIONS or is_alone(records[i], by_month)}
    undertaken: dict[str, list[int]] = {}
    quoted = {record_id: list[int]() for record_id in numbers}
    for evidence in chosen:
        record_id = evidence.sentence.record.record_id
        quoted[record_id].append(evidence.sentence.passage)
        if evidence.sentence.role is Role.MINISTER and undertakes(evidence):
            undertaken.setdefault(record_id, []).append(evidence.sentence.passage)
    events = [
        entry
        for i, number in numbers.items()
        if i in told or i in undertaken
        for entry in entries_of(records[i], number, undertaken.get(i, quoted[i]))
    ]
    events = sorted(events, key=_by_day)
    months = month_entries({n: records[i] for i, n in numbers.items() if i not in told}, by_month)
    counts = sorted(months, key=_by_day)[-max(LENGTH - len(events), LENGTH - TIMELINE_EVENTS) :]
    return tuple(sorted([*events[-(LENGTH - len(counts)) :], *counts], key=_by_day))


def _by_day(entry: TimelineEntry) -> tuple[date, str, int]:
    return entry.day, entry.text, entry.source
