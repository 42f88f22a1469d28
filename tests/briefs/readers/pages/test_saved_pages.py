"""Pages saved as text: each layout goes to its reader, with who speaks, in which role, when and under which number."""

from __future__ import annotations

import gzip
import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs.errors import RefusedInput
from briefs.readers.common.base import PageReader, Reading, SourceFile
from briefs.readers.common.column_marks import column_of
from briefs.readers.pages import twfy_page
from briefs.readers.pages.printed_lines import why_left_out
from briefs.readers.pages.registry import PAGE_READERS
from briefs.readers.registry import reader_for
from briefs.records.model import AnswerState, House, Kind, Record
from tests.briefs.readers import saved_pages as saved
from tests.support import shared

READERS = tuple(reader for _, reader in PAGE_READERS)
HANSARD, TWFY, SITE = (
    "a Hansard page",
    "a page of TheyWorkForYou",
    "a page of Parliament's written questions and statements",
)
PRINTED, GOVUK, FINDINGS = (
    "a page of printed Hansard",
    "a page of GOV.UK",
    "a page of a committee's or watchdog's findings",
)
COMMONS, LORDS = House.COMMONS, House.LORDS


def read(text: str) -> tuple[str, Reading]:
    source = SourceFile("page.txt", text.encode())
    form = reader_for(source)
    return form.name, form.read(source)


def without_marks(page: str) -> str:
    """Return a page as one line without the marks of columns and times, over which a sentence may go on."""
    return " ".join(" ".join(line for line in page.splitlines() if not _is_mark(line.strip())).split())


def _is_mark(line: str) -> bool:
    return bool(column_of(line)) or why_left_out(line) == "time mark"


def spoken(record: Record) -> list[tuple[str | None, str]]:
    """Return (speaker, role) of each contribution in order, once a contribution."""
    found: list[tuple[str | None, str]] = []
    for p in record.passages:
        if not found or found[-1] != (p.speaker, p.role.value):
            found.append((p.speaker, p.role.value))
    return found


@pytest.mark.parametrize(
    ("page", "form", "kinds", "title", "day", "house"),
    [
        pytest.param(page, form, kinds, title, day, house, id=name)
        for name, page, form, kinds, title, day, house in (
            (
                "twfy-debate",
                saved.TWFY_DEBATE,
                TWFY,
                [Kind.URGENT_QUESTION],
                "Tram Policing",
                date(2016, 11, 25),
                COMMONS,
            ),
            ("twfy-answer", saved.TWFY_ANSWER, TWFY, [Kind.WRITTEN_QUESTION], "Trams", date(2025, 1, 15), COMMONS),
            ("twfy-statement", saved.TWFY_STATEMENT, TWFY, [Kind.WRITTEN_STATEMENT], "Trams", date(2025, 1, 15), None),
            (
                "legacy-debate",
                saved.LEGACY_DEBATE,
                PRINTED,
                [Kind.DEBATE, Kind.DEBATE],
                "Home Department: Tram Policing",
                date(2006, 11, 25),
                COMMONS,
            ),
            (
                "legacy-answers",
                saved.LEGACY_ANSWERS,
                PRINTED,
                [Kind.WRITTEN_QUESTION] * 2,
                "Trams: Crime",
                date(2007, 7, 3),
                COMMONS,
            ),
            (
                "legacy-lords",
                saved.LEGACY_LORDS,
                PRINTED,
                [Kind.WRITTEN_QUESTION] * 2,
                "Trams",
                date(2011, 6, 8),
                LORDS,
            ),
            ("hansard-site", saved.HANSARD_SITE, HANSARD, [Kind.DEBATE], "Trams", date(2025, 2, 4), COMMONS),
            (
                "hansard-statement",
                saved.HANSARD_STATEMENT,
                HANSARD,
                [Kind.WRITTEN_STATEMENT],
                "Tram Settlement",
                date(2025, 2, 4),
                COMMONS,
            ),
            (
                "site-question",
                saved.SITE_QUESTION,
                SITE,
                [Kind.WRITTEN_QUESTION],
                "Trams: Crime",
                date(2025, 1, 15),
                COMMONS,
            ),
            ("site-lords", saved.SITE_LORDS, SITE, [Kind.WRITTEN_QUESTION], "Trams: Crime", date(2025, 1, 15), LORDS),
            ("site-open", saved.SITE_OPEN, SITE, [Kind.WRITTEN_QUESTION], "Trams", date(2025, 1, 7), COMMONS),
            (
                "site-statement",
                saved.SITE_STATEMENT,
                SITE,
                [Kind.WRITTEN_STATEMENT],
                "Trams Settlement",
                date(2025, 12, 17),
                COMMONS,
            ),
            (
                "govuk-speech",
                saved.GOVUK_SPEECH,
                GOVUK,
                [Kind.SPEECH],
                "Home Secretary speech on trams",
                date(2023, 4, 25),
                None,
            ),
            (
                "govuk-release",
                saved.GOVUK_RELEASE,
                GOVUK,
                [Kind.NEWS],
                "Forty trams for Samplesea",
                date(2024, 5, 1),
                None,
            ),
            (
                "committee-report",
                saved.COMMITTEE_REPORT,
                FINDINGS,
                [Kind.COMMITTEE_REPORT],
                "Tram Policing",
                date(2018, 10, 25),
                COMMONS,
            ),
            (
                "committee-news",
                saved.COMMITTEE_NEWS,
                FINDINGS,
                [Kind.COMMITTEE_REPORT],
                "Tram Policing: report published",
                date(2018, 10, 25),
                None,
            ),
            (
                "press-notice",
                saved.PRESS_NOTICE,
                FINDINGS,
                [Kind.AUDIT_REPORT],
                "Tram Policing",
                date(2018, 9, 11),
                None,
            ),
            ("library", saved.LIBRARY, FINDINGS, [Kind.DOCUMENT], "Police trams", date(2024, 2, 5), None),
        )
    ],
)
def test_a_layout_goes_to_its_reader(
    page: str, form: str, kinds: list[Kind], title: str, day: date, house: House | None
) -> None:
    name, reading = read(page)
    assert name == form
    assert [r.kind for r in reading.records] == kinds
    assert (reading.records[0].title, reading.records[0].day, reading.records[0].house) == (title, day, house)
    printed = without_marks(page)
    assert all(" ".join(p.text.split()) in printed for r in reading.records for p in r.passages)
    assert len({r.record_id for r in reading.records}) == len(reading.records)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(
            saved.TWFY_DEBATE,
            [
                ("Ann Trial", "opposition"),
                ("Jane Example", "minister"),
                ("Bob Roberts", "opposition"),
                ("Several hon. Members", "unknown"),
                ("Ann Trial", "opposition"),
            ],
            id="twfy-debate",
        ),
        pytest.param(saved.TWFY_ANSWER, [("Ann Trial", "backbencher"), ("Jane Example", "minister")], id="twfy-answer"),
        pytest.param(
            saved.LEGACY_DEBATE,
            [
                ("Mr John Sample", "backbencher"),
                ("Mr Tony Example", "minister"),
                ("Mr John Sample", "backbencher"),
                ("Mr Speaker", "speaker"),
            ],
            id="legacy-debate",
        ),
        pytest.param(
            saved.HANSARD_SITE,
            [("John Sample", "backbencher"), ("Jane Example", "minister"), ("John Sample", "backbencher")],
            id="hansard-site",
        ),
        pytest.param(saved.SITE_LORDS, [("Lord Sample", "backbencher"), ("Lord Example", "minister")], id="site-lords"),
        pytest.param(
            saved.GOVUK_SPEECH, [("Home Office", "minister"), ("Jane Example", "minister")], id="govuk-speech"
        ),
        pytest.param(saved.COMMITTEE_REPORT, [("Home Affairs Committee", "committee")], id="committee-report"),
        pytest.param(saved.PRESS_NOTICE, [("National Audit Office", "watchdog")], id="press-notice"),
        pytest.param(saved.LIBRARY, [("House of Commons Library", "unknown")], id="library"),
    ],
)
def test_who_speaks_is_whom_the_page_names(page: str, expected: list[tuple[str, str]]) -> None:
    assert spoken(read(page)[1].records[0]) == expected


def test_questions_and_statements_have_their_official_identity_and_page() -> None:
    _, reading = read(saved.SITE_QUESTION)
    (record,) = reading.records
    assert record.record_id == "wq/commons/2025-01-07/21873"
    assert record.url == "https://questions-statements.parliament.uk/written-questions/detail/2025-01-07/21873"
    asker, answerer = record.people
    assert (asker.name, asker.party, asker.constituency) == ("Rupert Sample", "Independent", "Great Samplesea")
    assert (answerer.name, answerer.office) == ("Jane Example", "Parliamentary Under-Secretary (Home Office)")
    assert read(saved.SITE_STATEMENT)[1].records[0].record_id == "ws/commons/2025-12-17/HCWS1200"
    assert read(saved.HANSARD_STATEMENT)[1].records[0].record_id == "ws/commons/2025-02-04/HCWS123"


def test_states_and_dates_of_answers() -> None:
    assert read(saved.SITE_LORDS)[1].records[0].state is AnswerState.HOLDING
    unanswered = read(saved.SITE_OPEN)[1].records[0]
    assert (unanswered.state, unanswered.date_for_answer) == (AnswerState.UNANSWERED, date(2025, 1, 14))
    first, second = read(saved.LEGACY_ANSWERS)[1].records
    assert (first.uin, first.grouped_uins, first.reference) == ("145678", ("145679",), "c123W")
    assert (second.state, second.answering_body) == (AnswerState.WILL_WRITE, "Home Department")
    assert [r.uin for r in read(saved.LEGACY_LORDS)[1].records] == ["HL9224", "HL9225"]


def test_a_sentence_that_a_column_s_mark_cut_is_whole_again() -> None:
    record = read(saved.LEGACY_DEBATE)[1].records[0]
    assert record.passages[1].text.endswith("We shall mend more by the end of the year. That is our aim.")
    assert all(p.quotable for p in record.passages)


def test_what_is_no_part_of_a_page_is_left_out_with_a_reason() -> None:
    why = {s.text: s.why for s in read(saved.TWFY_DEBATE)[1].stripped}
    assert why["Ministers make up the Government."] == "glossary and comments"
    assert {s.text: s.why for s in read(saved.COMMITTEE_REPORT)[1].stripped}["12 Ibid."] == "footnote"
    assert [p.text for p in read(saved.GOVUK_RELEASE)[1].records[0].passages].count("Forty more") == 1


def test_a_quotation_in_a_release_belongs_to_whoever_is_quoted() -> None:
    voices = [v for p in read(saved.GOVUK_RELEASE)[1].records[0].passages for v in p.voices if v.quoted]
    assert [v.role.value for v in voices] == ["minister"]
    (chair,) = [v for p in read(saved.COMMITTEE_NEWS)[1].records[0].passages for v in p.voices if v.quoted]
    assert (chair.speaker, chair.role.value) == ("Ann Trial", "committee")


@pytest.mark.parametrize("name", sorted(saved.PAGES))
def test_a_page_saved_as_html_gives_the_same_words(name: str) -> None:
    lines = "".join(f"<p>{line.replace('**', '')}</p>" for line in saved.PAGES[name].splitlines())
    source = SourceFile("page.html", f"<!doctype html><html><body>{lines}</body></html>".encode())
    html = reader_for(source).read(source)
    text = read(saved.PAGES[name].replace("**", ""))[1]
    assert [[p.text for p in r.passages] for r in html.records] == [[p.text for p in r.passages] for r in text.records]


PIECES = st.sampled_from([line for page in saved.PAGES.values() for line in page.splitlines()]) | st.text(
    st.sampled_from('()[]:,.–-|*“”" \tAa1Q\x00é'), max_size=40
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=30), st.sampled_from(READERS))
def test_any_mixture_of_lines_is_read_or_refused(parts: list[str], reader: PageReader) -> None:
    text = "\n".join(parts)
    reader.detect(SourceFile("x", text.encode()))
    try:
        reading = reader.read_text(text, "x.txt", text.encode())
    except RefusedInput:
        return
    assert all(p.text and " ".join(p.text.split()) in without_marks(text) for r in reading.records for p in r.passages)


@pytest.mark.parametrize("reader", READERS, ids=[name for name, _ in PAGE_READERS])
@pytest.mark.parametrize("unit", ["a ", "Mr. ", "(", "Photo of ", "1. ", "UIN ", "A, ", " – "])
def test_a_long_hostile_line_takes_no_long_time(reader: PageReader, unit: str) -> None:
    reader.detect(SourceFile("x", (unit * 4_000).encode()))
    with suppress(RefusedInput):
        reader.read_text(unit * 4_000, "x.txt", b"x")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("folder", "forms"),
    [
        ("seeds", {"a news story", HANSARD, "a page of a written question", "a page of a speech archive"}),
        ("data/hansard-text", {"Hansard's text download"}),
        ("data/page-samples", {"a page of a written question", "a page of a speech archive", "a page of a debate"}),
    ],
)
def test_other_pages_keep_their_readers(folder: str, forms: set[str]) -> None:
    files = list(shared(folder).glob("*.txt"))
    assert {reader_for(SourceFile(p.name, p.read_bytes())).name for p in files} == forms


@pytest.mark.shared
def test_real_contributions_in_the_layout_of_theyworkforyou_keep_their_speakers() -> None:
    right = wrong = 0
    with gzip.open(shared("data/theyworkforyou/pages-2001-2024/debates-mentioning-hong-kong.jsonl.gz"), "rt") as rows:
        for _, row in zip(range(40), rows, strict=False):
            page = json.loads(row)
            lines = [page["title"], page["lead"]]
            for said in page["speeches"]:
                if said["speaker"]:
                    lines += ["Photo of " + said["speaker"], said["speaker"], said["position"] or ""]
                lines += [said["text"], "Link to this speech In context Individually", said["citation"] or ""]
            text = "\n".join(lines)
            (record,) = twfy_page.read_text(text, "x.txt", text.encode()).records
            held = {p.text: (p.speaker or "").replace(".", "") for p in record.passages}
            for said in page["speeches"]:
                for line in filter(None, map(str.strip, said["text"].split("\n"))):
                    right += held.get(line) == (said["speaker"] or "").replace(".", "")
                    wrong += line in held and held[line] != (said["speaker"] or "").replace(".", "")
    assert right > 300
    assert wrong / (right + wrong) < 0.02
