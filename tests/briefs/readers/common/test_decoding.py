"""Text comes out the same whatever the program that saved it, and what is no text is refused."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.errors import RefusedInput
from briefs.readers.common.decoding import decode, decode_lines, peek, visible

SENTENCE = "The Member’s café cost £5 – twice."


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SENTENCE.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + SENTENCE.encode(), id="utf-8 with its mark"),
        pytest.param(SENTENCE.encode("cp1252"), id="windows-1252"),
        pytest.param(codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"), id="utf-16 little-endian"),
        pytest.param(codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), id="utf-16 big-endian"),
        pytest.param(SENTENCE.encode("utf-16-le"), id="utf-16 little-endian without its mark"),
        pytest.param(SENTENCE.encode("utf-16-be"), id="utf-16 big-endian without its mark"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(data) == SENTENCE
    assert peek(data) == SENTENCE
    assert list(decode_lines(data)) == [(1, SENTENCE)]


def test_a_stray_control_character_does_not_make_a_short_text_binary() -> None:
    assert decode(b"The pond\x07 is deep, and the \x02boats are few.\n") == "The pond is deep, and the boats are few.\n"


def test_a_file_that_mixes_encodings_is_read_line_by_line_and_within_a_line() -> None:
    data = "café £1\n".encode() + "café £2\n".encode("cp1252") + "é".encode() + b" \x93quoted\x94"
    assert decode(data) == "café £1\ncafé £2\né “quoted”"


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_become_one_kind(ends: str) -> None:
    data = ends.join(["one", "", "three"]).encode()
    assert decode(data) == "one\n\nthree"
    assert list(decode_lines(data)) == [(1, "one"), (3, "three")]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n0000", "PNG", id="png"),
        pytest.param(b"PK\x03\x04rest", "zip", id="zip"),
        pytest.param(b"\x7fELF\x02\x01", "program", id="program"),
        pytest.param(b"text\x00\x01\x02more", "not text", id="nul"),
        pytest.param(b"\x01\x02\x03\x04 abc", "not text", id="control characters"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, word: str) -> None:
    with pytest.raises(RefusedInput, match=word) as refusal:
        decode(data)
    assert "\n" not in str(refusal.value)
    with pytest.raises(RefusedInput):
        list(decode_lines(data))


def test_bytes_of_no_encoding_are_refused_with_their_line() -> None:
    data = b"good\nbad \x81\x8d here\nagain good"
    with pytest.raises(RefusedInput) as refusal:
        decode(data)
    assert refusal.value.place == "line 2"
    lines = list(decode_lines(data))
    assert [number for number, _ in lines] == [1, 2, 3]
    assert isinstance(lines[1][1], RefusedInput)
    assert lines[2][1] == "again good"


def test_a_character_cut_off_by_the_end_of_the_file_is_left_out() -> None:
    assert decode("cost €".encode()[:-1]) == "cost "


def test_invisible_characters_and_half_pairs_do_not_get_into_records() -> None:
    assert visible("a\u200bb\u202ec\x1b[31m\ufeff") == "abc[31m"
    assert visible("x\ud800y") == "x\ufffdy"
    assert visible("plain") == "plain"


@given(st.binary(max_size=300))
def test_decoding_gives_writable_text_or_refuses(data: bytes) -> None:
    peek(data).encode()
    with suppress(RefusedInput):
        decode(data).encode()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn"]), min_size=1, max_size=80))
def test_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    assert decode(("a" + text).encode()) == "a" + text
