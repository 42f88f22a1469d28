"""The page of a background note as text: a brief's page that can also mark what changed between two answers."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.question.answers.changes import AnswerDifference
from briefs.render.brief.page import TextPage
from briefs.render.environment import SafeText
from briefs.render.escaping import visible
from briefs.render.layout import wrap

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
