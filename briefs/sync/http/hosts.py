"""Which addresses a source may be asked at, and how often a host is asked."""

from __future__ import annotations

import ipaddress
import operator
import threading
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

from briefs.errors import SourceUnavailable
from briefs.sync.http.clock import REAL, SystemClock

# Services of one owner send people from one of their hosts to another: the older host of the questions' service
# answers with a redirect to the present one.
_OWNERS = ("parliament.uk", "gov.uk")


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def parts_of(address: str) -> SplitResult | None:
    """Return the parts of a web address that may be asked, None where it is none.

    An address is https, or http on this machine itself, and names no user.
    """
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or parts.username is not None or parts.password is not None:
        return None
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host)):
        return parts
    return None


class Allowed:
    """The hosts that one source may be asked at, its own addresses deciding."""

    def __init__(self, addresses: Iterable[str], *, exact: bool = False) -> None:
        """Take the source's own addresses; ``exact`` allows their hosts and ports alone, and none of the same owner."""
        self._own = [origin for address in addresses if (origin := _origin(address)) is not None]
        self._exact = exact

    def on_this_machine(self) -> set[tuple[str, int]]:
        """Return host and port of those of the source's own addresses that are on this machine itself."""
        return {origin for origin in self._own if is_loopback(origin[0])}

    def check(self, url: str, source: str) -> str:
        """Return the host of an address. Raises SourceUnavailable where it may not be asked."""
        origin = _origin(url)
        alike = operator.eq if self._exact else _alike
        if origin is None or not any(alike(origin, own) for own in self._own):
            raise SourceUnavailable(
                f"{source} pointed to {url[:200]}, which is not an address that this source may be asked at: it was"
                " not followed; correct the source's address in the sources file if the service has moved."
            )
        return origin[0]


def _origin(address: str) -> tuple[str, int] | None:
    """Return host and port of a web address that may be asked, None where it is none."""
    parts = parts_of(address)
    if parts is None:
        return None
    return (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)


def _alike(origin: tuple[str, int], own: tuple[str, int]) -> bool:
    """Whether two hosts are of one owner, at the same port or at that of https."""
    (host, port), (own_host, own_port) = origin, own
    if is_loopback(host):
        return is_loopback(own_host)
    if port not in (own_port, 443):
        return False
    if host in (own_host, f"www.{own_host}") or own_host == f"www.{host}":
        return True
    return any(_belongs(host, owner) and _belongs(own_host, owner) for owner in _OWNERS)


def _belongs(host: str, owner: str) -> bool:
    return host == owner or host.endswith(f".{owner}")


class Pace:
    """Keeps requests to one host apart. Threads may share it."""

    def __init__(self, clock: SystemClock = REAL) -> None:
        """Begin with no host asked yet."""
        self._clock = clock
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, interval: float) -> None:
        """Sleep until the host may be asked again, ``interval`` seconds after the last time."""
        with self._lock:
            now = self._clock.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + interval
        if turn > now:
            self._clock.sleep(turn - now)
