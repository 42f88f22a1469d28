"""Taking the filters out of a request: the text is read from left to right and what was understood is blanked out.

Blanking keeps every offset: a place in what is left is the same place in the request.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from briefs.errors import QueryError
from briefs.names.aliases import WORD, Aliases, Match, suggest
from briefs.names.concepts import Choice, Concept
from briefs.names.parties import read_party
from briefs.names.people import BODY_WORDS, COURTESY, PEERAGE, People, bare_name
from briefs.records.model import House, Kind
from briefs.request import filter_values as filters
from briefs.request import stop_words as asking
from briefs.request.dates.ranges import read_period

_BY = re.compile(r"\bby (?:the )?", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:the )?", re.IGNORECASE)
_AND = re.compile(r" (?:and|or) (?:the )?|, ?", re.IGNORECASE)
_PARTICLES = frozenset(("of", "de", "van", "von", "le", "la", "and"))

Taken = tuple[int, tuple[str, ...], Choice | None]


class Taking:
    """A request while it is being understood: what is left of it and what was taken out."""

    def __init__(self, text: str, aliases: Aliases, people: People) -> None:
        """Take a cleaned request and the names by which to read it."""
        self.request = text
        self.text = text
        self.aliases = aliases
        self.people = people
        self.understood: list[tuple[int, str]] = []
        self.by: list[str] = []
        self.by_person: list[tuple[str, ...]] = []
        self.bodies: list[str] = []
        self.kinds: tuple[Kind, ...] = ()
        self.house: House | None = None
        self.party: str | None = None
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
            self.kinds = tuple(dict.fromkeys((*self.kinds, *filters.read_kinds(values))))
            return end
        value, end = filters.plain_value(self.text, at)
        if key == "house":
            self.house = filters.read_house(value)
        elif key == "party":
            self.party = read_party(value)
        else:
            period = read_period(value, today, key)
            if period.since:
                self.since = max(self.since or period.since, period.since)
            if period.until:
                self.until = min(self.until or period.until, period.until)
        return end

    def _named_filter(self, key: str, at: int) -> int:
        """Set ``by:`` or ``from:`` and return where the value ends."""
        taken = self._quoted_name(key, at) or (self._person_at(at) if key == "by" else None) or self._body_at(at, key)
        if taken is None:
            value, end = filters.plain_value(self.text, at)
            person = self.people.speaking(value) if key == "by" else None
            taken = (end, *_names_of(person, "by")) if person is not None else (end, self._unknown(key, value), None)
        self._set(key, taken)
        return taken[0]

    def _quoted_name(self, key: str, at: int) -> Taken | None:
        """Return the name in quotation marks that begins at a place."""
        if self.text[at : at + 1] != '"':
            return None
        value, end = filters.plain_value(self.text, at)
        person = self.people.speaking(value) if key == "by" else None
        if person is not None:
            return (end, *_names_of(person, "by"))
        entries = self.aliases.meanings(value, at_start=True)
        bodies = tuple(entry for entry in entries if entry.kind == "body")
        if bodies:
            return (end, *self._body_names(Match(at, end, value, bodies), key))
        return end, self._unknown(key, value), None

    def _unknown(self, key: str, value: str) -> tuple[str, ...]:
        """Return the name that no table knows: good for a person, who may only not be held; no body may be unknown."""
        if key == "by":
            return (bare_name(value),)
        near = suggest(value, self.aliases.vocabulary())
        hint = f"did you mean {' or '.join(near)}?" if near else "try one such as Home Office, HMIC or NAO."
        raise QueryError(f'No body is called "{value}"; {hint}')

    def _set(self, key: str, taken: Taken) -> None:
        """Note the names of a filter, and the choice between them."""
        _, names, choice = taken
        (self.by if key == "by" else self.bodies).extend(names)
        if key == "by":
            self.by_person += [_full_names(each) for each in choice.meanings] if choice else [names]
        if choice is not None:
            self.choices.append(choice)

    def asking(self) -> None:
        """Take out the words of asking: "brief me on", "what did Victoria Atkins say about"."""
        for opening in (asking.OPENING, asking.WAS_SAID):
            found = opening.match(self.text)
            if found is not None:
                self.remove(*found.span())
        said = asking.SAID_ABOUT.match(self.text)
        if said is None:
            return
        start, end = said.span("who")
        person = self._person_at(start, bounded=end)
        if person is not None and not self.text[person[0] : end].strip():
            self._set("by", person)
            self.understood.append((start, self.request[start:end]))
            self.remove(*said.span())
        elif said["who"].lower() in asking.ANYBODY:
            self.remove(*said.span())
        else:
            self.remove(said.start(), start)
            self.remove(end, said.end())

    def people_and_bodies(self) -> None:
        """Take out "by NAME" where a person's name follows, and "from BODY" where the table knows the body."""
        inside = [(match.start, match.end) for match in self.aliases.match(self.text)]
        for introducer, key, read in ((_BY, "by", self._person_at), (_FROM, "from", self._body_at)):
            for found in introducer.finditer(self.text):
                covered = any(start <= found.start() and found.end() < end for start, end in inside)
                taken = None if covered else read(found.end())
                if taken is not None:
                    self._set(key, taken)
                    self.take(found.start(), self._more(key, read, taken[0]))

    def _more(self, key: str, read: Callable[[int], Taken | None], end: int) -> int:
        """Take the names that follow after "and" or a comma, and return where the last one ends."""
        while (joined := _AND.match(self.text, end)) is not None:
            taken = read(joined.end())
            if taken is None:
                return end
            self._set(key, taken)
            end = taken[0]
        return end

    def _person_at(self, at: int, bounded: int | None = None) -> Taken | None:
        """Return the person whose name begins at a place: one who is held, or words that look like a name."""
        words = list(WORD.finditer(self.text, at, bounded or len(self.text)))[:8]
        if not words or words[0].start() != at:
            return None
        known = self.people.longest_at(self.text, words, 0, speaking=True)
        if known is not None:
            return (known[0], *_names_of(known[1], "by"))
        run = self._capitalised(words)
        if not run:
            return None
        end = run[-1].end()
        typed = self.text[at:end]
        if len(run) == 1 or COURTESY.match(typed):
            person = self.people.speaking(typed)
            if person is not None:
                return (end, *_names_of(person, "by"))
        return (end, (bare_name(typed),), None) if _looks_like_a_person(run, typed) else None

    def _capitalised(self, words: list[re.Match[str]]) -> list[re.Match[str]]:
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

    def _body_at(self, at: int, key: str = "from") -> Taken | None:
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
        return (match.end, *self._body_names(Match(match.start, match.end, match.typed, bodies), key))

    def _body_names(self, match: Match, key: str) -> tuple[tuple[str, ...], Choice | None]:
        """Return every name of the bodies that a match means, and the choice where there are several."""
        names = tuple(name for entry in match.entries for name in self.aliases.lineage(entry.key))
        meaning = self.aliases.resolve(match)
        return names, Choice(meaning.typed, meaning.meanings, key) if isinstance(meaning, Choice) else None


def name_particle(word: str) -> bool:
    """Whether a small word may stand within a name: "Williams of Trafford", "Jeane van der"."""
    return word in _PARTICLES and word != "and"


def _looks_like_a_person(run: list[re.Match[str]], typed: str) -> bool:
    """Whether capitalised words can be a person's name: two or more, or a title and one, and no body's word."""
    words = [word.group() for word in run]
    if any(word.lower() in BODY_WORDS or (len(word) > 2 and word.isupper()) for word in words):
        return False
    titled = COURTESY.match(typed + " ") or PEERAGE.match(typed)
    return len(words) >= 2 and (titled is not None or len(words) <= 4) and len(words) <= 7


def _names_of(person: Concept | Choice, place: str) -> tuple[tuple[str, ...], Choice | None]:
    """Return the names that a person filter matches, and the choice where several persons bear the name."""
    if isinstance(person, Concept):
        return _full_names(person), None
    names = tuple(name for meaning in person.meanings for name in _full_names(meaning))
    return names, Choice(person.typed, person.meanings, place)


def _full_names(person: Concept) -> tuple[str, ...]:
    """Return the names by which the record names a speaker; a surname alone is for finding mentions, not speakers."""
    return tuple(name.text for name in person.names if not name.exact_case)
