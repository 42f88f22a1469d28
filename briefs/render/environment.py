"""The templates: ours, and an organisation's own in their place, in a sandbox that escapes whatever they print."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefs.errors import RefusedInput, TemplateError
from briefs.readers.sandbox import shared
from briefs.render.escaping import harmless

_BLANK_LINES = re.compile(r"\n{3,}")
_MOST_SECONDS = 5.0  # of the processor; ours take a twentieth of one
_MOST_CHARACTERS = 5_000_000
SHIPPED = Path(__file__).parents[1] / "templates"


class SafeText(str):
    """Text that was made safe for its form and laid out: a template prints it as it stands."""

    __slots__ = ()


def fill(name: str, escape: Callable[[str], str], folder: Path | None, values: dict[str, Any]) -> str:
    """Return a template filled in, with at most one blank line in a row and one line end at the end.

    ``escape`` makes text safe for the form and is applied to everything the template prints that is not ``SafeText``.
    ``folder`` may hold a template of the same name that replaces ours; with one, templates are filled in within limits
    of time, memory and length, and what they would command a terminal is taken out, colours aside. Raises TemplateError
    where a template is broken or goes beyond the limits.
    """
    if folder is None:
        return filled(name, escape, None, values)
    if not os.path.isdir(folder):
        raise TemplateError(f"The template folder {folder} is not there; correct PQBRIEF_TEMPLATES or unset it.")
    try:
        text: str = shared().call(
            "briefs.render.environment:filled", name, escape, folder, values, size=0, most=_MOST_SECONDS
        )
    except RefusedInput as error:
        raise _broken(name, folder, "it takes far more time or memory than a brief needs") from error
    return harmless(text)


def filled(name: str, escape: Callable[[str], str], folder: Path | None, values: dict[str, Any]) -> str:
    """Return a template filled in, in this process. Raises TemplateError."""
    try:
        pieces: list[str] = []
        left = _MOST_CHARACTERS
        for piece in _environment(escape, folder).get_template(name).generate(values):
            pieces.append(piece)
            left -= len(piece)
            if left < 0:
                raise _broken(name, folder, f"it writes more than {_MOST_CHARACTERS:,} characters")
        return _BLANK_LINES.sub("\n\n", "".join(pieces)).strip("\n") + "\n"
    except jinja2.TemplateSyntaxError as error:
        raise _broken(name, folder, f"{error.message} (line {error.lineno})") from error
    except (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError) as error:
        raise _broken(name, folder, str(error)) from error
    except (TypeError, ValueError) as error:
        raise _broken(name, folder, str(error)) from error


def _broken(name: str, folder: Path | None, reason: str) -> TemplateError:
    """Return the error for a template that cannot be filled in: one sentence that says where it lies."""
    where = folder / name if folder and os.path.exists(folder / name) else SHIPPED / name
    return TemplateError(f"The template {where} cannot be filled in: {' '.join(reason.split()).rstrip('.')}.")


@lru_cache(maxsize=8)
def _environment(escape: Callable[[str], str], folder: Path | None) -> jinja2.Environment:
    """Return the environment of one form, own templates before ours."""

    def printed(value: object) -> str:
        return value if isinstance(value, SafeText) else escape("" if value is None else str(value))

    folders = [folder, SHIPPED] if folder else [SHIPPED]
    return ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folders, encoding="utf-8"),
        undefined=jinja2.StrictUndefined,
        finalize=printed,
        autoescape=False,  # it would be HTML's, wrong for text and Markdown: finalize escapes for the form
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
