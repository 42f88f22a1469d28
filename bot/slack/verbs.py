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

VERBS: tuple[Verb, ...] = (BRIEF,)

GESTURES = (
    ("@pqbrief TOPIC", "a brief in the thread, for everybody in the channel"),
    ("a direct message", "the same as /brief"),
    ("“Brief this” in the menu of a message", "a brief on the question, UIN or link in it"),
    ("“New brief” in Slack's own menu", "the form, from anywhere"),
)


def help_lines() -> list[tuple[str, str]]:
    """Return everything that can be typed or pressed, each with what it gives."""
    return [example for verb in VERBS for example in verb.examples] + list(GESTURES)
