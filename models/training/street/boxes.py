"""Boxes as rows x1 y1 x2 y2."""
import numpy as np


def iou(a, b):
    """[n, 4] and [m, 4] -> [n, m]."""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    both = (high - low).clip(0).prod(2)
    return both / (area(a)[:, None] + area(b)[None] - both + 1e-9)


def area(boxes):
    return (boxes[:, 2:] - boxes[:, :2]).clip(0).prod(1)


def suppress(boxes, scores, most=0.6, limit=300):
    """Greedy suppression; indices that stay, best first."""
    order, stay = scores.argsort()[::-1], []
    while len(order) and len(stay) < limit:
        best = order[0]
        stay.append(best)
        order = order[1:][iou(boxes[best:best + 1], boxes[order[1:]])[0] <= most]
    return np.array(stay, int)


def letterbox(bgr, width, height, border=114):
    """Top left on grey; the picture and its scale."""
    import cv2
    h, w = bgr.shape[:2]
    scale = min(width / w, height / h)
    size = (max(1, round(w * scale)), max(1, round(h * scale)))
    small = cv2.resize(bgr, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    out = np.full((height, width, 3), border, np.uint8)
    out[:size[1], :size[0]] = small
    return out, scale
