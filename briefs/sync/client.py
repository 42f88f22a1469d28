"""The one way out to the official services: polite, patient, and suspicious of what comes back.

Requests to a host are kept apart. What may pass (no answer, 408, 425, 429, 5xx, an answer cut short or of another form)
is asked again after a growing pause, or after the time that the service names in Retry-After (RFC 9110, 10.2.3).
Every answer is kept in ``fetches``, those of no use with the reason.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Self
from urllib.parse import urlencode, urljoin, urlsplit

import httpcore2
import httpx2
import stamina

from briefs.errors import ChangedFormat, NotFound, PqbriefError, SourceOverwhelmed, SourceUnavailable
from briefs.sync.base import Answer, Media, Params
from briefs.sync.fetches import Fetches
from briefs.sync.hosts import Allowed, Pace
from briefs.sync.replies import is_json, is_page, plain, retry_after, span
from briefs.sync.wire import ENCODINGS, Clock, Network, NotPublic, TooLarge, guarded, proxies, unpacked

MEGABYTE = 1_000_000
ALLOW_PRIVATE = "PQBRIEF_ALLOW_PRIVATE_ADDRESSES"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MOST_REDIRECTS = 5
_PASSING = frozenset((408, 425, 429))
_OVERWHELMED = frozenset((500, 502, 504))
_GONE = frozenset((204, 404, 410))
_WRONG_REQUEST = frozenset((400, 422))


@dataclass(frozen=True, slots=True)
class Manners:
    """How a source is asked: times in seconds, sizes in bytes.

    The default interval keeps under the 1,000 requests in five minutes that Hansard's service is said to allow.
    ``longest_wait`` is the longest pause kept when a service asks for one; a longer one ends the walk for today.
    ``timeout`` is how long one step may take, ``whole`` a whole exchange with its redirects. ``private`` allows
    addresses that are not of the public internet.
    """

    interval: float = 0.35
    timeout: float = 30.0
    attempts: int = 5
    first_wait: float = 1.0
    longest_wait: float = 120.0
    largest: int = 64 * MEGABYTE
    private: bool = False

    @property
    def whole(self) -> float:
        """The seconds that one exchange may take from the first look-up to the last byte."""
        return 3 * self.timeout


class _Passing(Exception):
    """A fault that may pass: asked again, and turned into ``lasting`` where it does not. ``pause`` is in seconds."""

    def __init__(self, lasting: PqbriefError, pause: float | None = None) -> None:
        self.lasting = lasting
        self.pause = pause
        super().__init__(str(lasting))


@dataclass(frozen=True, slots=True)
class _Reply:
    answer: Answer
    headers: Mapping[str, str]


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
        again: str = "run the sync again",
        configured: bool = True,
    ) -> None:
        """Take the source's name, what people call it, and its address.

        ``also`` are other addresses of its own, and with them no other host or port is asked. ``again`` is what a
        person is told to do when an answer did not come. ``configured`` says that the operator wrote the addresses
        down, who may so name this machine itself.
        """
        self.asked = self.from_cache = 0
        self._again = again
        self._source, self._title, self._address = source, title, address.rstrip("/")
        self._fetches, self._manners, self._pace = fetches, manners or Manners(), pace or Pace()
        self._allowed = Allowed((address, *also), exact=bool(also))
        self._clock = Clock()
        trusted = self._allowed.on_this_machine() if configured else set()
        self._proxied = proxies()
        self._network = Network(self._clock, trusted | self._proxied, private=self._manners.private)
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

    def get(self, path: str, params: Params | None = None, *, media: Media = Media.JSON, fresh: bool = True) -> Answer:
        """Return the answer at a path of the source's address, or at a whole address of an allowed host.

        Raises NotFound, SourceUnavailable and ChangedFormat; see ``briefs.sync.base.Fetcher``.
        """
        url = self.url(path, params)
        if not fresh and (held := self._fetches.last(url)) is not None:
            self.from_cache += 1
            return held
        manners = self._manners
        try:
            for attempt in stamina.retry_context(
                on=_pause_for,
                attempts=manners.attempts,
                timeout=None,
                wait_initial=manners.first_wait,
                wait_max=max(manners.first_wait, 30.0),
                wait_jitter=manners.first_wait,
            ):
                with attempt:
                    return self._once(url, media)
        except _Passing as fault:
            raise fault.lasting from fault
        raise AssertionError("a retry ends with an answer or an error")  # pragma: no cover

    def url(self, path: str, params: Params | None = None) -> str:
        """Return the whole address that a path and its parameters make."""
        base = path if "://" in path else f"{self._address}/{path.lstrip('/')}"
        given = {name: plain(value) for name, value in (params or {}).items()}
        query = urlencode(given, doseq=True)
        return f"{base}{'&' if '?' in base else '?'}{query}" if query else base

    def _once(self, url: str, media: Media) -> Answer:
        """Ask once, following redirects, and judge what comes."""
        target = url
        self._clock.start(self._manners.whole)
        for _ in range(_MOST_REDIRECTS):
            reply = self._ask(target, url)
            location = reply.headers.get("location")
            if reply.answer.status not in _REDIRECTS or not location:
                return self._judged(reply, media)
            target = urljoin(target, location)
        raise SourceUnavailable(f"{self._title} sent us round in circles from {url}: try again later.")

    def _ask(self, target: str, url: str) -> _Reply:
        """Return what came from ``target``, under the address ``url`` that was first asked."""
        host = self._allowed.check(target, self._title)
        self._pace.wait(host, self._manners.interval)
        self.asked += 1
        try:
            if self._proxied:  # the proxy looks the name up: what can be known of it is asked before
                self._check_name(target)
            with self._http.stream("GET", target) as response:
                body = self._body(response, url)
                media_type = response.headers.get("content-type", "")
                answer = Answer(url, response.status_code, media_type, body, datetime.now(UTC).replace(microsecond=0))
                return _Reply(answer, response.headers)
        except NotPublic as error:
            raise SourceUnavailable(
                f"{host} has the address {error}, which is not on the public internet: nothing was asked there; to"
                f" allow it, add --allow-private-addresses or set {ALLOW_PRIVATE}=1."
            ) from error
        except httpx2.TimeoutException as error:
            if self._clock.is_over():
                raise SourceOverwhelmed(
                    f"{self._title} did not finish its answer within {self._manners.whole:g} seconds, at {url}:"
                    f" {self._again} later."
                ) from error
            raise _Passing(self._late(url)) from error
        except httpx2.RemoteProtocolError as error:
            cut = SourceUnavailable(f"{self._title} cut its answer short, at {url}: {self._again} later.")
            raise _Passing(cut) from error
        except (httpx2.RequestError, httpx2.InvalidURL, OSError) as error:
            why = " ".join(str(error).split())[:200] or type(error).__name__
            failed = f"{self._title} cannot be reached ({why}), at {url}: check the network and {self._again}."
            raise _Passing(SourceUnavailable(failed)) from error

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
            cut = SourceUnavailable(f"{self._title} cut its answer short, at {url}: {self._again} later.")
            raise _Passing(cut) from error

    def _late(self, url: str) -> SourceUnavailable:
        seconds = self._manners.timeout
        return SourceOverwhelmed(
            f"{self._title} did not answer within {seconds:g} seconds, at {url}: {self._again} later."
        )

    def _judged(self, reply: _Reply, media: Media) -> Answer:
        """Return the answer where it is of use; keep it, with the fault where it is not."""
        answer = reply.answer
        fault = self._status_fault(reply) if answer.status != httpx2.codes.OK else self._form_fault(answer, media)
        if fault is None:
            self._fetches.keep(self._source, answer)
            return answer
        self._fetches.keep(self._source, answer, str(fault))
        raise fault

    def _status_fault(self, reply: _Reply) -> Exception:
        answer = reply.answer
        status, url = answer.status, answer.url
        if status in _GONE:
            return NotFound(f"{self._title} has nothing at {url}.")
        if status in _PASSING or status >= httpx2.codes.INTERNAL_SERVER_ERROR:
            pause = retry_after(reply.headers.get("retry-after"), answer.fetched)
            if pause is not None and pause > self._manners.longest_wait:
                return SourceUnavailable(
                    f"{self._title} answered {status} and asks us to wait {span(pause)}, at {url}: {self._again}"
                    " after that."
                )
            with_json = " with JSON" if is_json(answer.body) else ""
            lasting = f"{self._title} answered {status}{with_json} every time, at {url}: {self._again} later."
            return _Passing((SourceOverwhelmed if status in _OVERWHELMED else SourceUnavailable)(lasting), pause)
        if status in _WRONG_REQUEST:
            return ChangedFormat(
                f"{self._title} no longer takes this request (status {status}): {url}; its answer is kept, and a newer"
                " version of pqbrief may know the new form."
            )
        return SourceUnavailable(
            f"{self._title} refused the request with status {status}, at {url}: check the address."
        )

    def _form_fault(self, answer: Answer, media: Media) -> Exception | None:
        """Return what is wrong with the form of an answer under status 200, or None."""
        body = answer.body.lstrip(b"\xef\xbb\xbf \t\r\n")
        start = body[:200].lower()
        if media is Media.ANY or (media is Media.HTML and start.startswith(b"<")):
            return None
        if media is Media.XML and start.startswith(b"<") and not is_page(start):
            return None
        if media is Media.JSON and body.startswith((b"{", b"[")):
            if is_json(body):
                return None
            return _Passing(
                SourceUnavailable(
                    f"{self._title} sent JSON that breaks off or is wrong, at {answer.url}: the answer is kept;"
                    f" {self._again} later."
                )
            )
        came = "a web page" if is_page(start) else "nothing" if not body else "something else"
        return _Passing(
            ChangedFormat(
                f"{self._title} answered with {came} where {media.upper()} was expected, at {answer.url}: the answer"
                f" is kept; {self._again} later, and look for a newer version of pqbrief if it stays so."
            )
        )


def _pause_for(error: Exception) -> bool | float:
    """Say whether to ask again, and after how many seconds where the service said so."""
    if not isinstance(error, _Passing):
        return False
    return True if error.pause is None else error.pause
