"""Crops of vehicles with some room around them, cut once and kept."""
import os
import pickle

import cv2
import numpy as np

ROOM = 0.25              # around the box, shares of its sides: boxes are moved later
LONGEST = 288            # pixels of the box's longer side; larger ones are scaled down


def cut(picture, box):
    """-> pixels (uint8 BGR, h x w x 3), box within them (left, top, right, bottom in pixels)."""
    high, wide = picture.shape[:2]
    left, top, right, bottom = box
    dx, dy = ROOM * (right - left), ROOM * (bottom - top)
    x0, y0 = max(0, int(left - dx)), max(0, int(top - dy))
    x1, y1 = min(wide, int(right + dx) + 1), min(high, int(bottom + dy) + 1)
    pixels, inner = picture[y0:y1, x0:x1], np.array([left - x0, top - y0, right - x0, bottom - y0], np.float32)
    scale = LONGEST / max(right - left, bottom - top)
    if scale < 1:
        pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        inner = inner * scale
    return np.ascontiguousarray(pixels), inner


def cut_all(folder, examples, kept):
    """The crops of `examples`, from the file `kept` where it is there."""
    if os.path.exists(kept):
        with open(kept, "rb") as file:
            return pickle.load(file)
    crops, last, picture = [], None, None
    for one in examples:
        if one.picture != last:
            last, picture = one.picture, cv2.imread(os.path.join(folder, "images", one.picture + ".jpg"))
        crops.append(cut(picture, one.box))
    with open(kept, "wb") as file:
        pickle.dump(crops, file)
    return crops
