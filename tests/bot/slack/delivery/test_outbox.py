"""What Slack was told is taken is answered or told of, once: over kills, breaks of the line, waits and forgetting."""

from __future__ import annotations

import logging
import os
import random
import signal
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from bot.slack.blocks import looking_message
from bot.slack.gesture import Gesture, asked_by_command
from bot.slack.state.in_hand import SENDING
from bot.slack.state.pending import Letter, Pending
from tests.bot.slack.hanging import kill_children
from tests.bot.slack.running import running
from tests.bot.support import command, environment, program
from tests.slack import FakeSlack, Message

TOPIC = "lighthouse lamps"
QUOTED = "We have announced £3 million for new lighthouse lamps this year."
LOOKING = str(looking_message(TOPIC)["text"])
TOLD = ("ask again", "report this number")
KINDS = ("command", "mention", "direct")
_log = logging.getLogger(__name__)


@dataclass
class Served:
    """A bot as a process that a test may kill."""

    slack: FakeSlack
    process: subprocess.Popen[str]
    url: str

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)

    def kilobytes(self) -> int:
        """Return how much memory the process holds."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0])


@contextmanager
def served(slack: FakeSlack, folder: Path, workers: int = 0, **changes: str) -> Iterator[Served]:
    """Run a bot over HTTP; at the end of the block it is killed, if it still runs."""
    given = {"PQBRIEF_SLACK_WORKERS": str(workers), "PQBRIEF_SLACK_PER_MINUTE": "9999", **changes}
    process = subprocess.Popen(
        command("--db", folder, "serve", "--http", "0"),
        env=environment({**slack.environment(), **given}),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]
        slack.request_url = url
        yield Served(slack, process, url)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=30)


@dataclass
class People:
    """People who each ask one thing, of whom it is known whether Slack was told that it is taken."""

    slack: FakeSlack
    asked: dict[str, str] = field(default_factory=dict)  # the person, and the message that a mention is in
    acks: list[float] = field(default_factory=list)
    _count: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def someone(self) -> str:
        with self._lock:
            self._count += 1
            name = f"UK{self._count}"
            self.slack.user(name)
            self.slack.channels["C1"].members.add(name)
            return name

    def ask(self, kind: str) -> None:
        """Ask one thing as somebody new: by command, mention or direct message."""
        who = self.someone()
        if kind == "command":
            reply = self.slack.slash("/brief", TOPIC, user=who)
        elif kind == "mention":
            reply = self.slack.mention(TOPIC, user=who)
        else:
            reply = self.slack.direct_message(TOPIC, user=who)
        if reply.acknowledged:
            mine = [m for m in list(self.slack.messages) if m.by == who]
            self.asked[who] = mine[0].ts if kind == "mention" else ""
            self.acks.append(reply.seconds)

    def all_answers(self) -> dict[str, list[Message]]:
        """Return what the bot said to each who asked, the line that it looks for it left out."""
        found: dict[str, list[Message]] = {who: [] for who in list(self.asked)}
        in_thread = {thread: who for who, thread in list(self.asked.items()) if thread}
        for m in list(self.slack.messages):
            if m.by == "U0BOT" and m.via != "ack" and m.text != LOOKING:
                who = m.user or in_thread.get(m.thread or "") or m.channel.removeprefix("D")
                if who in found:
                    found[who].append(m)
        return found

    def answers(self, who: str) -> list[Message]:
        """Return what the bot said to somebody."""
        return self.all_answers()[who]

    def unanswered(self) -> list[str]:
        return [who for who, said in self.all_answers().items() if not said]

    def wait(self, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while left := self.unanswered():
            assert time.monotonic() < deadline, f"{len(left)} of {len(self.asked)} were never answered: {left[:5]}"
            time.sleep(0.1)

    def sentences(self) -> Counter[str]:
        """Return what those were told who got no answer, with how many."""
        said = [[m.plain for m in answers] for answers in self.all_answers().values()]
        return Counter(texts[0] for texts in said if texts and not any(QUOTED in text for text in texts))

    def check(self, twice: Collection[str] = ()) -> tuple[int, int]:
        """Assert that everybody was answered or told, once; return how many were answered, and how many told.

        ``twice`` are those who asked two things.
        """
        answered = told = 0
        for who, answers in self.all_answers().items():
            said = [m.plain for m in answers]
            briefs = [text for text in said if QUOTED in text]
            assert len(briefs) <= 1 + (who in twice), (who, said)
            assert briefs or any(word in text for text in said for word in TOLD), (who, said)
            answered, told = answered + bool(briefs), told + (not briefs)
        posted = [m for m in self.slack.messages if m.by == "U0BOT" and m.via == "chat.postMessage"]
        stale = [m for m in posted if m.text == LOOKING]
        assert not stale, stale
        return answered, told


def pending(folder: Path, table: str = "pending") -> int:
    """Return how many requests, or messages, are still written down."""
    with closing(sqlite3.connect(folder / "outbox.sqlite3")) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def tried(folder: Path) -> int:
    """Return how often what is written down was tried again."""
    with closing(sqlite3.connect(folder / "outbox.sqlite3")) as connection:
        found = connection.execute(
            "SELECT (SELECT coalesce(sum(tries), 0) FROM pending) + (SELECT coalesce(sum(tries), 0) FROM letters)"
        )
        return int(found.fetchone()[0])


@dataclass
class Clock:
    """A clock of the bot's own, which a test moves on: it is read from the length of a file, in seconds."""

    folder: Path

    def environment(self) -> dict[str, str]:
        """Return the environment in which a bot goes by this clock."""
        self.folder.mkdir()
        ahead = self.folder / "ahead"
        ahead.touch()
        (self.folder / "sitecustomize.py").write_text(
            f"import os, time\nreal = time.time\ntime.time = lambda: real() + os.stat({str(ahead)!r}).st_size\n"
        )
        before = os.environ.get("PYTHONPATH")
        return {"PYTHONPATH": os.pathsep.join([str(self.folder), *([before] if before else [])])}

    def pass_time(self, seconds: int) -> None:
        """Move it on."""
        with (self.folder / "ahead").open("ab") as ahead:
            ahead.write(b"." * seconds)


def wait_until(holds: Callable[[], bool], timeout: float = 60) -> None:
    deadline = time.monotonic() + timeout
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@contextmanager
def asking(people: People, threads: int, many: int | None = None) -> Iterator[None]:
    """Let people ask without a pause in several threads, while the block lasts, or ``many`` times in all."""
    ended = threading.Event()
    kinds = ("command", "mention", "command", "direct")

    def ask(first: int) -> None:
        for turn in count(first) if many is None else range(first, many, threads):
            if many is None and ended.is_set():
                return
            people.ask(kinds[turn % len(kinds)])

    running_threads = [threading.Thread(target=ask, args=(number,)) for number in range(threads)]
    for each in running_threads:
        each.start()
    try:
        yield
    finally:
        ended.set()
        for each in running_threads:
            each.join()


@pytest.mark.parametrize("kills", [4, pytest.param(200, marks=pytest.mark.slow)])
def test_whatever_is_killed_everybody_is_answered_or_told_once(slack_data: Path, kills: int) -> None:
    chance = random.Random(kills)
    with FakeSlack() as slack:
        slack.retry_waits = ()
        slack.acknowledge_seconds = 10.0
        people = People(slack)
        turn = killed = 0
        while killed < kills:
            turn += 1
            lives = 0.4 if turn % 3 else 4.0  # every third may answer what it took over
            with served(slack, slack_data, workers=1) as bot, asking(people, 3):
                before = len(people.asked)
                wait_until(lambda before=before: len(people.asked) >= before + 2)  # type: ignore[misc]
                time.sleep(chance.uniform(0, lives))
                for _ in range(turn % 4):
                    killed += kill_children(bot.process.pid)
                    time.sleep(chance.uniform(0, lives))
                bot.kill()
                killed += 1
            _log.info(
                "%s bots, %s kills: %s acknowledged, %s open", turn, killed, len(people.asked), pending(slack_data)
            )
        with served(slack, slack_data, workers=1):
            people.wait(60 + kills)
            wait_until(lambda: not pending(slack_data), 60)
        answered, told = people.check()
        _log.info("%s kills: %s acknowledged, %s answered, %s told", killed, len(people.asked), answered, told)
        assert told <= (answered + told) // 10 + 2 * turn  # it was sent, perhaps, as its bot was killed
        _log.info("what they were told: %s", people.sentences())
    listed = program("--db", slack_data, "audit", "--limit", "100000").stdout
    assert not [line for line in listed.splitlines() if line.endswith(" taken")]


def test_what_slack_does_not_take_yet_counts_against_no_request(tmp_path: Path) -> None:
    asked = asked_by_command({"command": "/brief", "user_id": "U1", "team_id": "T1", "text": TOPIC, "trigger_id": "1"})
    with closing(Pending(tmp_path, "T1/U9")) as ended:
        assert ended.take(asked, needs_form=False)
    with closing(Pending(tmp_path, "T1/U9")) as pending:
        assert pending.adopt() == 1
        for _ in range(20):
            (item,) = pending.due()
            assert item.adopted == 1
            pending.put_off(item, 0)


def test_a_request_that_several_bots_began_before_they_ended_waits_for_what_others_ask(tmp_path: Path) -> None:
    def asked(person: str) -> Gesture:
        told = {"command": "/brief", "user_id": person, "team_id": "T1", "text": TOPIC, "trigger_id": person}
        return asked_by_command(told)

    with closing(Pending(tmp_path, "T1/U9")) as first:
        assert first.take(asked("U1"), needs_form=False)
    for _ in range(3):
        with closing(Pending(tmp_path, "T1/U9")) as ended:
            assert ended.adopt()
            assert [item.asked.person for item in ended.due()] == ["U1"]
    with closing(Pending(tmp_path, "T1/U9")) as ended:
        assert ended.take(asked("U2"), needs_form=False)
    with closing(Pending(tmp_path, "T1/U9")) as pending:
        assert pending.adopt() == 2
        assert [item.asked.person for item in pending.due()] == ["U2"]
        wait_until(lambda: [item.asked.person for item in pending.due()] == ["U1"])


@pytest.mark.parametrize("seconds", [2, pytest.param(60, marks=pytest.mark.slow)])
def test_slack_out_of_reach_for_a_while_loses_nothing(slack_data: Path, seconds: float) -> None:
    with FakeSlack() as slack, served(slack, slack_data, workers=1):
        people = People(slack)
        people.ask("command")
        people.wait(60)
        slack.go_away()
        try:
            for kind in KINDS * 4:
                people.ask(kind)
            time.sleep(seconds)
        finally:
            slack.come_back()
        assert len(people.asked) == 13
        people.wait(90)
        wait_until(lambda: not pending(slack_data))
        answered, told = people.check()
        assert answered == 13
        assert not told


@pytest.mark.parametrize(
    ("minutes", "how"),
    [pytest.param(10, "response_url", id="10 minutes"), pytest.param(40, "chat.postMessage", id="40 minutes")],
)
def test_slack_out_of_reach_for_long_is_made_up_for_where_people_can_still_be_reached(
    slack_data: Path, tmp_path: Path, minutes: int, how: str
) -> None:
    clock = Clock(tmp_path / "clock")
    with FakeSlack() as slack, served(slack, slack_data, workers=1, **clock.environment()):
        people = People(slack)
        for kind in KINDS:  # whom the bot knows by then: their briefs are made while Slack is away
            people.ask(kind)
        people.wait(60)
        known = dict(people.asked)
        slack.go_away()
        try:
            for who in known:
                assert slack.slash("/brief", f"{TOPIC} since 2001", user=who).acknowledged
            wait_until(lambda: pending(slack_data, "letters") == len(known))
            for kind in KINDS:
                people.ask(kind)
            for _ in range(10):
                tries = tried(slack_data)
                clock.pass_time(6 * minutes)
                slack.pass_time(6 * minutes)
                wait_until(lambda tries=tries: tried(slack_data) > tries)  # type: ignore[misc]
        finally:
            slack.come_back()
        clock.pass_time(60)
        people.wait(90)
        wait_until(lambda: not pending(slack_data))
        answered, told = people.check(twice=known)
        in_time = minutes < 25
        assert (answered, told) == ((6, 0) if in_time else (3, 3))
        for who in known:
            late = people.answers(who)[-1]
            assert QUOTED in late.plain
            assert late.via == how


def test_what_was_sent_as_the_line_broke_is_told_and_not_sent_again(slack_data: Path) -> None:
    with FakeSlack() as slack, served(slack, slack_data):
        people = People(slack)
        slack.fail("response_url", "fatal_error", times=0)
        slack.fail("chat.postMessage", "fatal_error")
        people.ask("direct")
        people.wait(60)
        assert [m.plain for who in people.asked for m in people.answers(who)] == [
            f"pqbrief lost its connection to Slack while it answered “{TOPIC}”:"
            " if you cannot see the whole answer, ask again."
        ]


def test_an_answer_that_took_the_place_of_a_line_that_was_found_again_is_not_given_twice(slack_data: Path) -> None:
    def killed_in(method: str, bot: Served, ask: Callable[[], None] = lambda: None) -> None:
        go_on, before = slack.hold(method), len(slack.held_calls)
        ask()
        wait_until(lambda: len(slack.held_calls) > before)
        bot.kill()
        go_on.set()  # Slack does what it was asked to, and nobody hears of it
        slack.wait(lambda: slack.calls_of(method))

    with FakeSlack() as slack:
        slack.retry_waits = ()
        people = People(slack)
        with served(slack, slack_data) as bot:
            killed_in("chat.postMessage", bot, lambda: people.ask("mention"))
        with served(slack, slack_data) as bot:
            killed_in("chat.update", bot)
        with served(slack, slack_data):
            people.wait(60)
            wait_until(lambda: not pending(slack_data))
        assert people.check() == (1, 0)


def test_another_bot_on_the_same_data_answers_what_one_that_was_killed_left(slack_data: Path) -> None:
    with FakeSlack() as slack, served(slack, slack_data, workers=1) as first, served(slack, slack_data, workers=1):
        slack.retry_waits = ()
        people = People(slack)
        slack.request_url = first.url
        with asking(people, 3):
            wait_until(lambda: len(people.asked) > 4)
            first.kill()
        people.wait(60)
        wait_until(lambda: not pending(slack_data))
        people.check()


def stand_still(process: int, folder: Path) -> None:
    """Stop a bot where it stands, at a moment in which it holds no database that another bot writes to."""

    def stopped() -> bool:
        os.kill(process, signal.SIGSTOP)
        if not any(is_locked(folder / name) for name in ("records.sqlite3", "outbox.sqlite3")):
            return True
        os.kill(process, signal.SIGCONT)
        return False

    wait_until(stopped)


def is_locked(path: Path) -> bool:
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        connection.execute("ROLLBACK")
        return False


def test_a_bot_that_stands_still_keeps_what_it_took(slack_data: Path) -> None:
    with FakeSlack() as slack, served(slack, slack_data) as first:
        people = People(slack)
        slack.go_away()
        people.ask("command")
        stand_still(first.process.pid, slack_data)
        slack.come_back()
        with served(slack, slack_data):
            people.ask("command")
            wait_until(lambda: len(people.unanswered()) == 1)
            os.kill(first.process.pid, signal.SIGCONT)
            people.wait(60)
        assert people.check() == (2, 0)


def test_waits_that_slack_asks_for_hold_up_nobody_else(slack_data: Path) -> None:
    with FakeSlack() as slack, served(slack, slack_data, workers=1):
        people = People(slack)
        slack.limit("chat.postMessage", retry_after=600, times=40)
        for _ in range(40):
            people.ask("direct")
        people.ask("command")
        last = list(people.asked)[-1]
        wait_until(lambda: bool(people.answers(last)))
        wait_until(lambda: pending(slack_data) == 40)
        assert len(people.unanswered()) == 40


def test_a_form_that_cannot_be_opened_for_want_of_slack_is_told_of(slack_data: Path) -> None:
    with FakeSlack() as slack, served(slack, slack_data):
        slack.go_away()
        try:
            assert slack.slash("/brief", "").acknowledged
            wait_until(lambda: bool(pending(slack_data, "letters")))
        finally:
            slack.come_back()
        assert slack.wait_message(lambda m: m.user == "U1" and "open the form" in m.plain)


@pytest.mark.parametrize("why", ["away", "expired_trigger_id", "ratelimited"])
def test_a_known_person_is_told_of_a_form_that_cannot_be_opened(slack_data: Path, why: str) -> None:
    with FakeSlack() as slack, served(slack, slack_data, workers=1):
        people = People(slack)
        people.ask("command")
        people.wait(60)
        (who,) = people.asked
        if why == "away":
            slack.go_away()
        else:
            slack.fail("views.open", why, times=9)
        try:
            assert slack.slash("/brief", "", user=who).acknowledged
            wait_until(lambda: why != "away" or bool(pending(slack_data, "letters")))
        finally:
            if why == "away":
                slack.come_back()
        told = slack.wait_message(lambda m: m.user == who and "form" in m.plain)
        assert told.plain == "pqbrief could not open the form in time: ask again in a minute."


def left_by_a_bot_that_ended(slack: FakeSlack, folder: Path) -> dict[str, str]:
    """Write down what a bot had in hand as it ended, each by somebody else; return what each will be told."""
    found = {}
    with closing(Pending(folder, "T0TEAM/U0BOT")) as pending:
        for number, (what, told) in enumerate(LEFT.items()):
            person = f"UL{number}"
            slack.user(person)
            slack.channels["C1"].members.add(person)
            url = slack.new_response_url("C1", person)
            payload = {
                "command": "/brief",
                "user_id": person,
                "team_id": "T0TEAM",
                "channel_id": "C1",
                "text": TOPIC,
                "trigger_id": what,
                "response_url": url,
            }
            asked = asked_by_command(payload)
            item = pending.take(asked, needs_form=what == "form")
            assert item
            assert pending.take(asked, needs_form=False) is None
            if what == "half sent":
                pending.stage(item, SENDING)
            if what == "message half sent":
                pending.leave(item, {"way": "private", "person": person, "response_url": url}, ['{"text":"x"}'], 99)
                pending.letter_stage(Letter(1, item, {}, (), "", 0), SENDING)
            if what == "message":
                address = {"way": "private", "person": person, "response_url": url, "expires": time.time() + 99}
                pending.leave(item, address, ['{"text":"the rest"}'], 0)
            found[person] = told
    return found


LEFT = {
    "nothing sent": QUOTED,
    "message half sent": "while it answered",
    "half sent": "while it answered “lighthouse lamps”",
    "form": "before it could open the form for “lighthouse lamps”",
    "message": "the rest",
}


def test_what_a_bot_left_is_done_or_told_by_how_far_it_was(slack_data: Path) -> None:
    with FakeSlack() as slack:
        expected = left_by_a_bot_that_ended(slack, slack_data)
        with closing(sqlite3.connect(slack_data / "outbox.sqlite3")) as connection, connection:
            connection.execute("UPDATE letters SET due = 0")
        with served(slack, slack_data):
            wait_until(lambda: not pending(slack_data))
        for person, told in expected.items():
            said = [m.plain for m in slack.messages if m.user == person or m.channel == f"D{person}"]
            assert len(said) == 1, said
            assert told in said[0]


def test_the_data_of_another_app_is_left_alone(slack_data: Path) -> None:
    asked = asked_by_command({"command": "/brief", "user_id": "U1", "team_id": "T9", "text": TOPIC, "trigger_id": "1"})
    with closing(Pending(slack_data, "T9/U9")) as other:
        assert other.take(asked, needs_form=False)
    with running(slack_data, "http") as bot:
        bot.ask(TOPIC)
    assert pending(slack_data) == 1


def test_what_was_asked_long_ago_is_told_and_not_made(slack_data: Path) -> None:
    with FakeSlack() as slack:
        people = People(slack)
        with served(slack, slack_data) as bot:
            slack.go_away()
            people.ask("command")
            bot.kill()
            slack.come_back()
        with closing(sqlite3.connect(slack_data / "outbox.sqlite3")) as connection, connection:
            connection.execute("UPDATE pending SET moment = moment - 3000")
        slack.pass_time(3000)
        with served(slack, slack_data):
            people.wait(60)
        assert people.check() == (0, 1)


def test_who_is_forgotten_while_asking_is_in_no_file_and_gets_no_brief(slack_data: Path) -> None:
    words = "velvetpine quarrystone"
    with FakeSlack() as slack, running(slack_data, "http", slack=slack) as bot:
        slack.go_away()
        assert slack.slash("/brief", words, user=bot.user).acknowledged
        assert slack.mention(words, user=bot.user).acknowledged
        wait_until(lambda: pending(slack_data) == 2)
        gone = program("--db", slack_data, "audit", "--forget", bot.user)
        assert gone.returncode == 0, gone.stderr
        assert "log" not in gone.stdout
        slack.come_back()
        other = bot.user
        bot.someone()
        bot.ask(TOPIC)
        time.sleep(3)  # longer than the outbox's first pause, within which an answer would have come
        assert not [
            m for m in slack.messages if m.by == "U0BOT" and other in (m.user, m.channel[1:]) and m.via != "ack"
        ]
        files = [path for path in slack_data.rglob("*") if path.is_file()]
        assert not [path.name for path in files if b"velvetpine" in path.read_bytes().lower()]
    listed = program("--db", slack_data, "audit").stdout
    assert other not in listed


@pytest.mark.parametrize("many", [20, pytest.param(1_000, marks=pytest.mark.slow)])
def test_a_burst_is_written_down_and_answered_whole(slack_data: Path, many: int) -> None:
    with FakeSlack() as slack, served(slack, slack_data, workers=1):
        slack.acknowledge_seconds = 30.0
        people = People(slack)
        people.ask("command")
        people.wait(60)
        people.acks.clear()
        threads = [threading.Thread(target=people.ask, args=("command",)) for _ in range(many)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert len(people.asked) == many + 1
        people.wait(30 + many / 4)
        wait_until(lambda: not pending(slack_data))
        assert people.check() == (many + 1, 0)
        acks = sorted(people.acks)
        half, most = acks[many // 2], acks[-many // 20]
        _log.info("%s at once: half acknowledged in %.3f s, 95 %% in %.3f s", many, half, most)


@pytest.mark.slow
def test_memory_is_level_over_many_requests(slack_data: Path) -> None:
    with FakeSlack() as slack, served(slack, slack_data) as bot:
        seen: list[int] = []
        for _ in range(12):
            people = People(slack)
            with asking(people, 4, 500):
                pass
            people.wait(120)
            wait_until(lambda: not pending(slack_data))
            seen.append(bot.kilobytes())
            _log.info("%s requests: %s kilobytes", 500 * len(seen), seen[-1])
            slack.messages.clear()
            slack.calls.clear()
        assert seen[-1] < seen[2] * 1.1


def _link(path: Path) -> None:
    path.symlink_to(path.with_name("elsewhere.sqlite3"))


def _other_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE letters (number INTEGER, stamp TEXT)")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        pytest.param(_link, "is a link or no file", id="a link to nothing"),
        pytest.param(os.mkfifo, "is a link or no file", id="a pipe"),
        pytest.param(Path.mkdir, "is a link or no file", id="a folder"),
        pytest.param(lambda path: path.write_bytes(b"seaweed " * 900), "is damaged", id="no database"),
        pytest.param(_other_tables, "has other tables", id="another program's"),
    ],
)
def test_what_cannot_be_the_outbox_is_set_aside(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, spoil: Callable[[Path], object], why: str
) -> None:
    path = tmp_path / "outbox.sqlite3"
    spoil(path)
    with closing(Pending(tmp_path, "T/U")) as pending:
        assert pending.take(Gesture("/brief", "d1", "U1", "T"), needs_form=False) is not None
    (said,) = [record.getMessage() for record in caplog.records]
    assert said.startswith(f"{path} {why}: it was renamed to outbox.sqlite3.unusable-")
    assert said.endswith("people whose requests were in it cannot be told")
    assert path.is_file()
    assert not path.is_symlink()
    assert not (tmp_path / "elsewhere.sqlite3").exists()
    assert len(list(tmp_path.glob("outbox.sqlite3.unusable-*"))) == 1


def test_a_sound_outbox_is_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for delivery, new in (("d1", True), ("d1", False)):
        with closing(Pending(tmp_path, "T/U")) as pending:
            assert (pending.take(Gesture("/brief", delivery, "U1", "T"), needs_form=False) is not None) is new
    assert not caplog.records
