"""What has no public page is shown to others by a person who was asked, and in no other way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.slack.privacy import has_public_page
from briefs.library import Library
from briefs.loading.load import load
from tests.bot.slack.running import Bot, running

UIN_LINK = "https://questions-statements.parliament.uk/written-questions/detail/2022-05-04/5150"
INSIDE = "The draft says that eleven foghorns will be silenced in June 2022."
DRAFT = f"""---
title: Foghorns
kind: written_question
house: commons
tabled: 2022-05-04
answered: 2022-05-10
uin: 5150
answering_body: Department for Coasts
---

## Question

To ask the Secretary of State for Coasts, how many foghorns will be silenced.

## Answer

**Ada Winter, Minister for Coasts** (minister):
{INSIDE}
"""
MEMO = """---
id: memo
title: Semaphore
kind: document
published: 2022-05-04
url: https://wiki.coasts.internal/semaphore
---

The semaphore mast of the department costs £40,000 a year and has no operator since March 2021.
"""


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://www.gov.uk/government/news/lamps", True),
        ("http://hansard.parliament.uk/x", True),
        ("https://93.184.216.34/x", True),
        (None, False),
        ("", False),
        ("file:///srv/lamps.pdf", False),
        ("https://intranet/lamps", False),
        ("https://wiki.coasts.internal/lamps", False),
        ("https://printer.local./lamps", False),
        ("http://10.1.2.3/lamps", False),
        ("http://[::1]/lamps", False),
        ("http://[nonsense", False),
        ("javascript:alert(1)", False),
    ],
)
def test_a_public_page_is_one_outside_the_own_network(url: str | None, public: bool) -> None:
    assert has_public_page(url) is public


@pytest.fixture(scope="module")
def own_bot(lamp_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """Run a bot over records two of which are an organisation's own, one under the official identity."""
    folder = Path(shutil.copytree(lamp_data, tmp_path_factory.mktemp("own") / "data"))
    files = folder.parent / "files"
    files.mkdir()
    (files / "draft.md").write_text(DRAFT, encoding="utf-8")
    (files / "memo.md").write_text(MEMO, encoding="utf-8")
    with Library.open(folder) as library:
        load(library, [files])
        assert "wq/commons/2022-05-04/5150" in library.store.get_many(["wq/commons/2022-05-04/5150"])
    with running(folder, "http") as bot:
        yield bot


@pytest.fixture
def bot(own_bot: Bot) -> Bot:
    own_bot.slack.calls.clear()
    own_bot.someone()
    return own_bot


@pytest.mark.parametrize(
    ("command", "words"),
    [
        pytest.param("/brief", "foghorns", id="under the official identity"),
        pytest.param("/brief", "semaphore", id="with an address inside"),
        pytest.param("/brief", "harbour inspectorate", id="without an address"),
        pytest.param("/pq", "5150", id="note"),
    ],
)
def test_sharing_asks_first(bot: Bot, command: str, words: str) -> None:
    bot.slack.slash(command, words, user=bot.user)
    answer = bot.answer("Share")
    pressed = [e for b in answer.blocks for e in b.get("elements", ()) if "share" in e.get("action_id", "")]
    assert len(pressed) == 2
    assert all("public page" in str(each.get("confirm")) for each in pressed)


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        pytest.param("foghorns", INSIDE, id="brief"),
        pytest.param("UIN 5150 tabled 4 May 2022", INSIDE, id="note"),
        pytest.param("semaphore", "£40,000", id="address inside"),
    ],
)
def test_a_mention_shows_it_to_whoever_asked_alone(bot: Bot, words: str, quoted: str) -> None:
    before = len(bot.slack.messages)
    bot.slack.mention(words, user=bot.user)
    private = bot.direct(quoted)
    assert "Share to channel" in private.plain or "Share elsewhere" in private.plain
    bot.slack.wait(lambda: any(m.thread and "public page" in m.plain for m in bot.slack.messages[before:]) or None)
    open_to_all = [m for m in bot.slack.messages[before:] if m.channel == "C1" and not m.ephemeral]
    assert not [m for m in open_to_all if quoted in str([m.content, m.earlier])]
    assert not bot.slack.refusals


def test_a_mention_about_public_pages_is_answered_in_the_thread(bot: Bot) -> None:
    bot.slack.mention("lighthouse lamps", user=bot.user)
    assert bot.slack.wait_message(lambda m: m.channel == "C1" and m.thread is not None and "£3 million" in m.plain)


def test_a_mention_about_a_saved_story_is_answered_in_the_thread(bot: Bot) -> None:
    bot.slack.mention("harbour inspectorate", user=bot.user)
    assert bot.slack.wait_message(lambda m: m.channel == "C1" and m.thread is not None and "inspectorate" in m.plain)


def test_a_link_to_it_is_not_unfolded(bot: Bot) -> None:
    before = len(bot.slack.unfurls)
    bot.slack.share_link(UIN_LINK, user=bot.user)
    bot.ask("lighthouse lamps")
    assert not bot.slack.unfurls[before:]
