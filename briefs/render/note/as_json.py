"""A background note as JSON: see "The JSON of a background note" in README.md."""

from __future__ import annotations

from datetime import date
from typing import Any

from briefs.question.deadline import Clock
from briefs.question.model import ChainLink, DeskNote, DriftTurn, PartAnswered, Previous, Reference
from briefs.question.parse.parser import Anatomy, Ask, LetteredPart, Span
from briefs.question.references.resolution import WantedTarget
from briefs.question.verify import as_brief
from briefs.render.brief.as_json import brief_to_dict
from briefs.render.note.wording import fetch_command, reference_reasons
from briefs.topic.model import Item, Section


def note_to_dict(note: DeskNote) -> dict[str, Any]:
    """Return a note as plain data: texts exact, days ISO, every quotation an item of the JSON of a brief."""
    return {
        "question": _question(note),
        "made": note.made.isoformat(),
        "anatomy": _anatomy(note.anatomy),
        "clock": _clock(note.clock),
        "answer": _items(note, note.answer),
        "answer_fetch": _wanted(note.answer_wanted) if note.answer_wanted else None,
        "parts": [_part(note, part) for part in note.parts],
        "previous": [_previous(note, previous) for previous in note.previous],
        "partly_held": [
            {"source": held.source, "same_question": held.same_question, "fetch": _wanted(held.wanted)}
            for held in note.partly_held
        ],
        "chain": [_link(note, link) for link in note.chain],
        "drift": [_turn(note, turn) for turn in note.drift],
        "reference": _reference(note, note.reference) if note.reference else None,
        "references": [_reference(note, reference) for reference in note.references],
        "tabled_with_it": [previous.source for previous in note.previous if previous.with_it],
        "since_then": {"since": _day(note.beyond_since), "items": _items(note, note.beyond)},
        "asker": _asker(note),
        "figures": _items(note, note.figures),
        "sources": _sources(note),
        "searched": note.searched,
        "newest_held": _day(note.newest_held),
        "notes": list(note.notes),
    }


def _question(note: DeskNote) -> dict[str, Any]:
    subject = note.subject
    return {
        "text": subject.text,
        "record_id": subject.record_id,
        "uin": subject.uin,
        "house": note.anatomy.house.value,
        "heading": subject.heading,
        "answering_body": subject.body,
        "tabled": _day(subject.tabled),
        "date_for_answer": _day(subject.date_for_answer),
        "recognised_by_its_words": note.recognised,
        "state": subject.state.value if subject.state else None,
        "citation": subject.citation,
        "url": subject.url,
    }


def _anatomy(anatomy: Anatomy) -> dict[str, Any]:
    return {
        "asked": _span(anatomy.asked),
        "references": [_span(span) for span in anatomy.references],
        "requests": [_ask(ask) for ask in anatomy.asks],
        "periods": [_span(span) for span in anatomy.periods],
        "places": [_span(span) for span in anatomy.places],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _span(span: Span | None) -> dict[str, Any] | None:
    return {"text": span.text, "start": span.start, "end": span.end} if span else None


def _ask(ask: Ask) -> dict[str, Any]:
    return {
        "kind": ask.kind.value,
        **(_span(ask.span) or {}),
        "subject": _span(ask.subject),
        "parts": _lettered(ask.parts),
    }


def _lettered(parts: tuple[LetteredPart, ...]) -> list[dict[str, Any]]:
    return [{"label": p.label, **(_span(p.span) or {}), "parts": _lettered(p.parts)} for p in parts]


def _items(note: DeskNote, items: tuple[Item, ...]) -> list[dict[str, Any]]:
    """Return quotations as those of a brief are, each with the day on which it was asked or answered."""
    made: list[dict[str, Any]] = brief_to_dict(as_brief(note, Section("", items)))["sections"][0]["items"]
    for item, written in zip(items, made, strict=True):
        day, means = note.day_of(item)
        written |= {"date": _day(day), "date_is": means}
    return made


def _sources(note: DeskNote) -> list[dict[str, Any]]:
    """Return the sources as those of a brief are, with what the day of a written question is: tabled or answered."""
    made: list[dict[str, Any]] = brief_to_dict(as_brief(note))["sources"]
    for source in made:
        days = note.days.get(source["number"])
        source["date_is"] = ("answered" if days.answered else "tabled" if days.tabled else None) if days else None
    return made


def _clock(clock: Clock) -> dict[str, Any]:
    return {
        "rule": clock.rule.value,
        "standing": clock.standing.value,
        "on": clock.on.isoformat(),
        "tabled": _day(clock.tabled),
        "due": _day(clock.due),
        "answered": _day(clock.answered),
        "working_days": clock.days,
        "recess_known": clock.recess_known,
        "recess_known_until": _day(clock.known_until),
        "holding_answer_only": clock.held,
    }


def _part(note: DeskNote, part: PartAnswered) -> dict[str, Any]:
    return {
        "label": part.label,
        "text": part.text,
        "kind": part.kind,
        "items": _items(note, part.items),
        "asked_in": list(part.asked_in),
    }


def _previous(note: DeskNote, previous: Previous) -> dict[str, Any]:
    return {
        "source": previous.source,
        "likeness": previous.likeness,
        "state": previous.state.value,
        "tabled": _day(previous.tabled),
        "answered": _day(previous.answered),
        "same_question": previous.same_question,
        "shares_answer": previous.shares_answer,
        "grade": previous.grade.value,
        "tabled_with_it": previous.with_it,
        "uin": previous.uin,
        "answering_body": previous.body,
        "answered_by": previous.answered_by,
        "clipped": previous.clipped,
        "answered_again": previous.replaced_by,
        "refers_to": list(previous.refers_to),
        "in_common": list(previous.why),
        "nearness": previous.near,
        "other_body": previous.other_body,
        "answer": _items(note, previous.answer),
        "answer_whole": previous.answer_whole if previous.answer else None,
        "question": _items(note, (previous.question,))[0] if previous.question else None,
    }


def _link(note: DeskNote, link: ChainLink) -> dict[str, Any]:
    pointer = link.pointer
    return {
        "from": link.source or None,
        "in": link.part.value,
        "depth": link.depth,
        "text": pointer.text,
        "form": pointer.form.value,
        "uin": link.uin,
        "stated_date": _day(pointer.day),
        "stated_date_is": pointer.means.value if pointer.day else None,
        "column": pointer.column,
        "to": link.target,
        "exact": link.exact,
        "clipped": link.clipped,
        "why_not": link.why.value if link.why else None,
        "fetch": _wanted(link.wanted) if link.wanted else None,
        "items": _items(note, link.items),
    }


def _wanted(wanted: WantedTarget) -> dict[str, Any]:
    return {
        "house": wanted.house.value,
        "uin": wanted.uin,
        "date": _day(wanted.day),
        "date_is": wanted.means.value,
        "statement": wanted.statement,
        "command": fetch_command(wanted),
    }


def _turn(note: DeskNote, turn: DriftTurn) -> dict[str, Any]:
    return {
        "source": turn.source,
        "answered": _day(turn.answered),
        "attribution": turn.attribution,
        "verdict": turn.verdict.value if turn.verdict else None,
        "alike": turn.alike,
        "changes": [{"kind": change.kind, "text": change.text} for change in turn.changes],
        "items": _items(note, turn.items),
    }


def _reference(note: DeskNote, reference: Reference) -> dict[str, Any]:
    government = reference.government
    return {
        "source": reference.source,
        "answered": _day(reference.answered),
        "age_days": reference.age_days,
        "same_question": reference.same_question,
        "same_session": reference.same_session,
        "same_government": reference.same_government,
        "prime_minister": government[1] if government else None,
        "same_minister": reference.same_minister,
        "corrected": reference.corrected,
        "clipped": reference.clipped,
        "refers_to_another": reference.refers,
        "grade": reference.grade.value,
        "can_be_referred_to": reference.can_refer.value,
        "reasons": list(reference_reasons(reference)),
        "wording": reference.wording or None,
        "passed": [
            {"what": what.value, "until": until.isoformat(), "item": _items(note, (item,))[0]}
            for item, until, what in reference.passed
        ],
    }


def _asker(note: DeskNote) -> dict[str, Any] | None:
    asker = note.asker
    if asker is None:
        return None
    return {
        "member_id": asker.member_id,
        "name": asker.name,
        "named_by_lists": asker.named_by_lists,
        "party": asker.party,
        "seat": asker.seat,
        "office": asker.office,
        "declared_interest": asker.declared_interest,
        "on_subject": list(asker.on_subject),
        "to_body": asker.to_body,
        "looked_through": asker.looked_through,
        "grouped": list(asker.grouped),
    }
