"""The sentences in which what happens is narrated.

Apart from ``narration.py``, which puts what happened into them and so knows all that can happen.
"""

from __future__ import annotations

from coach.words.group import PhraseGroup, Text


class NarrationPhrases(PhraseGroup):
    """What a terminal shows while somebody exercises, or a video is replayed."""

    begin: Text = "{title}: get into the start position"
    left_early: Text = "You left the window before the clip was looked through; this is of its first {percent} %:"
    counting: Text = "start position taken, counting"
    rep: Text = "rep {count}: {reached}"
    rep_side: Text = "rep {side} {count}: {reached}"
    reached: Text = "reached {figure}"
    reached_held: Text = "reached {figure}, held {seconds} s"
    not_counted: Text = "not counted: {reason}"
    not_counted_side: Text = "not counted ({side}): {reason}"
    with_faults: Text = "{said} - {faults}"
    low_back: Text = "LOW BACK: {why}"
    fault: Text = "fault: {why}"
    wrong_side: Text = "that was {side}, {expected} is next"
    wrong_view: Text = "the camera must see you from the {expected}; now it sees you from the {seen}"
    left: Text = "left"
    right: Text = "right"
    front: Text = "front"
    from_the_side: Text = "side"
    feet_end: Text = "feet-end"
    diagonal: Text = "angle between front and side"
    back: Text = "back"
    lost: Text = "cannot see {parts}; nothing is counted until it is back"
    nobody: Text = "anybody"
    doubted: Text = "{why}; nothing is counted until that is mended"
    dark: Text = "too dark to trust the angles (mean brightness {figure} of 255)"
    coarse: Text = "too small in the picture to trust the angles (the trunk is {figure} pixels long)"
    turned: Text = "turned away from the camera"
    turned_by: Text = "turned away from the camera by about {figure}°"
    tilted: Text = "the camera is tilted by about {figure}°, so angles are less exact; set it level"
    pale: Text = (
        "the picture is too pale (contrast {figure} of 255), so angles are less exact; "
        "turn the camera away from the window or lamp"
    )
    unwatched: Text = "cannot see the {parts}, so it is not watched whether you: {faults}"
    seen_from: Text = "seen from the {view} now; all is watched from there, too"
    seen_from_without: Text = "seen from the {view} now, so it is not watched whether you: {faults}"
    seen_again: Text = "everything is seen again"
    somebody_else: Text = "the pose jumped to somebody else; nothing is counted across the jump"
    live_less: Text = "counted with the whole clip known: live, less would have been known until {seconds} s"
    live_walk: Text = (
        "counted with the whole clip known: live, steps of somebody who comes nearer or goes away would have counted"
    )
    live_nothing: Text = (
        "counted with the whole clip known: live, there would have been no start position to count from"
    )
    coached_as_live: Text = "the clip is longer than {minutes} minutes, so it is coached as it would be live"
    done: Text = "{title}: done"
    hurt: Text = "it hurt: {title} ends here. Warm up before you try it again, or leave it out"
