"""Groups of sentences in one language, checked when they are read.

A sentence with a count has a form for each kind of number that its language tells apart, parted by " | ", as in
"1 step | {count} steps". Which form goes with which number is one line of the language file, written as translators have
written it for decades: the plural rule of gettext, as "n != 1".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from string import Formatter
from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, create_model, model_validator
from pydantic_core import CoreSchema, core_schema

from coach.dates import ENGLISH_DATES, Dates
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


class PhraseGroup:
    """``{…}`` are places to be filled; a translation may leave some out, but add none.

    English stands in the class and needs no check. What checks a translation is made when one is read: making it of the
    thousand sentences that there are takes longer than all else that a command does.
    """

    _plural = TWO_FORMS
    _own: frozenset[str] = frozenset()
    _decimal = "."
    _dates = ENGLISH_DATES

    def __init__(self, translated: Mapping[str, str] = {}) -> None:
        """translated: what is said otherwise than in English, by name."""
        self.translated: Final = dict(translated)
        vars(self).update(self.translated)

    @classmethod
    def english(cls) -> Self:
        """As it stands in the program."""
        return cls()

    @classmethod
    def phrases(cls) -> dict[str, str]:
        """Every sentence in English, by its name."""
        return {
            name: phrase
            for each in reversed(cls.__mro__)
            for name, phrase in vars(each).items()
            if isinstance(phrase, str) and not name.startswith("_")
        }

    def said(self) -> dict[str, str]:
        """Every sentence as it is said in this language, by its name."""
        return self.phrases() | self.translated

    def for_count(self, phrase: str, count: int, **places: object) -> str:
        """The form of a sentence that goes with a number, filled in: ``{count}`` is the number."""
        forms = phrase.split(FORMS)
        rule = self._plural if phrase in self._own else TWO_FORMS
        return forms[min(form_of(rule)(count), len(forms) - 1)].format(count=count, **places)

    def date_of(self, day: date) -> str:
        """A day as a sentence of this language has it."""
        return self._dates.in_words(day)

    def short_date_of(self, day: date) -> str:
        """A day as a table in this language has it."""
        return self._dates.short(day)

    def ruled(self, plural: str, decimal: str = ".", dates: Dates = ENGLISH_DATES) -> None:
        """Takes the rule of its language, its sign between whole ones and tenths, and how it writes days.

        Raises Refused where a sentence has neither one form nor as many as the rule.
        """
        needed = forms_of(plural)
        for name, phrase in self.translated.items():
            if (found := phrase.count(FORMS) + 1) not in (1, needed):
                raise Refused(Said("forms_wrong", {"key": name, "found": found, "needed": needed}))
        self._plural, self._own, self._decimal = plural, frozenset(self.translated.values()), decimal
        self._dates = dates

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PhraseGroup) and type(other) is type(self) and other.translated == self.translated

    def __hash__(self) -> int:
        return hash((type(self), tuple(self.translated.items())))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """How pydantic reads a translation: as the fields of a model, of which only what it says is kept."""
        fields: dict[str, Any] = {name: (Text, phrase) for name, phrase in cls.phrases().items()}
        checked = create_model(cls.__name__, __base__=_Checked, **fields)

        def taken(read: _Checked) -> PhraseGroup:
            return cls({name: getattr(read, name) for name in read.model_fields_set})

        return core_schema.no_info_after_validator_function(
            taken,
            handler.generate_schema(checked),
            serialization=core_schema.plain_serializer_function_ser_schema(cls.said),
        )


class _Checked(BaseModel):
    """A translation while it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)

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
