"""Which folders of the index pqbrief made itself: no other is ever written to or removed, and no link is followed.

A folder made here holds a marker file. One from before there was a marker is known by its content: its name, tantivy's
list of segments, and no file that tantivy does not write.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from briefs.errors import IndexUnavailable
from briefs.store.private_files import make_private_folder
from briefs.store.regular_files import read_regular

MARKER = "pqbrief-made-this.txt"
_MARK = "pqbrief made this folder, rebuilds it from the database and may remove it. Keep nothing here.\n"
_BUILD = re.compile(r"[0-9a-f]{32}")
_BUILD_FILE = re.compile(
    r"meta\.json|\.managed\.json|\.tantivy-[a-z]+\.lock|\.tmp\w{6,12}"
    r"|[0-9a-f]{32}\.(?:[0-9]+\.)?(?:fast|fieldnorm|idx|pos|store|term|del)(?:\.temp)?"
)
_ROOT_FILE = re.compile(r"state\.json(?:\.[0-9a-f]{32})?|lock\.sqlite3(?:-journal|-wal|-shm)?")


def claim(root: Path, *, writable: bool = True) -> None:
    """Make the folder of an index and mark it as ours, or see that the one there is ours.

    Raises IndexUnavailable for a link and for a folder that somebody else made.
    """
    try:
        if writable:
            make_private_folder(root)
        if not writable and not os.path.lexists(root):
            return  # what is searched then says so
        if not _is_folder(root):
            raise IndexUnavailable(
                f"The index folder {root} is a link or not a folder: move it away, and pqbrief will make its own."
            )
        if _is_marked(root):
            return
        if not all(_belongs_in_root(path) for path in root.iterdir()):
            raise IndexUnavailable(
                f"The index folder {root} has files that pqbrief did not put there: move it away, and pqbrief will"
                " make its own."
            )
        if writable:
            mark(root)
    except OSError as error:
        raise IndexUnavailable(
            f"The index folder {root} cannot be used ({error.strerror}): check what is there and who can write to it."
        ) from error


def mark(folder: Path) -> None:
    """Put the marker into a folder that was just made. Raises OSError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    with open(os.open(folder / MARKER, flags, 0o600), "w", encoding="utf-8", newline="\n") as file:
        file.write(_MARK)


def mirror(build: Path) -> Path:
    """Return a folder of this process's own with links to the files of a build that cannot be written to.

    tantivy puts a lock beside the files even to read them. The folder goes when the process ends.
    """
    place = Path(tempfile.mkdtemp(prefix="pqbrief-index-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    for path in build.iterdir():
        if _is_file(path) and not path.name.endswith(".lock"):
            (place / path.name).symlink_to(path.absolute())
    return place


def is_build(path: Path) -> bool:
    """Whether a path is a folder that an earlier build of ours made, and holds nothing else."""
    try:
        if not (_BUILD.fullmatch(path.name) and _is_folder(path)):
            return False
        held = list(path.iterdir())
        if not all(_is_file(each) and (each.name == MARKER or _BUILD_FILE.fullmatch(each.name)) for each in held):
            return False
        return not held or _is_marked(path) or (path / "meta.json") in held
    except OSError:
        return False


def remove_builds(root: Path, keep: str | None) -> None:
    """Remove what earlier builds left; a file that a reader still holds open goes with the next build.

    What is not ours stays where it is.
    """
    for path in root.iterdir():
        if path.name != keep and is_build(path):
            shutil.rmtree(path, ignore_errors=True)  # never goes through a link
        elif path.name.startswith("state.json.") and _ROOT_FILE.fullmatch(path.name) and _is_file(path):
            with suppress(OSError):
                path.unlink()


def _belongs_in_root(path: Path) -> bool:
    if _ROOT_FILE.fullmatch(path.name) or path.name == MARKER:
        return _is_file(path)
    return is_build(path)


def _is_marked(folder: Path) -> bool:
    path = folder / MARKER
    return _is_file(path) and path.stat().st_size == len(_MARK) and read_regular(path) == _MARK.encode()


def _is_folder(path: Path) -> bool:
    """Whether a path is a folder itself and no link or junction to one."""
    status = os.lstat(path)
    return stat.S_ISDIR(status.st_mode) and not getattr(status, "st_reparse_tag", 0)


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False
