"""Parliament's Written Questions and Statements API on loopback, over an invented catalogue or real rows.

The forms are the real ones: lists ``{totalResults, results: [{value, links}]}`` whose rows are clipped and stripped of
their markup, details ``{value, links}`` that are whole. Every word of the invented rows is invented.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from tests.replay.server import Request, Response, Route, json_response

Row = dict[str, Any]
CLIPPED_AT = 255
_BODIES = {901: "Department for Coasts", 902: "Ministry of Harbours", 903: "Office for Lighthouses"}
_THINGS = "lamps buoys piers moorings beacons tugs ferries channels breakwaters slipways".split()
_VERBS = "inspected replaced surveyed repaired painted measured counted closed".split()
_TAGS = re.compile(r"<[^>]*>")


class Catalogue:
    """What the service holds; a test may change ``questions`` and ``statements`` (whole values by id) as it goes."""

    def __init__(self, questions: Iterable[Row] = (), statements: Iterable[Row] = ()) -> None:
        """Take the values of the details."""
        self.questions: dict[int, Row] = {row["id"]: row for row in questions}
        self.statements: dict[int, Row] = {row["id"]: row for row in statements}

    @property
    def routes(self) -> dict[str, Route]:
        """The routes of the service, for ``Replay``."""
        questions, statements = "/api/writtenquestions/questions", "/api/writtenstatements/statements"
        return {
            questions: lambda request: self._list(request, self.questions, _question_row, _QUESTION_FILTERS),
            rf"{questions}/(\d+)": lambda request: _detail(request, self.questions.get(int(request.groups[0]))),
            rf"{questions}/(\d{{4}}-\d\d-\d\d)/(\w+)": lambda request: self._by_number(request, "dateTabled"),
            statements: lambda request: self._list(request, self.statements, _statement_row, _STATEMENT_FILTERS),
            rf"{statements}/(\d+)": lambda request: _detail(request, self.statements.get(int(request.groups[0]))),
            rf"{statements}/(\d{{4}}-\d\d-\d\d)/(\w+)": lambda request: self._by_number(request, "dateMade"),
        }

    def _by_number(self, request: Request, field: str) -> Response:
        day, uin = request.groups
        held = self.questions if field == "dateTabled" else self.statements
        found = [row for row in held.values() if (row[field][:10], row["uin"]) == (day, uin)]
        return _detail(request, found[0] if found else None)

    def _list(
        self, request: Request, held: dict[int, Row], clip: Callable[[Row], Row], filters: dict[str, str]
    ) -> Response:
        rows = [row for _, row in sorted(held.items()) if _wanted(row, request, filters)]
        skip, take = request.number("skip", 0), request.number("take", 20)
        results = [
            {"value": _expanded(clip(row), request), "links": [{"rel": "self", "href": f"/{row['id']}"}]}
            for row in rows[skip : skip + take]
        ]
        return json_response({"totalResults": len(rows), "results": results})


def invented(today: date, count: int = 60, statements: int = 8) -> Catalogue:
    """Return questions of the last forty days before ``today`` in every state, and statements; always the same ones."""
    dice = random.Random(4)
    return Catalogue(
        (question(number, today - timedelta(days=dice.randint(0, 39)), today, dice) for number in range(1, count + 1)),
        (statement(number, today - timedelta(days=dice.randint(0, 39)), dice) for number in range(1, statements + 1)),
    )


def question(number: int, tabled: date, today: date, dice: random.Random) -> Row:
    """Return one invented question's whole value; what can have been answered by ``today`` is, for the most part."""
    thing, body = dice.choice(_THINGS), dice.choice(sorted(_BODIES))
    answered = tabled + timedelta(days=dice.randint(1, 12))
    has_answer = answered <= today and dice.random() < 0.9
    corrected = answered + timedelta(days=3)
    is_corrected = has_answer and corrected <= today and dice.random() < 0.1
    paragraphs = [_sentence(dice, thing) for _ in range(dice.randint(1, 12))]
    asked = f"To ask the Minister, how many {thing} were {dice.choice(_VERBS)} in each of the last {number} months"
    if dice.random() < 0.3:
        asked += ", and what assessment was made of " + ", ".join(_sentence(dice, thing)[:-1] for _ in range(4))
    return {
        "id": number,
        "askingMemberId": 7000 + number % 5,
        "askingMember": None,
        "house": "Lords" if number % 6 == 0 else "Commons",
        "memberHasInterest": False,
        "dateTabled": f"{tabled}T00:00:00",
        "dateForAnswer": f"{answered}T00:00:00",
        "uin": f"HL{number}" if number % 6 == 0 else str(10_000 + number),
        "questionText": f"{asked}.",
        "answeringBodyId": body,
        "answeringBodyName": _BODIES[body],
        "isWithdrawn": False,
        "isNamedDay": number % 4 == 0,
        "groupedQuestions": [],
        "answerIsHolding": False if has_answer else None,
        "answerIsCorrection": is_corrected if has_answer else None,
        "answeringMemberId": 8000 + body if has_answer else None,
        "answeringMember": None,
        "dateAnswered": f"{answered}T00:00:00" if has_answer else None,
        "answerText": "".join(f"<p>{text}</p>" for text in paragraphs) if has_answer else None,
        "dateAnswerCorrected": f"{corrected}T00:00:00" if is_corrected else None,
        "dateHoldingAnswer": None,
        "attachmentCount": 0,
        "heading": thing.capitalize(),
    }


def statement(number: int, made: date, dice: random.Random) -> Row:
    """Return one invented statement's whole value."""
    thing, body = dice.choice(_THINGS), dice.choice(sorted(_BODIES))
    return {
        "id": number,
        "memberId": 8000 + body,
        "member": None,
        "memberRole": "Minister of State",
        "uin": f"HCWS{number}",
        "dateMade": f"{made}T00:00:00",
        "answeringBodyId": body,
        "answeringBodyName": _BODIES[body],
        "title": f"Update on {thing}",
        "text": "".join(f"<p>{_sentence(dice, thing)}</p>" for _ in range(6)),
        "house": "Commons",
        "linkedStatements": [],
        "attachments": [],
    }


def _sentence(dice: random.Random, thing: str) -> str:
    place = dice.choice(("north", "south", "east", "west"))
    return (
        f"In {dice.randint(1990, 2020)} the keepers of the {place} {dice.choice(_VERBS)} {dice.randint(2, 90)} {thing}."
    )


_QUESTION_FILTERS = {"tabledWhen": "dateTabled", "answeredWhen": "dateAnswered", "correctedWhen": "dateAnswerCorrected"}
_STATEMENT_FILTERS = {"madeWhen": "dateMade"}


def _wanted(row: Row, request: Request, filters: dict[str, str]) -> bool:
    for parameter, field in filters.items():
        first, last = request.first(f"{parameter}From"), request.first(f"{parameter}To")
        day = (row.get(field) or "")[:10]
        if (first or last) and not (day and (first or day) <= day <= (last or day)):
            return False
    bodies, members = request.params.get("answeringBodies"), request.params.get("members")
    if bodies and str(row["answeringBodyId"]) not in bodies:
        return False
    own = {str(row.get(name)) for name in ("askingMemberId", "answeringMemberId", "memberId")}
    if members and own.isdisjoint(members):
        return False
    if request.first("uIN", row["uin"]) != row["uin"]:
        return False
    term = request.first("searchTerm").strip('"').lower()
    if term and term not in str(row).lower():
        return False
    return request.first("house", "Bicameral") in {"Bicameral", row["house"]}


def _detail(request: Request, row: Row | None) -> Response:
    if row is None:
        return json_response({"title": "Not Found"}, 404)
    return json_response({"value": _expanded(row, request), "links": []})


def _question_row(row: Row) -> Row:
    return {**row, "questionText": row["questionText"][:CLIPPED_AT], "answerText": _clipped(row["answerText"])}


def _statement_row(row: Row) -> Row:
    return {**row, "text": _clipped(row["text"])}


def _clipped(text: str | None) -> str | None:
    """Return text as rows of lists have it: without markup, at most 255 characters and three dots."""
    if text is None:
        return None
    flat = _TAGS.sub("", text)
    return flat if len(flat) <= CLIPPED_AT else f"{flat[:CLIPPED_AT]}..."


def _expanded(row: Row, request: Request) -> Row:
    """Return a row with its Members' names where they were asked for."""
    if request.first("expandMember") != "true":
        return row
    members: Row = {}
    for field in ("askingMember", "answeringMember", "member"):
        number = row.get(f"{field}Id")
        if field in row and number is not None:
            members[field] = {"id": number, "name": f"Member {number}", "party": "Harbour", "memberFrom": "Port"}
    return {**row, **members}
