"""Reading files, folders and web addresses into a library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

from briefs.errors import StoreError
from briefs.index.index import BUILD_WAIT
from briefs.library import Library
from briefs.loading.files import FileReport, LoadReport, LoadState, load_paths


def load(
    library: Library,
    paths: Sequence[Path],
    links: Sequence[str] = (),
    *,
    again: bool = False,
    on_file: Callable[[FileReport], None] = lambda report: None,
    on_part: Callable[[LoadState], None] = lambda progress: None,
    private: bool = False,
) -> LoadReport:
    """Read files and folders, and what is at web addresses, into the store; then bring the index in step, once.

    The arguments are those of ``briefs.loading.files.load_paths``; with ``private``, web addresses that are not on the
    public internet are asked too. Raises StoreError and IndexUnavailable; what cannot be read is refused in the report.
    """
    report = load_paths(library.store, paths, again=again, on_file=on_file, on_part=on_part)
    if links:
        from briefs.loading.links import MANNERS, load_links  # noqa: PLC0415 - the network's libraries

        manners = replace(MANNERS, private=private)
        report = LoadReport((*report.files, *load_links(library.store, links, on_file=on_file, manners=manners)))
    library.index.catch_up(BUILD_WAIT)
    return report


def seed_if_empty(library: Library) -> bool:
    """Load the starter records where no record is held yet, and return whether that was so."""
    if not library.store.is_empty():
        return False
    load_paths(library.store, [seeds_folder()], ours=True)
    library.index.catch_up(BUILD_WAIT)
    return True


def seeds_folder() -> Path:
    """Return where the starter records lie: inside an installed package, or beside it in a checkout."""
    inside = Path(str(resources.files("briefs"))) / "seeds"
    beside = Path(__file__).resolve().parents[2] / "seeds"
    for folder in (inside, beside):
        if folder.is_dir():
            return folder
    raise StoreError("The starter records are missing: install pqbrief again, or load records of your own.")
