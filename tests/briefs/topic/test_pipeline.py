"""From a request to a checked brief, over a real store and a real index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefs.errors import QueryError
from briefs.library import Library
from briefs.names.concepts import Concept, Name
from briefs.records.model import AnswerState, DateKind, Dates, Fidelity, Kind, Part, Passage, Record, Role
from briefs.request.model import Query
from briefs.topic.model import Brief
from briefs.topic.pipeline import explain_brief, make_brief
from briefs.topic.resolve import as_names, as_narrow_as_typed, by_surnames
from briefs.topic.sections import heading_of
from tests.making import DAY, MINISTER, OFFICE, debate, lamps, question, said

TODAY = date(2022, 1, 31)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as opened:
        opened.store.add(
            [
                lamps(url="https://example.org/lamps"),
                question("In 2020 the Department replaced 41 lighthouse lamps at a cost of £2 million."),
                question(
                    "I will write to the hon. Member.",
                    record_id="wq/commons/2021-03-02/102",
                    uin="102",
                    state=AnswerState.WILL_WRITE,
                ),
                debate(
                    said("The Met Office forecast rain. The police in Scotland met a committee; the Treasury paid.", 1),
                    title="Weather",
                    record_id="hansard/weather",
                    dates=Dates(happened=date(2019, 5, 1)),
                ),
            ]
        )
        yield opened


def texts(brief: Brief) -> list[str]:
    return [item.text for section in brief.sections for item in section.items]


def test_a_topic_gives_items_from_every_kind_of_record(library: Library) -> None:
    brief = make_brief(library, "lighthouse lamps", today=TODAY)
    assert {source.kind for source in brief.sources} >= {Kind.DEBATE, Kind.WRITTEN_QUESTION}
    assert any("£3 million" in text for text in texts(brief))
    assert any("41 lighthouse lamps" in text for text in texts(brief))
    assert brief.coverage.records_searched == 4
    assert brief.coverage.records_matched == 3
    assert brief.coverage.newest == date(2021, 3, 9)


def test_an_answer_that_only_promises_a_letter_is_noted_and_not_quoted(library: Library) -> None:
    brief = make_brief(library, "lighthouse lamps", today=TODAY)
    assert not any("write to" in text for text in texts(brief))
    assert any("promises a letter" in note for note in brief.notes)


def test_each_item_is_an_exact_span_with_its_source(library: Library) -> None:
    brief = make_brief(library, "lighthouse lamps", today=TODAY)
    numbers = {source.number: source.record_id for source in brief.sources}
    items = [item for section in brief.sections for item in section.items]
    assert items
    for item in items:
        stored = library.store.get(item.record_id)
        assert stored.passages[item.passage].text[item.start : item.end] == item.text
        assert numbers[item.source] == item.record_id


@pytest.mark.parametrize(
    ("request_text", "present", "absent"),
    [
        pytest.param("lighthouse lamps type:question", "41 lighthouse lamps", "£3 million", id="kind"),
        pytest.param("lighthouse lamps since 9 March 2021", "£3 million", "41 lighthouse lamps", id="date"),
        pytest.param("lighthouse lamps by Bea Gale", "14 coasts", "£3 million", id="person as filter"),
        pytest.param("Bea Gale", "14 coasts", "£3 million", id="person as topic"),
    ],
)
def test_filters_narrow_a_brief(library: Library, request_text: str, present: str, absent: str) -> None:
    found = texts(make_brief(library, request_text, today=TODAY))
    assert any(present in text for text in found)
    assert not any(absent in text for text in found)


@pytest.mark.parametrize("topic", ["Police Scotland", "badger cull", "Treasury Committee", "Met police", "zeppelins"])
def test_words_that_occur_are_not_a_topic_and_absence_is_said(library: Library, topic: str) -> None:
    brief = make_brief(library, topic, today=TODAY)
    assert texts(brief) == []
    assert brief.sources == ()
    assert any(topic in note for note in brief.notes)
    assert any("9 March 2021" in note for note in brief.notes)


def test_a_misspelt_topic_gets_suggestions(library: Library) -> None:
    assert "Home Office" in make_brief(library, "Hoem Office", today=TODAY).suggestions


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            "lighthouse lamps since 4 March 2021 until 5 March 2021",
            "No stored record is from these dates. Without the dates,",
        ),
        ("foghorns house:lords", None),
        ("lighthouse lamps by Zoe Mast", "Nothing stored by Zoe Mast is about “lighthouse lamps”. Without the name, 3"),
        ("weather type:question", "No stored record that meets these filters is about “weather”. Without the filters,"),
        ("weather house:lords since 2020", "meets these filters and dates. Without the filters and dates, 1 record is"),
    ],
    ids=["days", "not held at all", "person", "kind", "House and days"],
)
def test_what_the_filters_leave_out_is_said_and_nothing_else_suggested(
    library: Library, asked: str, sentence: str | None
) -> None:
    brief = make_brief(library, asked, today=TODAY)
    assert texts(brief) == []
    assert any(sentence in note for note in brief.notes) if sentence else not any("without" in n for n in brief.notes)
    assert brief.suggestions == ()


def test_a_word_that_records_print_in_the_plural_is_known(tmp_path: Path) -> None:
    words = said("Swifts nest in 40 cafés of the pier.", 1), said("Swifts left £2 million of damage in cafés.", 2)
    with Library.open(tmp_path) as opened:
        opened.store.add([debate(*words, title="Piers", record_id="h/1")])
        for asked in ("cafe", "cafes", "swift", "swifts"):
            made = make_brief(opened, asked, today=TODAY)
            assert made.query.topic == asked
            assert len(texts(made)) == 2
            assert not any("did you mean" in note for note in made.notes)


def test_a_right_word_that_no_record_has_is_not_read_as_one_that_no_record_has_either(library: Library) -> None:
    made = make_brief(library, "island lamps", today=TODAY)
    assert made.query.topic == "island lamps"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("zeppelins", "No records are stored."),
        ("zeppelins since 2020", "No records are stored within these dates."),
        ("zeppelins type:question", "No records are stored within these filters."),
        ("zeppelins type:question since 2020", "No records are stored within these filters and dates."),
    ],
)
def test_where_nothing_is_stored_only_what_was_asked_for_is_named(tmp_path: Path, asked: str, sentence: str) -> None:
    with Library.open(tmp_path) as opened:
        assert make_brief(opened, asked, today=TODAY).notes[0] == sentence


def test_a_misspelt_month_is_put_right_and_said(library: Library) -> None:
    brief = make_brief(library, "lighthouse lamps since 1st Januray 2021", today=TODAY)
    assert brief.query.filters.since == date(2021, 1, 1)
    assert brief.query.topic == "lighthouse lamps"
    assert "“Januray” is read as January." in brief.notes


@pytest.mark.parametrize(
    ("ids", "told"), [({"person_id": (11, 12)}, True), ({"member_id": (5, 6)}, True), ({"person_id": (11, 11)}, False)]
)
def test_two_people_of_one_name_are_told_apart_by_the_ids_of_their_records(
    tmp_path: Path, ids: dict[str, tuple[int, int]], told: bool
) -> None:
    ((kind, numbers),) = ids.items()
    by: list[dict[str, Any]] = [{kind: number} for number in numbers]
    words = ("The pier at Sampleton will be repaired next year.", "The pier at Otherton has been closed since May.")
    spoken = [
        debate(
            replace(said(text, 1), speaker="Ada Buoy", office=None, constituency=seat, **number),
            title="Piers",
            record_id=f"h/{seat}",
        )
        for text, seat, number in zip(words, ("Sampleton", "Otherton"), by, strict=True)
    ]
    with Library.open(tmp_path) as library:
        library.store.add(spoken)
        brief = make_brief(library, "pier by Ada Buoy", today=TODAY)
    assert len(brief.sources) == 2
    notes = [note for note in brief.notes if "called “Ada Buoy”" in note]
    assert len(notes) == told
    for source in brief.sources if told else ():
        assert f"one ({source.record_id.removeprefix('h/')}) in [{source.number}]" in notes[0]


def test_an_acronym_of_two_meanings_is_settled_by_the_records_or_asked(tmp_path: Path) -> None:
    abuse = debate(
        said("Child sexual abuse rose. The CSA strategy will be published in May.", 1), title="Abuse", record_id="h/1"
    )
    support = debate(said("The Child Support Agency (CSA) failed 20 families.", 1), title="Support", record_id="h/2")
    with Library.open(tmp_path) as library:
        library.store.add([abuse])
        settled = make_brief(library, "CSA", today=TODAY)
        assert texts(settled)
        assert any("is read as child sexual abuse" in note for note in settled.notes)
        library.store.add([support])
        asked = make_brief(library, "CSA", today=TODAY)
        assert texts(asked) == []
        assert {"child sexual abuse", "Child Support Agency"} <= set(asked.suggestions)


def test_a_precis_and_uncorrected_evidence_are_labelled(tmp_path: Path) -> None:
    def record(number: int, text: str, fidelity: Fidelity) -> Record:
        passage = Passage(text, part=Part.SPEECH, speaker="Dee Holm", role=Role.WATCHDOG)
        return Record(
            f"ev/{number}",
            Kind.COMMITTEE_EVIDENCE,
            "Lighthouse lamps",
            (passage,),
            Dates(happened=DAY),
            fidelity=fidelity,
        )

    with Library.open(tmp_path) as library:
        first = record(1, "The committee heard that 12 lighthouse lamps failed in 2020.", Fidelity.PRECIS)
        second = record(2, "Keepers told Members that wiring costs £4 million a year.", Fidelity.UNCORRECTED)
        library.store.add([first, second])
        brief = make_brief(library, "lighthouse lamps", today=TODAY)
    assert {source.fidelity for source in brief.sources} == {Fidelity.PRECIS, Fidelity.UNCORRECTED}
    assert any("précis" in note for note in brief.notes)
    assert any("Uncorrected" in note for note in brief.notes)


def test_what_a_department_answered_is_found_by_its_name(tmp_path: Path) -> None:
    answer = Passage(
        "No decision has been taken on 12 harbours.",
        part=Part.ANSWER,
        speaker=MINISTER,
        office=OFFICE,
        role=Role.MINISTER,
    )
    asked = Passage("To ask the Chancellor of the Exchequer, what he has decided.", part=Part.QUESTION)
    dates = Dates(answered=DAY, cited=DateKind.ANSWERED)
    with Library.open(tmp_path) as library:
        library.store.add(
            [Record("wq/1", Kind.WRITTEN_QUESTION, "Harbours", (asked, answer), dates, answering_body="Treasury")]
        )
        assert any("12 harbours" in text for text in texts(make_brief(library, "Treasury", today=TODAY)))


def test_an_unknown_length_says_which_there_are(library: Library) -> None:
    with pytest.raises(QueryError, match="short, normal or long"):
        make_brief(library, "lighthouse lamps", length="endless", today=TODAY)


def test_a_name_typed_with_capitals_is_one_name_where_a_record_has_it(tmp_path: Path) -> None:
    named = debate(said("The keeper Dee Holm lost £20,000 and 3 boats.", 1), title="Keepers", record_id="h/1")
    apart = debate(said("Dee asked for £5 million. The Holm light failed 9 times.", 1), title="Coast", record_id="h/2")
    with Library.open(tmp_path) as library:
        library.store.add([named, apart])
        brief = make_brief(library, "Dee Holm", today=TODAY)
    assert [concept.typed for concept in brief.query.concepts] == ["Dee Holm"]
    assert {source.record_id for source in brief.sources} <= {"h/1"}


def test_a_name_beside_a_subject_is_one_name(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.store.add([question("The Lamp Office cut prison overcrowding.", title="Lamp Office")])
        brief = make_brief(library, "Lamp Office prison overcrowding", today=TODAY)
    assert [each.typed for each in brief.query.concepts] == ["Lamp Office", "prison overcrowding"]


def test_a_subject_that_no_record_names_is_looked_for_by_its_words(tmp_path: Path) -> None:
    record = debate(
        said("The budget of the police fell by 20 per cent.", 1),
        said("We will raise what the police have in their budget by £9 million.", 2),
        title="Coastal patrols",
    )
    with Library.open(tmp_path) as library:
        library.store.add([record])
        assert any("20 per cent" in text for text in texts(make_brief(library, "policing budget", today=TODAY)))


def test_an_urgent_question_is_no_key_point(tmp_path: Path) -> None:
    record = debate(
        said(
            "(Urgent Question): To ask the Minister if he will make a statement on lighthouse lamps.",
            1,
            by="Bea Gale",
            role=Role.OPPOSITION,
        ),
        said("We have announced £3 million for lighthouse lamps.", 2),
        said("He has left 40 lighthouse lamps unlit since May 2019.", 3, by="Bea Gale", role=Role.OPPOSITION),
        said("The lighthouse lamps on 6 coasts failed inspection.", 4, by="Cal Rook", role=Role.BACKBENCHER),
        said("Keepers will be given new lighthouse lamps by June.", 5),
        said("No decision on the 12 lighthouse lamps of the north has been made.", 6),
        kind=Kind.URGENT_QUESTION,
    )
    with Library.open(tmp_path) as library:
        library.store.add([record])
        brief = make_brief(library, "lighthouse lamps", today=TODAY)
    assert brief.sections[0].title == "Key points"
    assert not any("To ask" in item.text for item in brief.sections[0].items)


def test_a_name_wider_than_what_was_typed_only_helps_to_rank() -> None:
    subject = Concept("online fraud", (Name("online fraud"), Name("fraud"), Name("cybercrime")), "subject")
    narrowed = as_narrow_as_typed(Query("online fraud", "online fraud", (subject,))).concepts[0]
    assert [name.text for name in narrowed.names] == ["online fraud", "cybercrime"]
    assert [name.text for name in narrowed.related] == ["fraud"]


def sections(brief: Brief) -> dict[str, list[str]]:
    return {section.title: [item.text for item in section.items] for section in brief.sections}


def test_commitments_are_what_the_government_undertakes(tmp_path: Path) -> None:
    undertaken = "The Government will publish a plan for lighthouse lamps on 9 coasts in May 2022."
    others = (
        "The survey of 30 lighthouse lamps was commissioned by keepers in May 2019.",
        "There are no plans to replace the 41 lighthouse lamps that were announced in 2018.",
        "The Government of Lampland will pay £5 million for their lighthouse lamps.",
    )
    with Library.open(tmp_path) as library:
        library.store.add([debate(*(said(text, n) for n, text in enumerate((undertaken, *others))), record_id="h/1")])
        taken = explain_brief(library, "lighthouse lamps", length="long", today=TODAY).chosen.taken
    headings = {evidence.text: heading_of(evidence, TODAY) for evidence in taken}
    assert headings == {undertaken: "Commitments"} | dict.fromkeys(others, "Government position")


def test_key_points_lead_with_how_things_stand(tmp_path: Path) -> None:
    records = [
        debate(
            said(f"The lighthouse lamps on {year - 1990} coasts failed their inspection in {year}.", 1),
            record_id=f"h/{year}",
            dates=Dates(happened=date(year, 5, 1)),
        )
        for year in range(2016, 2022)
    ]
    with Library.open(tmp_path) as library:
        library.store.add(records)
        brief = make_brief(library, "lighthouse lamps", today=TODAY)
    assert [item.day.year for item in brief.sections[0].items if item.day] == [2021, 2020, 2019, 2018]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        pytest.param("Lamp Action", ["Lamp Action"], id="printed with capitals"),
        pytest.param("lamp action", ["Lamp", "Action"], id="not printed so"),
    ],
)
def test_a_name_with_a_subject_in_it_is_one_if_records_print_it(tmp_path: Path, printed: str, names: list[str]) -> None:
    record = debate(said(f"The keepers of {printed} lost £20,000.", 1), title="Keepers", record_id="h/1")
    subject = Concept("Lamp", (Name("Lamp"), Name("lantern")), "subject")
    query = Query(
        "Lamp Action", "Lamp Action", (subject, Concept("Action", (Name("Action"),))), phrases=("Lamp Action",)
    )
    with Library.open(tmp_path) as library:
        library.store.add([record])
        assert [concept.typed for concept in as_names(library, query).concepts] == names


@pytest.mark.parametrize(
    ("others", "names"),
    [
        pytest.param(("Winter was dismissed.",), ["Lord Winter", "Winter"], id="the surname is theirs"),
        pytest.param(("The winter was cold.",) * 3, ["Lord Winter"], id="a word like another"),
    ],
)
def test_a_titled_name_goes_by_its_surname_where_that_is_theirs(
    tmp_path: Path, others: tuple[str, ...], names: list[str]
) -> None:
    whole = [debate(said("Lord Winter was sent abroad.", 1), title="Envoys", record_id=f"h/{n}") for n in range(4)]
    other = [debate(said(text, 1), title="Envoys", record_id=f"o/{n}") for n, text in enumerate(others)]
    name = Concept("Lord Winter", (Name("Lord Winter"),), "phrase")
    query = Query("Lord Winter", "Lord Winter", (name,), phrases=("Lord Winter",))
    with Library.open(tmp_path) as library:
        library.store.add([*whole, *other])
        assert [each.text for each in by_surnames(library, query).concepts[0].names] == names


def test_the_notes_say_which_kinds_were_found(library: Library) -> None:
    found = make_brief(library, "lighthouse lamps", today=TODAY).notes[0]
    assert found == "Only written questions and debates were found on this topic."
    found = make_brief(library, "lighthouse lamps since:2021-03-09", today=TODAY).notes[0]
    assert found == "Only debates were found on this topic within these filters."


def test_records_about_a_topic_of_which_nothing_can_be_quoted_are_not_said_to_be_missing(tmp_path: Path) -> None:
    clipped = Passage("The kelp sheds on 14 coasts cost £3 million", part=Part.BODY, quotable=False)
    with Library.open(tmp_path) as opened:
        opened.store.add([debate(clipped, title="Kelp sheds", record_id="hansard/kelp")])
        made = make_brief(opened, "kelp sheds", today=TODAY)
    assert (made.sections, made.coverage.records_matched) == ((), 1)
    assert made.notes[0] == "1 stored record is about this topic, but no sentence is suitable for quoting."
    assert not any("No stored record" in note for note in made.notes)
