"""An organisation's own template costs no more than a brief may, and commands no terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefs.errors import TemplateError
from briefs.render import environment
from briefs.render.environment import fill
from briefs.render.escaping import harmless, visible

NAME = "own.txt.j2"
ENDLESS = {
    "loops": "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
    "a macro": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(90) }}",
    "a power": "{{ (7 ** (7 ** 9)) | string | length }}",
    "memory": "{{ ('x' * 4000000000) | length }}",
    "a wide field": "{{ 'x'.center(4000000000) | length }}",
}


def _filled(folder: Path, template: str, **values: object) -> str:
    (folder / NAME).write_text(template, encoding="utf-8")
    return fill(NAME, visible, folder, values)


@pytest.mark.parametrize("template", ENDLESS.values(), ids=ENDLESS.keys())
def test_a_template_without_end_is_refused_in_a_sentence(
    tmp_path: Path, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "_MOST_SECONDS", 1.0)
    with pytest.raises(TemplateError, match=r"own\.txt\.j2 cannot be filled in: it takes far more time or memory"):
        _filled(tmp_path, template)
    assert _filled(tmp_path, "Well, {{ name }}.", name="Ann") == "Well, Ann.\n"


def test_a_template_that_writes_without_measure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="it writes more than 5,000,000 characters"):
        _filled(tmp_path, "{% for a in range(90000) %}{{ 'many words of one kind ' * 10 }}{% endfor %}")


@pytest.mark.parametrize(
    "template",
    [
        "Look\x1b]0;owned\x07 here",
        "{% filter replace('a', '\x1b[2J') %}a{% endfilter %}Look",
        "{{ '\\x1b[2J' }}Look\x9b2J",
        "{{ name }}\u202eLook",
    ],
)
def test_a_template_commands_no_terminal(tmp_path: Path, template: str) -> None:
    text = _filled(tmp_path, template, name="\x1b[31mAnn\x07")
    assert "Look" in text
    assert text == visible(text.rstrip("\n")) + "\n"


def test_what_is_printed_keeps_lines_tabs_and_colours() -> None:
    assert harmless("\x1b[1mA\x1b[0m\n\tB\r\x1b[2J\x1b]8;;x\x07\u202eC\x9b") == "\x1b[1mA\x1b[0m\n\tB[2J]8;;xC"
