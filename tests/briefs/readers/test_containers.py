"""Whatever a path names, opening it gives bytes or one sentence, and never waits."""

from __future__ import annotations

import gzip
import os
import socket
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from briefs.errors import RefusedInput
from briefs.readers import containers
from briefs.readers.containers import open_source, unpack
from briefs.readers.gzip_members import MAX_MEMBERS, GzipMembers
from briefs.readers.parts import open_parts


def test_a_file_is_opened_with_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"words")
    source = open_source(path)
    assert (source.name, source.data) == ("story.txt", b"words")
    assert source.retrieved is not None
    assert source.retrieved.timestamp() == pytest.approx(path.stat().st_mtime)


def test_gzip_is_known_by_content_and_its_members_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(gzip.compress(b"one\n") + gzip.compress(b"two\n") + b"\x00" * 8)
    assert open_source(path).data == b"one\ntwo\n"


@pytest.mark.parametrize("opened", [open_source, lambda path: list(open_parts(path))], ids=["whole", "in parts"])
@pytest.mark.parametrize("between", [b"", b"\x00"], ids=["", "zeros between"])
def test_a_gzip_file_of_very_many_empty_members_is_refused(
    tmp_path: Path, opened: Callable[[Path], object], between: bytes
) -> None:
    path = tmp_path / "many.txt.gz"
    path.write_bytes((gzip.compress(b"") + between) * (2 * MAX_MEMBERS))
    with pytest.raises(RefusedInput, match="tiny parts"):
        opened(path)


def test_members_of_a_usual_size_may_be_as_many_as_they_are(tmp_path: Path) -> None:
    each = gzip.compress(b"a sitting day\n" * 100, 1)
    assert len(unpack(each * (MAX_MEMBERS + 5))) == 1_400 * (MAX_MEMBERS + 5)


def test_what_members_hold_is_read_on_however_they_are_cut() -> None:
    texts = [os.urandom(size) for size in (0, 1, 1_023, 70_000, 0, 300_000)]
    packed = b"\x00\x00".join(map(gzip.compress, texts)) + b"\x00" * 70_000
    for most in (500, 999, 65_536, 10**6):
        members, found = GzipMembers(BytesIO(packed)), bytearray()
        while piece := members.read(most):
            found += piece
        assert found == b"".join(texts)


def test_the_name_of_a_packed_file_loses_its_gz(tmp_path: Path) -> None:
    path = tmp_path / "debate.txt.gz"
    path.write_bytes(gzip.compress(b"words"))
    assert open_source(path).name == "debate.txt"


@pytest.mark.parametrize(
    ("packed", "word"),
    [
        pytest.param(gzip.compress(os.urandom(3000))[:-900], "cut short", id="cut short"),
        pytest.param(gzip.compress(b"words") + b"junk", "damaged", id="junk behind it"),
        pytest.param(gzip.compress(b"words")[:-8] + b"12345678", "damaged", id="wrong checksum"),
        pytest.param(gzip.compress(b""), "empty", id="nothing in it"),
        pytest.param(gzip.compress(gzip.compress(b"words")), "inside", id="packed twice"),
        pytest.param(gzip.compress(b"\x00" * 40_000_000), "far more", id="bomb"),
    ],
)
def test_bad_gzip_is_refused(packed: bytes, word: str) -> None:
    with pytest.raises(RefusedInput, match=word):
        unpack(packed)


def test_a_packed_file_is_not_unpacked_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_TEXT_BYTES", 2_000_000)
    with pytest.raises(RefusedInput, match="limit"):
        unpack(gzip.compress(b"w" + os.urandom(1000) * 3000))


def test_what_is_not_a_file_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(RefusedInput, match="pipe"):
        open_source(pipe)
    with pytest.raises(RefusedInput, match="folder"):
        open_source(tmp_path)
    with pytest.raises(RefusedInput, match="device"):
        open_source(Path("/dev/zero"))
    with pytest.raises(RefusedInput, match="no such file"):
        open_source(tmp_path / "absent")
    name = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(name))
        with pytest.raises(RefusedInput, match="socket"):
            open_source(name)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    with pytest.raises(RefusedInput, match="the file is empty"):
        open_source(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("words")
    path.chmod(0)
    with pytest.raises(RefusedInput, match="permissions"):
        open_source(path)


def test_a_link_loop_and_an_impossible_name_are_refused(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(RefusedInput, match="cannot be read"):
        open_source(loop)
    with pytest.raises(RefusedInput, match="name"):
        open_source(Path("a\x00b"))


def test_a_large_file_is_refused_before_it_is_read_unless_it_is_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.write(b"words ")
        file.truncate(200 * containers.MEGABYTE)  # A hole on the disk, not 200 MB.
    with pytest.raises(RefusedInput, match="200 MB and the limit for text is 32 MB"):
        open_source(path)


@pytest.mark.parametrize(
    ("opening", "limit"),
    [
        pytest.param(b"Words of a text.", "limit for text is 1 MB", id="text"),
        pytest.param(b"<!doctype html><p>Words.", "limit for text is 1 MB", id="page"),
        pytest.param(b'\xef\xbb\xbf [{"uin": "1"}, ', "limit is 2 MB", id="one JSON value"),
        pytest.param(b"%PDF-1.7\n", "limit is 2 MB", id="PDF"),
        pytest.param(b"PK\x03\x04", "limit is 2 MB", id="Word file"),
        pytest.param(b'{"uin": "1"}\n{"uin": "2"}\n', "limit is 3 MB", id="JSON lines"),
    ],
)
def test_each_sort_of_file_has_its_limit(
    opening: bytes, limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, megabytes in (("MAX_TEXT_BYTES", 1), ("MAX_BYTES", 2), ("MAX_LINES_BYTES", 3)):
        monkeypatch.setattr(containers, name, megabytes * containers.MEGABYTE)
    path = tmp_path / "file"
    allowed = int(limit.split()[-2]) * containers.MEGABYTE
    path.write_bytes(opening.ljust(allowed, b" "))
    assert len(open_source(path).data) == allowed
    path.write_bytes(opening.ljust(allowed + 1, b" "))
    with pytest.raises(RefusedInput, match=limit):
        open_source(path)


def test_json_lines_may_be_larger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_BYTES", 1000)
    monkeypatch.setattr(containers, "MAX_TEXT_BYTES", 500)
    lines = b'{"uin": "1"}\n' * 200
    path = tmp_path / "lines"
    path.write_bytes(lines)
    assert open_source(path).data == lines
    monkeypatch.setattr(containers, "MAX_LINES_BYTES", 2000)
    with pytest.raises(RefusedInput, match="limit"):
        open_source(path)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system makes up no files here")
@pytest.mark.parametrize("behind_a_link", [False, True])
def test_a_file_that_the_system_makes_up_is_refused_unread(tmp_path: Path, behind_a_link: bool) -> None:
    path = Path("/proc/self/status")
    if behind_a_link:
        (tmp_path / "story.txt").symlink_to(path)
        path = tmp_path / "story.txt"
    with pytest.raises(RefusedInput, match="file of the operating system"):
        open_source(path)
