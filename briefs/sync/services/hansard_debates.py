"""Single debates of Hansard's service, fetched, checked and read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from briefs.errors import RefusedInput
from briefs.readers.apis import hansard_debate
from briefs.readers.common.json_rows import Row
from briefs.records.model import House, Kind, Record
from briefs.sync.base import Fetcher, RawReply
from briefs.sync.http.validation import Documents, changed, json_of

TITLE = "Hansard"
PATH = "/debates/debate/{ext_id}.json"


class Debates:
    """Fetches debates and reads them; what cannot be had or read is refused under the debate's external id."""

    def __init__(self, fetch: Fetcher) -> None:
        """Take what asks."""
        self._fetch = fetch
        self.documents = Documents(TITLE)
        self.probe: Callable[[], object] | None = None
        """Asks for a list again; whether the service is well is asked so once a debate was had."""
        self.not_had: list[str] = []
        """The external ids of those that could not be had or read, until somebody takes them."""

    def of(self, ext_id: str, day: date, house: House, *, fresh: bool) -> tuple[tuple[Record, ...], set[str]]:
        """Return the records of a section with those inside it, and the ids (capitals) of all that it covered.

        Sections of which other sources hold the words are left out: written statements, written answers.
        """
        found = self.documents.take(ext_id, lambda: self._ask(ext_id, day, house, fresh))
        if found is None:
            self.not_had.append(ext_id)
            return (), {ext_id.upper()}
        self.documents.probe = self.probe
        answer, value = found
        covered = {ext_id.upper()} | _inside(value)
        location = str(value["Overview"].get("Location") or "")
        if location.startswith("Written"):
            return (), covered
        try:
            reading = hansard_debate.read(answer.file)
        except RefusedInput:
            return (), covered  # Its form was checked: nobody says anything in it.
        for refusal in reading.refused:
            self.documents.refuse(f"{ext_id} {refusal.place}", refusal.reason)
        return tuple(r for r in reading.records if r.kind is not Kind.WRITTEN_STATEMENT), covered

    def _ask(self, ext_id: str, day: date, house: House, fresh: bool) -> tuple[RawReply, Row]:
        answer = self._fetch.get(PATH.format(ext_id=ext_id), fresh=fresh)
        value = json_of(TITLE, answer)
        overview = value.get("Overview") if isinstance(value, dict) else None
        if not isinstance(overview, dict):
            raise changed(TITLE, "Overview", "the particulars of the debate")
        for field in ("Items", "ChildDebates"):
            if not isinstance(value.get(field), list):
                raise changed(TITLE, field, "a list")
        expected = {"ExtId": ext_id.upper(), "Date": day.isoformat(), "House": house.value.upper()}
        for field, wanted in expected.items():
            raw = overview.get(field)
            if not isinstance(raw, str):
                raise changed(TITLE, f"Overview.{field}", "a text")
            if raw.strip().upper()[: len(wanted) if field == "Date" else None] != wanted:
                raise RefusedInput(f'the service answered with another debate: its "{field}" is {raw.strip()[:60]}')
        return answer, value


def _inside(debate: Any) -> set[str]:
    """Return the external ids (capitals) of the sections within a debate, at any depth."""
    found: set[str] = set()
    stack: list[Any] = [debate]
    while stack:
        section = stack.pop()
        if not isinstance(section, dict):
            continue
        overview, children = section.get("Overview"), section.get("ChildDebates")
        if isinstance(overview, dict) and isinstance(overview.get("ExtId"), str):
            found.add(overview["ExtId"].strip().upper())
        stack += children if isinstance(children, list) else []
    return found
