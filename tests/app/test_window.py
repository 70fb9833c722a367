"""The window: real keys on a real (virtual) display, and a clear word where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pygame
import pytest
from numpy.typing import NDArray

from coach import languages
from coach.errors import DisplayError
from coach.outputs.screen.overlay import Overlay
from coach.outputs.screen.pages.described import Block, Choice, Entry, Menu, Scale, TextPage
from coach.outputs.screen.pages.drawing import draw_page
from coach.outputs.window.window import Asked, Clicked, Key, Pointed, Typed, Window
from coach.values import Cue, ExerciseCard, ExerciseState, Frame, Measures, Pose, Step

SIZE = (1024, 600)
PATIENCE_S = 10.0
"""How long a key may take through the display's own queue before it counts as unheard."""

CARD = ExerciseCard("turn", "Turn", "", "seated", "front", "alternate", 3, 4.0, "thoracic_rotation_deg", 30.0, "°")
MENU = Menu("Title", (Choice("first", "First"), Choice("second", "Second")))
STATE = ExerciseState("exercise", "hold", 0.0, "left", "right", {"left": 1, "right": 0}, 25.0, 2.0, True)


def step(time_s: float = 0.0, **state: object) -> Step:
    image = np.full((480, 640, 3), (60, 120, 180), np.uint8)
    pose = Pose.nobody(time_s, (640, 480))
    cue = Cue(time_s, "Hold it there", "hold")
    now = replace(STATE, **state)  # type: ignore[arg-type]
    return Step(CARD, pose, Measures(time_s, {}), now, (), (), cue, Frame(0, time_s, image))


def seen() -> NDArray[np.uint8]:
    """What is on the window now, (H, W, 3) BGR."""
    pixels = pygame.surfarray.array3d(pygame.display.get_surface())
    return np.asarray(pixels.swapaxes(0, 1)[:, :, ::-1], np.uint8)


def drawn(shown: Step, size: tuple[int, int]) -> NDArray[np.uint8]:
    return Overlay(size, key_hints=True).draw(shown)


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """A window on SDL's display of memory alone."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    window = Window("Coach", SIZE)
    yield window
    window.close()


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A real X display: the one that is there, else a virtual one of our own."""
    if not sys.platform.startswith("linux"):
        pytest.skip("X displays are tried on Linux")
    monkeypatch.delenv("SDL_VIDEODRIVER", raising=False)
    if os.environ.get("DISPLAY"):
        yield
        return
    if shutil.which("Xvfb") is None:
        pytest.skip("there is no display, and Xvfb is not installed")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as numbers:
        monkeypatch.setenv("DISPLAY", f":{numbers.readline().strip()}")
    yield
    server.terminate()
    server.wait()


def press(key: int) -> None:
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key))


def click(at: tuple[int, int]) -> None:
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=at))


def move(to: tuple[int, int], by: tuple[int, int]) -> None:
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=to, rel=by, buttons=(0, 0, 0)))


def second_row(window: Window) -> tuple[int, int]:
    """The middle of the menu's second row, on a page that is drawn elsewhere for that."""
    targets = draw_page(Overlay(window.size), MENU)
    return next(target.box.centre for target in targets if target.name == "second")


def test_the_window_shows_the_overlay_pixel_for_pixel(window: Window) -> None:
    window.show(step())
    assert np.array_equal(seen(), drawn(step(), SIZE))


def test_the_newest_step_is_shown(window: Window) -> None:
    window.show(step(0.0))
    window.show(step(1.0, reps={"left": 3, "right": 2}, gauge=5.0, hold_s=0.0))
    assert not np.array_equal(seen(), drawn(step(0.0), SIZE))


def test_it_writes_in_another_language_from_the_next_page_on(window: Window) -> None:
    german = languages.wording("de").on_screen()
    entry = Entry("Kamera", "Nummer der Kamera.", "0")
    window.page(entry)
    in_english = seen()
    window.write_in(german)
    window.page(entry)
    expected = Overlay(SIZE, key_hints=True, words=german)
    draw_page(expected, entry)
    assert np.array_equal(seen(), expected.canvas.pixels)
    assert not np.array_equal(seen(), in_english)


def test_before_the_first_step_there_is_a_word(window: Window) -> None:
    assert np.array_equal(seen(), Overlay(SIZE).notice("Coach"))
    window.notice("The camera has stopped.")
    assert np.array_equal(seen(), Overlay(SIZE).notice("The camera has stopped."))


@pytest.mark.parametrize(
    ("pressed", "meant"),
    [
        (pygame.K_SPACE, Key.PAUSE),
        (pygame.K_n, Key.NEXT),
        (pygame.K_q, Key.QUIT),
        (pygame.K_ESCAPE, Key.BACK),
        (pygame.K_RETURN, Key.ENTER),
        (pygame.K_r, Key.REPEAT),
        (pygame.K_h, Key.HURTS),
        (pygame.K_m, Key.MUTE),
        (pygame.K_PLUS, Key.LOUDER),
        (pygame.K_MINUS, Key.SOFTER),
    ],
)
def test_keys_mean_what_they_say(window: Window, pressed: int, meant: Key) -> None:
    press(pressed)
    assert window.poll() == [meant]
    assert window.poll() == []


def test_keys_come_in_order_and_others_mean_nothing(window: Window) -> None:
    for pressed in (pygame.K_x, pygame.K_n, pygame.K_UP, pygame.K_SPACE):
        press(pressed)
    assert window.poll() == [Key.NEXT, Key.UP, Key.PAUSE]


def test_closing_the_window_is_quitting(window: Window) -> None:
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    assert window.poll() == [Key.CLOSE]


def test_a_click_is_heard_by_the_name_of_what_it_meets(window: Window) -> None:
    window.page(MENU)
    click(second_row(window))
    click((2, 2))
    assert window.poll() == [Clicked("second")]


def test_the_mouse_points_only_when_it_moves(window: Window) -> None:
    window.page(MENU)
    move(second_row(window), by=(0, 0))
    assert window.poll() == []
    move(second_row(window), by=(1, 0))
    move(second_row(window), by=(1, 0))
    assert window.poll() == [Pointed("second")]


def test_the_wheel_goes_up_and_down(window: Window) -> None:
    window.page(MENU)
    for y in (1, -1):
        pygame.event.post(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=y))
    assert window.poll() == [Key.UP, Key.DOWN]


def test_letters_are_typed_where_there_is_a_line_to_type(window: Window) -> None:
    window.page(Entry("Camera", "which", "0"))
    press(pygame.K_q)
    pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text="q"))
    press(pygame.K_BACKSPACE)
    press(pygame.K_f)
    assert window.poll() == [Typed("q"), Key.ERASE]


def test_digits_are_heard_where_a_number_is_asked_for(window: Window) -> None:
    window.page(Scale("Pain", "How much?", 10, "none", "worst", None, Choice("skip", "Skip")))
    for text in ("7", "a", "x"):
        pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=text))
    assert window.poll() == [Typed("7")]
    window.page(MENU)
    pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text="7"))
    assert window.poll() == []


def test_reading_scrolls_no_further_than_there_is_to_read(window: Window) -> None:
    for lines, keys in ((2, []), (80, [Key.DOWN])):
        window.page(TextPage("Title", (Block("Heading", ("a line",) * lines),), (Choice("leave", "Back"),)))
        press(pygame.K_UP)
        press(pygame.K_DOWN)
        assert window.poll() == keys


def test_another_window_can_be_opened_after_closing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    for size in ((640, 480), (800, 600)):
        window = Window("Coach", size)
        assert window.size == size
        window.close()
        window.close()


def test_an_unreachable_display_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "no-such-driver")
    with pytest.raises(DisplayError, match=r"No display was found.*without --window") as caught:
        Window("Coach")
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
@pytest.mark.skipif(os.path.exists("/dev/dri"), reason="SDL may draw on this machine's bare screen")  # noqa: PTH110
def test_no_display_is_said_rather_than_drawn_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "SDL_VIDEO_DRIVER"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(DisplayError, match="set DISPLAY"):
        Window("Coach")


@pytest.mark.window
@pytest.mark.usefixtures("display")
class TestOnARealDisplay:
    """Keys come from the X server, as from a keyboard."""

    @pytest.fixture
    def shown(self) -> Iterator[Window]:
        if shutil.which("xdotool") is None:
            pytest.skip("xdotool is not installed, so no real keys can be pressed")
        window = Window("Coach", SIZE)
        window.show(step())
        yield window
        window.close()

    def test_keys_are_heard(self, shown: Window) -> None:
        for name, meant in (("space", Key.PAUSE), ("n", Key.NEXT), ("q", Key.QUIT), ("Escape", Key.BACK)):
            type_key(name)
            assert heard(shown) == [meant]

    def test_the_mouse_is_heard(self, shown: Window) -> None:
        shown.page(MENU)
        number = str(pygame.display.get_wm_info()["window"])
        x, y = second_row(shown)
        subprocess.run(["xdotool", "mousemove", "--window", number, str(x), str(y), "click", "1"], check=True)
        end = time.monotonic() + PATIENCE_S
        asked: list[Asked] = []
        while Clicked("second") not in asked and time.monotonic() < end:
            asked += shown.poll()
            time.sleep(0.01)
        assert asked[-1] == Clicked("second")

    def test_full_screen_and_back(self, shown: Window) -> None:
        type_key("f")
        wait_for(shown, lambda: shown.size != SIZE)
        assert shown.size == pygame.display.get_desktop_sizes()[0]
        assert np.array_equal(seen(), drawn(step(), shown.size))
        type_key("F11")
        wait_for(shown, lambda: shown.size == SIZE)
        assert np.array_equal(seen(), drawn(step(), SIZE))

    def test_a_resized_window_is_drawn_anew(self, shown: Window) -> None:
        number = str(pygame.display.get_wm_info()["window"])
        subprocess.run(["xdotool", "windowsize", number, "700", "900"], check=True)
        wait_for(shown, lambda: shown.size == (700, 900))
        assert np.array_equal(seen(), drawn(step(), (700, 900)))

    def test_a_window_takes_most_of_the_desktop(self) -> None:
        window = Window("Coach")
        width, height = pygame.display.get_desktop_sizes()[0]
        assert 0.5 * width * height < window.size[0] * window.size[1] < 0.9 * width * height
        window.close()


def type_key(name: str) -> None:
    subprocess.run(["xdotool", "key", name], check=True)


def heard(window: Window) -> list[Asked]:
    """What was asked for, once the key has come through."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        asked = window.poll()
        if asked:
            return asked
        time.sleep(0.01)
    return []


def wait_for(window: Window, happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not happened() and time.monotonic() < end:
        window.poll()
        time.sleep(0.01)
    assert happened()
    window.poll()
