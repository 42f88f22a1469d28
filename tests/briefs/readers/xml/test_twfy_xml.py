"""TheyWorkForYou's XML, old and new, becomes debates, questions and statements."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.errors import RefusedInput, Superseded
from briefs.readers.apis.questions_api import read as read_api
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.common.leaving_out import reporting
from briefs.readers.common.safe_xml import MAX_DEPTH, xml_root
from briefs.readers.precedence import to_keep
from briefs.readers.xml import twfy_xml
from briefs.records.citations import citation
from briefs.records.model import AnswerState, House, Kind, Record, Role
from tests.briefs.readers.apis.test_questions_api import value as api_value
from tests.support import shared

OLD = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE publicwhip [<!ENTITY pound "&#163;">]>\n'
PAGE = "http://www.example.org/debtext/1.htm"


def heading(level: str, number: str, title: str, series: str = "debate", version: str = "a", **more: str) -> str:
    extra = "".join(f' {name}="{text}"' for name, text in more.items())
    return (
        f'<{level}-heading id="uk.org.publicwhip/{series}/2009-03-09{version}.{number}" nospeaker="true" colnum="7"'
        f' url="{PAGE}#h{number}"{extra}>{title}</{level}-heading>'
    )


def speech(number: str, text: str, who: str = "", office: str = "", series: str = "debate", more: str = "") -> str:
    named = f'speakerid="member/{sum(map(ord, who))}" speakername="{who}"' if who else 'nospeaker="true"'
    named += f' speakeroffice="{office}"' if office else ""
    text = text if text.startswith("<") else f"<p>{text}</p>"
    identity = f"uk.org.publicwhip/{series}/2009-03-09a.{number}"
    return f'<speech id="{identity}" {named} colnum="8" url="{PAGE}#s{number}" {more}>{text}</speech>'


def read(body: str, name: str = "debates2009-03-09a.xml", root: str = "<publicwhip>") -> Reading:
    source = SourceFile(name, (OLD + root + body + "</publicwhip>").encode("latin-1"))
    assert twfy_xml.detect(source)
    return twfy_xml.read(source)


def only(body: str, name: str = "debates2009-03-09a.xml") -> Record:
    (record,) = read(body, name).records
    return record


def test_a_section_is_a_debate_with_its_column_place_and_office_of_the_day() -> None:
    body = heading("minor", "7.1", "Lamps") + speech(
        "7.2", "&pound;5 &mdash; caf\xe9.", "Ann Other", "The Minister for Lamps"
    )
    record = only(body + speech("7.3", "Why?", "Bea Gale") + speech("7.4", "Because.", "Ann Other"))
    assert record.record_id == "twfy/commons/debate/2009-03-09/7.1"
    assert record.url == f"{PAGE}#h7.1"
    assert citation(record) == "HC Deb 9 March 2009 c7"
    assert [(p.speaker, p.role, p.office, p.turn, p.anchor) for p in record.passages] == [
        ("Ann Other", Role.MINISTER, "The Minister for Lamps", 1, "s7.2"),
        ("Bea Gale", Role.UNKNOWN, None, 2, "s7.3"),
        ("Ann Other", Role.MINISTER, "The Minister for Lamps", 3, "s7.4"),
    ]
    assert record.passages[0].text == "£5 — café."


def test_without_an_official_address_the_link_is_theyworkforyous() -> None:
    body = heading("minor", "7.1", "Lamps").replace(PAGE, "javascript:alert(1)")
    record = only(body + speech("7.2", "Yes.", "Ann Other"))
    assert record.url == "https://www.theyworkforyou.com/debates/?id=2009-03-09a.7.1"
    assert record.passages[0].anchor is None


def test_question_time_ends_with_the_first_section_without_numbered_questions() -> None:
    asked = '<p qnum="1">If he will light it.</p>'
    body = (
        heading("oral", "1.0", "ORAL ANSWERS TO QUESTIONS")
        + heading("major", "1.1", "LIGHTHOUSES")
        + speech("1.2", "The Secretary of State was asked-")
        + heading("minor", "1.3", "Topical Questions")
        + speech("1.4", asked, "Bea Gale")
        + heading("minor", "2.0", "Lamps")
        + speech("2.1", "(Urgent Question): To ask the Secretary of State if he will make a statement.", "Bea Gale")
        + heading("minor", "3.0", "Lamps Bill")
        + heading("minor", "3.1", "Clause 4 - Oil")
        + speech("3.2", "I beg to move.", "Bea Gale")
    )
    reading = read(body)
    assert [(record.title, record.kind) for record in reading.records] == [
        ("LIGHTHOUSES: Topical Questions", Kind.DEBATE),
        ("Lamps", Kind.URGENT_QUESTION),
        ("Lamps Bill: Clause 4 - Oil", Kind.DEBATE),
    ]
    assert ("The Secretary of State was asked-", "who was asked") in [(s.text, s.why) for s in reading.stripped]


def test_who_is_in_the_chair_begins_no_new_debate() -> None:
    body = (
        heading("minor", "1.0", "[Mr. Joe Chair in the Chair] &mdash; Lamps", "westminhall")
        + speech("1.1", "They shine.", "Ann Other", series="westminhall")
        + heading("minor", "1.2", "[Sir Jim Seat in the Chair]", "westminhall")
        + speech("1.3", "Do they?", "Bea Gale", series="westminhall")
    )
    record = only(body)
    assert (record.title, len(record.passages), citation(record)) == ("Lamps", 2, "HC Deb 9 March 2009 c7WH")


def test_in_the_lords_whoever_first_answers_a_question_is_the_minister() -> None:
    body = heading("major", "9.0", "Lamps &mdash; <i>Question</i>", "lords")
    for number, who in enumerate(("Lord Ask", "Lord Say", "Lord Ask", "Baroness More", "Lord Say"), 1):
        body += speech(f"9.{number}", "My Lords.", who, series="lords")
    record = only(body)
    assert (record.house, record.title) == (House.LORDS, "Lamps — Question")
    assert [p.role is Role.MINISTER for p in record.passages] == [False, True, False, False, True]


def test_a_bill_committee_has_its_bill_chair_and_minister_and_is_cited_apart() -> None:
    series = "standing/standing2009-03-01_LAMP_05-0_2009-03-09a."
    members = (
        "<bill>Lamps Bill</bill><committee><chairmen><mpname memberid='m1'>Joe Chair</mpname></chairmen>"
        "<mpname memberid='m2'>Other, Ann (Parliamentary Secretary, Treasury)</mpname>"
        "<mpname memberid='m3'>Gale, Bea (Hythe) (LD)</mpname></committee>"
    )
    said = "".join(
        f'<speech id="uk.org.publicwhip/{series}2.{n}" speakerid="m{n}" speakername="{who}" colnum="125">'
        "<p>x.</p></speech>"
        for n, who in enumerate(("Joe Chair", "Ann Other", "Bea Gale"), 1)
    )
    record = only(
        f'{members}<minor-heading id="uk.org.publicwhip/{series}2.0">Clause 1</minor-heading>{said}', "standing.xml"
    )
    assert (record.title, citation(record)) == ("Lamps Bill: Clause 1", "PBC Deb 9 March 2009 c125")
    assert [p.role for p in record.passages] == [Role.SPEAKER, Role.MINISTER, Role.BACKBENCHER]
    assert (record.passages[2].party, record.passages[2].constituency) == ("LD", "Hythe")


def test_procedure_and_divisions_are_nobodys_words() -> None:
    body = heading("minor", "1.0", "Lamps") + speech(
        "1.1", '<p>I ask.</p><p class="italic">Question put.</p>', "Ann Other"
    )
    body += '<division id="uk.org.publicwhip/debate/2009-03-09a.1.2"><mpname>Other, Ann</mpname></division>'
    reading = read(body)
    assert [p.speaker for p in reading.records[0].passages] == ["Ann Other", None]
    assert ("Other, Ann", "division list") in [(s.text, s.why) for s in reading.stripped]


def test_the_text_of_an_amendment_is_nobodys_words() -> None:
    body = heading("minor", "1.0", "Lamps") + speech(
        "1.1",
        '<p>I withdraw it.</p><p class="italic">Amendment 1 withdrawn.</p><p class="italic">Moved by Lord Other</p>'
        "<p>2: Clause 3, at end insert lamps.</p>",
        "Ann Other",
    )
    body += speech("1.2", "<p>I beg to move it.</p>", "Bea Gale")
    spoken = [(p.speaker, p.text) for p in read(body).records[0].passages]
    assert [speaker for speaker, _ in spoken] == ["Ann Other", None, None, None, "Bea Gale"]
    assert spoken[3][1].startswith("2: Clause 3")


def ques(number: str, uin: str, text: str, who: str = "Bea Gale", day: str = "2026-02-12", url: str = "") -> str:
    return (
        f'<ques id="uk.org.publicwhip/wrans/{day}.{number}" speakername="{who}" {url}><p qnum="{uin}">{text}</p></ques>'
    )


def reply(number: str, text: str, day: str = "2026-02-12") -> str:
    return f'<reply id="uk.org.publicwhip/wrans/{day}.{number}" speakername="Ann Other">{text}</reply>'


GROUP = (
    '<major-heading id="uk.org.publicwhip/wrans/2026-02-12.11.mh">Department for Lamps</major-heading>'
    '<minor-heading id="uk.org.publicwhip/wrans/2026-02-12.11.h">Lamps: Oil</minor-heading>'
    + ques("11.q0", "11", "To ask one.")
    + ques("12.q1", "12", "To ask two.", "Cal Rook")
    + reply("11.r0", "<p>It burns.</p><p> </p><table><tr><td>Oil</td><td>5</td></tr></table>")
)


def test_questions_that_share_a_reply_each_have_the_whole_of_it() -> None:
    first, second = read(GROUP, "answers2026-02-23.xml").records
    assert [p.text for p in first.passages] == ["To ask one.", "It burns.", "Oil | 5"]
    assert [p.text for p in second.passages] == ["To ask two.", "It burns.", "Oil | 5"]
    assert (first.record_id, first.uin, first.grouped_uins) == ("wq/commons/2026-02-12/11", "11", ("12",))
    assert (first.dates.tabled, first.dates.answered) == (date(2026, 2, 12), date(2026, 2, 23))
    assert first.answering_body == "Department for Lamps"
    assert first.url == "https://www.theyworkforyou.com/wrans/?id=2026-02-12.11.h"
    assert first.notes == ("The day of the answer is taken from the name of TheyWorkForYou's file.",)


@pytest.mark.parametrize(
    ("name", "answered"),
    [("x.xml", None), ("answers2026-02-31.xml", None), ("lordswrans2026-02-23.xml", date(2026, 2, 23))],
)
def test_the_day_of_the_answer_comes_only_from_a_known_name(name: str, answered: date | None) -> None:
    assert read(GROUP, name).records[0].dates.answered == answered


def test_old_questions_are_known_by_the_day_of_the_answer_and_a_holding_mark_is_no_answer() -> None:
    held = '<p class="holdinganswer">holding answer <phrase code="2009-03-02">2 March 2009</phrase></p><p>It burns.</p>'
    body = ques("5.q0", "HL5", "To ask.", day="2009-03-09c") + reply("5.r0", held, "2009-03-09c")
    record = only(heading("minor", "5.h", "Lamps", "wrans", "c") + body)
    assert record.record_id == "wq/lords/answered/2009-03-09/HL5"
    assert (record.house, record.dates.tabled, record.dates.answered) == (House.LORDS, None, date(2009, 3, 9))
    assert (record.state, record.notes) == (AnswerState.ANSWERED, ("A holding answer was given on 2 March 2009.",))


def test_parliaments_own_copy_of_a_question_keeps_its_particulars() -> None:
    row = api_value(uin="11", dateTabled="2026-02-12T00:00:00", dateAnswered="2026-02-23T00:00:00")
    (official,) = read_api(SourceFile("x", json.dumps(row).encode())).records
    copied = read(GROUP, "answers2026-02-23.xml").records[0]
    assert copied.record_id == official.record_id
    assert to_keep(official, copied).answering_body_id == official.answering_body_id
    assert to_keep(copied, official).answering_body_id == official.answering_body_id


@pytest.mark.parametrize(
    ("identity", "record_id", "house"),
    [
        ("2025-02-24.hlws454", "ws/lords/2025-02-24/HLWS454", House.LORDS),
        ("2025-02-24.hcws471", "ws/commons/2025-02-24/HCWS471", House.COMMONS),
        ("2009-03-09a.13WS", "twfy/commons/wms/2009-03-09/13WS.h", House.COMMONS),
    ],
)
def test_written_statements(identity: str, record_id: str, house: House) -> None:
    body = (
        f'<major-heading id="uk.org.publicwhip/wms/{identity}.mh">Lamps</major-heading>'
        f'<minor-heading id="uk.org.publicwhip/wms/{identity}.h">Oil</minor-heading>'
        f'<speech id="uk.org.publicwhip/wms/{identity}.0" speakername="Ann Other" speakeroffice="The Minister for Oil">'
        "<p>It burns.</p></speech>"
    )
    record = only(body)
    assert (record.kind, record.record_id, record.house) == (Kind.WRITTEN_STATEMENT, record_id, house)
    assert (record.people[0].office, record.answering_body) == ("The Minister for Oil", "Lamps")


def test_the_last_letter_of_a_day_stands() -> None:
    body = heading("minor", "7.1", "Lamps") + speech("7.2", "Old.", "Ann Other")
    old, new = only(body), only(body.replace("09a.", "09b.").replace("Old.", "New."))
    assert old.record_id == new.record_id
    assert to_keep(old, new) == new
    assert to_keep(new, old) == new


def test_a_version_that_was_replaced_is_refused() -> None:
    with pytest.raises(Superseded, match="later version"):
        read('<gidredirect oldgid="a" newgid="b"/>', root='<publicwhip scrapeversion="a" latest="no">')


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "prolog",
    [
        f'<!DOCTYPE publicwhip [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE publicwhip SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE publicwhip [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_no_declaration_is_obeyed(prolog: str) -> None:
    body = heading("minor", "7.1", "Lamps") + speech("7.2", "See &l9; and &eacute;.", "Ann Other")
    data = f"{prolog}<publicwhip>{body}</publicwhip>".encode()
    (record,) = twfy_xml.read(SourceFile("x", data)).records
    assert record.passages[0].text == "See &l9; and é."


def test_numbers_of_windows_characters_are_what_browsers_show() -> None:
    record = only(heading("minor", "7.1", "Lamps") + speech("7.2", "&#145;Oil&#146;&#151;five", "Ann Other"))
    assert record.passages[0].text == "‘Oil’—five"


@pytest.mark.parametrize(
    "body",
    ["<p>", "<speech><p>x</p></publicwhip><publicwhip>", "<p>&#0;</p>", "<p>" * (MAX_DEPTH + 1), "<a b=1></a>", ""],
)
def test_unsound_xml_is_refused(body: str) -> None:
    with pytest.raises(RefusedInput):
        read(body)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="<>/&;=\"'[]!-pquesdivon #0x \n", max_size=80), st.integers(0, 400))
def test_hostile_xml_is_refused_in_our_own_words(noise: str, at: int) -> None:
    text = f"<publicwhip>{GROUP}</publicwhip>"
    with suppress(RefusedInput):
        twfy_xml.read(SourceFile("x", (text[:at] + noise + text[at:]).encode()))


def letters(text: str) -> Counter[str]:
    return Counter(c for c in text if c.isalnum())


def files() -> list[Path]:
    root = shared("data", "theyworkforyou")
    return [*sorted(root.glob("scrapedxml-2009/*/*.xml")), *sorted(root.glob("answers*.xml"))]


@pytest.mark.shared
def test_every_real_file_is_read_without_losing_a_letter() -> None:
    kinds: Counter[Kind] = Counter()
    replaced = 0
    for path in files():
        source = SourceFile(path.name, path.read_bytes())
        if 'latest="no"' in source.head:
            with pytest.raises(Superseded, match="later version"):
                twfy_xml.read(source)
            replaced += 1
            continue
        reading = reporting(twfy_xml.read)(source)
        assert not reading.refused
        held: Counter[str] = Counter()
        replies: set[tuple[str, str | None]] = set()
        for record in reading.records:
            kinds[record.kind] += 1
            for p in record.passages:
                if record.grouped_uins and p.part == "answer":
                    if (p.text, p.anchor) in replies:
                        continue
                    replies.add((p.text, p.anchor))
                held += letters(p.text)
        for left_out in reading.stripped:
            held += letters(left_out.text)
        root = xml_root(source.text, "publicwhip")
        whole = sum((letters("".join(e.itertext())) for e in root if e.tag != "gidredirect"), Counter[str]())
        # A cell that spans rows or columns is repeated in each.
        assert not whole - held, path.name
    assert replaced == 17
    assert kinds[Kind.WRITTEN_QUESTION] == 1488
    assert kinds[Kind.WRITTEN_STATEMENT] == 68
    assert sum(kinds.values()) > 1700


@pytest.mark.shared
def test_the_real_questions_of_2026_are_those_of_parliaments_service() -> None:
    path = shared("data", "theyworkforyou", "answers2026-02-23.excerpt.xml")
    records = twfy_xml.read(SourceFile(path.name, path.read_bytes())).records
    assert [(r.uin, r.grouped_uins) for r in records][1:3] == [("113396", ("113397",)), ("113397", ("113396",))]
    assert {r.dates.answered for r in records} == {date(2026, 2, 23)}
    assert all((r.url or "").startswith("https://questions-statements.parliament.uk/") for r in records)
