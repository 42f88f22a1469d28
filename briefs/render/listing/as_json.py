"""A list as JSON; docs/json.md describes the fields."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from briefs.question.listing.day_list import DayList
from briefs.question.listing.listed import ListedQuestion, Nearest
from briefs.render.listing.wording import list_notes, refer_reasons


def list_to_dict(listed: DayList) -> dict[str, Any]:
    """Return a list as a JSON object."""
    return {
        "list": {
            "title": listed.title,
            "day": listed.day.isoformat(),
            "deadlines": asdict(listed.deadlines),
            "by_body": [{"body": body or None, **asdict(deadlines)} for body, deadlines in listed.by_body],
            "groups": [
                {"title": g.title, "alike": g.alike, "questions": [_question(each) for each in g.questions]}
                for g in listed.groups
            ],
            "refused": [{"line": r.line, "text": r.text, "why": r.why} for r in listed.refused],
            "given_twice": list(listed.given_twice),
            "left_out": listed.left_out,
            "notes": list(list_notes(listed)),
        }
    }


def _question(question: ListedQuestion) -> dict[str, Any]:
    clock = question.clock
    return {
        "line": question.line or None,
        "record_id": question.record_id,
        "uin": question.uin,
        "house": question.house.value,
        "body": question.body,
        "heading": question.heading,
        "text": question.text,
        "asker": {
            "member_id": question.asker_id,
            "name": question.asker,
            "party": question.party,
            "seat": question.seat,
            "declared_interest": question.declared_interest,
        },
        "tabled": _day(question.tabled),
        "due": _day(clock.due),
        "rule": clock.rule.value,
        "standing": clock.standing.value,
        "working_days": clock.days,
        "recess_known": clock.recess_known,
        "state": question.state.value,
        "asks": list(question.kinds),
        "parts": [{"label": label, "text": words} for label, words in question.parts],
        "grouped": list(question.grouped),
        "nearest": _nearest(question.nearest) if question.nearest else None,
        "url": question.url,
    }


def _nearest(nearest: Nearest) -> dict[str, Any]:
    reference = nearest.reference
    return {
        "record_id": nearest.record_id,
        "uin": nearest.uin,
        "body": nearest.body,
        "tabled": _day(nearest.tabled),
        "answered": _day(nearest.answered),
        "state": nearest.state.value,
        "grade": nearest.grade.value,
        "question": nearest.question,
        "citation": nearest.citation,
        "url": nearest.url,
        "can_refer": reference.can_refer.value if reference else None,
        "reasons": refer_reasons(nearest),
        "wording": reference.wording if reference else "",
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
