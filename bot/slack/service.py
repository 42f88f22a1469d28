"""What happens between a gesture and its answer, whatever the gesture: each is taken once, by somebody who may ask.

The listeners acknowledge and hand over; nothing here runs before Slack has its acknowledgement. Work goes on in three
sets of threads: for forms, which open within Slack's three seconds however many briefs are waited for; for people whom
Slack has to be asked about, which may take long; and for those already known.
"""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.slack import keeping as kept
from bot.slack import work
from bot.slack.access import Access, Home
from bot.slack.answering import answer_with_brief, answer_with_notes
from bot.slack.asked import Asked
from bot.slack.blocks import Message, failure_message
from bot.slack.blocks.elements import shortened
from bot.slack.bodies import Bodies
from bot.slack.courier import NOT_THERE, Courier, pause
from bot.slack.faults import traceback_without
from bot.slack.form import Form
from bot.slack.in_hand import ADDRESS_SECONDS, IN_HAND, PLACING, TAKEN, Forgotten, Item
from bot.slack.keeping import Entry, Keeping
from bot.slack.line import NO_CONNECTION, Line, Undelivered
from bot.slack.makers import Makers
from bot.slack.message_words import plain_words
from bot.slack.outbox import Outbox
from bot.slack.pending import Pending
from bot.slack.places import Places
from bot.slack.ready import Ready
from bot.slack.replies import PrivateReply, Reply
from bot.slack.sender import Sender
from bot.slack.sharing import Sharing
from bot.slack.shown import Label, new_brief_id
from bot.slack.signals import Ending
from bot.slack.threads import Threads
from bot.slack.wanted import Wanted
from bot.slack.work import Answer
from briefs.errors import IndexUnavailable, PqbriefError, QueryError, StoreError
from briefs.request import LIMIT
from briefs.store import Store

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.slack.settings import SlackSettings

_log = logging.getLogger(__name__)
BRIEF_THREADS, QUICK_THREADS, STRANGER_THREADS = 64, 24, 24
_EACH = 4  # things done at once for one person
_EXPIRE_SECONDS = 6 * 3600.0
_NO_WORDS = "This message holds no words to brief on: choose one with a question, a UIN or a link."
_NO_FORM = "Slack could not be reached in time to open the form: ask again in a minute."


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
        self.parts = parts
        self.settings, self.client, self.home = parts.settings, parts.client, parts.home
        self.keeping, self.makers, self.reading = parts.keeping, parts.makers, parts.reading
        self.ending = parts.ending
        line = Line(parts.client)
        self.pending = parts.pending
        self.sender = Sender(line, parts.pending)
        self.courier = Courier(self.sender, parts.pending, parts.home.bot_user)
        self.outbox = Outbox(parts.pending, self.courier, parts.keeping)
        self.access = Access(parts.settings, line, parts.home)
        self.sharing = Sharing(parts.makers, parts.reading)
        self.places = Places()
        self.bodies = Bodies(parts.reading)
        self._threads = Threads("brief", BRIEF_THREADS, _EACH)
        self._quick = Threads("quick", QUICK_THREADS, _EACH)
        self._strangers = Threads("stranger", STRANGER_THREADS, _EACH)
        self._expired = 0.0

    def take(self, asked: Asked, reply: Reply, do: Callable[[], None], *, quick: bool = False) -> None:
        """Do what was asked, once and later, if the person may ask it; errors become a private sentence.

        It is written down before this returns, and with that before it is acknowledged.
        """
        item = IN_HAND.get() or self.pending.take(asked, needs_form=quick and bool(asked.trigger))
        if item is not None:
            item.handed_over = True
            known = self._threads if self.access.knows(asked.person) else self._strangers
            (self._quick if quick else known).submit(asked.person, partial(self._taken, item, asked, reply, do))

    def again(self, item: Item, dispatch: Callable[[Mapping[str, Any]], object]) -> None:
        """Do again what was written down, handing it to the listeners as if it had just come."""
        held = IN_HAND.set(item)
        try:
            dispatch(json.loads(item.asked.payload))
        finally:
            IN_HAND.reset(held)
        if not item.handed_over:
            self.pending.settle(item)

    def close(self) -> None:
        """Finish what is in hand; what is not finished near the end of the grace is handed back with a sentence."""
        self.ending.begin()
        pools = (self._quick, self._strangers, self._threads)
        waited = [pool.wait(self.ending.hand_back) for pool in pools]
        if not all(waited):
            self.ending.last.set()
            self.makers.give_up()
            for pool in pools:
                pool.wait(self.ending.over)
        self.outbox.close()

    def brief(self, asked: Asked, wanted: Wanted, reply: Reply) -> None:
        """Answer with the brief on a request; the reply is public where others read it."""
        self.limited(asked, wanted.request, reply, lambda number: answer_with_brief(self, asked, wanted, reply, number))

    def note(self, asked: Asked, wanted: Wanted, reply: Reply) -> None:
        """Answer with the background notes on the written questions of a request."""
        self.limited(asked, wanted.request, reply, lambda number: answer_with_notes(self, asked, wanted, reply, number))

    def either(self, asked: Asked, words: str, reply: Reply) -> None:
        """Answer a message: a written question with a background note, anything else with a brief on its words."""
        text = asked.words.replace(f"<@{self.home.bot_user}>", " ")

        def make(number: int) -> None:
            question = self.makers.run(work.question_in, text)
            if question:
                answer_with_notes(self, asked, Wanted(question, desk=True), reply, number)
            else:
                answer_with_brief(self, asked, Wanted(words), reply, number)

        self.limited(asked, words, reply, make)

    def of_message(self, asked: Asked, reply: Reply) -> None:
        """Answer a message that somebody chose: its written question with a note, else a brief on what it is about."""

        def make(number: int) -> None:
            if question := self.makers.run(work.question_in, asked.words):
                answer_with_notes(self, asked, Wanted(question, desk=True), reply, number)
                return
            request = self.makers.run(work.request_of_message, asked.words)
            if not request:
                raise QueryError(_NO_WORDS)
            answer_with_brief(self, asked, Wanted(request), reply, number)

        self.limited(asked, shortened(plain_words(asked.words), LIMIT), reply, make)

    def limited(self, asked: Asked, request: str, reply: Reply, make: Callable[[int], None]) -> None:
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

    def _line_of(self, asked: Asked, request: str) -> int | None:
        """Return the line of the audit for a request, the one it has where it was begun before. Raises Forgotten."""
        item, entry = IN_HAND.get(), self.entry(asked, request, kept.TAKEN)
        number = self.keeping.open_line(entry, item.audit, item.moment) if item and item.again else None
        number = number or self.keeping.begin(entry, self.settings.per_minute)
        if item and number:
            try:
                self.pending.begun(item, number, request)
            except Forgotten:
                self.keeping.erase(number)
                raise
        return number

    def keep(self, asked: Asked, wanted: Wanted, made: Answer, number: int, *, shared: bool = False) -> list[Ready]:
        """Keep a brief under a new id before it is shown, so that its buttons work from the first moment.

        Returns its messages. ``shared`` says that it is shown to the channel where it was asked for.
        """
        brief_id, channel = new_brief_id(), asked.channel if shared else ""
        self.keeping.keep(number, Label(brief_id, asked.person, self.home.team, wanted), made.kept, channel)
        return made.under(brief_id)

    def deliver(self, channel: str, messages: Sequence[Message], asked: Asked) -> None:
        """Post messages to a channel, through the gesture made there where the bot is not in it.

        Raises PqbriefError where it cannot be done.
        """
        try:
            self.sender.post(channel, messages)
        except Undelivered as error:
            if error.reason not in NOT_THERE:
                raise
            if not asked.response_url or channel != asked.channel:
                raise PqbriefError("pqbrief is not in that channel: invite it there, then share again.") from error
            for message in messages:
                self.sender.respond(asked.response_url, message, public=True)

    def status(self, asked: Asked, words: str) -> None:
        """Show in the assistant pane what the bot does; where that cannot be shown the answer comes all the same."""
        from slack_sdk.errors import SlackApiError  # noqa: PLC0415 - only the running bot has it loaded

        try:
            self.client.assistant_threads_setStatus(channel_id=asked.channel, thread_ts=asked.thread, status=words)
        except (SlackApiError, OSError) as error:
            _log.info("no status is shown: %s", error)

    def entry(self, asked: Asked, request: str, outcome: str, brief_id: str = "") -> Entry:
        """Return a line for the audit."""
        where = asked.channel
        return Entry(datetime.now(UTC), asked.person, asked.team, where, asked.gesture, request, outcome, brief_id)

    def private(self, asked: Asked, *, replace: bool = False) -> PrivateReply:
        """Return a reply that the person alone sees."""
        return PrivateReply(self.courier, asked, replace=replace)

    def form(self, asked: Asked, otherwise: Reply) -> Form:
        """Return the form that a gesture opens; what it cannot tell is told otherwise."""
        return Form(self.client, asked, otherwise)

    def fault(self, error: Exception) -> str:
        """Log a fault of ours under a new number, without the words that somebody asked with, and return the number."""
        number = secrets.token_hex(4)
        item = IN_HAND.get()
        _log.error(
            "fault %s\n%s", number, traceback_without(error, f"{item.request} {item.asked.words}" if item else "")
        )
        return number

    def _taken(self, item: Item, asked: Asked, reply: Reply, do: Callable[[], None]) -> None:
        IN_HAND.set(item)
        try:
            self._done(item, asked, reply, do)
        except Forgotten:
            _log.info("%s is not answered: its person was forgotten", asked.gesture)
        except Exception as error:
            self.fault(error)
        finally:
            IN_HAND.set(None)
        try:
            if not self.pending.settle(item):  # what it wrote since goes too
                self.keeping.forget(asked.person)
        except PqbriefError as error:
            self.fault(error)

    def _done(self, item: Item, asked: Asked, reply: Reply, do: Callable[[], None]) -> None:
        try:
            if self.ending.last.is_set():
                reply.tell(failure_message("pqbrief is being restarted: ask again in a minute."))
                return
            if refusal := self.access.refusal(asked):
                self.keeping.note(self.entry(asked, "", kept.REFUSED))
                reply.tell(failure_message(refusal))
                return
            do()
            self._expire()
        except Forgotten:
            raise
        except (StoreError, IndexUnavailable) as error:
            # What these say is for whoever runs the bot: it names files and folders.
            self._tell(reply, "The records cannot be read: report this number to whoever runs it.", self.fault(error))
        except PqbriefError as error:
            if not self._put_off(item, error):
                _log.info("%s: %s", asked.gesture, type(error).__name__)
                away = item.needs_form and isinstance(error, Undelivered)
                self._tell(reply, _NO_FORM if away else str(error))
        except Exception as error:
            if not self._put_off(item, error):
                self._tell(
                    reply, "Something went wrong in pqbrief: report this number to whoever runs it.", self.fault(error)
                )

    def _put_off(self, item: Item, error: Exception) -> bool:
        """Whether a request is done again later: Slack could not be reached, and nothing was sent for it."""
        if isinstance(error, OSError) and not isinstance(error, Undelivered):
            error = Undelivered(NO_CONNECTION, passing=True)  # the client of the Web API says it so
        unsent = item.stage in (TAKEN, PLACING) and not item.needs_form and item.age < ADDRESS_SECONDS
        if not (isinstance(error, Undelivered) and error.passing and unsent):
            return False
        self.pending.put_off(item, pause(item.tries, error))
        return True

    def _tell(self, reply: Reply, sentence: str, fault: str | None = None) -> None:
        """Tell a person what went wrong; where even that cannot be said it is logged."""
        try:
            reply.tell(failure_message(sentence, fault))
        except Forgotten:
            raise
        except Exception as error:
            self.fault(error)

    def _expire(self) -> None:
        """Delete what is past the retention period, now and then."""
        now = time.monotonic()
        if self._expired and now - self._expired < _EXPIRE_SECONDS:
            return
        self._expired = now
        self.keeping.expire(self.settings.keep_days)
        self.pending.expire(self.settings.keep_days)


def words_of(asked: Asked, bot_user: str) -> str:
    """Return what was asked as plain words, the bot's own name left out."""
    return plain_words(asked.words.replace(f"<@{bot_user}>", " "))
