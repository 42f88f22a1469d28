"""The modal that refines a brief, and what a person who submits it asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.slack.blocks import limits
from bot.slack.blocks.elements import Block, Element, context, line, plain, rich, shortened, text
from bot.slack.blocks.fields import (
    chosen_in,
    day_picker,
    field_block,
    fits,
    many_of,
    one_of,
    option_of,
    picked_day,
    typed_in,
    typed_into,
)
from briefs.records.model import House, Kind
from briefs.render.brief.wording import kind_name, names_searched
from briefs.render.escaping import visible
from briefs.request.model import Filters, Query
from briefs.request.parser import LIMIT, QUOTES
from briefs.topic.weights import LENGTHS

REFINE = "refine_brief"
TOPIC, NAMES, ALSO, SINCE, UNTIL = "refine_topic", "refine_names", "refine_also", "refine_since", "refine_until"
KINDS, HOUSE, BODY, MEMBER, LENGTH = "refine_kinds", "refine_house", "refine_body", "refine_member", "refine_length"
"""Each is the ``block_id`` of a field and the ``action_id`` of its element."""

_LENGTH_WORDS = {"short": "Short", "normal": "Normal", "long": "Long"}
_MEMBERS = re.compile(r"[;,\n]")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Refinement:
    """A submitted modal: what ``make_brief`` takes, and for each field that is wrong a sentence by its ``block_id``.

    ``errors`` go back to Slack as they are, with the response action "errors".
    """

    request: str
    length: str = "normal"
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)


def refine_view(
    query: Query | None,
    *,
    without: Sequence[str] = (),
    kinds: Sequence[Kind] = tuple(Kind),
    bodies: Sequence[str] = (),
    length: str = "normal",
    private_metadata: str = "",
    loading: bool = False,
) -> dict[str, Any]:
    """Return the modal, its fields filled with a query, or empty for None; ``loading`` gives one to open at once.

    Its chips are the names searched and, not chosen, those ``without`` which it was searched. ``bodies`` are the names
    of departments and other bodies held: up to 100 are a list to choose from, more are asked for as they are typed
    (``body_options``). ``private_metadata`` comes back with the submission; give an id, never text. Raises ValueError
    where that is longer than 3,000 characters.
    """
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": REFINE,
        "title": plain("Refine the brief" if query else "New brief", limits.VIEW_TITLE),
        "close": plain("Cancel", limits.VIEW_TITLE),
    }
    if private_metadata:
        view["private_metadata"] = private_metadata
    if loading:
        return limits.checked(view | {"blocks": [rich(line(text("Reading what was searched …")))]})
    filters = query.filters if query else Filters()
    fields = [
        field_block(TOPIC, "Topic", typed_in(TOPIC, _topic(query), LIMIT), "What the brief should be about"),
        *_names(query, without),
        field_block(SINCE, "From", day_picker(SINCE, filters.since), optional=True),
        field_block(UNTIL, "Until", day_picker(UNTIL, filters.until), optional=True),
        field_block(KINDS, "Kinds of record", many_of(KINDS, _kind_options(kinds), filters.kinds), optional=True),
        field_block(
            HOUSE, "House", one_of(HOUSE, [(h.value, h.value.title()) for h in House], filters.house), optional=True
        ),
        *_body_field(bodies, filters.bodies),
        field_block(
            MEMBER,
            "Member or speaker",
            typed_in(MEMBER, "; ".join(filters.by), LIMIT),
            "Separate several with a semicolon",
            optional=True,
        ),
        field_block(LENGTH, "Length", one_of(LENGTH, list(_LENGTH_WORDS.items()), length)),
    ]
    return limits.checked(view | {"submit": plain("Brief", limits.VIEW_TITLE), "blocks": fields})


def body_options(bodies: Iterable[str], typed: str) -> dict[str, Any]:
    """Return the answer to Slack's question for bodies with what was typed in their name, at most 100."""
    wanted = typed.strip().casefold()
    found = [name for name in bodies if wanted in name.casefold()][: limits.OPTIONS]
    return {"options": [option_of(name, name) for name in found if fits(name)]}


def query_of_view(view: Mapping[str, Any]) -> Refinement:
    """Return what a submitted modal asks for, from the payload's ``view``.

    What was typed is put into quotation marks where it is the value of a filter, and cannot become another filter; the
    topic may hold filters of its own, as on the command line.
    """
    state = (view.get("state") or {}).get("values") or {}
    topic = _balanced(_cleaned(typed_into(state, TOPIC)))
    since, until = picked_day(state, SINCE), picked_day(state, UNTIL)
    errors: dict[str, str] = {}
    members = [filter_value(name) for name in _MEMBERS.split(typed_into(state, MEMBER)) if filter_value(name)]
    bodies = [filter_value(name) for name in chosen_in(state, BODY) if filter_value(name)]
    kinds = [value for value in chosen_in(state, KINDS) if value in set(Kind)]
    house = [value for value in chosen_in(state, HOUSE) if value in set(House)]
    filters = [f"type:{','.join(kinds)}"] if kinds else []
    filters += [f"house:{value}" for value in house]
    filters += [f'from:"{name}"' for name in bodies] + [f'by:"{name}"' for name in members]
    filters += [f"{key}:{day}" for key, day in (("since", since), ("until", until)) if day]
    if not topic and not members and not bodies:
        errors[TOPIC] = "Say what the brief should be about, for example a subject, a body or a person."
    if since and until and since > until:
        errors[UNTIL] = "This day is before the first one; choose a later day."
    request = " ".join(part for part in (topic, *filters) if part)
    if len(request) > LIMIT:
        errors[TOPIC] = f"With its filters this request has {len(request)} characters, at most {LIMIT}; shorten it."
    also = tuple(
        dict.fromkeys(filter_value(name) for name in _MEMBERS.split(typed_into(state, ALSO)) if filter_value(name))
    )
    if any(len(name) > _LONGEST_NAME for name in also):
        errors[ALSO] = f"A name can have at most {_LONGEST_NAME} characters; shorten it."
    length = next((value for value in chosen_in(state, LENGTH) if value in LENGTHS), "normal")
    return Refinement(request, length, also, _left_out(view, chosen_in(state, NAMES)), errors)


def _topic(query: Query | None) -> str:
    """Return the topic as typed, with the filters that the modal has no field for."""
    if query is None:
        return ""
    filters = query.filters
    topic = " vs ".join(query.compared) if query.compared else query.topic
    others = [f'party:"{filters.party}"'] if filters.party else []
    others += [f'by:"{office.name}"' for office in filters.offices]
    others += [f"role:{role.value}" for role in filters.roles]
    others += [f'place:"{place}"' for place in filters.places]
    others += [f'not:"{concept.typed}"' for concept in filters.left_out]
    return shortened(visible(" ".join((topic, *others))), LIMIT)


def _names(query: Query | None, without: Sequence[str]) -> list[Block]:
    """Return the names searched as chips to take away, and a field for another name of the first concept."""
    if query is None or not query.concepts:
        return []
    typed = {concept.names[0].text for concept in query.concepts if concept.names}
    searched = [name for names in names_searched(query) for name in names if name not in typed]
    offered = [name for name in dict.fromkeys((*searched, *without)) if fits(name)]
    shown = offered[: limits.OPTIONS]
    blocks = []
    if shown:
        blocks.append(
            field_block(
                NAMES,
                "Other names searched",
                many_of(NAMES, [(name, name) for name in shown], [name for name in shown if name not in without]),
                "Remove a name that should not be searched",
                optional=True,
            )
        )
    if len(shown) < len({*searched, *without}):
        blocks.append(context(f"{len({*searched, *without}) - len(shown)} more names are always searched."))
    first = visible(query.concepts[0].typed)
    label = shortened(f"Search also for these names of “{first}”", 200)
    blocks.append(field_block(ALSO, label, typed_in(ALSO, "", 300), "Separate several with a semicolon", optional=True))
    return blocks


def _body_field(bodies: Sequence[str], chosen: Sequence[str]) -> list[Block]:
    """Return the field for departments and bodies: a list, or one that asks as somebody types."""
    named = [name for name in dict.fromkeys(bodies) if fits(name)]
    wanted = set(chosen)
    initial = [name for name in named if name in wanted] or [name for name in chosen[:1] if fits(name)]
    label = "Department or body"
    if len(named) > limits.OPTIONS or not named:
        element: Element = {"type": "multi_external_select", "action_id": BODY, "min_query_length": 2}
        if initial:
            element["initial_options"] = [option_of(name, name) for name in initial[: limits.OPTIONS]]
        return [field_block(BODY, label, element, optional=True)]
    options = [(name, name) for name in dict.fromkeys((*initial, *named))][: limits.OPTIONS]
    return [field_block(BODY, label, many_of(BODY, options, initial), optional=True)]


def _kind_options(kinds: Sequence[Kind]) -> list[tuple[str, str]]:
    """Return kinds of record by their names."""
    return [(kind.value, kind_name(kind, 2).capitalize()) for kind in dict.fromkeys(kinds)]


def _left_out(view: Mapping[str, Any], chosen: Iterable[str]) -> tuple[str, ...]:
    """Return the names that the modal offered and that were taken away."""
    kept = set(chosen)
    fields = [block for block in view.get("blocks") or [] if block.get("block_id") == NAMES]
    offered = [option["value"] for block in fields for option in block["element"]["options"]]
    return tuple(name for name in offered if name not in kept)


def _cleaned(words: str) -> str:
    """Return words as a request has them: quotation marks straight, spaces single, invisible characters gone."""
    plainer = unicodedata.normalize("NFKC", words).translate(QUOTES)
    kept = (" " if unicodedata.category(c) == "Cc" or c.isspace() else c for c in plainer)
    return " ".join("".join(c for c in kept if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn")).split())


def filter_value(words: str) -> str:
    """Return words as a form writes them as the value of a filter, between quotation marks: none of their own left."""
    return " ".join(_cleaned(words).replace('"', " ").split())


def _balanced(topic: str) -> str:
    """Return a topic that cannot swallow the filters behind it: no mark left open, no key without a value."""
    if topic.count('"') % 2:
        before, _, after = topic.rpartition('"')
        topic = f"{before} {after}"
    return " ".join(topic.rstrip(" \t\n\r:,").split())
