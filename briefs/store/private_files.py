"""Files and folders that only the person who runs pqbrief can read.

What people asked, and addresses that answer for them, lie in the data folder. Nothing of somebody else's is touched: no
folder that holds other files, no link, nothing of another owner. Where a system has no such rights nothing is done.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path

FOLDER_MODE, FILE_MODE = 0o700, 0o600
_OURS = re.compile(
    r"(?:records|outbox|sync\.lock)\.sqlite3(?:-wal|-shm|-journal)?"
    r"|outbox\.sqlite3\.unusable-[\w-]+|errors\.log(?:\.\d+)?|index|index_questions|bots|slack\.toml|aliases\.toml|sources\.toml"
    r"|cache|pqbrief-made-this\.txt"
    r"|lock\.sqlite3(?:-journal|-wal|-shm)?|state\.json(?:\.\w+)?|[0-9a-f]{32}"  # within the folder of an index
)

_MADE = frozenset(("records.sqlite3", "state.json"))  # what lies in the data folder, and in that of an index


def make_private_folder(folder: Path) -> None:
    """Make a folder for its owner alone; one that holds nothing but pqbrief's own files is closed to others.

    Raises OSError where it cannot be made.
    """
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    elif _is_ours(folder):
        _close(folder, FOLDER_MODE, directory=True)


def make_private_file(path: Path) -> None:
    """Make an empty file for its owner alone, or close one that is there to others. Raises OSError."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
    except FileExistsError:
        close_to_others(path)


def close_to_others(path: Path) -> None:
    """Let nobody but its owner read a file, where it is a file of this person's own and no link."""
    _close(path, FILE_MODE, directory=False)


def _is_ours(folder: Path) -> bool:
    try:
        names = [entry.name for entry in os.scandir(folder)]
    except OSError:
        return False
    return bool(_MADE.intersection(names)) and all(_OURS.fullmatch(name) for name in names)


def _close(path: Path, mode: int, *, directory: bool) -> None:
    # Never by opening it: closing a file again would let go of the locks that SQLite holds on it in this process.
    if not hasattr(os, "geteuid"):
        return
    with suppress(OSError):
        held = path.lstat()
        right_kind = stat.S_ISDIR(held.st_mode) if directory else stat.S_ISREG(held.st_mode)
        if right_kind and held.st_uid == os.geteuid() and stat.S_IMODE(held.st_mode) & 0o077:
            path.chmod(mode)


def default_folder() -> Path:
    """Return the platform's folder for this user's data of pqbrief."""
    import platformdirs  # noqa: PLC0415 - only where no folder is named

    return platformdirs.user_data_path("pqbrief")
