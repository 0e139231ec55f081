"""Average precision, precision and recall; detections and truths are lists, one entry a picture."""
import numpy as np

from .boxes import iou


def average_precision(found, truth, least=0.5):
    """found: [n, 5] (score, box) a picture; truth: [m, 4]. All-point interpolation; None without truth."""
    total = sum(len(boxes) for boxes in truth)
    if total == 0:
        return None
    rows = sorted(((row[0], picture, row[1:]) for picture, rows in enumerate(found) for row in rows), key=lambda row: -row[0])
    used = [np.zeros(len(boxes), bool) for boxes in truth]
    hits = np.zeros(len(rows))
    for at, (_, picture, box) in enumerate(rows):
        if not len(truth[picture]):
            continue
        overlap = iou(box[None], truth[picture])[0]
        overlap[used[picture]] = 0
        best = int(overlap.argmax())
        if overlap[best] >= least:
            used[picture][best], hits[at] = True, 1
    if not len(rows):
        return 0.0
    so_far = hits.cumsum()
    recall, precision = so_far / total, so_far / np.arange(1, len(rows) + 1)
    precision = np.maximum.accumulate(precision[::-1])[::-1]
    return float((np.diff(recall, prepend=0) * precision).sum())


def at_score(found, truth, score, least=0.5):
    """Precision, recall and F1 of what is found with at least that score."""
    hits = told = 0
    for rows, boxes in zip(found, truth):
        free = np.ones(len(boxes), bool)
        for row in rows[rows[:, 0] >= score]:
            told += 1
            if not free.any():
                continue
            overlap = iou(row[None, 1:], boxes)[0] * free
            if overlap.max() >= least:
                free[int(overlap.argmax())] = False
                hits += 1
    total = sum(len(boxes) for boxes in truth)
    precision, recall = hits / max(told, 1), hits / max(total, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
