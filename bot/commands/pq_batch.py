"""Previous answers to many questions: lines of JSON in, lines of JSON out, in the same order, on every core.

The lines are read by a thread and answered by processes of their own, each with the data folder open for reading; an
answer is written as soon as those before it are. A few lines are answered in this process, sooner than others start.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import chain, islice
from queue import Queue
from typing import Any, TextIO

from bot.commands.forms import Answer, request_of, write_answers
from bot.commands.group import unknown_fault
from bot.settings import Settings
from briefs.errors import IndexUnavailable, PqbriefError, QueryError
from briefs.index.index import BUILD_WAIT
from briefs.library import Library
from briefs.question.similar.search import Asked, Ranked, ranked

_FEW = 40
"""Lines that one process answers in less time than others take to start."""
_MOST_PROCESSES = 4
_WAITING = 64
"""Lines that may be read ahead of the one that is written."""
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line that is not blank, with its number from 1."""

    number: int
    content: bytes

    @property
    def place(self) -> str:
        return f"line {self.number}"


def answer_lines(
    library: Library, lines: Iterable[bytes], stream: TextIO, settings: Settings, *, notes: bool = False
) -> int:
    """Answer every line that is not blank and return how many could not be.

    A line is {"id", "text", "before", "asking_member_id", "answering_body_id"}, of which any but the text may be null
    or missing; an answer is {"id", "similar"}, at most twenty, best first, with ``notes`` {"id", "note"}, or {"id",
    "error"}. Raises IndexUnavailable where the index cannot be brought in step before the first line.
    """
    library.questions.catch_up(BUILD_WAIT)
    source = (_Line(number, content) for number, content in enumerate(lines, 1) if content.strip())
    first = list(islice(source, _FEW + 1)) if _is_file(lines) else []
    if len(first) > _FEW:
        answers = _answer_on_every_core(chain(first, source), settings, notes)
    else:
        answers = ((line, _answer(library, line, settings, notes)) for line in chain(first, source))
    placed = ((line.place, answer) for line, answer in answers)
    return write_answers(placed, stream, partial(json.dumps, ensure_ascii=False))


def _is_file(lines: Iterable[bytes]) -> bool:
    """Whether all lines are there already: who writes line by line into a pipe waits for each answer."""
    seekable: Callable[[], bool] | None = getattr(lines, "seekable", None)
    return seekable is None or seekable()


def _answer_on_every_core(lines: Iterator[_Line], settings: Settings, notes: bool) -> Iterator[tuple[_Line, Answer]]:
    """Yield the answers in the order of the lines, each as soon as it is there."""
    waiting: Queue[tuple[_Line, Future[Answer]] | BaseException | None] = Queue(_WAITING)
    stopped = threading.Event()
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    # A fresh process, not a fork: the index and the database hold threads and locks that no fork survives.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, _open, (settings,)) as pool:

        def feed() -> None:
            try:
                for line in lines:
                    if stopped.is_set():
                        return
                    waiting.put((line, pool.submit(_answer_here, line, notes)))
                waiting.put(None)
            except BaseException as error:  # handed on to whoever reads
                waiting.put(error)

        feeder = threading.Thread(target=feed, name="pq-lines", daemon=True)
        feeder.start()
        try:
            while (item := waiting.get()) is not None:
                if isinstance(item, BaseException):
                    raise item
                line, answer = item
                yield line, answer.result()
        finally:
            stopped.set()
            while feeder.is_alive():  # it may wait for room
                _drain(waiting)
                feeder.join(0.05)
            pool.shutdown(wait=False, cancel_futures=True)


def _drain(waiting: Queue[Any]) -> None:
    while not waiting.empty():
        waiting.get_nowait()


_opened: list[tuple[Library, Settings]] = []
"""What this process has open, where it is one of those that only answer."""


def _open(settings: Settings) -> None:
    _opened.append((Library.open(settings.data_folder), settings))


def _answer_here(line: _Line, notes: bool) -> Answer:
    library, settings = _opened[0]
    return _answer(library, line, settings, notes)


def _answer(library: Library, line: _Line, settings: Settings, notes: bool) -> Answer:
    """Return the answer to one line: the questions found, or why there are none."""
    answer: Answer = {"id": None}
    try:
        form = '{"id": …, "text": "To ask …"}'
        request = request_of(line.content, line.place, is_one="one question", form=form)
        answer["id"] = request.get("id")
        if notes:
            answer["note"] = _note(library, _asked(request))
        else:
            answer["similar"] = [_found(each) for each in ranked(library, _asked(request))]
    except IndexUnavailable:
        raise
    except PqbriefError as error:
        answer["error"] = str(error)
    except Exception as error:
        if settings.debug:
            raise
        answer["error"] = unknown_fault(error, settings)
    return answer


def _asked(request: dict[str, Any]) -> Asked:
    """Return the question of a line. Raises QueryError naming the field that cannot be used."""
    text = request.get("text")
    if not isinstance(text, str):
        raise QueryError('The line has no "text", the words of the question.')
    return Asked(
        text,
        _day(request.get("before")),
        _whole_number(request, "asking_member_id"),
        _whole_number(request, "answering_body_id"),
    )


def _note(library: Library, asked: Asked) -> dict[str, Any]:
    """Return the background note on the question of a line, as of its day, as the JSON of a note."""
    from bot.london_time import today  # noqa: PLC0415 - only notes need what follows
    from briefs.question.input import Given  # noqa: PLC0415
    from briefs.question.pipeline import make_note  # noqa: PLC0415
    from briefs.render.note.as_json import note_to_dict  # noqa: PLC0415

    if not any(character.isalnum() for character in asked.text):
        raise QueryError("The question has no words: give its text.")
    given = Given(
        " ".join(asked.text.split()),
        asking_member_id=asked.asking_member_id,
        answering_body_id=asked.answering_body_id,
        open_only=asked.before is not None,
    )
    return note_to_dict(make_note(library, given, today=asked.before or today()))


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> date:
    raise QueryError('"before" is not a date such as "2025-01-07".')


def _whole_number(request: dict[str, Any], key: str) -> int | None:
    value = request.get(key)
    if value is None or (type(value) is int and 0 <= value < 2**53):
        return value
    raise QueryError(f'"{key}" must be a whole number.')


def _found(each: Ranked) -> dict[str, Any]:
    card = each.card
    return {
        "record_id": card.record_id,
        "source_id": card.source_id,
        "uin": card.uin,
        "date_tabled": (_EPOCH + timedelta(card.tabled)).isoformat() if card.tabled is not None else None,
        "score": round(each.score, 4),
    }
