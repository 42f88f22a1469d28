"""What can be typed in Slack, in one table: the help, App Home and the manifest are made from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """A slash command: what it does, what may follow it, and examples with what each gives."""

    command: str
    does: str
    hint: str
    examples: tuple[tuple[str, str], ...] = ()


BRIEF = Verb(
    "/brief",
    "Brief on a topic from the parliamentary record",
    "Met police since 2019",
    (
        ("/brief TOPIC", "a brief that only you see; share it with a button"),
        ("/brief TOPIC by NAME since 2019 type:debate", "the same, narrowed by person, days and kind of record"),
        ("/brief", "a form to fill in"),
        ("/brief help", "this list"),
    ),
)

QUESTION = Verb(
    "/pq",
    "Background note on a written question",
    "UIN 21873, or the question, or its link",
    (
        ("/pq QUESTION", "a background note on a written question, pasted in full; several give a note each"),
        ("/pq UIN or LINK", "the same by number or official link: earlier answers, references, the deadline"),
        (
            "/pq today from Home Office",
            "a list: what was tabled, when it is due, the nearest earlier answer; a day works too",
        ),
        ("/pq due from Home Office", "what has no answer yet: overdue, due today, due this week"),
        ("/pq", "a form to fill in: the question, the House, the day"),
    ),
)

VERBS: tuple[Verb, ...] = (BRIEF, QUESTION)

GESTURES = (
    ("“Check my draft” below a note", "your draft answer against earlier ones; or reply to the note with the draft"),
    ("@pqbrief TOPIC", "a brief in the thread, for everybody in the channel; a written question gets a note"),
    ("a direct message", "the same as /brief, or as /pq for a written question"),
    ("“Brief this” in the menu of a message", "a note on the written question in it, else a brief on its words"),
    ("“New brief” in Slack's own menu", "the form, from anywhere"),
)


def help_lines() -> list[tuple[str, str]]:
    """Return everything that can be typed or pressed, each with what it gives."""
    return [example for verb in VERBS for example in verb.examples] + list(GESTURES)
