"""The settings of the Slack door: from the environment, else from ``slack.toml`` in the data folder.

    SLACK_BOT_TOKEN         bot_token         the app speaks with this ("xoxb-…")
    SLACK_APP_TOKEN         app_token         opens Socket Mode ("xapp-…")
    SLACK_SIGNING_SECRET    signing_secret    proves over HTTP that a request is Slack's
    PQBRIEF_SLACK_API_URL   api_url           where the Web API is, for tests
    PQBRIEF_SLACK_…         …                 any other, such as PQBRIEF_SLACK_PER_MINUTE=20

A list is written with commas in the environment. The three secrets are never printed or logged.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from briefs.errors import PqbriefError

FILE_NAME = "slack.toml"
_NAMES = frozenset[str]
_Listed = Annotated[_NAMES, NoDecode]


def _secret(variable: str, name: str) -> Any:
    return Field(default=None, validation_alias=AliasChoices(variable, name))


class SlackSettings(BaseSettings):
    """How the bot runs and whom it answers. The environment wins over the file.

    ``workspaces`` and ``channels`` are the ids it answers in, empty for the workspace of the token and all of its
    channels; direct messages are no channel. ``per_minute`` is how many requests of one person are answered in a
    minute, ``keep_days`` how long shown briefs and the audit are kept, ``workers`` how many processes make briefs (0:
    none but this one), ``job_seconds`` how long one of them may take for one brief, ``grace_seconds`` how long the bot
    may take to end.
    """

    model_config = SettingsConfigDict(
        env_prefix="PQBRIEF_SLACK_", env_ignore_empty=True, extra="forbid", populate_by_name=True
    )

    bot_token: SecretStr | None = _secret("SLACK_BOT_TOKEN", "bot_token")
    app_token: SecretStr | None = _secret("SLACK_APP_TOKEN", "app_token")
    signing_secret: SecretStr | None = _secret("SLACK_SIGNING_SECRET", "signing_secret")
    api_url: str = "https://slack.com/api/"
    workspaces: _Listed = _NAMES()
    channels: _Listed = _NAMES()
    allow_guests: bool = False
    allow_other_organisations: bool = False
    per_minute: int = Field(default=12, ge=1, le=10_000)
    keep_days: int = Field(default=90, ge=1, le=3_650)
    workers: int = Field(default=2, ge=0, le=64)
    job_seconds: float = Field(default=20.0, ge=1, le=600)
    grace_seconds: float = Field(default=25.0, ge=0, le=600)

    @field_validator("workspaces", "channels", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Read a list that is written with commas."""
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("bot_token", "app_token", "signing_secret", mode="before")
    @classmethod
    def _unset(cls, value: object) -> object:
        """Take a variable that is set to nothing as not set."""
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("api_url")
    @classmethod
    def _address(cls, value: str) -> str:
        """Refuse what is no web address, and end the address with a slash."""
        if not value.startswith(("http://", "https://")):
            raise ValueError("must be a web address")
        return value.rstrip("/") + "/"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the environment first, then the file that ``read_slack_settings`` names, and nothing else."""
        file = TomlConfigSettingsSource(settings_cls)
        return init_settings, env_settings, file

    def token(self) -> str:
        """Return the bot's token. Raises PqbriefError where none is set."""
        return _needed(self.bot_token, "SLACK_BOT_TOKEN", "xoxb-")

    def socket_token(self) -> str:
        """Return the token of Socket Mode. Raises PqbriefError where none is set."""
        return _needed(self.app_token, "SLACK_APP_TOKEN", "xapp-")

    def secret(self) -> str:
        """Return the signing secret. Raises PqbriefError where none is set."""
        return _needed(self.signing_secret, "SLACK_SIGNING_SECRET", "")


def read_slack_settings(data_folder: Path) -> SlackSettings:
    """Return the settings for a data folder. Raises PqbriefError, naming the setting, where one cannot be used."""

    class FromFile(SlackSettings):
        model_config = SettingsConfigDict(toml_file=data_folder / FILE_NAME)

    try:
        return FromFile()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        raise PqbriefError(f"The Slack setting {name} cannot be used ({first['msg']}): correct it.") from None
    except (OSError, ValueError, RecursionError) as error:
        raise PqbriefError(f"{data_folder / FILE_NAME} cannot be read as TOML ({error}): correct it.") from None


def _needed(value: SecretStr | None, variable: str, start: str) -> str:
    if value is None:
        raise PqbriefError(f"{variable} is not set: take it from the page of the app at api.slack.com and set it.")
    plain = value.get_secret_value().strip()
    if not plain.startswith(start):
        raise PqbriefError(f"{variable} does not start with {start}: another token was put in its place.")
    return plain
