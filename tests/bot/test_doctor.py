"""``pqbrief doctor`` and what ``status`` says of the sources: each fault with what to do about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from bot.commands import doctor
from bot.health import Checkup, Finding, Health
from briefs.store.store import FILE_NAME, Store
from briefs.sync.walk.cursors import Cursors
from tests.bot.support import STORY


def run(*arguments: object, templates: Path | None = None) -> Result:
    changes = {"PQBRIEF_DEBUG": None, "PQBRIEF_TEMPLATES": str(templates) if templates else None}
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], env=changes)


def lines(done: Result) -> dict[str, str]:
    """Return the mark and the sentence of each subject."""
    return {
        line[8:].partition(": ")[0]: line[:8].strip() + " " + line[8:].partition(": ")[2]
        for line in done.stdout.splitlines()
    }


def test_all_is_well_but_for_sources_never_synced(loaded: Path) -> None:
    done = run("--db", loaded, "doctor")
    told = lines(done)
    assert done.exit_code == 0
    assert told["database"] == "ok It is in good order and has 2 records."
    assert told["index"] == "ok It is up to date with the database."
    assert told["templates"] == "ok The ones that come with pqbrief are used, and they work."
    assert told["sources file"].startswith(
        "ok You have none, so the one that comes with pqbrief is used; it syncs written-"
    )
    assert told["hansard"] == (
        "advice It has never been synced: run pqbrief sync hansard, or disable it in the sources file."
    )
    assert "feeds" not in told


def test_json_is_a_list_of_findings(loaded: Path) -> None:
    found = json.loads(run("--db", loaded, "doctor", "--format", "json").stdout)
    assert {"subject": "database", "health": "good", "sentence": "It is in good order and has 2 records."} in found


def test_an_empty_folder_is_told_what_to_do_and_gets_no_starter_records(tmp_path: Path) -> None:
    done = run("--db", tmp_path / "data", "doctor")
    assert done.exit_code == 0
    assert lines(done)["database"] == "advice It has no records: run pqbrief sync, or load files of your own."
    assert done.stderr == ""


def break_database(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(b"no database, and long enough to be looked at" * 40)
    for name in (f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"):
        (folder / name).unlink(missing_ok=True)


def break_sources(folder: Path) -> None:
    (folder / "sources.toml").write_text("[hansard]\nsinse = 3\n", encoding="utf-8")


def fail_source(folder: Path) -> None:
    with Store.open(folder) as store:
        Cursors(store).failed("hansard", "Hansard answered 500 every time, at http://x: run the sync again later.")


@pytest.mark.parametrize(
    ("damage", "subject", "sentence"),
    [
        pytest.param(break_database, "database", "is not a valid pqbrief database: move it away", id="database"),
        pytest.param(break_sources, "sources file", "“sinse”, which is not a setting", id="sources-file"),
        pytest.param(fail_source, "hansard", "The last sync was stopped: Hansard answered 500 every time", id="source"),
    ],
)
def test_what_is_broken_is_said_with_what_to_do(own_data: Path, damage: object, subject: str, sentence: str) -> None:
    assert callable(damage)
    damage(own_data)
    done = run("--db", own_data, "doctor")
    assert done.exit_code == 1
    assert lines(done)[subject].startswith("BROKEN ")
    assert sentence in lines(done)[subject]
    assert done.stderr == "pqbrief: 1 thing is broken: follow the advice above.\n"


def test_a_template_that_cannot_be_filled_in_is_named(loaded: Path, tmp_path: Path) -> None:
    (tmp_path / "text.txt.j2").write_text("{{ brief.nothing.such }}", encoding="utf-8")
    done = run("--db", loaded, "doctor", templates=tmp_path)
    assert done.exit_code == 1
    assert f"BROKEN The template {tmp_path / 'text.txt.j2'} cannot be filled in" in lines(done)["templates"]


def test_an_index_that_is_behind_is_told_of(own_data: Path) -> None:
    from briefs.loading.files import load_paths

    story = own_data.parent / "story.md"
    story.write_text(STORY.replace("nine", "ten"), encoding="utf-8")
    with Store.open(own_data) as store:
        load_paths(store, [story])
    done = run("--db", own_data, "doctor")
    assert lines(done)["index"].startswith("advice It is behind the database. The next brief updates it")


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        pytest.param("UPDATE walks SET succeeded = tried", "It was synced on ", id="synced"),
        pytest.param(
            "UPDATE walks SET tried = '2020-01-05T00:00:00+00:00', succeeded = '2020-01-05T00:00:01+00:00'",
            "It was last synced on 2020-01-05: run pqbrief sync hansard, ideally every night with cron.",
            id="long-ago",
        ),
        pytest.param(
            "UPDATE walks SET succeeded = NULL",
            "The last sync was interrupted or is still running: run pqbrief sync hansard to continue.",
            id="cut-off",
        ),
    ],
)
def test_how_fresh_a_source_is(own_data: Path, statement: str, sentence: str) -> None:
    with Store.open(own_data) as store:
        Cursors(store).tried("hansard")
        with store.held() as connection:
            connection.execute(statement)
            connection.commit()
    assert sentence in lines(run("--db", own_data, "doctor"))["hansard"]


def test_status_tells_of_sources_and_years(own_data: Path) -> None:
    fail_source(own_data)
    held = json.loads(run("--db", own_data, "status", "--format", "json").stdout)
    assert held["by_year"] == {"news": {"2020": 1}, "written_question": {"2019": 1}}
    (row,) = [source for source in held["sources"] if source["name"] == "hansard"]
    assert (row["enabled"], row["last_success"], row["newest"], row["lag_days"]) == (True, None, None, None)
    assert row["last_error"].startswith("Hansard answered 500")
    assert {"records", "passages", "by_kind", "newest"} <= set(held)
    text = run("--db", own_data, "status").stdout
    assert " news stories: 2020: 1\n" in text
    assert "hansard: no success yet; last error: Hansard answered 500 every time" in text
    assert "never synced: written-questions," in text


def test_status_stands_though_the_sources_file_does_not(own_data: Path) -> None:
    break_sources(own_data)
    done = run("--db", own_data, "status", "--format", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["records"] == 2
    assert "which is not a setting" in done.stderr


def test_another_door_adds_a_check_of_its_own(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check_bell(checkup: Checkup) -> Iterator[Finding]:
        assert checkup.library is not None
        yield Finding("bell", Health.BROKEN, "It does not ring: mend it.")

    monkeypatch.setattr(doctor, "CHECKS", [*doctor.CHECKS, check_bell])
    done = run("--db", loaded, "doctor")
    assert done.exit_code == 1
    assert lines(done)["bell"] == "BROKEN It does not ring: mend it."
