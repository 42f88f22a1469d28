"""``pqbrief version``."""

from __future__ import annotations

import click


def _version() -> str:
    """Return the version that is installed."""
    from importlib.metadata import version as installed  # noqa: PLC0415 - slow, and only this command needs it

    return f"pqbrief {installed('pqbrief')}"


def print_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    """Print the version and stop, for the option ``--version``."""
    if wanted and not context.resilient_parsing:
        click.echo(_version())
        context.exit()


@click.command()
def version() -> None:
    """Show the version."""
    click.echo(_version())
