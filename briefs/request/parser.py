"""A request in people's own words, understood: filters and dates taken out, the topic cut into concepts.

    county lines by Victoria Atkins since 2019 type:news
    └─ topic ──┘ └─ filter ───────┘ └─ period ┘ └ filter ┘

The order is fixed: quotation marks, ``key:value`` filters, the words of asking ("brief me on"), "by NAME" and "from
BODY", dates, then names of the alias table and of people in what is left, the longest first. A phrase in quotation
marks is taken as it stands: no other name is searched for it, unless it is exactly a name of the alias table. AND, OR,
NOT, NEAR( and * mean nothing here and are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from briefs.errors import QueryError
from briefs.language.words import SPLIT_PREFIXES
from briefs.names.aliases import WORD, Aliases, fold
from briefs.names.concepts import Choice, Concept, Name
from briefs.names.people import People
from briefs.request import stop_words
from briefs.request.asking import read_as_office, read_head, read_place, read_tail, with_capitals
from briefs.request.combining import Found, joined, read_exclusions, read_sides, side_names
from briefs.request.dates.ranges import find_period
from briefs.request.dates.refusals import check_order
from briefs.request.desk_requests import refuse_question
from briefs.request.filters import FilterParser
from briefs.request.letters import read_edges, read_occasion
from briefs.request.model import Filters, Query
from briefs.request.spelling import Corrections, put_right
from briefs.request.vocabulary import Vocabulary

LIMIT = 500  # characters: more is a pasted document, not a request
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‛": "'"})
_QUOTED = re.compile(r'(?<![:\w])"([^"]+)"(?!\w)')
_NAMED_MONTH = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|{'|'.join(stop_words.GIVEN_NAMES)})"
    r" (?:April|May|June|August|March)\b"
)
_NEGATED = re.compile(r"(?:\s-|\b(?:but not|and not|not|without|excluding|except|minus)\s{1,3})$", re.IGNORECASE)
JOINS = (" ", " & ", "' ")  # what may stand between two words side by side
SHORTEST_AFTER_PREFIX = 4  # letters of what follows "co" or "e" where the two are also written as one word
_EDGES = " ,;:.?!-–—'*()/"


def understand(
    text: str,
    aliases: Aliases,
    today: date,
    people: People | Iterable[str] = (),
    *,
    vocabulary: Vocabulary | None = None,
) -> Query:
    """Return what a request asks for, for one made today.

    ``people`` are the names that the store knows, or a ``People`` built of them once; ``vocabulary`` the words of the
    records, by which a misspelt one is put right. Raises QueryError, in one plain sentence, for a request without a
    topic, a filter or value that is none, or an impossible period, and QuestionAsked for a UIN or a link to a question.
    """
    known = people if isinstance(people, People) else People(people)
    cleaned = clean(text)
    refuse_question(cleaned)
    parser = FilterParser(cleaned, aliases, known, vocabulary)
    parser.text = with_capitals(parser.text)
    quoted = _take_quoted(parser)
    parser.keyed_filters(today)
    since, until = _read_around_topic(parser, [start for start, _, _ in quoted], today)
    quoted = [found for found in quoted if not parser.is_taken(found[0])]
    if vocabulary is not None and (spelt := put_right(parser, vocabulary)).sure:
        return _respelt(cleaned, spelt, aliases, today, known)
    sides = read_sides(parser)
    found = _concepts(parser, quoted)
    topic = _topic(parser, found)
    if sides is not None and sides.compared and "compare" in topic.casefold():
        topic = " and ".join(side_names(sides, parser.request))
    meanings = _each_once(joined(found, sides, parser.request))
    named_sides = side_names(sides, parser.request)
    narrows = parser.narrows
    if not found and not (parser.by or parser.bodies or narrows.offices):
        raise QueryError("Say what the brief should be about, for example a subject, a body or a person.")
    filters = Filters(
        by=tuple(dict.fromkeys(parser.by)),
        bodies=tuple(dict.fromkeys(parser.bodies)),
        kinds=narrows.kinds,
        house=narrows.house,
        party=narrows.party,
        since=since,
        until=until,
        by_person=tuple(dict.fromkeys(parser.by_person)),
        body_names=tuple(dict.fromkeys(parser.body_shown)),
        offices=tuple(known.with_holders(office) for office in narrows.offices),
        roles=narrows.roles,
        places=tuple(dict.fromkeys(parser.places)),
        left_out=tuple(parser.left_out),
    )
    return Query(
        text=cleaned,
        topic=topic,
        concepts=tuple(meaning for meaning in meanings if isinstance(meaning, Concept)),
        filters=filters,
        choices=(*(meaning for meaning in meanings if isinstance(meaning, Choice)), *parser.choices),
        understood=tuple(phrase for _, phrase in sorted(parser.understood)),
        phrases=_phrases(parser, found),
        corrected=parser.corrected,
        either=() if sides and sides.compared else named_sides,
        compared=named_sides if sides and sides.compared else (),
        first=narrows.first,
        order=narrows.order,
        length=narrows.length,
        strangers=tuple(parser.strangers.items()),
        offered=spelt.unsure if vocabulary is not None else (),
    )


def _respelt(cleaned: str, spelt: Corrections, aliases: Aliases, today: date, people: People) -> Query:
    """Return what a request with its misspelt words put right asks for, and which words those are."""
    right = cleaned
    for start, end, word in reversed(spelt.sure):
        right = right[:start] + word + right[end:]
    query = understand(right, aliases, today, people)
    respelt = tuple((cleaned[start:end], word) for start, end, word in spelt.sure)
    return replace(query, text=cleaned, respelt=respelt, offered=spelt.unsure)


def _read_around_topic(parser: FilterParser, quoted: list[int], today: date) -> tuple[date | None, date | None]:
    """Take all that stands around the topic out of the text, and return the period."""
    read_edges(parser)
    read_tail(parser, quoted, closings=True)
    read_occasion(parser)
    read_tail(parser, quoted)
    since, until = _take_period(parser, today)
    parser.since, parser.until = since, until
    read_head(parser, quoted)
    read_exclusions(parser)
    parser.people_and_bodies()
    read_as_office(parser)
    read_tail(parser, quoted)
    read_place(parser)
    check_order(parser.since, parser.until)
    return parser.since, parser.until


def clean(text: str) -> str:
    """Return a request as plain characters: quotation marks straight, spaces single, invisible characters gone.

    Raises QueryError where it is longer than a request can be.
    """
    if len(text) > LIMIT:
        raise QueryError(f"A request can have at most {LIMIT} characters and this one has {len(text):,}; shorten it.")
    plain = unicodedata.normalize("NFKC", text).translate(QUOTES)
    kept = (" " if unicodedata.category(c) == "Cc" or c.isspace() else c for c in plain if not _invisible(c))
    cleaned = " ".join("".join(kept).split())
    if len(cleaned) > LIMIT:
        raise QueryError(
            f"A request can have at most {LIMIT} characters and this one has {len(cleaned):,}; shorten it."
        )
    return cleaned


def _invisible(character: str) -> bool:
    """Whether a character only steers how text is shown (zero-width, right-to-left marks) or is none at all."""
    return unicodedata.category(character) in ("Cf", "Cs", "Co", "Cn")


def _take_quoted(parser: FilterParser) -> list[Found]:
    """Take the phrases in quotation marks out of the text, each a concept of its own."""
    found: list[Found] = []
    for quoted in _QUOTED.finditer(parser.text):
        phrase = quoted.group(1).strip()
        if not WORD.search(phrase):
            continue
        entries = parser.aliases.meanings(phrase)
        if (negated := _NEGATED.search(parser.text[: quoted.start()])) is not None and parser.text[
            : negated.start()
        ].strip():
            parser.leave_out(phrase)
            parser.take(negated.start(), quoted.end())
            continue
        meanings = tuple(parser.aliases.concept(entry, phrase) for entry in entries)
        concept = meanings[0] if meanings else Concept(phrase, (Name(phrase),), "phrase")
        found.append((quoted.start(), quoted.end(), Choice(phrase, meanings) if len(meanings) > 1 else concept))
    for start, end, _ in found:
        parser.blank(start, end)
    return found


def _take_period(parser: FilterParser, today: date) -> tuple[date | None, date | None]:
    """Take the dates out of the text and return the period, narrowed by the date filters."""
    names = [(match.start, match.end) for match in parser.aliases.match(parser.text)]
    words = list(WORD.finditer(parser.text))
    for index, word in enumerate(words):
        person = parser.people.longest_at(parser.text, words, index)
        if person is not None:
            names.append((word.start(), person[0]))
    names += [found.span() for found in _NAMED_MONTH.finditer(parser.text)]
    period = find_period(parser.text, today, names)
    since, until = parser.since, parser.until
    if period is not None:
        parser.corrected = period.corrected
        for start, end in period.spans:
            parser.take(start, end)
        since = max((day for day in (since, period.since) if day), default=None)
        until = min((day for day in (until, period.until) if day), default=None)
    check_order(since, until)
    return since, until


def _concepts(parser: FilterParser, quoted: list[Found]) -> list[Found]:
    """Return the concepts of what is left, in the order of its words."""
    found = list(quoted)
    words = list(WORD.finditer(parser.text))
    whole = parser.text.strip(_EDGES)
    person = parser.people.named(whole) if whole else None
    if person is not None and not parser.aliases.meanings(whole, at_start=True):
        start = parser.text.index(whole)
        found.append((start, start + len(whole), person))
    else:
        found += _names(parser, words)
    found += _joined_words(words, parser.text, found)
    for word in words:
        inside = any(start < word.end() and word.start() < end for start, end, _ in found)
        if not inside and not stop_words.is_empty_word(word.group()):
            found.append((word.start(), word.end(), Concept(word.group(), (Name(word.group()),))))
    return sorted(found, key=lambda each: each[:2])


def _joined_words(words: list[re.Match[str]], text: str, found: list[Found]) -> list[Found]:
    """Return the pairs such as "co operative" that are also written as one word, or with a hyphen."""
    joined: list[Found] = []
    for first, second in pairwise(words):
        start, end = first.start(), second.end()
        beside = text[first.end() : second.start()] == " "
        if not beside or first.group().lower() not in SPLIT_PREFIXES or len(second.group()) < SHORTEST_AFTER_PREFIX:
            continue
        if all(end <= s or start >= e for s, e, _ in (*found, *joined)):
            typed = text[start:end]
            joined.append((start, end, Concept(typed, (Name(typed), Name(first.group() + second.group())))))
    return joined


def _names(parser: FilterParser, words: list[re.Match[str]]) -> list[Found]:
    """Return the names of the alias table and of people in the text; where two overlap, the longer one holds."""
    candidates: list[Found] = [
        (match.start, match.end, parser.aliases.resolve(match)) for match in parser.aliases.match(parser.text)
    ]
    for index, word in enumerate(words):
        person = parser.people.longest_at(parser.text, words, index)
        if person is not None:
            candidates.append((word.start(), person[0], person[1]))
    kept: list[Found] = []
    for each in sorted(candidates, key=lambda found: (found[0] - found[1], found[0])):
        if all(each[1] <= start or each[0] >= end for start, end, _ in kept):
            kept.append(each)
    return kept


def _each_once(found: list[Found]) -> list[Concept | Choice]:
    """Return the concepts without those that say again what an earlier one said."""
    seen: set[str] = set()
    kept: list[Concept | Choice] = []
    for _, _, meaning in found:
        key = (meaning.key if isinstance(meaning, Concept) else None) or fold(meaning.typed)
        if key not in seen:
            seen.add(key)
            kept.append(meaning)
    return kept


def _topic(parser: FilterParser, found: list[Found]) -> str:
    """Return what is left of the request, as typed, without the words of asking at its edges."""
    if not found:
        return ""
    left = parser.remaining()
    first, last = min(start for start, _, _ in found), max(end for _, end, _ in found)
    return " ".join(left[first:last].split())


def _phrases(parser: FilterParser, found: list[Found]) -> tuple[str, ...]:
    """Return the runs of two or more words typed side by side, joined at most by "of" or "and"."""
    whole = {fold(meaning.typed) for _, _, meaning in found}
    runs: list[list[re.Match[str]]] = [[]]
    for word in WORD.finditer(parser.text):
        joined = bool(runs[-1]) and parser.text[runs[-1][-1].end() : word.start()] in JOINS
        if not joined:
            runs.append([])
        if stop_words.is_empty_word(word.group()) and not (joined and word.group() in ("of", "and")):
            runs.append([])
        else:
            runs[-1].append(word)
    phrases: list[str] = []
    for run in runs:
        while run and stop_words.is_empty_word(run[-1].group()):
            run.pop()
        phrase = parser.text[run[0].start() : run[-1].end()] if len(run) > 1 else ""
        if phrase and fold(phrase) not in whole:
            phrases.append(phrase)
    return tuple(dict.fromkeys(phrases))
