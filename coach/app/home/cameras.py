"""Choosing the camera from a list, with its picture beside it."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from coach.app.home.screens import Back, MenuScreen, Move, Open, Stay
from coach.app.home.shared import Shared
from coach.app.home.typed_setting import TypingScreen
from coach.errors import CoachError, Said
from coach.outputs.screen.pages.described import Choice, Menu, Page
from coach.sources.devices import list_cameras
from coach.values import Frame


class Preview:
    """Pictures of one camera while it is looked at, in a thread of its own, so that a slow one holds up nothing.

    newest: the last picture, None before the first. problem: why there is none.
    """

    def __init__(self, camera: str) -> None:
        self.camera = camera
        self.newest: Frame | None = None
        self.problem: str | Said = ""
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Lets go of the camera as soon as its next picture has come."""
        self._stopped.set()

    def wait(self, patience_s: float) -> None:
        """Until it has let go, so that a workout finds the camera free."""
        self._stopped.set()
        self._thread.join(patience_s)

    def _run(self) -> None:
        from coach.sources.camera import open_camera

        try:
            with open_camera(self.camera) as camera:
                while not self._stopped.is_set():
                    self.newest = camera.read()
        except CoachError as problem:
            self.problem = problem.said


class CameraScreen(MenuScreen):
    """The cameras that are connected. The one that is selected shows its picture; Enter takes it."""

    live = True

    def __init__(self, shared: Shared, taken: Move | None = None) -> None:
        """taken: where to go on once one was taken; back where it is None."""
        super().__init__(shared)
        self._taken = taken
        self._cameras = list_cameras()
        known = [f"{number}" for number, _ in self._cameras]
        self.selected = known.index(shared.settings.camera) if shared.settings.camera in known else 0
        self._preview: Preview | None = None

    def title(self) -> str:
        """What the tile on the home is called."""
        return self.words.camera

    def lead(self) -> str:
        """What to do, or why there is no picture."""
        if not self._cameras:
            return self.words.no_camera_found
        problem = self._preview.problem if self._preview is not None else ""
        return self.shared.wording.problems.told(problem) if problem else self.words.camera_lead

    def choices(self) -> Sequence[Choice]:
        """Each with its name, then another address, then to look again."""
        now = self.shared.settings.camera
        found = [
            Choice(f"{number}", f"{name}", tone="good" if f"{number}" == now else "plain")
            for number, name in self._cameras
        ]
        return [*found, Choice("type", self.words.camera_type), Choice("look", self.words.look_again)]

    def choose(self, name: str) -> Move:
        """Takes a camera."""
        if name == "look":
            self._cameras = list_cameras()
            return Stay()
        self.leave()
        if name == "type":
            return Open(TypingScreen(self.shared, "camera"))
        self.shared.change("camera", name)
        return self._taken or Back()

    def adjust(self, name: str, by: int) -> Move:
        """To the left leads back; an arrow to the right takes no camera."""
        return super().adjust(name, by) if by < 0 else Stay()

    def page(self) -> Page:
        """The menu, with the newest picture of the selected camera."""
        menu = super().page()
        assert isinstance(menu, Menu)
        selected = menu.choices[self.selected].name
        if not selected.isdecimal():
            self.leave()
        elif self._preview is None or self._preview.camera != selected:
            self.leave()
            self._preview = Preview(selected)
        picture = self._preview.newest if self._preview is not None else None
        return Menu(menu.title, menu.choices, menu.selected, menu.lead, menu.hint, back=menu.back, picture=picture)

    def leave(self) -> None:
        """Lets go of the camera that is looked at."""
        if self._preview is not None:
            self._preview.wait(2.0)
            self._preview = None
