"""What lies about in folders that people fetch whole: archives, and files that only describe a corpus."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from briefs.loading.files import load_paths
from briefs.store.store import Store

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
DESCRIBING = {
    "ParlaMint-GB.xml": f'<teiCorpus {TEI} xml:id="ParlaMint-GB"><teiHeader/></teiCorpus>',
    "ParlaMint-GB-listPerson.xml": f'<listPerson {TEI} xml:id="ParlaMint-GB-listPerson"><person/></listPerson>',
    "ParlaMint-GB-listOrg.xml": f'<!-- of 2031 --><listOrg {TEI} xml:id="ParlaMint-GB-listOrg"><org/></listOrg>',
    "ParlaMint-taxonomy-parties.xml": f'<taxonomy {TEI} xml:id="ParlaMint-taxonomy-parties"/>',
}


@pytest.mark.parametrize("name", DESCRIBING)
def test_what_only_describes_the_corpus_is_passed_over(name: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text('<?xml version="1.0" encoding="UTF-8"?>\n' + DESCRIBING[name])
    with Store.open(tmp_path / "data") as store:
        (report,) = load_paths(store, [tmp_path / "in"]).files
    assert (report.refused, report.records) == ((), 0)
    assert "describes the corpus" in report.passed_over


@pytest.mark.parametrize(("name", "mode"), [("days.tar", "w"), ("days.tar.gz", "w:gz"), ("days.tgz", "w:gz")])
def test_an_archive_is_to_be_unpacked(name: str, mode: str, tmp_path: Path) -> None:
    (tmp_path / "newts.md").write_text("# Newts\n\nNine newts live in the pond.\n")
    with tarfile.open(tmp_path / name, mode) as archive:  # type: ignore[call-overload]
        archive.add(tmp_path / "newts.md", "newts.md")
    with Store.open(tmp_path / "data") as store:
        (report,) = load_paths(store, [tmp_path / name]).files
    assert "unpack it and load the folder" in report.refused[0].reason
