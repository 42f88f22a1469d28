"""The starter records keep the rules of seeds/README.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from briefs.loading.load import seeds_folder
from briefs.readers.containers import open_source
from briefs.readers.files import markdown
from briefs.records.citations import citation
from briefs.records.model import Fidelity, Record
from tests.support import shared

SEEDS = sorted(path for path in seeds_folder().glob("*.md") if path.name != "README.md")
LEANING = re.compile(r"(?:This|That|These|Those|They|He|She|It|His|Her|Their|Its)\b")
SMALL = frozenset("a and by for in into of on that the to with".split())
RUN = 6


def seed(name: str) -> Record:
    (record,) = markdown.read(open_source(seeds_folder() / name)).records
    return record


def words(text: str) -> list[str]:
    return re.findall(r"[\w£%']+", text.replace("’", "'"))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    return (tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1))


def is_name(run: tuple[str, ...]) -> bool:
    """Whether a run is the name of a body, an Act or an office: capitals and figures, joined by small words."""
    return all(word in SMALL or word[0].isupper() or word[0].isdigit() for word in run)


def test_there_are_five() -> None:
    assert len(SEEDS) == 5


@pytest.mark.parametrize("name", [path.name for path in SEEDS])
def test_a_starter_record_is_a_cited_precis_that_makes_up_nothing(name: str) -> None:
    record = seed(name)
    assert record.fidelity is Fidelity.PRECIS
    assert record.day
    assert str(record.day.year) in citation(record)
    assert record.licence
    assert record.url is None
    assert record.uin is None
    assert 8 <= len(record.passages) <= 20


@pytest.mark.parametrize("name", [path.name for path in SEEDS])
def test_each_sentence_of_a_starter_record_can_be_read_alone(name: str) -> None:
    assert [passage.text for passage in seed(name).passages if LEANING.match(passage.text)] == []


@pytest.mark.shared
@pytest.mark.parametrize("name", [path.name for path in SEEDS])
def test_no_words_of_a_source_are_copied(name: str) -> None:
    sources = shared("seeds")
    copied = {
        tuple(map(str.lower, run)) for path in sources.iterdir() for run in runs(path.read_text(encoding="utf-8"))
    }
    text = "\n".join(passage.text for passage in seed(name).passages)
    assert [" ".join(run) for run in runs(text) if tuple(map(str.lower, run)) in copied and not is_name(run)] == []
