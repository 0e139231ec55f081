"""What cameras, lights and detectors do to a crop. Pixels are uint8 BGR, h x w x 3."""
import cv2
import numpy as np

from .net import HIGH, WIDE

MARGIN = 0.05            # the agent's own, around a detector's box
BOX = 0.08               # how far a detector's box is off, share of its side
SCALING = (cv2.INTER_LINEAR, cv2.INTER_AREA, cv2.INTER_CUBIC)


def augmented(crop, rng):
    """A crop as some camera and some detector would show it, HIGH x WIDE x 3, RGB."""
    pixels, box = crop
    seen = framed(pixels, jittered(box, rng))
    if rng.random() < 0.5:
        seen = seen[:, ::-1]
    seen = coloured(seen, rng)
    seen = degraded(seen, rng)
    seen = cv2.resize(seen, (WIDE, HIGH), interpolation=int(rng.choice(SCALING)))
    if rng.random() < 0.1:
        seen = patched(seen, rng)
    return seen[:, :, ::-1]


def plain(crop):
    """A crop as the agent cuts it from a perfect box, HIGH x WIDE x 3, RGB."""
    pixels, box = crop
    seen = framed(pixels, widened(box, MARGIN))
    return scaled(seen)[:, :, ::-1]


def scaled(seen):
    method = cv2.INTER_AREA if seen.shape[0] > HIGH or seen.shape[1] > WIDE else cv2.INTER_CUBIC
    return cv2.resize(seen, (WIDE, HIGH), interpolation=method)


def widened(box, share):
    left, top, right, bottom = box
    dx, dy = share * (right - left), share * (bottom - top)
    return left - dx, top - dy, right + dx, bottom + dy


def jittered(box, rng):
    left, top, right, bottom = widened(box, MARGIN)
    wide, high = right - left, bottom - top
    moved = rng.uniform(-BOX, BOX, 4) * (wide, high, wide, high)
    left, top, right, bottom = np.array((left, top, right, bottom)) + moved
    if rng.random() < 0.08:      # a part is hidden, or the detector has missed it; never the top
        part = rng.uniform(0.08, 0.3)
        side = rng.integers(3)
        if side == 0:
            left += part * wide
        elif side == 1:
            right -= part * wide
        else:
            bottom -= part * high
    return left, top, right, bottom


def framed(pixels, box):
    high, wide = pixels.shape[:2]
    left, top, right, bottom = (int(round(float(v))) for v in box)
    left, top = min(max(0, left), wide - 4), min(max(0, top), high - 4)
    return pixels[top:max(top + 4, min(high, bottom)), left:max(left + 4, min(wide, right))]


def coloured(seen, rng):
    if rng.random() < 0.85:
        hsv = cv2.cvtColor(seen, cv2.COLOR_BGR2HSV).astype(np.float32)
        # paint says little of a load, but nets are green more often than not
        turn = rng.uniform(-90, 90) if rng.random() < 0.15 else rng.normal(0, 6)
        hsv[..., 0] = (hsv[..., 0] + turn) % 180
        hsv[..., 1] *= rng.uniform(0.5, 1.5)
        seen = cv2.cvtColor(hsv.clip(0, 255).astype(np.uint8), cv2.COLOR_HSV2BGR)
    ramp = np.arange(256, dtype=np.float32) / 255
    gains = rng.normal(1, 0.06, 3)
    tone = (ramp ** np.exp(rng.normal(0, 0.25)) - 0.5) * rng.uniform(0.7, 1.35) + 0.5 + rng.normal(0, 0.08)
    table = (255 * tone[:, None] * gains).clip(0, 255).astype(np.uint8)
    seen = cv2.LUT(np.ascontiguousarray(seen), table[None])
    if rng.random() < 0.1:       # infrared
        seen = cv2.cvtColor(cv2.cvtColor(seen, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    return seen


def degraded(seen, rng):
    if rng.random() < 0.3:
        short = min(seen.shape[:2])
        scale = rng.uniform(min(1, 40 / short), 1)
        seen = cv2.resize(seen, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    if rng.random() < 0.2:
        seen = cv2.GaussianBlur(seen, (0, 0), rng.uniform(0.4, 1.4))
    elif rng.random() < 0.1:
        length = int(rng.integers(3, 8))
        kernel = np.full((1, length), 1 / length, np.float32)
        seen = cv2.filter2D(seen, -1, kernel)
    elif rng.random() < 0.25:    # cameras sharpen
        seen = cv2.addWeighted(seen, 1.7, cv2.GaussianBlur(seen, (0, 0), 1.2), -0.7, 0)
    if rng.random() < 0.3:
        noise = rng.normal(0, rng.uniform(2, 12), seen.shape[:2] + (1 if rng.random() < 0.5 else 3,))
        seen = (seen + noise).clip(0, 255).astype(np.uint8)
    if rng.random() < 0.4:
        _, code = cv2.imencode(".jpg", seen, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(30, 92))])
        seen = cv2.imdecode(code, cv2.IMREAD_COLOR)
    return seen


def patched(seen, rng):
    """Something stands before it: a pole, a branch, a burned-in line."""
    wide, high = (rng.uniform(0.04, 0.12), rng.uniform(0.4, 1)) if rng.random() < 0.5 else rng.uniform(0.08, 0.3, 2)
    x, y = rng.uniform(0, 1 - wide), rng.uniform(0, 1 - high)
    seen = seen.copy()
    x0, y0 = int(x * WIDE), int(y * HIGH)
    seen[y0:y0 + int(high * HIGH), x0:x0 + int(wide * WIDE)] = rng.integers(0, 256, 3)
    return seen
