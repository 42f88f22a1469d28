"""Where a text points at another question, answer or statement, and what it says of it: number, day, column.

A pointer is read from the text alone; which record it means is decided by ``briefs.question.references.resolution``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from briefs.question.references import patterns as forms
from briefs.question.references.model import DayMeans, Names, Pointer, PointerForm
from briefs.question.references.patterns import Day
from briefs.question.references.pointer_context import day_of, heading_after
from briefs.records.model import House

_LONGEST_RANGE = 60
# What a number written without UIN or PQ needs, so that "questions 1 and 2" of a survey are none.
_FEW_DIGITS = 2
# How far before a day the words may stand that make it the day of an answer.
_LONGEST_LEAD = 300


_FORMS = (
    (forms.PURSUANT, PointerForm.PURSUANT),
    (forms.REFER, PointerForm.REFERRAL),
    (forms.FURTHER, PointerForm.FURTHER),
)


@dataclass(frozen=True, slots=True)
class _Anchor:
    start: int
    end: int
    names: Names
    uins: tuple[str, ...] = ()
    column: str | None = None
    labelled: bool = False


def find_pointers(text: str, until: date) -> tuple[Pointer, ...]:
    """Return the pointers of a text, in order; ``until`` is its own day, by which a missing year is worked out."""
    found: list[Pointer] = []
    for start, end in _sentences(text):
        found += _in_sentence(text, start, end, until)
    return tuple(_with_links(found, text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for boundary in forms.BOUNDARY.finditer(text):
        yield start, boundary.end()
        start = boundary.end()
    yield start, len(text)


@dataclass(frozen=True)
class _Sentence:
    """A sentence that starts at ``start`` of its text, and what it says once for all the numbers in it.

    What a pattern says of the words before a number is known by where the pattern is met first.
    """

    text: str
    start: int

    @cached_property
    def repeats(self) -> bool:
        return forms.REPEATED.search(self.text) is not None

    @cached_property
    def lords(self) -> bool:
        return "House of Lords" in self.text

    @cached_property
    def cue_end(self) -> int:
        return self._first_end(forms.ANSWER_CUE)

    @cached_property
    def form_ends(self) -> tuple[int, ...]:
        return tuple(self._first_end(pattern) for pattern, _ in _FORMS)

    def form(self, lead: int, gap: str = "") -> PointerForm:
        """Return the form of a pointer by the words before ``lead`` and those within it."""
        if self.repeats:
            return PointerForm.REPEATED
        for (pattern, form), end in zip(_FORMS, self.form_ends, strict=True):
            if end <= lead or pattern.search(gap):
                return form
        return PointerForm.MENTION

    def _first_end(self, pattern: re.Pattern[str]) -> int:
        found = pattern.search(self.text)
        return found.end() if found else len(self.text) + 1


def _in_sentence(text: str, start: int, end: int, until: date) -> list[Pointer]:
    sentence = _Sentence(text[start:end], start)
    anchors = _anchors(sentence)
    days = forms.days_in(sentence.text, until) if anchors or sentence.cue_end <= len(sentence.text) else []
    found, claimed = [], set[int]()
    for number, anchor in enumerate(anchors):
        before = anchors[number - 1].end if number else 0
        after = anchors[number + 1].start if number + 1 < len(anchors) else len(sentence.text)
        day = None
        if anchor.names is not Names.LINK:
            day = day_of(sentence.text, (anchor.start, anchor.end), (before, after), days, claimed)
        if day is not None:
            claimed.add(day.start)
        if _is_pointer(sentence, anchor, day):
            found.append(_pointer(sentence, anchor, day))
    if not found and (alone := _dated_alone(sentence, days)):
        found.append(alone)
    return found


def _anchors(whole: _Sentence) -> list[_Anchor]:
    """Return the numbers, columns and links of a sentence, none within another."""
    sentence = whole.text
    made = [
        _Anchor(m.start(), m.end(), Names.LINK, (m["uin"].upper(),), m["day"]) for m in forms.LINK.finditer(sentence)
    ]
    made += [
        _Anchor(m.start(), m.end(), Names.STATEMENT, (_plain(m["uin"]),), labelled=True)
        for m in forms.STATEMENT_NUMBER.finditer(sentence)
    ]
    made += [_numbered(m) for m in forms.NUMBERED.finditer(sentence)]
    if whole.cue_end <= len(sentence):
        made += [
            _Anchor(m.start("first"), m.end("first"), Names.UIN, (_plain(m["first"]),), labelled=True)
            for m in forms.UNLABELLED.finditer(sentence)
        ]
        made += [
            _Anchor(m.start(), m.end(), Names.UIN, (m[0],), labelled=True)
            for m in forms.LORDS_NUMBER.finditer(sentence)
        ]
    for pattern in (forms.COLUMN, forms.LORDS_COLUMN):
        made += [
            _Anchor(m.start(), m.end(), Names.COLUMN, column=" ".join(m["column"].split()))
            for m in pattern.finditer(sentence)
        ]
    kept: list[_Anchor] = []
    taken = bytearray(len(sentence))
    for anchor in made:  # links first: the number within one is not another pointer
        if not any(taken[anchor.start : anchor.end]):
            kept.append(anchor)
            taken[anchor.start : anchor.end] = b"\x01" * (anchor.end - anchor.start)
    return sorted(kept, key=lambda anchor: anchor.start)


def _numbered(match: re.Match[str]) -> _Anchor:
    label = match["label"].lower()
    uins = [_plain(match["first"])]
    at = 0
    for part in re.finditer(r"(?:HL\s?)?\d{1,6}", match["more"], re.IGNORECASE):
        joint = match["more"][at : part.start()].strip().lower()
        at = part.end()
        number = _plain(part[0])
        if joint in {"-", "–"} or (joint == "to" and label.endswith("s")):
            uins += _range(uins[-1], number)
        else:
            uins.append(number)
    strong = "uin" in match[0].lower() or "pq" in match[0].lower() or uins[0].startswith("HL")
    return _Anchor(match.start(), match.end(), Names.UIN, tuple(dict.fromkeys(uins)), labelled=strong)


def _range(first: str, last: str) -> list[str]:
    """Return the numbers after ``first`` up to ``last``, which may leave out the digits it shares: 112661-65."""
    letters = re.match(r"\D*", first)
    prefix = letters[0] if letters else ""
    low, high = first[len(prefix) :], last.removeprefix(prefix)
    if len(high) < len(low):
        high = low[: len(low) - len(high)] + high
    if not 0 < int(high) - int(low) <= _LONGEST_RANGE:
        return [prefix + high]
    return [f"{prefix}{number}" for number in range(int(low) + 1, int(high) + 1)]


def _plain(uin: str) -> str:
    return re.sub(r"\s+", "", uin).upper()


def _is_pointer(sentence: _Sentence, anchor: _Anchor, day: Day | None) -> bool:
    """Whether a number is one of a question: "question 2" of a survey is not."""
    if anchor.names is Names.COLUMN:
        return day is not None
    if anchor.names is not Names.UIN or anchor.labelled:
        return True
    if min(len(uin) for uin in anchor.uins) > _FEW_DIGITS:
        return True
    return day is not None and sentence.cue_end <= anchor.start


def _pointer(whole: _Sentence, anchor: _Anchor, day: Day | None) -> Pointer:
    sentence, offset = whole.text, whole.start
    first = min(anchor.start, day.start if day else anchor.start)
    last = max(anchor.end, day.end if day else anchor.end)
    if sentence[first:last].count("(") > sentence[first:last].count(")") and sentence[last : last + 1] == ")":
        last += 1
    gap = sentence[min(anchor.end, first) : last]
    house = House.LORDS if any(uin.startswith("HL") for uin in anchor.uins) else None
    if anchor.names is Names.COLUMN and ("WA" in (anchor.column or "") or whole.lords):
        house = House.LORDS
    link = anchor.names is Names.LINK
    means = DayMeans.TABLED if day and _says_tabled(sentence, day, anchor) else DayMeans.ANSWERED
    return Pointer(
        form=whole.form(first, gap),
        names=Names.STATEMENT if link and anchor.uins[0].find("WS") > 0 else anchor.names,
        start=offset + first,
        end=offset + last,
        text=sentence[first:last],
        uins=anchor.uins,
        house=house,
        day=day.day if day else None,
        means=means,
        year_given=day.year_given if day else True,
        tabled=date.fromisoformat(anchor.column) if link and anchor.column and _is_day(anchor.column) else None,
        column=None if link else anchor.column,
        heading=heading_after(sentence, anchor.end),
        repeats=whole.repeats,
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _says_tabled(sentence: str, day: Day, anchor: _Anchor) -> bool:
    if day.start >= anchor.end:
        return forms.TABLED.search(sentence[anchor.end : day.start]) is not None
    return forms.TABLED.search(sentence[max(0, day.start - 90) : day.start]) is not None


def _dated_alone(whole: _Sentence, days: Sequence[Day]) -> Pointer | None:
    """Return a pointer that names an answer by its day alone, as "the answer of 14 February to the hon. Member"."""
    sentence, offset = whole.text, whole.start
    if not (forms.REFER.search(sentence) or forms.PURSUANT.search(sentence)):
        return None
    for day in days:
        lead = sentence[max(0, day.start - _LONGEST_LEAD) : day.start]
        if forms.DATED_ANSWER.search(lead) and not forms.ORAL.search(sentence[max(0, day.start - 60) : day.end + 60]):
            return Pointer(
                form=whole.form(day.start),
                names=Names.DAY,
                start=offset + day.start,
                end=offset + day.end,
                text=sentence[day.start : day.end],
                day=day.day,
                year_given=day.year_given,
                repeats=whole.repeats,
            )
    return None


def _with_links(found: Sequence[Pointer], text: str) -> list[Pointer]:
    """Return the pointers, a link to a question that is also named by its number taken together with that."""
    links = {uin: p.tabled for p in found if p.names is Names.LINK for uin in p.uins}
    numbered = {uin for p in found if p.names is Names.UIN for uin in p.uins}
    kept: list[Pointer] = []
    for pointer in found:
        if pointer.names is Names.LINK and pointer.uins[0] in numbered:
            continue
        if pointer.names is Names.UIN and len(pointer.uins) == 1 and links.get(pointer.uins[0]):
            kept.append(replace(pointer, tabled=links[pointer.uins[0]]))
        else:
            kept.append(pointer)
    return kept
