"""Pages of a committee's or watchdog's own findings: a report's section, a committee's news, a press notice.

Three layouts: sections of a report ("Home Affairs Committee", "Tenth Report of Session 2017–19", "12. We recommend
that …"), a committee's news on Parliament's site ("Chair's comment", "Further information"), and a watchdog's press
notice ("Notes for editors"). The body speaks; a quotation belongs to whoever is quoted. A numbered paragraph is held
without its number, a conclusion without the number of the paragraph it repeats. A briefing of either House's Library
is a document of that Library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from briefs.errors import RefusedInput
from briefs.names.offices import role_of
from briefs.quotations.attribution import story_voices
from briefs.readers.common.base import Reading, Stripped
from briefs.readers.common.boilerplate import furniture, page_lines, written_day
from briefs.readers.common.contributions import LICENCE
from briefs.readers.pages.printed_lines import printed_lines
from briefs.records.identity import file_id
from briefs.records.model import DateKind, Dates, House, Kind, Part, Passage, Record, Role

_BODY_NAME = r"[A-Z][\w’'-]*(?:,? (?:of|on|the|and|for|[A-Z][\w’'-]*)){0,9}"
_COMMITTEE = re.compile(
    rf"^(?:House of (?:Commons|Lords)\s*+(?:[-–—:|]\s*+)?)?(?:The )?(?P<name>(?:{_BODY_NAME} (?:Select |Sub-)?Committee"
    rf"|(?:Select |Joint )?Committee (?:on|of) {_BODY_NAME}))"
    r"(?:\s+(?:Contents|(?:\w+(?:-\w+)? )(?:Special )?Report.{0,40}|[-–—|].{0,60}))?$"
)
_NAMED = re.compile(rf"\b[Tt]he (?:House of (?:Commons|Lords) )?(?P<name>{_BODY_NAME} (?:Select )?Committee)\b")
_SUFFIX = re.compile(r"^(?P<title>.{3,160}?)\s+[-–—]\s+(?P<name>[A-Z][\w ,’'-]{3,70}? Committee)\s*(?:Contents)?$")
_REPORT = re.compile(
    r"^(?:.{0,80}\b)?(?:[A-Z][\w-]+ (?:Special )?Report of Session \d{4}|Report by the Comptroller and Auditor General"
    r"|(?:HC|HL Paper) \d{1,4}\b.{0,60}|Report, together with formal minutes.{0,60})"
)
_PAPER = re.compile(r"\b(?P<number>(?:HC|HL Paper) \d{1,4}(?:-[IVX]+)?)\b")
_SECTION = re.compile(
    r"^(?:\d{1,2}\s+)?(?:Conclusions?(?: and recommendations?)?|Recommendations|Summary|Introduction|Key facts"
    r"|Executive summary|Formal minutes)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:(?:\d{1,3}|[a-z]|[ivx]{1,4})\.|\(\d{1,3}\)|\d{1,2}\.\d{1,3})\s+(?=[“\"‘A-Z])")
_REPEATS = re.compile(
    r"(?:(?<!\s)\s+)?\((?:Recommendation|Conclusion)?,?\s?[Pp]ara(?:graph)?s?\.? \d[\d, and–-]*\)\.?$"
)
_NEWS_MARKS = re.compile(
    r"^(?:Chair(?:man|woman)?(?:[’']s)? comments?|Further information|Related information|Image(?::| of ).*"
    r"|Read the (?:full )?(?:report|summary|conclusions).*|(?:Inquiry|Report|Committee|Select Committee): .*"
    r"|Committees? - UK Parliament|.* - UK Parliament|News|About Parliament: Select committees.*|Next steps"
    r"|Report published.*|.*\breport published|Commons Select Committee|Lords Select Committee|All committee news.*)$",
    re.IGNORECASE,
)
_WATCH_MARKS = re.compile(
    r"^(?:Notes? (?:for|to) editors:?|[-–—\s]*ENDS[-–—\s]*|Press (?:release|notice)s?.*|Read the (?:full )?report.*"
    r"|Get the report.*|Full report:?.*|Download the report.*|Report downloads?|Publication details:?"
    r"|Read more about .*|Contacts?:?|Key findings|Findings|Scope|Background to the report"
    r"|Conclusions?|Recommendations|News story)$",
    re.IGNORECASE,
)
_WATCHDOGS = re.compile(
    r"\b(?:National Audit Office|HMICFRS|HMIC\b|His Majesty[’']s Inspectorate [\w ]{3,60}|Her Majesty[’']s Inspectorate"
    r" [\w ]{3,60}|Independent Office for Police Conduct|HM Inspectorate of \w+|HMI (?:Prisons|Probation)|Ofsted"
    r"|Audit Scotland|Audit Wales|Care Quality Commission)"
)
_LIBRARY = re.compile(
    r"^(?:House of )?(?P<house>Commons|Lords) Library(?:\s.{0,60})?$|^(?P<kind>Research Briefing)$", re.I
)
_LIBRARY_MARKS = re.compile(
    r"^(?:Documents to download.*|Download (?:the )?full report.*|Research Briefing.*|Published .{6,40}"
    r"|.{0,200}lordslibrary\.parliament\.uk.*|.{0,200}commonslibrary\.parliament\.uk.*|Related posts|Insight"
    r"|Debate Pack)$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"^(?:Published|Publication date|Date(?: published)?|Posted|Ordered by the House of \w+ to be printed|Tuesday"
    r"|Monday|Wednesday|Thursday|Friday|Saturday|Sunday)?\b.{0,12}?\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \d{4}"
    r"(?: by authority of .{0,60})?$"
)
_FOOTNOTE = re.compile(
    r"^\[?\d{1,3}\]?\.?\s+(?:Ibid|[Qq]q?\s?\d|Ev\b|HC |HL |Cm\b|See |https?:|[A-Z]{3}\s?\d{2,4}\b|Oral evidence"
    r"|Written evidence|Home Office,|Letter from )"
)
_END = re.compile(
    r"^(?:Documents to download|Related (?:posts|content|publications|information)|Share this.*"
    r"|Contact (?:us|information)|©.*|Prepared \d.*|Previous|Next|Back to top"
    r"|Sign up .*|Follow (?:us|the Committee).*|Topics?:?|Tags:?"
    r"|More .{0,40})$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?:;][”\"’'\])\d]*$|[”\"]$|\]$")
_STORY_BYLINE = re.compile(r"^By [A-Z]")
_HEAD_LINES, _SENTENCE = 40, 40


@dataclass
class _ReportPage:
    """What a page is: whose words, of what kind, and what has been read of it."""

    kind: Kind
    publisher: str
    role: Role
    title: str = ""
    reference: str | None = None
    day: date | None = None
    house: House | None = None
    words: list[tuple[Part, str]] = field(default_factory=list)
    left_out: list[Stripped] = field(default_factory=list)


def looks_like(text: str) -> bool:
    """Whether a text is a report's section, a committee's news, a watchdog's notice or a Library's briefing."""
    return _kind_of(page_lines(text)) is not None


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the record of a page already turned to text; ``data`` gives the identity.

    Raises RefusedInput where the page holds no paragraph of it.
    """
    lines = printed_lines(text)
    page = _kind_of(lines) or _kind_of(page_lines(text))
    if page is None:
        raise RefusedInput("this page does not show whose report it is; save the whole page again")
    _read_head(page, lines)
    _read_words(page, lines)
    if not page.words:
        raise RefusedInput("this page has no paragraph of the report; save the page with the text itself")
    heard = story_voices([text for _, text in page.words])
    record = Record(
        record_id=file_id(data),
        kind=page.kind,
        title=page.title or name.rsplit(".", 1)[0],
        passages=tuple(
            Passage(text=text, part=part, speaker=page.publisher, role=page.role, voices=voices)
            for (part, text), voices in zip(page.words, heard, strict=True)
        ),
        dates=Dates(published=page.day, cited=DateKind.PUBLISHED),
        house=page.house,
        reference=page.reference,
        publisher=page.publisher,
        licence=LICENCE if page.kind in (Kind.COMMITTEE_REPORT, Kind.DOCUMENT) else None,
    )
    return Reading((record,), tuple(page.left_out))


def _kind_of(lines: Sequence[str]) -> _ReportPage | None:
    """Return the empty page of the layout that the lines show, None for none of them."""
    short = [line for line in lines if len(line) < 200]
    head = short[:_HEAD_LINES]
    if any(_STORY_BYLINE.match(line) for line in head[:10]):
        return None
    return _library(short, head) or _report(lines, head) or _committee_news(lines, short) or _watchdog(lines, short)


def _library(short: Sequence[str], head: Sequence[str]) -> _ReportPage | None:
    named = next((m for line in head if (m := _LIBRARY.match(line))), None)
    marks = {line for line in short if _LIBRARY_MARKS.match(line)}
    if not named or len(marks - {named[0]}) < 1:
        return None
    lords = any("lordslibrary" in line or "Lords Library" in line for line in short)
    return _ReportPage(Kind.DOCUMENT, f"House of {'Lords' if lords else 'Commons'} Library", Role.UNKNOWN)


def _report(lines: Sequence[str], head: Sequence[str]) -> _ReportPage | None:
    """Recognise a report's section by the body that made it, and its numbered paragraphs or its paper's number."""
    numbered = sum(1 for line in lines[:400] if _NUMBERED.match(line) and len(line) > _SENTENCE)
    report = any(_REPORT.match(line) for line in head)
    section = any(_SECTION.match(line) for line in head)
    auditor = any("Comptroller and Auditor General" in line and _REPORT.match(line) for line in head)
    if auditor and (numbered or section):
        return _ReportPage(Kind.AUDIT_REPORT, "National Audit Office", Role.WATCHDOG)
    found = next((m for line in head if (m := _COMMITTEE.match(line) or _SUFFIX.match(line))), None)
    if found and (numbered >= 2 or (numbered and (report or section)) or (report and section)):
        return _ReportPage(Kind.COMMITTEE_REPORT, found["name"], Role.COMMITTEE)
    return None


def _committee_news(lines: Sequence[str], short: Sequence[str]) -> _ReportPage | None:
    marks = {line for line in short if _NEWS_MARKS.match(line)}
    own = any(
        re.match(r"^(?:Chair(?:man|woman)?(?:[’']s)? comments?$|.* - UK Parliament$|Image of UK P)", m) for m in marks
    )
    named = [m["name"] for line in lines if (m := _COMMITTEE.match(line) if len(line) < 200 else None)]
    named += [m["name"] for line in lines[:60] for m in _NAMED.finditer(line[:2000])]
    if not named or not own or len(marks) < 2:
        return None
    return _ReportPage(Kind.COMMITTEE_REPORT, named[0], Role.COMMITTEE)


def _watchdog(lines: Sequence[str], short: Sequence[str]) -> _ReportPage | None:
    """Recognise a watchdog's own page: its name stands alone on a line, and two marks of a press notice."""
    alone = [m[0] for line in short if (m := _WATCHDOGS.match(line)) and len(line) < len(m[0]) + 24 and line[-1] != "."]
    alone += [
        m[0] for line in short[:4] if (m := re.search(rf"[-–—|] (?:the )?{_WATCHDOGS.pattern}(?: \(NAO\))?$", line))
    ]
    alone = [m[0] for name in alone if (m := _WATCHDOGS.search(name))]
    marks = {line for line in short if _WATCH_MARKS.match(line)}
    prose = sum(1 for line in lines if len(line) > 80)
    if not alone or len(marks) < 2 or prose < 2 or role_of(alone[0]) is not Role.WATCHDOG:
        return None
    return _ReportPage(Kind.AUDIT_REPORT, alone[0].strip(), Role.WATCHDOG)


def _read_head(page: _ReportPage, lines: Sequence[str]) -> None:
    """Read title, paper's number, House and day from the lines near the top."""
    head = [line for line in lines[:_HEAD_LINES] if len(line) < 200]
    for line in head:
        page.reference = page.reference or ((m["number"]) if (m := _PAPER.search(line)) else None)
        if _DATED.match(line) and (page.day is None or line.startswith("Published")):
            page.day = written_day(line) or page.day
        if page.house is None and (m := re.search(r"House of (Commons|Lords)", line)):
            page.house = House(m[1].lower())
    page.title = next((title for line in head if (title := _title(page, line))), "")


def _title(page: _ReportPage, line: str) -> str | None:
    """Return a line of the head as the title where nothing else explains it."""
    if suffix := _SUFFIX.match(line):
        return suffix["title"]
    line = re.sub(
        r"\s[-–—|]\s(?:UK Parliament|Committees.{0,200}|(?:NAO|National Audit Office).{0,200}|House of \w+ Library)$",
        "",
        line,
    )
    other = furniture(line) or _DATED.match(line) or _COMMITTEE.match(line) or _REPORT.match(line)
    other = other or _WATCHDOGS.fullmatch(line) or _LIBRARY.match(line) or _NUMBERED.match(line)
    if other or line in ("House of Commons", "House of Lords", "News", "Contents", page.publisher):
        return None
    marks = _WATCH_MARKS.match(line) or (_NEWS_MARKS.match(line) and "report published" not in line.casefold())
    return None if marks or len(line.split()) < 2 else line


def _read_words(page: _ReportPage, lines: Sequence[str]) -> None:
    """Read the paragraphs; numbers, headings, footnotes and the page around them are left out."""
    part, ended, notes = Part.BODY, False, False
    seen: set[str] = set()
    for line in lines:
        if _SECTION.match(line):
            part = Part.SUMMARY if line.casefold().endswith("summary") else Part.BODY
        ended = ended or (len(page.words) > 1 and bool(_END.match(line)))
        notes = notes or bool(re.match(r"^Notes? (?:for|to) editors", line, re.IGNORECASE))
        number = _NUMBERED.match(line)
        why = "page footer" if ended else "notes for editors" if notes else furniture(line) or _why_not(line)
        if why is None and line in seen:
            why = "repeated line"
        seen.add(line)
        if why or line == page.title:
            page.left_out.append(Stripped(line, why or "title"))
            continue
        text = line[number.end() :] if number else line
        if number:
            page.left_out.append(Stripped(number[0].strip(), "paragraph's number"))
        if repeats := _REPEATS.search(text):
            page.left_out.append(Stripped(text[repeats.start() :].strip(), "where the report says it"))
            text = text[: repeats.start()].rstrip()
        page.words.append((part, text))


def _why_not(line: str) -> str | None:
    """Return why a line is no paragraph of the body's words, or None."""
    if _FOOTNOTE.match(line):
        return "footnote"
    if _DATED.match(line):
        return "date line"
    if _REPORT.match(line) and len(line) < 120:
        return "paper's number"
    if _NUMBERED.match(line) and len(line) > _SENTENCE:
        return None
    bullet = re.match(r"^[-•*–]\s", line)
    if not _ENDS.search(line) and len(line) < 120 and not bullet:
        return "heading"
    return "heading" if len(line) < _SENTENCE and not _ENDS.search(line) else None
