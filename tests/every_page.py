"""Every page in one language, with somebody's record behind it: ``python -m tests.every_page de FOLDER`` draws them.

For looking at: a sheet for each size, so that what is cut off, overlaps or stayed English is seen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from math import nan
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.app.home.charts import ChartsScreen
from coach.app.home.choosing import (
    POSITIONS,
    DueScreen,
    LibraryScreen,
    PositionScreen,
    RoutinesScreen,
    exercise_screen,
    routine_screen,
    today_screen,
)
from coach.app.home.following import FollowScreen
from coach.app.home.history_pages import history_screen
from coach.app.home.pain_pages import PainScreen, rest_screen
from coach.app.home.questions import QuestionsScreen, advice_screen, begin_questions
from coach.app.home.reminding import ReminderScreen
from coach.app.home.reporting import report_screen
from coach.app.home.screens import Back, sentence
from coach.app.home.setting import SettingsScreen
from coach.app.home.shared import Shared
from coach.app.home.start import HomeScreen
from coach.app.home.teaching import LearnedScreen, NameScreen, Taught, learned_screen
from coach.app.home.teaching_intro import intro_screen
from coach.app.home.typed_setting import TypingScreen
from coach.app.home.walk_pages import WalkScreen
from coach.app.live.show_exercise import ShowRun
from coach.app.live.text_pages import summary_page
from coach.app.live.workout_pages import Manner, page_of
from coach.app.live.workout_run import Moment
from coach.app.person.programme import Programme
from coach.app.running.results import Results, RunOutputs
from coach.coaching.summary import Summary, summarise
from coach.coaching.workout import Now
from coach.engine.spec import Exercise
from coach.errors import Said
from coach.events import BaselineTaken, FaultRaised, PainReported, RepAbandoned, RepCompleted
from coach.learning.lesson import learn
from coach.learning.shown_clip import Shown
from coach.outputs.screen.overlay import Overlay
from coach.outputs.screen.pages.described import Page
from coach.outputs.screen.pages.drawing import draw_page
from coach.outputs.window.keys import Key, Typed
from coach.reasons import HeldShort
from coach.record.entries import PainScore, PainStop, Screening, StoredRep, StoredSession, Walk
from coach.values import Cue, Doubt, ExerciseState, Measures, Placed, Pose, Step, Tick
from coach.weeks import screening
from coach.weeks.minutes_today import MinutesToday
from coach.words.wording import ExerciseWords, FaultWords, Wording
from tests.marked_language import MARK
from tests.movements import pose_of, seated_from_the_side, there_and_back, times
from tests.stored import HERE, at, clean, rep_of, session_of

SIZES: Final = ((1024, 600), (1280, 720), (1920, 1080))
NOW: Final = datetime(2026, 5, 20, 9, 0, tzinfo=HERE)

_STATE = ExerciseState("exercise", "hold", 0.0, "left", "right", {"left": 1, "right": 2, "both": 1}, 22.0, 1.4, True)
_NOBODY = Pose.nobody(1.0, (640, 480))


class StoredHouse(Shared):
    """Somebody's with weeks behind them; answers: to the safety questions, None where they were never answered."""

    answers: dict[str, bool] | None = None
    severe = False

    def minutes_today(self) -> MinutesToday:
        """Never kept: the person changes with what is asked above."""
        return self.person.minutes_today(self.exercises, self.now())

    @property
    def person(self) -> Programme:
        """Who grew, hurt and walked."""
        turned = [replace(clean(at(day), left=30.0 + day, right=34.0), error=2.0) for day in range(1, 8)]
        shifted = (StoredRep(rep_of("left", 44.0, faults=("low-back",)), low_back=True),)
        turned.append(replace(session_of(at(9), shifted), error=2.0))
        cats = [session_of(at(2), (StoredRep(rep_of(None, 9.0, exercise="cat-cow"), False),), exercise="cat-cow")]
        answers = self.answers
        return Programme(
            "me",
            screened=None if answers is None else Screening("me", at(1), answers),
            pains=[PainScore("me", at(day), day, "after") for day in (2, 3, 6)]
            + [PainScore("me", at(7), 2, "before")]
            + ([PainScore("me", NOW, 8, "any")] if self.severe else []),
            left_out=frozenset({"stomach-crunch"}),
            walks=[Walk("me", at(5), 21.0)],
            sessions={"sit-and-rotate": turned, "cat-cow": cats},
            pain_stops=[PainStop("me", at(8), "cat-cow"), PainStop("me", at(8), "stomach-crunch")],
            wording=self.wording,
            commands=False,
        )


def every_page(shared: StoredHouse) -> Iterator[tuple[str, Page]]:
    """By a name for each."""
    yield from _of_home(shared)
    yield from _of_exercises(shared)
    yield from _of_questions(shared)
    yield from _of_sitting(shared.wording, shared.exercise("sit-and-rotate"), shared.exercise("sit-and-arch"))
    yield "summary", _summary_page(shared)


def notices(wording: Wording) -> Iterator[str]:
    """Sentences that stand alone on the screen."""
    words = wording.pages
    stopped = wording.problems.told(Said("stalled", {"camera": Said("camera", {"number": "0"}), "seconds": 3}))
    yield from (words.waiting_for_picture, words.opening_camera, words.fetching_model, words.saving)
    yield words.camera_stopped.format(problem=stopped)


def _of_home(shared: StoredHouse) -> Iterator[tuple[str, Page]]:
    words = shared.wording.pages
    yield "home", HomeScreen(shared).page()
    yield "library", LibraryScreen(shared).page()
    yield "due", DueScreen(shared).page()
    yield "today", today_screen(shared).page()
    yield "walk", WalkScreen(shared).page()
    yield "report", report_screen(shared).page()
    reminder = ReminderScreen(shared)
    reminder.choose("0800")
    yield "reminder", reminder.page()
    followed = FollowScreen(shared, shared.minutes_today().exercises)
    yield "follow", followed.page()
    followed.hear(Key.NEXT)
    yield "follow-2", followed.page()
    shared.severe = True
    yield "home-severe", HomeScreen(shared).page()
    yield "rest-day", rest_screen(shared).page()
    shared.severe = False
    yield "routines", RoutinesScreen(shared).page()
    yield "teaching", intro_screen(shared).page()
    yield "teaching-nothing", learned_screen(shared, ()).page()
    learned = LearnedScreen(shared, _taught())
    yield "teaching-learned", learned.page()
    naming = NameScreen(shared, learned)
    naming.hear(Key.ERASE)
    naming.hear(Typed("\n"))
    naming.hear(Key.ENTER)
    yield "teaching-name", naming.page()
    yield "teaching-showing", _showing(shared)
    yield "history", history_screen(shared).page()
    charts = history_screen(shared).hear(Key.ENTER)
    assert isinstance(charts.screen, ChartsScreen)  # type: ignore[union-attr]
    yield "charts", charts.screen.page()  # type: ignore[union-attr]
    charts.screen.hear(Key.RIGHT)  # type: ignore[union-attr]
    yield "charts-2", charts.screen.page()  # type: ignore[union-attr]
    for moment in ("before", "after"):
        yield f"pain-{moment}", PainScreen(shared, moment, Back).page()  # type: ignore[arg-type]
    yield "pain-worse", sentence(words.pain_worse, words.pain_advice, words).page()
    settings = SettingsScreen(shared)
    for number, choice in enumerate(settings.choices()):
        settings.selected = number
        yield f"setting-{choice.name}", settings.page()
    typing = TypingScreen(shared, "camera")
    typing.hear(Key.ERASE)
    typing.hear(Key.ENTER)
    yield "typing", typing.page()


@cache
def _taught() -> Taught:
    """Somebody showed how to lean forward twice."""
    ways = [there_and_back(peak, 1.0, start_s=1.5 + 5.0 * number) for number, peak in enumerate((40, 42))]
    poses = tuple(
        pose_of(seated_from_the_side(lean_deg=sum(way(time_s) for way in ways)), time_s)
        for time_s in times(11.5, fps=10)
    )
    return Taught(learn("my-exercise-1", MARK, [Shown.of(MARK, poses)]))


def _showing(shared: Shared) -> Page:
    run = ShowRun(shared.exercise("cat-cow"), wording=shared.wording)
    run.step(_NOBODY, None)
    assert run.newest is not None
    return page_of(run.newest, Manner(), shared.wording)


def _of_exercises(shared: StoredHouse) -> Iterator[tuple[str, Page]]:
    for position in POSITIONS:
        yield position, PositionScreen(shared, position).page()
    for exercise in shared.exercises:
        yield exercise.id, exercise_screen(shared, exercise).page()
    for routine in shared.routines:
        yield f"routine-{routine.id}", routine_screen(shared, routine).page()
    shared.answers = {question.id: question.id == "disc" for question in screening.QUESTIONS}
    yield "routine-refused", routine_screen(shared, shared.routines[0]).page()
    shared.answers = {question.id: question.id == "arthritis" for question in screening.QUESTIONS}
    for name in ("cat-cow", "stretch-upwards", "seated-crossed-leg-twist"):
        yield f"{name}-arthritis", exercise_screen(shared, shared.exercise(name)).page()
    shared.answers = None


def _of_questions(shared: StoredHouse) -> Iterator[tuple[str, Page]]:
    safety, words = shared.wording.safety, shared.wording.pages
    questions = QuestionsScreen(shared)
    first = questions.page()
    for question in screening.QUESTIONS:
        yield f"question-{question.id}", replace(first, lead=question.text(safety))  # type: ignore[call-arg]
    ids = [question.id for question in screening.QUESTIONS]
    for name, yes in (("none", ()), ("signs", ids[:-1]), ("cleared", ids), ("arthritis", ("arthritis",))):
        answers = {each: each in yes for each in ids}
        yield f"advice-{name}", advice_screen(screening.advice(answers, safety), Back, words).page()
    shared.answers = dict.fromkeys(ids, False)
    yield "answers", begin_questions(shared).page()
    shared.answers = None


def _of_sitting(wording: Wording, turning: Exercise, arching: Exercise) -> Iterator[tuple[str, Page]]:
    step = Step(wording.card(turning), _NOBODY, Measures(1.0, {}), _STATE, (), (), None, None)
    manner = Manner(note=wording.pages.volume.format(volume=80))

    def moment(now: Now, **other: object) -> Moment:
        return Moment(now, _NOBODY, None, turning, other.pop("following", arching), **other)  # type: ignore[arg-type]

    for watching in ("position", "exercise", "lost", "done", "hurt"):
        for missing in ((), ("hips",), ("hips", "knees"), ("hips", "knees", "feet", "head")):
            state = replace(_STATE, watching=watching, missing=missing, gauge=nan)  # type: ignore[arg-type]
            shown = replace(step, state=state, pose=replace(_NOBODY, time_s=10.0))
            yield f"{watching}-{len(missing)}", page_of(moment(Now("exercise", 0), step=shown), Manner(), wording)
    for name, changed in _states():
        shown = replace(step, state=replace(_STATE, **changed))  # type: ignore[arg-type]
        yield name, page_of(moment(Now("exercise", 0), step=shown), Manner(muted=True), wording)
    own = wording.exercise.get(turning.id, ExerciseWords()).fault.get("low-back", FaultWords()).cue
    cue = Cue(1.0, own or turning.fault[0].cue, "correction")
    yield "cue", page_of(moment(Now("exercise", 0), step=replace(step, shown=cue)), manner, wording)
    once = replace(step, exercise=wording.card(arching), state=replace(_STATE, side=None, next_side=None))
    yield "no-sides", page_of(moment(Now("exercise", 0), step=once), manner, wording)
    yield "paused", page_of(moment(Now("exercise", 0, paused=True), step=step), manner, wording)
    for gesture in ("go-on", "hurts"):
        under_way = moment(Now("exercise", 0), step=step, gesture=gesture, progress=0.6)
        yield f"gesture-{gesture}", page_of(under_way, manner, wording)
    for sentence_ in (wording.placing.below.format(parts=wording.parts.get("feet", "feet")), ""):
        yield (
            f"guide-{bool(sentence_)}",
            page_of(moment(Now("guide", 0), placed=_placed(wording, sentence_)), manner, wording),
        )
    summary = _summaries(turning)[0]
    for number, other in enumerate((arching, None)):
        for hurt in (False, True):
            now = Now("rest", 0, hurt=hurt, left_s=9.0, of_s=15.0)
            rest = moment(now, following=other, summary=summary)
            yield (
                f"rest-{number}-{hurt}",
                page_of(rest, Manner(note=wording.pages.slow.format(model="lite"), about="slow"), wording),
            )


def _states() -> Iterator[tuple[str, dict[str, object]]]:
    yield "low-back", {"low_back": True}
    yield "low-back-hint", {"low_back_level": "hint"}
    yield "unwatched", {"unwatched": ("low-back",), "hidden": ("hips",)}
    yield "unwatched-others", {"unwatched": ("side-bend",), "hidden": ("hips", "elbows")}
    yield "too-slow", {"unwatched": ("too-fast",)}
    yield "doubted", {"watching": "lost", "doubt": Doubt("dark", 9.0)}
    yield "all-done", {"reps": {"left": 99, "right": 99}, "next_side": None}


def _placed(wording: Wording, sentence_: str) -> Placed:
    words = wording.placing
    ticks = [words.light, words.person, words.body, words.hips, words.facing, words.side_on, words.far, words.level]
    shown = tuple(Tick("light", word, "wrong" if number % 3 else "ok") for number, word in enumerate(ticks))
    return Placed(1.0, "seated", "front", shown, sentence_, 0.5, 2.0, ready=False)


def _summaries(exercise: Exercise) -> list[Summary]:
    card = exercise.card()
    whys = list(card.faults)
    given_up = replace(rep_of("right", 20.0, counted=False), reason=HeldShort(0.4, 2.0))
    done = [BaselineTaken(1.5), *(RepCompleted(9.0, rep_of(side, 40.0)) for side in ("left", "right"))]
    faults = [FaultRaised(3.0, fault, "void", fault == "low-back", "left") for fault in whys]
    hurt = PainReported(12.0, card.id)
    nothing = replace(card, id="sit-and-arch", title="Sit and arch", sides="none")
    return [
        summarise(card, [*done, *faults, RepAbandoned(9.0, given_up), hurt]),
        summarise(nothing, [], person_seen=False),
    ]


def _summary_page(shared: StoredHouse) -> Page:
    turning = shared.exercise("sit-and-rotate")
    results = Results("camera", "full", began=NOW, summaries=_summaries(turning))
    before: dict[str, list[StoredSession]] = {turning.id: [replace(clean(NOW - timedelta(days=3)), error=2.0)]}
    wording = shared.wording
    kept = RunOutputs(profile="me")
    return summary_page(results, kept, [turning], before, leave=wording.pages.home, wording=wording)


def drawn(page: Page, size: tuple[int, int], wording: Wording) -> NDArray[np.uint8]:
    """The page on a screen of this size."""
    overlay = Overlay(size, key_hints=True, words=wording.on_screen())
    draw_page(overlay, page)
    return overlay.canvas.pixels.copy()


def main(language: str, folder: Path) -> None:
    """Draws sheets of two by four pages each."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["COACH_HOME"] = home
        shared = StoredHouse("me", lambda: NOW)
        shared.change("language", language)
        named = list(every_page(shared))
        for width, height in SIZES:
            pictures = [drawn(page, (width, height), shared.wording) for _, page in named]
            for sheet in range(0, len(pictures), 8):
                eight = pictures[sheet : sheet + 8]
                eight += [np.zeros_like(eight[0])] * (8 - len(eight))
                rows = [np.hstack(eight[row : row + 2]) for row in (0, 2, 4, 6)]
                small = cv2.resize(np.vstack(rows), None, fx=900 / width, fy=900 / width, interpolation=cv2.INTER_AREA)
                cv2.imwrite(str(folder / f"{language}-{width}x{height}-{sheet // 8:02}.png"), small)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
