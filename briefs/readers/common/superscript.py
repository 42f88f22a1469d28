"""What is printed in superscript: marks of notes are left out, units, ordinals and exponents stay as printed.

A mark glued to what it follows makes another figure of it: "1,250" with note 1 is not "1,2501". Whoever turns a source
to text puts what is raised between ``OPEN`` and ``CLOSE``, and ``resolved`` decides by what stands around it.
"""

from __future__ import annotations

import re

OPEN, CLOSE = "\ue010", "\ue011"
"""Stand-ins for the edges of superscript; no script has letters at these places."""

_RAISED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_EDGES = re.compile(f"[{OPEN}{CLOSE}]")
_ONE = re.compile(
    r"(?:foot|end)?notes?|\d{1,3}|[A-Za-z]|[ivxl]{1,6}|[*†‡§¶#^~]{1,4}|[*†‡#]\d{1,2}|citation|needed|nb|fn",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,;:.&()\[\]–-]+|\band\b")
_NOTHING = re.compile(r"[\s,;.()\[\]]*")
_OF_DEGREES = re.compile(r"\s?[CFNSEW]\b")
_BEFORE_CLOSING = re.compile(r"\s{1,9}(?=[,.;:!?)])")
_CLOSING = (".", ",", ";", ":", "!", "?", ")")
# How much of a line is looked at before and after a raised piece, and the longest mark ("1, 2 and 3").
_BEFORE, _AFTER, _LONGEST_MARK = 40, 40, 40
_ORDINAL = re.compile(r"\(?(?:st|nd|rd|th)s?\)?", re.IGNORECASE)
_SIGNED = re.compile(r"[-−–]\s?\d{1,3}|\d{0,2}[-−–+]")
_LENGTH = re.compile(
    r"(?:^|[\s\d/(·.*-])(?:[fpnµμmcdhkM]?m|ft|foot|feet|yd|yards?|miles?|(?:kilo|centi|milli|deci|micro)?met(?:re|er)s?"
    r"|inch(?:es)?|(?<=\d)\s?in|sq|s)$"
)
_OVER_TIME = re.compile(r"(?:^|[\s\d/(·.-])(?:s|sec|seconds?)$")
_MONEY = re.compile(r"[£$€]\s?[\d.,]+\s?m$")
_FORMULA = re.compile(r"(?:^|[^A-Za-z])(?:CO|NO|SO|CH|NH|SF|O|H|N)$|(?:^|[^A-Za-z])[mM]c$")
_VARIABLE = re.compile(r"(?:^|[^\w])[RrxyzχσπΣ]$")
_TEN = re.compile(r"(?:^|[^\d.,])10$")
_TIMES_TEN = re.compile(r"[×x*·✕]\s?10$", re.IGNORECASE)
_CURRENCY = re.compile(r"[£$€]\s?10$")
_ELEMENT = re.compile(r"(?:H|C|N|O|F|Cl|K|Ar|Co|Kr|Sr|Tc|I|Xe|Cs|Ir|Po|Rn|Ra|Th|U|Np|Pu|Am)(?![A-Za-z])")
_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺"
_OF_SIGNS = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}|[{_SIGNS}]+(?:[,;][{_SIGNS}]+)*")
_AS_DIGITS = str.maketrans(_SIGNS, "0123456789-+")
# Of the signs themselves the squares and cubes are written as powers far more than as marks.
_SHORT_UNIT = re.compile(r"(?:^|[^\w])(?:[a-zA-Zµμσπχθρ]|[a-zµμ]{2})$")
_RAISED_DIGITS = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")


def without_edges(text: str) -> str:
    """Return text of a source without characters that would be taken for the edges of superscript."""
    return _EDGES.sub("", text) if OPEN in text or CLOSE in text else text


def resolved(text: str) -> tuple[str, list[str]]:
    """Return (the text with each raised piece left out, set apart or joined, the marks of notes left out).

    What begins a line is the label of a note and stays, apart from the words of the note.
    """
    text = _OF_SIGNS.sub(_between_edges, text)
    if OPEN not in text:
        return text, []
    text = text.replace(CLOSE + OPEN, "")
    out: list[str] = []
    marks: list[str] = []
    before, at, of_notes = "", 0, text.lstrip().startswith(OPEN)
    for match in _RAISED.finditer(text):
        out.append(text[at : match.start()])
        before = (before + out[-1])[-_BEFORE:]
        at = match.end()
        raised = " ".join(match[1].split())
        shown = _shown(before, raised, _EDGES.sub("", text[at : at + _AFTER]), of_notes)
        if shown is None:
            marks.append(raised)
            if space := _BEFORE_CLOSING.match(text, at):
                at = space.end()
            if before[-1:].isspace() and text[at : at + 1] in _CLOSING:
                out[-1] = out[-1].rstrip()
            elif before[-1:].isalpha() and text[at : at + 1].isalnum():
                out.append(" ")
        else:
            out.append(" " * match[1][:1].isspace() + shown + " " * match[1][-1:].isspace())
            before = (before + out[-1])[-_BEFORE:]
    out.append(text[at:])
    return _EDGES.sub("", "".join(out)), marks


def _between_edges(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith(OPEN) else f"{OPEN}{match[0]}{CLOSE}"


def _shown(before: str, raised: str, after: str, of_notes: bool) -> str | None:
    """Return what stands for a raised piece, None for a mark; what is printed in raised signs keeps them."""
    digits = raised.translate(_AS_DIGITS)
    if digits == raised:
        return _of_piece(before, raised, after, of_notes)
    if _SHORT_UNIT.search(before) or (_TEN.search(before) and digits != "1" and not _CURRENCY.search(before)):
        return raised
    shown = _of_piece(before, digits, after, of_notes)
    return shown and shown.replace(digits, raised)


def _of_piece(before: str, raised: str, after: str, of_notes: bool) -> str | None:
    """Return what stands for a raised piece, None where it is the mark of a note.

    ``of_notes`` says that the line begins with the label of a note, and so may hold the labels of others.
    """
    if _NOTHING.fullmatch(raised):
        return "" if raised.strip("()[] ") else " "
    if not before.strip() or (of_notes and before[-1:].isspace() and before.rstrip()[-1:] in ".?!;:"):
        return _at_start(raised, after)
    if shown := _as_printed(before, raised, after):
        return shown
    if _is_mark(raised):
        return None
    clash = before[-1:].isalnum() and (raised[0].isdigit() or len(raised) > 2)
    return f" {raised}" if clash else raised


def _is_mark(raised: str) -> bool:
    """Whether a raised piece is the mark of a note, or several: "4", "(a)", "[3]", "1, 2 and 3", "footnote 4"."""
    if len(raised) > _LONGEST_MARK or raised[0] in "-–−":
        return False
    return all(_ONE.fullmatch(part) for part in _BETWEEN.split(raised) if part)


def _as_printed(before: str, raised: str, after: str) -> str:
    """Return what a raised piece is that belongs to the text beside it; empty where it does not."""
    if _is_joined(before, raised, after):
        return raised
    if after.startswith(("/", "⁄")) and raised.isdigit():  # A fraction, after a whole number or alone.
        return f" {raised}" if before[-1:].isdigit() else raised
    if raised in ("o", "0", "º") and before[-1:].isdigit() and _OF_DEGREES.match(after):
        return "°"
    return _power(before, raised)


def _at_start(raised: str, after: str) -> str | None:
    """Return what begins a line: the number of an isotope, the label of a note; None for the mark of a figure."""
    if after.startswith(("/", "⁄")):
        return raised
    if after[:1].isdigit() or after.startswith(("£", "$", "€", "—", "–", "-")):
        return None
    if raised.isdigit() and len(raised) > 1 and _ELEMENT.match(after):
        return raised
    return f"{raised} " if after[:1].strip() else raised


def _is_joined(before: str, raised: str, after: str) -> bool:
    """Whether a raised piece belongs to what it follows, or to what follows it, as printed."""
    last = before[-1:]
    if raised in ("2", "3", "4") and (_LENGTH.search(before) or _VARIABLE.search(before)) and not _MONEY.search(before):
        return raised != "4" and not (_OVER_TIME.search(before) and "/" not in before[-4:])
    if (raised in ("2", "3", "4") and _FORMULA.search(before)) or (raised == "2.5" and before.endswith("PM")):
        return True
    if last.isdigit() and _ORDINAL.fullmatch(raised):
        return True
    if _SIGNED.fullmatch(raised) and not _TEN.search(before):
        return last.isalpha() or raised[-1:] in "+-−–"
    isotope = raised.isdigit() and len(raised) > 1 and (last == "-" or (not last.isalnum() and _ELEMENT.match(after)))
    within_a_word = raised.isalpha() and last.isalpha() and after[:1].isalpha()
    if isotope or within_a_word or last == "/" or (raised == "x" and _FORMULA.search(before)):
        return True
    return raised in ("TM", "SM", "®", "™", "%") or (last in "Nn" and raised in ("o", "os", "º"))


def _power(before: str, raised: str) -> str:
    """Return a power of ten in raised figures, empty where the piece is none."""
    digits = re.sub(r"[-−–+\s]", "", raised)
    if not digits.isdigit() or len(digits) > 3 or not _TEN.search(before) or _CURRENCY.search(before):
        return ""
    sure = _TIMES_TEN.search(before) or raised != digits or int(digits) >= 3
    return raised.replace(" ", "").translate(_RAISED_DIGITS) if sure else ""
