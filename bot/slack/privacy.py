"""Whether a brief quotes what not everybody may read.

Before it is shared a person is asked wherever a source has no page on the web. A mention, which nobody is asked about,
is answered in the open unless a source is likely the organisation's own: a document of no known kind, what has an
address inside, and what stands under an official identity without the official address, as a draft in a file of one's
own does that gives House, day and UIN. Saved pages of debates, questions, statements and news stay public words.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from briefs.records.model import Kind
from briefs.topic.model import Brief, Source

_OF_FILES = ("file/", "own/")  # ids of what has no official identity
_INSIDE = frozenset(("corp", "home", "internal", "intranet", "lan", "local", "localhost", "private", "arpa"))


def has_public_page(url: str | None) -> bool:
    """Whether an address leads to a page outside an organisation's own network."""
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    if parts.scheme.lower() not in ("http", "https") or not host:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and host.rpartition(".")[2] not in _INSIDE


def quotes_own(brief: Brief) -> bool:
    """Whether a brief quotes what is likely the organisation's own."""
    return any(_is_own(source) for source in brief.sources if not has_public_page(source.url))


def _is_own(source: Source) -> bool:
    return source.kind is Kind.DOCUMENT or bool(source.url) or not source.record_id.startswith(_OF_FILES)


def share_warning(brief: Brief) -> str | None:
    """Return what is asked before a brief is shared, None where all that it quotes has a public page."""
    own = sum(not has_public_page(source.url) for source in brief.sources)
    if not own:
        return None
    cited = "1 source" if own == 1 else f"{own} sources"
    return (
        f"It quotes {cited} without a public page, as your organisation's own files are. Everybody there can read it."
    )
