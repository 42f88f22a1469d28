"""The great offices of state: which office a phrase means, and who held it from which day to which.

The table is ``office_holders.toml``; Prime Ministers come from ``briefs.names.governments``. Of any other minister or
shadow ("the policing minister") the words themselves are the office, as Hansard and the lists of Members print it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import pairwise

from briefs.names.governments import GOVERNMENTS, KNOWN_UNTIL

PRIME_MINISTER = "Prime Minister"
MOST_WORDS = 9  # of the longest way to write an office


@dataclass(frozen=True, slots=True)
class Tenure:
    """The days, both included, for which somebody held an office."""

    name: str
    first: date
    last: date

    def meets(self, since: date | None, until: date | None) -> bool:
        """Whether some day of it is within a period."""
        return (until is None or self.first <= until) and (since is None or since <= self.last)


@dataclass(frozen=True, slots=True)
class Office:
    """An office: how it is shown, how records print it, and who held it, oldest first."""

    name: str
    printed: tuple[str, ...]
    held: tuple[Tenure, ...] = ()
    portfolio: str = ""  # of a junior minister: "policing"

    def is_meant_by(self, listed: str) -> bool:
        """Whether a post as the lists of Members print it is this office."""
        post = f" {_key(listed)} "
        if any(word in post for word in _NOT_THE_OFFICE) and "Shadow" not in self.name:
            return False
        if self.portfolio:
            return f" {self.portfolio} " in post and any(word in post for word in (" minister ", " secretary "))
        return any(f" {_key(name)} " in post for name in self.names)

    @property
    def names(self) -> tuple[str, ...]:
        """The name shown, then the printed forms, none twice."""
        return tuple(dict.fromkeys((self.name, *self.printed)))


@cache
def _table() -> dict[str, Office]:
    """Return the offices of the table by each way to type them."""
    text = (resources.files("briefs.names") / "office_holders.toml").read_text(encoding="utf-8")
    found: dict[str, Office] = {}
    for row in tomllib.loads(text)["office"]:
        held = [(date.fromisoformat(day), who) for day, who in row.get("held", ())]
        if row["name"] == PRIME_MINISTER:
            held = [(day, who) for day, who, _ in GOVERNMENTS]
        office = Office(row["name"], tuple(row["printed"]), _tenures(held))
        found |= {_key(typed): office for typed in row["typed"]}
    return found


@cache
def _holders() -> frozenset[str]:
    return frozenset(_key(each.name) for office in _table().values() for each in office.held)


def has_held_office(name: str) -> bool:
    """Whether somebody of this name stands in the table of offices."""
    return _key(name) in _holders()


def _tenures(held: Sequence[tuple[date, str]]) -> tuple[Tenure, ...]:
    """Return who held an office, each to the day before the next and the last as far as the table is known."""
    if not held:
        return ()
    ends = [following - timedelta(days=1) for (_, _), (following, _) in pairwise(held)] + [KNOWN_UNTIL]
    return tuple(Tenure(who, first, max(first, last)) for (first, who), last in zip(held, ends, strict=True) if who)


def _key(typed: str) -> str:
    return " ".join(re.findall(r"\w+", typed.casefold()))


def office_named(words: Sequence[str]) -> Office | None:
    """Return the office that words name, as they are typed without "the"; None where they name none."""
    key = _key(" ".join(words))
    table = _table()
    if key in table:
        return table[key]
    shadow = key.removeprefix("shadow ")
    if shadow != key and shadow:
        return _shadow(shadow, table)
    return _minister(key)


def _shadow(key: str, table: dict[str, Office]) -> Office | None:
    """Return a shadow office: of an office of the table, or "policing minister"."""
    office = table.get(key) or _minister(key)
    if office is None and key != "cabinet":
        return None
    if office is None:
        return Office("Shadow Cabinet", ("Shadow Secretary of State", "Shadow Chancellor", "Shadow Minister"))
    return Office(f"Shadow {office.name}", tuple(f"Shadow {name}" for name in office.names))


def _minister(key: str) -> Office | None:
    """Return the office of a junior minister: "minister for policing", "policing minister", "immigration minister"."""
    words = re.sub(r"^(?:parliamentary )?under secretary of state for", "minister for", key).split()
    if words[:4] == ["minister", "of", "state", "for"]:
        words = ["minister", "for", *words[4:]]
    if words[:2] in (["minister", "for"], ["minister", "of"]) and 3 <= len(words) <= 6:
        portfolio = " ".join(words[2:]).removeprefix("the ")
    elif len(words) in (2, 3) and words[-1] == "minister" and words[0] not in _NO_PORTFOLIO:
        portfolio = " ".join(words[:-1])
    else:
        return None
    if portfolio in ("state", ""):
        return None
    title = portfolio.title().replace(" And ", " and ").replace(" Of ", " of ")
    printed = (f"{title} Minister", f"Minister of State for {title}")
    return Office(f"Minister for {title}", printed, portfolio=portfolio)


_NOT_THE_OFFICE = (
    " shadow ",
    " parliamentary private ",
    " pps ",
    " under secretary of state for the home ",
    " deputy ",
)
_NO_PORTFOLIO = frozenset(
    "the a an first former previous prime deputy junior any every which what government shadow relevant responsible "
    "foreign ask asked has did does by from to said says".split()
)
_PORTFOLIO_END = frozenset("on about regarding concerning say said says has have had did".split())


def longest_office(words: Sequence[str], index: int) -> tuple[int, Office] | None:
    """Return the longest office that begins at a word, and the index after its last word; None where none does."""
    for end in range(min(len(words), index + MOST_WORDS), index, -1):
        run = words[index:end]
        if any(word.casefold() in _PORTFOLIO_END for word in run):
            continue
        if (office := office_named(run)) is not None:
            return end, office
    return None
