"""The words of the records held and of the alias table, by which a misspelt word of a request is put right."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import tantivy

from briefs.index.index import Search
from briefs.language.words import plain_letters
from briefs.library import Library
from briefs.names.aliases import WORD

_FIELDS = ("exact", "title_exact")
_OF_THE_TABLE = 1000  # a word of the alias table counts as one of so many records: it is spelt right


class RecordWords:
    """The words of one library; see ``briefs.request.vocabulary.Vocabulary``. Nothing is read before it is asked."""

    def __init__(self, library: Library) -> None:
        """Take the library whose words they are."""
        self._library = library

    @cached_property
    def _table(self) -> frozenset[str]:
        names = self._library.aliases.vocabulary()
        return frozenset(word.group().casefold() for name in names for word in WORD.finditer(name))

    def count(self, word: str) -> int:
        """Return in how many passages a word stands."""
        if word in self._table:
            return _OF_THE_TABLE
        plain = plain_letters(word)
        return self._library.look(lambda searcher: sum(searcher.doc_freq(field, plain) for field in _FIELDS))

    def has(self, phrase: str) -> bool:
        """Whether a passage or title has these words side by side."""
        words = tuple(WORD.findall(phrase))
        return bool(self._library.search(Search(groups=((words,),)), 1))

    def beginning(self, letter: str) -> Iterable[str]:
        """Return the words that begin with a letter, those of the alias table among them."""

        def terms(searcher: tantivy.Searcher) -> list[str]:
            return [term for term, _ in searcher.terms_with_prefix("exact", plain_letters(letter))]

        return {*self._library.look(terms), *(word for word in self._table if word.startswith(letter))}
