"""What the commands about exercises, routines, settings and models print."""

# Without "from __future__ import annotations": pydantic would compile each of the hundreds of annotations anew.

from coach.words.group import PhraseGroup, Text


class TerminalPhrases(PhraseGroup):
    """Lists and single sentences on a terminal."""

    standing: Text = "standing"
    seated: Text = "seated"
    lying: Text = "lying"
    all_fours: Text = "all-fours"
    morning: Text = "morning"
    day: Text = "day"
    evening: Text = "evening"
    or_: Text = "{first} or {second}"
    in_front: Text = "in front of you"
    at_your_side: Text = "at your side"
    at_your_feet: Text = "at your feet"
    between: Text = "half in front of you, half at your side"
    also_seen_from: Text = "Also works with the camera {place}."
    also_seen_without: Text = "Also works with the camera {place}; not watched from there: {faults}."
    seen_from: Text = "{positions}, camera {place}"
    own_exercises: Text = "Your own exercise files go into {folder}."

    source: Text = "From: {article}"
    position: Text = "Position: {positions}. Camera {place}."
    dose: Text = "Dose: {dose}"
    repetitions: Text = "1 repetition | {reps} repetitions"
    later: Text = "{dose} (later {steps})"
    each_side: Text = "{dose} on each side"
    held: Text = "{dose}, held {seconds} s"
    a_day: Text = "{dose}, {times} times a day"
    range: Text = "{least} to {most}"
    how: Text = "How"
    counts: Text = "It counts"
    watches: Text = "It watches for, and says"
    care: Text = "Take care"
    target: Text = "{measure} of {target}, from your own start position and back to it."
    target_held: Text = "{measure} of {target}, held for {seconds} s, from your own start position and back to it."
    of_the_side: Text = "of the side that moves"
    unmeasured: Text = "How far off this figure is has not been measured: trust its change more than its size."
    off_by: Text = (
        "This figure is ± {likely}: there the true value lies, 95 % likely, by its mean error of {mean} on rendered people "
        "while they moved."
    )

    valid_exercise: Text = "{file} is a valid exercise: {title}, {phases} phases, {dose}"
    valid_routine: Text = "{file} is a valid routine: {title}, {count} exercises, about {minutes}."

    routine_line: Text = "{title} ({where}), {length}"
    routine_length: Text = "{count} exercises, about {minutes}"
    minutes: Text = "{minutes} min"
    nothing_left: Text = "nothing of it is left for you"
    do_a_routine: Text = "Do one with 'coach live --routine NAME'. Your own routine files go into {folder}."
    routine_position: Text = "Position: {where}."
    routine_takes: Text = "In your doses it takes about {minutes}."
    routine_written: Text = "Wrote {file}: {title}, about {minutes}. Edit it for doses of its own."
    routine_do: Text = "Do it with: {command}"

    usual_again: Text = "All settings are the usual ones again."
    change_one: Text = "Change one with 'coach settings KEY VALUE'. They are kept in {file}."

    model_at: Text = "The model {name} is at {file}."
    model_whole: Text = "{file} is whole."
    model_removed: Text = "The model {name} is removed."
    model_not_here: Text = "The model {name} was not here."
    model_present: Text = "present"
    model_missing: Text = "missing"
    model_damaged: Text = "damaged"

    learned: Text = "{title}: {reps}, {position}, camera {place}."
    learned_by: Text = "It counts by {measure}, from {target} on."
    learned_held: Text = "It counts by {measure}, from {target} on, held for {seconds} s."
    learned_written: Text = "Wrote {file}. Put it, and its moving figure, into {folder} to do it with {command}."

    about_health: Text = "This is about your health: give it only to whom you trust."
    rows_sessions: Text = "1 session | {rows} sessions"
    rows_reps: Text = "1 repetition | {rows} repetitions"
    rows_others: Text = "1 other entry | {rows} other entries"
    stored_of: Text = "Stored of {profile}: {what}. 'coach export' takes them away first."
    delete_all: Text = "Delete all of it? It cannot be brought back."
    nothing_deleted: Text = "Nothing was deleted."
    deleted: Text = "It is deleted. Files that you had written (exports, recordings, videos) are where you put them."
    nothing_stored_of: Text = "Nothing is stored of {profile}."
    nothing_stored: Text = "Nothing is stored."
    set_aside_left: Text = (
        "Damaged records that were set aside are still there, and may hold what was stored of you; "
        "'coach delete --set-aside' deletes them: {files}"
    )
    deleted_file: Text = "Deleted {file}."

    batch_stopped: Text = "Stopped with {left} files left; the same command goes on from here."
    batch_done: Text = "Replayed {done} of {all} files: {counted} repetitions counted."
    batch_done_again: Text = "Replayed {done} of {all} files, {before} of them before: {counted} repetitions counted."
    batch_passed_over: Text = "Passed over, since their endings are not those of videos or recordings: {files}."
    batch_closed: Text = "{folder} cannot be looked into; what lies in it is not replayed."
    batch_and_more: Text = "{files} and {more} more"

    keys: Text = "Space pauses, h when it hurts, r again, n next, m mutes, Esc ends."
    written: Text = "Wrote {file}."
    demo: Text = "A rendered person sits and rotates; real pose estimation, the same code as live."
