"""Each gesture is taken once and done in threads, if its person may ask; what goes wrong is told in a sentence.

There are three sets of threads: for forms, which open within Slack's three seconds however many briefs are waited for;
for people whom Slack has to be asked about, which may take long; and for those already known.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.error_log import new_fault
from bot.slack.blocks import failure_message
from bot.slack.delivery.connection import NO_CONNECTION, Undelivered
from bot.slack.delivery.courier import pause
from bot.slack.delivery.replies import Reply
from bot.slack.gesture import Gesture
from bot.slack.handlers.access import Access
from bot.slack.handlers.faults import traceback_without
from bot.slack.signals import STOPPING, Ending
from bot.slack.state import audit as kept
from bot.slack.state.audit import Keeping
from bot.slack.state.in_hand import ADDRESS_SECONDS, IN_HAND, PLACING, TAKEN, Forgotten, TakenRequest
from bot.slack.state.pending import Pending
from bot.slack.workers.threads import Threads
from briefs.errors import IndexUnavailable, PqbriefError, StoreError

if TYPE_CHECKING:
    from bot.slack.settings import SlackSettings

_log = logging.getLogger(__name__)
BRIEF_THREADS, QUICK_THREADS, STRANGER_THREADS = 64, 24, 24
_EACH = 4  # things done at once for one person
_EXPIRE_SECONDS = 6 * 3600.0
_NO_FORM = "pqbrief could not open the form in time: ask again in a minute."
_REPORT = "report this number to the team that runs it."


class Intake:
    """Takes gestures and has them done. One for a process; its threads share it."""

    def __init__(
        self, settings: SlackSettings, access: Access, keeping: Keeping, pending: Pending, ending: Ending
    ) -> None:
        """Take the settings, who may ask, the audit, where requests are written down, and how long there is."""
        self._settings, self._access, self._keeping = settings, access, keeping
        self._pending, self._ending = pending, ending
        self._known = Threads("brief", BRIEF_THREADS, _EACH)
        self._quick = Threads("quick", QUICK_THREADS, _EACH)
        self._strangers = Threads("stranger", STRANGER_THREADS, _EACH)
        self._expired = 0.0

    def take(self, asked: Gesture, reply: Reply, do: Callable[[], None], *, quick: bool = False) -> None:
        """Do what was asked, once and later, if the person may ask it; errors become a private sentence.

        It is written down before this returns, and with that before it is acknowledged.
        """
        item = IN_HAND.get() or self._pending.take(asked, needs_form=quick and bool(asked.trigger))
        if item is not None:
            item.handed_over = True
            briefs = self._known if self._access.knows(asked.person) else self._strangers
            (self._quick if quick else briefs).submit(asked.person, partial(self._taken, item, asked, reply, do))

    def again(self, item: TakenRequest, dispatch: Callable[[Mapping[str, Any]], object]) -> None:
        """Do again what was written down, handing it to the listeners as if it had just come."""
        held = IN_HAND.set(item)
        try:
            dispatch(json.loads(item.asked.payload))
        finally:
            IN_HAND.reset(held)
        if not item.handed_over:
            self._pending.settle(item)

    def close(self, give_up: Callable[[], None]) -> None:
        """Finish what is in hand; what is not finished near the end of the grace is handed back with a sentence.

        ``give_up`` stops what is being made then.
        """
        self._ending.begin()
        pools = (self._quick, self._strangers, self._known)
        waited = [pool.wait(self._ending.hand_back) for pool in pools]
        if not all(waited):
            self._ending.last.set()
            give_up()
            for pool in pools:
                pool.wait(self._ending.over)

    def _fault(self, error: Exception) -> str:
        """Log a fault of ours under a new number, without the words that somebody asked with, and return the number."""
        number = new_fault()
        if self._ending.last.is_set() and isinstance(error, PqbriefError):
            _log.info("fault %s: the bot ends: %s", number, error)  # what it needs may be closed already
            return number
        item = IN_HAND.get()
        _log.error(
            "fault %s\n%s", number, traceback_without(error, f"{item.request} {item.asked.words}" if item else "")
        )
        return number

    def _taken(self, item: TakenRequest, asked: Gesture, reply: Reply, do: Callable[[], None]) -> None:
        IN_HAND.set(item)
        try:
            self._done(item, asked, reply, do)
        except Forgotten:
            _log.info("%s is not answered: its person was forgotten", asked.gesture)
        except Exception as error:
            self._fault(error)
        finally:
            IN_HAND.set(None)
        try:
            if not self._pending.settle(item):  # what it wrote since goes too
                self._keeping.forget(asked.person)
            self._expire()
        except PqbriefError as error:
            self._fault(error)

    def _done(self, item: TakenRequest, asked: Gesture, reply: Reply, do: Callable[[], None]) -> None:
        try:
            if self._ending.last.is_set():
                reply.tell(failure_message(STOPPING))
                return
            if refusal := self._access.refusal(asked):
                self._keeping.note(kept.entry_of(asked, "", kept.REFUSED))
                reply.tell(failure_message(refusal))
                return
            do()
        except Forgotten:
            raise
        except (StoreError, IndexUnavailable) as error:
            # What these say is for those who run the bot: it names files and folders.
            self._tell(reply, f"pqbrief cannot read its records: {_REPORT}", self._fault(error))
        except PqbriefError as error:
            if not self._put_off(item, error):
                _log.info("%s: %s", asked.gesture, type(error).__name__)
                away = item.needs_form and isinstance(error, Undelivered)
                self._tell(reply, _NO_FORM if away else str(error))
        except Exception as error:
            if not self._put_off(item, error):
                self._tell(reply, f"Something went wrong in pqbrief: {_REPORT}", self._fault(error))

    def _put_off(self, item: TakenRequest, error: Exception) -> bool:
        """Whether a request is done again later: Slack could not be reached, and nothing was sent for it."""
        if isinstance(error, OSError) and not isinstance(error, Undelivered):
            error = Undelivered(NO_CONNECTION, passing=True)  # the client of the Web API says it so
        unsent = item.stage in (TAKEN, PLACING) and not item.needs_form and item.age < ADDRESS_SECONDS
        if not (isinstance(error, Undelivered) and error.passing and unsent):
            return False
        self._pending.put_off(item, pause(item.tries, error))
        return True

    def _tell(self, reply: Reply, sentence: str, fault: str | None = None) -> None:
        """Tell a person what went wrong; where even that cannot be said it is logged."""
        try:
            reply.tell(failure_message(sentence, fault))
        except Forgotten:
            raise
        except Exception as error:
            self._fault(error)

    def _expire(self) -> None:
        """Delete what is past the retention period, now and then."""
        now = time.monotonic()
        if self._expired and now - self._expired < _EXPIRE_SECONDS:
            return
        self._expired = now
        self._keeping.expire(self._settings.keep_days)
        self._pending.expire(self._settings.keep_days)
