"""Two people of one name among the speakers of a brief, told apart by the ids that the records themselves carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefs.names.aliases import fold
from briefs.names.people import bare_name
from briefs.records.model import Passage, Record
from briefs.topic.caveats import listed
from briefs.topic.model import Brief

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")

Speaking = list[tuple[int, Passage]]


def namesake_notes(brief: Brief, cited: Mapping[str, Record]) -> Iterator[str]:
    """Yield, for each name that several people bear, which of them speaks in which source.

    Ids of one kind are compared: of TheyWorkForYou's persons, else of Parliament's Members. An id of the one kind and
    one of the other may be the same person's, so of these nothing is said.
    """
    by_name: dict[str, Speaking] = {}
    for item in (item for section in brief.sections for item in section.items):
        passage = cited[item.record_id].passages[item.passage]
        if passage.speaker:
            by_name.setdefault(fold(bare_name(passage.speaker)), []).append((item.source, passage))
    for speaking in by_name.values():
        people = max(_by_id(speaking, "person_id"), _by_id(speaking, "member_id"), key=len)
        if len(people) > 1:
            number = _NUMBERS[len(people)] if len(people) < len(_NUMBERS) else str(len(people))
            who = "; ".join(_speaks(each) for each in people)
            name = bare_name(speaking[0][1].speaker or "")
            yield f"{number} people called “{name}” are quoted here, told apart by the records’ own numbers: {who}."


def _by_id(speaking: Speaking, kind: str) -> list[Speaking]:
    """Return what each person of an id says."""
    people: dict[int, Speaking] = {}
    for source, passage in speaking:
        if (number := getattr(passage, kind)) is not None:
            people.setdefault(number, []).append((source, passage))
    return list(people.values())


def _speaks(speaking: Speaking) -> str:
    """Return in which sources one of them speaks, with the seat, office or party that is printed first."""
    printed = (p.constituency or p.office or p.party for _, p in speaking)
    beside = next((f" ({words})" for words in printed if words), "")
    return f"one{beside} in {listed(f'[{source}]' for source in sorted({source for source, _ in speaking}))}"
