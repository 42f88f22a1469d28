"""No answer at all, for what nobody asked for: a link posted, a page opened."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack.blocks import Message
from bot.slack.delivery.sender import Sendable


class Silence:
    """A reply that says nothing; what goes wrong is in the log."""

    public = False

    def looking(self, request: str) -> None:
        """Say nothing."""

    def send(self, messages: Sequence[Sendable]) -> None:
        """Say nothing."""

    def tell(self, message: Message) -> None:
        """Say nothing."""
