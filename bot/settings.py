"""Where things lie and what the environment asks for, read once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefs.store.private_files import default_folder


@dataclass(frozen=True, slots=True)
class Settings:
    """``data_folder`` holds database, index and log; ``templates`` is an organisation's own folder or None.

    ``private`` allows load and sync to ask addresses that are not of the public internet.
    """

    data_folder: Path
    templates: Path | None = None
    debug: bool = False
    private: bool = False

    @property
    def log_file(self) -> Path:
        """Where faults of ours are written with their number."""
        return self.data_folder / "errors.log"


def read_settings(data_folder: str | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings: ``data_folder`` where given, else PQBRIEF_DB, else the platform's user data folder.

    PQBRIEF_TEMPLATES names a folder of own templates; PQBRIEF_DEBUG, set to anything, shows tracebacks, and
    PQBRIEF_ALLOW_PRIVATE_ADDRESSES lets load and sync ask addresses that are not of the public internet. A variable
    that is set to nothing counts as not set.
    """
    given = os.environ if environment is None else environment
    folder = data_folder or given.get("PQBRIEF_DB")
    templates = given.get("PQBRIEF_TEMPLATES")
    return Settings(
        data_folder=Path(folder).expanduser() if folder else default_folder(),
        templates=Path(templates).expanduser() if templates else None,
        debug=bool(given.get("PQBRIEF_DEBUG")),
        private=bool(given.get("PQBRIEF_ALLOW_PRIVATE_ADDRESSES")),
    )
