"""What happens, a line each, for a terminal or a log: in the words of one language."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from coach.events import (
    BaselineTaken,
    CountingDoubted,
    Event,
    ExerciseCompleted,
    ExerciseStarted,
    FaultRaised,
    FaultsUnwatched,
    PainReported,
    PersonChanged,
    PictureFlawed,
    RepAbandoned,
    RepCompleted,
    SeenFrom,
    TrackingLost,
    TrackingRegained,
    WrongSide,
    WrongView,
)
from coach.words.narration_phrases import NarrationPhrases
from coach.words.reasons import ENGLISH_REASONS, ReasonWords, together

if TYPE_CHECKING:
    from coach.values import ExerciseCard, Rep, Side


@dataclass(frozen=True, slots=True)
class NarrationWords:
    """The words of one language. whys: exercise id to its faults' ids to what is wrong, where the language has it."""

    phrases: NarrationPhrases = field(default_factory=NarrationPhrases.english)
    reasons: ReasonWords = ENGLISH_REASONS
    whys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def told(self, event: Event, card: ExerciseCard, reps: Mapping[str, int]) -> str:
        """The event in words, empty for those that only machines want. reps: counted so far, this event included."""
        phrases = self.phrases
        match event:
            case RepCompleted(rep=rep):
                return self._counted(rep, card, reps)
            case RepAbandoned(rep=rep):
                return self._not_counted(rep, card)
            case ExerciseStarted():
                return phrases.begin.format(title=card.title)
            case BaselineTaken():
                return phrases.counting
            case FaultRaised(fault=fault, low_back=low_back):
                return (phrases.low_back if low_back else phrases.fault).format(why=self._why(fault, card))
            case WrongSide(side=side, expected=expected):
                return phrases.wrong_side.format(side=self._side(side), expected=self._side(expected))
            case TrackingRegained():
                return phrases.seen_again
            case PersonChanged():
                return phrases.somebody_else
            case ExerciseCompleted():
                return phrases.done.format(title=card.title)
            case PainReported():
                return phrases.hurt.format(title=card.title)
            case _:
                return self._of_the_picture(event, card)

    def beyond_live(self, live_known_s: float) -> str:
        """What live would not have known: the start position until this time, or, NaN, at all."""
        if math.isnan(live_known_s):
            return self.phrases.live_nothing
        return self.phrases.live_less.format(seconds=f"{live_known_s:.1f}".replace(".", self.reasons.decimal))

    def left(self, percent: int) -> str:
        """That somebody looked no further than this."""
        return self.phrases.left_early.format(percent=percent)

    def line(self, time_s: float, said: str) -> str:
        """What happened, behind its time."""
        return f"{time_s:7.1f} s  ".replace(".", self.reasons.decimal) + said

    def as_live(self, minutes: float) -> str:
        """That a clip longer than this is coached as it would be live."""
        return self.phrases.coached_as_live.format(minutes=f"{minutes:.0f}")

    def _of_the_picture(self, event: Event, card: ExerciseCard) -> str:
        phrases = self.phrases
        match event:
            case WrongView(expected=expected, seen=seen):
                return phrases.wrong_view.format(expected=self._view(expected), seen=self._view(seen))
            case TrackingLost(missing=missing):
                return phrases.lost.format(parts=", ".join(self._parts(missing)) or phrases.nobody)
            case CountingDoubted(kind="turned", figure=figure):
                by = phrases.turned if math.isnan(figure) else phrases.turned_by.format(figure=f"{figure:.0f}")
                return phrases.doubted.format(why=by)
            case CountingDoubted(kind=kind, figure=figure):
                why = phrases.dark if kind == "dark" else phrases.coarse
                return phrases.doubted.format(why=why.format(figure=f"{figure:.0f}"))
            case PictureFlawed(flaw=flaw, figure=figure):
                return (phrases.tilted if flaw == "tilted" else phrases.pale).format(figure=f"{figure:.0f}")
            case FaultsUnwatched(hidden=hidden, faults=faults):
                parts = together(self._parts(hidden), self.reasons.phrases.also)
                return phrases.unwatched.format(parts=parts, faults="; ".join(self._why(each, card) for each in faults))
            case SeenFrom(view=view, faults=()):
                return phrases.seen_from.format(view=self._view(view))
            case SeenFrom(view=view, faults=faults):
                whys = "; ".join(self._why(each, card) for each in faults)
                return phrases.seen_from_without.format(view=self._view(view), faults=whys)
            case _:
                return ""

    def _counted(self, rep: Rep, card: ExerciseCard, reps: Mapping[str, int]) -> str:
        phrases, figure = self.phrases, f"{rep.peak:.0f}{card.gauge_unit}"
        reached = phrases.reached.format(figure=figure)
        if card.hold_s > 0:
            seconds = f"{rep.hold_s:.1f}".replace(".", self.reasons.decimal)
            reached = phrases.reached_held.format(figure=figure, seconds=seconds)
        if rep.side and rep.side in reps:
            said = phrases.rep_side.format(side=self._side(rep.side), count=reps[rep.side], reached=reached)
        else:
            said = phrases.rep.format(count=sum(reps.values()), reached=reached)
        return self._with_faults(said, rep, card)

    def _not_counted(self, rep: Rep, card: ExerciseCard) -> str:
        phrases = self.phrases
        reason = "" if rep.reason is None else self.reasons.told(rep.reason, self.whys.get(card.id))
        phrase = phrases.not_counted_side if rep.side else phrases.not_counted
        said = phrase.format(side=self._side(rep.side) if rep.side else "", reason=reason)
        return self._with_faults(said, rep, card, reason.split("; "))

    def _with_faults(self, said: str, rep: Rep, card: ExerciseCard, besides: Iterable[str] = ()) -> str:
        """besides: what was said already; nothing is said twice."""
        whys = [why for why in dict.fromkeys(self._why(fault, card) for fault in rep.faults) if why not in besides]
        return self.phrases.with_faults.format(said=said, faults="; ".join(whys)) if whys else said

    def _why(self, fault: str, card: ExerciseCard) -> str:
        return self.whys.get(card.id, {}).get(fault) or card.faults.get(fault, fault)

    def _side(self, side: Side) -> str:
        return self.phrases.left if side == "left" else self.phrases.right

    def _view(self, view: str) -> str:
        phrases = self.phrases
        named = {
            "front": phrases.front,
            "side": phrases.from_the_side,
            "feet-end": phrases.feet_end,
            "diagonal": phrases.diagonal,
            "back": phrases.back,
        }
        return named.get(view, view)

    def _parts(self, parts: Iterable[str]) -> list[str]:
        return [self.reasons.parts.get(part, part) for part in parts]


ENGLISH_NARRATION: Final = NarrationWords()
