"""The recesses of both Houses, and the days between sessions and Parliaments, as they were announced and kept.

Each is given by its first and last day without a sitting. From the recess dates that the House publishes; those of
September 2023 to September 2025 were compared with the days on which questions were tabled. Recalls and single days
off are not in it. Those of the Lords are as their Whips announced them. Dates that were not sure when the table was
made are left out, so that nothing is known after the last day of ``KNOWN``.
"""

from __future__ import annotations

from datetime import date

from briefs.question.deadline import Recess
from briefs.records.model import House

KNOWN = {
    House.COMMONS: (date(2019, 1, 7), date(2025, 10, 31)),
    House.LORDS: (date(2025, 1, 7), date(2025, 10, 31)),
}
"""From which day to which the recesses of a House are known, both included."""

_COMMONS = """
2019-04-12/2019-04-22 2019-05-24/2019-06-03 2019-07-26/2019-09-02 2019-09-10/2019-09-24 2019-10-09/2019-10-13
2019-11-06/2019-12-16 2019-12-21/2020-01-06
2020-02-14/2020-02-23 2020-03-26/2020-04-20 2020-05-21/2020-06-01 2020-07-23/2020-08-31 2020-12-18/2021-01-10
2021-03-26/2021-04-12 2021-04-30/2021-05-10 2021-05-28/2021-06-06 2021-07-23/2021-09-05 2021-09-24/2021-10-17
2021-11-18/2021-11-21 2021-12-17/2022-01-04
2022-02-11/2022-02-20 2022-04-01/2022-04-18 2022-04-29/2022-05-09 2022-05-27/2022-06-05 2022-07-22/2022-09-04
2022-09-24/2022-10-10 2022-11-10/2022-11-13 2022-12-21/2023-01-08
2023-02-10/2023-02-19 2023-03-31/2023-04-16 2023-05-26/2023-06-04 2023-07-21/2023-09-03 2023-09-20/2023-10-15
2023-10-27/2023-11-06 2023-12-20/2024-01-07
2024-02-09/2024-02-18 2024-03-27/2024-04-14 2024-05-25/2024-07-08 2024-07-31/2024-09-01 2024-09-13/2024-10-06
2024-11-07/2024-11-10 2024-12-20/2025-01-05
2025-02-14/2025-02-23 2025-04-09/2025-04-21 2025-05-23/2025-06-01 2025-07-23/2025-08-31 2025-09-17/2025-10-12
"""

_LORDS = """
2025-02-14/2025-02-23 2025-04-04/2025-04-21 2025-05-23/2025-06-01 2025-07-25/2025-08-31 2025-09-19/2025-10-12
"""


def _recesses(spans: str) -> tuple[Recess, ...]:
    return tuple(Recess(*(date.fromisoformat(day) for day in span.split("/"))) for span in spans.split())


RECESSES = {House.COMMONS: _recesses(_COMMONS), House.LORDS: _recesses(_LORDS)}
