"""The words of the programme over weeks: doses and why, what is due today, walks, pain in an exercise, the history."""

from __future__ import annotations

from coach.words.group import PhraseGroup, Text


class ProgrammePhrases(PhraseGroup):
    """``{command}`` is what to type in a terminal, as it stands."""

    dose: Text = "{reps} repetitions"
    dose_one: Text = "1 repetition"
    dose_hold: Text = "{dose}, held {hold} s"
    dose_steps: Text = "{reps} steps a leg"
    dose_side: Text = "{dose} on each side"
    where_all_begin: Text = "where everybody begins"
    you_set_it: Text = "you set it on {day}"
    hurt_on: Text = "it hurt on {day}"
    pain_worse_on: Text = "your pain became worse on {day}"
    faults_on: Text = "{faulty} of {count} repetitions had faults or did not count on {day}"
    clean_on: Text = "every repetition was clean on {first} and {second}"
    step_up: Text = "one step up: {why}"
    step_down: Text = "one step down: {why}"
    full_dose: Text = "this is the full dose"
    one_more_day: Text = "one more day with the dose done and every repetition clean leads to {dose}"
    more_days: Text = "{days} days running with the dose done and every repetition clean lead to {dose}"
    dose_said: Text = "{title}: {dose}."
    why: Text = "Why: {why}."
    next: Text = "Next: {next}."

    cold: Text = "Your muscles are cold, and cold ones can be hurt: walk for some minutes first."
    cold_by_command: Text = (
        "Your muscles are cold, and cold ones can be hurt: walk for some minutes first, with 'coach walk'."
    )
    you_left_it_out: Text = "you left it out; '{command}' takes it back in"
    you_left_it_out_page: Text = "you left it out; its own page takes it back in"
    left_out_because: Text = "Left out: {title} ({why})."
    now_left_out: Text = "{title} is left out from now on."
    now_back_in: Text = "{title} is back in."
    was_not_left_out: Text = "{title} was not left out."
    is_left_out: Text = "{title} is left out ({why}); 'coach safety' shows your safety answers."
    all_left_out: Text = "Every exercise is left out; 'coach list' shows them, 'coach safety' your safety answers."
    nothing_left: Text = (
        "Nothing of '{title}' is left; 'coach routine' shows the other routines, 'coach safety' your safety answers."
    )
    nothing_left_position: Text = (
        "Nothing of '{title}' is left to do {position}; 'coach routine' shows the other routines, 'coach safety' your "
        "safety answers."
    )
    physician_first: Text = (
        "Please see a physician before you exercise; 'coach safety' says why, and 'coach safety --again' changes your "
        "answers."
    )

    is_left_out_page: Text = "{title} is left out ({why})."
    all_left_out_page: Text = "Every exercise is left out; each one's own page says why."
    nothing_left_page: Text = "Nothing of '{title}' is left for you; your safety answers say why."

    answer_first: Text = "First answer the safety questions with '{command}', because {why}."
    every_left_out: Text = "Every exercise is left out; 'coach safety' says why."
    warm_walked: Text = "Warm-up: you walked today. If that was long ago, walk a few minutes more."
    warm_marched: Text = "Warm-up: done today, walking in place."
    warm_up_first: Text = "Warm-up first: {commands}, for cold muscles can be hurt."
    either: Text = "{first} or {second}"
    now_fits: Text = "Now fits: {title}, about {minutes} min; {command}"
    due_line: Text = "{title}: {dose} ({position}), {times} today"
    planned: Text = "{title}: {exercises}, about {minutes} min."
    warm_up_offered: Text = (
        "{title} goes without a warm-up, and cold muscles can be hurt. March in place for {minutes} min first?"
    )
    minutes_today: Text = "Your {minutes} minutes for today: {command}"
    today_is_done: Text = "Your minutes of today are done. Well done; go on tomorrow."
    nothing_for_today: Text = "No exercise is left for today; what hurt yesterday or today waits a little."
    warm_up_line: Text = "Warm-up: {title}, {minutes} min"
    reason_core: Text = "with this everybody begins"
    reason_low_back: Text = "last time the low back moved along"
    reason_fault: Text = "last time not all of it was right"
    reason_waited: Text = "last done {days} days ago"
    reason_waited_one: Text = "last done yesterday"
    reason_new: Text = "new"
    reason_often: Text = "asked {times} times a day"
    chosen_line: Text = "{title}: {dose} ({reason})"
    all_of_today: Text = "Every exercise with its dose: {command}"
    times: Text = "{done} of {asked}"
    times_range: Text = "{done} of {asked} to {most}"
    days_in_a_row: Text = "{days} days in a row."
    seated: Text = "seated"
    standing: Text = "standing"
    lying: Text = "lying"
    all_fours: Text = "all-fours"

    walked_enough: Text = "Walked today: {minutes} min ({least} to {most} are asked). That is your warm-up, too."
    walked_some: Text = "Walked today: {minutes} min; {more} more make the {least} that are asked."
    walked_none: Text = "Not walked yet today: {least} to {most} min are asked, relaxed, carrying little or nothing."
    walked_week: Text = "In the last 7 days: {days} with {least} min or more; {asked} are asked."
    first_week: Text = (
        "First walking week, day {day} of {days}: walk every day before you begin with the upper-back stretches. If you "
        "are fit, add 30 to 60 min a day."
    )
    logged_by_hand: Text = "Logged, done without a camera: {title}."
    walk_logged_already: Text = "That walk is logged already."
    walk_logged: Text = "Logged: a walk of {minutes} min."
    walk_begins: Text = "Walk, relaxed, carrying little or nothing. {minutes} min; Enter ends it earlier."
    walk_clock: Text = "{walked} walked, {left} to go"
    walk_too_short: Text = "That was less than a minute; nothing is logged."
    walk_on: Text = "If you walk on, log the rest with 'coach walk --log N'."

    it_hurt: Text = "It hurt on {day}: {what}."
    hurt_suggestion: Text = "leave it out with '{command}', or do the warm-up first"
    hurt_suggestion_page: Text = "leave it out on its own page, or do the warm-up first"
    hurt_left_out: Text = "it is left out"
    hurt_days: Text = "{title} hurt on {days}: {what}."
    pains_before: Text = "Pain before exercising, 0 to 10: {scores}."
    pains_after: Text = "Pain after exercising, 0 to 10: {scores}."
    pains_other: Text = "Pain otherwise, 0 to 10: {scores}."

    nothing_stored: Text = "Nothing is stored that fits; 'coach live' stores what you do."
    head_day: Text = "Day"
    head_exercise: Text = "Exercise"
    head_side: Text = "Side"
    head_counted: Text = "Counted"
    head_range: Text = "Range"
    head_best: Text = "Best"
    head_hold: Text = "Hold"
    head_low_back: Text = "Low back"
    head_a_minute: Text = "A minute"
    counted_of: Text = "{counted} of {attempted}"
    counted: Text = "counted"
    legend: Text = (
        "± and (from–to): where the true value lies, 95 % likely. Range: of the repetitions that counted; where none did, "
        "of those tried."
    )
    reminder_message: Text = "Time for your back. What is for today: coach today"
    remind_cron: Text = "Add this to your crontab, with 'crontab -e'."
    remind_systemd: Text = (
        "Copy both files to ~/.config/systemd/user/, then run: systemctl --user daemon-reload; systemctl --user enable "
        "--now {unit}"
    )
    remind_launchd: Text = "Copy the file to {file}, then run: launchctl load {file}"
    remind_windows: Text = "Where {label}.xml lies, run: schtasks /Create /TN {label} /XML {label}.xml"
    profile_line: Text = "{name}: {sessions}, {walks}"
    profile_newest: Text = "{line}, the newest of {day}"
    session_one: Text = "1 session"
    sessions_many: Text = "{count} sessions"
    walk_one: Text = "1 walk"
    walks_many: Text = "{count} walks"
    nobody_stored: Text = "Nothing is stored of anybody."
    renamed: Text = "{old} is now {new}."
    report_written: Text = "Wrote {file}; open it with your browser, and print it from there."
    report_written_pdf: Text = "Wrote {file}."
    report_empty: Text = "Nothing of {profile} is stored that fits; 'coach profiles' lists of whom there is."
    report_private: Text = "This is about your health: give it only to whom you trust."
