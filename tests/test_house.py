"""The rules of the house: arrows between packages point down, modules are short, and a name means one thing."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.support import PROJECT

LAYERS = (
    *("briefs.errors", "briefs.language", "briefs.records", "briefs.store", "briefs.names", "briefs.request"),
    *("briefs.members", "briefs.quotations", "briefs.index", "briefs.readers", "briefs.library", "briefs.sync"),
    *("briefs.topic", "briefs.question", "briefs.loading", "briefs.render", "briefs"),
    *("bot.settings", "bot.london_time", "bot.error_log", "bot.health", "bot.slack", "bot.playground"),
    *("bot.commands", "bot.cli", "bot"),
)
"""The packages, from the bottom up: each may import from those before it."""

MOST_LINES = 320


def modules() -> Iterator[tuple[str, Path]]:
    """Yield the dotted name and the file of every module."""
    for folder in ("bot", "briefs"):
        for path in sorted((PROJECT / folder).rglob("*.py")):
            parts = path.relative_to(PROJECT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES = dict(modules())
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def layer(module: str) -> int:
    """Return the place in ``LAYERS`` of the package that a module is in."""
    package = ".".join(module.split(".")[:2])
    assert package in LAYERS, f"{module} has no place yet: name its package in LAYERS"
    return LAYERS.index(package)


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield every module of ours that a module imports, at its top, within a function or for its types."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from (names & MODULES.keys()) or ({node.module} & MODULES.keys())


def test_every_arrow_points_down() -> None:
    up = {(one, other) for one, tree in TREES.items() for other in imported(tree) if layer(other) > layer(one)}
    assert not up


def test_the_table_of_packages_is_in_the_same_order() -> None:
    table = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = [path.replace("/", ".") for path in re.findall(r"^\| `(briefs/\w+)(?:\.py)?` \|", table, re.MULTILINE)]
    assert told == [name for name in LAYERS if name.startswith("briefs.")]


def test_every_module_is_short() -> None:
    lines = {name: path.read_text(encoding="utf-8").count("\n") for name, path in MODULES.items()}
    assert not {name: many for name, many in lines.items() if many > MOST_LINES}


def test_a_class_name_means_one_thing() -> None:
    homes = defaultdict(list)
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(name)
    assert not {name: where for name, where in homes.items() if len(where) > 1}
