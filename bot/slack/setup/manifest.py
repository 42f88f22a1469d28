"""The manifest of the Slack app, made from the tables of the code so that it cannot fall behind them."""

from __future__ import annotations

from typing import Any

from bot.slack.listeners.shortcuts import BRIEF_THIS, NEW_BRIEF
from bot.slack.slash_commands import VERBS
from briefs.store.addresses import HOSTS

SCOPES: tuple[tuple[str, str], ...] = (
    ("app_mentions:read", "read messages in a channel that mention @pqbrief, and no others there"),
    ("assistant:write", "offer prompts and show a status where people talk to the bot"),
    ("chat:write", "answer: in a thread, in a direct message, or where a brief is shared"),
    ("commands", "have /brief, /pq and the two shortcuts"),
    ("im:history", "read what people write to the bot in direct messages"),
    ("im:write", "open a direct message where an answer cannot be given another way"),
    ("links:read", "see links to Parliament, TheyWorkForYou and GOV.UK"),
    ("links:write", "show a preview of the stored record below such a link"),
    ("users:read", "recognise guests and people of other organisations, who are refused by default"),
)
"""Every scope the bot asks for, and what it needs it for. Nothing else is asked for."""

EVENTS = ("app_home_opened", "app_mention", "link_shared", "message.im")
AGENT_EVENTS = ("app_context_changed",)
ASSISTANT_EVENTS = ("assistant_thread_context_changed", "assistant_thread_started")
_OFFERS = "Briefs from the parliamentary record, every sentence cited"


def manifest(request_url: str = "", *, assistant: bool = False) -> dict[str, Any]:
    """Return the manifest: for Socket Mode, or for HTTP where the public address of the bot is given.

    ``assistant`` gives the form with ``assistant_view``, which Slack takes only for an app that has it already; one
    that has ``agent_view`` cannot go back (https://docs.slack.dev/ai/migrating-to-agent-messaging/).
    """
    where = {"request_url": request_url} if request_url else {}
    view = (
        {"assistant_view": {"assistant_description": _OFFERS}}
        if assistant
        else {"agent_view": {"agent_description": _OFFERS}}
    )
    events = sorted((*EVENTS, *(ASSISTANT_EVENTS if assistant else AGENT_EVENTS)))
    return {
        "display_information": {
            "name": "pqbrief",
            "description": "Briefs from the UK parliamentary record",
            "long_description": (
                "Ask for a topic and get a brief from the parliamentary record: key points, the Government's "
                "position, commitments, scrutiny and figures. Hand in a written question and get the earlier "
                "answers that speak to it, what they refer to and by when it is due. Every sentence "
                "is copied from a stored record and cited "
                "back to it. Nothing is generated. What you ask is private until you share it."
            ),
            "background_color": "#1d3b2a",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            **view,
            "bot_user": {"display_name": "pqbrief", "always_online": True},
            "shortcuts": [
                {
                    "name": "New brief",
                    "type": "global",
                    "callback_id": NEW_BRIEF,
                    "description": "Brief on a topic from the parliamentary record",
                },
                {
                    "name": "Brief this",
                    "type": "message",
                    "callback_id": BRIEF_THIS,
                    "description": "Note or brief on the question, UIN or link in it",
                },
            ],
            "slash_commands": [
                {
                    "command": verb.command,
                    "description": verb.does,
                    "usage_hint": verb.hint,
                    "should_escape": False,
                    **({"url": request_url} if request_url else {}),
                }
                for verb in VERBS
            ],
            "unfurl_domains": list(HOSTS),
        },
        "oauth_config": {"scopes": {"bot": [scope for scope, _ in SCOPES]}},
        "settings": {
            "event_subscriptions": {**where, "bot_events": events},
            "interactivity": {
                "is_enabled": True,
                **where,
                **({"message_menu_options_url": request_url} if request_url else {}),
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": not request_url,
            "token_rotation_enabled": False,
        },
    }
