"""One exercise under way, whatever the source: the session, what hears it, and what comes of it."""

from __future__ import annotations

from coach.app.running.results import Fanout, Results
from coach.coaching.camera.turned_picture import TurnedPicture, told
from coach.coaching.session import Session
from coach.coaching.summary import Summary, summarise
from coach.engine.spec import Exercise
from coach.errors import as_error
from coach.events import BaselineTaken, Event
from coach.outputs.narrator import Narrator
from coach.signals.body import Body
from coach.values import Frame, Pose, Step
from coach.words.wording import ENGLISH, Wording


class ExerciseRun:
    """Feeds poses to a session and its steps to the outputs; ``finish`` adds the summary to the results.

    outputs: those of the whole run, which go on with the next exercise; own: those of this exercise alone.
    wording: the language of the cues. every_measure: whether an output wants more measures than the exercise asks about.
    frames, people: how many frames there were so far, and how many of them with a person.
    """

    def __init__(
        self,
        exercise: Exercise,
        outputs: Fanout,
        own: Fanout,
        narrator: Narrator,
        results: Results,
        wording: Wording = ENGLISH,
        *,
        every_measure: bool = False,
    ) -> None:
        self.card = exercise.card()
        self.session = Session(exercise, wording, every_measure=every_measure)
        self._outputs = outputs
        self._own = own
        self._narrator = narrator
        self._results = results
        self._events: list[Event] = []
        self._finished = False
        self._turned: TurnedPicture | None = TurnedPicture(exercise)
        self.frames = 0
        self.people = 0

    def step(self, pose: Pose, frame: Frame | None) -> Step:
        """One frame further."""
        return self.update(self.session.step(pose, frame))

    def update(self, step: Step) -> Step:
        """One step further, which the session has made already."""
        self.frames += 1
        self.people += step.pose.found
        self._events.extend(step.events)
        self._look_for_a_turn(step)
        self._own.update(step)
        self._outputs.update(step)
        self._narrator.update(step)
        return step

    def _look_for_a_turn(self, step: Step) -> None:
        """Until the start position is taken, which nobody is seen to take in a picture that is turned."""
        if self._turned is None:
            return
        if any(isinstance(event, BaselineTaken) for event in step.events):
            self._turned = None
            return
        self._turned.update(step.pose.time_s, Body.of(step.pose))
        if turn := self._turned.clockwise_deg:
            self._narrator.note(step.pose.time_s, told(turn))
            self._turned = None

    def pause(self) -> None:
        """The person pauses: a repetition under way is given up. No pose is to be fed until they go on."""
        self.session.pause()
        self.session.resume()

    def hurt(self) -> None:
        """The person says that it hurts: the exercise is over, kindly; the next step carries the cue and the events."""
        self.session.hurt()

    def finish(self) -> None:
        """Ends the exercise; what was under way is abandoned with its reason. A second call does nothing."""
        if self._finished:
            return
        self._finished = True
        try:
            last = self.session.finish()
        except Exception as problem:  # what was counted before is kept
            last = ()
            self._results.trouble.append(as_error(problem))
        self._own.tell(self.card, last)
        self._outputs.tell(self.card, last)
        self._narrator.tell(self.card, last)
        self._events.extend(last)
        self._own.close()
        self._results.switched_off += self._own.trouble
        self._results.events.extend(self._events)
        self._results.summaries.append(self.summary())
        self._results.frames += self.frames
        self._results.frames_with_person += self.people

    def summary(self) -> Summary:
        """What was done so far."""
        return summarise(self.card, self._events, person_seen=self.people > 0)
