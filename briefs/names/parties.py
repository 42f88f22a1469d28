"""Parties: what each is called, and how records print it."""

from __future__ import annotations

from functools import cache

from briefs.errors import QueryError

# Canonical name, then the short forms that Parliament's services and Hansard print and that people type.
PARTIES: dict[str, tuple[str, ...]] = {
    "Labour": ("lab", "labour party", "labour (co-op)", "lab/co-op", "labour and co-operative", "labour co-op"),
    "Conservative": ("con", "conservatives", "conservative party", "tory", "tories"),
    "Liberal Democrat": ("ld", "lib dem", "lib dems", "libdem", "libdems", "liberal democrats"),
    "Scottish National Party": ("snp",),
    "Plaid Cymru": ("pc", "plaid"),
    "Green Party": ("green", "greens", "green party of england and wales"),
    "Reform UK": ("reform", "reform party", "ruk"),
    "Democratic Unionist Party": ("dup",),
    "Ulster Unionist Party": ("uup",),
    "Social Democratic & Labour Party": ("sdlp", "social democratic and labour party"),
    "Sinn Féin": ("sf", "sinn fein"),
    "Alliance": ("apni", "alliance party"),
    "Traditional Unionist Voice": ("tuv",),
    "UK Independence Party": ("ukip",),
    "Alba Party": ("alba",),
    "Crossbench": ("cb", "xb", "crossbencher", "crossbenchers", "cross-bench"),
    "Independent": ("ind", "independents"),
    "Non-affiliated": ("non-afl", "non-affiliated peer"),
    "Bishops": ("bishop", "lords spiritual", "bshp"),
    "Your Party": (),
}


@cache
def _party_words() -> dict[str, str]:
    """Every form of a party's name, in small letters, with the canonical one."""
    return {form.casefold(): name for name, forms in PARTIES.items() for form in (name, *forms)}


def canonical_party(text: str) -> str | None:
    """Return the canonical name of a party as a record prints it or a person types it, None for one not known."""
    form = text.strip().casefold()
    return _party_words().get(form) or _party_words().get(form.strip("()"))


def party_forms(name: str) -> tuple[str, ...]:
    """Return every form in which records print a party, by its canonical name."""
    return (name, *PARTIES.get(name, ()))


def read_party(value: str) -> str:
    """Return the canonical name of a party. Raises QueryError naming those there are."""
    party = canonical_party(value)
    if party is None:
        raise QueryError(f'No party is called "{value}"; the parties are {", ".join(PARTIES)}.')
    return party


PRINTED_PARTIES = frozenset(
    """Con Lab Lab/Co-op LD SNP DUP UUP SDLP SF PC Alliance Green TUV UKIP Reform Ind CB Non-Afl Alba RUK APNI GP Ind.
    Change IGC TIG UKIP. Respect Ind.Lab LDem CWM Bishops Ind.SD Ind.UU TIGfC LibDem Speaker WPB DU UU""".split()
) | {"Your Party", "Ind Lab", "Ind Con", "Ind SD", "Ind UU", "Ulster Unionist", "Plaid Cymru", "Non-affiliated", "UUP"}


def _party(brackets: list[str]) -> str | None:
    return next((b for b in brackets if b in PRINTED_PARTIES), None)
