"""The small checks that the rules of Block Kit are made of: each takes a value and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that Slack refuses; ``pointer`` is a JSON pointer from the argument's name."""

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"[ERROR] {self.message} [json-pointer:{self.pointer}]"


Check = Callable[[Any, str], Iterator[Problem]]


def string(longest: int, shortest: int = 1) -> Check:
    """A string of so many characters."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(at, "must be a string")
        elif len(value) > longest:
            yield Problem(at, f"must be less than {longest + 1} characters")
        elif len(value) < shortest:
            yield Problem(at, f"must be more than {shortest - 1} characters")

    return check


def whole(least: int, most: int) -> Check:
    """A whole number in a range."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield Problem(at, f"must be a whole number from {least} to {most}")

    return check


def flag(value: Any, at: str) -> Iterator[Problem]:
    """True or false."""
    if not isinstance(value, bool):
        yield Problem(at, "must be a boolean")


def number(value: Any, at: str) -> Iterator[Problem]:
    """A number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield Problem(at, "must be a number")


def anything(_value: Any, _at: str) -> Iterator[Problem]:
    """What is not looked into."""
    yield from ()


def among(*allowed: str) -> Check:
    """One of a few words."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if value not in allowed:
            yield Problem(at, f"must be one of {', '.join(allowed)}")

    return check


def link(value: Any, at: str) -> Iterator[Problem]:
    """A web address of at most 3,000 characters."""
    yield from string(3000)(value, at)
    if isinstance(value, str) and not value.startswith(("http://", "https://", "mailto:")):
        yield Problem(at, "must be a valid url")


def each(item: Check, least: int, most: int) -> Check:
    """A list of so many things."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(at, "must be an array")
            return
        if len(value) > most:
            yield Problem(at, f"no more than {most} items allowed")
        if len(value) < least:
            yield Problem(at, f"no fewer than {least} items allowed")
        for place, one in enumerate(value):
            yield from item(one, f"{at}/{place}")

    return check


def record(needed: Mapping[str, Check], optional: Mapping[str, Check] = {}) -> Check:
    """An object with these fields and no others."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(at, "must be an object")
            return
        for name in needed.keys() - value.keys():
            yield Problem(at, f"missing required field: {name}")
        for name, content in value.items():
            found = needed.get(name) or optional.get(name)
            if found is None:
                yield Problem(f"{at}/{name}", f"unknown field: {name}")
            else:
                yield from found(content, f"{at}/{name}")

    return check


def kinds(table: Mapping[str, Check], allowed: frozenset[str] | None = None) -> Check:
    """An object whose ``type`` says which rules it follows."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in table:
            yield Problem(f"{at}/type", f"unsupported type: {kind}")
        elif allowed is not None and kind not in allowed:
            yield Problem(f"{at}/type", f"unsupported type here: {kind}")
        else:
            yield from table[kind](value, at)

    return check


def text(longest: int, *types: str) -> Check:
    """A text object, of both types unless one is named."""
    forms = {
        "plain_text": record({"type": among("plain_text"), "text": string(longest)}, {"emoji": flag}),
        "mrkdwn": record({"type": among("mrkdwn"), "text": string(longest)}, {"verbatim": flag}),
    }
    return kinds(forms, frozenset(types) if types else None)


def plain_text(longest: int) -> Check:
    """A text object without markup."""
    return text(longest, "plain_text")
