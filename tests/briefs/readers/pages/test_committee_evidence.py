"""A transcript of oral evidence: speakers from its head alone, and nobody's words given to somebody else."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading
from briefs.readers.common.boilerplate import page_lines
from briefs.readers.pages import committee_evidence
from briefs.readers.pages.committee_evidence import UNCORRECTED, UNNAMED
from briefs.records.citations import citation
from briefs.records.model import Fidelity, House, Kind, Role
from tests.briefs.readers.round_trip import kept, read_as, words
from tests.support import shared

FORM = "a transcript of oral evidence"
HEAD = """Lighthouses Committee

Oral evidence: Lamps on the coast, HC 77

Tuesday 6 May 2031

Ordered by the House of Commons to be published on 6 May 2031.

Watch the meeting

Members present: Jane Example (Chair); Bob Trial; Dr Sue Marsh; Tom Marsh.

Questions 1-9

Witnesses

I: The Rt Hon Ann Sample MP, Secretary of State for Coasts, and Dan Clerk, Permanent Under-Secretary, Department for
Coasts; and Sir Ed Keeper, Chief Inspector of Lamps, National Audit Office.

Examination of witnesses

Witnesses: Ann Sample, Dan Clerk and Sir Ed Keeper.
""".replace("for\nCoasts", "for Coasts")


def read(words_said: str, head: str = HEAD, name: str = "x.txt") -> Reading:
    return read_as(FORM, f"{head}\n{words_said}".encode(), name)


def turns(reading: Reading) -> list[tuple[str | None, str]]:
    return [(passage.speaker, passage.text) for passage in reading.records[0].passages]


def test_the_head_gives_the_sessions_particulars() -> None:
    (record,) = read("Q1 Chair: Good morning.").records
    assert (record.kind, record.title, record.publisher) == (
        Kind.COMMITTEE_EVIDENCE,
        "Lamps on the coast",
        "Lighthouses Committee",
    )
    assert (record.reference, record.day, record.house) == ("HC 77", date(2031, 5, 6), House.COMMONS)
    assert (record.fidelity, record.notes, record.url) == (Fidelity.VERBATIM, (), None)
    assert "Open Parliament Licence" in (record.licence or "")
    assert citation(record) == "Lighthouses Committee, Lamps on the coast, HC 77, 6 May 2031"


@pytest.mark.parametrize(
    ("label", "speaker", "role", "office"),
    [
        pytest.param("Chair", "Jane Example", Role.COMMITTEE, "Chair", id="the chair"),
        pytest.param("Bob Trial", "Bob Trial", Role.COMMITTEE, None, id="a member"),
        pytest.param("Mr Trial", "Bob Trial", Role.COMMITTEE, None, id="short form"),
        pytest.param("Dr Sue Marsh", "Dr Sue Marsh", Role.COMMITTEE, None, id="with a title"),
        pytest.param("Sue Marsh", "Dr Sue Marsh", Role.COMMITTEE, None, id="without the title"),
        pytest.param("Ann Sample", "Ann Sample", Role.MINISTER, "Secretary of State for Coasts", id="a minister"),
        pytest.param(
            "Dan Clerk",
            "Dan Clerk",
            Role.UNKNOWN,
            "Permanent Under-Secretary, Department for Coasts",
            id="an official is no minister",
        ),
        pytest.param(
            "Sir Ed Keeper",
            "Sir Ed Keeper",
            Role.WATCHDOG,
            "Chief Inspector of Lamps, National Audit Office",
            id="a watchdog",
        ),
    ],
)
def test_a_label_means_whom_the_head_names(label: str, speaker: str, role: Role, office: str | None) -> None:
    (record,) = read(f"Q1 Bob Trial: Are they lit?\n\n{label}: They are.").records
    last = record.passages[-1]
    assert (last.text, last.speaker, last.role, last.office) == ("They are.", speaker, role, office)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Let us be plain: they are out.", ("Bob Trial", None), id="a sentence with a colon"),
        pytest.param("There are two: one here, one there.", ("Bob Trial", None), id="a list after a colon"),
        pytest.param("Vera Stranger: They are out.", (None, None), id="a name that the head does not have"),
        pytest.param("Dr Marsh: They are out.", (None, None), id="a surname that two bear"),
        pytest.param("Q2 Vera Stranger: Are they out?", (None, "Vera Stranger: Are they out?"), id="with a number"),
        pytest.param("Q3 And is that all?", (None, "And is that all?"), id="a question without a label"),
        pytest.param("Sitting suspended for a Division in the House.", (None, None), id="procedure"),
    ],
)
def test_other_words_are_nobody_elses(line: str, expected: tuple[str | None, str | None]) -> None:
    speaker, text = expected
    reading = read(f"Q1 Bob Trial: Good morning.\n\n{line}\n\nAnd a paragraph more.")
    assert turns(reading)[1:] == [(speaker, text or line), (speaker, "And a paragraph more.")]
    assert (UNNAMED in reading.records[0].notes) == (speaker is None and "suspended" not in line)


def test_a_turn_runs_over_paragraphs_and_page_numbers_are_dropped() -> None:
    reading = read("Q1 Chair: One.\n\n12\n\nTwo.\n\nBob Trial: Three.\n\nPage 13 of 40\n\nFour.")
    passages = reading.records[0].passages
    assert [(p.turn, p.text) for p in passages] == [(1, "One."), (1, "Two."), (2, "Three."), (2, "Four.")]
    assert [s.text for s in reading.stripped if s.why == "page number"] == ["12", "Page 13 of 40"]


def test_a_later_panel_is_a_heading_and_its_witnesses_are_known() -> None:
    head = HEAD.replace("\n\nExamination", "\n\nII: Pat Late, Director, Lamp Charity.\n\nExamination")
    reading = read(
        "Q1 Chair: One.\n\nExamination of witness\n\nWitness: Pat Late.\n\nQ2 Chair: Two.\n\nPat Late: Yes.", head
    )
    assert turns(reading) == [("Jane Example", "One."), ("Jane Example", "Two."), ("Pat Late", "Yes.")]
    assert reading.records[0].passages[-1].office == "Director, Lamp Charity"


def test_without_a_panels_line_the_names_are_cut_from_the_running_one() -> None:
    reading = read("Q1 Chair: One.\n\nSir Ed Keeper: Two.\n\nAnn Sample: Three.", HEAD.split("Witnesses: Ann")[0])
    assert [speaker for speaker, _ in turns(reading)] == ["Jane Example", "Sir Ed Keeper", "Ann Sample"]
    assert reading.records[0].passages[-1].role is Role.MINISTER


LORDS = """Select Committee on Ponds
Uncorrected oral evidence: Ducks
Wednesday 7 May 2031
10.30 am
Members present: Baroness Pond (The Chair); Lord Marsh of Reed; The Earl of Mere.
Evidence Session No. 2 Heard in Public Questions 18 - 20
Witnesses
Ann Sample, Director, Duck Trust.
USE OF THE TRANSCRIPT
Members and witnesses are asked to send corrections to the Clerk.
Examination of witness
Ann Sample.
"""


def test_the_lords_form_is_read_and_marked_as_uncorrected() -> None:
    reading = read(
        "Q18 The Chair: Good morning.\nAnn Sample: Hello.\nLord Marsh: And you?\nThe Earl of Mere: Yes.", LORDS
    )
    (record,) = reading.records
    assert (record.house, record.fidelity, record.notes) == (House.LORDS, Fidelity.UNCORRECTED, (UNCORRECTED,))
    assert (record.reference, record.day) == (None, date(2031, 5, 7))
    assert [speaker for speaker, _ in turns(reading)] == [
        "Baroness Pond",
        "Ann Sample",
        "Lord Marsh of Reed",
        "The Earl of Mere",
    ]


def test_a_joint_committee_has_no_house_and_two_chairs_leave_the_chair_unnamed() -> None:
    head = HEAD.replace("Lighthouses Committee", "Joint Committee on Lamps").replace("Bob Trial;", "Bob Trial (Chair);")
    (record,) = read("Q1 Chair: Good morning.", head).records
    assert record.house is None
    assert (record.passages[0].speaker, record.passages[0].role) == ("Chair", Role.COMMITTEE)


def test_parliaments_number_is_the_identity_where_the_address_gives_it() -> None:
    (record,) = read("Q1 Chair: One.", name="https://committees.parliament.uk/oralevidence/18/html/").records
    assert (record.record_id, record.source_id) == ("committees/oralevidence/18", 18)
    assert record.url == "https://committees.parliament.uk/oralevidence/18/html/"
    assert read("Q1 Chair: One.").records[0].record_id.startswith("file/")


def test_a_saved_page_is_read_as_the_transcript_it_shows() -> None:
    page = "".join(f"<p>{line}</p>" for line in page_lines(f"{HEAD}\nQ1 <b>Chair</b>: One.\nBob Trial: Two."))
    head = '<link rel="canonical" href="https://committees.parliament.uk/oralevidence/18/html/">'
    reading = read_as("a web page", f"<html><head>{head}</head><body>{page}</body></html>".encode())
    assert turns(reading) == [("Jane Example", "One."), ("Bob Trial", "Two.")]
    assert reading.records[0].url == "https://committees.parliament.uk/oralevidence/18/html/"


@pytest.mark.parametrize("text", [HEAD, "Oral evidence: Lamps\nMembers present: A B.\n12"])
def test_a_transcript_without_words_is_refused(text: str) -> None:
    with pytest.raises(RefusedInput, match="not have the words"):
        read_as(FORM, text.encode())


@pytest.mark.parametrize(
    "text", ["Oral evidence: on lamps\nThe pond is deep.", "Members present: A.\nThe pond is deep."]
)
def test_other_text_is_no_transcript(text: str) -> None:
    assert not committee_evidence.looks_like(text)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("number", "house", "reference", "fidelity", "chair", "witness", "role"),
    [
        (18084, House.COMMONS, "HC 635", Fidelity.VERBATIM, "Sarah Champion", "Kirsty McNeill", Role.MINISTER),
        (18091, House.LORDS, None, Fidelity.UNCORRECTED, "Baroness Keeley", "Oliver Griffiths", Role.WATCHDOG),
    ],
)
def test_real_transcripts_give_their_particulars_and_keep_every_word(
    number: int, house: House, reference: str | None, fidelity: Fidelity, chair: str, witness: str, role: Role
) -> None:
    data = shared("data", "committee-oral-evidence", f"{number}.transcript.excerpt.txt").read_bytes()
    known = json.loads(shared("data", "committee-oral-evidence", f"{number}.metadata.json").read_bytes())
    reading = read_as(FORM, data)
    (record,) = reading.records
    assert (record.house, record.reference, record.fidelity) == (house, reference, fidelity)
    assert (record.title, record.publisher, str(record.day)) == (
        known["title"],
        known["committee"],
        known["meeting_date"],
    )
    assert record.passages[0].speaker == chair
    assert {p.role for p in record.passages if p.speaker == witness} == {role}
    assert all(passage.speaker for passage in record.passages)
    labels = re.findall(r"^(?:Q\d+ )?[^:\n.,]{2,60}(?=: )", data.decode().partition("Examination of")[2], re.MULTILINE)
    assert kept(reading) + words(" ".join(labels[label_of_panel(labels) :])) == words(data.decode())


def label_of_panel(labels: list[str]) -> int:
    """Return how many of the labels stand over a panel's names, which are left out whole."""
    return sum(label == "Witnesses" for label in labels)
