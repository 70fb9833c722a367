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
    points: Text = " percentage points"

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
