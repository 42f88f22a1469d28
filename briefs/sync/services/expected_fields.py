"""What the answers of each service are expected to hold, for a rehearsal: fields and the kinds of their values.

Only fields that a reader of ours takes are named. A path such as ``results[].value.id`` leads through objects by their
names and through the rows of lists by ``[]``; a kind that ends in "?" may be null or missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Expected:
    """One kind of answer: the end of its path, whether it is a document (else a list), and its fields."""

    path: re.Pattern[str]
    document: bool
    fields: Mapping[str, str]


def _expected(path: str, fields: str, *, document: bool = False, within: str = "") -> Expected:
    """Return what is expected; ``fields`` are "name kind" with commas, below ``within`` unless dotted before."""
    found = {}
    for field in fields.split(","):
        name, kind = field.split()
        found[name.removeprefix(".") if name.startswith(".") else within + name] = kind
    return Expected(re.compile(path + r"(?:\?|$)"), document, found)


_QUESTION = (
    "id number, uin text, house text, dateTabled day, questionText text, answeringBodyName text,"
    " answeringBodyId number, isWithdrawn yes/no, isNamedDay yes/no, askingMemberId number,"
    " answerText text?, dateAnswered day?, answerIsHolding yes/no?, answerIsCorrection yes/no?,"
    " dateForAnswer day?, heading text?"
)
_STATEMENT = "id number, uin text, house text, dateMade day, title text, text text, memberId number, memberRole text?"
_EVIDENCE = "id number, publicationDate day, witnesses list, document object?, committees list"
EXPECTED: tuple[Expected, ...] = (
    _expected("/writtenquestions/questions", f".totalResults number, {_QUESTION}", within="results[].value."),
    _expected(
        r"/writtenquestions/questions/[\w/-]{1,200}",
        f"{_QUESTION}, askingMember object",
        within="value.",
        document=True,
    ),
    _expected("/writtenstatements/statements", f".totalResults number, {_STATEMENT}", within="results[].value."),
    _expected(
        r"/writtenstatements/statements/[\w/-]{1,200}", f"{_STATEMENT}, member object", within="value.", document=True
    ),
    _expected("/overview/calendar.json", "ItemDate day", within="[]."),
    _expected("/overview/sectionsforday.json", "[] text"),
    _expected(
        "/overview/sectiontrees.json",
        "Title text, ItemDate day, House text, SectionTreeItems list, SectionTreeItems[].ExternalId text,"
        " SectionTreeItems[].Title text, SectionTreeItems[].SortOrder number, SectionTreeItems[].ParentId number?",
        within="[].",
    ),
    _expected(
        r"/debates/debate/[\w.-]+",
        "Overview.ExtId text, Overview.Title text, Overview.Date day, Overview.House text, Overview.Location text,"
        " Items list, Items[].ItemType text, Items[].Value text, Items[].ExternalId text?, Items[].MemberId number?,"
        " Items[].AttributedTo text?, Items[].HRSTag text?, ChildDebates list",
        document=True,
    ),
    _expected(
        "/search/contributions/Spoken.json",
        "TotalResultCount number, Results[].ContributionExtId text?, Results[].DebateSectionExtId text,"
        " Results[].SittingDate day, Results[].House text, Results[].ContributionTextFull text",
    ),
    _expected(
        "/oralquestions/list",
        ".PagingInfo.Total number, .Success yes/no, Id number, UIN number, QuestionText text, QuestionType number|text,"
        " Status number|text, TabledWhen day, AnsweringWhen day, AnsweringBody text, AskingMemberId number,"
        " AskingMember.Name text, HansardLink text?",
        within="Response[].",
    ),
    _expected(
        "/api/Publications",
        ".totalResults number, id number, description text, publicationStartDate day, documents list,"
        " committee object?",
        within="items[].",
    ),
    _expected("/api/OralEvidence", f".totalResults number, {_EVIDENCE}, meetingDate day?", within="items[]."),
    _expected("/api/WrittenEvidence", f".totalResults number, {_EVIDENCE}, internalReference text?", within="items[]."),
    _expected(r"/Document/(?:\d+/)?\w+", "data text, fileName text?", document=True),
    _expected(
        "/api/search.json",
        ".total number, link text, title text, public_timestamp day, content_store_document_type text",
        within="results[].",
    ),
    _expected(
        r"/api/content/[^?]+",
        "base_path text, title text, document_type text, first_published_at day, public_updated_at day?,"
        " details object, details.body text, links object",
        document=True,
    ),
    _expected(
        "/api/Members/Search",
        ".totalResults number, id number, nameDisplayAs text, latestParty object?, latestHouseMembership object",
        within="items[].value.",
    ),
    _expected("/api/Members/History", "value object", within="[]."),
    _expected(
        r"/api/Members/\d+/Biography", "representations list, governmentPosts list", within="value.", document=True
    ),
)
_KINDS: dict[str, tuple[type, ...]] = {
    "number": (int,),
    "text": (str,),
    "day": (str,),
    "yes/no": (bool,),
    "list": (list,),
    "object": (dict,),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def expected_of(url: str) -> Expected | None:
    """Return what the answer at an address is expected to hold, None where nothing is known of it."""
    plain = url.partition("?")[0]
    return next((each for each in EXPECTED if each.path.search(plain)), None)


def differences(expected: Expected, value: Any) -> list[str]:
    """Return in what an answer differs from what is expected, a phrase a field."""
    found: list[str] = []
    for path, kinds in expected.fields.items():
        wanted = kinds.removesuffix("?").split("|")
        wrong = [got for got in _at(value, path) if not _fits(got, wanted, optional=kinds.endswith("?"))]
        if wrong:
            found.append(f"{path} should be {' or '.join(wanted)} and is {_kind(wrong[0])}")
    return found


_MISSING = object()


def _at(value: Any, path: str) -> Iterator[Any]:
    """Yield every value at a path; one that is not there as ``_MISSING``."""
    if not path:
        yield value
    elif path.startswith("[]"):
        for row in value if isinstance(value, list) else (_MISSING,):
            yield from (_MISSING,) if row is _MISSING else _at(row, path[2:].removeprefix("."))
    else:
        name, _, rest = path.partition(".")
        listed = name.endswith("[]")
        inner = value.get(name.removesuffix("[]"), _MISSING) if isinstance(value, dict) else _MISSING
        if inner is _MISSING or (inner is None and (rest or listed)):
            yield _MISSING
        else:
            yield from _at(inner, f"[].{rest}".rstrip(".") if listed else rest)


def _fits(value: Any, wanted: list[str], *, optional: bool) -> bool:
    if value is None or value is _MISSING:
        return optional
    return _kind(value) in wanted or ("day" in wanted and isinstance(value, str) and _DAY.match(value) is not None)


def _kind(value: Any) -> str:
    if value is _MISSING:
        return "missing"
    if value is None:
        return "null"
    return next((name for name, types in _KINDS.items() if type(value) in types), type(value).__name__)
