"""The role that a dated post in the lists of Members shows, where a record gives who speaks and not in which office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from briefs.bodies import not_government
from briefs.members.facts import Fact, FactKind, member_key, person_key
from briefs.offices import role_of
from briefs.records import EXCHANGES, House, Passage, Record, Role

POSTS = (FactKind.GOVERNMENT, FactKind.OPPOSITION, FactKind.PARLIAMENTARY)
_WHIP = re.compile(r"\bWhip\b")


def keys_without_role(record: Record) -> Iterator[str]:
    """Yield how the lists know those who speak in an exchange and whose role the record does not show."""
    if record.kind in EXCHANGES:
        yield from filter(None, map(_key, record.passages))


def with_posts(record: Record, posts: Mapping[str, Sequence[Fact]]) -> Record:
    """Return a record with role and office of those whose posts on its day are listed; such passages are marked so.

    ``posts`` holds the entries by the keys of ``keys_without_role``. Two posts of unlike sides on one day show nothing.
    """
    day = record.day
    if day is None or not posts or record.kind not in EXCHANGES:
        return record
    passages = tuple(
        _in_office(passage, posts.get(_key(passage) or "", ()), day, record.house) for passage in record.passages
    )
    return replace(record, passages=passages)


def _key(passage: Passage) -> str | None:
    if passage.role is not Role.UNKNOWN or passage.office or not passage.speaker:
        return None
    if passage.member_id is not None:
        return member_key(passage.member_id)
    return person_key(passage.person_id) if passage.person_id is not None else None


def _in_office(passage: Passage, posts: Sequence[Fact], day: date, house: House | None) -> Passage:
    shown = [(role, post.value) for post in posts if post.covers(day) and (role := _role(post, house))]
    roles = {role for role, _ in shown}
    if len(roles) != 1:
        return passage
    offices = {office for _, office in shown}
    office = offices.pop() if len(offices) == 1 else None
    return replace(passage, role=roles.pop(), office=office, role_by_post=True)


def _role(post: Fact, house: House | None) -> Role | None:
    """Return the role that a post gives its holder in a House, None for one that gives none.

    Deputy Speakers of the Lords speak there as other Members do; those of the Commons only from the chair.
    """
    role = role_of(post.value)
    if post.kind is FactKind.GOVERNMENT:
        governs = role is Role.MINISTER or _WHIP.search(post.value)
        return Role.MINISTER if governs and not not_government(post.value) else None
    if post.kind is FactKind.OPPOSITION:
        return role if role is Role.OPPOSITION else None
    return role if role is Role.SPEAKER and house is House.COMMONS and "(Lords)" not in post.value else None
