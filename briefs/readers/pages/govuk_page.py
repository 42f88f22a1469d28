"""A page of GOV.UK saved as text: a speech, a statement to Parliament, a news story or a press release.

Above the words stand the kind of page, the title, a sentence of summary and the lines "From:", "Published", "Last
updated", "Delivered on:", "Location:", each with its value on the same line or the next. Below them stand the site's
own lines. The same pages as the content API gives them are read in ``govuk``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefs.errors import RefusedInput
from briefs.names.offices import role_of
from briefs.quotations.attribution import with_reported_quotes
from briefs.quotations.entities import people
from briefs.readers.apis.govuk import LICENCE
from briefs.readers.common.base import Reading, Stripped
from briefs.readers.common.boilerplate import furniture, page_lines, written_day
from briefs.readers.common.contributions import passage_by
from briefs.readers.common.page_people import is_name
from briefs.readers.common.press_release import Paragraph, release_voices
from briefs.records.identity import file_id, govuk_id
from briefs.records.model import DateKind, Dates, House, Kind, Part, Passage, Person, Record, Role

_KINDS = {
    "speech": Kind.SPEECH,
    "authored article": Kind.SPEECH,
    "transcript": Kind.SPEECH,
    "oral statement to parliament": Kind.ORAL_STATEMENT,
    "oral statement": Kind.ORAL_STATEMENT,
    "written statement to parliament": Kind.WRITTEN_STATEMENT,
    "written statement": Kind.WRITTEN_STATEMENT,
    "press release": Kind.NEWS,
    "news story": Kind.NEWS,
    "government response": Kind.NEWS,
    "world news story": Kind.NEWS,
}
_LABEL = re.compile(
    r"^(?P<label>From|Published|Last updated|Updated|Delivered on|Location|Part of|Get emails about this page"
    r"|First published|Written on|Date|History)\b(?::|(?=\s\d)|$)\s*(?P<value>.*)$"
)
_HOW = re.compile(r"\(?(?:Transcript of the speech|Speaker.s notes|Original script)\b[^)\n]{0,80}\)?$", re.IGNORECASE)
_HOW_ALONE = re.compile(rf"^{_HOW.pattern}", re.IGNORECASE)
_UNDER = re.compile(r"^This (?:was|speech was|news article was) published under the .{3,120}$")
_END = re.compile(
    r"^(?:Share this page.*|The following links open in a new tab|Updates to this page|Sign up for emails or print.*"
    r"|Print this page|Related content|Explore the topic|Is this page useful\??|Help us improve GOV\.UK|Collection"
    r"|Maybe|Yes this page is useful|Report a problem with this page|Services and information"
    r"|Government activity|Support links|All content is available under .*|Detailed guide)$",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"^(?:GOV\.UK|Home|Menu|Navigation menu|Search(?: GOV\.UK)?|Crime, justice and law|Cookies on GOV\.UK|Contents"
    r"|Hide (?:this message|all updates)|(?:[—–-] )?See all updates|Show all updates|Get emails about this page)$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^(?:Media enquiries|Press office|Contact(?: details| us)?|Email:?|Telephone:?|Phone:?|Out of hours.*|"
    r"Newsdesk.*|[\w.+-]+@[\w.-]+|(?:Email|Telephone|Phone|Tel):? .{3,60})$",
    re.IGNORECASE,
)
_NOTES = re.compile(r"^(?:Notes (?:to|for) editors|ENDS|Further information|Background)\b.{0,3}$", re.IGNORECASE)
_URL = re.compile(r"https://www\.gov\.uk(?P<path>/government/(?:news|speeches)/[\w-]{3,200})\b")
_LETTERS = re.compile(r"(?:,?\s(?:MP|KC|QC|CBE|OBE|MBE|DBE|KCB|PC)){1,9}$")
_PERSON = re.compile(r"\b(?:Rt Hon|Right Honourable|MP|Lord|Baroness|Sir|Dame|Viscount|Earl)\b")
_HOUSE = re.compile(r"\bHouse of (Commons|Lords)\b", re.IGNORECASE)
_HEAD_LINES = 60


@dataclass
class _GovukPage:
    """What has been read off a page so far."""

    kind: Kind | None = None
    title: str = ""
    summary: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    how: str | None = None
    words: list[str] = field(default_factory=list)
    left_out: list[Stripped] = field(default_factory=list)


def looks_like(text: str) -> bool:
    """Whether a text's first lines name one of the site's kinds of page, the publisher and the day of publication."""
    lines = page_lines(text)[:_HEAD_LINES]
    labels = {m["label"] for line in lines if len(line) < 300 and (m := _LABEL.match(line))}
    kinds = any(line.casefold() in _KINDS for line in lines)
    dated = bool(labels & {"Published", "Delivered on", "First published", "Written on"})
    site = any("GOV.UK" in line for line in lines[:10]) or "www.gov.uk/government/" in text[:3000]
    return "From" in labels and dated and (kinds or site)


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the record of a page already turned to text; ``data`` gives the identity where no address does.

    Raises RefusedInput where the page holds none of its words.
    """
    lines = page_lines(text)
    page = _GovukPage()
    _read_words(page, lines[_read_head(page, lines) :])
    if not page.words:
        raise RefusedInput("this page of GOV.UK has no text; save the whole page again")
    kind = page.kind or Kind.NEWS
    publisher, speaker = _from(page)
    person = _speaker(page, speaker) if kind is not Kind.NEWS and speaker else None
    spoken = written_day(page.values.get("Delivered on", "")) if kind is not Kind.NEWS else None
    published = written_day(page.values.get("Published", "") or page.values.get("First published", ""))
    path = next((m["path"] for line in lines if (m := _URL.fullmatch(line))), None)
    statement = kind in (Kind.ORAL_STATEMENT, Kind.WRITTEN_STATEMENT)
    house = _HOUSE.search(page.values.get("Location", "")) if statement else None
    record = Record(
        record_id=govuk_id(path) if path else file_id(data),
        kind=kind,
        title=page.title or name.rsplit(".", 1)[0],
        passages=tuple(_passages(page, kind, publisher, person)),
        dates=Dates(happened=spoken, published=published, cited=DateKind.HAPPENED if spoken else DateKind.PUBLISHED),
        house=House(house[1].lower()) if house else None,
        publisher=publisher,
        answering_body=publisher if statement else None,
        people=(person,) if person else (),
        url=f"https://www.gov.uk{path}" if path else None,
        licence=LICENCE,
        notes=(f"GOV.UK says of this text: {page.how}.",) if page.how else (),
    )
    return Reading((record,), tuple(page.left_out))


def _read_head(page: _GovukPage, lines: Sequence[str]) -> int:
    """Read what stands above the words; return where they begin: below the last label and its value."""
    head = [i for i, line in enumerate(lines[:_HEAD_LINES]) if len(line) < 300 and _LABEL.match(line)]
    first = next((i for i in head if lines[i].startswith("From")), 0)
    for line in lines[:first]:
        kind = _KINDS.get(line.casefold())
        page.kind = page.kind or kind
        why = "navigation" if kind or _NAVIGATION.match(line) else furniture(line)
        page.left_out.append(Stripped(line, why or "title"))
        if kind:
            page.title, page.summary = "", []
        elif not why and not page.title:
            page.title = re.sub(r"\s[-–|] GOV\.UK$", "", line)
        elif not why and line != page.title and (len(line) > 60 or line.endswith(".")):
            page.summary.append(line)
        elif not why and page.kind is None:
            page.title = line  # Of several short lines before the kind is named, the last stands nearest the words.
    at = first
    while at < len(lines) and at in range(first, first + 24):
        used = _read_value(page, lines, at)
        if not used:
            break
        page.left_out += [Stripped(line, "publication details") for line in lines[at : at + used]]
        at += used
    return at


def _read_value(page: _GovukPage, lines: Sequence[str], at: int) -> int:
    """Read a label with its value; return how many lines they take, 0 where no label begins there."""
    line = lines[at]
    label = _LABEL.match(line) if len(line) < 300 else None
    if label is None:
        if how := _HOW_ALONE.match(line):
            page.how = how[0].strip("()")
            return 1
        skipped = line != "Contents" and (_NAVIGATION.match(line) or furniture(line))
        return 1 if _UNDER.match(line) or skipped else 0
    value, used = label["value"], 1
    below = at + 1
    while not value and below < len(lines) and not _LABEL.match(lines[below]) and below < at + 2:
        value, used, below = lines[below], used + 1, below + 1
    while label["label"] == "From" and below < len(lines) and _more_bodies(lines[below]):
        value, used, below = f"{value}, {lines[below]}", used + 1, below + 1
    if how := _HOW.search(value):
        page.how, value = how[0].strip("()"), value[: how.start()].strip()
    page.values.setdefault(label["label"], value)
    return used


def _more_bodies(line: str) -> bool:
    """Whether a line below "From:" goes on with publishers or people: short, in capitals, no label."""
    return len(line) < 90 and not _LABEL.match(line) and not re.search(r"[.?!:]$|\d", line) and line[:1].isupper()


def _from(page: _GovukPage) -> tuple[str | None, str | None]:
    """Return (the publishing body, the person) that the line "From:" names; no person where it names several."""
    parts = re.split(
        r",\s|\sand (?=[A-Z](?!.{0,300}\b(?:Office|Department)\b))|\sand (?=The Rt)", page.values.get("From", "")
    )
    parts = [part.strip(" ,") for part in parts if part and part.strip(" ,")]
    persons = [part for part in parts if _PERSON.search(part)]
    bodies = [part for part in parts if part not in persons]
    # "Ministry of Housing, Communities and Local Government" is one body with a comma in it.
    whole = page.values.get("From", "")
    for person in persons:
        whole = whole.replace(person, "")
    whole = whole.strip(" \n\t,").removeprefix("and ").removesuffix(" and").strip(" \n\t,")
    body = whole if whole and len(bodies) > 1 and role_of(whole) is Role.MINISTER and " and " in whole else None
    return body or (bodies[0] if bodies else None), persons[0] if len(persons) == 1 else None


def _speaker(page: _GovukPage, printed: str) -> Person | None:
    """Return who speaks, in the office that title or summary give beside the name."""
    name = re.sub(r"^(?:The )?(?:Rt\.? Hon\.?|Right Honourable)(?: the)?\s+", "", printed, flags=re.IGNORECASE)
    name = _LETTERS.sub("", name).strip()
    if not is_name(name):
        return None
    last = name.split()[-1]
    near = (p for text in [page.title, *page.summary] for p in people(text) if p.name.split()[-1:] == [last])
    return Person(name, "making", next((p.office for p in near if p.office), None))


def _read_words(page: _GovukPage, lines: Sequence[str]) -> None:
    """Read the words up to the site's own lines at the end; a list of contents and contact details are left out."""
    contents = _contents(lines)
    ended = contact = False
    for at, line in enumerate(lines):
        ended = ended or (bool(page.words) and bool(_END.match(line)))
        contact = (contact or bool(_CONTACT.match(line))) and not (len(line) > 80 or _NOTES.match(line))
        why = "page footer" if ended else "list of contents" if at in contents else None
        why = why or ("contact details" if contact else None) or furniture(line)
        dated = re.match(r"^(?:Published|Last updated|Updated):? \d", line) and len(line) < 60
        why = why or ("publication details" if dated or _UNDER.match(line) or _LABEL.fullmatch(line) else None)
        why = why or ("heading" if _NOTES.match(line) else None) or ("navigation" if _NAVIGATION.match(line) else None)
        if why:
            page.left_out.append(Stripped(line, why))
        else:
            page.words.append(line)


def _contents(lines: Sequence[str]) -> set[int]:
    """Return where the lines of a list of contents stand: those below "Contents" that come again as headings."""
    start = next((i for i, line in enumerate(lines[:10]) if line == "Contents"), None)
    if start is None:
        return set()
    found = {start}
    for at in range(start + 1, min(len(lines), start + 40)):
        bare = re.sub(r"^(?:[-*•–—]|\d{1,2}\.)\s+", "", lines[at])
        if not any(bare == re.sub(r"^\d{1,2}\.\s+", "", later) for later in lines[at + 1 :]):
            break
        found.add(at)
    return found


def _passages(page: _GovukPage, kind: Kind, publisher: str | None, person: Person | None) -> list[Passage]:
    made = [Passage(text=text, part=Part.SUMMARY, speaker=publisher, role=role_of(publisher)) for text in page.summary]
    if kind is Kind.NEWS:
        voices = release_voices([Paragraph(text) for text in page.words])
        return made + [
            Passage(text=text, speaker=publisher, role=role_of(publisher), voices=heard)
            for text, heard in zip(page.words, voices, strict=True)
        ]
    part = Part.BODY if kind is Kind.WRITTEN_STATEMENT else Part.SPEECH
    role = _role(kind, publisher, person)
    return made + with_reported_quotes([passage_by(person, text, part, role, 1) for text in page.words])


def _role(kind: Kind, publisher: str | None, person: Person | None) -> Role:
    """Return the role of who speaks: by office; a statement to Parliament that GOV.UK keeps is always a minister's."""
    role = role_of(person.office if person else None)
    if role is Role.UNKNOWN and person and kind in (Kind.ORAL_STATEMENT, Kind.WRITTEN_STATEMENT):
        return Role.MINISTER
    return role
