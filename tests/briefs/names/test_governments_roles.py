"""The role of a Member who asks goes as far as the party shows it."""

from __future__ import annotations

from datetime import date

import pytest

from briefs.names.governments import asker_role
from briefs.records.model import Role

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
