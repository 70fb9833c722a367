"""The commands about pose models: list, fetch, verify, remove."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.people import spoken, tell
from coach.errors import Said

program = typer.Typer(
    invoke_without_command=True,
    help="List, fetch, verify or remove the pose models. 'full' is fetched by itself at its first use.",
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="A model as 'coach models' names it.")]


@program.callback()
def models(context: typer.Context) -> None:
    """Lists the models where no other command is named."""
    if context.invoked_subcommand is None:
        list_all()


@program.command("list")
def list_all() -> None:
    """List the models, and whether they are on this computer."""
    from coach.sources import pose_models as models

    wording = spoken()
    words = wording.terminal
    for name, model in models.catalog().items():
        status = {
            "present": words.model_present,
            "missing": words.model_missing,
            "damaged": words.model_damaged,
        }[models.status(name)]
        tell(f"{name:6} {status:8} {wording.help.get(model.about, model.about)}", hang=7)
        tell(f"       {models.location(name)}")


@program.command()
def fetch(name: Name = "full") -> None:
    """Fetch a model; one that is there and whole is left alone."""
    from coach.outputs.console import ProgressBar
    from coach.sources import pose_models as models

    with ProgressBar(Said("bar_model", {"name": name}), None, of_bytes=True, in_logs=True) as bar:
        place = models.fetch(name, bar.reach)
    tell(spoken().terminal.model_at.format(name=name, file=place))


@program.command()
def verify(name: Name = "full") -> None:
    """Check a model against its known sha256."""
    from coach.sources import pose_models as models

    tell(spoken().terminal.model_whole.format(file=models.verify(name)))


@program.command()
def remove(name: Name) -> None:
    """Remove a model from this computer."""
    from coach.sources import pose_models as models

    was_there = models.remove(name)
    words = spoken().terminal
    tell((words.model_removed if was_there else words.model_not_here).format(name=name))
