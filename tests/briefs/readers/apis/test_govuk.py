"""GOV.UK's announcements: what was said when by whom, whose a quotation is, and what must be said of the page."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from briefs.errors import RefusedInput
from briefs.readers.apis import govuk
from briefs.readers.common.base import SourceFile
from briefs.readers.common.markup import to_paragraphs
from briefs.readers.precedence import to_keep
from briefs.records.citations import citation
from briefs.records.gaps import Gap
from briefs.records.model import House, Kind, Part, Record, Role
from tests.briefs.readers.round_trip import kept, read_as, words
from tests.support import shared

FORM = "GOV.UK JSON"


def item(body: str = "<p>The lamps are lit.</p>", **changes: Any) -> dict[str, Any]:
    """Return a speech as the content API gives one, in words of our own; ``details`` and ``links`` are added to."""
    details = {"body": f'<div class="govspeak">{body}</div>', "delivered_on": "2031-05-22T00:30:00+01:00"}
    links = {
        "organisations": [{"content_id": "b", "title": "Lamp Agency"}, {"content_id": "a", "title": "Home Office"}],
        "speaker": [{"title": "The Rt Hon Jane Example MP"}],
    }
    return {
        "base_path": "/government/speeches/lamps",
        "content_id": "c-1",
        "schema_name": "speech",
        "document_type": "speech",
        "title": "Lamps on the coast",
        "description": "A speech about lamps.",
        "locale": "en",
        "first_published_at": "2031-05-24T10:00:00.000+01:00",
        "public_updated_at": "2031-05-24T10:00:00.000+01:00",
        "withdrawn_notice": {},
        **changes,
        "details": {**details, **changes.get("details", {})},
        "links": {**links, **changes.get("links", {})},
    }


def release(body: str, **changes: Any) -> Record:
    kind = {"schema_name": "news_article", "document_type": "press_release", "base_path": "/government/news/lamps"}
    return one(item(body, **{**kind, "links": {"speaker": []}, **changes}))


def one(value: object) -> Record:
    (record,) = read_as(FORM, value).records
    return record


def test_a_speech_has_its_day_speaker_office_publisher_and_page() -> None:
    given = item(
        links={"roles": [{"title": "Secretary of State for the Home Department"}]},
        details={"emphasised_organisations": ["a"], "speech_type_explanation": "Original script"},
    )
    record = one(given)
    assert (record.record_id, record.kind) == ("govuk/government/speeches/lamps", Kind.SPEECH)
    assert (record.dates.happened, record.dates.published, record.day) == (
        date(2031, 5, 22),
        date(2031, 5, 24),
        date(2031, 5, 22),
    )
    assert [(p.name, p.office) for p in record.people] == [
        ("Jane Example", "Secretary of State for the Home Department")
    ]
    assert record.publisher == "Home Office"
    assert record.url == "https://www.gov.uk/government/speeches/lamps"
    assert "Open Government Licence" in (record.licence or "")
    assert record.notes == ("GOV.UK says of this text: “Original script”.",)
    summary, words_said = record.passages
    assert (summary.part, summary.speaker) == (Part.SUMMARY, "Home Office")
    assert (words_said.part, words_said.speaker, words_said.role) == (Part.SPEECH, "Jane Example", Role.MINISTER)
    assert citation(record) == "Jane Example, Lamps on the coast, 22 May 2031"


@pytest.mark.parametrize(
    ("changes", "kind", "cited"),
    [
        pytest.param(
            {"document_type": "oral_statement", "details": {"location": "House of Commons"}},
            Kind.ORAL_STATEMENT,
            "Jane Example, Lamps on the coast, GOV.UK, 22 May 2031",
            id="oral statement, which is not Hansard's text",
        ),
        pytest.param(
            {"document_type": "written_statement", "details": {"location": "House of Commons"}},
            Kind.WRITTEN_STATEMENT,
            "HC Written Statement, Lamps on the coast, 22 May 2031",
            id="written statement",
        ),
        pytest.param(
            {"document_type": "authored_article"},
            Kind.SPEECH,
            "Jane Example, Lamps on the coast, 22 May 2031",
            id="article",
        ),
    ],
)
def test_each_kind_of_announcement_is_cited_in_its_form(changes: dict[str, Any], kind: Kind, cited: str) -> None:
    record = one(item(**changes))
    assert (record.kind, citation(record)) == (kind, cited)
    if kind is not Kind.SPEECH:
        assert (record.house, record.answering_body) == (House.COMMONS, "Lamp Agency")
        assert record.passages[-1].role is Role.MINISTER


@pytest.mark.parametrize(
    ("changes", "name", "office"),
    [
        pytest.param({}, "Jane Example", None, id="no office is guessed"),
        pytest.param(
            {"links": {"speaker": []}, "details": {"speaker_without_profile": "The King"}},
            "The King",
            None,
            id="no profile",
        ),
        pytest.param({"links": {"roles": [{"title": "A"}, {"title": "B"}]}}, "Jane Example", None, id="two offices"),
        pytest.param(
            {"links": {"speaker": [{"title": "Sir Bob Trial"}]}}, "Sir Bob Trial", None, id="a knight stays one"
        ),
    ],
)
def test_the_speaker_is_whom_the_item_names(changes: dict[str, Any], name: str, office: str | None) -> None:
    assert [(p.name, p.office) for p in one(item(**changes)).people] == [(name, office)]


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        pytest.param(
            {"withdrawn_notice": {"explanation": "<p>Out of date</p>", "withdrawn_at": "2032-01-02T00:10:00+00:00"}},
            "GOV.UK withdrew this page on 2 January 2032, saying: “Out of date”.",
            id="withdrawn",
        ),
        pytest.param(
            {"details": {"political": True, "government": {"title": "2029 Otter government", "current": False}}},
            "This was published under the 2029 Otter government.",
            id="history mode",
        ),
        pytest.param(
            {
                "locale": "cy",
                "links": {"available_translations": [{"locale": "en", "base_path": "/government/speeches/x"}]},
            },
            "GOV.UK gives the language of this page as “cy”; its English text is https://www.gov.uk/government/speeches/x.",
            id="translated",
        ),
        pytest.param(
            {"public_updated_at": "2031-06-13T00:00:00+01:00"},
            "GOV.UK last updated this page on 13 June 2031.",
            id="updated",
        ),
    ],
)
def test_what_must_be_said_of_the_page_is_noted(changes: dict[str, Any], note: str) -> None:
    record = one(item(**changes))
    assert record.notes == (note,)
    assert record.passages[-1].text == "The lamps are lit."


@pytest.mark.parametrize(
    "changes",
    [
        {"details": {"political": True, "government": {"title": "G", "current": True}}},
        {"details": {"political": False, "government": {"title": "G", "current": False}}},
        {"withdrawn_notice": None},
    ],
)
def test_a_page_in_force_needs_no_note(changes: dict[str, Any]) -> None:
    assert one(item(**changes)).notes == ()


LEAD = "<p>Lamps Minister Jane Example said:</p>"


@pytest.mark.parametrize(
    ("body", "quoted"),
    [
        pytest.param(
            f"{LEAD}<blockquote><p>Lit.</p><p>All of them.</p></blockquote><p>After.</p>",
            ["Lit.", "All of them."],
            id="block",
        ),
        pytest.param(
            f"{LEAD}<p>‘Lit.</p><p>‘All of them.’</p><p>After.</p>",
            ["‘Lit.", "‘All of them.’"],
            id="single marks left open",
        ),
        pytest.param(
            f"{LEAD}<blockquote>Lit.<ul><li>One</li><li>Two</li></ul></blockquote><p>After.</p>",
            ["Lit.", "One\nTwo"],
            id="list",
        ),
        pytest.param(
            f"{LEAD}<p>“We have lit every lamp.”</p><p>After.</p>", ["“We have lit every lamp.”"], id="double marks"
        ),
    ],
)
def test_a_quotation_in_a_press_release_is_the_persons_quoted(body: str, quoted: list[str]) -> None:
    record = release(body)
    found = [p for p in record.passages if any(v.quoted and v.end - v.start == len(p.text) for v in p.voices)]
    assert [p.text for p in found] == quoted
    assert {(v.speaker, v.role) for p in found for v in p.voices} == {("Jane Example", Role.MINISTER)}
    assert record.passages[-1].voices == ()
    assert record.passages[-1].speaker == "Lamp Agency"


def test_a_block_that_nobody_claims_is_nobodys() -> None:
    (_, block) = release("<blockquote><p>Every lamp is lit.</p></blockquote>").passages
    assert [(v.speaker, v.role, v.quoted) for v in block.voices] == [(None, Role.UNKNOWN, True)]


def test_captions_and_contact_details_are_left_out_and_reported() -> None:
    body = (
        '<p>Lit.</p><figure><figcaption>A lamp</figcaption></figure><div class="contact"><p>Desk</p>'
        '<div class="vcard"><p>020 0000</p></div></div>'
    )
    reading = read_as(FORM, item(body))
    assert [p.text for p in reading.records[0].passages[1:]] == ["Lit."]
    assert [(s.why, s.text) for s in reading.stripped] == [
        ("caption", "A lamp"),
        ("contact details", "Desk"),
        ("contact details", "020 0000"),
    ]


def test_questions_put_to_a_speaker_are_not_the_speakers() -> None:
    record = one(item("<p>We lit them.</p><h3>Question</h3><p>All?</p><h3>Jane Example</h3><p>All.</p>"))
    said = {p.text: p.speaker for p in record.passages[1:]}
    assert said == {
        "We lit them.": "Jane Example",
        "Question": None,
        "All?": None,
        "Jane Example": "Jane Example",
        "All.": "Jane Example",
    }


ROW = {"title": "Lamps on the coast", "link": "/government/speeches/lamps", "public_timestamp": "2031-05-24T09:00:00Z"}


def test_a_search_result_is_searched_and_never_quoted() -> None:
    rows = [{**ROW, "description": "A speech about lamps."}, {"title": "Form", "link": "/form", "format": "guide"}]
    reading = read_as(FORM, {"results": rows, "total": 2, "suggested_queries": []})
    (record,) = reading.records
    assert (record.kind, record.day, record.url) == (
        Kind.SPEECH,
        date(2031, 5, 24),
        "https://www.gov.uk/government/speeches/lamps",
    )
    assert [p.quotable for p in record.passages] == [False]
    assert record.notes == (Gap.LIST_ROW,)
    assert [refusal.place for refusal in reading.refused] == ["row 2"]


def test_a_search_result_never_takes_the_place_of_the_page() -> None:
    page, row = one(item()), one({"results": [ROW], "suggested_queries": []})
    assert page.record_id == row.record_id
    assert to_keep(page, row) is page
    assert to_keep(row, page) is page


@pytest.mark.parametrize(
    ("value", "word"),
    [
        pytest.param(item(schema_name="role", document_type="ministerial_role"), "“role”", id="a role"),
        pytest.param(item(""), "details.body", id="no body"),
        pytest.param(item(title=None), "title", id="no title"),
        pytest.param(item(base_path="//evil.example/x"), "path", id="another site"),
        pytest.param(item(first_published_at="soon"), "first_published_at", id="no date"),
        pytest.param(item(details={"delivered_on": 5}), "delivered_on", id="a number for a date"),
    ],
)
def test_what_is_no_announcement_is_refused_by_name(value: object, word: str) -> None:
    with pytest.raises(RefusedInput, match=word):
        read_as(FORM, value)


def test_items_one_a_line_are_read_and_a_broken_one_is_refused_alone() -> None:
    lines = [json.dumps(item()), "{", json.dumps(item(base_path="/government/speeches/other"))]
    reading = read_as(FORM, "\n".join(lines).encode())
    assert len(reading.records) == 2
    assert [refusal.place for refusal in reading.refused] == ["line 2"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("folder", "name", "day", "publisher", "speaker", "note"),
    [
        ("speech", "speech-with-updates", date(2012, 5, 22), "Ministry of Justice", "Lord McNally", "13 June 2012"),
        (
            "speech",
            "speech",
            date(2016, 2, 2),
            "Department of Energy & Climate Change",
            "Andrea Leadsom",
            "Original script",
        ),
        ("speech", "speech-speaker-without-profile", date(2016, 5, 18), None, "Her Majesty the Queen", "Transcript"),
        (
            "speech",
            "speech-written-statement-parliament",
            date(2016, 12, 20),
            "Department for Education",
            "Nick Gibb",
            None,
        ),
        ("news_article", "news_article_withdrawn", date(2016, 12, 25), None, None, "22 August 2019"),
        ("news_article", "news_article_history_mode", date(2016, 2, 29), "Department of Health", None, "2010 to 2015"),
    ],
)
def test_real_items_give_their_particulars(
    folder: str, name: str, day: date, publisher: str | None, speaker: str | None, note: str | None
) -> None:
    (record,) = read_as(FORM, shared("data", "govuk", folder, f"{name}.json").read_bytes()).records
    assert record.day == day
    assert publisher in (None, record.publisher)
    assert [person.name for person in record.people] == ([speaker] if speaker else [])
    assert note is None or note in " ".join(record.notes)


@pytest.mark.shared
def test_real_items_keep_every_word() -> None:
    folder = shared("data", "govuk")
    read = 0
    for path in sorted([*folder.glob("speech/*.json"), *folder.glob("news_article/*.json")]):
        raw = json.loads(path.read_bytes())
        seen = to_paragraphs(raw["details"]["body"]) + to_paragraphs(raw["description"])
        assert kept(read_as(FORM, path.read_bytes())) == words(" ".join(seen)), path.name
        read += 1
    assert read >= 22


@pytest.mark.shared
def test_the_people_quoted_in_real_releases_are_named() -> None:
    path = shared("data", "govuk", "news_article", "news_article_press_release.json")
    (record,) = read_as(FORM, path.read_bytes()).records
    quoted = {v.speaker for p in record.passages for v in p.voices if v.quoted}
    assert quoted == {"Kevin Fenton", "Sir Muir Gray", "Dan Howarth", "Dr Ellie Cannon"}


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["role", "organisation", "ministers_index"])
def test_real_pages_that_are_no_announcements_are_refused(folder: str) -> None:
    for path in shared("data", "govuk", folder).glob("*.json"):
        with pytest.raises(RefusedInput, match="only its speeches"):
            govuk.read(SourceFile(path.name, path.read_bytes()))
