"""Lists of Members are loaded, asked, and named in what is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.support import program
from tests.briefs.members.lists import biography, item, member

ROW = {
    "id": 1, "askingMemberId": 7, "house": "Commons", "dateTabled": "2023-03-01T00:00:00", "uin": "101",
    "questionText": "To ask the Secretary of State for Coasts, how many otters live on the coast of Pondshire.",
    "answeringBodyId": 4, "answeringBodyName": "Department for Coasts", "isWithdrawn": False, "isNamedDay": False,
    "groupedQuestions": [], "answeringMemberId": 8, "dateAnswered": "2023-03-08T00:00:00", "heading": "Otters: Coasts",
    "answerText": "<p>The Department counted 41 otters on the coast of Pondshire in the winter of 2022.</p>",
}  # fmt: skip
RECORD = "wq/commons/2023-03-01/101"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("members")
    lists = {
        "question.json": {"value": ROW, "links": []},
        "search.json": {"items": [member(7, "Ann Asker"), member(8, "Bo Minister")], "totalResults": 2},
        "life.json": biography(
            7,
            partyAffiliations=[item("Labour", "2020-01-01", "2024-05-30")],
            committeeMemberships=[item("Otters Committee", "2020-01-01", "2021-01-01")],
        ),
    }
    for name, value in lists.items():
        (folder / name).write_text(json.dumps(value), encoding="utf-8")
    (folder / "2022_members.csv").write_text(
        "member_id,member_name,pcon_name,party_name\n7,Ann Asker,Pondshire,Labour\n", encoding="utf-8"
    )
    loaded = program("--db", folder / "data", "load", *(folder / name for name in (*lists, "2022_members.csv")))
    assert loaded.returncode == 0, loaded.stderr
    lines = loaded.stdout.splitlines()
    assert [line.rpartition(": ")[2] for line in lines[1:4]] == ["2 members", "1 member, 1 office", "1 member"]
    return folder / "data"


def test_a_member_is_told_with_dates(data: Path) -> None:
    told = program("--db", data, "members", "Ann", "Asker")
    assert told.stdout.splitlines()[0] == "Ann Asker · 7 · House of Commons · Ann Asker MP · Asker, Ann"
    assert "  Labour · 1 January 2020 to 30 May 2024" in told.stdout
    assert "  Otters Committee · 1 January 2020 to 1 January 2021" in told.stdout


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("2023-03-01", "On 1 March 2023: Ann Asker (Labour; Pondshire)"),
        ("2024-08-01", "On 1 August 2024: Ann Asker"),
    ],
)
def test_of_a_day_only_what_held_is_told(data: Path, day: str, line: str) -> None:
    told = program("--db", data, "members", "7", "--on", day).stdout.splitlines()
    assert told[1] == line
    assert not any("Otters" in each for each in told)


def test_the_json_has_the_same(data: Path) -> None:
    (told,) = json.loads(program("--db", data, "members", "Asker", "--on", "2023-03-01", "--format", "json").stdout)
    assert told["on"] == {
        "date": "2023-03-01",
        "name": "Ann Asker",
        "party": "Labour",
        "seat": "Pondshire",
        "office": None,
    }
    assert {entry["kind"] for entry in told["entries"]} == {"party"}


def test_nobody_of_a_name_is_one_sentence_and_status_1(data: Path) -> None:
    told = program("--db", data, "members", "Zed", "Nobody")
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("pqbrief: No Member called “Zed Nobody” is in your lists")


def test_what_is_shown_is_named_and_says_by_what(data: Path) -> None:
    text = program("--db", data, "show", RECORD).stdout
    assert "Ann Asker (Labour; Pondshire), named from the lists of Members" in " ".join(text.split())
    value = json.loads(program("--db", data, "show", RECORD, "--format", "json").stdout)
    asked, answered = value["passages"]
    assert (asked["speaker"], asked["party"], asked["named_by_id"]) == ("Ann Asker", "Labour", True)
    assert (answered["speaker"], answered.get("office")) == ("Bo Minister", None)


def test_what_is_exported_is_what_was_stored(data: Path) -> None:
    (line,) = program("--db", data, "export").stdout.splitlines()
    assert [passage["speaker"] for passage in json.loads(line)["passages"]] == [None, None]


def test_a_brief_names_whoever_asked(data: Path) -> None:
    made = json.loads(program("--db", data, "brief", "otters by Ann Asker", "--format", "json").stdout)
    (item_,) = [item_ for section in made["sections"] for item_ in section["items"]]
    assert item_["speaker"] == "Ann Asker"
    assert item_["url"].startswith("https://questions-statements.parliament.uk/written-questions/detail/2023-03-01/101")
    found = json.loads(program("--db", data, "brief", "otters party:Labour", "--format", "json").stdout)
    assert found["coverage"]["records_matched"] == 1
