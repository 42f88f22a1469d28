"""Questions tabled for oral answer in the Commons: what will be asked, by whom, of which department and when.

Built from the service's Swagger description and real answers. It lists what was tabled; what was said, and urgent
questions, which are not tabled here at all, come with Hansard. The list is found by the day of answer, days to come
among them. A question changes until it is asked: days of answer of the last three weeks are asked for again.

The cursor: ``from``, the first day of answer ever walked; ``through``, the last day of answer walked; ``month`` and
``skip``, where a walk that was cut off goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from briefs.errors import RefusedInput
from briefs.language.words import content_stems
from briefs.readers.apis.oral_questions_api import record_of, unknown_numbers
from briefs.readers.common.json_rows import Row
from briefs.records.model import House, Record, Refusal
from briefs.sync.base import Batch, Cursor, Fetcher, Scope
from briefs.sync.http.validation import Filter, Rule, changed, day_in, json_of, number_in, rows_in
from briefs.sync.walk.day_ranges import begun, months, resumed
from briefs.sync.walk.paging import PageRequest, PageStep, ServicePage, pages

TAKE = 100
"""Rows a page: the most that the description allows."""

_AGAIN, _AHEAD = timedelta(days=21), timedelta(days=60)


class OralQuestions:
    """Oral questions as tabled; ``Scope.bodies`` and ``members`` are asked for, ``terms`` looked for in what comes."""

    name = "oral-questions"
    title = "Oral questions"
    address = "https://oralquestionsandmotions-api.parliament.uk"

    def plan(self, scope: Scope, cursor: Cursor, today: date) -> tuple[str, ...]:
        """Return what would be asked."""
        if scope.house is House.LORDS:
            return (_COMMONS_ALONE,)
        first, last = _days(scope, cursor, today)
        return (f"The oral questions tabled in the Commons for answer from {first} to {last}.",)

    def walk(self, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> Iterator[Batch]:
        """Yield the questions for answer, a month of days and a page at a time; see ``Source.walk``."""
        if scope.house is House.LORDS:
            yield Batch((), cursor, warnings=(_COMMONS_ALONE,))
            return
        first, last = _days(scope, cursor, today)
        through = cursor.get("through")
        begin_at = begun(scope, cursor).isoformat()
        checks = Filter(self.title)
        said: set[str] = set()
        for begin, end in months(first, last):
            skip = cursor.get("skip")
            resumes = cursor.get("month") == begin.isoformat() and type(skip) is int
            for step in self._pages(fetch, scope, begin, end, skip if resumes and type(skip) is int else 0):
                if not step.rows and not step.warnings:
                    continue
                rows, warnings = checks.obeying(step.rows, *_rules(scope, begin, end))
                unknown = {text for row in rows for text in unknown_numbers(row)} - said
                said |= unknown
                records, refused = _records([row for row in rows if _wanted(row, scope.terms)], step)
                yield Batch(
                    records,
                    {"from": begin_at, "through": through, "month": begin.isoformat(), "skip": step.next},
                    done=step.next,
                    expected=step.total,
                    refused=refused,
                    warnings=(*step.warnings, *warnings, *sorted(unknown)),
                )
            through = max(str(through or ""), min(end, today).isoformat())
            following = (end + timedelta(days=1)).isoformat()
            yield Batch((), {"from": begin_at, "through": through, "month": following, "skip": 0})
        yield Batch((), {"from": begin_at, "through": through})

    def _pages(self, fetch: Fetcher, scope: Scope, begin: date, end: date, skip: int) -> Iterator[PageStep]:
        given: dict[str, str | int | tuple[str, ...] | tuple[int, ...]] = {
            "parameters.answeringDateStart": begin.isoformat(),
            "parameters.answeringDateEnd": end.isoformat(),
        }
        if scope.bodies:
            given["parameters.answeringBodyIds"] = scope.bodies
        if scope.members:
            given["parameters.askingMemberIds"] = scope.members

        def ask(at: PageRequest) -> ServicePage:
            page = {"parameters.skip": at.skip, "parameters.take": at.take}
            answer = fetch.get("/oralquestions/list", {**given, **page}, tries=at.tries)
            value = json_of(self.title, answer)
            if isinstance(value, dict) and value.get("Success") is False:
                raise changed(self.title, "Success", f"true (it says: {value.get('Errors')})"[:300])
            rows = rows_in(self.title, value, "Response")
            paging = value.get("PagingInfo")
            if not isinstance(paging, dict):
                raise changed(self.title, "PagingInfo", "the size of the list")
            return ServicePage(rows, number_in(self.title, paging, "Total"), answer)

        return pages(self.title, fetch.habits, TAKE, ask, lambda row: number_in(self.title, row, "Id"), skip)


_COMMONS_ALONE = "Only the Commons lists its oral questions; nothing is asked for the Lords."


def _records(rows: list[Row], step: PageStep) -> tuple[tuple[Record, ...], tuple[Refusal, ...]]:
    records: dict[str, Record] = {}
    refused: list[Refusal] = []
    for row in rows:
        try:
            record = record_of(row, step.answer.file)
        except RefusedInput as error:
            refused.append(Refusal(f"oral question {row.get('Id')}", error.reason))
        else:
            records[record.record_id] = record
    return tuple(records.values()), tuple(refused)


def _rules(scope: Scope, begin: date, end: date) -> list[tuple[str, Rule]]:
    title = OralQuestions.title
    rules: list[tuple[str, Rule]] = [
        ("day of answer", lambda row: begin <= day_in(title, row, "AnsweringWhen") <= end),
    ]
    if scope.bodies:
        rules.append(("answering body", lambda row: str(row.get("AnsweringBodyId")) in scope.bodies))
    if scope.members:
        rules.append(("asking member", lambda row: row.get("AskingMemberId") in scope.members))
    return rules


def _wanted(row: Row, terms: tuple[str, ...]) -> bool:
    """Whether a question has all the words of one of the terms; the service cannot be asked for them."""
    stems = content_stems(str(row.get("QuestionText") or ""))
    return not terms or any(content_stems(term) <= stems for term in terms)


def _days(scope: Scope, cursor: Cursor, today: date) -> tuple[date, date]:
    """Return the first and last day of answer to ask for."""
    last = today + _AHEAD
    first = resumed(scope, cursor, cursor.get("through"), today - _AGAIN, cursor.get("month"))
    return first, min(scope.until, last) if scope.until else last
