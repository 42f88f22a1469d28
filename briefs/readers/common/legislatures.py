"""Legislatures whose records share a form with Westminster's and are not held: refused by name.

parlparse keeps the Scottish Parliament, the Northern Ireland Assembly, the Senedd and questions to the Mayor of London
in the same XML as the two Houses, told apart by the series in their ids; TheyWorkForYou shows them on like pages.
ParlaMint names the country in the identifier of a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from briefs.errors import RefusedInput

_SCOTLAND = "the Scottish Parliament"
_NORTHERN_IRELAND = "the Northern Ireland Assembly"
_WALES = "the Senedd (Welsh Parliament)"
_LONDON = "the Mayor of London and the London Assembly"

_WESTMINSTER = frozenset("debate debates lords westminhall whall wrans wms lordswrans lordswms standing pbc".split())
_SERIES = (
    (re.compile(r"^(?:sp|scot)"), _SCOTLAND),
    (re.compile(r"^ni"), _NORTHERN_IRELAND),
    (re.compile(r"^(?:senedd|cy$|wales|welsh|na[fw])"), _WALES),
    (re.compile(r"^(?:lmq|london|la$)"), _LONDON),
)
_FILES = re.compile(r"^(?P<series>[a-z]+)[_-]?\d{4}-\d{2}-\d{2}", re.IGNORECASE)
_SITES = (
    (re.compile(r"(?:^|\.)(?:scottish\.parliament\.uk|parliament\.scot)$"), _SCOTLAND),
    (re.compile(r"(?:^|\.)niassembly\.(?:gov\.uk|org)$"), _NORTHERN_IRELAND),
    (re.compile(r"(?:^|\.)(?:senedd\.(?:wales|cymru)|assembly\.wales|cynulliad\.cymru|assemblywales\.org)$"), _WALES),
    (re.compile(r"(?:^|\.)london\.gov\.uk$"), _LONDON),
)
_TWFY_PAGES = {
    **dict.fromkeys(("sp", "spwrans"), _SCOTLAND),
    "ni": _NORTHERN_IRELAND,
    **dict.fromkeys(("senedd", "wales"), _WALES),
    "london": _LONDON,
}
PLACES = (
    r"(?:the )?(?:Scottish Parliament|Northern Ireland Assembly|Senedd(?: Cymru)?|Welsh Parliament"
    r"|National Assembly for Wales|London Assembly)"
)
"""How a page says that something was said in one of them."""
_NAMES = (
    (re.compile(r"\bscottish (?:parliament|government|executive)\b", re.IGNORECASE), _SCOTLAND),
    (re.compile(r"\bnorthern ireland (?:assembly|executive)\b", re.IGNORECASE), _NORTHERN_IRELAND),
    (
        re.compile(r"\bsenedd\b|\bwelsh (?:parliament|government|assembly)\b|\bnational assembly for wales\b", re.I),
        _WALES,
    ),
    (re.compile(r"\bmayor of london\b|\blondon assembly\b", re.IGNORECASE), _LONDON),
)
_ABROAD = {
    **{"AT": "Austria", "BA": "Bosnia and Herzegovina", "BE": "Belgium", "BG": "Bulgaria", "CZ": "Czechia"},
    **{"DE": "Germany", "DK": "Denmark", "EE": "Estonia", "ES": "Spain", "ES-CT": "Catalonia", "ES-GA": "Galicia"},
    **{"ES-PV": "the Basque Country", "FI": "Finland", "FR": "France", "GR": "Greece", "HR": "Croatia"},
    **{"HU": "Hungary", "IE": "Ireland", "IL": "Israel", "IS": "Iceland", "IT": "Italy", "LT": "Lithuania"},
    **{"LV": "Latvia", "NL": "the Netherlands", "NO": "Norway", "PL": "Poland", "PT": "Portugal", "RO": "Romania"},
    **{"RS": "Serbia", "SE": "Sweden", "SI": "Slovenia", "SK": "Slovakia", "TR": "Türkiye", "UA": "Ukraine"},
}
_CORPUS = re.compile(r"\bParlaMint-(?P<country>[A-Z]{2}(?:-[A-Z]{2})?)(?![A-Za-z])")


def refuse_others_xml(series: Iterable[str], addresses: Iterable[str], name: str) -> None:
    """Raise RefusedInput where the series of a file's ids are none of Westminster's.

    Where no id has a series, the addresses that the file gives and then its name decide.
    """
    held = {each.casefold() for each in series if each}
    if held:
        foreign = sorted(held - _WESTMINSTER)
        if foreign and not held & _WESTMINSTER:
            raise refusal(_first(_SERIES, foreign) or f"another legislature (“{foreign[0]}” in its ids)")
        return
    named = _FILES.match(name)
    by_address = next(filter(None, map(of_address, addresses)), None)
    by_name = _first(_SERIES, [named["series"].casefold()]) if named else None
    if found := by_address or by_name:
        raise refusal(found)


def refuse_others_corpus(head: str) -> None:
    """Raise RefusedInput where a file of ParlaMint is another country's."""
    found = _CORPUS.search(head)
    if found and found["country"] != "GB":
        place = _ABROAD.get(found["country"])
        raise refusal(f"the parliament of {place}" if place else f"another parliament (ParlaMint-{found['country']})")


def of_address(address: str | None) -> str | None:
    """Return the legislature whose record stands at an address; None for Westminster and for all other pages."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    if host == "theyworkforyou.com":
        return _TWFY_PAGES.get(parts.path.strip("/").partition("/")[0])
    return _first(_SITES, [host])


def of_name(name: str) -> str | None:
    """Return the legislature that a name of it or of its government means, None for any other name."""
    return _first(_NAMES, [name])


def refusal(legislature: str) -> RefusedInput:
    """Return the refusal of a record of another legislature."""
    return RefusedInput(
        f"this is a record of {legislature}; pqbrief reads only those of the House of Commons and the House of Lords"
    )


def _first(table: Iterable[tuple[re.Pattern[str], str]], words: Iterable[str]) -> str | None:
    words = list(words)
    return next((name for pattern, name in table for word in words if pattern.search(word)), None)
