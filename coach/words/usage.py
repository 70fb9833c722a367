"""What is wrong with how a command was written."""

from coach.words.group import Text
from coach.words.storage import StoragePhrases


class UsagePhrases(StoragePhrases):
    """``{help}`` is the command that shows how it is written."""

    use_missing: Text = "{name} is missing; '{help}' shows how it is written."
    use_no_option: Text = "There is no option {name}; '{help}' shows those there are."
    use_no_option_near: Text = "There is no option {name}; did you mean {near}?"
    use_no_command: Text = "There is no command {name}; '{help}' shows those there are."
    use_no_command_near: Text = "There is no command {name}; did you mean {near}?"
    use_needs_value: Text = "The option {name} needs a value behind it; '{help}' shows which."
    use_no_value: Text = "The option {name} takes no value; '{help}' shows how it is written."
    use_too_much: Text = "{words} is too much here; '{help}' shows how it is written."
    use_expected: Text = "{name}: expected {expected}; '{help}' shows more."
    use_other: Text = "The command is not written as it is to be ({why}); '{help}' shows how."
    number_between: Text = "a number from {least} to {most}"
    pair_of: Text = "{count} values"

    use_names_or_choice: Text = "Name exercises, or choose with --routine and --position, not both."
    use_free_alone: Text = "--free is for any exercise: leave names, --routine, --record and --measures out."
    use_voice_window: Text = "--voice speaks along with the window or into a video; add --window or --save-video."
    use_reset_alone: Text = "--reset goes back to the usual settings, all of them; leave the key out."
    use_which_routine: Text = "Say which one: coach routine show NAME."
    use_one_routine: Text = "One routine at a time; {name} is one too many."
    use_routine_name: Text = "Give the new routine a name: coach routine NAME --from a,b,c."
    use_with_from: Text = "--title, --rest, --no-march and --replace go with --from."
    use_person: Text = "--person is left, right, 1, 2 or 3; found {found}."
    use_profile_behind: Text = "Say it behind the command: coach {command} --profile {profile}."
    use_bad: Text = "{option}: {why}"
