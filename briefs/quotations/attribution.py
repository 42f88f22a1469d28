"""Whose words each sentence of a story gives: the person quoted, the body reported, or nobody but the journalist.

Every sentence resolves to one voice or none. A quotation belongs to the person named before or after it, and is
carried over the paragraphs in which it goes on. "The National Audit Office said that …" reports that body without
quoting it. A few quoted words inside a journalist's sentence change nothing. Where it is not plain, there is no voice;
a whole quotation that nobody claims gets a voice without a speaker, for it is not the journalist's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefs.language.sentences import sentence_spans
from briefs.quotations.entities import Named, bodies, glosses
from briefs.quotations.marks import Quotation, blanked, quotations, quoted_share
from briefs.quotations.mentions import REPORT_FROM, Story
from briefs.quotations.reporting import ADVERBS, SAID, Claim, claims_of
from briefs.records.model import Passage, Role, Voice

_QUOTE_WHOLE, _QUOTE_MOST = 0.9, 0.5


def story_voices(paragraphs: Sequence[str]) -> list[tuple[Voice, ...]]:
    """Return the voices of each paragraph of a news story, in order; offsets are those of the paragraph."""
    whole = "\n".join(paragraphs)
    short = glosses(whole)
    named = [b for p in paragraphs for b in bodies(p, short)]
    committees = tuple(dict.fromkeys(b.name for b in named if b.role is Role.COMMITTEE and b.name != "Committee"))
    watchdogs = tuple(dict.fromkeys(b.name for b in named if b.role is Role.WATCHDOG))
    story = Story(short, committees, watchdogs)
    return [_paragraph(text, story) for text in paragraphs]


def _paragraph(text: str, story: Story) -> tuple[Voice, ...]:
    found = quotations(text)
    masked = blanked(text, found)
    spans = sentence_spans(text)
    claims = [claims_of(masked, start, end, story) for start, end in spans]
    voices: list[Voice] = []
    before: Named | None = story.carried if text[:1] in "“\"‘'" else None
    indirect = False
    for at, (start, end) in enumerate(spans):
        inside = [q for q in found if q.start < end and q.end > start]
        share = quoted_share(start, end, inside)
        who = _claimant(claims[at], inside, start)
        quoted = bool(inside) and (
            share >= _QUOTE_MOST or _introduces(masked, claims[at], inside) or _direct(text, inside)
        )
        if who is None and share >= _QUOTE_WHOLE:
            who = _ahead(claims[at + 1 :], found, spans[at:]) or before
            who, quoted = who or Named(start, end, "", Role.UNKNOWN), True
        elif who is None and inside and indirect:
            who, quoted = before, False
        elif who is None and (
            share >= _QUOTE_MOST or any(masked[: q.start].endswith(("said: ", "added: ")) for q in inside)
        ):
            who = Named(start, end, "", Role.UNKNOWN)
        indirect = who is not None and not quoted
        if who is not None:
            before = who
            voices.append(Voice(start, end, who.name or None, who.role, who.office, quoted))
        elif not inside:
            before = None
    story.carried = before
    return tuple(_joined(voices))


def _joined(voices: Sequence[Voice]) -> list[Voice]:
    """Join neighbouring voices that are one and the same."""
    made: list[Voice] = []
    for voice in voices:
        if (
            made
            and replace(made[-1], start=0, end=0) == replace(voice, start=0, end=0)
            and voice.start - made[-1].end < 3
        ):
            made[-1] = replace(made[-1], end=voice.end)
        else:
            made.append(voice)
    return made


def _claimant(claims: Sequence[Claim], inside: Sequence[Quotation], start: int) -> Named | None:
    """Return to whom a sentence's words belong: who introduces its longest quotation, else who is named first."""
    if not claims:
        return None
    if inside:
        longest = max(inside, key=lambda q: q.end - q.start)
        near = [c for c in claims if c.at >= longest.end] if longest.start <= start + 1 else []
        near = near or [c for c in claims if c.at <= longest.start]
        if near and longest.end - longest.start > 80:
            return (near[0] if near[0].at >= longest.end else near[-1]).who
    return claims[0].who


def _introduces(masked: str, claims: Sequence[Claim], inside: Sequence[Quotation]) -> bool:
    """Whether a claim leads straight into a quotation: "She added: “…”"."""
    return any(masked[c.at : q.start].rstrip().endswith(":") for c in claims for q in inside if q.start >= c.at)


def _direct(text: str, inside: Sequence[Quotation]) -> bool:
    """Whether a quotation is somebody's own sentence: it opens with a capital and its stop stands inside the marks."""
    return any(
        q.closed and text[q.start + 1 : q.start + 2].isupper() and text[q.end - 2 : q.end - 1] in tuple(",.?!")
        for q in inside
    )


def _ahead(
    later: Sequence[Sequence[Claim]], found: Sequence[Quotation], spans: Sequence[tuple[int, int]]
) -> Named | None:
    """Return who claims, further on, the very quotation that this sentence stands in."""
    quotation = next((q for q in found if q.start < spans[0][1] and q.end > spans[0][0]), None)
    if quotation is None:
        return None
    for claims, (start, end) in zip(later, spans[1:], strict=False):
        if start >= quotation.end + 2:
            return None
        after = [c for c in claims if c.at >= quotation.end]
        if after:
            return after[0].who
        if end >= quotation.end:
            return None
    return None


def with_reported_quotes(passages: Sequence[Passage], source: str = "") -> list[Passage]:
    """Return spoken passages with each quotation that is a paragraph of its own joined to the one that introduces it.

    "The Department said in its report:" or "The report notes that", then a paragraph that is one quotation: both
    become one passage, so that the quotation can be shown with its introduction. Between them stands what stands
    between them in ``source``, the text that they were read from, else a blank line. The words quoted are the body's,
    where the record names it, else the speaker's own quoting.
    """
    made: list[Passage] = []
    short = glosses("\n".join(p.text for p in passages))
    report_of: Named | None = None
    lead: Named | None = None
    open_ended = False
    for passage in passages:
        named = list(bodies(passage.text, short))
        report_of = next((n for n in named if _has_report(passage.text, n)), report_of)
        if open_ended and made[-1].turn == passage.turn and _is_quotation(passage.text):
            made[-1] = _introduced(made[-1], passage, lead, source)
        else:
            made.append(passage)
        open_ended = _is_open_ended(passage.text)
        lead = _lead_in(passage.text, named, report_of) if open_ended else None
    return made


def _is_quotation(text: str) -> bool:
    found = quotations(text)
    return bool(found) and found[0].start == 0 and quoted_share(0, len(text), found) >= _QUOTE_WHOLE


def _is_open_ended(text: str) -> bool:
    """Whether a paragraph leads on to the next: it stops with a colon or with no stop at all."""
    return text.rstrip()[-1:] not in tuple('.?!”"')


def _lead_in(text: str, named: Sequence[Named], report_of: Named | None) -> Named | None:
    """Return whose words a paragraph introduces, None where it does not say."""
    said = [n for n in named if re.match(rf"[’']?\s{ADVERBS}{SAID}\b", text[n.end :])]
    report = re.search(rf"\b[Tt]he(?:ir)?\s(?:\w+\s)?(?:report|review|inspection)\s{ADVERBS}{SAID}\b", text)
    return said[0] if said else report_of if report else None


def _introduced(before: Passage, passage: Passage, lead: Named | None, source: str) -> Passage:
    """Return a quotation together with the paragraph that introduces it."""
    printed = re.search(rf"{re.escape(before.text)}(\s+){re.escape(passage.text)}", source)
    between = printed[1] if printed else "\n\n"
    at = len(before.text) + len(between)
    voices = [replace(voice, start=voice.start + at, end=voice.end + at) for voice in passage.voices]
    if lead:
        voices.append(Voice(at, at + len(passage.text), lead.name, lead.role, lead.office))
    return replace(before, text=before.text + between + passage.text, voices=(*before.voices, *voices))


def _has_report(text: str, n: Named) -> bool:
    follows = re.match(r"[’']?s?\s(?:[\w-]+\s){0,2}?(?:report|review|inspection|inquiry)\b", text[n.end :])
    return bool(follows) or bool(REPORT_FROM.search(text[: n.start]))
