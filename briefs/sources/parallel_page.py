"""Pages that set portraits beside a debate: each speaker on a line "<Name> Portrait <attribution>", then link words.

Where the saved text kept no portraits (the chamber's name runs straight into the opening words of a speech)
nobody can be told apart, and nobody is named. The portrait's name may be the person's present one; the attribution is
the one of the day, and is what is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefs.errors import RefusedInput
from briefs.identity import file_id, statement_id
from briefs.offices import parse_attribution
from briefs.records import Dates, House, Kind, Part, Passage, Reading, Record, Stripped
from briefs.sources.base import SourceFile
from briefs.sources.contributions import LICENCE, house_of, kind_of, passages, people, turns, with_front_bench
from briefs.sources.furniture import furniture, page_lines, written_day
from briefs.voices import with_reported_quotes

_PORTRAIT = re.compile(r"^(?P<name>.{3,80}?) Portrait (?P<attribution>\S.*)$")
_CHAMBER = re.compile(
    r"^(?P<chamber>Commons Chamber|Lords Chamber|Westminster Hall|Grand Committee|Written Statements?)$"
)
_GLUED = re.compile(r"^(?P<chamber>Commons Chamber|Lords Chamber|Westminster Hall)(?=[A-Z“\"(])")
_PROVIDER = re.compile(r"Parallel Parliament")
_WEEKDAY = re.compile(r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_NUMBER = re.compile(r"^\[(?P<uin>H[CL]WS\d+)\]$")
_LINKS = re.compile(
    r"^-?\s*(?:View Speech|Hansard)\b.*|^Read (?:Full|Hansard|Debate).*|^--- Later in debate ---$|^\w.{2,60} Excerpts$"
)
_ABOUT = re.compile(
    r"^(?:Full Debate|Department|Main Page)\s?:|(?:Westminster Hall)?Westminster Hall is an alternative"
    r"|^Each debate is chaired by"
)


def detect(source: SourceFile) -> bool:
    """Whether the source is such a page: portraits before attributions, or the provider's own notice."""
    return looks_like(source.head)


def looks_like(text: str) -> bool:
    """Whether a text has portrait lines, or a chamber glued to its first words beside the provider's marks."""
    lines = page_lines(text)[:300]
    if any((m := _PORTRAIT.match(line)) and parse_attribution(m["attribution"]) for line in lines):
        return True
    return any(_GLUED.match(line) for line in lines) and bool(
        _PROVIDER.search(text) or any(line.startswith("Main Page:") for line in lines)
    )


def read(source: SourceFile) -> Reading:
    """Return the debate or written statement. Raises RefusedInput where the page holds no words."""
    return read_text(source.text, source.name, source.data)


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the debate of a page already turned to text; ``data`` gives the identity where no number does."""
    head, body, left_out = _divide(page_lines(text))
    if not body:
        raise RefusedInput("this page holds none of the debate's words; save the page of the debate itself")
    chamber = _chamber([*head, *body])
    written = chamber.startswith("Written")
    number = next((m["uin"] for line in body if (m := _NUMBER.match(line))), None)
    words = [_GLUED.sub("", line) for line in body if not _NUMBER.match(line)]
    kind = Kind.WRITTEN_STATEMENT if written else kind_of("\n".join(words))
    made = _spoken(words, kind)
    if not written and not any(p.speaker for p in made):
        kind = Kind.DEBATE  # such a page strings pieces of several debates together
    day = next((written_day(line) for line in head if _WEEKDAY.match(line)), None)
    house = _house(chamber, number, "\n".join(words))
    official = number and house and day
    record = Record(
        record_id=statement_id(house, day, number) if number and house and day else file_id(data),
        kind=kind,
        title=_title(head) or name.rsplit(".", 1)[0],
        passages=tuple(with_reported_quotes(made, text)),
        dates=Dates(happened=day),
        house=house,
        uin=number if official else None,
        reference=number,
        people=tuple(replace(p, part_played="making") for p in people(made)) if written else people(made),
        licence=LICENCE,
        notes=() if any(p.speaker for p in made) else ("The record as held does not name its speakers.",),
    )
    return Reading((record,), tuple(left_out))


def _divide(lines: Sequence[str]) -> tuple[list[str], list[str], list[Stripped]]:
    """Return (the lines above the first words, the words with their attribution lines, what was left out)."""
    head: list[str] = []
    body: list[str] = []
    left_out: list[Stripped] = []
    begun = False
    for line in lines:
        portrait = _PORTRAIT.match(line)
        why = "page link" if _LINKS.match(line) else "provider notice" if _ABOUT.match(line) else furniture(line)
        if portrait and (portrait["name"] == portrait["attribution"] or parse_attribution(portrait["attribution"])):
            body.append(portrait["attribution"])
            begun = True
        elif why:
            left_out.append(Stripped(line, why))
        elif begun or _GLUED.match(line):
            begun = True
            body.append(line)
            left_out += [Stripped(glued["chamber"], "chamber")] if (glued := _GLUED.match(line)) else []
        else:
            head.append(line)
            left_out.append(Stripped(line, "heading"))
    return head, body, left_out


def _spoken(words: Sequence[str], kind: Kind) -> list[Passage]:
    found = turns(words)
    if any(t.speaker for t in found):
        return passages(with_front_bench(found, kind))
    return [Passage(text=line, part=Part.SPEECH) for line in words]


def _chamber(lines: Sequence[str]) -> str:
    found = (m for line in lines if (m := _CHAMBER.match(line) or _GLUED.match(line)))
    return next((m["chamber"] for m in found), "")


def _house(chamber: str, number: str | None, words: str) -> House | None:
    if chamber.startswith(("Commons", "Westminster")) or (number or "").startswith("HC"):
        return House.COMMONS
    if chamber.startswith(("Lords", "Grand")) or (number or "").startswith("HL"):
        return House.LORDS
    return house_of(words)


def _title(head: Sequence[str]) -> str | None:
    """Return the debate's title: the last line above the words that is neither a day nor a chamber, else the first."""
    titles = [line for line in head if not _WEEKDAY.match(line) and not _CHAMBER.match(line)]
    return titles[-1] if titles else None
