"""The request that a thread works on, as it is written down: what is sent for it can be told from there."""

from __future__ import annotations

import time
from contextvars import ContextVar
from dataclasses import dataclass, field

from bot.slack.gesture import Gesture
from briefs.errors import PqbriefError

ADDRESS_SECONDS = 25 * 60.0  # a response_url lives for half an hour
TAKEN, PLACING, SENDING, MADE = "taken", "placing", "sending", "made"


class Forgotten(PqbriefError):
    """What was kept of a person was deleted while something was made for them: it goes no further."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("What pqbrief kept about you was deleted while it worked: ask again.")


@dataclass(slots=True)
class TakenRequest:
    """A request that Slack was told is taken.

    ``stage`` is taken (nothing was sent), placing (the line that says that work has begun may have been posted, as
    ``placeholder`` where that is known), sending (some of the answer may have been received) or made (what is left to
    send is written down). ``moment`` is when it came, in seconds since 1970; ``needs_form`` says that it opens a form,
    which Slack allows within three seconds only; ``audit`` is its line of the audit, 0 where it has none yet.
    """

    number: int
    asked: Gesture
    moment: float = field(default_factory=time.time)
    needs_form: bool = False
    stage: str = TAKEN
    placeholder: str = ""
    audit: int = 0
    request: str = ""
    adopted: int = 0
    tries: int = 0
    put_off: bool = False
    handed_over: bool = False

    @property
    def again(self) -> bool:
        """Whether it was begun before."""
        return bool(self.adopted or self.tries)

    @property
    def age(self) -> float:
        """How long ago it came, in seconds."""
        return time.time() - self.moment


IN_HAND: ContextVar[TakenRequest | None] = ContextVar("in_hand", default=None)
