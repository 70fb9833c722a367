"""What is said while somebody shows a new exercise to the camera, and of what was learned from it."""

from coach.words.group import PhraseGroup, Text


class TeachPhrases(PhraseGroup):
    """On the screen, and aloud."""

    title: Text = "Show an exercise"
    about: Text = "The camera watches you do it, and Coach learns to count it."
    steps_stand: Text = (
        "Stand, sit or lie so that all of you is in the picture, square to the camera or square to your side."
    )
    steps_rest: Text = "Keep still until Coach says: show it."
    steps_show: Text = "Do it three times or more, each alike, with a short rest in the start position in between."
    steps_end: Text = "Then keep still in the start position, or raise both arms: Coach learns it."
    no_pictures: Text = "No picture is kept: only where your joints are, in a file of yours."
    begin: Text = "Begin"
    keep_still: Text = "Take the start position and keep still."
    show_it: Text = "Good. Now show it, three times."
    how_to_end: Text = "To finish, keep still in the start position, or raise both arms."
    so_often: Text = "{count}"
    enough: Text = "Thank you. I learn it now."
    given_up: Text = "Nothing was learned."
    learning: Text = "Learning what you showed ..."
    what_you_showed: Text = "What you showed"
    name_usual: Text = "My exercise {number}"
    found: Text = "What I found"
    counts_from: Text = "A repetition counts when it goes {target} from the start position and back."
    counts_held: Text = (
        "A repetition counts when it goes {target} from the start position, holds {seconds} s, and goes back."
    )
    not_told: Text = "What I could not tell"
    keep: Text = "Keep it"
    name_it: Text = "Another name"
    name_lead: Text = "What is it called?"
    name_long: Text = "A name has 1 to {most} letters on one line."
    name_taken: Text = "There is an exercise of that name already."
    once_more: Text = "Show it again"
    not_learned: Text = "I could not learn it"
