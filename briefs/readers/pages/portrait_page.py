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
from briefs.names.offices import parse_attribution
from briefs.quotations.attribution import with_reported_quotes
from briefs.readers.common.base import Reading, Stripped
from briefs.readers.common.blocks import Mark, PrintedBlock, spoken, turns_of
from briefs.readers.common.boilerplate import furniture, page_lines, written_day
from briefs.readers.common.contributions import LICENCE, house_of, kind_of, passages, people, with_front_bench
from briefs.readers.common.labels import Labels, may_be_label
from briefs.records.identity import file_id, statement_id
from briefs.records.model import Dates, House, Kind, Record

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


def looks_like(text: str) -> bool:
    """Whether a text has portrait lines, or a chamber glued to its first words beside the provider's marks."""
    lines = page_lines(text)[:300]
    if any((m := _PORTRAIT.match(line)) and parse_attribution(m["attribution"]) for line in lines):
        return True
    return any(_GLUED.match(line) for line in lines) and bool(
        _PROVIDER.search(text) or any(line.startswith("Main Page:") for line in lines)
    )


def read_text(text: str, name: str, data: bytes) -> Reading:
    """Return the debate of a page already turned to text; ``data`` gives the identity where no number does.

    Raises RefusedInput where the page holds no words.
    """
    head, body, left_out = _divide(page_lines(text))
    if not body:
        raise RefusedInput("this page does not have the words of the debate; save the page of the debate itself")
    chamber = _chamber([*head, *(block.text for block in body)])
    written = chamber.startswith("Written")
    number = next((m["uin"] for block in body if (m := _NUMBER.match(block.text))), None)
    blocks = [replace(b, text=_GLUED.sub("", b.text)) for b in body if not _NUMBER.match(b.text)]
    words = [block.text for block in blocks]
    kind = Kind.WRITTEN_STATEMENT if written else kind_of("\n".join(words))
    day = next((written_day(line) for line in head if _WEEKDAY.match(line)), None)
    made = passages(with_front_bench(turns_of(spoken(blocks), Labels()), kind, day))
    if not written and not any(p.speaker for p in made):
        kind = Kind.DEBATE  # such a page strings pieces of several debates together
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


def _divide(lines: Sequence[str]) -> tuple[list[str], list[PrintedBlock], list[Stripped]]:
    """Return (the lines above the first words, the words with their labels, what was left out).

    The portrait shows that what stands beside it is a label, whatever its form.
    """
    head: list[str] = []
    body: list[PrintedBlock] = []
    left_out: list[Stripped] = []
    begun = False
    for line in lines:
        portrait = _PORTRAIT.match(line)
        why = "page link" if _LINKS.match(line) else "provider notice" if _ABOUT.match(line) else furniture(line)
        if portrait and may_be_label(portrait["name"]) and may_be_label(portrait["attribution"]):
            body.append(PrintedBlock(Mark.LABEL, portrait["attribution"]))
            begun = True
        elif why:
            left_out.append(Stripped(line, why))
        elif begun or _GLUED.match(line):
            begun = True
            body.append(PrintedBlock(Mark.WORDS, line))
            left_out += [Stripped(glued["chamber"], "chamber")] if (glued := _GLUED.match(line)) else []
        else:
            head.append(line)
            left_out.append(Stripped(line, "heading"))
    return head, body, left_out


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
