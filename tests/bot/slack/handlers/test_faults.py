"""What the log says of a fault: where it was, and nothing that somebody asked."""

from __future__ import annotations

from bot.slack.handlers.faults import traceback_without


def _fault(words: str) -> BaseException:
    try:
        try:
            raise KeyError(words)
        except KeyError as error:
            raise ValueError(f"no place for {words!r}") from error
    except ValueError as error:
        return error


def test_the_request_is_left_out_and_the_place_is_kept() -> None:
    logged = traceback_without(_fault("velvetpine\nquarrystone"), "Velvetpine quarrystone, in 2021")
    assert "velvetpine" not in logged
    assert "quarrystone" not in logged
    assert "in _fault" in logged
    assert "ValueError" in logged


def test_what_does_not_quote_the_request_is_whole() -> None:
    assert "no place for 'something'" in traceback_without(_fault("something"), "lighthouse lamps")
