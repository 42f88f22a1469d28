"""What is good evidence, what may not be quoted, and what is chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefs.names.concepts import Concept, Name
from briefs.records.model import AnswerState, Dates, Kind, Record, Role, Voice
from briefs.request.model import Filters, Query
from briefs.topic.matching import Matcher
from briefs.topic.scoring import Evidence, Weighed, asks, freshness, weigh
from briefs.topic.segments import view
from briefs.topic.selection import choose
from briefs.topic.weights import DEFAULT, LENGTHS
from tests.making import debate, lamps, question, said

LAMPS = Query("lighthouse lamps", "lighthouse lamps", (Concept("lamps", (Name("lighthouse lamps"),), "subject"),))


def weighed(*records: Record, query: Query = LAMPS) -> Weighed:
    matcher = Matcher(query.concepts)
    return weigh([view(record, matcher, ()) for record in records], query)


def texts(evidence: tuple[Evidence, ...]) -> list[str]:
    return [e.text for e in evidence]


def test_a_commitment_with_a_figure_comes_first_and_courtesy_is_counted_out() -> None:
    result = weighed(lamps())
    assert texts(result.evidence)[0].startswith("We have announced £3 million")
    assert not any("good point" in text for text in texts(result.evidence))
    assert result.passed_over["courtesy"] == 2


def test_a_leaning_sentence_brings_the_one_before_as_one_span() -> None:
    joined = [e for e in weighed(lamps()).evidence if "They will be fitted" in e.text]
    assert [e.text for e in joined] == [
        "We have announced £3 million for new lighthouse lamps this year. They will be fitted by March 2022."
    ]


def test_words_that_occur_are_not_yet_a_topic() -> None:
    record = debate(
        said("The police in Scotland met. Some scottish ports have police.", 1),
        title="Ports",
        record_id="hansard/ports",
    )
    body = Query(
        "Police Scotland", "Police Scotland", (Concept("Police Scotland", (Name("Police Scotland"),), "body"),)
    )
    assert weighed(record, query=body).evidence == ()
    assert weighed(record, query=body).matched == ()


@pytest.mark.parametrize(
    ("text", "about"),
    [
        pytest.param("The county built a harbour lamp in spring.", True, id="beside each other"),
        pytest.param("A lamp stood in every harbour.", True, id="a few words apart"),
        pytest.param(
            "The harbour was deep, and far up on the hill behind the town an old man lit a lamp.", False, id="apart"
        ),
    ],
)
def test_plain_words_must_stand_together(text: str, about: bool) -> None:
    record = debate(said(f"{text} We will spend £3 million on it.", 1), title="Towns", record_id="own/towns")
    plain = Query(
        "harbour lamp", "harbour lamp", tuple(Concept(word, (Name(word),), "words") for word in ("harbour", "lamp"))
    )
    assert bool(weighed(record, query=plain).matched) is about


def test_a_question_is_not_quoted_beside_its_answer() -> None:
    answer = "We replaced 40 lighthouse lamps in 2020 and will replace 20 more by March."
    told = weighed(question(answer))
    assert texts(told.evidence) == [answer]
    assert told.passed_over["answered"] == 1
    unanswered = weighed(question(answer, state=AnswerState.HOLDING))
    assert [text.startswith("To ask") for text in texts(unanswered.evidence)] == [True]
    asked_by = replace(
        question(answer), passages=tuple(replace(p, speaker="Cal Rook") for p in question(answer).passages)
    )
    by_asker = replace(LAMPS, filters=Filters(by=("Cal Rook",)))
    assert any(text.startswith("To ask") for text in texts(weighed(asked_by, query=by_asker).evidence))


def test_a_reply_counts_by_its_question() -> None:
    record = debate(
        said("What is he doing about lighthouse lamps?", 1, by="Cal Rook", role=Role.BACKBENCHER),
        said("The Department has spent £2 million on repairs.", 2),
        said("What about ferries?", 3, by="Cal Rook", role=Role.BACKBENCHER),
        said("The Department has spent £9 million on ferries.", 4),
        title="Coasts",
    )
    found = texts(weighed(record).evidence)
    assert "The Department has spent £2 million on repairs." in found
    assert "The Department has spent £9 million on ferries." not in found


@pytest.mark.parametrize("state", [AnswerState.HOLDING, AnswerState.WILL_WRITE, AnswerState.REFERRAL])
def test_an_answer_that_is_none_is_never_the_position(state: AnswerState) -> None:
    answer = "The lighthouse lamps will be dealt with in a reply as soon as that can be made."
    assert any(answer in text for text in texts(weighed(question(answer)).evidence))
    held = weighed(question(answer, state=state))
    assert not any(answer in text for text in texts(held.evidence))
    assert held.passed_over["holding"] == 1


def test_clipped_text_is_searched_and_not_quoted() -> None:
    record = lamps()
    clipped = replace(record, passages=tuple(replace(p, quotable=False) for p in record.passages))
    result = weighed(clipped)
    assert result.evidence == ()
    assert result.passed_over["clipped"] > 0
    assert result.matched == (record.record_id,)


def test_by_keeps_only_what_that_person_says() -> None:
    query = replace(LAMPS, filters=Filters(by=("Bea Gale",)))
    assert {e.sentence.speaker for e in weighed(lamps(), query=query).evidence} == {"Bea Gale"}


def test_a_quotation_in_a_story_belongs_to_the_person_quoted() -> None:
    text = "“Lighthouse lamps are failing,” Dee Holm said. The lighthouse lamps date from 1960."
    voice = Voice(0, 31, "Dee Holm", Role.WATCHDOG)
    story = debate(
        replace(said(text, 1, by="A Writer", role=Role.JOURNALIST), turn=None, voices=(voice,)), kind=Kind.NEWS
    )
    by = {e.sentence.speaker for e in weighed(story).evidence}
    assert by == {"Dee Holm", "A Writer"}


def test_the_same_thing_is_not_chosen_twice() -> None:
    again = debate(
        said("We have announced £3 million for new lighthouse lamps this year.", 1), record_id="hansard/again"
    )
    chosen = choose(weighed(lamps(), again).evidence, LENGTHS["normal"])
    assert sum("£3 million" in e.text for e in chosen.taken) == 1
    assert any("another item" in refused.why for refused in chosen.refused)


@pytest.mark.parametrize("length", list(LENGTHS))
def test_a_length_is_a_promise(length: str) -> None:
    speeches = [
        said(f"The lighthouse lamps at harbour {n} cost £{n + 3} million and need {n * 7 + 11} keepers this year.", n)
        for n in range(60)
    ]
    chosen = choose(weighed(debate(*speeches)).evidence, LENGTHS[length])
    assert 0 < len(chosen.taken) <= LENGTHS[length].items
    assert sum(e.words for e in chosen.taken) <= LENGTHS[length].words


@pytest.mark.parametrize(
    "fragment",
    [
        pytest.param("The report on lighthouse lamps says that:", id="introduces"),
        pytest.param("“lighthouse lamps have failed on 14 coasts since May 2019.”", id="goes on from elsewhere"),
        pytest.param("Lighthouse lamps by coast", id="no stop"),
        pytest.param("Lighthouse lamps by coast - Lamps (www.example.org)", id="a bare link"),
        pytest.param("* The lighthouse lamps of the south are not counted.", id="note under a table"),
        pytest.param("Lighthouse lamps of the north that were relit | 3,620 | 14 coasts.", id="a row of a table"),
        pytest.param("[Official Report, Lighthouse Lamps Committee, 3 March 2021; c. 4.]", id="a place in a report"),
    ],
)
def test_a_piece_of_a_sentence_is_not_quoted(fragment: str) -> None:
    record = debate(said("The lighthouse lamps of the north cost £3 million.", 1), said(fragment, 2))
    found = texts(weighed(record).evidence)
    assert any("£3 million" in text for text in found)
    assert fragment not in found


def test_a_referral_inside_an_answer_is_not_quoted() -> None:
    answer = "I refer the hon. Member to my answer on lighthouse lamps. We replaced 40 lighthouse lamps in 2020."
    told = weighed(question(answer))
    assert texts(told.evidence) == ["We replaced 40 lighthouse lamps in 2020."]
    assert told.passed_over["courtesy"] == 1


@pytest.mark.parametrize(
    ("text", "why", "not_why"),
    [
        pytest.param("The cost of lighthouse lamps can be found below.", "pointer", "finding", id="points elsewhere"),
        pytest.param("No plans to make these assessments of lighthouse lamps.", "leaning", "pointer", id="leans"),
        pytest.param("We recognise the importance of lighthouse lamps.", "platitude", "finding", id="platitude"),
        pytest.param("Lighthouse lamps in the constituency were paid for.", "local", "bare", id="one place"),
    ],
)
def test_what_says_little_is_held_against_a_sentence(text: str, why: str, not_why: str) -> None:
    reasons = dict(weighed(debate(said(text, 1))).evidence[0].reasons)
    assert reasons[why] < 0
    assert not_why not in reasons


def test_that_nobody_has_the_figures_does_not_lead_another_sentence() -> None:
    silent = "The Department does not hold information on lighthouse lamps."
    found = texts(weighed(question(f"{silent} That may be held by the lighthouse boards themselves.")).evidence)
    assert found
    assert not any(text.startswith(silent) and text != silent for text in found)


def test_only_what_names_nothing_and_is_no_ministers_is_bare() -> None:
    bare = "There was a good deal of it about in those times."
    record = debate(said(bare, 1), said(bare, 2, by="Cal Rook", role=Role.BACKBENCHER))
    reasons = {e.sentence.speaker: dict(e.reasons) for e in weighed(record).evidence}
    assert "bare" in reasons["Cal Rook"]
    assert "bare" not in reasons["Ada Winter"]


def test_what_a_question_asks_for_is_no_figure() -> None:
    asked = weighed(question("A reply will come.", state=AnswerState.HOLDING)).evidence
    assert [asks(e.sentence) for e in asked] == [True]
    assert "figure" not in dict(asked[0].reasons)


def test_an_oral_question_is_known_by_how_it_is_printed() -> None:
    record = debate(
        said("What steps he is taking to light 40 lighthouse lamps.", 1, by="Cal Rook", role=Role.BACKBENCHER),
        said("What he is paid for 40 lighthouse lamps is too little.", 2),
    )
    assert {e.sentence.speaker: asks(e.sentence) for e in weighed(record).evidence} == {
        "Cal Rook": True,
        "Ada Winter": False,
    }


@pytest.mark.parametrize(
    ("day", "newest", "kept"),
    [
        pytest.param(date(2021, 3, 9), date(2021, 3, 9), 1.0, id="the newest"),
        pytest.param(date(2017, 3, 9), date(2021, 3, 9), 1.0, id="the same Parliament"),
        pytest.param(date(1990, 3, 9), date(2021, 3, 9), DEFAULT.least_fresh, id="very old"),
        pytest.param(None, date(2021, 3, 9), 1.0, id="no day"),
        pytest.param(date(1990, 3, 9), None, 1.0, id="no newest"),
    ],
)
def test_an_old_sentence_loses_some_of_its_worth(day: date | None, newest: date | None, kept: float) -> None:
    assert freshness(day, newest, DEFAULT) == kept


def test_the_newer_of_two_that_say_as_much_comes_first_except_of_a_person() -> None:
    old = debate(
        said("Lighthouse lamps on 14 coasts failed.", 1), record_id="a", dates=Dates(happened=date(2001, 5, 1))
    )
    new = debate(
        said("Lighthouse lamps on 15 coasts failed.", 1), record_id="b", dates=Dates(happened=date(2021, 5, 1))
    )
    scores = {e.sentence.record.record_id: e.score for e in weighed(old, new).evidence}
    assert scores["a"] < scores["b"]
    person = Query("Ada Winter", "Ada Winter", (Concept("Ada Winter", (Name("Ada Winter"),), "person"),))
    theirs = {e.sentence.record.record_id: e.score for e in weighed(old, new, query=person).evidence}
    assert theirs["a"] == theirs["b"]


def test_of_a_sentence_and_its_repetition_the_first_is_chosen() -> None:
    record = debate(
        said("All keepers of lighthouse lamps who served before 1997 will now be paid, as is right and proper.", 1),
        said(
            "Keepers of lighthouse lamps who served before 1997 will now be paid.",
            2,
            by="Cal Rook",
            role=Role.BACKBENCHER,
        ),
    )
    chosen = choose(weighed(record).evidence, LENGTHS["normal"])
    assert [e.sentence.speaker for e in chosen.taken] == ["Ada Winter"]


def _asked(text: str, answer: str, title: str) -> Record:
    record = question(answer, title=title)
    asks, answers = record.passages
    return replace(record, passages=(replace(asks, text=text), answers))


@pytest.mark.parametrize(
    ("listed", "quoted"), [("(a) gas, (b) oil and (c) lighthouse lamps", 0), ("lighthouse lamps", 1)]
)
def test_an_answer_on_the_other_things_of_a_list_is_not_about_the_topic(listed: str, quoted: int) -> None:
    record = _asked(
        f"To ask the Secretary of State, what the cost is of {listed}.", "It was £4 million in 2020.", "Oil"
    )
    assert len(weighed(record).evidence) == quoted


def test_what_is_told_of_one_place_gives_way_to_the_country() -> None:
    def told(number: int, answer: str) -> Record:
        return question(answer, record_id=f"wq/commons/2021-03-01/{number}", uin=str(number), title="Lighthouse lamps")

    whole = ["We will fit 40 lighthouse lamps by 2030.", "Old lighthouse lamps cost £9 million in 2019."]
    whole += ["The keeper of each port chooses lighthouse lamps.", "A review of lighthouse lamps found 12 faults."]
    records = [told(number, text) for number, text in enumerate(whole, 1)]
    local = told(9, "In Rutland there were 70 lighthouse lamps in 2020, at a cost of £2 million.")
    taken = choose(weighed(*records, local).evidence, LENGTHS["normal"]).taken
    assert not any("Rutland" in text for text in texts(taken))
    assert "Rutland" in choose(weighed(local).evidence, LENGTHS["normal"]).taken[0].text


def test_a_time_told_by_its_own_day_is_not_quoted_where_that_day_is_not_known() -> None:
    dated = question("In November last year the Minister announced 40 lighthouse lamps.", title="Lighthouse lamps")
    undated = replace(dated, dates=Dates(tabled=date(2021, 3, 1)))
    assert len(weighed(dated).evidence) == 1
    assert weighed(undated).passed_over == {"no day": 1, "answered": 1}
