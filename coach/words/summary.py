"""The words of a summary: what was done in one exercise, and why something was not counted."""

from coach.words.group import PhraseGroup, Text


class SummaryPhrases(PhraseGroup):
    """Lines under an exercise's title; some begin small, as they follow it."""

    head: Text = "{title}: {counts}"
    counts: Text = "{count} of {dose} counted"
    counts_sides: Text = "{left} of {dose} left, {right} of {dose} right counted"
    range: Text = "range {mean} on average, best {best}"
    range_side: Text = "{side}: {range}"
    left: Text = "left"
    right: Text = "right"
    held: Text = "held {mean} s on average (asked: {asked} s)"
    cadence: Text = "{count} in {minutes} minutes, {per_minute} a minute"
    not_counted: Text = "not counted, {when}: {reason}"
    when: Text = "at {seconds} s"
    when_side: Text = "{side} at {seconds} s"
    fault: Text = "{fault}: {times}"
    times: Text = "once | {count} times"
    warned_low_back: Text = "warned of the low back {times}"
    no_low_back: Text = "no shift to the low back was seen"
    low_back_off: Text = "the low-back warning was off, since the {parts} could not be seen; not watched: {faults}"
    view_low_back_off: Text = "the low-back warning was off, since you were seen from the {seen}; not watched: {faults}"
    view_warnings_off: Text = "some warnings were off, since you were seen from the {seen}; not watched: {faults}"
    warnings_off: Text = "some warnings were off, since the {parts} could not be seen; not watched: {faults}"
    perhaps_mirrored: Text = (
        "you were asked for the {asked} and seen on the {seen} each time; if it was your {asked}, the camera's picture is "
        "mirrored: switch that on in the settings"
    )
    perhaps_mirrored_by_command: Text = (
        "you were asked for the {asked} and seen on the {seen} each time; if it was your {asked}, the camera's picture is "
        "mirrored: 'coach settings mirrored on'"
    )
    same_side: Text = "the same side twice running: {times}"
    somebody_else: Text = "somebody else came into view {times}; nothing was counted meanwhile"
    hurt: Text = "it hurt: warm up before the next time, or leave it out for good"
    hurt_by_command: Text = "it hurt: warm up before the next time, or leave it out for good, with 'coach leave-out'"

    recognised: Text = "{start}-{end}  {title}: {counted}; {sure}"
    recognised_count: Text = "{count} counted"
    recognised_sides: Text = "left {left}, right {right} counted"
    recognised_told: Text = "{counted}, {count} not counted"
    recognised_else: Text = "{start}-{end}  something else"
    recognised_sure: Text = "sure"
    recognised_fairly: Text = "fairly sure"
    recognised_unsure: Text = "not sure"

    nothing_hurt: Text = "Nothing was counted: it hurt before a repetition was over."
    nothing_because: Text = "Nothing was counted: {why}"
    nothing_nobody: Text = (
        "Nothing was counted: nobody was seen. Is the whole person in the picture, and is it bright enough?"
    )
    nothing_unseen: Text = "Nothing was counted: I could not see the {parts}."
    nothing_view: Text = (
        "Nothing was counted: this exercise needs the {wanted} view, but the person was seen from the {seen}."
    )
    nothing_start: Text = "Nothing was counted: you were never seen in the start position: {how}"
    nothing_faults: Text = "Nothing was counted: {faults}, without the movement of this exercise itself."
    nothing_complete: Text = "Nothing was counted: no repetition was complete; the lines above say how near each came."
    nothing_began: Text = "Nothing was counted: no movement of this exercise began (its target is {target})."
    view_front: Text = "front"
    view_side: Text = "side"
    view_feet: Text = "feet-end"
    view_diagonal: Text = "angle between front and side"
    view_back: Text = "back"
    parts_and: Text = "{first} and {second}"

    dark: Text = "It was too dark to trust the angles (mean brightness {figure} of 255): put a light in front of you."
    coarse: Text = (
        "The person was too small to trust the angles (a trunk of {figure} pixels): come nearer, or take a higher "
        "resolution."
    )
    turned: Text = "The person turned away from the camera's view; nothing was counted meanwhile."
    tilted: Text = "The camera was tilted by about {figure}°, so angles are less exact: set it level."
    pale: Text = (
        "The picture was too pale (contrast {figure} of 255), so angles are less exact: turn the camera away from the "
        "window or lamp."
    )

    low_back_moved: Text = "low back moved in {count} of {attempted} repetitions"
    alike: Text = "left and right alike, within {difference}"
    further_left: Text = "{difference} further to the left"
    further_right: Text = "{difference} further to the right"
    change: Text = "{change} since {day}"
    change_side: Text = "{side}: {change}"
    not_measured_yet: Text = "{change}; not measured yet how well this is seen"
    perhaps_noise: Text = "{change}, which can be noise"
    more_than_noise: Text = "{change}, more than noise"
    day: Text = "{day} {month}"
    whole_date: Text = "{day} {month} {year}"
    short_date: Text = "{day} {month} {year}"
    """Here the month has three letters."""
    months: Text = "January February March April May June July August September October November December"
    """Twelve, with a space between each two."""
