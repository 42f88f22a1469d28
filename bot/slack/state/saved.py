"""A brief or a note as it was shown to a person: the value, what it is kept under, and how it is written out."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.slack.request import BriefRequest
from briefs.question.model import DeskNote
from briefs.question.verify import as_brief, sections_of
from briefs.topic.model import Brief


@dataclass(frozen=True, slots=True)
class Label:
    """What a brief is kept under: an id that tells nothing and cannot be guessed, who asked, and for what."""

    brief_id: str
    asker: str
    team: str
    wanted: BriefRequest


@dataclass(frozen=True, slots=True)
class Written:
    """A brief or a note as it is kept: its JSON, the ids of the records it cites, and whether it quotes anything."""

    body: str
    records: tuple[str, ...]
    found: bool


@dataclass(frozen=True, slots=True)
class ShownBrief:
    """A brief as it was shown to a person.

    Of a background note (``note``) the ``brief`` holds its quotations and sources.
    """

    brief_id: str
    asker: str
    team: str
    wanted: BriefRequest
    brief: Brief
    note: DeskNote | None = None

    @property
    def label(self) -> Label:
        """What it is kept under."""
        return Label(self.brief_id, self.asker, self.team, self.wanted)

    @property
    def what(self) -> str:
        """What it is called."""
        return "note" if self.note else "brief"

    @property
    def title(self) -> str:
        """What it is about, in a few words."""
        if self.note is None:
            return self.brief.query.topic or self.wanted.request
        subject = self.note.subject
        return " · ".join(part for part in (subject.uin, subject.heading) if part) or subject.text


def new_brief_id() -> str:
    """Return a new id of 16 characters: letters, digits, "-" and "_"."""
    return secrets.token_urlsafe(12)


def written(brief: Brief, note: DeskNote | None = None) -> Written:
    """Return a brief as it is kept; of a background note the ``brief`` holds its quotations and sources."""
    body = form(DeskNote).dump_json(note) if note else form(Brief).dump_json(brief)
    cited = tuple(source.record_id for source in brief.sources)
    return Written(body.decode(), cited, any(section.items for section in brief.sections))


def shown_of_row(row: Sequence[Any]) -> ShownBrief:
    """Return what was kept, from its id, who asked, their team, and the two JSON texts."""
    wanted: BriefRequest = form(BriefRequest).validate_json(row[3])
    if wanted.desk and not wanted.choices:
        return shown_note(row[0], row[1], row[2], wanted, form(DeskNote).validate_json(row[4]))
    return ShownBrief(row[0], row[1], row[2], wanted, form(Brief).validate_json(row[4]))


def shown_note(brief_id: str, asker: str, team: str, wanted: BriefRequest, note: DeskNote) -> ShownBrief:
    """Return a background note as it was shown, its quotations and sources as a brief."""
    return ShownBrief(brief_id, asker, team, wanted, as_brief(note, *sections_of(note)), note)


@cache
def form(kind: type) -> Any:
    """Return what writes a value of a dataclass as JSON and reads the same value back."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - a tenth of a second, for the commands that keep briefs

    return TypeAdapter(kind)
