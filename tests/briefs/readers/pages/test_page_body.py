"""Of a page of no known form every sentence of the body is held, and what is left out is left out by kind."""

from __future__ import annotations

import pytest

from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.registry import reader_for
from briefs.records.model import Kind

BODY = (
    "<h1>Reservoir review</h1><h2>What was found</h2>"
    "<p>The review looked at 61 reservoirs in the north over two years.</p>"
    "<ul><li>Nine dams had cracks in them.<ul><li>Two of these are at Samplesea.</li></ul></li>"
    "<li>Four had no keeper</li></ul>"
    "<dl><dt>Cost of the review</dt><dd>It cost £3 million.</dd></dl>"
    "<table><caption>Dams by region</caption><tr><th>Region</th><th>Dams</th></tr>"
    "<tr><td>North</td><td><a href='/n'>41</a></td></tr><tr><td><ul><li>South</li></ul></td><td>20</td></tr></table>"
    "<blockquote>The dams are older than the towns, a keeper wrote.</blockquote><pre>Annex: dams by age</pre>"
    "<ol><li>First, money for dams.</li><li>Second, keepers for dams.</li></ol>"
    "<details><summary>How dams were chosen</summary><p>Every third dam was chosen.</p></details>"
    "<p><a href='https://dams.example/x'>The guidance on dams was published in the spring.</a></p><p>Short.</p>"
    "<p>Further reading:</p><ul><li><a href='/1'>Dams of the north</a></li>"
    "<li><a href='/2'>Dams of the south</a></li></ul>"
    "<figure><img src='x'><figcaption>A dam in winter.</figcaption></figure>"
    "<address>Dam Unit, Samplesea</address>"
)
HELD = [
    "The review looked at 61 reservoirs in the north over two years.",
    "Nine dams had cracks in them.\nTwo of these are at Samplesea.\nFour had no keeper",
    "Cost of the review\nIt cost £3 million.",
    "Dams by region\nRegion | Dams\nNorth | 41\nSouth | 20",
    "The dams are older than the towns, a keeper wrote.",
    "Annex: dams by age",
    "First, money for dams.\nSecond, keepers for dams.",
    "How dams were chosen",
    "Every third dam was chosen.",
    "The guidance on dams was published in the spring.",
    "Short.",
    "Further reading:",
    "Dams of the north\nDams of the south",
    "Dam Unit, Samplesea",
]
MENU = "<a href='/a'>About</a> <a href='/n'>News</a> <a href='/j'>Jobs</a>"
SURROUNDINGS = {
    "the body alone": "{}",
    "one element": "<div class='page'>{}</div>",
    "main": f"<header><nav>{MENU}</nav></header><main>{{}}</main><footer>© Ministry of Ponds</footer>",
    "main and article": f"<nav>{MENU}</nav><main><article>{{}}</article></main>",
    "article": f"<div>{MENU}</div><article>{{}}</article>",
    "divs alone": f"<div id='top'>{MENU}</div><div><div>{{}}</div></div><div id='foot'>© Ministry of Ponds</div>",
    "a form around all": f"<form><input><button>Search</button>{MENU}{{}}</form>".replace(MENU, f"<p>{MENU}</p>"),
    "a table for the look": f"<table><tr><td>{MENU}</td><td><table></table>{{}}</td></tr></table>",
    "classes that mislead": "<div class='has-nav cookie-bar-shown no-ads related'>{}</div>",
    "a notice without a class": "<div><p>We use cookies to make this site work.</p><a>Accept all cookies</a></div>{}",
    "a dialog": "<div role='dialog'><p>This site uses cookies. You can refuse them at any time you like.</p></div>{}",
    "the body within a header's page": "<header><p>Ministry of Ponds</p></header><main>{}</main>",
}


def read(markup: str) -> Reading:
    source = SourceFile("reservoirs.html", markup.encode())
    form = reader_for(source)
    assert form.name == "a web page"
    return form.read(source)


@pytest.mark.parametrize("around", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_every_block_of_a_document_is_held(around: str) -> None:
    reading = read(f"<html><head><title>Reservoir review</title></head><body>{around.format(BODY)}</body></html>")
    (record,) = reading.records
    assert (record.kind, record.title) == (Kind.DOCUMENT, "Reservoir review")
    assert [passage.text for passage in record.passages] == HELD
    left_out = {piece.text: piece.why for piece in reading.stripped}
    assert left_out["Reservoir review"] == "title"
    assert left_out["What was found"] == "heading"
    assert left_out["A dam in winter."] == "caption"
    assert {left_out[text] for text in left_out if text.startswith(("About", "News", "Jobs"))} <= {"navigation"}


@pytest.mark.parametrize(
    "element",
    [
        "<section id='social-care'><p>{}</p></section>",
        "<section id='cookies'><p>{}</p></section>",
        "<div class='share-of-costs'><p>{}</p></div>",
        "<div class='newsletter-policy'><p>{}</p></div>",
        "<div class='comments-received'><p>{}</p></div>",
        "<div class='footer-notes'><p>{}</p></div>",
        "<p class='ad'>{}</p>",
        "<div class='related-spending'><table><tr><td>{}</td></tr></table></div>",
        "<aside>{}</aside>",
        "<p>It gave the following reports</p><ul><li><a href='/a'>{}</a></li><li><a href='/b'>Costs</a></li></ul>",
        "<footer><p>{}</p></footer>",
    ],
)
def test_a_name_alone_makes_no_words_furniture(element: str) -> None:
    sentence = "Carers made 14,000 visits in the spring."
    reading = read(f"<main><h1>Care</h1><p>Visits to the home were counted twice.</p>{element.format(sentence)}</main>")
    assert sentence in [line for passage in reading.records[0].passages for line in passage.text.split("\n")]


@pytest.mark.parametrize(
    ("element", "text", "kind"),
    [
        ("<nav><a href='/'>Ponds</a></nav>", "Ponds", "navigation"),
        ("<div role='navigation'>Ponds</div>", "Ponds", "navigation"),
        ("<ul class='breadcrumbs'><li><a href='/'>Ponds</a></li></ul>", "Ponds", "navigation"),
        ("<ul><li><a href='#a'>Depth</a></li><li><a href='#b'>Width</a></li></ul>", "Depth", "list of contents"),
        ("<ul><li><a href='/a'>Depth</a></li><li><a href='/b'>Width</a></li></ul>", "Depth", "list of links"),
        (
            "<div class='cookie-banner'><p>Our cookies are small and do no harm at all.</p></div>",
            "Our",
            "cookie notice",
        ),
        ("<div class='share-buttons'><a>Facebook</a></div>", "Facebook", "share link"),
        ("<div class='newsletter'><p>Sign up and we will write to you each day.</p></div>", "Sign", "subscription box"),
        ("<section class='comments-section'><p>I saw a duck there on Monday.</p></section>", "I saw", "comments"),
        ("<div class='advert'>Buy a pond</div>", "Buy", "advertisement"),
        ("<form><label>Your name</label><input></form>", "Your name", "form"),
        ("<figure><img><span>Pond Agency</span></figure>", "Pond Agency", "caption"),
        ("<aside>Pond watch</aside>", "Pond", "aside"),
        ("<aside><a href='/a'>Ponds</a></aside>", "Ponds", "related headlines"),
        (
            "<div><h3>Elsewhere</h3><ul><li><a href='/a'>Ducks come back to the pond</a></li>"
            "<li><a href='/b'>Geese leave it for the south</a></li></ul></div>",
            "Ducks",
            "related headlines",
        ),
    ],
)
def test_what_is_no_part_of_the_words_is_left_out_by_kind(element: str, text: str, kind: str) -> None:
    reading = read(
        f"<html><body><h1>The pond</h1><p>The pond is deep and cold all the year.</p>{element}</body></html>"
    )
    assert [passage.text for passage in reading.records[0].passages] == ["The pond is deep and cold all the year."]
    (piece,) = (piece for piece in reading.stripped if piece.text.startswith(text))
    assert piece.why == kind


STORY = (
    '<html><head><meta property="og:type" content="article">'
    '<meta property="og:title" content="Bridge shut after crack">'
    '<meta property="og:site_name" content="The Echo"></head><body><div class="menu">{menu}</div>{begin}'
    "<h1>Bridge shut after crack</h1><p>By Tess Typist</p>"
    "<p>The bridge over the river was shut on Tuesday after a crack was found in it, the council said.</p>"
    "<ul><li>The crack is two metres long</li><li>Repairs may take a year</li></ul>"
    "<table><tr><th>Bridge</th><th>Built</th></tr><tr><td>High</td><td>1931</td></tr></table>"
    "<blockquote>Nobody was told of it</blockquote><dl><dt>Length</dt><dd>300 metres</dd></dl>"
    "<p>Engineer Ann Trial said: “We could not keep it open for another day.”</p><h2>What next?</h2>"
    "<p>Buses go round by the ford.</p>{end}"
    "<div><h3>More stories</h3><ul><li><a href='/1'>Ford flooded for a week</a></li>"
    "<li><a href='/2'>Mayor to step down in June</a></li></ul></div></body></html>"
)


@pytest.mark.parametrize("element", ["main", "article", "div"])
def test_lists_and_tables_of_a_story_are_held(element: str) -> None:
    (record,) = read(STORY.format(menu=MENU, begin=f"<{element}>", end=f"</{element}>")).records
    assert record.kind is Kind.NEWS
    assert [passage.text for passage in record.passages] == [
        "The bridge over the river was shut on Tuesday after a crack was found in it, the council said.",
        "The crack is two metres long\nRepairs may take a year",
        "Bridge | Built\nHigh | 1931",
        "Nobody was told of it",
        "Length\n300 metres",
        "Engineer Ann Trial said: “We could not keep it open for another day.”",
        "Buses go round by the ford.",
    ]


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_main_element_is_believed_where_most_of_the_words_are_in_it(share: float) -> None:
    sentences = [f"Otters were seen at {n} places on the river in spring." for n in range(1, 31)]
    inside = int(len(sentences) * share)
    main, rest = ("".join(f"<p>{s}</p>" for s in part) for part in (sentences[:inside], sentences[inside:]))
    reading = read(f"<html><body><main>{main}</main><div>{rest}</div></body></html>")
    held = len(reading.records[0].passages)
    outside = [piece for piece in reading.stripped if piece.why == "outside the main text"]
    assert (held, len(outside)) == ((inside, len(sentences) - inside) if share > 0.5 else (len(sentences), 0))


def test_halves_of_one_link_are_one_word_and_links_side_by_side_are_two() -> None:
    reading = read(
        "<html><body><p>The <a href='/x'>Depart</a><a href='/x'>ment</a> wrote to "
        "<a href='/y'>ministers</a><a href='/z'>(2019)</a> of ponds.</p></body></html>"
    )
    assert reading.records[0].passages[0].text == "The Department wrote to ministers (2019) of ponds."
