"""Tables of Members, names by id and posts with dates, as others keep them."""

from __future__ import annotations

import json

import pytest

from briefs.members.facts import Fact, FactKind, IdLink, Listing
from briefs.readers.common.base import SourceFile
from briefs.readers.files import members_table
from briefs.readers.registry import reader_for
from tests.briefs.members.lists import day
from tests.support import shared

PLAIN = 'member_id,member_name,pcon_id,pcon_name,party_short_name,party_name\n7,Ann Asker,1,"Pond, Great",L,Lake\n'
AUGMENTED = (
    "member_name,ukparliament_member_id,they_work_for_you_mp_id,party_name,pcon19nm\nAnn Asker,7,90007,Lake,Pondshire\n"
)
LOOKUP = (
    '"pcon_name","member_id","full_title","display_as","party_text"\n'
    '"Pondshire","7","Ann Asker MP","Ann Asker","Lake"\n'
)
TABS = "TheyWorkForYou MP ID\tMP Name\tConstituency\n90007\tAnn Asker\tPondshire\n"
POSTS = {
    "memberships": [
        {"id": "uk.parliament.data/Member/7/GovernmentPost/1", "source": "datadotparl/governmentpost",
         "role": "Minister for Rivers", "person_id": "uk.org.publicwhip/person/90007", "organization_id": "house",
         "start_date": "2016-01-01"},
        {"id": "uk.parliament.data/Member/8/Committee/1", "source": "datadotparl/committee", "role": "Chair",
         "person_id": "uk.org.publicwhip/person/90008", "organization_id": "otters", "start_date": "2015-01-01",
         "end_date": "2018-03-04"},
        {"id": "uk.org.publicwhip/moffice/3", "role": "Minister of State", "organization_id": "rivers",
         "person_id": "uk.org.publicwhip/person/90009", "start_date": "2004-01-01", "end_date": "2005-01-01"},
        {"id": "uk.org.publicwhip/moffice/4", "role": "Minister of State", "organization_id": "rivers"},
    ],
    "organizations": [
        {"id": "otters", "name": "Otters Committee"}, {"id": "rivers", "name": "Department for Rivers"},
        {"id": "house", "name": "House"},
    ],
}  # fmt: skip


def read(name: str, text: str) -> tuple[str, list[object], int]:
    source = SourceFile(name, text.encode())
    form = reader_for(source)
    reading = form.read(source)
    return form.name, list(reading.people), len(reading.refused)


@pytest.mark.parametrize(
    ("name", "text", "seat"),
    [
        pytest.param("members_2022.csv", PLAIN, "Pond, Great", id="ids and seats"),
        pytest.param("2022_more.csv", AUGMENTED, "Pondshire", id="with persons"),
        pytest.param("lookup_2026-06.csv", LOOKUP, "Pondshire", id="lookup"),
        pytest.param("2022.tsv", TABS, "Pondshire", id="tabs"),
    ],
)
def test_a_table_is_known_by_its_columns(name: str, text: str, seat: str) -> None:
    form, people, refused = read(name, text)
    facts = [each for each in people if isinstance(each, Fact)]
    assert (form, refused) == ("a table of Members", 0)
    assert [each.value for each in facts if each.kind is FactKind.SEAT] == [seat]
    assert not any(each.start for each in facts)


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("lookup_2026-06.csv", (day("2026-06-01"), day("2026-06-30"))),
        ("2022_members.csv", (day("2022-01-01"), day("2022-12-31"))),
        ("members_2024-07-05.csv", (day("2024-07-05"), day("2024-07-05"))),
        ("members.csv", None),
        ("2010_to_2019.csv", None),
        ("list_2024-13.csv", None),
    ],
)
def test_the_day_of_a_table_stands_in_its_name(name: str, period: object) -> None:
    reading = members_table.read(SourceFile(name, PLAIN.encode()))
    observed = {each.observed for each in reading.people if isinstance(each, Fact)}
    assert observed == ({period} if period else set())
    assert any(isinstance(each, Listing) for each in reading.people)


def test_a_line_without_an_id_is_refused() -> None:
    assert read("2022.csv", PLAIN + "x,Bo,1,Pond,L,Lake\n")[2] == 1


def test_names_by_id_are_read() -> None:
    form, people, refused = read("names.json", json.dumps({"7": {"name": "Ann Asker", "twfy_id": "90007"}}))
    assert form == "a list of Members' names"
    assert people == [Listing(7, "Ann Asker"), IdLink(90007, 7)]
    assert not refused


def test_posts_hold_no_longer_than_the_file_knows() -> None:
    form, people, refused = read("posts.json", json.dumps(POSTS))
    facts = [each for each in people if isinstance(each, Fact)]
    assert (form, refused) == ("a list of posts with dates", 1)
    assert IdLink(90007, 7) in people
    open_ended, chair, minister = facts
    assert open_ended.covers(day("2018-03-04"))
    assert not open_ended.covers(day("2018-03-05"))
    assert (chair.kind, chair.value, chair.detail) == (FactKind.COMMITTEE, "Otters Committee", "Chair")
    assert (minister.who, minister.kind) == ("person/90009", FactKind.GOVERNMENT)
    assert minister.value == "Minister of State, Department for Rivers"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("parts", "form", "people"),
    [
        (("members", "2022_members.csv"), "a table of Members", 650),
        (("members", "mp_lookup_2026-06.csv"), "a table of Members", 650),
        (("ministers", "ministers-2010_2019-03.json"), "a list of posts with dates", 1_778),
    ],
)
def test_real_lists_are_read_whole(parts: tuple[str, ...], form: str, people: int) -> None:
    path = shared("data", *parts)
    source = SourceFile(path.name, path.read_bytes())
    assert reader_for(source).name == form
    reading = reader_for(source).read(source)
    assert not reading.refused
    assert len({each.who for each in reading.people if isinstance(each, Fact)}) == people
