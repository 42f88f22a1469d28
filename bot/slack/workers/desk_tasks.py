"""The desk's lists and checks of drafts, as functions that a process of its own can run."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from bot.slack.blocks import Message
from bot.slack.blocks.draft import check_messages
from bot.slack.blocks.listing import list_messages
from bot.slack.privacy import quotes_own
from bot.slack.workers.tasks import maker
from briefs.errors import NotFound, PqbriefError
from briefs.question.draft.check import as_brief, check_draft
from briefs.question.input import Given, given_record
from briefs.question.listing.day_list import make_list
from briefs.question.listing.listed import ListedQuestion, list_one
from briefs.question.listing.request import ListRequest
from briefs.question.listing.selecting import MOST_LISTED, choose

AT_ONCE = 10
"""Questions that one job lists: others' requests come between two jobs."""


@dataclass(frozen=True, slots=True)
class ListChoice:
    """The questions of a list: its title, and their ids in order."""

    title: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """The messages of a check of a draft. ``own`` says that it quotes what has no public page."""

    messages: list[Message]
    own: bool


def chosen(request: ListRequest, day: date) -> ListChoice:
    """Return which questions a list is of. Raises NotFound where there are none, QueryError and PqbriefError."""
    library = maker().library
    title, records, _ = choose(library.store, request, day)
    if request.due is None and len(records) > MOST_LISTED:
        raise PqbriefError(f"{title}: {len(records):,} questions are too many: name a department, or fewer days.")
    return ListChoice(title, tuple(record.record_id for record in records[:MOST_LISTED]))


def listed(ids: tuple[str, ...], day: date) -> list[ListedQuestion]:
    """Return what a list says of some questions."""
    library = maker().library
    maker().upkeep.ensure(library.questions)
    records = library.store.get_many(ids)
    return [list_one(library, given_record(records[each]), day) for each in ids if each in records]


def list_shown(request: ListRequest, title: str, questions: list[ListedQuestion], day: date) -> list[Message]:
    """Return the messages of a list."""
    store = maker().library.store
    _, _, counted = choose(store, request, day)
    return list_messages(make_list(title, day, questions, counted=counted))


def checked(record_id: str | None, text: str, uin: str | None, draft: str, day: date) -> Checked:
    """Return the check of a draft answer to a question, by its record where one is stored, else by its words."""
    library = maker().library
    for index in (library.index, library.questions):
        maker().upkeep.ensure(index)
    given = Given(text, uin=uin)
    if record_id:
        with suppress(NotFound):
            given = given_record(library.store.get(record_id))
    made = check_draft(library, given, draft, today=day)
    return Checked(check_messages(made), quotes_own(as_brief(made)))
