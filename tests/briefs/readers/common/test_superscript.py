"""Marks of notes never make another figure of what they follow; units, ordinals and powers stay."""

from __future__ import annotations

import json

import pytest

from briefs.readers.apis.questions_api import read as read_questions
from briefs.readers.common.base import SourceFile
from briefs.readers.common.flow import Block, blocks_of
from briefs.readers.common.leaving_out import reporting
from briefs.readers.common.markup import parse, to_paragraphs
from briefs.readers.common.superscript import CLOSE, OPEN, resolved
from tests.briefs.readers.apis.test_questions_api import value


def raised(text: str) -> str:
    return resolved(text.replace("{", OPEN).replace("}", CLOSE))[0]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("seen in 2017{4} at 3,410{1}, for £7 million{2}.", "seen in 2017 at 3,410, for £7 million."),
        ("£9m{2} of 40 m{2} and 5 km{2}, 8 m{3}", "£9m of 40 m2 and 5 km2, 8 m3"),
        ("On the 1{st}, 22{nd}, 3{rd} and 10{th}.", "On the 1st, 22nd, 3rd and 10th."),
        ("the 4{th }of July", "the 4th of July"),
        ("3.5 × 10{6} and 10{-3}, 10{9}", "3.5 × 10⁶ and 10⁻³, 10⁹"),
        ("10{1}", "10"),
        ("£10{6}", "£10"),
        ("2010{6}", "2010"),
        ("{137}Cs and {14}C", "137Cs and 14C"),
        ("uranium-{238}", "uranium-238"),
        ("{1} Provisional.", "1 Provisional."),
        ("{1}Provisional.", "1 Provisional."),
        ("{12}In 2019 only.", "12 In 2019 only."),
        ("{(1)}To May.  {(2)} North only.", "(1) To May.  (2) North only."),
        ("31{(2)}", "31"),
        ("31{[3]}", "31"),
        ("31{*}", "31"),
        ("31{†}", "31"),
        ("31{a}", "31"),
        ("31{1,2}", "31"),
        ("31{1, 2 and 3}", "31"),
        ("31{1}{,}{2}", "31"),
        ("31{note 3}", "31"),
        ("31{[footnote 12]}", "31"),
        ("31{iv}", "31"),
        ("31 {4}, then", "31, then"),
        ("NO{2}, CO{2} and SO{4}", "NO2, CO2 and SO4"),
        ("Ca{2+} and Cl{-}", "Ca2+ and Cl-"),
        ("40 µg m{-3} at 9 W/m{2} and 3 m/s{2}", "40 µg m-3 at 9 W/m2 and 3 m/s2"),
        ("items{2} for a term{3} of minutes{2}", "items for a term of minutes"),
        ("2{1}/2 miles", "2 1/2 miles"),
        ("20{o}C", "20°C"),
        ("M{c}Tavish of Brand{TM}", "McTavish of BrandTM"),
        ("Unions{(GB)}, all", "Unions (GB), all"),
        ("the 11th{( )}report", "the 11th report"),
        ("R{2} of a model", "R2 of a model"),
        ("7{2019}", "7 2019"),
        ("see Table A{2}", "see Table A"),
        ("{(1)}21,470", "21,470"),
        ("{(1)}—", "—"),
        ("Selective{(3) }local schools", "Selective local schools"),
        ("{1}/2 a mile", "1/2 a mile"),
        ("deaths{(1)} , by year", "deaths, by year"),
        ("through the 3{(rd)} sector", "through the 3(rd) sector"),
        ("50 microgrammes/{3}", "50 microgrammes/3"),
        ("the 2{s}{t} and 7{1}{2}", "the 2st and 7"),
        ("nothing raised", "nothing raised"),
        ("31⁷ lamps in 2019³, oil² and 40{²} wicks{⁴}", "31 lamps in 2019, oil and 40 wicks"),
        ("31¹,² lamps", "31 lamps"),
        (
            "5 m², 6 km², 7 m³, 8 cm², 10⁶ and 10², CO₂, x² and s⁻¹",
            "5 m², 6 km², 7 m³, 8 cm², 10⁶ and 10², CO₂, x² and s⁻¹",
        ),
        ("5 km{²} at 9 W/m² and ¹³⁷Cs", "5 km² at 9 W/m² and ¹³⁷Cs"),
        ("¹ Provisional.", "¹ Provisional."),
    ],
)
def test_a_mark_is_no_part_of_a_figure(printed: str, text: str) -> None:
    assert raised(printed) == text


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>4</sup>",
        "<sup><a href='#n4'>4</a></sup>",
        "<a href='#n4'><sup>4</sup></a>",
        "<sup><sup>4</sup></sup>",
        "<strong><sup>(<i>4</i>)</sup></strong>",
        "<span style='vertical-align: super; font-size: 60%'>4</span>",
        "<span class='superscript'>4</span>",
        "<a role='doc-noteref' href='#n4'>4</a>",
    ],
)
def test_marks_come_in_many_tags(mark: str) -> None:
    assert to_paragraphs(f"<p>In 2018{mark} there were 2,650{mark}.</p>") == ["In 2018 there were 2,650."]


def test_what_is_left_out_of_an_answer_is_reported() -> None:
    source = SourceFile(
        "x",
        json.dumps(
            value(answerText="<p>There were 2,650<sup>1</sup> boats.</p><p><sup>1</sup> Provisional.</p>")
        ).encode(),
    )
    reading = reporting(read_questions)(source)
    (record,) = reading.records
    assert [p.text for p in record.passages[1:]] == ["There were 2,650 boats.", "1 Provisional."]
    assert [(piece.text, piece.why) for piece in reading.stripped] == [("1", "note mark")]


def table(rows: str) -> str:
    (block,) = blocks_of(parse(f"<table>{rows}</table>").root)  # type: ignore[arg-type]
    assert block == Block(block.text, "table")
    return block.text


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        pytest.param(
            "<tr><th>Year<th>Boats</tr><tr><td rowspan=2>2018</td><td>17<sup>(2)</sup></td></tr><tr><td>23*</td></tr>",
            "Year | Boats\n2018 | 17\n2018 | 23*",
            id="rowspan",
        ),
        pytest.param(
            "<tr><td></td><th colspan='2'>North</th><th>South</th></tr><tr><td>2018<td>1<td>2<td>3</tr>",
            " | North | North | South\n2018 | 1 | 2 | 3",
            id="colspan",
        ),
        pytest.param(
            "<tr><th colspan=3>Boats by port</th></tr><tr><td>a<td>b<td>c</tr>", "Boats by port\na | b | c", id="title"
        ),
        pytest.param(
            f"<tr><td>a<td>b</tr><tr><td colspan=2>{'A note. ' * 60}</td></tr>",
            f"a | b\n{('A note. ' * 60).strip()}",
            id="a long note",
        ),
        pytest.param(
            "<tr><td rowspan=0>All</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr>",
            "All | 1\nAll | 2\nAll | 3",
            id="to the end",
        ),
        pytest.param(
            "<tr><td>1</td><td rowspan=2>last</td></tr><tr><td>2</td></tr>", "1 | last\n2 | last", id="last column"
        ),
        pytest.param("<tr><td rowspan='x' colspan='-1'>1</td><td>2</td></tr>", "1 | 2", id="no number"),
    ],
)
def test_a_cell_stands_in_each_row_and_column_that_it_spans(rows: str, text: str) -> None:
    assert table(rows) == text


def test_cells_that_span_all_do_not_fill_the_memory() -> None:
    cell = f"<td rowspan=65534 colspan=1000>{'x' * 250}</td>"
    text = table("".join(f"<tr>{cell}<td>1</td></tr>" for _ in range(300)))
    assert len(text) < 1_500_000


def test_many_marks_take_no_longer_than_their_number() -> None:
    text, marks = resolved(f"2018{OPEN}4{CLOSE} " * 4_000)
    assert (len(marks), "20184" in text) == (4_000, False)
    assert resolved(f"2018{OPEN}{'i, ' * 12}!{CLOSE} " * 4_000)[1] == []
