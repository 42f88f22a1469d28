"""What Slack refuses in the manifest of an app, written from its reference and its notes on agent_view."""

from __future__ import annotations

from tests.slack.checks import Json

_OF_AGENTS = frozenset(("app_context_changed",))
_OF_ASSISTANTS = frozenset(("assistant_thread_started", "assistant_thread_context_changed"))
_SCOPES = {
    "app_mention": "app_mentions:read",
    "link_shared": "links:read",
    "message.im": "im:history",
    **dict.fromkeys(_OF_ASSISTANTS, "assistant:write"),
}


def experience(manifest: Json) -> str:
    """Return how people talk to an app: "agent", "assistant", or "" for neither."""
    features = manifest.get("features", {})
    return next((kind for kind in ("agent", "assistant") if f"{kind}_view" in features), "")


def manifest_problems(manifest: Json, allowed: frozenset[str]) -> list[Json]:
    """Return what Slack says is wrong with a manifest, where only some ways of talking to the app are allowed."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    about, scopes = manifest.get("display_information", {}), manifest.get("oauth_config", {}).get("scopes", {})
    events = set(settings.get("event_subscriptions", {}).get("bot_events", []))
    kind, granted = experience(manifest), set(scopes.get("bot", []))
    wrong = {
        "/features": "agent_view" in features and "assistant_view" in features,
        f"/features/{kind}_view": bool(kind) and kind not in allowed,
        "/features/agent_view/agent_description": len(features.get("agent_view", {}).get("agent_description", ""))
        > 300,
        "/features/assistant_view/assistant_description": kind == "assistant"
        and not features["assistant_view"].get("assistant_description"),
        "/oauth_config/scopes/bot": bool(kind) and "assistant:write" not in granted,
        "/display_information/name": not 1 <= len(about.get("name", "")) <= 35,
        "/display_information/description": len(about.get("description", "")) > 140,
        "/display_information/long_description": not 174 <= len(about.get("long_description", "x" * 174)) <= 4_000,
        "/settings/event_subscriptions/bot_events": bool(
            (events & _OF_AGENTS and kind != "agent")
            or (events & _OF_ASSISTANTS and kind != "assistant")
            or any(_SCOPES.get(event, "") not in {"", *granted} for event in events)
        ),
    }
    return [{"message": "is not allowed", "pointer": pointer} for pointer, is_wrong in wrong.items() if is_wrong]
