"""The words of history and report, in English; another language has them in its table ``[report]``."""

from __future__ import annotations

from coach.coaching.phrases import PhraseGroup, Text


class ReportPhrases(PhraseGroup):
    """What is said of weeks: first of how a figure changed, then the headings and sentences of the report."""

    range: Text = "range"
    hold: Text = "hold"
    low_back: Text = "lower back"
    cadence: Text = "cadence"
    symmetry: Text = "left less right"
    a_minute: Text = "/min"
    points: Text = "percentage points"

    change: Text = "{what} {change} from {first} to {last}; {verdict}"
    too_early: Text = "{what}: one more day is needed to compare"
    real_gain: Text = "a real gain: more than the {needed} that noise can make"
    real_loss: Text = "a real loss: more than the {needed} that noise can make"
    real_better: Text = "really better: more than the {needed} that chance can make"
    real_worse: Text = "really worse: more than the {needed} that chance can make"
    real_change: Text = "a real change: more than the {needed} that noise can make"
    perhaps: Text = "perhaps a change, perhaps noise (it takes {needed})"
    no_change: Text = "no change that could be told from noise (it takes {needed})"
    unjudged: Text = "nobody has measured how much must change before it is more than noise"
    further_left: Text = "lately {difference} further to the left"
    further_right: Text = "lately {difference} further to the right"
    sides_equal: Text = "within the {needed} of noise, so the sides count as equal"
    sides_differ: Text = "more than the {needed} that noise can make"
    not_compared: Text = "left and right were not done on the same day, so they are not compared"

    report: Text = "Exercise report"
    made: Text = "Made on {day} at {time} by Coach {version}"
    of_whom: Text = "Of: {name}"
    covers: Text = "It covers {first} to {last}."
    covers_nothing: Text = "Nothing is stored in this time."
    no_device: Text = (
        "Coach is no medical device, and this is no diagnosis. All of it was measured by a camera at home."
    )
    contents: Text = "Contents"
    foot: Text = (
        "Made on the user's own computer; this file loads nothing from anywhere and tells nobody that it is read."
    )

    overview: Text = "At a glance"
    days_and_sessions: Text = (
        "Exercises done: {sessions}, on days: {days}. Repetitions counted: {counted} of {attempted}."
    )
    walked: Text = "Walks: {walks}, {minutes} minutes in all."
    newest_pain: Text = "Newest pain score: {score} of 10, on {day}."
    real_changes: Text = "More than noise:"
    no_real_changes: Text = "No change is larger than what noise can make, so far."

    safety: Text = "Safety questions"
    answered: Text = "Answered on {day}."
    never_answered: Text = "They were never answered."
    answered_yes: Text = "Answered with yes:"
    answered_no: Text = "No question was answered with yes."

    programme: Text = "Programme"
    programme_table: Text = "What is asked now"
    exercise: Text = "Exercise"
    dose: Text = "{reps} repetitions"
    dose_one: Text = "1 repetition"
    dose_hold: Text = "{dose}, held {hold} s"
    dose_side: Text = "{dose}, on each side"
    dose_now: Text = "Dose"
    last_done: Text = "Last done"
    why: Text = "Why this much"
    left_out: Text = "Left out"
    not_yet: Text = "not yet"

    pain: Text = "Pain"
    pain_chart: Text = "Pain from 0 (none) to 10 (the worst imaginable)"
    moment: Text = "When"
    pain_before: Text = "before exercising"
    pain_after: Text = "after exercising"
    pain_other: Text = "otherwise"
    pain_said: Text = "{moment}: {count} noted, the first {first}, the last {last}, at most {most}"
    no_pain: Text = "No pain was noted."
    it_hurt: Text = "Ended because it hurt"

    walks: Text = "Walking"
    walks_chart: Text = "Minutes walked"
    walks_said: Text = "Days with a walk: {days}, {mean} minutes on average; {asked} to {most} a day are asked"
    no_walks: Text = "No walk was noted."
    minutes: Text = "Minutes"

    exercises: Text = "Exercise by exercise"
    range_title: Text = "Range of motion"
    hold_title: Text = "Holds"
    low_back_title: Text = "Shifted to the lower back"
    cadence_title: Text = "Repetitions a minute, without pauses"
    a_minute_title: Text = "A minute"
    symmetry_title: Text = "Left less right"
    left: Text = "left"
    right: Text = "right"
    both: Text = "both"
    target: Text = "target {target}"
    newest_value: Text = "Newest: {value}"
    sure: Text = "{value} ({low} to {high})"
    day: Text = "Day"
    week: Text = "Week from"
    month: Text = "Month from"
    a_point_a_week: Text = "Each point is a week."
    a_point_a_month: Text = "Each point is a month."
    repetitions: Text = "Repetitions"
    as_table: Text = "As a table"
    all_figures: Text = "All figures in one table"
    curves_title: Text = "Each repetition, {side}"
    curves_said: Text = "Repetitions drawn: {count}, broken lines did not count; highest: {peaks}"
    curves_of: Text = "Newest: {day}, {time}"
    reps_table: Text = "Repetitions of {exercise} on {day}, {time}"
    reps_cut: Text = "{table}, the first {shown} of {count}"
    rep: Text = "No."
    side: Text = "Side"
    curve: Text = "Curve"
    curve_said: Text = "rises from {start} to {peak} and ends at {end}"
    peak: Text = "Highest"
    duration: Text = "Lasted"
    held: Text = "Held"
    outcome: Text = "Outcome"
    counted: Text = "counted"
    counted_but: Text = "counted; {faults}"
    no_curves: Text = "The curves of these repetitions were not kept."

    reading: Text = "How to read this"
    about_bands: Text = (
        "Bands and brackets hold the true value with 95 % likelihood, as far as Coach's own error was measured, on rendered "
        "people whose joints are known exactly; nobody has checked it on real people yet."
    )
    about_change: Text = (
        "A change is called real only beyond the minimal detectable change, worked out from that error, from how repetitions "
        "spread and from how much days differ; for seated rotation never less than the published 6.3° (PubMed 22488230)."
    )
    about_sides: Text = "Left lines are whole with round marks, right ones are broken with square marks."
