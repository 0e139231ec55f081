"""DEIMv2-femto (COCO, Apache-2.0) names what nobody labelled in photographs."""
import cv2
import numpy as np

from common.session import open_session
from .boxes import iou
from .classes import COCO, VEHICLES

SIZE = 416


class Teacher:
    def __init__(self, path, threads=2):
        self.session = open_session(path, threads)
        self.inputs = [one.name for one in self.session.get_inputs()]
        self.outputs = [one.name for one in self.session.get_outputs()]

    def once(self, bgr):
        """One view: rows [score, x1, y1, x2, y2] and their names."""
        h, w = bgr.shape[:2]
        rgb = cv2.cvtColor(cv2.resize(bgr, (SIZE, SIZE), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2RGB)
        feed = {"images": rgb.transpose(2, 0, 1)[None].astype(np.float32) / 255,
                "orig_target_sizes": np.array([[w, h]], np.int64)}
        out = dict(zip(self.outputs, self.session.run(None, {name: feed[name] for name in self.inputs})))
        labels, boxes, scores = out["labels"][0], out["boxes"][0], out["scores"][0]
        known = [i for i in range(len(labels)) if int(labels[i]) in COCO and scores[i] > 0.1]
        rows = np.concatenate((scores[known, None], boxes[known]), 1).astype(np.float32).reshape(-1, 5)
        return rows, [COCO[int(labels[i])] for i in known]

    def look(self, bgr, tiles=False):
        """
        The picture, mirrored, and in four tiles where asked: lists of (name, score, box), one a thing.
        The score is the mean of both views, or nine tenths of the best tile's.
        """
        h, w = bgr.shape[:2]
        views = []
        rows, names = self.once(bgr)
        views.append(("whole", rows, names))
        rows, names = self.once(np.ascontiguousarray(bgr[:, ::-1]))
        rows[:, [1, 3]] = w - rows[:, [3, 1]]
        views.append(("whole", rows, names))
        for x1, y1, x2, y2 in quarters(w, h) if tiles else []:
            rows, names = self.once(np.ascontiguousarray(bgr[y1:y2, x1:x2]))
            rows[:, 1:] += np.array([x1, y1, x1, y1], np.float32)
            cut = ((x1 > 0) & (rows[:, 1] < x1 + 4)) | ((y1 > 0) & (rows[:, 2] < y1 + 4)) \
                | ((x2 < w) & (rows[:, 3] > x2 - 4)) | ((y2 < h) & (rows[:, 4] > y2 - 4))
            views.append(("tile", rows[~cut], [n for n, c in zip(names, cut) if not c]))
        return one_a_thing(views)


def quarters(w, h, over=0.15):
    tw, th = int(w * (0.5 + over / 2)), int(h * (0.5 + over / 2))
    return [(x, y, x + tw, y + th) for y in (0, h - th) for x in (0, w - tw)]


def one_a_thing(views):
    all_ = [(view, kind, name, row) for view, (kind, rows, names) in enumerate(views) for name, row in zip(names, rows)]
    all_.sort(key=lambda one: -one[3][0])
    used, found = set(), []
    for i, (_, _, name, row) in enumerate(all_):
        if i in used:
            continue
        same = [j for j, (_, _, other, box) in enumerate(all_) if j not in used and other == name
                and iou(row[None, 1:], box[None, 1:])[0, 0] > 0.55]
        best = {}
        for j in same:
            used.add(j)
            best.setdefault(all_[j][0], all_[j])
        whole = sum(one[3][0] for one in best.values() if one[1] == "whole") / 2
        tile = max([one[3][0] for one in best.values() if one[1] == "tile"], default=0)
        found.append((name, float(max(whole, 0.9 * tile)), row[1:].copy()))
    found.sort(key=lambda one: -one[1])
    stay = []
    for name, score, box in found:      # one vehicle, one name
        double = name in VEHICLES and any(
            other in VEHICLES and iou(box[None], there[None])[0, 0] > 0.7 for other, _, there in stay)
        if score > 0.15 and not double:
            stay.append((name, score, box))
    return stay
