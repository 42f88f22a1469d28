"""Dates by what happened then: elections, Governments, Budgets and the few other days that requests count from.

Each event is a day; "under" somebody or some Government is a period. Governments stand in ``briefs.names.governments``,
other holders of offices in ``briefs.names.office_holders``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from briefs.names.governments import GOVERNMENTS
from briefs.names.office_holders import office_named
from briefs.names.parties import canonical_party
from briefs.request.dates.calendar_dates import Context, Point

# The Budgets and the statements that were one in all but name, with the Chancellor who gave them.
BUDGETS: tuple[tuple[date, str], ...] = (
    (date(2010, 6, 22), "Osborne"),
    (date(2011, 3, 23), "Osborne"),
    (date(2012, 3, 21), "Osborne"),
    (date(2013, 3, 20), "Osborne"),
    (date(2014, 3, 19), "Osborne"),
    (date(2015, 3, 18), "Osborne"),
    (date(2015, 7, 8), "Osborne"),
    (date(2016, 3, 16), "Osborne"),
    (date(2017, 3, 8), "Hammond"),
    (date(2017, 11, 22), "Hammond"),
    (date(2018, 10, 29), "Hammond"),
    (date(2020, 3, 11), "Sunak"),
    (date(2021, 3, 3), "Sunak"),
    (date(2021, 10, 27), "Sunak"),
    (date(2023, 3, 15), "Hunt"),
    (date(2024, 3, 6), "Hunt"),
    (date(2024, 10, 30), "Reeves"),
    (date(2025, 11, 26), "Reeves"),
)
SPEECHES: tuple[date, ...] = (  # the King's, before 2022 the Queen's, that open a session
    date(2010, 5, 25),
    date(2012, 5, 9),
    date(2013, 5, 8),
    date(2014, 6, 4),
    date(2015, 5, 27),
    date(2016, 5, 18),
    date(2017, 6, 21),
    date(2019, 10, 14),
    date(2019, 12, 19),
    date(2021, 5, 11),
    date(2022, 5, 10),
    date(2023, 11, 7),
    date(2024, 7, 17),
    date(2026, 5, 13),
)
# Other days that people count from, each with the words for it.
DAYS: tuple[tuple[str, date], ...] = (
    (
        r"(?:we left the eu|brexit(?: day)?|leaving the eu|the uk left the eu)(?! (?:vote|referendum))",
        date(2020, 1, 31),
    ),
    (r"(?:brexit|eu) (?:referendum|vote)|the referendum", date(2016, 6, 23)),
    (
        r"(?:the )?(?:start of (?:the )?)?(?:covid(?:-19)?|coronavirus|(?:covid(?:-19)? |coronavirus )?pandemic)"
        r"(?: (?:pandemic|outbreak))?(?: (?:began|started|hit|broke out))?",
        date(2020, 3, 11),
    ),
    (r"(?:the )?(?:first )?lockdown", date(2020, 3, 23)),
    (
        r"(?:the )?(?:russian |russia )?invasion of ukraine|(?:the )?war in ukraine(?: began| started)?",
        date(2022, 2, 24),
    ),
    (r"(?:the )?(?:truss )?mini[- ]budget", date(2022, 9, 23)),
    (r"(?:the )?grenfell(?: tower)?(?: fire| disaster| tragedy)?", date(2017, 6, 14)),
)
_WON = (
    r"(?:came (?:to|into) (?:power|office|government)|took (?:office|power|over)|got in|won|came in|were elected|"
    r"was elected|got elected|entered government|formed (?:a|the) government|has been in (?:power|office|government)|"
    r"have been in (?:power|office|government)|got (?:into )?power|entered office)"
)
_PARTY = r"(?P<party>labour|the conservatives|conservatives|the tories|tories|the lib dems|the coalition)"
_WHO = r"(?P<who>[a-z][a-z'’-]{1,30}?(?: [a-z][a-z'’-]{1,30}?){0,2}?)"
_OFFICE = r"(?P<office>[a-z]{1,30}(?: [a-z]{1,30}){0,3})"
_EDGE = r"(?![\w]|[-–/]\d)"
_ENDS = r"(?=\s*(?:$|[,.;?!)]|\s{2}))"

_Form = Callable[[re.Match[str], Context], Point | None]


@dataclass(frozen=True, slots=True)
class _GovernmentRun:
    """Governments of the same parties one behind another."""

    parties: str
    first: date
    last: date


def _runs(today: date) -> list[_GovernmentRun]:
    runs: list[_GovernmentRun] = []
    ends = [start - timedelta(1) for start, _, _ in GOVERNMENTS[1:]] + [today]
    for (start, _, parties), end in zip(GOVERNMENTS, ends, strict=True):
        if runs and runs[-1].parties == parties:
            runs[-1] = _GovernmentRun(parties, runs[-1].first, end)
        else:
            runs.append(_GovernmentRun(parties, start, end))
    return [run for run in runs if run.first <= today]


def _day(day: date | None, found: re.Match[str], context: Context) -> Point | None:
    """Return an event that has happened, None for one that has not or is none."""
    if day is None or day > context.today or not context.introduced:
        return None
    return Point(day, day, found.end(), event=True)


def _latest(days: Iterable[date], context: Context, year: int | None = None) -> date | None:
    held = [day for day in days if day <= context.today and (year is None or day.year == year)]
    return max(held, default=None)


def _party_won(found: re.Match[str], context: Context) -> Point | None:
    """Read "Labour came to power": the day on which its latest run of Governments began."""
    words = found["party"].lower().removeprefix("the ")
    name = "Liberal Democrat" if words == "coalition" else canonical_party(words)
    runs = [run for run in _runs(context.today) if name and name in run.parties]
    begun = [run for at, run in enumerate(runs) if at == 0 or runs[at - 1].last + timedelta(1) < run.first]
    return _day(begun[-1].first if begun else None, found, context)


def _government_changed(found: re.Match[str], context: Context) -> Point | None:
    return _day(_runs(context.today)[-1].first, found, context)


def _budget(found: re.Match[str], context: Context) -> Point | None:
    """Read "the Budget", "the 2021 autumn budget", "Reeves's budget": a Chancellor's first one, else the latest."""
    if found[0].lower() == "budget":
        return None  # "Pre-Budget Report"
    who, season = (found["who"] or "").lower(), (found["season"] or found["season2"] or "").lower()
    which = (found["which"] or "").lower()
    year = found["year"] or found["year2"] or found["year3"]
    held = [
        day
        for day, name in BUDGETS
        if (not who or who.split()[-1].startswith(name.lower()))
        and (not season or (day.month >= 9) == (season == "autumn"))
    ]
    if who and not year and which not in ("last", "latest"):
        return _day(min(held, default=None), found, context)
    return _day(_latest(held, context, int(year) if year else None), found, context)


def _speech(found: re.Match[str], context: Context) -> Point | None:
    year = found["year"]
    return _day(_latest(SPEECHES, context, int(year) if year else None), found, context)


def _became(found: re.Match[str], context: Context) -> Point | None:
    """Read "Theresa May became prime minister"."""
    span = _held(found["who"], found["office"] or "prime minister", context.today)
    return _day(span[0] if span else None, found, context)


def _under(found: re.Match[str], context: Context) -> Point | None:
    """Read "under Boris Johnson" or "when Theresa May was home secretary"."""
    span = _held(found["who"], found["office"] or "prime minister", context.today)
    return None if span is None else Point(*span, found.end(), event=True)


def _under_party(found: re.Match[str], context: Context) -> Point | None:
    words = found["party"].lower().removeprefix("the ")
    name = " and " if words == "coalition" else canonical_party(words)
    runs = [run for run in _runs(context.today) if name and name in run.parties]
    if not runs:
        return None
    first = len(runs) - 1
    while first and runs[first - 1].last + timedelta(1) == runs[first].first:
        first -= 1
    return Point(runs[first].first, runs[-1].last, found.end(), event=True)


def _under_government(found: re.Match[str], context: Context) -> Point | None:
    runs = _runs(context.today)
    back = 1 if found["which"].lower() in ("last", "previous", "old", "former") else 0
    if len(runs) <= back:
        return None
    run = runs[-1 - back]
    return Point(run.first, run.last, found.end(), event=True)


def _held(who: str, office: str, today: date) -> tuple[date, date] | None:
    """Return first and last day on which somebody, by surname or whole name, held an office."""
    meant = office_named(office.split())
    name = re.sub(r"['’]s?$", "", who.casefold())
    tenures = [each for each in (meant.held if meant else ()) if _is_called(each.name, name)]
    if not tenures:
        return None
    present = meant is not None and tenures[-1] == meant.held[-1]
    return tenures[0].first, today if present else tenures[-1].last


def _is_called(full: str, typed: str) -> bool:
    full = full.casefold()
    return typed in (full, full.split()[-1])


def _fixed(day: date) -> _Form:
    return lambda found, context: _day(day, found, context)


def _compiled(pattern: str, edge: str = _EDGE) -> re.Pattern[str]:
    return re.compile(pattern + edge, re.IGNORECASE)


_YEAR = r"(?:19|20)\d\d"
FORMS: tuple[tuple[re.Pattern[str], _Form], ...] = (
    (_compiled(rf"{_PARTY} {_WON}"), _party_won),
    (
        _compiled(
            r"(?:the )?(?:change of government|new government(?: (?:took office|came in))?|"
            r"(?:this|the(?: current| present| new)?) government (?:took office|came in|came to power|was elected)|"
            r"(?:this|the (?:current|present)) government|starmer(?:[’']s)? government)"
        ),
        _government_changed,
    ),
    (
        _compiled(
            rf"(?:the |his |her )?(?:(?P<which>last|latest|most recent|first) )?(?:(?P<year>{_YEAR}) )?"
            rf"(?:(?P<season>autumn|spring) )?"
            rf"(?:(?:rachel |jeremy |rishi |philip |george )?(?P<who>[a-z]{{3,12}})['’]s? (?:(?:first|last) )?)?"
            rf"(?:(?P<year2>{_YEAR}) )?(?:(?P<season2>autumn|spring) )?budget(?: (?P<year3>{_YEAR}))?"
        ),
        _budget,
    ),
    (_compiled(rf"(?:the )?(?:last |latest )?(?:(?P<year>{_YEAR}) )?(?:king|queen)['’]?s['’]? speech"), _speech),
    *((_compiled(words), _fixed(day)) for words, day in DAYS),
    (_compiled(rf"{_WHO} (?:became|was made|was appointed(?: as)?) (?:the )?{_OFFICE}", _ENDS), _became),
    (_compiled(rf"{_WHO} (?:took over|took office|came in|entered number 10)(?P<office>)", _ENDS), _became),
    (_compiled(rf"(?:under|during) {_PARTY}(?: government)?"), _under_party),
    (
        _compiled(
            r"(?:under|during|in) (?:the )?(?P<which>last|previous|old|former|current|present|this|new) "
            r"(?:(?:labour|conservative|tory) )?government"
        ),
        _under_government,
    ),
    (_compiled(rf"when {_WHO} was (?:the )?{_OFFICE}", _ENDS), _under),
    (
        _compiled(
            rf"(?:under|during) {_WHO}(?:['’]s? (?:premiership|government|time(?: in office)?))?(?P<office>)", _ENDS
        ),
        _under,
    ),
)
