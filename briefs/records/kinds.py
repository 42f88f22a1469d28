"""What the kinds of record are called."""

from __future__ import annotations

from briefs.records.model import Kind

_KINDS = {
    Kind.DEBATE: ("debate", "debates"),
    Kind.URGENT_QUESTION: ("urgent question", "urgent questions"),
    Kind.ORAL_STATEMENT: ("oral statement", "oral statements"),
    Kind.ORAL_QUESTION: ("tabled oral question", "tabled oral questions"),
    Kind.WRITTEN_QUESTION: ("written question", "written questions"),
    Kind.WRITTEN_STATEMENT: ("written statement", "written statements"),
    Kind.COMMITTEE_REPORT: ("committee report", "committee reports"),
    Kind.COMMITTEE_EVIDENCE: ("committee evidence session", "committee evidence sessions"),
    Kind.AUDIT_REPORT: ("audit report", "audit reports"),
    Kind.NEWS: ("news story", "news stories"),
    Kind.SPEECH: ("speech", "speeches"),
    Kind.DOCUMENT: ("document", "documents"),
}


def kind_name(kind: str, number: int = 1) -> str:
    """Return the field's name for a kind of record, plural where the number asks for it."""
    try:
        one, many = _KINDS[Kind(kind)]
    except ValueError:
        return kind.replace("_", " ")
    return one if number == 1 else many
