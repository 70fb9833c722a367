"""A summary in words: what was done in one exercise, and why something was not counted, in one language."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import mean, stdev
from typing import TYPE_CHECKING, Final

from coach.record.trends import CERTAIN, error_sd
from coach.values import Rep
from coach.words.reasons import together
from coach.words.wording import ENGLISH, ExerciseWords, FaultWords, Wording

if TYPE_CHECKING:
    from coach.coaching.summary import Summary

_SIDES: Final = ("left", "right")


MIRRORED_FROM: Final = 3
"""Whoever is asked so often for one side and is seen on the other each time, and on no other, may be right, and the picture
mirrored (chosen: twice happens to whoever does not listen). A mirrored picture shows nothing else that gives it away: a
person's two sides are alike, and the pose model names them by how the person faces the camera."""


class SummaryTeller:
    """Tells one summary. wording: in which language; the summary itself is English, as records and exports need it."""

    def __init__(self, summary: Summary, wording: Wording = ENGLISH) -> None:
        self._summary = summary
        self._card = summary.card
        self._wording = wording
        self._words = wording.summary
        own = wording.exercise.get(self._card.id, ExerciseWords())
        self._title = own.title or self._card.title
        self._instructions = own.instructions or self._card.instructions
        self._faults = {
            fault: own.fault.get(fault, FaultWords()).why or why for fault, why in self._card.faults.items()
        }

    def lines(self, *, commands: bool = True) -> list[str]:
        """For a person to read. commands: whether to name the command that does what is advised, as on a terminal."""
        summary, words = self._summary, self._words
        said = [*self._ranges()]
        said += [words.not_counted.format(when=self._when(rep), reason=self._reason(rep)) for rep in summary.abandoned]
        said += [
            words.fault.format(fault=self._faults[fault], times=self._times(times))
            for fault, times in sorted(summary.faults.items())
        ]
        if summary.low_back_warnings:
            said.append(words.warned_low_back.format(times=self._times(summary.low_back_warnings)))
        elif summary.counted and self._card.watches_low_back and not summary.low_back_off:
            said.append(words.no_low_back)
        said += self._camera_lines()
        if summary.wrong_sides:
            said.append(words.same_side.format(times=self._times(summary.wrong_sides)))
            if (seen := self._only_side()) and summary.wrong_sides >= MIRRORED_FROM:
                other = self._side("left" if seen == "right" else "right")
                asked = words.perhaps_mirrored_by_command if commands else words.perhaps_mirrored
                said.append(asked.format(seen=self._side(seen), asked=other))
        if summary.person_changes:
            said.append(words.somebody_else.format(times=self._times(summary.person_changes)))
        if summary.hurt:
            said.append(words.hurt_by_command if commands else words.hurt)
        if not summary.counted:
            said.append(self.why_nothing())
        return [self.heading(), *(f"  {line}" for line in said)]

    def _only_side(self) -> str:
        """The side on which all was done; empty where both were."""
        sides = {rep.side for rep in self._summary.reps}
        return sides.pop() or "" if len(sides) == 1 else ""

    def heading(self) -> str:
        """The exercise and how many of its repetitions counted."""
        by_side, dose = self._summary.reps_by_side(), self._card.reps
        if "both" in by_side:
            counts = self._words.counts.format(count=by_side["both"], dose=dose)
        else:
            counts = self._words.counts_sides.format(left=by_side["left"], right=by_side["right"], dose=dose)
        return self._words.head.format(title=self._title, counts=counts)

    def why_nothing(self) -> str:
        """What was missing when nothing was counted."""
        summary, words = self._summary, self._words
        if summary.hurt:
            return words.nothing_hurt
        if not summary.person_seen and "dark" in summary.doubts:
            return words.nothing_because.format(why=self._with_figure("dark", summary.doubts["dark"]))
        if not summary.person_seen:
            return words.nothing_nobody
        if not summary.baseline_taken:
            return self._why_no_start()
        if summary.faults and not summary.abandoned:
            wrong = self._and([self._faults[fault] for fault in sorted(summary.faults)])
            return words.nothing_faults.format(faults=wrong)
        if summary.abandoned:
            return words.nothing_complete
        return words.nothing_began.format(target=self._measured(self._card.gauge_target))

    def _why_no_start(self) -> str:
        summary, words = self._summary, self._words
        if summary.doubts:
            kind, figure = next(iter(summary.doubts.items()))
            return words.nothing_because.format(why=self._with_figure(kind, figure))
        if summary.missing:
            return words.nothing_unseen.format(parts=self._parts(summary.missing))
        if summary.wrong_view:
            wanted, seen = self._view(self._card.view), self._view(summary.wrong_view)
            return words.nothing_view.format(wanted=wanted, seen=seen)
        return words.nothing_start.format(how=self._instructions[0])

    def _ranges(self) -> list[str]:
        summary, words, lines = self._summary, self._words, []
        for side in summary.reps_by_side():
            peaks = [rep.peak for rep in summary.counted if (rep.side or "both") == side]
            if peaks:
                about = f"{self._measured(mean(peaks))}{self._plus_minus(peaks)}"
                told = words.range.format(mean=about, best=self._measured(max(peaks)))
                lines.append(told if side == "both" else words.range_side.format(side=self._side(side), range=told))
        holds = [rep.hold_s for rep in summary.counted]
        if holds and self._card.hold_s:
            lines.append(words.held.format(mean=self._tenths(mean(holds)), asked=self._tenths(self._card.hold_s)))
        elif summary.cadence is not None:
            minutes, count = self._tenths(summary.minutes), len(summary.counted)
            lines.append(words.cadence.format(count=count, minutes=minutes, per_minute=f"{summary.cadence:.0f}"))
        return lines

    def _camera_lines(self) -> list[str]:
        """What the camera's place, or the light, took away."""
        summary, lines = self._summary, []
        if summary.unwatched:
            off = self._words.low_back_off if self._low_back_in(summary.unwatched) else self._words.warnings_off
            faults = "; ".join(self._faults[fault] for fault in summary.unwatched)
            lines.append(off.format(parts=self._parts(summary.hidden), faults=faults))
        if away := summary.unwatched_from_there:
            off = self._words.view_low_back_off if self._low_back_in(away) else self._words.view_warnings_off
            faults = "; ".join(self._faults[fault] for fault in away)
            lines.append(off.format(seen=self._view(summary.seen_from), faults=faults))
        if summary.baseline_taken:
            lines += [self._with_figure(kind, figure) for kind, figure in summary.doubts.items()]
        return lines + [self._with_figure(flaw, figure) for flaw, figure in summary.flaws.items()]

    def _low_back_in(self, faults: Iterable[str]) -> bool:
        return not set(self._card.low_back_faults).isdisjoint(faults)

    def _with_figure(self, kind: str, figure: float) -> str:
        """What made the angles doubtful or less exact; kind: of a doubt or a flaw."""
        phrase: str = getattr(self._words, kind)
        return phrase.format(figure=f"{figure:.0f}")

    def _reason(self, rep: Rep) -> str:
        return "" if rep.reason is None else self._wording.reason(rep.reason, self._card.id)

    def _when(self, rep: Rep) -> str:
        seconds = self._tenths(rep.start_s)
        if not rep.side:
            return self._words.when.format(seconds=seconds)
        return self._words.when_side.format(side=self._side(rep.side), seconds=seconds)

    def _side(self, side: str) -> str:
        return self._words.left if side == "left" else self._words.right

    def _view(self, view: str) -> str:
        words = self._words
        named = {"front": words.view_front, "side": words.view_side, "feet-end": words.view_feet}
        return {**named, "diagonal": words.view_diagonal, "back": words.view_back}.get(view, view)

    def _parts(self, parts: tuple[str, ...]) -> str:
        return self._and([self._wording.parts.get(part, part) for part in parts])

    def _and(self, several: list[str]) -> str:
        return together(several, self._words.parts_and)

    def _measured(self, value: float) -> str:
        return f"{value:.0f}{self._card.gauge_unit}"

    def _plus_minus(self, peaks: Sequence[float]) -> str:
        """Where the true mean lies with 95 % likelihood, as everywhere."""
        error = self._card.gauge_error
        if error is None:
            return ""
        spread = stdev(peaks) / math.sqrt(len(peaks)) if len(peaks) > 1 else 0.0
        return f" ± {self._measured(max(1.0, CERTAIN * math.hypot(error_sd(error), spread)))}"

    def _tenths(self, value: float) -> str:
        return self._wording.figure(value, ".1f")

    def _times(self, count: int) -> str:
        return self._words.for_count(self._words.times, count)
