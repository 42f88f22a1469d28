"""Where words stand in an exchange, which says on whose side they are when nothing says who speaks them."""

from __future__ import annotations

from briefs.records.model import EXCHANGES, Kind, Part, Record, Role
from briefs.topic.segments import turns

_ANSWERED_FOR_GOVERNMENT = (Kind.URGENT_QUESTION, Kind.ORAL_STATEMENT)


def put_to_minister(record: Record, at: int) -> bool:
    """Whether a passage of somebody whose role is unknown is put to a minister and not said by one.

    So is every question tabled; and so it is where a minister replies next, where the whole section is an answer or a
    statement of one minister's, and where the record prints the ministers' offices. A name that may be the minister's
    own in a short form is not.
    """
    passage = record.passages[at]
    if passage.part is Part.QUESTION:
        return record.kind in (Kind.WRITTEN_QUESTION, Kind.ORAL_QUESTION)
    ministers = [each for each in record.passages if each.role is Role.MINISTER]
    if record.kind not in EXCHANGES or not passage.speaker or not ministers:
        return False
    surnames = {each.speaker.split()[-1] for each in ministers if each.speaker}
    if passage.speaker.split()[-1] in surnames:
        return False
    printed = any(each.office and not (each.role_by_post or each.office_by_post) for each in ministers)
    if printed or record.kind in _ANSWERED_FOR_GOVERNMENT:
        return True
    return _next_role(record, at) is Role.MINISTER


def _next_role(record: Record, at: int) -> Role | None:
    """Return the role of who speaks next, the chair and procedure passed over."""
    for first, _ in turns(record):
        after = record.passages[first]
        if first > at and after.speaker and after.role is not Role.SPEAKER:
            return after.role
    return None
