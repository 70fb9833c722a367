"""The report's first page: pain, how often one exercised, how far one came, slips of the low back, doses; read in half a
minute. What was not begun is one line."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import TYPE_CHECKING, Final

from coach.documents import Block, Bullets, Paragraph, Table
from coach.record.entries import PainScore, StoredSession
from coach.record.trends import Trend
from coach.weeks import walking
from coach.weeks.report_words import UNKNOWN, ReportWords
from coach.weeks.today import exercised

if TYPE_CHECKING:
    from coach.weeks.report import Told

_LAST_DAYS: Final = 7
"""How many of the last days with exercise the newest share of slips is taken from (chosen)."""

ARROW: Final = "→"
"""From the first to the last."""


def overview(told: Told, found: Sequence[Trend], pain_chart: Sequence[Block], words: ReportWords) -> list[Block]:
    """Everything of it. found: all trends; pain_chart: how pain went, empty where none was noted."""
    phrases = words.phrases
    blocks: list[Block] = []
    figures = key_figures(told, words)
    if figures:
        blocks.append(Table(phrases.key_figures, (phrases.key_what, phrases.key_value), tuple(figures)))
    done = {session.exercise for session in told.sessions}
    if done:
        blocks.append(_exercises(told, done, found, words))
    begun = done | {stop.exercise for stop in told.stops}
    not_begun = [
        words.title(each.exercise) for each in told.asked if not each.why_left_out and each.exercise not in begun
    ]
    if not_begun and done:
        blocks.append(Paragraph(phrases.not_begun.format(exercises=", ".join(not_begun)), "quiet"))
    blocks += pain_chart
    return blocks


def changes(found: Sequence[Trend], words: ReportWords) -> list[Block]:
    """What is more than noise, or that nothing is so far."""
    phrases = words.phrases
    real = tuple(f"{named(trend, words)}: {trend.said}." for trend in found if trend.judgement == "real")
    return [Paragraph(phrases.real_changes), Bullets(real)] if real else [Paragraph(phrases.no_real_changes)]


def named(trend: Trend, words: ReportWords) -> str:
    """An exercise and its side, where it has one."""
    return trend.title if trend.side == "both" else f"{trend.title}, {words.side(trend.side)}"


def key_figures(told: Told, words: ReportWords) -> list[tuple[str, str]]:
    """Pain, adherence, what counted and slips, each with its name; what there is nothing of is left out."""
    phrases = words.phrases
    rows = []
    for moment, name in (
        ("before", phrases.key_pain_before),
        ("after", phrases.key_pain_after),
        ("any", phrases.key_pain),
    ):
        scores = [pain for pain in told.pains if pain.moment == moment]
        if scores:
            rows.append((name, _pain(scores, words)))
    days = exercised(told.sessions)
    last = told.made.date()
    first = told.since or min([*days, *(walk.day for walk in told.walks)], default=last)
    span = max(1, (last - first).days + 1)
    if days:
        weekly = words.figure(7 * len(days) / max(7, span), "")
        rows.append((phrases.key_days, phrases.key_of_days.format(days=len(days), span=span, weekly=weekly)))
    minutes = walking.minutes_by_day(told.walks)
    if minutes:
        mean = round(fmean(minutes.values()))
        rows.append((phrases.key_walks, phrases.for_count(phrases.key_walked, mean, days=len(minutes), span=span)))
    reps = [stored.rep for session in told.sessions for stored in session.reps]
    if reps:
        counted = phrases.key_share.format(count=sum(rep.counted for rep in reps), of=len(reps))
        rows.append((phrases.key_counted, counted))
    slips = _slips(told.sessions, told, words)
    if slips:
        rows.append((phrases.key_slips, slips))
    return rows


def _pain(scores: Sequence[PainScore], words: ReportWords) -> str:
    """First to last, and the worst with its day."""
    worst = max(scores, key=lambda pain: (pain.score, pain.scored))
    first, last = scores[0].score, scores[-1].score
    went = f"{first} {ARROW} {last}" if len(scores) > 1 else f"{last}"
    return words.phrases.key_pain_went.format(went=went, worst=worst.score, day=words.phrases.date_of(worst.scored))


def _slips(sessions: Sequence[StoredSession], told: Told, words: ReportWords) -> str:
    """Movements in which the low back moved, out of those of exercises that watch it; and of the last days with one.

    A warning outside of every repetition is a movement of its own: where the low back moved instead of the upper one, none
    came about, and the worst days would have no slip at all.
    """
    watched = [session for session in sessions if _watches(session.exercise, told)]
    reps = [(session.day, stored.low_back) for session in watched for stored in session.reps]
    reps += [(session.day, True) for session in watched for _ in range(_outside(session))]
    if not reps:
        return ""
    lately = sorted({day for day, _ in reps})[-_LAST_DAYS:]
    of_late = [hit for day, hit in reps if day in lately]
    share = words.phrases.key_share.format(count=sum(hit for _, hit in reps), of=len(reps))
    if len({day for day, _ in reps}) <= _LAST_DAYS:
        return share
    newest = words.phrases.key_share.format(count=sum(of_late), of=len(of_late))
    return words.phrases.key_lately.format(share=share, days=_LAST_DAYS, newest=newest)


def _outside(session: StoredSession) -> int:
    """How often it was warned of the low back while no repetition was under way that is stored."""
    spans = [(stored.rep.start_s, stored.rep.end_s) for stored in session.reps]
    return sum(
        warning.low_back and not any(start_s <= warning.time_s <= end_s for start_s, end_s in spans)
        for warning in session.warnings
    )


def _watches(exercise: str, told: Told) -> bool:
    card = told.cards.get(exercise)
    return card is None or card.watches_low_back


def _exercises(told: Told, done: set[str], found: Sequence[Trend], words: ReportWords) -> Table:
    phrases = words.phrases
    asked = {each.exercise: each for each in told.asked}
    rows = []
    for exercise in sorted(done, key=words.title):
        sessions = [session for session in told.sessions if session.exercise == exercise]
        standing = asked.get(exercise)
        rows.append(
            (
                words.title(exercise),
                f"{len({session.day for session in sessions})}",
                _range(exercise, sessions, found, words),
                _slips(sessions, told, words) or UNKNOWN,
                UNKNOWN if standing is None else words.dose_of(exercise, standing.standing.stage, sides=standing.sides),
            )
        )
    head = (phrases.exercise, phrases.key_on_days, phrases.key_range, phrases.key_slips, phrases.dose_now)
    return Table(phrases.key_exercises, head, tuple(rows), (1,), wordy=True)


def _range(exercise: str, sessions: Sequence[StoredSession], found: Sequence[Trend], words: ReportWords) -> str:
    """First day to last, and the best of all, a side at a time."""
    said = []
    best = _best_by_side(sessions)
    for trend in found:
        if trend.exercise != exercise or trend.what != "range" or not trend.points:
            continue
        first, last = (words.figure(point.value, trend.unit, 0) for point in (trend.points[0], trend.points[-1]))
        went = f"{first} {ARROW} {last}" if len(trend.points) > 1 else last
        peak = words.figure(best.get(trend.side, math.nan), trend.unit, 0)
        told = words.phrases.key_best.format(went=went, best=peak)
        if trend.judgement == "real":
            told = words.phrases.key_real.format(went=told)
        said.append(told if trend.side == "both" else f"{words.side(trend.side)} {told}")
    return "; ".join(said) or UNKNOWN


def furthest(told: Told, found: Sequence[Trend], words: ReportWords) -> list[tuple[str, str]]:
    """How far one came in each exercise, first day to last and best, that done on most days first, with its name."""
    days: Counter[str] = Counter()
    for exercise, _ in {(session.exercise, session.day) for session in told.sessions if session.reps}:
        days[exercise] += 1
    rows = []
    for exercise, _ in sorted(days.items(), key=lambda each: (-each[1], each[0])):
        said = _range(exercise, [session for session in told.sessions if session.exercise == exercise], found, words)
        if said != UNKNOWN:
            rows.append((words.phrases.key_best_range.format(title=words.title(exercise)), said))
    return rows


def _best_by_side(sessions: Sequence[StoredSession]) -> Mapping[str, float]:
    best: dict[str, float] = {}
    for session in sessions:
        for stored in session.reps:
            side, peak = stored.rep.side or "both", stored.rep.peak
            if math.isfinite(peak):
                best[side] = max(peak, best.get(side, -math.inf))
    return best
