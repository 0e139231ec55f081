"""Faces of plates, drawn in batches on the device: ground, signs, border, bolts, wear."""
import numpy as np
import torch
import torch.nn.functional as F

from .device import constant, moved
from .signs import INDEX

# rows and columns of a face in pixels, by its rows of signs
PIXELS = {1: (96, 288), 2: (128, 256)}
REACH = 8 / 127              # pixels of a cell (96 per sign) per step of the field
CELL, ROOM = (96, 56), 8

# ground above and below, ink; 0 to 255
GROUNDS = {
    "blue": ((24, 70, 170), (18, 58, 150), (240, 244, 248)),
    "yellow": ((238, 180, 20), (228, 168, 8), (24, 22, 18)),
    "green": ((228, 240, 228), (70, 175, 110), (20, 24, 20)),
    "yellow-green": ((70, 176, 108), (66, 172, 104), (20, 24, 20)),
    "white": ((240, 240, 236), (228, 228, 224), (24, 22, 18)),
    "black": ((22, 22, 24), (18, 18, 20), (236, 238, 240)),
}
YELLOW = (238, 180, 20)
RED = (200, 30, 30)
MUD = (0.37, 0.31, 0.24)
REDDENED = [INDEX[sign] for sign in "警使领急应港澳挂学"]


class Faces:
    """n faces: colours (n x 3 x rows x columns, 0 to 1) and their size in millimetres (n x 2)."""

    def __init__(self, colours, face):
        self.colours, self.face = colours, face


def uniform(n, low, high, device, *rest):
    return torch.rand(n, *(rest or (1, 1)), device=device) * (high - low) + low


def draw_faces(rng, atlas, lines, layout, rows, device, apart=False):
    """lines: texts.Lines, layout: layout.Layout of the same n -> Faces."""
    n = len(lines.signs)
    high, wide = PIXELS[rows]
    y = ((torch.arange(high, device=device) + 0.5) / high)[None, :, None]
    x = ((torch.arange(wide, device=device) + 0.5) / wide)[None, None, :]
    face = moved(layout.face, device, torch.float32)
    cells, shapes = atlas.choose(rng, lines.signs, apart)
    boxes = narrowed(rng, layout, shapes)
    ink, which = inks(atlas, cells, boxes, x, y, device)
    ground, colour, red = coloured(rng, lines, x, y, device)
    red = red.gather(1, which.flatten(1)).view(which.shape)[:, None]
    letter = torch.where(red, constant(RED, device, (1, 3, 1, 1)) / 255, colour[..., None, None])
    line = lines_and_bolts(layout, face, x, y, device)
    picture = torch.lerp(ground, colour[..., None, None].expand_as(ground), line[:, None] * uniform(n, 0.5, 1, device, 1, 1, 1))
    picture = torch.lerp(picture, letter.expand_as(picture), ink[:, None] * uniform(n, 0.75, 1, device, 1, 1, 1))
    # pressed signs have a bright and a dark side
    relief = (ink - ink.roll((1, 1), (1, 2))) * uniform(n, -0.12, 0.2, device) * (torch.rand(n, 1, 1, device=device) < 0.5)
    return Faces(worn(bolted(picture + relief[:, None], face, x, y, device), device).clamp(0, 1), face)


def narrowed(rng, layout, shapes):
    """Signs are stretched to their cell only so far: a 1 stays narrow."""
    boxes = layout.boxes.copy()
    stretch = np.where(rng.random((len(boxes), 1)) < 0.5, 1.35, rng.uniform(1.1, 2.2, (len(boxes), 1)))
    stretch = np.where(shapes < 0.45, np.minimum(stretch, rng.uniform(0.8, 1.4, (len(boxes), 1))), stretch)
    natural = boxes[..., 3] * layout.face[:, None, 1] * shapes * stretch / layout.face[:, None, 0]
    boxes[..., 2] = np.minimum(boxes[..., 2], natural)
    return boxes


def inks(atlas, cells, boxes, x, y, device):
    """-> how much of each pixel is ink (n x rows x columns), and which place's (n x rows x columns)."""
    n, places = cells.shape
    last = int((cells != atlas.empty).sum(1).max())
    boxes = moved(boxes, device, torch.float32)
    strip = atlas.fields[moved(cells[:, :last], device)].float()
    tall, cell = strip.shape[2], strip.shape[3]
    strip = strip.permute(0, 2, 1, 3).reshape(n, 1, tall, last * cell)
    across = torch.full((n, y.shape[1], x.shape[2]), -10.0, device=device)
    down = torch.full_like(across, -10.0)
    which = torch.zeros(across.shape, dtype=torch.long, device=device)
    # room around the inside of a cell, in half cells
    reach_x, reach_y = 1 + 2 * (ROOM - 1) / CELL[1], 1 + 2 * (ROOM - 1) / CELL[0]
    for place in range(last):
        cx, cy, w, h = (boxes[:, place, at].view(n, 1, 1) for at in range(4))
        u, v = (x - cx) / (w / 2), (y - cy) / (h / 2)
        inside = (u.abs() < reach_x) & (v.abs() < reach_y)
        inside = inside & ~((across > -10) & (u.abs() > 1))     # the room of one sign is not to hide another
        column = (u + 1) / 2 * CELL[1] + ROOM + place * cell
        across = torch.where(inside, column, across)
        down = torch.where(inside, (v + 1) / 2 * CELL[0] + ROOM, down)
        which = torch.where(inside, torch.full_like(which, place), which)
    grid = torch.stack((across * 2 / (last * cell) - 1, down * 2 / tall - 1), 3)
    distance = (F.grid_sample(strip, grid, align_corners=False)[:, 0] - 128) * REACH
    bold, soft = uniform(n, -1.6, 2.2, device), uniform(n, 1.5, 4, device)
    return ((distance + bold) / soft + 0.5).clamp(0, 1), which


def coloured(rng, lines, x, y, device):
    """-> ground (n x 3 x rows x columns), ink colour (n x 3), which places are red (n x places)."""
    n = len(lines.signs)
    table = np.array([GROUNDS[name] for name in lines.grounds]) / 255
    free = rng.random(n) < 0.06       # painted on steel, or by a maker of his own
    table[free] = rng.uniform(0.02, 0.95, (int(free.sum()), 1, 3)) * 0.5 + table[free] * 0.5
    swapped = rng.random(n) < 0.03
    table[swapped] = table[swapped][:, [2, 2, 0]]
    table = table * rng.uniform(0.8, 1.15, (n, 1, 1)) + rng.normal(0, 0.03, (n, 3, 3))
    table = moved(table, device, torch.float32).clamp(0.01, 1)
    from_, steep = uniform(n, 0, 0.4, device), uniform(n, 1, 1.6, device)
    share = ((y - from_) * steep).clamp(0, 1)[:, None]
    ground = torch.lerp(table[:, 0, :, None, None], table[:, 1, :, None, None], share).expand(-1, -1, -1, x.shape[2])
    halved = moved(lines.grounds == "yellow-green", device).view(n, 1, 1, 1)
    yellow = constant(YELLOW, device, (1, 3, 1, 1)) / 255 * uniform(n, 0.8, 1.1, device, 1, 1, 1)
    ground = torch.where(halved & (x < 138 / 480)[:, None], yellow.expand_as(ground), ground)
    red = np.isin(lines.signs, REDDENED) & (rng.random((n, 1)) < 0.7) & np.isin(lines.grounds, ["white", "black"])[:, None]
    red[:, :2] |= (np.isin(lines.signs[:, :2], [INDEX[s] for s in "WJV"]) & (lines.grounds == "white")[:, None]) & (rng.random((n, 1)) < 0.6)
    return ground, table[:, 2], moved(red, device)


def lines_and_bolts(layout, face, x, y, device):
    """The border and the dot, in the ink's colour; n x rows x columns, 0 to 1."""
    n = len(face)
    wide, high = face[:, 0].view(n, 1, 1), face[:, 1].view(n, 1, 1)
    edge = torch.minimum(torch.minimum(x, 1 - x) * wide, torch.minimum(y, 1 - y) * high)
    at, thick = uniform(n, 3, 10, device), uniform(n, 1.5, 5, device)
    shown = torch.rand(n, 1, 1, device=device) < 0.85
    border = (1 - ((edge - at).abs() - thick / 2).clamp(min=0) / 1.5).clamp(0, 1) * shown
    dot = moved(layout.dot, device, torch.float32)
    near = torch.hypot((x - dot[:, 0].view(n, 1, 1)) * wide, (y - dot[:, 1].view(n, 1, 1)) * high)
    return torch.maximum(border, ((uniform(n, 3.5, 8, device) - near) / 2 + 0.5).clamp(0, 1))


def bolted(picture, face, x, y, device):
    n = len(face)
    wide, high = face[:, 0].view(n, 1, 1), face[:, 1].view(n, 1, 1)
    from_edge, inset = uniform(n, 0.16, 0.28, device), uniform(n, 6, 16, device)
    # the same on both sides; above only, below only, or both
    aside = torch.minimum((x - from_edge).abs(), (x - 1 + from_edge).abs()) * wide
    above, below = (y * high - inset).abs(), ((1 - y) * high - inset).abs()
    choice = torch.rand(n, 1, 1, device=device)
    down = torch.where(choice < 0.25, above, torch.where(choice < 0.4, below, torch.minimum(above, below)))
    disc = ((uniform(n, 4, 11, device) - torch.hypot(aside, down)) / 2 + 0.5).clamp(0, 1) * (torch.rand(n, 1, 1, device=device) < 0.8)
    return torch.lerp(picture, uniform(n, 0.05, 0.85, device, 1, 1, 1).expand_as(picture), disc[:, None])


def worn(picture, device):
    """Dirt in clouds and spots, and a streak of glare."""
    n, _, high, wide = picture.shape
    size = dict(size=(high, wide), mode="bilinear", align_corners=False)
    clouds = F.interpolate(torch.rand(n, 1, 5, 12, device=device), **size)
    spots = F.interpolate(torch.rand(n, 1, 14, 40, device=device), **size)
    amount = uniform(n, 0, 1, device, 1, 1, 1) ** 3
    dirt = ((clouds - 0.55) * 4).clamp(0, 1) * 0.75 * amount + ((spots - 0.75) * 5).clamp(0, 1) * uniform(n, 0, 0.7, device, 1, 1, 1) ** 2
    mud = constant(MUD, device, (1, 3, 1, 1)) * uniform(n, 0.3, 1.6, device, 1, 1, 1)
    picture = torch.lerp(picture, mud.expand_as(picture), dirt.clamp(0, 0.9))
    along = torch.linspace(0, 1, wide, device=device).view(1, 1, 1, wide) + 0.3 * torch.linspace(0, 1, high, device=device).view(1, 1, high, 1)
    streak = torch.exp(-((along - uniform(n, -0.2, 1.4, device, 1, 1, 1)) / uniform(n, 0.04, 0.3, device, 1, 1, 1)) ** 2)
    return picture + streak * uniform(n, 0, 0.6, device, 1, 1, 1) ** 2 * (1 - picture.clamp(max=1))
