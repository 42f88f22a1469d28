"""Connections that end in time and lead where they may: the network under the client of the official services.

One deadline holds for a whole exchange: looking up the name, connecting, TLS, headers, body and redirects together. A
name is looked up here, every address it has is checked, and the connection goes to an address that was checked, so that
a name that changes its address in between gains nothing.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

import httpcore2
import httpx2

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# What some versions of Python call global and is of no host on the public internet: the IANA IPv4 and IPv6
# Special-Purpose Address Registries (https://www.iana.org/assignments/iana-ipv4-special-registry and
# https://www.iana.org/assignments/iana-ipv6-special-registry), and the address at which Azure serves its own machines
# (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
_SPECIAL = tuple(
    ipaddress.ip_network(each)
    for each in (
        "192.0.0.0/24",  # IETF protocol assignments, RFC 6890
        "192.88.99.0/24",  # 6to4 relay anycast, deprecated, RFC 7526
        "168.63.129.16/32",  # Azure's platform
        "64:ff9b:1::/48",  # IPv4 and IPv6 translation within a network, RFC 8215
        "100::/32",  # discard only, and dummy prefix, RFC 6666 and RFC 9780
        "2001::/23",  # IETF protocol assignments, RFC 2928
        "3fff::/20",  # documentation, RFC 9637
        "5f00::/16",  # segment routing, RFC 9602
    )
)
_GZIP_OR_ZLIB = 47  # zlib's window bits for "either, by its header"
_PIECE = 1 << 20
ENCODINGS = frozenset(("", "identity", "gzip", "x-gzip"))


class NotPublic(Exception):
    """A host whose address is not one of the public internet; ``str`` gives the address."""


class TooLarge(Exception):
    """A body with more bytes than are taken."""


class Deadline:
    """When the exchange that runs must have ended."""

    def __init__(self) -> None:
        """Begin without a limit."""
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """Give the next exchange this many seconds."""
        self._end = time.monotonic() + seconds

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Let time pass that does not count."""
        began = time.monotonic()
        try:
            yield
        finally:
            self._end += time.monotonic() - began

    def is_over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._end

    def left(self, timeout: float | None) -> float:
        """Return the seconds that one step may take. Raises ReadTimeout where the time is up."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time for the whole answer is up")
        return left if timeout is None else min(left, timeout)


class Network(httpcore2.NetworkBackend):
    """Opens connections to public addresses, and to the ``trusted`` pairs of host and port, within the deadline."""

    def __init__(self, deadline: Deadline, trusted: Iterable[tuple[str, int]], *, private: bool) -> None:
        """Take the deadline and what may be asked unchecked; with ``private`` that is every address."""
        self._deadline, self._trusted, self._private = deadline, frozenset(trusted), private
        self._plain = httpcore2.SyncBackend()

    def check(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host. Raises NotPublic, and ConnectError where it has none."""
        found = _look_up(host, port, self._deadline.left(None))
        if not self._private and (host.lower(), port) not in self._trusted:
            for address in found:
                if not is_public(address):
                    raise NotPublic(address)
        return found

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first of the host's addresses that answers."""
        failed: Exception | None = None
        for address in self.check(host, port):
            try:
                left = self._deadline.left(timeout)
                stream = self._plain.connect_tcp(address, port, left, local_address, socket_options)
                return _Stream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore2.ConnectError(f"{host} has no address")


class _Stream(httpcore2.NetworkStream):
    """A connection each of whose steps keeps to the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Stream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def guarded(client: httpx2.Client, network: Network) -> None:
    """Put a client's connections, those through a proxy of the environment too, on the network given."""
    for transport in (client._transport, *client._mounts.values()):
        if isinstance(transport, httpx2.HTTPTransport):
            transport._pool._network_backend = network  # a library without these fails at once
        elif transport is not None:
            raise TypeError(f"{type(transport).__name__} cannot be guarded")


def proxies() -> set[tuple[str, int]]:
    """Return host and port of the proxies that the environment names, which the operator chose."""
    found = set()
    for address in getproxies().values():
        try:
            parts = urlsplit(address if "://" in address else f"http://{address}")
            found.add(((parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)))
        except ValueError:
            continue
    return found


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, an IPv4 address inside an IPv6 one looked at too."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inside = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(str(inside))
        if ip.is_site_local:
            return False
    if any(ip in network for network in _SPECIAL):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def unpacked(chunks: Iterable[bytes], encoding: str, largest: int) -> bytes:
    """Return a body joined, unpacked where it came as gzip. Raises TooLarge and zlib.error.

    No more than ``largest`` bytes are ever taken or made of what came.
    """
    plain = encoding.strip().lower() in ("", "identity")
    body = bytearray()
    came = 0
    machine = zlib.decompressobj(_GZIP_OR_ZLIB)
    for chunk in chunks:
        came += len(chunk)
        for piece in (chunk,) if plain else _pieces(machine, chunk):
            body += piece
            if max(len(body), came) > largest:
                raise TooLarge
    if not plain and came and not machine.eof:
        raise zlib.error("it breaks off")
    return bytes(body)


def _pieces(machine: Any, chunk: bytes) -> Iterator[bytes]:
    """Yield what a chunk unpacks to, a megabyte at most at a time."""
    while chunk and not machine.eof:
        yield machine.decompress(chunk, _PIECE)
        chunk = machine.unconsumed_tail


def _look_up(host: str, port: int, seconds: float) -> list[str]:
    """Return the addresses of a host in the order in which to try them. Raises ConnectError, ConnectTimeout."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(each[4][0]) for each in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    # The system's look-up takes no limit of time: a name server that is silent must not hold the exchange.
    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise httpcore2.ConnectTimeout(f"the name {host} was not looked up in time") from None
    if isinstance(answer, Exception):
        raise httpcore2.ConnectError(str(answer)) from answer
    return answer
