"""Where a passage, and the very sentence quoted from it, stands on the official page.

A link is the record's own address, with the passage's anchor where it has one. Pages that hold a record's text as it
stands take a text fragment besides (WICG Scroll to Text Fragment): the browser goes to the words and marks them. Its
words are those of the quotation, as many as make them the only such words of the record; where they cannot be made so,
there is none. A page that has changed since opens as if the fragment were not there.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from briefs.records.model import Record

_FEWEST, _MOST = 4, 9  # words at each end of a quotation; below the fewest, two places are soon alike
_WORD = re.compile(r"\S+")
_UNLINKABLE = re.compile(r"[\s\x00-\x1f]")
_EDGES = "“”‘’\"'()[]{}.,;:!?…–—- \t"
# Hosts whose pages hold the text itself, with the form of the path of a page that does.
_HOLDING_TEXT: dict[str, re.Pattern[str]] = {
    "www.gov.uk": re.compile(r"^/government/(?:speeches|news|publications/[^/]+/[^/]+)"),
    "committees.parliament.uk": re.compile(r"/html/?$"),
    "hansard.parliament.uk": re.compile(r"/debates/"),
    "questions-statements.parliament.uk": re.compile(r"/detail/"),
    "www.theyworkforyou.com": re.compile(r"^/(?:debates|lords|whall|wrans|wms)/?$"),
    "www.ukpol.co.uk": re.compile(r"^/[^/]+/?$"),
}


def web_link(url: str | None) -> str | None:
    """Return a link if it is an http or https address with a host, else None."""
    if not url or _UNLINKABLE.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def passage_url(record: Record, passage: int) -> str | None:
    """Return the link to a passage: the record's, with the passage's anchor where it has one."""
    link = web_link(record.url)
    anchor = record.passages[passage].anchor
    return f"{link.split('#')[0]}#{anchor}" if link and anchor else link


def span_url(record: Record, passage: int, start: int, end: int) -> str | None:
    """Return the link to a span of a passage: to its very words where the page holds them, else to the passage."""
    link = passage_url(record, passage)
    if link is None or ":~:" in link or not _holds_text(link):
        return link
    directive = text_directive(record, record.passages[passage].text[start:end])
    if directive is None:
        return link
    return f"{link}{'' if '#' in link else '#'}:~:{directive}"


def text_directive(record: Record, span: str) -> str | None:
    """Return "text=first words,last words" for a span, percent-encoded, None where its words are not its alone.

    The first words must stand at one place of the record only, and the last words follow them soonest at the end of
    the span, for that is how a browser reads the two.
    """
    whole = "\n".join(_folded(passage.text) for passage in record.passages)
    span = span.strip(_EDGES)
    words = [found.span() for found in _WORD.finditer(span)]
    if len(words) < _FEWEST or "\n" in span:
        return None
    if len(words) <= 2 * _FEWEST:
        return f"text={_encoded(span)}" if whole.count(_folded(span)) == 1 else None
    shown = _folded(span)
    half = min(_MOST, len(words) // 2)
    first = next((end for _, end in words[_FEWEST - 1 : half] if whole.count(shown[:end]) == 1), None)
    if first is None:
        return None
    starts = [start for start, _ in words[-half:]][: half - _FEWEST + 1]
    last = next((start for start in reversed(starts) if shown.find(shown[start:], first) == start), None)
    return f"text={_encoded(span[:first])},{_encoded(span[last:])}" if last is not None else None


def _folded(text: str) -> str:
    """Return text without capitals, which a browser passes over, every letter in its place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _encoded(text: str) -> str:
    """Return words for a directive: "-" and "," mean something in it, and so they are encoded like all the rest."""
    return quote(text, safe="").replace("-", "%2D")


def _holds_text(link: str) -> bool:
    parts = urlsplit(link)
    pattern = _HOLDING_TEXT.get((parts.hostname or "").lower())
    return pattern is not None and pattern.search(parts.path) is not None
