"""The sources file: which official sources are synced, and what of each. TOML, ours with a team's own on top."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

from briefs.errors import QueryError
from briefs.records.model import House
from briefs.store.regular_files import read_regular
from briefs.sync.base import Scope
from briefs.sync.http.hosts import is_loopback, parts_of
from briefs.sync.registry import BY_NAME, ENTRIES, SourceEntry

FILE_NAME = "sources.toml"
_LEAST_INTERVAL = 0.1  # seconds; less is no pace for somebody else's service
_MOST_BYTES = 1_000_000
_LONGEST_TERM = 200


@dataclass(frozen=True, slots=True)
class SourceWishes:
    """What a team wants of one source; ``address`` None means the service's own, times are in seconds."""

    entry: SourceEntry
    enabled: bool
    scope: Scope
    address: str | None = None
    interval: float | None = None
    timeout: float | None = None
    patience: float | None = None

    @property
    def runs(self) -> bool:
        """Whether a sync of everything fetches it; the feed source has nothing to fetch without addresses."""
        return self.enabled and (self.entry.name != "feeds" or bool(self.scope.addresses))


def sources_path(folder: Path, named: Path | None = None) -> Path | None:
    """Return the sources file that is in force beside our own: the one named, else the data folder's, else None.

    Raises QueryError where the one named is not there.
    """
    if named is not None:
        if not os.path.isfile(named):
            raise QueryError(f"There is no sources file {named}: name another with --sources.")
        return named
    own = folder / FILE_NAME
    try:
        own.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return own  # what is wrong with it is said when it is read
    return own


def read_sources(own: Path | None, today: date) -> dict[str, SourceWishes]:
    """Return what is wanted of every source, by name. Raises QueryError naming the setting that is wrong."""
    shipped = _parsed((resources.files("briefs.sync") / FILE_NAME).read_bytes(), FILE_NAME)
    tables = {name: dict(shipped.get(name, {})) for name in BY_NAME}
    if own is not None:
        for name, settings in _own(own).items():
            tables[name].update(settings)
    return {entry.name: _wanted(entry, tables[entry.name], today) for entry in ENTRIES}


def _own(path: Path) -> dict[str, dict[str, Any]]:
    try:
        data = read_regular(path, links=True, most=_MOST_BYTES)
    except OSError as error:
        raise QueryError(f"{path} cannot be read: {error.strerror}; check who can read it.") from error
    found = _parsed(data, str(path))
    for name, settings in found.items():
        if name not in BY_NAME:
            raise QueryError(
                f"{path} names the source “{name}”, which does not exist; the sources are {_list(BY_NAME)}."
            )
        if not isinstance(settings, dict):
            raise QueryError(f"{path}: “{name}” must be a table, begun by a line [{name}].")
        for key, value in settings.items():
            _check(path, name, key, value)
    return found


def _parsed(data: bytes, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise QueryError(f"{name} is not valid TOML ({error}): correct it there.") from error


def _check(path: Path, source: str, key: str, value: object) -> None:
    known = [name for name in _SETTINGS if name != "addresses" or source == "feeds"]
    if key not in known:
        raise QueryError(f"{path}: [{source}] has “{key}”, which is not a setting; the settings are {_list(known)}.")
    fits, expected = _SETTINGS[key]
    if not fits(value):
        raise QueryError(f"{path}: {key} of [{source}] must be {expected}.")
    if key == "bodies" and BY_NAME[source].by_number and not all(str(body).isdigit() for body in _listed(value)):
        raise QueryError(f"{path}: bodies of [{source}] must be numbers, such as [1, 14].")


def _wanted(entry: SourceEntry, settings: Mapping[str, Any], today: date) -> SourceWishes:
    since = settings.get("since", 30)
    interval = settings.get("interval")
    address = settings.get("address")
    if interval is not None and interval < _LEAST_INTERVAL and not (address and is_loopback(_host(address))):
        interval = _LEAST_INTERVAL
    scope = Scope(
        since=since if isinstance(since, date) else today - timedelta(days=since),
        house=House(settings["house"].lower()) if settings.get("house") else None,
        bodies=tuple(str(body) for body in settings.get("bodies", ())),
        members=tuple(settings.get("members", ())),
        terms=tuple(" ".join(term.split()) for term in settings.get("terms", ())),
        addresses=tuple(settings.get("addresses", ())),
    )
    return SourceWishes(
        entry,
        enabled=settings.get("enabled", False),
        scope=scope,
        address=address.rstrip("/") if address else None,
        interval=interval,
        timeout=settings.get("timeout"),
        patience=settings.get("patience"),
    )


def _host(address: str) -> str:
    parts = parts_of(address)
    return (parts.hostname or "") if parts else ""


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_day(value: object) -> bool:
    if isinstance(value, date) and not isinstance(value, datetime):
        return True
    return type(value) is int and 0 <= value <= 80_000


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _list_of(*kinds: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(type(item) in kinds and item not in {""} for item in value)


def _is_term_list(value: object) -> bool:
    return _list_of(str)(value) and all(0 < len(term.strip()) <= _LONGEST_TERM for term in _listed(value))


def _is_address(value: object) -> bool:
    return isinstance(value, str) and parts_of(value) is not None


def _list(names: Mapping[str, object] | list[str]) -> str:
    return ", ".join(names)


_SETTINGS: dict[str, tuple[Callable[[object], bool], str]] = {
    "enabled": (lambda value: isinstance(value, bool), "true or false"),
    "since": (_is_day, "a number of days, or a day such as 2024-07-04 without quotation marks"),
    "house": (lambda value: str(value).lower() in {"commons", "lords"}, '"commons" or "lords"'),
    "bodies": (_list_of(int, str), 'a list such as [1, 14], or ["home-office"] on GOV.UK'),
    "members": (_list_of(int), "a list of numbers such as [1423]"),
    "terms": (_is_term_list, 'a list of words such as ["county lines"]'),
    "address": (_is_address, "an address that begins with https://"),
    "addresses": (
        lambda value: isinstance(value, list) and all(map(_is_address, value)),
        "a list of addresses that begin with https://",
    ),
    "interval": (lambda value: _is_number(value) and 0 <= float(str(value)) <= 3600, "seconds between 0 and 3600"),
    "patience": (lambda value: _is_number(value) and 0 <= float(str(value)) <= 86_400, "seconds of at most 86400"),
    "timeout": (lambda value: _is_number(value) and 0 < float(str(value)) <= 600, "seconds of at most 600"),
}
