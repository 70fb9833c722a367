"""The home: everything is reached with the keyboard and with the mouse, Esc always goes back, and nothing is dead."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from coach import paths
from coach.app.home.cameras import CameraScreen
from coach.app.home.choosing import exercise_screen
from coach.app.home.following import FollowScreen
from coach.app.home.history_pages import history_screen
from coach.app.home.home import Home, moved, moves
from coach.app.home.pain_pages import PainScreen
from coach.app.home.questions import QuestionsScreen, begin_questions
from coach.app.home.screens import Back, Move, Open, Quit, Screen, Start, Stay, TextScreen
from coach.app.home.setting import SettingsScreen
from coach.app.home.shared import Shared
from coach.app.home.start import HomeScreen
from coach.app.home.typed_setting import TypingScreen
from coach.app.home.walk_pages import WalkScreen
from coach.engine.catalog import find
from coach.errors import SafetyError, SourceError
from coach.outputs.screen.pages.described import Entry, Front, Menu, Page, Scale, TextPage
from coach.outputs.window.keys import Clicked, Key, Pointed, Typed
from coach.record.store import Store, standard_place
from coach.settings import KEYS, load
from coach.values import ExerciseCard, Rep
from coach.weeks import screening
from coach.words.screen import ScreenWords

NOW = datetime(2026, 5, 3, 9, 0, tzinfo=timezone(timedelta(hours=2)))


@pytest.fixture(scope="module")
def shipped() -> Shared:
    """Reading all exercises and routines takes most of a test's time, and they stay the same."""
    return Shared("me", lambda: NOW)


@pytest.fixture
def shared(shipped: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shared:
    """Somebody's of whom nothing is stored."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.setattr("webbrowser.open", lambda _address: True)
    # No test looks through the camera of whoever runs it.
    monkeypatch.setattr("coach.app.home.cameras.list_cameras", lambda: [])
    shared = copy.copy(shipped)
    shared.refresh()
    return shared


def front(screen: Screen) -> Front:
    page = screen.page()
    assert isinstance(page, Front)
    return page


def menu(screen: Screen) -> Menu:
    page = screen.page()
    assert isinstance(page, Menu)
    return page


def reading(screen: Screen) -> TextPage:
    page = screen.page()
    assert isinstance(page, TextPage)
    return page


def opened(move: Move) -> Screen:
    assert isinstance(move, Open), move
    return move.screen


def answer_all(screen: Screen, yes: tuple[str, ...] = ()) -> Move:
    """Answers every question, yes to those whose words are named."""
    for _ in range(2 * len(screening.QUESTIONS)):
        text = menu(screen).lead
        move = screen.hear(Clicked("yes" if any(word in text for word in yes) else "no"))
        if not isinstance(move, Stay):
            return move
    raise AssertionError("the questions never ended")


def names_on(page: Page) -> list[str]:
    if isinstance(page, Menu):
        return [choice.name for choice in page.choices]
    if isinstance(page, Front):
        return [button.name for button in page.buttons]
    return [button.name for button in page.buttons] if isinstance(page, TextPage) else []


def reached(shared: Shared, path: tuple[str, ...]) -> Screen:
    screen: Screen = HomeScreen(shared)
    for name in path:
        screen = opened(screen.hear(Clicked(name)))
    return screen


def all_paths(shared: Shared, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str, Move]]:
    """Every choice on every screen, and where it leads."""
    for name in names_on(reached(shared, path).page()):
        screen = reached(shared, path)
        move = screen.hear(Clicked(name))
        yield path, name, move
        # One exercise's page is like another's: from each list only the first is opened.
        if isinstance(move, Open) and (not path or name == names_on(reached(shared, path).page())[0]):
            yield from all_paths(shared, (*path, name))


def test_no_choice_is_dead_and_escape_always_goes_back(shared: Shared) -> None:
    tried = 0
    seen: set[tuple[str, ...]] = set()
    for path, name, move in all_paths(shared):
        tried += 1
        if isinstance(move, Stay):
            stays = path[:1] in (("settings",), ("walk",), ("reminder",), ("camera",))
            assert stays or name in ("out", "in", "no", "yes", "look"), (path, name)
        if path not in seen:
            seen.add(path)
            assert isinstance(reached(shared, path).hear(Key.BACK), Back), path
            if path and isinstance(page := reached(shared, path).page(), Menu):
                assert page.back, path
                assert isinstance(reached(shared, path).hear(Clicked("back")), Back), path
            assert isinstance(reached(shared, path).hear(Key.CLOSE), Quit), path
    assert tried > 40
    assert {(), ("library",), ("settings",), ("library", "chosen"), ("history",), ("safety",), ("walk",)} <= seen


def test_the_keyboard_reaches_what_the_mouse_reaches(shared: Shared) -> None:
    home = HomeScreen(shared)
    names = names_on(home.page())
    for number, name in enumerate(names):
        assert front(home).buttons[front(home).selected].name == name
        found, clicked = home.hear(Key.ENTER), HomeScreen(shared).hear(Clicked(name))
        assert type(found) is type(clicked), name
        home.hear(Key.RIGHT)
        assert front(home).selected == (number + 1) % len(names)


def test_up_and_down_go_between_the_large_button_and_the_rows_of_tiles(shared: Shared) -> None:
    home = HomeScreen(shared)
    seen = []
    for _ in range(3):
        home.hear(Key.DOWN)
        seen.append(front(home).selected)
    assert seen == [1, 6, 0]
    home.hear(Key.UP)
    home.hear(Key.RIGHT)
    home.hear(Key.UP)
    assert front(home).selected == 2


def test_a_click_on_the_arrow_beside_a_long_list_moves_it_on(shared: Shared) -> None:
    seated = reached(shared, ("library", "seated"))
    names = names_on(seated.page())
    assert len(names) > 7
    for clicks, selected in ((1, 6), (2, len(names) - 1)):
        seated.hear(Clicked("more:down"))
        assert menu(seated).selected == selected, clicks
    seated.hear(Clicked("more:up"))
    assert menu(seated).selected == len(names) - 7


def test_left_and_right_go_from_column_to_column(shared: Shared) -> None:
    library = reached(shared, ("library",))
    half = -(-len(names_on(library.page())) // 2)
    library.hear(Key.RIGHT)
    assert menu(library).selected == half
    library.hear(Key.LEFT)
    assert menu(library).selected == 0


def test_pointing_selects(shared: Shared) -> None:
    home = HomeScreen(shared)
    assert isinstance(home.hear(Pointed("settings")), Stay)
    assert names_on(home.page())[front(home).selected] == "settings"


def test_the_large_button_begins_the_minutes_of_today_with_the_warm_up(shared: Shared) -> None:
    page = front(HomeScreen(shared))
    move = HomeScreen(shared).hear(Clicked("today"))
    assert isinstance(move, Start)
    planned = move.plan()
    assert not isinstance(planned, list)
    assert planned.exercises[0].id == "walk-in-place"
    assert 5 <= len(planned.exercises) <= 6
    assert len(page.figures) == len(planned.exercises) - 1 == page.of
    assert page.main.label == f"Your {shared.minutes_today().minutes} minutes for today"
    assert [each.exercise for each in page.figures] == [each.id for each in planned.exercises[1:]]


def test_the_minutes_are_the_same_on_every_page(shared: Shared) -> None:
    minutes = f"{shared.minutes_today().minutes} min"
    assert minutes in front(HomeScreen(shared)).main.label
    chosen = next(choice for choice in menu(reached(shared, ("library",))).choices if choice.name == "chosen")
    assert minutes in chosen.note
    assert minutes in reading(reached(shared, ("library", "chosen"))).lead
    for choice in menu(reached(shared, ("library", "routines"))).choices:
        (about,) = re.findall(r"about \d+ min", choice.note)
        page = reading(reached(shared, ("library", "routines", choice.name)))
        assert page.blocks[0].heading.endswith(about)


def test_severe_pain_puts_rest_or_a_walk_in_place_of_the_minutes(shared: Shared) -> None:
    rest = opened(PainScreen(shared, "any", Back).hear(Clicked("9")))
    assert "rest, or take a short, easy walk" in reading(rest).blocks[0].heading
    assert isinstance(opened(rest.hear(Clicked("walk"))), WalkScreen)
    page = front(HomeScreen(shared))
    assert page.main.label == "Rest today, or take a walk"
    assert (page.figures, page.of, page.walk) == ((), 0, "")
    assert "20 to 30" not in menu(WalkScreen(shared)).lead, "nobody in severe pain is asked to walk so long"
    with pytest.raises(SafetyError, match="severe today"):
        shared.person.plan_today(shared.exercises, shared.now())
    shared.note_pain(4, "any")
    assert "minutes for today" in front(HomeScreen(shared)).main.label


def test_what_was_done_fills_the_ring_and_the_calendar(shared: Shared) -> None:
    first = shared.minutes_today().chosen[0].exercise
    assert all(mark.state != "done" for mark in front(HomeScreen(shared)).days)
    shared.log_by_hand(first)
    page = front(HomeScreen(shared))
    assert (page.done, page.figures[0].done) == (1, True)
    assert [mark.state for mark in page.days if mark.today] == ["done"]
    assert page.days[-7:][NOW.weekday()].today
    for each in shared.minutes_today().chosen[1:]:
        shared.log_by_hand(each.exercise)
    assert front(HomeScreen(shared)).main.label == "Done for today"


def test_a_walk_is_logged_once_from_the_home_and_counted(shared: Shared) -> None:
    screen = reached(shared, ("walk",))
    screen.hear(Clicked("25"))
    assert "Logged: a walk of 25 min." in menu(screen).lead
    screen.hear(Clicked("25"))
    assert "logged already" in menu(screen).lead
    assert [walk.minutes for walk in shared.person.walks] == [25.0]
    assert shared.minutes_today().warm_up is None, "who has just walked is warm"


def test_a_reminder_is_written_for_the_times_that_were_ticked(shared: Shared, tmp_path: Path) -> None:
    screen = reached(shared, ("reminder",))
    assert "go" not in names_on(screen.page())
    for name in ("0800", "1900", "1230", "1230"):
        screen.hear(Clicked(name))
    page = reading(opened(screen.hear(Clicked("go"))))
    written = [Path(line).read_text(encoding="utf-8") for line in page.blocks[0].lines]
    text = "".join(written)
    assert all(path.startswith(str(tmp_path)) for path in page.blocks[0].lines)
    assert ("08" in text, "19" in text, "12" in text.replace("2012", "")) == (True, True, False)


def test_a_report_is_made_from_the_home(shared: Shared) -> None:
    page = reading(opened(reached(shared, ("report",)).hear(Clicked("make"))))
    assert "<html" in Path(page.blocks[0].heading).read_text(encoding="utf-8")


def test_without_a_camera_the_day_runs_after_the_figure_and_each_is_logged_with_one_tap(shared: Shared) -> None:
    planned = shared.minutes_today().exercises
    screen = FollowScreen(shared, planned)
    for exercise in planned:
        page = reading(screen)
        assert page.title == exercise.title
        assert page.figures[0].exercise == exercise.id
        assert names_on(page)[0] == "done"
        screen.hear(Clicked("done"))
    assert reading(screen).title == "Well done"
    assert {name for name, done in shared.person.sessions.items() if done[-1].completed} == {
        each.id for each in planned
    }
    assert shared.minutes_today().exercises == ()
    assert isinstance(opened(screen.hear(Key.ENTER)), PainScreen)


def test_what_is_skipped_or_hurts_without_a_camera_is_not_logged_as_done(shared: Shared) -> None:
    screen = FollowScreen(shared, shared.minutes_today().exercises[1:3])
    screen.hear(Key.NEXT)
    screen.hear(Clicked("hurts"))
    assert shared.person.sessions == {}
    assert len(shared.person.pain_stops) == 1
    assert isinstance(screen.hear(Clicked("leave")), Back)


def test_a_routine_begins_with_its_warm_up_and_its_rests(shared: Shared) -> None:
    move = reached(shared, ("library", "routines", "desk-break")).hear(Clicked("warm-up"))
    assert isinstance(move, Start)
    planned = move.plan()
    assert not isinstance(planned, list)
    assert planned.exercises[0].id == "walk-in-place"
    assert len(planned.rests_s) == len(planned.exercises)


def test_the_questions_come_one_a_page_and_nothing_is_answered_by_leaning_on_enter(shared: Shared) -> None:
    screen = QuestionsScreen(shared)
    first = menu(screen)
    assert first.lead == screening.QUESTIONS[0].text()
    for _ in range(3):
        screen.hear(Key.ENTER)
    assert menu(screen) == first
    screen.hear(Key.UP)
    screen.hear(Key.ENTER)
    assert menu(screen).lead == screening.QUESTIONS[1].text()
    screen.hear(Key.BACK)
    assert menu(screen).lead == screening.QUESTIONS[0].text()
    assert isinstance(screen.hear(Key.BACK), Back)


def test_answers_are_kept_only_when_all_are_given(shared: Shared) -> None:
    screen = QuestionsScreen(shared)
    screen.hear(Clicked("no"))
    assert shared.person.screened is None
    move = answer_all(screen)
    assert isinstance(move, Open)
    assert move.instead
    assert shared.person.screened is not None
    assert not shared.person.why_screen()


def test_a_warning_sign_sends_to_a_physician_and_no_further(shared: Shared) -> None:
    start = Start(lambda: shared.plan([find("cat-cow")], named=True))
    advice = opened(answer_all(QuestionsScreen(shared, lambda: start), yes=("chest pain",)))
    page = reading(advice)
    assert page.title == "A physician first"
    assert [button.name for button in page.buttons] == ["leave"]
    with pytest.raises(SafetyError):
        start.plan()


def test_after_good_answers_it_goes_on_to_the_exercise(shared: Shared) -> None:
    start = Start(lambda: shared.plan([find("cat-cow")], named=True))
    why = begin_questions(shared, lambda: start)
    assert "Why these questions" in reading(why).blocks[0].heading
    advice = opened(answer_all(opened(why.hear(Key.ENTER))))
    assert advice.hear(Key.ENTER) is start


def test_given_answers_are_read_first_and_can_be_changed(shared: Shared) -> None:
    answer_all(QuestionsScreen(shared), yes=("arthritis",))
    screen = begin_questions(shared)
    assert any("Yes: Do you have arthritis" in line for block in reading(screen).blocks for line in block.lines)
    assert isinstance(opened(screen.hear(Clicked("again"))), QuestionsScreen)
    assert "begin" not in names_on(exercise_screen(shared, find("cat-cow")).page())


def test_an_exercise_is_left_out_and_taken_back_in(shared: Shared) -> None:
    screen = exercise_screen(shared, find("cat-cow"))
    screen.hear(Clicked("out"))
    assert "cat-cow" in shared.person.left_out
    assert names_on(screen.page()) == ["in", "leave"]
    screen.hear(Clicked("in"))
    assert names_on(screen.page()) == ["begin", "follow", "out", "leave"]
    assert not shared.person.left_out


def test_every_setting_is_shown_and_changed_on_screen(shared: Shared) -> None:
    screen = SettingsScreen(shared)
    assert names_on(screen.page()) == list(KEYS)
    for key in KEYS:
        before = getattr(shared.settings, key)
        move = screen.hear(Clicked(f"{key}:more") if key not in ("camera", "voice_name") else Clicked(key))
        if isinstance(move, Open) and key == "camera":
            move = move.screen.hear(Clicked("type"))
        if isinstance(move, Open):
            move.screen.hear(Typed("1"))
            assert isinstance(move.screen.hear(Key.ENTER), Back)
        assert getattr(shared.settings, key) != before, key
        assert load(pytest.fail) == shared.settings, "not saved at once"


def test_a_number_stops_at_its_ends(shared: Shared) -> None:
    screen = SettingsScreen(shared)
    for _ in range(30):
        screen.hear(Clicked("volume:more"))
    assert shared.settings.volume == 100
    for _ in range(30):
        screen.hear(Clicked("volume:less"))
    assert shared.settings.volume == 0


def test_what_may_not_be_is_said_and_not_kept(shared: Shared) -> None:
    screen = TypingScreen(shared, "camera")
    screen.hear(Key.ERASE)
    assert isinstance(screen.hear(Key.ENTER), Stay)
    page = screen.page()
    assert isinstance(page, Entry)
    assert "a number, a name or an address" in page.problem
    assert shared.settings.camera == "0"
    screen.hear(Typed("2"))
    assert isinstance(screen.hear(Key.ENTER), Back)
    assert load(pytest.fail).camera == "2"


def test_a_broken_settings_file_is_set_aside_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    paths.settings_file().parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file().write_text("volume = 'loud'")
    shared = Shared("me", lambda: NOW)
    assert "set aside" in shared.said[0]
    assert shared.settings.volume == 80


def test_the_history_shows_what_was_done(shared: Shared) -> None:
    assert "Nothing is kept yet" in reading(history_screen(shared)).lead
    exercise = find("sit-and-rotate")
    keep(exercise.card(), [40.0, 44.0])
    shared.refresh()
    page = reading(history_screen(shared))
    assert page.blocks[0].heading == "In figures"
    assert "Days with exercise: 1 of 1 (1.0 a week)" in page.blocks[0].lines
    assert "Repetitions that counted: 2 of 2" in page.blocks[0].lines
    assert page.blocks[1].heading == "Sit and rotate"
    assert "2 of 2 counted, 42° ± 10°, best 44°" in page.blocks[1].lines[0]


def keep(card: ExerciseCard, peaks_deg: list[float]) -> None:
    from coach.events import ExerciseStarted, RepCompleted

    store = Store(standard_place(), "me", "camera", NOW, pytest.fail)
    reps = [Rep(card.id, "left", at, at + 1.0, at + 2.0, peak, 2.0, True) for at, peak in enumerate(peaks_deg, 1)]
    store.tell(card, (ExerciseStarted(0.0, card.id), *(RepCompleted(rep.end_s, rep) for rep in reps)))
    store.close()


def test_a_page_to_read_scrolls_and_its_buttons_are_chosen(shared: Shared) -> None:
    screen = exercise_screen(shared, find("sit-and-rotate"))
    assert isinstance(screen, TextScreen)
    screen.hear(Key.DOWN)
    assert reading(screen).first > 0
    screen.hear(Key.UP)
    assert reading(screen).first == 0
    screen.hear(Key.RIGHT)
    assert reading(screen).buttons[reading(screen).selected].name == "follow"


def test_the_caution_stands_on_top_and_the_steps_are_numbered(shared: Shared) -> None:
    page = reading(exercise_screen(shared, find("sit-and-rotate")))
    assert page.blocks[0].tone == "care"
    assert "physician" in page.blocks[0].heading
    (steps,) = [block for block in page.blocks if block.numbered]
    assert steps.lines == find("sit-and-rotate").instructions
    assert [figure.exercise for figure in page.figures] == ["sit-and-rotate"]


def test_y_and_n_answer_and_a_contradiction_is_asked_about_once(shared: Shared) -> None:
    shared.note_pain(9, "any")
    screen = QuestionsScreen(shared)
    while menu(screen).lead != next(each.text() for each in screening.QUESTIONS if each.id == "severe"):
        screen.hear(Key.NEXT)
    screen.hear(Key.NEXT)
    assert "Today you noted pain of 9 of 10" in menu(screen).lead
    screen.hear(Key.YES)
    assert "injured" in menu(screen).lead
    move = answer_all(screen)
    assert reading(opened(move)).title == "A physician first"


def test_pain_is_asked_with_large_numbers_and_kept(shared: Shared) -> None:
    screen = PainScreen(shared, "before", Quit)
    assert isinstance(screen.hear(Key.ENTER), Stay), "nothing is chosen beforehand"
    for _ in range(4):
        screen.hear(Key.RIGHT)
    assert isinstance(screen.hear(Key.LEFT), Stay)
    assert isinstance(screen.hear(Key.ENTER), Quit)
    assert isinstance(PainScreen(shared, "after", Quit).hear(Clicked("10")), Open), "much worse than before"
    assert [(each.score, each.moment) for each in shared.person.pains] == [(2, "before"), (10, "after")]


@pytest.mark.parametrize(("typed", "score"), [("3", 3), ("0", 0), ("10", 10), ("13", 3), ("101", 1)])
def test_pain_is_answered_with_digits(shared: Shared, typed: str, score: int) -> None:
    screen = PainScreen(shared, "before", Quit)
    for digit in typed:
        assert isinstance(screen.hear(Typed(digit)), Stay)
    screen.hear(Key.ENTER)
    assert [pain.score for pain in shared.person.pains] == [score]


@pytest.mark.parametrize("skip", [Key.NEXT, Clicked("skip")])
def test_the_question_about_pain_is_skipped_with_one_key_or_click(shared: Shared, skip: Key | Clicked) -> None:
    assert isinstance(PainScreen(shared, "before", Quit).hear(skip), Quit)
    assert isinstance(PainScreen(shared, "before", Quit).hear(Key.BACK), Back)
    assert shared.person.pains == []


def test_a_routine_names_no_commands(shared: Shared) -> None:
    shared.leave_out("sit-and-rotate")
    page = reading(reached(shared, ("library", "routines", "desk-break")))
    lines = [line for block in page.blocks for line in block.lines]
    assert any("muscles are cold" in line for line in lines)
    assert any("its own page takes it back in" in line for line in lines)
    assert not any("'coach" in line for line in lines)


class ScriptedWindow:
    """Hears what was written down for it, one thing a look, and keeps what it was shown."""

    def __init__(self, *heard: Key | Clicked) -> None:
        self._heard = list(heard)
        self.shown: list[Page] = []

    def write_in(self, words: ScreenWords) -> None:
        self.words = words

    def page(self, page: Page) -> None:
        self.shown.append(page)

    def poll(self) -> list[Key | Clicked]:
        return [self._heard.pop(0)]


def test_before_several_exercises_pain_is_asked_and_going_back_begins_nothing(shared: Shared) -> None:
    answer_all(QuestionsScreen(shared))
    window = ScriptedWindow(Clicked("today"), Key.BACK, Key.CLOSE)
    home = Home(shared, window)  # type: ignore[arg-type]
    home.run()
    assert [page.lead for page in window.shown if isinstance(page, Scale)] == ["How much does it hurt now?"]
    assert home.results == []


def test_without_a_picture_one_may_try_again_choose_another_camera_or_go_on_without(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_camera(*_: object, **__: object) -> None:
        raise SourceError("There is no camera 0; no camera is connected: plug one in.")

    monkeypatch.setattr("coach.app.home.home.run_workout", no_camera)
    monkeypatch.setattr("coach.app.home.cameras.list_cameras", lambda: [])
    answer_all(QuestionsScreen(shared))
    shared.change("ask_pain", "off")
    for name, kind in (("camera", Menu), ("follow", TextPage), ("again", TextPage)):
        window = ScriptedWindow(Clicked("today"), Clicked(name), Key.CLOSE)
        Home(shared, window).run()  # type: ignore[arg-type]
        said = [
            page for page in window.shown if isinstance(page, TextPage) and page.title == "No picture from the camera"
        ]
        assert names_on(said[0]) == ["again", "camera", "follow", "leave"]
        assert "no camera is connected" in said[0].blocks[0].heading
        assert isinstance(window.shown[-1], kind)
        if name == "follow":
            assert names_on(window.shown[-1])[0] == "done"


def test_the_figures_of_a_page_move_and_nothing_else_is_drawn_anew(shared: Shared) -> None:
    page = HomeScreen(shared).page()
    assert moves(page)
    assert moved(page, 2.5).time_s == 2.5  # type: ignore[union-attr]
    assert not moves(SettingsScreen(shared).page())
    still = SettingsScreen(shared).page()
    assert moved(still, 2.5) is still


def test_the_camera_is_chosen_from_a_list(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.app.home.cameras.list_cameras", lambda: [(0, "Built-in"), (2, "On the shelf")])
    screen = CameraScreen(shared)
    monkeypatch.setattr(screen, "leave", lambda: None)
    assert [choice.label for choice in screen.choices()][:2] == ["Built-in", "On the shelf"]
    assert isinstance(screen.hear(Clicked("2")), Back)
    assert shared.settings.camera == "2"
    assert isinstance(CameraScreen(shared, Quit()).choose("0"), Quit)
