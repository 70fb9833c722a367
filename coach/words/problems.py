"""What went wrong and what to do, in one language. An error is a code with figures; here its sentence is made."""

import re
from typing import Final

from coach.plain import shown
from coach.said import Figure, Said, Saying
from coach.words.group import Text
from coach.words.usage import UsagePhrases

_SECONDS: Final = frozenset({"seconds", "from_s"})
"""The places that are filled with a time."""

_TENTHS: Final = re.compile(r"\d+\.\d+")


class ProblemPhrases(UsagePhrases):
    """By the code that an error is raised with; what has no code yet is said in the English in which it was raised."""

    camera: Text = "camera {number}"
    connected: Text = "connected: {cameras}."
    none_connected: Text = "no camera is connected: plug one in, or give the address of a network camera."
    stalled: Text = "No picture has come from {camera} for {seconds} s."
    broke_off: Text = "The picture from {camera} broke off."
    closed: Text = "The picture from {camera} was closed."
    no_camera: Text = "There is no camera {camera}; {others}"
    not_called: Text = "No camera is called {camera}; {others}"
    called_twice: Text = "More than one camera is called {camera}; {others}"
    by_number: Text = "There is no camera {camera}: on this system cameras go by number, and 0 is the first."
    address: Text = "No picture comes from {camera}: check the address, and that the camera is on and in this network."
    in_use: Text = (
        "No picture comes from {camera}: another program may be using it, so close that, or plug the camera in again."
    )
    not_allowed: Text = (
        "No picture comes from {camera}: plug it in, close other programs that use it, and allow it under {setting}."
    )
    may_not_use: Text = "This account may not use {camera}: run {command}, then log in again."
    no_url: Text = "The address of the stream is not a URL ({why})."
    no_camera_url: Text = (
        "{scheme}:// cannot be a camera: the address of one begins with http://, https:// or rtsp:// and a host."
    )

    is_folder: Text = "{file} is a folder: give the name of a video file in it."
    is_folder_of_recordings: Text = "{file} is a folder: give the name of a recording in it."
    is_not_there: Text = "{file} does not exist: check the name."
    may_not_be_read: Text = "{file} cannot be read ({why}): check the name, and who may read it."
    recording_unreadable: Text = "{file} cannot be read ({why}): check who may read it."
    no_file_to_read: Text = "{file} is no ordinary file: save the video as one first, and give its name."
    no_file_to_replay: Text = "{file} is no ordinary file: save what it gives as one first, and give its name."
    is_empty: Text = "{file} is empty: copy or download it again."
    is_picture: Text = "{file} is a picture, not a video."
    cut_short: Text = "{file} is cut short and nothing of it can be played: copy or download it again."
    breaks_off_at: Text = "{file} breaks off after {seconds} s: its end is missing, so copy or download it again."
    broken_from: Text = (
        "{file} is broken from {seconds} s on: nothing behind that can be read, so copy or download it again."
    )
    raw_stream: Text = (
        "{file} is a raw stream that does not say how many frames a second it has: give it with --fps, as --fps 25."
    )
    changed_meanwhile: Text = "{file} changed while it was being read."
    no_such_name: Text = "No file can be called {file} ({why})."
    only_videos: Text = "{file} is a recording, without pictures: only a video can be looked at otherwise."
    recording_empty: Text = "{file} is empty: nothing was recorded into it."
    no_recording: Text = "{file} is not a recording of Coach; recordings are made with --record."
    recording_cut: Text = "{file} breaks off before its first pose: nothing of the recording can be read."
    recording_damaged: Text = "{file} has a damaged header and cannot be read."
    which_exercise: Text = (
        "No exercise was recognised in {file}, and its name tells none; say it with --exercise, which may be {known}."
    )
    one_exercise_only: Text = (
        "{options}: that shows one exercise, and several were recognised ({found}); say with --exercise which it is "
        "to be."
    )

    learn_nobody: Text = (
        "{clip}: nobody was seen; the whole person must be in the picture, upright and in enough light."
    )
    learn_seldom: Text = (
        "{clip}: somebody is seen in only {percent} % of it; cut away what is before and behind the exercise."
    )
    learn_too_short: Text = "{clip}: it lasts {seconds} s; show the exercise at least twice."
    learn_hidden: Text = (
        "{clip}: the hips or the shoulders are hidden; move the camera so that head and knees are in the picture."
    )
    learn_diagonal: Text = (
        "{clip}: it was filmed from between front and side, where most angles cannot be told; put the camera "
        "square in front of the person or square to the side."
    )
    learn_back: Text = (
        "{clip}: the person shows the back to the camera; film the exercise from the front or from the side."
    )
    learn_two_directions: Text = (
        "{clip}: the person is seen from the front in {front} pictures and from the side in {side}; show the "
        "exercise from one direction only."
    )
    learn_other_direction: Text = (
        "{clip} and {other} were not filmed from the same direction; show the exercise from one direction only."
    )
    learn_no_rest: Text = (
        "{clip}: nobody keeps still in it for half a second; rest in the start position before the first "
        "repetition and after the last one."
    )
    learn_no_movement: Text = (
        "{clip}: no movement was found that leaves a start position and comes back to it; rest before the first "
        "repetition and after the last one, and move far enough to be seen."
    )
    learn_unlike: Text = (
        "{clip}: {count} movements were found, and no two of them are alike; show the same movement at least twice."
    )
    learn_once: Text = (
        "{clip}: only one repetition was found; show the exercise at least twice, in one clip or in several."
    )
    learn_another: Text = (
        "{clip}: it shows another movement than the other clips; leave it out, or show the same exercise in it."
    )
    learn_no_measure: Text = (
        "{clip}: somebody moves, but no measure follows it surely enough to count by; film it from another side, "
        "or move farther."
    )
    learn_miscounts: Text = (
        "{clip}: {found} repetitions were found, but what was learned from them counts {counted}; show it "
        "slower, rest for a second in the start position before and after each, and do all alike."
    )
    learn_name: Text = (
        "{file}: an exercise file's name is made of small letters, digits and single dashes and ends in .toml, "
        "as in my-neck.toml."
    )
    learn_one_line: Text = "A title and what is wrong are text on one line; found {text}."
    learn_is_there: Text = "{file} is there already; choose another name, or say --replace."
    learn_wrong_pair: Text = "--wrong takes a clip and, behind it, what is wrong in it, in a few words."

    unsure_start: Text = "{clip}: which posture is the start position is not sure; the one kept first was taken."
    unsure_left_out: Text = "{count} movements unlike the others were left out, at {moments}."
    unsure_sides: Text = "One side was shown {one} times, the other {other} times."
    unsure_target: Text = "The repetitions differ much from each other: the target follows the smallest one."
    unsure_two: Text = "With only two repetitions it is not known how much they usually differ."
    unsure_counts_too: Text = (
        "{exercise} counts in these clips, too (repetitions: {count}): perhaps it is that exercise."
    )
    unsure_words: Text = "Write into the file what is said meanwhile, how it is to be done, and for whom it is safe."
    unsure_fault: Text = "No measure tells {clip} from the clips done well: no fault was made of it."

    plan_unfit: Text = "{why}"
    plan_unreadable: Text = (
        "A plan in your record cannot be read by this Coach ({why}); update Coach, or take it in once more."
    )
    plan_id_taken: Text = (
        "{file}: the exercise {exercise} inside the plan has the id of one of Coach's; give it another id."
    )
    plan_id_own: Text = (
        "{file}: the exercise {exercise} inside the plan has the id of a different one of your own ({own}); rename one of "
        "them."
    )
    plan_id_other: Text = (
        "The exercise {exercise} inside the plan has the id of a different one in another person's plan on this computer; "
        "give it another id."
    )
    plan_no_exercise: Text = (
        "{file}: the plan asks in place {number} for {exercise}, which is neither one of Coach's nor inside the plan; "
        "'coach list' shows what there is."
    )
    plan_no_hold: Text = (
        "{file}: the plan asks in place {number} for a hold, and {exercise} has none; leave hold_s out there."
    )
    plan_exercise_unwritten: Text = "The exercise {file} of the plan cannot be written ({why}); nothing was taken in."
    plan_exercise_left: Text = "{file} belongs to no plan any more and cannot be deleted ({why}); delete it by hand."
    plan_none: Text = "There is no plan to write; --from a,b,c makes a new one."
    plan_needs_from: Text = "--title, --by, --note, --first-day and --last-day go with --from."
    plan_name: Text = "{file} cannot be a plan; give it a name that ends in .toml."
    plan_day: Text = "A day is written as 2026-05-03; found {found}."

    not_fetched: Text = "The pose model {name} could not be fetched because {why}; {remedy}."
    remedy: Text = "try again, or by hand: {by_hand}"
    no_model: Text = "There is no pose model {name}; choose one of {known}."
    model_damaged: Text = "The pose model {file} is damaged ({why}); run: coach models fetch {name}."
    model_undeletable: Text = "The pose model {file} cannot be deleted ({why}); delete it by hand."
    model_unloadable: Text = "The pose model {file} cannot be loaded ({why}); run: coach models verify."
    model_unreadable: Text = "The pose model {file} cannot be read ({why}); run: coach models fetch."

    model_failed: Text = "The pose model failed at {seconds} s ({why}); what was counted until then is kept."

    full: Text = "{file} cannot be written ({why}): free some space; what it holds already is safe."
    locked: Text = "{file} is kept locked by another program; end that one and try again."
    not_writable: Text = (
        "{file} cannot be written ({why}); make file and folder writable, or name another folder in the environment as "
        "COACH_HOME."
    )
    no_place: Text = (
        "{file} cannot be written ({why}); make its folder writable, or name another folder in the environment as "
        "COACH_HOME."
    )
    damaged: Text = "{file} is damaged ({why}); start again, and Coach sets it aside and begins a new one."
    unusable: Text = "{file} cannot be used ({why}); move it away, and Coach begins a new one."
    nothing_of: Text = "Nothing is stored of {profile}; 'coach profiles' lists whose records there are."
    profile_taken: Text = "There is a profile {profile} already, and two cannot be made one; choose another name."

    no_file_to_write: Text = "{file} is no ordinary file; name one to write to."
    folder_to_write: Text = "{file} is a folder; name a file inside it to write to."
    no_folder: Text = "{file} cannot be written, because there is no folder {folder}; make it first."
    folder_is_file: Text = "{file} cannot be written, because {folder} is a file and not a folder."
    not_overwritten: Text = "{file} is there already and may not be overwritten; choose another name."
    cannot_write: Text = "{file} cannot be written ({why}); free some space or choose another place."
    no_video_name: Text = "{file} cannot be written as a video; give it a name that ends in .mp4."
    used_twice: Text = "{file} is used twice in this run; choose another name for the output."
    recording_there: Text = "{file} is there already and a recording never overwrites one; choose another name."
    no_report_name: Text = "{file} cannot be a report; give it a name that ends in .html or .pdf."
    no_export_name: Text = (
        "--export tells the kind of file by its ending, which must be {known} or {last}; found '{file}'."
    )
    needs_parquet: Text = "Parquet needs a package that is not installed; run: pip install pyarrow (or choose .csv)."

    no_setting: Text = "There is no setting {key}; there are {known}."
    settings_unwritable: Text = (
        "The settings {file} cannot be written ({why}); make the folder writable, or name another one in the environment "
        "as COACH_HOME."
    )
    settings_irremovable: Text = "The settings {file} cannot be removed ({why})."
    forms_wrong: Text = "{key}: has {found} forms, and the plural rule of the language tells {needed} apart"
    no_plural_rule: Text = "plural must be a rule as gettext writes it, as 'n != 1'; found {found}"
    no_language: Text = "There is no language {code}; there are {known}."
    no_time_zone: Text = (
        "TZ in the environment names a time zone that does not exist ({zone}); set it to one that does, as "
        "Europe/Berlin."
    )

    no_window: Text = "No window can be opened ({why}); {what_to_do}"
    no_display: Text = "No display was found; {what_to_do}"
    display_failed: Text = "No display was found ({why}); {what_to_do}"
    without_window: Text = (
        "log in to a desktop or set DISPLAY to a screen, or replay a video without --window, which needs none."
    )

    no_memory: Text = (
        "There is too little memory for that: close other programs, or give Coach more where its memory is limited."
    )
    bug: Text = "This is a bug in Coach ({what}); run it again as 'coach --debug ...' and report what it prints."

    model_needed: Text = "The pose model '{name}' is needed once and is fetched now."
    model_now: Text = "The model '{name}' is at work now, in this session; 'coach settings model {name}' keeps it."
    model_stays: Text = "{problem} The session goes on with the model '{name}'."
    output_failed: Text = "The output {output} failed ({why}) and was switched off."
    goes_on_without: Text = "{problem} The session goes on without it."
    picture_turned: Text = (
        "The picture seems to be turned: the head points {way} in it; if so, turn it with --turn {turn}."
    )
    head_left: Text = "to the left"
    head_down: Text = "down"
    head_right: Text = "to the right"
    two_people_left: Text = (
        "Two people are in the picture, and the one on the left is followed; --person right chooses the other one."
    )
    two_people_right: Text = (
        "Two people are in the picture, and the one on the right is followed; --person left chooses the other one."
    )
    several_people: Text = (
        "{count} people are in the picture, and number {number} from the left is followed; --person with a number from "
        "the left chooses another one."
    )
    not_finished: Text = "{file} was not finished when it was recorded; what is there is replayed."
    slow: Text = (
        "Only {rate} poses a second with the model '{model}': I change to '{lighter}' now; 'coach settings model {lighter}' "
        "makes it the usual one."
    )
    slow_with_lightest: Text = (
        "Only {rate} poses a second with the model '{model}': faults that need more are not told; close other programs."
    )

    no_video: Text = "{file} holds no video that can be played: it is something else, only sound, or damaged."
    camera_back: Text = "The camera is back."

    def told(self, problem: Saying | Figure) -> str:
        """An error's sentence in this language; as it was raised where it has no code."""
        if isinstance(problem, Said):
            phrase: str = getattr(self, problem.code)
            return phrase.format(**{place: self._figure(place, figure) for place, figure in problem.figures.items()})
        return str(problem) if isinstance(problem, str | int | float) else self.told(problem.said)

    def _figure(self, place: str, figure: Figure) -> str:
        """What fills a place: a time in seconds with the language's own sign; a text, as a file's name, with escapes for what
        would make two lines of one."""
        said = shown(figure) if isinstance(figure, str) else self.told(figure)
        return said.replace(".", self._decimal) if place in _SECONDS and _TENTHS.fullmatch(said) else said
