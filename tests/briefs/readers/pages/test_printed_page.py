"""Printed Hansard saved as HTML and as text: what its elements and layout say decides, then its words."""

from __future__ import annotations

import re
from datetime import date

import pytest

from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.common.markup import to_paragraphs
from briefs.readers.precedence import to_keep
from briefs.readers.registry import reader_for
from briefs.records.citations import citation
from briefs.records.model import AnswerState, House, Kind, Part, Record, Role

NAVIGATION = (
    '<div class="navLinks"><div class="navLeft"><a href="x.htm">Previous Section</a></div>'
    '<div class="navRight"><a href="y.htm">Home Page</a></div></div>'
)


def page(*parts: str) -> str:
    body = "".join(parts)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Hansard</title>'
        f'</head><body><div id="content"><div id="content-small">{NAVIGATION}{body}{NAVIGATION}</div></div></body>'
        "</html>"
    )


def column(mark: str, day: str = "3 Mar 2010") -> str:
    return f'<a class="anchor-column" name="column_{mark}"> </a><p><b>{day} : Column {mark}</b></p>'


def says(label: str, words: str) -> str:
    return f'<p><a class="anchor" name="st_1"> </a><b>{label}:</b>\n {words}</p>'


def department(name: str) -> str:
    return f'<h3 align="center" style="text-transform:uppercase">{name}</h3>'


def h(level: int, text: str) -> str:
    return f'<h{level} align="center">{text}</h{level}>'


CHAMBER = column("101") + h(2, "House of Commons") + h(4, "<i>Wednesday 3 March 2010</i>")
ANSWERS = column("101W") + h(2, "Written Answers to Questions") + h(4, "<i>Wednesday 3 March 2010</i>")
MINISTER = "The Minister of State, Department for Lamps (Owen Reed)"


def read(text: str) -> Reading:
    source = SourceFile("page.html", text.encode())
    return reader_for(source).read(source)


def records(*parts: str) -> tuple[Record, ...]:
    return read(page(*parts)).records


def said(record: Record) -> list[tuple[str | None, str]]:
    return [(p.speaker, p.text) for p in record.passages]


PAGES = {
    "urgent question": page(
        CHAMBER,
        h(3, "Lamps"),
        "<h5>3.30 pm</h5>",
        says(
            "Nell Pike (Hythe) (Lab)<i> (Urgent Question)</i>", "To ask the Secretary of State if she will light lamps."
        ),
        says(MINISTER, "We lit 31 lamps."),
        says("Nell Pike", "The lamps are out again."),
    ),
    "division": page(
        CHAMBER,
        h(4, "<i>The House met at Ten o’clock</i>"),
        department("Prayers"),
        h(4, "[Mr Speaker<i> in the Chair</i>]"),
        h(3, "Lamps Bill [<i>Lords</i>]"),
        "<p><i>Second Reading</i></p>",
        says(MINISTER, "The Bill lights nine lamps."),
        "<p><i>Question put</i>, That the Bill be read.</p><p><i>The House divided:</i></p><p>Ayes 12, Noes 30.</p>",
        "<center><b>Division No. 7]</b></center><p>[9.59 pm</p><p>AYES</p><p>Pike, Nell</p><p>Reed, rh Owen</p>",
        "<p>Tellers for the Ayes: <b>Ann Vale and</b></p><p><b>Bob Rook</b></p><p>NOES</p><p>Rook, Cal</p>",
        "<p><i>Question accordingly negatived.</i></p>",
        h(3, "Point of Order"),
        says("Ann Vale (Yarm) (Con)", "On a point of order, Mr Speaker."),
    ),
    "table and notes": page(
        ANSWERS,
        department("Lamps"),
        h(4, "Lamps: Yarm"),
        says("Nell Pike", "To ask the Secretary of State for Lamps how many lamps were lit. [4001]"),
        "<p><b>Owen Reed</b> [<i>holding answer 1 March 2010</i>]<b>:</b> The figures are in the table.</p>",
        "<table><tr><th>Year</th><th>Lamps</th></tr><tr><td>2008</td><td>41</td></tr></table>",
        "<p>(1 )Figures are rounded.</p><ul><li>Yarm is left out.</li></ul>",
        h(4, "Wicks"),
        says("Nell Pike", "To ask the Secretary of State for Lamps what wicks cost. [4002]"),
        says("Owen Reed", "They cost £4 and"),
        column("102W"),
        "<p>£5 a yard.</p>",
    ),
    "statements": page(
        column("5WS"),
        h(2, "Written Ministerial Statements"),
        department("Lamps"),
        h(4, "Lamp Oil"),
        says(MINISTER, "I am publishing the review. It found that nine lamps"),
        column("6WS"),
        "<p>would go out.</p>",
        h(4, "Lamp Posts (Grants) (No. 2)"),
        says("The Secretary of State for Lamps (Ann Vale)", "Posts will have grants."),
    ),
    "chair only": page(
        column("253WH"),
        h(2, "Westminster Hall"),
        h(4, "[Ms Ann Vale <i>in the Chair</i>]"),
        h(3, "Lamps"),
        says("Nell Pike (Hythe) (Lab)", "Lamps are lit."),
        h(3, "Local Wicks"),
        h(4, "[Mr Cal Rook <i>in the Chair</i>]"),
        says("Mr Cal Rook (in the Chair)", "The sitting is suspended for ten minutes."),
        h(3, "Oil"),
        "<p>The words of nobody who is named were spoken here.</p>",
    ),
    "petition": page(
        column("7P"),
        h(2, "Petitions"),
        "<h3>OBSERVATIONS</h3>",
        department("Lamps"),
        h(3, "Lamps at Hythe Quay (Hythe)"),
        "<p><i>The Petition of keepers of Hythe,</i></p><p>Declares that the lamps are dark.</p>",
        "<p>And the Petitioners remain, etc.—<i>[Presented by</i> <b>Nell Pike</b><i>, Official Report, </i>3 December "
        "2009; Vol. 501, c. 887.]</p><p>[P000777]</p>",
        "<p><i>Observations from the Secretary of State for Lamps:</i></p><p>The lamps are the council’s.</p>",
    ),
    "correction": page(
        column("7MC"),
        h(2, "Ministerial Corrections"),
        department("Lamps"),
        h(3, "Lamps: Yarm"),
        says("Nell Pike", "To ask the Secretary of State for Lamps how many lamps were lit. [4001]"),
        "<p><a href='x'><i>[Official Report, 9 February 2010, Vol. 505, c. 810W.]</i></a></p>",
        "<p><i>Letter of correction from Owen Reed:</i></p><p>An error has been identified in the answer.</p>",
        "<p>The full answer given was as follows:</p>",
        says("Owen Reed", "Some 30 lamps were lit."),
        "<p>The correct answer should have been:</p>",
        "<p><b>Owen Reed:</b>\n<b>Some 300 lamps were lit.</b></p>",
    ),
    "lords": (
        "<html><head><title>Lords Hansard text for 3 Mar 2010</title></head><body><div id='top_nav'><ul><li>"
        "<a href='q'>Accessibility</a></li></ul></div><columnNum><br><b>3 Mar 2010 : Column 1285</b><br></columnNum>"
        "<h1 align='center'>House of Lords</h1><h2 align='center'>Wednesday, 3 March 2010.</h2><h2>Lamps</h2>"
        "<h3>Question</h3><h5>2.37 pm</h5><p><i>Asked By </i><b>Lord Pike of Hythe</b></p><p>To ask Her Majesty’s "
        "Government what lamps they light.</p><p><b>The Parliamentary Under-Secretary of State, Department for Lamps "
        "(Baroness Reed):</b> My Lords, nine.</p><p><b>Lord Pike of Hythe:</b> My Lords, that is few.</p>"
        "<p><b>The Lord Bishop of Yarm:</b> My Lords, we light four.</p><h2>Oil Bill</h2><h3>Second Reading</h3>"
        "<p><b>Lord Vale (Con):</b> My Lords, oil is dear.</p><hr><table><tr><td><a href='n'>Next Section</a></td></tr>"
        "</table></body></html>"
    ),
}


def test_a_page_of_the_chamber_in_which_to_ask_occurs_is_a_debate() -> None:
    (record,) = read(PAGES["urgent question"]).records
    assert (record.kind, record.title, record.day) == (Kind.URGENT_QUESTION, "Lamps", date(2010, 3, 3))
    assert [p.speaker for p in record.passages] == ["Nell Pike", "Owen Reed", "Nell Pike"]
    assert [p.role is Role.MINISTER for p in record.passages] == [False, True, False]


def test_an_oral_question_of_the_lords_is_a_debate_whose_asker_and_bishop_are_no_ministers() -> None:
    question, bill = read(PAGES["lords"]).records
    assert (question.title, bill.title) == ("Lamps — Question", "Oil Bill: Second Reading")
    assert (question.kind, question.house, question.day) == (Kind.DEBATE, House.LORDS, date(2010, 3, 3))
    assert {p.speaker for p in question.passages if p.role is Role.MINISTER} == {"Baroness Reed"}
    assert question.passages[-1].speaker == "The Lord Bishop of Yarm"
    assert question.passages[0].speaker == "Lord Pike of Hythe"


def test_a_division_is_nobody_s_and_no_title() -> None:
    bill, order = read(PAGES["division"]).records
    assert (bill.title, order.title) == ("Lamps Bill [Lords]: Second Reading", "Point of Order")
    assert [text for speaker, text in said(bill) if speaker] == ["The Bill lights nine lamps."]


def test_tables_lists_and_notes_of_an_answer_are_held_and_its_halves_are_one() -> None:
    lamps, wicks = read(PAGES["table and notes"]).records
    answer = [p.text for p in lamps.passages if p.part is Part.ANSWER]
    assert answer == [
        "The figures are in the table.",
        "Year | Lamps\n2008 | 41",
        "(1 )Figures are rounded.",
        "Yarm is left out.",
    ]
    assert {p.speaker for p in lamps.passages if p.part is Part.ANSWER} == {"Owen Reed"}
    assert (lamps.uin, lamps.answering_body, wicks.title) == ("4001", "Lamps", "Wicks")
    assert wicks.passages[-1].text == "They cost £4 and £5 a yard."


def test_written_statements_are_one_record_each_with_their_columns() -> None:
    oil, posts = read(PAGES["statements"]).records
    assert {oil.kind, posts.kind} == {Kind.WRITTEN_STATEMENT}
    assert [oil.title, posts.title] == ["Lamp Oil", "Lamp Posts (Grants) (No. 2)"]
    assert said(oil) == [("Owen Reed", "I am publishing the review. It found that nine lamps would go out.")]
    assert [citation(oil), citation(posts)] == ["HC Deb 3 March 2010 c5WS", "HC Deb 3 March 2010 c6WS"]


def test_a_section_none_of_whose_labels_is_known_is_held_with_its_words() -> None:
    _, wicks, oil = read(PAGES["chair only"]).records
    assert (wicks.title, wicks.reference) == ("Local Wicks", "c253WH")
    assert said(wicks) == [("Mr Cal Rook", "The sitting is suspended for ten minutes.")]
    assert said(oil) == [(None, "The words of nobody who is named were spoken here.")]


def test_a_petition_is_the_petitioners_and_its_observations_are_the_office_s() -> None:
    (record,) = read(PAGES["petition"]).records
    assert (record.title, record.day, record.house) == ("Lamps at Hythe Quay (Hythe)", date(2010, 3, 3), House.COMMONS)
    assert citation(record) == "HC Deb 3 March 2010 c7P"
    *asked, observed = record.passages
    assert {(p.speaker, p.role) for p in asked} == {("keepers of Hythe", Role.UNKNOWN)}
    assert (observed.speaker, observed.office, observed.role) == (None, "Secretary of State for Lamps", Role.MINISTER)
    assert record.notes == ("The petition was presented by Nell Pike on 3 December 2009.",)


def test_a_correction_takes_the_place_of_the_answer_that_it_corrects() -> None:
    (record,) = read(PAGES["correction"]).records
    assert (record.record_id, record.state) == ("wq/commons/answered/2010-02-09/4001", AnswerState.CORRECTED)
    assert citation(record) == (
        "HC Written Question 4001, answered 9 February 2010 (vol 505 c810W), corrected 3 March 2010"
    )
    assert "Some 30 lamps were lit." not in [p.text for p in record.passages]
    assert said(record)[-1] == ("Owen Reed", "Some 300 lamps were lit.")
    assert {p.speaker for p in record.passages if "error" in p.text} == {"Owen Reed"}


@pytest.mark.parametrize(
    "heading",
    [
        "Wicks (Grants)",
        "Oil Bill (Programme) (No. 2)",
        "Oil Bill [<i>Lords</i>]",
        "Wicks: Yarm (North)",
        "Business (10 May)",
    ],
)
@pytest.mark.parametrize("level", [2, 3, 4, 5])
def test_a_heading_with_brackets_is_a_heading(heading: str, level: int) -> None:
    first, second = records(
        CHAMBER,
        h(3, "Lamps"),
        says(MINISTER, "I agree."),
        h(level, heading),
        says("Nell Pike (Hythe) (Lab)", "It is dark."),
    )
    assert said(first) == [("Owen Reed", "I agree.")]
    assert second.title == re.sub("<[^>]*>", "", heading)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("We will not<br/>", "cut lamps. They stay.", "We will not cut lamps. They stay."),
        ("Costs were £4 and", "£5 in 2009.", "Costs were £4 and £5 in 2009."),
        ("It is a long-", "term plan.", "It is a long-term plan."),
        ("We met Mr.", "and Mrs. Vale.", "We met Mr. and Mrs. Vale."),
    ],
)
def test_a_column_s_mark_does_not_tear_a_sentence(first: str, second: str, whole: str) -> None:
    (record,) = records(CHAMBER, h(3, "Lamps"), says(MINISTER, first), column("102"), f"<p>{second}</p>")
    assert said(record) == [("Owen Reed", whole)]


def test_a_column_s_mark_between_two_paragraphs_joins_nothing() -> None:
    (record,) = records(CHAMBER, h(3, "Lamps"), says(MINISTER, "We end."), column("102"), "<p>We begin.</p>")
    assert [text for _, text in said(record)] == ["We end.", "We begin."]


def test_a_label_within_a_paragraph_begins_a_turn_and_bold_words_do_not() -> None:
    (record,) = records(
        CHAMBER,
        h(3, "Lamps"),
        f"<p><b>{MINISTER}:</b> We act. <a name='x_spnew6'> </a><b>Nell Pike (Hythe) (Lab):</b> When?</p>",
        says("Owen Reed", "In <b>May:</b> all nine. <b>Note:</b> it is late."),
        "<p><b>Note:</b> three more.</p><p><b>All will be lit.</b></p>",
    )
    assert [speaker for speaker, _ in said(record)] == ["Owen Reed", "Nell Pike", "Owen Reed", "Owen Reed", "Owen Reed"]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_word_of_a_page_stands_in_a_record_or_is_reported(name: str) -> None:
    reading = read(PAGES[name])
    held = " ".join(s.text for s in reading.stripped)
    for record in reading.records:
        held += " " + " ".join((record.title, *record.notes))
        held += " ".join(f" {p.text} {p.speaker} {p.office} {p.constituency} {p.party}" for p in record.passages)
    words = set(re.findall(r"\w+", " ".join(to_paragraphs(PAGES[name]))))
    assert words - set(re.findall(r"\w+", held)) <= {"Chair", "in", "the"}
    sentences = [s.text for s in reading.stripped if s.text.endswith((".", "?", "!"))]
    assert all(s.why in KINDS_WITH_SENTENCES for s in reading.stripped if s.text in sentences)


KINDS_WITH_SENTENCES = {
    "earlier wording of the answer",
    "frame of the correction",
    "heading",
}

TEXT = """House of Commons
3 Mar 2010 : Column 101W
Written Answers to Questions
Wednesday 3 March 2010
LAMPS
Lamps: Yarm
Nell Pike: To ask the Secretary of State for Lamps how many lamps were lit. [4001]
Owen Reed: The figures are in the table.
Year Lamps
2008 41
Yarm 1,250
Hythe 900
(1) Figures are rounded.
Wicks (Grants)
Nell Pike: To ask the Secretary of State for Lamps what wicks cost. [4002]
Owen Reed: They cost £4 and
3 Mar 2010 : Column 102W
£5 a yard.
"""


def test_rows_of_a_table_in_text_are_words_of_the_answer() -> None:
    lamps, wicks = read(TEXT).records
    assert [p.text for p in lamps.passages if p.part is Part.ANSWER] == [
        "The figures are in the table.",
        "Year Lamps",
        "2008 41",
        "Yarm 1,250",
        "Hythe 900",
        "(1) Figures are rounded.",
    ]
    assert (wicks.title, wicks.passages[-1].text) == ("Wicks (Grants)", "They cost £4 and £5 a yard.")


DIVIDED = """House of Commons
12 July 2011 : Column 212
Lamps Bill [Lords]
The Minister for Lamps (Owen Reed): The Bill lights nine lamps.
Question put, That the Bill be read.
The House divided:
Ayes 231, Noes 307.
Division No. 321]
[9.59 pm
AYES
Pike, Nell
Reed, rh Owen
Tellers for the Ayes: Ann Vale and
Bob Rook
NOES
Rook, Cal
Question accordingly negatived.
Point of Order
10.15 pm
Ann Vale (Yarm) (Con): On a point of order, Mr Speaker.
"""


def test_a_division_in_text_is_nobody_s_and_no_title() -> None:
    bill, order = read(DIVIDED).records
    assert [text for speaker, text in said(bill) if speaker] == ["The Bill lights nine lamps."]
    assert (bill.title, order.title) == ("Lamps Bill [Lords]", "Point of Order")
    assert "Reed, rh Owen" in [text for _, text in said(bill)]


def test_words_about_what_was_asked_are_words() -> None:
    (record,) = records(CHAMBER, h(3, "Lamps"), says(MINISTER, "I agree."), "<p>The Minister was asked about oil.</p>")
    assert said(record)[-1] == ("Owen Reed", "The Minister was asked about oil.")


def test_a_petition_presented_in_the_chamber_is_no_page_of_petitions() -> None:
    petition, adjournment = records(
        CHAMBER,
        h(3, "Petition"),
        h(4, "Closure of a Lamp (Hythe)"),
        "<h5>10.2 pm</h5>",
        says("Nell Pike (Hythe) (Lab)", "I rise to present a petition."),
        h(3, "Adjournment"),
        "<p><i>Motion made, and Question proposed, </i>That this House do now adjourn.—<i>(Mr Quill.)</i></p>",
        says("Cal Rook (Yarm) (Con)", "I am grateful."),
        "<p><i>House adjourned.</i></p>",
    )
    assert [petition.title, adjournment.title] == ["Closure of a Lamp (Hythe)", "Adjournment"]
    assert [speaker for speaker, _ in said(adjournment)] == [None, "Cal Rook", None]


@pytest.mark.parametrize(
    "label",
    [
        "<b>Sir A. Mere, Bt</b> (Hythe) (Con)<b>:</b>",
        "<b>Sir A. Mere, Bt</b> (Hythe) (Con):",
        "<b><b>Sir A. Mere, Bt</b> (Hythe) (Con):</b>",
        "<b>Sir A. Mere, Bt (Hythe) (Con)<i> [Maiden Speech]</i>:</b>",
        "4. <b>[905001] Sir A. Mere, Bt (Hythe) (Con):</b>",
        "<b>Sir A. Mere, Bt</b></p><p>",
    ],
)
def test_a_label_in_several_elements_is_one(label: str) -> None:
    (record,) = records(CHAMBER, h(3, "Lamps"), says(MINISTER, "I agree."), f"<p>{label} It is dark.</p>")
    assert said(record)[-1] == ("Sir A. Mere, Bt", "It is dark.")


def test_a_correction_stands_whichever_was_loaded_first() -> None:
    (corrected,) = read(PAGES["correction"]).records
    (original,) = records(
        column("810W", "9 Feb 2010"),
        h(2, "Written Answers to Questions"),
        department("Lamps"),
        h(4, "Lamps: Yarm"),
        says("Nell Pike", "To ask the Secretary of State for Lamps how many lamps were lit. [4001]"),
        says("Owen Reed", "Some 30 lamps were lit."),
    )
    assert original.record_id == corrected.record_id
    for held, incoming in ((original, corrected), (corrected, original)):
        assert "Some 30 lamps were lit." not in [p.text for p in to_keep(held, incoming).passages]


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p>{0} Lamps will <br/>&nbsp;<br/><b>3 Mar 2010 : Column 102</b><br/>&nbsp;<br/>never be dark.</p>",
        "<p>{0} Lamps will <b>3 Mar 2010 : Column 102</b> never be dark.</p>",
        "<p>{0} Lamps will <br/>3 Mar 2010 : Column 102<br/> never be dark.</p>",
        "<p>{0} Lamps will 3 Mar 2010 : Columns 102 never be dark.</p>",
    ],
)
def test_a_column_s_mark_within_a_paragraph_does_not_tear_it(paragraph: str) -> None:
    reading = read(page(CHAMBER, h(3, "Lamps"), paragraph.format(f"<b>{MINISTER}:</b>")))
    assert said(reading.records[0]) == [("Owen Reed", "Lamps will never be dark.")]
    assert any("Column" in each.text and "102" in each.text for each in reading.stripped)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("We light it in the in-", "terval.", "We light it in the interval."),
        ("It is a long-", "term lamp.", "It is a long-term lamp."),
        ("Each lamp is inspec-", "ted.", "Each lamp is inspected."),
    ],
)
def test_a_word_that_a_column_s_mark_breaks_is_whole_where_it_plainly_is_one(
    first: str, second: str, whole: str
) -> None:
    made = records(CHAMBER, h(3, "Lamps"), says(MINISTER, first), column("102"), f"<p>{second}</p>")
    assert [p.text for p in made[0].passages] == [whole]


def test_a_column_s_mark_between_rows_is_no_row() -> None:
    mark = '<tr><td colspan="2"><b>3 Mar 2010 : Column 102W</b></td></tr>'
    table = f"<table><tr><td>Oil</td><td>4</td></tr>{mark}<tr><td>Wick</td><td>5</td></tr></table>"
    asks = says("Ann Asker", "To ask the Secretary of State for Lamps how many lamps there are. [40001]")
    reading = read(page(ANSWERS, department("Lamps"), h(4, "Oil"), asks, says("Owen Reed", "As follows:"), table))
    assert [p.text for p in reading.records[0].passages][-1] == "Oil | 4\nWick | 5"
    assert "3 Mar 2010 : Column 102W" in [each.text for each in reading.stripped]


def test_a_place_in_the_official_report_is_no_mark() -> None:
    words = "I said so (Official Report, 3 March 2009: Column 44) of lamps."
    made = records(CHAMBER, h(3, "Lamps"), says(MINISTER, words))
    assert [p.text for p in made[0].passages] == [words]


@pytest.mark.parametrize("note", ["<i>Note:</i>", "<i>Notes</i>", "<b>Note:</b>", "<i>Source: the lamp survey.</i>"])
def test_what_stands_after_a_note_beside_a_table_stays_the_answerer_s(note: str) -> None:
    table = "<table><tr><td>Oil</td><td>4</td></tr></table>"
    asks = says("Ann Asker", "To ask the Secretary of State for Lamps how many lamps there are. [40001]")
    after = f"{table}<p>{note}</p><p>Oil is rounded.</p>"
    made = records(ANSWERS, department("Lamps"), h(4, "Oil"), asks, says("Owen Reed", "As follows:"), after)
    assert {p.speaker for p in made[0].passages if p.part is Part.ANSWER} == {"Owen Reed"}
    assert len(made[0].passages) == 5
    assert {p.part for p in made[0].passages} == {Part.QUESTION, Part.ANSWER}


@pytest.mark.parametrize(
    ("printed", "name", "office"),
    [
        ("the Minister for Lamps (Owen Reed)", "Owen Reed", "Minister for Lamps"),
        ("the Minister of State (Lamp Office) (Owen Reed)", "Owen Reed", "Minister of State (Lamp Office)"),
        ("the Minister of State (Lamp Office)", None, "Minister of State (Lamp Office)"),
        ("the Secretary of State for Lamps", None, "Secretary of State for Lamps"),
    ],
)
def test_who_answers_a_petition_is_named_apart_from_the_office(printed: str, name: str | None, office: str) -> None:
    petition = "<p>The Petition of a resident of Hythe,</p><p>Declares that lamps are dark.</p>"
    answer = f"<p><i>Observations from {printed}, received 2 March 2010:</i></p><p>We shall light them.</p>"
    made = records(column("9P"), h(2, "Petitions"), h(4, "Hythe Lamps"), petition, answer)
    last = made[0].passages[-1]
    assert (last.speaker, last.office, last.role) == (name, office, Role.MINISTER)
