"""Requests as people type them, for Sunday 22 November 2026: topic, concepts, filters and period."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.errors import QueryError
from briefs.names.alias_file import load_aliases
from briefs.names.parties import PARTIES, canonical_party
from briefs.names.people import People
from briefs.records.model import House, Kind
from briefs.request.model import Query, with_choice
from briefs.request.parser import LIMIT, understand

TODAY = date(2026, 11, 22)
ALIASES = load_aliases()
PEOPLE = People(
    [
        "Victoria Atkins",
        "Ms Victoria Atkins",
        "Thérèse Coffey",
        "Dr Thérèse Coffey",
        "Dr Coffey",
        "John Smith",
        "Angela Smith",
        "Theresa May",
        "Baroness Williams of Trafford",
        "Metropolitan Police",
        "Home Office spokesperson",
        "Chair",
    ]
)


def ask(text: str) -> Query:
    return understand(text, ALIASES, TODAY, PEOPLE)


@dataclass(frozen=True)
class Meant:
    """What a request should be understood to mean."""

    topic: str
    concepts: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    by: str = ""
    body: str = ""
    kinds: tuple[Kind, ...] = ()
    choices: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    understood: tuple[str, ...] = field(default=())


REQUESTS: list[tuple[str, Meant]] = [
    ("Met police", Meant("Met police", ("Met police",))),
    ("CSA since 2019", Meant("CSA", (), "2019-01-01", choices=("CSA",), understood=("since 2019",))),
    (
        "county lines by Victoria Atkins",
        Meant("county lines", ("county lines",), by="Victoria Atkins", understood=("by Victoria Atkins",)),
    ),
    (
        "NCA funding type:news",
        Meant(
            "NCA funding",
            ("NCA", "funding"),
            kinds=(Kind.NEWS,),
            phrases=("NCA funding",),
            understood=("type:news",),
        ),
    ),
    (
        "policing budget between Jan 2018 and March 2019",
        Meant(
            "policing budget",
            ("policing budget",),
            "2018-01-01",
            "2019-03-31",
            understood=("between Jan 2018 and March 2019",),
        ),
    ),
    (
        "child protection since 2019",
        Meant(
            "child protection",
            ("child", "protection"),
            "2019-01-01",
            phrases=("child protection",),
            understood=("since 2019",),
        ),
    ),
    (
        "universal credit advances",
        Meant("universal credit advances", ("universal credit", "advances"), phrases=("universal credit advances",)),
    ),
    (
        "small company directors",
        Meant("small company directors", ("small", "company", "directors"), phrases=("small company directors",)),
    ),
    ("Police Scotland", Meant("Police Scotland", ("Police Scotland",))),
    ("serious and organised crime", Meant("serious and organised crime", ("serious and organised crime",))),
    (
        "policing budget 2018",
        Meant("policing budget", ("policing budget",), "2018-01-01", "2018-12-31", understood=("2018",)),
    ),
    ("Theresa May", Meant("Theresa May", ("Theresa May",))),
    ("Coffey", Meant("Coffey", ("Coffey",))),
    (
        "Dr Coffey on universal credit",
        Meant("universal credit", ("universal credit",), by="Thérèse Coffey", understood=("Dr Coffey",)),
    ),
    ("Smith", Meant("Smith", choices=("Smith",))),
    (
        "by:Smith knife crime",
        Meant("knife crime", ("knife crime",), by="John Smith", choices=("Smith",), understood=("by:Smith",)),
    ),
    ('by:"Victoria Atkins"', Meant("", by="Victoria Atkins", understood=('by:"Victoria Atkins"',))),
    (
        "by:Victoria Atkins Met police",
        Meant("Met police", ("Met police",), by="Victoria Atkins", understood=("by:Victoria Atkins",)),
    ),
    (
        "by victoria atkins county lines",
        Meant("county lines", ("county lines",), by="Victoria Atkins", understood=("by victoria atkins",)),
    ),
    ("hunger by Jane Doe", Meant("hunger", ("hunger",), by="Jane Doe", understood=("by Jane Doe",))),
    ("bees by Lord Snooks", Meant("bees", ("bees",), by="Lord Snooks", understood=("by Lord Snooks",))),
    (
        "bees by Baroness Williams of Trafford in 2019",
        Meant(
            "bees",
            ("bees",),
            "2019-01-01",
            "2019-12-31",
            by="Baroness Williams of Trafford",
            understood=("by Baroness Williams of Trafford", "in 2019"),
        ),
    ),
    (
        "by-election spending",
        Meant("by-election spending", ("by-election", "spending"), phrases=("by-election spending",)),
    ),
    ("abuse by police", Meant("abuse by police", ("abuse", "police"))),
    ("leaks by Thames Water", Meant("leaks by Thames Water", ("leaks", "Thames", "Water"), phrases=("Thames Water",))),
    ("report by NAO", Meant("report by NAO", ("report", "NAO"))),
    ("asylum from Home Office", Meant("asylum", ("asylum",), body="Home Office", understood=("from Home Office",))),
    (
        "from:DCLG bins",
        Meant(
            "bins", ("bins",), body="Ministry of Housing, Communities and Local Government", understood=("from:DCLG",)
        ),
    ),
    ("from:Home Office visas", Meant("visas", ("visas",), body="Home Office", understood=("from:Home Office",))),
    (
        "deaths from police contact",
        Meant("deaths from police contact", ("deaths", "police", "contact"), phrases=("police contact",)),
    ),
    ("withdrawal from the EU", Meant("withdrawal from the EU", ("withdrawal from the EU",))),
    (
        "type:written question,uq HS2",
        Meant(
            "HS2",
            ("HS2",),
            kinds=(Kind.WRITTEN_QUESTION, Kind.URGENT_QUESTION),
            understood=("type:written question,uq",),
        ),
    ),
    (
        "HS2 type:statements",
        Meant("HS2", ("HS2",), kinds=(Kind.ORAL_STATEMENT, Kind.WRITTEN_STATEMENT), understood=("type:statements",)),
    ),
    ("in:2019 HS2", Meant("HS2", ("HS2",), "2019-01-01", "2019-12-31", understood=("in:2019",))),
    (
        "HS2 since:2015 until:2018",
        Meant("HS2", ("HS2",), "2015-01-01", "2018-12-31", understood=("since:2015", "until:2018")),
    ),
    ('HS2 since:"March 2019"', Meant("HS2", ("HS2",), "2019-03-01", understood=('since:"March 2019"',))),
    ("brief me on the benefit cap", Meant("benefit cap", ("benefit cap",))),
    ("Please give me a briefing about food banks", Meant("food banks", ("food banks",))),
    (
        "what did Victoria Atkins say about county lines?",
        Meant("county lines", ("county lines",), by="Victoria Atkins", understood=("Victoria Atkins",)),
    ),
    ("what has the government said about bees", Meant("bees", ("bees",))),
    ("what did the Met police say about bees", Meant("Met police bees", ("Met police", "bees"))),
    ('"county lines" bees', Meant('"county lines" bees', ("county lines", "bees"))),
    ('"Met police failings"', Meant('"Met police failings"', ("Met police failings",))),
    ("“curly quotes” bees", Meant('"curly quotes" bees', ("curly quotes", "bees"))),
    ("bees AND wasps NEAR(honey*", Meant("bees AND wasps NEAR(honey", ("bees", "wasps", "honey"))),
    ("Police: finance", Meant("Police: finance", ("Police", "finance"))),
    ("freedom of speech", Meant("freedom of speech", ("freedom", "speech"), phrases=("freedom of speech",))),
    ("MPS funding", Meant("MPS funding", ("funding",), choices=("MPS",), phrases=("MPS funding",))),
    ("MPs' pay", Meant("MPs' pay", ("MPs", "pay"), phrases=("MPs' pay",))),
    ("the Met", Meant("the Met", ("the Met",))),
    ("Scotland Yard and the Met police", Meant("Scotland Yard and the Met police", ("Scotland Yard",))),
    ("bees bees Bees", Meant("bees bees Bees", ("bees",), phrases=("bees bees Bees",))),
    ("Chair", Meant("Chair", ("Chair",))),
    ("Met\u200b po\u202elice", Meant("Met police", ("Met police",))),
    ("bees\x00and\twasps", Meant("bees and wasps", ("bees", "wasps"), phrases=("bees and wasps",))),
]


@pytest.mark.parametrize(("text", "meant"), REQUESTS, ids=[text for text, _ in REQUESTS])
def test_a_request_is_understood(text: str, meant: Meant) -> None:
    query = ask(text)
    assert query.topic == meant.topic
    assert tuple(concept.typed for concept in query.concepts) == meant.concepts
    assert (str(query.filters.since or ""), str(query.filters.until or "")) == (meant.since, meant.until)
    assert (query.filters.by or ("",))[0] == meant.by
    assert (query.filters.bodies or ("",))[0] == meant.body
    assert query.filters.kinds == meant.kinds
    assert tuple(choice.typed for choice in query.choices) == meant.choices
    assert query.phrases == meant.phrases
    assert query.understood == meant.understood


KINDS = [
    ("Met police", "body"),
    ("universal credit", "subject"),
    ("Coffey", "person"),
    ("bees", "words"),
    ('"bees and wasps"', "phrase"),
    ('"universal credit"', "subject"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[row[0] for row in KINDS])
def test_a_concept_says_what_it_is(text: str, kind: str) -> None:
    (concept,) = ask(text).concepts
    assert concept.kind == kind


def test_a_phrase_in_quotation_marks_is_searched_as_it_stands() -> None:
    (concept,) = ask('"Met police failings"').concepts
    assert [name.text for name in concept.names] == ["Met police failings"]


def test_a_surname_stands_for_every_spelling_of_its_only_bearer() -> None:
    (concept,) = ask("Coffey").concepts
    names = {name.text: name.exact_case for name in concept.names}
    assert names == {
        "Thérèse Coffey": False,
        "Dr Thérèse Coffey": False,
        "Dr Coffey": False,
        "Therese Coffey": False,
        "Dr Therese Coffey": False,
        "Coffey": True,
    }


def test_a_filter_by_a_person_has_no_bare_surname() -> None:
    assert ask("county lines by Victoria Atkins").filters.by == ("Victoria Atkins", "Ms Victoria Atkins")


def test_two_persons_of_one_name_are_a_choice_that_can_be_made() -> None:
    query = ask("by:Smith knife crime")
    (choice,) = query.choices
    assert choice.place == "by"
    angela = next(meaning for meaning in choice.meanings if meaning.names[0].text == "Angela Smith")
    assert with_choice(query, "Smith", angela).filters.by == ("Angela Smith",)


def test_house_and_party_are_canonical() -> None:
    filters = ask("bees house:Lords party:libdem").filters
    assert (filters.house, filters.party) == (House.LORDS, "Liberal Democrat")


@pytest.mark.parametrize(
    ("printed", "party"),
    [("Lab", "Labour"), ("Lab/Co-op", "Labour"), ("(Con)", "Conservative"), ("CB", "Crossbench"), ("Wigan", None)],
)
def test_a_party_is_known_as_the_record_prints_it(printed: str, party: str | None) -> None:
    assert canonical_party(printed) == party


def test_no_two_parties_have_one_form() -> None:
    forms = [form.casefold() for name, others in PARTIES.items() for form in (name, *others)]
    assert len(forms) == len(set(forms))


REFUSALS = [
    ("", "Say what the brief should be about"),
    ("the of and", "Say what the brief should be about"),
    ("type:news", "Say what the brief should be about"),
    ("since 2019", "Say what the brief should be about"),
    ("brief me on", "Say what the brief should be about"),
    ('"', "Say what the brief should be about"),
    ('"" * ( AND', "Say what the brief should be about"),
    ("x" * 10_000, "at most 500 characters"),
    ("ﷺ" * 400, "at most 500 characters"),
    ("foo:bar bees", "by:, from:, type:, house:, party:, since:, until:, in:"),
    ("type:foo bees", "news, debate, question"),
    ("type:news,foo bees", "news, debate, question"),
    ("house:bees bees", "house:commons or house:lords"),
    ("party:bees bees", "Labour, Conservative"),
    ("since:bees bees", "is not a date"),
    ("from:bees wasps", "No body is called"),
    ('from:"Home Ofice" wasps', "did you mean Home Office"),
    ('by:"" bees', "no value"),
    ("bees since:2019 until 2018", "before it begins"),
    ("bees on 31 February 2019", "is not a day"),
]


@pytest.mark.parametrize(("text", "words"), REFUSALS, ids=[text[:30] or "empty" for text, _ in REFUSALS])
def test_what_cannot_be_understood_is_refused_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(QueryError, match=words) as refusal:
        ask(text)
    assert "\n" not in str(refusal.value)


PIECES = st.sampled_from(
    'since until between and from by in to last 2 years 2019 March May "  “ by: from: type: type:news, house:lords '
    "party:lab since:2019 in: NEAR( * AND OR ( ) : ; , - – / 31 February Victoria Atkins Smith Met police CSA MPS "
    "the of a fortnight ago this session Q1 2018-19 \u202e \u200b \x00 \ud800 é ß what did say about".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join)))
def test_anything_is_understood_or_refused(text: str) -> None:
    try:
        query = ask(text)
    except QueryError:
        return  # the one thing it may raise
    assert query.concepts or query.choices or query.filters.by or query.filters.bodies
    assert len(query.text) <= LIMIT


@pytest.mark.parametrize("name", ["Brian May", "Fiona March", "Theresa May"])
def test_a_month_after_a_given_name_is_a_surname(name: str) -> None:
    query = understand(f"{name} 2019", ALIASES, TODAY)
    assert query.topic == name
    assert (query.filters.since, query.filters.until) == (date(2019, 1, 1), date(2019, 12, 31))
