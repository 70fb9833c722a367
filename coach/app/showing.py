"""From a moment of a sitting to the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from coach.app.sitting import Moment
from coach.coaching.summary import Summary
from coach.coaching.wording import ENGLISH, Wording
from coach.outputs.screen.pages.described import About, Badges, Choice, Exercising, Guiding, Page, Resting
from coach.signals.gestures import Gesture

_GESTURES: Final[dict[Gesture, str]] = {
    "go-on": "Go on: keep your hands up",
    "hurts": "It hurts: keep your hands there",
}

_GUIDE: Final = (Choice("go-on", "Begin", "Space"), Choice("skip", "Skip", "N"), Choice("end", "End", "Esc"))
_PAUSED: Final = (
    Choice("go-on", "Go on", "Space"),
    Choice("repeat", "Again", "R"),
    Choice("skip", "Next", "N"),
    Choice("hurts", "It hurts", "H"),
    Choice("end", "End", "Esc"),
)
_REST: Final = (
    Choice("go-on", "Go on", "Space"),
    Choice("repeat", "Again", "R"),
    Choice("hurts", "It hurts", "H"),
    Choice("end", "End", "Esc"),
)


@dataclass(frozen=True, slots=True)
class Manner:
    """What of a page does not come from the sitting. selected: which button; muted: whether the voice is off.
    note: a short notice in words, about: what it is about."""

    selected: int = 0
    muted: bool = False
    note: str = ""
    about: About = "voice"


def page_of(moment: Moment, manner: Manner, wording: Wording = ENGLISH) -> Page:
    """The page for a moment."""
    badges = Badges(
        gesture="" if moment.gesture is None else _GESTURES[moment.gesture],
        progress=moment.progress,
        muted=manner.muted,
        note=manner.note,
        about=manner.about,
    )
    now = moment.now
    if now.stage == "guide" and moment.placed is not None:
        buttons = _GUIDE
        return Guiding(
            title=wording.title(moment.exercise),
            exercise=moment.exercise.id,
            placed=moment.placed,
            pose=moment.pose,
            frame=moment.frame,
            buttons=buttons,
            selected=manner.selected % len(buttons),
            badges=badges,
        )
    if now.stage == "exercise" and moment.step is not None:
        if not now.paused:
            return Exercising(moment.step, badges=badges)
        state = replace(moment.step.state, watching="paused")
        shown = replace(moment.step, pose=moment.pose, frame=moment.frame, state=state, events=(), cues=(), shown=None)
        return Exercising(shown, _PAUSED, manner.selected % len(_PAUSED), badges)
    return _rest(moment, manner, badges, wording)


def _rest(moment: Moment, manner: Manner, badges: Badges, wording: Wording) -> Resting:
    now, following = moment.now, moment.following
    buttons = tuple(button for button in _REST if button.name != "hurts" or not now.hurt)
    return Resting(
        title="Rest" if following is not None else "That was the last exercise",
        result="" if moment.summary is None else _result(moment.summary),
        following="" if following is None else wording.title(following),
        how="" if following is None else wording.card(following).instructions[0],
        exercise="" if following is None else following.id,
        left_s=now.left_s,
        of_s=now.of_s,
        time_s=moment.pose.time_s,
        buttons=buttons,
        selected=manner.selected % len(buttons),
        advice=wording.phrases.hurt if now.hurt else "",
        badges=badges,
    )


def _result(summary: Summary) -> str:
    """The first line of the summary."""
    return summary.lines()[0] + "."
