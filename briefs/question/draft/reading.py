"""A draft as it is handed in: bytes of a file, or what somebody typed. Whatever else it is gets one clear sentence."""

from __future__ import annotations

from typing import BinaryIO

from briefs.errors import QueryError, RefusedInput
from briefs.readers.common.decoding import decode

MOST_CHARACTERS = 30_000
"""The longest written answers, with their tables, have less."""
MOST_BYTES = 4 * MOST_CHARACTERS
_TOO_LONG = f"The draft is too long: an answer has at most {MOST_CHARACTERS:,} characters."
_NOT_TEXT = "The draft is no plain text: save it as a .txt file in UTF-8 and check that."


def read_draft(stream: BinaryIO) -> str:
    """Return the draft on a stream, of which no more is read than a draft can have. Raises QueryError."""
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise QueryError(_TOO_LONG)
    try:
        return as_draft(decode(data))
    except RefusedInput as error:
        raise QueryError(_NOT_TEXT) from error


def as_draft(text: str) -> str:
    """Return a draft without spaces around it. Raises QueryError where it has no words or is too long."""
    draft = (
        text.encode(errors="replace").decode().replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").strip()
    )
    if not any(character.isalnum() for character in draft):
        raise QueryError("The draft has no words: give the text of the answer.")
    if len(draft) > MOST_CHARACTERS:
        raise QueryError(_TOO_LONG)
    return draft
