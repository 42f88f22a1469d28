"""The words that stand around the quotations of a background note: the clock, states, references, changes."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from briefs.question.answers.changes import Verdict
from briefs.question.answers.referral import Passed
from briefs.question.deadline import LORDS_DAYS, ORDINARY_DAYS, Clock, DeadlineRule, Standing
from briefs.question.model import (
    CanRefer,
    ChainLink,
    DeskNote,
    DriftTurn,
    Grade,
    PartAnswered,
    PartlyHeld,
    Previous,
    Reference,
)
from briefs.question.references.model import DayMeans
from briefs.question.references.resolution import WantedTarget, Why
from briefs.records.citations import long_date
from briefs.records.model import AnswerState, House
from briefs.render.brief.wording import count

STATES = {
    AnswerState.UNANSWERED: "no stored answer",
    AnswerState.HOLDING: "holding answer only",
    AnswerState.WILL_WRITE: "answered that the Minister will write",
    AnswerState.REFERRAL: "refers to another answer",
    AnswerState.ANSWERED: "answered",
    AnswerState.CORRECTED: "answer as corrected",
    AnswerState.WITHDRAWN: "withdrawn",
}
_VERDICTS = {
    Verdict.SAME: "The same wording as the answer before it.",
    Verdict.COURTESIES: "The same as the answer before it, except for courtesies.",
    Verdict.FIGURES: "Figures or dates changed; the rest of the wording is the same.",
    Verdict.SUBSTANCE: "Position changed: words of substance were added or removed.",
}
_UNLIKE = "Position may have changed: the wording differs from the answer before it. Read both."
_RULES = {
    DeadlineRule.NAMED_DAY: "Named day",
    DeadlineRule.ORDINARY: f"Ordinary ({ORDINARY_DAYS} working days after tabling, as the Procedure Committee counts)",
    DeadlineRule.LORDS: f"Lords ({LORDS_DAYS} working days after tabling)",
}


def clock_words(clock: Clock) -> str:
    """Return the clock as a sentence or two."""
    rule = _RULES[clock.rule]
    if clock.standing is Standing.UNKNOWN:
        return f"{rule}. The day of tabling is not known, so the deadline is not known."
    if clock.standing is Standing.WITHDRAWN:
        return "Withdrawn: no answer is due."
    if clock.standing is Standing.DUE_TODAY:
        return f"{rule}: due today, {long_date(clock.on)}; on time until 18:00.{_held(clock)}"
    due = f"{rule}: due {long_date(clock.due)}" if clock.due else rule
    return f"{due}. {_standing(clock)}{_held(clock)}"


def _standing(clock: Clock) -> str:
    days = count(clock.days, "working day", "working days")
    on = long_date(clock.on)
    if clock.standing is Standing.DUE:
        return f"{days} left on {on}."
    if clock.standing is Standing.OVERDUE:
        return f"No answer is stored: overdue by {days} on {on}, unless it has been answered since."
    if clock.standing is Standing.ANSWERED:
        return "Answered; the source does not give the day."
    answered = long_date(clock.answered) if clock.answered else ""
    if clock.standing is Standing.LATE:
        return f"Answered on {answered}, {days} late."
    return f"Answered on {answered}, on time."


def _held(clock: Clock) -> str:
    return " Only a holding answer has been given." if clock.held else ""


def state_words(previous: Previous, cited: str) -> str:
    """Return an earlier question as cited, how like it is, who answered, and what became of its answer since."""
    tabled = f"tabled {long_date(previous.tabled)}" if previous.tabled else ""
    words = cited if not tabled or tabled in cited else f"{cited}, {tabled}"
    grade = previous.grade.value
    words = f"{grade[:1].upper()}{grade[1:]}: {words}"
    if previous.answered_by and not previous.answer:
        words = f"{words}, {previous.answered_by}"
    remarks = [] if previous.state is AnswerState.ANSWERED else [STATES[previous.state]]
    if previous.other_body:
        remarks.append(f"put to the {previous.other_body}")
    if previous.clipped:
        remarks.append("answer stored only in part, so not quoted")
    if previous.shares_answer:
        remarks.append("one answer with this question")
    if previous.answer_elsewhere:
        remarks.append("answer given below")
    if previous.refers_to:
        remarks.append("see " + ", ".join(f"[{number}]" for number in previous.refers_to))
    if previous.replaced_by:
        remarks.append(f"answered again since: [{previous.replaced_by}]")
    return "; ".join([words, *remarks])


def link_words(link: ChainLink, said: Container[str] = ()) -> str:
    """Return one step of the chain as a sentence: what points at what, and what to fetch where it is not held.

    ``said`` are the commands that earlier steps gave: none is given twice.
    """
    wanted = link.wanted if link.wanted is not None and fetch_command(link.wanted) not in said else None
    by = (
        "This question"
        if not link.source and link.part.value == "question"
        else "Its answer"
        if not link.source
        else ""
    )
    by = by or f"[{link.source}], in its {link.part.value},"
    says = f"{by} points to “{' '.join(link.pointer.text.split())}”"
    if link.target is not None:
        state = f", {STATES[link.state]}" if link.state not in (None, AnswerState.ANSWERED) else ""
        off = "" if link.exact else "; the stated day differs from the record's, but number and session agree"
        clipped = ", answer stored only in part, so not quoted" if link.clipped else ""
        rest = ": given above" if link.shown_before else clipped
        fetch = f" {fetch_words(wanted)}" if wanted is not None else ""
        return f"{says}: [{link.target}]{state}{off}{rest}.{fetch}"
    if wanted is not None:
        return f"{says}. {_why(link.why)} {fetch_words(wanted)}"
    if link.wanted is not None:
        return f"{says}. {_why(link.why)} See above."
    return f"{says}. {_why(link.why)}"


def _why(why: Why | None) -> str:
    return {
        Why.NOT_HELD: "Not held.",
        Why.NO_NUMBER: "It gives no number, so the question cannot be found.",
        Why.COLUMN: "It names a column of the Official Report, and no single stored record fits it.",
        Why.SEVERAL: "Several stored questions fit it, so none is chosen.",
        Why.DISAGREES: "The stored record with that number does not fit what is stated, so it is not used.",
        None: "",
    }[why]


def fetch_words(wanted: WantedTarget) -> str:
    """Return what to fetch, as a sentence."""
    house = "Commons" if wanted.house is House.COMMONS else "Lords"
    what = "statement" if wanted.statement else "question"
    meant = "tabled" if wanted.means is DayMeans.TABLED else "made" if wanted.statement else "answered"
    when = f", {meant} {long_date(wanted.day)}" if wanted.day else ""
    return f'Fetch {house} {what} {wanted.uin}{when}: "{fetch_command(wanted)}".{_which(wanted)}'


def _which(wanted: WantedTarget) -> str:
    """Return what tells the question that is meant from those of other sessions, where no day of tabling does."""
    if names_day(wanted):
        return ""
    if wanted.day is None:
        return " Numbers begin again each session: this fetches one for each."
    return f" This fetches the one of each session: the one answered on {long_date(wanted.day)} is meant."


def names_day(wanted: WantedTarget) -> bool:
    """Whether the day by which the source is asked is known: that of tabling, or on which a statement was made."""
    return wanted.day is not None and (wanted.means is DayMeans.TABLED or wanted.statement)


def fetch_command(wanted: WantedTarget) -> str:
    """Return the command that fetches what a pointer names: by number, and by day where it is the one of tabling."""
    source = "written-statements" if wanted.statement else "written-questions"
    day = f" --tabled {wanted.day.isoformat()}" if wanted.day and names_day(wanted) else ""
    return f"pqbrief sync {source} --uin {wanted.uin}{day} --house {wanted.house.value}"


def own_partly_words(wanted: WantedTarget) -> str:
    """Return that the answer to the question itself is not held as printed, and the command that fetches it whole."""
    return f'Its answer is stored only in part, so it is not quoted. To fetch it: "{fetch_command(wanted)}".'


def partly_words(held: PartlyHeld) -> str:
    """Return which answer is not held as printed, and the command that fetches it whole."""
    what = "The answer to the same question" if held.same_question else "An earlier answer on the subject"
    fetch = fetch_command(held.wanted)
    return f'{what}, [{held.source}], is stored only in part, so it is not quoted. To fetch it: "{fetch}".'


def answer_lead(previous: Previous) -> str:
    """Return the words before an earlier answer that is quoted under its question."""
    return "It was answered:" if previous.answer_whole else "The answer begins:"


def unanswered_words(note: DeskNote) -> str:
    """Return the sentence for parts of the question, or all of it, to which no earlier answer speaks by itself."""
    spoken = any(part.items or part.asked_in for part in note.parts)
    found = "Apart from its own answer, no sentence" if note.answer else "No sentence"
    if spoken:
        return f"{found} of an earlier answer was found that answers:"
    below = any(p.answer or p.answer_elsewhere for p in note.previous)
    rest = " The answers to questions like it are below." if below else ""
    return f"{found} of an earlier answer was found that answers the question.{rest}"


def asked_too(part: PartAnswered) -> str:
    """Return the sentence for a part that no sentence names, but that a question quoted for the whole asked for too."""
    numbers = ", ".join(f"[{number}]" for number in part.asked_in)
    return f"No sentence names this part. The question of {numbers}, quoted above, asked for it too."


def turn_words(turn: DriftTurn) -> str:
    """Return what one answer of the series changed against the one before it."""
    if turn.verdict is None:
        return "The first stored answer."
    if turn.verdict is Verdict.SUBSTANCE and turn.items:
        return _UNLIKE
    return _VERDICTS[turn.verdict]


CAN_REFER = {CanRefer.YES: "Yes", CanRefer.PERHAPS: "Perhaps", CanRefer.NO: "No"}


def reference_lines(references: Sequence[Reference]) -> Iterator[str]:
    """Yield for each of the nearest answers on the subject whether it can be referred to, with reasons and wording."""
    for reference in (each for each in references if each.grade is not Grade.LOOSE):
        yield f"[{reference.source}] {CAN_REFER[reference.can_refer]}: {'; '.join(reference_reasons(reference))}."
        if reference.wording:
            yield (f"The form that the House prints: “{reference.wording}” Whether it is enough is for you to judge.")


def reference_reasons(reference: Reference) -> Iterator[str]:
    """Yield what bears on referring to an answer, a clause each."""
    yield reference.grade.value
    if reference.answered is None:
        yield f"tabled {age_words(reference.age_days)}; the day of its answer is not stored: look it up first"
        if reference.clipped:
            yield "it is not stored as printed: read it whole first"
        return
    session = {True: "in this session", False: "in an earlier session", None: ""}[reference.same_session]
    when = f"answered on {long_date(reference.answered)}, {age_words(reference.age_days)}"
    yield f"{when}, {session}" if session else f"{when}; whether in this session is not known"
    yield _government(reference)
    if reference.minister and reference.minister_now and reference.minister != reference.minister_now:
        yield f"given by {reference.minister}, while {reference.minister_now} answers now"
    if reference.refers:
        yield "it only refers to another answer: refer to that one"
    if reference.corrected:
        yield "it was corrected: refer to it as corrected"
    if reference.clipped:
        yield "it is stored only in part: read it in full first"
    if reference.passed:
        yield f"{count(len(reference.passed), 'thing', 'things')} in it may be out of date (below)"


def _government(reference: Reference) -> str:
    if reference.government is None:
        return "under which Government is not known"
    since, leader, parties = reference.government
    under = f"the Government of {leader} ({parties}, since {long_date(since)})"
    if reference.same_government is None:
        return f"under {under}; whether that is still in office is not known here"
    return "by this Government" if reference.same_government else f"under {under}, not this one"


def passed_words(what: Passed, until: str) -> str:
    """Return what has passed of a sentence."""
    return f"says what was due to happen by {until}" if what is Passed.DEADLINE else f"gives figures up to {until}"


def since_words(note: DeskNote) -> str:
    """Return since when lines from other proceedings are given."""
    return f"After the answer of {long_date(note.beyond_since)}:" if note.beyond_since else "As far as is stored:"


def age_words(days: int) -> str:
    """Return an age in days, weeks, months or years: "3 months ago"."""
    if days < 1:
        return "the same day"
    if days < 14:
        return count(days, "day", "days") + " ago"
    if days < 60:
        return count(days // 7, "week", "weeks") + " ago"
    if days < 730:
        return count(round(days / 30.44), "month", "months") + " ago"
    return f"{days / 365.25:.1f} years ago"
