"""Random views of records: one picture or four, scaled, cut, mirrored, other light, other sharpness."""
import cv2
import numpy as np

from .records import NO_BOXES, decoded

GREY = 114
# of the canvas: of a 16:9 camera, and square as pictures from above are
CANVASES = [((320, 544), 0.5), ((416, 416), 0.28), ((416, 736), 0.22)]
FOUR = 0.35
# how often a picture is of each group
SHARES = {"simulator": 0.64, "street": 0.16, "aerial": 0.11, "film": 0.09}
# drawn once; a picture takes a piece of it
GRAIN = np.random.default_rng(1).standard_normal(1 << 22, np.float32)


class Part:
    """What is known of a part of the canvas."""

    def __init__(self, record, boxes, ignore):
        self.boxes, self.ignore = boxes, ignore
        self.may, self.also, self.free, self.human = (record[key] for key in ("may", "also", "free", "human"))

    def only(self, rows):
        self.boxes, self.may, self.also, self.free, self.human = (
            one[rows] for one in (self.boxes, self.may, self.also, self.free, self.human))


def sample(groups, rng, canvas):
    """A picture [H, W, 3] BGR and what is known of it: a dictionary of arrays."""
    height, width = canvas
    names = list(groups)
    group = rng.choices(names, [SHARES[name] for name in names])[0]
    picture = np.full((height, width, 3), GREY, np.uint8)
    if rng.random() < FOUR:
        x, y = (rng.randint(side // 4, 3 * side // 4) for side in (width, height))
        others = ["aerial"] if group == "aerial" else [name for name in names if name != "aerial"]
        regions = [(0, 0, x, y), (x, 0, width, y), (0, y, x, height), (x, y, width, height)]
        parts = [place(picture, region, draw(groups, others, rng), rng, rng.uniform(0.5, 1.4)) for region in regions]
    else:
        zoom = 1.0 if rng.random() < 0.35 else rng.uniform(0.65, 1.8)
        parts = [place(picture, (0, 0, width, height), rng.choice(groups[group]), rng, zoom)]
    known = {key: np.concatenate([getattr(part, key) for part in parts]) for key in ("boxes", "may", "also", "free", "human", "ignore")}
    return lit(picture, rng), dict(known, aerial=group == "aerial", simulated=group == "simulator" and len(parts) == 1)


def draw(groups, names, rng):
    return rng.choice(groups[rng.choices(names, [SHARES[name] for name in names])[0]])


def place(canvas, region, record, rng, zoom):
    """Pastes a record into a region of the canvas, cut where it is larger."""
    bgr, part = decoded(record), Part(record, record["boxes"].copy(), record["ignore"].copy())
    if record["group"] == "aerial":
        bgr = turned(bgr, part, rng.randrange(4))
    x0, y0, x1, y1 = region
    scale = zoom * min(canvas.shape[1] / bgr.shape[1], canvas.shape[0] / bgr.shape[0])
    w, h = (max(2, round(side * scale)) for side in (bgr.shape[1], bgr.shape[0]))
    part.boxes *= scale
    part.ignore *= scale
    if rng.random() < 0.5:
        bgr = cv2.flip(bgr, 1)
        for boxes in (part.boxes, part.ignore):
            boxes[:, [0, 2]] = w - boxes[:, [2, 0]]
    room_x, room_y = x1 - x0, y1 - y0
    cut_x, cut_y = rng.randint(0, max(0, w - room_x)), rng.randint(0, max(0, h - room_y))
    put_x, put_y = (0, 0) if rng.random() < 0.5 else (rng.randint(0, max(0, room_x - w)), rng.randint(0, max(0, room_y - h)))
    seen_w, seen_h = min(room_x, w - cut_x), min(room_y, h - cut_y)
    top, left = y0 + put_y, x0 + put_x
    canvas[top:top + seen_h, left:left + seen_w] = scaled(bgr, scale, (w, h), (cut_x, cut_y, seen_w, seen_h))
    shift = np.array([left - cut_x, top - cut_y] * 2, np.float32)
    limits = np.array([left, top, left + seen_w, top + seen_h], np.float32)
    clip(part, shift, limits)
    return part


def scaled(bgr, scale, size, seen):
    """The part `seen` (left, top, width, height) of a picture that is scaled to `size`; what is cut away is not drawn."""
    x, y, w, h = seen
    if scale < 1:
        return cv2.resize(bgr, size, interpolation=cv2.INTER_AREA)[y:y + h, x:x + w]
    middle = (scale - 1) / 2        # pixels are squares, not points
    move = np.array([[scale, 0, middle - x], [0, scale, middle - y]], np.float32)
    return cv2.warpAffine(bgr, move, (w, h), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def turned(bgr, part, quarters):
    """By quarters of a turn: from above there is no up."""
    for _ in range(quarters):
        height = bgr.shape[0]
        bgr = cv2.rotate(bgr, cv2.ROTATE_90_CLOCKWISE)
        for name in ("boxes", "ignore"):
            b = getattr(part, name)
            setattr(part, name, np.stack((height - b[:, 3], b[:, 0], height - b[:, 1], b[:, 2]), 1))
    return bgr


def clip(part, shift, limits):
    """Boxes in the canvas; those that are mostly cut away, or tiny, are neither yes nor no."""
    whole = part.boxes + shift
    boxes = np.concatenate((np.maximum(whole[:, :2], limits[:2]), np.minimum(whole[:, 2:], limits[2:])), 1)
    sides = (boxes[:, 2:] - boxes[:, :2]).clip(0)
    left = sides.prod(1) / np.maximum((whole[:, 2:] - whole[:, :2]).prod(1), 1e-6)
    good = (left > 0.35) & (sides.max(1) >= 6) & (sides.min(1) >= 3)
    doubtful = boxes[~good & (sides.min(1) > 0)]
    part.boxes = boxes
    part.only(good)
    ignore = part.ignore + shift
    ignore = np.concatenate((np.maximum(ignore[:, :2], limits[:2]), np.minimum(ignore[:, 2:], limits[2:])), 1)
    ignore = ignore[(ignore[:, 2:] > ignore[:, :2]).all(1)]
    part.ignore = np.concatenate((ignore, doubtful)).astype(np.float32) if len(ignore) or len(doubtful) else NO_BOXES


def lit(bgr, rng):
    """Other colours and brightness; now and then as by night, grey, softer, or with grain."""
    hue, saturation, value = (rng.uniform(-most, most) for most in (0.02, 0.5, 0.4))
    table = np.arange(256, dtype=np.float32)
    hsv = np.stack(((table + hue * 180) % 180, (table * (1 + saturation)).clip(0, 255), (table * (1 + value)).clip(0, 255)), -1)
    bgr = cv2.cvtColor(cv2.LUT(cv2.cvtColor(bgr, cv2.COLOR_BGR2HSV), hsv.astype(np.uint8)[None]), cv2.COLOR_HSV2BGR)
    dark = rng.random() < 0.1
    if dark:
        bgr = darkened(bgr, rng)
    if rng.random() < 0.07:
        bgr = cv2.cvtColor(cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    if rng.random() < 0.15:
        bgr = cv2.GaussianBlur(bgr, (0, 0), rng.uniform(0.4, 1.3))
    if rng.random() < (0.6 if dark else 0.2):
        at = rng.randrange(GRAIN.size - bgr.size)
        grain = GRAIN[at:at + bgr.size].reshape(bgr.shape) * rng.uniform(2, 9)
        bgr = (bgr + grain).clip(0, 255).astype(np.uint8)
    return bgr


def darkened(bgr, rng):
    """As a camera shows it by lamps: lights stay, the rest sinks; a tint of sodium or of cold white."""
    ramp = np.arange(256, dtype=np.float32) / 255
    sunk = ramp ** rng.uniform(1.2, 2.4) * rng.uniform(0.4, 0.9)
    tint = np.array([1 - rng.uniform(-0.12, 0.3), 1.0, 1 + rng.uniform(-0.1, 0.15)], np.float32)
    return cv2.LUT(bgr, (255 * sunk[:, None] * tint).clip(0, 255).astype(np.uint8)[None])
