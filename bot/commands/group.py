"""What all commands share: the group, its one translation of errors, the data folder and the library in it."""

from __future__ import annotations

import traceback
from collections import UserDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.commands.console import prepare_streams, say, silence_stdout
from bot.settings import Settings, read_settings
from briefs.errors import PqbriefError

if TYPE_CHECKING:
    from briefs.library import Library

INTERRUPTED = 130
_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass
class Session:
    """One run of the program."""

    settings: Settings

    @contextmanager
    def library(self, *, seed: bool = True) -> Iterator[Library]:
        """Open the library; one without records gets the starter records first, unless ``seed`` is False."""
        from briefs.library import Library  # noqa: PLC0415 - help and version need no library

        with warnings_logged(self.settings), Library.open(self.settings.data_folder) as library:
            library.index.tell = say
            if seed and library.store.is_empty():
                from briefs.loading.load import seed_if_empty  # noqa: PLC0415 - a brief need not wait for the readers

                seed_if_empty(library)
                held = library.store.status().records
                say(f"The data folder was empty, so {held} starter records were loaded. Each is a précis.")
            yield library


def session() -> Session:
    """Return the session of the command that runs."""
    found = click.get_current_context().find_root().obj
    if not isinstance(found, Session):
        raise TypeError("a command ran without its group")
    return found


def refuse_empty(folder: str | None) -> None:
    """Refuse ``--db ""``, which a script with an unset variable writes: the records would go to another folder."""
    if folder == "":
        raise click.BadParameter("give the name of a folder", param_hint="--db")


def _choose_folder(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    """Take the data folder named after the command, which wins over one named before it."""
    refuse_empty(value)
    if value:
        running = context.find_root().obj
        running.settings = replace(running.settings, data_folder=Path(value).expanduser())


def with_data_folder(command: _Command) -> _Command:
    """Give a command the option ``--db``, which may stand before or after the command's name."""
    return click.option(
        "--db",
        metavar="PATH",
        expose_value=False,
        callback=_choose_folder,
        help="The data folder (default: PQBRIEF_DB, else the user's data folder).",
    )(command)


def _allow_private(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    """Allow addresses that are not of the public internet for this run."""
    if value:
        running = context.find_root().obj
        running.settings = replace(running.settings, private=True)


def with_private_addresses(command: _Command) -> _Command:
    """Give a command the option ``--allow-private-addresses``."""
    return click.option(
        "--allow-private-addresses",
        is_flag=True,
        expose_value=False,
        callback=_allow_private,
        help="Also ask addresses that are not on the public internet (or PQBRIEF_ALLOW_PRIVATE_ADDRESSES=1).",
    )(command)


class KnownError(click.ClickException):
    """An error with a plain message: one line on stderr, exit status 1."""

    def show(self, file: Any = None) -> None:
        """Print the message."""
        say(f"pqbrief: {self.message}")


class CommandTable(UserDict[str, click.Command]):
    """Commands by name, each imported when it is asked for: no command waits for what another needs."""

    def __init__(self, summaries: Mapping[str, str]) -> None:
        """Take what each command is for, in a sentence."""
        super().__init__()
        self.data = dict.fromkeys(summaries, click.Command(None))
        self.summaries = summaries

    def __getitem__(self, name: str) -> click.Command:
        """Return a command: the one of the module of its name; ``restore`` stands with ``backup``."""
        if name not in self.data:
            raise KeyError(name)
        attribute = f"{name}_" if iskeyword(name) else name
        module = import_module(f"bot.commands.{'backup' if name == 'restore' else attribute}")
        command: click.Command = getattr(module, attribute)
        return command


class Door(click.Group):
    """The group of commands, where every error becomes a message and an exit status, once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a person needs them."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command is for, from the table: help imports none of them."""
        if isinstance(self.commands, CommandTable):
            with formatter.section("Commands"):
                formatter.write_dl(list(self.commands.summaries.items()))
        else:
            super().format_commands(ctx, formatter)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; known errors become their sentence, unknown ones a number that is shown and logged."""
        prepare_streams()
        try:
            return super().invoke(ctx)
        except PqbriefError as error:
            raise KnownError(str(error)) from error
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            silence_stdout()
            ctx.exit(1)
        except (click.exceptions.Exit, click.Abort, click.ClickException):
            raise
        except Exception as error:
            settings = ctx.obj.settings if isinstance(ctx.obj, Session) else read_settings()
            if settings.debug:
                raise
            raise KnownError(unknown_fault(error, settings)) from error


def unknown_fault(error: Exception, settings: Settings) -> str:
    """Log a fault of ours under a new number and return the sentence that shows it."""
    from bot.error_log import new_fault  # noqa: PLC0415 - --help needs none of it

    number = new_fault()
    if not _logged(settings, number, "".join(traceback.format_exception(error))):
        return f"Something went wrong in pqbrief (fault {number}); set PQBRIEF_DEBUG=1 and run it again to see where."
    return f"Something went wrong in pqbrief: please report fault {number}, described in {settings.log_file}."


@contextmanager
def warnings_logged(settings: Settings) -> Iterator[None]:
    """Write to the log file what the engine warns of, such as an index that it had to build anew.

    A person is told in a sentence what became of the request; how it came about belongs into the log. While debugging
    it is shown on stderr.
    """
    import logging  # noqa: PLC0415 - --help needs none of it

    class LogFileOption(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            _logged(settings, record.levelname.lower(), self.format(record) + "\n")

    if settings.debug:
        yield
        return
    engine, libraries = LogFileOption(logging.WARNING), logging.NullHandler()
    handlers = ((logging.getLogger("briefs"), engine), (logging.getLogger(), libraries))
    for logger, handler in handlers:
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger, handler in handlers:
            logger.removeHandler(handler)


def _logged(settings: Settings, heading: str, text: str) -> bool:
    """Add a paragraph to the log file, and return whether that could be done."""
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    from bot.error_log import add_to_log  # noqa: PLC0415 - --help needs none of it

    return add_to_log(settings.log_file, f"{moment} {heading}\n{text}\n")
