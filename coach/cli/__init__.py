"""The commands. Only the one that is run is loaded, and it imports the rooms it needs when it runs: so all are quick, and a
lacking library is said."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Annotated, Any, Final

import typer
import typer.main
from typer.core import TyperGroup

from coach import __version__
from coach.app.running.interruption import ENDED_EARLY
from coach.cli import people, translated, usage
from coach.errors import WrongUsage
from coach.plain import for_shell
from coach.record.default_profile import DEFAULT_PROFILE


class _Commands(TyperGroup):
    """Ends with the usual code on Ctrl-C, without a word that would look like an error.

    What is written wrong is told by whoever runs it, in the language that is set: raises WrongUsage.
    """

    def main(self, args: Any = None, *rest: Any, **named: Any) -> Any:
        words = list(sys.argv[1:] if args is None else args)
        if translated.asks_for_help(words):
            translated.translate(self)
        try:
            ended = super().main(words, *rest, **{**named, "standalone_mode": False})
        except typer.Abort:
            sys.exit(1)
        except Exception as problem:
            wrong = usage.explained(problem)
            if wrong is None:
                raise
            raise wrong from problem
        sys.exit(ended if isinstance(ended, int) else 0)

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


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"coach {__version__}")
        raise typer.Exit


def _options(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - answered by its callback
        bool, typer.Option("--version", help="Show the version and leave.", callback=_version, is_eager=True)
    ] = False,
    debug: Annotated[  # noqa: ARG001 - read by coach.program before anything runs
        bool, typer.Option("--debug", help="When something goes wrong, show where in the program.")
    ] = False,
    profile: people.ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Options that stand before the command; without a command the home screen opens."""
    if context.invoked_subcommand is None:
        from coach.cli.home import home

        home(context, profile)
    elif profile != DEFAULT_PROFILE:
        raise WrongUsage("use_profile_behind", command=str(context.invoked_subcommand), profile=for_shell(profile))


_ABOUT: Final = (
    "A form coach for upper-back pain: it watches you exercise through a webcam or in a video, counts what counts, and tells "
    "the upper back from the lower. Everything stays on this computer."
)
_BEGIN: Final = (
    "Bare 'coach' opens the home screen. Begin with 'coach demo'. 'coach COMMAND --help' says more about one command."
)
_DO, _WEEKS, _KNOW, _SET_UP = "Exercise", "Over weeks", "Know the exercises", "Set up"

COMMANDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "demo": (_DO, "running", "demo"),
    "live": (_DO, "running", "live"),
    "replay": (_DO, "running", "replay"),
    "batch": (_DO, "batch", "batch"),
    "routine": (_DO, "routines", "routine"),
    "walk": (_DO, "walking", "walk"),
    "today": (_WEEKS, "record", "today"),
    "remind": (_WEEKS, "reminding", "remind"),
    "plan": (_WEEKS, "plans", "program"),
    "history": (_WEEKS, "record", "history"),
    "dose": (_WEEKS, "record", "dose"),
    "safety": (_WEEKS, "safety", "safety"),
    "pain": (_WEEKS, "safety", "pain"),
    "leave-out": (_WEEKS, "safety", "leave_out"),
    "report": (_WEEKS, "reporting", "report"),
    "export": (_WEEKS, "belongings", "export"),
    "profiles": (_WEEKS, "people", "profiles"),
    "delete": (_WEEKS, "belongings", "delete"),
    "list": (_KNOW, "exercises", "list_all"),
    "show": (_KNOW, "exercises", "show"),
    "validate": (_KNOW, "exercises", "validate"),
    "learn": (_KNOW, "learning", "learn"),
    "models": (_SET_UP, "models", "program"),
    "settings": (_SET_UP, "settings", "settings"),
    "check": (_SET_UP, "check", "check"),
}
"""Each by its name, as help lists them: under which heading, and what in which module of this package it is."""


def command_for(words: Sequence[str]) -> Callable[..., Any]:
    """What runs these words: the one command that they name, alone, or all of them where help or none is asked for."""
    named = words[0] if words and words[0] in COMMANDS else None
    if translated.asks_for_help(list(words)):
        # Anew, as the help of one that was translated stays so.
        return built(named, in_outline=COMMANDS.keys().isdisjoint(words))
    return _kept(named)


@cache
def _kept(named: str | None) -> Callable[..., Any]:
    return built(named)


def built(named: str | None = None, *, in_outline: bool = False) -> Callable[..., Any]:
    """The program with that command alone, or with all.

    in_outline: with what each is for and no more, which is all that the help of the whole program tells.
    """
    program = typer.Typer(
        cls=_Commands,
        invoke_without_command=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=_ABOUT,
        epilog=_BEGIN,
    )
    program.callback()(_options)
    for name in COMMANDS if named is None else (named,):
        panel, module, attribute = COMMANDS[name]
        command = getattr(import_module(f"coach.cli.{module}"), attribute)
        if in_outline:
            program.command(name, rich_help_panel=panel)(_outlined(command))
        elif isinstance(command, typer.Typer):
            program.add_typer(command, name=name, rich_help_panel=panel)
        else:
            program.command(name, rich_help_panel=panel)(command)
    return typer.main.get_command(program)


def _outlined(command: Any) -> Callable[[], None]:
    def outlined() -> None: ...

    outlined.__doc__ = command.info.help if isinstance(command, typer.Typer) else command.__doc__
    return outlined
