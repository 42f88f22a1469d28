"""What a web page says about itself: JSON-LD of an article, Open Graph properties, the canonical link."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from briefs.readers.common.decoding import visible
from briefs.readers.common.london_days import london_day
from briefs.readers.common.markup import web_address

_ARTICLES = ("Article", "BlogPosting", "Report")
_LONGEST = 500
_MAX_OBJECTS = 2_000


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """A page's own particulars, each None where it does not give it.

    ``is_news`` where it calls itself a news story, ``is_article`` where it calls itself an article of any sort.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    is_news: bool = False
    is_article: bool = False


def page_metadata(page: LexborHTMLParser) -> PageMetadata:
    """Return what the page says about itself: JSON-LD first, Open Graph and meta elements for what it leaves out."""
    article = next(_articles(page), {})
    meta = _meta_elements(page)
    kinds = " ".join(_strings(article.get("@type")))
    authors = tuple(dict.fromkeys(name for name in map(_name, _as_list(article.get("author"))) if name))
    by_meta = meta.get("author")
    return PageMetadata(
        title=_line(article.get("headline")) or meta.get("og:title"),
        authors=authors or ((by_meta,) if by_meta and web_address(by_meta) is None else ()),
        published=_day(article.get("datePublished")) or _day(meta.get("article:published_time")),
        publisher=_name(article.get("publisher")) or meta.get("og:site_name"),
        url=_canonical(page) or _address(article) or web_address(meta.get("og:url")),
        is_news="NewsArticle" in kinds,
        is_article=bool(kinds) or meta.get("og:type") == "article",
    )


def without_site_name(metadata: PageMetadata) -> PageMetadata:
    """Return the metadata with " | Site" or " - Site" taken off the end of its title."""
    for mark in (" | ", " - ", " – "):
        end = f"{mark}{metadata.publisher}"
        if metadata.title and metadata.publisher and metadata.title.endswith(end):
            return replace(metadata, title=metadata.title.removesuffix(end).strip() or metadata.title)
    return metadata


def _articles(page: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """Yield the page's JSON-LD objects that are articles; what is no JSON is passed over."""
    for script in page.css('script[type="application/ld+json"]'):
        try:
            found = json.loads(script.text() or "", strict=False)
        except (ValueError, RecursionError):
            continue
        queue = [found]
        for _ in range(_MAX_OBJECTS):
            if not queue:
                break
            item = queue.pop(0)
            if isinstance(item, list):
                queue[:0] = item[:_MAX_OBJECTS]
            elif isinstance(item, dict):
                if any(kind.endswith(_ARTICLES) for kind in _strings(item.get("@type"))):
                    yield item
                queue += [item[key] for key in ("@graph", "mainEntity") if key in item]


def _meta_elements(page: LexborHTMLParser) -> dict[str, str]:
    """Return the meta elements by property or name, the first of each."""
    found: dict[str, str] = {}
    for element in page.css("meta[content]"):
        key = element.attributes.get("property") or element.attributes.get("name")
        value = _line(element.attributes.get("content"))
        if key and value:
            found.setdefault(key.lower(), value)
    return found


def _canonical(page: LexborHTMLParser) -> str | None:
    link = page.css_first('link[rel="canonical"]')
    return web_address(link.attributes.get("href")) if link is not None else None


def _address(article: dict[str, Any]) -> str | None:
    """Return the address that an article gives as its own: its url, the page it is the main entity of, or its id."""
    page = article.get("mainEntityOfPage")
    candidates = (article.get("url"), page.get("@id") if isinstance(page, dict) else page, article.get("@id"))
    return next((address for value in candidates if (address := web_address(value))), None)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _strings(value: Any) -> list[str]:
    return [item for item in _as_list(value) if isinstance(item, str)]


def _name(value: Any) -> str | None:
    return _line(value.get("name")) if isinstance(value, dict) else _line(value)


def _line(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    line = " ".join(visible(value).split())
    return line if 0 < len(line) <= _LONGEST else None


def _day(value: Any) -> date | None:
    return london_day(value) if isinstance(value, str) else None
