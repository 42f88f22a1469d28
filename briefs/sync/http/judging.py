"""What an answer is worth: of use, wrong for good, or a fault that may pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import httpx2

from briefs.errors import (
    ChangedFormat,
    NotFound,
    PqbriefError,
    ServerFault,
    SourceBusy,
    SourceOverwhelmed,
    SourceUnavailable,
)
from briefs.sync.base import Media, RawReply
from briefs.sync.http.replies import is_json, is_page, retry_after, span

_PASSING = frozenset((408, 425, 429))
_OVERWHELMED = frozenset((502, 504))
_GONE = frozenset((204, 404, 410))
_WRONG_REQUEST = frozenset((400, 422))
_FORBIDDEN = 403


class Passing(Exception):
    """A fault that may pass: asked again, and turned into ``lasting`` where it does not. ``pause`` is in seconds."""

    def __init__(self, lasting: PqbriefError, pause: float | None = None) -> None:
        """Take the error where it lasts, and how long the service asks us to wait."""
        self.lasting = lasting
        self.pause = pause
        super().__init__(str(lasting))


@dataclass(frozen=True, slots=True)
class HttpReply:
    """An answer with the headers it came under."""

    answer: RawReply
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the answers of one source: what people call it, what they are told to do, the longest pause in seconds."""

    title: str
    again: str
    longest_wait: float

    def fault(self, reply: HttpReply, media: Media) -> Exception | None:
        """Return what is wrong with an answer, None where it is of use."""
        if reply.answer.status != httpx2.codes.OK:
            return self._status_fault(reply)
        return self._form_fault(reply.answer, media)

    def _status_fault(self, reply: HttpReply) -> Exception:
        answer = reply.answer
        status, url = answer.status, answer.url
        if status in _GONE:
            return NotFound(f"{self.title} has nothing at {url}.")
        if status in _PASSING or status >= httpx2.codes.INTERNAL_SERVER_ERROR:
            return self._busy(reply)
        if status in _WRONG_REQUEST:
            return ChangedFormat(
                f"{self.title} no longer takes this request (status {status}): {url}; its answer is kept, and a newer"
                " version of pqbrief may know the new form."
            )
        if status == _FORBIDDEN and is_page(answer.body[:200].lstrip().lower()):
            return SourceUnavailable(
                f"{self.title} refuses programs (status 403), at {url}: open it in a browser, save it there, and"
                " load the file."
            )
        return SourceUnavailable(f"{self.title} refused the request with status {status}, at {url}: check the address.")

    def _busy(self, reply: HttpReply) -> Exception:
        """Return the fault of a status that may pass, or that passes after a longer rest."""
        status, url, now = reply.answer.status, reply.answer.url, reply.answer.fetched
        pause = retry_after(reply.headers.get("retry-after"), now)
        if pause is not None and pause > self.longest_wait:
            return SourceBusy(
                f"{self.title} answered {status} and asks us to wait {span(pause)}, at {url}: {self.again} after that.",
                pause,
            )
        with_json = " with JSON" if is_json(reply.answer.body) else ""
        lasting = f"{self.title} answered {status}{with_json} every time, at {url}: {self.again} later."
        if status == httpx2.codes.INTERNAL_SERVER_ERROR:
            return Passing(ServerFault(lasting, pause), pause)
        return Passing((SourceOverwhelmed if status in _OVERWHELMED else SourceBusy)(lasting, pause), pause)

    def _form_fault(self, answer: RawReply, media: Media) -> Exception | None:
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
            return Passing(
                SourceBusy(
                    f"{self.title} sent JSON that breaks off or is wrong, at {answer.url}: the answer is kept;"
                    f" {self.again} later."
                )
            )
        if not body:
            return Passing(
                SourceBusy(
                    f"{self.title} answered with nothing where {media.upper()} was expected, at {answer.url}:"
                    f" {self.again} later."
                )
            )
        came = "a web page" if is_page(start) else "something else"
        return Passing(
            ChangedFormat(
                f"{self.title} answered with {came} where {media.upper()} was expected, at {answer.url}: the answer"
                f" is kept; {self.again} later, and look for a newer version of pqbrief if it stays so."
            )
        )
