"""What answers gestures, whatever the gesture: briefs and notes within each person's limit, kept and in the audit.

The listeners acknowledge and hand over; nothing here runs before Slack has its acknowledgement.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.slack.blocks import Message, failure_message
from bot.slack.blocks.elements import shortened
from bot.slack.delivery.connection import SlackConnection, Undelivered
from bot.slack.delivery.courier import NOT_THERE, Courier
from bot.slack.delivery.outbox import Outbox
from bot.slack.delivery.replies import PrivateReply, Reply
from bot.slack.delivery.sender import JsonMessage, Sender
from bot.slack.gesture import Gesture
from bot.slack.handlers.access import Access, Home
from bot.slack.handlers.answering import answer_with_brief, answer_with_notes
from bot.slack.handlers.intake import Intake
from bot.slack.handlers.opening import FormReply
from bot.slack.request import BriefRequest
from bot.slack.signals import Ending
from bot.slack.state import audit as kept
from bot.slack.state.audit import Keeping
from bot.slack.state.bodies import Bodies
from bot.slack.state.in_hand import IN_HAND, Forgotten
from bot.slack.state.open_forms import Places
from bot.slack.state.pending import Pending
from bot.slack.state.saved import Label, new_brief_id
from bot.slack.text import plain_words
from bot.slack.workers import tasks as work
from bot.slack.workers.pool import Makers
from bot.slack.workers.single_flight import Sharing
from bot.slack.workers.tasks import KeptBrief
from briefs.errors import PqbriefError, QueryError
from briefs.request.parser import LIMIT
from briefs.store.store import Store

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.slack.settings import SlackSettings

_log = logging.getLogger(__name__)
_NO_WORDS = "This message has no words to search for: choose one with a question, a UIN or a link."


@dataclass(frozen=True, slots=True)
class Parts:
    """What a service is made of. ``reading`` is a store that nobody writes to."""

    settings: SlackSettings
    client: WebClient
    home: Home
    reading: Store
    keeping: Keeping
    makers: Makers
    pending: Pending
    ending: Ending = field(default_factory=Ending)


class Service:
    """Answers gestures. One for a process; its threads share it."""

    def __init__(self, parts: Parts) -> None:
        """Take the parts; ``close`` lets what was begun come to its end."""
        self.settings, self.client, self.home = parts.settings, parts.client, parts.home
        self.keeping, self.makers, self.reading = parts.keeping, parts.makers, parts.reading
        self.pending, self.ending = parts.pending, parts.ending
        line = SlackConnection(parts.client)
        self.sender = Sender(line, parts.pending)
        self.courier = Courier(self.sender, parts.pending, parts.home.bot_user)
        self.outbox = Outbox(parts.pending, self.courier, parts.keeping)
        self.access = Access(parts.settings, line, parts.home)
        self.sharing = Sharing(parts.makers, parts.reading)
        self.places = Places()
        self.bodies = Bodies(parts.reading)
        self._intake = Intake(parts.settings, self.access, parts.keeping, parts.pending, parts.ending)
        self.take, self.again = self._intake.take, self._intake.again

    def close(self) -> None:
        """Finish what is in hand, or hand it back, within the grace."""
        self._intake.close(self.makers.give_up)
        self.outbox.close()

    def brief(self, asked: Gesture, wanted: BriefRequest, reply: Reply) -> None:
        """Answer with the brief on a request; the reply is public where others read it."""
        self.limited(asked, wanted.request, reply, lambda number: answer_with_brief(self, asked, wanted, reply, number))

    def note(self, asked: Gesture, wanted: BriefRequest, reply: Reply) -> None:
        """Answer with the background notes on the written questions of a request."""
        self.limited(asked, wanted.request, reply, lambda number: answer_with_notes(self, asked, wanted, reply, number))

    def either(self, asked: Gesture, words: str, reply: Reply) -> None:
        """Answer a message: a written question with a background note, anything else with a brief on its words."""
        text = asked.words.replace(f"<@{self.home.bot_user}>", " ")

        def make(number: int) -> None:
            question = self.makers.run(work.question_in, text)
            if question:
                answer_with_notes(self, asked, BriefRequest(question, desk=True), reply, number)
            else:
                answer_with_brief(self, asked, BriefRequest(words), reply, number)

        self.limited(asked, words, reply, make)

    def of_message(self, asked: Gesture, reply: Reply) -> None:
        """Answer a message that somebody chose: its written question with a note, else a brief on what it is about."""

        def make(number: int) -> None:
            if question := self.makers.run(work.question_in, asked.words):
                answer_with_notes(self, asked, BriefRequest(question, desk=True), reply, number)
                return
            request = self.makers.run(work.request_of_message, asked.words)
            if not request:
                raise QueryError(_NO_WORDS)
            answer_with_brief(self, asked, BriefRequest(request), reply, number)

        self.limited(asked, shortened(plain_words(asked.words), LIMIT), reply, make)

    def limited(self, asked: Gesture, request: str, reply: Reply, make: Callable[[int], None]) -> None:
        """Make a brief unless the person had too many within the last minute; write both into the audit.

        Nothing is read of the records before that is known.
        """
        number = self._line_of(asked, request)
        if number is None:
            most = self.settings.per_minute
            reply.tell(
                failure_message(f"That is more than {most} briefs within a minute: wait a minute, then ask again.")
            )
            return
        try:
            make(number)
        except BaseException:
            self.keeping.finish(number, kept.FAILED)
            raise

    def _line_of(self, asked: Gesture, request: str) -> int | None:
        """Return the line of the audit for a request, the one it has where it was begun before. Raises Forgotten."""
        item, entry = IN_HAND.get(), kept.entry_of(asked, request, kept.TAKEN)
        number = self.keeping.open_line(entry, item.audit, item.moment) if item and item.again else None
        number = number or self.keeping.begin(entry, self.settings.per_minute)
        if item and number:
            try:
                self.pending.begun(item, number, request)
            except Forgotten:
                self.keeping.erase(number)
                raise
        return number

    def keep(
        self, asked: Gesture, wanted: BriefRequest, made: KeptBrief, number: int, *, shared: bool = False
    ) -> list[JsonMessage]:
        """Keep a brief under a new id before it is shown, so that its buttons work from the first moment.

        Returns its messages. ``shared`` says that it is shown to the channel where it was asked for.
        """
        brief_id, channel = new_brief_id(), asked.channel if shared else ""
        self.keeping.keep(number, Label(brief_id, asked.person, self.home.team, wanted), made.kept, channel)
        return made.under(brief_id)

    def deliver(self, channel: str, messages: Sequence[Message], asked: Gesture) -> str:
        """Post messages to a channel, through the gesture made there where the bot is not in it.

        Returns the timestamp of the first, empty where Slack does not tell it.

        Raises PqbriefError where it cannot be done.
        """
        try:
            return self.sender.post(channel, messages)
        except Undelivered as error:
            if error.reason not in NOT_THERE:
                raise
            if not asked.response_url or channel != asked.channel:
                raise PqbriefError("pqbrief is not in that channel: invite it there, then share again.") from error
            for message in messages:
                self.sender.respond(asked.response_url, message, public=True)
            return ""

    def status(self, asked: Gesture, words: str) -> None:
        """Show in the assistant pane what the bot does; where that cannot be shown the answer comes all the same."""
        from slack_sdk.errors import SlackApiError  # noqa: PLC0415 - only the running bot has it loaded

        try:
            self.client.assistant_threads_setStatus(channel_id=asked.channel, thread_ts=asked.thread, status=words)
        except (SlackApiError, OSError) as error:
            _log.info("no status is shown: %s", error)

    def private(self, asked: Gesture, *, replace: bool = False) -> PrivateReply:
        """Return a reply that the person alone sees."""
        return PrivateReply(self.courier, asked, replace=replace)

    def form(self, asked: Gesture, otherwise: Reply) -> FormReply:
        """Return the form that a gesture opens; what it cannot tell is told otherwise."""
        return FormReply(self.client, asked, otherwise)


def words_of(asked: Gesture, bot_user: str) -> str:
    """Return what was asked as plain words, the bot's own name left out."""
    return plain_words(asked.words.replace(f"<@{bot_user}>", " "))
