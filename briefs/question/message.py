"""Somebody's message to colleagues: the written question that it holds, and what a brief on it would be about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from briefs.index.index import Search
from briefs.library import Library
from briefs.question.input import is_number
from briefs.question.references.patterns import LINK
from briefs.records.model import Kind, Record
from briefs.request.stop_words import is_empty_word
from briefs.store.addresses import record_of_link
from briefs.store.store import Store

_LONGEST_REQUEST = 300
_MOST_WORDS = 40
_TELLING_DIGITS = 3
_MARKED = r"\s*+(?:(?:No\.?|number|:|#)\s*+)?"
_ALONE = r"^\W*(?P<alone>\d{3,7})\W*$"
_UIN = re.compile(
    rf"\b(?:UINs?|PQs?|WPQs?|Questions?|Qs?){_MARKED}(?P<named>(?:HL)?\d{{1,7}})\b"
    rf"|\b(?P<own>(?:HL|HCWS|HLWS)\d{{1,6}})\b|{_ALONE}",
    re.IGNORECASE,
)
_SURE = re.compile(
    rf"\b(?:UIN|W?PQ)s?{_MARKED}(?P<named>(?:HL)?\d{{1,7}})\b|\b(?P<own>HL\d{{2,6}})\b|{_ALONE}", re.IGNORECASE
)
_ASKED = re.compile(
    r"\bto ask (?:the |(?:her|his) majesty['’]s government)(?P<whom>[^,]{0,120}),\s*(?P<what>.{3,})",
    re.IGNORECASE | re.DOTALL,
)


def question_in(store: Store, words: str, links: Sequence[str], today: date) -> str:
    """Return the written question that a message holds: its text, link or UIN; empty where it holds none.

    ``words`` are the message line by line as its writer saw it, ``links`` the addresses in it.
    """
    plain = " ".join(words.split())
    if asked_in(plain):
        return words
    for address in links:
        record = record_of_link(store, address)
        if (record and record.kind is Kind.WRITTEN_QUESTION) or _leads_to_question(address):
            return address
    sure = sure_numbers(plain)
    # "question 4" of a survey is soon the number of some question held.
    telling = [uin for uin in numbers(plain) if uin in sure or len(uin) >= _TELLING_DIGITS]
    held = [uin for uin in telling if any(r.kind is Kind.WRITTEN_QUESTION for r in store.find_uin(uin))]
    named = held or sure
    if not named:
        return ""
    return words if is_number(words, today) else named[0]


def request_of(library: Library, words: str, links: Sequence[str]) -> str:
    """Return the request for which a message stands: of its link, its UIN, the question in it, else its words.

    Empty where it holds no words. A question asks for what the stored question that is most like it is about.
    """
    plain = " ".join(words.split())
    for address in links:
        if record := record_of_link(library.store, address):
            return record.title
    for number in numbers(plain):
        if held := library.store.find_uin(number):
            return held[0].title
    asked = asked_in(plain)
    if asked and (like := _like(library, asked)):
        return like.title
    return asked[:_LONGEST_REQUEST].rpartition(" ")[0] if len(asked) > _LONGEST_REQUEST else asked or plain


def numbers(plain: str) -> list[str]:
    """Return the UINs that a message names as such ("UIN 123", "HL123"), or which is all that it holds."""
    return _named(_UIN, plain)


def sure_numbers(plain: str) -> list[str]:
    """Return the numbers of a message that can be nothing but UINs: called so, with HL before them, or alone."""
    return _named(_SURE, plain)


def _named(rule: re.Pattern[str], plain: str) -> list[str]:
    found = (match["named"] or match["own"] or match["alone"] for match in rule.finditer(plain))
    return list(dict.fromkeys(number.upper() for number in found))


def asked_in(plain: str) -> str:
    """Return what a pasted question asks, without whom it asks; empty where the text holds no question."""
    found = _ASKED.search(plain)
    return found["what"].strip(" .?") if found else ""


def _leads_to_question(address: str) -> bool:
    found = LINK.search(address)
    return found is not None and found["what"].lower() == "questions"


def _like(library: Library, asked: str) -> Record | None:
    """Return the stored written question whose words are most like those of a question."""
    words = dict.fromkeys(word.strip(".,;:?!()'\"“”‘’") for word in asked.split())
    groups = tuple(((word,),) for word in words if word and not is_empty_word(word))[:_MOST_WORDS]
    if not groups:
        return None
    hits = library.search(Search(groups=groups, must=False, kinds=(Kind.WRITTEN_QUESTION,)), 1)
    return next(iter(library.records([hit.record_id for hit in hits]).values()), None)
