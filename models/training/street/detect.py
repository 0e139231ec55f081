"""Runs an exported model as the agent does: letterbox, run, suppress, one name a vehicle."""
import json
import time

import numpy as np

from common.session import open_session
from .boxes import letterbox, suppress
from .classes import RIDDEN, VEHICLES

EXCLUSIVE = [VEHICLES, RIDDEN]
LEAST = 0.02


class Detector:
    def __init__(self, path, threads=2):
        self.session = open_session(path, threads)
        _, self.height, self.width, _ = self.session.get_inputs()[0].shape
        self.labels = json.loads(self.session.get_modelmeta().custom_metadata_map["names"])

    def dense(self, bgr):
        """Boxes [A, 4] in pixels of the picture and scores [A, classes]."""
        square, scale = letterbox(bgr, self.width, self.height)
        boxes, scores = self.session.run(None, {"images": np.ascontiguousarray(square[None, ..., ::-1])})
        return boxes[0] / scale, scores[0]

    def tiled(self, bgr, over=0.15):
        """The whole and four quarters; what an inner edge cuts is left out."""
        h, w = bgr.shape[:2]
        all_boxes, all_scores = [list(one) for one in zip(self.dense(bgr))]
        th, tw = int(h * (0.5 + over / 2)), int(w * (0.5 + over / 2))
        for y in (0, h - th):
            for x in (0, w - tw):
                boxes, scores = self.dense(bgr[y:y + th, x:x + tw])
                cut = ((x > 0) & (boxes[:, 0] < 3)) | ((y > 0) & (boxes[:, 1] < 3)) \
                    | ((x + tw < w) & (boxes[:, 2] > tw - 3)) | ((y + th < h) & (boxes[:, 3] > th - 3))
                all_boxes.append(boxes[~cut] + np.array([x, y, x, y], np.float32))
                all_scores.append(scores[~cut])
        return np.concatenate(all_boxes), np.concatenate(all_scores)

    def ms(self, runs=60):
        x = np.full((1, self.height, self.width, 3), 114, np.uint8)
        times = []
        for _ in range(runs):
            begun = time.perf_counter()
            self.session.run(None, {"images": x})
            times.append((time.perf_counter() - begun) * 1000)
        return float(np.median(times[10:]))


def merged(dense, labels, names):
    """The best score over some names: [n, 5] (score, box)."""
    boxes, scores = dense
    columns = [labels.index(name) for name in names if name in labels]
    best = scores[:, columns].max(1) if columns else np.zeros(len(boxes))
    rows = np.where(best > LEAST)[0]
    rows = rows[suppress(boxes[rows], best[rows])] if len(rows) else rows
    return np.concatenate((best[rows, None], boxes[rows]), 1)


def named(dense, labels, least=LEAST):
    """One name a thing: a dictionary of label -> [n, 5] (score, box)."""
    boxes, scores = dense
    found = {}
    for index, label in enumerate(labels):
        rows = np.where(scores[:, index] > least)[0]
        rows = rows[suppress(boxes[rows], scores[rows, index])] if len(rows) else rows
        found[label] = np.concatenate((scores[rows, index, None], boxes[rows]), 1)
    for group in EXCLUSIVE:
        group = [label for label in group if label in found]
        rows = np.concatenate([found[label] for label in group])
        of = np.concatenate([np.full(len(found[label]), index) for index, label in enumerate(group)])
        stay = suppress(rows[:, 1:], rows[:, 0]) if len(rows) else np.zeros(0, int)
        for index, label in enumerate(group):
            found[label] = rows[stay[of[stay] == index]]
    return found
