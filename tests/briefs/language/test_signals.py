"""What a sentence says, read off its wording."""

from __future__ import annotations

import pytest

from briefs.language.filler_rules import Rule
from briefs.language.signal_rules import RULES
from briefs.language.signals import is_courtesy, is_hanging, named_things, signals


@pytest.mark.parametrize("rule", [pytest.param(r, id=f"{n}-{r.signal}") for n, r in enumerate(RULES)])
def test_each_rule_fits_its_own_example(rule: Rule) -> None:
    assert rule.pattern.search(rule.example)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("My hon. Friend makes an excellent point.", True, id="a good point"),
        pytest.param("I am grateful to the Minister for giving way.", True, id="giving way"),
        pytest.param("I thank the noble Lord for his question.", True, id="thanks"),
        pytest.param("I commend this statement to the House.", True, id="commends"),
        pytest.param("I agree.", True, id="agrees"),
        pytest.param("With permission, Mr Speaker, I shall make a statement on lamps.", True, id="with permission"),
        pytest.param("[Relevant document: Third Report of the Lamps Committee, HC 12.]", True, id="what to read"),
        pytest.param("And the Petitioners remain, etc.—[Presented by Ida Lamp.]", True, id="the end of a petition"),
        pytest.param(
            "My hon. Friend is right that 14 lamps on the northern coast failed in the winter storms.",
            False,
            id="says more",
        ),
        pytest.param("The lamps failed.", False, id="short but substance"),
    ],
)
def test_courtesy_is_told_from_substance(sentence: str, expected: bool) -> None:
    assert is_courtesy(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("They have a plan.", True, id="they"),
        pytest.param("But that is not enough.", True, id="but that"),
        pytest.param("This has to change.", True, id="this"),
        pytest.param("It is not acceptable that lamps fail.", False, id="it is … that"),
        pytest.param("This Government will act.", False, id="this Government"),
        pytest.param("However, the lamps failed.", False, id="joined but named"),
        pytest.param("The lamps failed.", False, id="named"),
        pytest.param("Once this is done, lamps will fail.", True, id="once this"),
        pytest.param("Once this Parliament ends, lamps will fail.", False, id="this Parliament"),
        pytest.param("The second proposal is for lamps.", True, id="the second"),
        pytest.param("Days later, a lamp failed.", True, id="later than what"),
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_known(sentence: str, expected: bool) -> None:
    assert is_hanging(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "shown", "not_shown"),
    [
        pytest.param("We will publish a plan.", {"commitment"}, {"asks", "figure"}, id="commitment"),
        pytest.param("Will the Minister publish a plan?", {"asks"}, {"commitment"}, id="a question commits nobody"),
        pytest.param("It rose by 9 per cent to £3 billion.", {"figure"}, {"commitment"}, id="figure"),
        pytest.param("I shall let the hon. Member have a reply.", {"holding"}, {"figure"}, id="holding"),
        pytest.param("The audit found serious failures.", {"finding"}, {"position"}, id="finding"),
        pytest.param("Those whom I have written to meet today.", set(), {"commitment"}, id="no letter"),
        pytest.param("I have written to the board.", {"commitment"}, set(), id="a letter"),
        pytest.param("Half a \ud800 letter in 12 lamps for 9 people.", {"figure"}, set(), id="half a character"),
        pytest.param("Data on lamps are not yet available.", {"not held"}, {"figure"}, id="no figures"),
        pytest.param("The number of lamps has not kept pace.", set(), {"not held"}, id="not kept, and yet held"),
        pytest.param("There are no plans to change it.", {"position"}, {"asks"}, id="position"),
        pytest.param("The Government recognise the lamps.", set(), {"finding"}, id="recognised is not found"),
        pytest.param("In March 40 keepers met.", set(), {"figure"}, id="a number at the head"),
        pytest.param("They lit all 40 lamps.", {"figure"}, set(), id="a count of anything"),
        pytest.param("The talks began on the 30 June ferries.", set(), {"figure"}, id="a day is no count"),
        pytest.param("We will light the lamps.", {"undertaking"}, {"nothing"}, id="undertaken"),
        pytest.param("The Government of Lampland will pay.", set(), {"undertaking"}, id="another government"),
        pytest.param("The count can be found at www.example.org.", {"pointer"}, {"figure"}, id="pointer"),
        pytest.param("I will not prejudge the lamps.", {"nothing"}, set(), id="says nothing"),
        pytest.param("Once this Parliament ends, lamps will fail.", set(), {"hanging"}, id="this Parliament"),
        pytest.param("Once this is done, lamps will fail.", {"hanging"}, set(), id="once this"),
        pytest.param("The noble Viscount is right to ask of lamps.", {"staging"}, set(), id="he is right"),
    ],
)
def test_signals_of_a_sentence(sentence: str, shown: set[str], not_shown: set[str]) -> None:
    found = signals(sentence)
    assert shown <= found
    assert not not_shown & found


@pytest.mark.parametrize(
    "rule",
    [pytest.param(r, id=f"{n}-{r.signal}") for n, r in enumerate(RULES) if not r.pattern.pattern.startswith("^")],
)
def test_a_rule_is_found_in_the_midst_of_a_line(rule: Rule) -> None:
    assert rule.signal in signals(f"The lamps — {rule.example.rstrip('.')} — burn.")


def test_names_are_counted_without_the_first_word() -> None:
    assert named_things("Lamps at Cape Wrath and Dover failed.") == 2
    assert named_things("The lamps failed.") == 0
