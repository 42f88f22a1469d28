"""The WebSocket side: hello, envelopes, acknowledgements, disconnects."""

from __future__ import annotations

import json
import secrets
import socket
import threading
import time
from contextlib import suppress
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from tests.slack.checks import Json
from tests.slack.workspace import APP


class SocketMode:
    """A WebSocket server that hands each envelope to one of the connections, as Slack does."""

    def __init__(self) -> None:
        self._tickets: set[str] = set()
        self._connections: list[ServerConnection] = []
        self._answers: dict[str, tuple[Any, float]] = {}
        self._changed = threading.Condition()
        self._turn = 0
        # Without pings, which would draw on the random state that tests of other modules watch.
        self._server = serve(self._hold, "127.0.0.1", 0, ping_interval=None)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.port = int(self._server.socket.getsockname()[1])  # where clients are sent
        self.connected = 0  # how many connections there have been

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.drop()
        self._server.shutdown()
        self._thread.join(5)

    def ticket(self) -> str:
        """Return an address that can be connected to once."""
        ticket = secrets.token_hex(8)
        self._tickets.add(ticket)
        return f"ws://127.0.0.1:{self.port}/link/?ticket={ticket}&app_id={APP}"

    def _hold(self, connection: ServerConnection) -> None:
        """Keep one connection: say hello, then take acknowledgements until it goes."""
        assert connection.request is not None
        ticket = connection.request.path.partition("ticket=")[2].partition("&")[0]
        if ticket not in self._tickets:
            connection.close(4000, "invalid ticket")
            return
        self._tickets.discard(ticket)
        debug = {"host": "applink-0", "approximate_connection_time": 18060}
        hello = {"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}, "debug_info": debug}
        connection.send(json.dumps(hello))
        with self._changed:
            self._connections.append(connection)
            self.connected += 1
            self._changed.notify_all()
        with suppress(ConnectionClosed):
            for text in connection:
                answer = json.loads(text)
                with self._changed:
                    self._answers[answer["envelope_id"]] = (answer.get("payload"), time.monotonic())
                    self._changed.notify_all()
        with self._changed:
            if connection in self._connections:
                self._connections.remove(connection)
            self._changed.notify_all()

    @property
    def connections(self) -> int:
        """How many clients are connected now."""
        return len(self._connections)

    def wait(self, number: int, timeout: float) -> bool:
        """Wait until there have been so many connections and one is open."""
        with self._changed:
            return self._changed.wait_for(lambda: self.connected >= number and bool(self._connections), timeout)

    def send(self, kind: str, payload: Json, timeout: float, **more: Any) -> tuple[Any, float] | None:
        """Send an envelope to one connection; return what came back with how long it took, None where nothing came."""
        envelope_id = secrets.token_hex(8)
        accepts = kind != "events_api"
        envelope = {
            "envelope_id": envelope_id,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": accepts,
            **more,
        }
        begun = time.monotonic()
        with self._changed:
            if not self._changed.wait_for(lambda: bool(self._connections), timeout):
                return None
            self._turn += 1
            connection = self._connections[self._turn % len(self._connections)]
        with suppress(ConnectionClosed):
            connection.send(json.dumps(envelope))
        with self._changed:
            self._changed.wait_for(lambda: envelope_id in self._answers, timeout)
            answer = self._answers.pop(envelope_id, None)
        return None if answer is None else (answer[0], answer[1] - begun)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every client to connect anew, as Slack does every few hours, then close its line."""
        for connection in list(self._connections):
            with suppress(ConnectionClosed):
                connection.send(
                    json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-0"}})
                )
                connection.close()

    def drop(self) -> None:
        """Cut every line without a word."""
        for connection in list(self._connections):
            with suppress(OSError):
                connection.socket.close()

    def forget(self, number: int) -> None:
        """Send nothing more to those of the first so many clients that are there still."""
        with self._changed:
            del self._connections[: max(0, len(self._connections) - (self.connected - number))]

    def cut(self, most: int = 99) -> None:
        """End lines below the WebSocket, as a server that is restarted does: the client reads that they are over."""
        for connection in list(self._connections)[:most]:
            with suppress(OSError):
                connection.socket.shutdown(socket.SHUT_RDWR)
