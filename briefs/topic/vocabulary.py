"""The words of the records held and of the alias table, by which a misspelt word of a request is put right."""

from __future__ import annotations

from collections.abc import Iterable

import tantivy

from briefs.index.index import Search
from briefs.language.forms import forms as other_forms
from briefs.language.words import plain_letters, stem
from briefs.library import Library
from briefs.names.aliases import WORD

_FIELDS = ("exact", "title_exact")
_STEMS = ("text", "title")
_NAMES = ("speaker", "body")


class RecordWords:
    """The words of one library; see ``briefs.request.vocabulary.Vocabulary``. Nothing is read before it is asked."""

    def __init__(self, library: Library) -> None:
        """Take the library whose words they are."""
        self._library = library

    @property
    def _table(self) -> frozenset[str]:
        return self._library.aliases.words

    def count(self, word: str) -> int:
        """Return in how many passages a word stands as it is written."""
        return self._in_fields(_FIELDS, plain_letters(word))

    def knows(self, word: str) -> bool:
        """Whether a word stands in a record or in a name, in any of its forms."""
        plain = plain_letters(word)
        forms = {stem(word), *(stem(form) for form in other_forms(word))}
        return (
            bool(self._in_fields(_NAMES, plain))
            or any(self._in_fields(_STEMS, form) for form in forms)
            or not self._library.aliases.stems.isdisjoint(forms)
            or not self._library.people.stems.isdisjoint(forms)
        )

    def _in_fields(self, fields: Iterable[str], term: str) -> int:
        return self._library.look(lambda searcher: sum(searcher.doc_freq(field, term) for field in fields))

    def has(self, phrase: str) -> bool:
        """Whether a passage or title has these words side by side."""
        words = tuple(WORD.findall(phrase))
        return bool(self._library.search(Search(groups=((words,),)), 1))

    def beginning(self, letter: str) -> Iterable[str]:
        """Return the words that begin with a letter, those of the alias table among them."""

        def terms(searcher: tantivy.Searcher) -> list[str]:
            return [term for term, _ in searcher.terms_with_prefix("exact", plain_letters(letter))]

        return {*self._library.look(terms), *(word for word in self._table if word.startswith(letter))}
