"""Announcements of GOV.UK: content items of its content API, and the rows of its search.

A content item is one JSON object whose ``schema_name`` is "speech" (speeches, oral and written statements, authored
articles) or "news_article" (news stories, press releases, Government responses, world news). ``details.body`` is HTML.
``details.delivered_on`` is the day on which words were spoken, not published. Moments in UTC are of the day that they
fall on in London. A row of ``/api/search.json`` has a title, a link and a description and none of the text: it is
searched and never quoted. The form of the search answers is taken from their documentation, for no raw answer was at
hand.
"""

from __future__ import annotations

import re
from datetime import date

from briefs.errors import RefusedInput
from briefs.names.offices import role_of
from briefs.quotations.attribution import with_reported_quotes
from briefs.readers.apis.govuk_notes import item_notes
from briefs.readers.common.base import Reading, SourceFile, Stripped
from briefs.readers.common.contributions import passage_by
from briefs.readers.common.json_rows import (
    Row,
    day_of,
    json_rows,
    markup_of,
    object_of,
    objects_of,
    reading_of,
    text_of,
)
from briefs.readers.common.markup import to_paragraphs
from briefs.readers.common.press_release import Paragraph, page_paragraphs, release_voices
from briefs.records.citations import long_date
from briefs.records.gaps import Gap
from briefs.records.identity import govuk_id
from briefs.records.model import DateKind, Dates, House, Kind, Part, Passage, Person, Record, Role

LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
_SITE = "https://www.gov.uk"
_SPEECHES = {
    "speech": Kind.SPEECH,
    "authored_article": Kind.SPEECH,
    "oral_statement": Kind.ORAL_STATEMENT,
    "written_statement": Kind.WRITTEN_STATEMENT,
}
_PATH = re.compile(r"/[\w.%~/-]{1,800}")
_SEARCH_FIELDS = ('"es_score"', '"suggested_queries"', '"public_timestamp"', '"content_store_document_type"')
_STYLE = re.compile(r"^(?:The )?(?:(?:Rt\.? Hon\.?|Right Honourable)\s+)", re.IGNORECASE)
_LETTERS = re.compile(r"(?:,|(?<![\s,]))\s+(?:MP|MSP|MS|AM)$")
_HOUSE = re.compile(r"\bHouse of (Commons|Lords)\b", re.IGNORECASE)
# The line above somebody else's words in the transcript of a speech: the press asks, the audience asks.
_ASKS = re.compile(
    r"(?:questions?|journalist|reporter|interviewer|presenter|moderator|host|audience(?: member)?|q)"
    r"(?:\s*[\d(][^:]{0,30})?(?:$|\s*:)",
    re.IGNORECASE,
)


def detect(source: SourceFile) -> bool:
    """Whether the source is a content item of GOV.UK, or an answer of its search."""
    head = source.head.lstrip()
    if not head.startswith(("{", "[")):
        return False
    item = '"base_path"' in head and ('"schema_name"' in head or '"content_id"' in head)
    return item or ('"results"' in head and any(field in head for field in _SEARCH_FIELDS))


def read(source: SourceFile) -> Reading:
    """Return one record for each announcement. Raises RefusedInput for a page of GOV.UK that is none."""
    left_out: list[Stripped] = []
    reading = reading_of(json_rows(source), lambda row: _record(row, source, left_out))
    return Reading(reading.records, tuple(left_out), reading.refused)


def _record(row: Row, source: SourceFile, left_out: list[Stripped]) -> Record:
    if text_of(row, "base_path"):
        return _item(row, source, left_out)
    return _search_row(row, source)


def _item(item: Row, source: SourceFile, left_out: list[Stripped]) -> Record:
    """Return the record of a content item."""
    kind = _kind(item)
    path = _path(text_of(item, "base_path"))
    title = text_of(item, "title")
    if not title:
        raise RefusedInput('the field "title" is missing')
    details = object_of(item, "details")
    publisher = _publisher(item)
    speaker = _speaker(item, kind)
    paragraphs, aside = page_paragraphs(markup_of(details, "body"))
    if not paragraphs:
        raise RefusedInput('the field "details.body" is missing or empty; fetch the page from the content API again')
    left_out += aside
    summary = [
        Passage(text=text, part=Part.SUMMARY, speaker=publisher, role=role_of(publisher))
        for text in to_paragraphs(markup_of(item, "description"))
    ]
    body = (
        _release(paragraphs, publisher)
        if kind is Kind.NEWS
        else _speech(paragraphs, speaker, _role(item, kind, speaker), text_of(item, "document_type"))
    )
    spoken = None if kind is Kind.NEWS else day_of(details, "delivered_on")
    published = _published(item)
    statement = kind in (Kind.ORAL_STATEMENT, Kind.WRITTEN_STATEMENT)
    house = _HOUSE.search(text_of(details, "location")) if statement else None
    return Record(
        record_id=govuk_id(path),
        kind=kind,
        title=title,
        passages=(*summary, *body),
        dates=Dates(happened=spoken, published=published, cited=DateKind.HAPPENED if spoken else DateKind.PUBLISHED),
        house=House(house[1].lower()) if house else None,
        source_id=text_of(item, "content_id") or None,
        publisher=publisher,
        answering_body=publisher if statement else None,
        people=(speaker,) if speaker else (),
        url=_SITE + path,
        licence=LICENCE,
        citation_override=_citation(title, speaker, spoken or published) if kind is Kind.ORAL_STATEMENT else None,
        notes=item_notes(item, published),
        origin=source.name,
        retrieved=source.retrieved,
    )


def _kind(item: Row) -> Kind:
    """Return the kind of an announcement. Raises RefusedInput for any other page, naming what it is."""
    schema, document = text_of(item, "schema_name"), text_of(item, "document_type")
    if schema == "speech" or (not schema and document in _SPEECHES):
        return _SPEECHES.get(document, Kind.SPEECH)
    if schema == "news_article":
        return Kind.NEWS
    what = (schema or document or "page of no named type").replace("_", " ")
    raise RefusedInput(f"this is GOV.UK's page of the type “{what}”; only its speeches, statements and news are read")


def _path(value: str) -> str:
    """Return a base path or link of GOV.UK as a path. Raises RefusedInput where it is none."""
    path = value.removeprefix(_SITE)
    if not _PATH.fullmatch(path) or path.startswith("//"):
        raise RefusedInput("the page's path is missing or leads outside GOV.UK")
    return path


def _citation(title: str, speaker: Person | None, day: date | None) -> str:
    """Return the citation of a statement's text as GOV.UK has it, which is not Hansard's."""
    parts = (speaker.name if speaker else "", title, "GOV.UK", long_date(day) if day else "")
    return ", ".join(part for part in parts if part)


def _publisher(item: Row) -> str | None:
    """Return the body that publishes: the first that is named as such, else the first emphasised, else the first."""
    links = object_of(item, "links")
    bodies = [*objects_of(links, "organisations"), *objects_of(links, "worldwide_organisations")]
    emphasised = object_of(item, "details").get("emphasised_organisations")
    wanted = emphasised if isinstance(emphasised, list) else []
    first = [body for body in bodies if body.get("content_id") in wanted]
    named = (
        text_of(body, "title") for body in [*objects_of(links, "primary_publishing_organisation"), *first, *bodies]
    )
    return next((name for name in named if name), None)


def _speaker(item: Row, kind: Kind) -> Person | None:
    """Return who speaks, in the office that the item links where it links one person and one office."""
    if kind is Kind.NEWS:
        return None
    links = object_of(item, "links")
    linked = objects_of(links, "speaker")
    name = text_of(linked[0], "title") if linked else text_of(object_of(item, "details"), "speaker_without_profile")
    name = _LETTERS.sub("", _STYLE.sub("", name))
    if not name or len(linked) > 1:
        return None
    roles = [title for role in objects_of(links, "roles") if (title := text_of(role, "title"))]
    return Person(name, "making", office=roles[0] if linked and len(roles) == 1 else None)


def _role(item: Row, kind: Kind, speaker: Person | None) -> Role:
    role = role_of(speaker.office if speaker else None)
    made_to_parliament = kind in (Kind.ORAL_STATEMENT, Kind.WRITTEN_STATEMENT)
    if role is Role.UNKNOWN and made_to_parliament and objects_of(object_of(item, "links"), "speaker"):
        return Role.MINISTER  # GOV.UK keeps as statements to Parliament only those that ministers make.
    return role


def _speech(paragraphs: list[Paragraph], speaker: Person | None, role: Role, document: str) -> list[Passage]:
    """Return the paragraphs of a speech; what the press or the audience asks in it is nobody's by name."""
    part = Part.BODY if document in ("authored_article", "written_statement") else Part.SPEECH
    made: list[Passage] = []
    theirs, turn = False, 1
    for paragraph in paragraphs:
        text = paragraph.text
        changes = _changes(text, speaker, theirs)
        if changes is not None and changes != theirs:
            theirs, turn = changes, turn + 1
        who = None if theirs else speaker
        number = turn if part is Part.SPEECH else None
        made.append(passage_by(who, text, part, role if who else Role.UNKNOWN, number))
    return with_reported_quotes(made)


def _changes(text: str, speaker: Person | None, theirs: bool) -> bool | None:
    """Return whether a line hands over to those who ask (True) or back to the speaker (False); None for neither."""
    if _ASKS.match(text) and not text.endswith("."):
        return True
    if not theirs or not speaker:
        return None
    label = text.partition(":")[0].casefold()
    ours = {speaker.name.casefold(), (speaker.office or speaker.name).casefold(), "prime minister", "answer", "a"}
    return False if len(label) < 80 and label in ours else None


def _release(paragraphs: list[Paragraph], publisher: str | None) -> list[Passage]:
    """Return the paragraphs of a news item: the publisher's words, quotations those of the people quoted."""
    return [
        Passage(text=paragraph.text, speaker=publisher, role=role_of(publisher), voices=voices)
        for paragraph, voices in zip(paragraphs, release_voices(paragraphs), strict=True)
    ]


def _published(item: Row) -> date | None:
    first = day_of(item, "first_published_at") or day_of(object_of(item, "details"), "first_public_at")
    return first or day_of(item, "public_updated_at")


def _search_row(row: Row, source: SourceFile) -> Record:
    """Return what a row of search results says of an announcement, held to be searched alone."""
    path = _path(text_of(row, "link"))
    title = text_of(row, "title")
    document = text_of(row, "content_store_document_type") or text_of(row, "format")
    speech = document in _SPEECHES or path.startswith("/government/speeches/")
    if not title or not (speech or path.startswith("/government/news/") or "news" in document):
        raise RefusedInput("this search result is not a speech, statement or news story of GOV.UK with a title")
    bodies = [text_of(body, "title") for body in objects_of(row, "organisations")]
    texts = to_paragraphs(markup_of(row, "description")) or [title]
    return Record(
        record_id=govuk_id(path),
        kind=_SPEECHES.get(document, Kind.SPEECH) if speech else Kind.NEWS,
        title=title,
        passages=tuple(Passage(text=text, part=Part.SUMMARY, quotable=False) for text in texts),
        dates=Dates(published=day_of(row, "public_timestamp"), cited=DateKind.PUBLISHED),
        publisher=next((body for body in bodies if body), None),
        url=_SITE + path,
        licence=LICENCE,
        notes=(Gap.LIST_ROW,),
        origin=source.name,
        retrieved=source.retrieved,
    )
