"""A page of TheyWorkForYou saved as text: title, "– in the House of Commons at 12:30 pm on …", then the contributions.

A contribution is "Photo of Jane Example", the name, below it the party and seat or every office of the day, the time,
the words, and then links and the meaning of words in a glossary, which are no part of it. Names and positions may
stand on one line. Written questions and statements have a lead of their own ("Home Office written question – answered
on …") and no House but where the lead or the citation names it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from briefs.errors import RefusedInput
from briefs.names.bodies import answers_as, body_asked
from briefs.names.offices import Attribution
from briefs.quotations.attribution import with_reported_quotes
from briefs.readers.common.answer_state import state_of_answer
from briefs.readers.common.base import Reading, Stripped
from briefs.readers.common.boilerplate import furniture, page_lines, written_day
from briefs.readers.common.contributions import (
    LICENCE,
    PROCEDURE,
    TO_ASK,
    WRITTEN,
    Turn,
    house_of,
    is_of_lords,
    kind_of,
    passage_by,
    passages,
    people,
    with_front_bench,
)
from briefs.readers.common.legislatures import PLACES, of_name, refusal
from briefs.readers.pages.twfy_speakers import PHOTO, speaker_at
from briefs.records.identity import file_id, printed_question_id
from briefs.records.model import DateKind, Dates, House, Kind, Part, Passage, Record, Role

_DAY = r"(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? \w+ \d{4}"
_AT = r"(?: at(?: (?:\d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?|noon|midnight))?)?"
_LEAD = re.compile(
    rf"^(?P<above>[^\n]{{0,200}}?)\s?[–—-]\s?in (?P<place>(?:the )?House of (?:Commons|Lords)|Westminster Hall"
    rf"|{PLACES}|(?:a |the )?[\w ]{{0,40}}Committee|(?:the )?Grand Committee){_AT} on (?P<day>{_DAY})\.?$"
)
_WRITTEN = re.compile(
    rf"^(?P<body>[A-Z][^\n]{{2,100}}?) written (?P<what>question|statement)\s?[–—-]\s?(?:answered|asked|made){_AT} on "
    rf"(?P<day>{_DAY})\.?$"
)
_TIME = re.compile(rf"^(?:\d{{1,2}}:\d{{2}}(?: ?[ap]\.?m\.?)?|noon|midnight)?,?\s?(?:{_DAY})?$")
_AFTER_WORDS = re.compile(
    r"^(?:Link to this (?:speech|contribution|question|answer)\b.*|\(?Citation: .*|Hansard source.*|Annotations?"
    r"|Add (?:an|your) (?:annotation|comment).*|Does this answer the above question.*|In context|Individually"
    r"|See this .*in context.*|Glossary(?: items?)?)$",
    re.IGNORECASE,
)
_END = re.compile(
    r"^(?:See the whole debate.*|Sign up (?:for|to) .*|Create (?:an|your) alert.*|About (?:us|TheyWorkForYou).*"
    r"|Donate.*|Like what you see.*|Most (?:commented|recent) .*|(?:Previous|Next) (?:debate|question|answer).*"
    r"|TheyWorkForYou is a .*|This website is .*|mySociety.*|Would you like to ask a question like this yourself.*"
    r"|.{0,40}\bmySociety\b.{0,80}|Links to .*)$",
    re.IGNORECASE,
)
_CITED = re.compile(r"Citation: (?P<series>HC|HL) Deb, [^,\n]{6,40}, c(?P<column>\d{1,5}[A-Z]{0,3})")
_PAGE_WORDS = re.compile(
    r"^(?:Alert me about .*|Add an annotation.*|Yes\d* ?.{0,40}people think so.*|No\d* ?.{0,40}people think not.*"
    r"|TheyWorkForYou(?:: .*)?|All .{0,200}debates on .*"
    r"|.{0,300} on \d{1,2} \w{1,20} \d{4}.{0,100}all.*|Debates|Written Answers|UK)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\[(?P<uin>(?:HL)?\d{2,7})\]|^(?:UIN:?\s*)?(?P<alone>(?:HL)?\d{2,7})$")
_HEAD_LINES = 60


@dataclass
class _TwfyPage:
    """What has been read off a page: its lead, its title and its contributions."""

    lead: re.Match[str]
    title: str = ""
    found: list[tuple[Attribution | None, list[str]]] = field(default_factory=list)
    left_out: list[Stripped] = field(default_factory=list)
    citation: re.Match[str] | None = None


def looks_like(text: str) -> bool:
    """Whether a text has the site's lead within its first lines and speakers as the site prints them."""
    lines = page_lines(text)
    at = _lead_at(lines)
    if at is None:
        return False
    below = lines[at + 1 :]
    marks = any(PHOTO.match(line) or _AFTER_WORDS.match(line) or "TheyWorkForYou" in line for line in lines[:400])
    return marks or any(speaker_at(below, i, set()) for i in range(min(len(below), 12)))


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the record of a page already turned to text; ``data`` gives the identity where no number does.

    Raises RefusedInput where the page holds no words of it.
    """
    lines = page_lines(text)
    at = _lead_at(lines)
    if at is None:
        raise RefusedInput("this page does not say where and when this was said; save the whole page again")
    lead = _LEAD.match(lines[at]) or _WRITTEN.match(lines[at])
    assert lead
    if elsewhere := _elsewhere(lead):
        raise refusal(elsewhere)
    page = _TwfyPage(lead)
    _read_title(page, lines[:at], name)
    page.left_out.append(Stripped(lines[at], "title and date"))
    _read_words(page, lines[at + 1 :])
    if not page.found:
        raise RefusedInput("this page names a debate but does not have its words; save the whole page again")
    record = _written(page, data) if "what" in lead.groupdict() else _spoken(page, data)
    return Reading((record,), tuple(page.left_out))


def _elsewhere(lead: re.Match[str]) -> str | None:
    """Return the other legislature in which a page's lead says that this was said or answered, None for Westminster."""
    said = lead.groupdict()
    if place := said.get("place"):
        return of_name(place)
    return of_name(said.get("body") or "")


def _lead_at(lines: Sequence[str]) -> int | None:
    head = enumerate(lines[:_HEAD_LINES])
    return next((i for i, line in head if len(line) < 400 and (_LEAD.match(line) or _WRITTEN.match(line))), None)


def _read_title(page: _TwfyPage, above: Sequence[str], name: str) -> None:
    """Take the last line above the lead that is no furniture for the title."""
    kept: list[str] = []
    for line in above:
        why = furniture(line) or ("navigation" if _PAGE_WORDS.match(line) else None)
        page.left_out.append(Stripped(line, why or "title and date"))
        if not why:
            kept.append(line)
    title = kept[-1] if kept else name.rsplit(".", 1)[0]
    page.title = re.sub(r"(?:(?<!\s)\s+)?[:|]\s*(?:\d.{5,30}:.{0,300})?TheyWorkForYou$", "", title)


def _read_words(page: _TwfyPage, lines: Sequence[str]) -> None:
    """Read the contributions; what follows their links, up to the next speaker, is no part of them."""
    known: dict[str, Attribution] = {}
    at, over, begun = 0, False, False
    while at < len(lines):
        line = lines[at]
        page.citation = page.citation or _CITED.search(line)
        if _END.match(line):
            page.left_out += [Stripped(rest, "page footer") for rest in lines[at:]]
            return
        if speaker := speaker_at(lines, at, known.keys()):
            who, used = speaker
            who = known.get(who.name, who) if who.role is Role.UNKNOWN else who
            known.setdefault(who.name, who)
            page.found.append((who, []))
            page.left_out += [Stripped(part, "speaker") for part in lines[at : at + used]]
            at, over, begun = at + used, False, True
            continue
        why = furniture(line) or ("navigation" if _PAGE_WORDS.match(line) else None)
        if _AFTER_WORDS.match(line):
            over = bool(page.found and page.found[-1][1])
            why = why or "page link"
        elif over:
            why = why or "glossary and comments"
        elif _TIME.match(line):
            why = "time mark"
        if why:
            page.left_out.append(Stripped(line, why))
        else:
            _add(page, line, begun)
        at += 1
    page.found = [(who, words) for who, words in page.found if words]


def _add(page: _TwfyPage, line: str, begun: bool) -> None:
    """Add a paragraph to whoever speaks; procedure, and what stands before the first speaker, is nobody's."""
    nobody = not begun or bool(PROCEDURE.match(line))
    if not page.found or (nobody and page.found[-1][0] is not None):
        page.found.append((None, []))
    elif not nobody and page.found[-1][0] is None:
        before = next((who for who, _ in reversed(page.found) if who), None)
        page.found.append((before, []))
    page.found[-1][1].append(line)


def _turns(page: _TwfyPage) -> list[Turn]:
    return [Turn(who, tuple(words)) for who, words in page.found if words]


def _spoken(page: _TwfyPage, data: bytes) -> Record:
    found = _turns(page)
    words = "\n".join(paragraph for turn in found for paragraph in turn.paragraphs)
    asked = "urgent question" in f"{page.title} {page.lead['above']}".casefold()
    kind = Kind.URGENT_QUESTION if asked else kind_of(words)
    made = passages(with_front_bench(found, kind, written_day(page.lead["day"])))
    above = page.lead["above"].strip(" –—-")
    title = page.title if not above or above in page.title or asked else f"{above}: {page.title}"
    return Record(
        record_id=file_id(data),
        kind=kind,
        title=title,
        passages=tuple(with_reported_quotes(made)),
        dates=Dates(happened=written_day(page.lead["day"])),
        house=_house(page, words),
        reference=f"c{page.citation['column']}" if page.citation else None,
        publisher="Hansard",
        people=people(made),
        licence=LICENCE,
        notes=() if any(p.speaker for p in made) else ("The record as held does not name its speakers.",),
    )


def _house(page: _TwfyPage, words: str) -> House | None:
    place = page.lead.groupdict().get("place") or page.lead.groupdict().get("body") or ""
    if "Lords" in place or place.endswith("Grand Committee"):
        return House.LORDS
    if "Commons" in place or place in ("Westminster Hall",) or "Public Bill" in place:
        return House.COMMONS
    if page.citation:
        return House.LORDS if page.citation["series"] == "HL" else House.COMMONS
    return house_of(words)


def _written(page: _TwfyPage, data: bytes) -> Record:
    statement = page.lead["what"] == "statement"
    day = written_day(page.lead["day"])
    made, numbers = _written_passages(page, statement)
    asks = "\n".join(p.text for p in made if p.part is Part.QUESTION)
    house = (
        House.LORDS
        if is_of_lords(asks, numbers)
        else _house(page, asks) or (House.COMMONS if "To ask the " in asks else None)
    )
    body = page.lead["body"]
    body = body_asked(asks) or (None if body in ("House of Commons", "House of Lords") else body)
    answers = [p.text for p in made if p.part is Part.ANSWER]
    identity = printed_question_id(house, day, numbers[0]) if house and day and numbers else file_id(data)
    return Record(
        record_id=identity,
        kind=Kind.WRITTEN_STATEMENT if statement else Kind.WRITTEN_QUESTION,
        title=page.title,
        passages=tuple(made),
        dates=_written_dates(day, statement, bool(answers)),
        house=house,
        uin=numbers[0] if numbers else None,
        grouped_uins=tuple(numbers[1:]),
        answering_body=body,
        people=people(made, dict.fromkeys(Part, "making") if statement else WRITTEN),
        state=None if statement else state_of_answer(answers),
        licence=LICENCE,
    )


def _written_dates(day: date | None, statement: bool, answered: bool) -> Dates:
    if statement:
        return Dates(happened=day)
    return Dates(answered=day, cited=DateKind.ANSWERED) if answered else Dates(tabled=day, cited=DateKind.TABLED)


def _written_passages(page: _TwfyPage, statement: bool) -> tuple[list[Passage], list[str]]:
    """Return (the passages of a question with its answer, or of a statement; the questions' numbers)."""
    made: list[Passage] = []
    numbers: list[str] = []
    answering = False
    asked = "\n".join(page.found[0][1]) if page.found and not statement else ""
    answering_as = answers_as(page.lead["body"], asked)
    for turn, (who, words) in enumerate(((w, p) for w, p in page.found if p), 1):
        question = not statement and not answering and (turn == 1 or bool(TO_ASK.match(words[0])))
        answering = answering or not question
        part = Part.BODY if statement else Part.QUESTION if question else Part.ANSWER
        role = answering_as if part is Part.ANSWER and who else (who.role if who else Role.UNKNOWN)
        for line in words:
            number = _NUMBER.search(line) if question else None
            if number and number["alone"]:
                numbers.append(number["alone"])
                page.left_out.append(Stripped(line, "question details"))
                continue
            numbers += [m["uin"] for m in _NUMBER.finditer(line) if question and m["uin"]]
            made.append(passage_by(who, line, part, role, turn))
    return made, list(dict.fromkeys(numbers))
