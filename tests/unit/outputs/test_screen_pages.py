"""Pages: whatever is on them can be clicked where it stands, at every size, and nothing lies outside."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coach.landmarks import INDEX
from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.demonstration import Demonstration
from coach.outputs.screen.layout import Box
from coach.outputs.screen.overlay import Overlay
from coach.outputs.screen.pages.described import (
    Badges,
    Block,
    Choice,
    Entry,
    Exercising,
    Guiding,
    Menu,
    Page,
    Resting,
    Scale,
    TextPage,
)
from coach.outputs.screen.pages.drawing import ANYWHERE, draw_page
from coach.outputs.screen.pages.targets import Target, hit
from coach.outputs.screen.silhouette import draw_silhouette
from coach.values import ExerciseCard, ExerciseState, Frame, Measures, Placed, Pose, Step, Tick

SIZES = [(1280, 720), (1920, 1080), (1024, 600), (600, 1024)]
CHOICES = tuple(Choice(f"choice-{number}", f"Choice {number}", note="a note") for number in range(12))
BUTTONS = (Choice("go-on", "Go on", "Space"), Choice("repeat", "Again", "R"), Choice("end", "End", "Esc"))

CARD = ExerciseCard("turn", "Turn", "", "seated", "front", "alternate", 3, 4.0, "thoracic_rotation_deg", 30.0, "°")
STATE = ExerciseState("paused", "hold", 0.0, "left", "right", {"left": 1, "right": 0}, 25.0, 2.0, True)
FRAME = Frame(0, 0.0, np.full((48, 64, 3), 120, np.uint8))
POSE = Pose.nobody(0.0, (64, 48))
STEP = Step(CARD, POSE, Measures(0.0, {}), STATE, frame=FRAME)
PLACED = Placed(
    0.0,
    "seated",
    "front",
    (Tick("light", "bright enough", "ok"), Tick("turn", "facing", "wrong"), Tick("level", "camera level", "unknown")),
    "Turn a little to your left.",
    0.0,
    2.0,
    ready=False,
)

READING = TextPage("Title", (Block("Heading", ("a line",) * 60, "good"),), BUTTONS, lead="A lead.")
REST = Resting("Rest", "Turn: 3 of 3 left.", "Arch", "Sit sideways.", "sit-and-arch", 9.0, 15.0, 0.0, BUTTONS)
GUIDE = Guiding("Turn", "turn", PLACED, POSE, FRAME, BUTTONS)
PAGES: dict[str, Page] = {
    "menu": Menu("Title", CHOICES, 3, "A lead.", "A hint"),
    "columns": Menu("Title", CHOICES[:10], 7, columns=2),
    "question": Menu("Title", CHOICES[:2], -1, "Is this a question?", large_lead=True, back="Back"),
    "reading": READING,
    "entry": Entry("Camera", "which", "0", "It may not be."),
    "rest": REST,
    "hurt": replace(REST, advice="Stop here, and breathe calmly."),
    "guide": GUIDE,
    "exercise": Exercising(STEP, BUTTONS),
}


def drawn(page: Page, size: tuple[int, int] = (1280, 720)) -> tuple[np.ndarray, tuple[Target, ...]]:
    overlay = Overlay(size)
    targets = draw_page(overlay, page)
    return overlay.canvas.pixels.copy(), targets


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_everything_that_can_be_clicked_lies_on_the_page_and_is_hit_there(name: str, size: tuple[int, int]) -> None:
    pixels, targets = drawn(PAGES[name], size)
    assert targets
    for target in targets:
        box = target.box
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= size[0]
        assert box.bottom <= size[1]
        if target.name != ANYWHERE:
            assert hit(targets, box.centre) == target.name or ":" in hit(targets, box.centre)
            assert box.height >= size[1] / 25, "too small for a mouse"
    assert pixels.std() > 5


@pytest.mark.parametrize(("name", "expected"), [("columns", 10), ("question", 3), ("rest", 3), ("guide", 3)])
def test_every_choice_can_be_clicked(name: str, expected: int) -> None:
    assert len({target.name for target in drawn(PAGES[name])[1]}) == expected


def test_a_long_list_shows_the_selected_one_and_arrows_to_the_rest() -> None:
    page = PAGES["menu"]
    assert isinstance(page, Menu)
    for selected in range(len(CHOICES)):
        names = {target.name for target in drawn(replace(page, selected=selected))[1]}
        assert f"choice-{selected}" in names
    names = {target.name for target in drawn(replace(page, selected=0))[1]}
    assert ("more:down" in names, "more:up" in names) == (True, False)


def test_the_end_of_a_long_reading_can_be_reached() -> None:
    first = 0
    while "more:down" in {target.name for target in drawn(replace(READING, first=first))[1]}:
        first += 3
    assert 20 < first < 64
    assert "more:up" in {target.name for target in drawn(replace(READING, first=first))[1]}


def test_the_selected_choice_looks_otherwise() -> None:
    question = PAGES["question"]
    assert isinstance(question, Menu)
    looks = [drawn(replace(question, selected=selected))[0] for selected in (-1, 0, 1)]
    assert not np.array_equal(looks[0], looks[1])
    assert not np.array_equal(looks[1], looks[2])


@pytest.mark.parametrize(
    "badges", [Badges("Go on: keep your hands up", 0.5), Badges(muted=True), Badges(note="Volume 60")]
)
def test_badges_stand_on_every_page_of_a_sitting(badges: Badges) -> None:
    for page in (REST, GUIDE, Exercising(STEP)):
        assert not np.array_equal(drawn(page)[0], drawn(replace(page, badges=badges))[0])


def test_a_gesture_under_way_fills_its_ring() -> None:
    some, more = (drawn(replace(REST, badges=Badges("Go on", progress)))[0] for progress in (0.2, 0.8))
    assert not np.array_equal(some, more)


def test_the_exercise_pauses_by_a_click_anywhere() -> None:
    targets = drawn(Exercising(STEP))[1]
    assert hit(targets, (10, 10)) == ANYWHERE
    assert hit(targets, (5000, 10)) == ""


def test_the_rest_runs_down_on_the_screen() -> None:
    assert not np.array_equal(drawn(REST)[0], drawn(replace(REST, left_s=4.0))[0])


def test_each_kind_of_notice_has_a_sign_of_its_own() -> None:
    shown = []
    for about in ("voice", "slow", "camera"):
        overlay = Overlay((1280, 720))
        draw_page(overlay, replace(REST, badges=Badges(note="A notice", about=about)))
        shown.append(overlay.canvas.pixels.copy())
    assert not any(np.array_equal(one, other) for one, other in ((shown[0], shown[1]), (shown[1], shown[2])))


@pytest.mark.parametrize("exercise", ["sit-and-arch", "stomach-crunch", "cat-cow", "pelvis-push"])
def test_the_silhouette_faces_the_way_the_demonstration_does(exercise: str) -> None:
    film = Demonstration.load(exercise)
    assert film is not None
    placed = replace(PLACED, position=film.position, view="side")
    sides = []
    for faces_right in (True, False):
        picture = FRAME.image.repeat(6, 0).repeat(6, 1)
        draw_silhouette(picture, placed, faces_right=faces_right)
        sides.append(np.flatnonzero((picture != 120).any(axis=(0, 2))))
    right, left = (columns.mean() - 192 for columns in sides)
    assert right == pytest.approx(-left, abs=3)
    nose, ears = film.points[0, INDEX["nose"], 0], film.points[0, INDEX["left_ear"], 0]
    hips = film.points[0, INDEX["left_hip"], 0]
    assert film.faces_right == (nose > ears if film.position in ("seated", "standing") else ears > hips)


@pytest.mark.parametrize("size", SIZES)
def test_every_number_of_a_scale_can_be_clicked_and_is_large(size: tuple[int, int]) -> None:
    scale = Scale("Pain", "How much?", 10, "not at all", "worst", 3, Choice("skip", "Skip", "N"))
    targets = draw_page(Overlay(size), scale)
    assert {hit(targets, target.box.centre) for target in targets} == {*map(str, range(11)), "skip"}
    assert min(target.box.width * target.box.height for target in targets) > size[0] * size[1] / 120


@pytest.mark.parametrize("separator", ["/", "\\"])
def test_the_path_of_a_file_goes_on_in_the_next_line_and_loses_nothing(separator: str) -> None:
    path = separator.join(["", "home", "somebody", "settings-broken-2026-11-21-084747.toml"])
    lines, line_px = Canvas((640, 480)).wrapped(f"They are set aside as {path}; go on.", Box(0, 0, 300, 400), 30, 30)
    assert path in "".join(lines)
    assert (line_px, "…" in "".join(lines)) == (30, False)
