"""What a dry run says: the days, the narrowing and what would be looked at again, without a single request."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from briefs.records.model import House
from briefs.sync.base import OfficialSource, Scope
from briefs.sync.services.committees import Committees
from briefs.sync.services.feeds import Feeds
from briefs.sync.services.govuk import GovUk
from briefs.sync.services.hansard import Hansard
from briefs.sync.services.oral_questions import OralQuestions

TODAY = date(2031, 3, 20)


@pytest.mark.parametrize(
    ("source", "scope", "cursor", "told"),
    [
        pytest.param(Hansard(), {}, {}, ["from 2031-02-01 to 2031-03-20"], id="Hansard, the first time"),
        pytest.param(
            Hansard(),
            {},
            {"from": "2030-01-01", "through": "2031-03-19", "open": {"2031-03-18 lords": "x"}},
            ["from 2031-02-27 to 2031-03-20", "1 recent days again"],
            id="Hansard, the second time",
        ),
        pytest.param(Hansard(), {"bodies": ("4",)}, {}, ["", "cannot be narrowed by department"], id="Hansard, bodies"),
        pytest.param(
            Hansard(),
            {"members": (11,), "until": date(2031, 2, 28)},
            {"at": {"month": "2031-02-05"}},
            ["by member 11 from 2031-02-01 to 2031-02-28"],
            id="Hansard, a member",
        ),
        pytest.param(OralQuestions(), {}, {}, ["from 2031-02-01 to 2031-05-19"], id="oral questions, days to come"),
        pytest.param(OralQuestions(), {"house": House.LORDS}, {}, ["Only the Commons"], id="oral questions, the Lords"),
        pytest.param(
            Committees(),
            {"bodies": ("9",), "terms": ("lamps",)},
            {"through": {"OralEvidence": "2031-03-19"}, "from": "2030-01-01"},
            [
                "publications and Government responses of the committees 9 with “lamps” published from 2031-02-01",
                "sessions of oral evidence of the committees 9 with “lamps” published from 2031-01-19 to 2031-03-20",
                "written evidence",
            ],
            id="committees",
        ),
        pytest.param(
            GovUk(),
            {"bodies": ("home-office",), "terms": ("lamps",)},
            {"through": "2031-03-19", "watched": {"/a": "2031-03-01", "/b": "2031-03-02"}},
            ["news of home-office with “lamps”, announced or changed from 2031-02-06", "2 announcements"],
            id="GOV.UK",
        ),
        pytest.param(
            Feeds(),
            {"addresses": ("https://a.example/1", "https://b.example/2")},
            {},
            ["a.example", "b.example"],
            id="feeds",
        ),
    ],
)
def test_a_plan_says_what_would_be_asked(
    source: OfficialSource, scope: dict[str, Any], cursor: dict[str, object], told: list[str]
) -> None:
    lines = source.plan(Scope(since=date(2031, 2, 1), **scope), cursor, TODAY)
    assert len(lines) >= len(told)
    assert [(part in line, line.endswith(".")) for part, line in zip(told, lines, strict=False)] == [
        (True, True)
    ] * len(told)
