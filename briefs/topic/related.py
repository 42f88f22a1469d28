"""Words near a concept in meaning: they help to rank sentences, and never make a record one about the topic.

An inspectorate is spoken of by its inspections, a committee by its inquiry; a budget is spoken of as funding, and cuts.
"""

from __future__ import annotations

from dataclasses import replace

from briefs.language.words import stem
from briefs.names.concepts import Concept, Name
from briefs.request.model import Query

BY_ROLE = {
    "watchdog": ("inspection", "inspector", "inspectorate", "audit", "auditor", "report"),
    "committee": ("the Committee", "inquiry", "report"),
    "police": ("the force", "constabulary", "police officers"),
}
FAMILIES = (
    "funding budget spending spend spent money investment investing resources cuts grant settlement finance allocation",
    "delay backlog waiting wait late overdue",
    "staff staffing workforce recruitment retention vacancies",
    "closure close closing shut",
    "ban prohibition prohibit outlaw",
    "price cost bill charge fee",
    "poverty hardship destitution deprivation",
    "shortage scarcity shortfall",
    "reform overhaul restructuring reorganisation",
    "safety safe protection safeguarding",
    "abolition abolish scrap end remove",
    "increase rise growth uplift",
    "pay wage salary earnings",
    "inquiry review investigation",
    "failure failing failings inadequate shortcomings",
    "compensation redress reparation payout",
    "penalty fine sanction punishment",
    "eligibility eligible entitlement entitled qualify",
    "target deadline timetable timescale",
    "law legislation bill act regulations",
    "performance outcomes effectiveness results",
    "consultation consult consulting views",
    "evidence data statistics figures",
    "access availability provision",
    "unfairness unfair injustice discrimination",
)


def _families() -> dict[str, tuple[str, ...]]:
    """Return for each stem the words of every family that it belongs to: a bill is a charge and a draft law."""
    found: dict[str, tuple[str, ...]] = {}
    for family in FAMILIES:
        words = tuple(family.split())
        for key in {stem(word) for word in words}:
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *words)))
    return found


_FAMILY_OF = _families()


def with_related(query: Query) -> Query:
    """Return the query with the related names of each of its concepts."""
    return replace(query, concepts=tuple(_related(concept) for concept in query.concepts))


def _related(concept: Concept) -> Concept:
    near = BY_ROLE.get(concept.role or "", ())
    if concept.kind == "words":
        near = tuple(word for word in _FAMILY_OF.get(stem(concept.typed), ()) if stem(word) != stem(concept.typed))
    return replace(concept, related=(*concept.related, *(Name(word) for word in near)))
