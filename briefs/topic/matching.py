"""Where the names of a topic stand in a text.

Names are compared by stem, acronyms by how they are written ("MPS" is not "MPs").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from briefs.language.forms import meaning_stem
from briefs.language.words import POSSESSIVE, WORD, compounds, has_hyphen, without_hyphens
from briefs.names.aliases import fold
from briefs.names.concepts import Concept, Name
from briefs.names.people import bare_name


@dataclass(frozen=True, slots=True)
class Pattern:
    """One name as it is looked for: stems, and the written words too where case matters."""

    concept: int
    stems: tuple[str, ...]
    written: tuple[str, ...] | None
    own: bool

    def stands_at(self, at: int, stems: Sequence[str], written: Sequence[str]) -> bool:
        """Whether the name stands in a text from its word number ``at``; that word's stem is known to be its first."""
        length = len(self.stems)
        if length > 1 and tuple(stems[at : at + length]) != self.stems:
            return False
        if self.written is None:
            return True
        return all(POSSESSIVE.sub("", written[at + n]) == self.written[n] for n in range(length))


@dataclass(frozen=True, slots=True)
class Met:
    """One place where a concept is named: which concept, by a name of its own or a related one, and where.

    A place without length stands for the whole text: the concept is the person, or the department, whose words it is.
    """

    concept: int
    own: bool
    start: int
    end: int

    @property
    def throughout(self) -> bool:
        """Whether all of the text is the concept's own words."""
        return self.start == self.end


class Matcher:
    """Finds the names of a topic's concepts in texts already cut into words."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        """Take the concepts of a query; a ``Met`` names them by their place in it."""
        self._by_first: dict[str, list[Pattern]] = {}
        self._others: dict[str, list[Pattern]] = {}
        for number, concept in enumerate(concepts):
            for name in concept.names:
                _add(self._by_first, number, name, own=True)
            for name in concept.related:
                _add(self._by_first, number, name, own=False)
            for text in concept.not_in:
                _add(self._others, number, Name(text), own=False)
        for patterns in self._by_first.values():
            patterns.sort(key=lambda pattern: (not pattern.own, -len(pattern.stems)))

        self._firsts = frozenset(self._by_first)
        self.topical = any(concept.kind != "words" for concept in concepts)
        self._people = _folded_names(concepts, lambda concept: concept.kind == "person")
        self._departments = _folded_names(concepts, lambda concept: concept.role == "minister")

    def said_by(self, speaker: str | None) -> list[Met]:
        """Return the concepts that are the person who speaks: all that is said then meets them."""
        return _all_of_it(self._people.get(fold(bare_name(speaker)), ())) if speaker and self._people else []

    def answered_by(self, body: str | None) -> list[Met]:
        """Return the concepts that are the department which answers."""
        return _all_of_it(self._departments.get(fold(body), ())) if body and self._departments else []

    def find(self, text: str, written: Sequence[str] | None = None) -> list[Met]:
        """Return every place where a concept is named, in order of place; of two that overlap, the first.

        ``written`` are the words of the text where they are at hand. Most sentences hold no word that begins a name,
        and so their words are not placed.
        """
        written = WORD.findall(text) if written is None else written
        stems = [*map(meaning_stem, written)]
        met: list[Met] = []
        if not self._firsts.isdisjoint(stems):
            met = self._met(stems, written, [word.span() for word in WORD.finditer(text)])
        if has_hyphen(text):
            joined = compounds(text)
            words = [word for word, _, _ in joined]
            if not self._firsts.isdisjoint(stems := [*map(meaning_stem, words)]):
                more = self._met(stems, words, [(start, end) for _, start, end in joined])
                met = _together(met, more)
        return met

    def _met(self, stems: Sequence[str], written: Sequence[str], places: Sequence[tuple[int, int]]) -> list[Met]:
        """Return the places where names stand in a row of words."""
        met: list[Met] = []
        reach: dict[int, int] = {}
        for at, first in enumerate(stems):
            for pattern in self._others.get(first, ()):
                if pattern.stands_at(at, stems, written):
                    reach[pattern.concept] = at + len(pattern.stems)
            for pattern in self._by_first.get(first, ()):
                if reach.get(pattern.concept, 0) <= at and pattern.stands_at(at, stems, written):
                    end = at + len(pattern.stems)
                    met.append(Met(pattern.concept, pattern.own, places[at][0], places[end - 1][1]))
                    reach[pattern.concept] = end
        return met


def _together(met: list[Met], more: list[Met]) -> list[Met]:
    """Return places of both kinds in order, without those of the second that overlap a place of the same concept."""
    new = [m for m in more if all(m.concept != o.concept or m.end <= o.start or m.start >= o.end for o in met)]
    return sorted([*met, *new], key=lambda m: (m.start, m.end)) if new else met


def _folded_names(concepts: Sequence[Concept], wanted: Callable[[Concept], bool]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, concept in enumerate(concepts):
        for key in {fold(bare_name(name.text)) for name in concept.names if wanted(concept)}:
            found.setdefault(key, []).append(number)
    return found


def _all_of_it(concepts: Iterable[int]) -> list[Met]:
    return [Met(concept, True, 0, 0) for concept in concepts]


def _add(patterns: dict[str, list[Pattern]], concept: int, name: Name, *, own: bool) -> None:
    for text in (name.text, without_hyphens(name.text))[: 1 + has_hyphen(name.text)]:
        written = tuple(m[0] for m in WORD.finditer(text))
        if not written:
            continue
        stems = tuple(meaning_stem(word) for word in written)
        pattern = Pattern(concept, stems, written if name.exact_case else None, own)
        patterns.setdefault(stems[0], []).append(pattern)
