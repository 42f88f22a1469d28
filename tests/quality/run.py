"""Score the briefs: ``make quality``.

Two measures. The graded documents are scored by the scorer kept with them, loaded from where they lie. The judged
topics of this folder are scored by ``tests.quality.scoring`` over a fixed choice of real debates and questions: the
weights were tuned on one half of them, the other half only tells how far that carries. The figures are printed beside
the last committed ones (figures.json), which ``--keep`` replaces.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from briefs.library import Library
from briefs.loading.load import load
from briefs.records.model import Record
from briefs.render.brief.as_json import brief_to_dict
from briefs.topic.pipeline import make_brief
from tests.quality import corpus, folds, previous, scoring
from tests.support import PROJECT

FIGURES = Path(__file__).with_name("figures.json")
JUDGED = Path(__file__).with_name("judged")
SETS: dict[str, Callable[[], list[Record]]] = {
    "tuning": corpus.records,
    "untouched": corpus.records,
    "days": corpus.day_records,
    "recent_tuning": corpus.recent_records,
    "recent_untouched": corpus.recent_records,
}
HIDDEN = frozenset({"untouched", "recent_untouched"})  # whose topics are not to be looked at
UNFOLDED = frozenset({"recent_tuning", "recent_untouched"})  # the cross-validation is long enough without them
SHOWN = ("score", "vital_recall", "all_recall", "precision", "redundancy", "off_share", "attribution")


def main(arguments: list[str]) -> int:
    """Print the tables; 0 where the documents are there."""
    parser = argparse.ArgumentParser(description="Score the briefs against graded and judged sentences.")
    parser.add_argument("--keep", action="store_true", help="keep these figures as the committed ones")
    parser.add_argument("--show", nargs="*", default=[], metavar="TOPIC", help="print the items of these graded topics")
    parser.add_argument("--no-folds", dest="folds", action="store_false", help="leave out the cross-validation")
    parser.add_argument("--no-previous", dest="previous", action="store_false", help="leave out previous answers")
    given = parser.parse_args(arguments)
    shared = shared_folder()
    if not (shared / "bench" / "briefs").is_dir():
        say("The graded sentences are not here: set PQBRIEF_SHARED to the folder that holds bench/briefs.")
        return 1
    with libraries(shared) as held:
        figures = {"graded": graded(shared, held, given.show)} | dict(judged(held))
        if given.folds:
            say(f"\n{folded(shared, held)}")
    if given.previous:
        figures |= previous_answers(shared)
    compare(figures)
    if given.keep:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def shared_folder() -> Path:
    """Return the folder that holds the real records and the graded documents."""
    return Path(os.environ.get("PQBRIEF_SHARED") or PROJECT.parent / "shared")


def say(text: str) -> None:
    """Print, for whoever runs the measure."""
    sys.stdout.write(text + "\n")


@contextmanager
def libraries(shared: Path) -> Iterator[dict[str, Library]]:
    """Give a library with the graded documents and one for each judged set; sets over the same records share one."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        held = {"graded": stack.enter_context(Library.open(folder / "graded"))}
        load(held["graded"], _paths(shared))
        made: dict[Callable[[], list[Record]], Library] = {}
        for name, records in SETS.items():
            if records not in made:
                made[records] = stack.enter_context(Library.open(folder / name))
                made[records].store.add(records())
            held[name] = made[records]
        yield held


def graded(shared: Path, held: Mapping[str, Library], show: Iterable[str]) -> dict[str, float]:
    """Return the averages over the graded documents, and print their table."""
    bench = shared / "bench" / "briefs"
    scorer = _scorer(bench / "score_briefs.py")
    with tempfile.TemporaryDirectory() as folder:
        result = _score(scorer, bench, held["graded"], Path(folder), frozenset(show))
    say(scorer.table(result))
    return {name: round(result["average"][name] or 0.0, 3) for name in SHOWN}


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_briefs", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _score(scorer: ModuleType, bench: Path, library: Library, out: Path, show: frozenset[str]) -> dict[str, Any]:
    topics = _graded_topics(bench)
    for topic in topics:
        brief = brief_to_dict(make_brief(library, topic["query"]))
        (out / f"{topic['id']}.json").write_text(json.dumps(brief), encoding="utf-8")
        if topic["id"] in show:
            _show(scorer, topic, brief)
    texts = [path.read_bytes().decode("utf-8") for path in _paths(bench.parents[1])]
    result: dict[str, Any] = scorer.score_all(topics, out, texts)
    return result


def _paths(shared: Path) -> list[Path]:
    """Return the graded documents."""
    return [*(shared / "seeds").iterdir(), *(shared / "data" / "hansard-text").glob("*.txt")]


def _graded_topics(bench: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (bench / "topics.jsonl").read_text("utf-8").splitlines() if line.strip()]


def _show(scorer: ModuleType, topic: dict[str, Any], brief: dict[str, Any]) -> None:
    sentences = [{**each, "_words": scorer.words(each["quote"])} for each in topic["judgements"]]
    say(f"\n== {topic['id']}: {topic['query']}")
    for item in (item for section in brief["sections"] for item in section["items"]):
        grades = scorer.match(item["text"], sentences)
        marks = "".join(sorted({each["grade"][0] for each in grades})) or "-"
        say(f"  {marks:3s} [{item['role']}] {item['text'][:150]}  << {item['speaker']}")
    say("  missed: " + ", ".join(scorer.score_topic(topic, scorer.items_of(brief))["missed"]))


def judged(held: Mapping[str, Library]) -> Iterable[tuple[str, dict[str, float]]]:
    """Yield the averages over each set of the judged topics, and print their tables."""
    for name in SETS:
        topics = scoring.read_topics(JUDGED / f"{name}.jsonl")
        scores = [scoring.score_topic(t, brief_to_dict(make_brief(held[name], t.query))) for t in topics]
        say(f"\n{name}\n{scoring.table(scores, rows=name not in HIDDEN)}")
        present = [score for score in scores if not score.absent]
        absent = [score.score for score in scores if score.absent]
        averages = {name: round(value, 3) for name, value in scoring.mean(present).items()}
        yield name, averages | {"absent_right": round(sum(absent) / len(absent), 3) if absent else 1.0}


def previous_answers(shared: Path) -> dict[str, dict[str, float]]:
    """Return how well previous answers are ranked: recall within ten, and the mean reciprocal rank."""
    queries = previous.read_queries(shared / "bench" / "previous_answers" / "queries.jsonl")
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        load(library, [shared.joinpath(*corpus.QUESTIONS)])
        return previous.figures(library, queries)


def folded(shared: Path, held: Mapping[str, Library]) -> str:
    """Return the table of the cross-validation over all topics that are not absent."""
    bench = shared / "bench" / "briefs"
    scorer = _scorer(bench / "score_briefs.py")
    topics = [
        folds.Judged(t["id"], "graded", held["graded"], t["query"], _graded_scorer(scorer, t))
        for t in _graded_topics(bench)
        if t["judgements"]
    ]
    topics += [
        folds.Judged(t.id, name, held[name], t.query, partial(_judged_shares, t))
        for name in SETS
        if name not in UNFOLDED
        for t in scoring.read_topics(JUDGED / f"{name}.jsonl")
        if not t.absent
    ]
    found = [folds.measure(topics, tuning) for tuning in folds.tables()]
    lines = ["{:<12}{:>24}{:>24}{:>24}".format("left out", *folds.SHARES)]
    for left_out, today, without in folds.cross_validated(topics, found):
        cells = [f"{without[name]:.3f} (today's {today[name]:.3f})" for name in folds.SHARES]
        lines.append("{:<12}{:>24}{:>24}{:>24}".format(left_out, *cells))
    return "\n".join(lines)


def _graded_scorer(scorer: ModuleType, topic: dict[str, Any]) -> Callable[[dict[str, Any]], folds.Shares]:
    sentences = [{**each, "_words": scorer.words(each["quote"])} for each in topic["judgements"]]
    prepared = {**topic, "judgements": sentences}

    def score(brief: dict[str, Any]) -> folds.Shares:
        found: dict[str, float] = scorer.score_topic(prepared, scorer.items_of(brief))
        return found

    return score


def _judged_shares(topic: scoring.Topic, brief: dict[str, Any]) -> folds.Shares:
    score = scoring.score_topic(topic, brief)
    return {name: getattr(score, name) for name in folds.SHARES}


def compare(figures: dict[str, dict[str, float]]) -> None:
    """Print each figure beside the committed one."""
    kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}
    say("")
    for measure, values in figures.items():
        before = kept.get(measure, {})
        changes = (f"{name} {value:.3f} ({value - before.get(name, value):+.3f})" for name, value in values.items())
        say(f"{measure}: {', '.join(changes)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
