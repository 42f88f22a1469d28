"""What a page of Hansard is made of, whatever it was saved as: labels, words, headings, notes, marks.

Each layout has a reader that says of every block what it is: from the elements of a page where there are any, from
the layout of its lines else, from their words last. From there on all pages are read alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import zip_longest

from briefs.names.offices import Attribution, role_of
from briefs.readers.common.base import Stripped
from briefs.readers.common.column_marks import apart
from briefs.readers.common.contributions import PROCEDURE, Turn
from briefs.readers.common.labels import Labels, marks_of_label, names_several
from briefs.readers.files.line_hyphens import mended, words_of
from briefs.records.model import Role


class Mark(Enum):
    """What a block is; the value is the kind under which it is reported where it is left out."""

    HEADING = "heading"
    LABEL = "speaker"
    WORDS = "words"
    NOTE = "stage direction"
    COLUMN = "column mark"
    TIME = "time mark"
    PAGE = "navigation"


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """One block as printed. ``department`` is a heading set as a department's; ``asks`` a label of who asks."""

    mark: Mark
    text: str
    level: int = 0
    department: bool = False
    asks: bool = False
    why: str = ""

    @property
    def left_out(self) -> Stripped:
        """The block as it is reported where it is left out."""
        return Stripped(self.text, self.why or self.mark.value)


@dataclass(slots=True)
class Spoken:
    """One contribution: ``label`` as printed, None for what is nobody's, and its paragraphs."""

    label: str | None
    paragraphs: list[str] = field(default_factory=list)
    asks: bool = False


_ASIDE = re.compile(r"^[\[(].*[\])]\.?$")
_DIVISION = re.compile(
    r"^\W*(?:The (?:House|Committee) (?:(?:having )?divided|proceeded to a Division)\b"
    r"|Division (?:(?:No\.?|[Nn]umber)\s?)?\d+\W*$"
    r"|Division on (?:the )?(?:[A-Z][^.?!:]{0,120}|(?:motion|question|amendment)[^.?!:]{0,80})$"
    r"|(?:Ayes|Noes|Contents|Not-Contents):?\s?\d|(?:AYES|NOES|CONTENTS|NOT[- ]CONTENTS)\W*$"
    r"|Not[- ]Contents:?\W*\d*\W*$|Tellers? (?:for the\b|for$)|Tellers?:)"
)
_TELLERS = re.compile(r"^\W*Tellers?\b.*(?:\bfor|:|\band|,)\W*$")
_HEARD = re.compile(r"^\W*(?:(?:Hear|Oh|No|Yes|Aye|Shame|Order|Object|Ah|More|Resign)\b\W*){1,4}$", re.IGNORECASE)
_MOST_TELLERS = 2
_LAST_WORD, _FIRST_WORD = re.compile(r"(?<![\w’'])([\w’']++)-$"), re.compile(r"[\w’']+")
_NOT_NAMES = re.compile(r"[.?!:]$")
_PROCEDURE = re.compile(
    r"^(?:\[?\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\.?\]?$"
    r"|The House met at\b|The Committee met at\b|(?:[^.?!]|\b(?:hon|Mr|Mrs|Ms|Dr|rt)\.){3,120}"
    r"(?:\brose\s?(?:[—–-]+|in (?:his|her|their) places?[.—–-]*)|\bindicated (?:assent|dissent)\W*)$"
    r"|(?:rose|indicated (?:assent|dissent))\W*$"
    r"|Question (?:agreed|negatived|put|proposed|accordingly)"
    r"|(?:Amendments?|Clauses?|Schedules?)\b[^.]{0,60}\b(?:agreed to|negatived|withdrawn|made)\.$"
    r"|Prayers\b)",
    re.IGNORECASE,
)
_STOPS = tuple(".!?:;…”\"’')]—")


def is_procedure(text: str) -> bool:
    """Whether a paragraph says what the House did: nobody's words."""
    return bool(PROCEDURE.match(text) or _PROCEDURE.match(text) or _DIVISION.match(text))


def is_dividing(text: str, *, before: bool) -> bool:
    """Whether a paragraph is of a division's result and lists: names go on until the House's next step."""
    return bool(_DIVISION.match(text)) or (before and not _NOT_NAMES.search(text))


def with_tellers(blocks: Iterable[PrintedBlock]) -> list[PrintedBlock]:
    """Return the blocks with the names under "Tellers for the Ayes:" as nobody's, where they look like labels."""
    made: list[PrintedBlock] = []
    due = 0
    for block in blocks:
        printed = block.mark in (Mark.LABEL, Mark.HEADING) and not block.text.endswith((":", ")"))
        if due and printed and role_of(block.text) is not Role.SPEAKER:
            made.append(replace(block, mark=Mark.NOTE))
        else:
            made.append(block)
        if made[-1].mark in (Mark.WORDS, Mark.NOTE):
            told = _TELLERS.match(block.text)
            named = 1 + (" and " in block.text) if not told else ":" in block.text.rstrip(" :")
            due = max(0, (_MOST_TELLERS if told else due) - named)
        elif block.mark in (Mark.LABEL, Mark.HEADING):
            due = 0
    return made


def left_out_of(blocks: Sequence[PrintedBlock]) -> list[Stripped]:
    """Return what of blocks is in no record: marks, navigation, labels without words, what stands beside a name."""
    found: list[Stripped] = []
    told = [block for block in blocks if block.mark not in (Mark.COLUMN, Mark.TIME, Mark.PAGE)]
    silent = {id(block) for block, after in zip_longest(told, told[1:]) if after is None or not _is_said(after, block)}
    for block in blocks:
        if block.mark is Mark.LABEL and id(block) in silent:
            found.append(block.left_out)
        elif block.mark is Mark.LABEL:
            found += [Stripped(text, why) for text, why in marks_of_label(block.text)]
        elif block.mark in (Mark.COLUMN, Mark.TIME, Mark.PAGE):
            found.append(block.left_out)
    return found


def _is_said(block: PrintedBlock, label: PrintedBlock) -> bool:
    return block.mark is Mark.WORDS and not (is_procedure(block.text) or _is_heard(block.text, label.text))


def _is_heard(text: str, label: str | None) -> bool:
    """Whether words are a noise of many Members, such as "Hear, hear!", that the record tells as a stage direction."""
    return bool(label and _HEARD.match(text)) and names_several(label or "")


def joined_over_marks(blocks: Iterable[PrintedBlock]) -> list[PrintedBlock]:
    """Return the blocks with a paragraph that a column's mark cut in two made whole again; the mark comes after it.

    Marks within a paragraph or among the rows of a table are taken out of it first.
    """
    found = [each for block in blocks for each in _without_marks(block)]
    words: Counter[str] | None = None
    made: list[PrintedBlock] = []
    for block in found:
        marks = 0
        while marks < len(made) and made[-1 - marks].mark in (Mark.COLUMN, Mark.TIME):
            marks += 1
        before = made[-1 - marks] if marks < len(made) else None
        if marks and before and block.mark is before.mark is Mark.WORDS and _goes_on(before.text, block.text):
            words = words or words_of([each.text for each in found])
            made[-1 - marks] = replace(before, text=_joined(before.text, block.text, words))
        else:
            made.append(block)
    return made


def _without_marks(block: PrintedBlock) -> list[PrintedBlock]:
    if block.mark not in (Mark.WORDS, Mark.NOTE):
        return [block]
    pieces = apart(block.text)
    return [PrintedBlock(Mark.COLUMN, text) if marked else replace(block, text=text) for text, marked in pieces]


def _joined(before: str, after: str, words: Counter[str]) -> str:
    """Return two halves of a paragraph as one; a word broken by a hyphen is whole again where it plainly is one."""
    first, second = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if before.endswith("-") and first and second:
        elsewhere = words - Counter([second[0].casefold()])  # the half itself is no word of the page
        return before[: first.start()] + mended(first[1], second[0], elsewhere) + after[second.end() :]
    return before + ("" if before.endswith(("-", "—")) else " ") + after


def _goes_on(before: str, after: str) -> bool:
    """Whether a paragraph goes on after a mark: it was not finished, or what follows begins in the middle."""
    return "\n" not in before and (not before.endswith(_STOPS) or before.endswith("—") or after[:1].islower())


def spoken(blocks: Sequence[PrintedBlock]) -> list[Spoken]:
    """Return the contributions of blocks in order; headings and procedure end a turn, an aside does not.

    What Members call out together is nobody's. In the list of a division names are nobody's until a label or the
    House's next step.
    """
    found: list[Spoken] = []
    owner: str | None = None
    dividing = False
    for block in blocks:
        if block.mark is Mark.LABEL:
            owner, dividing = block.text, False
            found.append(Spoken(owner, asks=block.asks))
            continue
        if block.mark is Mark.HEADING:
            owner, dividing = None, False
        if block.mark not in (Mark.WORDS, Mark.NOTE):
            continue
        dividing = is_dividing(block.text, before=dividing)
        nobodys = block.mark is Mark.NOTE or dividing or is_procedure(block.text) or _is_heard(block.text, owner)
        if nobodys and not _ASIDE.match(block.text):
            owner = None
        by = None if nobodys else owner
        if not found or found[-1].label != by or (by is None and found[-1].label is not None):
            found.append(Spoken(by))
        found[-1].paragraphs.append(block.text)
    return [said for said in found if said.paragraphs or said.asks]


def turns_of(said: Iterable[Spoken], labels: Labels) -> list[Turn]:
    """Return contributions with whom their labels name."""
    found: list[tuple[Attribution | None, Spoken]] = [
        (labels.whom(one.label) if one.label is not None else None, one) for one in said
    ]
    return [Turn(who, tuple(one.paragraphs)) for who, one in found if one.paragraphs]
