"""One making for all who ask for the same, and messages that differ in nothing but the id of the brief."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack.request import BriefRequest
from bot.slack.workers import tasks as work
from bot.slack.workers.pool import Makers
from bot.slack.workers.single_flight import Sharing
from bot.slack.workers.tasks import KeptBrief
from briefs.errors import QueryError
from briefs.store.store import Store
from tests.making import debate, said

TOPIC = BriefRequest("lighthouse lamps")
PEOPLE = 8


class Counting(Makers):
    """Makers that say how often they were asked, and can be made to wait."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, 0)
        self.asked = 0
        self.go_on = threading.Event()
        self.go_on.set()

    def run(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.asked += 1
        self.go_on.wait(10)
        return super().run(function, *args, **kwargs)


@pytest.fixture
def makers(slack_data: Path) -> Iterator[Counting]:
    made = Counting(slack_data)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def reading(slack_data: Path) -> Iterator[Store]:
    with Store.open(slack_data) as store:
        yield store


def test_people_who_ask_for_the_same_at_one_moment_share_one_making(makers: Counting, reading: Store) -> None:
    sharing, answers = Sharing(makers, reading), list[KeptBrief]()
    makers.go_on.clear()
    asking = [
        threading.Thread(target=lambda: answers.append(sharing.answer(TOPIC, private=True))) for _ in range(PEOPLE)
    ]
    for each in asking:
        each.start()
    makers.go_on.set()
    for each in asking:
        each.join(10)
    assert len(answers) == PEOPLE
    assert makers.asked == 1


def test_another_request_another_audience_and_a_new_record_are_made_anew(makers: Counting, reading: Store) -> None:
    sharing = Sharing(makers, reading)
    sharing.answer(TOPIC, private=True)
    sharing.answer(TOPIC, private=True)
    assert makers.asked == 1
    sharing.answer(TOPIC, private=False)
    sharing.answer(BriefRequest("patrol boats"), private=True)
    assert makers.asked == 3
    reading.add([debate(said("The buoys will be painted by May 2022.", 1), record_id="hansard/buoys")])
    sharing.answer(TOPIC, private=True)
    assert makers.asked == 4


def test_what_went_wrong_is_told_to_each_and_not_remembered(makers: Counting, reading: Store) -> None:
    sharing = Sharing(makers, reading)
    for _ in range(2):
        with pytest.raises(QueryError):
            sharing.answer(BriefRequest("type:sermon lamps"), private=True)
    assert makers.asked == 2


def test_messages_for_two_people_differ_in_the_id_alone(makers: Counting, reading: Store) -> None:
    made = Sharing(makers, reading).answer(TOPIC, private=True)
    first, second = ([each.message() for each in made.under(brief_id)] for brief_id in ("a" * 16, "b" * 16))
    assert json.dumps(first).count("a" * 16) > 4
    assert json.loads(json.dumps(first).replace("a" * 16, "b" * 16)) == second
    assert made.stand_in not in json.dumps(first)
    assert first == work.private_messages(work._open["maker"].brief(TOPIC), "a" * 16)
