"""What the screen writes by itself, beside the cues and titles that it is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from coach.dates import ENGLISH_DATES, Dates
from coach.words.group import PhraseGroup, Text

MOST_NAMED_PARTS: Final = 3
"""More missing parts than this are not listed; chosen."""


class ScreenPhrases(PhraseGroup):
    """The words of an exercise under way, of the guide, and of buttons that every page has."""

    low_back: Text = "LOW BACK"
    low_back_hint: Text = "Low back?"
    not_counting: Text = "Not counting"
    cannot_see: Text = "I can't see {parts}"
    position: Text = "Get into position"
    move: Text = "Move so that I can see {parts}."
    low_back_off: Text = "Low-back warning off"
    too_slow: Text = "Computer too slow"
    warnings_off: Text = "Some warnings off"
    your_parts: Text = "your {parts}"
    you: Text = "you"
    all_of_you: Text = "all of you"
    parts_and: Text = "{first} and {second}"

    target: Text = "target {target}"
    seconds_asked: Text = "of {seconds} s"
    seconds_held: Text = "{seconds} s"
    left: Text = "Left"
    right: Text = "Right"
    reps: Text = "Counted"
    reps_done: Text = "All done"

    paused: Text = "Paused"
    hurt: Text = "Stopped: it hurt"
    done: Text = "Done"
    paused_keys: Text = "Space: go on"
    done_keys: Text = "N: next    Q: quit"
    keys_show_exercise: Text = "Space: done, R: again, H: it hurts, F: full screen, Esc: end"
    keys: Text = "Space: pause, H: it hurts, N: next, F: full screen, Esc: end"

    all_well: Text = "Good. Stay like this."
    following: Text = "Next"
    voice_off: Text = "Voice off"
    save: Text = "Save"
    back: Text = "Back"


@dataclass(frozen=True, slots=True)
class ScreenWords:
    """The screen's words in one language.

    parts: body part, as exercise files name it, to its name as ``{parts}`` needs it. decimal: the sign between whole
    seconds and tenths. dates: how it writes days.
    """

    phrases: ScreenPhrases = field(default_factory=ScreenPhrases.english)
    parts: Mapping[str, str] = field(default_factory=dict)
    decimal: str = "."
    dates: Dates = ENGLISH_DATES

    def named(self, missing: Sequence[str]) -> str:
        """The missing parts: "your hips", "your elbows, wrists and hips", or "you" where none is named."""
        if not missing:
            return self.phrases.you
        if len(missing) > MOST_NAMED_PARTS:
            return self.phrases.all_of_you
        *some, last = [self.parts.get(name, name) for name in missing]
        together = self.phrases.parts_and.format(first=", ".join(some), second=last) if some else last
        return self.phrases.your_parts.format(parts=together)

    def figure(self, value: float, form: str = "g") -> str:
        """A figure with the language's decimal sign; form: as in a format string."""
        return f"{value:{form}}".replace(".", self.decimal)


ENGLISH_SCREEN: Final = ScreenWords()
