"""Who an id means on a day: said where the lists say it, and not otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefs.index.query import Search
from briefs.library import Library
from briefs.members.facts import Entry, Fact, FactKind, IdLink, Listing, Origin
from briefs.members.register import Register
from briefs.names.aliases import Aliases
from briefs.names.concepts import Choice, Concept
from briefs.names.people import People
from briefs.quotations.credit import attribution
from briefs.records.exchange import record_from_dict, record_to_dict
from briefs.records.model import House, Record
from briefs.records.sessions import parliament_of
from briefs.request.parser import understand
from briefs.topic.pipeline import make_brief
from tests.briefs.making import question
from tests.briefs.members.lists import day


def fact(kind: FactKind, value: str, start: str | None = None, end: str | None = None, **given: Any) -> Fact:
    fields: dict[str, Any] = {"who": "member/7", "origin": Origin.MEMBERS_API} | given
    return Fact(kind=kind, value=value, start=day(start) if start else None, end=day(end) if end else None, **fields)


def observed(kind: FactKind, value: str, first: str, last: str, **given: Any) -> Fact:
    return fact(kind, value, observed=(day(first), day(last)), origin=Origin.TABLE, house=House.COMMONS, **given)


ANN = Listing(7, "Ann Asker", "Asker, Ann", "Ann Asker MP", House.COMMONS, day("2031-06-01"))


def by_ids(number: int, asking: int | None = 7, answering: int | None = 8) -> Record:
    """Return a question that carries nothing of its Members but their ids; tabled from 4 March 2031 on."""
    record = question(number)
    asked, answered = record.passages
    bare: dict[str, Any] = {"speaker": None, "office": None, "party": None}
    return replace(
        record,
        people=(),
        asking_member_id=asking,
        answering_member_id=answering,
        passages=(replace(asked, member_id=asking, **bare), replace(answered, member_id=answering, **bare)),
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def register(library: Library) -> Register:
    return library.register


def test_what_the_record_carries_only_an_id_of_is_named_for_its_own_day(library: Library) -> None:
    library.register.add(
        [
            ANN,
            Listing(8, "Bo Minister", house=House.COMMONS),
            fact(FactKind.PARTY, "Lake", "2030-01-01", "2031-03-04"),
            fact(FactKind.PARTY, "River", "2031-03-05", "2031-12-31"),
            fact(FactKind.SEAT, "Pondshire", "2030-01-01", "2031-12-31"),
            fact(FactKind.GOVERNMENT, "Minister for Rivers", "2031-03-10", "2032-01-01", who="member/8"),
        ]
    )
    record = by_ids(1)
    library.store.add([record])
    named = library.records([record.record_id])[record.record_id]
    asked, answered = named.passages
    assert (asked.speaker, asked.party, asked.constituency) == ("Ann Asker", "Lake", "Pondshire")
    assert (answered.speaker, answered.office) == ("Bo Minister", "Minister for Rivers")
    assert attribution(named, asked, 0, 5)[2] == "Ann Asker (Pondshire) (Lake), named from Parliament’s list of Members"
    assert library.store.get(record.record_id) == record, "what is stored stays as it is"
    assert record_from_dict(record_to_dict(named)) == record, "what was looked up is left out when it is read back"


def test_what_the_record_prints_is_left_alone(register: Register) -> None:
    register.add([ANN, fact(FactKind.PARTY, "Lake", "2030-01-01", "2032-01-01")])
    printed = replace(question(1), asking_member_id=7)
    assert register.named([printed]) == [printed]


@pytest.mark.parametrize(
    ("facts", "party"),
    [
        pytest.param([fact(FactKind.PARTY, "Lake", "2030-01-01", "2031-03-03")], None, id="ended the day before"),
        pytest.param([fact(FactKind.PARTY, "Lake", "2030-01-01", "2031-03-04")], "Lake", id="last day"),
        pytest.param([fact(FactKind.PARTY, "Lake", "2030-01-01", seen=day("2031-03-03"))], None, id="not seen so late"),
        pytest.param([fact(FactKind.PARTY, "Lake", "2030-01-01", seen=day("2031-03-04"))], "Lake", id="seen that day"),
        pytest.param(
            [
                fact(FactKind.PARTY, "Lake", "2030-01-01", "2031-03-04"),
                fact(FactKind.PARTY, "River", "2031-03-04", "2032-01-01"),
            ],
            None,
            id="two on the day of change",
        ),
        pytest.param(
            [observed(FactKind.PARTY, "Lake", "2031-01-01", "2031-12-31")], None, id="some day of the year"
        ),
        pytest.param(
            [
                fact(FactKind.PARTY, "Lake", "2030-01-01", "2032-01-01"),
                fact(FactKind.PARTY, "River", "2030-01-01", "2032-01-01", origin=Origin.PARLPARSE),
            ],
            "Lake",
            id="the official list is believed",
        ),
        pytest.param([], None, id="nothing known"),
    ],
)  # fmt: skip
def test_a_party_is_said_only_where_an_entry_covers_the_day(
    register: Register, facts: list[Fact], party: str | None
) -> None:
    register.add([ANN, *facts])
    asked = register.named([by_ids(1)])[0].passages[0]
    assert (asked.speaker, asked.party) == ("Ann Asker", party)


@pytest.mark.parametrize(
    ("tabled", "facts", "seat"),
    [
        ("2023-05-01", [observed(FactKind.SEAT, "Pondshire", "2022-01-01", "2022-12-31")], "Pondshire"),
        ("2024-08-01", [observed(FactKind.SEAT, "Pondshire", "2022-01-01", "2022-12-31")], None),
        ("2023-05-01", [observed(FactKind.SEAT, "Pondshire", "2024-01-01", "2024-12-31")], None),
        (
            "2023-05-01",
            [
                observed(FactKind.SEAT, "Pondshire", "2022-01-01", "2022-12-31"),
                observed(FactKind.SEAT, "Lakeshire", "2021-01-01", "2021-12-31"),
            ],
            None,
        ),
    ],
    ids=["same Parliament", "next Parliament", "a year of two Parliaments", "two seats"],
)
def test_a_listed_seat_is_that_of_the_whole_parliament(
    register: Register, tabled: str, facts: list[Fact], seat: str | None
) -> None:
    register.add([ANN, *facts])
    record = by_ids(1)
    record = replace(record, dates=replace(record.dates, tabled=day(tabled)))
    assert register.named([record])[0].passages[0].constituency == seat


def test_a_name_is_that_of_the_day_and_never_that_of_another_house(register: Register) -> None:
    register.add([
        Listing(7, "Lord Asker", house=House.LORDS, seen=day("2031-06-01")),
        fact(FactKind.NAME, "Lord Asker", house=House.LORDS, observed=(day("2031-06-01"), day("2031-06-01"))),
    ])  # fmt: skip
    assert register.named([by_ids(1)])[0].passages[0].speaker is None
    register.add([fact(FactKind.NAME, "Ann Asker", "2029-01-01", "2031-04-01")])
    assert register.named([by_ids(1)])[0].passages[0].speaker == "Ann Asker"


def test_a_list_that_another_process_brought_is_heeded(library: Library, register: Register) -> None:
    assert register.named([by_ids(1)])[0].passages[0].speaker is None
    with Library.open(library.folder) as other:
        other.register.add([ANN])
    assert register.named([by_ids(1)])[0].passages[0].speaker == "Ann Asker"


def test_an_unknown_id_stays_unnamed(register: Register) -> None:
    record = by_ids(1, asking=99)
    assert register.named([record]) == [record]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["poorer last", "poorer first"])
def test_a_poorer_list_takes_nothing_away(register: Register, order: tuple[int, int]) -> None:
    rich: list[Entry] = [
        ANN,
        fact(FactKind.PARTY, "Lake", "2030-01-01", "2031-05-01", seen=day("2031-06-01"), detail="La"),
    ]
    poor: list[Entry] = [Listing(7, "A. Asker"), fact(FactKind.PARTY, "Lake", "2030-01-01", seen=day("2031-02-01"))]
    for which in order:
        register.add((rich, poor)[which])
    (held,) = register.members("7")
    assert held.listing == ANN
    assert [(each.end, each.detail) for each in held.facts] == [(day("2031-05-01"), "La")]


def test_a_later_list_may_end_what_was_open(register: Register) -> None:
    register.add([ANN, fact(FactKind.PARTY, "Lake", "2030-01-01", seen=day("2031-02-01"))])
    register.add([fact(FactKind.PARTY, "Lake", "2030-01-01", "2031-03-01", seen=day("2031-03-01"))])
    assert register.members("Ann Asker")[0].facts[0].end == day("2031-03-01")


def test_posts_of_a_person_belong_to_the_member_once_the_link_is_known(register: Register) -> None:
    register.add([fact(FactKind.GOVERNMENT, "Minister", "2004-01-01", "2005-01-01", who="person/90007")])
    register.add([ANN])
    assert register.members("7")[0].facts == ()
    register.add([IdLink(90007, 7)])
    assert [each.value for each in register.members("7")[0].facts] == ["Minister"]


TWO: list[Entry] = [
    ANN,
    Listing(9, "Ann Asker", house=House.COMMONS),
    fact(FactKind.SEAT, "Pondshire", "2030-01-01", "2032-01-01"),
    fact(FactKind.SEAT, "Lakeshire", "2030-01-01", "2032-01-01", who="member/9"),
]


def test_two_members_of_one_name_are_a_choice(library: Library) -> None:
    library.register.add(TWO)
    library.store.add([by_ids(1), by_ids(2, asking=9)])
    query = understand('otters by:"Ann Asker"', library.aliases, day("2032-01-01"), library.people)
    assert [[each.names[0].text for each in choice.meanings] for choice in query.choices] == [
        ["Ann Asker (Pondshire)", "Ann Asker (Lakeshire)"]
    ]
    asked = make_brief(library, 'otters by:"Ann Asker"', today=day("2032-01-01"))
    assert asked.sections == ()
    assert "Ann Asker (Pondshire) or Ann Asker (Lakeshire)" in asked.notes[0]


@pytest.mark.parametrize(
    ("request_", "found"),
    [
        ('by:"Ann Asker (Pondshire)"', {1}),
        ('by:"Ann Asker (Lakeshire)"', {2}),
        ("by:9", {2}),
        ('by:"Bo Minister"', {1, 2}),
        ("by:Minister", {1, 2}),
    ],
)
def test_words_are_found_by_the_id_of_whoever_spoke(library: Library, request_: str, found: set[int]) -> None:
    library.register.add([*TWO, Listing(8, "Bo Minister")])
    records = {number: by_ids(number, asking=7 if number == 1 else 9) for number in (1, 2)}
    library.store.add(records.values())
    query = understand(f"otters {request_}", library.aliases, day("2032-01-01"), library.people)
    assert query.choices == ()
    spec = Search(groups=((("otters",),),), by=query.filters.by)
    assert library.count_records(spec) == {records[number].record_id for number in found}


def test_one_member_of_a_name_is_found_without_asking(library: Library) -> None:
    library.register.add([ANN])
    library.store.add([by_ids(1), by_ids(2, asking=99)])
    made = make_brief(library, "otters by Ann Asker", today=day("2032-01-01"))
    assert made.coverage.records_matched == 1
    assert {item.speaker for section in made.sections for item in section.items} <= {"Ann Asker"}


def test_a_party_is_found_by_the_day_of_the_record(library: Library) -> None:
    library.register.add([
        ANN,
        fact(FactKind.PARTY, "Labour (Co-op)", "2030-01-01", "2031-03-15"),
        fact(FactKind.PARTY, "Independent", "2031-03-16", "2032-01-01"),
    ])  # fmt: skip
    early, late = by_ids(1), by_ids(30)  # answered on 11 March and on 9 April 2031
    library.store.add([early, late])
    groups = ((("otters",),),)
    assert library.count_records(Search(groups=groups, party="Labour")) == {early.record_id}
    assert library.count_records(Search(groups=groups, party="Independent")) == {late.record_id}
    assert library.count_records(Search(groups=groups, party="Labour", since=day("2031-04-01"))) == set()


def test_a_surname_asks_between_those_who_speak_by_name_and_by_id(register: Register) -> None:
    register.add([ANN])
    people = People(["Zed Asker"], register)
    meant = people.speaking("Asker")
    assert isinstance(meant, Choice)
    assert {each.names[0].text for each in meant.meanings} == {"Ann Asker", "Zed Asker"}
    assert isinstance(people.named("Asker"), Concept), "in a topic the records alone decide"


@pytest.mark.parametrize(
    ("text", "same_as"),
    [("2024-05-30", "2019-12-12"), ("2017-06-08", "2019-11-06")],
)
def test_a_parliament_runs_from_election_to_dissolution(text: str, same_as: str) -> None:
    assert parliament_of(day(text)) == parliament_of(day(same_as)) is not None
    assert parliament_of(day("2024-06-15")) is None


def test_no_alias_is_needed_to_ask_the_register(register: Register) -> None:
    register.add([ANN])
    query = understand("otters by Ann Asker", Aliases(()), day("2032-01-01"), People((), register))
    assert query.filters.by == ("Ann Asker",)
