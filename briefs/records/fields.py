"""One JSON object, read field by field: every value is checked and a refusal names the field."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from briefs.errors import RefusedInput

MAX_IDENTITY = 500
_MAX_NUMBER = 2**63
_SHOWN = 40

Word = TypeVar("Word", bound=StrEnum)


class Fields:
    """The fields of one JSON object. ``where`` is its place in the record, such as ``passages[2].``."""

    __slots__ = ("_read", "_values", "where")

    def __init__(self, value: object, where: str) -> None:
        """Take a value that ought to be an object. Raises RefusedInput where it is none."""
        if not isinstance(value, dict):
            raise RefusedInput(f'the field "{where[:-1]}" must be an object' if where else "a record must be an object")
        self._values: dict[str, object] = value
        self._read: set[str] = set()
        self.where = where

    def refused(self, name: str, why: str) -> RefusedInput:
        """Return the error that names a field and says what is wrong with it."""
        return RefusedInput(f'the field "{self.where}{name}" {why}')

    def refuse_rest(self, known: AbstractSet[str] = frozenset()) -> None:
        """Refuse a field that nobody read, so that a slip in its name does not lose its content in silence."""
        if len(self._read) < len(self._values):
            for name in self._values:
                if name not in self._read and name not in known:
                    raise self.refused(str(name)[:_SHOWN], "is not a field of this form")

    def optional_text(self, name: str) -> str | None:
        """Return a text, or None where it is left out or null."""
        if name not in self._values:  # as most are: this is asked ten times a passage
            return None
        value = self._take(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.refused(name, "must be text")
        if not value.isascii():
            self._refuse_surrogates(name, value)
        return value

    def text(self, name: str) -> str:
        """Return a text that must be there."""
        value = self.optional_text(name)
        if value is None:
            raise self.refused(name, "is missing")
        return value

    def identity(self, name: str) -> str:
        """Return an id: 1 to 500 characters, none of them white space or a control character."""
        value = self.text(name)
        if not 0 < len(value) <= MAX_IDENTITY or not value.isprintable() or " " in value:
            raise self.refused(name, f"must be 1 to {MAX_IDENTITY} printable characters without spaces")
        return value

    def link(self, name: str) -> str | None:
        """Return an http or https address, or None."""
        value = self.optional_text(name)
        if value is None:
            return None
        try:
            parts = urlsplit(value)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.netloc or not value.isprintable() or " " in value:
            raise self.refused(name, "must be an http or https address")
        return value

    def optional_number(self, name: str) -> int | None:
        """Return a whole number that a database can hold, or None."""
        value = self._take(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not -_MAX_NUMBER <= value < _MAX_NUMBER:
            raise self.refused(name, "must be a whole number")
        return value

    def number(self, name: str) -> int:
        """Return a whole number that must be there."""
        value = self.optional_number(name)
        if value is None:
            raise self.refused(name, "is missing")
        return value

    def number_or_text(self, name: str) -> int | str | None:
        """Return a source's own id, which some sources write as a number and some as text."""
        return self.optional_text(name) if isinstance(self._values.get(name), str) else self.optional_number(name)

    def flag(self, name: str, *, default: bool) -> bool:
        """Return true or false, ``default`` where it is left out."""
        value = self._take(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.refused(name, "must be true or false")
        return value

    def optional_choice(self, name: str, words: type[Word]) -> Word | None:
        """Return one of a closed list of words, or None."""
        if name not in self._values:
            return None
        value = self._take(name)
        if value is None:
            return None
        try:
            return words(str(value))
        except ValueError:
            shown = str(value)[:_SHOWN].encode("ascii", "replace").decode()
            raise self.refused(name, f'is "{shown}", which is not one of {", ".join(words)}') from None

    def choice(self, name: str, words: type[Word]) -> Word:
        """Return one of a closed list of words that must be there."""
        value = self.optional_choice(name, words)
        if value is None:
            raise self.refused(name, "is missing")
        return value

    def optional_day(self, name: str) -> date | None:
        """Return an ISO day such as 2025-01-07, or None."""
        value = self.optional_text(name)
        if value is None:
            return None
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:
            raise self.refused(name, "must be a day such as 2025-01-07")
        return day

    def optional_moment(self, name: str) -> datetime | None:
        """Return an ISO date and time, or None."""
        value = self.optional_text(name)
        if value is None:
            return None
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise self.refused(name, "must be a date and time such as 2025-01-07T09:30:00+00:00") from None

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, empty where it is left out."""
        values = self._list(name)
        for value in values:
            if not isinstance(value, str):
                raise self.refused(name, "must be a list of texts")
            self._refuse_surrogates(name, value)
        return tuple(str(value) for value in values)

    def objects(self, name: str, *, required: bool = False) -> list[Fields]:
        """Return a list of objects, empty where it is left out."""
        if required and self._values.get(name) is None:
            raise self.refused(name, "is missing")
        return [Fields(value, f"{self.where}{name}[{number}].") for number, value in enumerate(self._list(name))]

    def optional_object(self, name: str) -> Fields | None:
        """Return an object, or None."""
        value = self._take(name)
        return None if value is None else Fields(value, f"{self.where}{name}.")

    def _take(self, name: str) -> object:
        value = self._values.get(name)
        if value is not None or name in self._values:
            self._read.add(name)
        return value

    def _list(self, name: str) -> list[object]:
        value = self._take(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.refused(name, "must be a list")
        return value

    def _refuse_surrogates(self, name: str, value: str) -> None:
        # JSON can escape half a character ("\ud800"), which no file and no database can hold.
        try:
            value.encode()
        except UnicodeEncodeError:
            raise self.refused(name, "holds half a character") from None
