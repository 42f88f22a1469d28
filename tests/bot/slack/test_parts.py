"""The parts of the Slack door by themselves: settings, what is kept, words of messages, links, the manifest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.slack import text as message_words
from bot.slack.request import BriefRequest
from bot.slack.settings import SlackSettings, read_slack_settings
from bot.slack.state.audit import AuditLine, Keeping
from bot.slack.state.saved import Label, written
from briefs.errors import PqbriefError
from briefs.library import Library
from briefs.records.model import Dates, House, Kind, Record
from briefs.store.addresses import record_of_link
from briefs.store.store import Store
from briefs.topic.pipeline import make_brief
from tests.briefs.making import TABLED
from tests.making import lamps

MOMENT = datetime(2031, 3, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(name, raising=False)


def test_settings_come_from_the_file_and_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slack.toml").write_text('bot_token = "xoxb-file"\nper_minute = 3\nchannels = ["C1", "C2"]\n')
    monkeypatch.setenv("PQBRIEF_SLACK_PER_MINUTE", "5")
    settings = read_slack_settings(tmp_path)
    assert settings.token() == "xoxb-file"
    assert settings.per_minute == 5
    assert settings.channels == {"C1", "C2"}


def test_secrets_are_not_shown() -> None:
    settings = SlackSettings(bot_token="xoxb-very-secret", signing_secret="also-secret")  # type: ignore[arg-type]
    assert "secret" not in repr(settings).replace("signing_secret", "")


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("per_minute = 0", "per_minute"),
        ("unknown = 1", "unknown"),
        ('bot_token = ["xoxb-hidden"]', "(?i)bot_token"),
        ("bot_token = ", "TOML"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_its_values_are_not(tmp_path: Path, written: str, named: str) -> None:
    (tmp_path / "slack.toml").write_text(written)
    with pytest.raises(PqbriefError, match=named) as caught:
        read_slack_settings(tmp_path)
    assert "hidden" not in str(caught.value)


def _entry(asker: str = "U1", *, minutes: float = 0, outcome: str = "taken") -> AuditLine:
    return AuditLine(MOMENT + timedelta(minutes=minutes), asker, "T1", "C1", "/brief", "lamps", outcome)


@pytest.fixture
def keeping(tmp_path: Path) -> Iterator[Keeping]:
    with Store.open(tmp_path) as reading, Store.open(tmp_path) as writing:
        yield Keeping(reading, writing)


def test_the_rate_counts_the_last_minute_of_one_person_and_no_refused_requests(keeping: Keeping) -> None:
    assert keeping.begin(_entry(), 2)
    assert keeping.begin(_entry(), 2)
    assert keeping.begin(_entry(), 2) is None
    assert keeping.begin(_entry("U2"), 2)
    assert keeping.begin(_entry(minutes=1.1), 1)
    keeping.note(_entry("U3", outcome="shared"))
    assert keeping.begin(_entry("U3"), 1)


def test_a_clock_that_is_put_back_keeps_no_limit_in_force(keeping: Keeping) -> None:
    assert keeping.begin(_entry(), 1)
    assert keeping.begin(_entry(minutes=-60), 1)
    assert keeping.begin(_entry(minutes=-60), 1) is None
    assert keeping.begin(_entry(minutes=-0.02), 1) is None  # two bots whose clocks differ a little


def test_a_brief_is_kept_whole_and_seen_by_its_asker_and_where_it_was_shared(tmp_path: Path, keeping: Keeping) -> None:
    with Library.open(tmp_path) as library:
        library.store.add([lamps()])
        brief = make_brief(library, "lighthouse lamps")
    wanted = BriefRequest("lighthouse lamps", "short", ("lanterns",), ("lights",))
    number = keeping.begin(_entry(), 9)
    assert number
    keeping.keep(number, Label("b1", "U1", "T1", wanted), written(brief))
    shown = keeping.shown("b1")
    assert shown
    assert shown.brief == brief
    assert shown.wanted == wanted
    assert keeping.may_see(shown, "U1", "T1", "")
    assert not keeping.may_see(shown, "U1", "T2", "")
    assert not keeping.may_see(shown, "U2", "T1", "C1")
    keeping.share("b1", "C1", "U1")
    assert keeping.may_see(shown, "U2", "T1", "C1")
    assert not keeping.may_see(shown, "U2", "T1", "C2")
    keeping.judge("b1", "U1", "useful")
    keeping.judge("b1", "U1", "not useful")
    assert keeping.verdicts("b1") == {"": "not useful"}
    assert [each.brief_id for each in keeping.recent("U1", "T1")] == ["b1"]
    assert keeping.audit()[0].records == ("hansard/lamps",)
    assert keeping.forget("U1") == 4
    assert keeping.shown("b1") is None
    assert keeping.audit() == []


def test_what_is_past_the_retention_period_goes(keeping: Keeping) -> None:
    keeping.begin(_entry(), 9)
    later = datetime.now(UTC) + timedelta(days=40)
    assert keeping.expire(3650, datetime.now(UTC)) == 0
    assert keeping.expire(30, max(later, MOMENT + timedelta(days=31))) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@U0BOT> Met police", "Met police"),
        ("R&amp;D &lt;tax&gt; credits", "R&D <tax> credits"),
        ("see <https://example.org/a|the page> in <#C1|general>", "see the page in general"),
        ("<!channel> <!subteam^S1|@team> hello", "@team hello"),
        ("a < b", "a < b"),
    ],
)
def test_words_are_what_the_writer_saw(text: str, words: str) -> None:
    assert message_words.plain_words(text) == words


HELD = {
    "wq/lords/2031-03-03/HL5": (Kind.WRITTEN_QUESTION, "HL5"),
    "ws/commons/2031-03-03/HCWS5": (Kind.WRITTEN_STATEMENT, "HCWS5"),
    "hansard/lords/2031-03-03/AAAAAAAA-0000": (Kind.DEBATE, None),
    "twfy/commons/debate/2031-03-03/12.0": (Kind.DEBATE, None),
    "govuk/government/news/new-lamps": (Kind.NEWS, None),
}


@pytest.mark.parametrize(
    ("link", "record_id"),
    [
        (
            "https://questions-statements.parliament.uk/written-questions/detail/2031-03-03/hl5",
            "wq/lords/2031-03-03/HL5",
        ),
        (
            "https://questions-statements.parliament.uk/written-statements/detail/2031-03-03/hcws5",
            "ws/commons/2031-03-03/HCWS5",
        ),
        ("https://questions-statements.parliament.uk/written-questions/detail/2031-03-04/hl5", None),
        ("https://questions-statements.parliament.uk/written-questions/detail/2031-99-04/hl5", None),
        (
            "https://hansard.parliament.uk/lords/2031-03-03/debates/aaaaaaaa-0000/Lamps#contribution-1",
            "hansard/lords/2031-03-03/AAAAAAAA-0000",
        ),
        ("https://www.theyworkforyou.com/debates/?id=2031-03-03a.12.0", "twfy/commons/debate/2031-03-03/12.0"),
        ("https://www.theyworkforyou.com/debates/?id=2031-03-03a.12.7", "twfy/commons/debate/2031-03-03/12.0"),
        ("https://www.theyworkforyou.com/wrans/?id=2031-03-03.HL5.h", "wq/lords/2031-03-03/HL5"),
        ("https://www.gov.uk/government/news/new-lamps", "govuk/government/news/new-lamps"),
        ("https://www.gov.uk.example.org/government/news/new-lamps", None),
        ("javascript://www.gov.uk/government/news/new-lamps", None),
        ("https://[bad", None),
        ("https://www.gov.uk/" + "x" * 3000, None),
    ],
)
def test_a_link_leads_to_the_record_that_is_held(tmp_path: Path, link: str, record_id: str | None) -> None:
    with Store.open(tmp_path) as store:
        store.add(
            Record(name, kind, "Lamps", lamps().passages, Dates(TABLED, tabled=TABLED), House.LORDS, uin)
            for name, (kind, uin) in HELD.items()
        )
        found = record_of_link(store, link)
    assert (found.record_id if found else None) == record_id
