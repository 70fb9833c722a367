"""What the screens of the home share: whose record it is, what is stored of them, the settings, the exercises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from coach import languages, paths
from coach import settings as kept
from coach.app.person import programme
from coach.app.person.by_hand import log_by_hand
from coach.app.person.over_weeks import compared_over_weeks, kept_of
from coach.app.person.programme import Programme
from coach.app.person.reporting import write_report
from coach.coaching.before_after import OverWeeks
from coach.engine import catalog, routines
from coach.engine.routine_spec import Routine
from coach.engine.spec import Exercise
from coach.errors import ExportError, Figure, SafetyError, SettingsError, because
from coach.files.writing import write_whole
from coach.moments import now
from coach.record.entries import Moment, PainScore, PainStop, Screening, Walk
from coach.record.store import diary, open_for_writing, standard_place
from coach.settings import Settings
from coach.values import ExerciseCard
from coach.weeks import screening
from coach.weeks import today as day
from coach.weeks.minutes_today import MinutesToday
from coach.weeks.today import Due
from coach.words.wording import ENGLISH


class Shared:
    """Reads what is stored when it is first needed, and anew after ``refresh``; exercises and routines are read once.

    clock: local time with its offset. said: what was broken and set aside, a sentence each, still to be shown.
    """

    def __init__(
        self,
        profile: str,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.profile = profile
        self.said: list[str] = []
        self._clock = clock
        self._person: Programme | None = None
        self._due: tuple[date, list[Due]] | None = None
        self._minutes: tuple[datetime, MinutesToday] | None = None
        self.wording = ENGLISH  # until it is known which language is set
        self.settings = kept.load(self._report)
        self.wording = languages.wording(self.settings.language)
        self.exercises = catalog.all_exercises(self._report)
        self.routines = routines.all_routines(report=self._report)

    def _report(self, said: Figure) -> None:
        sentence = self.wording.problems.told(said)
        if sentence not in self.said:
            self.said.append(sentence)

    def take_exercises_anew(self) -> None:
        """One was added."""
        self.exercises = catalog.all_exercises(self._report)
        self._forget()

    def now(self) -> datetime:
        """Local time with its offset."""
        return self._clock()

    @property
    def person(self) -> Programme:
        """What is stored. Raises StoreError where it cannot be read."""
        if self._person is None:
            self._person = programme.load(self.profile, self.now(), self._report, self.wording, commands=False)
        return self._person

    def over_weeks(self, cards: Mapping[str, ExerciseCard]) -> OverWeeks | None:
        """The best repetition of the first day beside the newest. Raises StoreError where the record cannot be read."""
        return compared_over_weeks(kept_of(self.profile, self.now(), self._report), cards)

    def refresh(self) -> None:
        """Something was done: what is stored is read anew, settings too."""
        self._forget()
        self._adopt(kept.load(self._report))

    def _adopt(self, settings: Settings) -> None:
        """Another language changes the words of all that is stored."""
        if settings.language != self.settings.language:
            self.wording = languages.wording(settings.language)
            self._forget()
        self.settings = settings

    def exercise(self, name: str) -> Exercise:
        """The exercise of that id."""
        return next(each for each in self.exercises if each.id == name)

    def due(self) -> list[Due]:
        """What is due today, done or not."""
        today = self.now().date()
        if self._due is None or self._due[0] != today:
            self._due = (today, self._due_on(today))
        return self._due[1]

    def minutes_today(self) -> MinutesToday:
        """The few minutes of today. Looked for anew when something was done, or once a minute."""
        now = self.now().replace(second=0, microsecond=0)
        if self._minutes is None or self._minutes[0] != now:
            self._minutes = (now, self.person.minutes_today(self.exercises, self.now()))
        return self._minutes[1]

    def minutes_of(self, routine: Routine) -> int:
        """How long a routine takes this person now; where none of it may be done, how long its file asks for."""
        try:
            planned = self.person.plan_routine(routine, self.now(), report=lambda _said: None)
        except SafetyError:
            return max(1, round(routines.minutes_of(routine)))
        return max(1, round(planned.minutes))

    def _forget(self) -> None:
        self._person = None
        self._due = None
        self._minutes = None

    def _due_on(self, today: date) -> list[Due]:
        person = self.person
        left_out = {each.id for each in self.exercises if person.why_left_out(each)}
        stages = {each.id: person.standing(each).stage for each in self.exercises}
        return day.due_today(
            self.exercises,
            stages,
            person.all_sessions(),
            today,
            left_out=left_out,
            times=person.times_on(today),
            wording=self.wording,
        )

    def plan(self, exercises: list[Exercise], *, named: bool) -> list[Exercise]:
        """What this person does of these. Raises SafetyError where nothing may be done."""
        return self.person.plan(exercises, self.now().date(), named=named, report=lambda _said: None)

    def answer(self, answers: dict[str, bool]) -> screening.Advice:
        """Keeps the safety answers; returns what they come to. Raises StoreError where they cannot be kept."""
        screened = Screening(self.profile, self.now(), answers)
        with open_for_writing(standard_place(), screened.answered, self._report) as database:
            diary.keep_screening(database, screened)
        self._forget()
        return screening.advice(answers, self.wording.safety, self.person.severe_today(self.now().date()))

    def leave_out(self, exercise: str) -> None:
        """Leaves an exercise out from now on. Raises StoreError where that cannot be kept."""
        with open_for_writing(standard_place(), self.now(), self._report) as database:
            diary.leave_out(database, self.profile, exercise, self.now())
        self._forget()

    def take_back_in(self, exercise: str) -> None:
        """Takes an exercise back in. Raises StoreError where that cannot be kept."""
        with open_for_writing(standard_place(), self.now(), self._report) as database:
            diary.take_back_in(database, self.profile, exercise)
        self._forget()

    def note_pain(self, score: int, moment: Moment) -> bool:
        """Keeps how much it hurts, from 0 to 10; whether it became worse and that is to be said.

        Raises StoreError where it cannot be kept.
        """
        noted = PainScore(self.profile, self.now(), score, moment)
        with open_for_writing(standard_place(), noted.scored, self._report) as database:
            diary.log_pain(database, noted)
        self._forget()
        return self.person.pain_worse_now

    def log_walk(self, minutes: float) -> bool:
        """Logs a walk that ends now; not where one is logged already that reaches into the same time, False then.

        Raises StoreError where it cannot be kept.
        """
        began = self.now() - timedelta(minutes=minutes)
        if any(walk.started + timedelta(minutes=walk.minutes) > began for walk in self.person.walks):
            return False
        with open_for_writing(standard_place(), self.now(), self._report) as database:
            diary.log_walk(database, Walk(self.profile, began, minutes))
        self._forget()
        return True

    def log_by_hand(self, exercise: Exercise) -> None:
        """Keeps that an exercise was done with its whole dose, without a camera. Raises StoreError where it cannot be kept."""
        log_by_hand(self.profile, exercise, self.now(), self._report)
        self._forget()

    def log_hurt(self, exercise: Exercise) -> None:
        """Keeps that an exercise was ended because it hurt. Raises StoreError where it cannot be kept."""
        with open_for_writing(standard_place(), self.now(), self._report) as database:
            diary.log_pain_stop(database, PainStop(self.profile, self.now(), exercise.id))
        self._forget()

    def write_report(self) -> Path:
        """Writes the report of everything into the user's folder; returns where. Raises CoachError where it cannot."""
        now = self.now()
        path = self._folder("reports") / f"coach-report-{now.date()}.html"
        write_report(path, self.profile, now, self._report, language=self.settings.language)
        return path

    def write_beside(self, texts: Mapping[str, str]) -> list[Path]:
        """Writes files by their names into the user's folder for reminders; returns where. Raises ExportError."""
        folder = self._folder("reminder")
        for name, text in texts.items():
            write_whole(folder / name, text)
        return [folder / name for name in texts]

    @staticmethod
    def _folder(name: str) -> Path:
        folder = paths.user() / name
        try:
            paths.make_private_folder(folder.parent)
            folder.mkdir(exist_ok=True, mode=0o700)
        except OSError as problem:
            raise ExportError("folder_unmade", folder=str(folder), why=because(problem)) from problem
        return folder

    def change(self, key: str, text: str) -> Settings:
        """Sets one setting and saves it at once. Raises SettingsError for a value that may not be, or that cannot be kept."""
        settings = kept.changed(self.settings, key, text)
        kept.save(settings)
        self._adopt(settings)
        return settings

    def try_to_change(self, key: str, text: str) -> str:
        """The same; returns why it could not be, empty where it could."""
        try:
            self.change(key, text)
        except SettingsError as problem:
            return self.wording.problems.told(problem)
        return ""
