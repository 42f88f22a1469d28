"""A list as a table of text, as wide as the terminal, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.question.listing.day_list import DayList
from briefs.question.listing.listed import ListedQuestion
from briefs.question.parse.text import without_preface
from briefs.render.brief.page import TextPage
from briefs.render.escaping import link, markdown, visible
from briefs.render.layout import text_width, wrap
from briefs.render.listing import wording

_COLUMNS = (("UIN", 8), ("Due", 11), ("Nearest", 8), ("Answered", 11), ("How near", 8), ("Refer?", 9))
_GAP = "  "
_LEAST_ROOM = 24
_LONGEST_ASKED = 230  # characters of what is asked that a line gives


def list_as_text(listed: DayList, *, width: int = 100, colour: bool = False) -> str:
    """Return a list as text."""
    page = TextPage(width, colour=colour)
    lines: list[str] = [page.styled(listed.title, "topic"), page.paragraph(wording.deadline_words(listed.deadlines))]
    lines += [page.paragraph(line) for line in _by_body(listed)]
    for group in listed.groups:
        lines += ["", page.styled(wording.group_title(group), "heading"), _head(width)]
        for question in group.questions:
            lines += _question(question, width)
    notes = list(wording.list_notes(listed))
    if notes:
        lines += ["", *(page.paragraph(note) for note in notes)]
    return "\n".join(lines) + "\n"


def list_as_markdown(listed: DayList) -> str:
    """Return a list as Markdown, a table for each group."""
    lines = [f"# {markdown(listed.title)}", "", markdown(wording.deadline_words(listed.deadlines)), ""]
    lines += [f"- {markdown(line)}" for line in _by_body(listed)]
    for group in listed.groups:
        lines += ["", f"## {markdown(wording.group_title(group))}", ""]
        lines += ["| UIN | Asker | Due | Nearest answer | Refer? | Asks |", "|---|---|---|---|---|---|"]
        for question in group.questions:
            nearest = question.nearest
            number = _linked(question.uin or "–", question.url)
            near = _linked(wording.nearest_words(nearest), nearest.url if nearest else None)
            cells = [wording.asker_words(question), wording.due_words(question.clock)]
            row = [number, *map(markdown, cells), near, wording.refer_word(nearest), markdown(asked_words(question))]
            lines.append(f"| {' | '.join(row)} |")
    notes = [f"- {markdown(note)}" for note in wording.list_notes(listed)]
    return "\n".join([*lines, "", *notes]).rstrip("\n") + "\n"


def asked_words(question: ListedQuestion) -> str:
    """Return what is asked, without whom, as far as there is room."""
    words = " ".join(without_preface(question.text).split())
    if len(words) <= _LONGEST_ASKED:
        return words
    return words[:_LONGEST_ASKED].rsplit(" ", 1)[0] + " …"


def _linked(words: str, url: str | None) -> str:
    address = link(url)
    return f"[{markdown(words)}]({address})" if address else markdown(words)


def _by_body(listed: DayList) -> Iterator[str]:
    if len(listed.by_body) > 1:
        for body, deadlines in listed.by_body:
            yield f"{body or 'Body not known'}: {wording.deadline_words(deadlines)}"


def _head(width: int) -> str:
    names = _GAP.join(name.ljust(cells) for name, cells in _COLUMNS)
    return f"{names}{_GAP}Asks" if _room(width) >= _LEAST_ROOM else names.rstrip()


def _room(width: int) -> int:
    return width - sum(cells + len(_GAP) for _, cells in _COLUMNS)


def _question(question: ListedQuestion, width: int) -> Iterator[str]:
    """Yield the lines of one question: its cells, with who asks, how it stands and what is asked beside and below."""
    nearest, due = question.nearest, question.clock.due
    answered = nearest.answered if nearest else None
    cells = (
        question.uin or "–",
        f"{due.day} {due:%b %Y}" if due else "–",
        (nearest.uin or "–") if nearest else "none",
        f"{answered.day} {answered:%b %Y}" if answered else "–",
        wording.GRADES[nearest.grade] if nearest else "",
        wording.refer_word(nearest),
    )
    shown = _GAP.join(_cell(cell, room) for cell, (_, room) in zip(cells, _COLUMNS, strict=True))
    said = f"{wording.asker_words(question)}: {asked_words(question)} [{wording.standing_words(question.clock)}]"
    beside = _room(width)
    indent = " " * (_COLUMNS[0][1] + len(_GAP))
    if beside < _LEAST_ROOM:
        yield shown.rstrip()
        yield from wrap(visible(said), width, first=indent, rest=indent)
    else:
        first, *rest = wrap(visible(said), beside)
        yield f"{shown}{_GAP}{first}"
        yield from wrap(" ".join(rest), width, first=indent, rest=indent) if rest else ()
    if question.parts:
        yield from wrap(visible(f"Parts: {wording.parts_words(question)}"), width, first=indent, rest=indent)


def _cell(words: str, room: int) -> str:
    shown = visible(words)
    return shown + " " * max(0, room - text_width(shown))
