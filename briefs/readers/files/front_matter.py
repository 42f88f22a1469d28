"""The front matter of a Markdown record: a flat grammar of our own between two lines of ``---``.

    ---
    # a comment
    title: County lines
    kind: oral_statement
    happened: 2020-02-27
    people:
      - Name | making | office | party
    ---

A line is ``key: value``; a value may stand in single or double quotes. A key with nothing after it takes the list of
``- item`` lines below it. There are no nested values and no other YAML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from briefs.errors import RefusedInput
from briefs.readers.common.markup import web_address
from briefs.records.model import DateKind, Dates, Kind, Person

FENCE = "---"
LISTS = frozenset({"people", "notes", "grouped_uins"})
DATES = ("date", "happened", "published", "tabled", "answered")
KEYS = frozenset(
    {
        *LISTS,
        *DATES,
        *("id", "title", "kind", "house", "cited", "publisher", "url", "citation", "fidelity", "licence", "uin"),
        *("volume", "reference", "answering_body", "state", "speaker", "office", "role"),
    }
)
_LINE = re.compile(r"([A-Za-z_]+)\s*:(?:\s+(.*))?")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_WRITTEN_DAY = re.compile(r"(\d{1,2}) ([A-Za-z]{3,9}) (\d{4})")
_PUBLISHED = frozenset({Kind.NEWS, Kind.COMMITTEE_REPORT, Kind.AUDIT_REPORT, Kind.DOCUMENT})
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass
class FrontMatter:
    """The values of the front matter, each with the number of its line."""

    values: dict[str, tuple[int, str]] = field(default_factory=dict)
    lists: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def text(self, key: str) -> str | None:
        """Return a value as it stands, None where it is not given."""
        return self.values[key][1] if key in self.values else None

    def choice(self, key: str, kinds: type[Choice]) -> Choice | None:
        """Return a value as one of an enumeration. Raises RefusedInput naming the line and what may stand there."""
        if key not in self.values:
            return None
        line, value = self.values[key]
        try:
            return kinds(value.lower().replace(" ", "_"))
        except ValueError as error:
            allowed = ", ".join(kind.value for kind in kinds)
            raise RefusedInput(f'"{value}" is not a {key}; use one of {allowed}', f"line {line}") from error

    def day(self, key: str) -> date | None:
        """Return a value as a day, "2020-02-27" or "27 February 2020". Raises RefusedInput naming the line."""
        if key not in self.values:
            return None
        line, value = self.values[key]
        day = parse_day(value)
        if day is None:
            raise RefusedInput(f'"{value}" is not a date; write it as 2020-02-27', f"line {line}")
        return day

    def link(self) -> str | None:
        """Return the URL. Raises RefusedInput where it is no http or https address."""
        if "url" not in self.values:
            return None
        line, value = self.values["url"]
        if web_address(value) is None:
            raise RefusedInput("the url is not an http or https address", f"line {line}")
        return web_address(value)

    def dates(self, kind: Kind) -> Dates:
        """Return the days; ``date`` is the day cited, and ``cited`` says which day that is.

        Without ``cited`` a question is cited by the day answered (tabled, where it has no answer), what is published
        by the day of publication, anything else by the day it happened.
        """
        days: dict[str, date | None] = {key: self.day(key) for key in DATES if key != "date"}
        cited = self.choice("cited", DateKind) or _usual_date(kind, days)
        if given := self.day("date"):
            days[cited.value] = days[cited.value] or given
        return Dates(**days, cited=cited)

    def people(self) -> tuple[Person, ...]:
        """Return the people, each written "Name | part played | office | party | constituency"."""
        return tuple(_person(line, text) for line, text in self.lists.get("people", []))

    def items(self, key: str) -> tuple[str, ...]:
        """Return the items of a list."""
        return tuple(text for _, text in self.lists.get(key, []))


def parse_front_matter(text: str) -> tuple[FrontMatter, str, int]:
    """Return the front matter, the body, and the number of the body's first line.

    Raises RefusedInput naming the line for an unknown or repeated key, a line that is none, or a missing end.
    """
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() == FENCE), None)
    if end is None:
        raise RefusedInput(f"the front matter has no closing line of {FENCE}", f"line {start + 1}")
    matter = FrontMatter()
    key = ""
    for number, line in enumerate(lines[start + 1 : end], start + 2):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if stripped == "-" or stripped.startswith("- "):
            _add_item(matter, key, number, stripped[1:])
        else:
            key = _add_value(matter, number, stripped)
    return matter, "\n".join(lines[end + 1 :]), end + 2


def parse_day(text: str) -> date | None:
    """Return the day of "2020-02-27" or "27 February 2020", None for anything else."""
    try:
        if match := _WRITTEN_DAY.fullmatch(text.strip()):
            return date(int(match[3]), _MONTHS[match[2][:3].lower()], int(match[1]))
        return date.fromisoformat(text.strip())
    except (ValueError, KeyError):
        return None


def _add_value(matter: FrontMatter, number: int, line: str) -> str:
    match = _LINE.fullmatch(line)
    if not match:
        raise RefusedInput('this line of the front matter is not "key: value"', f"line {number}")
    key = match[1].lower()
    if key not in KEYS:
        raise RefusedInput(
            f'"{key}" is not a key of the front matter; the keys are {", ".join(sorted(KEYS))}', f"line {number}"
        )
    if key in matter.values or key in matter.lists:
        raise RefusedInput(f'the key "{key}" is there twice', f"line {number}")
    value = _unquoted(match[2] or "")
    if key in LISTS:
        matter.lists[key] = [(number, value)] if value else []
    elif value:
        matter.values[key] = (number, value)
    return key


def _add_item(matter: FrontMatter, key: str, number: int, text: str) -> None:
    if key not in matter.lists:
        raise RefusedInput(f"only {', '.join(sorted(LISTS))} take a list", f"line {number}")
    if item := _unquoted(text):
        matter.lists[key].append((number, item))


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].strip()
    return text


def _usual_date(kind: Kind, days: dict[str, date | None]) -> DateKind:
    if kind is Kind.WRITTEN_QUESTION:
        return DateKind.TABLED if days["tabled"] and not days["answered"] else DateKind.ANSWERED
    return DateKind.PUBLISHED if kind in _PUBLISHED else DateKind.HAPPENED


def _person(line: int, text: str) -> Person:
    fields = [part.strip() for part in text.split("|")]
    name, part_played, office, party, constituency = (*fields, "", "", "", "")[:5]
    if not name or len(fields) > 5:
        raise RefusedInput("write a person as Name | part played | office | party | constituency", f"line {line}")
    return Person(
        name=name,
        part_played=part_played or "speaking",
        office=office or None,
        party=party or None,
        constituency=constituency or None,
    )
