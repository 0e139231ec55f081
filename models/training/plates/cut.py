"""Crops to lines of the reader's size, as agent/core/plates/candidates.ts and patch.ts cut them."""
import torch
import torch.nn.functional as F

from .net import HIGH, WIDE

UPPER = round(WIDE * 0.32)          # pixels of an upper row beside its lower one
WHOLE = ((0.2, 0.8), (0.02, 0.42), (0.0, 1.0), (0.34, 1.0))


def stretched(pictures, high, wide):
    return F.interpolate(pictures, size=(high, wide), mode="bilinear", align_corners=False, antialias=True)


def one_row(pictures):
    """n x 3 x h x w -> n x 3 x HIGH x WIDE."""
    return stretched(pictures, HIGH, WIDE)


def two_rows(pictures, parts=WHOLE):
    """The upper row beside the lower. parts: left and right, top and bottom of both, shares of the picture."""
    _, _, high, wide = pictures.shape

    def part(across, down):
        left, right = (round(one * wide) for one in across)
        top, bottom = (round(one * high) for one in down)
        return pictures[..., max(0, top):bottom, max(0, left):right]

    upper, lower = part(*parts[:2]), part(*parts[2:])
    return torch.cat((stretched(upper, HIGH, UPPER), stretched(lower, HIGH, WIDE - UPPER)), 3)


def some_parts(rng):
    """As WHOLE, and as a text finder would cut the rows."""
    u = rng.uniform
    return (u(0.12, 0.24), u(0.76, 0.88)), (u(0, 0.08), u(0.37, 0.45)), (u(0, 0.04), u(0.96, 1)), (u(0.32, 0.42), u(0.95, 1))
