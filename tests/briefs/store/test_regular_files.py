"""What lies in the data folder may be anything: it is read, or refused in words, and never waited for."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from briefs.errors import QueryError, RefusedInput
from briefs.names.alias_file import load_aliases
from briefs.store.regular_files import read_regular
from briefs.sync.sources_file import read_sources, sources_path


def test_only_a_small_regular_file_is_read(tmp_path: Path) -> None:
    path, link, pipe = (tmp_path / name for name in ("a", "b", "c"))
    path.write_bytes(b"tide table")
    link.symlink_to(path)
    os.mkfifo(pipe)
    assert read_regular(path) == read_regular(link, links=True) == b"tide table"
    for other, words in ((link, "link"), (pipe, "not a regular file"), (tmp_path, "not a regular file")):
        with pytest.raises(OSError, match=words):
            read_regular(other)
    with pytest.raises(OSError, match="not a regular file"):
        read_regular(pipe, links=True)
    with pytest.raises(OSError, match="more than"):
        read_regular(path, most=9)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _deep(path: Path) -> None:
    path.write_text("shared = " + "[" * 100_000)


@pytest.mark.parametrize("spoil", [_pipe, _deep])
def test_settings_of_a_persons_own_that_are_none_are_a_sentence(tmp_path: Path, spoil: object) -> None:
    assert callable(spoil)
    spoil(tmp_path / "aliases.toml")
    spoil(tmp_path / "sources.toml")
    with pytest.raises(RefusedInput, match=r"aliases\.toml"):
        load_aliases(tmp_path / "aliases.toml")
    with pytest.raises(QueryError, match=r"sources\.toml"):
        read_sources(sources_path(tmp_path), date(2025, 3, 3))


@pytest.mark.parametrize("spoil", [_pipe, _deep])
def test_a_cache_that_is_none_is_read_past(tmp_path: Path, spoil: object) -> None:
    assert callable(spoil)
    whole = load_aliases(cache=tmp_path).vocabulary()
    (kept,) = tmp_path.iterdir()
    kept.unlink()
    spoil(kept)
    assert load_aliases(cache=tmp_path).vocabulary() == whole
    assert kept.is_file()
