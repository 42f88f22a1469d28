"""Every official source, by the name that people type; each is imported when it is walked and not before."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from briefs.sync.base import OfficialSource


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source: ``name`` is typed, ``title`` is read; ``by_number`` says that its bodies are numbers."""

    name: str
    title: str
    module: str
    attribute: str
    by_number: bool = False

    def make(self) -> OfficialSource:
        """Import the source's module and return the source."""
        return cast("OfficialSource", getattr(import_module(self.module), self.attribute)())


ENTRIES: tuple[SourceEntry, ...] = (
    SourceEntry(
        "written-questions",
        "Written questions and answers",
        "briefs.sync.services.written_papers",
        "Questions",
        by_number=True,
    ),
    SourceEntry(
        "written-statements", "Written statements", "briefs.sync.services.written_papers", "Statements", by_number=True
    ),
    SourceEntry("hansard", "Hansard", "briefs.sync.services.hansard", "Hansard"),
    SourceEntry(
        "oral-questions", "Oral questions", "briefs.sync.services.oral_questions", "OralQuestions", by_number=True
    ),
    SourceEntry(
        "committees",
        "Committee publications and evidence",
        "briefs.sync.services.committees",
        "Committees",
        by_number=True,
    ),
    SourceEntry("govuk", "GOV.UK announcements", "briefs.sync.services.govuk", "GovUk"),
    SourceEntry("members", "Members and their offices", "briefs.sync.services.members", "Members"),
    SourceEntry("feeds", "Feeds", "briefs.sync.services.feeds", "Feeds"),
)
BY_NAME = {entry.name: entry for entry in ENTRIES}
