"""Lines to learn from, made on the device: drawn plates, what is no plate, and pictures of the rendered street."""
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from . import texts
from .camera import PAD, corners, filmed, scene
from .cut import one_row, some_parts, two_rows
from .device import constant, moved
from .faces import draw_faces
from .layout import one_row as row_layout
from .layout import two_rows as rows_layout

# of the chunks; a wrong cut is a plate of one row taken for two, or the other way round
SHARES = {"one": 0.64, "two": 0.17, "rendered": 0.07, "strange": 0.08, "wrong": 0.04}


@dataclass(frozen=True)
class Batch:
    """lines: n x HIGH x WIDE x 3 bytes; signs: class of each, n x LONGEST, -1 where there is none."""

    lines: torch.Tensor
    signs: np.ndarray


class Stream:
    def __init__(self, atlas, rendered, device, chunk=128, apart=False):
        self.atlas, self.rendered, self.device, self.chunk, self.apart = atlas, rendered, device, chunk, apart
        self.hard = 1.0      # of blur and noise; less while nothing has been learnt yet

    @torch.no_grad()
    def batch(self, rng, size):
        made = [self.some(rng) for _ in range(size // self.chunk)]
        lines = torch.cat([lines for lines, _ in made])
        lines = (lines * 255).round().clamp(0, 255).byte().permute(0, 2, 3, 1)
        return Batch(lines.contiguous(), np.concatenate([signs for _, signs in made]))

    def some(self, rng):
        shares = {name: share for name, share in SHARES.items() if name != "rendered" or self.rendered}
        total = sum(shares.values())
        kind = rng.choice(list(shares), p=[share / total for share in shares.values()])
        if kind == "rendered":
            return self.again(rng)
        if kind == "strange":
            return self.drawn(rng, texts.strangers(rng, self.chunk), 1, False)
        rows = 2 if kind == "two" or (kind == "wrong" and rng.random() < 0.5) else 1
        lines, signs = self.drawn(rng, texts.plates(rng, self.chunk, rows == 2), rows, kind == "wrong")
        return lines, np.full_like(signs, -1) if kind == "wrong" else signs

    def drawn(self, rng, lines, rows, wrong):
        """wrong: cut as if it had the other number of rows."""
        layout = (row_layout if rows == 1 else rows_layout)(rng, lines.signs)
        faces = draw_faces(rng, self.atlas, lines, layout, rows, self.device, self.apart)
        straight = torch.rand(self.chunk, device=self.device) < 0.4
        place = corners(faces.face, self.device, straight)
        wide = int(np.exp(rng.uniform(np.log(52), np.log(220))))
        high = int(wide * (rng.uniform(0.22, 0.44) if rows == 1 else rng.uniform(0.44, 0.66)))
        # sizes by steps of eight and four, so that devices plan few transforms
        wide, high = round(wide / 8) * 8, max(round(high / 4) * 4, 12 if rows == 1 else 24)
        crops = filmed(scene(faces, place, high, wide, self.device), self.hard * strength_at(wide) * rng.uniform(0.4, 1))
        return self.lines_of(rng, crops, 3 - rows if wrong else rows), lines.signs

    def again(self, rng):
        """A rendered picture has been filmed already; a little more happens to it, often at a smaller size."""
        rows = int(rng.choice(list(self.rendered.signs), p=self.rendered_shares()))
        pictures, signs = self.rendered.draw(rng, rows, self.chunk)
        n, high, wide = len(pictures), *pictures.shape[2:]
        size = rng.uniform(0.45, 1.2)
        shift = torch.randn(n, 2, 3, device=self.device) * 0.02
        shift = shift + constant(((1.0, 0, 0), (0, 1, 0)), self.device) * (1 + (torch.rand(n, 1, 1, device=self.device) - 0.5) * 0.12)
        small = (round(high * size / 4) * 4 + 2 * PAD, round(wide * size / 8) * 8 + 2 * PAD)
        across, down = (one / (one - 2 * PAD) for one in small[::-1])
        wider = np.array(((across, across, 1), (down, down, 1)))
        grow = shift * moved(wider, self.device, torch.float32)
        grid = F.affine_grid(grow, (n, 3, *small), align_corners=False)
        if size < 0.75:
            pictures = F.interpolate(pictures, scale_factor=size, mode="bilinear", antialias=True)
        crops = filmed(F.grid_sample(pictures, grid, padding_mode="border", align_corners=False), 0.35 * self.hard)
        return self.lines_of(rng, crops, rows), signs

    def rendered_shares(self):
        counts = np.array([len(one) for one in self.rendered.signs.values()], float)
        return counts / counts.sum()

    def lines_of(self, rng, crops, rows):
        # films are often made smaller or larger once more before they are cut
        if rng.random() < 0.25:
            size = [max(10, int(one * rng.uniform(0.55, 1.5))) for one in crops.shape[2:]]
            mode = rng.choice(["bilinear", "bicubic", "nearest"])
            smooth = {} if mode == "nearest" else dict(align_corners=False, antialias=bool(rng.random() < 0.7))
            crops = F.interpolate(crops, size=size, mode=str(mode), **smooth).clamp(0, 1)
        if rows == 1:
            return one_row(crops)
        return two_rows(crops, some_parts(rng)) if rng.random() < 0.6 else two_rows(crops)


def strength_at(wide):
    """Small crops bear less blur and noise than large ones."""
    return float(np.clip(wide / 130, 0.45, 1.3))
