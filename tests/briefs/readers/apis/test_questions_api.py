"""Parliament's Written Questions API, in every shape it is kept in, becomes one record a question."""

from __future__ import annotations

import gzip
import json
from datetime import date
from typing import Any

import pytest

from briefs.errors import RefusedInput
from briefs.readers.apis import questions_api
from briefs.readers.common.base import Reading, SourceFile
from briefs.records.citations import citation
from briefs.records.model import AnswerState, DateKind, House, Kind, Part, Person, Record, Role
from tests.support import shared


def value(**changes: Any) -> dict[str, Any]:
    """Return a question's object as the API gives it, in words of our own."""
    return {
        "id": 501,
        "askingMemberId": 11,
        "askingMember": None,
        "house": "Commons",
        "memberHasInterest": False,
        "dateTabled": "2024-03-12T00:00:00",
        "dateForAnswer": "2024-03-15T00:00:00",
        "uin": "18001",
        "questionText": "To ask the Minister for Ponds, how many ducks he has counted.",
        "answeringBodyId": 999,
        "answeringBodyName": "Department for Ponds",
        "isWithdrawn": False,
        "isNamedDay": True,
        "groupedQuestions": [],
        "answerIsHolding": False,
        "answerIsCorrection": False,
        "answeringMemberId": 12,
        "answeringMember": None,
        "dateAnswered": "2024-03-15T00:00:00",
        "answerText": "<p>We counted 40 ducks &amp; geese.</p><p> </p><p>The count is yearly.</p>",
        "dateAnswerCorrected": None,
        "dateHoldingAnswer": None,
        "heading": "Ducks: Census",
        **changes,
    }


def item(**changes: Any) -> dict[str, Any]:
    return {"value": value(**changes), "links": [{"rel": "self", "href": "/Questions/501", "method": "GET"}]}


def read(text: str) -> Reading:
    source = SourceFile("answers.json", text.encode())
    assert questions_api.detect(source)
    return questions_api.read(source)


def one(**changes: Any) -> Record:
    reading = read(json.dumps(value(**changes)))
    assert reading.refused == ()
    (record,) = reading.records
    return record


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(json.dumps({"totalResults": 2, "results": [item(), item(uin="18002")]}), id="list answer"),
        pytest.param(json.dumps([item(), item(uin="18002")]), id="rows without their envelope"),
        pytest.param(json.dumps([item(), item(uin="18002")], indent=1), id="rows, indented"),
        pytest.param(json.dumps([value(), value(uin="18002")]), id="bare values"),
        pytest.param(f"{json.dumps(value())}\n{json.dumps(value(uin='18002'))}\n", id="a value a line"),
        pytest.param(f"{json.dumps(item())}\r\n\r\n{json.dumps(item(uin='18002'))}", id="a detail a line"),
    ],
)
def test_every_shape_gives_the_same_records(text: str) -> None:
    reading = read(text)
    assert [record.record_id for record in reading.records] == [
        "wq/commons/2024-03-12/18001",
        "wq/commons/2024-03-12/18002",
    ]
    assert reading.refused == ()


def test_a_detail_answer_is_read() -> None:
    assert len(read(json.dumps(item(), indent=2)).records) == 1


def test_an_empty_list_answer_has_no_records() -> None:
    assert read('{"totalResults": 0, "results": []}') == Reading(records=())


def test_a_question_keeps_what_the_api_says() -> None:
    record = one(memberHasInterest=True, groupedQuestions=["18001", "18002", "18003"])
    assert (record.kind, record.house, record.uin) == (Kind.WRITTEN_QUESTION, House.COMMONS, "18001")
    assert (record.title, record.source_id) == ("Ducks: Census", 501)
    assert (record.dates.tabled, record.dates.answered) == (date(2024, 3, 12), date(2024, 3, 15))
    assert record.dates.cited is DateKind.ANSWERED
    assert (record.answering_body, record.answering_body_id) == ("Department for Ponds", 999)
    assert (record.asking_member_id, record.answering_member_id, record.people) == (11, 12, ())
    assert (record.named_day, record.declared_interest) == (True, True)
    assert record.date_for_answer == date(2024, 3, 15)
    assert record.grouped_uins == ("18002", "18003")
    assert record.url == "https://questions-statements.parliament.uk/written-questions/detail/2024-03-12/18001"
    assert record.licence == "Open Parliament Licence v3.0"
    assert citation(record) == "HC Written Question 18001, answered 15 March 2024"
    question, *answer = record.passages
    assert (question.part, question.role, question.member_id) == (Part.QUESTION, Role.UNKNOWN, 11)
    assert [passage.text for passage in answer] == ["We counted 40 ducks & geese.", "The count is yearly."]
    assert {(passage.part, passage.role, passage.speaker) for passage in answer} == {(Part.ANSWER, Role.MINISTER, None)}


def test_members_are_named_when_the_source_was_asked_to_expand_them() -> None:
    asking = {"id": 11, "name": "Ann Member", "party": "Pond", "memberFrom": "Marsh East"}
    record = one(
        askingMember=asking, answeringMember={"id": 12, "name": "Bob Minister", "party": "", "memberFrom": None}
    )
    assert record.people == (
        Person("Ann Member", "asking", party="Pond", constituency="Marsh East", member_id=11),
        Person("Bob Minister", "answering", member_id=12),
    )
    assert [passage.speaker for passage in record.passages] == ["Ann Member", "Bob Minister", "Bob Minister"]
    assert record.passages[0].constituency == "Marsh East"


def test_a_question_without_heading_gets_a_title_of_its_number_alone() -> None:
    assert one(heading=None).title == "Written question 18001"


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        pytest.param({"isWithdrawn": True}, AnswerState.WITHDRAWN, id="withdrawn"),
        pytest.param(
            {"answerText": None, "dateAnswered": None, "answerIsHolding": None}, AnswerState.UNANSWERED, id="unanswered"
        ),
        pytest.param({"answerIsHolding": True}, AnswerState.HOLDING, id="holding by its flag"),
        pytest.param(
            {"answerText": "It has not proved possible to respond before Prorogation."},
            AnswerState.HOLDING,
            id="holding by its words",
        ),
        pytest.param({"answerText": "I will write to the hon. Member."}, AnswerState.WILL_WRITE, id="will write"),
        pytest.param(
            {"answerText": "<p>I refer the hon. Member to the answer given to Question 7.</p>"},
            AnswerState.REFERRAL,
            id="referral",
        ),
        pytest.param({"answerIsCorrection": True}, AnswerState.CORRECTED, id="corrected by its flag"),
        pytest.param({"dateAnswerCorrected": "2024-04-02T00:00:00"}, AnswerState.CORRECTED, id="corrected by its day"),
        pytest.param({}, AnswerState.ANSWERED, id="answered"),
    ],
)
def test_state(changes: dict[str, Any], state: AnswerState) -> None:
    assert one(**changes).state is state


def test_an_unanswered_question_is_cited_by_the_day_tabled() -> None:
    record = one(answerText=None, dateAnswered=None, answerIsHolding=None, answeringMemberId=None)
    assert (record.day, len(record.passages)) == (date(2024, 3, 12), 1)


def test_notes_say_when_it_was_corrected_and_that_a_holding_answer_came_first() -> None:
    record = one(dateAnswerCorrected="2024-04-02T00:00:00", dateHoldingAnswer="2024-03-14T00:00:00")
    assert record.notes == (
        "The answer was corrected on 2 April 2024.",
        "A holding answer was given on 14 March 2024.",
    )


CLIPPED = "We counted ducks. " * 14 + "And..."
WHOLE = f"<p>{CLIPPED[:-3].strip()} then geese.</p><p>The count is yearly.</p>"


def test_clipped_text_is_held_but_not_quotable() -> None:
    cut = ("To ask the Minister for Ponds, how many " + "ducks and geese and swans " * 10)[:255]
    record = one(questionText=cut, answerText=CLIPPED)
    assert [passage.quotable for passage in record.passages] == [False, False]
    assert len(record.notes) == 2
    assert one(questionText=cut[:-1] + ".").passages[0].quotable
    assert one(questionText=cut[:-1]).passages[0].quotable


@pytest.mark.parametrize(
    ("flat", "quotable"),
    [
        pytest.param("The count was:2019: 1,7402020: 2,762", False, id="figures"),
        pytest.param("We counted ducks.The count is yearly.", False, id="sentences"),
        pytest.param("We counted ducks. The count, on GOV.UK, is yearly.", True, id="whole"),
    ],
)
def test_paragraphs_that_ran_together_are_not_quotable(flat: str, quotable: bool) -> None:
    record = one(answerText=flat)
    assert record.passages[-1].quotable is quotable
    assert record.state is AnswerState.ANSWERED
    assert len(record.notes) == (0 if quotable else 1)


def test_the_copy_that_keeps_its_paragraphs_is_kept() -> None:
    marked = value(answerText="<p>Counted in</p><ul><li>ponds</li></ul><p>and lakes</p>")
    for flat in ("Counted inpondsand lakes", "Counted in ponds and lakes"):
        (record,) = read(f"{json.dumps(marked)}\n{json.dumps(value(answerText=flat))}").records
        assert [passage.text for passage in record.passages[1:]] == ["Counted in", "ponds", "and lakes"]


@pytest.mark.parametrize("order", [("whole", "clipped"), ("clipped", "whole")])
def test_a_clipped_row_does_not_take_the_place_of_the_whole_text(order: tuple[str, str]) -> None:
    rows = {"whole": value(answerText=WHOLE, heading="Old"), "clipped": value(answerText=CLIPPED, heading="New")}
    reading = read("\n".join(json.dumps(rows[name]) for name in order))
    (record,) = reading.records
    assert all(passage.quotable for passage in record.passages)
    assert record.passages[-1].text == "The count is yearly."
    assert record.title == ("New" if order[1] == "clipped" else "Old")
    assert record.notes == ()


def test_a_clipped_row_of_another_answer_does_take_its_place() -> None:
    holding = value(answerText="<p>It has not proved possible to answer in time.</p>", dateAnswered="2024-03-14")
    (record,) = read(f"{json.dumps(holding)}\n{json.dumps(value(answerText=CLIPPED))}").records
    assert record.dates.answered == date(2024, 3, 15)
    assert not record.passages[-1].quotable


def test_a_clipped_correction_is_not_completed_with_what_it_corrects() -> None:
    corrected = value(answerText=CLIPPED, dateAnswerCorrected="2024-04-02T00:00:00", answerIsCorrection=True)
    rows = [json.dumps(value(answerText=WHOLE)), json.dumps(corrected)]
    for lines in (rows, rows[::-1]):
        (record,) = read("\n".join(lines)).records
        assert record.state is AnswerState.CORRECTED
        assert not record.passages[-1].quotable


def test_an_older_unanswered_row_does_not_undo_an_answer() -> None:
    unanswered = value(answerText=None, dateAnswered=None, answerIsHolding=None)
    (record,) = read(f"{json.dumps(value())}\n{json.dumps(unanswered)}").records
    assert record.state is AnswerState.ANSWERED


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        pytest.param({"house": "Sea"}, "house", id="house"),
        pytest.param({"dateTabled": None}, "dateTabled", id="no day"),
        pytest.param({"dateTabled": "soon"}, "dateTabled", id="day that is none"),
        pytest.param({"uin": "../../x"}, "uin", id="UIN that is none"),
        pytest.param({"uin": None}, "uin", id="no UIN"),
        pytest.param({"questionText": "<p> </p>"}, "questionText", id="no question"),
        pytest.param({"dateAnswered": 5}, "dateAnswered", id="day of another type"),
    ],
)
def test_a_row_that_lacks_what_it_must_have_is_refused_and_the_rest_is_read(changes: dict[str, Any], word: str) -> None:
    reading = read(json.dumps([value(uin="1"), value(**changes), value(uin="3")]))
    assert [record.uin for record in reading.records] == ["1", "3"]
    (refusal,) = reading.refused
    assert refusal.place == "row 2"
    assert word in refusal.reason


def test_malformed_json_in_one_line_is_refused_with_its_number() -> None:
    lines = [json.dumps(value(uin=str(number))) for number in range(1, 6)]
    lines[3] = lines[3][:200]
    reading = read("\n".join([lines[0], "", *lines[1:]]))
    assert [refusal.place for refusal in reading.refused] == ["line 5"]
    assert [record.uin for record in reading.records] == ["1", "2", "3", "5"]


@pytest.mark.parametrize(
    "first",
    [
        pytest.param('{"uin": "1", "questionText": "cut', id="cut short"),
        pytest.param('{"uin": "1", "questionText": ' + "[" * 100_000, id="too many brackets"),
        pytest.param('{"uin": ' + "9" * 5000 + ', "questionText": "x"}', id="too long a number"),
        pytest.param('{"uin": "1", "questionText": "caf\udc81"}', id="wrong bytes"),
        pytest.param('{"uin": "1", "questionText": "x", "house": "Commons", "dateTabled": {}}', id="wrong type"),
    ],
)
def test_a_bad_first_line_does_not_stop_the_rest(first: str) -> None:
    data = f"{first}\n{json.dumps(value())}\n".encode("utf-8", "surrogateescape")
    reading = questions_api.read(SourceFile("x", data))
    assert [refusal.place for refusal in reading.refused] == ["line 1"]
    assert len(reading.records) == 1


def test_a_list_answer_cut_short_is_refused_whole() -> None:
    with pytest.raises(RefusedInput, match="not valid JSON"):
        read(json.dumps([item(), item()])[:-40])


def test_odd_values_do_not_get_into_records() -> None:
    record = one(id=10**30, askingMemberId=True, heading="Half \ud800 pair", groupedQuestions=[1, "x y", "12"])
    assert (record.source_id, record.asking_member_id) == (None, None)
    assert record.title == "Half \ufffd pair"
    assert record.grouped_uins == ("12",)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count", "whole_only"),
    [
        ("api-list-2023-12.json", 2989, False),
        ("api-list-2024-08.json", 1004, False),
        ("api-details-66.json", 66, True),
    ],
)
def test_real_answers_of_the_api(name: str, count: int, whole_only: bool) -> None:
    reading = read(shared("data", "written-questions", name).read_text("utf-8"))
    assert (len(reading.records), reading.refused) == (count, ())
    quotable = all(passage.quotable for record in reading.records for passage in record.passages)
    assert quotable is whole_only


@pytest.mark.shared
def test_real_questions_one_a_line() -> None:
    data = gzip.decompress(shared("data", "written-questions", "questions-2023-09-to-2025-09.jsonl.gz").read_bytes())
    reading = questions_api.read(SourceFile("questions.jsonl", data))
    assert (len(reading.records), reading.refused) == (29_240, ())
    for record in reading.records:
        for passage in record.passages:
            assert not (passage.quotable and passage.text.endswith("..."))
            assert "<p>" not in passage.text
    assert sum(record.state is AnswerState.CORRECTED for record in reading.records) == 29
    assert {record.house for record in reading.records} == {House.COMMONS}
