"""What is said about the places of camera and person, and between exercises, in English."""

from coach.words.group import PhraseGroup, Text


class PlacingPhrases(PhraseGroup):
    """What is said while camera and person are being placed. The last group are the words beside the ticks."""

    too_dark: Text = "It is too dark: put a light in front of you."
    too_flat: Text = "The picture is too pale: turn the camera away from the window or lamp."
    nobody: Text = "I can't see you: step into the picture."
    one_only: Text = "Somebody else is in the picture: only you should be in it."
    above: Text = "I can't see your {parts}: tilt the screen up, or step back."
    overhead: Text = "Your raised hands would leave the picture: tilt the screen up, or step back."
    below: Text = "I can't see your {parts}: tilt the screen down, or step back."
    beside: Text = "I can't see your {parts}: move to the middle of the picture."
    all_around: Text = "You don't fit into the picture: step back."
    hidden: Text = "I can't see your {parts}: clear what is in front, and turn on more light."
    stand_up: Text = "Stand up for this exercise."
    sit_down: Text = "Sit down for this exercise."
    lie_down: Text = "Lie down for this exercise."
    all_fours: Text = "Come onto your hands and knees for this exercise."
    a_little_left: Text = "Turn a little to your left."
    a_little_right: Text = "Turn a little to your right."
    face_the_camera: Text = "Turn to face the camera."
    sideways: Text = "Turn sideways to the camera."
    lie_sideways: Text = "Turn on the floor until the camera sees you square from the side."
    feet_to_the_camera: Text = "Point your feet at the camera, and put it high up."
    step_back: Text = "Step back a little."
    step_near: Text = "Come a little nearer."
    coarse: Text = "The picture is too coarse: choose a higher resolution, or come nearer."
    tilted: Text = "The camera is tilted: set it level."

    low_back_off: Text = (
        "I can't see your {parts}: the low-back warning is off. Tilt the screen down or step back to turn it on."
    )
    warning_off: Text = (
        "I can't see your {parts}: I can't warn of everything. Tilt the screen down or step back to mend it."
    )
    view_low_back_off: Text = "From this angle I count, but I can't watch your low back."
    view_warning_off: Text = "From this angle I count, but I can't warn of everything."
    doubt_dark: Text = "It is too dark to count: put a light in front of you."
    doubt_coarse: Text = "You are too small in the picture to count: come nearer."
    turned_left: Text = "You have turned away, so nothing is counted: turn to your left."
    turned_right: Text = "You have turned away, so nothing is counted: turn to your right."
    turned_lying: Text = "You have turned away, so nothing is counted: lie as you did."

    light: Text = "bright enough"
    person: Text = "one person"
    body: Text = "body in view"
    hips: Text = "hips visible"
    facing: Text = "facing"
    side_on: Text = "side-on"
    feet_end: Text = "feet to the camera"
    far: Text = "far enough"
    near: Text = "near enough"
    level: Text = "camera level"


class WorkoutPhrases(PhraseGroup):
    """What is said outside the exercises: between two of them, and about a machine that is too slow for its model."""

    free_title: Text = "Exercise freely"
    free_begin: Text = "Exercise as you like: I say what I take it for, and count."
    free_taken: Text = "I take this for: {title}."
    free_instead: Text = "I was wrong: this is {title}."
    rest: Text = "Rest. Next comes: {title}."
    last: Text = "Rest. That was the last exercise."
    slow: Text = "This computer is too slow for this model. I take a faster one."
    too_slow: Text = "This computer is too slow to see quick movements. Close other programs."
