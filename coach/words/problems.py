"""What went wrong and what to do, as far as the screen shows it: from the English sentence of the error to another language.

An error is raised far from whoever knows the language, and a log keeps it in English. So each English sentence here is the
pattern by which the error is known, too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from coach.words.group import PhraseGroup, Text


class ProblemPhrases(PhraseGroup):
    """Troubles in front of the camera, with the pose model and with the record; what is not here is shown in English."""

    camera: Text = "camera {number}"
    stalled: Text = "No picture has come from {camera} for {seconds} s."
    broke_off: Text = "The picture from {camera} broke off."
    closed: Text = "The picture from {camera} was closed."
    no_camera: Text = "There is no camera {camera}; {others}"
    not_called: Text = "No camera is called {camera}; {others}"
    called_twice: Text = "More than one camera is called {camera}; {others}"
    address: Text = "No picture comes from {camera}: check the address, and that the camera is on and in this network."
    in_use: Text = (
        "No picture comes from {camera}: another program may be using it, so close that, or plug the camera in again."
    )
    not_allowed: Text = (
        "No picture comes from {camera}: plug it in, close other programs that use it, and allow it under {setting}."
    )
    may_not_use: Text = "This account may not use {camera}: run {command}, then log in again."
    not_fetched: Text = "The pose model {name} could not be fetched because {why}; {remedy}."
    full: Text = "{file} cannot be written ({why}): free some space; what it holds already is safe."
    locked: Text = "{file} is kept locked by another program; end that one and try again."
    not_writable: Text = (
        "{file} cannot be written ({why}); make file and folder writable, or name another folder in the environment as "
        "COACH_HOME."
    )
    damaged: Text = "{file} is damaged ({why}); start again, and Coach sets it aside and begins a new one."

    def told(self, problem: str) -> str:
        """An error's sentence in this language; as it is where it is not known."""
        for name, pattern in _patterns():
            if found := pattern.fullmatch(problem):
                places = {
                    place: self.told(text) if place == "camera" else text for place, text in found.groupdict().items()
                }
                said: str = getattr(self, name)
                return said.format(**places)
        return problem


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each sentence's name, and what its English words look like once they are filled."""
    found = []
    for name, field in ProblemPhrases.model_fields.items():
        pieces = re.split(r"\{(\w+)\}", field.default)
        texts = [f"(?P<{piece}>.+)" if number % 2 else re.escape(piece) for number, piece in enumerate(pieces)]
        found.append((name, re.compile("".join(texts))))
    return tuple(found)
