"""Every exchange ends in time, takes no more than its share, and goes to no address that was not checked."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from briefs.errors import SourceOverwhelmed, SourceUnavailable
from briefs.store.store import Store
from briefs.sync.http.client import Client, Manners
from briefs.sync.http.fetches import Fetches
from briefs.sync.http.wire import is_public
from tests.replay import faults
from tests.replay.server import Replay, Request, Response, json_response

SHORT = Manners(interval=0.0, timeout=0.4, attempts=3, first_wait=0.01, largest=100_000)
Dripping = Callable[[socket.socket, threading.Event], None]


@pytest.fixture
def fetches(tmp_path: Path) -> Iterator[Fetches]:
    with Store.open(tmp_path) as store:
        yield Fetches(store)


@contextmanager
def _serving(answer: Dripping) -> Iterator[str]:
    """Serve on loopback with a function that gets each connection, and yield the address."""
    closing = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while not closing.is_set():
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    try:
                        answer(connection, closing)
                    except OSError:
                        continue

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            closing.set()
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def _drip(connection: socket.socket, closing: threading.Event, text: bytes) -> None:
    while not closing.wait(0.02):
        connection.sendall(text)


def drip_headers(connection: socket.socket, closing: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(connection, closing, b"a")


def drip_status(connection: socket.socket, closing: threading.Event) -> None:
    _drip(connection, closing, b"H")


def drip_body(connection: socket.socket, closing: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n")
    _drip(connection, closing, b"[")


@pytest.mark.parametrize("drip", [drip_status, drip_headers, drip_body])
def test_a_service_that_sends_a_byte_now_and_then_is_given_up(fetches: Fetches, drip: Dripping) -> None:
    began = time.monotonic()
    with (
        _serving(drip) as address,
        Client("things", "Things", address, fetches, manners=SHORT) as client,
        pytest.raises((SourceOverwhelmed, SourceUnavailable)) as raised,
    ):
        client.get("/things")
    assert "\n" not in str(raised.value)
    assert time.monotonic() - began < 30  # far above its three times 1.2 seconds, far below for ever


def test_slow_redirects_share_one_deadline(fetches: Fetches) -> None:
    def late(request: Request, route: Any) -> Response:
        return Response(b"", 302, "text/plain", {"Location": "/again"}, wait=0.3)

    with Replay({}) as replay, Client("things", "Things", replay.address, fetches, manners=SHORT) as client:
        replay.fault("/", late)
        with pytest.raises(SourceOverwhelmed, match=r"did not finish its answer within 1\.2 seconds"):
            client.get("/things")


def _packed(body: bytes, encoding: str = "gzip") -> Callable[[Request], Response]:
    return lambda request: Response(body, headers={"Content-Encoding": encoding})


def test_a_packed_answer_is_unpacked(fetches: Fetches) -> None:
    whole = gzip.compress(b"[1, 2]")
    with (
        Replay({"/good": _packed(whole), "/cut": _packed(whole[:-9]), "/odd": _packed(b"x", "br")}) as replay,
        Client("things", "Things", replay.address, fetches, manners=SHORT) as client,
    ):
        assert client.get("/good").body == b"[1, 2]"
        with pytest.raises(SourceUnavailable, match="cut its answer short"):
            client.get("/cut")
        with pytest.raises(SourceUnavailable, match="packed its answer as br"):
            client.get("/odd")


def test_an_answer_that_unpacks_without_end_is_not_taken(fetches: Fetches) -> None:
    bomb = gzip.compress(b"[" + b" " * 50_000_000 + b"]")
    with (
        Replay({"/things": _packed(bomb)}) as replay,
        Client("things", "Things", replay.address, fetches, manners=SHORT) as client,
        pytest.raises(SourceUnavailable, match="answered with more than"),
    ):
        client.get("/things")


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2002:a00:1::", "no address"),
        *("192.0.0.8", "192.0.0.170", "192.88.99.1", "168.63.129.16", "::ffff:168.63.129.16", "64:ff9b::a83f:8110"),
        *("64:ff9b:1::1", "100::1", "100:0:0:1::1", "2001::1", "2001:20::5", "2001:1ff::1", "3fff:a::1", "5f00::1"),
    ],
)
def test_what_is_not_of_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["151.101.0.144", "8.8.8.8", "2606:4700::1111", "2001:4860::1", "168.63.129.17", "64:ff9b::808:808"]
)
def test_what_is_of_the_public_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433"])
def test_a_link_to_this_machine_is_refused_however_it_is_written(fetches: Fetches, host: str) -> None:
    with Replay({"/": lambda request: json_response([])}) as replay:
        port = replay.address.rpartition(":")[2]
        address = f"{'http' if host in ('127.0.0.1', 'localhost') else 'https'}://{host}:{port}"
        with (
            Client("links", host, address, fetches, manners=SHORT, configured=False) as client,
            pytest.raises(SourceUnavailable, match="is not on the public internet"),
        ):
            client.get("/")
        assert replay.requests == []


def test_a_redirect_to_another_port_of_this_machine_is_refused(fetches: Fetches) -> None:
    with Replay({"/": lambda request: json_response([])}) as hidden, Replay({}) as replay:
        replay.fault("/", faults.redirect(f"{hidden.address}/"))
        with (
            Client("things", "Things", replay.address, fetches, manners=SHORT) as client,
            pytest.raises(SourceUnavailable, match="is not on the public internet"),
        ):
            client.get("/things")
        assert hidden.requests == []


def test_a_name_that_changes_its_address_is_asked_only_where_it_was_checked(
    fetches: Fetches, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's look-up says a public address first and this machine's ever after."""
    looked_up: list[str] = []
    connected: list[str] = []
    create = socket.create_connection

    def look_up(host: str, port: int, *rest: Any, **named: Any) -> list[Any]:
        looked_up.append(host)
        address = "203.0.114.7" if len(looked_up) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address: tuple[str, int], *rest: Any, **named: Any) -> socket.socket:
        connected.append(address[0])
        if address[0] == "203.0.114.7":
            raise OSError("nobody there")
        return create(address, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with (
        Client("links", "Story", "https://story.example.org", fetches, manners=SHORT, configured=False) as client,
        pytest.raises(SourceUnavailable, match=r"127\.0\.0\.1, which is not on the public internet"),
    ):
        client.get("/story")
    assert looked_up == ["story.example.org"] * 2
    assert connected == ["203.0.114.7"]
