"""Every official source, by the name that people type; each is imported when it is walked and not before."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from briefs.sync.base import Source


@dataclass(frozen=True, slots=True)
class Entry:
    """A source: ``name`` is typed, ``title`` is read; ``by_number`` says that its bodies are numbers."""

    name: str
    title: str
    module: str
    attribute: str
    by_number: bool = False

    def make(self) -> Source:
        """Import the source's module and return the source."""
        return cast("Source", getattr(import_module(self.module), self.attribute)())


ENTRIES: tuple[Entry, ...] = (
    Entry(
        "written-questions",
        "Written questions and answers",
        "briefs.sync.services.written_papers",
        "Questions",
        by_number=True,
    ),
    Entry("written-statements", "Written statements", "briefs.sync.services.statements", "Statements", by_number=True),
    Entry("hansard", "Hansard", "briefs.sync.services.hansard", "Hansard"),
    Entry("oral-questions", "Oral questions", "briefs.sync.services.oral_questions", "OralQuestions", by_number=True),
    Entry(
        "committees",
        "Committee publications and evidence",
        "briefs.sync.services.committees",
        "Committees",
        by_number=True,
    ),
    Entry("govuk", "GOV.UK announcements", "briefs.sync.services.govuk", "GovUk"),
    Entry("members", "Members and their offices", "briefs.sync.services.members", "Members"),
    Entry("feeds", "Feeds", "briefs.sync.services.feeds", "Feeds"),
)
BY_NAME = {entry.name: entry for entry in ENTRIES}
