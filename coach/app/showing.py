"""From a moment of a sitting to the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coach.app.sitting import Moment
from coach.coaching.summary import Summary
from coach.coaching.wording import ENGLISH, Wording
from coach.outputs.screen.pages.described import About, Badges, Choice, Exercising, Guiding, Page, Resting
from coach.signals.gestures import Gesture
from coach.words.pages import PagePhrases


@dataclass(frozen=True, slots=True)
class Manner:
    """What of a page does not come from the sitting. selected: which button; muted: whether the voice is off.
    note: a short notice in words, about: what it is about. slow: whether a lighter model is offered."""

    selected: int = 0
    muted: bool = False
    note: str = ""
    about: About = "voice"
    slow: bool = False


def page_of(moment: Moment, manner: Manner, wording: Wording = ENGLISH) -> Page:
    """The page for a moment."""
    badges = Badges(
        gesture=_gesture(moment.gesture, wording.pages),
        progress=moment.progress,
        muted=manner.muted,
        note=manner.note,
        about=manner.about,
    )
    now = moment.now
    if now.stage == "guide" and moment.placed is not None:
        buttons = _guide_buttons(wording.pages)
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
        paused = _paused_buttons(wording.pages, slow=manner.slow)
        return Exercising(shown, paused, manner.selected % len(paused), badges)
    return _rest(moment, manner, badges, wording)


def _rest(moment: Moment, manner: Manner, badges: Badges, wording: Wording) -> Resting:
    now, following = moment.now, moment.following
    words = wording.pages
    buttons = tuple(
        button
        for button in _paused_buttons(words)
        if button.name != "skip" and (button.name != "hurts" or not now.hurt)
    )
    return Resting(
        title=words.rest if following is not None else words.last,
        result="" if moment.summary is None else _result(moment.summary, wording),
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


def _result(summary: Summary, wording: Wording) -> str:
    """The first line of the summary."""
    return summary.lines(wording=wording)[0] + "."


def _gesture(gesture: Gesture | None, words: PagePhrases) -> str:
    if gesture is None:
        return ""
    return words.gesture_go_on if gesture == "go-on" else words.gesture_hurts


def _guide_buttons(words: PagePhrases) -> tuple[Choice, ...]:
    return (
        Choice("go-on", words.begin, words.key_space),
        Choice("skip", words.skip, "N"),
        Choice("end", words.end, "Esc"),
    )


def _paused_buttons(words: PagePhrases, *, slow: bool = False) -> tuple[Choice, ...]:
    lighter = (Choice("lighter", words.lighter, "L"),) if slow else ()
    return (
        Choice("go-on", words.go_on, words.key_space),
        Choice("repeat", words.again, "R"),
        Choice("skip", words.next, "N"),
        Choice("hurts", words.hurts, "H"),
        *lighter,
        Choice("end", words.end, "Esc"),
    )
