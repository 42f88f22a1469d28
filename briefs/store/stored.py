"""A record read back from what the store kept of it.

The store keeps what ``briefs.records.exchange.canonical`` wrote of a record that was whole, so the many passages of a
long debate need not pass every check again; whatever does not look like that goes through ``record_from_dict``.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from briefs.records.exchange import record_from_dict
from briefs.records.model import Part, Passage, Record, Role, Voice

_PARTS = {part.value: part for part in Part}
_ROLES = {role.value: role for role in Role}


def record_from_row(body: str, origin: str | None, retrieved: str | None) -> Record:
    """Return the record of a row of the store. Raises RefusedInput where its content is none."""
    values = json.loads(body)
    values["origin"] = origin
    values["retrieved"] = retrieved
    try:
        passages = tuple(map(_passage, values["passages"]))
    except (KeyError, TypeError):
        return record_from_dict(values)
    values["passages"] = []
    return replace(record_from_dict(values), passages=passages)


def _passage(values: dict[str, Any]) -> Passage:
    """Return a passage as ``canonical`` wrote it. Raises KeyError and TypeError for any other."""
    if not values.keys().isdisjoint(("named_by_id", "role_by_post", "office_by_post")):
        raise KeyError("looked up")
    known: dict[str, Any] = {"role": _ROLES[values["role"]], "part": _PARTS[values["part"]]}
    if "voices" in values:
        known["voices"] = tuple(Voice(**{**voice, "role": _ROLES[voice["role"]]}) for voice in values["voices"])
    return Passage(**(values | known))
