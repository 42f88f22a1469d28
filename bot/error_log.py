"""The log file of the data folder: for its owner alone, and never larger than a few megabytes."""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from io import TextIOWrapper
from logging import ERROR, LogRecord
from logging.handlers import RotatingFileHandler
from pathlib import Path

from briefs.store.private_files import make_private_file, make_private_folder
from briefs.store.regular_files import open_regular

LARGEST, KEPT = 1_000_000, 3  # bytes of one file, and how many older ones are kept beside it


class LogFile(RotatingFileHandler):
    """Writes to a log file, which is made with the first line. What cannot be written is left out."""

    def __init__(self, path: Path) -> None:
        """Take where it lies."""
        super().__init__(
            path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", errors="backslashreplace", delay=True
        )
        self._told = False

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        make_private_folder(path.parent)
        make_private_file(path)
        descriptor = open_regular(path, os.O_WRONLY | os.O_APPEND)
        return open(descriptor, "a", encoding=self.encoding, errors=self.errors)

    def opened(self) -> TextIOWrapper:
        """Return the file, opened to be added to. Raises OSError."""
        return self._open()

    def handleError(self, record: LogRecord) -> None:  # noqa: N802 - the standard library's name
        """Say once, in a sentence, that the log cannot be written, in the place of a traceback for each line."""
        error = sys.exception()
        if not isinstance(error, OSError):
            super().handleError(record)
        elif not self._told and sys.stderr is not None:
            self._told = True
            why = error.strerror or type(error).__name__
            with suppress(OSError, ValueError):
                sys.stderr.write(f"pqbrief: {self.baseFilename} cannot be written ({why}): move it away.\n")

    def doRollover(self) -> None:  # noqa: N802 - the standard library's name
        """Begin a new file; another process that writes to it as well may have done so first."""
        with suppress(FileNotFoundError):
            super().doRollover()


def new_fault() -> str:
    """Return a number under which a fault of ours is shown to a person and found in the log."""
    return secrets.token_hex(4)


def add_to_log(path: Path, text: str) -> bool:
    """Add a text to a log file, and return whether that could be done."""
    record = LogRecord("", ERROR, "", 0, text.rstrip("\n") + "\n", None, None)
    log = LogFile(path)
    try:
        if log.shouldRollover(record):
            log.doRollover()
        with log.opened() as stream:
            stream.write(record.msg)
    except OSError:
        return False
    else:
        return True
    finally:
        log.close()
