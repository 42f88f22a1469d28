"""A rehearsal: each source is asked for one page and one document, and nothing is stored.

It says what answered, how fast, and what differs from the form expected, and keeps the raw answers in one file, a line
each, for the maintainers. No setting of the team's own goes into it: what is asked for is the same everywhere, an
address of the team's own stands there as the service's, and of feeds neither words nor parameters are kept.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import IO, Self
from urllib.parse import urlsplit

from briefs.errors import PqbriefError, QueryError, SourceBusy
from briefs.store.store import Store
from briefs.sync.base import Media, Params, RawReply, Scope
from briefs.sync.engine import Task
from briefs.sync.http.client import Client
from briefs.sync.http.fetches import Fetches
from briefs.sync.http.habits import Habits
from briefs.sync.services.expected_fields import Expected, differences, expected_of

_DAYS = 28
_MOST_REQUESTS = 14
_FEEDS = "feeds"


@dataclass(slots=True)
class Heard:
    """What one source answered: a sentence an answer, what differs, and the sentence that stopped it.

    ``kept`` counts the raw answers written to the file; ``silent`` says that some request had no answer.
    """

    title: str
    answers: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    stopped: str | None = None
    kept: int = 0
    silent: bool = False

    @property
    def unreached(self) -> bool:
        """Whether nothing at all came from where the source was asked."""
        return self.silent and not self.kept

    @property
    def well(self) -> bool:
        """Whether everything was as expected."""
        return not self.differences and self.stopped is None

    def lines(self) -> list[str]:
        """Return what is told of the source, a line each."""
        told = [f"{self.title}: {'as expected' if self.well else 'not as expected'}"]
        told += [f"  {sentence}" for sentence in self.answers]
        told += [f"  differs: {phrase}" for phrase in self.differences]
        return [*told, f"  stopped: {self.stopped}"] if self.stopped else told


class _Enough(PqbriefError):
    """A page and a document were had."""


class _RehearsalListener:
    """Asks as a source does, notes what comes, and ends the walk after a page and a document."""

    def __init__(self, client: Client, heard: Heard) -> None:
        self._client, self._heard, self._asked = client, heard, 0
        self.habits: Habits = client.habits
        self.kept: list[RawReply] = []

    def get(
        self,
        path: str,
        params: Params | None = None,
        *,
        media: Media = Media.JSON,
        fresh: bool = True,
        tries: int | None = None,
    ) -> RawReply:
        """Return the answer, after noting it. Raises _Enough once a document was had."""
        if self._asked >= _MOST_REQUESTS or (self.kept and _is_document(self.kept[-1])):
            raise _Enough("enough")
        self._asked += 1
        try:
            answer = self._client.get(path, params, media=media, tries=min(tries or 2, 2))
        except SourceBusy:
            self._heard.silent = True
            raise
        self.kept.append(answer)
        expected = expected_of(answer.url)
        seconds, size = f"{answer.seconds:.1f} seconds", f"{len(answer.body):,} bytes"
        self._heard.answers.append(f"{_path(answer.url)}: {answer.status} in {seconds}, {size}")
        if expected is not None and media is Media.JSON:
            self._heard.differences += [f"{_path(answer.url)}: {d}" for d in _differences(expected, answer)]
        return answer

    def held(self, record_id: str) -> None:
        """A rehearsal asks as the first sync does, which holds nothing."""


def rehearsal(tasks: Sequence[Task], today: date, path: Path) -> Iterator[Heard]:
    """Yield what each source answered, and write the raw answers to ``path``; without any, no file is made.

    Raises QueryError where the file cannot be written.
    """
    try:
        with (
            _Raw(path) as stream,
            tempfile.TemporaryDirectory() as folder,
            Store.open(Path(folder)) as store,
        ):
            for task in tasks:
                yield _rehearsed(task, today, Fetches(store), stream)
    except OSError as error:
        raise QueryError(f"{path} cannot be written ({error.strerror}): name another file with -o.") from error


def _rehearsed(task: Task, today: date, fetches: Fetches, stream: _Raw) -> Heard:
    source, heard = task.source, Heard(task.source.title)
    scope = Scope(today - timedelta(days=_DAYS), addresses=task.scope.addresses[:1])
    if source.name == _FEEDS and not scope.addresses:
        heard.answers.append("no feed is named in the sources file")
        return heard
    manners = replace(task.manners, attempts=2)
    with Client(source.name, source.title, task.address, fetches, also=scope.addresses, manners=manners) as client:
        listener = _RehearsalListener(client, heard)
        try:
            for _ in source.walk(listener, scope, {}, today):
                pass
        except _Enough:
            pass
        except PqbriefError as error:
            heard.stopped = str(error)
    if not listener.kept and heard.stopped is None:
        heard.stopped = "it asked for nothing"
    faults = fetches.faults(source.name)
    heard.kept = len(listener.kept) + len(faults)
    for answer in listener.kept:
        _keep(stream, task, answer, None)
    for fault in faults:
        _keep(stream, task, fault.answer, fault.fault)
    return heard


class _Raw:
    """The file of raw answers, which is made when the first one comes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream: IO[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._stream is not None:
            self._stream.close()

    def write(self, line: str) -> None:
        """Write a line."""
        if self._stream is None:
            self._stream = self._path.open("w", encoding="utf-8")
        self._stream.write(line)


def _keep(stream: _Raw, task: Task, answer: RawReply, fault: str | None) -> None:
    """Write one raw answer as a line. A feed's words are left out: its address and text may be private."""
    private = task.source.name == _FEEDS
    url = _bare(answer.url) if private else answer.url.replace(task.address, task.source.address)
    line = {
        "pqbrief": version("pqbrief"),
        "source": task.source.name,
        "url": url,
        "status": answer.status,
        "media_type": answer.media_type,
        "fetched": answer.fetched.isoformat(),
        "seconds": answer.seconds,
        "fault": fault and fault.replace(answer.url, url),
        "body": None if private else answer.body.decode("utf-8", "replace"),
    }
    stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def _differences(expected: Expected, answer: RawReply) -> list[str]:
    return differences(expected, json.loads(answer.body.lstrip(b"\xef\xbb\xbf")))


def _is_document(answer: RawReply) -> bool:
    expected = expected_of(answer.url)
    return expected is not None and expected.document


def _path(url: str) -> str:
    return urlsplit(url).path or "/"


def _bare(url: str) -> str:
    """Return an address without its query, which may hold a key."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}{parts.path}"
