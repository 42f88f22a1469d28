"""A million refusals of one reason are said once."""

from __future__ import annotations

from pathlib import Path

from briefs.loading.files import load_paths
from briefs.readers.refusals import KEPT, summed
from briefs.records.model import Refusal
from briefs.store.store import Store
from tests.bot.support import program


def test_places_of_one_reason_are_summed_up() -> None:
    refused = [Refusal(f"line {n}", f"no number at character {n}") for n in range(1, 12_356)]
    few = [Refusal("line 99999", "it is empty")]
    told = summed([*refused, *few])
    assert told[:KEPT] == tuple(refused[:KEPT])
    assert told[KEPT] == few[0]
    assert told[KEPT + 1].reason == "and 12,345 more rows refused for the same reason: no number at character 1"
    assert len(told) == KEPT + 2
    assert sum(refusal.times for refusal in told) == 12_356


def test_a_thousand_reasons_are_summed_up_too() -> None:
    told = summed(Refusal(f"line {n}", f"it is {'x' * n}") for n in range(1_000))
    assert told[-1].reason == "and 900 more rows refused for other reasons"
    assert len(told) == 101


def test_what_the_parts_of_a_file_sum_up_is_said_once() -> None:
    told: tuple[Refusal, ...] = ()
    for part in range(30):
        fresh = summed(Refusal(f"line {part * 500 + n}", f"no sitting at character {n}") for n in range(500))
        told = summed((*told, *fresh))
    assert len(told) == KEPT + 1
    assert told[-1] == Refusal(
        "", "and 14,990 more rows refused for the same reason: no sitting at character 0", 15_000 - KEPT
    )
    other = summed([*told, Refusal("", "and 1,200 more rows refused for other reasons", 1_200)] * 2)
    assert [each.times for each in other[-2:]] == [2 * 14_990 + KEPT, 2_400]
    assert sum(refusal.times for refusal in other) == 2 * 16_200


def test_a_file_of_bad_rows_says_so_once_and_counts_them_all(tmp_path: Path) -> None:
    rows = "\n".join('{"pqbrief": 1, "record_id": ""}' for _ in range(30_000))
    path = tmp_path / "rows.jsonl"
    path.write_text(rows, encoding="utf-8")
    with Store.open(tmp_path / "data") as store:
        report = load_paths(store, [path])
    assert report.refused == 30_000
    assert len(report.files[0].refused) == KEPT + 1
    done = program("load", "--db", tmp_path / "data", path)
    assert "and 29,990 more rows refused for the same reason" in done.stdout
    assert "0 unchanged, 30,000 refused" in done.stdout
    assert len(done.stdout.splitlines()) == KEPT + 2
