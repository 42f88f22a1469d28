"""Whether a brief quotes what not everybody may read: what has no page on the web is taken for the organisation's own.

Where a record came from cannot be told by its id: a file of one's own that gives a House, a day and a UIN stands under
the official one.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from briefs.brief import Brief

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


def share_warning(brief: Brief) -> str | None:
    """Return what is asked before a brief is shared, None where all that it quotes has a public page."""
    own = sum(not has_public_page(source.url) for source in brief.sources)
    if not own:
        return None
    cited = "1 source" if own == 1 else f"{own} sources"
    return (
        f"It quotes {cited} without a public page, as your organisation's own files are. Everybody there can read it."
    )
