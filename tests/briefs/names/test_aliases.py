"""The alias table as shipped, as asked, and with a person's own file on top."""

from __future__ import annotations

import gzip
import json
import re
import time
from pathlib import Path

import pytest

from briefs.errors import RefusedInput
from briefs.names.alias_file import SHIPPED, load_aliases
from briefs.names.aliases import Aliases, fold, suggest
from briefs.names.concepts import Choice, Concept
from tests.support import shared


@pytest.fixture(scope="module")
def table() -> Aliases:
    return load_aliases()


def names_of(table: Aliases, text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(match.typed, tuple(entry.key for entry in match.entries)) for match in table.match(text)]


# ---------------------------------------------------------------------------------------------------- as shipped


def test_a_name_of_two_entries_is_declared_as_shared(table: Aliases) -> None:
    assert table.clashes() == {}


def test_a_declared_name_is_shared_indeed(table: Aliases) -> None:
    alone = [name for name in table.shared if len(table.meanings(name)) < 2]
    assert alone == []


def test_every_entry_is_found_by_each_of_its_own_names(table: Aliases) -> None:
    lost = [
        (entry.key, name.text)
        for entry in table.entries.values()
        for name in entry.every_name
        if entry not in table.meanings(name.text)
    ]
    assert lost == []


def test_acronyms_that_are_words_are_marked(table: Aliases) -> None:
    words = {"send", "who", "aids", "nice", "pip", "mod", "mps", "vat", "ace", "bis", "oft", "spa", "met", "it", "us"}
    unmarked = [
        name.text
        for entry in table.entries.values()
        for name in entry.every_name
        if name.exact_case and name.text.lower() in words and not entry.ordinary_word
    ]
    assert unmarked == []


def test_the_territorial_forces_are_all_there(table: Aliases) -> None:
    territorial = [key for key in table.entries if key.endswith("-police")]
    others = {"mod-police", "college-of-policing", "british-transport-police"}
    assert len([key for key in territorial if key not in others]) == 43


def test_years_run_forwards(table: Aliases) -> None:
    for entry in table.entries.values():
        assert list(entry.years) == sorted(entry.years), entry.key
        for former in entry.former:
            assert (former.since or 0) <= (former.until or 9999), entry.key


def test_no_two_departments_have_one_answering_body_id(table: Aliases) -> None:
    ids = [entry.answering_body_id for entry in table.entries.values() if entry.answering_body_id]
    assert len(ids) == len(set(ids)) > 15


def test_there_is_a_wealth_of_entries(table: Aliases) -> None:
    groups = [entry for entry in table.entries.values() if entry.kind == "subject" and len(entry.every_name) > 1]
    assert len(groups) > 450


def test_a_related_name_is_no_name_of_the_entry(table: Aliases) -> None:
    both = [
        (entry.key, text)
        for entry in table.entries.values()
        for text in entry.related
        if fold(text) in {fold(name.text) for name in entry.every_name}
    ]
    assert both == []


SWALLOWING = """access aid bank bill care charge child city cost council country court debt drug education energy food
force family fund government health home hospital house industry job land law life loan market money office parent park
party patient pay pension people plan power price prison project rate report school section service staff step street
student system tax teacher trade train transport travel water woman work worker""".split()


def test_no_name_is_an_ordinary_word_that_would_swallow_other_topics(table: Aliases) -> None:
    swallowed = {word for word in SWALLOWING for number in (word, f"{word}s") if table.meanings(number)}
    assert swallowed == set()


def test_the_table_loads_quickly(tmp_path: Path) -> None:
    def quickest(cache: Path | None) -> float:
        taken: list[float] = []
        for _ in range(5):
            started = time.process_time()
            load_aliases(cache=cache)
            taken.append(time.process_time() - started)
        return min(taken)

    load_aliases(cache=tmp_path)
    assert quickest(tmp_path) < 0.05  # 8 ms on the machine it was measured on
    assert quickest(None) < 0.2  # 40 ms there


def test_the_cache_gives_the_same_table_and_a_damaged_one_is_read_anew(table: Aliases, tmp_path: Path) -> None:
    load_aliases(cache=tmp_path)
    (kept,) = tmp_path.iterdir()
    assert load_aliases(cache=tmp_path).entries == table.entries
    kept.write_bytes(b"{half")
    assert load_aliases(cache=tmp_path).entries == table.entries
    assert load_aliases(cache=tmp_path / "absent").entries == table.entries


# ------------------------------------------------------------------------------------------------------ as asked

MATCHES = [
    ("Met police", [("Met police", ("metropolitan-police",))]),
    ("metropolitan police service", [("metropolitan police service", ("metropolitan-police",))]),
    ("Scotland Yard", [("Scotland Yard", ("metropolitan-police",))]),
    ("failings at the Met", [("the Met", ("metropolitan-police",))]),
    ("Met failings", [("Met", ("metropolitan-police",))]),
    ("ministers met failings", []),
    ("the Met Office", [("Met Office", ("met-office",))]),
    ("Police Scotland", [("Police Scotland", ("police-scotland",))]),
    ("police in Scotland", []),
    ("MPs", []),
    ("mps", []),
    ("MPS", [("MPS", ("metropolitan-police", "medical-protection-society"))]),
    ("CSA", [("CSA", ("child-support-agency", "child-sexual-abuse"))]),
    ("hmic", [("hmic", ("hmicfrs",))]),
    ("Nca funding", [("Nca", ("nca",))]),
    ("funding of Nca", []),
    ("send them back", []),
    ("SEND reform", [("SEND", ("send",))]),
    ("WHO IS TO BLAME", []),
    ("HMIC's report", [("HMIC's", ("hmicfrs",))]),
    ("covid 19", [("covid 19", ("covid",))]),
    ("Covid-19", [("Covid-19", ("covid",))]),
    ("A&E waits", [("A&E", ("accident-and-emergency",))]),
    ("Health & Safety Executive", [("Health & Safety Executive", ("hse",))]),
    ("small boat", [("small boat", ("small-boats",))]),
    ("children’s commissioner", [("children’s commissioner", ("childrens-commissioner",))]),
    ("NHS England", [("NHS England", ("nhs-england",))]),
    ("air strikes", [("air strikes", ("air-strikes",))]),
    ("rail strikes", [("rail strikes", ("rail-strikes",))]),
    ("DCLG and NAO", [("DCLG", ("mhclg",)), ("NAO", ("nao",))]),
    ("lorry bans", [("lorry", ("hgv",))]),
    ("a burglary", [("burglary", ("burglary",))]),
    ("pub closures", [("pub", ("pubs",))]),
    ("bird flu", [("bird flu", ("bird-flu",))]),
    ("first step", []),
    ("tell us", []),
    ("US tariffs", [("US tariffs", ("import-duties",))]),
    ("LPA", [("LPA", ("power-of-attorney", "planning-authorities"))]),
]

EVERYDAY = [
    ("illegal immigrants", "undocumented migrants"),
    ("private school", "private education"),
    ("drones", "unmanned air systems"),
    ("lorries", "large goods vehicles"),
    ("foreign aid", "development aid"),
    ("jabs", "vaccination"),
    ("old age pension", "state retirement pension"),
    ("log burners", "wood burning stoves"),
    ("dirty money", "illicit finance"),
    ("civil unrest", "civil disorder"),
    ("car theft", "vehicle crime"),
    ("Burma", "Myanmar"),
    ("revenge porn", "intimate image abuse"),
    ("gas and electricity bills", "energy prices"),
    ("dentists", "dental services"),
    ("council tenants' homes council houses", "social rented housing"),
    ("working from home", "remote working"),
    ("employer national insurance", "employers' contributions"),
    ("solar farms", "solar power"),
    ("cashpoints", "cash dispensing"),
    ("public toilets", "public lavatories"),
    ("death penalty", "capital punishment"),
    ("army housing military housing", "service family accommodation"),
    ("special educational needs", "SEND"),
    ("fishing fleet", "fisheries"),
    ("unemployment", "joblessness"),
]


@pytest.mark.parametrize(("typed", "in_the_record"), EVERYDAY, ids=[row[0] for row in EVERYDAY])
def test_the_everyday_word_finds_the_word_of_the_record(table: Aliases, typed: str, in_the_record: str) -> None:
    found = [name.text for match in table.match(typed) for entry in match.entries for name in entry.every_name]
    assert fold(in_the_record) in {fold(name) for name in found}


@pytest.mark.parametrize(("text", "expected"), MATCHES, ids=[row[0] for row in MATCHES])
def test_names_are_found_longest_first_with_their_capitals(
    table: Aliases, text: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert names_of(table, text) == expected


def test_a_concept_has_the_typed_name_first_and_all_the_others(table: Aliases) -> None:
    (match,) = table.match("hmic")
    concept = table.resolve(match)
    assert isinstance(concept, Concept)
    assert (concept.typed, concept.kind, concept.role) == ("hmic", "body", "watchdog")
    assert concept.names[0].text == "HMIC"
    assert concept.names[0].exact_case
    assert {"HMICFRS", "Her Majesty's Inspectorate of Constabulary"} <= {name.text for name in concept.names}


def test_a_shared_name_is_a_choice(table: Aliases) -> None:
    (match,) = table.match("CSA")
    choice = table.resolve(match)
    assert isinstance(choice, Choice)
    assert [meaning.key for meaning in choice.meanings] == ["child-support-agency", "child-sexual-abuse"]


def test_no_other_force_is_searched_for_a_force(table: Aliases) -> None:
    for key in ("police-scotland", "metropolitan-police"):
        names = {fold(name.text) for name in table.entries[key].every_name}
        assert not names & {"police", "met", "met office", "scotland"}


@pytest.mark.parametrize(
    ("key", "inside", "outside"),
    [
        ("mhclg", "Department for Communities and Local Government", "Home Office"),
        ("desnz", "Department of Energy and Climate Change", "Department for International Trade"),
        ("dbt", "Department for International Trade", "Department for Science, Innovation and Technology"),
        ("beis", "Department of Trade and Industry", "Department for Energy Security and Net Zero"),
    ],
    ids=["renamed", "two steps back", "merged", "not what came after a split"],
)
def test_the_lineage_of_a_body_goes_back_not_forward(table: Aliases, key: str, inside: str, outside: str) -> None:
    names = table.lineage(key)
    assert names[0] == table.entries[key].names[0].text
    assert inside in names
    assert outside not in names


@pytest.mark.shared
def test_the_answering_bodies_have_their_numbers(table: Aliases) -> None:
    """The ids in the table against rows of Parliament's Written Questions API; a renamed department keeps its names."""
    rows = shared("data/written-questions/questions-2023-09-to-2025-09.jsonl.gz")
    with gzip.open(rows, "rt", encoding="utf-8") as lines:
        answering = {(row["answeringBodyId"], row["answeringBodyName"]) for row in map(json.loads, lines)}
    by_number = {entry.answering_body_id: entry for entry in table.entries.values() if entry.answering_body_id}
    seen = {number for number, _ in answering}
    assert set(by_number) <= seen
    # 211 is the number that a department had under a former name; 23 is a person, and no name to search a topic by
    for number, name in answering - {(211, "Department for Levelling Up, Housing and Communities")}:
        assert number == 23 or fold(name) in {fold(each.text) for each in by_number[number].every_name}, name


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("Metropoliton Police", "Metropolitan Police"),
        ("univeral credit payments", "universal credit"),
        ("domestic abuse", None),
        ("nothing of the kind zzz", None),
        ("", None),
    ],
    ids=["misspelt", "within more words", "turned round", "nothing near", "empty"],
)
def test_a_misspelling_brings_a_suggestion(table: Aliases, topic: str, expected: str | None) -> None:
    found = suggest(topic, table.vocabulary())
    assert (found[0] if found else None) == expected
    assert len(found) <= 3


def test_a_name_already_typed_is_not_suggested(table: Aliases) -> None:
    assert "universal credit" not in suggest("universal credit", table.vocabulary())


# -------------------------------------------------------------------------------------------------- one's own file


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_ones_own_entries_lie_on_top(tmp_path: Path) -> None:
    table = load_aliases(
        own(
            tmp_path,
            """
            shared = ["XYZ"]
            [body.nca]
            extend = true
            acronyms = ["XYZ"]
            [body.widgets]
            names = ["Widgets Authority"]
            acronyms = ["XYZ"]
            [body.nao]
            names = ["Audit Office"]
            [body.dexeu]
            remove = true
            """,
        )
    )
    assert names_of(table, "XYZ") == [("XYZ", ("nca", "widgets"))]
    assert table.meanings("National Crime Agency")[0].key == "nca"
    assert [name.text for name in table.entries["nao"].names] == ["Audit Office"]
    assert "dexeu" not in table.entries
    assert table.clashes() == {}


def test_removing_a_successor_leaves_a_table_that_loads(tmp_path: Path) -> None:
    table = load_aliases(own(tmp_path, "[body.beis]\nremove = true"))
    assert table.entries["decc"].successors == ()


def test_an_absent_file_adds_nothing(table: Aliases, tmp_path: Path) -> None:
    assert load_aliases(tmp_path / "none.toml").entries == table.entries


REFUSED = [
    ("[body.x", r"mine\.toml: is not valid TOML"),
    ("[thing.x]\nnames = ['a b']", r"mine\.toml thing"),
    ("[body.x]\nnames = []", r"mine\.toml \[body\.x\]: has no name"),
    ("[body.x]\nnames = ['']", r"\[body\.x\]: names has an empty name"),
    ("[body.x]\nnames = ['a', 'a']", r"\[body\.x\]: names has a name twice"),
    ("[body.x]\nnames = 'a'", r"\[body\.x\]: names must be a list"),
    ("[body.x]\nname = ['a']", r"\[body\.x\]: has 'name'"),
    ("[body.x]\nnames = ['a']\nrole = 'king'", r"role must be one of"),
    ("[body.x]\nnames = ['a']\nyears = ['1999']", r"years must be"),
    ("[body.x]\nnames = ['a']\nordinary_word = 1", r"ordinary_word must be"),
    ("[body.x]\nnames = ['a']\nanswering_body_id = 'one'", r"answering_body_id"),
    ("[body.x]\nnames = ['a']\nsuccessors = ['nobody']", r"no entry is called 'nobody'"),
    ("[body.x]\nnames = ['a']\nformer = ['b']", r"each former name needs names"),
    ("[body.x]\nnames = ['a']\nformer = 'b'", r"former must be a list"),
    ("[body.x]\nnames = ['a']\nformer = [{ names = ['b'], until = 'x' }]", r"are years"),
    ("[body.x]\nextend = true\nnames = ['a']", r"no such entry"),
    ("[subject.nca]\nnames = ['a']", r"change one of them"),
    ("[body]\nx = 1", r"\[body\.x\]: is not a table"),
    ("shared = 'x'", r"shared must be a list"),
]


@pytest.mark.parametrize(("text", "words"), REFUSED, ids=[row[0].replace("\n", " ") for row in REFUSED])
def test_a_bad_file_is_refused_by_file_and_entry(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(RefusedInput, match=words):
        load_aliases(own(tmp_path, text))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes("[body.x]\nnames = ['Sinn Féin']".encode("cp1252"))
    with pytest.raises(RefusedInput, match="UTF-8"):
        load_aliases(path)


def test_the_shipped_file_explains_every_key_it_may_have() -> None:
    head = SHIPPED.read_text(encoding="utf-8").split("shared = [")[0]
    from briefs.names.alias_file import KEYS

    assert [key for key in KEYS if not re.search(rf"\b{key}\b", head)] == []


# ---------------------------------------------------------------------------------------------- everyday and recorded

OFFICIAL = [
    ("kids in care", "looked-after children"),
    ("Homeless families in hotels", "temporary accommodation families"),
    ("cell towers", "telecommunications infrastructure"),
    ("fake job adverts", "recruitment fraud"),
    ("NHS parking charges", "hospitals parking"),
    ("getting to see a doctor", "GP appointments"),
    ("death tax", "inheritance tax"),
    ("tractor tax", "agricultural property relief"),
    ("heart restarters", "defibrillators"),
    ("special needs taxis", "special educational needs transport"),
    ("truckers", "HGV drivers"),
    ("gas bills", "energy bills"),
    ("fat jabs", "weight loss drugs"),
    ("ghost tankers", "shadow fleet"),
    ("UN nuclear watchdog", "International Atomic Energy Agency"),
]


@pytest.mark.parametrize(("typed", "official"), OFFICIAL, ids=[row[0] for row in OFFICIAL])
def test_what_people_say_is_searched_for_with_the_official_words(table: Aliases, typed: str, official: str) -> None:
    (match,) = table.match(typed)
    concept = table.resolve(match)
    assert isinstance(concept, Concept)
    assert concept.everyday
    names = [name.text for name in concept.names]
    assert names[0] == typed
    assert fold(official) in {fold(name) for name in names}


def test_an_everyday_name_widens_no_request_in_the_official_words(tmp_path: Path) -> None:
    table = load_aliases(
        own(tmp_path, '[subject.x]\nnames = ["plaster soot"]\neveryday = ["grey snow"]\nrecorded = ["soot of plaster"]')
    )
    (match,) = table.match("plaster soot")
    concept = table.resolve(match)
    assert isinstance(concept, Concept)
    assert [name.text for name in concept.names] == ["plaster soot", "soot of plaster"]
    assert not concept.everyday
    assert table.match("soot of plaster") == ()


def test_an_everyday_name_is_understood_in_either_number_and_with_any_capitals(tmp_path: Path) -> None:
    table = load_aliases(own(tmp_path, '[subject.x]\nnames = ["plaster soot"]\neveryday = ["grey-snow day"]'))
    for typed in ("grey-snow days", "Grey snow day", "GREY SNOW DAYS"):
        (match,) = table.match(typed)
        concept = table.resolve(match)
        assert isinstance(concept, Concept)
        assert [name.text for name in concept.names] == [typed, "plaster soot"]


def test_an_everyday_name_is_offered_as_no_spelling(table: Aliases) -> None:
    everyday = {text for entry in table.entries.values() for text in entry.everyday}
    assert not everyday & set(table.vocabulary())


def test_no_everyday_or_recorded_name_is_a_word_that_swallows_other_topics(table: Aliases) -> None:
    recorded = {fold(text) for entry in table.entries.values() for text in entry.recorded}
    assert not recorded & {form for word in SWALLOWING for form in (word, f"{word}s")}
