"""The names of the field: which body or subject a name means, and what else it is called.

The table is read by ``briefs.names.alias_file``; here it is asked. A name is looked up by its key, the name folded:
small letters, no accents or apostrophes, hyphens and commas as spaces, "&" between words as "and".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from briefs.language.words import has_hyphen, plain_letters, stem, without_hyphens
from briefs.names.concepts import Choice, Concept, Name

WORD = re.compile(r"[^\W_]+(?:[&'’.\-/][^\W_]+)*")
_KEY_WORD = re.compile(r"[^\W_&]+(?:&+[^\W_&]+)*")
LONGEST_NAME = 14  # words; the longest name in the table has ten
NEAR_ENOUGH = 80  # token_sort_ratio: below it, other bodies come out as near as the right one
SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Former:
    """Earlier names of a body, with the first and last calendar year where known."""

    names: tuple[Name, ...]
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One body or subject of the table; ``names`` are today's, the first is the one shown, acronyms come last.

    ``years`` are the first and last calendar year of a body. ``successors`` are the keys of the bodies that took over
    its work. ``typed_only`` are written exactly so and understood in a request, but not searched for; ``everyday`` are
    what people say who do not know the record's word, searched for only where they were typed. ``recorded`` are what
    the headings of records call it or a part of it: searched for, but not understood when typed.
    """

    key: str
    kind: str
    names: tuple[Name, ...]
    former: tuple[Former, ...] = ()
    years: tuple[int, ...] = ()
    successors: tuple[str, ...] = ()
    answering_body_id: int | None = None
    role: str | None = None
    ordinary_word: bool = False
    not_in: tuple[str, ...] = ()
    typed_only: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    recorded: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def every_name(self) -> tuple[Name, ...]:
        """Today's names, then former ones, none twice."""
        former = (name for each in self.former for name in each.names)
        return tuple(dict.fromkeys((*self.names, *former)))


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text: its place in characters, and the entries it can mean (two or more: ask)."""

    start: int
    end: int
    typed: str
    entries: tuple[Entry, ...]


class _Spelling(NamedTuple):
    """One name under its key: what it is spelt, and whether its capitals count."""

    key: str
    text: str
    exact: bool


def fold(name: str) -> str:
    """Return the key of a name: two spellings that differ only in case, accents or punctuation have one key."""
    if name.isascii() and name.replace(" ", "").isalnum():
        return " ".join(name.casefold().split())
    plain = plain_letters(name.casefold())
    plain = plain.replace(" & ", " and ").replace("'", "").replace("’", "")
    return " ".join(_KEY_WORD.findall(plain))


class Aliases:
    """The alias table, ready to be asked. ``shared`` are the names declared to belong to several entries."""

    def __init__(self, entries: Iterable[Entry], shared: Iterable[str] = ()) -> None:
        """Take the entries of a table, their keys unique."""
        self.entries: dict[str, Entry] = {entry.key: entry for entry in entries}
        self.shared = frozenset(shared)

    @cached_property
    def _spellings(self) -> dict[str, list[_Spelling]]:
        """Every spelling by its folded key."""
        found: dict[str, list[_Spelling]] = {}
        for entry in self.entries.values():
            own = [(name.text, name.exact_case) for name in entry.every_name]
            own += [(text, True) for text in entry.typed_only]
            own += [(text, False) for text in entry.everyday]
            for text, exact in own:
                found.setdefault(fold(text), []).append(_Spelling(entry.key, text, exact))
                if has_hyphen(text):
                    found.setdefault(fold(without_hyphens(text)), []).append(_Spelling(entry.key, text, exact))
        return found

    @cached_property
    def _predecessors(self) -> dict[str, tuple[str, ...]]:
        """For each key, the keys of the bodies whose work it took over."""
        found: dict[str, tuple[str, ...]] = {}
        for entry in self.entries.values():
            for heir in entry.successors:
                found[heir] = (*found.get(heir, ()), entry.key)
        return found

    def meanings(self, name: str, *, at_start: bool = False, shouted: bool = False) -> tuple[Entry, ...]:
        """Return the entries that a whole name means, none where it is in no entry.

        An acronym must be written with its own capitals, or wholly in small letters (with a first capital where
        ``at_start``) if that is no English word. ``shouted`` means that the whole request is in capitals, so that an
        acronym which is also a word is not taken for one.
        """
        key = fold(name)
        if key.endswith(" s") or key not in self._spellings:
            key = self._near_key(name, key)
        if key not in self._spellings and key.startswith(("department of ", "department for ")):
            key = _other_preposition(key)
        if key not in self._spellings and has_hyphen(name):
            key = fold(without_hyphens(name))
        found: dict[str, Entry] = {}
        for spelling in self._spellings.get(key, ()):
            entry = self.entries[spelling.key]
            if not spelling.exact or _same_acronym(name, spelling.text, entry.ordinary_word, at_start, shouted):
                found[entry.key] = entry
        return tuple(found.values())

    def _near_key(self, name: str, key: str) -> str:
        """Return the key without a possessive, or with the other number of its last word, where that one is known."""
        bare = re.sub(r"['’]s$|['’]$", "", name)
        if bare != name and fold(bare) in self._spellings:
            return fold(bare)
        for other in _other_numbers(key):
            if any(not spelling.exact for spelling in self._spellings.get(other, ())):
                return other
        return key

    def longest_at(self, text: str, words: list[re.Match[str]], index: int) -> Match | None:
        """Return the longest name that begins at a word of the text, None where none does. ``words`` are WORD's."""
        shouted = text.isupper() and len(words) > 1
        for last in range(min(len(words), index + LONGEST_NAME) - 1, index - 1, -1):
            start, end = words[index].start(), words[last].end()
            name = " ".join(word.group() for word in words[index : last + 1])
            if "&" in text[start:end]:
                name = text[start:end]
            entries = self.meanings(name, at_start=not text[:start].strip(), shouted=shouted)
            entries = tuple(entry for entry in entries if not _within(entry.not_in, text, start, end))
            if entries:
                return Match(start, end, text[start:end], entries)
        return None

    def match(self, text: str) -> tuple[Match, ...]:
        """Return the names in a text, in its order; where two overlap, the longer one holds."""
        words = list(WORD.finditer(text))
        found = [match for index in range(len(words)) if (match := self.longest_at(text, words, index))]
        kept: list[Match] = []
        for match in sorted(found, key=lambda each: (each.start - each.end, each.start)):
            if all(match.end <= other.start or match.start >= other.end for other in kept):
                kept.append(match)
        return tuple(sorted(kept, key=lambda each: each.start))

    def concept(self, entry: Entry, typed: str) -> Concept:
        """Return the concept of an entry, the name that was typed first among its names, an everyday one too."""
        key = fold(re.sub(r"['’]s?$", "", typed))
        names = sorted(entry.every_name, key=lambda name: fold(name.text) != key)
        everyday = fold(names[0].text) != key and self._is_everyday(entry, key)
        if everyday:
            names.insert(0, Name(typed))
        names += (Name(text, as_heading=True) for text in entry.recorded)
        related = tuple(Name(text) for text in entry.related)
        return Concept(typed, tuple(names), entry.kind, entry.key, entry.role, entry.not_in, related, everyday=everyday)

    @staticmethod
    def _is_everyday(entry: Entry, key: str) -> bool:
        """Whether a key is an everyday name of an entry, in either number."""
        keys = {key, *_other_numbers(key)}
        return any(fold(form) in keys for text in entry.everyday for form in (text, without_hyphens(text)))

    def resolve(self, match: Match) -> Concept | Choice:
        """Return the concept that a match means, or the choice between its meanings."""
        meanings = tuple(self.concept(entry, match.typed) for entry in match.entries)
        return meanings[0] if len(meanings) == 1 else Choice(match.typed, meanings)

    def lineage(self, key: str) -> tuple[str, ...]:
        """Return every name of a body, today's first, then its former names and those of the bodies it took over.

        A body that was split keeps its own names only: what its successors publish is not its own. Raises KeyError
        for a key that the table does not have.
        """
        names: dict[str, None] = {}
        queue, seen = [key], {key}
        while queue:
            here = queue.pop(0)
            names.update(dict.fromkeys(name.text for name in self.entries[here].every_name))
            earlier = [each for each in self._predecessors.get(here, ()) if each not in seen]
            seen.update(earlier)
            queue.extend(earlier)
        return tuple(names)

    def vocabulary(self) -> tuple[str, ...]:
        """Return every name of the table, for spelling suggestions."""
        return tuple(dict.fromkeys(name.text for entry in self.entries.values() for name in entry.every_name))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every name, in small letters."""
        return frozenset(word.group().casefold() for name in self.vocabulary() for word in WORD.finditer(name))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words of every name."""
        return frozenset(map(stem, self.words))

    def clashes(self) -> dict[str, tuple[str, ...]]:
        """Return the names that mean several entries though not declared as shared, each with the entries' keys."""
        found: dict[str, tuple[str, ...]] = {}
        for spellings in self._spellings.values():
            keys = tuple(dict.fromkeys(spelling.key for spelling in spellings))
            if len(keys) > 1 and not self.shared.intersection(spelling.text for spelling in spellings):
                found[spellings[0].text] = keys
        return found


def _other_numbers(key: str) -> tuple[str, ...]:
    """Return a key with its last word in the other number, as far as -s and -ies make the difference."""
    if key.endswith("ies"):
        return (f"{key[:-3]}y", key[:-1])
    if key.endswith("s"):
        return (key[:-1],)
    return (f"{key[:-1]}ies", f"{key}s") if key.endswith("y") else (f"{key}s",)


def _same_acronym(typed: str, acronym: str, ordinary_word: bool, at_start: bool, shouted: bool) -> bool:
    """Whether what was typed is this acronym, by its capitals."""
    bare = re.sub(r"['’]s$", "", typed)
    if ordinary_word and shouted:
        return False
    if bare == acronym or (at_start and bare[:1].lower() + bare[1:] == acronym):
        return True
    return not ordinary_word and (bare.islower() or (at_start and bare.istitle()))


def _other_preposition(key: str) -> str:
    """Return a department's name with "for" in place of "of", or the other way round."""
    first, preposition, rest = key.split(" ", 2)
    return f"{first} {'for' if preposition == 'of' else 'of'} {rest}"


def _within(longer_names: tuple[str, ...], text: str, start: int, end: int) -> bool:
    """Whether one of the longer names covers this stretch of the text."""
    return any(
        place.start() <= start and end <= place.end()
        for name in longer_names
        for place in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)
    )


def suggest(topic: str, vocabulary: Iterable[str]) -> tuple[str, ...]:
    """Return up to three names of the vocabulary that the topic, or a run of its words, may be a misspelling of.

    The nearest comes first; for one word alone, what begins with its first letter. A name that the topic already has
    is not offered.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only where nothing was found

    words = [word.group() for word in WORD.finditer(topic)][:30]
    windows = {" ".join(words[i : i + n]) for n in range(1, 6) for i in range(len(words) - n + 1)}
    held = {fold(window) for window in windows}
    known = {name: fold(name) for name in vocabulary if len(name) > 3 and fold(name) not in held}
    best: dict[str, float] = {}
    for window in sorted(windows | {topic}):
        if len(window) < 4:
            continue
        near = process.extract(
            fold(window), known, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR_ENOUGH, limit=SUGGESTIONS
        )
        for _, score, name in near:
            if " " not in window and fold(window)[:1] != known[name][:1]:
                continue  # "abuse" is as near to "buses" as a misspelling is to its name
            best[name] = max(best.get(name, 0.0), score + len(window) / 1000)
    ranked = sorted(best, key=lambda name: (-best[name], name))
    return tuple(ranked[:SUGGESTIONS])
