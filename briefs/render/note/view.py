"""What a template of a background note is given: every word around the quotations already chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefs.question.answers.changes import AnswerDifference
from briefs.question.model import DeskNote, Grade, PartAnswered
from briefs.question.parse.parser import LetteredPart
from briefs.question.verify import as_brief
from briefs.records.citations import long_date
from briefs.render.brief.view import ItemView, SourceView, view_of
from briefs.render.brief.wording import quoted
from briefs.render.escaping import link
from briefs.render.note import wording
from briefs.render.note.head import (
    LABELS,
    RECOGNISED,
    asker_lines,
    deadline_words,
    head_of,
    nothing_words,
    with_it_words,
)
from briefs.topic.model import Item, Section

_UNTITLED = re.compile(r"^Written question (?:HL)?\d+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of the question; ``remark`` is the sentence that stands where no sentence speaks to it by itself."""

    title: str
    items: tuple[ItemView, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line with what is quoted under it: an earlier question, a step of the chain, something that has passed.

    Under an earlier question its ``answer`` may be quoted too, with the words of ``lead`` before it.
    """

    line: str
    items: tuple[ItemView, ...]
    lead: str = ""
    answer: tuple[ItemView, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerTurnView:
    """One answer of the series: ``changes`` mark it against the one before, else ``items`` give it whole."""

    line: str
    changes: tuple[AnswerDifference, ...]
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class NoteView:
    """A background note for a template. ``facts`` are (label, value) pairs about the question.

    ``own_partly`` says that its own answer is not held as printed; ``partly`` are sentences on such earlier answers.
    ``silent`` is the sentence for what no earlier answer speaks to, empty where every part is spoken to;
    ``unanswered`` names those parts where they are not all. ``head`` has the pairs that a reader wants first;
    ``taken_apart`` are the facts without what the head says.
    """

    title: str
    made: str
    question: str
    facts: tuple[tuple[str, str], ...]
    answer: tuple[ItemView, ...]
    own_partly: str
    parts: tuple[PartView, ...]
    partly: tuple[str, ...]
    silent: str
    unanswered: tuple[str, ...]
    previous: tuple[NoteLine, ...]
    with_it: tuple[NoteLine, ...]
    grouped: str
    since: str
    beyond: tuple[ItemView, ...]
    nothing: str
    chain: tuple[NoteLine, ...]
    drift: tuple[AnswerTurnView, ...]
    reference: tuple[str, ...]
    passed: tuple[NoteLine, ...]
    asker: tuple[str, ...]
    figures: tuple[ItemView, ...]
    sources: tuple[SourceView, ...]
    notes: tuple[str, ...]
    head: tuple[tuple[str, str], ...] = ()

    @property
    def taken_apart(self) -> tuple[tuple[str, str], ...]:
        """What the question says, without what stands in the head."""
        return tuple(fact for fact in self.facts if fact[0] not in LABELS)


def note_view(note: DeskNote) -> NoteView:
    """Return what a template is given for a note."""
    subject = note.subject
    number = f"{subject.uin}" if subject.uin else ""
    heading = "" if subject.heading and subject.uin and subject.heading.endswith(f" {subject.uin}") else subject.heading
    unanswered = tuple(_unanswered(note))
    return NoteView(
        title=" · ".join(part for part in ("Background note", number, heading) if part),
        made=long_date(note.made),
        question=subject.text,
        facts=tuple(_facts(note)),
        answer=credited_once(shown(note, note.answer)),
        own_partly=wording.own_partly_words(note.answer_wanted) if note.answer_wanted else "",
        parts=tuple(_parts(note)),
        partly=tuple(wording.partly_words(held) for held in note.partly_held),
        silent=wording.unanswered_words(note) if unanswered else "",
        unanswered=unanswered if any(part.items or part.asked_in for part in note.parts) else (),
        previous=tuple(_previous(note, with_it=False)),
        with_it=tuple(_previous(note, with_it=True)),
        grouped=with_it_words(note),
        since=wording.since_words(note),
        beyond=shown(note, note.beyond),
        nothing=nothing_words(note),
        chain=tuple(_chain(note)),
        drift=tuple(_drift(note)),
        reference=tuple(wording.reference_lines(note.references)),
        passed=tuple(_passed(note)),
        asker=tuple(asker_lines(note.asker, note)) if note.asker else (),
        figures=shown(note, note.figures),
        sources=tuple(_source(source) for source in view_of(as_brief(note)).sources),
        notes=note.notes,
        head=tuple(head_of(note)),
    )


def _previous(note: DeskNote, *, with_it: bool) -> Iterator[NoteLine]:
    cited = {source.number: source.citation for source in note.sources}
    shows = (p for p in note.previous if p.with_it is with_it and not (with_it and p.loose))
    for earlier in shows:
        question = shown(note, (earlier.question,) if earlier.question else ())
        line = f"[{earlier.source}] {wording.state_words(earlier, cited[earlier.source])}"
        lead = wording.answer_lead(earlier) if earlier.answer else ""
        yield NoteLine(line, question, lead, credited_once(shown(note, earlier.answer)))


def _drift(note: DeskNote) -> Iterator[AnswerTurnView]:
    for turn in note.drift:
        day = long_date(turn.answered) if turn.answered else ""
        line = f"[{turn.source}] {day}, {turn.attribution}. {wording.turn_words(turn)}"
        yield AnswerTurnView(line, turn.changes, shown(note, turn.items))


def _passed(note: DeskNote) -> Iterator[NoteLine]:
    """Yield what may be out of date in the answers on the subject."""
    for reference in (each for each in note.references if each.grade is not Grade.LOOSE):
        for item, until, what in reference.passed:
            yield NoteLine(f"[{reference.source}] {wording.passed_words(what, long_date(until))}", shown(note, (item,)))


def _chain(note: DeskNote) -> Iterator[NoteLine]:
    """Yield the steps of the chain; what to fetch is said once."""
    said: set[str] = set()
    for step in note.chain:
        yield NoteLine(wording.link_words(step, said), credited_once(shown(note, step.items)))
        if step.wanted is not None:
            said.add(wording.fetch_command(step.wanted))


def shown(note: DeskNote, items: Sequence[Item]) -> tuple[ItemView, ...]:
    """Return quotations as they are shown."""
    sections = view_of(as_brief(note, Section("", tuple(items)))).sections
    views = sections[0].items if sections else ()
    # The day of a source is that of its answer; beside the words of the question it would say when they were asked, and
    # an answer whose day is not held has none.
    return tuple(
        view if note.day_of(item) == (item.day, "answered") or item.source not in note.days else replace(view, day="")
        for item, view in zip(items, views, strict=True)
    )


def credited_once(items: Sequence[ItemView]) -> tuple[ItemView, ...]:
    """Return quotations that follow each other with whose they are said after the last of those of one person."""
    following = [*items[1:], None][: len(items)]
    return tuple(
        replace(item, attribution="", day="") if after and _credit(item) == _credit(after) else item
        for item, after in zip(items, following, strict=True)
    )


def _credit(item: ItemView) -> tuple[str, str]:
    return item.attribution, item.day


def _source(source: SourceView) -> SourceView:
    """Return a source as it is shown: a title that is but its number is said by its citation."""
    return replace(source, title="") if _UNTITLED.match(source.title) else source


def _facts(note: DeskNote) -> Iterator[tuple[str, str]]:
    """Yield what the question says, taken apart, each value in its own words."""
    anatomy, subject = note.anatomy, note.subject
    if subject.citation:
        yield "Cited as", subject.citation
    if address := link(subject.url):
        yield "Link", address
    if anatomy.asked:
        body = f" ({subject.body})" if subject.body else ""
        yield "Asked", f"{quoted(anatomy.asked.text)}{body}"
    for span in anatomy.references:
        yield "Behind it", quoted(span.text)
    for ask in anatomy.asks:
        yield "Request", f"{ask.kind.value}: {quoted(ask.subject.text if ask.subject else ask.span.text)}"
        yield from (("", line) for line in _lettered(ask.parts))
    if anatomy.periods:
        yield "Period", " · ".join(quoted(text) for text in dict.fromkeys(s.text for s in anatomy.periods))
    if anatomy.places:
        yield "Place", " · ".join(quoted(text) for text in dict.fromkeys(s.text for s in anatomy.places))
    yield "Deadline", deadline_words(note)
    if note.recognised:
        yield "Known", RECOGNISED


def _lettered(parts: Sequence[LetteredPart], above: str = "") -> Iterator[str]:
    for part in parts:
        label = f"{above}({part.label})"
        yield f"{label} {quoted(part.span.text)}"
        yield from _lettered(part.parts, label)


def _parts(note: DeskNote) -> Iterator[PartView]:
    for part in note.parts:
        if part.items or part.asked_in:
            # A question of one part stands above it already.
            title = _named(part) if len(note.parts) > 1 else ""
            remark = "" if part.items else wording.asked_too(part)
            yield PartView(title, shown(note, part.items), remark)


def _named(part: PartAnswered) -> str:
    return f"{part.label} {quoted(part.text)}".strip()


def _unanswered(note: DeskNote) -> Iterator[str]:
    """Yield the parts that nothing speaks to; a request whose lettered parts are named is not named beside them."""
    for number, part in enumerate(note.parts, 1):
        lettered = not part.label and number < len(note.parts) and note.parts[number].label
        if not part.items and not part.asked_in and not lettered:
            yield _named(part)
