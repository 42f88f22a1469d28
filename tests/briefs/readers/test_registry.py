"""The form of a file is found by what is in it, and nothing that is in it can do harm."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs.errors import RefusedInput
from briefs.readers.common.base import SourceFile
from briefs.readers.registry import READERS, SourceForm, reader_for
from tests.briefs.readers.apis.test_hansard_debate import item as lamp
from tests.briefs.readers.apis.test_hansard_debate import section
from tests.briefs.readers.apis.test_hansard_search import row
from tests.briefs.readers.apis.test_questions_api import item, value
from tests.briefs.readers.files.test_pdf import make_pdf
from tests.briefs.readers.files.test_word import saved
from tests.briefs.readers.xml.test_parlamint import TEI
from tests.briefs.readers.xml.test_twfy_xml import GROUP
from tests.support import shared

STORY_PAGE = b"<!doctype html><html><body><p>The pond is deep.</p></body></html>"
EXAMPLES: dict[str, bytes] = {
    "the product's own JSON lines": b'{"pqbrief": 1, "record_id": "own/x"}',
    "Written Questions API JSON": json.dumps({"totalResults": 1, "results": [item()]}).encode(),
    "Hansard API JSON": json.dumps(section(lamp("The pond is deep.", "Ann Other (Hythe) (SNP)", 7))).encode(),
    "Hansard search JSON": json.dumps({"Results": [row()]}).encode(),
    "TheyWorkForYou XML": f"<publicwhip>{GROUP}</publicwhip>".encode(),
    "ParlaMint TEI": TEI.format(people="", note="").encode(),
    "a PDF": make_pdf([[(0, "The pond is deep.")]]),
    "a Word file": saved("The pond is deep."),
    "a web page": STORY_PAGE,
    "Markdown": b"---\ntitle: A\n---\nThe pond is deep.\n",
    "plain text": b"The pond is deep.\n",
}


@pytest.mark.parametrize("form", EXAMPLES)
@pytest.mark.parametrize("name", ["x.txt", "x.pdf", "x"])
def test_the_form_is_found_by_content_whatever_the_name(form: str, name: str) -> None:
    found = reader_for(SourceFile(name, EXAMPLES[form]))
    assert isinstance(found, SourceForm)
    assert found.name == form


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_form_is_found_in_every_encoding(encoding: str) -> None:
    data = "# The café\n\nThe pond is deep.\n".encode(encoding)
    form = reader_for(SourceFile("x", data))
    assert form.name == "Markdown"
    assert form.read(SourceFile("x", data)).records[0].title == "The café"


def test_questions_one_a_line_are_found_in_utf_16() -> None:
    data = f"{json.dumps(value())}\n{json.dumps(value(uin='2'))}".encode("utf-16")
    form = reader_for(SourceFile("x", data))
    assert form.name == "Written Questions API JSON"
    assert len(form.read(SourceFile("x", data)).records) == 2


@pytest.mark.parametrize(
    ("data", "word"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "PNG", id="picture"),
        pytest.param(b"a\x00b\x00\x00\x01" * 50, "not text", id="binary"),
        pytest.param(b'{"a": 1}', "pqbrief reads", id="other JSON"),
        pytest.param(b'{"openapi": "3.0.1", "x": {"questionText": "uin"}}', "describes a service", id="a description"),
        pytest.param(b"name,house\nAnn,Commons\nBob,Lords\n", "table", id="table"),
        pytest.param(b"1 2 3\n", "no words", id="figures"),
    ],
)
def test_what_is_of_no_form_is_refused_in_one_sentence(data: bytes, word: str) -> None:
    with pytest.raises(RefusedInput, match=word) as refusal:
        reader_for(SourceFile("x", data))
    assert "\n" not in str(refusal.value)


def test_the_refusal_names_every_form_that_is_read() -> None:
    with pytest.raises(RefusedInput) as refusal:
        reader_for(SourceFile("x", b'{"a": 1}'))
    assert all(name in str(refusal.value) for name, _ in READERS)


def take_in(data: bytes) -> None:
    """Read the bytes as the loader would; only RefusedInput may come out, and every text can be written."""
    source = SourceFile("x", data)
    try:
        reading = reader_for(source).read(source)
    except RefusedInput:
        return
    for record in reading.records:
        for passage in record.passages:
            assert passage.text.strip()
            passage.text.encode()
        record.title.encode()


quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
STARTS = (
    b"",
    b"{",
    b"[",
    b"%PDF-1.4\n",
    b"PK\x03\x04word/",
    b"<html>",
    b"---\na: b\n",
    b"# x\n",
    b"\xff\xfe",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
)


@quick
@given(st.sampled_from(STARTS), st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(start: bytes, rest: bytes) -> None:
    take_in(start + rest)


@quick
@given(st.text(st.sampled_from("<>/\"'=&;#-*_|[]():{},.\n\tabcde \u201c\u2019\u00e9"), max_size=300))
def test_any_marks_are_read_or_refused(text: str) -> None:
    take_in(text.encode())
    take_in(f"<html><body>{text}".encode())
    take_in(f"---\ntitle: a\n---\n{text}".encode())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(value())), inner, max_size=4),
    max_leaves=8,
)


@quick
@given(st.sampled_from(list(value())), JSON, st.booleans())
def test_any_value_in_any_field_is_read_or_refused(field: str, content: object, in_list: bool) -> None:
    row = json.dumps({**value(), field: content})
    take_in(f"[{row}]".encode() if in_list else f"{row}\n{json.dumps(value(uin='2'))}".encode())


@pytest.mark.parametrize("form", EXAMPLES)
def test_a_file_cut_or_spoilt_anywhere_is_read_or_refused(form: str) -> None:
    data = EXAMPLES[form]
    chance = random.Random(1)
    for _ in range(12):
        place = chance.randrange(len(data))
        take_in(data[:place])
        spoilt = bytearray(data)
        for _ in range(5):
            spoilt[chance.randrange(len(data))] = chance.randrange(256)
        take_in(bytes(spoilt))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("parts", "form"),
    [
        (("data", "written-questions", "api-list-2024-08.json"), "Written Questions API JSON"),
        (("data", "written-questions", "api-details-66.json"), "Written Questions API JSON"),
        (("data", "hansard-text", "Covid-19_ DWP Update 2020-05-04.txt"), "Hansard's text download"),
        (("data", "page-samples", "ukpol-layout.txt"), "a page of a speech archive"),
        (("data", "page-samples", "parallelparliament-layout-A.txt"), "a page of a debate"),
        (("data", "page-samples", "parallelparliament-layout-B-no-speakers.txt"), "a page of a debate"),
        (("data", "page-samples", "parallelparliament-written-statement-layout.txt"), "a page of a debate"),
        (("data", "page-samples", "legacy-parliament-uk-written-question-layout.txt"), "a page of a written question"),
    ],
)
def test_real_files_are_of_the_form_they_are(parts: tuple[str, ...], form: str) -> None:
    path = shared(*parts)
    assert reader_for(SourceFile(path.name, path.read_bytes())).name == form


@pytest.mark.shared
def test_each_document_people_saved_is_of_a_form_of_its_own_kind() -> None:
    forms = [
        reader_for(SourceFile(path.name, path.read_bytes())).name for path in sorted(shared("seeds").glob("*.txt"))
    ]
    assert sorted(forms) == [
        "a Hansard page",
        "a news story",
        "a news story",
        "a page of a speech archive",
        "a page of a written question",
    ]
