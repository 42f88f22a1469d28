"""The one way out to the official services: polite, patient, and suspicious of what comes back.

Requests to a host are kept apart. What may pass (no answer, 408, 425, 429, 5xx, an answer cut short or of another form)
is asked again after a growing pause, or after the time that the service names in Retry-After (RFC 9110, 10.2.3).
What does not pass so is a SourceBusy, and the engine lets the source rest. Every answer is kept in ``fetches``, those
of no use with the reason.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from typing import Self
from urllib.parse import urlencode, urljoin, urlsplit

import httpcore2
import httpx2

from briefs.errors import SourceBusy, SourceOverwhelmed, SourceUnavailable, TimeIsUp
from briefs.records.model import Record
from briefs.sync.base import Media, Params, RawReply
from briefs.sync.http.clock import REAL, SystemClock
from briefs.sync.http.fetches import Fetches
from briefs.sync.http.habits import Habits
from briefs.sync.http.hosts import Allowed, Pace
from briefs.sync.http.judging import HttpReply, Judge, Passing
from briefs.sync.http.replies import plain
from briefs.sync.http.wire import ENCODINGS, Deadline, Network, NotPublic, TooLarge, guarded, proxies, unpacked

MEGABYTE = 1_000_000
ALLOW_PRIVATE = "PQBRIEF_ALLOW_PRIVATE_ADDRESSES"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MOST_REDIRECTS = 5
_LONGEST_PAUSE = 30.0
_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Manners:
    """How a source is asked: times in seconds, sizes in bytes.

    The default interval keeps under the 1,000 requests in five minutes that Hansard's service is said to allow.
    ``longest_wait`` is the longest pause kept between two tries when a service asks for one. ``patience`` is how long a
    source may go without an answer of use before it is given up for this run, resting longer and longer meanwhile.
    ``timeout`` is how long one step may take, ``whole`` a whole exchange with its redirects. ``private`` allows
    addresses that are not of the public internet.
    """

    interval: float = 0.35
    timeout: float = 30.0
    attempts: int = 5
    first_wait: float = 1.0
    longest_wait: float = 120.0
    largest: int = 64 * MEGABYTE
    patience: float = 6 * 3600.0
    private: bool = False

    @property
    def whole(self) -> float:
        """The seconds that one exchange may take from the first look-up to the last byte."""
        return 3 * self.timeout


class Client:
    """Fetches for one source, as ``briefs.sync.base.Fetcher`` says; a context manager that closes its connections."""

    def __init__(
        self,
        source: str,
        title: str,
        address: str,
        fetches: Fetches,
        *,
        also: Sequence[str] = (),
        manners: Manners | None = None,
        pace: Pace | None = None,
        habits: Habits | None = None,
        clock: SystemClock = REAL,
        until: float | None = None,
        again: str = "run the sync again",
        configured: bool = True,
    ) -> None:
        """Take the source's name, what people call it, and its address.

        ``also`` are other addresses of its own, and with them no other host or port is asked. ``again`` is what a
        person is told to do when an answer did not come; nothing is asked after ``until`` on the clock. ``configured``
        says that the operator wrote the addresses down, who may so name this machine itself.
        """
        self.asked = self.from_cache = self.useful = 0
        self._clock, self._until = clock, until
        self._again = again
        self._judge = Judge(title, again, (manners or Manners()).longest_wait)
        self._source, self._title, self._address = source, title, address.rstrip("/")
        self._fetches, self._manners, self._pace = fetches, manners or Manners(), pace or Pace(clock)
        self.habits = habits or Habits(self._manners.interval, self._manners.timeout)
        self._allowed = Allowed((address, *also), exact=bool(also))
        self._deadline = Deadline()
        trusted = self._allowed.on_this_machine() if configured else set()
        self._proxied = proxies()
        self._network = Network(self._deadline, trusted | self._proxied, private=self._manners.private)
        self._http = httpx2.Client(
            headers={
                "User-Agent": f"pqbrief/{version('pqbrief')} (parliamentary briefing; keeps to a slow pace)",
                "Accept-Encoding": "gzip",
            },
            timeout=self._manners.timeout,
            follow_redirects=False,
        )
        guarded(self._http, self._network)

    def __enter__(self) -> Self:
        """Return the client itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the connections."""
        self._http.close()

    def get(
        self,
        path: str,
        params: Params | None = None,
        *,
        media: Media = Media.JSON,
        fresh: bool = True,
        tries: int | None = None,
    ) -> RawReply:
        """Return the answer at a path of the source's address, or at a whole address of an allowed host.

        Raises NotFound, SourceUnavailable, ChangedFormat and TimeIsUp; see ``briefs.sync.base.Fetcher``.
        """
        url = self.url(path, params)
        if not fresh and (held := self._fetches.last(url)) is not None:
            self.from_cache += 1
            return held
        left = min(tries or self._manners.attempts, self._manners.attempts)
        pause = self._manners.first_wait
        while True:
            left -= 1
            try:
                return self._once(url, media)
            except Passing as fault:
                if not left:
                    raise fault.lasting from fault
                wait = fault.pause if fault.pause is not None else pause * (1 + random.random() / 2)  # noqa: S311
            self._check_time(wait)
            self._clock.sleep(wait)
            pause = min(2 * pause, max(self._manners.first_wait, _LONGEST_PAUSE))

    def held(self, record_id: str) -> Record | None:
        """Return a record that is held, from wherever it came; None where it is not."""
        return self._fetches.record(record_id)

    def _check_time(self, wait: float = 0.0) -> None:
        """Raise TimeIsUp where nothing may be asked any more after ``wait`` seconds."""
        if self._until is not None and self._clock.monotonic() + wait >= self._until:
            raise TimeIsUp("The time for this run is over.")

    def url(self, path: str, params: Params | None = None) -> str:
        """Return the whole address that a path and its parameters make."""
        base = path if "://" in path else f"{self._address}/{path.lstrip('/')}"
        given = {name: plain(value) for name, value in (params or {}).items()}
        query = urlencode(given, doseq=True)
        return f"{base}{'&' if '?' in base else '?'}{query}" if query else base

    def _once(self, url: str, media: Media) -> RawReply:
        """Ask once, following redirects, and judge what comes."""
        target = url
        self._deadline.start(self._manners.whole)
        for _ in range(_MOST_REDIRECTS):
            reply = self._ask(target, url)
            location = reply.headers.get("location")
            if reply.answer.status not in _REDIRECTS or not location:
                return self._judged(reply, media)
            target = self._led_to(target, location)
        raise SourceUnavailable(f"{self._title} redirected in a circle from {url}: try again later.")

    def _led_to(self, target: str, location: str) -> str:
        """Return the address that an answer leads to from ``target``. Raises SourceUnavailable where it is none."""
        try:
            whole = urljoin(target, location)
            urlsplit(whole).port  # noqa: B018 - an address may be split only in part
        except ValueError as error:
            raise SourceUnavailable(
                f"{self._title} redirected from {target} to something that is not an address: check the address and"
                f" {self._again}."
            ) from error
        return whole

    def _ask(self, target: str, url: str) -> HttpReply:
        """Return what came from ``target``, under the address ``url`` that was first asked."""
        host = self._allowed.check(target, self._title)
        self._check_time()
        with self._deadline.stopped():  # keeping to a polite pace is no part of the service's time
            self._pace.wait(host, self.habits.interval)
        self.asked += 1
        began = self._clock.monotonic()
        try:
            if self._proxied:  # the proxy looks the name up: what can be known of it is asked before
                self._check_name(target)
            with self._http.stream("GET", target) as response:
                if self._clock.monotonic() - began > self._manners.timeout:
                    raise Passing(self._late(url))
                body = self._body(response, url)
                media_type = response.headers.get("content-type", "")
                seconds = self._clock.monotonic() - began
                answer = RawReply(
                    url, response.status_code, media_type, body, self._clock.now(), seconds=round(seconds, 3)
                )
                return HttpReply(answer, response.headers)
        except NotPublic as error:
            raise SourceUnavailable(
                f"{host} has the address {error}, which is not on the public internet: nothing was asked there; to"
                f" allow it, add --allow-private-addresses or set {ALLOW_PRIVATE}=1."
            ) from error
        except httpx2.TimeoutException as error:
            if self._deadline.is_over():
                raise SourceOverwhelmed(
                    f"{self._title} did not finish its answer within {self._manners.whole:g} seconds, at {url}:"
                    f" {self._again} later."
                ) from error
            raise Passing(self._late(url)) from error
        except httpx2.RemoteProtocolError as error:
            cut = SourceBusy(f"{self._title} cut its answer short, at {url}: {self._again} later.")
            raise Passing(cut) from error
        except (httpx2.RequestError, httpx2.InvalidURL, OSError) as error:
            why = " ".join(str(error).split())[:200] or type(error).__name__
            failed = f"{self._title} cannot be reached ({why}), at {url}: check the network and {self._again}."
            raise Passing(SourceBusy(failed, reached=False)) from error

    def _check_name(self, target: str) -> None:
        """See that the host of an address is public as far as it can be looked up here. Raises NotPublic."""
        parts = urlsplit(target)
        with suppress(httpcore2.ConnectError, httpcore2.ConnectTimeout):
            self._network.check(parts.hostname or "", parts.port or 443)

    def _body(self, response: httpx2.Response, url: str) -> bytes:
        """Return the whole body, unpacked, within the limits of size and time."""
        largest = self._manners.largest
        encoding = response.headers.get("content-encoding", "")
        if encoding.strip().lower() not in ENCODINGS:
            raise SourceUnavailable(f"{self._title} packed its answer as {encoding:.40}, at {url}: it was not taken.")
        try:
            return unpacked(response.iter_raw(), encoding, largest)
        except TooLarge as error:
            limit = f"{largest // MEGABYTE:,} MB"
            raise SourceUnavailable(
                f"{self._title} answered with more than {limit}, at {url}: it was not taken."
            ) from error
        except zlib.error as error:
            cut = SourceBusy(f"{self._title} cut its answer short, at {url}: {self._again} later.")
            raise Passing(cut) from error

    def _late(self, url: str) -> SourceUnavailable:
        seconds = self._manners.timeout
        return SourceOverwhelmed(
            f"{self._title} did not answer within {seconds:g} seconds, at {url}: {self._again} later."
        )

    def _judged(self, reply: HttpReply, media: Media) -> RawReply:
        """Return the answer where it is of use; keep it, with the fault where it is not."""
        answer = reply.answer
        fault = self._judge.fault(reply, media)
        if answer.status == _TOO_MANY:
            self.habits.too_many()
        if fault is None:
            self._fetches.keep(self._source, answer)
            self.useful += 1
            self.habits.well()
            return answer
        self._fetches.keep(self._source, answer, str(fault))
        raise fault
