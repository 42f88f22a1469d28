"""Forms of one word, and words of one stem that mean different things."""

from __future__ import annotations

import pytest

from briefs.language.forms import forms, meaning_stem
from briefs.language.words import stem


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("autism", "autistic"),
        ("Syrian", "syria"),
        ("tenants", "tenancy"),
        ("abolishing", "abolition"),
        ("evasion", "evade"),
        ("exclusions", "exclude"),
        ("knives", "knife"),
        ("Sikhs", "sikhism"),
        ("policewomen", "policewoman"),
        ("deaths", "died"),
    ],
)
def test_a_word_has_the_forms_made_from_it(word: str, form: str) -> None:
    assert stem(form) in {stem(each) for each in forms(word)}


@pytest.mark.parametrize("word", ["lamp", "agency", "emergency", "media", "planning", "currency", "men's"])
def test_an_ending_that_misleads_makes_no_form(word: str) -> None:
    assert not set(forms(word)) & {"agent", "emergent", "median", "current", "plan", "lamps"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("planning", "plans"),
        ("trains", "training"),
        ("parks", "parking"),
        ("hospital", "hospitality"),
        ("imports", "important"),
        ("customs", "customers"),
        ("house", "housing"),
    ],
)
def test_words_of_one_stem_and_two_meanings_are_told_apart(one: str, other: str) -> None:
    assert stem(one) == stem(other)
    assert meaning_stem(one) != meaning_stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("train", "Trains"), ("lamp", "lamps’"), ("house", "houses"), ("arm", "arms")]
)
def test_words_that_mean_the_same_are_not(one: str, other: str) -> None:
    assert meaning_stem(one) == meaning_stem(other)
