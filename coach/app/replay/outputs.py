"""The outputs of a replay: those of every run, the voice in the video, and the best repetitions for the record."""

from __future__ import annotations

from coach.app.person.over_weeks import BestKeeper
from coach.app.running.outputs import outputs_of
from coach.app.running.results import Results, RunOutputs
from coach.app.running.speaking import manner_of
from coach.outputs.console import warn
from coach.settings import Settings
from coach.values import Output
from coach.words.wording import Wording


def outputs_of_replay(
    run_outputs: RunOutputs, results: Results, wording: Wording, speaking: Settings | None = None
) -> list[Output]:
    """Opens what was asked for. speaking: how the video speaks, None where it is to be silent.

    Raises StoreError or ExportError where one of them cannot be begun.
    """
    spoken = None
    if speaking is not None and run_outputs.video is not None:
        from coach.outputs.voice.soundtrack import SpokenToFile

        spoken = SpokenToFile(manner_of(speaking), warn)
    outputs = outputs_of(run_outputs, results, wording.on_screen(), spoken)
    if run_outputs.profile is not None:
        outputs.append(BestKeeper(run_outputs.profile, results.began, warn))
    return outputs
