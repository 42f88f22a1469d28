"""Answers of the Members API become names, parties, seats and offices with their days."""

from __future__ import annotations

import pytest

from briefs.members.facts import Fact, FactKind, Listing, Origin
from briefs.readers.apis import members_api
from briefs.readers.common.base import SourceFile
from briefs.readers.registry import reader_for
from briefs.records.model import House
from tests.briefs.members.lists import answer, biography, day, history, item, member
from tests.support import shared


def facts(value: object) -> list[Fact]:
    return [each for each in members_api.read(answer(value)).people if isinstance(each, Fact)]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"items": [member(7, "Ann Asker")], "totalResults": 1}, id="search"),
        pytest.param(member(7, "Ann Asker"), id="one member"),
        pytest.param([history(7, ("Ann Asker", "2020-01-01", None))], id="histories"),
        pytest.param(biography(7), id="biography"),
        pytest.param([{"value": {"name": "Minister", "type": 0, "postHolders": []}}], id="posts"),
    ],
)
def test_each_answer_is_known_by_its_content(value: object) -> None:
    assert reader_for(answer(value)).name == "Members API JSON"


def test_a_search_gives_the_names_and_what_held_on_the_day_it_was_asked() -> None:
    reading = members_api.read(answer({"items": [member(7, "Ann Asker")], "totalResults": 1}))
    listing, *rest = reading.people
    assert listing == Listing(7, "Ann Asker", "Asker, Ann", "Ann Asker MP", House.COMMONS, day("2031-06-01"))
    told = {each.kind: each for each in rest if isinstance(each, Fact)}
    assert set(told) == {FactKind.NAME, FactKind.PARTY, FactKind.SEAT}
    assert told[FactKind.PARTY].covers(day("2031-06-01"))
    assert not told[FactKind.PARTY].covers(day("2031-05-31"))


def test_a_saved_search_says_of_no_day_what_the_party_was() -> None:
    saved = answer({"items": [member(7, "Ann Asker")], "totalResults": 1}, "search.json")
    assert [type(each) for each in members_api.read(saved).people] == [Listing]


def test_details_for_a_day_are_of_that_day() -> None:
    asked = answer(member(7, "Ann Asker"), "https://members.example/api/Members/7?detailsForDate=2019-02-03")
    party = next(each for each in members_api.read(asked).people if isinstance(each, Fact))
    assert party.observed == (day("2019-02-03"), day("2019-02-03"))


def test_a_biography_gives_days_and_belongs_to_the_member_of_its_link() -> None:
    found = facts(
        biography(
            7,
            representations=[item("Pondshire", "2020-01-01", "2024-05-30"), item("Life peer", "2025-01-01", None, 2)],
            partyAffiliations=[item("Lake", "2020-01-01", None)],
            governmentPosts=[item("Minister for Rivers", "2021-01-01", "2022-01-01")],
            committeeMemberships=[item("Otters Committee", "2020-02-01", "2020-09-01", info="Chair")],
        )
    )
    assert {each.who for each in found} == {"member/7"}
    told = {each.kind: each for each in found}
    assert told[FactKind.SEAT].value == "Pondshire"
    assert told[FactKind.PEERAGE].value == "Life peer"
    assert told[FactKind.COMMITTEE].detail == "Chair"
    assert told[FactKind.GOVERNMENT].covers(day("2021-06-01"))
    assert not told[FactKind.GOVERNMENT].covers(day("2022-01-02"))
    assert told[FactKind.PARTY].covers(day("2031-06-01"))
    assert not told[FactKind.PARTY].covers(day("2031-06-02")), "nobody knows what came after the answer"


def test_a_biography_without_an_id_is_refused() -> None:
    nameless = biography(7)
    nameless["links"] = []
    reading = members_api.read(answer(nameless, "biography.json"))
    assert reading.people == ()
    assert "whose biography" in reading.refused[0].reason


def test_an_entry_without_a_beginning_says_nothing() -> None:
    found = facts(biography(7, partyAffiliations=[item("Lake", "0001-01-01", None)]))
    assert found == []


def test_posts_name_who_holds_them() -> None:
    holder = {"member": member(7, "Ann Asker"), "startDate": "2030-01-01T00:00:00", "endDate": None}
    found = facts([{"value": {"name": "Minister for Rivers", "type": 0, "postHolders": [holder]}}])
    office = next(each for each in found if each.kind is FactKind.GOVERNMENT)
    assert (office.who, office.value, office.origin) == ("member/7", "Minister for Rivers", Origin.MEMBERS_API)


@pytest.mark.shared
def test_a_real_search_is_read() -> None:
    path = shared("data", "hansard-api", "members_search.json")
    reading = members_api.read(SourceFile(path.name, path.read_bytes()))
    assert next(each.member_id for each in reading.people if isinstance(each, Listing)) == 172
    assert not reading.refused
