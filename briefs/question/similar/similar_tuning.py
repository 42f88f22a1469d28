"""Every weight of ranking previous answers, in one table.

Set by ``python -m tests.quality.previous --learn`` over 1,189 questions that Members and ministers paired themselves,
each once with asker and body and once without. What to expect of it elsewhere: learned on four of five stretches of
time and judged on the fifth, recall within ten is 0.906 and the mean reciprocal rank 0.743 with asker and body given,
0.879 and 0.708 from the words alone; BM25 alone, as it gathers, has 0.853 and 0.621, and 0.807 and 0.577.

What did not help, judged in the same way: gradient-boosted trees (0.874 and 0.703), a second pass that asks how like a
candidate is to the best eight, the rarest words as figures of their own, the share of the heading, squares and products
of likeness and nearness (which learned one long series by heart and lost another), and more than a hundred candidates.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class LikenessWeights:
    """What each figure of ``similar_features`` counts for, with what leaving it out costs where that was measured.

    The figures overlap, so a weight has to be read with those near it: "cosine" and "asked_anywhere" say how like the
    two are, and the negative ones beside them take back what a figure of its own says twice.
    """

    text_score: float = 3.13  # recall -0.002, MRR -0.010
    cosine: float = 14.05
    asked_in_question: float = -9.63
    asked_anywhere: float = 9.10
    question_in_asked: float = -6.06
    pairs_in_question: float = 3.70  # with the next: recall -0.005, MRR -0.004
    pairs_in_answer: float = 3.83
    longest_run: float = -3.04  # recall -0.003, MRR -0.004
    same_addressee: float = 2.82  # recall -0.005, MRR -0.012
    no_answer: float = -4.87
    same_asker: float = 1.47
    same_asker_fit: float = 2.05
    same_day: float = -2.76  # with the next: recall -0.005, MRR -0.007
    same_asker_same_day: float = -4.51
    within_week: float = -5.08  # recall -0.005, MRR -0.005
    within_half_year: float = 7.75
    cited_by_question: float = 2.39  # all that cite it, not the best alone: recall +0.010
    cited_by_answer: float = 1.50


WEIGHTS: tuple[float, ...] = astuple(LikenessWeights())


@dataclass(frozen=True, slots=True)
class Gathering:
    """How candidates are gathered: what a word counts by field, what is known by itself, how many are compared.

    Of 200 candidates the right one is among them for 0.971 of the questions, with those of the asker and those cited
    for 0.981; ranked, a hundred do as well as two hundred at half the time. Among 30,000 questions ``entries`` leaves
    out no word; made to cut as it cuts among 1.5 million, recall is 0.002 and MRR 0.003 less.
    """

    question: float = 1.0
    answer: float = 0.4  # without it and the heading recall is eight points less
    heading: float = 0.5
    common: float = 1.2  # a word of less weight (three questions in ten have it) is sought in questions alone
    same_body: float = 6.0  # in the unit of BM25's scores
    same_asker: float = 10.0  # eight points of recall where a question cites another
    entries: float = 1e6  # questions that have the words sought, rarest first, all words together
    least_words: int = 5  # sought whatever they take
    by_words: int = 150
    candidates: int = 100  # of those, when who asks and who is asked are counted in
    of_asker: int = 30
    citing: int = 25  # of the best by words, those whose citations are followed
    scale: float = 40.0  # brings a score by words near 1


GATHERING = Gathering()
