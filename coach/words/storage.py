"""What is wrong with what Coach keeps and writes: the record, settings, tables, batches; and what the voice could not do."""

from coach.words.group import Text
from coach.words.media import MediaPhrases


class StoragePhrases(MediaPhrases):
    """Where it goes, who does it, and what the system says."""

    os_no_file: Text = "No such file or directory"
    os_not_permitted: Text = "Operation not permitted"
    os_denied: Text = "Permission denied"
    os_no_space: Text = "No space left on device"
    os_read_only: Text = "Read-only file system"
    os_is_folder: Text = "Is a directory"
    os_no_folder: Text = "Not a directory"
    os_exists: Text = "File exists"
    os_name_long: Text = "File name too long"
    os_failed: Text = "Input/output error"
    os_quota: Text = "Disk quota exceeded"
    os_busy: Text = "Device or resource busy"
    os_too_large: Text = "File too large"
    os_too_many: Text = "Too many open files"
    os_loop: Text = "Too many levels of symbolic links"
    os_timed_out: Text = "Connection timed out"
    os_refused: Text = "Connection refused"

    setting_wrong: Text = "The setting {key} must be {expected}; found {found}."
    settings_unreadable: Text = "The settings {file} cannot be read ({why}); the usual ones are taken."
    settings_broken: Text = "The settings {file} are broken ({why}); the usual ones are taken."
    settings_aside: Text = "The settings were broken ({why}) and are set aside as {aside}; the usual ones are taken."
    it_is: Text = "it {why}"
    setting_unknown: Text = "{key} is no setting"
    setting_must: Text = "{key} must be {expected}, found {found}"
    on_or_off: Text = "on or off"
    one_of: Text = "one of {values}"
    a_voice: Text = "a voice's name"
    a_camera: Text = "a number, a name or an address"
    no_place_to_fill: Text = "{key}: has no {{{place}}} to fill in"
    braces_wrong: Text = (
        "{key}: its braces do not fit together, or hold more than a name; write a brace that is meant as such twice"
    )
    folder_impossible: Text = (
        "No folder can have the name that {variable} in the environment gives ({why}); set it to another one."
    )
    folder_unmade: Text = "The folder {folder} cannot be made ({why}); make its place writable."

    nothing_from: Text = (
        "Nothing is stored of {profile} from {day} on, so {file} was not written; 'coach profiles' lists whose records "
        "there are."
    )
    nothing_for_file: Text = (
        "Nothing is stored of {profile}, so {file} was not written; 'coach profiles' lists whose records there are."
    )
    cannot_be_file: Text = "{file} cannot be written ({why}); choose another name."
    undeletable: Text = "{file} cannot be deleted ({why}); delete it by hand."
    no_tables_folder: Text = "{folder} cannot be made a folder ({why}); choose another name."
    folder_not_empty: Text = "{folder} is not empty; name a new folder to write the tables into."
    record_aside: Text = (
        "The record {file} was damaged; it was set aside, whole as it was, as {aside}, and a new one was begun."
    )
    record_unreadable: Text = "{file} cannot be read ({why}); make it readable and try again."
    record_stays: Text = (
        "{file} is damaged and cannot be set aside ({why}); move it away by hand, and Coach begins a new one."
    )
    record_newer: Text = (
        "{file} was written by a newer Coach (its schema is {found}, this one knows {known}); update Coach, nothing in it "
        "was changed."
    )
    record_failed: Text = "The record {file} failed ({why})."
    record_goes_on: Text = "{problem} The session goes on, and Coach keeps trying to store it."
    traces_left: Text = "It is removed, but traces may be left: {why}"
    traces_in: Text = (
        "It is removed, but traces may be left in {file}, because another program reads the record; end that one, and say "
        "'coach delete' once more."
    )
    row_left_out: Text = "In the record {file} 1 row cannot be read and is left out: {rows}."
    rows_left_out: Text = "In the record {file} {count} rows cannot be read and are left out: {rows}."
    row_named: Text = "{table} {number} ({why})"
    more_rows: Text = "{rows}, and {count} more"
    cell_wrong: Text = "{column} is {found}, which is no {expected}"
    no_text: Text = "its tables have names that are no text"
    poses_kept: Text = "poses of a repetition"
    a_file_text: Text = "text of a file"
    a_number_there: Text = "number"
    a_list_there: Text = "list"
    a_reason: Text = "reason"
    a_side: Text = "side"
    a_date: Text = "date"
    a_moment: Text = "date with its offset"
    a_possible_number: Text = "number that can be"
    number_from_to: Text = "whole number from {least} to {most}"
    lost_reps: Text = "{count} repetitions could not be stored. {why}"
    lost_hurt: Text = "That it hurt could not be stored. {why}"
    lost_some: Text = "Some of what happened could not be stored. {why}"

    no_table_name: Text = (
        "{option} tells the kind of table by its ending, which must be .csv or .parquet; found '{file}'."
    )
    no_frames: Text = "{file} was not written, because not one frame was seen."
    no_angles: Text = "{file} was not written, because no angle was known; .sto would show that it was not."
    needs_pdf: Text = (
        "A PDF needs a package that is not installed; run: pip install weasyprint (or choose .html, and print that from "
        "your browser)."
    )
    needs_pango: Text = (
        "A PDF needs the library Pango, which is not installed; on Debian or Ubuntu run: sudo apt install {packages} (or "
        "choose .html, and print that from your browser)."
    )
    video_failed: Text = "{file} could not be written ({why}); free some space or choose another place."
    video_broke: Text = "the video broke off, as on a full disk"
    window_closed: Text = "The window is closed; open another one to show anything."

    no_speech: Text = "No speech engine was found; {instead}. 'coach check' says which to install."
    tones_instead: Text = "tones take its place"
    shown_only: Text = "the cues are shown only"
    voice_failed: Text = "The voice failed ({why}); the cues are shown only."
    engine_given_up: Text = "The speech engine {name} {why}; {instead}. 'coach check' and the setting voice_name help."
    engine_unstarted: Text = "cannot be started ({why})"
    engine_failed: Text = "failed {times} times"
    no_tone: Text = "No tone can be played ({why}); the cues are shown only."
    unprinted: Text = "what was to be printed could not be ({why}); everything else was done."

    batch_output_too: Text = "{file} is one of the files to replay; choose another name for the output."
    batch_killed: Text = (
        "The process that replayed {file} was killed each time, perhaps for want of memory; try it with fewer --jobs."
    )
    batch_nothing_at: Text = (
        "There is no video or recording at {place}; name a folder, a file, or a pattern as 'a/*.mp4'."
    )
    batch_other_coach: Text = (
        "The batch began with Coach {asked}, and the process that was to replay this has another Coach ({here}), or other "
        "exercises or weights; make them the same and repeat the command."
    )
    batch_bug: Text = "A bug in Coach ended its replay ({what}); 'coach --debug replay' shows where."
    batch_bad: Text = (
        "{count} of {all} files could not be replayed, or not to their end; they are named above, and the same command "
        "tries them again."
    )
    batch_named: Text = "{file}: {why}"
    sentences: Text = "{first} {more}"
    cluster_package: Text = "--cluster needs a package that is not installed; run: pip install distributed."
    cluster_silent: Text = (
        "No Dask scheduler answers at {address}; start one with 'dask scheduler' and name its address."
    )
    cluster_empty: Text = (
        "The cluster at {address} has no workers; start some with 'dask worker {address} --nthreads 1'."
    )
    cluster_worker: Text = "A worker of the cluster at {address} cannot run Coach ({why}); install it there, too."
    cluster_lost: Text = (
        "The cluster at {address} was lost; start it again and repeat the command, which goes on from here."
    )
    bar_files: Text = "files"
    bar_frames: Text = "frames"
    bar_batch: Text = "batch"
    bar_model: Text = "model {name}"
