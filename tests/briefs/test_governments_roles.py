"""The role of a Member who asks, and of one printed with a party and no office, goes as far as the party shows it."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.governments import asker_role
from briefs.offices import Attribution
from briefs.records import Kind, Role
from briefs.sources.contributions import Turn, with_front_bench

IN_2020, IN_2025, IN_2090 = date(2020, 3, 4), date(2025, 3, 4), date(2090, 3, 4)


@pytest.mark.parametrize(
    ("party", "day", "role"),
    [
        ("Con", IN_2020, Role.BACKBENCHER),
        ("Labour", IN_2025, Role.BACKBENCHER),
        ("CB", IN_2020, Role.BACKBENCHER),
        ("Non-Afl", None, Role.BACKBENCHER),
        ("Lab", IN_2020, Role.UNKNOWN),
        ("SNP", IN_2025, Role.UNKNOWN),
        ("Con", IN_2090, Role.UNKNOWN),
        ("Con", None, Role.UNKNOWN),
        ("Lamplighters", IN_2020, Role.UNKNOWN),
        (None, IN_2020, Role.UNKNOWN),
    ],
)
def test_who_asks(party: str | None, day: date | None, role: Role) -> None:
    assert asker_role(party, day) is role


@pytest.mark.parametrize(
    ("party", "office", "role"),
    [
        ("Con", None, Role.BACKBENCHER),
        ("Lab", None, Role.UNKNOWN),
        ("CB", None, Role.BACKBENCHER),
        ("Lab", "Member for Hythe", Role.BACKBENCHER),
    ],
)
def test_a_member_printed_in_a_debate(party: str, office: str | None, role: Role) -> None:
    who = Attribution("Ann Mere", Role.BACKBENCHER, office, party, "Hythe")
    (turn,) = with_front_bench([Turn(who, ("The lamps are out.",))], Kind.DEBATE, IN_2020)
    assert turn.speaker
    assert turn.speaker.role is role
