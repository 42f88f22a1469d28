"""The sources file: what it may say, and the sentence for what it may not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefs.errors import QueryError
from briefs.records.model import House
from briefs.sync.registry import BY_NAME, ENTRIES
from briefs.sync.sources_file import SourceWishes, read_sources, sources_path

TODAY = date(2031, 5, 20)


def read(folder: Path, text: str) -> dict[str, SourceWishes]:
    path = folder / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return read_sources(sources_path(folder), TODAY)


def test_without_a_file_the_official_sources_are_on(tmp_path: Path) -> None:
    wanted = read_sources(sources_path(tmp_path), TODAY)
    assert [name for name, want in wanted.items() if want.runs] == [name for name in BY_NAME if name != "feeds"]
    assert wanted["written-questions"].scope.since == date(2031, 4, 20)
    assert wanted["feeds"].enabled


def test_a_file_of_ones_own_lies_on_top_of_ours(tmp_path: Path) -> None:
    wanted = read(
        tmp_path,
        """
        [written-questions]
        since = 2030-01-02
        house = "Lords"
        bodies = [1, "14"]
        members = [77]
        terms = [" county   lines "]
        address = "https://questions.example.org/"
        interval = 2
        timeout = 5.5
        [hansard]
        enabled = false
        [feeds]
        addresses = ["https://example.org/feed.xml"]
        """,
    )
    questions = wanted["written-questions"]
    assert questions.scope.since == date(2030, 1, 2)
    assert (questions.scope.house, questions.scope.bodies) == (House.LORDS, ("1", "14"))
    assert (questions.scope.members, questions.scope.terms) == ((77,), ("county lines",))
    assert (questions.address, questions.interval, questions.timeout) == ("https://questions.example.org", 2, 5.5)
    assert questions.runs
    assert not wanted["hansard"].runs
    assert wanted["feeds"].runs
    assert wanted["govuk"].scope.since == date(2031, 4, 20)


@pytest.mark.parametrize(
    ("address", "interval"),
    [("https://questions.example.org", 0.1), ("http://127.0.0.1:8080", 0.0)],
)
def test_no_pace_is_too_quick_but_on_this_machine(tmp_path: Path, address: str, interval: float) -> None:
    wanted = read(tmp_path, f'[hansard]\ninterval = 0\naddress = "{address}"')
    assert wanted["hansard"].interval == interval


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(
            "[tweets]", "names the source “tweets”, which does not exist; the sources are written-", id="source"
        ),
        pytest.param("hansard = 5", "“hansard” must be a table, begun by a line [hansard].", id="no-table"),
        pytest.param("[hansard]\nbodys = [1]", "[hansard] has “bodys”, which is not a setting", id="setting"),
        pytest.param(
            "[hansard]\naddresses = []", "[hansard] has “addresses”, which is not a setting", id="feeds-alone"
        ),
        pytest.param('[hansard]\nenabled = "yes"', "enabled of [hansard] must be true or false.", id="enabled"),
        pytest.param('[hansard]\nsince = "2020"', "since of [hansard] must be a number of days, or a day", id="since"),
        pytest.param("[hansard]\nsince = true", "since of [hansard] must be", id="since-true"),
        pytest.param("[hansard]\nsince = 2020-01-01T00:00:00", "since of [hansard] must be", id="since-time"),
        pytest.param('[hansard]\nhouse = "both"', 'house of [hansard] must be "commons" or "lords".', id="house"),
        pytest.param("[hansard]\nbodies = 1", "bodies of [hansard] must be a list", id="bodies"),
        pytest.param(
            '[written-questions]\nbodies = ["home-office"]',
            "bodies of [written-questions] must be numbers",
            id="body-name",
        ),
        pytest.param("[hansard]\nmembers = [true]", "members of [hansard] must be a list of numbers", id="members"),
        pytest.param('[hansard]\nterms = [" "]', "terms of [hansard] must be a list of words", id="terms"),
        pytest.param('[hansard]\naddress = "http://example.org"', "an address that begins with https", id="http"),
        pytest.param('[feeds]\naddresses = ["ftp://x.org/a"]', "addresses of [feeds] must be a list of", id="ftp"),
        pytest.param("[hansard]\ninterval = -1", "interval of [hansard] must be seconds", id="interval"),
        pytest.param("[hansard]\ntimeout = 0", "timeout of [hansard] must be seconds", id="timeout"),
        pytest.param("[hansard", "is not valid TOML", id="no-TOML"),
        pytest.param("a = " + "[" * 5000, "is not valid TOML", id="brackets"),
    ],
)
def test_what_it_may_not_say_is_refused_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(QueryError) as raised:
        read(tmp_path, text)
    assert sentence in str(raised.value)
    assert str(tmp_path / "sources.toml") in str(raised.value)


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="There is no sources file"):
        sources_path(tmp_path, tmp_path / "nowhere.toml")


@pytest.mark.parametrize("entry", ENTRIES, ids=BY_NAME)
def test_every_source_is_there_and_named_as_it_is_registered(entry: object) -> None:
    registered = BY_NAME[getattr(entry, "name", "")]
    source = registered.make()
    assert (source.name, source.title) == (registered.name, registered.title)
    assert source.address.startswith("https://") or registered.name == "feeds"
    assert not source.address.endswith("/")
