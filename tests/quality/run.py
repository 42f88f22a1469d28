"""Score the briefs against the graded sentences: ``make quality``.

The scorer is the one kept with the graded sentences; it is loaded from where they lie. The figures are printed beside
the last committed ones (figures.json), which ``--keep`` replaces.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from briefs.briefing import make_brief
from briefs.library import Library
from briefs.render.contract import brief_to_dict
from tests.support import PROJECT

FIGURES = Path(__file__).with_name("figures.json")
SHOWN = ("score", "vital_recall", "all_recall", "precision", "redundancy", "off_share", "attribution")


def main(arguments: list[str]) -> int:
    """Print the table; 0 where the documents are there."""
    parser = argparse.ArgumentParser(description="Score the briefs against the graded sentences.")
    parser.add_argument("--keep", action="store_true", help="keep these figures as the committed ones")
    parser.add_argument("--show", nargs="*", default=[], metavar="TOPIC", help="print the items of these topics")
    given = parser.parse_args(arguments)
    shared = Path(os.environ.get("PQBRIEF_SHARED") or PROJECT.parent / "shared")
    bench = shared / "bench" / "briefs"
    if not bench.is_dir():
        print("The graded sentences are not here: set PQBRIEF_SHARED to the folder that holds bench/briefs.")  # noqa: T201
        return 1
    scorer = _scorer(bench / "score_briefs.py")
    with tempfile.TemporaryDirectory() as folder:
        result = _score(scorer, bench, shared, Path(folder), given.show)
    figures = {name: round(result["average"][name] or 0.0, 3) for name in SHOWN}
    print(scorer.table(result))  # noqa: T201
    print(_compared(figures))  # noqa: T201
    if given.keep:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_briefs", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _score(scorer: ModuleType, bench: Path, shared: Path, folder: Path, show: list[str]) -> dict[str, Any]:
    corpus = folder / "corpus"
    shutil.copytree(shared / "seeds", corpus)
    for path in (shared / "data" / "hansard-text").glob("*.txt"):
        shutil.copy(path, corpus)
    out = folder / "briefs"
    out.mkdir()
    topics = [json.loads(line) for line in (bench / "topics.jsonl").read_text("utf-8").splitlines() if line.strip()]
    with Library.open(folder / "data") as library:
        library.load([corpus])
        for topic in topics:
            started = time.perf_counter()
            brief = brief_to_dict(make_brief(library, topic["query"]))
            taken = (time.perf_counter() - started) * 1000
            (out / f"{topic['id']}.json").write_text(json.dumps(brief), encoding="utf-8")
            if topic["id"] in show:
                _show(scorer, topic, brief, taken)
    documents = [path.read_bytes().decode("utf-8") for path in corpus.iterdir()]
    result: dict[str, Any] = scorer.score_all(topics, out, documents)
    return result


def _show(scorer: ModuleType, topic: dict[str, Any], brief: dict[str, Any], taken: float) -> None:
    judged = [{**j, "_words": scorer.words(j["quote"])} for j in topic["judgements"]]
    print(f"\n== {topic['id']}: {topic['query']} ({taken:.0f} ms)")  # noqa: T201
    for section in brief["sections"]:
        print(f"-- {section['title']}")  # noqa: T201
        for item in section["items"]:
            grades = scorer.match(item["text"], judged)
            marks = "".join(sorted({j["grade"][0] for j in grades})) or "-"
            names = {scorer.attribution(item["speaker"], j) for j in grades}
            roles = {j["role"] for j in grades} - {item["role"]}
            print(
                f"  {marks:3s} [{item['role']}] {item['text'][:150]}  << {item['speaker']}"
                f"{' WRONG NAME' if 'wrong' in names else ''}{f' role≠{roles}' if roles else ''}"
            )
    print("  missed:", ", ".join(scorer.score_topic(topic, scorer.items_of(brief))["missed"] if judged else []))  # noqa: T201
    print("  notes:", *brief["notes"], *brief["suggestions"], sep="\n    ")  # noqa: T201


def _compared(figures: dict[str, float]) -> str:
    if not FIGURES.is_file():
        return "no committed figures to compare with"
    kept = json.loads(FIGURES.read_text(encoding="utf-8"))
    return "against the committed figures: " + ", ".join(
        f"{name} {figures[name]:.3f} ({figures[name] - kept.get(name, 0.0):+.3f})" for name in SHOWN
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
