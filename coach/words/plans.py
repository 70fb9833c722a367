"""The words about a therapist's plan: what it asks for, and what became of it."""

from __future__ import annotations

from coach.words.group import PhraseGroup, Text


class PlanPhrases(PhraseGroup):
    """``{days}`` are days of the week, ``{dose}`` is as ``ProgrammePhrases`` says it."""

    taken_in: Text = "{title} is your plan now; 'coach today' shows what it asks for today."
    in_place_of: Text = "It takes the place of {title}; what you did under that one stays in your record."
    removed: Text = (
        "{title} is removed. What you did under it stays in your record, and your minutes are chosen by rule again."
    )
    none: Text = "There is no plan; 'coach plan import FILE' takes one in."
    written: Text = "Wrote {file}: {title}. Change doses, days and notes in it; 'coach validate {command}' checks it."
    is_valid: Text = "{file} is a valid plan: {title}, {count} exercises, {inside} of them inside it."
    private: Text = "A plan can tell of somebody's health: give it only to whom it is for."

    plan: Text = "Plan"
    your_plan: Text = "Your plan"
    by: Text = "{title}, by {by}"
    from_on: Text = "From {first} on."
    until: Text = "Until {last}."
    between: Text = "From {first} to {last}."
    ask: Text = "{title}: {dose}, {days}"
    ask_noted: Text = "{ask}. {note}"
    as_far: Text = "as much as your progress says"
    every_day: Text = "every day"
    times: Text = "{days}, {times} times a day"
    inside: Text = "{title}, which comes with the plan"
    monday: Text = "Monday"
    tuesday: Text = "Tuesday"
    wednesday: Text = "Wednesday"
    thursday: Text = "Thursday"
    friday: Text = "Friday"
    saturday: Text = "Saturday"
    sunday: Text = "Sunday"

    so_far: Text = "{title}, {first} to {last}"
    was_removed: Text = "{plan}; it holds no more"
    answer: Text = "{title}: done {done} of {asked} times, missed {missed}"
    answer_begun: Text = "{answer}, begun and not done to the end {begun}"
    answer_nothing: Text = "{title}: nothing done or missed yet"
    of_them_by_hand: Text = "{count} of them without a camera"
    of_them_less: Text = "{count} of them in a smaller dose"
    beside: Text = "done {count} times more when it was not asked"
    hurt: Text = "ended because it hurt on {days}"
    left_out: Text = "left out now"
    remarks: Text = "{answer}; {remarks}"

    asked: Text = "Asked"
    done: Text = "Done"
    begun: Text = "Begun"
    missed: Text = "Missed"
    dose: Text = "Dose"
    days: Text = "Days"
    remark: Text = "Remarks"
    table: Text = "{plan}, {first} to {last}: exercise by exercise"
    how_counted: Text = (
        "Asked: how often it was due. Done: to the end of the dose. A day counts as missed once it is over; on the days on "
        "which the plan was taken in or removed nothing is missed."
    )
