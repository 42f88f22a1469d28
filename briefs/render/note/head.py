"""The first lines of a background note: due when, the nearest earlier answer, can it be referred to, who asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefs.question.model import AskerNote, CanRefer, DeskNote, Grade, Previous, Reference
from briefs.question.reference import best_of
from briefs.records.citations import long_date
from briefs.records.model import AnswerState
from briefs.render.brief.wording import count
from briefs.render.note import wording

_NEWEST = 8  # of the asker's earlier questions, how many are named where who asks is said
LABELS = ("Deadline", "Known")
"""Facts that the head gives, so that they are not said again among the others."""

RECOGNISED = "This text is that of a stored question, and the note is on that question."


def head_of(note: DeskNote) -> Iterator[tuple[str, str]]:
    """Yield (label, sentences) pairs, each said nowhere else in the note."""
    yield "Deadline", deadline_words(note)
    if note.recognised:
        yield "Known", RECOGNISED
    yield "Nearest", nearest_words(note)
    if grouped := with_it_words(note):
        yield "Grouped", grouped
    if any(not previous.with_it for previous in note.previous):
        yield "Refer", refer_words(note.references)
    if note.asker:
        yield "Who asks", " ".join(asker_lines(note.asker, note))


def deadline_words(note: DeskNote) -> str:
    """Return by when the question is due, and the day for answer that is printed where that is another."""
    return " ".join(filter(None, (wording.clock_words(note.clock), answer_date_words(note))))


def answer_date_words(note: DeskNote) -> str:
    """Return the date for answer that is printed, empty where the clock gives it already or none is."""
    day = note.subject.date_for_answer
    return f"Date for answer as printed: {long_date(day)}." if day and day != note.clock.due else ""


def with_it_words(note: DeskNote) -> str:
    """Return the sentences on questions of the same week, empty where there are none."""
    likely, loose = (
        ", ".join(f"{p.uin or 'no number'} [{p.source}]" for p in note.previous if p.with_it and p.loose is loosely)
        for loosely in (False, True)
    )
    words = [f"Likely to be grouped with this one: {likely}."] if likely else []
    if loose:
        words.append(f"Tabled in the same week and only loosely like it: {loose}.")
    return " ".join(words)


def asker_lines(asker: AskerNote, note: DeskNote) -> Iterator[str]:
    """Yield what is known of who asks, a sentence each."""
    who = asker.name or (f"Member {asker.member_id} (name not known)" if asker.member_id is not None else "")
    whence = " (named from the lists of Members)" if asker.named_by_lists else ""
    told = ", ".join(fact for fact in (asker.party, asker.seat, asker.office) if fact)
    yield f"Asked by {who}{f' ({told})' if told else ''}{whence}." if who else "It is not known who asks."
    if asker.declared_interest:
        yield "The Member has declared an interest [R]."
    if asker.on_subject:
        number = count(len(asker.on_subject), "earlier question", "earlier questions")
        newest = ", ".join(f"[{number}]" for number in asker.on_subject[:_NEWEST])
        first = "the newest first" if len(asker.on_subject) <= _NEWEST else f"the newest {_NEWEST} of them"
        order = f", {first}" if len(asker.on_subject) > 1 else ""
        yield f"{number} by the same Member on the subject{order}: {newest}."
    elif who:
        yield "No earlier question by the same Member on the subject is stored."
    if asker.to_body and note.subject.body:
        asked = count(asker.to_body, "other is", "others are")
        body = note.subject.body
        yield f"Of the {asker.looked_through:,} newest stored questions, {asked} by this Member to the {body}."
    if asker.grouped:
        others = ", ".join(asker.grouped)
        yield f"Answered together with {others}: one answer for all." if note.answer else f"Grouped with {others}."


def nothing_words(note: DeskNote) -> str:
    """Return that nothing older like the question is stored, empty where something is."""
    if any(not previous.with_it for previous in note.previous):
        return ""
    newest = f" (the newest is of {long_date(note.newest_held)})" if note.newest_held else ""
    stored = count(note.searched, "written question stored", "written questions stored")
    older = "older question" if note.previous else "question"
    return f"No {older} like this one was found among the {stored}{newest}."


def nearest_words(note: DeskNote) -> str:
    """Return which earlier question is nearest and what became of it, and how many more there are of each grade."""
    older = [previous for previous in note.previous if not previous.with_it]
    if not older:
        return nothing_words(note)
    near = [previous for previous in older if not previous.loose]
    loose = [previous for previous in older if previous.loose]
    if not near:
        return f"None on the same subject; {len(loose)} only loosely like it: {_numbers(loose)}."
    first, *more = near
    words = [f"{first.grade.value[:1].upper()}{first.grade.value[1:]}: [{first.source}], {_became(first)}."]
    if more:
        words.append(f"{len(more)} more on the subject: {_numbers(more)}.")
    if loose:
        words.append(f"{len(loose)} only loosely like it: {_numbers(loose)}.")
    return " ".join(words)


def refer_words(references: Sequence[Reference]) -> str:
    """Return whether one of the nearest answers can be referred to."""
    on_subject = [reference for reference in references if reference.grade is not Grade.LOOSE]
    if not on_subject:
        return "No: no earlier answer on the same subject is stored."
    for verdict in (CanRefer.YES, CanRefer.PERHAPS):
        if found := best_of([each for each in on_subject if each.can_refer is verdict]):
            day = f", answered on {long_date(found.answered)}" if found.answered else ""
            return f"{wording.CAN_REFER[verdict]}, to [{found.source}]{day}. The reasons are below."
    undated = next((each for each in on_subject if each.can_refer is CanRefer.PERHAPS), None)
    if undated:
        return f"Perhaps, to [{undated.source}]: the day of its answer is not stored. The reasons are below."
    return "No. The reasons are below."


def _became(previous: Previous) -> str:
    """Return what became of an earlier question: when it was answered, else its state and the day of its tabling."""
    state = wording.STATES[previous.state]
    if previous.answered and previous.state in (AnswerState.ANSWERED, AnswerState.CORRECTED):
        return f"{state} {long_date(previous.answered)}"
    tabled = f", tabled {long_date(previous.tabled)}" if previous.tabled else ""
    return f"{state}{tabled}"


def _numbers(previous: Sequence[Previous]) -> str:
    return ", ".join(f"[{each.source}]" for each in previous)
