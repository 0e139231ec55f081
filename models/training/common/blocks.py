"""The blocks of YOLOX-nano. Batch norm is folded: each convolution carries its bias, as in the published ONNX file.

Architecture: Ge et al., "YOLOX: Exceeding YOLO Series in 2021" (Apache-2.0).
"""
import torch
import torch.nn as nn
import torch.nn.functional as F


class Conv(nn.Module):
    """Convolution + bias + SiLU."""

    def __init__(self, ci, co, k, s=1, g=1):
        super().__init__()
        self.conv = nn.Conv2d(ci, co, k, s, (k - 1) // 2, groups=g)

    def forward(self, x):
        return F.silu(self.conv(x))


class DWConv(nn.Module):
    """Depthwise k x k followed by pointwise 1 x 1."""

    def __init__(self, ci, co, k, s=1):
        super().__init__()
        self.dconv = Conv(ci, ci, k, s, g=ci)
        self.pconv = Conv(ci, co, 1)

    def forward(self, x):
        return self.pconv(self.dconv(x))


class Bottleneck(nn.Module):
    def __init__(self, c, shortcut):
        super().__init__()
        self.conv1, self.conv2, self.add = Conv(c, c, 1), DWConv(c, c, 3), shortcut

    def forward(self, x):
        y = self.conv2(self.conv1(x))
        return x + y if self.add else y


class CSP(nn.Module):
    def __init__(self, ci, co, n=1, shortcut=True):
        super().__init__()
        h = co // 2
        self.conv1, self.conv2 = Conv(ci, h, 1), Conv(ci, h, 1)
        self.m = nn.Sequential(*[Bottleneck(h, shortcut) for _ in range(n)])
        self.conv3 = Conv(2 * h, co, 1)

    def forward(self, x):
        a, b = self.conv1(x), self.conv2(x)
        return self.conv3(torch.cat((self.m(a), b), 1))


class SPP(nn.Module):
    def __init__(self, ci, co):
        super().__init__()
        self.conv1, self.conv2 = Conv(ci, ci // 2, 1), Conv(ci * 2, co, 1)

    def forward(self, x):
        x = self.conv1(x)
        return self.conv2(torch.cat([x] + [F.max_pool2d(x, k, 1, k // 2) for k in (5, 9, 13)], 1))
