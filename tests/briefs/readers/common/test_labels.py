"""A label of any form ends the turn before it, in every layout in which Hansard is saved."""

from __future__ import annotations

import pytest

from briefs.readers.common.base import SourceFile
from briefs.readers.common.labels import Labels, is_label, may_be_label
from briefs.readers.registry import reader_for
from briefs.records.model import Passage, Role

LABELS = """The Lord Bishop of Blankton
The Lord Archbishop of Yarm
The Archbishop of Yarm
The Bishop of Blankton
Lord d’Arvel
Lord d'Arvel (Lab)
Baroness O’Mere
Baroness O'Mere (CB)
Baroness Mere (Blank Party)
Baroness Mere of Nether Hythe
Baroness Mere of Nether-Hythe (LD)
Lord Mere of Hythe and Yarm (Con)
The Earl of Hythe
The Earl of Hythe (GP)
The Countess of Hythe
The Countess of Hythe (CB)
The Duke of Yarm
The Marquess of Yarm
The Viscount of Yarm
Viscount Yarm (Con)
Viscountess Yarm
Lady Mere
Lord Mere KT (CB)
An hon. Member
An hon. Member:
Hon. Members
Several hon. Members
Noble Lords
A Noble Lord
A noble Baroness
Another hon. Member
Opposition Members
Sir A Mere, Bt (Hythe) (Con)
Sir Abel Mere (Hythe) (Con) [R]
Dame Ann Mere (Hythe) (Lab/Co-op)
Dame Ann
Dr Mere
Dr Mere (Hythe) (Blank)
Prof. Abel Mere (Hythe) (Lab)
Professor Mere
Rev. Abel Mere (Hythe) (DUP)
Rev Mere
Rt Hon Ann Mere
The Rt Hon Ann Mere (Hythe) (Lab)
Right Hon. Abel Mere
Ms Mere
Miss Ann Mere (Hythe) (Your Party)
Mrs O’Mere-Vale
Mr McMere
Mr Abel de Mere (Hythe) (Ind)
Mr Mere (in the Chair)
Mrs Ann Mere (in the Chair)
Ann Mere (Hythe and Yarm) (Restore)
Ann Mere (Hythe, North) (Lab)
Ann Mere (Ynys Môn) (PC)
Siân Mère (Hythe) (PC)
Ann-Marie Mere-Vale (Hythe) (SNP) [V]
1. Ann Mere (Hythe) (Lab)
T2. Ann Mere (Hythe) (Lab)
12. [905001] Ann Mere (Hythe) (Lab)
Q7. Ann Mere (Hythe) (Lab)
Q12. [905002] Ann Mere (Hythe) (Lab)
Ann Mere (Hythe) (Lab) (Urgent Question)
Ann Mere (Hythe) (Lab) (Maiden Speech)
The First Deputy Chairman
The Second Deputy Chairman of Ways and Means
The First Deputy Chairman of Ways and Means (Mrs Ann Mere)
The Chairman of Committees
The Deputy Chairman of Committees (Lord Mere)
The Temporary Chair
The Temporary Chair (Sir Abel Mere)
The Chair
The Lord Speaker
The Lord Speaker (Lord Mere)
The Deputy Speaker (Baroness Mere) (Lab)
Madam Deputy Speaker
Madam Deputy Speaker (Dame Ann Mere)
Mr Deputy Speaker
Mr Speaker
The Solicitor General for Scotland
The Lord Privy Seal (Lord Mere of Hythe)
The Lord Privy Seal
The Advocate-General for Scotland (Lord Mere)
The Lord Chancellor and Secretary of State for Justice (Mr Abel Mere)
The Second Church Estates Commissioner (Ann Mere)
The Minister for the Middle East and North Africa
The Prime Minister
The Parliamentary Secretary, Cabinet Office (Ann Mere)
The Comptroller of His Majesty’s Household (Ann Mere)
The Chairman of the Select Committee (Lord Mere)
The Lord Mayor of Yarm""".splitlines()
FIRST, SAID = "Mr Abe Zeal (Zedtown) (Con)", "Zeal speaks first of all here."
HEAD = "<p><b>11 Jan 2011 : Column 5</b></p><h2>House of Lords</h2><h3>Trams</h3>"
SITE = '<h1>Trams</h1><div class="sub-title">Volume 700: debated on Tuesday 11 January 2011</div>'


def turns() -> list[tuple[str, str]]:
    return [
        turn
        for number, label in enumerate(LABELS, 1)
        for turn in ((FIRST, SAID), (label, f"Sentence number {number} is said of trams."))
    ]


def html(head: str, body: str) -> str:
    return f"<!doctype html><html><head><title>Trams</title></head><body>{head}{body}</body></html>"


LAYOUTS = {
    "download": "Trams\n\n15:10:00\n\n" + "\n\n".join(f"{label}\n{said}" for label, said in turns()),
    "copied without blank lines": "Trams\nVolume 700: debated on Tuesday 11 January 2011\n"
    + "\n".join(f"{label}\n{said}" for label, said in turns()),
    "copied with each line apart": "Trams\n\nVolume 700: debated on Tuesday 11 January 2011\n\n"
    + "\n\n".join(f"{label}\n\n{said}" for label, said in turns()),
    "printed, as text": "House of Lords\n11 Jan 2011 : Column 5\nTrams\n"
    + "\n".join(f"{label.rstrip(':')}: {said}" for label, said in turns()),
    "printed, as HTML": html(HEAD, "".join(f"<p><b>{label.rstrip(':')}:</b> {said}</p>" for label, said in turns())),
    "printed, colon outside": html(
        HEAD, "".join(f"<p><b>{label.rstrip(':')}</b>: {said}</p>" for label, said in turns())
    ),
    "printed, lines parted by breaks": html(
        HEAD, "".join(f"<p><b>{label.rstrip(':')}:</b><br>{said}</p>" for label, said in turns())
    ),
    "the site, as HTML": html(
        SITE,
        "".join(
            f'<div class="contribution"><a href="#"><div class="primary-text">{label}</div></a>'
            f'<div class="content"><p class="hs_Para">{said}</p></div></div>'
            for label, said in turns()
        ),
    ),
}


def passages(text: str) -> list[Passage]:
    source = SourceFile("page", text.encode())
    return [p for record in reader_for(source).read(source).records for p in record.passages]


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_no_label_is_swallowed(layout: str) -> None:
    found = passages(LAYOUTS[layout])
    said = {p.text: p.speaker for p in found}
    assert [p.speaker for p in found if p.text == SAID] == ["Mr Abe Zeal"] * len(LABELS)
    wrong = [
        label
        for number, label in enumerate(LABELS, 1)
        if "Zeal" in (said.get(f"Sentence number {number} is said of trams.") or "Zeal")
    ]
    assert wrong == []
    assert {p.text for p in found} == {
        SAID,
        *(f"Sentence number {n} is said of trams." for n in range(1, len(LABELS) + 1)),
    }


@pytest.mark.parametrize("label", LABELS)
def test_words_show_each_form_to_be_a_label(label: str) -> None:
    assert is_label(label)


@pytest.mark.parametrize(
    "line",
    [
        "Trams",
        "Tram Sheds (Grants)",
        "Energy Bill (Programme) (No. 2)",
        "Second Reading",
        "Order.",
        "Note",
        "Ayes 231",
        "",
    ],
)
def test_a_heading_or_words_are_no_label(line: str) -> None:
    assert not is_label(line)


@pytest.mark.parametrize(
    "line", ["We have mended forty trams", "Yes, it is", "“Mr Mere", "2008 | 41", "On 4 May we met"]
)
def test_no_layout_makes_words_a_label(line: str) -> None:
    assert not may_be_label(line)


def test_a_form_that_nothing_explains_is_kept_as_printed_with_its_role_unknown() -> None:
    labels = Labels()
    for printed in ("The Lord Bishop of Blankton", "Lord d’Arvel", "Dr Mere", "Baroness Mere (Blank Party)", "Abel"):
        who = labels.whom(printed)
        assert (who.name, who.role) == (printed.partition(" (")[0], Role.UNKNOWN)


def test_an_office_alone_is_its_holder_s_where_one_was_printed() -> None:
    labels = Labels()
    labels.whom("The First Deputy Chairman of Ways and Means (Mrs Ann Mere)")
    labels.whom("The Solicitor General (Mr Abel Vale)")
    assert labels.whom("The First Deputy Chairman").name == "Mrs Ann Mere"
    assert labels.whom("The Solicitor General").name == "Mr Abel Vale"


@pytest.mark.parametrize(
    "label",
    [
        "Q4. Ann Mere (Hythe) (Lab)",
        "T3. [90512] Ann Mere",
        "12. Ann Mere",
        "Ann Mere 2",
        "Ann Mere<sup>2</sup>",
        "Ann Mere <sup>*</sup>",
    ],
)
@pytest.mark.parametrize("layout", ["<p><b>{0}:</b> Sheds leak.</p>", "<p><b>{0}</b>: Sheds leak.</p>"])
def test_a_number_in_bold_is_no_part_of_the_name(label: str, layout: str) -> None:
    zeal = f"<p><b>{FIRST}:</b> {SAID}</p>"
    assert [p.speaker for p in passages(html(HEAD, zeal + layout.format(label)))] == ["Mr Abe Zeal", "Ann Mere"]


@pytest.mark.parametrize("words", ["Step 1", "Table 2", "Clause 4"])
def test_a_numbered_heading_of_a_paragraph_in_bold_ends_no_turn(words: str) -> None:
    said = f"<p><b>{FIRST}:</b> {SAID}</p><p><b>{words}:</b> oil the tram.</p>"
    assert [p.speaker for p in passages(html(HEAD, said))] == ["Mr Abe Zeal"] * 2


@pytest.mark.parametrize(
    "line", ["Several hon. Members rose—", "Hon. Members rose in their places.", "Mr Mere indicated dissent."]
)
@pytest.mark.parametrize("layout", ["download", "printed, as HTML"])
def test_what_members_do_is_nobody_s_words(line: str, layout: str) -> None:
    if layout == "download":
        text = f"Trams\n\n15:10:00\n\n{FIRST}\n{SAID}\n\n{line}\n\nMadam Deputy Speaker\nOrder."
    else:
        text = html(HEAD, f"<p><b>{FIRST}:</b> {SAID}</p><p>{line}</p><p><b>Madam Deputy Speaker:</b> Order.</p>")
    assert [(p.text, p.speaker) for p in passages(text)] == [
        (SAID, "Mr Abe Zeal"),
        (line, None),
        ("Order.", "Madam Deputy Speaker"),
    ]


def test_the_noise_of_members_together_is_nobody_s_and_their_label_is_reported() -> None:
    text = f"Trams\n\n15:10:00\n\n{FIRST}\n{SAID}\n\nHon. Members\nHear, hear!\n\nMadam Deputy Speaker\nOrder."
    source = SourceFile("page", text.encode())
    reading = reader_for(source).read(source)
    assert [p.speaker for r in reading.records for p in r.passages] == ["Mr Abe Zeal", None, "Madam Deputy Speaker"]
    assert "Hon. Members" in [each.text for each in reading.stripped]


TELLERS = [
    ["<p><b>Tellers for the Ayes:</b> Mr Oil and</p>", "<p><b>Mr Wick</b></p>"],
    ["<p>Tellers for the Ayes:</p>", "<p><b>Jo Oil and Sam Wick</b></p>"],
    ["<p><b>Tellers for</b> <b>the Ayes:</b></p>", "<p><b>Mr Oil</b> and <b>Mr Wick</b></p>"],
    ["<p>Tellers for the Ayes: Mr Oil and Mr Wick</p>", ""],
]


@pytest.mark.parametrize("tellers", TELLERS)
@pytest.mark.parametrize("line", ["Division on Amendment 3", "Division No. 4", "Division number 3", "Not Contents 98."])
def test_divisions_and_tellers_are_nobody_s_words(line: str, tellers: list[str]) -> None:
    after = "<p><i>Question accordingly agreed to.</i></p><p><b>Ann Mere (Hythe) (Lab):</b> Trams again.</p>"
    found = passages(html(HEAD, f"<p><b>{FIRST}:</b> {SAID}</p><p>{line}</p>{''.join(tellers)}{after}"))
    assert {p.speaker: p.text for p in found if p.speaker} == {"Mr Abe Zeal": SAID, "Ann Mere": "Trams again."}
    held = " ".join(p.text for p in found if not p.speaker)
    assert line in held
    assert [held.count(each) for each in ("Oil", "Wick", "Tellers for the Ayes")] == [1, 1, 1]


@pytest.mark.parametrize("tellers", TELLERS)
def test_a_heading_under_the_tellers_begins_what_follows(tellers: list[str]) -> None:
    after = "<h3>Point of Order</h3><p><b>Ann Mere (Hythe) (Lab):</b> Trams again.</p>"
    body = html(HEAD, f"<p><b>{FIRST}:</b> {SAID}</p><p>Division No. 4</p>{''.join(tellers)}{after}")
    source = SourceFile("page", body.encode())
    assert [record.title for record in reader_for(source).read(source).records][1:] == ["Point of Order"]
