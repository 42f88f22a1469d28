"""As much of JSON Schema as Slack's schema of manifests uses, so that no library is needed for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.slack.checks import Json

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}


def schema_problems(value: Any, schema: Json, whole: Json, path: str = "") -> Iterator[str]:
    """Yield what of a value a schema does not allow; ``whole`` is the schema that its references are looked up in."""
    if "$ref" in schema:
        named = whole["definitions"][schema["$ref"].removeprefix("#/definitions/")]
        yield from schema_problems(value, named, whole, path)
        return
    if "anyOf" in schema and all(list(schema_problems(value, one, whole, path)) for one in schema["anyOf"]):
        yield f"{path}: none of the alternatives"
    kind = schema.get("type")
    if kind and not isinstance(value, _TYPES[kind]):
        yield f"{path}: no {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value!r} is none of the values"
    yield from _size_problems(value, schema, path)
    if isinstance(value, list):
        if schema.get("uniqueItems") and len({str(one) for one in value}) < len(value):
            yield f"{path}: something twice"
        for number, one in enumerate(value):
            yield from schema_problems(one, schema.get("items", {}), whole, f"{path}/{number}")
    if isinstance(value, dict):
        yield from _object_problems(value, schema, whole, path)


def _size_problems(value: Any, schema: Json, path: str) -> Iterator[str]:
    if isinstance(value, str | list):
        unit = "Length" if isinstance(value, str) else "Items"
        if not schema.get(f"min{unit}", 0) <= len(value) <= schema.get(f"max{unit}", len(value)):
            yield f"{path}: {len(value)} long"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{path}: not of the form"


def _object_problems(value: Json, schema: Json, whole: Json, path: str) -> Iterator[str]:
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    yield from (f"{path}/{name}: missing" for name in schema.get("required", ()) if name not in value)
    for name, one in value.items():
        matching = [known[name]] if name in known else [s for p, s in patterns.items() if re.search(p, name)]
        if not matching and schema.get("additionalProperties", True) is False:
            yield f"{path}/{name}: unknown"
        for each in matching:
            yield from schema_problems(one, each, whole, f"{path}/{name}")
