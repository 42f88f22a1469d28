"""A Slack on loopback: the Web API, response_urls, Socket Mode, and a person who clicks.

A scenario over signed HTTP, against a process started with ``pqbrief serve --http PORT``::

    with FakeSlack() as slack:                      # environment for the process: slack.environment()
        slack.request_url = f"http://127.0.0.1:{port}/slack/events"
        reply = slack.slash("/brief", "Met police")             # signed, waits for the acknowledgement
        assert reply.acknowledged and reply.seconds < 3
        brief = slack.wait_message(lambda m: m.ephemeral and "Met police" in m.plain)
        slack.press("sources", on=brief)                        # the button's own value goes with it
        slack.press("refine", on=brief)
        view = slack.wait_view()
        slack.submit(view, {"topic": "Police Scotland"})        # by action_id, in plain values

The same over Socket Mode: leave ``request_url`` None, start ``pqbrief serve`` and call ``slack.wait_connected()``.

What can be done: ``slash``, ``press``, ``submit``, ``close_view``, ``event``, ``mention``, ``direct_message``,
``message_shortcut``, ``global_shortcut``, ``open_home``, ``open_messages``, ``look_elsewhere``, ``share_link``; for an
app of the old kind (``slack.experience = "assistant"``) ``open_assistant``. Each gives a ``Reply``.

What can be seen: ``messages`` (every ``Message`` ever posted, also ephemeral, from response_urls and in acknowledgement
bodies), ``seen_by(user)``, ``opened_views``, ``views`` (now open), ``homes`` (by user), ``unfurls``, ``files``,
``statuses``, ``prompts``, ``reactions``, ``calls`` (every request to the Web API, with what was answered) and
``refusals`` (those that were refused): most scenarios should end with ``assert not slack.refusals``.

What can be made to go wrong: ``slack.pass_time(seconds)`` moves its clock (triggers die after 3 s, response_urls after
30 min), ``slack.limit("chat.postMessage", retry_after=1, times=2)`` answers 429, ``slack.hold("users.info").set()``
lets calls wait until then, ``slack.fail("views.open",
"fatal_error")`` an error, ``slack.scopes.discard("users:read")`` takes a scope away, ``slack.user(...)`` and
``slack.channel(...)`` add guests, strangers and channels where the bot is not, ``slash(..., secret="wrong")`` and
``age=400`` sign badly, ``event(..., retries=2)`` sends again, ``disconnect()`` asks a Socket Mode client to reconnect,
``drop()`` cuts its line.

It refuses what Slack refuses; the rules are written from Slack's reference, on purpose without looking at the bot's.
"""

from __future__ import annotations

from tests.slack.fake import FakeSlack
from tests.slack.reading import links, pings, plain
from tests.slack.workspace import Channel, Message, Reply, User, View

__all__ = ["Channel", "FakeSlack", "Message", "Reply", "User", "View", "links", "pings", "plain"]
