"""Where the signs of plates stand (GA 36), with the liberties that makers and eyes take. Shares of the plate's face."""
from dataclasses import dataclass

import numpy as np

from .signs import INDEX
from .texts import LONGEST

# width and height of faces, millimetres
SHORT, LONG, TALL = (440, 140), (480, 140), (440, 220)


@dataclass(frozen=True)
class Layout:
    """Of n lines of signs: boxes (n x LONGEST x 4: centre x, y, width, height), dot (n x 2), face (n x 2, millimetres)."""

    boxes: np.ndarray
    dot: np.ndarray
    face: np.ndarray


def one_row(rng, signs):
    count = (signs >= 0).sum(1)
    long = count >= 8
    face = np.where(long[:, None], LONG, SHORT).astype(float)
    few = np.minimum(count, 8)
    letter = np.where(long, 43, 45) * rng.uniform(0.9, 1.06, len(signs))
    middle = np.where(long, 49, 34) * rng.uniform(0.7, 1.15, len(signs))
    # of lines that are no plates, many signs share the width
    squeeze = np.minimum(1, 8.2 / np.maximum(count, 1))
    after = np.where(signs[:, 0] == INDEX["使"], 3, 1)
    room = face[:, 0] - 31 - letter * squeeze * count - (middle * (few > 6))
    gap = np.clip(room / np.maximum(1, count - 2), 1, 30)
    place = np.arange(LONGEST)[None]
    x = 15.5 + place * (letter * squeeze + gap)[:, None]
    x = x + np.where(place > after[:, None], ((middle - gap) * (few > 6))[:, None], 0)
    width = np.repeat((letter * squeeze)[:, None], LONGEST, 1)
    height = 90 * rng.uniform(0.94, 1.05, (len(signs), 1)) + np.zeros((1, LONGEST))
    middles = np.stack([x + width / 2, np.full_like(x, 70), width, height], 2)
    dot = np.stack([15.5 + (after + 1) * (letter * squeeze + gap) - gap + middle / 2, np.full(len(signs), 70)], 1)
    dot[(few < 7) | (long & (rng.random(len(signs)) < 0.7))] = -50
    return jittered(rng, middles, dot, face)


def two_rows(rng, signs):
    """Two signs above, five or six below."""
    below = np.maximum((signs >= 0).sum(1) - 2, 1)
    place = np.arange(LONGEST)[None]
    pitch = np.where(below > 5, 66, 80)[:, None] * rng.uniform(0.96, 1.03, (len(signs), 1))
    width = pitch * rng.uniform(0.76, 0.86, (len(signs), 1))
    lower = 220 + pitch * (place - 2 - (below[:, None] - 1) / 2)
    spread = rng.uniform(120, 150, (len(signs), 1))
    upper = 220 + spread * (place - 0.5)
    top = place < 2
    boxes = np.stack([
        np.where(top, upper, lower), np.where(top, 45, 145) + np.zeros((len(signs), 1)),
        np.where(top, 80 * rng.uniform(0.9, 1.05, (len(signs), 1)), width),
        np.where(top, 60, 110) * rng.uniform(0.95, 1.04, (len(signs), 1)),
    ], 2)
    dot = np.tile([220.0, 45.0], (len(signs), 1))
    return jittered(rng, boxes, dot, np.tile(np.array(TALL, float), (len(signs), 1)))


def jittered(rng, boxes, dot, face):
    """Signs are pressed one by one."""
    boxes = boxes.copy()
    boxes[..., 0] += rng.normal(0, 1, boxes.shape[:2]) * rng.uniform(0, 1.5, (len(boxes), 1))
    boxes[..., 1] += rng.normal(0, 1, boxes.shape[:2]) * rng.uniform(0, 1.2, (len(boxes), 1)) + rng.normal(0, 1.5, (len(boxes), 1))
    return Layout(boxes / np.tile(face, 2)[:, None], dot / face, face)
