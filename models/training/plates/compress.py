"""What JPEG and video coding do to pictures: cosines of blocks, rounded; for each picture another quality."""
import math

import torch
import torch.nn.functional as F

from .device import constant

# ISO/IEC 10918-1, K.1
LUMINANCE = (
    (16, 11, 10, 16, 24, 40, 51, 61), (12, 12, 14, 19, 26, 58, 60, 55), (14, 13, 16, 24, 40, 57, 69, 56),
    (14, 17, 22, 29, 51, 87, 80, 62), (18, 22, 37, 56, 68, 109, 103, 77), (24, 35, 55, 64, 81, 104, 113, 92),
    (49, 64, 78, 87, 103, 121, 120, 101), (72, 92, 95, 98, 112, 100, 103, 99))
TO_YCC = ((0.299, 0.587, 0.114), (-0.1687, -0.3313, 0.5), (0.5, -0.4187, -0.0813))
FROM_YCC = ((1.0, 0.0, 1.402), (1.0, -0.34414, -0.71414), (1.0, 1.772, 0.0))
MOST = 16        # pictures are padded to whole blocks of colour


def cosines(device):
    k, x = torch.arange(8, device=device)[:, None], torch.arange(8, device=device)[None]
    scale = torch.where(k == 0, math.sqrt(1 / 8), math.sqrt(2 / 8))
    return scale * torch.cos((2 * x + 1) * k * math.pi / 16)


def compressed(pictures, quality, flat):
    """pictures: n x 3 x h x w, 0 to 1; quality: n, 1 to 100 (JPEG's); flat: n booleans, one step for all cosines."""
    n, _, high, wide = pictures.shape
    device = pictures.device
    padded = F.pad(pictures, (0, -wide % MOST, 0, -high % MOST), mode="replicate")
    to = constant(TO_YCC, device)
    planes = torch.einsum("ck,nkhw->nchw", to, padded) * 255
    colour = F.avg_pool2d(planes[:, 1:], 2)
    scale = torch.where(quality < 50, 5000 / quality, 200 - 2 * quality) / 100
    table = constant(LUMINANCE, device)
    steps = torch.where(flat[:, None, None], torch.full_like(table, 26)[None], table[None]) * scale[:, None, None]
    steps = steps.clamp(min=1)[:, None, None, :, None, :]
    grey = rounded(planes[:, :1] - 128, steps) + 128
    colour = F.interpolate(rounded(colour, steps * 1.5), scale_factor=2, mode="nearest")
    back = torch.einsum("ck,nkhw->nchw", constant(FROM_YCC, device), torch.cat((grey, colour), 1))
    return (back[..., :high, :wide] / 255).clamp(0, 1)


def rounded(planes, steps):
    """planes: n x c x h x w; steps: n x 1 x 1 x 8 x 1 x 8."""
    n, c, high, wide = planes.shape
    basis = cosines(planes.device)
    blocks = planes.reshape(n, c, high // 8, 8, wide // 8, 8)
    waves = torch.einsum("ik,ncakbl,jl->ncaibj", basis, blocks, basis)
    waves = torch.round(waves / steps) * steps
    return torch.einsum("ik,ncaibj,jl->ncakbl", basis, waves, basis).reshape(n, c, high, wide)
