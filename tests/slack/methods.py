"""The methods of the Web API that a bot of this kind calls: what each needs, refuses and does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.slack.answers import METHODS, TEXT_UPDATED, Refused, channel_of, content_of, method
from tests.slack.blocks import problems, view_problems
from tests.slack.checks import Json, Problem
from tests.slack.manifests import experience, manifest_problems
from tests.slack.workspace import APP, BOT, BOT_USER, MODAL_STACK, TEAM, Message, View

if TYPE_CHECKING:
    from tests.slack.fake import FakeSlack


@method("api.test", "", "", "error foo")
def _api_test(_slack: FakeSlack, arguments: Json) -> Json:
    if "error" in arguments:
        raise Refused(arguments["error"])
    return {"args": arguments}


@method("auth.test", "", "")
def _auth_test(slack: FakeSlack, _arguments: Json) -> Json:
    who = {"user": "pqbrief", "user_id": BOT_USER, "bot_id": BOT, "is_enterprise_install": False}
    return {"url": slack.url, "team": "Loopback", "team_id": TEAM, **who}


_POST = "text blocks attachments thread_ts reply_broadcast unfurl_links unfurl_media mrkdwn metadata parse link_names username icon_emoji icon_url"  # noqa: E501


@method("chat.postMessage", "chat:write", "channel", _POST)
def _post(slack: FakeSlack, arguments: Json) -> Json:
    channel = channel_of(slack, arguments)
    thread = arguments.get("thread_ts")
    if thread and not any(m.ts == thread and m.channel == channel.id for m in slack.messages if not m.ephemeral):
        raise Refused("thread_not_found")
    message = slack.add_message(channel.id, content_of(arguments), "chat.postMessage")
    return {"channel": channel.id, "ts": message.ts, "message": message.as_json()}


@method("chat.postEphemeral", "chat:write", "channel user", _POST)
def _post_ephemeral(slack: FakeSlack, arguments: Json) -> Json:
    channel = channel_of(slack, arguments)
    if arguments["user"] not in channel.members:
        raise Refused("user_not_in_channel")
    message = slack.add_message(channel.id, content_of(arguments), "chat.postEphemeral", user=arguments["user"])
    return {"message_ts": message.ts}


@method("chat.update", "chat:write", "channel ts", _POST + " as_user file_ids")
def _update(slack: FakeSlack, arguments: Json) -> Json:
    channel = channel_of(slack, arguments)
    message = slack.find_message(channel.id, arguments["ts"])
    if message is None or message.ephemeral or message.deleted:
        raise Refused("message_not_found")
    if message.by != BOT_USER:
        raise Refused("cant_update_message")
    _replace(message, content_of(arguments, longest=TEXT_UPDATED))
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.as_json()}


def _replace(message: Message, content: Json) -> None:
    message.earlier.append(message.content)
    message.content = {**{k: v for k, v in message.content.items() if k == "thread_ts"}, **content}


@method("chat.unfurl", "links:write", "unfurls", "channel ts unfurl_id source metadata user_auth_message user_auth_required user_auth_url user_auth_blocks")  # fmt: skip  # noqa: E501
def _unfurl(slack: FakeSlack, arguments: Json) -> Json:
    unfurls = arguments["unfurls"]
    if not isinstance(unfurls, dict):
        raise Refused("invalid_unfurls_format")
    where = arguments.get("unfurl_id") or f"{arguments.get('channel')}/{arguments.get('ts')}"
    shared = slack.shared_links.get(where)
    if shared is None:
        raise Refused("cannot_find_message")
    for link, unfurl in unfurls.items():
        if link not in shared:
            raise Refused("cannot_unfurl_url")
        if found := problems(unfurl.get("blocks") or []):
            raise Refused("cannot_unfurl_message", found)
    slack.unfurls.append(unfurls)
    return {}


@method("conversations.open", "im:write mpim:write", "", "channel users return_im prevent_creation")
def _conversations_open(slack: FakeSlack, arguments: Json) -> Json:
    users = arguments.get("users")
    user = users[0] if isinstance(users, list) else users
    if user not in slack.users:
        raise Refused("user_not_found" if users else "users_list_not_supplied")
    if slack.users[user].is_bot:
        raise Refused("cannot_dm_bot")
    return {"channel": {"id": slack.direct_channel(user).id}}


@method("conversations.info", "channels:read groups:read im:read", "channel", "include_locale include_num_members")
def _conversations_info(slack: FakeSlack, arguments: Json) -> Json:
    channel = slack.channels.get(arguments["channel"])
    if channel is None or (channel.is_private and BOT_USER not in channel.members):
        raise Refused("channel_not_found")
    wanted = "im:read" if channel.is_im else "groups:read" if channel.is_private else "channels:read"
    if wanted not in slack.scopes:
        raise Refused("missing_scope", needed=wanted, provided=",".join(sorted(slack.scopes)))
    return {"channel": channel.as_json()}


@method("conversations.replies", "channels:history im:history", "channel ts", "oldest latest limit inclusive cursor")
def _conversations_replies(slack: FakeSlack, arguments: Json) -> Json:
    channel = slack.channels.get(arguments["channel"])
    if channel is None or BOT_USER not in channel.members:
        raise Refused("channel_not_found")
    if ("im:history" if channel.is_im else "channels:history") not in slack.scopes:
        raise Refused("missing_scope")
    thread, oldest = arguments["ts"], float(arguments.get("oldest") or 0)
    found = [m for m in slack.messages if m.channel == channel.id and thread in (m.ts, m.thread) and not m.ephemeral]
    if not found:
        raise Refused("thread_not_found")
    return {"messages": [m.as_json() for m in found if float(m.ts) > oldest or m.ts == thread], "has_more": False}


@method("users.info", "users:read", "user", "include_locale")
def _users_info(slack: FakeSlack, arguments: Json) -> Json:
    user = slack.users.get(arguments["user"])
    if user is None:
        raise Refused("user_not_found")
    return {"user": user.as_json()}


@method("reactions.add", "reactions:write", "channel name timestamp")
def _reactions_add(slack: FakeSlack, arguments: Json) -> Json:
    channel = channel_of(slack, arguments)
    if slack.find_message(channel.id, arguments["timestamp"]) is None:
        raise Refused("message_not_found")
    reaction = (channel.id, arguments["timestamp"], arguments["name"])
    if reaction in slack.reactions:
        raise Refused("already_reacted")
    slack.reactions.append(reaction)
    return {}


@method("assistant.threads.setStatus", "assistant:write chat:write", "channel_id thread_ts status", "loading_messages icon_emoji icon_url username")  # fmt: skip  # noqa: E501
def _set_status(slack: FakeSlack, arguments: Json) -> Json:
    slack.statuses.append(arguments["status"])
    return _thread(slack, arguments)


@method("assistant.threads.setSuggestedPrompts", "assistant:write", "channel_id prompts", "thread_ts title")
def _set_prompts(slack: FakeSlack, arguments: Json) -> Json:
    prompts = arguments["prompts"]
    right = isinstance(prompts, list) and 1 <= len(prompts) <= 4
    if not right or any(set(one) != {"title", "message"} or not all(one.values()) for one in prompts):
        raise Refused("invalid_arguments")
    if "thread_ts" not in arguments and slack.experience != "agent":
        raise Refused("invalid_arguments")
    slack.prompts.append(prompts)
    return _thread(slack, arguments)


@method("assistant.threads.setTitle", "assistant:write", "channel_id thread_ts title")
def _set_title(slack: FakeSlack, arguments: Json) -> Json:
    return _thread(slack, arguments)


def _thread(slack: FakeSlack, arguments: Json) -> Json:
    channel = slack.channels.get(arguments["channel_id"])
    if channel is None or not channel.is_im:
        raise Refused("channel_not_found")
    return {}


@method("apps.manifest.create", "", "manifest")
def _create_app(slack: FakeSlack, arguments: Json) -> Json:
    _checked_manifest(arguments, frozenset(("agent",)))
    slack.experience = "agent"
    return {"app_id": APP}


@method("apps.manifest.update", "", "app_id manifest")
def _update_app(slack: FakeSlack, arguments: Json) -> Json:
    if arguments["app_id"] != APP:
        raise Refused("app_not_found")
    slack.experience = _checked_manifest(arguments, frozenset((slack.experience, "agent")))
    return {"app_id": APP}


def _checked_manifest(arguments: Json, allowed: frozenset[str]) -> str:
    read = json.loads(arguments["manifest"])
    if found := manifest_problems(read, allowed):
        raise Refused("invalid_manifest", errors=found)
    return experience(read)


@method("files.getUploadURLExternal", "files:write", "filename length", "alt_text alt_txt snippet_type")
def _get_upload_url(slack: FakeSlack, arguments: Json) -> Json:
    length = int(arguments["length"])
    if length < 1:
        raise Refused("invalid_arguments")
    file_id = slack.number("F")
    slack.uploads[file_id] = {"id": file_id, "name": arguments["filename"], "length": length, "content": None}
    return {"upload_url": f"{slack.url}upload/{file_id}", "file_id": file_id}


@method("files.completeUploadExternal", "files:write", "files", "channel_id channels initial_comment thread_ts blocks")
def _complete_upload(slack: FakeSlack, arguments: Json) -> Json:
    files = arguments["files"]
    if not files or any(one.get("id") not in slack.uploads for one in files):
        raise Refused("file_not_found")
    done = [slack.uploads[one["id"]] for one in files]
    if any(one["content"] is None or len(one["content"]) != one["length"] for one in done):
        raise Refused("file_update_failed")
    channel = arguments.get("channel_id") or arguments.get("channels")
    if channel:
        place = channel_of(slack, {"channel": channel}, member=True)
        names = ", ".join(one["name"] for one in done)
        words = {"text": arguments.get("initial_comment") or names, "thread_ts": arguments.get("thread_ts")}
        slack.add_message(place.id, {k: v for k, v in words.items() if v}, "files.completeUploadExternal")
    slack.files += [{**one, "channel": channel} for one in done]
    return {"files": [{"id": one["id"], "title": one["name"]} for one in done]}


@method("blocks.validate", "", "", "blocks message view")
def _validate(_slack: FakeSlack, arguments: Json) -> Json:
    if len(arguments) != 1:
        raise Refused("invalid_arguments")
    name, value = next(iter(arguments.items()))
    found = {
        "blocks": lambda: problems(value, at=""),
        "message": lambda: problems(value.get("blocks") or [], at="/blocks"),
        "view": lambda: view_problems(value, at=""),
    }[name]()
    if found:
        errors = [{"pointer": p.pointer, "code": "failed_constraint", "message": p.message} for p in found]
        raise Refused(f"invalid_{name}", errors=errors)
    return {}


def _checked_view(view: Any, only: str | None = None) -> Json:
    found = view_problems(view, only)
    if any(one.message == "view_too_large" for one in found):
        raise Refused("view_too_large")
    if found:
        raise Refused("invalid_arguments", found)
    assert isinstance(view, dict)
    return view


@method("views.open", "", "view", "trigger_id interactivity_pointer")
def _views_open(slack: FakeSlack, arguments: Json) -> Json:
    content = _checked_view(arguments["view"], "modal")
    user, _ = slack.use_trigger(arguments.get("trigger_id"))
    slack.views[:] = [view for view in slack.views if view.user != user]
    return {"view": slack.add_view(content, user).as_json()}


@method("views.push", "", "view", "trigger_id interactivity_pointer")
def _views_push(slack: FakeSlack, arguments: Json) -> Json:
    content = _checked_view(arguments["view"], "modal")
    user, in_modal = slack.use_trigger(arguments.get("trigger_id"))
    stack = [view for view in slack.views if view.user == user]
    if not in_modal or not stack:
        raise Refused("invalid_trigger_id")
    if len(stack) >= MODAL_STACK:
        raise Refused("push_limit_reached")
    return {"view": slack.add_view(content, user, below=stack[-1]).as_json()}


@method("views.update", "", "view", "view_id external_id hash")
def _views_update(slack: FakeSlack, arguments: Json) -> Json:
    content = _checked_view(arguments["view"], "modal")
    wanted = ("id", arguments["view_id"]) if arguments.get("view_id") else ("external", arguments.get("external_id"))
    view = next((v for v in slack.views if wanted in {("id", v.id), ("external", v.content.get("external_id"))}), None)
    if view is None or not wanted[1]:
        raise Refused("not_found")
    if arguments.get("hash") and arguments["hash"] != view.hash:
        raise Refused("hash_conflict")
    slack.change_view(view, content)
    return {"view": view.as_json()}


@method("views.publish", "", "user_id view", "hash")
def _views_publish(slack: FakeSlack, arguments: Json) -> Json:
    content = _checked_view(arguments["view"], "home")
    user = arguments["user_id"]
    if user not in slack.users:
        raise Refused("invalid_arguments")
    home = View(slack.number("V"), slack.named(content), user, slack.number("h"), root="")
    home.root = home.id
    slack.homes[user] = home
    return {"view": home.as_json()}


def call(slack: FakeSlack, name: str, token: str | None, given: Json) -> Json:
    """Answer a call of the Web API; raises Refused for an answer that is not ok."""
    if name == "apps.connections.open":
        _needs_token(token, slack.app_token)
        return {"url": slack.socket.ticket()}
    if name not in METHODS:
        raise Refused("unknown_method", req_method=name)
    function, scopes, needed, optional = METHODS[name]
    if name.startswith("apps.manifest."):
        _needs_token(token, slack.configuration_token)
    elif name != "api.test":
        _needs_token(token, slack.bot_token)
    if scopes and not slack.scopes.intersection(scopes):
        raise Refused("missing_scope", needed=",".join(scopes), provided=",".join(sorted(slack.scopes)))
    arguments = {key: _decoded(key, value) for key, value in given.items() if value is not None}
    for common in ("token", "team_id"):  # Bolt's client gives the team with every call
        arguments.pop(common, None)
    if missing := needed - arguments.keys():
        raise Refused("invalid_arguments", [Problem(f"/{one}", "missing required field") for one in sorted(missing)])
    if unknown := arguments.keys() - needed - optional:
        raise Refused("invalid_arguments", [Problem(f"/{one}", "unknown argument") for one in sorted(unknown)])
    return function(slack, arguments)


def _needs_token(given: str | None, right: str) -> None:
    if not given:
        raise Refused("not_authed")
    if given != right:
        raise Refused(
            "not_allowed_token_type" if given[:4] in {"xapp", "xoxb"} and given[:4] != right[:4] else "invalid_auth"
        )


_JSON_ARGUMENTS = frozenset(("attachments", "blocks", "files", "message", "metadata", "prompts", "unfurls", "view"))


def _decoded(name: str, value: Any) -> Any:
    """Return an argument that came as JSON within a form."""
    if isinstance(value, str) and name in _JSON_ARGUMENTS:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
