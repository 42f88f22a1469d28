"""One sense of a word: what a request of one common word means in the records, told apart by capitals and by company.

"SEND" is not "to send", a tariff is not the Drug Tariff, and drinks that are spiked are not prices that are spiking.
The main sense is taken, the others are offered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefs.index.query import Search
from briefs.language.words import STOP_WORDS, WORD, content_stems, stem
from briefs.library import Library
from briefs.names.concepts import Concept
from briefs.records.model import Record
from briefs.request.model import Query
from briefs.topic.meanings import OtherSenses, Settled
from briefs.topic.segments import RecordView

FEWEST = 3  # records that must have a word in their heading for its company to be known
ALONE = 0.2  # of the texts with a longer name, how many may have the word by itself as well
MAIN = 0.5  # of the records with a word, how many must print it as an acronym, or the most in which it is a longer name
LEFT_OUT = 0.4  # of the records found, the most that may be taken for another sense
TOLD = 2  # words of the company that a record must have, where the table tells what the word means
MOST_OFFERED = 3

_CAPITAL = r"[A-Z][^\W_]*(?:['’-][^\W_]+)*"
_LONGER = re.compile(rf"(?<![\w'’-]){_CAPITAL}(?: (?:of|for|and|the) {_CAPITAL}| {_CAPITAL})+")
_EVERYWHERE = content_stems(
    "ask Secretary State Department assessment potential merits minister government hon right member friend lady"
    " gentleman question answer people year support work make made take steps plan include whether help need ensure"
    " number use impact effect policy estimate discuss colleague information provide new time country"
)


def in_capitals(library: Library, query: Query) -> tuple[Query, tuple[Settled, ...]]:
    """Return the request with each word read as an acronym where the records mostly print it as one, and what it was.

    "send reform" is a reform of SEND; in "send letters" nothing is. Raises StoreError, IndexUnavailable.
    """
    settled: list[Settled] = []
    for concept in query.concepts:
        acronym = concept.typed.upper()
        entries = library.aliases.meanings(acronym) if concept.kind == "words" and concept.typed.islower() else ()
        if len(entries) != 1 or not entries[0].ordinary_word:
            continue
        meaning = library.aliases.concept(entries[0], acronym)
        others = tuple(_words(other) for other in query.concepts if other is not concept)
        printed = Search(groups=(((acronym,),), *others), as_printed=frozenset([(acronym,)]))
        number = len(library.count_records(printed))
        if number and number >= MAIN * len(library.count_records(Search(groups=(((acronym,),), *others)))):
            taken = replace(meaning, typed=concept.typed)
            query = replace(query, concepts=tuple(taken if c is concept else c for c in query.concepts))
            settled.append(Settled(concept.typed, next(n.text for n in meaning.names if not n.exact_case)))
    return query, tuple(settled)


def not_in_longer_names(query: Query, texts: Sequence[str]) -> tuple[Query, tuple[OtherSenses, ...]]:
    """Return a request of one plain word that does not mean the longer names it stands in, and these names.

    ``texts`` are those found for the word, one a record. A longer name is another thing where the texts that give it
    seldom have the word by itself, and where most of the texts do not give such names.
    """
    if len(query.concepts) != 1 or not _one_common_word(query.concepts[0]):
        return query, ()
    concept = query.concepts[0]
    with_name, alone = Counter[str](), Counter[str]()
    for text in texts:
        names, by_itself = _places(text, stem(concept.typed))
        with_name.update(names)
        alone.update(names if by_itself else ())
    others = tuple(name for name, most in with_name.most_common() if alone[name] <= ALONE * most)
    if not others or sum(with_name[name] for name in others) > MAIN * len(texts):
        return query, ()
    told_apart = replace(concept, not_in=(*concept.not_in, *others))
    return replace(query, concepts=(told_apart,)), (OtherSenses(concept.typed, others[:MOST_OFFERED]),)


def of_the_main_sense(
    views: Sequence[RecordView], query: Query
) -> tuple[tuple[RecordView, ...], tuple[OtherSenses, ...]]:
    """Return the records read without those in which a request's one word has another sense, and the headings of these.

    The records with the word in their heading, or with a longer name that the table gives it, have its company: the
    words of the sentences it stands in. A record is of another sense where it has none of that company. Where the
    table does not say what is meant and many records would be left out, no sense is the main one.
    """
    everything = tuple(views)
    if len(query.concepts) != 1 or not _one_common_word(query.concepts[0]):
        return everything, ()
    concept = query.concepts[0]
    own = {stem(word) for word in WORD.findall(concept.typed)} | _EVERYWHERE
    full = content_stems(" ".join(n.text for n in concept.names if len(WORD.findall(n.text)) > 1)) - own
    contexts = {view.record.record_id: _context(view) - own for view in views}
    core = [view for view in views if view.title_met or full & contexts[view.record.record_id]]
    counted = Counter(each for view in core for each in contexts[view.record.record_id])
    company = {word for word, number in counted.items() if number >= max(1, len(core) // 5)} | full
    least = TOLD if full else 1
    left = [
        view
        for view in views
        if view not in core and _has_heading(view.record) and len(company & contexts[view.record.record_id]) < least
    ]
    unclear = len(core) < FEWEST or len(left) > LEFT_OUT * len(views)
    if not core or not left or (unclear and not full):
        return everything, ()
    headings = tuple(dict.fromkeys(view.record.title for view in left))[:MOST_OFFERED]
    return tuple(view for view in views if view not in left), (OtherSenses(concept.typed, headings),)


def _has_heading(record: Record) -> bool:
    """Whether a record's title says what it is about, and not only its number."""
    return not (record.uin and record.uin in record.title)


def _one_common_word(concept: Concept) -> bool:
    """Whether a concept was typed as one word in small letters."""
    return concept.kind in ("words", "subject") and concept.typed.islower() and len(WORD.findall(concept.typed)) == 1


def _words(concept: Concept) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(WORD.findall(name.text)) for name in concept.names)


def _places(text: str, wanted: str) -> tuple[set[str], bool]:
    """Return the longer names in a text that have a word of this stem, and whether the word stands by itself too."""
    names: set[str] = set()
    covered: list[tuple[int, int]] = []
    for found in _LONGER.finditer(text):
        words = found[0].split()
        while words and words[0].lower() in STOP_WORDS:
            words.pop(0)
        if len(words) > 1 and any(stem(word) == wanted for word in words):
            names.add(" ".join(words))
            covered.append(found.span())
    by_itself = any(
        stem(word[0]) == wanted and not any(start <= word.start() < end for start, end in covered)
        for word in WORD.finditer(text)
    )
    return names, by_itself


def _context(view: RecordView) -> set[str]:
    """Return the words of a record's heading and of the sentences in which it names the topic."""
    stems = set(content_stems(view.record.title))
    for sentence in view.sentences:
        if any(met.own and not met.throughout for met in sentence.met):
            stems |= sentence.stems
    return stems
