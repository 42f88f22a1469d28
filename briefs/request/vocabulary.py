"""The words of the records, as far as reading a request needs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from briefs.language.words import stem


class Vocabulary(Protocol):
    """The words of the records held."""

    def count(self, word: str) -> int:
        """Return in about how many records a word in small letters stands as it is written."""
        ...

    def knows(self, word: str) -> bool:
        """Whether a word in small letters stands in a record or in a name, in any of its forms."""
        ...

    def beginning(self, letter: str) -> Iterable[str]:
        """Return the words that begin with a letter, in small letters."""
        ...

    def has(self, phrase: str) -> bool:
        """Whether a record has these words side by side."""
        ...


class Words:
    """A vocabulary of words with their counts."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Take the counts by word, in small letters."""
        self._counts = counts

    def count(self, word: str) -> int:
        """Return the count of a word."""
        return self._counts.get(word, 0)

    def knows(self, word: str) -> bool:
        """Whether one of the words has the same stem."""
        return stem(word) in map(stem, self._counts)

    def beginning(self, letter: str) -> Iterable[str]:
        """Return the words that begin with a letter."""
        return [word for word in self._counts if word.startswith(letter)]

    def has(self, phrase: str) -> bool:
        """Whether the phrase is one of the words."""
        return phrase.casefold() in self._counts
