"""Cameras, and what a cheap camera makes of the picture."""

from __future__ import annotations

import cv2
import numpy as np

from studio.scene import Camera, look, persp

WIDTH, HEIGHT = 640, 480


def random_camera(rng: np.random.Generator, view: str, standing: bool) -> Camera:
    """Within 20° of the front or 18° of either side, 0.6 to 1.7 m high, 1.8 to 3.6 m away, rolled by a few degrees.

    For the legs anywhere from 18° off the front to 14° behind either side.
    """
    distance = rng.uniform(1.8, 3.2) + (0.4 if standing else 0)
    if view == "front":
        turn = rng.uniform(-20, 20)
    elif view == "side":
        turn = rng.choice([90, -90]) + rng.uniform(-18, 18)
    else:
        turn = rng.choice([1, -1]) * rng.uniform(18, 104)
    middle = 0.92 if standing else 0.74
    cover = rng.uniform(1.95, 2.6) if standing else rng.uniform(1.6, 2.3)
    if not standing and view != "legs" and rng.random() < 0.2:  # a desk camera: the upper body and the hips
        middle, cover = 0.95, rng.uniform(1.3, 1.55)
    target = np.array([rng.uniform(-0.15, 0.15), middle + rng.uniform(-0.08, 0.08), rng.uniform(-0.05, 0.2)])
    a = np.radians(turn)
    eye = target + distance * np.array([np.sin(a), 0, np.cos(a)])
    eye[1] = rng.uniform(0.6, 1.6) + (0.1 if standing else 0)
    fov = float(2 * np.degrees(np.arctan(cover / 2 / distance)))
    camera = Camera(eye, target, fov, WIDTH, HEIGHT, view)
    roll = np.radians(np.clip(rng.normal(0, 2), -5, 5))
    turned = np.eye(4)
    turned[:2, :2] = [[np.cos(roll), -np.sin(roll)], [np.sin(roll), np.cos(roll)]]
    camera.V = turned @ look(eye, target)
    camera.VP = persp(fov, WIDTH / HEIGHT, 0.05, 30) @ camera.V
    return camera


class Film:
    """What a cheap camera makes of the picture; the same for a whole recording but for the noise."""

    def __init__(self, rng: np.random.Generator):
        self.rng = rng
        self.gain, self.lift = rng.uniform(0.65, 1.2), rng.uniform(-18, 18)
        self.gamma = rng.uniform(0.8, 1.25)
        self.blur = rng.uniform(0.5, 1.4)
        self.noise = rng.uniform(1, 7)
        self.quality = int(rng.uniform(45, 95))

    def described(self) -> dict[str, float]:
        return {key: round(float(value), 3) for key, value in vars(self).items() if key != "rng"}

    def jpeg(self, rgb: np.ndarray) -> bytes:
        picture = 255 * (rgb[:, :, ::-1].astype(np.float32) / 255) ** self.gamma * self.gain + self.lift
        picture = cv2.GaussianBlur(picture, (0, 0), self.blur)
        picture += self.rng.standard_normal(picture.shape, dtype=np.float32) * self.noise
        grey_levels = np.clip(picture, 0, 255).astype(np.uint8)
        _, coded = cv2.imencode(".jpg", grey_levels, [cv2.IMWRITE_JPEG_QUALITY, self.quality])
        return coded.tobytes()
