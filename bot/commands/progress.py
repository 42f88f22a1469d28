"""How far a sync or a load has come: a bar on a terminal, a line now and then elsewhere. Both go to stderr."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from typing import Any, Self

import click

from bot.commands.console import say
from briefs.loading.files import LoadState
from briefs.sync.engine import Report

_LINE_EVERY = 10.0  # seconds
_LIST_EVERY = 3.0  # seconds
_DRAW_EVERY = 0.5  # seconds
_BAR = 24  # characters


class SyncProgress:
    """Watches a sync. ``reports`` are those of the sources that are done or were stopped."""

    def __init__(self, *, terminal: bool | None = None) -> None:
        """Show a bar where stderr is a terminal, or where ``terminal`` says so."""
        self.reports: list[Report] = []
        self._now: Report | None = None
        self._terminal = sys.stderr.isatty() if terminal is None else terminal
        self._stack = ExitStack()
        self._bar: Any = None
        self._began = self._told = 0.0

    def __enter__(self) -> Self:
        """Return the watcher itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Leave no half-drawn bar."""
        self.clear()

    @property
    def unfinished(self) -> str:
        """The title of the source that was being walked when the sync was stopped, empty where there was none."""
        return self._now.title if self._now is not None else ""

    def clear(self) -> None:
        """End the bar."""
        self._stack.close()
        self._bar = None

    def began(self, report: Report) -> None:
        """Say which source is walked now."""
        self._now = report
        self._began = self._told = time.monotonic()
        if not self._terminal:
            say(f"{report.title}: fetching")

    def moved(self, report: Report) -> None:
        """Move the bar, or say where the walk is if that was not said for a while."""
        self._now = report
        if self._terminal:
            self._draw(report)
        elif time.monotonic() - self._told >= _LINE_EVERY:
            self._told = time.monotonic()
            say(f"{report.title}: {self._counts(report)}{self._time_left(report)}")

    def rested(self, report: Report, seconds: float, why: str) -> None:
        """Say that a source rests and continues by itself."""
        self.clear()
        say(f"{why}; {report.title} continues by itself in {_duration(seconds)}")

    def ended(self, report: Report) -> None:
        """Say how a source ended."""
        self.clear()
        self.reports.append(report)
        self._now = None
        outcome = outcome_of(report)
        say(f"{report.title}: {outcome}, {self._counts(report)}, in {_duration(report.seconds)}")

    def _draw(self, report: Report) -> None:
        if report.expected is None:
            return
        if self._bar is None or self._bar.length != max(report.expected, 1):
            self.clear()
            self._bar = self._stack.enter_context(
                click.progressbar(
                    length=max(report.expected, 1),
                    label=report.title,
                    file=sys.stderr,
                    show_pos=True,
                    show_eta=True,
                    item_show_func=lambda shown: f"{shown.records:,} records" if shown is not None else None,
                    update_min_steps=0,
                )
            )
        self._bar.update(max(0, report.done - self._bar.pos), report)

    def _counts(self, report: Report) -> str:
        came = f"{report.records:,} {'record' if report.records == 1 else 'records'}"
        if report.expected is None or report.done >= report.expected:
            return came
        return f"{report.done:,} of {report.expected:,} steps, {came}"

    def _time_left(self, report: Report) -> str:
        if not report.expected or not report.done:
            return ""
        spent = time.monotonic() - self._began
        return f", about {_duration(spent * (report.expected - report.done) / report.done)} left"


class LoadProgress:
    """Watches a load of files: a line that is drawn again and again on a terminal, elsewhere one now and then.

    A load that takes only a moment shows none.
    """

    def __init__(self, *, terminal: bool | None = None) -> None:
        """Draw on stderr where it is a terminal, or where ``terminal`` says so."""
        self._terminal = sys.stderr.isatty() if terminal is None else terminal
        self._began = time.monotonic()
        self._told = self._began
        self._drawn = False

    def __enter__(self) -> Self:
        """Return the watcher itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Leave no half-drawn line."""
        self.clear()

    def clear(self) -> None:
        """Take the line away, so that another can be written."""
        if self._drawn:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._drawn = False

    def moved(self, progress: LoadState) -> None:
        """Say how far the load is, if that was not said a moment ago."""
        now = time.monotonic()
        if progress.done >= progress.of and now - self._began > _LINE_EVERY:
            self.clear()
            say(f"{progress.records:,} records read; building the search index")
        if now - self._told < (_DRAW_EVERY if self._terminal else _LINE_EVERY) or progress.done >= progress.of:
            return
        self._told = now
        spent = now - self._began
        left = _duration(spent * (progress.of - progress.done) / progress.done) if progress.done else "some time"
        share = progress.done / progress.of
        told = f"{share:.0%} of {progress.of / 1_000_000:,.0f} MB read, {progress.records:,} records, about {left} left"
        if not self._terminal:
            say(told)
            return
        filled = round(share * _BAR)
        click.echo(f"\r\x1b[K[{'#' * filled}{'-' * (_BAR - filled)}] {told}", nl=False, err=True)
        self._drawn = True


class ListProgress:
    """Watches a list being made: a line that is drawn again on a terminal, elsewhere one now and then.

    A list that takes only a moment shows none.
    """

    def __init__(self, of: int, *, terminal: bool | None = None) -> None:
        """Take how many questions there are; draw on stderr where it is a terminal, or where ``terminal`` says so."""
        self._of = of
        self._terminal = sys.stderr.isatty() if terminal is None else terminal
        self._began = self._told = time.monotonic()
        self._drawn = False

    def __enter__(self) -> Self:
        """Return the watcher itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Leave no half-drawn line."""
        if self._drawn:
            click.echo("\r\x1b[K", nl=False, err=True)

    def moved(self, done: int) -> None:
        """Say how many questions are done, if that was not said a moment ago."""
        now = time.monotonic()
        every = _DRAW_EVERY if self._terminal else _LIST_EVERY
        if now - self._told < every or done >= self._of:
            return
        self._told = now
        seconds = (now - self._began) * (self._of - done) / done
        left = f", about {_duration(seconds)} left" if done * 10 >= self._of else ""  # the first wait for a start
        told = f"{done:,} of {self._of:,} questions{left}"
        if self._terminal:
            click.echo(f"\r\x1b[K{told}", nl=False, err=True)
            self._drawn = True
        else:
            say(told)


def outcome_of(report: Report) -> str:
    """Return in a word how a source ended."""
    return "stopped" if report.error else "to continue" if report.paused else "done"


def _duration(seconds: float) -> str:
    """Return a time in words: seconds under two minutes, minutes under two hours, else hours."""
    if seconds < 2 * 60:
        whole = round(seconds)
        return f"{whole} {'second' if whole == 1 else 'seconds'}"
    return f"{seconds / 60:.0f} minutes" if seconds < 2 * 3600 else f"{seconds / 3600:.0f} hours"
