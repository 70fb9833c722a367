"""The words of the safety questions, of what the answers come to, and of pain."""

from coach.words.group import PhraseGroup, Text


class SafetyPhrases(PhraseGroup):
    """Each question, and ``about_…`` the same in few words for the advice; then the advice, and why something is left out."""

    bladder: Text = "Have you lost control of your bladder or bowels?"
    about_bladder: Text = "loss of bladder or bowel control"
    chest: Text = "Do you have chest pain?"
    about_chest: Text = "chest pain"
    legs: Text = "Do you feel numbness or weakness in your legs, or numbness between them?"
    about_legs: Text = "numbness or weakness in or between the legs"
    accident: Text = "Did the pain begin with an accident or a fall?"
    about_accident: Text = "pain after an accident"
    fever: Text = "Do you have fever, or have you lost weight without wanting to?"
    about_fever: Text = "fever or weight loss"
    night: Text = "Is the pain worse at night, or does rest not ease it?"
    about_night: Text = "pain that rest does not ease or that is worse at night"
    growing: Text = "Is the pain constant and growing, without a cause that you know?"
    about_growing: Text = "constant, growing pain without a known cause"
    severe: Text = "Is the pain severe: on most days 7 or more, where 0 is none and 10 the worst imaginable?"
    about_severe: Text = "severe pain"
    injury: Text = "Was your back injured some time ago, and does it still hurt?"
    about_injury: Text = "pain long after a back injury"
    lasting: Text = "Has the pain lasted for more than three months, without a physician having looked at it?"
    about_lasting: Text = "pain for more than three months"
    arthritis: Text = "Do you have arthritis or rheumatoid arthritis?"
    about_arthritis: Text = "arthritis"
    disc: Text = "Do you have a herniated disc or another problem of the spine?"
    about_disc: Text = "a herniated disc or another spinal problem"
    cleared: Text = "Has a physician who knows of this said that you may do these exercises?"
    about_cleared: Text = "a physician said yes"

    see_physician: Text = "Please see a physician before you exercise, because of: {about}."
    emergency: Text = "Do not wait: {about} can be an emergency; call for medical help now."
    severe_now: Text = (
        "Your pain is severe today ({score} of 10): rest, or take a short, easy walk, and leave the exercises for another "
        "day. See a physician if it stays so or keeps growing."
    )
    with_lasting: Text = (
        "Pain that has lasted for more than three months is worth showing to a physician. Until then begin with few "
        "repetitions, and stop when something hurts."
    )
    severe_after_all: Text = (
        "Today you noted pain of {score} of 10, and you have answered that it is not severe. Is the pain severe?"
    )
    mild_after_all: Text = (
        "Today you noted pain of {score} of 10, and you have answered that it is severe. Is the pain severe on most "
        "days?"
    )
    with_disc: Text = (
        "With a herniated disc or another spinal problem these exercises can make it worse: ask a physician first."
    )
    with_arthritis: Text = (
        "With arthritis, exercises on the floor, overhead, bending backward or with crossed legs are left out."
    )
    physician_said_yes: Text = "A physician said that you may: go gently, and stop when it hurts."
    nothing_against: Text = "Nothing in your answers speaks against exercising. Stop when something hurts."
    no_diagnosis: Text = "This is advice, no diagnosis."

    why_physician: Text = "a physician first"
    why_floor: Text = "arthritis: no exercises on the floor"
    why_overhead: Text = "arthritis: no reaching overhead or bending backward"
    why_crossed: Text = "arthritis: no crossed legs"

    never_answered: Text = "they were never answered"
    new_question: Text = "there is a question that you have not answered yet"
    pain_severe: Text = "your pain is severe ({score} of 10 on {day})"
    pain_worse: Text = "your pain became worse ({score} of 10 on {day})"
    physician_before: Text = "Please see a physician before you exercise; the safety questions say why."

    first: Text = (
        "Why these questions: most backs get better with exercise, but with some illnesses exercise can do harm, and then a "
        "physician comes first. The answers show which it is for you. They stay on this computer."
    )
    first_keys: Text = "Answer with {yes} or {no}."
    answered_on: Text = "Answered on {day}:"
    yes: Text = "yes"
    no: Text = "no"
    again_because: Text = "Please answer them anew, because {why}: {command}"
    change: Text = "Change: {command}"
    due: Text = "The safety questions are due: {why}."
    left_out: Text = "left out: {title} ({why})"
    one_moment: Text = "choose one of --before and --after."
    not_to_the_end: Text = (
        "The safety questions were not answered to the end, so nothing was kept; answer them with '{command}'."
    )
    come_first: Text = (
        "The safety questions come first, because {why}: answer them with '{command}', or go on without them with "
        "--skip-safety."
    )
    pain_before: Text = "How much does it hurt before exercising, from 0 (not at all) to 10? Enter skips"
    pain_after: Text = "How much does it hurt after exercising, from 0 (not at all) to 10? Enter skips"
    pain_number: Text = "It is a whole number from 0 to 10; found {answer}."
    pain_noted: Text = "Noted: {score} of 10. So far: {scores}."
    pain_advice: Text = "Your pain became worse. Rest, and see a physician if it stays so, keeps growing or is severe."
    answer_before: Text = "Answer the safety questions before you exercise: {command}"
