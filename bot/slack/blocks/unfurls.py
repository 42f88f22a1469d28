"""What Slack shows below a link to a record that is held."""

from __future__ import annotations

from typing import Any

from bot.slack.blocks import limits
from bot.slack.blocks.elements import linked, said, shortened, text
from bot.slack.blocks.layout import Entry, paragraphs
from briefs.quotations.credit import in_office
from briefs.records.citations import citation
from briefs.records.model import AnswerState, Person, Record
from briefs.render.brief.view import item_view
from briefs.render.brief.wording import count, fidelity_label, kind_name
from briefs.topic.model import Item

_LONGEST_LINE = 300
_LONGEST_QUOTE = 1_500
_MOST_PEOPLE = 4
_MOST_NOTES = 4
_STATES = {
    AnswerState.UNANSWERED: "Not answered yet.",
    AnswerState.HOLDING: "Holding answer: no answer of substance yet.",
    AnswerState.WILL_WRITE: "The minister has undertaken to write.",
    AnswerState.REFERRAL: "Refers to an earlier answer.",
    AnswerState.ANSWERED: "Answered.",
    AnswerState.CORRECTED: "Answer corrected since it was first given.",
    AnswerState.WITHDRAWN: "Withdrawn.",
}


def unfurl(record: Record, key_sentence: Item | None, clock: str = "") -> dict[str, Any]:
    """Return what ``chat.unfurl`` takes for one link: title, citation, who, state of the answer and key sentence.

    ``clock`` is the sentence that says by when a written question is due, empty for other records.

    ``key_sentence`` is a verified item of that record, None where there is none to show. A title too long for a
    preview ends in an ellipsis; a sentence is shown whole or not at all, which is said.
    """
    entries: list[Entry] = [
        linked(shortened(record.title, _LONGEST_LINE), record.url),
        said(shortened(f"{kind_name(record.kind).capitalize()} · {citation(record)}", _LONGEST_LINE)),
    ]
    entries += [said(shortened(_who(person), _LONGEST_LINE)) for person in record.people[:_MOST_PEOPLE]]
    others = len(record.people) - _MOST_PEOPLE
    if others > 0:
        entries.append(said(f"and {count(others, 'other', 'others')}"))
    if record.state:
        entries.append(said(_STATES[record.state]))
    if clock:
        entries.append(said(clock))
    if key_sentence is not None:
        entries.append(_quoted(key_sentence))
    entries += [[*said(remark, italic=True)] for remark in _remarks(record)]
    return limits.checked({"blocks": paragraphs([entry for entry in entries if entry])})


def _who(person: Person) -> str:
    """Return somebody with the part played and the office held that day."""
    return f"{person.part_played.capitalize()}: {in_office(person.name, person.office)}"


def _quoted(item: Item) -> Entry:
    """Return the key sentence with whose it is."""
    shown = item_view(item)
    if limits.length(shown.quote) > _LONGEST_QUOTE:
        return said("Its key sentence is too long for a preview.")
    return [*said(shown.quote), text("\n— "), *said(shortened(shown.attribution, _LONGEST_LINE))]


def _remarks(record: Record) -> list[str]:
    """Return what must be said of the text and of the record."""
    label = fidelity_label(record.fidelity, record.kind)
    notes = [shortened(note, _LONGEST_LINE) for note in record.notes]
    left = len(notes) - _MOST_NOTES
    more = [f"{count(left, 'more note', 'more notes')} on this record."] if left > 0 else []
    return [remark for remark in (label, *notes[:_MOST_NOTES], *more) if remark]
