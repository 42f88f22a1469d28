"""Every regular expression of the project: objects found by walking the modules, and calls found by reading them."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGES = ("briefs", "bot")
_ANCHORED = frozenset({"match", "fullmatch"})
_METHODS = frozenset({"search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"})
_DEEPEST = 6


@dataclass
class Found:
    """One pattern: where it was met first, and the methods by which the project asks it."""

    pattern: re.Pattern[str]
    place: str
    methods: set[str] = field(default_factory=set)

    @property
    def ways(self) -> frozenset[str]:
        """The ways to ask it that must be linear: one that scans covers the anchored ones."""
        if scans := self.methods - _ANCHORED:
            return frozenset({"search"} if scans == {"search"} else {"finditer"})
        return frozenset(self.methods)


def all_patterns() -> tuple[list[Found], int]:
    """Return the patterns of the standard library's engine, and how many of re2 there are besides.

    Raises ValueError for a call whose pattern cannot be worked out: give it a name at the head of its module.
    """
    modules = tuple(_modules())
    trees = {module.__name__: ast.parse(Path(str(module.__file__)).read_text("utf-8")) for module in modules}
    uses = _uses(trees)
    handed = {name: _on_handed(tree) for name, tree in trees.items()}
    found: dict[tuple[str | bytes, int], Found] = {}
    linear = 0
    for module in modules:
        for name, value in vars(module).items():
            for pattern in _walk(value, 0, set()):
                _add(found, pattern, f"{module.__name__}.{name}", _asked(uses, handed, module.__name__, name, value))
        for pattern, place, methods in _calls(module, trees[module.__name__]):
            _add(found, pattern, place, methods)
        linear += sum(_is_re2(node) for node in ast.walk(trees[module.__name__]))
    return list(found.values()), linear


def _modules() -> Iterator[ModuleType]:
    for package in PACKAGES:
        top = importlib.import_module(package)
        yield top
        for each in pkgutil.walk_packages(top.__path__, f"{package}."):
            if not each.name.endswith("__main__"):
                yield importlib.import_module(each.name)


def _add(
    found: dict[tuple[str | bytes, int], Found], pattern: re.Pattern[str], place: str, methods: frozenset[str]
) -> None:
    key = (pattern.pattern, pattern.flags)
    found.setdefault(key, Found(pattern, place)).methods.update(methods)


def _walk(value: Any, depth: int, seen: set[int]) -> Iterator[re.Pattern[str]]:
    """Yield the patterns within a value: in containers, dataclasses, and the attributes of our classes."""
    if isinstance(value, re.Pattern):
        yield value
        return
    if depth > _DEEPEST or id(value) in seen or isinstance(value, str | bytes | int | float):
        return
    seen.add(id(value))
    inner: list[Any] = []
    if isinstance(value, Mapping):
        inner = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        inner = list(value)
    elif isinstance(value, type):
        inner = list(vars(value).values()) if value.__module__.split(".")[0] in PACKAGES else []
    elif is_dataclass(value):
        inner = [getattr(value, each.name, None) for each in fields(value)]
    elif callable(value):
        wrapped = getattr(value, "__wrapped__", value)
        inner = [*(getattr(wrapped, "__defaults__", None) or ()), *getattr(value, "args", ())]
    for each in inner:
        yield from _walk(each, depth + 1, seen)


def _asked(
    uses: Mapping[str, frozenset[str]], handed: Mapping[str, frozenset[str]], module: str, name: str, value: Any
) -> frozenset[str]:
    """Return how a module's pattern is asked. One in a private table is asked as the module asks what it is handed."""
    own = name.startswith("_")
    if not isinstance(value, re.Pattern):
        return handed[module] if own and handed[module] else _METHODS
    return uses.get(f"{module}.{name}" if own else name, _METHODS)


def _on_handed(tree: ast.AST) -> frozenset[str]:
    """Return the methods that a module calls on names which stand for no value at its head."""
    at_head = {
        target.id
        for top in getattr(tree, "body", ())
        for target in getattr(top, "targets", [getattr(top, "target", None)])
        if isinstance(target, ast.Name)
    }
    return frozenset(
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in _METHODS
        if not (isinstance(node.value, ast.Name) and node.value.id in at_head | {"re", "re2"})
    )


def _uses(trees: Mapping[str, ast.AST]) -> dict[str, frozenset[str]]:
    """Return by name the methods by which a pattern is asked; a name that is handed on is asked in every way.

    A name with an underscore belongs to its module, whose name stands before it.
    """
    uses: dict[str, set[str]] = defaultdict(set)
    for module, tree in trees.items():
        called: set[int] = set()
        for node in ast.walk(tree):
            match node:
                case ast.ImportFrom():
                    for each in node.names:
                        if each.asname and each.asname != each.name:
                            uses[each.name] |= _METHODS
                case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name) as owner, attr=attr):
                    if attr in _METHODS:
                        uses[_key(module, name)].add(attr)
                        called.add(id(owner))
                    elif attr in ("pattern", "flags"):
                        called.add(id(owner))
        for node in ast.walk(tree):
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load) and id(node) not in called:
                uses[_key(module, node.id if isinstance(node, ast.Name) else node.attr)] |= _METHODS
    return {name: frozenset(methods) for name, methods in uses.items()}


def _key(module: str, name: str) -> str:
    return f"{module}.{name}" if name.startswith("_") else name


def _calls(module: ModuleType, tree: ast.AST) -> Iterator[tuple[re.Pattern[str], str, frozenset[str]]]:
    """Yield the pattern of each call such as ``re.sub(…)``, and of each ``re.compile(…)`` within a function."""
    at_head = {
        id(node)
        for top in getattr(tree, "body", ())
        if isinstance(top, ast.Assign | ast.AnnAssign)
        for node in ast.walk(top)
    }
    chained = {
        id(node.value): frozenset({node.attr})
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in _METHODS
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=attr), args=[first, *_]):
                if attr in _METHODS:
                    methods = frozenset({attr})
                elif attr == "compile" and id(node) not in at_head:
                    methods = chained.get(id(node), _METHODS)
                else:
                    continue
                place = f"{module.__name__}:{node.lineno}"
                yield _evaluated(module, first, _flags(node, attr), place), place, methods


def _flags(call: ast.Call, attr: str) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == "flags":
            return keyword.value
    place = {"compile": 1, "sub": 4, "subn": 4, "split": 3}.get(attr, 2)
    return call.args[place] if len(call.args) > place else None


class _Example(str):
    """What stands for a value that is known only when the function runs: a plain word, its attributes too."""

    __slots__ = ()

    def __getattr__(self, name: str) -> _Example:
        return self


class _Names(dict[str, Any]):
    """The names of a module; a name it does not have is a function's own and stands for a word."""

    def __missing__(self, name: str) -> Any:
        builtin = __builtins__ if isinstance(__builtins__, dict) else vars(__builtins__)
        return builtin[name] if name in builtin else _Example("example")


def _evaluated(module: ModuleType, pattern: ast.expr, flags: ast.expr | None, place: str) -> re.Pattern[str]:
    names = _Names(vars(module))
    try:
        made, marks = (
            eval(compile(ast.Expression(each), place, "eval"), {}, names) if each is not None else 0
            for each in (pattern, flags)
        )
        return made if isinstance(made, re.Pattern) else re.compile(str(made), marks)
    except Exception as error:
        raise ValueError(f"{place}: the pattern cannot be worked out; name it at the head of its module") from error


def _is_re2(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re2"), attr="compile")):
            return True
    return False
