"""What a brief does not cover, in plain sentences: the honest end of every brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefs.records.citations import long_date
from briefs.records.kinds import kind_name
from briefs.records.model import AnswerState, Fidelity, Kind, Record, Role
from briefs.request.model import Filters, Query
from briefs.topic.model import Coverage

STATES = {
    AnswerState.HOLDING: "a holding answer",
    AnswerState.WILL_WRITE: "an answer that promises a letter",
    AnswerState.REFERRAL: "an answer that only refers to another",
    AnswerState.UNANSWERED: "no stored answer",
    AnswerState.WITHDRAWN: "been withdrawn",
}
ROLES = {
    Role.MINISTER: "ministers",
    Role.BACKBENCHER: "backbenchers",
    Role.OPPOSITION: "the Opposition",
    Role.COMMITTEE: "committees",
    Role.WATCHDOG: "watchdogs",
}
OFFICIAL = frozenset(
    (
        Kind.DEBATE,
        Kind.URGENT_QUESTION,
        Kind.ORAL_STATEMENT,
        Kind.WRITTEN_QUESTION,
        Kind.WRITTEN_STATEMENT,
        Kind.COMMITTEE_REPORT,
        Kind.COMMITTEE_EVIDENCE,
        Kind.AUDIT_REPORT,
        Kind.NEWS,
    )
)


def notes_for(
    query: Query, coverage: Coverage, cited: Sequence[Record], matched: Sequence[Record], passed_over: Mapping[str, int]
) -> list[str]:
    """Return the notes of a brief with items; ``cited`` are its sources, ``matched`` all records read on the topic."""
    notes = [_kinds_found(query, coverage)]
    if coverage.newest_held:
        notes.append(f"The newest record is from {long_date(coverage.newest_held)}.")
    notes.append(_precis(cited))
    notes.append(_unnamed(cited))
    if any(record.fidelity is Fidelity.UNCORRECTED for record in cited):
        notes.append(
            "Uncorrected evidence: neither members nor witnesses have had the opportunity to correct the record."
        )
    notes += _states(matched)
    notes += _left_out(passed_over)
    return list(dict.fromkeys(note for note in notes if note))


def said_first(query: Query) -> list[str]:
    """Return what must be said of how a request was read: words put right, and names that nobody has."""
    notes = [f"“{typed}” is read as {month}." for typed, month in query.corrected]
    notes += [f"Showing “{right}”; you typed “{typed}”." for typed, right in dict.fromkeys(query.respelt)]
    for name, near in query.strangers:
        meant = f"; did you mean {listed(near, 'or')}?" if near else "."
        notes.append(f"{name} is not in the stored records or the lists of Members{meant}")
    notes += [f"“{typed}” is in no stored record; did you mean {listed(near, 'or')}?" for typed, near in query.offered]
    return notes


def offers(query: Query) -> list[str]:
    """Return the names and words that may have been meant instead of those typed."""
    return list(dict.fromkeys(each for _, near in (*query.strangers, *query.offered) for each in near))


def listed(names: Iterable[str], joint: str = "and") -> str:
    """Return names as a list in a sentence: "debates, urgent questions and news stories"."""
    *most, last = list(names)
    return f"{', '.join(most)} {joint} {last}" if most else last


def _kinds_found(query: Query, coverage: Coverage) -> str:
    if query.filters.kinds:
        return ""
    found = [kind for kind in coverage.by_kind if coverage.by_kind[kind]]
    if not found or all(kind in found for kind in OFFICIAL):
        return ""
    kinds = listed(kind_name(kind, 2) for kind in found)
    within = " within these filters" if query.filters != Filters() else ""
    return f"Only {kinds} were found on this topic{within}."


def unquotable(matched: int) -> str:
    """Return the sentence for records about the topic of which nothing can be quoted."""
    held = "stored record is" if matched == 1 else "stored records are"
    return f"{matched:,} {held} about this topic, but no sentence is suitable for quoting."


def _precis(cited: Sequence[Record]) -> str:
    number = sum(record.fidelity is Fidelity.PRECIS for record in cited)
    if not number:
        return ""
    which = "All the sources are" if number == len(cited) else f"{number} of {len(cited)} sources are"
    which = "The source is" if len(cited) == 1 else which
    return f"{which} stored only as a précis in this project's own words: read the original before you quote it."


def _unnamed(cited: Sequence[Record]) -> str:
    silent = [
        record
        for record in cited
        if record.kind in (Kind.DEBATE, Kind.URGENT_QUESTION, Kind.ORAL_STATEMENT)
        and not any(passage.speaker for passage in record.passages)
    ]
    if not silent:
        return ""
    numbers = "The record names" if len(cited) == 1 else f"{len(silent)} of {len(cited)} records name"
    return f"{numbers} no speakers."


def _states(matched: Sequence[Record]) -> list[str]:
    notes = []
    for state, what in STATES.items():
        number = sum(record.state is state for record in matched)
        if number:
            have = "question about this topic has" if number == 1 else "questions about this topic have"
            notes.append(f"{number} {have} {what}; not quoted as a position.")
    corrected = sum(record.state is AnswerState.CORRECTED for record in matched)
    if corrected:
        notes.append(f"{corrected} {'answer is' if corrected == 1 else 'answers are'} given as corrected.")
    return notes


def _left_out(passed_over: Mapping[str, int]) -> list[str]:
    notes = []
    if number := passed_over.get("courtesy", 0):
        notes.append(f"{number} {_sentences(number)} of courtesy and procedure left out.")
    if number := passed_over.get("clipped", 0):
        notes.append(f"{number} {_sentences(number)} left out because the source clipped the text.")
    if number := passed_over.get("superseded", 0):
        notes.append(corrected_later(number))
    return notes


def corrected_later(number: int) -> str:
    """Return the sentence that says how many sentences a correction keeps out."""
    was, are = ("was", "is") if number == 1 else ("were", "are")
    return f"{number} {_sentences(number)} that {was} corrected later {are} left out."


def _sentences(number: int) -> str:
    return "sentence" if number == 1 else "sentences"
