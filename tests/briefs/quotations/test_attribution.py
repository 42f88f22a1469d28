"""Whose words the sentences of a story are."""

from __future__ import annotations

import pytest

from briefs.quotations.attribution import story_voices, with_reported_quotes
from briefs.records.model import Passage, Role

Said = tuple[str | None, Role, bool]


def voices_of(*paragraphs: str) -> list[list[Said]]:
    """Return (speaker, role, quoted) of each paragraph's voices."""
    return [[(v.speaker, v.role, v.quoted) for v in voices] for voices in story_voices(paragraphs)]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["“Trams are late again,” said Jane Example, chair of the Transport Committee."],
            [[("Jane Example", Role.COMMITTEE, True)]],
        ),
        (
            ["Jane Example, chair of the Transport Committee, said: “Trams are late. They always were.”"],
            [[("Jane Example", Role.COMMITTEE, True)]],
        ),
        (
            ["The chief inspector of prisons, John Sample, said trams were “cold”.", "“I saw it,” he said."],
            [[("John Sample", Role.WATCHDOG, False)], [("John Sample", Role.WATCHDOG, True)]],
        ),
        (
            ["Shadow Transport Secretary Jane Example said trams were late.", 'The frontbencher added: "Mend them.”'],
            [[("Jane Example", Role.OPPOSITION, False)], [("Jane Example", Role.OPPOSITION, True)]],
        ),
        (
            ["Rivals pounced, with Shadow Home Secretary Jane Example saying trams could not be “mended by wishes”."],
            [[("Jane Example", Role.OPPOSITION, False)]],
        ),
        (
            ["The Tram Audit Office (TAO) said costs rose by 9 per cent.", "The TAO found “gaps” in the accounts."],
            [[("Tram Audit Office", Role.WATCHDOG, False)], [("Tram Audit Office", Role.WATCHDOG, False)]],
        ),
        (
            ["A report by the Transport Committee came out today.", "MPs said that trams were late."],
            [[], [("Transport Committee", Role.COMMITTEE, False)]],
        ),
        (
            ["The Transport Committee and the Health Committee sat today.", "MPs said that trams were late."],
            [[], []],
        ),
        (
            ["The Home Office said it would reply. “We are mending trams,” a spokesperson said. “It takes time.”"],
            [[("Home Office", Role.MINISTER, False), ("Home Office spokesperson", Role.MINISTER, True)]],
        ),
        (
            [
                "Chief Constable John Sample, the tram lead, said “real money” was needed. “We see it daily,” he said. "
                "“We act.”"
            ],
            [[("John Sample", Role.POLICE, False), ("John Sample", Role.POLICE, True)]],
        ),
        (
            ["Jane Example, the transport minister, said: “Trams matter.", "“They will run on time.”"],
            [[("Jane Example", Role.MINISTER, True)], [("Jane Example", Role.MINISTER, True)]],
        ),
        (["Trams were “flying blind” through the town all winter, and nobody noticed."], [[]]),
        (
            ["Trams are late in most towns of the county.", "“It is a disgrace that nobody mends them.”"],
            [[], [(None, Role.UNKNOWN, True)]],
        ),
        (
            ['A source close to Jane Example said: "She is cross about the trams."'],
            [[(None, Role.UNKNOWN, True)]],
        ),
        (
            ["According to the National Audit Office, trams cost £12m last year."],
            [[("National Audit Office", Role.WATCHDOG, False)]],
        ),
        (
            [
                "Jane Example, a tram driver, said: “It is cold.”",
                "John Sample, the policing minister, disagreed.",
                "Ms Example added: “Very cold.”",
            ],
            [[("Jane Example", Role.UNKNOWN, True)], [], [("Jane Example", Role.UNKNOWN, True)]],
        ),
        (
            ["‘We have asked for this for ten years,’ said Jane Example, the Conservative MP for Samplesea."],
            [[("Jane Example", Role.BACKBENCHER, True)]],
        ),
    ],
    ids=[
        "said-name",
        "colon",
        "office-first-then-he",
        "noun-for-a-person",
        "with-saying",
        "acronym",
        "mps-one-committee",
        "mps-two-committees",
        "a-spokesperson",
        "indirect-then-quoted",
        "runs-over-paragraphs",
        "scare-quote",
        "nobody-claims",
        "object-is-no-subject",
        "according-to",
        "short-name-back",
        "single-marks",
    ],
)
def test_a_sentence_belongs_to_whoever_says_it(paragraphs: list[str], expected: list[list[Said]]) -> None:
    assert voices_of(*paragraphs) == expected


def test_a_voice_covers_whole_sentences_and_leaves_the_rest_to_the_journalist() -> None:
    text = "Trams were late. “Mend them,” said Jane Example, the tram minister. Rain fell all day."
    (voice,) = story_voices([text])[0]
    assert text[voice.start : voice.end].startswith("“Mend")
    assert text[voice.start : voice.end].endswith("minister.")


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("The Home Office said in its “Tram Report”:", "Home Office"),
        ("The report notes that", "Tram Inspection Authority"),
        ("My constituent wrote to me and told me this:", None),
    ],
)
def test_a_quotation_is_joined_to_its_introduction_and_belongs_to_the_body_it_is_taken_from(
    lead: str, speaker: str | None
) -> None:
    quotation = "“Trams are late in every town we visited.”"
    texts = ["I welcome the Tram Inspection Authority’s report.", lead, quotation, "We accept that."]
    first, second, third = with_reported_quotes([Passage(t, turn=1) for t in texts])
    assert (first.text, second.text, third.text) == (texts[0], f"{lead}\n\n{quotation}", texts[3])
    assert [(v.speaker, second.text[v.start : v.end]) for v in second.voices] == (
        [(speaker, quotation)] if speaker else []
    )
    assert not first.voices
    assert not third.voices


def test_what_stands_between_a_quotation_and_its_introduction_is_as_in_the_source() -> None:
    texts = ["The report notes that", "“trams are late.”"]
    (joined,) = with_reported_quotes([Passage(t, turn=1) for t in texts], "Trams\n" + "\n".join(texts) + "\nEnd.")
    assert joined.text == "\n".join(texts)


def test_another_speaker_s_quotation_is_not_introduced_by_the_one_before() -> None:
    texts = ["The report notes that", "“trams are late.”"]
    assert len(with_reported_quotes([Passage(t, turn=n) for n, t in enumerate(texts)])) == 2


def test_a_paragraph_without_any_sentence_end_is_left_alone_and_quickly() -> None:
    assert story_voices(["Jane Example, " * 3000 + "said."]) == [()]
