"""The clips that the accuracy is reported on: renders what is missing, sees it once, and keeps what was seen.

A clip's folder looks like a sample's (``truth.json``, ``expected.json``, ``recording.coach``), so that both are judged by
the same code. They are no part of the repository: thousands of pictures that one command makes again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.making import clips, studio_truth
from benchmarks.making.sample_files import Sample
from benchmarks.making.unseen import plan
from benchmarks.making.unseen.plan import Shot
from coach import paths

FOLDER: Final = paths.cache() / "unseen-clips"
"""Where clips are kept where nothing else is said."""

_SHOOT: Final = Path(__file__).with_name("shoot.py")


@dataclass(frozen=True)
class UnseenClips:
    """folder: where they are kept. python: one with the extra studio, None to render nothing."""

    folder: Path = FOLDER
    python: Path | None = None

    def to_report_on(self) -> list[Sample]:
        """Every clip to report on that is there, those that cannot be had being named on stderr.

        Renders and looks at what is missing. Raises RuntimeError when the studio fails.
        """
        if self.python is not None:
            self._render()
        return self._there(plan.shots())

    def to_tune_on(self) -> list[Sample]:
        """Every clip to tune on that was rendered."""
        return self._there(plan.tuning_shots())

    def _there(self, shots: Iterable[Shot]) -> list[Sample]:
        ready = []
        for shot in shots:
            sample = self._ready(shot)
            if sample is None:
                print(f"missing  {shot.name}", file=sys.stderr)
            else:
                ready.append(sample)
        return ready

    def _render(self) -> None:
        """Two renderers side by side keep two cores busy. Raises RuntimeError when one fails."""
        parts = max(1, min(4, os.cpu_count() or 1))
        command = [str(self.python), str(_SHOOT), "--out", str(self.folder)]
        each = [[*command, "--part", f"{part}/{parts}"] for part in range(1, parts + 1)]
        running = [subprocess.Popen(words, stdout=sys.stderr) for words in each]
        codes = [process.wait() for process in running]
        if any(codes):
            raise RuntimeError("the studio could not render; its own words are above")

    def _ready(self, shot: Shot) -> Sample | None:
        clip = self.folder / shot.exercise / f"{shot.case}.mp4"
        sample = Sample(self.folder / shot.exercise / shot.case)
        if not clip.with_suffix(".json").exists():
            return sample if sample.recording.exists() else None
        sample.folder.mkdir(exist_ok=True)
        if not (sample.folder / "truth.json").exists():
            studio = json.loads(clip.with_suffix(".json").read_text(encoding="utf-8"))
            truth = studio_truth.kept(studio, speed=1.0, hold_s=studio["asked_hold_s"])
            studio_truth.write_expected(studio_truth.expected(truth), sample.folder / "expected.json")
            studio_truth.write_truth(truth, sample.folder / "truth.json")
        if not sample.recording.exists():
            print(f"seeing   {shot.name}", file=sys.stderr)
            clips.record(clip, sample.recording, shot.exercise)
        return sample
