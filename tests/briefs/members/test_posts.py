"""A post listed for the day of a record shows the role of who speaks in it, where the record itself shows none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefs.library import Library
from briefs.members.facts import Fact, FactKind, IdLink, Origin
from briefs.quotations.credit import attribution
from briefs.records.exchange import record_from_dict, record_to_dict
from briefs.records.model import DateKind, Dates, House, Kind, Part, Passage, Record, Role
from briefs.render.brief.as_json import brief_to_dict
from briefs.topic.exchange_place import put_to_minister
from briefs.topic.pipeline import make_brief

DAY = date(2016, 5, 9)


def post(value: str, kind: FactKind = FactKind.GOVERNMENT, who: str = "person/7", end: date | None = None) -> Fact:
    return Fact(who, kind, value, Origin.PARLPARSE, start=date(2016, 1, 1), end=end, seen=date(2017, 1, 1))


def spoken(role: Role = Role.UNKNOWN, *, person_id: int | None = None, member_id: int | None = None) -> Record:
    return Record(
        "x/1",
        Kind.DEBATE,
        "Lamps",
        (Passage("They shine.", speaker="Ann Other", role=role, person_id=person_id, member_id=member_id),),
        Dates(happened=DAY),
        House.COMMONS,
    )


def shown(folder: Path, record: Record, *entries: Fact | IdLink) -> Passage:
    with Library.open(folder) as library:
        library.register.add(entries)
        (named,) = library.register.named([record])
    return named.passages[0]


@pytest.mark.parametrize(
    ("entries", "role", "office"),
    [
        ([post("Minister for Oil")], Role.MINISTER, "Minister for Oil"),
        ([post("Assistant Whip")], Role.MINISTER, "Assistant Whip"),
        ([post("Shadow Minister (Oil)", FactKind.OPPOSITION)], Role.OPPOSITION, "Shadow Minister (Oil)"),
        ([post("Deputy Speaker", FactKind.PARLIAMENTARY)], Role.SPEAKER, "Deputy Speaker"),
        ([post("Minister for Oil"), post("Minister for Wicks")], Role.MINISTER, None),
        ([post("Minister for Oil"), post("Shadow Minister", FactKind.OPPOSITION)], Role.UNKNOWN, None),
        ([post("The Second Church Estates Commissioner")], Role.UNKNOWN, None),
        ([post("Lamps Committee", FactKind.COMMITTEE)], Role.UNKNOWN, None),
        ([post("Minister for Oil", end=date(2016, 5, 8))], Role.UNKNOWN, None),
        ([post("Minister for Oil", who="person/8")], Role.UNKNOWN, None),
        ([post("Minister for Oil", who="member/30"), IdLink(7, 30)], Role.MINISTER, "Minister for Oil"),
        ([], Role.UNKNOWN, None),
    ],
)
def test_the_post_of_the_day(tmp_path: Path, entries: list[Fact | IdLink], role: Role, office: str | None) -> None:
    passage = shown(tmp_path, spoken(person_id=7), *entries)
    assert (passage.role, passage.office, passage.role_by_post) == (role, office, role is not Role.UNKNOWN)


def test_parliaments_own_number_is_looked_up_too(tmp_path: Path) -> None:
    assert shown(tmp_path, spoken(member_id=30), post("Minister for Oil"), IdLink(7, 30)).role is Role.MINISTER


def test_what_the_record_shows_stands(tmp_path: Path) -> None:
    assert shown(tmp_path, spoken(Role.SPEAKER, person_id=7), post("Minister for Oil")).role is Role.SPEAKER


def test_what_was_looked_up_is_said_and_is_not_read_back(tmp_path: Path) -> None:
    record = spoken(person_id=7)
    passage = shown(tmp_path, record, post("Minister for Oil"))
    line = attribution(record, passage, 0, 5)[2]
    assert line == "Ann Other, Minister for Oil, office from the lists of Members"
    again = record_from_dict(record_to_dict(replace(record, passages=(passage,))))
    assert again.passages == record.passages


def party(value: str, who: str = "person/7") -> Fact:
    return Fact(who, FactKind.PARTY, value, Origin.PARLPARSE, start=date(2016, 1, 1), seen=date(2017, 1, 1))


def asked(role: Role = Role.UNKNOWN) -> Record:
    record = spoken(role, person_id=7)
    passages = tuple(replace(passage, part=Part.QUESTION) for passage in record.passages)
    dates = Dates(tabled=DAY, cited=DateKind.TABLED)
    return replace(record, kind=Kind.WRITTEN_QUESTION, passages=passages, dates=dates)


@pytest.mark.parametrize(
    ("entries", "role", "office"),
    [
        (
            [post("Shadow Minister (Oil)", FactKind.OPPOSITION), party("Labour")],
            Role.OPPOSITION,
            "Shadow Minister (Oil)",
        ),
        ([party("Conservative")], Role.BACKBENCHER, None),
        ([party("Crossbench")], Role.BACKBENCHER, None),
        ([party("Labour")], Role.UNKNOWN, None),
        ([party("Conservative"), party("Labour")], Role.UNKNOWN, None),
        ([party("Conservative", who="person/8")], Role.UNKNOWN, None),
        ([], Role.UNKNOWN, None),
    ],
)
def test_who_asks_has_a_role_by_post_or_party(
    tmp_path: Path, entries: list[Fact], role: Role, office: str | None
) -> None:
    record = asked()
    passage = shown(tmp_path, record, *entries)
    assert (passage.role, passage.office, passage.role_by_post) == (role, office, role is not Role.UNKNOWN)
    again = record_from_dict(record_to_dict(replace(record, passages=(passage,))))
    assert again.passages == record.passages


def test_an_asker_of_no_known_role_is_labelled_by_name_and_stands_under_scrutiny() -> None:
    record = asked()
    assert attribution(record, record.passages[0], 0, 5)[2] == "Ann Other"
    assert put_to_minister(record, 0)


@pytest.mark.parametrize("kind", [Kind.ORAL_QUESTION, Kind.DEBATE])
def test_a_minister_known_from_the_exchange_gets_the_listed_office(tmp_path: Path, kind: Kind) -> None:
    record = replace(spoken(Role.MINISTER, person_id=7), kind=kind)
    passage = shown(tmp_path, record, post("Minister for Oil"))
    assert (passage.role, passage.office) == (Role.MINISTER, "Minister for Oil")
    assert (passage.role_by_post, passage.office_by_post) == (False, True)
    assert attribution(record, passage, 0, 5)[2].endswith("Minister for Oil, office from the lists of Members")
    again = record_from_dict(record_to_dict(replace(record, passages=(passage,))))
    assert again.passages == record.passages


@pytest.mark.parametrize(
    "entries",
    [[post("Shadow Minister (Oil)", FactKind.OPPOSITION)], [post("Minister for Oil"), post("Minister for Wicks")]],
    ids=["another side", "two offices"],
)
def test_a_minister_gets_no_doubtful_office(tmp_path: Path, entries: list[Fact]) -> None:
    passage = shown(tmp_path, spoken(Role.MINISTER, person_id=7), *entries)
    assert (passage.role, passage.office, passage.office_by_post) == (Role.MINISTER, None, False)


def test_an_item_of_a_brief_says_that_its_role_is_from_the_lists(tmp_path: Path) -> None:
    record = spoken(person_id=7)
    text = "We have lit 14 harbour beacons in Northshire since March at a cost of £2 million."
    record = replace(record, title="Harbour Beacons", passages=(replace(record.passages[0], text=text),))
    with Library.open(tmp_path) as library:
        library.store.add([record])
        library.register.add([post("Minister for Oil")])
        made = brief_to_dict(make_brief(library, "harbour beacons", today=date(2017, 1, 1)))
    items = [item for section in made["sections"] for item in section["items"]]
    assert [(item["role"], item["role_by_post"]) for item in items] == [("minister", True)]
