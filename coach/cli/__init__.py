"""The commands. Each imports the rooms it needs when it runs, so that help is quick and a lacking library is said."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from coach import __version__
from coach.app.interruption import ENDED_EARLY
from coach.cli import (
    batch,
    belongings,
    check,
    exercises,
    learning,
    models,
    people,
    plans,
    record,
    reminding,
    reporting,
    routines,
    running,
    safety,
    settings,
    translated,
    walking,
)
from coach.records import DEFAULT_PROFILE


class _Commands(TyperGroup):
    """Ends with the usual code on Ctrl-C, without a word that would look like an error."""

    def main(self, args: Any = None, *rest: Any, **named: Any) -> Any:
        words = list(sys.argv[1:] if args is None else args)
        if translated.asks_for_help(words):
            translated.translate(self)
        return super().main(words, *rest, **named)

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().make_context(*args, **kwargs)
        except KeyboardInterrupt:
            raise typer.Exit(ENDED_EARLY) from None

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise typer.Exit(ENDED_EARLY) from None


program = typer.Typer(
    cls=_Commands,
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A form coach for upper-back pain: it watches you exercise through a webcam or in a video, counts what "
    "counts, and tells the upper back from the lower. Everything stays on this computer.",
    epilog="Bare 'coach' opens the home screen. Begin with 'coach demo'. 'coach COMMAND --help' says more about one command.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"coach {__version__}")
        raise typer.Exit


@program.callback()
def _options(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - answered by its callback
        bool, typer.Option("--version", help="Show the version and leave.", callback=_version, is_eager=True)
    ] = False,
    debug: Annotated[  # noqa: ARG001 - read by coach.__main__ before anything runs
        bool, typer.Option("--debug", help="When something goes wrong, show where in the program.")
    ] = False,
    profile: people.ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Options that stand before the command; without a command the home screen opens."""
    if context.invoked_subcommand is None:
        from coach.cli.home import home

        home(context, profile)
    elif profile != DEFAULT_PROFILE:
        raise typer.BadParameter(f"say it behind the command: coach {context.invoked_subcommand} --profile {profile}.")


_DO, _WEEKS, _KNOW, _SET_UP = "Exercise", "Over weeks", "Know the exercises", "Set up"
program.command("demo", rich_help_panel=_DO)(running.demo)
program.command("live", rich_help_panel=_DO)(running.live)
program.command("replay", rich_help_panel=_DO)(running.replay)
program.command("batch", rich_help_panel=_DO)(batch.batch)
program.command("routine", rich_help_panel=_DO)(routines.routine)
program.command("walk", rich_help_panel=_DO)(walking.walk)
program.command("today", rich_help_panel=_WEEKS)(record.today)
program.command("remind", rich_help_panel=_WEEKS)(reminding.remind)
program.add_typer(plans.program, name="plan", rich_help_panel=_WEEKS)
program.command("history", rich_help_panel=_WEEKS)(record.history)
program.command("dose", rich_help_panel=_WEEKS)(record.dose)
program.command("safety", rich_help_panel=_WEEKS)(safety.safety)
program.command("pain", rich_help_panel=_WEEKS)(safety.pain)
program.command("leave-out", rich_help_panel=_WEEKS)(safety.leave_out)
program.command("report", rich_help_panel=_WEEKS)(reporting.report)
program.command("export", rich_help_panel=_WEEKS)(belongings.export)
program.command("profiles", rich_help_panel=_WEEKS)(people.profiles)
program.command("delete", rich_help_panel=_WEEKS)(belongings.delete)
program.command("list", rich_help_panel=_KNOW)(exercises.list_all)
program.command("show", rich_help_panel=_KNOW)(exercises.show)
program.command("validate", rich_help_panel=_KNOW)(exercises.validate)
program.command("learn", rich_help_panel=_KNOW)(learning.learn)
program.add_typer(models.program, name="models", rich_help_panel=_SET_UP)
program.command("settings", rich_help_panel=_SET_UP)(settings.settings)
program.command("check", rich_help_panel=_SET_UP)(check.check)
