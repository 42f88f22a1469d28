"""Every weight and threshold of sentence choice, in one table.

Set by ``make quality``: the comment beside a value names what moved when it was changed. Scores have no unit; only
their order and their ratio to the best one count.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tuning:
    """The weights of one way to choose sentences; ``DEFAULT`` is what the product uses."""

    # How strongly a concept counts as met, by where its name stands (1.0: in the sentence itself).
    near_sentence: float = 0.4  # the sentence before or after it in the same passage
    same_passage: float = 0.56
    same_turn: float = 0.33
    same_exchange: float = 0.7  # the question for a reply, the reply for a question
    record_subject: float = 0.65  # title, question, or opening of the record
    record_title: float = 0.75  # the title of what was said aloud or stated
    loose_match: float = 0.41  # a related name rather than one of the concept's own

    # What a sentence says.
    figure: float = 0.24
    commitment: float = 0.28
    finding: float = 0.25
    position: float = 0.18
    demand: float = 0.07
    dated: float = 0.1
    minister: float = 0.09  # the answer weighs more than the question
    frontbench: float = 0.06
    anecdote: float = -0.27
    staging: float = -0.38  # about the debate itself: "let me turn to", "the hon. Lady asked about"
    name: float = 0.04  # each named person, body or place, up to three
    central: float = 0.59  # how much it shares with what the matching sentences say
    opening: float = 0.14  # first sentences of an answer, a statement or a story
    asks: float = -0.24
    personal: float = -0.16  # about the exchange itself: "I am not sure that", "I have to say"
    hanging: float = -0.24  # opens with a word whose meaning lies in what came before
    pointer: float = -0.5  # says where something is to be found, not what it is
    not_held: float = -0.45  # that the Department has no figures
    bare: float = -0.15  # not a minister's: names nothing and shows none of the signals of substance
    platitude: float = -0.15  # "we recognise the importance of"
    local: float = -0.25  # one constituency
    one_place: float = 0.75  # of its worth, what is left of what a record about one constituency or county says
    leaning: float = -0.2  # "this assessment", "as suggested": what, stands elsewhere
    short: float = -0.4
    long: float = -0.09

    # Learned: the logarithm of the factor that each puts on a score (``briefs.topic.learned``). On the 36 judged topics
    # that they were not fitted on the score rose by 0.045, with ``least_share`` set beside them.
    each_word: float = 0.0045  # up to 45
    each_number: float = 0.075  # up to three
    sum_or_share: float = 0.14  # of money, or per cent
    opens_with_self: float = -0.08
    late: float = -0.09  # at the end of a long record, less before it
    alone: float = -0.2  # all that it says nothing else on the topic says
    shared: float = 0.32  # all that it says all else says
    led_in: float = 0.12  # quoted with the sentence before
    told_by_minister: float = 0.06
    answers: float = 0.095
    only_asked: float = -0.32

    # Choice.
    passing_mention: float = 0.61  # what is left of a score in a record that only mentions the topic
    ageing: float = 0.05  # of its worth, what a sentence loses with each year beyond the next
    same_story: float = 5.0  # years by which it may be older than the newest record on the topic: one Parliament
    least_fresh: float = 0.7  # of its worth, what is left however old it is
    coverage_power: float = 1.71
    least_coverage: float = 0.42
    least_share: float = 0.25  # of the best score, below which nothing is taken
    # The next six were set together, each topic left out in turn: repeats fell from 0.13 to 0.11 of the items and what
    # is off from 0.07 to 0.06, the score stayed. Fewer repeats than that cost facts.
    length_cost: float = 0.02  # words are a budget: of two as good, the shorter
    likeness_limit: float = 0.7
    likeness_cost: float = 0.74
    same_passage_cost: float = 0.85  # what stands close together often says the same
    more_questions_cost: float = 0.69  # each further question asked is worth less than an answer
    least_new: float = 0.45  # of the least score, what must be left of an item's value beside those taken
    most_of_answer: float = 4  # items of one written question, after which others go first that are nearly as good
    most_of_record: float = 7  # of one debate, statement or report
    same_matter: float = 0.75  # of the shorter of two answers, what makes the later one stand for both
    nearly: float = 0.7  # of the earlier one's worth, what the later must have
    rival_share: float = 0.8  # of the best one's value, what makes another nearly as good
    same_role_cost: float = 0.99  # balance between sides
    same_speaker_cost: float = 0.99
    same_record_cost: float = 0.97


DEFAULT = Tuning()


@dataclass(frozen=True, slots=True)
class Length:
    """How long a brief may be: items, quoted words, and how many of the items are key points."""

    items: int
    words: int
    key_points: int


LENGTHS = {"short": Length(5, 180, 3), "normal": Length(14, 450, 4), "long": Length(25, 900, 4)}
