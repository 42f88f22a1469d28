"""Bytes to text: UTF-8, UTF-16 with or without its mark, Windows-1252, and files that mix UTF-8 with Windows-1252.

People save the same page from many programs, so one file can hold both encodings. Every byte sequence that is valid
UTF-8 is read as UTF-8 and only what is left over as Windows-1252; that is the order that never spoils a good file.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from briefs.errors import RefusedInput

_NOT_TEXT = "this is not text{what}; save the document as text, HTML, PDF or .docx and load that"
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)
# Of the bytes looked at, one control character in two hundred is more than any text has; of a few that were copied
# along with a short text, one in twenty.
_CONTROL_SHARE, _FEW_SHARE = 200, 20
_FEW_CONTROLS = 4
_SNIFFED = 65_536
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FALLBACK = "windows-1252-for-the-rest"
# Invisible characters that a source's editor left behind: they would break words apart for a search, and the
# direction marks could make a terminal show a sentence in another order than the record has it.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def decode(data: bytes) -> str:
    """Return the text of ``data``, line ends made ``\\n`` and a byte-order mark left out.

    Invisible control characters are left out. Raises RefusedInput for what is not text, and for bytes that no
    encoding explains, with the line as its place.
    """
    codec = _utf16(data)
    if codec:
        return _tidy(_decode_utf16(data, codec))
    _refuse_binary(data)
    try:
        return _tidy(data.decode("utf-8", _FALLBACK).removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RefusedInput("the bytes are neither UTF-8 nor Windows-1252 text", f"line {line}") from error


def decode_lines(data: bytes) -> Iterator[tuple[int, str | RefusedInput]]:
    """Yield (line number from 1, the line or why it cannot be read), blank lines left out.

    Lines are decoded one at a time, so a file of a gigabyte is never held twice. Raises RefusedInput, before the
    first line, for what is not text at all.
    """
    if _utf16(data):
        for number, text in enumerate(decode(data).split("\n"), 1):
            if text.strip():
                yield number, text
        return
    _refuse_binary(data)
    for number, line in _split(data):
        if not line.strip():
            continue
        try:
            text = decode_fragment(line)
        except UnicodeDecodeError:
            yield number, RefusedInput("the bytes are neither UTF-8 nor Windows-1252 text", f"line {number}")
        else:
            yield number, text


def decode_fragment(data: bytes) -> str:
    """Return a stretch of bytes as text, UTF-8 first and Windows-1252 for the rest. Raises UnicodeDecodeError."""
    return data.decode("utf-8", _FALLBACK).removeprefix("\ufeff")


def peek(data: bytes) -> str:
    """Return the beginning of a file as text, for telling its form; what does not decode is replaced. Never raises."""
    codec = _utf16(data)
    if codec:
        return _tidy(data.decode(codec, "replace").removeprefix("\ufeff"))
    try:
        return _tidy(decode_fragment(data))
    except UnicodeDecodeError:
        return _tidy(data.decode("utf-8", "replace").removeprefix("\ufeff"))


def visible(text: str) -> str:
    """Return ``text`` without invisible control characters; half a surrogate pair becomes U+FFFD.

    For strings out of JSON or HTML, where an escape can stand for a character that no encoding can write.
    """
    if text.isascii() and text.isprintable():
        return text
    return _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))


def _tidy(text: str) -> str:
    return visible(_LINE_ENDS.sub("\n", text))


def _split(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield numbered lines without holding the file twice; a lone ``\\r`` ends a line too."""
    number = 0
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        for line in data[start:end].removesuffix(b"\r").split(b"\r"):
            number += 1
            yield number, line
        start = end + 1


def _utf16(data: bytes) -> str | None:
    """Return the UTF-16 codec of the data, by its mark or by NULs in every second byte, or None."""
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    head = data[:2048]
    head = head[: len(head) // 2 * 2]
    if len(head) < 8 or b"\x00" not in head:
        return None
    even, odd = head[0::2], head[1::2]
    # Text in our alphabet has NUL as nearly every high byte and never as a low one.
    if odd.count(0) >= 0.7 * len(odd) and even.count(0) == 0:
        return "utf-16-le"
    if even.count(0) >= 0.7 * len(even) and odd.count(0) == 0:
        return "utf-16-be"
    return None


def _decode_utf16(data: bytes, codec: str) -> str:
    try:
        # A file cut in the middle of a character still has all the others.
        text = data[: len(data) // 2 * 2].decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise RefusedInput("the file begins as UTF-16 text but is damaged; save it again as UTF-8") from error
    if "\x00" in text:
        raise RefusedInput(_NOT_TEXT.format(what=""))
    return text


def _refuse_binary(data: bytes) -> None:
    """Raise RefusedInput for what is plainly no text: a known signature, NULs, too many control characters."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise RefusedInput(_NOT_TEXT.format(what=f" but {what}"))
    head = data[:_SNIFFED]
    controls = len(_CONTROLS.findall(head))
    share = _FEW_SHARE if controls <= _FEW_CONTROLS else _CONTROL_SHARE
    if b"\x00" in head or controls * share > len(head):
        raise RefusedInput(_NOT_TEXT.format(what=""))


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not UTF-8 as Windows-1252; a character cut off by the end of the file is left out."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    rest = error.object[error.start : error.end]
    if error.reason == "unexpected end of data" and len(rest) > 1:
        return "", error.end
    try:
        return rest.decode("cp1252"), error.end
    except UnicodeDecodeError:
        raise error from None


codecs.register_error(_FALLBACK, _windows_1252)
