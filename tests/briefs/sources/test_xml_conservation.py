"""Every word of the body of an XML file stands in a passage or in what was left out, and nowhere twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from briefs.records import Part, Reading
from briefs.sources import parlamint, twfy_xml
from briefs.sources.base import SourceFile
from briefs.sources.safe_xml import xml_root
from tests.support import shared

INLINE = frozenset(("i", "I", "b", "em", "strong", "sup", "sub", "a", "span", "phrase", "u", "hi"))
WORD = re.compile(r"[^\W_]+")


def words_of(element: ET.Element) -> Counter[str]:
    return Counter(WORD.findall("".join(pieces(element))))


def pieces(element: ET.Element) -> Iterator[str]:
    space = "" if element.tag in INLINE else " "
    yield space + (element.text or "")
    for child in element:
        yield from pieces(child)
        yield child.tail or ""
    yield space


def words_read(reading: Reading) -> Counter[str]:
    """Return the words held and left out; an answer to several questions, in each of their records, counts once."""
    found: Counter[str] = Counter()
    answers: set[tuple[str, str | None]] = set()
    for record in reading.records:
        for passage in record.passages:
            if record.grouped_uins and passage.part is Part.ANSWER:
                if (passage.text, passage.anchor) in answers:
                    continue
                answers.add((passage.text, passage.anchor))
            found.update(WORD.findall(passage.text))
    for left_out in reading.stripped:
        found.update(WORD.findall(left_out.text))
    return found


def files() -> list[Path]:
    """Return every file of TheyWorkForYou's XML that is held, but those that another has replaced."""
    paths = sorted(shared("data", "theyworkforyou").rglob("*.xml"))
    return [path for path in paths if 'latest="no"' not in SourceFile(path.name, path.read_bytes()).head]


@pytest.mark.shared
def test_no_word_of_theyworkforyous_files_is_lost_or_made() -> None:
    assert len(files()) > 40
    for path in files():
        source = SourceFile(path.name, path.read_bytes())
        reading = twfy_xml.read(source)
        assert not reading.refused
        root = xml_root(source.text, "publicwhip")
        whole = sum((words_of(element) for element in root if element.tag != "gidredirect"), Counter[str]())
        assert words_read(reading) == whole, path.name


@pytest.mark.shared
def test_no_word_of_parlamints_files_is_lost_or_made() -> None:
    for path in shared("data", "parlamint-gb").glob("*.xml"):
        source = SourceFile(path.name, path.read_bytes())
        body = xml_root(source.text, "TEI").find(".//body")
        assert body is not None
        assert words_read(parlamint.read(source)) == words_of(body)
