"""Languages: every shipped one fits the exercises there are, is whole where it says so, and changes nothing but words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from coach import languages, paths
from coach.app import setting_words
from coach.coaching.cues import CueBoard
from coach.coaching.session import Session
from coach.engine.catalog import find, load
from coach.errors import ExerciseFileError
from coach.events import FaultRaised, RepAbandoned, TrackingLost
from coach.landmarks import GROUPS
from coach.reasons import (
    BegunBefore,
    CameBack,
    Doubted,
    DoubtKind,
    Ended,
    FellShort,
    HeldShort,
    Hurt,
    LeftPlace,
    LeftPosition,
    LostSight,
    NothingSeen,
    OtherPerson,
    Paused,
    Reason,
    Told,
    Voided,
    as_text,
    of_text,
)
from coach.record.store import old_reasons
from coach.values import Rep
from coach.words.group import FORMS, PhraseGroup, places_in
from coach.words.reasons import in_english
from coach.words.wording import ENGLISH, Wording
from tests.movements import pose_of, seated_from_the_front, there_and_back, times

SHIPPED = sorted(path.stem for path in (paths.exercises() / "lang").glob("*.toml"))
GROUPS_OF_WORDS = [name for name in Wording.model_fields if isinstance(getattr(ENGLISH, name), PhraseGroup)]
WITHOUT_A_PLACE = {"reasons.came_back", "terminal.target", "terminal.target_held"}
"""Sentences that a language may say without naming what the English one names: phases and measures have English names alone."""

EXERCISES = sorted(path.stem for path in paths.exercises().glob("*.toml"))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    return tmp_path


def own_language(home: Path, code: str, text: str) -> None:
    folder = home / "exercises" / "lang"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{code}.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_language_fits_the_exercises_there_are(code: str) -> None:
    words = languages.wording(code)
    shipped = {path.stem: path for path in paths.exercises().glob("*.toml")}
    assert sorted(words.exercise.keys() - shipped.keys()) == []
    for name in words.exercise:
        assert words.strangers(load(shipped[name])) == [], name
    assert words.parts.keys() <= GROUPS.keys()


@pytest.mark.parametrize("code", SHIPPED)
@pytest.mark.parametrize("name", GROUPS_OF_WORDS)
def test_a_shipped_language_says_every_fixed_sentence(code: str, name: str) -> None:
    group = getattr(languages.wording(code), name)
    assert sorted(type(group).phrases().keys() - group.translated.keys()) == []


@pytest.mark.parametrize("code", SHIPPED)
@pytest.mark.parametrize("name", GROUPS_OF_WORDS)
def test_a_shipped_sentence_has_the_places_of_the_english_one(code: str, name: str) -> None:
    group, english = getattr(languages.wording(code), name), getattr(ENGLISH, name)
    differing = {
        key: getattr(group, key)
        for key in type(group).phrases()
        if places_in(getattr(group, key)) != places_in(getattr(english, key)) and f"{name}.{key}" not in WITHOUT_A_PLACE
    }
    assert differing == {}


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_language_names_every_part_and_routine(code: str) -> None:
    words = languages.wording(code)
    assert words.parts.keys() == GROUPS.keys()
    shipped = {path.stem for path in (paths.exercises() / "routines").glob("*.toml")}
    assert {name for name, routine in words.routine.items() if routine.title and routine.about} == shipped
    assert len(words.summary.months.split()) == 12
    assert words.safety.yes[0].casefold() != words.safety.no[0].casefold()


def test_there_are_as_many_groups_of_words_as_a_language_has_tables() -> None:
    assert len(GROUPS_OF_WORDS) >= 10


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_language_has_every_exercise_in_full(code: str) -> None:
    words = languages.wording(code)
    assert len(EXERCISES) >= 21
    assert {name: lacking for name in EXERCISES if (lacking := words.lacking(find(name)))} == {}


@pytest.mark.parametrize("code", SHIPPED)
def test_nothing_was_left_in_english_by_oversight(code: str) -> None:
    words = languages.wording(code)
    for name in EXERCISES:
        spec, own = find(name), words.exercise[name]
        english = {
            *spec.instructions,
            spec.camera,
            *spec.safety,
            *(cue.text for cue in spec.cue),
            *(fault.cue for fault in spec.fault),
        }
        translated = {
            *own.instructions,
            own.camera,
            *own.safety,
            *own.cue.values(),
            *(fault.cue for fault in own.fault.values()),
        }
        assert english & translated == set(), name


def test_german_says_the_same_in_german() -> None:
    board = CueBoard(find("sit-and-rotate"), languages.wording("de"))
    reps = {"left": 0, "right": 0}

    def said(event: FaultRaised | RepAbandoned | TrackingLost) -> str:
        return board.update(event.time_s, [event], reps)[0][0].text

    def rep(reason: Reason) -> Rep:
        return Rep("sit-and-rotate", "left", 0.0, 0.0, 0.0, 22.0, 1.2, False, reason)

    low_back, why = find("sit-and-rotate").fault[0], find("sit-and-rotate").fault[0].why
    assert said(FaultRaised(1.0, low_back.id, "void", True, "left")).startswith("Lass die Hüfte ruhig")
    assert said(RepAbandoned(2.0, rep(HeldShort(1.2, 2.0)))) == "Nicht gezählt: 1,2 von 2,0 Sekunden gehalten."
    assert said(RepAbandoned(3.0, rep(FellShort(22.0, 27.0, "°")))) == "Nicht gezählt: 22° von 27° erreicht."
    assert said(RepAbandoned(4.0, rep(Voided((low_back.id,), (why,))))).endswith("unteren Rücken gedreht.")
    unseen = said(TrackingLost(5.0, ("head", "hips", "knees")))
    assert unseen == "Ich sehe deinen Kopf oder deine Hüfte oder deine Knie nicht. Bis dahin zählt nichts."


EVERY_REASON = [
    HeldShort(0.4, 2.0),
    FellShort(21.96, 27.0, "°"),
    CameBack("cow"),
    LostSight(("head", "hips")),
    NothingSeen(9.0),
    *(Doubted(kind) for kind in get_args(DoubtKind)),
    OtherPerson(),
    Paused(),
    Hurt(),
    Ended(),
    BegunBefore(),
    LeftPosition(),
    LeftPlace(),
]


def test_every_reason_is_there() -> None:
    assert {type(each) for each in EVERY_REASON} == {*get_args(Reason)} - {Voided, Told}


@pytest.mark.parametrize("reason", EVERY_REASON, ids=lambda each: type(each).__name__)
def test_why_a_repetition_was_given_up_is_said_in_german_and_kept_as_it_is(reason: Reason) -> None:
    english, german = (words.reason(reason, "sit-and-rotate") for words in (ENGLISH, languages.wording("de")))
    assert english == in_english(reason)
    assert german
    assert german != english
    assert of_text(as_text(reason)) == reason
    assert old_reasons.read(english) == reason or isinstance(reason, FellShort)


def test_a_fault_is_told_in_the_words_of_the_language_however_it_was_kept() -> None:
    fault = find("sit-and-rotate").fault[0]
    german, english = languages.wording("de"), {fault.id: fault.why}
    fact, words = Voided((fault.id,), (fault.why,)), Told(fault.why)
    assert in_english(fact) == fault.why == in_english(words)
    assert german.reason(fact, "sit-and-rotate") == german.reason(words, "sit-and-rotate", english=english) != fault.why
    assert german.reason(fact, "an-exercise-of-ones-own") == fault.why


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "5",
        '{"reason":"Rep"}',
        '{"reason":"HeldShort"}',
        '{"reason":"HeldShort","held_s":"x","asked_s":1}',
        "{",
    ],
)
def test_what_is_no_reason_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no reason"):
        of_text(text)


def test_the_language_changes_the_cues_and_no_event() -> None:
    course = there_and_back(40, 2.3, start_s=3.0)
    poses = [pose_of(seated_from_the_front(turn_deg=course(t)), t) for t in times(10)]
    english, german = Session(find("sit-and-rotate")), Session(find("sit-and-rotate"), languages.wording("de"))
    both = [(english.step(pose), german.step(pose)) for pose in poses]
    assert [a.events for a, _ in both] == [b.events for _, b in both]
    assert [a.state for a, _ in both] == [b.state for _, b in both]
    pairs = [(x, y) for a, b in both for x, y in zip(a.cues, b.cues, strict=True)]
    assert len(pairs) >= 5
    assert all(x.text != y.text and x.priority == y.priority for x, y in pairs)


def test_title_and_instructions_to_be_read_are_in_the_language_too() -> None:
    exercise = find("sit-and-rotate")
    card = Session(exercise, languages.wording("de")).card
    assert card.title == "Drehen im Sitzen"
    assert card.instructions[0].startswith("Setz dich aufrecht hin")
    assert card.fault_cues["low-back"].startswith("Lass die Hüfte ruhig")
    english = {"instructions": exercise.instructions, "fault_cues": {each.id: each.cue for each in exercise.fault}}
    assert replace(card, title=exercise.title, **english) == exercise.card()
    assert Session(exercise).card == exercise.card()


def test_what_a_language_lacks_is_said_in_english(home: Path) -> None:
    own_language(home, "fr", 'name = "Français"\n[phrases]\nhold = "Tenez."\n')
    words = languages.wording("fr")
    assert (words.phrases.hold, words.phrases.let_go) == ("Tenez.", ENGLISH.phrases.let_go)
    assert words.lacking(find("sit-and-arch"))[:2] == ["title", "instructions"]


def test_the_users_own_file_goes_before_the_shipped_one_line_by_line(home: Path) -> None:
    shipped = languages.wording("de")
    own_language(home, "de", '[phrases]\nhold = "Bleib so."\n[exercise.my-turn]\ninstructions = ["Los."]\n')
    words = languages.wording("de")
    assert words.phrases.hold == "Bleib so."
    assert words.phrases.let_go == shipped.phrases.let_go
    assert words.exercise.keys() == shipped.exercise.keys() | {"my-turn"}


def test_english_needs_no_file() -> None:
    assert languages.wording("en") == Wording()


def test_an_unknown_language_is_named_with_those_there_are() -> None:
    with pytest.raises(ExerciseFileError, match=r"no language 'xx'; there are de, en"):
        languages.wording("xx")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[phrases]\nhallo = 'x'", r"xx\.toml: phrases\.hallo: unknown key"),
        ("[phrases]\nhold = '{secs}'", r"xx\.toml: phrases: hold: has no \{secs\} to fill in"),
        ("[phrases]\nhold = '{'", r"xx\.toml: phrases: hold: .*brace"),
        ("phrases =", r"xx\.toml: is not valid TOML"),
        (
            "plural = 'n is one'",
            r"xx\.toml: .*plural must be a rule as gettext writes it, as 'n != 1'; found 'n is one'",
        ),
        ("plural = 'n/0'", r"xx\.toml: .*plural must be a rule"),
        (
            "plural = 'n != 1'\n[summary]\ntimes = 'a | b | c'",
            r"xx\.toml: .*times: has 3 forms, and the plural rule of the language tells 2 apart",
        ),
    ],
)
def test_a_broken_language_file_is_named_with_its_key(home: Path, text: str, sentence: str) -> None:
    own_language(home, "xx", text)
    with pytest.raises(ExerciseFileError, match=sentence):
        languages.wording("xx")


POLISH = "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"
"""As the Polish translators of gettext have it."""


def test_a_language_has_as_many_forms_of_a_sentence_as_it_tells_numbers_apart(home: Path) -> None:
    own_language(home, "pl", f'plural = "{POLISH}"\n[summary]\ntimes = "raz | {{count}} razy | {{count}} razy."\n')
    words = languages.wording("pl").summary
    said = [words.for_count(words.times, count) for count in (1, 2, 5, 12, 22)]
    assert said == ["raz", "2 razy", "5 razy.", "12 razy.", "22 razy"]
    assert ENGLISH.summary.for_count(ENGLISH.summary.times, 0) == "0 times"


def test_what_a_language_lacks_has_the_forms_of_english(home: Path) -> None:
    """In French, 0 goes with 1."""
    own_language(home, "fr", 'plural = "n > 1"\n[pages]\ndays_many = "{count} jour | {count} jours"\n')
    words = languages.wording("fr").pages
    assert [words.for_count(words.days_many, count) for count in (0, 1, 2)] == ["0 jour", "1 jour", "2 jours"]
    assert words.for_count(words.exercises_many, 0) == "0 exercises"


def test_a_language_file_from_before_sentences_had_forms_says_the_same(home: Path) -> None:
    own_language(home, "fr", '[summary]\nonce = "une fois"\ntimes = "{count} fois"\n[pages]\nday_one = "un jour"\n')
    words = languages.wording("fr")
    assert [words.summary.for_count(words.summary.times, count) for count in (1, 3)] == ["une fois", "3 fois"]
    assert [words.pages.for_count(words.pages.days_many, count) for count in (1, 3)] == ["un jour", "3 days"]


def test_no_sentence_with_forms_is_said_without_a_count() -> None:
    """Both forms would be read, with the stroke between them."""
    formed = {
        name
        for group in GROUPS_OF_WORDS
        for name in type(getattr(ENGLISH, group)).phrases()
        if FORMS in getattr(getattr(ENGLISH, group), name)
    }
    assert len(formed) > 8
    wrong = [
        f"{path.name}: {found}"
        for path in (Path(languages.__file__).parent).rglob("*.py")
        for found in re.findall(
            rf"\.(?:{'|'.join(formed)})\.format\((?:count|reps|rows|minutes).*", path.read_text("utf-8")
        )
    ]
    assert wrong == []


def test_a_language_file_with_names_of_before_keeps_its_words(home: Path) -> None:
    own_language(
        home,
        "fr",
        '[sitting]\nfree_title = "Libre"\n[pages]\nlighter = "Vite"\n[screen]\nkeys_showing = "A"\nkeys = "B"\n',
    )
    words = languages.wording("fr")
    assert (words.workout.free_title, words.pages.lighter_model) == ("Libre", "Vite")
    assert (words.screen.keys_show_exercise, words.screen.keys) == ("A", "B")


def test_the_users_words_of_before_go_before_the_shipped_ones(home: Path) -> None:
    own_language(home, "de", '[pages]\nlighter = "Leichter"\n')
    assert languages.wording("de").pages.lighter_model == "Leichter"


def test_a_language_is_called_as_it_calls_itself_and_may_be_set_so() -> None:
    english = languages.wording("en").settings
    assert setting_words.shown("language", "de", english) == "Deutsch"
    assert setting_words.expected("language", english) == "one of Deutsch, English"
    assert [setting_words.meant("language", said, english) for said in ("deutsch", "de", "English")] == [
        "de",
        "de",
        "en",
    ]
