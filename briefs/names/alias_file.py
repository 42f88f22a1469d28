"""Reading the alias table: the shipped one, and a person's own file on top of it.

The form is described at the head of aliases.toml. Reading TOML takes longer than anything else that a brief needs at
start-up (about 10 ms of 50 kB), so the shipped table can be kept, already read, in a folder the caller names.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

from briefs.errors import RefusedInput
from briefs.names.aliases import Aliases, Entry, Former
from briefs.names.concepts import Name
from briefs.store.regular_files import read_regular

SHIPPED = Path(__file__).with_name("aliases.toml")
KINDS = ("body", "subject")
ROLES = ("minister", "police", "watchdog", "committee")
LISTS = ("names", "acronyms", "successors", "not_in", "typed_only", "everyday", "recorded", "related")
KEYS = {*LISTS, "ordinary_word", "former", "years", "answering_body_id", "role", "extend", "remove"}
FORMER_KEYS = {"names", "acronyms", "from", "until"}
_LETTER = re.compile(r"[^\W_]")

Table = dict[str, Any]


def load_aliases(own: Path | None = None, cache: Path | None = None) -> Aliases:
    """Return the shipped table with a person's own file on top; a file that does not exist adds nothing.

    ``cache`` is a folder in which the shipped table is kept read, under the hash of its bytes; a folder that cannot
    be written is no error. Raises RefusedInput naming the file and the entry that cannot be used.
    """
    data = SHIPPED.read_bytes()
    table = _from_cache(data, cache)
    if own is not None and (added := _own(own)) is not None:
        _lay_on_top(table, _parse(added, own.name), own.name)
    name = own.name if own is not None else SHIPPED.name
    return build(table, name)


def _own(path: Path) -> bytes | None:
    """Return the bytes of a person's own file, None where there is none. Raises RefusedInput."""
    try:
        return read_regular(path, links=True)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RefusedInput(f"cannot be read ({error.strerror}); correct it or move it away", path.name) from error


def build(table: Table, file_name: str) -> Aliases:
    """Return the aliases of a table as TOML gives it. Raises RefusedInput naming the file and the entry."""
    entries = [
        _entry(kind, key, fields, f"{file_name} [{kind}.{key}]")
        for kind in KINDS
        for key, fields in table.get(kind, {}).items()
    ]
    known: set[str] = set()
    for entry in entries:
        if entry.key in known:
            raise RefusedInput("the id is used for a body and for a subject; change one of them", entry.key)
        known.add(entry.key)
    for entry in entries:
        for heir in entry.successors:
            if heir not in known:
                raise RefusedInput(f"no entry is called {heir!r}", f"{file_name} [{entry.kind}.{entry.key}] successors")
    return Aliases(entries, table.get("shared", ()))


def _parse(data: bytes, file_name: str) -> Table:
    """Return a file's table, its top level checked."""
    import tomllib  # noqa: PLC0415 - the cache makes it needless

    try:
        table = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RefusedInput("is not UTF-8; save it as UTF-8", file_name) from error
    except tomllib.TOMLDecodeError as error:
        raise RefusedInput(f"is not valid TOML: {error}", file_name) from error
    except RecursionError as error:
        raise RefusedInput("is not valid TOML: lists within lists are nested too deeply", file_name) from error
    for kind, entries in table.items():
        if kind == "shared":
            _strings(entries, "shared", file_name)
        elif kind not in KINDS or not isinstance(entries, dict):
            raise RefusedInput("is neither [body.ID] nor [subject.ID]", f"{file_name} {kind}")
        else:
            for key, fields in entries.items():
                _check(fields, f"{file_name} [{kind}.{key}]")
    return table


def _check(fields: object, place: str) -> None:
    """Raise RefusedInput where an entry has a key that is none, or a value of the wrong sort."""
    if not isinstance(fields, dict):
        raise RefusedInput("is not a table of names", place)
    if unknown := sorted(set(fields) - KEYS):
        raise RefusedInput(f"has {unknown[0]!r}, which is not one of {', '.join(sorted(KEYS))}", place)
    for key in LISTS:
        if key in fields:
            _strings(fields[key], key, place)
    for key in ("ordinary_word", "extend", "remove"):
        if not isinstance(fields.get(key, False), bool):
            raise RefusedInput(f"{key} must be true or false", place)
    if not isinstance(fields.get("answering_body_id", 0), int):
        raise RefusedInput("answering_body_id must be a number", place)
    if fields.get("role", ROLES[0]) not in ROLES:
        raise RefusedInput(f"role must be one of {', '.join(ROLES)}", place)
    years = fields.get("years", [])
    if not isinstance(years, list) or len(years) > 2 or not all(isinstance(year, int) for year in years):
        raise RefusedInput("years must be [first] or [first, last]", place)
    _check_former(fields.get("former", []), place)


def _check_former(former: object, place: str) -> None:
    """Raise RefusedInput where the former names of an entry are not as described."""
    if not isinstance(former, list):
        raise RefusedInput("former must be a list of tables", place)
    for each in former:
        if not isinstance(each, dict) or set(each) - FORMER_KEYS or not each.get("names"):
            raise RefusedInput("each former name needs names, and may have acronyms, from and until", place)
        _strings(each["names"], "former names", place)
        _strings(each.get("acronyms", []), "former acronyms", place)
        if not all(isinstance(each.get(key, 0), int) for key in ("from", "until")):
            raise RefusedInput("from and until of a former name are years", place)


def _strings(value: object, key: str, place: str) -> None:
    """Raise RefusedInput where a value is not a list of names, none empty and none twice."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise RefusedInput(f"{key} must be a list of names in quotation marks", place)
    if not all(map(_LETTER.search, value)):
        raise RefusedInput(f"{key} has an empty name", place)
    if len(set(value)) < len(value):
        raise RefusedInput(f"{key} has a name twice", place)


def _entry(kind: str, key: str, fields: Table, place: str) -> Entry:
    """Return one entry of a checked table."""
    names = _names(fields)
    if not names:
        raise RefusedInput("has no name; give it names = [...]", place)
    return Entry(
        key=key,
        kind=kind,
        names=names,
        former=tuple(Former(_names(each), each.get("from"), each.get("until")) for each in fields.get("former", ())),
        years=tuple(fields.get("years", ())),
        successors=tuple(fields.get("successors", ())),
        answering_body_id=fields.get("answering_body_id"),
        role=fields.get("role"),
        ordinary_word=fields.get("ordinary_word", False),
        not_in=tuple(fields.get("not_in", ())),
        typed_only=tuple(fields.get("typed_only", ())),
        everyday=tuple(fields.get("everyday", ())),
        recorded=tuple(fields.get("recorded", ())),
        related=tuple(fields.get("related", ())),
    )


def _names(fields: Table) -> tuple[Name, ...]:
    """Return the names of an entry, acronyms last."""
    plain = [Name(text) for text in fields.get("names", ())]
    return (*plain, *(Name(text, exact_case=True) for text in fields.get("acronyms", ())))


def _lay_on_top(table: Table, own: Table, file_name: str) -> None:
    """Change the shipped table by a person's own: replace, extend or remove entries."""
    table["shared"] = [*table.get("shared", ()), *own.get("shared", ())]
    for kind in KINDS:
        for key, fields in own.get(kind, {}).items():
            place = f"{file_name} [{kind}.{key}]"
            held = table.setdefault(kind, {})
            if (fields.get("remove") or fields.get("extend")) and key not in held:
                raise RefusedInput("there is no such entry to remove or extend", place)
            if fields.get("remove"):
                del held[key]
                _forget_successor(table, key)
            elif fields.get("extend"):
                held[key] = _extended(held[key], fields)
            else:
                held[key] = fields


def _forget_successor(table: Table, key: str) -> None:
    """Take a removed entry out of the successors of the others."""
    for fields in table.get("body", {}).values():
        if key in fields.get("successors", ()):
            fields["successors"] = [each for each in fields["successors"] if each != key]


def _extended(held: Table, more: Table) -> Table:
    """Return an entry with lists joined and single values replaced."""
    joined = dict(held)
    for key, value in more.items():
        if key != "extend":
            both = [*held.get(key, []), *value] if isinstance(value, list) and key != "years" else value
            joined[key] = list(dict.fromkeys(both)) if key in LISTS else both
    return joined


def _from_cache(data: bytes, cache: Path | None) -> Table:
    """Return the shipped table, from the cache where it is there and kept there where it is not."""
    if cache is None:
        return _parse(data, SHIPPED.name)
    kept = cache / f"aliases-{hashlib.sha256(data).hexdigest()[:16]}.json"
    try:
        table = json.loads(read_regular(kept))
        if isinstance(table, dict):
            return table
    except (OSError, ValueError, RecursionError):
        pass  # not there yet, or damaged: read the table itself and keep it anew
    table = _parse(data, SHIPPED.name)
    _keep(kept, table)
    return table


def _keep(kept: Path, table: Table) -> None:
    """Write the table beside its place and move it there, so that another process never reads half of it."""
    try:
        own_name = kept.with_suffix(f".{os.getpid()}")
        own_name.write_text(json.dumps(table), encoding="utf-8")
        own_name.replace(kept)
    except OSError:
        return  # a cache that cannot be written costs ten milliseconds a run, no more
