"""What could not be done at once is done later: messages that Slack did not take, and requests of a bot that ended.

One thread looks for both, so that no brief waits for Slack. What a bot left that has ended is done again where nothing
of it can have been received; else, and where it is too late for it, the person is told in a sentence.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import asdict

from bot.slack.delivery.connection import Undelivered
from bot.slack.delivery.courier import Address, Courier, pause, written
from bot.slack.delivery.sender import JsonMessage, Sendable
from bot.slack.state.audit import FAILED, Keeping
from bot.slack.state.in_hand import ADDRESS_SECONDS, SENDING, Forgotten, TakenRequest
from bot.slack.state.pending import Letter, Pending
from briefs.errors import PqbriefError

_log = logging.getLogger(__name__)
_LOOK_SECONDS, _ADOPT_SECONDS = 0.5, 2.0
_LAST_SECONDS = 3.0
_THREADS, _AT_ONCE = 4, 64
_MOST_ADOPTED = 9  # a request that ends every bot that begins it is not begun again for ever: some two minutes
_MOST_DOUBTS = 5
_GIVE_UP_SECONDS = 24 * 3600.0
_RESTARTED = "pqbrief was restarted before it could answer {}: ask again."
_HALF = "pqbrief was restarted while it answered {}: if you cannot see the whole answer, ask again."
_NO_FORM = "pqbrief was restarted before it could open the form for {}: ask again."
_AWAY = "pqbrief could not reach Slack in time to answer {}: ask again."


class Outbox:
    """Does later what could not be done at once, until ``close``."""

    def __init__(self, pending: Pending, courier: Courier, keeping: Keeping) -> None:
        """Take where it is written down, what sends it, and the audit."""
        self._pending = pending
        self._courier = courier
        self._keeping = keeping
        self._again: Callable[[TakenRequest], None] | None = None
        self._ended = threading.Event()
        self._adopted = 0.0
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="outbox")

    def start(self, again: Callable[[TakenRequest], None]) -> None:
        """Begin; ``again`` does a request again as if it had just come."""
        self._again = again
        self._thread.start()

    def close(self) -> None:
        """End, waiting a little for what is being sent; what is left is for the next bot."""
        self._ended.set()
        self._pool.shutdown(wait=False, cancel_futures=True)
        if self._thread.is_alive():
            self._thread.join(_LAST_SECONDS)

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                self._turn()
            except Exception:
                if not self._ended.is_set():
                    _log.exception("what is left to send could not be looked for")
            self._ended.wait(_LOOK_SECONDS)

    def _turn(self) -> None:
        now = time.monotonic()
        if not self._adopted or now - self._adopted > _ADOPT_SECONDS:
            self._adopted = now
            if many := self._pending.adopt():
                _log.info("%s requests of a bot that has ended are taken over", many)
        for item in self._pending.due():
            self._guarded(self._resume, item)
        letters = self._pending.letters(_AT_ONCE)
        wait([self._pool.submit(self._guarded, self._deliver, letter) for letter in letters])

    def _guarded(self, do: Callable[..., None], what: TakenRequest | Letter) -> None:
        try:
            do(what)
        except Forgotten:
            _log.info("a request is not answered: its person was forgotten")
        except PqbriefError as error:
            _log.warning("something is left to send: %s", type(error).__name__)
        except Exception:
            _log.exception("something that is left could not be done")

    def _resume(self, item: TakenRequest) -> None:
        sentence = _sentence(item)
        if sentence is None and self._again is not None:
            self._again(item)
            return
        self._keeping.close_line(item.audit, item.asked.person, item.asked.gesture, item.moment)
        self._courier.tell(item, sentence or _RESTARTED)

    def _deliver(self, letter: Letter) -> None:
        address, rest = Address(**letter.address), [JsonMessage(each) for each in letter.messages]
        if letter.stage == SENDING:  # a bot ended while it sent it
            self._keep(letter, *self._courier.doubt(letter.item, _HALF))
            return
        while rest and not self._ended.is_set():
            if not address.placeholder:
                self._pending.letter_stage(letter, SENDING)
            try:
                self._courier.put(address, rest[0])
            except Undelivered as error:
                self._failed(letter, address, rest, error)
                return
            rest.pop(0)
            self._keep(letter, address, rest)

    def _keep(self, letter: Letter, address: Address, rest: Sequence[Sendable], seconds: float = 0.0) -> None:
        self._pending.keep_rest(letter, asdict(address), written(rest), seconds)

    def _failed(self, letter: Letter, address: Address, rest: Sequence[Sendable], error: Undelivered) -> None:
        item, seconds = letter.item, pause(letter.tries, error)
        if error.passing and item.age < _GIVE_UP_SECONDS:
            self._keep(letter, address, rest, seconds)
            if not error.wait:
                self._pending.put_off_letters(seconds)
        elif error.perhaps and letter.tries < _MOST_DOUBTS:
            self._keep(letter, *self._courier.doubt(item), seconds)
        else:
            _log.error("an answer could not be delivered (%s): line %s of the audit", error.reason, item.audit)
            if item.audit:
                self._keeping.finish(item.audit, FAILED)
            self._keep(letter, address, ())


def _sentence(item: TakenRequest) -> str | None:
    """Return what a person is told of a request that is not done again, None where it is."""
    if item.stage == SENDING:
        return _HALF
    if item.needs_form:
        return _NO_FORM
    if item.adopted > _MOST_ADOPTED:
        return _RESTARTED
    if item.age > ADDRESS_SECONDS:
        return _RESTARTED if item.adopted else _AWAY
    return None
