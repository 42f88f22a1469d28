"""The ways in which an official service is known to go wrong, each as a fault for ``Replay.fault``."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable
from dataclasses import replace
from email.utils import formatdate
from typing import Any

from tests.replay.clock import FakeClock
from tests.replay.server import Fault, Request, Response, Route, json_response

PAGE = b"<!DOCTYPE html><html><head><title>Oops</title></head><body>Back soon</body></html>"


def html_page(request: Request, route: Route) -> Response:
    """Answer with a web page under status 200."""
    return Response(PAGE, 200, "text/html; charset=utf-8")


def error_with_json(request: Request, route: Route) -> Response:
    """Answer with status 500 and JSON."""
    return json_response({"title": "An error occurred", "status": 500}, 500)


def too_many(retry_after: str) -> Fault:
    """Answer with status 429 and this Retry-After."""

    def fault(request: Request, route: Route) -> Response:
        return replace(json_response({}, 429), headers={"Retry-After": retry_after})

    return fault


def http_date(seconds_from: float) -> str:
    """Return a moment as HTTP writes it; takes seconds since 1970."""
    return formatdate(seconds_from, usegmt=True)


def late(seconds: float) -> Fault:
    """Answer rightly but late."""
    return lambda request, route: replace(route(request), wait=seconds)


def cut_short(request: Request, route: Route) -> Response:
    """Promise a whole body and send half of it."""
    response = route(request)
    return replace(response, cut=max(1, len(response.body) // 2))


def half_json(request: Request, route: Route) -> Response:
    """Send half of the JSON as if it were the whole."""
    response = route(request)
    return replace(response, body=response.body[: len(response.body) // 2])


def asking(**changes: str | None) -> Fault:
    """Answer as if other parameters had been asked: a filter ignored (None), a page size or a place changed."""
    return lambda request, route: route(request.with_params(**changes))


def renamed(old: bytes, new: bytes) -> Fault:
    """Answer with bytes replaced everywhere: a field that has another name now."""

    def fault(request: Request, route: Route) -> Response:
        response = route(request)
        return replace(response, body=response.body.replace(old, new))

    return fault


def redirect(address: str) -> Fault:
    """Send whoever asks to another address."""
    return lambda request, route: Response(b"", 302, "text/plain", {"Location": address})


CHALLENGE = b"<!DOCTYPE html><html><head><title>Checking</title></head><body>Turn on scripts to go on.</body></html>"


def challenge(request: Request, route: Route) -> Response:
    """Turn a program away with a page that only a browser can pass."""
    return Response(CHALLENGE, 403, "text/html; charset=utf-8")


def empty(request: Request, route: Route) -> Response:
    """Answer with status 200 and nothing."""
    return Response(b"", 200)


def together(*faults: Fault) -> Fault:
    """Let several faults answer as one, the first outermost."""

    def fault(request: Request, route: Route) -> Response:
        def inner(asked: Request) -> Response:
            return together(*faults[1:])(asked, route) if len(faults) > 1 else route(asked)

        return faults[0](request, inner)

    return fault


def slow_by_row(clock: FakeClock, a_row: float, expanded: float) -> Fault:
    """Take this many seconds a row that is asked for, and more where Members' particulars are asked for as well."""

    def fault(request: Request, route: Route) -> Response:
        each = expanded if request.first("expandMember") == "true" else a_row
        clock.advance(request.number("take", 1) * each)
        return route(request)

    return fault


def takes(clock: FakeClock, seconds: float) -> Fault:
    """Take this many seconds, whatever is asked for."""

    def fault(request: Request, route: Route) -> Response:
        clock.advance(seconds)
        return route(request)

    return fault


def now_and_then(share: float, bad: Fault, seed: int = 7) -> Fault:
    """Let a fault answer this share of the requests."""
    dice, lock = random.Random(seed), threading.Lock()

    def fault(request: Request, route: Route) -> Response:
        with lock:
            strikes = dice.random() < share
        return bad(request, route) if strikes else route(request)

    return fault


def between(clock: FakeClock, first: float, last: float, bad: Fault) -> Fault:
    """Let a fault answer from one moment of the clock to another."""
    return lambda request, route: bad(request, route) if first <= clock.monotonic() < last else route(request)


def limited(clock: FakeClock, requests: int, seconds: float) -> Fault:
    """Answer so many requests, then 429 without Retry-After until so many seconds have passed, and so on."""
    left, until, lock = [requests], [0.0], threading.Lock()

    def fault(request: Request, route: Route) -> Response:
        with lock:
            if not left[0] and clock.monotonic() >= until[0]:
                left[0] = requests
            if not left[0]:
                return json_response({}, 429)
            left[0] -= 1
            until[0] = clock.monotonic() + seconds
        return route(request)

    return fault


def any_word(request: Request, route: Route) -> Response:
    """Take a search of several words as a search for any of them."""
    words = request.first("searchTerm").strip('"').split()
    found: dict[int, Any] = {}
    for word in words:
        whole = json.loads(route(request.with_params(searchTerm=word, skip="0", take="100000")).body)
        found.update({result["value"]["id"]: result for result in whole["results"]})
    rows = [found[number] for number in sorted(found)]
    skip, take = request.number("skip", 0), request.number("take", 20)
    return json_response({"totalResults": len(rows), "results": rows[skip : skip + take]})


def edited(edit: Callable[[Any], None]) -> Fault:
    """Answer with JSON that was edited in place: an id that is null, a word that became a number."""

    def fault(request: Request, route: Route) -> Response:
        response = route(request)
        value = json.loads(response.body)
        edit(value)
        return replace(response, body=json.dumps(value).encode())

    return fault
