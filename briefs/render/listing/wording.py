"""The words of a list: how a question stands, what is nearest to it, and the deadlines of a day."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.question.deadline import Clock, DeadlineRule, Standing
from briefs.question.listing.day_list import DayList, Deadlines
from briefs.question.listing.groups import Group
from briefs.question.listing.listed import ListedQuestion, Nearest
from briefs.question.model import CanRefer, Grade
from briefs.records.citations import long_date
from briefs.render.brief.wording import count
from briefs.render.note.wording import reference_reasons

GRADES = {Grade.SAME: "same", Grade.SUBJECT: "subject", Grade.LOOSE: "loosely"}
REFERS = {CanRefer.YES: "yes", CanRefer.PERHAPS: "perhaps", CanRefer.NO: "no"}
_RULES = {DeadlineRule.NAMED_DAY: "named day", DeadlineRule.ORDINARY: "ordinary", DeadlineRule.LORDS: "Lords"}
_JUDGE = "Whether an earlier answer is enough is for you to judge."


def refer_word(nearest: Nearest | None) -> str:
    """Return whether the nearest answer can be referred to: yes, perhaps, no; "not known" where its day is not held."""
    if nearest is None:
        return ""
    return REFERS[nearest.reference.can_refer] if nearest.reference else "not known"


def refer_reasons(nearest: Nearest | None) -> str:
    """Return the reasons, a clause each."""
    if nearest is None:
        return ""
    if nearest.reference is None:
        return f"{nearest.grade.value}; the day of its answer is not stored"
    return "; ".join(reference_reasons(nearest.reference))


def standing_words(clock: Clock) -> str:
    """Return how a question stands, in a few words: "overdue by 3 working days"."""
    days = count(clock.days, "working day", "working days")
    held = " (holding answer given)" if clock.held else ""
    if clock.standing is Standing.OVERDUE:
        return f"overdue by {days}{held}"
    if clock.standing is Standing.DUE:
        return f"{days} left{held}"
    if clock.standing in (Standing.ON_TIME, Standing.LATE) and clock.answered:
        late = f", {days} late" if clock.standing is Standing.LATE else ""
        return f"answered {long_date(clock.answered)}{late}"
    return f"{clock.standing.value}{held}"


def rule_word(clock: Clock) -> str:
    """Return which rule sets the day."""
    return _RULES[clock.rule]


def due_words(clock: Clock) -> str:
    """Return the day by which an answer is due and how the question stands, as a phrase."""
    due = f"due {long_date(clock.due)} ({rule_word(clock)})" if clock.due else "day not known"
    return f"{due}, {standing_words(clock)}"


def asker_words(question: ListedQuestion) -> str:
    """Return who asks, with party and seat, and whether an interest was declared."""
    told = ", ".join(fact for fact in (question.party, question.seat) if fact)
    who = question.by or "asker not known"
    return f"{who}{f' ({told})' if told else ''}{' [R]' if question.declared_interest else ''}"


def nearest_words(nearest: Nearest | None) -> str:
    """Return the nearest earlier answer as a phrase: its number, its day and how like the question is."""
    if nearest is None:
        return "no earlier answer like it found"
    day = f", answered {long_date(nearest.answered)}" if nearest.answered else ""
    return f"{nearest.uin or 'no number'}{day}: {nearest.grade.value}"


def parts_words(question: ListedQuestion) -> str:
    """Return the lettered parts: "(a) voluntary; (b) involuntary"."""
    return "; ".join(f"({label}) {words}" for label, words in question.parts)


def deadline_words(deadlines: Deadlines) -> str:
    """Return the deadlines of a list as one line."""
    named = (
        (deadlines.overdue, "overdue"),
        (deadlines.due_today, "due today"),
        (deadlines.due_this_week, "due later this week"),
        (deadlines.later, "due after this week"),
        (deadlines.settled, "answered or withdrawn"),
        (deadlines.not_known, "with no known day"),
    )
    always = ("overdue", "due today", "due later this week")
    return " · ".join(f"{number:,} {words}" for number, words in named if number or words in always)


def group_title(group: Group) -> str:
    """Return the title of a group with how many questions it has and, for one on one matter, who asks."""
    number = count(len(group.questions), "question", "questions")
    if not group.alike:
        return f"{group.title}: {number}"
    askers = sorted({question.by for question in group.questions if question.by})
    by = f" by {askers[0]}" if len(askers) == 1 else f" by {len(askers)} Members" if askers else ""
    return f"{group.title}: {number}{by}"


def list_notes(listed: DayList) -> Iterator[str]:
    """Yield what a reader of a list must know: what could not be read, what came twice, what is not in it."""
    for line in listed.refused:
        yield f"Line {line.line} was not read (“{line.text}”): {line.why}"
    if listed.given_twice:
        lines = ", ".join(str(number) for number in listed.given_twice)
        yield (
            f"Given twice and listed once: line {lines}."
            if len(listed.given_twice) == 1
            else f"Given twice and listed once: lines {lines}."
        )
    if listed.left_out:
        left = count(listed.left_out, "further question is", "further questions are")
        yield f"{left} counted above and not listed: narrow the list with --from or --due."
    if any(question.nearest for question in listed.questions):
        yield _JUDGE
