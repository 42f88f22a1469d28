from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from bot.slack.blocks import (
    Message,
    brief_messages,
    failure_message,
    help_message,
    looking_message,
    page_count,
    request_of_suggestion,
    sources_messages,
    without_native_blocks,
)
from bot.slack.blocks.actions import Press, Pressed, read_press
from bot.slack.blocks.limits import breaches
from briefs.names.concepts import Choice, Concept, Name
from briefs.records.model import Fidelity
from briefs.render.brief.view import view_of
from briefs.render.escaping import visible
from briefs.topic.model import Brief, Section
from tests.bot.slack.blocks.hostile import briefs, dangers, objects, offered, rich_words, texts
from tests.briefs.render.invented import brief, full_brief, item, query, source

SHARER = "U012SHARER"
FEW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))


def pressed(messages: list[Message]) -> list[Pressed]:
    """Return what the buttons of messages ask for, each readable."""
    found = [read_press(each) for each in objects(messages) if each.get("type") == "button"]
    assert None not in found
    return [each for each in found if each is not None]


def check_brief(made: Brief) -> None:
    """Check everything that must hold of the messages of any brief, private and shared."""
    view = view_of(made)
    for private, sharer in ((True, None), (False, SHARER)):
        messages = brief_messages(
            made, brief_id="k" * 64, private=private, shared_by=sharer, share_warning='"' * 310 if private else None
        )
        for each in messages:
            assert breaches(each) == []
            assert dangers(each, sharer) == []
            assert breaches(without_native_blocks(each)) == []
        words = rich_words(messages, titles=False)
        at = 0
        for shown in (shown for section in view.sections for shown in section.items):
            for part in (visible(shown.quote), visible(shown.attribution), shown.reference):
                at = words.index(part, at) + len(part)
        for note in (*view.notes, *view.nothing):
            assert visible(note) in words
        labels = offered(messages)
        for suggestion in view.suggestions:
            assert visible(suggestion) in words or visible(suggestion).strip() in labels or not suggestion.strip()
    for page in range(1, page_count(made) + 1):
        each = sources_messages(made, brief_id="k3-f9", page=page)
        assert breaches(each) == []
        assert dangers(each) == []


@FEW
@given(briefs)
def test_no_hostile_brief_breaks_a_limit_pings_or_loses_an_item(made: Brief) -> None:
    check_brief(made)


@pytest.mark.slow
@MANY
@given(briefs)
def test_no_hostile_brief_of_thousands_breaks_a_limit_pings_or_loses_an_item(made: Brief) -> None:
    check_brief(made)


@FEW
@given(texts, texts)
def test_no_hostile_notice_breaks_a_limit_or_pings(one: str, other: str) -> None:
    for each in (looking_message(one), failure_message(one, other), help_message([(one, other)])):
        assert breaches(each) == []
        assert dangers(each) == []


def test_a_brief_has_its_parts_in_the_order_of_the_terminal() -> None:
    words = rich_words(brief_messages(full_brief(), brief_id="k3", private=True))
    order = [
        "Searched:",
        "Filters:",
        "12 records searched",
        "Key points",
        "Figures",
        "Sources",
        "This brief does not cover",
    ]
    places = [words.index(each) for each in order]
    assert places == sorted(places)
    assert "Scrutiny" not in words


def test_a_precis_is_marked_and_has_no_quotation_marks() -> None:
    words = rich_words(
        brief_messages(brief(item("Boats fell.", fidelity=Fidelity.PRECIS)), brief_id="k3", private=True)
    )
    assert "Boats fell. [précis]" in words
    assert "“Boats" not in words


def test_what_hansard_printed_is_said_to_be_as_reported() -> None:
    assert "As reported." in rich_words(brief_messages(full_brief(), brief_id="k3", private=False))


def test_the_passage_is_linked_where_the_record_has_an_address() -> None:
    made = brief(item("Boats fell.", url="https://example.org/a#p5"))
    links = [each for each in objects(brief_messages(made, brief_id="k3", private=True)) if each.get("type") == "link"]
    assert links == [{"type": "link", "url": "https://example.org/a#p5", "text": "[1 ¶5]"}]


def test_the_timeline_is_a_table_and_its_years_a_chart() -> None:
    blocks = brief_messages(full_brief(), brief_id="k3", private=True)[0]["blocks"]
    table = next(block for block in blocks if block["type"] == "table")
    chart = next(block for block in blocks if block["type"] == "data_visualization")
    assert [cell["text"] for cell in table["rows"][1]] == [
        "25 November 2016",
        "Harbour Inspection: Patrol Boats",
        "[1]",
    ]
    assert chart["chart"]["axis_config"]["categories"] == ["2016", "2017", "2018", "2019", "2020"]
    assert [point["value"] for point in chart["chart"]["series"][0]["data"]] == [1, 0, 0, 1, 1]


def test_table_and_chart_can_be_had_as_text() -> None:
    message = brief_messages(full_brief(), brief_id="k3", private=True)[0]
    plainer = without_native_blocks(message)
    assert {block["type"] for block in plainer["blocks"]} <= {"header", "rich_text", "actions", "context"}
    assert "3 March 2019 · The boats stayed in · [2]" in rich_words([plainer])
    assert "2018: 0; 2019: 1" in rich_words([plainer])


def test_the_fallback_text_reads_alone() -> None:
    message = brief_messages(brief(item("Boats *fell* & sank.")), brief_id="k3", private=True)[0]
    assert message["text"].startswith("Brief: harbour police budget\n")
    assert "“Boats \u2060*\u2060fell\u2060*\u2060 &amp; sank.” — Minister replying, not named" in message["text"]


def test_the_fallback_text_says_how_much_it_leaves_out() -> None:
    made = brief(*(item(f"Boat {number} lay in harbour. " + "It rained. " * 30) for number in range(20)))
    message = brief_messages(made, brief_id="k3", private=True)[0]
    assert "more lines are in the message itself." in message["text"]


def test_who_asked_can_press_everything() -> None:
    asked = {each.press for each in pressed(brief_messages(full_brief(), brief_id="k3", private=True))}
    sections = {Press.MORE, Press.LESS}
    assert asked == {
        Press.SHARE,
        Press.SHARE_ELSEWHERE,
        Press.REFINE,
        Press.SOURCES,
        Press.USEFUL,
        Press.NOT_USEFUL,
        *sections,
    }


def test_the_buttons_of_a_section_carry_its_number() -> None:
    numbers = [
        each.number
        for each in pressed(brief_messages(full_brief(), brief_id="k3", private=True))
        if each.press is Press.MORE
    ]
    assert [full_brief().sections[number or 0].title for number in numbers] == ["Key points", "Figures"]


def test_a_shared_brief_names_who_shared_it_and_offers_its_sources_alone() -> None:
    messages = brief_messages(full_brief(), brief_id="k3", private=False, shared_by=SHARER)
    assert {each.press for each in pressed(messages)} == {Press.SOURCES}
    assert {"type": "user", "user_id": SHARER} in list(objects(messages))
    assert SHARER not in messages[0]["text"]


def test_a_name_that_is_no_id_is_shown_as_it_stands() -> None:
    messages = brief_messages(full_brief(), brief_id="k3", private=False, shared_by="<!channel> Ann")
    assert "Shared by <!channel> Ann" in rich_words(messages)
    assert dangers(messages[0]) == []


def test_sharing_can_be_asked_about_first() -> None:
    messages = brief_messages(full_brief(), brief_id="k3", private=True, share_warning="All here will see it.")
    asked = [each["action_id"] for each in objects(messages) if "confirm" in each and "action_id" in each]
    assert asked == [Press.SHARE, Press.SHARE_ELSEWHERE]


def test_a_long_brief_goes_on_in_further_messages_and_says_so() -> None:
    made = brief(*(item(f"Boat {number} lay in harbour. " + "It rained on the quay. " * 20) for number in range(40)))
    messages = brief_messages(made, brief_id="k3", private=True)
    assert len(messages) > 1
    after = f"Continues in {len(messages) - 1} more message"
    assert any(after in block["elements"][0]["text"] for block in messages[0]["blocks"] if block["type"] == "context")
    assert messages[1]["blocks"][0]["elements"][0]["text"].endswith(f"continued: 2 of {len(messages)}")
    assert "Key points (continued)" in rich_words(messages)
    assert not any(each.press is Press.SHARE for each in pressed(messages[1:]))


def test_a_quotation_longer_than_a_message_is_whole_over_several() -> None:
    long = " ".join(f"word{number}" for number in range(6_000))
    messages = brief_messages(brief(item(long)), brief_id="k3", private=True)
    assert long in rich_words(messages, titles=False)
    assert "(continues)" in json.dumps(messages)


def test_a_text_that_one_block_holds_is_not_parted() -> None:
    notes = ("The boats lay in harbour. " * 180,)
    printed = json.dumps(brief_messages(brief(item("Boats fell."), notes=notes), brief_id="k3", private=True))
    assert "(continues)" not in printed


def test_a_parted_text_says_so_at_the_end_of_one_block_and_the_beginning_of_the_next() -> None:
    notes = ("The boats lay in harbour. " * 300,)
    messages = brief_messages(brief(item("Boats fell."), notes=notes), brief_id="k3", private=True)
    blocks = [json.dumps(block) for message in messages for block in message["blocks"]]
    ends = [place for place, block in enumerate(blocks) if "(continues)" in block]
    goes_on = [place for place, block in enumerate(blocks) if '"(continued) "' in block]
    assert ends
    assert [place + 1 for place in ends] == goes_on


def test_a_further_message_has_its_title_once_in_the_fallback_text() -> None:
    made = brief(*(item(f"Boat {number} lay in harbour. " + "It rained. " * 40) for number in range(40)))
    second = brief_messages(made, brief_id="k3", private=True)[1]
    assert second["text"].startswith("Brief: harbour police budget, continued: 2 of ")
    assert second["text"].count("continued: 2 of") == 1


def test_a_suggestion_too_long_for_a_button_is_listed_whole_as_well() -> None:
    long = "harbour " * 12 + "police"
    (message,) = brief_messages(replace(brief(), suggestions=(long, "Hull")), brief_id="k3", private=True)
    assert long in rich_words([message])
    assert "Hull" not in rich_words([message])
    assert offered([message])[0].endswith("…")
    assert message["text"].split("\n")[-1] == "Hull"


def test_suggestions_are_a_list_for_those_who_cannot_press_them() -> None:
    (message,) = brief_messages(replace(brief(), suggestions=("Hull",)), brief_id="k3", private=False)
    assert "Hull" in rich_words([message])
    assert not any(each.press is Press.SUGGESTION for each in pressed([message]))


def test_a_page_of_sources_says_what_a_note_of_the_brief_says_of_all() -> None:
    made = replace(full_brief(), notes=("No page is held.",), sources=(source(notes=("No page is held.",)),))
    page = sources_messages(made, brief_id="k3")
    assert page["text"].split("\n")[0] == "1 source of the brief on harbour police budget"
    assert "No page is held." in page["text"]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        pytest.param(looking_message("x" * 600), "…", id="topic"),
        pytest.param(failure_message("x" * 3_100), "x…", id="sentence"),
        pytest.param(failure_message(""), "Something went wrong.", id="no-sentence"),
    ],
)
def test_a_notice_that_is_shortened_says_so(message: Message, said: str) -> None:
    assert breaches(message) == []
    assert said in rich_words([message])


def test_sources_are_shown_in_pages_of_ten() -> None:
    made = replace(full_brief(), sources=tuple(source(number) for number in range(1, 24)))
    assert page_count(made) == 3
    middle = sources_messages(made, brief_id="k3", page=2)
    table = next(block for block in middle["blocks"] if block["type"] == "table")
    assert [row[0]["text"] for row in table["rows"][1:]] == [f"[{number}]" for number in range(11, 21)]
    assert [(each.press, each.number) for each in pressed([middle])] == [(Press.SOURCES, 1), (Press.SOURCES, 3)]
    assert sources_messages(made, brief_id="k3", page=99) == sources_messages(made, brief_id="k3", page=3)
    assert sources_messages(made, brief_id="k3", page=-1) == sources_messages(made, brief_id="k3")


def test_sources_too_long_for_a_table_are_listed_whole() -> None:
    made = replace(full_brief(), sources=tuple(source(number, citation="Quay " * 600) for number in range(1, 9)))
    pages = [sources_messages(made, brief_id="k3", page=number + 1) for number in range(page_count(made))]
    assert rich_words(pages).count("Quay ") >= 8 * 600 - 8


def test_a_brief_without_items_says_what_was_searched_and_what_to_try() -> None:
    made = replace(
        brief(), notes=("No stored record is about “x”, so nothing is quoted.",), suggestions=("Harbour Office",)
    )
    (message,) = brief_messages(made, brief_id="k3", private=True)
    words = rich_words([message])
    assert "nothing is quoted" in words
    assert "Harbour Police Service" in words
    assert "Try" in words
    assert [(each.press, each.number) for each in pressed([message])] == [(Press.SUGGESTION, 0), (Press.REFINE, None)]


def undecided(place: str, text: str, typed: str = "HPS") -> Brief:
    """Return a brief of a request in which a short form can mean two bodies."""
    meanings = tuple(
        Concept(typed, (Name(typed, True), Name(full)), "body")
        for full in ("Harbour Police Service", "Hull Pilot Society")
    )
    asked = replace(query(), text=text, topic="HPS pay", choices=(Choice(typed, meanings, place),))
    return replace(brief(), query=asked, suggestions=("Harbour Police Service", "Hull Pilot Society"))


@pytest.mark.parametrize(
    ("place", "text", "request_made"),
    [
        pytest.param("topic", "HPS pay since 2019", "Hull Pilot Society pay since 2019", id="topic"),
        pytest.param("from", "pay from:HPS", 'pay from:"Hull Pilot Society"', id="value-of-a-filter"),
        pytest.param("from", 'pay from:"hps"', 'pay from:"Hull Pilot Society"', id="quoted-value"),
        pytest.param("by", "pay by HPS", "pay by Hull Pilot Society", id="words"),
    ],
)
def test_a_name_of_two_meanings_asks_which(place: str, text: str, request_made: str) -> None:
    made = undecided(place, text)
    messages = brief_messages(made, brief_id="k3", private=True)
    assert "Say which" in rich_words(messages)
    assert offered(messages) == ["Harbour Police Service", "Hull Pilot Society", "Refine"]
    assert request_of_suggestion(made, 1) == request_made


def test_a_spelling_takes_the_place_of_the_topic() -> None:
    made = replace(brief(), suggestions=("harbour police", "Hull"))
    assert request_of_suggestion(made, 1) == "Hull since 2015 type:debate"
    with pytest.raises(IndexError):
        request_of_suggestion(made, 2)
    with pytest.raises(IndexError):
        request_of_suggestion(made, -1)


def test_a_fault_has_its_number_and_its_sentence() -> None:
    message = failure_message("The records cannot be read; try again.", "ab12")
    assert message["text"] == "The records cannot be read; try again.\nFault ab12"


def test_a_brief_of_many_sentences_is_built_in_time_in_line_with_their_number() -> None:
    made = brief(*(item("The boats lay in harbour all winter, and nobody asked why. " * 3) for _ in range(25)))
    begun = time.thread_time()
    for _ in range(10):
        brief_messages(made, brief_id="k3", private=True)
    assert (time.thread_time() - begun) / 10 < 1  # a hundredth of that; only a change of order is caught


def test_an_empty_section_gives_no_buttons() -> None:
    made = brief(sections=(Section("Key points", ()),))
    assert {each.press for each in pressed(brief_messages(made, brief_id="k3", private=True))} <= {
        Press.REFINE,
        Press.SOURCES,
    }


@pytest.mark.parametrize("citation", ["", "\xad"])
def test_a_source_whose_citation_has_nothing_to_see_has_a_dash(citation: str) -> None:
    page = sources_messages(brief(item("Boats stayed in."), sources=(source(citation=citation),)), brief_id="k3")
    assert breaches(page) == []
    assert '"text": "–"' in json.dumps(page, ensure_ascii=False)
