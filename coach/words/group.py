"""Groups of sentences in one language, checked when they are read."""

from __future__ import annotations

from string import Formatter
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from coach.errors import Said, WrongValue

Text = Annotated[str, Field(min_length=1)]


class PhraseGroup(BaseModel):
    """``{…}`` are places to be filled; a translation may leave some out, but add none."""

    # What checks a translation is built when one is read: English needs no check, and building takes a third of a second.
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)

    @classmethod
    def english(cls) -> Self:
        """As it stands in the program."""
        return cls.model_construct()

    @model_validator(mode="after")
    def _known_places(self) -> Self:
        for name in self.model_fields_set:
            try:
                found = places_in(getattr(self, name))
                fits = not _is_laid_out(getattr(self, name))
            except ValueError:
                fits, found = False, set()
            if not fits:
                raise WrongValue(Said("braces_wrong", {"key": name}))
            if strange := found - places_in(type(self).model_fields[name].default):
                raise WrongValue(Said("no_place_to_fill", {"key": name, "place": min(strange)}))
        return self


def _is_laid_out(phrase: str) -> bool:
    """Whether a place says how it is to be filled: a width of a billion would fill the memory."""
    return any(form or kind for _, name, form, kind in Formatter().parse(phrase) if name is not None)


def places_in(phrase: str) -> set[str]:
    """The names in braces. Raises ValueError where braces do not match."""
    return {name for _, name, _, _ in Formatter().parse(phrase) if name is not None}
