"""Markdown, with front matter (a record that somebody wrote by hand, such as a seed) or without (a document).

The front matter is described in ``briefs.readers.files.front_matter``. The body is paragraphs between blank lines,
each a passage. Emphasis, links, code ticks, quotation bars and list marks are left out and the words inside them
kept; the items of a list are lines of one passage, as are the rows of a table, their cells joined by " | ".

Who speaks, and what a passage is, are said by lines of their own or at the start of a paragraph:

    **Name, office** (role; party; constituency):   the paragraphs from here on are this person's, a new turn; all but
                                                    the name may be left out, and "not named" stands for no name
    ## Question                                     the passages from here on are a question; likewise Answer, Speech,
                                                    Body and Summary; any other heading ends that, and who spoke

Speaker lines count only below front matter: elsewhere "**Background**:" is no person. Without such a line the
``speaker``, ``office`` and ``role`` of the front matter hold. Headings are titles and not passages: the first is the
title where the front matter has none, the others are reported as left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NoReturn

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile, Stripped
from briefs.readers.common.leaving_out import leave_out
from briefs.readers.common.superscript import CLOSE, OPEN, resolved, without_edges
from briefs.readers.files.front_matter import FENCE, FrontMatter, parse_front_matter
from briefs.readers.files.plain import title_from_name
from briefs.records.identity import chosen_id, file_id, question_id, statement_id
from briefs.records.model import AnswerState, Fidelity, House, Kind, Part, Passage, Record, Role

NOT_NAMED = "not named"
_HEADING = re.compile(r"(#{1,6})\s+((?:[^\s#]++|\s++(?!#*+\s*+$)|#++(?!\s*+$))*+)\s*#*\s*")
_FIRST_KEY = re.compile(r"[A-Za-z_]+\s*:(?:\s|$)|#")
_SPEAKER = re.compile(r"\*\*(?P<who>[^*\n]+)\*\*[ \t]*+(?:\((?P<role>[^()\n]*)\)[ \t]*+)?:\s*(?P<rest>.*)", re.DOTALL)
_NO_TEXT = re.compile(r"^(?:```|~~~)|<!--", re.MULTILINE)
_NO_TEXT_ENDS = {
    "```": re.compile(r"^```[ \t]*$", re.MULTILINE),
    "~~~": re.compile(r"^~~~[ \t]*$", re.MULTILINE),
    "<!--": re.compile("-->"),
}
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}|[=]{3,}")
_TABLE_RULE = re.compile(r"[\s:|]*-[\s:|-]*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
_RAISED = re.compile(r"<sup\b[^<>]{0,200}>([^<>]{0,200})</sup>|\[\^([^\]\s]{1,40})\]:?", re.IGNORECASE)
_PICTURE = re.compile(r"!\[([^\]]{0,500})\]\([^)]{0,500}\)")
_INLINE = (
    (_PICTURE, ""),
    (re.compile(r"\[([^\]]{1,500})\]\([^)\s]{0,500}(?:\s+\"[^\"]{0,500}\")?\)"), r"\1"),
    (re.compile(r"<(https?://[^\s<>]+)>"), r"\1"),
    (re.compile(r"(?<!\w)(\*\*\*|\*\*|\*|___|__|_)(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])"), r"\1"),
)
# The patterns take time with the square of the length; no paragraph that people write is a tenth as long.
_LONGEST_MARKED = 20_000
_SPOKEN = frozenset({Kind.DEBATE, Kind.URGENT_QUESTION, Kind.ORAL_STATEMENT, Kind.SPEECH, Kind.COMMITTEE_EVIDENCE})


def detect(source: SourceFile) -> bool:
    """Whether the source opens with front matter or with a Markdown heading."""
    lines = [line for line in source.head.split("\n") if line.strip()][:2]
    if not lines:
        return False
    if lines[0].rstrip() == FENCE:
        return len(lines) > 1 and _FIRST_KEY.match(lines[1].lstrip()) is not None
    return _HEADING.fullmatch(lines[0]) is not None


def read(source: SourceFile) -> Reading:
    """Return one record. Raises RefusedInput naming the line for front matter that breaks its grammar."""
    text = source.text.lstrip("\n")
    if text.split("\n", 1)[0].rstrip() == FENCE:
        matter, body, first_line = parse_front_matter(source.text)
    else:
        matter, body, first_line = FrontMatter(), source.text, 0
    kind = matter.choice("kind", Kind) or Kind.DOCUMENT
    parsed = _Body(_default_passage(matter, kind), first_line)
    parsed.take(body)
    title = matter.text("title") or parsed.title or title_from_name(source.name)
    passages = tuple(parsed.passages)
    if not passages:
        raise RefusedInput("the file has no text below its headings")
    headings = tuple(Stripped(text=text, why="heading") for text in parsed.headings if text != title)
    record = _record(matter, kind, source)
    return Reading(records=(replace(record, title=title, passages=passages),), stripped=headings)


def _record(matter: FrontMatter, kind: Kind, source: SourceFile) -> Record:
    """Return the record of the front matter, its title and passages still to come."""
    fidelity = matter.choice("fidelity", Fidelity) or Fidelity.VERBATIM
    dates = matter.dates(kind)
    house = matter.choice("house", House)
    uin = matter.text("uin")
    number = uin or matter.text("reference")
    record_id = file_id(source.data)
    if name := matter.text("id"):
        record_id = chosen_id(name)
        if record_id == chosen_id(""):
            _refuse(matter, "id", "the id has no letters or digits")
    # A précis never takes the official identity: the official text is another record.
    elif fidelity is not Fidelity.PRECIS and house and kind is Kind.WRITTEN_QUESTION and uin and dates.tabled:
        record_id = question_id(house, dates.tabled, uin)
    elif fidelity is not Fidelity.PRECIS and house and kind is Kind.WRITTEN_STATEMENT and number and dates.day:
        record_id = statement_id(house, dates.day, number)
    return Record(
        record_id=record_id,
        kind=kind,
        title="",
        passages=(),
        dates=dates,
        house=house,
        uin=uin,
        volume=matter.text("volume"),
        reference=matter.text("reference"),
        publisher=matter.text("publisher"),
        answering_body=matter.text("answering_body"),
        people=matter.people(),
        state=matter.choice("state", AnswerState),
        grouped_uins=matter.items("grouped_uins"),
        url=matter.link(),
        fidelity=fidelity,
        licence=matter.text("licence"),
        citation_override=matter.text("citation"),
        notes=matter.items("notes"),
        origin=source.name,
        retrieved=source.retrieved,
    )


def _default_passage(matter: FrontMatter, kind: Kind) -> Passage:
    return Passage(
        text="",
        part=Part.SPEECH if kind in _SPOKEN else Part.BODY,
        speaker=matter.text("speaker"),
        office=matter.text("office"),
        role=matter.choice("role", Role) or Role.UNKNOWN,
    )


def _refuse(matter: FrontMatter, key: str, reason: str) -> NoReturn:
    raise RefusedInput(reason, f"line {matter.values[key][0]}")


@dataclass
class _Body:
    """The body being read: ``now`` is the passage without its text that the next paragraph takes after.

    ``first_line`` is the number of its first line in the file, 0 where there is no front matter.
    """

    default: Passage
    first_line: int
    now: Passage = field(init=False)
    title: str = ""
    headings: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    turns: int = 0

    def __post_init__(self) -> None:
        self.now = self.default

    def take(self, body: str) -> None:
        """Read the body's blocks in order."""
        block: list[str] = []
        lines = _without_code(body).split("\n")
        for number, line in enumerate([*lines, ""], self.first_line):
            bare = line.strip().lstrip(">").strip()
            if heading := _HEADING.fullmatch(bare):
                self._paragraph(block, number)
                self._heading(plain_inline(heading[2]))
                block = []
            elif bare and not _RULE.fullmatch(bare):
                block.append(line.lstrip("> ") if line.lstrip().startswith(">") else line)
            else:
                self._paragraph(block, number)
                block = []

    def _heading(self, text: str) -> None:
        if not text:
            return
        if text.lower() in {part.value for part in Part}:
            self.now = replace(self.default, part=Part(text.lower()))
            return
        self.now = self.default
        if not self.title:
            self.title = text
        self.headings.append(text)

    def _paragraph(self, block: list[str], end: int) -> None:
        text = "\n".join(block)
        if self.first_line and (match := _SPEAKER.match(text)):
            self._speaker(match["who"], match["role"] or "", f"line {end - len(block)}")
            text = match["rest"]
        if paragraph := _joined_lines(text.split("\n")):
            self.passages.append(replace(self.now, text=paragraph))

    def _speaker(self, who: str, role: str, place: str) -> None:
        name, _, office = (part.strip() for part in who.partition(","))
        fields = [part.strip() for part in role.split(";")]
        role_name, party, constituency = (*fields, "", "", "")[:3]
        try:
            known = Role(role_name.lower()) if role_name else Role.UNKNOWN
        except ValueError as error:
            allowed = ", ".join(one.value for one in Role)
            raise RefusedInput(f'"{role_name}" is not a role; use one of {allowed}', place) from error
        self.turns += 1
        self.now = replace(
            self.now,
            speaker=None if name.lower() == NOT_NAMED else name,
            office=office or None,
            role=known,
            party=party or None,
            constituency=constituency or None,
            turn=self.turns,
        )


def plain_inline(text: str) -> str:
    """Return Markdown's words without its marks: emphasis, links, code ticks, escapes; white space made one space."""
    if len(text) <= _LONGEST_MARKED:
        text, marks = resolved(_RAISED.sub(lambda match: f"{OPEN}{match[1] or match[2]}{CLOSE}", without_edges(text)))
        for mark in marks:
            leave_out(mark, "note mark")
        for picture in _PICTURE.finditer(text):
            if words := picture[1].strip():
                leave_out(words, "caption")
        for pattern, kept in _INLINE:
            text = pattern.sub(kept, text)
    return " ".join(text.split())


def _joined_lines(lines: list[str]) -> str:
    """Return a paragraph: wrapped lines joined by a space, each item of a list and row of a table a line."""
    out: list[str] = []
    for line in lines:
        bare = line.strip()
        if not bare or (bare.startswith("|") and _TABLE_RULE.fullmatch(bare)):
            continue
        if bare.startswith("|"):
            out.append(" | ".join(cell.strip() for cell in bare.strip("|").split("|")))
        elif item := _ITEM.match(line):
            out.append(line[item.end() :])
        elif out and not line.endswith("  ") and not bare.startswith("|"):
            out[-1] += " " + bare
        else:
            out.append(bare)
    return "\n".join(text for line in out if (text := plain_inline(line)))


def _without_code(body: str) -> str:
    """Return the body with fenced code and comments made empty lines; one that is never closed is text.

    An end that was looked for in vain is not looked for again: a file of openings would take forever.
    """
    kept: list[str] = []
    done = position = 0
    ends = dict(_NO_TEXT_ENDS)
    while opening := _NO_TEXT.search(body, position):
        position = opening.end()
        end = ends[opening.group()].search(body, position) if opening.group() in ends else None
        if end is None:
            ends.pop(opening.group(), None)
            continue
        position = end.end()
        if hidden := body[opening.end() : end.start()].strip():
            leave_out(hidden, "comment" if opening.group() == "<!--" else "code block")
        kept += (body[done : opening.start()], "\n" * body.count("\n", opening.start(), position))
        done = position
    return "".join((*kept, body[done:]))
