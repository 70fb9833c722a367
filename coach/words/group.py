"""Groups of sentences in one language, checked when they are read.

A sentence with a count has a form for each kind of number that its language tells apart, parted by " | ", as in
"1 step | {count} steps". Which form goes with which number is one line of the language file, written as translators have
written it for decades: the plural rule of gettext, as "n != 1".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from string import Formatter
from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from coach.said import Refused, Said

Text = Annotated[str, Field(min_length=1)]

FORMS: Final = " | "
"""What stands between the forms of a sentence."""

TWO_FORMS: Final = "n != 1"
"""As in English: one, and all else."""

FIRST_FORMS: Final[Mapping[str, str]] = {
    "dose_one": "dose",
    "session_one": "sessions_many",
    "walk_one": "walks_many",
    "exercise_one": "exercises_many",
    "repetition_one": "repetitions_many",
    "day_one": "days_many",
    "minute_for_today": "minutes_for_today",
    "one_first": "several_first",
    "once": "times",
    "one_repetition": "repetitions",
    "one_session": "rows_sessions",
    "one_rep": "rows_reps",
    "one_other": "rows_others",
}
"""What is said of one alone, as language files had it before sentences had forms, to the sentence whose first form it is."""


class PhraseGroup(BaseModel):
    """``{…}`` are places to be filled; a translation may leave some out, but add none."""

    # What checks a translation is built when one is read: English needs no check, and building takes a third of a second.
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)

    _plural: str = PrivateAttr(TWO_FORMS)
    _own: frozenset[str] = PrivateAttr(frozenset())
    _decimal: str = PrivateAttr(".")

    @classmethod
    def english(cls) -> Self:
        """As it stands in the program."""
        return cls.model_construct()

    def for_count(self, phrase: str, count: int, **places: object) -> str:
        """The form of a sentence that goes with a number, filled in: ``{count}`` is the number."""
        forms = phrase.split(FORMS)
        rule = self._plural if phrase in self._own else TWO_FORMS
        return forms[min(form_of(rule)(count), len(forms) - 1)].format(count=count, **places)

    def ruled(self, plural: str, decimal: str = ".") -> None:
        """Takes the rule of its language, and its sign between whole ones and tenths.

        Raises Refused where a sentence has neither one form nor as many as the rule.
        """
        needed = forms_of(plural)
        own = {name: str(getattr(self, name)) for name in self.model_fields_set}
        for name, phrase in own.items():
            if (found := phrase.count(FORMS) + 1) not in (1, needed):
                raise Refused(Said("forms_wrong", {"key": name, "found": found, "needed": needed}))
        self._plural, self._own, self._decimal = plural, frozenset(own.values()), decimal

    @model_validator(mode="before")
    @classmethod
    def _with_forms(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        kept = {name: text for name, text in values.items() if FIRST_FORMS.get(name) not in cls.model_fields}
        for name, text in values.items():
            if name not in kept:
                sentence = FIRST_FORMS[name]
                others = str(kept.get(sentence, cls.model_fields[sentence].default.split(FORMS)[-1]))
                kept[sentence] = FORMS.join([str(text), *(others.split(FORMS)[1:] or [others])])
        return kept

    @model_validator(mode="after")
    def _known_places(self) -> Self:
        for name in self.model_fields_set:
            try:
                found = places_in(getattr(self, name))
                fits = not _is_laid_out(getattr(self, name))
            except ValueError:
                fits, found = False, set()
            if not fits:
                raise Refused(Said("braces_wrong", {"key": name}))
            if strange := found - places_in(type(self).model_fields[name].default):
                raise Refused(Said("no_place_to_fill", {"key": name, "place": min(strange)}))
        return self


def _is_laid_out(phrase: str) -> bool:
    """Whether a place says how it is to be filled: a width of a billion would fill the memory."""
    return any(form or kind for _, name, form, kind in Formatter().parse(phrase) if name is not None)


def places_in(phrase: str) -> set[str]:
    """The names in braces. Raises ValueError where braces do not match."""
    return {name for _, name, _, _ in Formatter().parse(phrase) if name is not None}


@lru_cache(maxsize=8)
def form_of(plural: str) -> Callable[[int], int]:
    """The rule as a function: which form, from 0 on, goes with a number. Raises Refused where it is no rule."""
    from gettext import c2py

    try:
        return c2py(plural)
    except (ValueError, RecursionError) as problem:
        raise Refused(Said("no_plural_rule", {"found": repr(plural)})) from problem


@lru_cache(maxsize=8)
def forms_of(plural: str) -> int:
    """How many forms a rule tells apart: no language has one that shows beyond a thousand first."""
    rule = form_of(plural)
    try:
        return max(rule(number) for number in range(1001)) + 1
    except ArithmeticError as problem:
        raise Refused(Said("no_plural_rule", {"found": repr(plural)})) from problem
