"""The whole screen: picture, skeleton, figures and words, from one step."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.outputs.screen.backbone import draw_backbone
from coach.outputs.screen.banner import draw_banner, draw_cover
from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.counts import draw_counts
from coach.outputs.screen.cue import draw_cue
from coach.outputs.screen.demonstrating import Demonstrating
from coach.outputs.screen.gauge import draw_gauge
from coach.outputs.screen.layout import Box, Layout, lay_out
from coach.outputs.screen.palette import EDGE, GROUND, PANEL, QUIET, TEXT
from coach.outputs.screen.ring import draw_ring
from coach.outputs.screen.scene import Director, Scene
from coach.outputs.screen.skeleton import draw_limbs, draw_outline, draw_picture
from coach.values import SHOWN_EXERCISE, Step
from coach.words.screen import ENGLISH_SCREEN, ScreenWords


class Overlay:
    """Draws steps, in their order, on one canvas.

    size: width and height of the canvas in pixels, at least 320×240.
    key_hints: whether somebody is in front of it, who is told which keys do what.
    demonstration: whether the figure that does the exercise stands beside the person; as key_hints where it is not said.
    director: given by whoever changes the size in mid-session, so that nothing flickers then either.
    words: what it writes by itself, in one language.
    """

    def __init__(
        self,
        size: tuple[int, int],
        *,
        key_hints: bool = False,
        demonstration: bool | None = None,
        director: Director | None = None,
        words: ScreenWords = ENGLISH_SCREEN,
    ) -> None:
        smallest = lay_out(size, (4, 3), has_hold=True).canvas
        self.canvas = Canvas((smallest.width, smallest.height), words)
        self.director = director or Director(words)
        self._key_hints = key_hints
        self._has_demonstration = key_hints if demonstration is None else demonstration
        self._layout: Layout | None = None
        self._laid_out_for: tuple[tuple[int, int], bool] | None = None
        self._demonstrating = Demonstrating()

    def draw(self, step: Step) -> NDArray[np.uint8]:
        """The screen for this step, uint8 (H, W, 3) BGR: the canvas itself, which the next drawing overwrites."""
        scene = self.director.scene(step)
        picture_size = step.pose.size if step.frame is None else _size(step.frame.image)
        layout = self._layout_for(picture_size, has_hold=scene.hold is not None)
        self._draw_stage(step, scene, layout)
        self._draw_panel(step, scene, layout)
        return self.canvas.pixels

    def notice(self, text: str) -> NDArray[np.uint8]:
        """A screen that has nothing to show yet but a sentence: the camera is being opened, or has stopped."""
        whole = Box(0, 0, *self.canvas.size)
        inner = whole.inset(whole.width // 10)
        self.canvas.fill(whole, GROUND)
        lines, line_px = self.canvas.wrapped(text, inner, whole.height // 10, whole.height // 18)
        self.canvas.write_lines(lines, whole, line_px, TEXT)
        return self.canvas.pixels

    @property
    def stage(self) -> Box:
        """Where the picture of the last step was drawn; the whole canvas before the first."""
        return self._layout.stage if self._layout is not None else Box(0, 0, *self.canvas.size)

    def _layout_for(self, picture_size: tuple[int, int], *, has_hold: bool) -> Layout:
        wanted = (picture_size, has_hold)
        if self._layout is None or wanted != self._laid_out_for:
            self._layout = lay_out(self.canvas.size, picture_size, has_hold=has_hold)
            self._laid_out_for = wanted
        return self._layout

    def _draw_stage(self, step: Step, scene: Scene, layout: Layout) -> None:
        self._clear_around(layout.stage, layout.picture)
        picture = self.canvas.region(layout.picture)
        if step.frame is None:
            self.canvas.fill(layout.picture, GROUND)
            draw_outline(picture, step.pose)
        else:
            draw_picture(picture, step.frame.image)
        draw_limbs(picture, step.pose, () if step.spine.fills else step.exercise.highlight)
        if scene.spine is not None:
            draw_backbone(picture, scene.spine)
        if self._has_demonstration and scene.cover is None:
            self._demonstrating.draw(self.canvas, step, layout)
        if scene.cover is not None:
            draw_cover(self.canvas, scene.cover, layout.stage, key_hints=self._key_hints)
        draw_cue(self.canvas, scene.cue, layout.cue, layout.canvas.height, layout.readable_px)
        if scene.banner is not None:
            draw_banner(self.canvas, scene.banner, layout.banner, layout.stage, layout.unit)

    def _clear_around(self, stage: Box, picture: Box) -> None:
        """Fills what of the stage the picture leaves free, which is far less than the whole."""
        for margin in (
            Box(stage.x, stage.y, stage.width, picture.y - stage.y),
            Box(stage.x, picture.bottom, stage.width, stage.bottom - picture.bottom),
            Box(stage.x, picture.y, picture.x - stage.x, picture.height),
            Box(picture.right, picture.y, stage.right - picture.right, picture.height),
        ):
            self.canvas.fill(margin, GROUND)

    def _draw_panel(self, step: Step, scene: Scene, layout: Layout) -> None:
        canvas = self.canvas
        canvas.fill(layout.panel, PANEL)
        panel, edge = layout.panel, max(1, layout.unit // 4)
        line = Box(panel.x, panel.y, edge, panel.height) if panel.x > 0 else Box(0, panel.y, panel.width, edge)
        canvas.fill(line, EDGE)
        if not scene.counting:
            self._draw_intro(scene, layout, new_exercise=step.exercise.id == SHOWN_EXERCISE)
            return
        draw_gauge(canvas, scene.gauge, layout.gauge, layout.readable_px)
        if layout.ring is not None and scene.hold is not None:
            draw_ring(canvas, scene.hold, layout.ring, layout.readable_px)
        draw_counts(canvas, scene.counts, layout.reps, layout.unit, layout.readable_px)

    def _draw_intro(self, scene: Scene, layout: Layout, *, new_exercise: bool) -> None:
        """Which exercise it is; and which keys do what, for whoever is still near them."""
        canvas, title = self.canvas, layout.title
        lines, line_px = canvas.wrapped(
            scene.title, title, max(layout.readable_px, title.height // 5), layout.readable_px, "bold"
        )
        canvas.write_lines(lines, title, line_px, TEXT, weight="bold")
        if self._key_hints:
            phrases = canvas.words.phrases
            keys = [part.strip() for part in (phrases.keys_show_exercise if new_exercise else phrases.keys).split(",")]
            line_px = min(round(layout.readable_px * 0.7), layout.hints.height // len(keys))
            canvas.write_lines(keys, layout.hints, line_px, QUIET, weight="medium")


def _size(image: NDArray[np.uint8]) -> tuple[int, int]:
    return image.shape[1], image.shape[0]
