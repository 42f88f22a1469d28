"""Paragraphs of a page of GOV.UK with the stretches that it sets off as quotations, and whose words those are.

A press release leads into a quotation ("Home Secretary Jane Example said:") and sets it as a block without quotation
marks, or in single ones that stay open to the last of its paragraphs. The words belong to whoever the lead names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefs.quotations.attribution import story_voices
from briefs.readers.common.base import Stripped
from briefs.readers.common.markup import parse, to_paragraphs
from briefs.records.model import Role, Voice

# Stand-ins for the edges of a quotation block while its HTML becomes text; no script has letters at these places.
_OPENS, _CLOSES = "\ue000", "\ue001"
_EDGES = re.compile(f"[{_OPENS}{_CLOSES}]")
_BLOCK = re.compile(r"<(/?)blockquote\b[^>]{0,500}+>", re.IGNORECASE)
# What stands on the page and is no part of the words.
_ASIDE = (("caption", "figure, figcaption"), ("contact details", ".contact, .vcard"))
_DOUBLE = str.maketrans({"“": "‘", "”": "’", '"': "'"})
_LEADS_IN = re.compile(r":[”’\"']?$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a page; ``quoted`` where it stands in a quotation block."""

    text: str
    quoted: bool = False


def page_paragraphs(markup: str) -> tuple[list[Paragraph], list[Stripped]]:
    """Return the paragraphs of a page's HTML, and what was left out of it: captions and contact details.

    Raises RefusedInput for HTML nested deeper than anything people read.
    """
    page = parse(_EDGES.sub("", markup))
    if page.body is None:
        return [], []
    left_out: list[Stripped] = []
    for why, selector in _ASIDE:
        while (node := page.css_first(selector)) is not None:  # The outermost first, with all that is in it.
            left_out += [Stripped(text, why) for text in to_paragraphs(node.html or "")]
            node.decompose()
    marked = _BLOCK.sub(
        lambda tag: f"<p>{_CLOSES}</p></blockquote>" if tag[1] else f"{tag[0]}<p>{_OPENS}</p>", page.body.html or ""
    )
    found: list[Paragraph] = []
    depth = 0
    for text in to_paragraphs(marked):
        depth += (text == _OPENS) - (text == _CLOSES)
        if bare := _EDGES.sub("", text).strip():
            found.append(Paragraph(bare, quoted=depth > 0))
    return found, left_out


def release_voices(paragraphs: Sequence[Paragraph]) -> list[tuple[Voice, ...]]:
    """Return the voices of each paragraph, in order; a block that nobody claims has a voice without a speaker."""
    blocks = _with_open_quotations(paragraphs)
    heard = story_voices([f"“{p.text.translate(_DOUBLE)}”" if block else p.text for p, block in blocks])
    made: list[tuple[Voice, ...]] = []
    for (paragraph, block), voices in zip(blocks, heard, strict=True):
        if not block:
            made.append(voices)
            continue
        whose = next((voice for voice in voices if voice.speaker), None)
        made.append(
            (
                Voice(
                    0,
                    len(paragraph.text),
                    whose.speaker if whose else None,
                    whose.role if whose else Role.UNKNOWN,
                    whose.office if whose else None,
                ),
            )
        )
    return made


def _with_open_quotations(paragraphs: Sequence[Paragraph]) -> list[tuple[Paragraph, bool]]:
    """Return the paragraphs and whether each is a quotation as a whole: a block, or one that a lead opens with ‘."""
    found: list[tuple[Paragraph, bool]] = []
    running = led_in = False
    for paragraph in paragraphs:
        text = paragraph.text
        opens = text[:1] in ("‘", "'") and (running or led_in)
        running = opens and not text.endswith(("’", "'"))
        found.append((paragraph, paragraph.quoted or opens))
        led_in = _LEADS_IN.search(text) is not None
    return found
