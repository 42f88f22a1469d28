"""Places by which a request narrows its topic: "flood defences in Cumbria" is about flood defences.

The table has what England, Wales, Scotland and Northern Ireland are divided into: nations, regions, counties, larger
cities and the areas of police forces. A seat of the House, or any name with a capital behind "in", is a place too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from briefs.names.people import BODY_WORDS

_NATIONS = "England|Scotland|Wales|Northern Ireland|Great Britain"
_REGIONS = (
    "North East|North West|North East England|North West England|Yorkshire and the Humber|Yorkshire|East Midlands|"
    "West Midlands|East of England|London|Greater London|South East|South West|South East England|South West England|"
    "the Midlands|Midlands|East Anglia|the North|the South West|the North East|the North West|the South East|Teesside|"
    "Tyneside|Wearside|Merseyside|Humberside|Thames Valley|West Country|Home Counties|the Highlands|Highlands|"
    "Highlands and Islands|the Borders|the Fens|the Black Country|Black Country|the Potteries|the Lake District|"
    "Lake District|Peak District|the Cotswolds|Isle of Wight|Isle of Man|Isles of Scilly|Orkney|Shetland|Western Isles"
)
_COUNTIES = (
    "Bedfordshire|Berkshire|Bristol|Buckinghamshire|Cambridgeshire|Cheshire|Cleveland|Cornwall|Cumbria|Derbyshire|"
    "Devon|Dorset|Durham|County Durham|East Riding|East Sussex|Essex|Gloucestershire|Greater Manchester|Hampshire|"
    "Herefordshire|Hertfordshire|Kent|Lancashire|Leicestershire|Lincolnshire|Norfolk|North Yorkshire|Northamptonshire|"
    "Northumberland|Northumbria|Nottinghamshire|Oxfordshire|Rutland|Shropshire|Somerset|South Yorkshire|Staffordshire|"
    "Suffolk|Surrey|Sussex|Tyne and Wear|Warwickshire|West Mercia|West Sussex|West Yorkshire|Wiltshire|Worcestershire|"
    "Avon and Somerset|Devon and Cornwall|Dyfed-Powys|Gwent|Dyfed|Powys|Gwynedd|Clwyd|Anglesey|Ynys Môn|Pembrokeshire|"
    "Carmarthenshire|Ceredigion|Monmouthshire|North Wales|South Wales|Mid Wales|West Wales|Glamorgan|Flintshire|"
    "Denbighshire|Fife|Lothian|Ayrshire|Lanarkshire|Dumfries and Galloway|Aberdeenshire|Argyll and Bute|Moray|Tayside|"
    "Strathclyde|Renfrewshire|Perth and Kinross|Angus|Falkirk|Midlothian|East Lothian|West Lothian|Antrim|Armagh|Down|"
    "Fermanagh|Tyrone|Londonderry|County Antrim|County Armagh|County Down|County Fermanagh|County Tyrone"
)
_CITIES = (
    "Bath|Birmingham|Blackburn|Blackpool|Bolton|Bournemouth|Bradford|Brighton|Burnley|Bury|Cambridge|Canterbury|"
    "Carlisle|Chelmsford|Chester|Colchester|Coventry|Crewe|Croydon|Darlington|Derby|Doncaster|Dover|Exeter|"
    "Gateshead|Gloucester|Grimsby|Halifax|Hartlepool|Hastings|Hereford|Huddersfield|Hull|Ipswich|Lancaster|Leeds|"
    "Leicester|Lincoln|Liverpool|Luton|Maidstone|Manchester|Margate|Middlesbrough|Milton Keynes|Newcastle|"
    "Newcastle upon Tyne|Northampton|Norwich|Nottingham|Oldham|Oxford|Peterborough|Plymouth|Poole|Portsmouth|Preston|"
    "Ramsgate|Redcar|Ripon|Rochdale|Rotherham|Salford|Salisbury|Sandwell|Scarborough|Sheffield|Slough|Solihull|"
    "Southampton|Southend|Southend-on-Sea|Southport|St Albans|St Helens|Stockport|Stoke-on-Trent|Stoke|Sunderland|"
    "Swindon|Telford|Torbay|Torquay|Truro|Wakefield|Walsall|Warrington|Wells|Wigan|Winchester|Wirral|Wolverhampton|"
    "Worcester|York|Cardiff|Swansea|Newport|Wrexham|Bangor|Merthyr Tydfil|Llanelli|Barry|Edinburgh|Glasgow|Aberdeen|"
    "Dundee|Inverness|Stirling|Perth|Paisley|Belfast|Derry|Lisburn|Newry|Port Talbot|Hackney|Tower Hamlets|Lambeth|"
    "Southwark|Newham|Camden|Islington|Brent|Ealing|Haringey|Enfield|Barnet|Lewisham|Greenwich|Westminster|Hillingdon"
)
_TABLE = "|".join((_NATIONS, _REGIONS, _COUNTIES, _CITIES))
_BEFORE = re.compile(r"\b(?:in|across|around|within|throughout|near|for)\s+(?P<the>the\s+)?", re.IGNORECASE)
_AREA = re.compile(
    r"(?<!\s)\s++(?:(?:police|constabulary)(?:['’]s)?(?:\s{1,3}(?:force\s{1,3})?area)?|police force(?: area)?|area|"
    r"region|county|constituency|city council|county council)$",
    re.IGNORECASE,
)
_OWN_SEAT = re.compile(
    r"\sin (?:my|our|his|her|their|the minister's) (?:own )?(?:constituency|seat|patch) ?[(,:–—-] ?", re.I
)
_KIND_OF_PLACE = re.compile(
    r"^(?:(?:my|our|his|her|the) )?(?:own )?(?:constituency|county|city|town|borough|region|area|district|village|seat)"
    r"(?: of|,)? ",
    re.IGNORECASE,
)
_NAMES_ON = frozenset("of from to with and or the on about by at for in vs versus not leaving new lord mayor".split())
_ONLY = re.compile(r"(?<![\w'-])(?P<place>(?:\w[\w'-]{0,40}\s{1,3}){1,3})only[ .?!]*+$", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"(?:rural|urban|coastal|inner|outer|central|greater parts of|parts of|much of)\s+", re.IGNORECASE
)
_AND = re.compile(r"(?<!\s)\s*+,\s*+(?:and\s++)?|(?<!\s)\s++(?:and|or|&)\s++", re.IGNORECASE)
_CAPITALISED = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]*)(?:[ -](?:(?:and|of|on|upon|the|by|in|under|le|&) )*[A-ZÀ-Þ][\w’'-]*){0,5}"
)


@cache
def _places() -> dict[str, str]:
    return {name.casefold().removeprefix("the "): name.removeprefix("the ") for name in _TABLE.split("|")}


_WIDE = frozenset(("England", "Great Britain", "the North", "North", "Midlands", "Cleveland", "Westminster", "Angus"))
_WHOLE = re.compile(r"\b(?:England|Britain|UK|United Kingdom|[Nn]ational(?:ly|wide)?|across the country)\b")
_ALSO_WORDS = frozenset("bath barry bury down moray stoke wells perth preston ripon derry brent dover".split())


def known_place(typed: str, seats: Sequence[str] = ()) -> str | None:
    """Return a place of the table, or one of the seats, as it is written; None for what is neither."""
    key = " ".join(typed.casefold().replace("&", "and").split()).removeprefix("the ")
    if key in _ALSO_WORDS and typed.islower():
        return None
    return _places().get(key) or next((seat for seat in seats if seat.casefold() == key), None)


@cache
def _in_text() -> re.Pattern[str]:
    names = sorted({each.removeprefix("the ") for each in _TABLE.split("|")} - _WIDE, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b(?! (?:Hall|House|Stock|Conference))")


def places_named(text: str) -> frozenset[str]:
    """Return the places of the table that a sentence names; none where it speaks of England or the whole country too.

    A name of several places ("Devon and Cornwall") is one.
    """
    if _WHOLE.search(text):
        return frozenset()
    found = frozenset(_in_text().findall(text))
    return frozenset(name for name in found if name.casefold() not in _ALSO_WORDS)


def place_at_end(text: str, seats: Sequence[str] = ()) -> tuple[int, int, tuple[str, ...]] | None:
    """Return the places behind "in" that end a text: where they begin and end, and their names; None where none do.

    A name with capitals counts where the words before it are typed small, so that a title stays one.
    """
    end = len(text.rstrip(" .?!,;"))
    if (own := _OWN_SEAT.search(text)) is not None and text[: own.start()].strip():
        seat = text[own.end() : end].strip(" )")
        if _CAPITALISED.fullmatch(seat):
            return own.start(), end, (seat,)
    if (only := _ONLY.search(text)) is not None:
        for words in (3, 2, 1):
            typed = " ".join(only.group("place").split()[-words:])
            if (name := known_place(typed, seats)) is not None and not typed.islower():
                start = text.rindex(typed)
                return (start, end, (name,)) if text[:start].strip() else None
    for before in _BEFORE.finditer(text):
        typed = text[before.end() : end]
        if not typed or not text[: before.start()].strip(" ,.;:-(\"'"):
            continue
        start, adjective = before.start(), _ADJECTIVE.match(typed)
        if adjective is not None:
            start, typed = before.end() + adjective.end(), typed[adjective.end() :]
        several = [known_place(each, seats) for each in _AND.split(typed)]
        if len(several) > 1 and known_place(typed, seats) is None and all(several):
            return start, end, tuple(filter(None, several))
        bare = _KIND_OF_PLACE.sub("", _AREA.sub("", typed))
        name = known_place(bare, seats) or known_place(typed, seats) or _by_capitals(text, before, bare)
        if name is not None:
            return start, end, (name,)
    return _bare_at_end(text, end, seats)


def _bare_at_end(text: str, end: int, seats: Sequence[str]) -> tuple[int, int, tuple[str, ...]] | None:
    """Return the place that ends a text without a word before it: "potholes Lancashire", the topic typed small."""
    words = text[:end].split()
    for number in (4, 3, 2, 1):
        typed, before = " ".join(words[-number:]), words[:-number]
        name = known_place(typed, seats) if typed.istitle() else None
        if name is not None:
            topic = before and all(word.isalpha() and word.islower() for word in before)
            small = topic and before[-1] not in _NAMES_ON and text[:end].endswith(typed)
            return (end - len(typed), end, (name,)) if small else None
    return None


def _by_capitals(text: str, before: re.Match[str], typed: str) -> str | None:
    """Return a name with capitals that no table has, where the topic before it is typed small."""
    small = any(word[0].islower() for word in text[: before.start()].split() if len(word) > 3)
    whole = _CAPITALISED.fullmatch(typed)
    sure = before.group().split()[0].islower() and not before.group().lower().startswith("for")
    last = text[: before.start()].rsplit(maxsplit=1)[-1]
    named = last[0].isupper() and len(text[: before.start()].split()) > 1  # "Women in Engineering Award"
    body = any(word.casefold() in BODY_WORDS or word.isupper() for word in typed.split())
    return typed if whole and small and sure and not named and not body else None
