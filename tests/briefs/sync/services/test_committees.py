"""Committees' source over real HTTP: three lists, documents in whatever form there is, transcripts corrected later."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from briefs.errors import ChangedFormat, PqbriefError, SourceUnavailable
from briefs.readers.pages.committee_evidence import UNCORRECTED
from briefs.records.gaps import Gap
from briefs.records.model import Fidelity, House, Kind, Role
from briefs.sync.base import Scope
from briefs.sync.services.committees import Committees
from tests.briefs.readers.files.test_pdf import make_pdf
from tests.briefs.sync.services.walks import Walked, killed_walk, walk
from tests.replay.faults import asking, error_with_json, half_json, html_page, renamed
from tests.replay.server import Fault, Replay, Request, Response, json_response
from tests.support import shared

TODAY = date(2031, 5, 20)
SCOPE = Scope(since=date(2031, 5, 1))
COMMITTEE = {"id": 9, "name": "Lighthouses Committee", "house": "Commons"}
LORDS = {"id": 10, "name": "Fog Committee", "house": "Lords"}
TRANSCRIPT = """Lighthouses Committee
Oral evidence: Lamps on the coast, HC 77
Tuesday 6 May 2031
Members present: Jane Example (Chair); Bob Trial.
Questions 1 - 2
Witness
I: Ann Sample, Director, Duck Trust.
Examination of witness
Witness: Ann Sample.
Q1 Chair: Are the lamps lit?
Ann Sample: They are lit on every coast we looked at."""


def paragraphs(text: str) -> bytes:
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in text.splitlines())}</body></html>".encode()


def word_file(text: str) -> bytes:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_file(text: str) -> bytes:
    return make_pdf([[(40, line) for line in text.splitlines()]])


def files(number: int, *forms: str) -> dict[str, Any]:
    return {"documentId": number, "files": [{"fileName": f"{number}", "fileDataFormat": form} for form in forms]}


def publication(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": number,
        "description": f"Lamps on the coast {number}",
        "publicationStartDate": "2031-05-06T00:01:00",
        "governmentResponses": None,
        "documents": [files(number + 500, "Html", "Pdf")],
        "hcNumber": {"number": "77"},
        "hlPaper": None,
        "type": {"id": 1, "name": "Report", "governmentCanRespond": True},
        "responseToPublicationId": None,
        "respondingDepartment": None,
        "committee": COMMITTEE,
        **changes,
    }


def session(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": number,
        "publicationDate": "2031-05-08T10:00:00",
        "witnesses": [{"name": None, "organisations": [{"name": "Duck Trust", "role": "Director"}]}],
        "document": files(number, "Html", "OriginalFormat", "Pdf"),
        "committees": [COMMITTEE],
        "activityId": 4,
        "meetingDate": "2031-05-06T00:00:00",
        "activityStartDate": "2031-05-06T10:00:00",
        "committeeBusinesses": [{"id": 1, "title": "Lamps on the coast"}],
        "hcNumbers": [{"number": "77"}],
        **changes,
    }


def submission(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": number,
        "publicationDate": "2031-05-09T10:00:00",
        "witnesses": [{"name": "Cal Rook", "organisations": [{"name": "Buoy Society", "role": "Secretary"}]}],
        "document": files(number, "Html"),
        "committees": [COMMITTEE],
        "submissionId": f"LMP{number:04}",
        "committeeBusiness": {"id": 1, "title": "Lamps on the coast"},
        "anonymous": False,
        **changes,
    }


@dataclass
class Service:
    """An invented Committees API: rows by list, and documents by path."""

    lists: dict[str, list[dict[str, Any]]]
    documents: dict[str, bytes] = field(default_factory=dict)
    most: int = 100

    def routes(self) -> dict[str, Callable[[Request], Response]]:
        return {
            r"/api/(Publications|OralEvidence|WrittenEvidence)": self.listed,
            r"/api/Publications/(\d+)": self.one,
            r"/api/(.+/Document/.+)": self.document,
        }

    def listed(self, request: Request) -> Response:
        begin, end, body = (request.first(name) for name in ("StartDate", "EndDate", "CommitteeId"))
        term = request.first("SearchTerm").casefold()
        rows = [
            row
            for row in self.lists.get(request.groups[0], [])
            if begin <= (row.get("publicationStartDate") or row.get("publicationDate") or "9")[:10] <= (end or "9")
            and body in ("", *(str(each["id"]) for each in [row.get("committee"), *row.get("committees", [])] if each))
            and term in json.dumps(row).casefold()
        ]
        skip, take = request.number("Skip", 0), min(request.number("Take", 30), self.most)
        part = rows[skip : skip + take]
        return json_response({"items": part, "totalResults": len(rows), "itemsPerPage": take, "links": []})

    def one(self, request: Request) -> Response:
        rows = [row for row in self.lists["Publications"] if str(row["id"]) == request.groups[0]]
        return json_response(rows[0]) if rows else json_response({}, 404)

    def document(self, request: Request) -> Response:
        data = self.documents.get(request.groups[0])
        if data is None:
            return json_response({"title": "Not Found"}, 404)
        value = {
            "fileName": "x",
            "fileSize": len(data),
            "fileDataFormat": request.groups[0].rpartition("/")[2],
            "url": f"https://committees-api.example{request.path}",
            "data": base64.b64encode(data).decode(),
        }
        return json_response(value)


def service() -> Service:
    """Return a report, a session and a piece of written evidence, each with its document as HTML."""
    return Service(
        {"Publications": [publication(70)], "OralEvidence": [session(18)], "WrittenEvidence": [submission(5)]},
        {
            "Publications/70/Document/570/Html": paragraphs("Lamps matter.\nWe recommend that every lamp be lit."),
            "OralEvidence/18/Document/Html": paragraphs(TRANSCRIPT),
            "WrittenEvidence/5/Document/Html": paragraphs("We keep the buoys.\nThe buoys need paint this year."),
        },
    )


REPORT, SESSION, EVIDENCE = "committees/publications/70", "committees/oralevidence/18", "committees/writtenevidence/5"


def walked(held: Service, folder: Path, scope: Scope = SCOPE, today: date = TODAY, **given: Any) -> Walked:
    with Replay(held.routes()) as replay:
        return walk(Committees(), replay, folder, scope, today, **given)


def test_each_list_comes_with_its_documents(tmp_path: Path) -> None:
    done = walked(service(), tmp_path)
    assert not done.refused
    assert set(done.records) == {REPORT, SESSION, EVIDENCE}
    report = done.records[REPORT]
    assert (report.title, report.reference, report.publisher) == ("Lamps on the coast 70", "HC 77", COMMITTEE["name"])
    assert report.url == "https://committees.parliament.uk/publications/70/html/"
    assert [(p.role, p.quotable) for p in report.passages] == [(Role.COMMITTEE, True)] * len(report.passages)
    assert report.passages[-1].text == "We recommend that every lamp be lit."
    assert report.notes == ("The Government's response is due by 6 July 2031, two months after publication.",)
    heard = done.records[SESSION]
    assert [(p.speaker, p.text) for p in heard.passages] == [
        ("Jane Example", "Are the lamps lit?"),
        ("Ann Sample", "They are lit on every coast we looked at."),
    ]
    assert (heard.day, heard.dates.published, heard.house) == (date(2031, 5, 6), date(2031, 5, 8), House.COMMONS)
    assert (heard.reference, heard.url) == ("HC 77", "https://committees.parliament.uk/oralevidence/18/html/")
    written = done.records[EVIDENCE]
    assert written.title == "Written evidence from Cal Rook: Lamps on the coast"
    assert {(p.speaker, p.office) for p in written.passages} == {("Cal Rook", "Secretary, Buoy Society")}
    assert (written.reference, written.day, written.notes) == ("LMP0005", date(2031, 5, 9), ())


@pytest.mark.parametrize(
    ("form", "make"),
    [("Html", paragraphs), ("OriginalFormat", word_file), ("Pdf", pdf_file)],
    ids=["HTML", "Word", "PDF"],
)
def test_a_transcript_is_read_in_whatever_form_there_is(
    tmp_path: Path, form: str, make: Callable[[str], bytes]
) -> None:
    held = service()
    held.documents["OralEvidence/18/Document/" + form] = held.documents.pop("OralEvidence/18/Document/Html")
    held.documents["OralEvidence/18/Document/" + form] = make(TRANSCRIPT)
    done = walked(held, tmp_path)
    assert not done.refused
    record = done.records[SESSION]
    assert [p.speaker for p in record.passages] == ["Jane Example", "Ann Sample"]
    assert record.kind is Kind.COMMITTEE_EVIDENCE


def test_a_document_of_no_known_form_leaves_the_particulars_and_is_refused(tmp_path: Path) -> None:
    held = service()
    held.documents["OralEvidence/18/Document/Html"] = b"\x00\x01"
    done = walked(held, tmp_path)
    assert not any(passage.quotable for passage in done.records[SESSION].passages)
    assert [refusal.place for refusal in done.refused] == ["OralEvidence 18"]
    assert "Html: the document is not an HTML" in done.refused[0].reason
    assert "Pdf: not available" in done.refused[0].reason


def test_a_transcript_of_an_unknown_layout_is_held_without_speakers_and_still_uncorrected(tmp_path: Path) -> None:
    held = service()
    held.documents["OralEvidence/18/Document/Html"] = paragraphs("Uncorrected transcript\nThe lamps are lit, she said.")
    record = walked(held, tmp_path).records[SESSION]
    assert record.fidelity is Fidelity.UNCORRECTED
    assert (UNCORRECTED in record.notes, Gap.NO_SPEAKERS in record.notes) == (True, True)
    assert {p.speaker for p in record.passages} == {None}


def test_an_uncorrected_transcript_is_fetched_again_after_a_week_and_a_corrected_one_is_not(tmp_path: Path) -> None:
    held = service()
    plain = held.documents["OralEvidence/18/Document/Html"]
    held.documents["OralEvidence/18/Document/Html"] = plain.replace(b"Oral evidence:", b"Uncorrected oral evidence:")
    first = walked(held, tmp_path)
    held.documents["OralEvidence/18/Document/Html"] = plain
    soon = walked(held, tmp_path, today=date(2031, 5, 24), cursor=first.cursor)
    later = walked(held, tmp_path, today=date(2031, 5, 28), cursor=soon.cursor)
    last = walked(held, tmp_path, today=date(2031, 6, 20), cursor=later.cursor)
    assert first.records[SESSION].fidelity is Fidelity.UNCORRECTED
    assert UNCORRECTED in first.records[SESSION].notes
    assert not soon.records
    assert later.records[SESSION].fidelity is Fidelity.VERBATIM
    assert not last.records


def test_a_response_names_its_report_and_brings_it_again(tmp_path: Path) -> None:
    held = service()
    first = walked(held, tmp_path)
    held.lists["Publications"][0]["governmentResponses"] = {
        "publication": [{"description": "Reply", "publicationStartDate": "2031-08-01T00:00:00"}]
    }
    held.lists["Publications"].append(
        publication(
            90,
            description="Reply",
            publicationStartDate="2031-08-01T00:00:00",
            responseToPublicationId=70,
            respondingDepartment={"name": "Department for Coasts"},
            documents=[],
        )
    )
    later = walked(held, tmp_path, today=date(2031, 8, 5), cursor=first.cursor)
    assert "A response was published on 1 August 2031: “Reply”." in later.records[REPORT].notes
    response = later.records["committees/publications/90"]
    assert "to “Lamps on the coast 70”" in response.notes[-1]
    assert response.answering_body == "Department for Coasts"


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        pytest.param({"bodies": ("10",)}, {"committees/publications/71"}, id="a committee"),
        pytest.param({"bodies": ("9", "10"), "terms": ("Duck",)}, {SESSION}, id="committees and a term"),
        pytest.param({"house": House.LORDS}, {"committees/publications/71"}, id="a House"),
        pytest.param({"until": date(2031, 5, 7)}, {REPORT, "committees/publications/71"}, id="a last day"),
    ],
)
def test_a_scope_brings_what_it_names(tmp_path: Path, scope: dict[str, Any], found: set[str]) -> None:
    held = service()
    held.lists["Publications"].append(publication(71, committee=LORDS, documents=[]))
    assert set(walked(held, tmp_path, Scope(since=SCOPE.since, **scope)).records) == found


@pytest.mark.parametrize("today", [TODAY, date(2032, 5, 20)], ids=["recent", "a year ago"])
def test_a_walk_that_is_cut_off_at_every_batch_ends_like_one_that_is_not(tmp_path: Path, today: date) -> None:
    held = service()
    held.most = 7
    held.lists["Publications"] = [publication(number, documents=[]) for number in range(70, 90)]
    held.lists["WrittenEvidence"] = [submission(number, document=None) for number in range(1, 20)]
    with Replay(held.routes()) as replay:
        whole = walk(Committees(), replay, tmp_path / "whole", SCOPE, today)
        parts = killed_walk(Committees(), replay, tmp_path / "parts", SCOPE, today, 1, rounds=80)
    assert len(whole.records) == 40
    assert parts.records.keys() == whole.records.keys()
    assert parts.cursor == whole.cursor


@pytest.mark.parametrize(
    ("where", "fault", "error", "words"),
    [
        pytest.param("OralEvidence", html_page, ChangedFormat, "a web page", id="a page with 200"),
        pytest.param("Publications", error_with_json, SourceUnavailable, "500", id="500 with JSON"),
        pytest.param("Publications", half_json, SourceUnavailable, "breaks off", id="half a JSON"),
        pytest.param("Publications", renamed(b'"items"', b'"rows"'), ChangedFormat, '"items"', id="no rows"),
        pytest.param(
            "OralEvidence", renamed(b'"totalResults"', b'"sum"'), ChangedFormat, '"totalResults"', id="no total"
        ),
        pytest.param("WrittenEvidence", renamed(b'"id"', b'"key"'), ChangedFormat, '"id"', id="no ids"),
        pytest.param(
            "Publications", renamed(b"2031-05-06", b"2030-01-06"), ChangedFormat, "filter by date", id="other days"
        ),
        pytest.param("Publications", asking(CommitteeId=None), ChangedFormat, "filter by committee", id="no committee"),
        pytest.param("OralEvidence\\?", asking(Skip=None, Take="1"), ChangedFormat, "same page", id="the page repeats"),
    ],
)
def test_what_stops_the_source_says_why(
    tmp_path: Path, where: str, fault: Fault, error: type[PqbriefError], words: str
) -> None:
    held = service()
    held.lists["OralEvidence"].append(session(19, document=None))
    scope = Scope(since=SCOPE.since, bodies=("10",)) if "committee" in words else SCOPE
    with Replay(held.routes()) as replay:
        replay.fault(where, fault)
        with pytest.raises(error, match=words) as raised:
            walk(Committees(), replay, tmp_path, scope, TODAY)
    assert Committees.title in str(raised.value)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        pytest.param(error_with_json, "500", id="it fails"),
        pytest.param(html_page, "web page", id="it is a page"),
        pytest.param(renamed(b'"data"', b'"file"'), '"data"', id="it holds no file"),
        pytest.param(renamed(b'"data": "', b'"data": "%'), "base64", id="it is no base64"),
    ],
)
def test_one_bad_document_is_refused_alone_under_its_id(tmp_path: Path, fault: Fault, words: str) -> None:
    with Replay(service().routes()) as replay:
        replay.fault("OralEvidence/18/Document", fault)
        done = walk(Committees(), replay, tmp_path, SCOPE, TODAY)
    assert set(done.records) == {REPORT, SESSION, EVIDENCE}
    assert [refusal.place for refusal in done.refused] == ["OralEvidence 18"]
    assert words in done.refused[0].reason
    assert not any(passage.quotable for passage in done.records[SESSION].passages)


def test_a_bad_row_is_refused_alone_under_its_id(tmp_path: Path) -> None:
    held = service()
    held.lists["Publications"].append(publication(71, description=None))
    done = walked(held, tmp_path)
    assert set(done.records) == {REPORT, SESSION, EVIDENCE}
    assert [refusal.place for refusal in done.refused] == ["Publications 71"]


def test_anonymous_evidence_names_nobody(tmp_path: Path) -> None:
    held = service()
    held.lists["WrittenEvidence"][0]["anonymous"] = True
    record = walked(held, tmp_path).records[EVIDENCE]
    assert (record.title, record.people) == ("Written evidence: Lamps on the coast", ())
    assert {p.speaker for p in record.passages} == {None}


@pytest.mark.shared
@pytest.mark.parametrize(("number", "uncorrected"), [(18084, False), (18091, True)])
def test_the_sample_transcripts_come_under_their_rows(tmp_path: Path, number: int, uncorrected: bool) -> None:
    text = shared("data", "committee-oral-evidence", f"{number}.transcript.excerpt.txt").read_text()
    held = service()
    held.lists = {"OralEvidence": [session(number)]}
    held.documents = {f"OralEvidence/{number}/Document/Html": paragraphs(text)}
    done = walked(held, tmp_path)
    record = done.records[f"committees/oralevidence/{number}"]
    assert not done.refused
    assert (record.fidelity is Fidelity.UNCORRECTED) is uncorrected
    assert len({passage.speaker for passage in record.passages}) > 2
    assert record.url == f"https://committees.parliament.uk/oralevidence/{number}/html/"
