"""What 'coach check' prints."""

# Without "from __future__ import annotations": pydantic would compile each of the hundreds of annotations anew.

from coach.words.group import PhraseGroup, Text


class CheckPhrases(PhraseGroup):
    """A line each: what was looked at, what was found, and what to do about it."""

    ok: Text = "ok"
    note: Text = "note"
    problem: Text = "PROBLEM"
    line: Text = "{subject}: {found}"
    ready: Text = "Ready."
    several_first: Text = "1 thing must be put right first. | {count} things must be put right first."
    more: Text = "'coach check --start' starts the libraries and the pose model, too."

    python: Text = "Python"
    install_python: Text = "Install Python 3.11 to 3.14 and make the environment with that."
    libraries: Text = "system libraries"
    all_there: Text = "all there"
    missing: Text = "missing {names}"
    run: Text = "Run: {command}"
    lacking: Text = "is not installed"
    does_not_load: Text = "does not load ({why})"
    starts: Text = "{version}, loads"
    clashes: Text = "is installed beside {needed} and overwrites its files"
    model: Text = "pose model"
    model_at: Text = "{name}, {file}"
    model_starts: Text = "{name}, {file}, finds poses"
    model_missing: Text = "{name} is missing"
    model_damaged: Text = "{name} is damaged"
    exercises: Text = "exercises"
    no_exercises: Text = "none in {folder}"
    install_again: Text = "Install coach again."
    correct: Text = "Correct or remove that file."
    cache_folder: Text = "cache folder"
    your_folder: Text = "your folder"
    writable: Text = "{folder} can be written"
    unwritable: Text = "{folder} cannot be written ({why})"
    another_folder: Text = "Make it writable, or name another folder in the environment as {variable}."
    record: Text = "your record"
    nothing_stored: Text = "nothing is stored yet"
    record_of_one: Text = "{file}, of 1 person"
    record_of_several: Text = "{file}, of {count} people"
    speech: Text = "speech"
    engine: Text = "{name}, {command}"
    no_engine: Text = "no engine found"
    speech_of_macos: Text = "macOS brings 'say'; make sure that /usr/bin is on the PATH."
    speech_of_windows: Text = "Windows brings PowerShell; make sure that 'powershell' is on the PATH."
    install_speech: Text = (
        "Install one: sudo apt install espeak-ng (or your system's own way); without, tones are played."
    )
    camera: Text = "camera"
    none_found: Text = "none found"
    plug_in: Text = "Plug one in, allow this program to use it, and close others that do; replays work without."
    display: Text = "display"
    window_opens: Text = "a window can be opened"
