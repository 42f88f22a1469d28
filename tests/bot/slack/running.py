"""``pqbrief serve`` as a process of its own, against the Slack on loopback."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

from briefs.library import Library
from briefs.records.model import House
from tests.bot.support import command, environment
from tests.making import lamps, question
from tests.slack import FakeSlack, Message

MODES = ("http", "socket")
QUESTION_LINK = "https://questions-statements.parliament.uk/written-questions/detail/2021-03-01/101"
_people = count(1)


@dataclass
class Bot:
    """A running bot, the Slack it talks to, and somebody who has asked nothing yet."""

    slack: FakeSlack
    process: subprocess.Popen[str]
    folder: Path
    user: str = ""
    errors: list[str] = field(default_factory=list)
    left_open: list[socket.socket] = field(default_factory=list)  # what somebody opened and never closed

    def ask(self, words: str, channel: str = "C1") -> Message:
        """Type /brief and return the first message of the answer."""
        known = {message.ts for message in list(self.slack.messages)}
        assert self.slack.slash("/brief", words, user=self.user, channel=channel).acknowledged
        return self.slack.wait_message(lambda m: m.user == self.user and m.via == "response_url" and m.ts not in known)

    def answer(self, text: str = "", *, via: str = "response_url") -> Message:
        """Return the newest message that this person alone was sent, and which says so."""
        return self.slack.wait_message(lambda m: m.user == self.user and m.via == via and text in m.plain)

    def told(self, text: str) -> Message:
        """Return a message to this person alone that holds a text, however it came."""
        direct = self.slack.direct_channel(self.user).id
        return self.slack.wait_message(lambda m: (m.user == self.user or m.channel == direct) and text in m.plain)

    def direct(self, text: str = "") -> Message:
        """Return the newest direct message to this person that holds a text."""
        channel = self.slack.direct_channel(self.user).id
        return self.slack.wait_message(lambda m: m.channel == channel and text in m.plain)

    def someone(self, **kind: object) -> str:
        """Add somebody who is in the channel of everybody, and let them ask from now on."""
        name = f"UT{next(_people)}"
        self.slack.user(name, **kind)
        self.slack.channels["C1"].members.add(name)
        self.user = name
        return name


def add_lamps(folder: Path) -> Path:
    """Add a debate and a question with official identities to a data folder, and return it."""
    asked = question(
        "The Department for Coasts replaced 31 lighthouse lamps in 2020. The remaining lighthouse lamps will be "
        "replaced by March 2022.",
        house=House.COMMONS,
        url=QUESTION_LINK,
    )
    debated = lamps(
        record_id="hansard/commons/2021-03-09/AAAAAAAA-0000-4000-8000-00000000000A",
        url="https://hansard.parliament.uk/Commons/2021-03-09/debates/AAAAAAAA-0000-4000-8000-00000000000A/Lamps",
        house=House.COMMONS,
    )
    with Library.open(folder) as library:
        library.store.add([asked, debated])
        library.index.catch_up(60)
    assert debated.day == date(2021, 3, 9)
    return folder


@contextmanager
def running(folder: Path, mode: str, changes: Mapping[str, str] = {}, slack: FakeSlack | None = None) -> Iterator[Bot]:
    """Run the bot over a data folder until the block ends, then let SIGTERM end it well."""
    with nullcontext(slack) if slack else FakeSlack() as fake:
        given = {**fake.environment(), "PQBRIEF_SLACK_WORKERS": "0", "PQBRIEF_SLACK_PER_MINUTE": "1000", **changes}
        arguments = ["--http", "0"] if mode == "http" else []
        process = subprocess.Popen(
            command("--db", folder, "serve", *arguments),
            env=environment(given),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            if not said:
                raise AssertionError(f"the bot did not start: {process.communicate()[1]}")
            if mode == "http":
                fake.request_url = said.split()[-1]
            else:
                fake.wait_connected()
            bot = Bot(fake, process, folder)
            bot.someone()
            yield bot
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            errors = process.communicate(timeout=120)[1]
            bot.errors += errors.splitlines()
            assert process.returncode == 0, errors
        finally:
            if process.poll() is None:
                process.kill()
                process.communicate()


@contextmanager
def running_over_copy(folder: Path, copy: Path, mode: str) -> Iterator[Bot]:
    """Run the bot over a copy of a data folder; at its end it must have logged no fault of ours."""
    with running(Path(shutil.copytree(folder, copy)), mode) as bot:
        yield bot
    assert not [line for line in bot.errors if "ERROR" in line or "Traceback" in line], bot.errors
