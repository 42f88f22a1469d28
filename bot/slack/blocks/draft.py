"""The check of a draft in Slack: the form that takes the draft, and the messages that point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.slack.blocks import limits
from bot.slack.blocks.elements import Message, header, linked, plain, said, shortened, text
from bot.slack.blocks.fields import field_block, typed_in, typed_into
from bot.slack.blocks.layout import Entry, Part, apart, paragraphs, spread, thread
from briefs.question.draft.model import DraftCheck, DraftFinding
from briefs.render.draft import forms, wording

DRAFT = "check_draft"
WORDS = "draft_words"
"""The ``block_id`` of the field and the ``action_id`` of its element."""


def draft_view(private_metadata: str, title: str) -> dict[str, Any]:
    """Return the form for a draft; ``title`` names the question, ``private_metadata`` comes back with what is sent."""
    box = typed_in(WORDS, "", limits.INPUT, multiline=True)
    hint = "Paste the draft. It is compared with earlier answers and not kept. A longer one: reply to the note with it"
    return limits.checked(
        {
            "type": "modal",
            "callback_id": DRAFT,
            "private_metadata": private_metadata,
            "title": plain("Check my draft", limits.VIEW_TITLE),
            "submit": plain("Check", limits.VIEW_TITLE),
            "close": plain("Cancel", limits.VIEW_TITLE),
            "blocks": [field_block(WORDS, f"Draft answer to {shortened(title, 200)}", box, hint)],
        }
    )


def draft_of_view(view: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the draft of a submitted form, and what is wrong with it by its field."""
    draft = typed_into((view.get("state") or {}).get("values") or {}, WORDS).strip()
    lacks = not any(character.isalnum() for character in draft)
    return draft, {WORDS: "Give the text of the draft answer."} if lacks else {}


def check_messages(made: DraftCheck) -> list[Message]:
    """Return a check as messages."""
    title = wording.title_of(made)
    return thread(_parts(made), [], opening=title, name=shortened(title, limits.HEADER))


def _parts(made: DraftCheck) -> Iterator[Part]:
    yield (header(wording.title_of(made)),)
    yield from apart(paragraphs([said(wording.summary(made))]))
    for heading, findings in wording.sections(made):
        yield from apart(spread(heading, [_entry(made, finding) for finding in findings]))
    if new := wording.new_words(made):
        yield from apart(paragraphs([said(wording.NEW_HEADING, bold=True), said(new)]))
    sources = [linked(forms.source_words(source), source.url) for source in made.sources]
    yield from apart(spread("Sources", sources))
    yield from apart(paragraphs([said(wording.limits_words(made), italic=True)]))


def _entry(made: DraftCheck, finding: DraftFinding) -> Entry:
    entry = said(wording.finding_words(finding))
    if finding.source:
        entry += [text("\n"), *said(forms.source_line(made, finding.source))]
    return entry
