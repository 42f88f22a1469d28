"""The words of a check: what is pointed at, where in the draft, and what the earlier answer has."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.question.draft.model import DraftCheck, DraftFinding, DraftPoint
from briefs.records.citations import long_date
from briefs.render.brief.wording import count

_HEADINGS = {
    DraftPoint.FIGURE: "Figures that differ from earlier answers",
    DraftPoint.DATE: "Dates that differ from earlier answers",
    DraftPoint.NAME: "Names that differ from earlier answers",
    DraftPoint.COMMITMENT: "Commitments that differ from earlier answers",
    DraftPoint.REFERRAL: "Answers referred to that are not as the draft says",
    DraftPoint.QUOTATION: "Quoted words that are in no stored record",
    DraftPoint.PART: "Parts of the question that the draft does not answer",
    DraftPoint.HOLDING: "Holding phrases: the draft says that an answer comes later",
}
_LONGEST_QUOTED = 300
NEW_HEADING = "In no earlier answer that was read: confirm these from another source"


def title_of(made: DraftCheck) -> str:
    """Return what was checked, in a line."""
    subject = made.subject
    named = " · ".join(part for part in (subject.uin, subject.heading) if part)
    return f"Check of a draft answer{f': {named}' if named else ''}"


def summary(made: DraftCheck) -> str:
    """Return how much there is to look at, and what the draft was compared with."""
    things = count(len(made.findings), "thing", "things")
    found = f"{things} to look at" if made.findings else "Nothing found that differs"
    read = f"compared with {count(made.read, 'earlier answer', 'earlier answers')}"
    unread = f"; {count(made.unread, 'more is', 'more are')} not stored whole, so not compared" if made.unread else ""
    return f"{found}; {read}{unread}, as of {long_date(made.made)}."


def sections(made: DraftCheck) -> Iterator[tuple[str, list[DraftFinding]]]:
    """Yield the findings under their headings."""
    for point, heading in _HEADINGS.items():
        found = [finding for finding in made.findings if finding.what is point]
        if found:
            yield heading, found


def finding_words(finding: DraftFinding) -> str:
    """Return one finding as a sentence; the sentence of the earlier answer stands beside it."""
    where = f"Line {finding.place.line}: “{_short(finding.place.text)}”" if finding.place else ""
    held = " or ".join(f"“{words}”" for words in finding.held)
    if finding.what is DraftPoint.PART:
        return f"{f'{finding.label} ' if finding.label else ''}“{_short(finding.asked)}”"
    if finding.what is DraftPoint.REFERRAL:
        number = f" ({finding.label})" if finding.label else ""
        if not finding.source:
            return f"{where or 'The draft'}: the question{number} is not stored, or what is stored does not fit."
        return (
            f"{where or 'The draft'}: the stored answer{number} is of another day, {held}."
            if held
            else f"{where}: the stored question{number} has no answer."
        )
    return f"{where}; the earlier answer has {held}." if held else f"{where}."


def new_words(made: DraftCheck) -> str:
    """Return the figures, dates and names that no earlier answer has, in one line; empty where there are none."""
    shown = (f"“{_short(f.place.text)}” (line {f.place.line})" for f in made.new if f.place)
    return "; ".join(dict.fromkeys(shown))


def limits_words(made: DraftCheck) -> str:
    """Return what the check does not do."""
    less = (
        ""
        if made.read
        else " No earlier answer on the matter is stored whole, so figures, dates and names were not compared."
    )
    return f"This check points and writes nothing: what is right is for you to judge.{less}"


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST_QUOTED else plain[: _LONGEST_QUOTED - 1] + "…"
