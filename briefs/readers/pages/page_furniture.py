"""Which elements of a web page are no part of its words: menus, notices, boxes of links, captions.

An element is furniture by its tag, its role, its class, or because it is links and nothing else. A class says little (a
chapter on social care has one called "social"), so it counts only where the text bears it out; what holds the page's
heading or most of its words is never furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from selectolax.lexbor import LexborNode

from briefs.readers.pages.page_measures import Measure

_BY_ROLE = {
    "navigation": "navigation",
    "banner": "navigation",
    "contentinfo": "page footer",
    "search": "form",
    "menubar": "navigation",
    "menu": "navigation",
}
_BY_CLASS: tuple[tuple[str, str], ...] = (
    (
        "navigation",
        "nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager skiplink skip topbar sitenav",
    ),
    ("cookie notice", "cookie cookies cookiebanner cookienotice cookieconsent gdpr onetrust consentbanner"),
    ("share link", "share sharing sharebar sharebuttons sharelinks socialshare sociallinks socialmedia addthis"),
    (
        "related headlines",
        "related relatedstories relatedcontent recommended recommendations trending promo promos teaser teasers "
        "mostread mostviewed mostpopular morestories readmore topstories",
    ),
    ("subscription box", "newsletter newsletters subscribe subscription signup mailinglist paywall registration"),
    ("advertisement", "ad ads advert adverts advertisement sponsored"),
    ("comments", "commentlist commentslist commentssection commentsarea commentthread disqus"),
    ("page footer", "footer sitefooter colophon"),
    ("caption", "caption figcaption imagecaption imagecredit photocredit wpcaptiontext"),
    ("list of contents", "toc tableofcontents contentslist"),
)
_KIND_OF_CLASS = {token: kind for kind, tokens in _BY_CLASS for token in tokens.split()}
# What the text of an element with sentences in it must say for its class to be believed.
_BORNE_OUT = {
    "cookie notice": re.compile(r"\bcookies?\b", re.IGNORECASE),
    "subscription box": re.compile(
        r"\b(?:newsletters?|subscri\w+|sign(?:ing)? up|inbox|e-?mails?|register)\b", re.IGNORECASE
    ),
    "share link": re.compile(r"\b(?:facebook|twitter|whatsapp|linkedin|follow us)\b", re.IGNORECASE),
    "page footer": re.compile(r"©|\bcopyright\b|\brights reserved\b|\blicence\b", re.IGNORECASE),
}
_TOKEN = re.compile(r"[a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_HAVE_CLASSES = frozenset("div section ul ol p form table span aside header footer dl".split())
_OF_LINKS = frozenset("div section ul ol dl header footer table td p".split())
_FORM = frozenset("button label legend input textarea output optgroup option".split())
_MOST_CLASS, _MOST_WORDS = 400, 0.5
_LINK_SHARE, _HEADLINE_WORDS, _FEW = 0.75, 4, 60
# What leads into a list that is of the words: "The board published the following papers".
_LEADS_IN = re.compile(r":$|\b(?:the following|as follows|listed below)\b[^.?!]*\.?$", re.IGNORECASE)
_LEAD = 160
_SENTENCE_ENDS = (".", "?", "!", "”")
_OF_LINKS_ALONE = ("navigation", "related headlines", "list of contents")


@dataclass(frozen=True, slots=True)
class ElementPlace:
    """Where an element stands.

    ``has_main`` says whether the page names its main part, ``in_main`` whether the element is in it, ``below`` whether
    the page's heading stands above it; ``of_page`` is how many characters outside links the whole page has;
    ``layouts`` are the tables that hold tables and so are there for the look of the page.
    """

    has_main: bool
    in_main: bool
    below: bool
    of_page: int
    layouts: frozenset[int] = frozenset()


def furniture_of(node: LexborNode, measure: Measure, place: ElementPlace) -> str | None:
    """Return the kind of furniture that an element is as a whole, None where it may be words of the page."""
    if not measure.characters:
        return None
    kind = _by_tag(node, measure, place)
    if kind is None and not measure.holds_main and measure.unlinked <= _MOST_WORDS * place.of_page:
        kind = _by_class(node, measure)
    return kind or _by_links(node, measure, place)


def _by_tag(node: LexborNode, measure: Measure, place: ElementPlace) -> str | None:
    tag = node.tag or ""
    if tag in _FORM:
        return "form"
    if tag == "figcaption" or (tag == "figure" and not measure.sentences and node.css_first("table, pre") is None):
        return "caption"
    return None if measure.holds_main else _by_region(node, tag, measure, place)


def _by_region(node: LexborNode, tag: str, measure: Measure, place: ElementPlace) -> str | None:
    """Return what an element is that marks a region of the page."""
    role = node.attributes.get("role") or ""
    if tag == "dialog" or role in ("dialog", "alertdialog"):
        return "cookie notice" if _says("cookie notice", node) else "registration notice"
    kind = "form" if tag == "form" and measure.sentences < 2 else "navigation" if tag == "nav" else _BY_ROLE.get(role)
    if kind is None and not place.in_main:
        kind = {"header": "navigation", "footer": "page footer"}.get(tag)
    if kind is None and (tag == "aside" or role == "complementary"):
        outside = place.has_main and not place.in_main
        of_links = 2 * measure.linked > measure.characters or (measure.links and not measure.sentences)
        kind = "related headlines" if outside or of_links else None
        if kind is None and not measure.sentences and not node.text().rstrip().endswith(_SENTENCE_ENDS):
            kind = "aside"
    return kind


def _by_class(node: LexborNode, measure: Measure) -> str | None:
    if node.tag not in _HAVE_CLASSES:
        return None
    attributes = node.attributes
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:_MOST_CLASS]
    for name in named.split():
        tokens = _TOKEN.findall(_CAMEL.sub(" ", name).lower())
        for token in ("".join(tokens), *(a + b for a, b in pairwise(tokens)), *tokens):
            kind = _KIND_OF_CLASS.get(token)
            if kind and _is_borne_out(kind, node, measure):
                return kind
    return None


def _is_borne_out(kind: str, node: LexborNode, measure: Measure) -> bool:
    """Whether an element is what its class calls it: links, a few words, or what such a thing says."""
    holds_words = measure.sentences > 0 or node.css_first("table") is not None
    if kind in _OF_LINKS_ALONE:
        return 2 * measure.linked > measure.characters or (measure.characters < _FEW and not holds_words)
    return not holds_words or kind in ("comments", "caption") or _says(kind, node)


def _says(kind: str, node: LexborNode) -> bool:
    rule = _BORNE_OUT.get(kind)
    return rule is not None and rule.search(node.text()) is not None


def _by_links(node: LexborNode, measure: Measure, place: ElementPlace) -> str | None:
    """Return what an element is that is links and nothing else; a list that a sentence leads into is of the words."""
    few = measure.links < (2 if node.tag in ("ul", "ol", "p") else 3)
    if node.tag not in _OF_LINKS or few or measure.sentences or measure.linked < _LINK_SHARE * measure.characters:
        return None
    if (node.tag == "table" and len(node.css("tr")) > 1) or (
        node.tag == "td" and table_around(node) not in place.layouts
    ):
        return None
    before = node.prev
    while before is not None and (before.tag == "-text" and not before.text().strip()):
        before = before.prev
    if before is not None and _LEADS_IN.search(before.text().rstrip()[-_LEAD:]):
        return None
    if measure.local_links == measure.links:
        return "list of contents"
    if not place.below:
        return "navigation"
    return "related headlines" if measure.link_words >= _HEADLINE_WORDS * measure.links else "list of links"


def table_around(node: LexborNode) -> int:
    """Return the ``mem_id`` of the table that an element stands in, 0 for none."""
    around = node.parent
    while around is not None and around.tag != "table":
        around = around.parent
    return around.mem_id if around is not None else 0
