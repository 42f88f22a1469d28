"""A news story saved as text: headline, standfirst, byline, date line, paragraphs, and the page around them.

What is no part of the story is left out and reported: captions (a short line without a full stop among the
paragraphs, a repeated line, an agency in brackets), lists of other headlines, notices, share links. The headline is
the title alone; the standfirst is kept as a summary. A quotation in the story belongs to whoever is quoted
(``briefs.quotations.attribution``), the rest to the byline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from briefs.errors import RefusedInput
from briefs.quotations.attribution import story_voices
from briefs.quotations.entities import people
from briefs.quotations.marks import quotations
from briefs.readers.common.base import Reading, Stripped
from briefs.readers.common.boilerplate import furniture, page_lines, written_day
from briefs.records.identity import file_id
from briefs.records.model import DateKind, Dates, Kind, Part, Passage, Person, Record, Role

_DATE_LINE = re.compile(
    r"^(?:(?:first |last )?(?:posted|published|updated|modified|created|date)(?: on"
    r"| at)?\s*+(?::\s*+)?){0,5}(?:on\s+)?(?:\d{1,2}[:.]\d{2},?\s+)?"
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+)?(?:\d{1,2}(?:st|nd|rd"
    r"|th)?\s+\w+,?\s+\d{4}"
    r"|\w+\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}).{0,60}$",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"^(?:first |last )?(?:posted|published|updated|modified|date)(?: on"
    r"| at)?\s*:?$",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-Þ][\w’'-]+(?:\s(?:[A-Z]\.\s)?(?:de\s|van\s|Mc|Mac|O[’'])?[A-ZÀ-Þ][\w’'-]+){1,3}"
_BYLINE = re.compile(
    rf"^(?:(?:Written |Reported |Words )?[Bb]y:?\s+)?(?P<names>{_NAME}(?:(?:,\s"
    rf"|\sand\s){_NAME}){{0,3}})(?P<rest>(?:,|\s[-–|])?\s.*)?$"
)
_BY = re.compile(r"(?:Written |Reported |Words )?[Bb]y:? [A-Z][\w’'.-]*(?: [\w’'.-]+){0,8}$")
_JOB = re.compile(
    r"\b(?:correspondent|editor|reporter|journalist|columnist|staff|news agency|PA|BBC|producer|columnists?|analyst"
    r"|writer)\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\((?:[^()]*\b)?(?:Getty(?: Images)?|PA|PA Wire|PA Images|Reuters|AFP|AP|Alamy|Shutterstock|EPA|iStock|Rex"
    r"|Press Association)"
    r"(?:\b[^()]*)?\)$|^(?:Image|Photo(?:graph)?|Picture|Credit|Image (?:source|caption|copyright))s?\s?[:,].*"
    r"|^(?:Image|Media) (?:source|caption|copyright)\b.*|^(?:Photograph|Picture|Photo):.*|^(?:Getty Images|PA Media"
    r"|Reuters|AFP|Alamy)$"
)
_ENDS = re.compile(r"[.!?…:;][”\"’')\]]*$|[”\"]$")
# A committee's transcript is dated and full of speech too.
_EVIDENCE = re.compile(r"(?:Oral|Written) evidence\b|Examination of [Ww]itness|Q\d+\s", re.IGNORECASE)
_SPOKEN = re.compile(r"\b(?:said|says|told|added|according to|warned|claimed|argued|insisted)\b")
_PUBLICATION = re.compile(
    r"\b(?:News|Times|Guardian|Telegraph|Post|Mail|Herald|Independent|Mirror|Express|Standard|Observer|Gazette"
    r"|Press|Journal"
    r"|BBC|ITV|Sky|Politico|Chronicle|Echo|Argus|Scotsman|Examiner)\b"
)
# Blocks of a page's markup that are of the story whatever their lines look like.
_OF_THE_STORY = frozenset(("list", "table", "quotation", "pre"))
_MIN_PARAGRAPH, _LONG_LINE, _TITLE_WORDS = 60, 200, 4


def looks_like(text: str) -> bool:
    """Whether a text has a headline, a date line or byline near its top, and prose that reports what somebody said."""
    lines = [line for line in page_lines(text) if not furniture(line)]
    if len(lines) < 4 or (_ENDS.search(lines[0]) and not lines[0].endswith(("’", "'", "”", "?", "!"))):
        return False
    if any(_EVIDENCE.match(line) for line in lines[:60]):
        return False
    prose = [line for line in lines if len(line) >= _MIN_PARAGRAPH and _ENDS.search(line)]
    if len(prose) < 2 or lines[0].startswith(("#", "---", "{", "[", "<")):
        return False
    head = lines[1:9]
    dated = any(_DATE_LINE.match(line) for line in head) or bool(_DATE_LINE.match(lines[-1]))
    signed = any(_signed(line, after) for line, after in zip(head, lines[2:], strict=False))
    spoken = any(_SPOKEN.search(line) for line in lines)
    return spoken and (dated or signed)


@dataclass
class _Story:
    """What has been read off the page so far."""

    title: str = ""
    summary: list[str] = field(default_factory=list)
    authors: list[Person] = field(default_factory=list)
    published: date | None = None
    publisher: str | None = None
    body: list[str] = field(default_factory=list)
    left_out: list[Stripped] = field(default_factory=list)


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the story of a page already turned to text; ``data`` gives the identity.

    Raises RefusedInput where no paragraph of one is left.
    """
    return read_lines(page_lines(text), name, data, {})


def read_lines(lines: Sequence[str], name: str, data: bytes, marks: Mapping[str, str]) -> Reading:
    """Return the story of a page's lines. ``marks`` gives the kinds of blocks that the page's markup sets apart.

    A list, a table or a quotation is of the story however it ends; a heading is none of its paragraphs.
    """
    story = _Story()
    first = next((i for i, line in enumerate(lines) if _begins(line, marks)), len(lines))
    _read_head(story, lines[:first])
    _read_body(story, lines[first:], marks)
    if not story.body:
        raise RefusedInput("this page has no paragraphs of a story; save the whole article and load that")
    paragraphs = [*story.summary, *story.body]
    byline = " and ".join(p.name for p in story.authors) or None
    office = story.authors[0].office if len(story.authors) == 1 else None
    made = tuple(
        Passage(
            text=paragraph,
            part=Part.SUMMARY if at < len(story.summary) else Part.BODY,
            speaker=byline,
            office=office,
            role=Role.JOURNALIST,
            voices=voices,
        )
        for at, (paragraph, voices) in enumerate(zip(paragraphs, story_voices(paragraphs), strict=True))
    )
    record = Record(
        record_id=file_id(data),
        kind=Kind.NEWS,
        title=story.title or name.rsplit(".", 1)[0],
        passages=made,
        dates=Dates(published=story.published, cited=DateKind.PUBLISHED),
        publisher=story.publisher,
        people=tuple(story.authors),
    )
    return Reading((record,), tuple(story.left_out))


def _begins(line: str, marks: Mapping[str, str]) -> bool:
    """Whether the story's paragraphs begin with a line."""
    kind = marks.get(line)
    if kind in ("headline", "heading") or furniture(line):
        return False
    return kind in ("table", "quotation") or is_paragraph(line)


def reports(text: str) -> bool:
    """Whether a text is prose that gives somebody's words: paragraphs, "said", and quotation marks."""
    lines = page_lines(text)
    spoken = any(_SPOKEN.search(line) and quotations(line) for line in lines)
    return spoken and sum(is_paragraph(line) for line in lines) > 1


def is_paragraph(line: str) -> bool:
    """Whether a line is prose: long enough, ended like a sentence, and neither date, caption nor byline."""
    return (
        len(line) >= _MIN_PARAGRAPH
        and bool(_ENDS.search(line))
        and not _AGENCY.search(line)
        and not _DATE_LINE.match(line)
    )


def _read_head(story: _Story, lines: Sequence[str]) -> None:
    """Read headline, standfirst, byline and date, which stand above the first paragraph in any order."""
    texts: list[str] = []
    skip = False
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else ""
        why = furniture(line)
        if skip:
            skip = False
            continue
        if why:
            story.left_out.append(Stripped(line, why))
        elif _DATE_LINE.match(line) or _DATE_LABEL.match(line):
            story.published = story.published or written_day(line)
            story.left_out.append(Stripped(line, "date line"))
        elif texts and (signed := _signed(line, after)):
            authors, used_next = signed
            story.authors = story.authors or authors
            story.left_out += [Stripped(line, "byline"), *([Stripped(after, "byline")] if used_next else [])]
            skip = used_next
        elif _JOB.search(line) and len(line) < 60 and story.authors:
            story.left_out.append(Stripped(line, "byline"))
        elif _AGENCY.search(line) or any(other.startswith(line) and other != line for other in lines):
            story.left_out.append(Stripped(line, "caption"))
        elif line not in texts:
            texts.append(line)
    _sort_head(story, texts)


def _sort_head(story: _Story, texts: Sequence[str]) -> None:
    """Take the first line for the headline and the one below it for the standfirst; the rest are captions."""
    title = next((at for at, line in enumerate(texts) if len(line.split()) >= _TITLE_WORDS), 0)
    for line in texts[:title]:
        named = _PUBLICATION.search(line) and len(line.split()) > 1
        story.publisher = story.publisher or (line if named else None)
        story.left_out.append(Stripped(line, "publication" if named else "navigation"))
    for line in texts[title : title + 1]:
        story.title = line
        story.left_out.append(Stripped(line, "headline"))
    for line in texts[title + 1 :]:
        if not story.summary and len(line) >= 40:
            story.summary.append(line)
        else:
            story.left_out.append(Stripped(line, "byline" if _BY.match(line) else "caption"))


def _signed(line: str, after: str) -> tuple[list[Person], bool] | None:
    """Return (the authors a byline names, whether the next line is their job), or None for any other line."""
    match = _BYLINE.match(line)
    if not match or len(line) > 120:
        return None
    by = line.casefold().startswith(("by ", "by:", "written by", "reported by", "words by"))
    parts = [
        part.strip()
        for part in re.split(
            r",\s|\sand\s|\s[-–"
            r"|]\s",
            match["names"] + (match["rest"] or ""),
        )
        if part.strip()
    ]
    jobs = [part for part in parts if _JOB.search(part)]
    names = [part for part in parts if part not in jobs and re.fullmatch(_NAME, part)]
    follows = not jobs and bool(_JOB.search(after)) and len(after) < 60
    known = all(any(people(name)) for name in names)
    dated = known and len(names) == len(parts) and bool(_DATE_LINE.match(after))
    if not names or not known or not (by or jobs or follows or dated):
        return None
    office = ", ".join(jobs) or (after if follows else None)
    return [Person(name, "author", office) for name in names], follows


def _read_body(story: _Story, lines: Sequence[str], marks: Mapping[str, str]) -> None:
    """Read the paragraphs; what stands among them without a sentence's end is a caption, a heading or another story."""
    seen: set[str] = set()
    for at, line in enumerate(lines):
        why = _kind_by_markup(marks.get(line)) or furniture(line) or _why_not(line, lines, at)
        why = None if marks.get(line) in _OF_THE_STORY else why
        if not why and line in seen:
            why = "repeated line"
        seen.add(line)
        if why:
            story.left_out.append(Stripped(line, why))
            story.published = story.published or (written_day(line) if why == "date line" else None)
        else:
            story.body.append(line)


def _kind_by_markup(kind: str | None) -> str | None:
    return "heading" if kind in ("headline", "heading") else None


def _why_not(line: str, lines: Sequence[str], at: int) -> str | None:
    """Return why a line among the paragraphs is not one of them, or None."""
    for why, fits in (
        ("caption", _AGENCY.search(line)),
        ("date line", _DATE_LINE.match(line) or _DATE_LABEL.match(line)),
        ("heading", line.endswith("?") and len(line) < _MIN_PARAGRAPH and line[0].isalpha()),
    ):
        if fits:
            return why
    if (_ENDS.search(line) and not _headline_like(line)) or len(line) > _LONG_LINE:
        return None
    neighbours = [lines[i] for i in (at - 1, at + 1) if 0 <= i < len(lines)]
    if any(not _ENDS.search(n) or _headline_like(n) for n in neighbours):
        return "related headlines"
    return "caption" if len(line) >= 40 else "heading"


def _headline_like(line: str) -> bool:
    """Whether a line ends only in the closing mark of a scare quote, as headlines do: no stop before the mark."""
    return bool(re.search(r"[\w%][’'”\"]$", line)) and len(line) < _LONG_LINE
