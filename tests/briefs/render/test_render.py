from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefs.errors import PqbriefError, TemplateError
from briefs.names.concepts import Concept, Name
from briefs.records.model import Fidelity
from briefs.render import FORMATS, render
from briefs.render.layout import text_width
from briefs.request.model import Query
from briefs.topic.model import Coverage, Section, TimelineEntry
from tests.briefs.render.invented import ANSWERED, INSPECTED, MADE, brief, full_brief, item, source

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = "\x1b[2J\u202e<b>[x](http://y.z)</b> *a*"


@pytest.mark.parametrize(
    ("form", "name"),
    [("text", "brief.txt"), ("markdown", "brief.md"), ("json", "brief.json")],
)
def test_a_brief_with_everything_looks_as_agreed(form: str, name: str) -> None:
    assert render(full_brief(), form) == (GOLDEN / name).read_text(encoding="utf-8")


def test_an_absent_topic_is_a_short_honest_answer() -> None:
    absent = brief(
        query=Query("Quay Scotland", "Quay Scotland", (Concept("Quay Scotland", (Name("Quay Scotland"),)),)),
        coverage=Coverage(6, 0, None, None, ANSWERED),
        sources=(),
        notes=("No stored record is about “Quay Scotland”, so nothing is quoted.",),
        suggestions=("Quay police",),
    )
    assert render(absent, "text") == (GOLDEN / "absent.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("matched", "words"),
    [
        pytest.param(0, "No stored record is about “harbour police budget”.", id="nothing-found"),
        pytest.param(2, "2 stored records are about this topic, but no sentence", id="nothing-fit-to-quote"),
    ],
)
def test_an_empty_brief_without_notes_still_says_why(matched: int, words: str) -> None:
    empty = brief(sources=(), coverage=Coverage(6, matched, INSPECTED, INSPECTED, INSPECTED))
    assert words in render(empty, "text")


@pytest.mark.parametrize("width", [60, 80, 100, 110])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    lines = render(full_brief(), "text", width=width).splitlines()
    assert max(map(text_width, lines)) <= width


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_record_text_can_do_nothing_wherever_it_stands(form: str) -> None:
    hostile = brief(
        item(HOSTILE, attribution=HOSTILE),
        query=Query(HOSTILE, HOSTILE, (Concept(HOSTILE, (Name(HOSTILE),)),)),
        sources=(source(title=HOSTILE, citation=HOSTILE, notes=(HOSTILE,)),),
        timeline=(TimelineEntry(INSPECTED, HOSTILE, 1),),
        notes=("A note.",),
        suggestions=(HOSTILE,),
    )
    shown = render(hostile, form)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    if form == "markdown":
        assert not [mark for mark in ("<b>", "](http://y.z)", " *a*") if mark in shown]


def test_json_keeps_hostile_text_to_the_letter_and_sends_no_control_character() -> None:
    text = f"{HOSTILE}\x9b\ud800\u2028"
    written = render(brief(item(text)), "json")
    assert json.loads(written)["sections"][0]["items"][0]["text"] == text
    assert not any(ord(char) < 0x20 and char != "\n" for char in written)
    assert not set(written) & set("\x9b\ud800\u2028\u202e")


def test_colours_are_used_only_when_asked_for() -> None:
    assert "\x1b" not in render(full_brief(), "text")
    coloured = render(full_brief(), "text", colour=True)
    assert "\x1b[1;36mharbour police budget\x1b[0m" in coloured


def test_colours_change_nothing_but_the_colour() -> None:
    import re

    plain = re.sub(r"\x1b\[[0-9;]*m", "", render(full_brief(), "text", colour=True))
    assert plain == render(full_brief(), "text")


def test_a_precis_has_no_quotation_marks_and_says_what_it_is() -> None:
    shown = render(brief(item("Boats fell to 14.", fidelity=Fidelity.PRECIS)), "text")
    assert " • Boats fell to 14. [précis]" in shown


def test_a_source_without_a_link_says_so() -> None:
    assert "No link." in render(brief(item("Boats.")), "text")
    linked = render(brief(item("Boats."), sources=(source(url="https://example.org/debate"),)), "text")
    assert "No link." not in linked
    assert "\n     https://example.org/debate\n" in linked


def test_an_address_is_never_broken_over_lines() -> None:
    url = "https://example.org/" + "a" * 150
    assert f"     {url}\n" in render(brief(item("Boats."), sources=(source(url=url),)), "text", width=60)


def test_a_note_of_a_source_is_said_once() -> None:
    note = "The page names nobody."
    shown = render(brief(item("Boats."), sources=(source(notes=(note,)),), notes=(note,)), "text")
    assert shown.count(note) == 1


@pytest.mark.parametrize(
    ("years", "drawn"),
    [
        pytest.param((2016, 2016, 2017), [], id="two-years-draw-nothing"),
        pytest.param((2016, 2018, 2018, 2019), [" 2016  ▇ 1", " 2017  0", " 2018  ▇▇ 2", " 2019  ▇ 1"], id="with-gap"),
        pytest.param((1980, 2000, 2020), [" 1980  ▇ 1", " 2000  ▇ 1", " 2020  ▇ 1"], id="far-apart"),
    ],
)
def test_the_chart_is_drawn_where_there_is_enough(years: tuple[int, ...], drawn: list[str]) -> None:
    entries = tuple(TimelineEntry(INSPECTED.replace(year=year), "Boats", 1) for year in years)
    lines = render(brief(item("Boats."), timeline=entries), "text").splitlines()
    assert [line for line in lines if line[1:5].isdigit() and line[5:7] == "  "] == drawn


def test_the_longest_bar_has_forty_cells() -> None:
    entries = tuple(TimelineEntry(INSPECTED.replace(year=2016 + n % 3), "Boats", 1) for n in range(300))
    assert render(brief(item("Boats."), timeline=entries), "text").count("▇") == 120


def test_the_json_has_the_agreed_fields_and_no_others() -> None:
    made: dict[str, Any] = json.loads(render(full_brief(), "json"))
    assert list(made) == ["query", "coverage", "sections", "timeline", "sources", "notes", "suggestions"]
    assert set(made["query"]) == {"text", "topic", "since", "until", "filters", "aliases"}
    assert set(made["coverage"]) == {"records_searched", "records_matched", "oldest", "newest", "by_kind"}
    assert set(made["sections"][0]["items"][0]) == {
        *("text", "record_id", "passage", "start", "end", "speaker", "role", "date", "fidelity", "source", "url"),
    }
    assert set(made["timeline"][0]) == {"date", "text", "source"}
    assert set(made["sources"][0]) == {
        *("number", "record_id", "citation", "title", "kind", "date", "url", "fidelity"),
    }


@pytest.mark.parametrize("form", ["html", "slack", "docx", "", "TEXT"])
def test_another_form_is_refused_by_naming_those_there_are(form: str) -> None:
    with pytest.raises(PqbriefError, match=", ".join(FORMATS)):
        render(brief(), form)


def test_an_organisation_can_put_its_own_template_in_place(tmp_path: Path) -> None:
    (tmp_path / "text.txt.j2").write_text(
        "{{ brief.topic | upper }}\n"
        "{% for section in brief.sections %}{% for item in section.items %}{{ item.quote }}{% endfor %}{% endfor %}"
    )
    shown = render(brief(item("Boats \x1b[2J stayed in.")), "text", templates=tmp_path)
    assert shown == "HARBOUR POLICE BUDGET\n“Boats ␛[2J stayed in.”\n"
    assert render(brief(), "markdown", templates=tmp_path).startswith("# harbour police budget\n")


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("{% if %}", id="syntax"),
        pytest.param("{{ nothing.here }}", id="unknown-name"),
        pytest.param("{{ brief.nobody }}", id="unknown-field"),
        pytest.param("{{ brief.topic.__class__.__mro__ }}", id="out-of-the-sandbox"),
        pytest.param("{{ 1 / 0 }}", id="arithmetic"),
        pytest.param("{{ brief.topic | nosuchfilter }}", id="unknown-filter"),
        pytest.param("{% include 'missing.j2' %}", id="missing-include"),
        pytest.param("{{ page.paragraph(3) }}", id="wrong-type"),
    ],
)
def test_a_broken_template_is_one_sentence_that_names_it(template: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt.j2").write_text(template)
    with pytest.raises(TemplateError, match=r"text\.txt\.j2 cannot be filled in: ") as caught:
        render(brief(), "text", templates=tmp_path)
    assert "\n" not in str(caught.value)


def test_a_template_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.txt.j2").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TemplateError):
        render(brief(), "text", templates=tmp_path)


def test_a_template_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="PQBRIEF_TEMPLATES"):
        render(brief(), "text", templates=tmp_path / "nowhere")


def test_empty_sections_are_left_out() -> None:
    shown = render(brief(sections=(Section("Figures", ()), Section("Scrutiny", (item("Boats."),)))), "text")
    assert "FIGURES" not in shown
    assert "SCRUTINY" in shown


def test_the_day_of_the_brief_is_shown() -> None:
    assert render(brief(made=MADE), "text").splitlines()[0].endswith("brief as of 22 November 2026")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_how_a_request_was_read_stands_before_the_quotations_and_once(form: str) -> None:
    note = "Showing lamps, as typed."
    shown = render(brief(item("Boats stayed in."), notes=(note, "Only news was found."), read_as=(note,)), form)
    assert shown.count(note) == 1
    assert shown.index(note) < shown.index("Boats stayed in") < shown.index("Only news was found")
