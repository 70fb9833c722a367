"""A window that shows a clip frame by frame with its time, and prints the moments that are noted as lines for the notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from coach.sources.video import open_video

HELP: Final = (
    "space: play, pause   left, right: a frame   up, down: a second   1 2 3 4: begun, reached, let go, over   "
    "f: a fault begins, ends   q: quit"
)
MOST_FRAMES: Final = 3000
"""How much of a clip is kept in memory to go back in (chosen: 100 s at 30 frames a second, 2.8 GB of 640 × 480)."""


class Moments:
    """Turns noted moments into lines."""

    def __init__(self) -> None:
        self._rep: list[float] = []
        self._fault: float | None = None

    def number(self, which: int, time_s: float) -> str:
        """One of the four moments of a repetition; a line once it is over, else empty. 1 begins anew."""
        if which == 1:
            self._rep = [time_s]
        elif len(self._rep) == which - 1:
            self._rep.append(time_s)
        if len(self._rep) < 4:
            return ""
        times, self._rep = self._rep, []
        return "rep none " + " ".join(f"{moment:.2f}" for moment in times)

    def fault(self, time_s: float) -> str:
        """The beginning of a fault, or its end, which makes a line."""
        if self._fault is None:
            self._fault = time_s
            return ""
        began_s, self._fault = self._fault, None
        return f"fault NAME {began_s:.2f} {time_s:.2f}"


def watch(clip: Path) -> None:
    """Shows it until the window is closed."""
    import pygame

    with open_video(clip) as video:
        frames = [frame for frame, _ in zip(video, range(MOST_FRAMES), strict=False)]
    pygame.init()
    window = pygame.display.set_mode(frames[0].image.shape[1::-1])
    moments, at, playing, clock = Moments(), 0, False, pygame.time.Clock()
    print(HELP)
    while True:
        for event in pygame.event.get():
            if event.type == pygame.QUIT or (event.type == pygame.KEYDOWN and event.key == pygame.K_q):
                pygame.quit()
                return
            if event.type == pygame.KEYDOWN:
                playing = playing != (event.key == pygame.K_SPACE)
                at = _moved(at, event.key, frames, pygame)
                if line := _noted(event, frames[at].time_s, moments, pygame):
                    print(line, flush=True)
        at = min(at + playing, len(frames) - 1)
        pygame.display.set_caption(f"{clip.name}   {frames[at].time_s:.2f} s")
        picture = frames[at].image[:, :, ::-1].swapaxes(0, 1)
        pygame.surfarray.blit_array(window, picture)
        pygame.display.flip()
        clock.tick(30)


def _moved(at: int, key: int, frames: list[Any], pygame: Any) -> int:
    a_second = max(1, round(len(frames) / max(frames[-1].time_s, 0.001)))
    by = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1, pygame.K_DOWN: -a_second, pygame.K_UP: a_second}.get(key, 0)
    return min(max(at + by, 0), len(frames) - 1)


def _noted(event: Any, time_s: float, moments: Moments, pygame: Any) -> str:
    if event.key == pygame.K_f:
        return moments.fault(time_s)
    return moments.number(int(event.unicode), time_s) if event.unicode in ("1", "2", "3", "4") else ""
