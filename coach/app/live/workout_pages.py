"""From a moment of a workout to the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coach.app.live.workout_run import Moment
from coach.coaching.before_after import BeforeAfter, OverWeeks
from coach.outputs.screen.pages.described import About, Badges, Choice, Compared, Exercising, Guiding, Page, Resting
from coach.signals.gestures import Gesture
from coach.values import ExerciseCard, Rep
from coach.words.pages import PagePhrases
from coach.words.wording import ENGLISH, ExerciseWords, Wording


@dataclass(frozen=True, slots=True)
class Manner:
    """What of a page does not come from the workout. selected: which button; muted: whether the voice is off.
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
            if moment.step.state.low_back and badges.about == "slow":
                badges = replace(badges, note="")  # one message at a time, and the low back goes first
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
        result=_result(moment, wording),
        following="" if following is None else wording.title(following),
        how="" if following is None else wording.card(following).instructions[0],
        exercise=moment.exercise.id if following is None else following.id,
        left_s=now.left_s,
        of_s=now.of_s,
        time_s=moment.pose.time_s,
        buttons=buttons,
        selected=manner.selected % len(buttons),
        advice=wording.phrases.hurt if now.hurt else "",
        badges=badges,
        compared=None if moment.compared is None else shown_over(moment.compared, wording),
    )


def _result(moment: Moment, wording: Wording) -> str:
    """One sentence: of the best repetition after the last exercise, else the first line of the summary."""
    if moment.compared is not None:
        return best_sentence(moment.compared, wording)
    return "" if moment.summary is None else moment.summary.lines(wording=wording)[0] + "."


def best_sentence(compared: BeforeAfter, wording: Wording) -> str:
    """How far the best repetition came, and the first one."""
    best, first = (_reached(shown.rep, compared.card) for shown in (compared.best, compared.first))
    words = wording.pages
    said = words.best_over_first if compared.gain > 0 and best != first else words.best_as_first
    return said.format(title=_of_side(compared.card, compared.best.rep.side, wording), best=best, first=first)


def shown_over(compared: BeforeAfter, wording: Wording) -> Compared:
    """Both repetitions as a page shows them."""
    words = wording.pages
    return Compared(
        compared.first.poses,
        compared.best.poses,
        words.first_rep.format(reached=_reached(compared.first.rep, compared.card)),
        words.best_rep.format(reached=_reached(compared.best.rep, compared.card)),
    )


def shown_over_weeks(compared: OverWeeks, wording: Wording) -> Compared:
    """The best repetition of the first day and of the newest, as a page shows them."""
    words = wording.pages
    first, newest = compared.first, compared.newest
    return Compared(
        first.poses,
        newest.poses,
        words.best_on_day.format(day=wording.day(first.day), reached=f"{first.peak:.0f}{first.unit}"),
        words.best_on_day.format(day=wording.day(newest.day), reached=f"{newest.peak:.0f}{newest.unit}"),
    )


def weeks_sentence(compared: OverWeeks, wording: Wording) -> str:
    """How far the best repetition came on the first day and on the newest."""
    first, newest = compared.first, compared.newest
    return wording.pages.best_over_weeks.format(
        title=_of_side(compared.card, newest.side, wording),
        first_day=wording.day(first.day),
        first=f"{first.peak:.0f}{first.unit}",
        newest_day=wording.day(newest.day),
        newest=f"{newest.peak:.0f}{newest.unit}",
    )


def _reached(rep: Rep, card: ExerciseCard) -> str:
    return f"{rep.peak:.0f}{card.gauge_unit}"


def _title(card: ExerciseCard, wording: Wording) -> str:
    return wording.exercise.get(card.id, ExerciseWords()).title or card.title


def _of_side(card: ExerciseCard, side: str | None, wording: Wording) -> str:
    """The title with the side that is compared: the other may have come further."""
    title = _title(card, wording)
    return title if side is None else f"{title}, {wording.report.left if side == 'left' else wording.report.right}"


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
    lighter = (Choice("lighter", words.lighter_model, "L"),) if slow else ()
    return (
        Choice("go-on", words.go_on, words.key_space),
        Choice("repeat", words.again, "R"),
        Choice("skip", words.next, "N"),
        Choice("hurts", words.hurts, "H"),
        *lighter,
        Choice("end", words.end, "Esc"),
    )
