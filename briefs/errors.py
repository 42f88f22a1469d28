"""Everything that can go wrong on purpose, in one tree.

    PqbriefError
    ├── RefusedInput         a file, or a place in one, that cannot become a record
    │   └── Superseded           … and need not: another file replaces it
    ├── QueryError           a request that cannot be understood
    │   └── QuestionAsked        … by a brief: it is one written question
    ├── NotFound             a record that is not held
    ├── StoreError           the database cannot be opened, read or written
    ├── IndexUnavailable     the index cannot be opened or written
    ├── SourceUnavailable    an official source that cannot be reached, or answers with faults
    │   └── SourceBusy           … for now: it is asked again after a rest
    │       └── SourceOverwhelmed    … and that fails at this request, where a smaller one may be answered
    │           └── ServerFault          … with status 500, which may be the fault of one document
    ├── TimeIsUp             the time that a sync was given is over
    ├── ChangedFormat        an official source whose answers no longer have the form that is known
    ├── TemplateError        a template cannot be filled in
    └── VerificationError    a brief that does not match the stored record

Each message is one plain sentence for a person and says what to do where something can be done. Doors show it as it
stands; anything that is not a PqbriefError is a fault of ours.
"""

from __future__ import annotations


class PqbriefError(Exception):
    """The base of every error that a door may show to a person."""


class RefusedInput(PqbriefError):
    """A file, or one place in it, that cannot become a record.

    ``place`` is where in the file ("line 4812", "page 3"), empty for the whole file.
    """

    def __init__(self, reason: str, place: str = "") -> None:
        """Take why it was refused, and where."""
        self.reason = reason
        self.place = place
        super().__init__(f"{place}: {reason}" if place else reason)

    def __reduce__(self) -> tuple[type[RefusedInput], tuple[str, str]]:
        """Return what another process makes the error of again."""
        return type(self), (self.reason, self.place)


class Superseded(RefusedInput):
    """A file that is passed over, with nothing wrong: another one replaces it, or it only describes others."""


class QueryError(PqbriefError):
    """A request that cannot be understood: no topic, a filter nobody knows, a date that is none."""


class QuestionAsked(QueryError):
    """A request for a brief that is one written question: ``question`` is its UIN or its link, for the desk."""

    def __init__(self, question: str) -> None:
        """Take the UIN or the link."""
        super().__init__(f"{question} is a written question: ask for its background note with pq {question}.")
        self.question = question

    def __reduce__(self) -> tuple[type[QuestionAsked], tuple[str]]:
        """Return what another process makes the error of again."""
        return type(self), (self.question,)


class NotFound(PqbriefError):
    """A record, or a version of it, that is not held."""


class StoreError(PqbriefError):
    """The database cannot be opened, read or written."""


class IndexUnavailable(PqbriefError):
    """The index cannot be opened or written; it can always be rebuilt from the database."""


class SourceUnavailable(PqbriefError):
    """An official source that cannot be reached or answers with faults; what was fetched before is safe."""


class SourceBusy(SourceUnavailable):
    """An official source that says it cannot answer now, or does not answer: waiting may help.

    ``after`` is how many seconds it asks us to wait, None where it does not say. ``reached`` says whether it answered
    at all.
    """

    def __init__(self, message: str, after: float | None = None, *, reached: bool = True) -> None:
        """Take the sentence for a person, how long to wait, and whether there was any answer."""
        self.after, self.reached = after, reached
        super().__init__(message)


class SourceOverwhelmed(SourceBusy):
    """An official source that fails at a request or runs out of time over it, where a smaller one may be answered."""


class ServerFault(SourceOverwhelmed):
    """An official source that answers status 500 every time: it may be down, or one document may be broken."""


class TimeIsUp(PqbriefError):
    """The time that a sync was given is over; what came is stored, and the next one goes on from there."""


class ChangedFormat(PqbriefError):
    """An official source whose answer lacks what it must have; names the source, the field and what was expected."""


class TemplateError(PqbriefError):
    """A template, ours or an organisation's own, cannot be filled in."""


class VerificationError(PqbriefError):
    """A brief says something that the stored record does not; it must not be shown."""
