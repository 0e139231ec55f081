"""Real photographs of trucks, to judge by alone: their folder name tells what is on them.

class0 an open box in which no load surely shows, class1 a green net, class2 a tarpaulin, class3 partial or undecidable.
The truck is the largest box that a COCO detector calls a bus, a truck or a car; its name counts for nothing.
"""
import os

import cv2
import numpy as np

from common.session import open_session
from .truth import COVERS, LOADS

VEHICLES = (2, 5, 7)     # car, bus, truck of COCO
SIDE, BORDER = 416, 114
# what is no wrong answer; an unknown never is one, but is counted
RIGHT = {
    "class0": (("empty",), ("none", "partial")),
    "class1": (("level", "heaped", "empty"), ("net",)),
    "class2": (("level", "heaped", "empty"), ("tarpaulin",)),
    "class3": (LOADS, ("partial", "net", "tarpaulin", "none")),
}


def truck_box(session, picture):
    """The largest vehicle of a picture (uint8 BGR): left, top, right, bottom in pixels."""
    high, wide = picture.shape[:2]
    scale = min(SIDE / wide, SIDE / high)
    small = cv2.resize(picture, (round(wide * scale), round(high * scale)), interpolation=cv2.INTER_AREA)
    canvas = np.full((SIDE, SIDE, 3), BORDER, np.float32)
    canvas[:small.shape[0], :small.shape[1]] = small
    raw = session.run(None, {session.get_inputs()[0].name: canvas.transpose(2, 0, 1)[None]})[0][0]
    cells = [(x, y, s) for s in (8, 16, 32) for y in range(SIDE // s) for x in range(SIDE // s)]
    x, y, stride = np.array(cells, np.float32).T
    score = raw[:, 4] * raw[:, 5:][:, VEHICLES].max(1)
    cx, cy = (raw[:, 0] + x) * stride, (raw[:, 1] + y) * stride
    w, h = np.exp(raw[:, 2]) * stride, np.exp(raw[:, 3]) * stride
    fit = score >= 0.35
    if not fit.any():
        return None
    # largest of those found, and of its twins the surest
    area = w * h * fit
    best = int(np.argmax(area * score))
    box = np.array([cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2])[:, best] / scale
    return tuple(np.clip(box, 0, [wide, high, wide, high]))


def judge_photos(reader, folder, detector):
    session = open_session(detector)
    print("\nphotographs (load; cover; right by their class)")
    unknown = wrong = 0
    for name in sorted(os.listdir(folder)):
        picture = cv2.imread(os.path.join(folder, name))
        box = truck_box(session, picture)
        if box is None:
            print(f"{name}: no vehicle found")
            unknown += 1
            continue
        load, cover = reader.read(picture, box)
        verdicts = []
        for probabilities, states, right in zip((load, cover), (LOADS, COVERS), RIGHT[name.split("_")[0]]):
            said = states[int(probabilities.argmax())]
            if said == "unknown" or probabilities[-1] >= 0.5:
                verdicts.append("unknown")
            else:
                verdicts.append("right" if said in right else "WRONG")
        unknown += verdicts[1] == "unknown"
        wrong += "WRONG" in verdicts
        show = lambda p, states: " ".join(f"{s} {v:.2f}" for s, v in zip(states, p) if v >= 0.05)
        print(f"{name} {[int(v) for v in box]}: {show(load, LOADS)}; {show(cover, COVERS)} -> {', '.join(verdicts)}")
    print(f"wrong {wrong}, cover unknown {unknown}")
