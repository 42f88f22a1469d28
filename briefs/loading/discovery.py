"""Which files a list of paths means, in one order on every machine; what is no record is passed over and said."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_NO_RECORD = re.compile(r"(readme|licen[cs]e|copying|changelog|provenance|changedates)(\.\w{1,8}){0,2}$", re.IGNORECASE)
_DAY_VERSION = re.compile(
    r"(?P<day>(?:answers|daylord|debates|lordswms|lordswrans|ministerial|standing|westminster)[\w-]{0,60}\d{4}-\d{2}-\d{2})"
    r"(?P<letter>[a-z])\.xml(?:\.gz)?"
)


@dataclass(frozen=True, slots=True)
class FoundPath:
    """One path to report on: a file to read, or, where ``passed_over`` or ``refused`` says why, none."""

    path: Path
    passed_over: str = ""
    refused: str = ""


def source_files(paths: Sequence[Path]) -> Iterator[FoundPath]:
    """Yield the files that the paths mean, a folder's in the order of their names, each file once.

    A path that is named outright is always read. In a folder, links and hidden files are passed over, and so are the
    files that describe a folder (README, LICENSE, CHANGELOG, PROVENANCE, changedates.txt).
    """
    seen: set[str] = set()
    for path in paths:
        for found in _walk(path) if path.is_dir() else [FoundPath(path)]:
            real = os.path.realpath(found.path)
            if not (found.passed_over or found.refused):
                if real in seen:
                    continue
                seen.add(real)
            yield found


def _walk(top: Path) -> Iterator[FoundPath]:
    folders = [top]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            reason = (error.strerror or "an error of the disk").lower()
            yield FoundPath(folder, refused=f"this folder cannot be read: {reason}")
            continue
        within: list[Path] = []
        earlier = _earlier_versions([entry.name for entry in entries])
        for entry in entries:
            path = folder / entry.name
            if entry.is_symlink():
                yield FoundPath(path, passed_over=_link(path, top))
            elif entry.name.startswith("."):
                yield FoundPath(path, passed_over="hidden")
            elif entry.is_dir(follow_symlinks=False):
                within.append(path)
            elif _NO_RECORD.match(entry.name):
                yield FoundPath(path, passed_over="not a record")
            elif entry.name in earlier:
                yield FoundPath(path, passed_over="the folder has a later version of this day's file")
            else:
                yield FoundPath(path)
        folders += reversed(within)


def _earlier_versions(names: Sequence[str]) -> set[str]:
    """Return the names of the day's files that a later version in the same folder replaces.

    TheyWorkForYou keeps each version of a day under the next letter: ``debates2009-10-26a.xml``, then ``…b.xml``.
    """
    newest: dict[str, tuple[str, str]] = {}
    for name in names:
        if (found := _DAY_VERSION.fullmatch(name)) and found["letter"] > newest.get(found["day"], ("", ""))[0]:
            newest[found["day"]] = found["letter"], name
    kept = {name for _, name in newest.values()}
    return {name for name in names if _DAY_VERSION.fullmatch(name) and name not in kept}


def _link(path: Path, top: Path) -> str:
    """Say why a link is not followed: what it points to is read by its own name, or was not meant."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "a link that leads nowhere or to itself"
    if not target.is_relative_to(top.resolve()):
        return "a link out of the folder"
    return "a link to a file that is read anyway"
