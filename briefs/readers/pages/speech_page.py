"""A speech or statement kept by a speech archive: a heading, a line that says who made it when, then the words.

The heading reads "Jane Example – 2020 Statement on a Subject" and may stand twice. The line below it varies: "Below is
the text of the statement made by Jane Example, the Home Secretary, on 2 June 2025.", "The speech made by Jane Example,
the Conservative MP for Samplesea, in the House of Commons on …", "Speech made by …". A page with several speeches gives
several records.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from briefs.errors import RefusedInput
from briefs.names.offices import role_of
from briefs.quotations.attribution import with_reported_quotes
from briefs.readers.common.base import Reading, Stripped
from briefs.readers.common.boilerplate import page_lines, strip_furniture, written_day
from briefs.readers.common.contributions import LICENCE, house_of
from briefs.records.identity import file_id
from briefs.records.model import Dates, House, Kind, Part, Passage, Person, Record, Role

_MADE_BY = re.compile(
    r"^(?:Below is|Here is|This is)?\s*(?:the |an? )?(?:full |abridged )?(?:text (?:of )?"
    r"|transcript (?:of )?)*(?:the |an? )?"
    r"(?P<what>(?:\w+ ){0,3}?(?:statement|speech|address|remarks|lecture|response|question|comments|article"
    r"|contribution))"
    r"(?:,? (?:as )?(?:made|given|delivered|issued|broadcast|asked|tabled|published))? by (?P<who>.{1,150}?)"
    r"(?P<rest>,? (?:(?:in|at|to|before|during|from) (?:the "
    r"|an? )?[^,]{2,80}?,? )?on (?:\w+day,? )?(?:the )?\d{1,2}(?:st|nd|rd|th)? \w+,? \d{4}.*)$",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^(?P<name>[^–—|:]{3,60}?)\s+[–—-]\s+(?P<year>\d{4})\s+(?P<subject>.+)$")
_TITLED = (
    r"(?:(?:Sir|Dame|Dr|Lord|Lady|Baroness|Mr|Mrs|Ms|Miss|Rt\.? Hon\.?|the Rt\.? Hon\.?|President|Prof(?:essor)?)\s)*"
)
_NAME = re.compile(rf"^{_TITLED}[A-ZÀ-Þ][\w’'-]+(?:\s(?:de|van|of|le|[A-ZÀ-Þ][\w’'.-]*)){{0,5}}$")
_OFFICE_FIRST = re.compile(
    rf"^(?P<office>the .{{1,150}}?|.{{1,150}}? (?:Secretary|Minister"
    rf"|Chancellor))[,\s]{{1,5}}(?P<name>{_TITLED}(?:[A-Z][\w’'-]+\s){{1,3}}[A-Z][\w’'-]+)$"
)
_IN_THE_HOUSE = re.compile(
    r"with (?:your )?permission,? (?:mr|madam) (?:deputy )?speaker|\bcommend (?:this|the) statement to the house"
    r"|\bI (?:will|shall|would like to|wish to|want to) (?:make|repeat) a statement",
    re.IGNORECASE,
)
# No archive needs more words than this to say who spoke and when.
_LONGEST = 500
_HOUSE_NAMED = re.compile(r"House of (Commons|Lords)", re.IGNORECASE)


def looks_like(text: str) -> bool:
    """Whether one of a text's first lines says who made a speech or statement and on what day."""
    return any(len(line) < _LONGEST and _MADE_BY.match(line) for line in page_lines(text)[:15])


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the speeches of a page already turned to text; ``data`` gives the identity.

    Raises RefusedInput where there is none.
    """
    lines, left_out = strip_furniture(page_lines(text))
    starts = [i for i, line in enumerate(lines) if len(line) < _LONGEST and _MADE_BY.match(line)]
    if not starts:
        raise RefusedInput("no line of this page says who made the speech and when; save the archive's page again")
    records = []
    above = 0
    for number, (start, after) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        end = _end(lines, start, after)
        heading = list(dict.fromkeys(lines[above:start]))
        left_out += [Stripped(line, "heading") for line in lines[above:start]]
        left_out.append(Stripped(lines[start], "publication details"))
        above = end
        title = next((h for h in reversed(heading) if _HEADING.match(h)), heading[-1] if heading else name)
        suffix = f"-{number + 1}" if len(starts) > 1 else ""
        if lines[start + 1 : end]:
            records.append(_record(title, lines[start], lines[start + 1 : end], file_id(data) + suffix))
    if not records:
        raise RefusedInput("this page names a speech but does not have its words; save the page of the speech itself")
    return Reading(tuple(records), tuple(left_out))


def _end(lines: Sequence[str], start: int, after: int) -> int:
    """Return where a speech's words end: before the next speech's heading, which may stand twice."""
    if after == len(lines):
        return after
    end = after
    while end - 1 > start and (_HEADING.match(lines[end - 1]) or lines[end - 1] == lines[end]):
        end -= 1
    return end if end < after else max(start + 1, after - 1)


def _record(title: str, made_by: str, words: Sequence[str], record_id: str) -> Record:
    match = _MADE_BY.match(made_by)
    assert match
    name, office = _who(match["who"], title)
    day: date | None = written_day(match["rest"])
    body = "\n".join(words)
    made = [
        Passage(text=line, part=Part.SPEECH, speaker=name, office=office, role=role_of(office), turn=1)
        for line in words
    ]
    house = _house(match["rest"], body)
    statement = bool(_IN_THE_HOUSE.search(body[:1500] + body[-500:]))
    return Record(
        record_id=record_id,
        kind=Kind.ORAL_STATEMENT if statement else Kind.SPEECH,
        title=title,
        passages=tuple(with_reported_quotes(made)),
        dates=Dates(happened=day),
        house=house or (House.COMMONS if statement else None),
        people=(Person(name, "making", office),) if name else (),
        licence=LICENCE if house or statement else None,
        notes=() if day else ("The day on which this was said is not given.",),
    )


def _house(line: str, body: str) -> House | None:
    """Return the House that the line names, or the one whose Speaker is addressed."""
    named = _HOUSE_NAMED.search(line)
    if named:
        return House(named[1].lower())
    return house_of(body)


def _who(who: str, title: str) -> tuple[str | None, str | None]:
    """Return (name, office) from "Name, the Office", "the Office, Name", or a bare name."""
    name, _, office = who.strip().rstrip(",.").partition(",")
    name, office = name.strip(), office.strip()
    if _NAME.match(name) and role_of(name) in (Role.UNKNOWN, Role.BACKBENCHER):
        return name, _bare_office(office)
    first = _OFFICE_FIRST.match(who.strip())
    if first:
        return first["name"], _bare_office(first["office"].rstrip(","))
    heading = _HEADING.match(title)
    if heading and heading["name"] in who:
        rest = who.replace(heading["name"], "").strip(" ,")
        return heading["name"], _bare_office(rest)
    return None, _bare_office(who)


def _bare_office(office: str) -> str | None:
    """Return an office without its article; None for none."""
    return re.sub(r"^the (?:then )?", "", office.strip(), flags=re.IGNORECASE) or None
