"""Puts the report together: what was stored of one person, as a document of plain values. Pure; days are given to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import mean

from coach.documents import (
    Block,
    Bullets,
    Chart,
    ChartPoint,
    Document,
    Line,
    Mark,
    Paragraph,
    Section,
    Table,
)
from coach.doses import Standing
from coach.record.entries import PainScore, PainStop, PlanAnswers, Screening, StoredSession, Walk
from coach.values import ExerciseCard
from coach.weeks import screening, walking
from coach.weeks.history import Period, by_day, by_month, by_week, rows
from coach.weeks.plan_lines import PlanLines
from coach.weeks.progress import trends
from coach.weeks.report_exercises import exercise_section
from coach.weeks.report_overview import changes, overview
from coach.weeks.report_words import ReportWords

POINTS_MOST = 62
"""A report longer than this many days is drawn in weeks, one longer than as many weeks in months (chosen: a line of more
points can no longer be told apart on a phone)."""

ENGLISH = "en"


@dataclass(frozen=True)
class Asked:
    """An exercise of the programme: where the person stands in it, and why it is left out, empty where it is not."""

    exercise: str
    standing: Standing
    sides: bool
    last_done: date | None
    why_left_out: str = ""


@dataclass(frozen=True)
class Told:
    """What a report is made of, of one person, nothing from before ``since`` but the programme and the safety answers.

    name: written at its head, empty for none. cards: exercise id to its card. version: of Coach.
    """

    made: datetime
    version: str
    cards: Mapping[str, ExerciseCard]
    asked: Sequence[Asked]
    sessions: Sequence[StoredSession] = ()
    pains: Sequence[PainScore] = ()
    stops: Sequence[PainStop] = ()
    walks: Sequence[Walk] = ()
    screened: Screening | None = None
    since: date | None = None
    name: str = ""
    plans: Sequence[PlanAnswers] = ()


def compose(told: Told, words: ReportWords, language: str) -> Document:
    """The whole report. language: the code of the words' language."""
    phrases = words.phrases
    period = _period(told)
    days = rows(told.sessions, told.cards)
    drawn = days if period is by_day else rows(told.sessions, told.cards, period)
    found = trends(days, words.titles(), phrases, drawn=drawn, decimal=words.wording.decimal)
    pain, stops = _pain(told, words), _pain_stops(told, words)
    first = Section("overview", phrases.overview, tuple(overview(told, found, pain if told.pains else (), words)))
    sections = [first, Section("plan", words.wording.plan.plan, tuple(_plans(told, words)))]
    done = sorted({row.exercise for row in days}, key=words.title)
    if done:
        each = tuple(
            exercise_section(
                exercise,
                [trend for trend in found if trend.exercise == exercise],
                [row for row in drawn if row.exercise == exercise],
                [session for session in told.sessions if session.exercise == exercise],
                words,
                _period_name(period, words),
            )
            for exercise in done
        )
        before = (*changes(found, words), *_about_points(period, words))
        sections.append(Section("exercises", phrases.exercises, before, each))
    sections += [
        Section("safety", phrases.safety, tuple(_safety(told, words))),
        Section("programme", phrases.programme, tuple(_programme(told, words))),
        Section("pain", phrases.pain, tuple(stops if told.pains else [*pain, *stops])),
        Section("walking", phrases.walks, tuple(_walks(told, words, period))),
    ]
    notes = (phrases.about_bands, phrases.about_change, phrases.about_sides)
    sections.append(Section("reading", phrases.how_to_read, tuple(Paragraph(each) for each in notes)))
    return Document(
        language=language,
        title=phrases.report,
        lead=_lead(told, words),
        contents=phrases.contents,
        sections=tuple(section for section in sections if section.blocks or section.sections),
        foot=phrases.foot,
        decimal=words.wording.decimal,
        dates=words.wording.dates(),
    )


def _plans(told: Told, words: ReportWords) -> list[Block]:
    """Each plan answered exercise by exercise, the newest first."""
    phrases, lines = words.wording.plan, PlanLines(words)
    head = (
        words.phrases.exercise,
        phrases.dose,
        phrases.days,
        phrases.asked,
        phrases.done,
        phrases.begun,
        phrases.missed,
        phrases.remark,
    )
    blocks: list[Block] = []
    for plan in told.plans:
        if plan.note:
            blocks.append(Paragraph(plan.note))
        named = lines.named(plan.title, plan.by)
        caption = phrases.table.format(plan=named, first=phrases.date_of(plan.first), last=phrases.date_of(plan.last))
        rows = tuple(lines.row(answer) for answer in plan.answers)
        blocks.append(Table(caption, head, rows, (3, 4, 5, 6), wordy=True))
    return [*blocks, Paragraph(phrases.how_counted, "quiet")] if blocks else []


def _lead(told: Told, words: ReportWords) -> tuple[Paragraph, ...]:
    phrases = words.phrases
    days = _days(told)
    first = told.since or min(days, default=told.made.date())
    covers = (
        phrases.covers.format(first=phrases.date_of(first), last=phrases.date_of(told.made))
        if days
        else phrases.covers_nothing
    )
    made = phrases.made.format(day=phrases.date_of(told.made), time=f"{told.made:%H:%M}", version=told.version)
    lead = [Paragraph(phrases.of_whom.format(name=told.name))] if told.name else []
    return (*lead, Paragraph(covers), Paragraph(f"{made}. {phrases.no_device}", "quiet"))


def _days(told: Told) -> list[date]:
    return [
        *(session.day for session in told.sessions),
        *(walk.day for walk in told.walks),
        *(pain.scored.date() for pain in told.pains),
    ]


def _period(told: Told) -> Period:
    days = _days(told)
    span = (max(days) - min(days)).days if days else 0
    if span <= POINTS_MOST:
        return by_day
    return by_week if span <= 7 * POINTS_MOST else by_month


def _period_name(period: Period, words: ReportWords) -> str:
    phrases = words.phrases
    if period is by_week:
        return phrases.week
    return phrases.month if period is by_month else phrases.day


def _about_points(period: Period, words: ReportWords) -> tuple[Block, ...]:
    if period is by_day:
        return ()
    said = words.phrases.a_point_a_week if period is by_week else words.phrases.a_point_a_month
    return (Paragraph(said, "quiet"),)


def _safety(told: Told, words: ReportWords) -> list[Block]:
    phrases = words.phrases
    if told.screened is None:
        return [Paragraph(phrases.never_answered, "care")]
    answers = told.screened.answers
    safety = words.wording.safety
    yes = tuple(question.about(safety) for question in screening.QUESTIONS if answers.get(question.id, False))
    advice = screening.advice(answers, safety)
    blocks: list[Block] = [Paragraph(phrases.answered.format(day=phrases.date_of(told.screened.answered)))]
    blocks += [Paragraph(phrases.answered_yes), Bullets(yes)] if yes else [Paragraph(phrases.answered_no)]
    blocks += [Paragraph(line, "care" if advice.physician_first else "plain") for line in advice.lines]
    return blocks


def _programme(told: Told, words: ReportWords) -> list[Block]:
    phrases = words.phrases
    table = [
        (
            words.title(asked.exercise),
            words.dose_of(asked.exercise, asked.standing.stage, sides=asked.sides),
            words.phrases.short_date_of(asked.last_done),
            words.wording.doses().why(asked.standing),
        )
        for asked in told.asked
        if not asked.why_left_out and asked.last_done is not None
    ]
    blocks: list[Block] = []
    if table:
        head = (phrases.exercise, phrases.dose_now, phrases.last_done, phrases.why)
        blocks.append(Table(phrases.programme_table, head, tuple(table), wordy=True))
    out = [asked for asked in told.asked if asked.why_left_out]
    if out:
        left = tuple((words.title(asked.exercise), asked.why_left_out) for asked in out)
        blocks.append(Table(phrases.left_out, (phrases.exercise, phrases.why), left, wordy=True))
    return blocks


def _pain(told: Told, words: ReportWords) -> list[Block]:
    phrases = words.phrases
    blocks: list[Block] = []
    lines, said, noted = [], [], []
    marks: tuple[tuple[str, str, Mark], ...] = (
        ("before", phrases.pain_before, "left"),
        ("after", phrases.pain_after, "right"),
        ("any", phrases.pain_other, "both"),
    )
    for moment, name, mark in marks:
        scores = [pain for pain in told.pains if pain.moment == moment]
        if not scores:
            continue
        points = tuple(_certain(pain.scored.toordinal() + pain.scored.hour / 24, pain.score) for pain in scores)
        lines.append(Line(name, mark, points))
        most = max(pain.score for pain in scores)
        first, last = scores[0].score, scores[-1].score
        said.append(phrases.pain_said.format(moment=name, count=len(scores), first=first, last=last, most=most))
        noted += [(pain.scored.date(), name, str(pain.score)) for pain in scores]
    if not lines:
        blocks.append(Paragraph(phrases.no_pain))
    else:
        rows_newest_first = tuple((phrases.short_date_of(day), *rest) for day, *rest in sorted(noted, reverse=True))
        shown = Table(
            phrases.pain_chart,
            (phrases.day, phrases.moment, phrases.pain),
            rows_newest_first,
            (2,),
            fold=phrases.as_table,
        )
        chart = Chart(phrases.pain_chart, f"{'; '.join(said)}.", tuple(lines), "", bottom=0, top=10, table=shown)
        blocks.append(chart)
    return blocks


def _pain_stops(told: Told, words: ReportWords) -> list[Block]:
    """Which exercises were ended because they hurt, and on which days."""
    if not told.stops:
        return []
    stopped: dict[str, list[date]] = {}
    for stop in told.stops:
        stopped.setdefault(stop.exercise, []).append(stop.day)
    lines = (
        f"{words.title(name)}: {', '.join(map(words.phrases.date_of, dict.fromkeys(days)))}"
        for name, days in stopped.items()
    )
    return [Paragraph(f"{words.phrases.it_hurt}:", "care"), Bullets(tuple(lines))]


def _walks(told: Told, words: ReportWords, period: Period) -> list[Block]:
    phrases = words.phrases
    days = walking.minutes_by_day(told.walks)
    if not days:
        return [Paragraph(phrases.no_walks)]
    least, most = walking.MINUTES
    together: dict[date, list[float]] = {}
    for day in sorted(days):
        together.setdefault(period(day), []).append(days[day])
    points = tuple(_certain(day.toordinal(), mean(minutes)) for day, minutes in together.items())
    usual = round(mean(days.values()))
    said = phrases.for_count(phrases.walks_said, usual, days=len(days), asked=least, most=most)
    table = tuple((phrases.short_date_of(day), f"{mean(minutes):.0f}") for day, minutes in reversed(together.items()))
    head = (_period_name(period, words), phrases.minutes)
    return [
        Chart(
            phrases.walks_chart,
            f"{said}.",
            (Line("", "both", points),),
            " min",
            target=float(least),
            target_name=phrases.target.format(target=f"{least} min"),
            bottom=0,
            table=Table(phrases.walks_chart, head, table, (1,), fold=phrases.as_table),
        ),
        *_about_points(period, words),
    ]


def _certain(x: float, y: float) -> ChartPoint:
    return ChartPoint(x, y, y, y)
