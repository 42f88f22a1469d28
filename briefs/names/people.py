"""The people whose words are held: whom a typed name means, and how else the record spells it.

Names come as records print them: "Ms Diane Abbott", "Dr Thérèse Coffey", "Mr Dhesi", "Baroness Williams of Trafford". A
courtesy title makes no other person; a peerage is part of the name. Two persons of one surname mean a choice, and so do
two Members of one name in Parliament's lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from briefs.language.words import compounds, plain_letters, stem
from briefs.names.aliases import WORD, fold
from briefs.names.concepts import Choice, Concept, Name
from briefs.names.office_holders import Office, Tenure

COURTESY = re.compile(
    r"^(?:(?:the )?(?:rt\.? hon\.?|right honourable|hon\.?|mr\.?|mrs\.?|ms\.?|miss|dr\.?|sir|dame|prof\.?|professor)"
    r"\s+)+",
    re.IGNORECASE,
)
PEERAGE = re.compile(
    r"^(?:the )?(?:lord|lady|baroness|baron|viscount|viscountess|earl|countess|marquess|duke|duchess)\b", re.IGNORECASE
)
LETTERS = re.compile(r"(?:,|(?<![\s,]))\s+(?:MP|MSP|MS|QC|KC|CBE|OBE|MBE|DBE|KCB)\b\.?$")


@dataclass(frozen=True, slots=True)
class Namesake:
    """One Member under a name that was typed.

    ``label`` is the name, with the seat in brackets where another Member shares it; ``names`` are what records may
    print, the label alone where they could mean the other; ``seats`` are what may stand in the brackets.
    """

    member_id: int
    label: str
    names: tuple[str, ...]
    seats: tuple[str, ...] = ()


class Roll(Protocol):
    """Parliament's lists of Members, asked by name."""

    def namesakes(self, typed: str, *, surname: bool = False) -> tuple[Namesake, ...]:
        """Return the Members of a full name; of an id or a surname alone too where ``surname``."""
        ...

    def in_office(self, office: Office) -> tuple[Tenure, ...]:
        """Return who is listed as having held an office, oldest first."""
        ...


class People:
    """The names of the store, ready to be asked. Build it once for a store: it reads every name."""

    def __init__(self, names: Iterable[str] = (), roll: Roll | None = None) -> None:
        """Take the names as records print them, empty ones left out, and the lists of those known by id."""
        self._roll = roll
        self._printed = tuple(dict.fromkeys(name.strip() for name in names if name and name.strip()))

    @property
    def names(self) -> tuple[str, ...]:
        """The names as records print them."""
        return self._printed

    @cached_property
    def _spellings(self) -> dict[str, list[str]]:
        """Each person's full name, folded, with the ways it is printed."""
        found: dict[str, list[str]] = {}
        for name in self._printed:
            bare = bare_name(name)
            if len(bare.split()) > 1:
                found.setdefault(fold(bare), []).append(name)
        return found

    @cached_property
    def _by_surname(self) -> dict[str, list[str]]:
        """Each surname, folded, with the folded full names of those who bear it."""
        found: dict[str, list[str]] = {}
        for full, printed in self._spellings.items():
            if _is_personal(bare_name(printed[0])):
                found.setdefault(fold(surname(bare_name(printed[0]))), []).append(full)
        return found

    @cached_property
    def _short_forms(self) -> dict[str, list[str]]:
        """Each surname, folded, with the printed forms that have nothing but it and a title ("Mr Dhesi")."""
        found: dict[str, list[str]] = {}
        for name in self._printed:
            bare = bare_name(name)
            if len(bare.split()) == 1 and bare != name:
                found.setdefault(fold(bare), []).append(name)
        return found

    def named(self, typed: str) -> Concept | Choice | None:
        """Return the person whose full name, or only surname among those held, was typed; None where there is none.

        A surname must be typed with a capital. Several persons of that surname give a choice between them.
        """
        bare = bare_name(typed)
        if (full := self._full_name(bare)) is not None:
            return self._concept(typed, full)
        if not bare[:1].isupper():
            return None
        bearers = self._by_surname.get(fold(bare), [])
        if not bearers:
            short = self._short_forms.get(fold(bare))
            return Concept(typed, _names(typed, short, bare), "person") if short else None
        if len(bearers) == 1:
            return self._concept(typed, bearers[0])
        return Choice(typed, tuple(self._concept(typed, each) for each in bearers))

    def _full_name(self, bare: str) -> str | None:
        """Return the folded full name of somebody, None for nobody; a Baroness is also called Lady."""
        key = fold(bare)
        forms = (key, re.sub(r"^lady (?=\w+)", "baroness ", key))
        return next((form for form in forms if form in self._spellings), None)

    def speaking(self, typed: str) -> Concept | Choice | None:
        """Return whose words are asked for by a name, a surname or an id: who is held, or who stands in the lists.

        The records may know a Member by the id alone, and one name of two Members is a choice between their seats.
        """
        held, listed = self.named(typed), self._listed(typed, surname=True)
        if not listed:
            return held
        by_name = held.meanings if isinstance(held, Choice) else (held,) if held is not None else ()
        meanings: list[Concept] = []
        for each in listed:
            same = [concept for concept in by_name if _is_called(concept, each)]
            printed = [name.text for concept in same for name in concept.names if not name.exact_case]
            told_apart = each.names == (each.label,) and len(listed) > 1
            meanings.append(_listed_concept(typed, each, () if told_apart else printed))
        meanings += [concept for concept in by_name if not any(_is_called(concept, each) for each in listed)]
        return meanings[0] if len(meanings) == 1 else Choice(typed, tuple(meanings))

    def ids_of(self, name: str) -> tuple[int, ...]:
        """Return Parliament's id of the one Member whom a name, or a name with a seat in brackets, means."""
        listed = self._listed(name)
        return (listed[0].member_id,) if len(listed) == 1 else ()

    def with_holders(self, office: Office) -> Office:
        """Return an office with those too whom Parliament's lists have as its holders."""
        listed = self._roll.in_office(office) if self._roll is not None else ()
        known = [tenure for tenure in listed if not any(each.name == tenure.name for each in office.held)]
        held = sorted((*office.held, *known), key=lambda tenure: (tenure.first, tenure.name))
        return replace(office, held=tuple(held)) if known else office

    def _listed(self, typed: str, *, surname: bool = False) -> tuple[Namesake, ...]:
        return self._roll.namesakes(typed, surname=surname) if self._roll is not None else ()

    def longest_at(
        self, text: str, words: list[re.Match[str]], index: int, *, speaking: bool = False
    ) -> tuple[int, Concept | Choice] | None:
        """Return where the longest full name that begins at a word ends, and whom it means.

        ``speaking`` asks for somebody whose words are held, whom Parliament's lists may know.
        """
        for last in range(min(len(words), index + 7) - 1, index, -1):
            typed = text[words[index].start() : words[last].end()]
            titled_surname = last == index + 1 and COURTESY.match(typed) is not None
            listed = bool(self._listed(typed))
            if titled_surname or listed or self._full_name(bare_name(typed)) is not None:
                meaning = self.speaking(typed) if speaking else self.named(typed) or self._listed_alone(typed)
                if meaning is not None:
                    return words[last].end(), meaning
        return None

    def _listed_alone(self, typed: str) -> Concept | None:
        """Return the one Member of a full name in the lists, whom no record held prints."""
        listed = self._listed(typed)
        if len(listed) != 1:
            return None
        return _listed_concept(typed, listed[0], ())

    def vocabulary(self) -> tuple[str, ...]:
        """Return every full name once, as first printed, for spelling suggestions."""
        return tuple(bare_name(printed[0]) for printed in self._spellings.values())

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words of every full name."""
        return frozenset(stem(word.casefold()) for name in self.vocabulary() for word in WORD.findall(name))

    def _concept(self, typed: str, full: str) -> Concept:
        """Return the person of a folded full name, with every way the record prints it."""
        printed = self._spellings[full]
        last = surname(bare_name(printed[0]))
        alone = len(self._by_surname.get(fold(last), ())) == 1
        short = self._short_forms.get(fold(last), []) if alone else []
        names = _names(bare_name(printed[0]), [*printed, *short], last if alone else None)
        return Concept(typed, names, "person")


def _listed_concept(typed: str, member: Namesake, printed: Iterable[str]) -> Concept:
    """Return a Member of the lists as a person, with the names that records print of the same."""
    first, *others = dict.fromkeys(map(bare_name, member.names))
    return Concept(typed, _names(first, [*others, *printed], None), "person")


def _is_called(concept: Concept, member: Namesake) -> bool:
    """Whether a person known from records has a name of a Member of the lists."""
    names = {fold(bare_name(without_seat(name)[0])) for name in member.names}
    return any(fold(bare_name(name.text)) in names for name in concept.names)


def without_seat(typed: str) -> tuple[str, str]:
    """Return a name and the seat that stands behind it in brackets, empty where none does."""
    name, bracket, seat = typed.strip().partition(" (")
    return (name, seat.removesuffix(")")) if bracket and seat.endswith(")") else (typed, "")


def bare_name(name: str) -> str:
    """Return a name without courtesy titles and letters after it: "Dr Thérèse Coffey MP" gives "Thérèse Coffey"."""
    name = " ".join(name.split())
    bare = LETTERS.sub("", COURTESY.sub("", name))
    return bare or name


def is_called(printed: str, name: str) -> bool:
    """Whether a name stands in what is printed of somebody: "Brown" in "Nicholas Brown", never in "Clifton-Brown"."""
    wanted = fold(name)
    parts = [part for part in map(fold, printed.split()) if part]
    firsts = [at for at, part in enumerate(parts) if wanted == part or wanted.startswith(f"{part} ")]
    ends = range(1, len(wanted.split()) + 1)
    return any(" ".join(parts[first : first + length]) == wanted for first in firsts for length in ends)


def surname(name: str) -> str:
    """Return the surname of a bare name: the last word, or the word after a peer's title; a double name is one word."""
    words = [name[start:end] for _, start, end in compounds(name)]
    if not words:
        return name
    titled = PEERAGE.match(name)
    if titled:
        after = [name[start:end] for _, start, end in compounds(name) if start >= titled.end()]
        after = [word for word in after if word.lower() != "of"]
        return after[0] if after else name
    return words[-1]


def _is_personal(name: str) -> bool:
    """Whether a bare name can have a surname: "Home Office spokesperson" and "Metropolitan Police" have none."""
    words = [word.group() for word in WORD.finditer(name)]
    if PEERAGE.match(name):
        return True
    small = any(word[0].islower() and word not in ("de", "van", "von", "der", "le", "la") for word in words)
    return 2 <= len(words) <= 4 and not small and not any(word.lower() in BODY_WORDS for word in words)


def _names(first: str, others: Iterable[str] | None, last: str | None) -> tuple[Name, ...]:
    """Return the spellings of a person, accents also left out, and the surname alone where it is only theirs."""
    texts = [first, *(others or ())]
    texts += [plain_letters(text) for text in texts]
    names = [Name(text) for text in dict.fromkeys(texts)]
    if last is not None and last not in texts:
        names.append(Name(last, exact_case=True))
    return tuple(names)


# A capitalised run with one of these is a body, whatever it looks like.
BODY_WORDS = frozenset(
    "academy agency airport airways alliance army association authority bank board bodies british broadcasting bureau "
    "centre charity club college commission committee commons company constabulary corporation council councils court "
    "courts department directorate east england english european executive federation force forces foundation fund "
    "gas government group groups hospital hospitals house inquiry inspectorate institute international ireland irish "
    "kingdom labour limited local lords ltd media ministry national nations network news north northern office "
    "operators parliament parties partnership party plc police post prison prisons rail railways regulator royal "
    "scheme school schools scotland scottish service services society south states survey taskforce team times "
    "trust trusts uk union unions united university universities wales water welsh west western agencies".split()
)
