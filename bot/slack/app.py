"""The Bolt app: Slack's requests checked, told apart and handed to the listeners."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from bot.slack.delivery.connection import TRIES_WHEN_LIMITED, asked_seconds
from bot.slack.handlers.service import Service
from bot.slack.listeners import actions, commands, events, shortcuts, views
from bot.slack.signals import UNENDING

if TYPE_CHECKING:
    from slack_bolt import App
    from slack_sdk import WebClient
    from slack_sdk.http_retry.response import HttpResponse
    from slack_sdk.http_retry.state import RetryState

    from bot.slack.settings import SlackSettings

PATH = "/slack/events"
LISTENERS = (commands, actions, views, events, shortcuts)
_TIMEOUT_SECONDS = 15


def web_client(settings: SlackSettings, wait: Callable[[float], bool] = UNENDING.wait) -> WebClient:
    """Return a client of the Web API that waits as Slack asks where it answers 429.

    ``wait`` is told for how many seconds, and returns False, at once, where that is not to be waited for.
    """
    from slack_sdk import WebClient  # noqa: PLC0415 - only the running bot needs it
    from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler  # noqa: PLC0415
    from slack_sdk.http_retry.handler import RetryHandler  # noqa: PLC0415

    class Patient(RetryHandler):
        """Tries again after the wait that Slack asks for."""

        def _can_retry(self, *, response: HttpResponse | None = None, **_: Any) -> bool:
            if response is None or response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
                return False
            return wait(seconds_to_wait(response.headers))

        def prepare_for_next_attempt(self, *, state: RetryState, **_: Any) -> None:
            state.next_attempt_requested = True
            state.increment_current_attempt()

    return WebClient(
        token=settings.token(),
        base_url=settings.api_url,
        # Read once: the certificates of this computer take longer to read than a brief to send.
        ssl=ssl.create_default_context(),
        timeout=_TIMEOUT_SECONDS,
        # A message that was perhaps received is not sent again, it would come twice: only what found no connection.
        retry_handlers=[
            Patient(max_retry_count=TRIES_WHEN_LIMITED),
            ConnectionErrorRetryHandler(error_types=[ConnectionRefusedError]),
        ],
    )


def seconds_to_wait(headers: Mapping[str, Sequence[str]]) -> float:
    """Return how long Slack asks to wait, a second where it does not say."""
    said = next((value for name, value in headers.items() if name.lower() == "retry-after"), ())
    return asked_seconds(said if isinstance(said, str) else next(iter(said), None))


def build_app(service: Service, *, signing_secret: str = "", verified: bool = True) -> App:
    """Return the app with every listener registered.

    ``verified`` False leaves out the check of signature and timestamp, for a caller whose requests come another way
    than over the network. Over Socket Mode nothing is signed.
    """
    from slack_bolt import App, BoltRequest  # noqa: PLC0415 - only the running bot needs it
    from slack_bolt.authorization import AuthorizeResult  # noqa: PLC0415

    home_of = service.home
    logger = logging.getLogger("bot.bolt")
    logger.setLevel(logging.ERROR)  # it warns that a token of the environment is not the one it was given

    def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=home_of.enterprise or None,
            team_id=home_of.team,
            bot_user_id=home_of.bot_user,
            bot_id=home_of.bot or None,
            bot_token=service.client.token,
        )

    app = App(
        logger=logger,
        name="pqbrief",
        client=service.client,
        authorize=authorize,
        signing_secret=signing_secret,
        request_verification_enabled=verified,
        # A listener acknowledges and hands over, which takes less time than a thread of its own would.
        process_before_response=True,
    )
    for listeners in LISTENERS:
        listeners.register(app, service)

    def dispatch(body: Mapping[str, Any]) -> None:
        # As over Socket Mode: it was checked when it came, and its signature is too old by now.
        app.dispatch(BoltRequest(body=dict(body), mode="socket_mode"))

    service.outbox.start(lambda item: service.again(item, dispatch))
    return app
