"""What a brief must say of a GOV.UK page beside its words: withdrawn, published by a former government, translated."""

from __future__ import annotations

from datetime import date

from briefs.readers.common.json_rows import Row, day_of, markup_of, object_of, objects_of, text_of
from briefs.readers.common.markup import to_paragraphs
from briefs.records.citations import long_date

_LONGEST = 600


def item_notes(item: Row, published: date | None) -> tuple[str, ...]:
    """Return the notes of a content item, each a sentence. Raises RefusedInput for a date that is none."""
    notes = (
        _withdrawn(item),
        _fidelity(item),
        _article(item),
        _former_government(item),
        _language(item),
        _updated(item, published),
    )
    return tuple(note for note in notes if note)


def _withdrawn(item: Row) -> str:
    notice = object_of(item, "withdrawn_notice")
    day = day_of(notice, "withdrawn_at")
    why = " ".join(to_paragraphs(markup_of(notice, "explanation")))[:_LONGEST]
    if not day and not why:
        return ""
    when = f" on {long_date(day)}" if day else ""
    return f"GOV.UK withdrew this page{when}{f', saying: “{why}”' if why else ''}."


def _fidelity(item: Row) -> str:
    kind = text_of(object_of(item, "details"), "speech_type_explanation")[:_LONGEST]
    return f"GOV.UK says of this text: “{kind}”." if kind else ""


def _article(item: Row) -> str:
    authored = text_of(item, "document_type") == "authored_article"
    return "This is an article that was written to be printed, not a speech." if authored else ""


def _former_government(item: Row) -> str:
    """Return GOV.UK's "history mode": a political page of a government that is no longer in office."""
    details = object_of(item, "details")
    linked = next(iter(objects_of(object_of(item, "links"), "government")), {})
    here = object_of(details, "government")
    current = object_of(linked, "details").get("current", here.get("current"))
    title = text_of(linked, "title") or text_of(here, "title")
    if details.get("political") is not True or current is not False or not title:
        return ""
    return f"This was published under the {title}."


def _language(item: Row) -> str:
    """Return in which language the page is, where that is not English, and where its English text is."""
    locale = text_of(item, "locale")
    if not locale or locale.split("-")[0] == "en":
        return ""
    others = objects_of(object_of(item, "links"), "available_translations")
    english = next((text_of(other, "base_path") for other in others if text_of(other, "locale") == "en"), "")
    where = f"; its English text is https://www.gov.uk{english}" if english.startswith("/") else ""
    return f"GOV.UK gives the language of this page as “{locale}”{where}."


def _updated(item: Row, published: date | None) -> str:
    updated = day_of(item, "public_updated_at")
    later = updated and published and updated > published
    return f"GOV.UK last updated this page on {long_date(updated)}." if updated and later else ""
