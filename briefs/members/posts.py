"""The role that a dated post in the lists of Members shows, where a record gives who speaks and not in which office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefs.members.facts import Fact, FactKind, Origin, member_key, person_key
from briefs.names.bodies import not_government
from briefs.names.governments import asker_role
from briefs.names.offices import role_of
from briefs.records.model import EXCHANGES, House, Kind, Part, Passage, Record, Role

POSTS = (FactKind.GOVERNMENT, FactKind.OPPOSITION, FactKind.PARLIAMENTARY)
_SPOKEN = EXCHANGES | {Kind.WRITTEN_QUESTION}
_WHIP = re.compile(r"\bWhip\b")


def keys_without_role(record: Record) -> Iterator[str]:
    """Yield how the lists know those who speak in a record that shows neither their role nor their office."""
    if record.kind in _SPOKEN:
        yield from (key for passage in record.passages if (key := _key(record, passage)))


def with_posts(record: Record, facts: Mapping[str, Sequence[Fact]]) -> Record:
    """Return a record with role and office of those whose posts on its day are listed; such passages are marked so.

    ``facts`` holds the posts and parties by the keys of ``keys_without_role``. Two posts of unlike sides on one day
    show nothing. Who asks and is listed in a party, and in no post, has the role that the party shows.
    """
    if not facts or record.kind not in _SPOKEN:
        return record
    return replace(record, passages=tuple(_with_post(record, passage, facts) for passage in record.passages))


def _with_post(record: Record, passage: Passage, facts: Mapping[str, Sequence[Fact]]) -> Passage:
    day = record.day_for(passage)
    covering = [fact for fact in facts.get(_key(record, passage) or "", ()) if day and fact.covers(day)]
    posts = [(role, post) for post in covering if (role := _role(post, record.house))]
    if posts:
        own = is_parliaments(post for _, post in posts) and (passage.by_parliament or not passage.named_by_id)
        passage = replace(passage, by_parliament=own)
        return _in_office(passage, [(role, post.value) for role, post in posts])
    parties = {fact.value for fact in covering if fact.kind is FactKind.PARTY}
    if passage.part is Part.QUESTION and passage.role is Role.UNKNOWN and len(parties) == 1:
        role = asker_role(parties.pop(), day)
        own = is_parliaments(f for f in covering if f.kind is FactKind.PARTY)
        return replace(
            passage, role=role, role_by_post=role is not Role.UNKNOWN, by_parliament=own and not passage.named_by_id
        )
    return passage


def is_parliaments(facts: Iterable[Fact]) -> bool:
    """Whether Parliament's own lists, and no other, give these facts."""
    return {fact.origin for fact in facts} == {Origin.MEMBERS_API}


def _key(record: Record, passage: Passage) -> str | None:
    if passage.role not in (Role.UNKNOWN, Role.MINISTER) or passage.office or not passage.speaker:
        return None
    if record.kind is Kind.WRITTEN_QUESTION and passage.part is Part.ANSWER and passage.role is Role.UNKNOWN:
        return None  # a body that is none of Government answers
    if passage.member_id is not None:
        return member_key(passage.member_id)
    return person_key(passage.person_id) if passage.person_id is not None else None


def _in_office(passage: Passage, shown: Sequence[tuple[Role, str]]) -> Passage:
    roles = {role for role, _ in shown}
    offices = {office for _, office in shown}
    if len(roles) != 1:
        return passage
    office = offices.pop() if len(offices) == 1 else None
    if passage.role is Role.UNKNOWN:
        return replace(passage, role=roles.pop(), office=office, role_by_post=True)
    return replace(passage, office=office, office_by_post=True) if passage.role in roles and office else passage


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
    if post.kind is not FactKind.PARLIAMENTARY:
        return None
    return role if role is Role.SPEAKER and house is House.COMMONS and "(Lords)" not in post.value else None
