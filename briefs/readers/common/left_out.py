"""The kinds of text that readers leave out of records, and how they are counted for people.

A reader reports each piece as ``Stripped(text, kind)`` in ``Reading.stripped``. A kind that is not in ``KINDS`` is a
fault: what it names could be a lost table or section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from briefs.readers.common.base import Stripped

_COUNTED: tuple[tuple[str, str, str], ...] = (
    ("advertisement", "advertisement", "advertisements"),
    ("aside", "aside", "asides"),
    ("byline", "byline", "bylines"),
    ("caption", "caption", "captions"),
    ("chamber", "name of a chamber", "names of chambers"),
    ("clipped summary", "clipped summary", "clipped summaries"),
    ("code block", "block of code", "blocks of code"),
    ("column mark", "column mark", "column marks"),
    ("comment", "comment of the writer", "comments of the writer"),
    ("comment link", "link to comments", "links to comments"),
    ("comments", "line of readers' comments", "lines of readers' comments"),
    ("contact details", "line of contact details", "lines of contact details"),
    ("cookie notice", "line of a cookie notice", "lines of cookie notices"),
    ("date line", "date line", "date lines"),
    ("division list", "division list", "division lists"),
    ("earlier wording of the answer", "earlier wording of an answer", "earlier wordings of answers"),
    ("element not read", "element of unknown meaning", "elements of unknown meaning"),
    ("footnote", "footnote", "footnotes"),
    ("form", "line of a form", "lines of forms"),
    ("frame of the correction", "line between the pieces of a correction", "lines between the pieces of a correction"),
    ("glossary and comments", "glossary entry or comment", "glossary entries and comments"),
    ("heading", "heading", "headings"),
    ("heading of nothing", "heading with no words under it", "headings with no words under them"),
    ("headline", "headline", "headlines"),
    ("list of contents", "line of a table of contents", "lines of a table of contents"),
    ("list of links", "list of links", "lists of links"),
    ("loading message", "loading message", "loading messages"),
    ("mark of a holding answer", "mark of a holding answer", "marks of holding answers"),
    ("members of the committee", "list of a committee's members", "lists of a committee's members"),
    ("navigation", "line of navigation", "lines of navigation"),
    ("newsletter notice", "newsletter notice", "newsletter notices"),
    ("no part of a question or its answer", "piece between questions", "pieces between questions"),
    ("note mark", "mark of a note", "marks of notes"),
    ("note of the corpus", "note of the corpus", "notes of the corpus"),
    ("notes for editors", "line of notes for editors", "lines of notes for editors"),
    ("outside the main text", "piece outside the main text", "pieces outside the main text"),
    ("opening of the sitting", "line on the opening of the sitting", "lines on the opening of the sitting"),
    ("page footer", "line of a page footer", "lines of page footers"),
    ("page link", "page link", "page links"),
    ("page number", "page number", "page numbers"),
    ("paper's number", "number of the paper", "numbers of the paper"),
    ("paragraph's number", "paragraph number", "paragraph numbers"),
    ("petition number", "petition's number", "petitions' numbers"),
    ("provider notice", "notice of the site", "notices of the site"),
    ("publication", "name of the publication", "names of the publication"),
    ("publication details", "line of publication details", "lines of publication details"),
    ("question details", "line of question details", "lines of question details"),
    ("question number", "question number", "question numbers"),
    ("registration notice", "registration notice", "registration notices"),
    ("related headlines", "other headline", "other headlines"),
    ("repeated in its own section", "paragraph repeated in its own section", "paragraphs repeated in their sections"),
    ("repeated line", "repeated line", "repeated lines"),
    ("running header or footer", "running head or foot", "running heads and feet"),
    ("session details", "line about the session", "lines about the session"),
    ("share link", "share link", "share links"),
    ("speaker", "speaker's name", "speakers' names"),
    ("stage direction", "stage direction", "stage directions"),
    ("subscription box", "line of a subscription box", "lines of subscription boxes"),
    ("time mark", "time mark", "time marks"),
    ("title", "title", "titles"),
    ("title and date", "line of title and date", "lines of title and date"),
    ("title of the bill", "title of a bill", "titles of bills"),
    ("where the report says it", "reference into the report", "references into the report"),
    ("who is in the chair", "note of who is in the chair", "notes of who is in the chair"),
    ("who was asked", "line saying who was asked", "lines saying who was asked"),
)
KINDS: dict[str, tuple[str, str]] = {kind: (one, many) for kind, one, many in _COUNTED}
"""Every kind of left-out text: what one piece and what several are called."""


def in_words(kind: str, number: int) -> str:
    """Return a count of pieces in plain English ("3 captions"); a kind that is not known is named as it stands."""
    one, many = KINDS.get(kind, (f"piece ({kind})", f"pieces ({kind})"))
    return f"{number:,} {one if number == 1 else many}"


def counted(pieces: Iterable[Stripped]) -> list[tuple[str, int]]:
    """Return (kind, how many pieces), most first."""
    return Counter(piece.why for piece in pieces).most_common()
