"""Search answers of Hansard's API, and lists of headings: parts of debates, gathered by the debate they are of.

Three rows (Swagger: ContributionsSearchResult, DebatesSearchResult, DebateOverview): a contribution found, whole in
``ContributionTextFull`` and clipped in ``ContributionText``; a heading found; a debate's overview. The clipped text
has lost its markup as well, so it is searched and never quoted. Pages of rows, rows alone and rows one a line are
read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from briefs.errors import RefusedInput
from briefs.readers.apis.hansard_api import (
    PUBLISHER,
    day_of,
    ext_id_of,
    paragraphs_of,
    section_kind,
    section_url,
)
from briefs.readers.apis.hansard_debate import contribution, rows
from briefs.readers.common.base import Reading, SourceFile, Stripped
from briefs.readers.common.contribution_rows import Contribution, Speakers, contribution_passages
from briefs.readers.common.contributions import LICENCE, people
from briefs.readers.common.json_rows import markup_of, needed_house, number_of, text_of
from briefs.readers.precedence import to_keep
from briefs.records.gaps import Gap
from briefs.records.identity import debate_id
from briefs.records.model import Dates, House, Kind, Record, Refusal

_Json = dict[str, Any]
_Key = tuple[House, date, str]
_CONTRIBUTION = frozenset(("ContributionExtId", "ContributionTextFull", "ContributionText"))


def detect(source: SourceFile) -> bool:
    """Whether the source holds search rows or overviews of Hansard's API, by the fields that name their debate."""
    head = source.head.lstrip()
    if not head.startswith(("{", "[")) or '"Overview"' in head or '"House"' not in head:
        return False
    return ('"DebateSectionExtId"' in head and '"SittingDate"' in head) or all(
        f'"{field}"' in head for field in ("ExtId", "Title", "Date", "DebateTypeId")
    )


def read(source: SourceFile) -> Reading:
    """Return one record for each debate that a row is of, marked as an excerpt or a heading alone.

    A row that cannot be read becomes a Refusal with its place. Raises RefusedInput where the whole is no JSON.
    """
    found: dict[_Key, list[_Json]] = {}
    records: dict[str, Record] = {}
    refused: list[Refusal] = []
    stripped: list[Stripped] = []
    for place, row in _rows(source):
        try:
            if isinstance(row, RefusedInput):
                raise row
            if not row.keys().isdisjoint(_CONTRIBUTION):
                found.setdefault(_debate(row), []).append(row)
                continue
            record = _heading(row, source)
        except RefusedInput as refusal:
            refused.append(Refusal(place, refusal.reason))
        else:
            _keep(records, record)
    for key, of_debate in found.items():
        excerpt = _excerpt(key, of_debate, stripped, source)
        if excerpt:
            _keep(records, excerpt)
    return Reading(tuple(records.values()), tuple(stripped), tuple(refused))


def _keep(records: dict[str, Record], record: Record) -> None:
    held = records.get(record.record_id)
    records[record.record_id] = to_keep(held, record) if held else record


def _rows(source: SourceFile) -> Iterator[tuple[str, _Json | RefusedInput]]:
    """Yield the rows within pages, lists and lines, each with its place."""
    for place, value in rows(source):
        page = value.get("Results") if isinstance(value, dict) else None
        within = page if isinstance(page, list) else [value]
        for number, row in enumerate(within, 1):
            where = f"{place}, result {number}" if within is page else place
            if isinstance(row, dict | RefusedInput):
                yield where, row
            else:
                yield where, RefusedInput("this is not a search row; every result must be an object")


def _debate(row: _Json) -> _Key:
    key = needed_house(row, "House"), day_of(row, "SittingDate"), ext_id_of(row, "DebateSectionExtId").upper()
    if not markup_of(row, "ContributionTextFull") and not markup_of(row, "ContributionText"):
        raise RefusedInput('the fields "ContributionTextFull" and "ContributionText" are both empty')
    return key


def _heading(row: _Json, source: SourceFile) -> Record:
    """Return the record of a heading or an overview, which has no words of the debate."""
    overview = "ExtId" in row
    ext_id = ext_id_of(row, "ExtId" if overview else "DebateSectionExtId")
    house, day = needed_house(row, "House"), day_of(row, "Date" if overview else "SittingDate")
    title = text_of(row, "Title")
    location = text_of(row, "Location" if overview else "DebateSection")
    return Record(
        record_id=debate_id(house, day, ext_id),
        kind=section_kind(text_of(row, "HRSTag"), location, ""),
        title=title or f"Debate {ext_id}",
        passages=(),
        dates=Dates(happened=day),
        house=house,
        source_id=ext_id,
        volume=str(number_of(row, "VolumeNo") or "") or None,
        publisher=PUBLISHER,
        url=section_url(house, day, ext_id, title),
        licence=LICENCE,
        notes=(Gap.HEADING_ONLY,),
        origin=source.name,
        retrieved=source.retrieved,
    )


def _own_id(row: _Json) -> object:
    """Return what tells a contribution from others of its debate: its id, which may be null, else its place."""
    place = (number_of(row, "OrderInDebateSection"), number_of(row, "ItemId"))
    return text_of(row, "ContributionExtId").upper() or place


def _excerpt(key: _Key, found: list[_Json], stripped: list[Stripped], source: SourceFile) -> Record | None:
    """Return the contributions found of one debate, in its order."""
    house, day, _ = key
    found = sorted(found, key=lambda row: number_of(row, "OrderInDebateSection") or 0)
    speakers = Speakers()
    once = {_own_id(row): row for row in found}
    contributions = [made for row in once.values() if (made := _contribution(row, speakers, stripped))]
    if not contributions:
        return None
    title, ext_id = text_of(found[0], "DebateSection"), text_of(found[0], "DebateSectionExtId")
    kind = Kind.WRITTEN_STATEMENT if text_of(found[0], "Section").startswith("Written Statements") else Kind.DEBATE
    passages = contribution_passages(contributions, kind, day)
    clipped = not all(passage.quotable for passage in passages)
    return Record(
        record_id=debate_id(house, day, ext_id),
        kind=kind,
        title=title or f"Debate {ext_id}",
        passages=passages,
        dates=Dates(happened=day),
        house=house,
        source_id=ext_id,
        publisher=PUBLISHER,
        people=people(passages),
        url=section_url(house, day, ext_id, title),
        licence=LICENCE,
        notes=(Gap.EXCERPT, Gap.CLIPPED_CONTRIBUTION) if clipped else (Gap.EXCERPT,),
        origin=source.name,
        retrieved=source.retrieved,
    )


def _contribution(row: _Json, speakers: Speakers, stripped: list[Stripped]) -> Contribution | None:
    whole = paragraphs_of(markup_of(row, "ContributionTextFull"))
    paragraphs = whole or paragraphs_of(markup_of(row, "ContributionText"))
    if not paragraphs:
        return None
    made = contribution(row, paragraphs, speakers, stripped, "ContributionExtId")
    return Contribution(
        made.speaker,
        made.paragraphs,
        made.anchor,
        made.member_id,
        bool(whole),
        number_of(row, "OrderInDebateSection"),
        made.part,
    )
