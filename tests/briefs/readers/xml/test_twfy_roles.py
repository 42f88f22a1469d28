"""Roles in TheyWorkForYou's debates are given on evidence alone."""

from __future__ import annotations

from collections import Counter

import pytest

from briefs.readers.common.base import SourceFile
from briefs.readers.xml import twfy_xml
from briefs.records.model import Record, Role
from tests.support import shared

DAY = "2018-03-05"


def heading(level: str, title: str, series: str = "debate") -> str:
    identity = f"uk.org.publicwhip/{series}/{DAY}a.1.{len(title)}"
    return f'<{level}-heading id="{identity}" nospeaker="true">{title}</{level}-heading>'


def said(who: str, text: str, *, kind: str = "", number: str = "", known: bool = True, series: str = "debate") -> str:
    person = f'person_id="uk.org.publicwhip/person/{sum(map(ord, who))}"' if known else ""
    kind = f'type="{kind}"' if kind else ""
    number = f'qnum="{number}"' if number else ""
    text = text if text.startswith("<") else f"<p {number}>{text}</p>"
    identity = f"uk.org.publicwhip/{series}/{DAY}a.2.{len(who + text)}"
    return f'<speech id="{identity}" speakername="{who}" {person} {kind}>{text}</speech>'


def records(*parts: str) -> tuple[Record, ...]:
    data = f"<publicwhip>{''.join(parts)}</publicwhip>".encode()
    return twfy_xml.read(SourceFile("debates.xml", data)).records


def roles(*parts: str) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for record in records(*parts):
        for passage in record.passages:
            if passage.speaker:
                found.setdefault(passage.speaker, set()).add(passage.role.value)
    return {name: "/".join(sorted(kinds)) for name, kinds in found.items()}


QUESTIONS = heading("oral", "Oral Answers to Questions") + heading("major", "Lighthouses")


def test_who_answers_a_numbered_question_is_a_minister_and_who_asks_is_not_known() -> None:
    found = roles(
        QUESTIONS,
        heading("minor", "Lamps"),
        said("Ann Asker", "What steps he is taking on lamps.", number="901"),
        said("Ben Asker", "What plans he has for lamps.", number="902"),
        said("Cal Keeper", "We light them."),
        said("Ann Asker", "All of them?"),
        said("Cal Keeper", "All of them."),
        said("Dee Other", "What of the oil?"),
        said("Cal Keeper", "It burns."),
    )
    assert found == {"Ann Asker": "unknown", "Ben Asker": "unknown", "Cal Keeper": "minister", "Dee Other": "unknown"}


def test_a_question_on_the_paper_is_known_by_its_wording_where_no_number_is_given() -> None:
    found = roles(
        QUESTIONS,
        heading("minor", "Lamps"),
        said("Ann Asker", "What recent steps he is taking on lamps."),
        said("Cal Keeper", "We light them."),
        heading("major", "Oil"),
        heading("minor", "Barrels"),
        said("Dee Other", "What nonsense this debate is."),
        said("Eve Far", "It is."),
    )
    assert found == {"Ann Asker": "unknown", "Cal Keeper": "minister", "Dee Other": "unknown", "Eve Far": "unknown"}


def test_a_minister_of_question_time_is_one_all_day() -> None:
    found = records(
        QUESTIONS,
        heading("minor", "Lamps"),
        said("Ann Asker", "What steps he is taking.", number="901"),
        said("Cal Keeper", "We light them."),
        heading("major", "Lamps Bill"),
        said("Cal Keeper", "I beg to move that the Bill be read."),
        said("Eve Far", "It is a poor Bill."),
    )
    assert [(p.speaker, p.role) for p in found[-1].passages] == [
        ("Cal Keeper", Role.MINISTER),
        ("Eve Far", Role.UNKNOWN),
    ]


def test_the_mark_of_an_answer_is_evidence() -> None:
    found = roles(
        heading("major", "Lamps"),
        said("Ann Asker", "(Urgent Question): To ask the Secretary of State for Lamps.", kind="Start Statement"),
        said("Cal Keeper", "They shine.", kind="Start Answer"),
        said("Dee Other", "Do they?", kind="Start SupplementaryQuestion"),
        said("Eve Keeper", "They do.", kind="Start Answer"),
    )
    assert found == {"Ann Asker": "unknown", "Cal Keeper": "minister", "Dee Other": "unknown", "Eve Keeper": "minister"}


@pytest.mark.parametrize("who", ["the Secretary of State for Lamps", "the Chancellor of the Exchequer"])
def test_an_urgent_question_makes_its_mover_no_opposition(who: str) -> None:
    found = roles(
        heading("major", "Lamps"),
        said("Ann Asker", f"(Urgent Question): To ask {who} if he will make a statement on lamps."),
        said("Cal Keeper", "They shine."),
        said("Ann Asker", "As a loyal supporter of this Government I am glad."),
        said("Cal Keeper", "I am grateful to my hon. Friend."),
    )
    assert found == {"Ann Asker": "unknown", "Cal Keeper": "minister"}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("I beg to move,</p><p>That the draft Lamps (Oil etc.) Regulations 2018 be approved.", "No.", "minister"),
        ("With permission, Mr Speaker, I would like to make a statement on lamps.", "Thank you.", "minister"),
        ("The lamps went out at noon.", "I thank the Home Secretary for advance sight of her statement.", "minister"),
        ("I beg to move,</p><p>That the draft Lamps Regulations 2018 be approved.", "No.", "minister"),
        ("I beg to move,</p><p>That the Lamps Order 2018 (S.I., 2018, No. 41), be approved.", "No.", "minister"),
        ("I will give way.", "I thank the Minister for giving way.", "minister"),
        ("I will give way.", "I am grateful to the shadow Minister for giving way.", "opposition"),
        ("I will give way.", "I thank the former Minister for giving way.", "unknown"),
        ("I will give way.", "I thank the hon. Member for Home Office Street for giving way.", "unknown"),
        ("The Minister is wrong.", "I disagree.", "unknown"),
        ("With permission, Mr Speaker, I present the report of the Lamps Committee.", "Thank you.", "unknown"),
    ],
)
def test_what_the_exchange_shows_of_the_first_speaker(first: str, second: str, expected: str) -> None:
    assert roles(heading("major", "Lamps"), said("Ann First", first), said("Ben Next", second))["Ann First"] == expected


def test_who_first_thanks_for_sight_of_a_statement_is_the_opposition_and_later_ones_need_not_be() -> None:
    found = roles(
        heading("major", "Lamps"),
        said("Cal Keeper", "With permission, Mr Speaker, I will make a statement on lamps."),
        said("Ann Front", "I thank the Secretary of State for advance sight of his statement."),
        said("Cal Keeper", "I thank her."),
        said("Ben Chair", "I thank the Secretary of State for early sight of his statement to our Committee."),
    )
    assert found == {"Cal Keeper": "minister", "Ann Front": "opposition", "Ben Chair": "unknown"}


def test_an_office_named_beside_a_member_is_printed_evidence() -> None:
    named = (
        "<p>I spoke to the Minister for Oil and Wicks, my hon. Friend "
        '<phrase class="honfriend" person_id="uk.org.publicwhip/person/{}">the Member for Hythe (Cal Keeper)</phrase>'
        ".</p>"
    ).format(sum(map(ord, "Cal Keeper")))
    found = roles(heading("major", "Lamps"), said("Ann Other", named), said("Cal Keeper", "So she did."))
    assert found == {"Ann Other": "unknown", "Cal Keeper": "minister"}


@pytest.mark.parametrize(
    "words",
    ["Order. The hon. Lady must sit down.", "I call Ben Next.", "The Question is, That the Bill be read."],
)
def test_the_chair_is_known_by_its_words(words: str) -> None:
    found = roles(
        heading("major", "Lamps"),
        said("Ann Other", "They shine."),
        said("Joe Chair", words),
        heading("major", "Oil"),
        said("Joe Chair", "That is a matter for the Minister."),
    )
    assert found == {"Ann Other": "unknown", "Joe Chair": "speaker"}


def test_amendments_that_the_chair_groups_are_nobodys_speech() -> None:
    text = (
        "<p>With this it will be convenient to discuss the following:</p>"
        "<p>Amendment 2, in clause 3, page 4, line 5, at end insert “lamps”.</p>"
    )
    (record,) = records(heading("major", "Lamps Bill"), said("Joe Chair", text), said("Ann Other", "I support lamps."))
    assert [(p.speaker, p.role.value) for p in record.passages] == [
        (None, "unknown"),
        (None, "unknown"),
        ("Ann Other", "unknown"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Clause 1 accordingly ordered to stand part of the Bill.",
        "The Deputy Speaker resumed the Chair.",
        "Clause 72",
        "Lords amendment 1 agreed to, with Commons financial privileges waived.",
        "Third Reading",
    ],
)
def test_the_stage_of_a_bill_is_nobodys_speech(line: str) -> None:
    (record,) = records(heading("major", "Lamps Bill"), said("Ann Other", f"<p>I support lamps.</p><p>{line}</p>"))
    assert [(p.speaker, p.text) for p in record.passages] == [("Ann Other", "I support lamps."), (None, line)]


@pytest.mark.parametrize("words", ["Clause 1 will do.", "Question after question was agreed to by us."])
def test_words_about_a_stage_are_speech(words: str) -> None:
    (record,) = records(heading("major", "Lamps Bill"), said("Ann Other", words))
    assert record.passages[0].speaker == "Ann Other"


def test_a_point_of_order_is_put_to_the_chair() -> None:
    found = roles(
        heading("major", "Points of Order"),
        said("Ann Other", "On a point of order, Mr Speaker. The lamps are out."),
        said("Ben Next", "Further to that point of order, Mr Speaker."),
        said("Joe Chair", "The lamps are not my responsibility."),
    )
    assert found == {"Ann Other": "unknown", "Ben Next": "unknown", "Joe Chair": "speaker"}


@pytest.mark.parametrize(
    "body", ["Church Commissioners", "HOUSE OF COMMONS COMMISSION", "Electoral Commission Committee"]
)
def test_who_answers_for_a_body_beside_the_government_is_no_minister(body: str) -> None:
    found = roles(
        heading("oral", "Oral Answers to Questions"),
        heading("major", body),
        heading("minor", "Spires"),
        said("Ann Asker", "What steps are being taken on spires.", number="901"),
        said("Cal Steward", "They are being mended.", kind="Start Answer"),
    )
    assert found == {"Ann Asker": "unknown", "Cal Steward": "unknown"}


def test_speakers_without_an_id_are_told_apart_by_name() -> None:
    found = roles(
        heading("major", "Halls — Question", "lords"),
        said("Lord Asker", "To ask Her Majesty's Government what they do for halls.", series="lords"),
        said("Baroness Reply", "My Lords, halls get money.", known=False, series="lords"),
        said("Baroness Doubt", "My Lords, halls close.", known=False, series="lords"),
        said("Baroness Reply", "My Lords, they do not.", known=False, series="lords"),
    )
    assert found == {"Lord Asker": "unknown", "Baroness Reply": "minister", "Baroness Doubt": "unknown"}


def test_a_witness_before_a_bill_committee_is_no_member() -> None:
    series = "standing/standing2018-03-01_LAMP_01-0_2018-03-05a."
    members = '<committee><mpname memberid="m3">Gale, Bea (Hythe) (Con)</mpname></committee>'
    parts = [
        f'<minor-heading id="uk.org.publicwhip/{series}1.0">Examination of Witness</minor-heading>',
        f'<speech id="uk.org.publicwhip/{series}1.1" speakerid="m3" speakername="Bea Gale"><p>What oil?</p></speech>',
        f'<speech id="uk.org.publicwhip/{series}1.2" speakername="Mo Witness"><p>It burns.</p></speech>',
    ]
    assert roles(members, *parts) == {"Bea Gale": "backbencher", "Mo Witness": "unknown"}


def test_a_committees_list_names_its_members_where_ids_differ() -> None:
    series = "standing/standing2018-03-01_LAMP_01-0_2018-03-05a."
    members = (
        '<committee><chairmen><mpname memberid="member/1">Joe Chair</mpname></chairmen>'
        '<mpname memberid="member/2">† Keeper, Cal (Minister for Lamps)</mpname></committee>'
    )
    parts = [
        f'<speech id="uk.org.publicwhip/{series}1.{n}" person_id="uk.org.publicwhip/person/{n}" speakername="{who}">'
        "<p>Yes.</p></speech>"
        for n, who in enumerate(("Joe Chair", "Cal Keeper", "Mo Witness"), 4)
    ]
    assert roles(members, *parts) == {"Joe Chair": "speaker", "Cal Keeper": "minister", "Mo Witness": "unknown"}


def test_a_correction_keeps_the_words_put_right_with_both_days() -> None:
    (record,) = records(
        heading("major", "Ministerial Corrections"),
        heading("minor", "Lamps — Oil"),
        '<speech id="uk.org.publicwhip/debate/2018-03-05a.3.1" nospeaker="true">'
        "<p>The following is an extract from Lamps questions on 1 February 2018.</p></speech>",
        said(
            "Cal Keeper",
            "<p>We burned 5 barrels.</p><p>[Official Report, 1 February 2018, Vol. 635, c. 12.]</p>"
            "<p>Letter of correction from Cal Keeper:</p><p>An error has been identified in my answer.</p>"
            "<p>The correct answer should have been:</p>",
        ),
        said("Cal Keeper", "We burned 50 barrels."),
    )
    assert [p.text for p in record.passages if p.quotable] == ["We burned 50 barrels."]
    assert (record.dates.happened, record.dates.corrected) == (record.day, record.dates.corrected)
    assert [str(day) for day in (record.day, record.dates.corrected)] == ["2018-02-01", DAY]


@pytest.mark.shared
def test_the_real_days_of_2016_and_2020_call_nobody_what_nothing_shows() -> None:
    counted: Counter[Role] = Counter()
    of: dict[str | None, Counter[Role]] = {}
    for path in sorted(shared("data", "theyworkforyou", "days-2016-2020").glob("*.xml")):
        for record in twfy_xml.read(SourceFile(path.name, path.read_bytes())).records:
            for passage in record.passages:
                counted[passage.role] += 1
                of.setdefault(passage.speaker, Counter())[passage.role] += 1
    assert counted[Role.BACKBENCHER] == 0
    assert counted[Role.MINISTER] > 1_300
    assert counted[Role.SPEAKER] > 160
    assert set(of["David Cameron"]) == set(of["Boris Johnson"]) == {Role.MINISTER}
    assert set(of["John Bercow"]) == {Role.SPEAKER}


def test_empty_attributes_say_nothing_and_a_section_spoils_no_other() -> None:
    def bare(who: str, text: str, kind: str = "") -> str:
        return said(who, text).replace("<speech ", f'<speech type="{kind}" oral-qnum="" ')

    found = records(
        QUESTIONS,
        heading("minor", "Lamps"),
        bare("Ann Asker", "What of lamps?", "Start Question"),
        bare("Cal Keeper", "We light them.", "Start Answer"),
        bare("Dee Other", "They are out."),
        bare("Cal Keeper", "We shall light them."),
        heading("major", "Wicks of lamps"),
        said("Cal Keeper", "What wicks are there?", kind="Question"),
        said("Eve Far", "Many."),
    )
    told = [(p.speaker, p.role.value) for p in found[0].passages]
    assert told == [
        ("Ann Asker", "unknown"),
        ("Cal Keeper", "minister"),
        ("Dee Other", "unknown"),
        ("Cal Keeper", "minister"),
    ]
    assert [p.role.value for p in found[1].passages if p.speaker == "Cal Keeper"] == ["unknown"]


@pytest.mark.parametrize("question", ["What will she do for lamps?", "Will the Minister oil the lamps?"])
def test_the_first_reply_to_an_oral_question_is_the_ministers_without_ids(question: str) -> None:
    parts = [said(who, text, known=False) for who, text in (("Ann Asker", question), ("Cal Keeper", "Yes."))]
    parts = [part.replace("<speech ", '<speech speakerid="unknown" ') for part in parts]
    found = roles(QUESTIONS, heading("minor", "Lamps"), *parts, said("Dee Other", "Never.", known=False))
    assert found == {"Ann Asker": "unknown", "Cal Keeper": "minister", "Dee Other": "unknown"}


def test_a_columns_mark_is_no_part_of_what_is_said() -> None:
    text = "<p>Lamps fell 6 Mar 2009 : Column 902 by half.</p><p>6 Mar 2009 : Column 903</p><p>They rose.</p>"
    (record,) = records(heading("major", "Lamps"), said("Cal Keeper", text))
    assert [p.text for p in record.passages] == ["Lamps fell by half.", "They rose."]
