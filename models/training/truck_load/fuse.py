"""The agent's own measures, in Python: agent/core/vision/crop-quality.ts and agent/core/rules/fuse.ts."""
import cv2
import numpy as np

LEAST_QUALITY = 0.3
MOST_UNKNOWN = 0.5
FLOOR = 0.02
MOST_WEIGHT = 3
EDGE = 0.02


def quality(picture, box):
    """0 to 1 for a box (pixels) of a picture (uint8 BGR)."""
    high, wide = picture.shape[:2]
    left, top, right, bottom = box
    x0, y0, x1, y1 = max(0, int(left)), max(0, int(top)), min(wide, int(np.ceil(right))), min(high, int(np.ceil(bottom)))
    grey = cv2.cvtColor(picture[y0:y1, x0:x1], cv2.COLOR_BGR2GRAY)
    if grey.shape[1] > 256:
        grey = cv2.resize(grey, (256, max(3, round(grey.shape[0] * 256 / grey.shape[1]))), interpolation=cv2.INTER_AREA)
    sharp = laplacian_variance(grey)
    size = min(1, min(x1 - x0, y1 - y0) / 160) ** 0.5
    edge_x, edge_y = EDGE * (right - left), EDGE * (bottom - top)
    cuts = sum((left < edge_x, right > wide - edge_x, top < edge_y))
    whole = 0.5 ** cuts * (0.8 if bottom > high - edge_y else 1)
    return size * sharp / (sharp + 80) * whole


def laplacian_variance(grey):
    if min(grey.shape) < 3:
        return 0.0
    g = grey.astype(np.float32)
    around = g[1:-1, :-2] + g[1:-1, 2:] + g[:-2, 1:-1] + g[2:, 1:-1]
    return float((around - 4 * g[1:-1, 1:-1]).var())


def fused(looks, states):
    """Probability per state of several looks [(probabilities, quality)]; and how many were usable."""
    known = [at for at, name in enumerate(states) if name != "unknown"]
    blind_at = states.index("unknown")
    usable = [(p, q) for p, q in looks if q >= LEAST_QUALITY and p[blind_at] < MOST_UNKNOWN]
    if not usable:
        return None, 0
    weight = sum(min(1, q) for _, q in usable)
    logs, blind = np.zeros(len(known)), 0.0
    for p, q in usable:
        logs += min(1, q) * np.log(np.maximum(FLOOR, p[known] + p[blind_at] / len(known)))
        blind += min(1, q) * np.log(max(FLOOR, p[blind_at]))
    scale = min(1, MOST_WEIGHT / max(1e-9, weight))
    unseen = np.exp(blind * scale)
    powers = np.exp((logs - logs.max()) * scale)
    out = np.zeros(len(states))
    out[known] = (1 - unseen) * powers / powers.sum()
    out[blind_at] = unseen
    return out, len(usable)
