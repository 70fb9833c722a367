"""The coach's words in one language: the sentences that fit every exercise, and those of single exercises.

English stands here and in the exercise files. Another language is one file, ``exercises/lang/CODE.toml``; a line that it
lacks is said in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from coach.dates import Dates
from coach.reasons import Reason, Told
from coach.words.check import CheckPhrases
from coach.words.group import TWO_FORMS, PhraseGroup, Text
from coach.words.narration_phrases import NarrationPhrases
from coach.words.pages import PagePhrases, SettingPhrases
from coach.words.plans import PlanPhrases
from coach.words.problems import ProblemPhrases
from coach.words.programme import ProgrammePhrases
from coach.words.reasons import Medium, ReasonPhrases, ReasonWords
from coach.words.report import ReportPhrases
from coach.words.safety import SafetyPhrases
from coach.words.screen import ScreenPhrases, ScreenWords
from coach.words.summary import SummaryPhrases
from coach.words.teaching import TeachPhrases
from coach.words.terminal import TerminalPhrases
from coach.words.workout import PlacingPhrases, WorkoutPhrases

if TYPE_CHECKING:
    from coach.engine.routine_spec import Routine
    from coach.engine.spec import Exercise
    from coach.values import ExerciseCard
    from coach.words.doses import DoseWords
    from coach.words.narration import NarrationWords

_NONE: Final[Mapping[str, str]] = {}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


class Phrases(PhraseGroup):
    """What is said in every exercise."""

    begin: Text = "Good. Begin when you are ready."
    turn_to_the_camera: Text = "Turn to face the camera."
    turn_sideways: Text = "Turn sideways to the camera."
    turn_half_sideways: Text = "Turn sideways to the camera; half way is enough."
    camera_at_the_feet: Text = "Put the camera at your feet, high up."
    unseen: Text = "I can't see your {parts}. Nothing is counted until I do."
    seen_again: Text = "I can see you again."
    somebody_else: Text = "Somebody else is in view. Nothing is counted until I see you again."
    now_left: Text = "Now the left side."
    now_right: Text = "Now the right side."
    hold: Text = "Hold."
    three: Text = "Three."
    two: Text = "Two."
    one: Text = "One."
    let_go: Text = "And slowly back."
    count: Text = "{done} of {dose}"
    left_count: Text = "Left {count}"
    right_count: Text = "Right {count}"
    done: Text = "That's all of them. Well done."
    hurt: Text = "Stop here, and breathe calmly. Warm up before you try this again, or leave it out."
    part_or: Text = "{first} or {second}"
    part_and: Text = "{first} and {second}"

    not_counted: Text = "Not counted: {reason}."


class FaultWords(_Part):
    """A fault's words, as in the exercise file."""

    cue: Text | None = None
    why: Text | None = None
    praise: Text | None = None


class ExerciseWords(_Part):
    """An exercise's words. cue: the moment at which a line is said, to the line; fault: fault id to its words."""

    title: Text | None = None
    instructions: tuple[Text, ...] = ()
    camera: Text | None = None
    safety: tuple[Text, ...] = ()
    cue: Mapping[str, Text] = Field(default_factory=dict)
    fault: Mapping[str, FaultWords] = Field(default_factory=dict)


class RoutineWords(_Part):
    """A routine's words."""

    title: Text | None = None
    about: Text | None = None


class Wording(_Part):
    """One language.

    parts: body part, as exercise files name it, to its name as ``{parts}`` needs it. decimal: the sign between whole
    seconds and tenths. plural: which form of a sentence goes with which number, as gettext writes it. help: what stands
    in the help of the commands, from English. exercise: exercise id to its words; routine: likewise.
    """

    name: Text = "English"
    decimal: Annotated[str, Field(min_length=1, max_length=1)] = "."
    plural: Text = TWO_FORMS
    phrases: Phrases = Field(default_factory=Phrases.english)
    placing: PlacingPhrases = Field(default_factory=PlacingPhrases.english)
    workout: WorkoutPhrases = Field(default_factory=WorkoutPhrases.english)
    teaching: TeachPhrases = Field(default_factory=TeachPhrases.english)
    report: ReportPhrases = Field(default_factory=ReportPhrases.english)
    screen: ScreenPhrases = Field(default_factory=ScreenPhrases.english)
    pages: PagePhrases = Field(default_factory=PagePhrases.english)
    settings: SettingPhrases = Field(default_factory=SettingPhrases.english)
    safety: SafetyPhrases = Field(default_factory=SafetyPhrases.english)
    programme: ProgrammePhrases = Field(default_factory=ProgrammePhrases.english)
    plan: PlanPhrases = Field(default_factory=PlanPhrases.english)
    problems: ProblemPhrases = Field(default_factory=ProblemPhrases.english)
    summary: SummaryPhrases = Field(default_factory=SummaryPhrases.english)
    reasons: ReasonPhrases = Field(default_factory=ReasonPhrases.english)
    terminal: TerminalPhrases = Field(default_factory=TerminalPhrases.english)
    check: CheckPhrases = Field(default_factory=CheckPhrases.english)
    narration: NarrationPhrases = Field(default_factory=NarrationPhrases.english)
    parts: Mapping[str, Text] = Field(default_factory=dict)
    help: Mapping[str, Text] = Field(default_factory=dict)
    exercise: Mapping[str, ExerciseWords] = Field(default_factory=dict)
    routine: Mapping[str, RoutineWords] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ruled(self) -> Self:
        for name in type(self).model_fields:
            if isinstance(group := getattr(self, name), PhraseGroup):
                group.ruled(self.plural, self.decimal, self.dates())
        return self

    def on_screen(self) -> ScreenWords:
        """What the screen writes by itself."""
        return ScreenWords(self.screen, self.parts, self.decimal, self.dates())

    def doses(self) -> DoseWords:
        """How much is asked, and why."""
        from coach.words.doses import DoseWords  # only what tells a dose needs to know all that it can be for

        return DoseWords(self.programme, self.decimal)

    def reason(
        self, reason: Reason, exercise: str, medium: Medium = "written", english: Mapping[str, str] = _NONE
    ) -> str:
        """Why a repetition of an exercise does not count. english: fault id to the words of the exercise's file, by which an
        older record tells a fault."""
        own = self.exercise.get(exercise, ExerciseWords()).fault
        whys = {fault: words.why for fault, words in own.items() if words.why}
        if isinstance(reason, Told):
            in_english = {why: whys.get(fault, why) for fault, why in english.items()}
            return "; ".join(in_english.get(part, part) for part in reason.text.split("; "))
        return self._reason_words().told(reason, whys, medium)

    def _reason_words(self) -> ReasonWords:
        return ReasonWords(self.reasons, self.parts, self.decimal)

    def narrating(self) -> NarrationWords:
        """What a terminal says while it happens."""
        from coach.words.narration import NarrationWords  # only what narrates needs to know all that can happen

        whys = {
            exercise: {fault: each.why for fault, each in words.fault.items() if each.why}
            for exercise, words in self.exercise.items()
        }
        return NarrationWords(self.narration, self._reason_words(), whys)

    def routine_title(self, routine: Routine) -> str:
        """The routine's name."""
        return self.routine.get(routine.id, RoutineWords()).title or routine.title

    def routine_about(self, routine: Routine) -> str:
        """What it is for, empty where its file does not say."""
        return self.routine.get(routine.id, RoutineWords()).about or routine.about

    def camera(self, exercise: Exercise) -> str:
        """Where to put the camera."""
        return self.exercise.get(exercise.id, ExerciseWords()).camera or exercise.camera

    def safety_of(self, exercise: Exercise) -> tuple[str, ...]:
        """What to take care of in an exercise."""
        return self.exercise.get(exercise.id, ExerciseWords()).safety or exercise.safety

    def figure(self, value: float, form: str = "g") -> str:
        """A figure with the language's decimal sign; form: as in a format string."""
        return f"{value:{form}}".replace(".", self.decimal)

    def dates(self) -> Dates:
        """How this language writes days."""
        words = self.summary
        return Dates(tuple(words.months.split()), words.whole_date, words.short_date)

    def day(self, day: date) -> str:
        """A day of this or the last year, without the year."""
        words = self.summary
        return words.day.format(day=day.day, month=words.months.split()[day.month - 1])

    def title(self, exercise: Exercise) -> str:
        """The exercise's name."""
        return self.exercise.get(exercise.id, ExerciseWords()).title or exercise.title

    def card(self, exercise: Exercise) -> ExerciseCard:
        """What outputs need to know of it, with its title and instructions in this language."""
        words = self.exercise.get(exercise.id, ExerciseWords())
        cues = {fault.id: words.fault.get(fault.id, FaultWords()).cue or fault.cue for fault in exercise.fault}
        return replace(
            exercise.card(),
            title=self.title(exercise),
            instructions=words.instructions or exercise.instructions,
            fault_cues=cues,
        )

    def strangers(self, exercise: Exercise) -> list[str]:
        """What is translated for this exercise and is not in its file: moments and faults, by name."""
        words = self.exercise.get(exercise.id, ExerciseWords())
        moments = {cue.at for cue in exercise.cue} | {"start", "hold", "done"}
        faults = {fault.id for fault in exercise.fault}
        strange = [f"cue.{at}" for at in words.cue if at not in moments]
        return strange + [f"fault.{fault}" for fault in words.fault if fault not in faults]

    def lacking(self, exercise: Exercise) -> list[str]:
        """What this exercise says that is not translated, by name."""
        words = self.exercise.get(exercise.id, ExerciseWords())
        missing = [] if words.title else ["title"]
        missing += [] if len(words.instructions) == len(exercise.instructions) else ["instructions"]
        missing += [] if words.camera else ["camera"]
        missing += [] if len(words.safety) == len(exercise.safety) else ["safety"]
        missing += [f"cue.{cue.at}" for cue in exercise.cue if cue.at not in words.cue]
        for fault in exercise.fault:
            found = words.fault.get(fault.id, FaultWords())
            wanted = {"cue": True, "why": True, "praise": fault.praise is not None}
            missing += [
                f"fault.{fault.id}.{name}" for name, needed in wanted.items() if needed and not getattr(found, name)
            ]
        return missing


ENGLISH = Wording.model_construct()
