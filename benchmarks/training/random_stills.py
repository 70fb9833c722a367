"""One body: a random body, outfit, camera, light and arm style, and random poses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from benchmarks.making.people import VariedHuman
from benchmarks.making.shots import HEIGHT, WIDTH, Film, random_camera
from benchmarks.training.exercise_stills import EXERCISES, Exercising
from benchmarks.training.moves import Habit, Move, front_pose, legs_pose, neutral_pose, pose_of, side_pose
from studio.rotations import ry
from studio.scene import Renderer, light_for, room
from studio.truth import truth

STANDING = {"side": 0.18, "legs": 0.6}
"""Share of the bodies of a view in which the person stands."""

SEEN_FROM = {"twist": "front", "squeeze": "side"}
"""From where the exercises are filmed; the other views say so themselves."""


@dataclass
class Stills:
    """made: how the body was made; pictures: JPEG bytes; angles: the exact angles of each."""

    made: dict[str, Any]
    pictures: list[bytes] = field(default_factory=list)
    angles: list[dict[str, float]] = field(default_factory=list)


def new_renderer() -> Renderer:
    """Without multisampling, a third cheaper: the film's blur smooths the edges instead."""
    return Renderer(WIDTH, HEIGHT, samples=0)


def shoot(renderer: Renderer, view: str, seed: list[int], count: int, neutrals: int) -> Stills:
    rng = np.random.default_rng(seed)
    standing = bool(view in STANDING and rng.random() < STANDING[view])
    person = VariedHuman(rng)
    habit = Habit(rng, view, standing)
    camera = random_camera(rng, SEEN_FROM.get(view, view), standing)
    film = Film(rng)
    wall = tuple(rng.uniform(0.35, 0.9) * rng.uniform(0.85, 1.0, 3))
    renderer.set_room(*room("none" if standing else "stool", wall=wall))
    light = ry(rng.uniform(-70, 70)) @ np.array(light_for(camera)) + [0, rng.uniform(-0.3, 0.6), 0]
    ambient = rng.uniform(0.42, 0.85)
    stills = Stills(
        {
            "standing": standing,
            "arms": view if view in EXERCISES else str(habit.arms),
            "body": person.described(),
            "camera": camera.describe(),
            "film": film.described(),
        }
    )
    for posed in _poses(rng, view, person, habit, standing, count, neutrals):
        rotations, places = person.pose(posed)
        rgb = renderer.render(camera, person, person.skin(rotations, places), light, ambient)
        stills.pictures.append(film.jpeg(rgb))
        stills.angles.append(truth(person, rotations, places, posed))
    return stills


def _poses(
    rng: np.random.Generator, view: str, person: VariedHuman, habit: Habit, standing: bool, count: int, neutrals: int
) -> Iterator[dict[str, Any]]:
    if view in EXERCISES:
        exercising = Exercising(rng, view, person)
        yield from (exercising.pose(rng, neutral=index < neutrals) for index in range(count))
    else:
        yield from (pose_of(person, habit, move, standing) for move in _moves(rng, view, standing, count, neutrals))


def _moves(rng: np.random.Generator, view: str, standing: bool, count: int, neutrals: int) -> Iterator[Move]:
    for index in range(count):
        if index < neutrals:
            yield neutral_pose(rng)
        elif view == "front":
            yield front_pose(rng)
        elif view == "side":
            yield side_pose(rng, standing)
        else:
            yield legs_pose(rng, standing)
