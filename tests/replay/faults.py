"""The ways in which an official service is known to go wrong, each as a fault for ``Replay.fault``."""

from __future__ import annotations

from dataclasses import replace
from email.utils import formatdate

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
