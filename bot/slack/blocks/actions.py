"""What can be pressed in Slack: the names of the actions and the short values that they carry.

A value holds ids and numbers alone ("k3f9:2"): the server looks up what they stand for and whether the person who
pressed may have it. Nothing that comes back with a press is trusted as data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Press(StrEnum):
    """The ``action_id`` of each button; where a block holds several of one kind, ":0", ":1" … follow."""

    SHARE = "brief_share"
    SHARE_ELSEWHERE = "brief_share_elsewhere"
    REFINE = "brief_refine"
    SOURCES = "brief_sources"
    USEFUL = "brief_useful"
    NOT_USEFUL = "brief_not_useful"
    MORE = "section_more"
    LESS = "section_less"
    SUGGESTION = "brief_suggestion"
    NEW = "brief_new"
    OPEN = "brief_open"
    CHOICE = "question_choice"
    CHECK = "note_check"


_NAMES = frozenset(press.value for press in Press)
_OF_NO_BRIEF = frozenset((Press.NEW,))
_OF_A_PLACE = frozenset((Press.MORE, Press.LESS, Press.SUGGESTION, Press.CHOICE))
_ACTION = re.compile(r"(?P<name>[a-z_]+)(?::\d{1,3})?")
_VALUE = re.compile(r"(?P<brief>[A-Za-z0-9_-]{0,64})(?::(?P<number>\d{1,4}))?")


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press, read: the button, the id of the brief (empty for ``Press.NEW``), and a section, page or suggestion."""

    press: Press
    brief_id: str
    number: int | None = None


def value_of(brief_id: str, number: int | None = None) -> str:
    """Return the value of a button. Raises ValueError for an id that is not short and plain."""
    value = brief_id if number is None else f"{brief_id}:{number}"
    if not _VALUE.fullmatch(value):
        raise ValueError(f"not a brief's id: {brief_id!r}")
    return value


def read_press(action: Mapping[str, Any]) -> Pressed | None:
    """Return what an entry of a payload's ``actions`` asks for, None where it is none of ours or was tampered with."""
    name = _ACTION.fullmatch(str(action.get("action_id") or ""))
    value = _VALUE.fullmatch(str(action.get("value") or ""))
    if name is None or value is None or name["name"] not in _NAMES:
        return None
    press, number = Press(name["name"]), int(value["number"]) if value["number"] else None
    whole = (value["brief"] or press in _OF_NO_BRIEF) and (number is not None or press not in _OF_A_PLACE)
    return Pressed(press, value["brief"], number) if whole else None
