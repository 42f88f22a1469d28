"""Questions of a list that go together: alike in matter, or grouped by Parliament; then what is left, by asker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from briefs.question.listing.listed import ListedQuestion

# How much of what two questions are about they share: less is enough where one Member asks both.
ALIKE, ALIKE_OF_ONE_ASKER = 0.35, 0.22


@dataclass(frozen=True, slots=True)
class Group:
    """Some questions of a list under a title. ``alike`` is true where they are on one matter."""

    title: str
    questions: tuple[ListedQuestion, ...]
    alike: bool


def grouped(questions: Sequence[ListedQuestion]) -> tuple[Group, ...]:
    """Return the groups of a list, the largest first, then single questions by asker, then the rest.

    Each question joins the group that has the one it is most like.
    """
    groups: list[list[ListedQuestion]] = []
    placed: list[tuple[ListedQuestion, dict[str, float], int]] = []
    for question in questions:
        matter = dict(question.matter)
        scored = ((_nearness(question, matter, other, theirs), -at) for other, theirs, at in placed)
        best, at = max(scored, default=(0.0, 0))
        if best < 1.0:
            at = -len(groups)
            groups.append([])
        groups[-at].append(question)
        placed.append((question, matter, -at))
    alike = sorted((group for group in groups if len(group) > 1), key=lambda group: -len(group))
    made = [Group(_title(group), tuple(sorted(group, key=_order)), alike=True) for group in alike]
    return (*made, *_single([group[0] for group in groups if len(group) == 1]))


def _nearness(
    question: ListedQuestion, matter: dict[str, float], first: ListedQuestion, other: dict[str, float]
) -> float:
    """Return how far two questions go together: 1 and more where they do."""
    if first.uin and first.uin in question.grouped:
        return 10.0
    if question.house is not first.house or (question.body and first.body and question.body != first.body):
        return 0.0
    one_asker = bool(question.by) and question.by == first.by
    if one_asker and question.heading and question.heading == first.heading:
        return 1.0
    shared = sum(weight for stem, weight in matter.items() if stem in other)
    whole = sum(matter.values()) + sum(other.values()) - shared
    least = ALIKE_OF_ONE_ASKER if one_asker else ALIKE
    return shared / whole / least if whole else 0.0


def _title(group: Sequence[ListedQuestion]) -> str:
    """Return the heading that most of some questions have, else how the first begins."""
    headings = Counter(question.heading for question in group if question.heading)
    return headings.most_common(1)[0][0] if headings else _begun(group[0].text)


def _begun(text: str) -> str:
    words = text.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")


def _single(questions: Sequence[ListedQuestion]) -> list[Group]:
    """Return the questions that are like no other: those of one Member together where there are several."""
    by: defaultdict[str, list[ListedQuestion]] = defaultdict(list)
    for question in questions:
        by[question.by].append(question)
    several = {who: asked for who, asked in by.items() if who and len(asked) > 1}
    made = [
        Group(f"Other questions by {who}", tuple(sorted(asked, key=_order)), alike=False)
        for who, asked in sorted(several.items(), key=lambda each: (-len(each[1]), each[0]))
    ]
    rest = tuple(sorted((q for q in questions if q.by not in several), key=_order))
    if rest:
        made.append(
            Group("Other questions" if several or len(rest) < len(questions) else "Questions", rest, alike=False)
        )
    return made


def _order(question: ListedQuestion) -> tuple[str, str, int, str]:
    due = question.clock.due.isoformat() if question.clock.due else "9999"
    uin = question.uin or ""
    return question.by, due, len(uin), uin
