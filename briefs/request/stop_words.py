"""The words of a request that say nothing about its topic, and given names, which show that a name is a person's."""

from __future__ import annotations

import re

STOP_WORDS = frozenset(
    "a about after all also am among an and any are as at be because been before being between but by can could did do "
    "does doing during each either every for from had has have having he her hers him his how i if in into is it its "
    "just me might more most my of off on onto or our ours over own per please regarding same shall she should since "
    "so some such than that the their theirs them then there these they this those through to too until up upon us "
    "very via was we were what when where whether which while whilst who whom whose why will with within would you "
    "your concerning".split()
)
CONTRACTED = re.compile(r"(?:['’](?:s|re|ve|ll|d|m|t)|n['’]t)$")
OPERATORS = frozenset(("AND", "OR", "NOT", "NEAR"))

# Before "May", "June" or "March" these make a person's name of it, also where the record does not know the person.
GIVEN_NAMES = tuple(
    "Adam Alan Alex Alexander Alice Alison Amanda Amy Andrea Andrew Angela Ann Anna Anne Annette Anthony Antonia "
    "Barbara Ben Benjamin Beth Bob Brenda Brian Bridget Caroline Catherine Charles Charlotte Chris Christine "
    "Christopher Claire Clare Clive Colin Daniel David Dawn Deborah Debbie Denise Derek Diana Diane Donald "
    "Dorothy Douglas Duncan Edward Eleanor Elizabeth Ellen Emily Emma Eric Esther Fiona Frances Francis Frank "
    "Gareth Gary Geoffrey George Gerald Gillian Gordon Graham Hannah Harriet Harry Heather Helen Henry Hilary "
    "Hugh Ian Isabel Jack Jackie Jacob James Jane Janet Jason Jean Jeff Jennifer Jenny Jeremy Jessica Jill Jim "
    "Joan Joanna Joe John Jonathan Joseph Josephine Joyce Judith Julia Julian Julie Karen Kate Katherine Kathleen "
    "Keith Kenneth Kevin Laura Lawrence Lee Leo Lesley Linda Lisa Liz Louise Lucy Luke Lynn Malcolm Margaret "
    "Maria Marion Mark Martin Mary Matthew Maureen Michael Michelle Mike Miriam Natalie Neil Nicholas Nick Nicola "
    "Nigel Nina Norman Oliver Olivia Pamela Patricia Patrick Paul Paula Pauline Peter Philip Philippa Rachel "
    "Ralph Raymond Rebecca Richard Rita Robert Robin Roger Ronald Rosemary Rosie Roy Rupert Ruth Sally Sam "
    "Samantha Samuel Sandra Sarah Sean Sharon Sheila Shirley Simon Sophie Stella Stephen Steve Steven Stuart Sue "
    "Susan Suzanne Sylvia Teresa Terence Terry Theresa Thomas Tim Timothy Tina Tom Tony Tracey Trevor Valerie "
    "Vanessa Vera Veronica Vincent Vivien Walter Wendy William Yvonne Zoe".split()
)


def is_empty_word(word: str) -> bool:
    """Whether a word says nothing about a topic: a stop word, an operator, a stray letter."""
    if word in OPERATORS:
        return True
    lower = CONTRACTED.sub("", word.lower())
    return lower in STOP_WORDS or (len(word) == 1 and word.isalpha() and word.islower())
