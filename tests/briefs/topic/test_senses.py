"""One sense of a word: told apart by capitals, by longer names and by company, over a real store and a real index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from briefs.library import Library
from briefs.topic.model import Brief
from briefs.topic.pipeline import make_brief
from tests.making import question


@contextmanager
def library(tmp_path: Path, said: Sequence[tuple[str, str]], own: str = "") -> Iterator[Library]:
    (tmp_path / "aliases.toml").write_text(own, encoding="utf-8")
    with Library.open(tmp_path) as opened:
        opened.store.add(
            question(text, record_id=f"wq/commons/2021-03-02/{n}", uin=str(n), title=title)
            for n, (title, text) in enumerate(said, 100)
        )
        yield opened


def texts(brief: Brief) -> str:
    return " ".join(item.text for section in brief.sections for item in section.items)


LANTERN = "[subject.lamp]\nnames = ['lantern inspection and testing']\nacronyms = ['LIT']\nordinary_word = true\n"


def test_a_word_that_the_records_print_as_an_acronym_is_that_acronym(tmp_path: Path) -> None:
    said = [(f"Lanterns: {n}", f"The Department will spend £{n} million on LIT in the north.") for n in range(2, 6)]
    with library(tmp_path, [*said, ("Quays", "The quays were lit by lamps.")], LANTERN) as held:
        brief = make_brief(held, "lit")
    assert "spend £" in texts(brief)
    assert "lit by lamps" not in texts(brief)
    assert any(note.startswith("“lit” is read as lantern inspection and testing") for note in brief.notes)


def test_a_word_that_is_mostly_a_word_stays_one(tmp_path: Path) -> None:
    said = [(f"Quays: {n}", f"The Department will see that {n} quays are lit by lamps.") for n in range(2, 8)]
    with library(tmp_path, [*said, ("Lanterns", "LIT costs £2 million a year.")], LANTERN) as held:
        brief = make_brief(held, "lit")
    assert "lit by lamps" in texts(brief)
    assert not any("is read as" in note for note in brief.notes)


def test_a_longer_name_is_another_thing_where_its_records_have_the_word_in_no_other_way(tmp_path: Path) -> None:
    said = [
        *((f"Herons: {n}", f"The Department will count the herons on {n} rivers this year.") for n in range(2, 9)),
        *((f"Railways: {n}", f"The Grey Heron Line will have {n} new trains by the spring.") for n in range(2, 6)),
    ]
    with library(tmp_path, said) as held:
        brief = make_brief(held, "herons")
        line = make_brief(held, "Grey Heron Line")
    assert "count the herons" in texts(brief)
    assert "trains" not in texts(brief)
    assert "trains" in texts(line)
    assert any("“herons” has another sense in Grey Heron Line" in note for note in brief.notes)


def test_records_without_the_company_of_the_word_are_left_aside_and_offered(tmp_path: Path) -> None:
    said = [
        *((f"Ferry Dredging: {n}", f"Dredging of the harbour channel moved {n} tonnes of silt.") for n in range(2, 8)),
        ("Archives", "Dredging up old letters is no way to run an archive."),
    ]
    with library(tmp_path, said) as held:
        brief = make_brief(held, "dredging")
    assert "silt" in texts(brief)
    assert "letters" not in texts(brief)
    assert any("“dredging” has another sense in Archives" in note for note in brief.notes)


def test_where_no_sense_is_the_main_one_nothing_is_left_aside(tmp_path: Path) -> None:
    said = [
        ("Dredging", "Dredging of the harbour channel moved 40 tonnes of silt."),
        ("Archives", "Dredging up old letters is no way to run an archive of 900 boxes."),
    ]
    with library(tmp_path, said) as held:
        brief = make_brief(held, "dredging")
    assert "silt" in texts(brief)
    assert "letters" in texts(brief)
    assert not any("another sense" in note for note in brief.notes)
