"""The few methods of Slack's Web API that the app calls, done on the page instead.

This checks nothing that Slack checks: it is here for a person to see the app work. The tests have a strict one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bot.playground.workspace import BOT, BOT_USER, CHANNEL, DIRECT, NAMES, TEAM, YOU, Json, Workspace, new_id

_DEEPEST = 60  # the blocks of a message are nested a dozen deep
_Method = Callable[[Workspace, Json], Json]


class SlackRefusal(Exception):
    """An answer of ``ok: false`` with one of Slack's words for what is wrong."""


def _auth(_workspace: Workspace, _given: Json) -> Json:
    who = {"user": "pqbrief", "user_id": BOT_USER, "bot_id": BOT, "is_enterprise_install": False}
    return {"team": "Try it", "team_id": TEAM, "url": "http://127.0.0.1/", **who}


def _post(workspace: Workspace, given: Json) -> Json:
    channel = DIRECT if given.get("channel") in {YOU, DIRECT} else CHANNEL
    posted = workspace.post(channel, given)
    return {"channel": channel, "ts": posted.ts, "message": posted.as_json()}


def _post_privately(workspace: Workspace, given: Json) -> Json:
    channel = DIRECT if given.get("channel") in {YOU, DIRECT} else CHANNEL
    return {"message_ts": workspace.post(channel, given, private=True).ts}


def _update(workspace: Workspace, given: Json) -> Json:
    message = workspace.find(str(given.get("ts")))
    if message is None:
        raise SlackRefusal("message_not_found")
    workspace.replace(message, given)
    return {"channel": message.channel, "ts": message.ts, "message": message.as_json()}


def _delete(workspace: Workspace, given: Json) -> Json:
    message = workspace.find(str(given.get("ts")))
    if message is None:
        raise SlackRefusal("message_not_found")
    workspace.delete(message)
    return {"channel": message.channel, "ts": message.ts}


def _unfurl(workspace: Workspace, given: Json) -> Json:
    unfurls = given.get("unfurls")
    if not isinstance(unfurls, dict):
        raise SlackRefusal("invalid_unfurls_format")
    workspace.unfurl(str(given.get("unfurl_id") or given.get("ts")), list(unfurls.values()))
    return {}


def _open(workspace: Workspace, given: Json) -> Json:
    return {"view": workspace.open_modal(given["view"]).as_json()}


def _push(workspace: Workspace, given: Json) -> Json:
    return {"view": workspace.open_modal(given["view"], above=True).as_json()}


def _update_view(workspace: Workspace, given: Json) -> Json:
    shown = workspace.find_view(str(given.get("view_id") or given.get("external_id")))
    if shown is None:
        raise SlackRefusal("not_found")
    if given.get("hash") not in {None, shown.hash}:
        raise SlackRefusal("hash_conflict")
    workspace.change_view(shown, given["view"])
    return {"view": shown.as_json()}


def _publish(workspace: Workspace, given: Json) -> Json:
    return {"view": workspace.publish(given["view"]).as_json()}


def _user(_workspace: Workspace, given: Json) -> Json:
    user = given.get("user")
    if user not in {YOU, BOT_USER}:
        raise SlackRefusal("user_not_found")
    name = "you" if user == YOU else "pqbrief"
    rights = {"is_restricted": False, "is_ultra_restricted": False, "is_bot": user == BOT_USER, "deleted": False}
    profile = {"display_name": name, "real_name": name.title()}
    return {"user": {"id": user, "team_id": TEAM, "name": name, "tz": "Europe/London", "profile": profile, **rights}}


def _channel(_workspace: Workspace, given: Json) -> Json:
    channel = given.get("channel")
    if channel not in NAMES:
        raise SlackRefusal("channel_not_found")
    direct = channel == DIRECT
    about = {"is_im": direct, "is_channel": not direct, "is_private": direct, "is_member": True, "is_archived": False}
    shared = {"is_shared": False, "is_ext_shared": False, "context_team_id": TEAM}
    return {"channel": {"id": channel, "name": NAMES[channel], **about, **shared}}


def _direct(_workspace: Workspace, _given: Json) -> Json:
    return {"channel": {"id": DIRECT}}


def _status(workspace: Workspace, given: Json) -> Json:
    workspace.say_status(str(given.get("status") or ""))
    return {}


def _prompts(workspace: Workspace, given: Json) -> Json:
    workspace.say_status(workspace.status, list(given.get("prompts") or []))
    return {}


def _nothing(_workspace: Workspace, _given: Json) -> Json:
    return {}


def _file(workspace: Workspace, given: Json) -> Json:
    file_id = new_id("F")
    workspace.files[file_id] = (str(given.get("filename") or "file"), b"")
    return {"file_id": file_id, "upload_path": f"upload/{file_id}"}


def _files_done(workspace: Workspace, given: Json) -> Json:
    files = [file for file in given.get("files") or [] if file.get("id") in workspace.files]
    channel = DIRECT if given.get("channel_id") in {YOU, DIRECT} else CHANNEL
    names = ", ".join(workspace.files[file["id"]][0] for file in files)
    content = {"text": f"{given.get('initial_comment') or 'A file'}: {names}", "thread_ts": given.get("thread_ts")}
    workspace.post(channel, content)
    return {"files": [{"id": file["id"], "title": workspace.files[file["id"]][0]} for file in files]}


_METHODS: dict[str, _Method] = {
    "api.test": _nothing,
    "auth.test": _auth,
    "blocks.validate": _nothing,
    "chat.postMessage": _post,
    "chat.postEphemeral": _post_privately,
    "chat.update": _update,
    "chat.delete": _delete,
    "chat.unfurl": _unfurl,
    "views.open": _open,
    "views.push": _push,
    "views.update": _update_view,
    "views.publish": _publish,
    "users.info": _user,
    "conversations.info": _channel,
    "conversations.open": _direct,
    "assistant.threads.setStatus": _status,
    "assistant.threads.setSuggestedPrompts": _prompts,
    "assistant.threads.setTitle": _nothing,
    "reactions.add": _nothing,
    "files.getUploadURLExternal": _file,
    "files.completeUploadExternal": _files_done,
}


def call(workspace: Workspace, method: str, given: Json) -> Json:
    """Return the answer to a call of the Web API; what is wrong with it is in the answer, as with Slack."""
    function = _METHODS.get(method)
    if function is None:
        return {"ok": False, "error": "unknown_method"}
    try:
        return {"ok": True, **function(workspace, given)}
    except SlackRefusal as refused:
        return {"ok": False, "error": str(refused)}
    except (KeyError, TypeError, AttributeError):
        return {"ok": False, "error": "invalid_arguments"}


def parsed(text: bytes | str) -> Any:
    """Return the value of JSON text. Raises ValueError, also where it is nested too deeply."""
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    level = [value]
    for _ in range(_DEEPEST):
        level = [inner for each in level for inner in _inner(each)]
        if not level:
            return value
    raise ValueError("it is nested too deeply")


def _inner(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
