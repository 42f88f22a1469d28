"""Taking the filters out of a request: the text is read from left to right and what was understood is blanked out.

Blanking keeps every offset: a place in what is left is the same place in the request.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from briefs.errors import QueryError
from briefs.names.aliases import WORD, Aliases, Match, suggest
from briefs.names.concepts import Choice, Concept, Name
from briefs.names.office_holders import has_held_office, longest_office
from briefs.names.parties import read_party
from briefs.names.people import BODY_WORDS, COURTESY, PEERAGE, People, bare_name
from briefs.request import filter_values as filters
from briefs.request.dates.ranges import read_period
from briefs.request.lexicon import Narrowing
from briefs.request.vocabulary import Vocabulary

_BY = re.compile(r"\bby (?:the )?", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:the )?", re.IGNORECASE)
_AND = re.compile(r" (?:and|or) (?:the )?|, ?", re.IGNORECASE)
_CAPITALISED = re.compile(r"[A-Z][\w'-]*(?: (?:(?:of|for|and|the) ){0,2}[A-Z][\w'-]*){1,6}")
_PARTICLES = frozenset(("of", "de", "van", "von", "le", "la", "and"))

Taken = tuple[int, tuple[str, ...], Choice | None]


class FilterParser:
    """A request while it is being understood: what is left of it and what was taken out."""

    def __init__(self, text: str, aliases: Aliases, people: People, vocabulary: Vocabulary | None = None) -> None:
        """Take a cleaned request, the names by which to read it, and the words of the records where these are known."""
        self.vocabulary = vocabulary
        self.request = text
        self.text = text
        self.aliases = aliases
        self.people = people
        self.understood: list[tuple[int, str]] = []
        self.by: list[str] = []
        self.by_person: list[tuple[str, ...]] = []
        self.bodies: list[str] = []
        self.body_shown: list[str] = []
        self.typed = Narrowing()
        self.asked = Narrowing()
        self.places: list[str] = []
        self.left_out: list[Concept] = []
        self.strangers: dict[str, tuple[str, ...]] = {}
        self.since: date | None = None
        self.until: date | None = None
        self.corrected: tuple[tuple[str, str], ...] = ()
        self.choices: list[Choice] = []
        self._removed: list[tuple[int, int]] = []

    def blank(self, start: int, end: int) -> None:
        """Put spaces over a place of the text."""
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def remove(self, start: int, end: int) -> None:
        """Blank a place and leave it out of the topic."""
        self.blank(start, end)
        self._removed.append((start, end))

    def is_taken(self, place: int) -> bool:
        """Whether a place of the request was understood as something other than the topic."""
        return any(start <= place < end for start, end in self._removed)

    def take(self, start: int, end: int) -> None:
        """Remove a place that was understood as a date or a filter, and note it."""
        self.understood.append((start, self.request[start:end].strip(" ,;")))
        self.remove(start, end)

    def remaining(self) -> str:
        """Return the request with what was removed blanked, quoted phrases still in it."""
        left = self.request
        for start, end in self._removed:
            left = left[:start] + " " * (end - start) + left[end:]
        return left

    def keyed_filters(self, today: date) -> None:
        """Take the ``key:value`` filters. Raises QueryError for a key or value that is none."""
        at = 0
        while (found := filters.next_filter(self.text, at)) is not None:
            key, start, value_at = found
            if key in ("by", "from"):
                end = self._named_filter(key, value_at)
            else:
                end = self._plain_filter(key, value_at, today)
            self.take(start, end)
            at = end

    def _plain_filter(self, key: str, at: int, today: date) -> int:
        """Set the filter whose value begins at a place, and return where it ends."""
        if key == "type":
            values, end = filters.listed_kinds(self.text, at)
            self.typed |= Narrowing(kinds=filters.read_kinds(values))
            return end
        value, end = filters.plain_value(self.text, at)
        if key in ("since", "until", "in"):
            period = read_period(value, today, key)
            if period.since:
                self.since = max(self.since or period.since, period.since)
            if period.until:
                self.until = min(self.until or period.until, period.until)
        elif key == "place":
            self.places.append(value)
        elif key == "not":
            self.leave_out(value)
        else:
            self.typed |= _plain_value(key, value)
        return end

    @property
    def narrows(self) -> Narrowing:
        """What the request narrows the brief to; typed filters hold before words of asking."""
        asked = self.asked
        if self.typed.kinds:
            asked = replace(asked, kinds=())
        return asked | self.typed

    def leave_out(self, words: str) -> None:
        """Note what no record of the brief may be about."""
        entries = self.aliases.meanings(words)
        concept = (
            self.aliases.concept(entries[0], words) if len(entries) == 1 else Concept(words, (Name(words),), "phrase")
        )
        self.left_out.append(concept)

    def _named_filter(self, key: str, at: int) -> int:
        """Set ``by:`` or ``from:`` and return where the value ends."""
        if key == "by" and (office := self._office_at(at)) is not None:
            return office
        taken = self._quoted_name(key, at) or (self.person_at(at) if key == "by" else None) or self.body_at(at, key)
        if taken is None:
            value, end = filters.plain_value(self.text, at) if key == "by" else self._whole_name(at)
            person = self.people.speaking(value) if key == "by" else None
            taken = (end, *names_of(person, "by")) if person is not None else (end, self._unknown(key, value), None)
        self.set(key, taken)
        return taken[0]

    def _office_at(self, at: int) -> int | None:
        """Set the office whose name begins at a place, quoted or not, and return where it ends, None without one."""
        quoted = self.text[at : at + 1] == '"'
        words = list(WORD.finditer(self.text, at))[:12]
        if not words or words[0].start() > at + 1:
            return None
        found = longest_office([word.group().casefold() for word in words], 0)
        if found is None:
            return None
        end = words[found[0] - 1].end()
        if quoted and self.text[end : end + 1] != '"':
            return None
        self.typed |= Narrowing(offices=(found[1],))
        return end + quoted

    def _whole_name(self, at: int) -> tuple[str, int]:
        """Return an unquoted name of several words with capitals ("Ministry of Magic"), else one word, and its end."""
        value, end = filters.plain_value(self.text, at)
        name = _CAPITALISED.match(self.text, at) if self.text[at : at + 1] != '"' else None
        return (name.group(), name.end()) if name is not None and name.end() > end else (value, end)

    def _quoted_name(self, key: str, at: int) -> Taken | None:
        """Return the name in quotation marks that begins at a place."""
        if self.text[at : at + 1] != '"':
            return None
        value, end = filters.plain_value(self.text, at)
        person = self.people.speaking(value) if key == "by" else None
        if person is not None:
            return (end, *names_of(person, "by"))
        entries = self.aliases.meanings(value, at_start=True)
        bodies = tuple(entry for entry in entries if entry.kind == "body")
        if bodies:
            return (end, *self.body_names(Match(at, end, value, bodies), key))
        return end, self._unknown(key, value), None

    def _unknown(self, key: str, value: str) -> tuple[str, ...]:
        """Return the name that no table knows: good for a person, who may only not be held; no body may be unknown."""
        if key == "by":
            return (self.stranger(value),)
        near = suggest(value, self.aliases.vocabulary())
        hint = f"did you mean {' or '.join(near)}?" if near else "try one such as Home Office, HMIC or NAO."
        raise QueryError(f'No body is called "{value}"; {hint}')

    def near_names(self, typed: str) -> tuple[str, ...]:
        """Return names of people that a name may be a misspelling of."""
        return suggest(typed, self.people.vocabulary())

    def stranger(self, typed: str) -> str:
        """Return the name of somebody whom no table knows, and note it with names near it, if any names are known."""
        name = bare_name(typed)
        if self.people.names and not has_held_office(name):
            self.strangers[name] = self.near_names(name)
        return name

    def set(self, key: str, taken: Taken) -> None:
        """Note the names of a filter, and the choice between them."""
        _, names, choice = taken
        (self.by if key == "by" else self.bodies).extend(names)
        if key == "by":
            self.by_person += [_full_names(each) for each in choice.meanings] if choice else [names]
        else:
            self.body_shown += [each.names[0].text for each in choice.meanings] if choice else names[:1]
        if choice is not None:
            self.choices.append(choice)

    def people_and_bodies(self) -> None:
        """Take out "by NAME" where a person's name follows, and "from BODY" where the table knows the body."""
        inside = [(match.start, match.end) for match in self.aliases.match(self.text)]
        for introducer, key, read in ((_BY, "by", self.person_at), (_FROM, "from", self.body_at)):
            for found in introducer.finditer(self.text):
                covered = any(start <= found.start() and found.end() < end for start, end in inside)
                taken = None if covered else read(found.end())
                if taken is not None:
                    self.set(key, taken)
                    self.take(found.start(), self._more(key, read, taken[0]))

    def _more(self, key: str, read: Callable[[int], Taken | None], end: int) -> int:
        """Take the names that follow after "and" or a comma, and return where the last one ends."""
        while (joined := _AND.match(self.text, end)) is not None:
            taken = read(joined.end())
            if taken is None:
                return end
            self.set(key, taken)
            end = taken[0]
        return end

    def person_at(self, at: int, bounded: int | None = None) -> Taken | None:
        """Return the person whose name begins at a place: one who is held, or words that look like a name."""
        words = list(WORD.finditer(self.text, at, bounded or len(self.text)))[:8]
        if not words or words[0].start() != at:
            return None
        known = self.people.longest_at(self.text, words, 0, speaking=True)
        if known is not None:
            return (known[0], *names_of(known[1], "by"))
        run = self.capitalised(words)
        if not run:
            return None
        end = run[-1].end()
        typed = self.text[at:end]
        if len(run) == 1 or COURTESY.match(typed):
            person = self.people.speaking(typed)
            if person is not None:
                return (end, *names_of(person, "by"))
        return (end, (self.stranger(typed),), None) if looks_like_a_person(run, typed) else None

    def capitalised(self, words: list[re.Match[str]]) -> list[re.Match[str]]:
        """Return the capitalised words that stand side by side, up to the first name of the alias table."""
        run: list[re.Match[str]] = []
        for index, word in enumerate(words):
            beside = not run or self.text[run[-1].end() : word.start()] in (" ", ". ")
            name = word.group()[0].isupper() or (bool(run) and name_particle(word.group()))
            if not beside or not name or self.aliases.longest_at(self.text, words, index) is not None:
                break
            run.append(word)
        while run and not run[-1].group()[0].isupper():
            run.pop()
        return run

    def body_at(self, at: int, key: str = "from") -> Taken | None:
        """Return the body of the alias table whose name begins at a place."""
        words = list(WORD.finditer(self.text, at))
        if not words or words[0].start() != at:
            return None
        match = self.aliases.longest_at(self.text, words, 0)
        if match is None:
            return None
        bodies = tuple(entry for entry in match.entries if entry.kind == "body")
        if not bodies:
            return None
        return (match.end, *self.body_names(Match(match.start, match.end, match.typed, bodies), key))

    def body_names(self, match: Match, key: str) -> tuple[tuple[str, ...], Choice | None]:
        """Return every name of the bodies that a match means, and the choice where there are several."""
        names = tuple(name for entry in match.entries for name in self.aliases.lineage(entry.key))
        meaning = self.aliases.resolve(match)
        return names, Choice(meaning.typed, meaning.meanings, key) if isinstance(meaning, Choice) else None


def _plain_value(key: str, value: str) -> Narrowing:
    """Return what a filter of one word narrows to. Raises QueryError for a value that is none."""
    if key == "house":
        return Narrowing(house=filters.read_house(value))
    if key == "party":
        return Narrowing(party=read_party(value))
    if key == "role":
        return Narrowing(roles=(filters.read_role(value),))
    return Narrowing(length=filters.read_length(value))


def name_particle(word: str) -> bool:
    """Whether a small word may stand within a name: "Williams of Trafford", "Jeane van der"."""
    return word in _PARTICLES and word != "and"


def looks_like_a_person(run: list[re.Match[str]], typed: str) -> bool:
    """Whether capitalised words can be a person's name: two or more, or a title and one, and no body's word."""
    words = [word.group() for word in run]
    if any(word.lower() in BODY_WORDS or (len(word) > 2 and word.isupper()) for word in words):
        return False
    titled = COURTESY.match(typed + " ") or PEERAGE.match(typed)
    return len(words) >= 2 and (titled is not None or len(words) <= 4) and len(words) <= 7


def names_of(person: Concept | Choice, place: str) -> tuple[tuple[str, ...], Choice | None]:
    """Return the names that a person filter matches, and the choice where several persons bear the name."""
    if isinstance(person, Concept):
        return _full_names(person), None
    names = tuple(name for meaning in person.meanings for name in _full_names(meaning))
    return names, Choice(person.typed, person.meanings, place)


def _full_names(person: Concept) -> tuple[str, ...]:
    """Return the names by which the record names a speaker; a surname alone is for finding mentions, not speakers."""
    return tuple(name.text for name in person.names if not name.exact_case)
