"""A fault of ours as it is logged: where it happened and what it says, without what somebody asked."""

from __future__ import annotations

import traceback

_SHORTEST = 4  # letters of a word by which a request could be told
_CODE = "  "  # with which the lines of a traceback begin that show our own files


def traceback_without(error: BaseException, words: str) -> str:
    """Return the traceback of an error, without the lines of its message that hold a longer word of a request."""
    asked = _longer_words(words)
    lines = "".join(traceback.format_exception(error)).splitlines()
    return "\n".join(
        line
        if line.startswith(_CODE) or not asked & _longer_words(line)
        else f"{type(error).__name__}: (it quotes the request)"
        for line in lines
    )


def _longer_words(text: str) -> set[str]:
    spaced = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return {word for word in spaced.split() if len(word) >= _SHORTEST}
