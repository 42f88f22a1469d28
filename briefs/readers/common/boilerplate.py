"""The page around the words: navigation, share links, notices, captions, and the days that pages print.

A rule matches a whole line, so that no sentence of a document can be mistaken for furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from briefs.readers.common.base import Stripped

_WHYS: tuple[tuple[str, str], ...] = (
    (
        "navigation",
        r"""skip to (?:main )?(?:content|navigation|footer)|(?:back to )?(?:top|home|menu|search|contents?)
        |previous|next|(?:previous|next) (?:debate|contribution|page|article|story)|main navigation|breadcrumb
        |uk parliament
        |(?:toggle|open|close) (?:menu|search|navigation)|home ?(?:/|>|»).*|find in this debate|view (?:all|more)
        |see all""",
    ),
    (
        "page link",
        r"""download (?:text|pdf|as pdf|this debate)|(?:copy )?link to this (?:speech|contribution|debate)?|copy link
        |- ?view (?:source|speech).*|- ?hansard(?: - ?)*(?:excerpts)?|read full debate.*|watch debate
        |read hansard text.*
        |full debate: .*|(?:view )?(?:speech )?hansard -.*|\(citation: .*\)|link to this speech.*|in context.*
        |individually.*|hansard source.*""",
    ),
    (
        "share link",
        r"""share(?: (?:this|on|via|with|to)\b.{0,40})?|share|(?:post|tweet|email|print|facebook|twitter|x|whatsapp
        |linkedin|reddit|messenger|pinterest|telegram|bookmark)(?: this(?: \w+)?)?|save(?: this)?(?: article
        | for later)?
        |(?:\d{1,9} )?shares?|follow us.*|follow @.*""",
    ),
    (
        "registration notice",
        r"""thank you for registering|please refresh .*|(?:please )?(?:sign|log) ?in\b.{0,60}|register(?: now| here
        | for free)?
        |create (?:an|your)(?: free)? account.*|subscribe(?: now| today| to .*)?|already (?:a subscriber
        |have an account|registered).*
        |(?:become a|join us as a) (?:member|subscriber|supporter).*|you have reached your .*limit.*""",
    ),
    (
        "newsletter notice",
        r"""sign up (?:to|for|here)\b.*|get (?:our|the) .{0,200}(?:newsletter|briefing|inbox).*
        |.{0,200}\bnewsletters?\b[^.]{0,40}
        |please enter (?:a valid|your) email.*|i would like to (?:be emailed|receive) .*|privacy (?:notice|policy).*""",
    ),
    (
        "cookie notice",
        r"""(?:accept|reject|manage|allow)(?: all)?(?: \w+)? cookies?.*|we use cookies.*|this (?:site
        |website) uses cookies.*
        |cookie (?:policy|settings|preferences|notice).*|your privacy.{0,20}""",
    ),
    (
        "loading message",
        r"""reticulating splines|(?:still )?loading(?: ?(?:…|\.\.\.))?|please wait(?: ?(?:…|\.\.\.))?""",
    ),
    (
        "advertisement",
        r"""(?:article continues (?:below|after).*)|advertisements?|sponsored(?: content)?|promoted(?: stories)?
        |support (?:us|our journalism|the \w+).{0,80}""",
    ),
    (
        "related headlines",
        r"""read more\b.*|related(?: (?:articles?|stories|topics|content|internet links))?:?(?: .*)?
        |more on this(?: story)?
        |more (?:from|about|stories)\b.{0,60}|you may (?:also )?(?:like|be interested in).*|most (?:read|viewed
        |popular|commented)
        |recommended(?: for you| stories)?|top stories|see also:?.*|latest (?:news|stories|headlines)|in pictures.*
        |watch:.*|listen:.*""",
    ),
    (
        "comment link",
        r"""(?:view |read |show |leave a |post a )?(?:\d{1,9} )?comments?(?: \(\d{1,9}\))?|join the (?:conversation
        |discussion).*""",
    ),
    (
        "provider notice",
        r"""this information is provided by .*
        |\(?(?:\d{1,9} (?:second|minute|hour|day|week|month|year)s?,? ?){1,6} ago\)?
        |main page: .*|all content is available under .*|©.*|copyright (?:©|\d|of).*|parliamentary copyright.*
        |contains parliamentary information.*""",
    ),
    ("time mark", r"""(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?|\d{1,2} ?(?:am|pm|noon))|(?:noon|midnight)"""),
    (
        "column mark",
        r"""columns? \d{1,9}[A-Z]{0,2}(?:\s{0,3}[-–]\s{0,3}\d{1,9}[A-Z]{0,2})?|volume \d{1,9}(?:: column \d\w{0,20})?
        |\d{1,9} [A-Z][a-z]{2,8} \d{4} : column \w+""",
    ),
)
_RULES = tuple((why, re.compile(re.sub(r"\n\s*", "", pattern), re.IGNORECASE)) for why, pattern in _WHYS)
KINDS_OF_LINES = frozenset(why for why, _ in _RULES)
"""What ``furniture`` can call a line."""
_MAX_LINE = 240

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH_NUMBER = {name[:3].casefold(): number for number, name in enumerate(_MONTHS, 1)}
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY_FORMS = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"),
    re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d{2})\b"),
)


def furniture(line: str) -> str | None:
    """Return why a whole line is no part of a document ("share link", "cookie notice"), or None where it may be one."""
    text = " ".join(line.split()).strip(" |·•")
    if not text or len(text) > _MAX_LINE:
        return None
    return next((why for why, rule in _RULES if rule.fullmatch(text)), None)


def page_lines(text: str) -> list[str]:
    """Return the lines of a page that hold anything, white space around each left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def strip_furniture(lines: Iterable[str]) -> tuple[list[str], list[Stripped]]:
    """Return (the lines that are left, the lines left out with the reason)."""
    kept: list[str] = []
    left_out: list[Stripped] = []
    for line in lines:
        why = furniture(line)
        if why:
            left_out.append(Stripped(line, why))
        else:
            kept.append(line)
    return kept, left_out


def written_day(text: str) -> date | None:
    """Return the first day that ``text`` writes out in full ("25th October 2018", "June 27, 2019", ISO, 03/04/2020).

    Figures alone are read day first, as British pages print them. None where there is no such day.
    """
    found = sorted((m for form in _DAY_FORMS for m in form.finditer(text)), key=lambda m: m.start())
    for match in found:
        month = match["month"].casefold()
        try:
            return date(
                int(match["year"]), int(month) if month.isdigit() else _MONTH_NUMBER[month[:3]], int(match["day"])
            )
        except ValueError:
            continue
    return None
