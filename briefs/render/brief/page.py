"""The page of the text form: what a text template calls to lay out a heading, a quotation, a source."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.question.answers.changes import AnswerDifference
from briefs.render.brief.view import ItemView, SourceView, YearCount
from briefs.render.environment import SafeText
from briefs.render.escaping import visible
from briefs.render.layout import at_right, text_width, wrap

PLAIN = 100

_STYLES = {"bold": "1", "dim": "2", "topic": "1;36", "heading": "1", "bar": "36"}
_BAR = "▇"
_LONGEST_BAR = 40


class TextPage:
    """Lays text out at a width, in colours or without. Everything it returns is safe to send to a terminal."""

    def __init__(self, width: int = PLAIN, *, colour: bool = False) -> None:
        """Lay out at ``width`` cells; ``colour`` allows ANSI styles."""
        self.width = width
        self._colour = colour

    def styled(self, text: str, style: str) -> SafeText:
        """Return a text on one line in a style: bold, dim, topic, heading or bar."""
        return self._style(visible(text), style)

    def _style(self, text: str, style: str) -> SafeText:
        """Return text that is safe already in a style, if colours are wanted."""
        return SafeText(f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self._colour and text else text)

    def title(self, left: str, right: str) -> SafeText:
        """Return the heading line: the topic, and the day at the right margin."""
        lines = wrap(visible(left), self.width)
        topic, tail = [self._style(line, "topic") for line in lines], visible(right)
        room = self.width - text_width(lines[-1]) - text_width(tail)
        if room < 2:
            return SafeText("\n".join([*topic, self._style(tail, "dim")]))
        return SafeText("\n".join(topic) + " " * room + self._style(tail, "dim"))

    def heading(self, text: str) -> SafeText:
        """Return a section's heading."""
        return self.styled(text.upper(), "heading")

    def paragraph(self, text: str) -> SafeText:
        """Return a paragraph."""
        return SafeText("\n".join(wrap(visible(text), self.width)))

    def phrases(self, phrases: Sequence[str], label: str = "", *, column: int = 0) -> SafeText:
        """Return phrases with a dot between them, broken between phrases only.

        ``label`` stands before them in a column of ``column`` cells.
        """
        shown = [visible(phrase) + (" ·" if place < len(phrases) else "") for place, phrase in enumerate(phrases, 1)]
        opening = self._column(label, column)
        return SafeText("\n".join(wrap(shown, self.width, first=opening, rest=" " * text_width(opening))))

    @staticmethod
    def _column(label: str, cells: int) -> str:
        """Return a label filled up to ``cells`` and one space, or nothing."""
        shown = visible(label)
        return f"{shown}{' ' * max(0, cells - text_width(shown))} " if shown else ""

    def bullet(self, text: str) -> SafeText:
        """Return a bulleted paragraph."""
        return SafeText("\n".join(wrap(visible(text), self.width, first=" • ", rest="   ")))

    def quotation(self, item: ItemView) -> SafeText:
        """Return a quotation under a bullet, with who says it and where at the right margin."""
        lines = wrap(visible(item.quote), self.width, first=" • ", rest="   ")
        said_by = visible(item.attribution) + ("," if item.attribution and item.day else "")
        tail = (said_by, visible(item.day), visible(item.reference))
        laid = at_right(lines, tail, self.width, indent=" " * 6)
        kept = len(lines) if len(laid) > len(lines) else len(lines) - 1
        dim = [self._dim_tail(line, lines[kept] if kept < len(lines) else "") for line in laid[kept:]]
        return SafeText("\n".join([*laid[:kept], *dim]))

    def _dim_tail(self, line: str, said: str) -> str:
        """Return a line with all that follows the words ``said`` dimmed, the spaces between left alone."""
        rest = line[len(said) :]
        tail = rest.lstrip(" ")
        return said + rest[: len(rest) - len(tail)] + self._style(tail, "dim")

    def entry(self, label: str, text: str, tail: str = "", *, column: int = 0) -> SafeText:
        """Return a labelled paragraph: the label in a column of ``column`` cells, ``tail`` after the text."""
        opening = " " + self._column(label, column)
        body = " ".join(part for part in (visible(text), visible(tail)) if part)
        return SafeText("\n".join(wrap(body, self.width, first=opening, rest=" " * text_width(opening))))

    def source(self, source: SourceView) -> SafeText:
        """Return a numbered source: citation, title, remarks; its address whole on a line of its own, to be copied."""
        named = ". ".join(part.rstrip(".") for part in (source.citation, source.title) if part) + "."
        text = " ".join((named, *source.remarks, *(() if source.url else ("No link.",))))
        number = f" [{source.number}] "
        lines = wrap(visible(text), self.width, first=number, rest=" " * len(number))
        if source.url:
            lines.append(" " * len(number) + self._style(visible(source.url), "dim"))
        return SafeText("\n".join(lines))

    def chart(self, years: Sequence[YearCount]) -> SafeText:
        """Return a bar for each year, the longest 40 cells."""
        most = max((row.number for row in years), default=0)
        scale = max(1.0, most / _LONGEST_BAR)
        return SafeText("\n".join(self._bar(row, scale) for row in years))

    def _bar(self, row: YearCount, scale: float) -> str:
        """Return the bar of one year: at least one cell where there is anything."""
        cells = max(1, round(row.number / scale)) if row.number else 0
        return f" {row.year}  {self._style(_BAR * cells, 'bar')}{' ' if cells else ''}{row.number}"


MARKS = {"removed": ("[-", "-]"), "added": ("{+", "+}"), "same": ("", "")}
_INDENT = "   "


class NotePage(TextPage):
    """Lays a background note out."""

    def marked(self, changes: Sequence[AnswerDifference]) -> SafeText:
        """Return a compared answer: what went in [-…-], what came in {+…+}, its paragraphs kept."""
        text = ""
        for change in changes:
            opening, closing = MARKS[change.kind]
            for number, line in enumerate(change.text.split("\n")):
                text += "\n" if number else ""
                bare = line.strip()
                if not bare or not opening:
                    text += line
                else:
                    lead, tail = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
                    text += f"{lead}{opening}{bare}{closing}{tail}"
        lines = [line for line in text.split("\n") if line.strip()]
        laid = [row for line in lines for row in wrap(visible(line.strip()), self.width, first=_INDENT, rest=_INDENT)]
        return SafeText("\n".join(laid))
