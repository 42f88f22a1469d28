"""Bytes to text: UTF-8, UTF-16 with its mark, Windows-1252, and lines that mix them."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.errors import RefusedInput


def decode(data: bytes) -> str:
    """Return the text of ``data``, line ends made ``\\n`` and a byte-order mark left out. Raises RefusedInput."""
    raise NotImplementedError


def decode_lines(data: bytes) -> Iterator[tuple[int, str | RefusedInput]]:
    """Yield (line number from 1, the line or why it cannot be read), blank lines left out."""
    raise NotImplementedError
