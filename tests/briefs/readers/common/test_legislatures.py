"""Records of other legislatures are refused by name, whatever form of Westminster's they share."""

from __future__ import annotations

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import SourceFile
from briefs.readers.registry import reader_for
from briefs.records.model import House
from tests.briefs.readers.xml.test_parlamint import TEI

DAY = "2015-03-05"


def refused(name: str, text: str) -> str:
    source = SourceFile(name, text.encode())
    with pytest.raises(RefusedInput) as refusal:
        reader_for(source).read(source)
    return refusal.value.reason


def publicwhip(series: str | None, url: str = "http://example.org/x") -> str:
    identity = f'id="uk.org.publicwhip/{series}/{DAY}.1.{{}}"' if series else ""
    return (
        f'<publicwhip><major-heading {identity.format(1)} nospeaker="true" url="{url}">Lamps</major-heading>'
        f'<speech {identity.format(2)} speakername="Ann Other" url="{url}"><p>We light them.</p></speech></publicwhip>'
    )


@pytest.mark.parametrize(
    ("series", "legislature"),
    [
        ("spor", "the Scottish Parliament"),
        ("spwa", "the Scottish Parliament"),
        ("ni", "the Northern Ireland Assembly"),
        ("senedd", "the Senedd"),
        ("cy", "the Senedd"),
        ("lmqs", "the Mayor of London"),
        ("tynwald", "another legislature (“tynwald” in its ids)"),
    ],
)
def test_parlparse_files_of_other_legislatures_are_refused_by_the_series_of_their_ids(
    series: str, legislature: str
) -> None:
    assert f"this is a record of {legislature}" in refused("debates.xml", publicwhip(series))


@pytest.mark.parametrize(
    ("name", "url", "legislature"),
    [
        ("x.xml", "http://www.scottish.parliament.uk/x.htm", "the Scottish Parliament"),
        ("x.xml", "http://www.niassembly.gov.uk/x.htm", "the Northern Ireland Assembly"),
        ("x.xml", "https://record.senedd.wales/Plenary/1", "the Senedd"),
        (f"sp{DAY}.xml", "", "the Scottish Parliament"),
        (f"senedd{DAY}.xml", "", "the Senedd"),
    ],
)
def test_without_ids_addresses_and_names_tell(name: str, url: str, legislature: str) -> None:
    assert f"this is a record of {legislature}" in refused(name, publicwhip(None, url))


@pytest.mark.parametrize("series", ["debate", "westminhall", "lords"])
def test_westminsters_own_are_read(series: str) -> None:
    source = SourceFile(
        "x.xml", publicwhip(series, "http://www.scottish.parliament.uk/x").replace(f"{DAY}.", f"{DAY}a.").encode()
    )
    (record,) = reader_for(source).read(source).records
    assert record.house is (House.LORDS if series == "lords" else House.COMMONS)


LEADS = (
    "in the Scottish Parliament at 2:00 pm on 5 March 2015.",
    "in the Northern Ireland Assembly at 12:00 pm on 5 March 2015.",
    "in the Senedd at 1:30 pm on 5 March 2015.",
)


@pytest.mark.parametrize("lead", LEADS)
def test_pages_of_theyworkforyou_say_where_it_was_said(lead: str) -> None:
    page = f"Lamps – {lead}\n\nPhoto of Ann Other\nAnn Other\nScottish National Party\n\nWe light them all.\n"
    assert "only those of the House of Commons" in refused("page.txt", page)


@pytest.mark.parametrize(
    ("lead", "legislature"),
    [
        ("Scottish Government written question – answered on 5 March 2015.", "the Scottish Parliament"),
        ("Mayor of London written question – answered on 5 March 2015.", "the Mayor of London"),
    ],
)
def test_written_questions_elsewhere_are_refused(lead: str, legislature: str) -> None:
    asked = "Photo of Ann Other\nAnn Other\n\nTo ask the Government how many lamps it has."
    page = f"{lead}\n\n{asked}\n\nPhoto of Bea Gale\nBea Gale\n\nNine lamps.\n"
    assert legislature in refused("page.txt", page)


@pytest.mark.parametrize("place", ["sp", "ni", "senedd", "london"])
def test_a_saved_page_is_known_by_its_address(place: str) -> None:
    page = (
        f'<!doctype html><html><head><link rel="canonical" href="https://www.theyworkforyou.com/{place}/?id=2015-03-05.1">'
        "<title>Lamps</title></head><body><h1>Lamps</h1><p>We light them all, and they shine.</p></body></html>"
    )
    assert "only those of the House of Commons" in refused("page.html", page)


@pytest.mark.parametrize(
    ("country", "place"), [("IT", "Italy"), ("ES-CT", "Catalonia"), ("XX", "another parliament (ParlaMint-XX)")]
)
def test_parlamint_of_other_countries_is_refused(country: str, place: str) -> None:
    text = TEI.format(people="", note="").replace("ParlaMint-GB", f"ParlaMint-{country}")
    assert place in refused("x.xml", text)
