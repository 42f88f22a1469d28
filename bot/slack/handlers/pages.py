"""App Home, the prompts where people talk to the bot, and the previews of links."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bot.slack.blocks.home import RecentBrief, SourceAge, home_view
from bot.slack.gesture import Gesture
from bot.slack.handlers.service import Service
from bot.slack.slash_commands import help_lines
from bot.slack.workers import tasks as work
from briefs.names.alias_file import load_aliases
from briefs.render.escaping import visible
from briefs.store.store import Store
from briefs.sync.registry import ENTRIES
from briefs.sync.walk.cursors import Cursors

_log = logging.getLogger(__name__)
_RECENT_RECORDS = 600
_PROMPTS = 4
_LONGEST_PROMPT = 60


def publish_home(service: Service, asked: Gesture) -> None:
    """Show a person's App Home."""
    walks = Cursors(service.reading).all()
    fresh = [
        SourceAge(entry.title, walk.newest, walk.succeeded, walk.error or "")
        for entry in ENTRIES
        if (walk := walks.get(entry.name))
    ]
    recent = [
        RecentBrief(shown.brief_id, shown.title, shown.brief.made)
        for shown in service.keeping.recent(asked.person, service.home.team)
        if not shown.wanted.choices
    ]
    view = home_view(
        service.reading.status(),
        freshness=fresh,
        recent=recent,
        aliases=_aliases(service.reading.path.parent),
        commands=help_lines(),
    )
    service.client.views_publish(user_id=asked.person, view=view)


def offer_prompts(service: Service, asked: Gesture) -> None:
    """Offer what the newest records held are about where somebody has come to talk to the bot.

    Without a thread they stand above all of them, which Slack refuses to an app that has ``assistant_view`` still.
    """
    from slack_sdk.errors import SlackApiError  # noqa: PLC0415 - only the running bot has it loaded

    prompts = [{"title": f"Brief me on {topic}", "message": topic} for topic in topics_held(service.reading)]
    if not prompts:
        return
    try:
        service.client.assistant_threads_setSuggestedPrompts(
            channel_id=asked.channel, thread_ts=asked.thread or None, prompts=prompts
        )
    except SlackApiError as error:
        _log.info("no prompts are offered: %s", error.response.get("error"))


def topics_held(store: Store) -> list[str]:
    """Return what most of the newest records are about: the first part of their titles, at most four."""
    with store.held() as connection:
        rows = connection.execute(
            "SELECT title FROM records WHERE day IS NOT NULL ORDER BY day DESC LIMIT ?", [_RECENT_RECORDS]
        ).fetchall()
    heads = (visible(str(row[0]).partition(":")[0]).strip() for row in rows)
    counted = Counter(head for head in heads if 2 < len(head) <= _LONGEST_PROMPT)
    return [head for head, _ in counted.most_common(_PROMPTS)]


def unfurl_links(service: Service, asked: Gesture, links: Sequence[str], unfurl_id: str, source: str) -> None:
    """Show previews of the links to records held; other links stay as they are."""
    shown = service.makers.run(work.previews, tuple(links))
    if not shown:
        return
    place = {"unfurl_id": unfurl_id, "source": source} if unfurl_id else {"channel": asked.channel, "ts": asked.message}
    service.client.api_call("chat.unfurl", json={**place, "unfurls": shown})


@cache
def _aliases(folder: Path) -> int:
    from briefs.library import CACHE, OWN_ALIASES  # noqa: PLC0415 - the search library, which only workers need

    return len(load_aliases(folder / OWN_ALIASES, folder / CACHE).vocabulary())
