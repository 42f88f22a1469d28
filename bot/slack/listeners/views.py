"""Forms that are submitted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.slack.blocks.draft import DRAFT, draft_of_view
from bot.slack.blocks.fields import QUESTION, SHARE, chosen_channel, question_of_view
from bot.slack.blocks.modals import REFINE, query_of_view
from bot.slack.gesture import asked_by_press
from bot.slack.handlers import drafts, forms
from bot.slack.handlers.service import Service

if TYPE_CHECKING:
    from slack_bolt import Ack, App


def register(app: App, service: Service) -> None:
    """Listen for submitted forms: what is wrong in one is said beside its field."""

    @app.view(REFINE)
    def refine(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        refinement = query_of_view(view)
        if _accepted(ack, refinement.errors):
            asked, place = asked_by_press(body, REFINE), _place(view)
            reply = forms.reply_to_form(service, asked, place)
            service.take(asked, reply, lambda: forms.refined(service, asked, refinement, place))

    @app.view(QUESTION)
    def question(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        submitted = question_of_view(view)
        if _accepted(ack, submitted.errors):
            asked, place = asked_by_press(body, QUESTION), _place(view)
            reply = forms.reply_to_form(service, asked, place)
            service.take(asked, reply, lambda: forms.questioned(service, asked, submitted, place))

    @app.view(DRAFT)
    def draft(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        words, errors = draft_of_view(view)
        if _accepted(ack, errors):
            asked, place = asked_by_press(body, DRAFT), _place(view)
            reply = forms.reply_to_form(service, asked, place)
            service.take(asked, reply, lambda: drafts.submitted(service, asked, words, place, reply))

    @app.view(SHARE)
    def share(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        ack()
        asked = asked_by_press(body, SHARE)
        reply = forms.reply_to_form(service, asked, _place(view))
        channel = chosen_channel(view)
        service.take(asked, reply, lambda: forms.shared_elsewhere(service, asked, channel, _place(view), reply))


def _accepted(ack: Ack, errors: Mapping[str, str]) -> bool:
    """Acknowledge a form, with what is wrong beside each field, and return whether nothing is."""
    if errors:
        ack(response_action="errors", errors=dict(errors))
    else:
        ack()
    return not errors


def _place(view: dict[str, Any]) -> str:
    return str(view.get("private_metadata") or "")
