"""Debates of Hansard's API become one record a section, with who spoke, where and in which column."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.errors import RefusedInput
from briefs.quotations.credit import attribution
from briefs.readers.apis import hansard_debate
from briefs.readers.apis.hansard_api import first_column, paragraphs_of
from briefs.readers.common.base import Reading, SourceFile
from briefs.records.citations import citation
from briefs.records.model import House, Kind, Part, Role
from tests.support import shared

EXT = "0A1B2C3D-0000-4000-8000-00000000000{}"
MARK = '<span id="42" class="column-number" data-column-number="42"></span>'


def item(value: str, who: str | None = None, member: int | None = None, **more: Any) -> dict[str, Any]:
    fields = {"ItemType": "Contribution", "ItemId": abs(hash(value)) % 10**6, "HRSTag": "hs_Para"}
    return {**fields, "Value": value, "AttributedTo": who, "MemberId": member, **more}


def section(*items: dict[str, Any], number: int = 1, inner: tuple[Any, ...] = (), **overview: Any) -> dict[str, Any]:
    head = {
        "ExtId": EXT.format(number),
        "Title": " Lighthouse Lamps",
        "HRSTag": "hs_2DebBill",
        "Date": "2021-03-09T00:00:00",
        "House": "Commons",
        "Location": "Commons Chamber",
        "VolumeNo": 690,
        **overview,
    }
    ordered = [{"OrderInSection": at, **one} for at, one in enumerate(items, 1)]
    return {"Overview": head, "Navigator": [], "Items": ordered, "ChildDebates": list(inner)}


def read(value: Any) -> Reading:
    source = SourceFile("x.json", json.dumps(value).encode())
    assert hansard_debate.detect(source)
    return hansard_debate.read(source)


def test_a_debate_is_known_by_its_external_id_and_links_to_each_contribution() -> None:
    (record,) = read(section(item("They shine.", "Ann Other (Hythe) (SNP)", 7, ExternalId=EXT.format(9)))).records
    assert record.record_id == f"hansard/commons/2021-03-09/{EXT.format(1)}"
    assert record.url == f"https://hansard.parliament.uk/Commons/2021-03-09/debates/{EXT.format(1)}/LighthouseLamps"
    (passage,) = record.passages
    assert (passage.anchor, passage.member_id, passage.turn) == (f"contribution-{EXT.format(9)}", 7, 1)
    assert (record.title, record.house, record.volume) == ("Lighthouse Lamps", House.COMMONS, "690")


@pytest.mark.parametrize(
    ("before", "attributed", "expected"),
    [
        ([], "Ann Other (Hythe) (SNP)", ("Ann Other", None, Role.BACKBENCHER, "SNP", "Hythe")),
        (["Ann Other (Hythe) (SNP)"], "Ann Other", ("Ann Other", None, Role.BACKBENCHER, "SNP", "Hythe")),
        (
            ["The Minister for Lamps (Ann Other)"],
            "Ann Other",
            ("Ann Other", "The Minister for Lamps", Role.MINISTER, None, None),
        ),
        (
            ["The Minister for Lamps (Ann Other)"],
            "Ann Other (Hythe) (SNP)",
            ("Ann Other", "The Minister for Lamps", Role.MINISTER, "SNP", "Hythe"),
        ),
        ([], "Ann Other", ("Ann Other", None, Role.UNKNOWN, None, None)),
        ([], "Ann Other (Hythe) (Lab) (Maiden Speech)", ("Ann Other", None, Role.BACKBENCHER, "Lab", "Hythe")),
        ([], "Ann Other (Hythe) (Your Party)", ("Ann Other", None, Role.BACKBENCHER, "Your Party", "Hythe")),
        ([], "Mr Speaker", ("Mr Speaker", "Mr Speaker", Role.SPEAKER, None, None)),
        (
            ["Madam Deputy Speaker (Ann Other)"],
            "Madam Deputy Speaker",
            ("Ann Other", "Madam Deputy Speaker", Role.SPEAKER, None, None),
        ),
        ([], "The Earl of Hythe (CB)", ("The Earl of Hythe", None, Role.BACKBENCHER, "CB", None)),
        (
            [],
            "The Minister of State, Department for Lamps (Lord Other) (Lab)",
            ("Lord Other", "The Minister of State, Department for Lamps", Role.MINISTER, "Lab", None),
        ),
        (
            [],
            "The Third Church Estates Almoner (Ann Other)",
            ("Ann Other", "The Third Church Estates Almoner", Role.UNKNOWN, None, None),
        ),
    ],
)
def test_who_speaks_in_every_form_of_attribution(before: list[str], attributed: str, expected: Any) -> None:
    items = [item(f"Before {n}.", who, 7) for n, who in enumerate(before)]
    (record,) = read(section(*items, item("Now.", attributed, 7))).records
    p = record.passages[-1]
    assert (p.speaker, p.office, p.role, p.party, p.constituency) == expected


def test_members_together_and_procedure_have_no_member() -> None:
    (record,) = read(
        section(
            item("I beg to move.", "Ann Other (Hythe) (SNP)", 7),
            item("Hear, hear!", "Hon. Members", None),
            item("Question put and agreed to.", None, None, HRSTag="hs_Procedure"),
            item("Leave out line 4.", None, None, ItemType="Amendment"),
        )
    ).records
    assert [(p.speaker, p.member_id) for p in record.passages] == [
        ("Ann Other", 7),
        ("Hon. Members", None),
        (None, None),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f"the old {MARK}lamp", ["the old lamp"]),
        (f"the old{MARK} lamp", ["the old lamp"]),
        (f"the old {MARK} lamp", ["the old lamp"]),
        (f"the old{MARK}lamp", ["the old lamp"]),
        (f"It ends.{MARK}\r\n\r\nIt begins.", ["It ends.", "It begins."]),
        (f"It ends.\r\n\r\n{MARK}It begins.", ["It ends.", "It begins."]),
        (f"{MARK}It begins.", ["It begins."]),
        ("<em>Motion</em> made,\r\n\r\nThat it be lit.", ["Motion made,", "That it be lit."]),
        ("Oil &amp; gas", ["Oil & gas"]),
    ],
)
def test_column_marks_leave_neither_two_spaces_nor_joined_words(value: str, expected: list[str]) -> None:
    assert paragraphs_of(value) == expected


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ([MARK, "It begins."], "42"),
        (["It begins", f"and goes {MARK}on."], "41"),
        ([f"It {MARK}begins."], "41"),
        (['<span class="column-number" data-column-number="7WH"></span>', "x"], "7WH"),
        (["No mark."], None),
    ],
)
def test_the_column_is_where_the_section_begins(values: list[str], column: str | None) -> None:
    assert first_column(values) == column


@pytest.mark.parametrize(
    ("overview", "kind", "cited"),
    [
        ({}, Kind.DEBATE, "HC Deb 9 March 2021 vol 690 c42"),
        ({"HRSTag": "hs_2cStatement"}, Kind.ORAL_STATEMENT, "HC Deb 9 March 2021 vol 690 c42"),
        ({"HRSTag": "hs_2cUrgentQuestion"}, Kind.URGENT_QUESTION, "HC Deb 9 March 2021 vol 690 c42"),
        ({"HRSTag": "hs_8Question"}, Kind.DEBATE, "HC Deb 9 March 2021 vol 690 c42"),
        ({"Location": "Westminster Hall"}, Kind.DEBATE, "HC Deb 9 March 2021 vol 690 c42WH"),
        ({"House": "Lords", "HRSTag": "NewDebate", "VolumeNo": None}, Kind.DEBATE, "HL Deb 9 March 2021 c42"),
        ({"Location": "Written Statements"}, Kind.WRITTEN_STATEMENT, "HC Written Statement, Lighthouse Lamps"),
    ],
)
def test_kind_and_citation(overview: dict[str, Any], kind: Kind, cited: str) -> None:
    (record,) = read(section(item(f"{MARK}They shine.", "Ann Other (Hythe) (SNP)", 7), **overview)).records
    assert record.kind is kind
    assert citation(record).startswith(cited)


def test_a_container_that_repeats_its_children_gives_each_word_once() -> None:
    said = item("They shine.", "The Minister for Lamps (Ann Other)", 7, ExternalId=EXT.format(8))
    asked = item("The Secretary of State was asked—")
    child = section(said, item("Do they?", "Ann Other", 7), number=2, Title="Lamps")
    reading = read(
        section(asked, said, inner=(child, section(said, number=3, Title="Again")), HRSTag="hs_6bDepartment")
    )
    assert [record.title for record in reading.records] == ["Lamps", "Again"]
    assert {s.why for s in reading.stripped} >= {"repeated in its own section", "who was asked"}
    assert reading.records[0].passages[1].office == "The Minister for Lamps"


def test_a_title_that_says_nothing_alone_takes_the_one_above() -> None:
    value = section(item("They shine.", "Ann Other (Hythe) (SNP)", 7), Title="Engagements")
    value["Navigator"] = [
        {"Title": "Commons Chamber", "ExternalId": "a"},
        {"Title": "Prime Minister", "ExternalId": "b"},
        {"Title": "Engagements", "ExternalId": EXT.format(1).lower()},
    ]
    assert read(value).records[0].title == "Prime Minister: Engagements"


def test_marks_and_the_numbers_of_questions_are_left_out_and_reported() -> None:
    reading = read(
        section(
            item("14:30:00", ItemType="Timestamp", HRSTag=None),
            item("[Ann Other in the Chair]", HRSTag="hs_76fChair"),
            item("<Question>7. <QuestionText>Whether they shine.</QuestionText></Question>", "A B (C) (Lab)", 7)
            | {"HRSTag": "Question"},
        )
    )
    assert [p.text for p in reading.records[0].passages] == ["Whether they shine."]
    assert [(s.text, s.why) for s in reading.stripped] == [
        ("14:30:00", "time mark"),
        ("[Ann Other in the Chair]", "who is in the chair"),
        ("7.", "question number"),
    ]


@pytest.mark.parametrize(
    ("spoiled", "word"),
    [
        ({"House": "Moon"}, "House"),
        ({"Date": "soon"}, "Date"),
        ({"ExtId": "../etc"}, "ExtId"),
        ({"ExtId": None}, "ExtId"),
    ],
)
def test_a_section_without_identity_is_refused_by_field(spoiled: dict[str, Any], word: str) -> None:
    value = section(item("They shine.", "Ann Other (Hythe) (SNP)", 7), **spoiled)
    good = section(item("They shine.", "Ann Other (Hythe) (SNP)", 7), number=2)
    reading = read([good, value])
    assert len(reading.records) == 1
    assert word in reading.refused[0].reason


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.just("<table><tr>"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "Overview Items ChildDebates Navigator ExtId House Date Value HRSTag MemberId Title".split()
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(_JSON)
def test_hostile_json_is_refused_in_our_own_words(value: Any) -> None:
    with suppress(RefusedInput):
        hansard_debate.read(SourceFile("x", json.dumps({"Overview": {"ExtId": ""}, "ChildDebates": [value]}).encode()))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "title", "day", "spoken"),
    [
        ("debate_with_child.json", "A5036 Park Lane footbridge", date(2026, 3, 3), 7),
        ("debate_with_speeches.json", "Oil Refining Sector", date(2026, 1, 14), 8),
    ],
)
def test_the_real_debates_lose_no_letter(name: str, title: str, day: date, spoken: int) -> None:
    path = shared("data", "hansard-api", name)
    source = SourceFile(path.name, path.read_bytes())
    reading = hansard_debate.read(source)
    (record,) = reading.records
    assert (record.title, record.day, len(record.passages)) == (title, day, spoken)

    def values(part: dict[str, Any]) -> list[str]:
        return [i["Value"] for i in part["Items"]] + [v for child in part["ChildDebates"] for v in values(child)]

    whole = [text for value in values(json.loads(source.text)) for text in paragraphs_of(value)]
    left_out = [s.text for s in reading.stripped]
    assert [p.text for p in record.passages] == [text for text in whole if text not in left_out]


def test_a_correction_is_the_answer_as_put_right_with_both_days() -> None:
    said = [
        (None, "The following is an extract from Lamps questions on 4 May 2021."),
        ("Nell Pike", "How many lamps were lit?"),
        ("Owen Reed", "Some 30 lamps were lit."),
        (None, "[<em>Official Report</em>, 4 May 2021; Vol. 694, c. 711.]"),
        (None, "<em>Letter of correction from the Minister for Lamps, the hon. Member for Hythe (Owen Reed):</em>"),
        (None, "An error has been identified. The correct response should have been:"),
        ("Owen Reed", "Some 300 lamps were lit."),
    ]
    section = {
        "Overview": {
            "ExtId": "AAAA1111",
            "Title": "Lamps",
            "Date": "2021-05-20T00:00:00",
            "Location": "Ministerial Corrections",
            "House": "Commons",
            "VolumeNo": 695,
            "HRSTag": "hs_6bDepartment",
        },
        "Navigator": [],
        "Items": [
            {"ItemType": "Contribution", "ItemId": n, "AttributedTo": who, "Value": text, "OrderInSection": n}
            for n, (who, text) in enumerate(said, 1)
        ],
        "ChildDebates": [],
    }
    (record,) = hansard_debate.read(SourceFile("day.json", json.dumps(section).encode())).records
    assert (record.day, record.dates.corrected) == (date(2021, 5, 4), date(2021, 5, 20))
    assert citation(record) == "HC Deb 4 May 2021 vol 694 c711, corrected 20 May 2021"
    (answer,) = [p for p in record.passages if p.part is Part.ANSWER]
    assert answer.text == "Some 300 lamps were lit."
    assert attribution(record, answer, 0, 4)[2] == "Owen Reed, Minister for Lamps, as corrected on 20 May 2021"
    assert not any("Some 30 lamps" in p.text for p in record.passages)
